"""JSON for programs: one object, its schema first, then the facts, then one list for each key of tables."""

from typing import Any, TextIO

from thidua.reports.document import Cell, Document, Table
from thidua.write import Frame
from thidua.write.jsontext import dumps


def write_json(document: Document, stream: TextIO, frame: Frame) -> None:
    """Write a document as ``{"schema": "thidua.<name>/1", …}``; what is missing is ``null``, never left out."""
    del frame
    lists = {table.key: [_nested(table, row) for row in table.rows] for table in document.tables()}
    whole = {"schema": f"thidua.{document.name}/1", **document.facts, **lists}
    stream.write(dumps(whole, indent=2) + "\n")


def _nested(table: Table, row: tuple[Cell, ...]) -> dict[str, Any]:
    top: dict[str, Any] = {}
    for column, cell in zip(table.columns, row, strict=True):
        *parents, last = column.path
        inner = top
        for parent in parents:
            inner = inner.setdefault(parent, {})
        inner[last] = cell
    return top

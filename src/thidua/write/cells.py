"""One cell as text: as a reader of the document's language sees it, and as a program reads it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from thidua.domain.points import Points
from thidua.reports.document import Align, Cell, Column, Document, Table
from thidua.words.language import Language
from thidua.write.visible import visible

_SURROGATE = re.compile("[\ud800-\udfff]")


def shown(cell: Cell, language: Language) -> str:
    """Write a cell for people: ``–`` for what is missing, ``✓`` for yes and nothing for no."""
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        return "✓" if cell else ""
    return visible(language.show(cell))


def written(cell: Cell) -> str:
    """Write a cell for programs: points with a point, ISO dates, ``true``/``false``, nothing for what is missing.

    Half a surrogate pair is no character and no stream would take it: U+FFFD stands for it.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    text = " ".join(str(part) for part in cell) if isinstance(cell, tuple) else str(cell)
    return _SURROGATE.sub("\ufffd", text)


def leans_right(column: Column, cells: Iterable[Cell]) -> bool:
    """True when the column asks for it, or holds numbers and nothing else."""
    kinds = {type(cell) for cell in cells if cell is not None}
    return column.align is Align.RIGHT or (bool(kinds) and kinds <= {int, Points})


def machine_rows(document: Document) -> Iterator[tuple[str | Cell, ...]]:
    """Go through a document as programs read rows: a header of keys, then cells; an empty row between two tables."""
    for number, table in enumerate(document.tables()):
        if number:
            yield ()
        yield _header(table)
        yield from table.rows


def _header(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)

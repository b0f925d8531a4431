"""One cell as text: as a reader of the document's language sees it, and as a program reads it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from types import NoneType
from typing import Any

from thidua.domain.points import Points, points_text
from thidua.reports.document import Align, Cell, Column, Document
from thidua.words.language import Language
from thidua.write.visible import visible

_AT_ONCE = 1000
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
    if isinstance(cell, str) and cell.isascii():
        return cell
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


def machine_rows(document: Document, tidy: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    """Go through a document as programs read rows: a header of keys, then cells; an empty row between two tables.

    Everything is written, and texts are made fit for the format by ``tidy``.
    """
    for number, table in enumerate(document.tables()):
        if number:
            yield ()
        yield tuple(tidy(column.name) for column in table.columns)
        ahead = iter(table.rows)
        # column by column, each mostly of one kind: asking every cell what it is took four times as long
        while some := list(islice(ahead, _AT_ONCE)):
            yield from zip(*(_written_column(cells, tidy) for cells in zip(*some, strict=True)), strict=True)


_TEXTS = frozenset({str, tuple, NoneType})


def _written_column(cells: Sequence[Any], tidy: Callable[[str], str]) -> Sequence[str]:
    kinds = set(map(type, cells))
    if kinds <= _TEXTS:
        known = {cell: tidy(written(cell)) for cell in set(cells)}
        return [known[cell] for cell in cells]
    if kinds == {Points}:
        return [points_text(cell.hundredths) for cell in cells]
    if kinds == {int}:
        return list(map(str, cells))
    return [tidy(written(cell)) if isinstance(cell, str | tuple) else written(cell) for cell in cells]

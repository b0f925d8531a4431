"""The rows of a big sheet, written by ourselves into a workbook that XlsxWriter made of everything else.

XlsxWriter writes one row, the mark, where these rows end; it is replaced by them. They are the very text it would have
written, in a fifth of the time: it makes an object and a list of attributes for every cell.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from types import NoneType
from zipfile import ZIP_DEFLATED, ZipFile

from thidua.domain.month import Month
from thidua.domain.points import Points
from thidua.reports.document import Cell, Rows
from thidua.words.language import Language
from thidua.write.cells import shown

LONGEST_CELL = 32_767  # units of UTF-16, of Excel
_MANY = 500  # fewer are not worth it
_MOST = 1 << 20  # rows of a sheet
_AT_ONCE = 1000
_TEXTS = frozenset({str, tuple, NoneType})
_KNOWN = frozenset({*_TEXTS, bool, int, Points, Month})
_LOOKS_ESCAPED = re.compile("(_x[0-9a-fA-F]{4}_)")


@dataclass(frozen=True)
class SheetRows:
    """Rows that begin at row ``first`` of a sheet, counted from zero; ``last`` is the last that is not empty."""

    rows: Rows
    first: int
    last: int
    language: Language
    has_points: bool

    def put_into(self, sheet: bytes) -> Iterator[bytes]:
        """Give the text of the sheet, piece by piece, with the rows in the place of the mark."""
        row = self.last + 1
        mark = re.compile(rb'<row r="%d"><c r="A%d"((?: s="[0-9]+")?)><v>0</v></c></row>' % (row, row))
        before, style, after = mark.split(sheet)
        yield before
        yield from self._written(style.decode())
        yield after

    def _written(self, style: str) -> Iterator[bytes]:
        ahead, at = islice(self.rows, self.last - self.first + 1), self.first + 1
        while some := list(islice(ahead, _AT_ONCE)):
            numbers = range(at, at + len(some))
            columns = (
                [piece and f'<c r="{letters}{row}"{piece}' for row, piece in zip(numbers, pieces, strict=True)]
                for letters, pieces in zip(_letters(len(some[0])), self._pieces(some, style), strict=True)
            )
            for row, cells in zip(numbers, zip(*columns, strict=True), strict=True):
                if written := "".join(cells):
                    yield f'<row r="{row}">{written}</row>'.encode()
            at += len(some)

    def _pieces(self, rows: Sequence[Sequence[Cell]], style: str) -> Iterator[list[str]]:
        """Write what follows the place of each cell, column by column, since most have few kinds of cells."""
        for cells in zip(*rows, strict=True):
            kinds = set(map(type, cells))
            if kinds <= _TEXTS:
                known = {cell: self._piece(cell, style) for cell in set(cells)}
                yield [known[cell] for cell in cells]
            else:
                yield [self._piece(cell, style) for cell in cells]

    def _piece(self, cell: Cell, style: str) -> str:
        if cell is None:
            return ""
        if isinstance(cell, Points):
            return style + _number(cell.hundredths, 100)
        if type(cell) is int:
            return _number(cell, 1)
        return _text(shown(cell, self.language))


def sheet_rows(rows: Rows, first: int, language: Language) -> SheetRows | None:
    """Give rows as they will be written; None when XlsxWriter does it: of few rows, and of days, which it counts."""
    rows = rows[: _MOST - first]
    kinds = set(map(type, chain.from_iterable(rows)))
    last = next((at for at in range(len(rows) - 1, -1, -1) if any(cell is not None for cell in rows[at])), None)
    if len(rows) < _MANY or last is None or not kinds <= _KNOWN:
        return None
    return SheetRows(rows, first, first + last, language, Points in kinds)


def with_rows(book: io.BytesIO, sheets: Mapping[str, SheetRows]) -> io.BytesIO:
    """Give the workbook with rows put into its sheets, by the name of their part."""
    if not sheets:
        return book
    out = io.BytesIO()
    with ZipFile(book) as old, ZipFile(out, "w", compression=ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            pieces = sheets[part.filename].put_into(content) if part.filename in sheets else (content,)
            with new.open(part, "w") as stream:
                for some in _joined(pieces):
                    stream.write(some)
    return out


def _joined(pieces: Iterator[bytes] | Sequence[bytes]) -> Iterator[bytes]:
    ahead = iter(pieces)
    while some := b"".join(islice(ahead, _AT_ONCE)):
        yield some


def _letters(columns: int) -> list[str]:
    from xlsxwriter.utility import xl_col_to_name

    return [xl_col_to_name(at) for at in range(columns)]


@lru_cache(1 << 15)
def _number(whole: int, parts: int) -> str:
    return f"><v>{whole / parts if parts > 1 else whole:.16G}</v></c>"


def _text(text: str) -> str:
    if len(text) > LONGEST_CELL // 2:
        text = text[:LONGEST_CELL].encode("utf-16-le")[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")
    escaped = _LOOKS_ESCAPED.sub(r"_x005F\1", text).replace("\ufffe", "_xFFFE_").replace("\uffff", "_xFFFF_")
    space = "" if escaped == escaped.strip() else ' xml:space="preserve"'
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t{space}>{escaped}</t></is></c>'

"""A workbook for people: each table on a sheet of its own, values as values, text as text and never as a formula.

Rows are written as they come and kept on disk, so that fifty thousand need no more memory than fifty.
"""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TextIO, TypeAlias

from thidua.domain.points import Points
from thidua.errors import Misuse, because
from thidua.reports.document import Cell, Document, Heading, Paragraph, Table
from thidua.words.language import Language
from thidua.write import Frame
from thidua.write.cells import shown

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SETTINGS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MADE = datetime(2024, 1, 1)  # noqa: DTZ001 -- a fixed time, for the same bytes; XlsxWriter takes no zone
_LONGEST_NAME, _LONGEST_CELL = 31, 32_767  # characters, of Excel
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDEST, _NARROWEST, _LOOKED_AT = 60, 8, 200  # characters of a column, and the rows they are told by
_Put: TypeAlias = Callable[[int, int, Any], None]


def write_xlsx(document: Document, stream: TextIO, frame: Frame) -> None:
    """Write a document's tables as a workbook, in the document's language; headings and notes go above them."""
    del frame
    book = new_workbook(out := io.BytesIO(), constant_memory=True)
    with book:
        _Book(book, Language(document.language)).fill(document)
    stream.flush()
    stream.buffer.write(out.getvalue())


def new_workbook(out: io.BytesIO, **settings: bool) -> Any:
    """Begin a workbook whose text is never a formula or a link, and which is the same bytes each time."""
    try:
        import xlsxwriter
    except ImportError:
        raise Misuse(because("office-missing", package="XlsxWriter")) from None
    book = xlsxwriter.Workbook(out, {**SETTINGS, **settings})
    book.set_properties({"created": _MADE})
    return book


class _Book:
    def __init__(self, book: Any, language: Language) -> None:
        self._book = book
        self._language = language
        self._bold = book.add_format({"bold": True})
        self._head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
        self._points = book.add_format({"num_format": "#,##0.00"})
        self._day = book.add_format({"num_format": "dd/mm/yyyy" if language.code == "vi" else "yyyy-mm-dd"})
        self._names: set[str] = set()

    def fill(self, document: Document) -> None:
        """Write every part: what stands before a table goes above it."""
        above: list[Heading | Paragraph] = []
        for part in document.parts:
            if isinstance(part, Table):
                if part.for_people().columns:
                    self._table(part.for_people(), above)
                    above = []
            else:
                above.append(part)
        if above or not self._names:
            self._top(self._book.add_worksheet(self._name(self._language.say("Notes"))), above)

    def _table(self, table: Table, above: list[Heading | Paragraph]) -> None:
        sheet = self._book.add_worksheet(self._name(table.title or _first(above) or table.key))
        texts = [[column.title for column in table.columns], *self._samples(table)]
        for at, column in enumerate(zip(*texts, strict=True)):
            widest = max(map(len, column))
            sheet.set_column(at, at, min(_WIDEST, max(_NARROWEST, widest + 1)))
        start = self._top(sheet, above)
        if table.title is not None:
            sheet.write_string(start, 0, table.title, self._bold)
            start += 1
        for at, column_told in enumerate(table.columns):
            sheet.write_string(start, at, column_told.title, self._head)
        put = self._putter(sheet)
        for row, cells in enumerate(table.rows, start + 1):
            for at, cell in enumerate(cells):
                if cell is not None:
                    put(row, at, cell)
        sheet.freeze_panes(start + 1, 0)
        if table.rows:
            sheet.autofilter(start, 0, start + len(table.rows), len(table.columns) - 1)

    def _samples(self, table: Table) -> list[list[str]]:
        return [[shown(cell, self._language) for cell in row] for row in table.rows[:_LOOKED_AT]]

    def _top(self, sheet: "Worksheet", above: list[Heading | Paragraph]) -> int:
        for row, part in enumerate(above):
            sheet.write_string(row, 0, part.text, self._bold if isinstance(part, Heading) else None)
        return len(above) + 1 if above else 0

    def _putter(self, sheet: "Worksheet") -> _Put:
        language, points, day = self._language, self._points, self._day

        def put(row: int, at: int, cell: Cell) -> None:
            if isinstance(cell, Points):
                sheet.write_number(row, at, cell.hundredths / 100, points)
            elif isinstance(cell, bool) or not isinstance(cell, int | date):
                sheet.write_string(row, at, shown(cell, language)[:_LONGEST_CELL])
            elif isinstance(cell, int):
                sheet.write_number(row, at, cell)
            else:
                sheet.write_datetime(row, at, cell, day)

        return put

    def _name(self, wanted: str) -> str:
        """Give a sheet a name that Excel takes and no other sheet has."""
        plain = " ".join(wanted.translate(_NOT_IN_NAMES).split()) or "-"
        name, number = plain[:_LONGEST_NAME], 1
        while name.casefold() in self._names:
            number += 1
            end = f" {number}"
            name = plain[: _LONGEST_NAME - len(end)].rstrip() + end
        self._names.add(name.casefold())
        return name


def _first(above: list[Heading | Paragraph]) -> str | None:
    return next((part.text for part in above if isinstance(part, Heading)), None)

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
from thidua.write.sheetrows import LONGEST_CELL, SheetRows, sheet_rows, with_rows

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SETTINGS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MADE = datetime.fromisoformat("2024-01-01")  # a fixed time, for the same bytes; XlsxWriter takes none with a zone
_LONGEST_NAME = 31  # characters, of Excel
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDEST, _NARROWEST, _LOOKED_AT = 60, 8, 200  # characters of a column, and the rows they are told by
_Put: TypeAlias = Callable[[int, int, Any], None]


def write_xlsx(document: Document, stream: TextIO, frame: Frame) -> None:
    """Write a document's tables as a workbook, in the document's language; headings and notes go above them."""
    del frame
    book = new_workbook(out := io.BytesIO(), constant_memory=True)
    with book:
        sheets = _Book(book, Language(document.language)).fill(document)
    stream.flush()
    stream.buffer.write(with_rows(out, sheets).getbuffer())


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
        self._rows: dict[str, SheetRows] = {}

    def fill(self, document: Document) -> dict[str, SheetRows]:
        """Write every part: what stands before a table goes above it. Give the rows that are still to be put in."""
        above: list[Heading | Paragraph] = []
        for part in document.parts:
            if isinstance(part, Table):
                table = part.for_people()
                if table.columns:
                    self._table(table, above)
                    above = []
            else:
                above.append(part)
        if above or not self._names:
            self._top(self._book.add_worksheet(self._name(self._language.say("Notes"))), above)
        return self._rows

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
        self._fill_rows(sheet, table, start + 1)
        sheet.freeze_panes(start + 1, 0)
        if table.rows:
            sheet.autofilter(start, 0, start + len(table.rows), len(table.columns) - 1)

    def _fill_rows(self, sheet: "Worksheet", table: Table, start: int) -> None:
        many = sheet_rows(table.rows, start, self._language)
        if many:
            # with the format of points where there are any: formats are numbered as they are first met
            sheet.write_number(many.last, 0, 0, self._points if many.has_points else None)
            self._rows[f"xl/worksheets/sheet{len(self._names)}.xml"] = many
            return
        put = self._putter(sheet)
        for row, cells in enumerate(table.rows, start):
            for at, cell in enumerate(cells):
                if cell is not None:
                    put(row, at, cell)

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
                sheet.write_string(row, at, shown(cell, language)[:LONGEST_CELL])
            elif isinstance(cell, int):
                sheet.write_number(row, at, cell)
            else:
                sheet.write_datetime(row, at, cell, day)

        return put

    def _name(self, wanted: str) -> str:
        """Give a sheet a name that Excel takes and no other sheet has; the end of a long one tells it from others."""
        plain = " ".join(wanted.translate(_NOT_IN_NAMES).split()) or "-"
        _, dash, end = plain.rpartition(" – ")
        end = f"…{dash}{end}" if len(plain) > _LONGEST_NAME and 0 < len(end) < _LONGEST_NAME // 2 and dash else ""
        start = plain.removesuffix(end.removeprefix("…"))
        name, number, more = plain, 1, ""
        while len(name) > _LONGEST_NAME or name.casefold() in self._names:
            name = start[: _LONGEST_NAME - len(end + more)].rstrip() + end + more
            number += 1
            more = f" {number}"
        self._names.add(name.casefold())
        return name


def _first(above: list[Heading | Paragraph]) -> str | None:
    return next((part.text for part in above if isinstance(part, Heading)), None)

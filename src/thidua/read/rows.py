"""Rows of a file, one at a time, whatever its format: what the cells mean is not known here.

The format is told by the content, never by the name. Nothing is guessed: every record that does not fit its header
becomes a :class:`Rejection` with its place.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import BinaryIO
from unicodedata import normalize

from thidua.domain.names import tidy
from thidua.domain.traps import trap
from thidua.errors import Place, Reason, because
from thidua.read.delimited import TextRecords, plain_cells
from thidua.read.headings import Column, Header, Headings, Layout
from thidua.read.json_lines import is_json, json_records
from thidua.read.records import Record, Rejection, Turned
from thidua.read.sheets import WORKBOOK_STARTS, chosen_sheet
from thidua.read.source import Source

__all__ = ["Column", "Header", "Layout", "Rejection", "Row", "Rows", "open_rows", "parse_code", "parse_slug"]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_START = 1 << 12  # bytes that tell the format
_CODE = re.compile(r"[\w./-]{1,40}")
_THREE_DECIMALS = re.compile(r"-?\d+\.\d{3}")
_MEASURES = frozenset({"answer", "percent", "number"})  # what a reported result may be
_SLUG = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the file's line it starts on, and its cells in the order of the asked columns.

    ``more`` are the cells of the other headings that are data, in their order.
    """

    line: int
    cells: tuple[str, ...]
    header: Header = field(compare=False, repr=False)
    more: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Where the record begins."""
        return Place(self.header.file, self.line, None, self.header.sheet)

    def place_of(self, name: str) -> Place:
        """Where the cell of an asked column is; where the record begins, when the file has no such column."""
        header = self.header
        return Place(header.file, self.line, header.columns_at[header.names.index(name)], header.sheet)

    def cell(self, name: str) -> str:
        """Give the cell of an asked column, stripped and NFC; ``""`` when the file has no such column."""
        return self.cells[self.header.names.index(name)]


class Rows:
    """The rows under a header, to be gone through once, as the file is read.

    ``separator`` is that of a text whose cells are separated; workbooks and JSON have none.
    """

    def __init__(self, header: Header, opened: "_Opened") -> None:
        self.header = header
        self.separator = None if opened.text is None else opened.text.delimiter
        self._records = opened.records
        self._noted = opened.noted
        self._places = [None if at is None else at - 1 for at in header.columns_at]
        self._unnamed = [at for at, heading in enumerate(header.cells) if not heading]
        self._more = [at - 1 for at, _ in header.more]

    @property
    def columns_at(self) -> tuple[int | None, ...]:
        """The file's number of each asked column, from 1; None where an optional one is absent."""
        return self.header.columns_at

    def raw(self) -> Iterator[Record | Rejection]:
        """Give the records as they stand, whether they fit or not."""
        return self._records

    def notes(self) -> list[Reason]:
        """Note what was passed over, once the rows were gone through: columns, and what a workbook hides."""
        ignored = tuple(name for _, name in self.header.ignored)
        told = [because("columns-ignored", file=self.header.file, columns=ignored)] if ignored else []
        return told + self._noted()

    def __iter__(self) -> Iterator[Row | Rejection]:
        """Give each record as a row, or why it is not one."""
        for record in self._records:
            yield record if isinstance(record, Rejection) else self._row(record)

    def row(self, line: int, cells: list[str]) -> Row | Rejection:
        """Make a row of the cells of a record as they stand, or say why it is none."""
        return self._row(Record(line, [cell.strip() for cell in cells]))

    def _row(self, record: Record) -> Row | Rejection:
        header = self.header
        if header.sheet is not None:
            record.cells.extend([""] * (header.width - len(record.cells)))
        fault = _misfit(record, header, self._unnamed)
        if fault is None and header.sheet is not None:
            fault = _mistaken(record, header)
        if fault is not None:
            return fault
        cells = tuple("" if at is None else unguarded(record.cells[at]) for at in self._places)
        others = tuple(unguarded(record.cells[at]) for at in self._more)
        fault = _trapped(record, cells, self._places, header) or _trapped(record, others, self._more, header)
        return fault or Row(record.line, cells, header, others)


def open_rows(source: Source, layouts: Layout | tuple[Layout, ...]) -> Rows | list[Rejection]:
    """Read the header of a file of rows and promise its rows; or say everything that is wrong with the header.

    A workbook, JSON lines, or text separated by comma, semicolon or TAB, told by the content. ``layouts`` are the kinds
    of file it may be. The source must stay open while the rows are read, and is not closed here.
    """
    wanted = (layouts,) if isinstance(layouts, Layout) else layouts
    headings = Headings(wanted)
    opened = _opened(source, headings)
    if isinstance(opened, Rejection):
        return [opened]
    sheet, records = opened.sheet, opened.records
    first = next(records, None)
    if first is None:
        return [Rejection(1, None, "", _empty(wanted), sheet)]
    if isinstance(first, Rejection):
        return [first, *_refused(records)]
    header = headings.header(first, is_strict=source.manner.is_strict)
    if not isinstance(header, Header):
        return [replace(fault, sheet=sheet) for fault in header]
    return Rows(replace(header, file=source.name, sheet=sheet), opened)


def _empty(layouts: tuple[Layout, ...]) -> Reason:
    kinds = tuple(dict.fromkeys(layout.kind for layout in layouts))
    if len(kinds) > 1:
        return because("kind-unknown", kinds=kinds)
    return because("rows-empty", columns=tuple(column.name for column in layouts[0].columns if column.required))


def _refused(records: Iterator[Record | Rejection]) -> Iterator[Rejection]:
    for one in records:
        if isinstance(one, Record):
            return
        yield one


def plain_rows(source: Source, rows: Rows) -> Iterator[list[str]] | None:
    """Give the cells of the rows of a separated text as they stand, quickly, where that can be; see ``plain_cells``.

    ``rows``, promised of this source, can no longer be gone through.
    """
    if rows.separator is None:
        return None
    text = source.text()
    return None if isinstance(text, Rejection) else plain_cells(text, rows.separator, rows.header.record.line)


def _is_workbook(source: Source) -> bool:
    return source.wound_back().read(_START).startswith(WORKBOOK_STARTS)


def _is_json(text: BinaryIO) -> bool:
    start = text.read(_START).removeprefix(codecs.BOM_UTF8)
    text.seek(0)
    return is_json(start.decode(errors="replace"))


@dataclass(frozen=True)
class _Opened:
    """The records of a file from its header on, of which sheet, and what is to be noted of them afterwards."""

    records: Iterator[Record | Rejection]
    sheet: str | None = None
    noted: Callable[[], list[Reason]] = list
    text: TextRecords | None = None


def _opened(source: Source, headings: Headings) -> _Opened | Rejection:
    if _is_workbook(source):
        workbook = source.workbook()
        found = workbook if isinstance(workbook, Reason) else chosen_sheet(workbook, headings, source.manner.sheet)
        if isinstance(found, Reason):
            return Rejection(1, None, "", found)
        return _Opened(found.records(), found.name, lambda: found.notes(source.name))
    text = source.text()
    if isinstance(text, Rejection):
        return text
    if _is_json(text):
        return _Opened(json_records(text))
    records = TextRecords(text, headings)
    return _Opened(iter(records), text=records)


def unguarded(cell: str) -> str:
    """Give a cell in NFC, without the apostrophe that our own files put before what a spreadsheet would compute."""
    text = normalize("NFC", cell)
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def free_words(cell: str) -> str | Reason:
    """Read a cell of a record as it stands that is written freely, or say what it is that it does not seem."""
    text = unguarded(cell.strip())
    return trap(text) or text


def parse_code(text: str) -> str | Reason:
    """Read a code: letters, digits and ``. _ - /``, no spaces, at most 40."""
    written = tidy(text)
    return written if _CODE.fullmatch(written) else because("cell-code-malformed", text=text)


def parse_slug(text: str) -> str | Reason:
    """Read the code of a kind: small letters a-z, digits and hyphens, a letter first."""
    written = tidy(text)
    return written if _SLUG.fullmatch(written) else because("cell-slug-malformed", text=text)


def _misfit(record: Record, header: Header, unnamed: list[int]) -> Rejection | None:
    cells, width, sheet = record.cells, header.width, header.sheet
    if len(cells) > width:
        # also when the cells too many are empty: "9,5" unquoted between commas is two cells, and must not shift a row
        if sheet is None:
            reason = because("row-too-long", cells=len(cells), columns=width)
            return Rejection(record.line, width + 1, cells[width], reason)
        at = next(at for at in range(width, len(cells)) if cells[at])
        return Rejection(record.line, at + 1, cells[at], because("cell-without-heading", text=cells[at]), sheet)
    if len(cells) < width:
        return Rejection(record.line, None, "", because("row-too-short", cells=len(cells), columns=width))
    for at in unnamed:
        if cells[at]:
            return Rejection(record.line, at + 1, cells[at], because("cell-without-heading", text=cells[at]), sheet)
    return None


def _trapped(record: Record, cells: tuple[str, ...], places: Sequence[int | None], header: Header) -> Rejection | None:
    """Refuse text that is not what it seems: letters lost or foreign, characters nobody sees."""
    for cell, at in zip(cells, places, strict=True):
        reason = trap(cell)
        if reason is not None and at is not None:
            return Rejection(record.line, at + 1, cell, reason, header.sheet)
    return None


def _mistaken(record: Record, header: Header) -> Rejection | None:
    """Refuse a cell that a spreadsheet made something else of; give a month its form where its first day stands."""
    asked = zip(header.columns_at, (column.takes for column in header.layout.columns), strict=True)
    more = ((at, _MEASURES) for at, _ in header.more)
    for at, takes in chain(asked, more):
        cell = "" if at is None else record.cells[at - 1]
        if at is None or not isinstance(cell, Turned):
            continue
        if "month" in takes and cell.into == "date" and cell.endswith("-01"):
            record.cells[at - 1] = cell[: len("2024-03")]
        elif cell.into == "number":
            # 12.345 in a workbook is no twelve thousand: a fourth decimal says so
            is_typed = "number" in takes and _THREE_DECIMALS.fullmatch(cell) is not None
            record.cells[at - 1] = f"{cell}0" if is_typed else str(cell)
        elif cell.into not in takes:
            reason = because("cell-turned", text=str(cell), into=cell.into)
            return Rejection(record.line, at, str(cell), reason, header.sheet)
    return None

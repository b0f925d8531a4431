"""Rows of a CSV file, one at a time: encoding, separator, header and quotes; what the cells mean is not known here.

Never more than one record is in memory. Nothing is guessed: a file that is not UTF-8, and every record that does not
fit its header, becomes a :class:`Rejection` with its line. After text that cannot be read, and after a quote that is
never closed, the rows end, because what follows could only be misread.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import chain
from typing import BinaryIO, TypeVar
from unicodedata import normalize

from thidua.domain.names import matching_key, search_key, tidy
from thidua.errors import Place, Problem, Reason, because

T = TypeVar("T")
_LONGEST_LINE = 1 << 20  # bytes
_CLOSE = 0.75  # below, a suggestion misleads: "unit" and "content"
_LONGEST_NAME = 100  # characters compared when suggesting: comparing is quadratic
_NOT_CSV = {
    b"PK\x03\x04": because("rows-workbook", kind="XLSX"),
    b"\xd0\xcf\x11\xe0": because("rows-workbook", kind="XLS"),
    codecs.BOM_UTF16_LE: because("text-utf16"),
    codecs.BOM_UTF16_BE: because("text-utf16"),
}
_CODE = re.compile(r"[\w./-]{1,40}")
_SLUG = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Column:
    """A column asked for; ``other_names`` are headings that mean the same, ``is_free`` what people write freely."""

    name: str
    required: bool = True
    other_names: tuple[str, ...] = ()
    is_free: bool = False


@dataclass(frozen=True)
class Rejection:
    """What is refused of a file: line and column count from 1, ``text`` is the cell as it was written."""

    line: int
    column: int | None
    text: str
    reason: Reason

    def problem(self, file: str) -> Problem:
        """Give the reason its place in a file."""
        return Problem(self.reason, Place(file, self.line, self.column))


@dataclass(frozen=True)
class Header:
    """Where each asked column stands in the file, counted from 1; None where an optional one is absent."""

    names: tuple[str, ...]
    columns_at: tuple[int | None, ...]
    width: int  # cells of every record, columns without a heading included


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the file's line it starts on, and its cells in the order of the asked columns."""

    line: int
    cells: tuple[str, ...]
    header: Header = field(compare=False, repr=False)

    def cell(self, name: str) -> str:
        """Give the cell of an asked column, stripped and NFC; ``""`` when the file has no such column."""
        return self.cells[self.header.names.index(name)]


class Rows:
    """The rows under a header, to be gone through once, as the file is read."""

    def __init__(self, header: Header, records: "Iterator[_Record | Rejection]") -> None:
        self.header = header
        self._records = records

    @property
    def columns_at(self) -> tuple[int | None, ...]:
        """The file's number of each asked column, from 1; None where an optional one is absent."""
        return self.header.columns_at

    def __iter__(self) -> Iterator[Row | Rejection]:
        """Give each record as a row, or why it is not one."""
        places = [None if at is None else at - 1 for at in self.columns_at]
        unnamed = sorted(set(range(self.header.width)) - set(places))
        for record in self._records:
            if isinstance(record, Rejection):
                yield record
            elif fault := _misfit(record, self.header.width, unnamed):
                yield fault
            else:
                cells = tuple("" if at is None else normalize("NFC", record.cells[at]) for at in places)
                yield Row(record.line, cells, self.header)


def open_rows(source: BinaryIO, columns: tuple[Column, ...]) -> Rows | list[Rejection]:
    """Read the header of a CSV file and promise its rows; or say everything that is wrong with the header.

    UTF-8 with or without a byte order mark; separated by comma, semicolon or TAB, whichever the header has most of.
    Headings match by ``matching_key``. ``source`` must stay open while the rows are read, and is not closed here.
    """
    records = _records(source)
    first = next(records, None)
    if first is None:
        names = tuple(column.name for column in columns if column.required)
        return [Rejection(1, None, "", because("rows-empty", columns=names))]
    if isinstance(first, Rejection):
        return [first]
    header = _header(first, columns)
    return Rows(header, records) if isinstance(header, Header) else header


def parse_code(text: str) -> str | Reason:
    """Read a code: letters, digits and ``. _ - /``, no spaces, at most 40."""
    written = tidy(text)
    return written if _CODE.fullmatch(written) else because("cell-code-malformed", text=text)


def parse_slug(text: str) -> str | Reason:
    """Read the code of a kind: small letters a-z, digits and hyphens, a letter first."""
    written = tidy(text)
    return written if _SLUG.fullmatch(written) else because("cell-slug-malformed", text=text)


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    cells: list[str]


class _Unreadable(Exception):
    """The text ends here; carries the rejection out of the line source through the CSV parser."""

    def __init__(self, line: int, reason: Reason) -> None:
        self.rejection = Rejection(line, None, "", reason)
        super().__init__(reason.code)


def _misfit(record: _Record, width: int, unnamed: list[int]) -> Rejection | None:
    cells = record.cells
    if len(cells) > width:
        # also when the cells too many are empty: "9,5" unquoted between commas is two cells, and must not shift a row
        reason = because("row-too-long", cells=len(cells), columns=width)
        return Rejection(record.line, width + 1, cells[width], reason)
    if len(cells) < width:
        return Rejection(record.line, None, "", because("row-too-short", cells=len(cells), columns=width))
    for at in unnamed:
        if cells[at]:
            return Rejection(record.line, at + 1, cells[at], because("cell-without-heading", text=cells[at]))
    return None


def _header(record: _Record, columns: tuple[Column, ...]) -> Header | list[Rejection]:
    meant = {matching_key(n): column.name for column in columns for n in (column.name, *column.other_names)}
    found: dict[str, int] = {}
    strange: list[tuple[int, str]] = []
    faults: list[Rejection] = []
    for at, text in enumerate(record.cells, 1):
        name = meant.get(matching_key(text))
        if name is None and text:
            strange.append((at, text))
        elif name in found:
            reason = because("column-repeated", name=text, column=name, first=found[name])
            faults.append(Rejection(record.line, at, text, reason))
        elif name is not None:
            found[name] = at
    absent = {search_key(key): name for key, name in meant.items() if name not in found}
    known = tuple(column.name for column in columns)
    faults.extend(Rejection(record.line, at, text, _unknown(text, absent, known)) for at, text in strange)
    suspected = {fault.reason.facts.get("meant") for fault in faults}
    lacking = [c.name for c in columns if c.required and c.name not in found and c.name not in suspected]
    faults.sort(key=lambda fault: fault.column or 0)
    faults.extend(Rejection(record.line, None, "", because("column-missing", column=name)) for name in lacking)
    return faults or Header(known, tuple(map(found.get, known)), len(record.cells))


def _unknown(text: str, absent: Mapping[str, str], known: tuple[str, ...]) -> Reason:
    close = get_close_matches(search_key(text[:_LONGEST_NAME]), absent, n=1, cutoff=_CLOSE)
    if close:
        return because("column-misspelt", name=text, meant=absent[close[0]])
    return because("column-unknown", name=text, known=known)


def _records(source: BinaryIO) -> Iterator[_Record | Rejection]:
    try:
        lines = _lines(source)
        heading = _heading(lines)
        outside_quotes = re.sub(r'"[^"]*"', "", "".join(heading))
        delimiter = max(",;\t", key=outside_quotes.count)
        reader = csv.reader(chain(heading, lines), delimiter=delimiter, strict=True)
        goes_on = True
        while goes_on:
            line = reader.line_num + 1
            try:
                cells = [cell.strip() for cell in next(reader)]
            except StopIteration:
                return
            except csv.Error as error:
                reason, goes_on = _misquoted(str(error))
                yield Rejection(line, None, "", reason)
            else:
                if any(cells):
                    yield _Record(line, cells)
    except _Unreadable as end:
        yield end.rejection


def _misquoted(error: str) -> tuple[Reason, bool]:
    # the csv module's words are the only mark that tells its faults apart; True: the next line can still be read
    if error.startswith("field larger"):
        return because("cell-too-long", most=csv.field_size_limit()), False
    if error.startswith("unexpected end"):
        return because("quote-unclosed"), False
    return because("quote-stray"), True


def _heading(lines: Iterator[str]) -> list[str]:
    """Take the physical lines of the header, which may itself have quoted line breaks, and blank lines before it."""
    taken: list[str] = []
    size = quotes = 0
    for text in lines:
        taken.append(text)
        size += len(text)
        quotes += text.count('"')
        if (text.strip() and quotes % 2 == 0) or size > _LONGEST_LINE:
            break
    return taken


def _lines(source: BinaryIO) -> Iterator[str]:
    raw = source.readline(_LONGEST_LINE)
    for signature, reason in _NOT_CSV.items():
        if raw.startswith(signature):
            raise _Unreadable(1, reason)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    number = 1
    while raw:
        text = _decoded(raw, number)
        # a lone CR also ends a line, as in files of old Macs
        for line in re.split(r"(?<=\r)(?!\n|\Z)", text) if "\r" in text else (text,):
            yield line
            number += 1
        raw = source.readline(_LONGEST_LINE)


def _decoded(raw: bytes, number: int) -> str:
    if len(raw) == _LONGEST_LINE and not raw.endswith(b"\n"):
        raise _Unreadable(number, because("line-too-long", most=_LONGEST_LINE))
    if b"\0" in raw:
        raise _Unreadable(number + raw.count(b"\r", 0, raw.index(b"\0")), because("text-nul"))
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line, position = number + raw.count(b"\r", 0, error.start), error.start - raw.rfind(b"\r", 0, error.start)
        reason = because("text-not-utf8", byte=f"0x{raw[error.start]:02X}", position=position)
        raise _Unreadable(line, reason) from None

"""Records of a text file of rows: lines, separator (comma, semicolon or TAB) and quotes.

Never more than one record is in memory. Nothing is guessed: after text that cannot be read, and after a quote that is
never closed, the records end, because what follows could only be misread.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from thidua.errors import Reason, because
from thidua.read.headings import HeaderSearch, Headings
from thidua.read.records import Record, Rejection

_LONGEST_LINE = 1 << 20  # bytes


class _Unreadable(Exception):
    """The text ends here; carries the rejection out of the line source through the CSV parser."""

    def __init__(self, line: int, reason: Reason) -> None:
        self.rejection = Rejection(line, None, "", reason, is_end=True)
        super().__init__(reason.code)


class TextRecords:
    """The records of UTF-8 text from its header on, with or without a byte order mark; blank ones are left out.

    They are gone through once; ``delimiter`` is what separates their cells, known when the header was read.
    """

    def __init__(self, stream: BinaryIO, headings: Headings) -> None:
        self.delimiter = ","
        self._lines = _lines(stream)
        self._headings = headings

    def __iter__(self) -> Iterator[Record | Rejection]:
        """Read the header, then the others."""
        try:
            started, at, self.delimiter = _found(self._lines, self._headings)
            if started:
                ahead = chain(chain.from_iterable(taken for _, taken in started[at:]), self._lines)
                yield from _parsed(ahead, self.delimiter, started[at][0] - 1)
        except _Unreadable as end:
            yield end.rejection


def plain_cells(stream: BinaryIO, delimiter: str, header_line: int) -> Iterator[list[str]] | None:
    """Give the cells of every record below the header as they stand, with nothing told of their lines; quickly.

    None where a line may be longer than is read into memory, or holds a NUL. Whatever cannot be read ends in csv.Error
    or UnicodeDecodeError: who asks then goes through ``TextRecords``, which say where.
    """
    stream.seek(0)
    while block := stream.read(_LONGEST_LINE):
        if (len(block) == _LONGEST_LINE and b"\n" not in block) or b"\0" in block:
            return None
    stream.seek(0)
    lines = io.TextIOWrapper(_Unclosed(stream), encoding="utf-8-sig", newline="")
    for _ in range(header_line - 1):
        lines.readline()
    cells = csv.reader(lines, delimiter=delimiter, strict=True)
    next(cells, None)
    return cells


class _Unclosed(io.BufferedReader):
    """A stream whose wrappers do not close it."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(_Raw(stream), 1 << 18)


class _Raw(io.RawIOBase):
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        block = self._stream.read(len(into))
        into[: len(block)] = block
        return len(block)


def _found(lines: Iterator[str], headings: Headings) -> tuple[list[tuple[int, list[str]]], int, str]:
    """Look for the header: give the lines looked at, each with its number, which of them it is, and the separator."""
    started: list[tuple[int, list[str]]] = []  # each a logical line before the header was found, with its number
    search: HeaderSearch[tuple[int, str]] = HeaderSearch(headings)
    number = 1
    while taken := _logical(lines):
        written = "".join(taken).lstrip("\r\n")
        if not written.strip():
            break  # nothing but blank lines to the end
        started.append((number, taken))
        number += len(taken)
        for delimiter in _delimiters(written):
            search.look((len(started) - 1, delimiter), _cells(written, delimiter))
        if search.is_over:
            break
    return started, *(search.chosen or (0, ","))


def _parsed(lines: Iterator[str], delimiter: str, skipped: int) -> Iterator[Record | Rejection]:
    taken: list[str] = []  # the lines of the record being read
    reader = csv.reader(_kept(lines, taken), delimiter=delimiter, strict=True)
    goes_on = True
    while goes_on:
        line = skipped + reader.line_num + 1
        taken.clear()
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            reason, goes_on = _misquoted(str(error))
            as_they_stand = "".join(taken).rstrip("\r\n").split(delimiter) if goes_on else ()
            yield Rejection(line, None, "", reason, is_end=not goes_on, cells=as_they_stand)
        else:
            if any(cells):
                yield Record(line, cells)


def _kept(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _delimiters(written: str) -> list[str]:
    """Give the separators a line may have, the likeliest first."""
    outside_quotes = re.sub(r'"[^"]*"', "", written)
    counted = sorted(",;\t", key=outside_quotes.count, reverse=True)
    return [one for one in counted if outside_quotes.count(one)] or counted[:1]


def _cells(written: str, delimiter: str) -> list[str]:
    try:
        rows = csv.reader(written.splitlines(keepends=True), delimiter=delimiter)
        return next(([cell.strip() for cell in row] for row in rows if row), [])
    except csv.Error:
        return []


def _misquoted(error: str) -> tuple[Reason, bool]:
    # the csv module's words are the only mark that tells its faults apart; True: the next line can still be read
    if error.startswith("field larger"):
        return because("cell-too-long", most=csv.field_size_limit()), False
    if error.startswith("unexpected end"):
        return because("quote-unclosed"), False
    return because("quote-stray"), True


def _logical(lines: Iterator[str]) -> list[str]:
    """Take the physical lines of one record, which may have quoted line breaks, and the blank lines before it."""
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

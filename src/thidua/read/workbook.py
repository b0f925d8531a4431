"""An XLSX workbook as records of text cells: its sheets, and their rows one at a time; what cells mean is not known.

Only the standard library reads it: a sheet is heard as it is unpacked, so that neither a million rows nor one row a
million down takes memory. Nothing is guessed: an error, a formula that was never computed, and whatever a spreadsheet
turned into something else than was typed, are said with their cell. After damage the rows end.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from thidua.errors import Reason, because
from thidua.read.records import Record, Rejection
from thidua.read.workbook_cells import Cells, SharedStrings, Styles, Texts, unescaped
from thidua.read.workbook_parts import Package, Relation, open_package
from thidua.read.workbook_xml import Attributes, Listener, Refused, damaged, whole_number

LONGEST_SHEET = 200_000  # rows
WIDEST_SHEET = 300  # columns
_LAST_ROW = 1 << 20
_LAST_COLUMN = 1 << 14
_MOST_MERGED = 100_000  # ranges remembered
_ALPHABET = 26
_LETTERS = re.compile("[A-Z]{1,3}")
_TRUE = {"1", "true"}


@dataclass(frozen=True)
class SheetTab:
    """A sheet of cells by its name; sheets of charts are not listed."""

    name: str
    is_hidden: bool = False


class Workbook:
    """An open workbook; its stream must stay open while records are read."""

    def __init__(self, package: Package, parts: dict[SheetTab, str], cells: Cells) -> None:
        self.sheets = tuple(parts)
        self._package = package
        self._parts = {sheet.name: part for sheet, part in parts.items()}
        self._cells = cells
        self._read: dict[str, _Sheet] = {}

    def records(self, sheet: str) -> Iterator[Record | Rejection]:
        """Give each row that has something in it, or what is refused of it; again from the first at each call.

        ``Record.line`` is the row of the sheet. A row with refused cells gives a rejection for each and no record.
        Hidden rows are given too; merged cells hold their text in the first, and are otherwise empty.
        """
        reading = _Sheet(sheet, self._cells)
        yield from reading.through(self._package, self._parts[sheet])
        self._read[sheet] = reading

    def hidden_rows(self, sheet: str) -> tuple[int, ...]:
        """Name the rows that hold something and are not seen, filtered ones too."""
        return tuple(self._known(sheet).hidden)

    def merged(self, sheet: str) -> tuple[str, ...]:
        """Name the ranges of merged cells: ``A2:A5``."""
        return tuple(self._known(sheet).merged)

    def _known(self, sheet: str) -> "_Sheet":
        if sheet not in self._read:
            deque(self.records(sheet), maxlen=0)
        return self._read[sheet]


def open_workbook(stream: BinaryIO) -> Workbook | Reason:
    """Look through an XLSX or XLSM file and promise its sheets, or say why it is not read.

    ``stream`` can be sought in and stays open. Refused are workbooks with a password, those of before 2007, files of
    other kinds, damaged ones, and those that unpack to more than :data:`~thidua.read.workbook_parts.MOST_MEGABYTES`.
    """
    try:
        package, part = open_package(stream)
        contents, strings, styles = _Contents(), SharedStrings(), Styles()
        package.load(part, contents)
        relations = package.relations(part)
        for relation in relations.values():
            if relation.kind == "sharedStrings":
                package.load(relation.target, strings)
            elif relation.kind == "styles":
                package.load(relation.target, styles)
        parts = dict(_sheet_parts(package, contents, relations))
    except Refused as end:
        return end.reason
    return Workbook(package, parts, Cells(strings.strings, styles.shown_as or [None], contents.is_from_1904))


def _sheet_parts(
    package: Package, contents: "_Contents", relations: Mapping[str, Relation]
) -> Iterator[tuple[SheetTab, str]]:
    names = set()
    for sheet, called in contents.sheets:
        relation = relations.get(called)
        if relation is None or relation.target not in package:
            raise damaged("missing")
        if sheet.name in names:
            raise damaged("order")
        names.add(sheet.name)
        if relation.kind == "worksheet":
            yield sheet, relation.target


class _Contents(Listener):
    root = "workbook"

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[SheetTab, str]] = []
        self.is_from_1904 = False
        self.starts = {"workbookPr": self._properties, "sheet": self._sheet}

    def _properties(self, attributes: Attributes) -> None:
        self.is_from_1904 = attributes.get("date1904") in _TRUE

    def _sheet(self, attributes: Attributes) -> None:
        is_hidden = attributes.get("state", "visible") != "visible"
        called = next((value for name, value in attributes.items() if name.endswith(" id")), "")
        self.sheets.append((SheetTab(unescaped(attributes.get("name", "")), is_hidden), called))


class _Sheet(Texts):
    root = "worksheet"

    def __init__(self, name: str, cells: Cells) -> None:
        super().__init__()
        self.hidden: list[int] = []
        self.merged: list[str] = []
        self._name = name
        self._read = cells.read
        self._columns: dict[str, int] = {}
        self._done: list[Record | Rejection] = []
        self._line = self._column = 0
        self._row_digits = ""
        self._is_in_row = self._is_in_cell = self._is_hidden = self._is_too_wide = False
        self._cells: list[str] = []
        self._refused: list[tuple[int, str, Reason]] = []
        self._kind = ""
        self._style: str | None = None
        self._has_value = False
        self._formula: str | None = None
        self._gathered = ""  # before the formula
        self.starts |= {
            "row": self._row,
            "c": self._cell,
            "f": self._formula_starts,
            "v": self._value,
            "mergeCell": self._merge,
        }
        self.ends |= {
            "row": self._row_ends,
            "c": self._cell_ends,
            "f": self._formula_ends,
            "v": self.stop_gathering,
        }

    def through(self, package: Package, part: str) -> Iterator[Record | Rejection]:
        """Give what each piece of the sheet makes whole; after damage, its rejection and no more."""
        end = None
        pieces = package.play(part, self)
        while end is None:
            try:
                next(pieces)
            except StopIteration:
                return
            except Refused as refused:
                column = self._column if self._is_in_cell else None
                end = Rejection(max(self._line, 1), column, "", refused.reason, self._name, is_end=True)
            yield from self._done
            self._done.clear()
        yield end

    def text_starts(self, attributes: Attributes) -> None:
        """Gather what is written in the cell itself."""
        if self._kind == "inlineStr":
            super().text_starts(attributes)

    def _row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        line = self._line + 1 if number is None else whole_number(number)
        if self._is_in_row or not self._line < line <= _LAST_ROW:
            raise damaged("order")
        self._is_in_row = True
        self._line, self._column, self._row_digits = line, 0, str(line)
        self._is_hidden = attributes.get("hidden") in _TRUE
        self._is_too_wide = False
        self._cells, self._refused = [], []

    def _row_ends(self) -> None:
        self._is_in_row = False
        if self._refused:
            self._done += [
                Rejection(self._line, column, text, reason, self._name, cells=self._cells, is_more=at > 0)
                for at, (column, text, reason) in enumerate(self._refused)
            ]
        elif self._cells:
            self._done.append(Record(self._line, self._cells))
        else:
            return
        if self._is_hidden:
            self.hidden.append(self._line)

    def _cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        column = self._column + 1 if reference is None else self._column_of(reference)
        if self._is_in_cell or not self._is_in_row or not self._column < column <= _LAST_COLUMN:
            raise damaged("order")
        self._is_in_cell = True
        self._column = column
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s")
        self._has_value, self._formula = False, None
        self.text = ""

    def _column_of(self, reference: str) -> int:
        letters = reference.removesuffix(self._row_digits)
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = _column_number(letters)
        return column

    def _formula_starts(self, _: Attributes) -> None:
        self._gathered, self.text = self.text, ""
        self.is_gathering = True

    def _formula_ends(self) -> None:
        self._formula, self.text = f"={self.text}", self._gathered
        self.stop_gathering()

    def _value(self, _: Attributes) -> None:
        self._has_value = True
        self.is_gathering = self._kind != "inlineStr"

    def _cell_ends(self) -> None:
        if self._is_too_wide:
            found: str | Reason = ""  # said once for a row
        elif self.text or self._kind == "e":
            found = self._read(self._kind, self.text, self._style)
        elif self._formula and not (self._has_value and self._kind == "str"):
            found = because("cell-formula-uncomputed", text=self._formula)
        else:
            found = ""
        if found:
            self._keep(found)
        self._is_in_cell = False

    def _keep(self, found: str | Reason) -> None:
        if self._line > LONGEST_SHEET:
            raise Refused(because("sheet-too-long", most=LONGEST_SHEET))
        text = found if isinstance(found, str) else str(found.facts.get("text", ""))
        if self._column > WIDEST_SHEET:
            self._is_too_wide = True
            found = because("sheet-too-wide", most=WIDEST_SHEET)
        if isinstance(found, Reason):
            self._refused.append((self._column, text, found))
        if not self._is_too_wide:
            self._cells.extend([""] * (self._column - 1 - len(self._cells)))
            self._cells.append(text)

    def _merge(self, attributes: Attributes) -> None:
        if len(self.merged) < _MOST_MERGED:
            self.merged.append(attributes.get("ref", ""))


def _column_number(letters: str) -> int:
    if not _LETTERS.fullmatch(letters):
        raise damaged("reference")
    number = 0
    for letter in letters:
        number = number * _ALPHABET + ord(letter) - ord("A") + 1
    return number

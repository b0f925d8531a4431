"""The sheet of a workbook that has the rows asked for: the one named, or the only one whose header fits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from thidua.domain.names import matching_key
from thidua.errors import Reason, because
from thidua.read.headings import HeaderSearch, Headings
from thidua.read.records import Record, Rejection
from thidua.read.workbook import Workbook

WORKBOOK_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_RANGE = re.compile("[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}([0-9]{1,7})")
_TOLD = 5  # hidden rows and merged cells that are named


@dataclass(frozen=True)
class Sheet:
    """One sheet, whose header is on a row."""

    workbook: Workbook
    name: str
    header_row: int

    def records(self) -> Iterator[Record | Rejection]:
        """Read the records from the header on."""
        for record in self.workbook.records(self.name):
            if record.line >= self.header_row:
                yield replace(record, sheet=self.name) if isinstance(record, Rejection) else record

    def notes(self, file: str) -> list[Reason]:
        """Note what somebody looking at the sheet would not see: hidden rows, which are read, and merged cells."""
        told = []
        hidden = [row for row in self.workbook.hidden_rows(self.name) if row > self.header_row]
        if hidden:
            facts = {"file": file, "sheet": self.name, "count": len(hidden), "rows": tuple(hidden[:_TOLD])}
            told.append(because("rows-hidden", **facts))
        ends = ((one, _RANGE.fullmatch(one)) for one in self.workbook.merged(self.name))
        below = [one for one, found in ends if found and int(found[1]) > self.header_row]
        if below:
            told.append(because("cells-merged", file=file, sheet=self.name, cells=tuple(below[:_TOLD])))
        return told


def chosen_sheet(workbook: Workbook, headings: Headings, wanted: str | None) -> Sheet | Reason:
    """Choose the sheet of a workbook; hidden ones are read only when they are named."""
    names = tuple(sheet.name for sheet in workbook.sheets)
    if not names:
        return because("sheets-none")
    if wanted is not None:
        meant = _named(wanted, names)
        return meant if isinstance(meant, Reason) else _searched(workbook, meant, headings)[1]
    return _only_one(workbook, headings)


def _named(wanted: str, names: tuple[str, ...]) -> str | Reason:
    if wanted in names:
        return wanted
    alike = [name for name in names if matching_key(name) == matching_key(wanted)]
    return alike[0] if len(alike) == 1 else because("sheet-unknown", sheet=wanted, known=names)


def _only_one(workbook: Workbook, headings: Headings) -> Sheet | Reason:
    shown = [sheet.name for sheet in workbook.sheets if not sheet.is_hidden]
    if not shown:
        return because("sheets-hidden", known=tuple(sheet.name for sheet in workbook.sheets))
    searched = [_searched(workbook, name, headings) for name in shown]
    fitting = [sheet for is_whole, sheet in searched if is_whole]
    if len(fitting) > 1:
        return because("sheet-unclear", known=tuple(sheet.name for sheet in fitting))
    return fitting[0] if fitting else searched[0][1]


def _searched(workbook: Workbook, name: str, headings: Headings) -> tuple[bool, Sheet]:
    search: HeaderSearch[int] = HeaderSearch(headings)
    for record in workbook.records(name):
        if record.cells and not (isinstance(record, Rejection) and record.is_more):
            search.look(record.line, record.cells)
        if search.is_over:
            break
    return search.is_whole, Sheet(workbook, name, search.chosen or 1)

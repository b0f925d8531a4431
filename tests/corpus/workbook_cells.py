"""Workbooks any spreadsheet may save, odd ones among them: what stands in cells, and which sheet is read."""

from datetime import datetime
from typing import Any

from corpus import fills
from corpus.books import HEAD, Fill, by_hand, cell, row, table, under_head, written
from corpus.case import MARCH, Case
from corpus.fills import REGISTRATION

DAY = datetime.fromisoformat("2024-10-09")
FIRST = datetime.fromisoformat("2024-03-01")
MID = datetime.fromisoformat("2024-03-15")
ONE, TWO = (1, 1, 0, 0, 0), (2, 2, 0, 0, 0)
PLAN = ("MH fields 2024-03 agreed 50 = 50",)


def _case(name: str, about: str, fill: Fill, *told: str, **facts: Any) -> Case:
    return Case(name, about, written(fill, **facts.pop("written", {})), told, **facts)


ERRORS = tuple(f"S!{line}:3 cell-error" for line in (2, 3, 4))
UNCOMPUTED = "<c><f>100/2</f></c>"

CASES = [
    Case("plain.xlsx", "as it should be", table(["MH", "fields", 50]), counts=ONE, plan=PLAN),
    Case(
        "numbers-as-text.xlsx",
        "numbers typed as text, with commas",
        table(["MH", "fields", "9,5"], ["AH", "fields", "09.50"]),
        counts=TWO,
        plan=("MH fields 2024-03 agreed 9.5 = 9.5", "AH fields 2024-03 agreed 9.5 = 9.5"),
    ),
    Case(
        "numbers-binary.xlsx",
        "a number with the digits a computer gives it",
        table(["MH", "fields", 9.549999999999999]),
        counts=ONE,
        plan=("MH fields 2024-03 agreed 9.55 = 9.55",),
    ),
    Case(
        "three-decimals.xlsx",
        "three decimals, as a number",
        table(["MH", "fields", 12.345]),
        ("S!2:3 number-too-precise",),
    ),
    Case(
        "three-decimals-text.xlsx",
        "three decimals, as text",
        table(["MH", "fields", "12.345"]),
        ("S!2:3 number-ambiguous",),
    ),
    Case(
        "exponent.xlsx",
        "a number that is written with an exponent",
        under_head(row(2, "MH", "fields", "<c><v>5E1</v></c>")),
        counts=ONE,
        plan=PLAN,
    ),
    Case(
        "exponent-huge.xlsx",
        "a number of three hundred digits",
        table(["MH", "fields", 1e300]),
        ("S!2:3 number-malformed",),
    ),
    Case("negative.xlsx", "a number below zero", table(["MH", "fields", -5]), ("S!2:3 score-below-zero",)),
    _case(
        "percent.xlsx",
        "percentages where points are asked for",
        fills.formats(("0%", 0.5), ("0.0%", 0.505)),
        "S!2:3 number-malformed",
        "S!3:3 number-malformed",
    ),
    _case(
        "day-for-number.xlsx",
        "9/10 that became a day",
        fills.formats(("d/m/yyyy", DAY), ("d-mmm", DAY)),
        "S!2:3 cell-turned",
        "S!3:3 cell-turned",
    ),
    _case(
        "day-for-number-1904.xlsx",
        "9/10 that became a day of a Mac's",
        fills.formats(("d/m/yyyy", DAY)),
        "S!2:3 cell-turned",
        written={"date_1904": True},
    ),
    _case(
        "time-for-number.xlsx",
        "9:30 that became a time",
        fills.formats(("h:mm", 0.395833), ("[h]:mm", 1.5)),
        "S!2:3 cell-turned",
        "S!3:3 cell-turned",
    ),
    _case("day-below-zero.xlsx", "a day before there were any", fills.formats(("d/m/yyyy", -1)), "S!2:3 cell-error"),
    _case(
        "month-for-month.xlsx",
        "2024-03 that became the first day of March",
        fills.months(FIRST),
        options=(),
        counts=ONE,
        plan=PLAN,
    ),
    _case(
        "day-for-month.xlsx",
        "a day within the month where a month is asked for",
        fills.months(FIRST, MID),
        "S!3:4 cell-turned",
        options=(),
    ),
    _case(
        "day-for-day.xlsx",
        "a day where a day is asked for",
        fills.registered_on(day="2024-02-12"),
        kind="registrations",
        options=(),
        counts=ONE,
        notes=("registrations-incomplete",),
    ),
    _case(
        "day-for-day-1904.xlsx",
        "a day of a Mac's",
        fills.registered_on(day="2024-02-12"),
        kind="registrations",
        options=(),
        counts=ONE,
        notes=("registrations-incomplete",),
        written={"date_1904": True},
    ),
    Case(
        "number-for-day.xlsx",
        "a day that is only a number",
        table(["P", "1", 45334, "Nguyễn Văn Mẫu", "farmer"], head=REGISTRATION),
        ("S!2:3 date-malformed",),
        kind="registrations",
        options=(),
    ),
    _case("yes-for-number.xlsx", "TRUE where points are asked for", fills.answers, "S!2:3 number-malformed"),
    _case("computed.xlsx", "formulas are read as what they came to", fills.computed, counts=ONE, plan=PLAN),
    Case(
        "uncomputed.xlsx",
        "a formula that was never computed",
        under_head(row(2, "MH", "fields", UNCOMPUTED)),
        ("S!2:3 cell-formula-uncomputed",),
    ),
    _case("errors.xlsx", "what a spreadsheet shows where a formula fails", fills.errors, *ERRORS),
    _case("bordered.xlsx", "borders around empty rows and columns", fills.bordered, counts=ONE, plan=PLAN),
    _case("beyond.xlsx", "a remark to the right of the table", fills.beyond, "S!2:4 cell-without-heading"),
    _case("linked.xlsx", "formats, links and remarks leave the text", fills.linked, counts=ONE, plan=PLAN),
    Case(
        "formulas-as-text.xlsx",
        "what a spreadsheet would run, typed as text",
        table(["MH", "fields", "=1+1"], ["=cmd|'/C calc'!A0", "fields", 1], ["TT", "@SUM(1)", 2]),
        ("S!2:3 number-malformed", "S!3:1 registration-unknown", "S!4:2 line-unknown"),
    ),
    Case(
        "formula-noted.xlsx",
        "a note that begins like a formula",
        table(["MH", "fields", 50, "=1+1"], head=[*HEAD, "note"]),
        counts=ONE,
    ),
    Case(
        "zero-lost.xlsx",
        "a code whose zero the spreadsheet took",
        table([7, "Xã Bảy", "commune"], ["007", "Xã Không Bảy", "commune"], head=["code", "name", "kind"]),
        kind="units",
        options=(),
        counts=TWO,
        plan=("7 Xã Bảy · commune", "007 Xã Không Bảy · commune"),
    ),
    Case(
        "break-in-cell.xlsx",
        "a line break in a note",
        table(["MH", "fields", 50, "một\nhai"], head=[*HEAD, "note"]),
        counts=ONE,
    ),
    Case("unseen.xlsx", "a character that is not seen", table(["M\u200bH", "fields", 50]), ("S!2:1 text-invisible",)),
    Case("control.xlsx", "a control character", table(["M\x07H", "fields", 50]), ("S!2:1 text-control",)),
    Case(
        "half-letter.xlsx",
        "half a letter, as Excel writes it",
        under_head(row(2, "M_xD800_", "fields", 50)),
        ("S!2:1 text-letters-lost",),
    ),
    Case(
        "nul.xlsx",
        "a NUL, as Excel would write it",
        under_head(row(2, "M_x0000_", "fields", 50)),
        ("S!2:1 workbook-damaged",),
    ),
    Case(
        "twice.xlsx",
        "one line twice",
        table(["MH", "fields", 50], ["MH", "fields", 40]),
        ("S!2:3 row-beside-refused", "S!3:3 score-repeats"),
    ),
    Case(
        "wide.xlsx",
        "a column for each criterion",
        table(["MH", 50, 30], ["AH", None, 20], head=["registration", "fields", "roads"]),
        counts=(3, 3, 0, 0, 0),
    ),
    Case(
        "wide-wrong.xlsx",
        "wrong cells of a wide row",
        table(["MH", 99, "x"], head=["registration", "fields", "roads"]),
        ("S!2:2 score-above-maximum", "S!2:3 number-malformed"),
    ),
    Case(
        "heading-twice.xlsx",
        "one heading twice",
        table(["MH", "fields", 50, 40], head=[*HEAD, "value"]),
        ("S!1:4 column-repeated",),
    ),
    Case(
        "heading-misspelt.xlsx",
        "a misspelt heading",
        table(["MH", "fields", 50], head=["registration", "criterion", "valeu"]),
        ("S!1:3 column-misspelt",),
    ),
    Case(
        "heading-error.xlsx",
        "a heading that shows an error",
        by_hand(row(1, "registration", "criterion", "value", '<c t="e"><v>#REF!</v></c>') + row(2, "MH", "fields", 50)),
        ("S!1:4 cell-error",),
    ),
    Case(
        "beyond-further.xlsx",
        "a remark two columns to the right of the table",
        table(["MH", "fields", 50, None, "ghi chú"]),
        ("S!2:5 cell-without-heading",),
    ),
    Case("header-only.xlsx", "a header and no row", table(), counts=(0, 0, 0, 0, 0)),
    Case("empty.xlsx", "a workbook with nothing in it", written(lambda _book, _page: None), ("S!1 rows-empty",)),
    Case(
        "inline.xlsx",
        "texts in their cells, no list of them",
        under_head(row(2, "MH", "fields", 50)),
        counts=ONE,
        plan=PLAN,
    ),
    Case(
        "letters.xlsx",
        "cells named by their letters, some left out",
        under_head(f'<row r="4">{cell("MH", at="A4")}{cell("fields", at="B4")}{cell(50, at="C4")}</row>'),
        counts=ONE,
        plan=PLAN,
    ),
    Case(
        "said-utf-8.xlsx",
        "an encoding said of a workbook is not needed",
        table(["MH", "fields", 50]),
        options=(*MARCH, "--encoding", "utf-8"),
        counts=ONE,
        plan=PLAN,
    ),
    Case("really.csv", "a workbook under the name of a text", table(["MH", "fields", 50]), counts=ONE, plan=PLAN),
]

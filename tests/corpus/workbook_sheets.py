"""Workbooks whose rows are not where one would look: hidden, merged, under titles, on one of several sheets."""

from typing import Any

from corpus.books import HEAD, parts, row, sheet, under_head, written, zipped
from corpus.case import MARCH, Case

ROW = ["MH", "fields", 50]
ONE = (1, 1, 0, 0, 0)
PLAN = ("MH fields 2024-03 agreed 50 = 50",)


def _put(page: Any, *rows: list[object], under: int = 0) -> None:
    for line, cells in enumerate([HEAD, *rows], under):
        page.write_row(line, 0, cells)


def titled(_: Any, page: Any) -> None:
    page.write(0, 0, "ỦY BAN NHÂN DÂN HUYỆN MẪU")
    page.write(2, 1, "BẢNG ĐIỂM THÁNG 3")
    _put(page, ROW, ["NOPE", "fields", 40], under=4)


def titled_merged(_: Any, page: Any) -> None:
    page.merge_range("A1:C2", "BẢNG ĐIỂM THÁNG 3")
    _put(page, ROW, under=3)


def far_below(_: Any, page: Any) -> None:
    for line in range(21):
        page.write(line, 0, f"dòng {line}")
    _put(page, ROW, under=21)


def merged(_: Any, page: Any) -> None:
    _put(page, ROW)
    page.merge_range("A2:A3", "MH")
    page.write_row(2, 1, ["roads", 30])


def hidden_row(_: Any, page: Any) -> None:
    _put(page, ROW, ["AH", "fields", 40])
    page.set_row(2, None, None, {"hidden": True})


def filtered(_: Any, page: Any) -> None:
    _put(page, ROW, ["AH", "fields", 40])
    page.autofilter("A1:C3")
    page.filter_column("A", "x == MH")
    page.set_row(2, None, None, {"hidden": True})


def hidden_column(_: Any, page: Any) -> None:
    _put(page, ROW)
    page.set_column("B:B", None, None, {"hidden": True})


def two(book: Any, page: Any) -> None:
    _put(page, ROW)
    _put(book.add_worksheet("T"), ["AH", "fields", 40])


def guided(book: Any, page: Any) -> None:
    page.write(0, 0, "Điền vào trang sau, mỗi tiêu chí một dòng")
    _put(book.add_worksheet("Điểm"), ROW)


def old_one_hidden(book: Any, page: Any) -> None:
    _put(page, ROW)
    other = book.add_worksheet("Bản nháp")
    _put(other, ["AH", "fields", 40])
    other.hide()


def very_hidden(book: Any, page: Any) -> None:
    page.write(0, 0, "Xin chào")
    other = book.add_worksheet("Bản nháp")
    _put(other, ROW)
    other.very_hidden()


def charted(book: Any, page: Any) -> None:
    _put(page, ROW)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=S!$C$2:$C$2"})
    book.add_chartsheet("Biểu đồ").set_chart(chart)


def two_tables(_: Any, page: Any) -> None:
    _put(page, ROW)
    _put(page, ["AH", "fields", 40], under=5)


def side_by_side(_: Any, page: Any) -> None:
    for at in (0, 4):
        page.write_row(0, at, HEAD)
        page.write_row(1, at, ROW)


def protected(_: Any, page: Any) -> None:
    _put(page, ROW)
    page.protect("mau")
    page.freeze_panes(1, 0)


ALL_HIDDEN = parts(sheet(row(1, *HEAD) + row(2, *ROW)))
ALL_HIDDEN |= {"xl/workbook.xml": str(ALL_HIDDEN["xl/workbook.xml"]).replace('name="S"', 'name="S" state="hidden"')}
CHARTS = parts('<chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>')
CHARTS |= {
    name: str(content).replace("/worksheet", "/chartsheet", 1) for name, content in CHARTS.items() if "rels/w" in name
}
STRANGE = parts(sheet(row(1, *HEAD) + row(2, "NOPE", "fields", 50)))
STRANGE |= {"xl/workbook.xml": str(STRANGE["xl/workbook.xml"]).replace('name="S"', 'name="a_x001B_[31m&#10;b"')}

CASES = [
    Case(
        "titled.xlsx",
        "titles above the header; the wrong row is named by its number",
        written(titled),
        ("S!7:1 registration-unknown",),
    ),
    Case(
        "titled-merged.xlsx",
        "a title over merged cells is nothing to note",
        written(titled_merged),
        counts=ONE,
        plan=PLAN,
    ),
    Case(
        "far-below.xlsx",
        "more titles than a header is looked for under",
        written(far_below),
        ("S!1 column-missing",) * 3,
    ),
    Case(
        "merged.xlsx", "a code over two merged cells stands in the first only", written(merged), ("S!3:1 cell-empty",)
    ),
    Case(
        "hidden-row.xlsx",
        "a hidden row is read, and noted",
        written(hidden_row),
        counts=(2, 2, 0, 0, 0),
        notes=("rows-hidden",),
    ),
    Case(
        "filtered.xlsx",
        "a row left out by a filter is read, and noted",
        written(filtered),
        counts=(2, 2, 0, 0, 0),
        notes=("rows-hidden",),
    ),
    Case("hidden-column.xlsx", "a hidden column is read", written(hidden_column), counts=ONE, plan=PLAN),
    Case("two-sheets.xlsx", "two sheets that fit", written(two), ("1 sheet-unclear",)),
    Case(
        "two-sheets-one-said.xlsx",
        "two sheets that fit, one of them said",
        written(two),
        options=(*MARCH, "--sheet", "T"),
        counts=ONE,
        plan=("AH fields 2024-03 agreed 40 = 40",),
    ),
    Case(
        "sheet-unknown.xlsx",
        "a sheet there is none of",
        written(two),
        ("1 sheet-unknown",),
        options=(*MARCH, "--sheet", "U"),
    ),
    Case(
        "sheet-unfit.xlsx",
        "the sheet that was said has no such table",
        written(guided),
        ("S!1 column-missing",) * 3,
        options=(*MARCH, "--sheet", "S"),
    ),
    Case("guided.xlsx", "a sheet of advice before the table", written(guided), counts=ONE, plan=PLAN),
    Case(
        "old-one-hidden.xlsx",
        "a hidden sheet that fits as well is not read",
        written(old_one_hidden),
        counts=ONE,
        plan=PLAN,
    ),
    Case(
        "very-hidden.xlsx", "a table on a hidden sheet is not found", written(very_hidden), ("S!1 column-missing",) * 3
    ),
    Case(
        "very-hidden-said.xlsx",
        "a table on a hidden sheet that was said",
        written(very_hidden),
        options=(*MARCH, "--sheet", "Bản nháp"),
        counts=ONE,
        plan=PLAN,
    ),
    Case("all-hidden.xlsx", "every sheet is hidden", zipped(ALL_HIDDEN), ("1 sheets-hidden",)),
    Case(
        "strange-name.xlsx",
        "a sheet whose name would colour a terminal",
        zipped(STRANGE),
        ("a\x1b[31m\nb!2:1 registration-unknown",),
    ),
    Case("charted.xlsx", "a sheet of a chart beside the table", written(charted), counts=ONE, plan=PLAN),
    Case("charts-only.xlsx", "a workbook of nothing but a chart", zipped(CHARTS), ("1 sheets-none",)),
    Case(
        "sheet-said-otherwise.xlsx",
        "a sheet said in capitals, with two blanks",
        written(very_hidden),
        options=(*MARCH, "--sheet", "BẢN  NHÁP"),
        counts=ONE,
        plan=PLAN,
    ),
    Case(
        "merged-nowhere.xlsx",
        "merged cells that are no cells are nothing to note",
        under_head(row(2, *ROW), '<mergeCells><mergeCell ref="A2:"/><mergeCell/></mergeCells>'),
        counts=ONE,
        plan=PLAN,
    ),
    Case("two-tables.xlsx", "a second table under the first", written(two_tables), ("S!6:1 registration-unknown",)),
    Case(
        "side-by-side.xlsx",
        "a second table beside the first",
        written(side_by_side),
        tuple(f"S!1:{at} column-repeated" for at in (5, 6, 7)),
    ),
    Case("protected.xlsx", "cells that may not be changed may be read", written(protected), counts=ONE, plan=PLAN),
]

"""Workbooks: each table on a sheet, values as values, text as text; the same bytes for the same document."""

import io
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from conftest import Thidua
from small import done, scored
from small import registered as registered_small
from thidua.domain.month import Month
from thidua.domain.points import Points
from thidua.reports.document import Column, Document, Heading, Paragraph, Table
from thidua.write import Frame
from thidua.write.xlsx import write_xlsx

COLUMNS = (
    Column("code", "Code"),
    Column("total", "Total"),
    Column("on", "Day"),
    Column("secret", "Secret", shown=False),
)
ROWS = (("=1+1", Points(950), date(2024, 3, 31), 1), ("+84", Points(-25), None, 2), ("@x", None, None, 3))


def book_of(*parts: Any, language: str = "en") -> Any:
    out = io.BytesIO()
    stream = io.TextIOWrapper(out)
    write_xlsx(Document("d", language, {}, parts), stream, Frame(80, colour=False))
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()))


def test_values_are_values_and_text_is_text() -> None:
    sheet = book_of(Table("t", "Results", COLUMNS, ROWS)).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Results", None, None],
        ["Code", "Total", "Day"],
        ["=1+1", 9.5, sheet["C3"].value],
        ["+84", -0.25, None],
        ["@x", None, None],
    ]
    assert sheet["C3"].value.date() == date(2024, 3, 31)
    assert {sheet.cell(row, 1).data_type for row in (3, 4, 5)} == {"s"}
    assert (sheet["B3"].number_format, sheet["C3"].number_format) == ("#,##0.00", "yyyy-mm-dd")


def test_each_table_has_a_sheet_with_what_stands_before_it_and_what_is_left_stands_last() -> None:
    table = Table("t", None, COLUMNS[:1], (("a",),))
    long = "Đảng ủy các xã, thị trấn: cụm [1]"
    book = book_of(Heading(long), table, Heading(long), table, Paragraph("As recorded by entry 5"), language="vi")
    assert book.sheetnames == ["Đảng ủy các xã, thị trấn cụm 1", "Đảng ủy các xã, thị trấn cụm 2", "Ghi chú"]
    assert [cell.value for cell in book.worksheets[0]["A"]] == [long, None, "Code", "a"]
    assert book.worksheets[2]["A1"].value == "As recorded by entry 5"


def test_months_lists_and_answers_are_written_as_people_read_them() -> None:
    columns = (Column("m", "M"), Column("l", "L"), Column("b", "B"), Column("n", "N"))
    rows = ((Month(24290), ("a", "b"), True, 7),)
    sheet = book_of(Table("t", "T", columns, rows), language="vi").worksheets[0]
    assert [cell.value for cell in sheet[3]] == ["03/2024", "a, b", "✓", 7]


def test_a_document_without_a_table_is_a_sheet_of_notes() -> None:
    assert book_of(Paragraph("Nothing yet.")).sheetnames == ["Notes"]


@pytest.mark.parametrize("words", [("report",), ("report", "standings"), ("report", "journey"), ("status",), ("log",)])
def test_every_report_can_be_a_workbook_and_is_the_same_bytes_twice(thidua: Thidua, words: tuple[str, ...]) -> None:
    scored(registered_small(thidua), "2024-03", MH="50 30", AH="40 20")
    done(thidua(*words, "-o", "a.xlsx"))
    done(thidua(*words, "-o", "b.xlsx"))
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()
    assert openpyxl.load_workbook("a.xlsx").worksheets


HARD = (
    *(
        "a",
        "",
        " a",
        "a\u00a0",
        "<r>a</r>",
        "a & b < c > \"d\" 'e'",
        "_x0041_",
        "\ufffe",
        "\x1b[0m",
        "tab\tline\n",
        "ế e\u0302",
    ),
    *("=1+1", "𝄞" * 20_000, "x" * 40_000, None, True, False, 0, -7, 10**15, Month(24290), (), ("a", "b"), (1, 2)),
    *(Points(0), Points(-5), Points(123_450), Points(10**14 + 1)),
)


def _bytes_of(*parts: Any) -> bytes:
    out = io.BytesIO()
    stream = io.TextIOWrapper(out)
    write_xlsx(Document("d", "vi", {}, parts), stream, Frame(80, colour=False))
    return out.getvalue()


def test_many_rows_written_by_ourselves_are_the_bytes_that_xlsxwriter_writes(monkeypatch) -> None:
    random = Random(7)
    columns = tuple(Column(f"c{at}", f"C{at}") for at in range(30))
    hard = tuple(random.choices([cell for cell in HARD if cell != "<r>a</r>"], k=30) for _ in range(700))
    even = tuple((f"Ấp {at}", at, Points(at), None, at % 2 == 0, *[None] * 25) for at in range(2_500))
    empty = tuple((None,) * 30 for _ in range(600))
    parts = [Heading("H"), *(Table("t", None, columns, tuple(map(tuple, rows))) for rows in (even, hard, empty))]
    parts += [Table("t", "T", columns, (*even, *empty)), Table("t", "T", columns, even[:3])]
    ours = _bytes_of(*parts)
    monkeypatch.setattr("thidua.write.sheetrows._MANY", 1 << 20)
    assert ours == _bytes_of(*parts)


def test_text_that_looks_like_the_format_of_rich_text_stays_text() -> None:
    rows = tuple((cell,) for cell in HARD if isinstance(cell, str)) * 50
    sheet = book_of(Table("t", None, (Column("a", "A"),), rows)).worksheets[0]
    assert sheet["A6"].value == "<r>a</r>"


def test_the_end_of_a_long_name_tells_a_sheet_from_the_others() -> None:
    start = "Đảng ủy các xã, thị trấn trong huyện – "
    tables = [Table("t", f"{start}{end}", (Column("a", "A"),), (("x",),)) for end in ("Cụm 2", "Cụm 4", "Cụm 4")]
    tables.append(Table("t", "a" * 40, (Column("a", "A"),), (("x",),)))
    assert book_of(*tables).sheetnames == [
        "Đảng ủy các xã, thị tr… – Cụm 2",
        "Đảng ủy các xã, thị tr… – Cụm 4",
        "Đảng ủy các xã, thị… – Cụm 4 2",
        "a" * 31,
    ]

"""Every way a workbook may be written, and every way it may be wrong: real files, and some made by hand."""

import io
import random
import struct
import tracemalloc
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.books import MAIN, OFFICE, OLE, parts, sheet, unzipped, zipped
from thidua.errors import Place, Problem, Reason, because
from thidua.read.records import Record, Rejection, Turned
from thidua.read.workbook import LONGEST_SHEET, WIDEST_SHEET, SheetTab, Workbook, open_workbook

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DAY = datetime.fromisoformat("2024-10-09")
MORNING = datetime.fromisoformat("2024-10-09T08:30")
DAY_OF_1904 = datetime.fromisoformat("1904-01-02")


def written(fill, **options):
    """A file of XlsxWriter's; ``fill`` gets the workbook and its first sheet, S."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    fill(book, book.add_worksheet("S"))
    book.close()
    return out.getvalue()


def saved(fill):
    """A file of openpyxl's."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "S"
    fill(book, book.active)
    book.save(out)
    return out.getvalue()


def hand_made(rows, **more):
    return zipped(parts(sheet(rows), **more))


def opened(file):
    book = open_workbook(io.BytesIO(file))
    assert isinstance(book, Workbook), book
    return book


def records(file, name="S"):
    return list(opened(file).records(name))


def cells(file, name="S"):
    found = records(file, name)
    assert all(isinstance(record, Record) for record in found), found
    return [(record.line, record.cells) for record in found]


def one_row(file):
    ((_, row),) = cells(file)
    return row


def turned(cell):
    return (str(cell), cell.into) if isinstance(cell, Turned) and cell.into != "number" else str(cell)


def refused(file):
    reason = open_workbook(io.BytesIO(file))
    assert isinstance(reason, Reason), reason
    return reason


def damaged(detail):
    return because("workbook-damaged", damage=detail)


TABLE = [["code", "name", "points"], ["bt-01", "Mỹ Hòa", 9.5], ["bt-02", "An Thủy", 10]]
READ = [(1, ["code", "name", "points"]), (2, ["bt-01", "Mỹ Hòa", "9.5"]), (3, ["bt-02", "An Thủy", "10"])]


def fill_table(_, page):
    for at, row in enumerate(TABLE):
        page.write_row(at, 0, row)


def append_table(_, page):
    for row in TABLE:
        page.append(row)


INLINE = "".join(
    f'<row r="{line}">'
    + "".join(
        f"<c r='{letter}{line}' t='inlineStr'><is><t>{cell}</t></is></c>"
        if isinstance(cell, str)
        else f"<c r='{letter}{line}'><v>{cell}</v></c>"
        for letter, cell in zip("ABC", row, strict=True)
    )
    + "</row>"
    for line, row in enumerate(TABLE, 1)
)
NAMELESS = INLINE.replace("<row r=", "<row spans=").replace("<c r=", "<c x=")


@pytest.mark.parametrize(
    "file",
    [
        written(fill_table),
        written(fill_table, constant_memory=True),
        saved(append_table),
        hand_made(INLINE),
        hand_made(NAMELESS),
        zipped(parts(sheet(INLINE).replace(MAIN, STRICT))),
        zipped(parts(sheet(INLINE).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns", "xmlns:x"))),
        zipped(parts(sheet(INLINE).encode("utf-16"))),
        zipped({name.upper().replace("/", "\\"): part for name, part in parts(sheet(INLINE)).items()}),
        zipped(parts(sheet(INLINE)), packed=zipfile.ZIP_STORED),
    ],
    ids=[
        "XlsxWriter",
        "inline",
        "openpyxl",
        "by hand",
        "no references",
        "strict",
        "prefixed",
        "UTF-16",
        "case",
        "stored",
    ],
)
def test_the_same_records_come_from_every_way_of_writing_them(file):
    assert cells(file) == READ


def test_a_strict_workbook_is_read_whole():
    strict = {
        name: part.replace(MAIN, STRICT).replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, part in parts(sheet(INLINE)).items()
    }
    assert cells(zipped(strict)) == READ


def test_a_workbook_with_macros_is_read_and_its_macros_are_not(tmp_path):
    macros = tmp_path / "vbaProject.bin"
    macros.write_bytes(b"\0" * 64)

    def fill(book, page):
        fill_table(book, page)
        book.add_vba_project(str(macros))

    assert cells(written(fill)) == READ


def test_the_stream_stays_open_and_sheets_are_read_again_and_side_by_side():
    stream = io.BytesIO(written(fill_table))
    book = open_workbook(stream)
    assert isinstance(book, Workbook)
    pairs = list(zip(book.records("S"), book.records("S"), strict=True))
    assert [one.cells for one, _ in pairs] == [other.cells for _, other in pairs] == [row for _, row in READ]
    assert not stream.closed


def test_sheets_are_listed_in_their_order_with_the_hidden_ones_and_without_charts():
    def fill(book, page):
        page.write(0, 0, 1)
        book.add_worksheet("Ẩn & ẩn").hide()
        book.add_chartsheet("Biểu đồ").set_chart(chart := book.add_chart({"type": "line"}))
        chart.add_series({"values": "=S!$A$1:$A$1"})
        book.add_worksheet("Rất ẩn").very_hidden()

    book = opened(written(fill))
    assert book.sheets == (SheetTab("S"), SheetTab("Ẩn & ẩn", is_hidden=True), SheetTab("Rất ẩn", is_hidden=True))
    assert list(book.records("Rất ẩn")) == []


def test_only_cells_that_hold_something_make_records():
    def fill(book, page):
        border = book.add_format({"border": 1})
        for line in (0, 2, 5, 8):
            page.write_blank(line, 7, None, border)
        page.write_string(2, 1, "  a\u00a0")
        page.write_string(5, 0, " \n ")
        page.write_string(8, 3, "b")

    assert cells(written(fill)) == [(3, ["", "a"]), (9, ["", "", "", "b"])]


def test_a_wrong_dimension_hides_nothing():
    for dimension in ("A1", "A1:A1", "B2:C3", "XFD1048576", "nonsense"):
        page = sheet(INLINE).replace("<sheetData>", f'<dimension ref="{dimension}"/><sheetData>')
        assert cells(zipped(parts(page))) == READ


def test_hidden_rows_are_read_and_named_and_so_are_filtered_ones():
    def fill(_, page):
        fill_table(None, page)
        page.set_row(1, None, None, {"hidden": True})
        page.set_row(40, None, None, {"hidden": True})

    book = opened(written(fill))
    assert book.hidden_rows("S") == (2,)
    assert [(record.line, record.cells) for record in book.records("S")] == READ
    assert book.hidden_rows("S") == (2,)


def test_merged_cells_hold_their_text_in_the_first_and_are_named():
    def fill(_, page):
        page.merge_range("A1:C1", "Bảng điểm")
        page.merge_range("A2:A3", "bt-01")
        page.write("C3", "x")

    book = opened(written(fill))
    assert book.merged("S") == ("A1:C1", "A2:A3")
    assert [(record.line, record.cells) for record in book.records("S")] == [
        (1, ["Bảng điểm"]),
        (2, ["bt-01"]),
        (3, ["", "", "x"]),
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("9", "9"),
        ("9.5", "9.5"),
        ("9.5500000000000007", "9.55"),
        ("9.549999999999999", "9.55"),
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.3"),
        ("10.0", "10"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("-2.5", "-2.5"),
        ("+3", "3"),
        ("007", "7"),
        (" 12 ", "12"),
        ("1E2", "100"),
        ("1.5e-5", "0.000015"),
        ("1E-10", "0.0000000001"),
        ("1.23456789012346E+17", "123456789012346000"),
        ("1234567890123456789", "1234567890123456789"),
        ("079123456789", "79123456789"),
        ("1e300", "1E+300"),
        ("1e-300", "1E-300"),
        (".5", "0.5"),
        ("5.", "5"),
    ],
)
def test_numbers_have_the_digits_excel_shows(number, text):
    assert one_row(hand_made(f'<row r="1"><c r="A1"><v>{number}</v></c></row>')) == [text]


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999", "1_0", "0x1", "٣", "1,5", "--1", "9" * 400])
def test_what_is_no_number_is_damage(number):
    found = records(hand_made(f'<row r="1"><c r="A1"><v>{number}</v></c></row>'))
    assert found == [Rejection(1, 1, "", damaged("value"), "S")]
    assert found[0].is_end


def test_numbers_written_as_text_stay_as_they_were_typed():
    def fill(_, page):
        for at, text in enumerate(("007", "9,50", "1.234", "9/10", "=1+1", "'x")):
            page.write_string(0, at, text)

    assert one_row(written(fill)) == ["007", "9,50", "1.234", "9/10", "=1+1", "'x"]


def formats(*codes):
    def fill(book, page):
        for at, (code, value) in enumerate(codes):
            page.write_number(0, at, value, book.add_format({"num_format": code}))

    return [turned(cell) for cell in one_row(written(fill))]


def test_numbers_shown_as_days_and_times_are_turned():
    assert (
        formats(
            (14, 45574),
            ("dd/mm/yyyy", 45574),
            ("[$-42A]d mmmm yyyy;@", 45574),
            ("yyyy\\-mm", 45574),
            ('"ngày" d', 45574),
        )
        == [("2024-10-09", "date")] * 5
    )
    assert formats((22, 45574.354166666664), ("dd/mm/yyyy hh:mm", 45574.999999999)) == [
        ("2024-10-09T08:30:00", "time"),
        ("2024-10-10", "date"),
    ]
    assert formats((20, 0.354166666666667), ("h:mm AM/PM", 0.75), ("dd/mm/yyyy", 0), (47, 0.5)) == [
        ("08:30:00", "time"),
        ("18:00:00", "time"),
        ("00:00:00", "time"),
        ("12:00:00", "time"),
    ]
    assert formats(("[h]:mm", 1.5), ("[mm]:ss", 0.25), (46, 2)) == [
        ("36:00:00", "time"),
        ("6:00:00", "time"),
        ("48:00:00", "time"),
    ]


def test_the_first_days_of_1900_are_as_excel_has_them():
    assert formats((14, 1), (14, 59), (14, 60), (14, 61), (14, 2958465)) == [
        ("1900-01-01", "date"),
        ("1900-02-28", "date"),
        ("1900-02-29", "date"),
        ("1900-03-01", "date"),
        ("9999-12-31", "date"),
    ]


@pytest.mark.parametrize("number", ["-1", "2958466", "1e300"])
def test_a_number_that_is_no_day_is_refused_as_the_screen_shows_it(number):
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    assert records(hand_made(f'<row r="1"><c r="A1"><v>{number}</v></c></row>', styles=styles)) == [
        Rejection(1, 1, "########", because("cell-error", text="########"), "S")
    ]


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    def fill(book, page):
        page.write_datetime(0, 0, DAY, book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_datetime(0, 1, DAY_OF_1904, book.add_format({"num_format": "dd/mm/yyyy"}))

    row = one_row(written(fill, date_1904=True))
    assert [turned(cell) for cell in row] == [("2024-10-09", "date"), ("1904-01-02", "date")]


def test_days_and_times_of_python_are_read_back():
    def fill(_, page):
        page.append([date(2024, 10, 9), MORNING, time(8, 30), timedelta(hours=30)])

    def fill_iso(book, page):
        book.iso_dates = True
        fill(book, page)

    usual = [("2024-10-09", "date"), ("2024-10-09T08:30:00", "time"), ("08:30:00", "time")]
    assert [turned(cell) for cell in one_row(saved(fill))] == [*usual, ("30:00:00", "time")]
    assert [turned(cell) for cell in one_row(saved(fill_iso))][:3] == usual


def test_a_number_with_decimals_says_that_it_is_one() -> None:
    def fill(_, sheet):
        sheet.append([12.345, 12, "12.345"])

    (row,) = (one.cells for one in records(saved(fill)))
    assert [getattr(cell, "into", None) for cell in row] == ["number", None, None]


@pytest.mark.parametrize("moment", ["2024-13-01", "yesterday", "1:2:3"])
def test_what_is_no_day_is_damage(moment):
    found = records(hand_made(f'<row r="1"><c r="A1" t="d"><v>{moment}</v></c></row>'))
    assert found == [Rejection(1, 1, "", damaged("value"), "S")]


def test_percentages_are_turned_and_say_so():
    assert formats((9, 0.98), (10, 0.985), ("0.0%", 0.285), ("0%;[Red]-0%", -0.5), ("0%", 1), ("0%", 0)) == [
        ("98%", "percent"),
        ("98.5%", "percent"),
        ("28.5%", "percent"),
        ("-50%", "percent"),
        ("100%", "percent"),
        ("0%", "percent"),
    ]


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "@",
        "0.00",
        "#,##0",
        '0"%"',
        "0\\%",
        '0.0" điểm/tháng"',
        "#,##0.00\\ [$đ-42A]",
        "[Red]0.0;[Blue]-0.0",
        '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
        "0_d",
        "0*y",
        "# ?/?",
        "0.00E+00",
    ],
)
def test_other_number_formats_leave_a_number_what_it_is(code):
    assert formats((code, 98.5)) == ["98.5"]


def test_formats_of_conditional_formatting_are_not_those_of_cells():
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="0.0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="164"/><xf/></cellXfs><dxfs><dxf><numFmt numFmtId="164" formatCode="d/m"/></dxf></dxfs>'
    )
    rows = '<row r="1"><c r="A1"><v>9</v></c><c r="B1" s="0"><v>9</v></c><c r="C1" s="1"><v>9</v></c></row>'
    assert [turned(cell) for cell in one_row(hand_made(rows, styles=styles))] == ["9", "9", "9"]


def test_yes_and_no_are_turned():
    def fill(_, page):
        page.write_boolean(0, 0, True)
        page.write_boolean(0, 1, False)

    assert [turned(cell) for cell in one_row(written(fill))] == [("yes", "answer"), ("no", "answer")]


def test_formulas_are_read_as_what_they_came_to():
    def fill(_, page):
        page.write_formula("A1", "=3*3.5", None, 10.5)
        page.write_formula("B1", '="a"&"b"', None, "ab")
        page.write_formula("C1", "=1=1", None, True)
        page.write_formula("D1", "=0", None, 0)

    assert [turned(cell) for cell in one_row(written(fill))] == ["10.5", "ab", ("yes", "answer"), "0"]
    no_text = "<row><c t='str'><f>\"\"</f><v></v></c><c><v>1</v></c></row>"
    assert one_row(hand_made(no_text)) == ["", "1"]


def test_a_cell_of_blanks_that_is_marked_a_number_is_empty():
    assert one_row(hand_made("<row><c><v> </v></c><c><v>1</v></c></row>")) == ["", "1"]


def test_a_formula_never_computed_is_refused_and_an_empty_cell_is_not():
    def fill(_, page):
        page.append(["a", "=1+1", None, "=B1"])
        page.append(["b", None, "c"])

    def uncomputed(formula):
        return because("cell-formula-uncomputed", text=formula)

    assert records(saved(fill)) == [
        Rejection(1, 2, "=1+1", uncomputed("=1+1"), "S"),
        Rejection(1, 4, "=B1", uncomputed("=B1"), "S"),
        Record(2, ["b", "", "c"]),
    ]
    shared = '<row r="1"><c r="A1" t="str"><f t="shared" si="0"/></c><c r="B1" t="str"><f>A1</f><v></v></c></row>'
    assert records(hand_made(shared)) == [Rejection(1, 1, "=", uncomputed("="), "S")]


def test_every_error_of_a_row_is_refused_with_its_cell():
    def fill(_, page):
        page.write_row(0, 0, ["a", "b"])
        page.write_string(1, 0, "bt-01")
        page.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        page.write_formula(1, 3, "=NA()", None, "#N/A")
        page.write_string(2, 0, "bt-02")

    found = records(written(fill))
    assert found == [
        Record(1, ["a", "b"]),
        Rejection(2, 2, "#DIV/0!", because("cell-error", text="#DIV/0!"), "S"),
        Rejection(2, 4, "#N/A", because("cell-error", text="#N/A"), "S"),
        Record(3, ["bt-02"]),
    ]
    assert found[1].problem("a.xlsx") == Problem(found[1].reason, Place("a.xlsx", 2, 2, "S"))
    assert str(Place("a.xlsx", 2, 2, "S")) == "a.xlsx!S!B2"


def test_formatted_texts_links_and_reading_aids_leave_the_text():
    def fill(book, page):
        bold = book.add_format({"bold": True})
        page.write_rich_string(0, 0, "Mỹ ", bold, "Hòa", " xã")
        page.write_url(0, 1, "https://example.org", None, "trang")
        page.write_comment(0, 1, "not this")

    assert one_row(written(fill)) == ["Mỹ Hòa xã", "trang"]
    aided = "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/></si>"
    inline = "<is><r><t>a</t></r><rPh><t>x</t></rPh><r><t>b</t></r></is>"
    rows = f"<row><c t='s'><v>0</v></c><c t='inlineStr'>{inline}</c></row>"
    assert one_row(hand_made(rows, strings=aided)) == ["東京", "ab"]


def test_escaped_characters_are_read_as_excel_reads_them():
    def fill(_, page):
        page.write_string(0, 0, "a\r\nb")
        page.write_string(0, 1, "_x000D_")
        page.write_string(0, 2, "a\x07b")

    assert one_row(written(fill)) == ["a\r\nb", "_x000D_", "a\x07b"]
    inline = "<row><c t='str'><v>_xD83D__xDE00_</v></c><c t='str'><v>_xD83D_</v></c><c t='str'><v>_x00_</v></c></row>"
    assert one_row(hand_made(inline)) == ["\N{GRINNING FACE}", "\ufffd", "_x00_"]
    assert records(hand_made("<row><c t='str'><v>a_x0000_</v></c></row>")) == [
        Rejection(1, 1, "", damaged("value"), "S")
    ]


@pytest.mark.parametrize(
    ("rows", "line", "column", "detail"),
    [
        ('<row r="2"/><row r="2"/>', 2, None, "order"),
        ('<row r="2"/><row r="1"/>', 2, None, "order"),
        ('<row r="0"/>', 1, None, "order"),
        ('<row r="1048577"/>', 1, None, "order"),
        ('<row r="99999999999999999999"/>', 1, None, "reference"),
        ('<row r="-1"/>', 1, None, "reference"),
        ('<row r="1"><row r="2"/></row>', 1, None, "order"),
        ('<c r="A1"/>', 1, None, "reference"),
        ("<c/>", 1, None, "order"),
        ('<row r="1"><c r="A1"><c r="B1"/></c></row>', 1, 1, "order"),
        ('<row r="1"><c r="B1"/><c r="A1"/></row>', 1, None, "order"),
        ('<row r="1"><c r="B1"/><c r="B1"/></row>', 1, None, "order"),
        ('<row r="1"><c r="A2"/></row>', 1, None, "reference"),
        ('<row r="2"><c r="A12"/></row>', 2, None, "reference"),
        ('<row r="1"><c r="XFE1"/></row>', 1, None, "order"),
        ('<row r="1"><c r="1"/></row>', 1, None, "reference"),
        ('<row r="1"><c r="a1"/></row>', 1, None, "reference"),
        ('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', 1, 1, "reference"),
        ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', 1, 1, "reference"),
        ('<row r="1"><c r="A1" s="1"><v>0</v></c></row>', 1, 1, "reference"),
        ('<row r="1"><c r="A1" t="b"><v>2</v></c></row>', 1, 1, "value"),
        ('<row r="1"><c r="A1" t="z"><v>2</v></c></row>', 1, 1, "value"),
        ('<row r="1"><c r="A1"><v>2</c></row>', 1, 1, "xml"),
        ('<row r="1"></row>\x01', 1, None, "xml"),
        ('<row r="1"></row>&x;', 1, None, "xml"),
    ],
)
def test_a_sheet_that_contradicts_itself_is_damaged(rows, line, column, detail):
    found = records(hand_made(rows))
    assert found == [Rejection(line, column, "", damaged(detail), "S")]
    assert found[0].is_end


def test_what_stands_before_damage_is_given_and_nothing_after():
    rows = '<row r="1"><c><v>1</v></c></row><row r="3"><c t="s"><v>7</v></c></row><row r="4"><c><v>4</v></c></row>'
    assert records(hand_made(rows)) == [Record(1, ["1"]), Rejection(3, 1, "", damaged("reference"), "S")]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [BILLION, OUTSIDE, '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'])
@pytest.mark.parametrize("part", list(parts("", strings="", styles="")))
def test_entities_are_refused_in_every_part(declared, part):
    whole = parts(sheet("<row><c t='str'><v>&l9;</v></c></row>"), strings="<si/>", styles="")
    whole[part] = declared + whole[part]
    if part.endswith("sheet1.xml"):
        assert records(zipped(whole)) == [Rejection(1, None, "", damaged("entities"), "S")]
    else:
        assert refused(zipped(whole)) == damaged("entities")


@pytest.mark.parametrize("encoding", ["base64", "nan", "utf-7", "cp1258", "shift_jis"])
def test_a_part_in_another_encoding_is_damaged(encoding):
    page = f'<?xml version="1.0" encoding="{encoding}"?>{sheet(INLINE)}'
    assert records(zipped(parts(page))) == [Rejection(1, None, "", damaged("xml"), "S")]


@pytest.mark.parametrize("root", ["<worksheet/>", '<worksheet xmlns="urn:x"/>', f'<chartsheet xmlns="{MAIN}"/>'])
def test_a_sheet_in_an_unknown_namespace_is_not_an_empty_one(root):
    assert records(zipped(parts(root))) == [Rejection(1, None, "", damaged("namespace"), "S")]


@pytest.mark.parametrize(
    "gone",
    [
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
    ],
)
def test_a_workbook_without_one_of_its_parts_is_damaged(gone):
    whole = parts(sheet(INLINE), strings="")
    del whole[gone]
    assert refused(zipped(whole)) == damaged("missing")


@pytest.mark.parametrize(
    ("part", "old", "new", "detail"),
    [
        ("xl/workbook.xml", 'r:id="s1"', 'r:id="s9"', "missing"),
        ("xl/workbook.xml", 'r:id="s1"', "", "missing"),
        ("xl/workbook.xml", "</sheets>", '<sheet name="S" r:id="s1"/></sheets>', "order"),
        ("xl/workbook.xml", "</workbook>", "", "xml"),
        ("xl/workbook.xml", MAIN, "urn:x", "namespace"),
        ("xl/_rels/workbook.xml.rels", "Target=", "Tarqet=", "missing"),
        ("xl/_rels/workbook.xml.rels", "Id=", 'TargetMode="External" Id=', "missing"),
        ("xl/_rels/workbook.xml.rels", "worksheets/", "../../../etc/", "missing"),
        ("xl/styles.xml", 'numFmtId="0"', 'numFmtId="x"', "reference"),
        ("xl/styles.xml", "<cellXfs>", "<cellXfs", "xml"),
    ],
)
def test_a_workbook_that_contradicts_itself_is_damaged(part, old, new, detail):
    whole = parts(sheet(INLINE), styles='<cellXfs><xf numFmtId="0"/></cellXfs>')
    assert old in whole[part]
    whole[part] = whole[part].replace(old, new)
    assert refused(zipped(whole)) == damaged(detail)


def test_a_filled_cell_too_far_to_the_right_is_refused_once_for_its_row():
    def fill(_, page):
        page.write_string(0, WIDEST_SHEET - 1, "last")
        page.write_row(1, WIDEST_SHEET, ["over", "over again"])
        page.write_string(1, 16_383, "far")
        page.write_string(2, 0, "a")

    found = records(written(fill))
    assert [record.line for record in found] == [1, 2, 3]
    assert found[0] == Record(1, [*[""] * (WIDEST_SHEET - 1), "last"])
    assert found[1:] == [
        Rejection(2, WIDEST_SHEET + 1, "over", because("sheet-too-wide", most=WIDEST_SHEET), "S"),
        Record(3, ["a"]),
    ]


def test_a_filled_cell_too_far_down_is_refused_and_ends_the_rows():
    row = "<row r='{0}'><c r='A{0}'><v>1</v></c></row>".format
    rows = row(LONGEST_SHEET) + "<row r='{0}'><c r='A{0}' s='0'/></row>".format(LONGEST_SHEET + 1)
    assert cells(hand_made(rows)) == [(LONGEST_SHEET, ["1"])]
    found = records(hand_made(rows + row(LONGEST_SHEET + 7) + row(LONGEST_SHEET + 8)))
    assert found[1:] == [Rejection(LONGEST_SHEET + 7, 1, "", because("sheet-too-long", most=LONGEST_SHEET), "S")]
    assert found[1].is_end


@pytest.mark.parametrize("value", ["<v>1</v>", ""])
def test_one_cell_in_the_last_corner_takes_no_memory(value):
    file = hand_made(f"<row r='1048576'><c r='XFD1048576' s='0'>{value}</c></row>")
    tracemalloc.start()
    found = records(file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    reason = because("sheet-too-long", most=LONGEST_SHEET)
    assert found == ([Rejection(1_048_576, 16_384, "", reason, "S")] if value else [])
    assert most < 2_000_000


@pytest.mark.parametrize(
    ("rows", "detail"),
    [
        ("<row>" + "<c/>" * 20_000 + "</row>", "order"),
        ("<a>" * 200, "size"),
        ("".join(f"<a{n}/>" for n in range(20_000)), "size"),
        ('<row a="' + "x" * 3_000_000 + '"/>', "size"),
        ("<!--" + "x" * 3_000_000 + "-->", "size"),
        ("<row " + " ".join(f'a{n}=""' for n in range(300_000)) + "/>", "size"),
        ("<row><c t='str'><v>" + "x" * 300_000 + "</v></c></row>", "size"),
    ],
    ids=["cells", "depth", "names", "attribute", "comment", "attributes", "text"],
)
def test_what_would_fill_memory_is_refused(rows, detail):
    file = zipped(parts(sheet(rows)), packed=zipfile.ZIP_STORED)
    tracemalloc.start()
    book = opened(file)
    found = list(book.records("S"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [rejection.reason for rejection in found] == [damaged(detail)]
    assert most < 20_000_000


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = sheet(" " * 6_000_000)
    assert refused(zipped(parts(bomb))) == because("workbook-too-big", size=7, most=5)
    many = parts(sheet(INLINE)) | {f"xl/media/{n}": b"\0" * 4_900_000 for n in range(42)}
    assert refused(zipped(many)) == because("workbook-too-big", size=206, most=200)


def test_a_shared_string_part_too_large_to_keep_is_refused():
    rng = random.Random(1)
    noise = "".join(rng.choices("abcdefgh", k=100_000))
    strings = f"<si><t>{noise}</t></si>" * 650
    assert refused(zipped(parts(sheet(""), strings=strings), packed=zipfile.ZIP_STORED)) == because(
        "workbook-too-big", size=66, most=64
    )


@pytest.mark.parametrize("claimed", [0, 10, 4_000_000])
def test_a_zip_that_lies_about_its_sizes_is_damaged_and_not_unpacked_further(claimed):
    file = bytearray(hand_made(" " * 50_000_000))
    entry = file.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert file[entry : entry + 4] == b"PK\x01\x02"
    struct.pack_into("<L", file, entry + 24, claimed)
    tracemalloc.start()
    (found,) = records(bytes(file))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.reason.code == "workbook-damaged"
    assert most < 5_000_000


def test_a_list_of_parts_without_end_is_not_read():
    whole = parts(sheet(INLINE)) | {f"xl/{n}{'x' * 1_000}": b"" for n in range(2_000)}
    assert refused(zipped(whole)) == damaged("zip")


def test_two_parts_of_one_name_are_damage():
    whole = parts(sheet(INLINE))
    assert refused(zipped(whole | {"XL/workbook.xml": whole["xl/workbook.xml"]})) == damaged("zip")


def test_parts_packed_in_other_ways_are_not_unpacked():
    assert refused(zipped(parts(sheet(INLINE)), packed=zipfile.ZIP_LZMA)) == damaged("zip")
    assert refused(zipped(parts(sheet(INLINE)), packed=zipfile.ZIP_BZIP2)) == damaged("zip")


def test_a_password_is_named():
    assert refused(OLE + b"\0" * 70_000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 9) == because(
        "workbook-encrypted"
    )
    across = OLE + b"\0" * ((1 << 16) - 8 - 7) + "EncryptedPackage".encode("utf-16-le")
    assert refused(across) == because("workbook-encrypted")
    file = bytearray(written(fill_table))
    for at in range(len(file) - 46):
        if file[at : at + 4] == b"PK\x01\x02":
            file[at + 8] |= 1
    assert refused(bytes(file)) == because("workbook-encrypted")


def test_a_workbook_of_before_2007_is_named():
    assert refused(OLE + b"\0" * 70_000 + "Workbook".encode("utf-16-le")) == because("workbook-xls")


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (zipped({"word/document.xml": "<x/>", "_rels/.rels": "<x/>"}), "DOCX"),
        (zipped({"ppt/presentation.xml": "<x/>"}), "PPTX"),
        (zipped({"xl/workbook.bin": b"\0"}), "XLSB"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "OpenDocument"),
        (zipped({"a.txt": "a"}), "ZIP"),
        (zipped({}), "ZIP"),
        (b"<html><table><tr><td>9</td></tr></table>", "HTML"),
        (b"\xef\xbb\xbf\r\n<?xml version='1.0'?>", "HTML"),
        (b"code,name\n", "unknown"),
        (b"", "unknown"),
    ],
)
def test_a_file_that_is_not_a_workbook_is_named(file, kind):
    assert refused(file) == because("workbook-foreign", kind=kind)


def outcome(file):
    """Read everything there is, whatever the file: it must not raise."""
    book = open_workbook(io.BytesIO(file))
    if isinstance(book, Reason):
        return [book]
    found = [record for info in book.sheets for record in book.records(info.name)]
    assert all(isinstance(record, Record | Rejection) for record in found)
    assert all(isinstance(book.hidden_rows(info.name), tuple) for info in book.sheets)
    assert all(isinstance(book.merged(info.name), tuple) for info in book.sheets)
    return found


def test_a_truncated_file_never_raises_and_is_never_read_as_whole():
    file = written(fill_table)
    whole = outcome(file)
    for length in range(0, len(file), 7):
        found = outcome(file[:length])
        assert isinstance(found[0], Reason), length
        assert found[0].code in {"workbook-damaged", "workbook-foreign"}
    assert outcome(file) == whole


def test_a_file_whose_beginning_is_cut_never_raises():
    file = hand_made(INLINE)
    for gone in range(1, 100, 7):
        assert outcome(file[:4] + file[4 + gone :]) == [damaged("zip")]


def everything(book, page):
    fill_table(book, page)
    page.write_number(3, 0, 45574, book.add_format({"num_format": "d/m"}))
    page.write_number(3, 1, 0.5, book.add_format({"num_format": "0%"}))
    page.write_boolean(3, 2, True)
    page.write_formula(3, 3, "=1/0", None, "#DIV/0!")
    page.write_rich_string(3, 4, "a", book.add_format({"bold": True}), "b")
    page.merge_range("A6:B7", "m")
    page.set_row(2, None, None, {"hidden": True})


def test_no_changed_byte_raises():
    file, rng = written(everything), random.Random(20241009)
    for _ in range(400):
        changed = bytearray(file)
        for _ in range(rng.choice((1, 1, 4))):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        outcome(bytes(changed))


def test_no_changed_part_raises():
    whole, rng = unzipped(written(everything)), random.Random(20241010)
    put_in = [b"", b'"', b"<", b">", b"&", b"-1", b"9" * 30, b"\0", b"\xff", b"XFE1", b"1e999", b"_x0000_", b"d", b"e"]
    names = [name for name in whole if name.startswith("xl/") or name.endswith(".rels")]
    for _ in range(400):
        name = rng.choice(names)
        part = bytearray(whole[name])
        at = rng.randrange(len(part))
        part[at : at + rng.randrange(4)] = rng.choice(put_in)
        outcome(zipped(whole | {name: bytes(part)}))


_TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\ufffe\uffff"), max_size=12)
_NUMBER = st.integers(-(10**15), 10**15) | st.floats(-1e12, 1e12).map(lambda number: float(f"{number:.12g}"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_TEXT | _NUMBER | st.none(), min_size=1, max_size=5), max_size=6))
def test_what_xlsxwriter_writes_is_read_back(table):
    def fill(_, page):
        for line, row in enumerate(table):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(line, at, cell)
                elif cell is not None:
                    page.write_number(line, at, cell)

    found = cells(written(fill))
    kept = {
        (line, at): cell.strip() if isinstance(cell, str) else cell
        for line, row in enumerate(table, 1)
        for at, cell in enumerate(row)
        if (cell.strip() if isinstance(cell, str) else cell is not None)
    }
    read = {(line, at): cell for line, row in found for at, cell in enumerate(row) if cell}
    assert read.keys() == kept.keys()
    for place, cell in kept.items():
        assert read[place] == cell if isinstance(cell, str) else float(read[place]) == cell
        assert "e" not in read[place].lower() or isinstance(cell, str) or abs(cell) < 1e-20


def test_a_value_that_stands_before_its_formula_is_still_the_value():
    assert one_row(hand_made('<row r="1"><c r="A1"><v>4</v><f>2+2</f></c><c r="B1"><f>2+2</f><v>4</v></c></row>')) == [
        "4",
        "4",
    ]

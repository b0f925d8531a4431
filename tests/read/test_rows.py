"""Every way a CSV file may be written, and every way it may be wrong: asserted whole."""

import csv
import io
import re
import unicodedata
from contextlib import closing
from typing import BinaryIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thidua.domain.traps import trap
from thidua.errors import Place, Problem, because
from thidua.read.encoding import Encoding, recognised
from thidua.read.rows import Column, Layout, Rejection, Row, Rows, open_rows, parse_code, parse_slug
from thidua.read.source import Manner, Source

COLUMNS = (
    Column("code", other_names=("mã",)),
    Column("name", other_names=("tên đơn vị",)),
    Column("cluster", required=False),
)


def opened_rows(stream: BinaryIO, columns: tuple[Column, ...]) -> Rows | list[Rejection]:
    return open_rows(Source(stream, "x.csv"), Layout("units", columns))


def rows(written: str | bytes, columns: tuple[Column, ...] = COLUMNS) -> list[Row | Rejection]:
    source = Source(io.BytesIO(written.encode() if isinstance(written, str) else written), "x.csv")
    with closing(source):
        return list(open_rows(source, Layout("units", columns)))


def cells(written: str | bytes) -> list[tuple[int, tuple[str, ...]]]:
    found = rows(written)
    assert all(isinstance(row, Row) for row in found), found
    return [(row.line, row.cells) for row in found if isinstance(row, Row)]


TWO = [(2, ("bt-01", "Mỹ Hòa", "biển")), (3, ("bt-02", "An Thủy", ""))]


@pytest.mark.parametrize(
    "written",
    [
        "code,name,cluster\nbt-01,Mỹ Hòa,biển\nbt-02,An Thủy,\n",
        "code;name;cluster\nbt-01;Mỹ Hòa;biển\nbt-02;An Thủy;\n",
        "code\tname\tcluster\nbt-01\tMỹ Hòa\tbiển\nbt-02\tAn Thủy\t\n",
        "\ufeffcode,name,cluster\r\nbt-01,Mỹ Hòa,biển\r\nbt-02,An Thủy,\r\n",
        "code,name,cluster\rbt-01,Mỹ Hòa,biển\rbt-02,An Thủy,",
        '"code","name", cluster\n bt-01 ,"Mỹ Hòa ",biển\nbt-02,An Thủy,\n',
    ],
    ids=["commas", "semicolons", "tabs", "byte order mark and CRLF", "CR and no last line end", "quotes and spaces"],
)
def test_the_same_rows_come_from_every_way_of_writing_them(written: str) -> None:
    assert cells(written) == TWO


def test_cells_come_in_the_order_of_the_asked_columns_and_remember_where_they_stood() -> None:
    opened = opened_rows(io.BytesIO("cluster,code,name\nbiển,bt-01,Mỹ Hòa\n".encode()), COLUMNS)
    assert isinstance(opened, Rows)
    assert opened.columns_at == (2, 3, 1)
    (row,) = opened
    assert isinstance(row, Row)
    assert row.cells == ("bt-01", "Mỹ Hòa", "biển")
    assert [row.cell(name) for name in ("code", "name", "cluster")] == ["bt-01", "Mỹ Hòa", "biển"]


def test_an_absent_optional_column_gives_empty_cells() -> None:
    opened = opened_rows(io.BytesIO(b"name,code\nAn,a\n"), COLUMNS)
    assert isinstance(opened, Rows)
    assert opened.columns_at == (2, 1, None)
    assert [row.cells for row in opened if isinstance(row, Row)] == [("a", "An", "")]


def test_headings_match_in_capitals_in_vietnamese_and_decomposed() -> None:
    heading = unicodedata.normalize("NFD", "MÃ;Tên  đơn vị")
    assert cells(f"{heading}\na;An\n") == [(2, ("a", "An", ""))]


def test_decomposed_cells_come_out_composed() -> None:
    assert cells("code,name\na," + unicodedata.normalize("NFD", "Mỹ Hòa") + "\n") == [(2, ("a", "Mỹ Hòa", ""))]


def test_a_row_is_on_the_line_it_starts_on_though_cells_have_line_breaks() -> None:
    written = 'code,name\na,"An\nThủy, ""biển"""\n\n , \nb,Tân\n'
    assert cells(written) == [(2, ("a", 'An\nThủy, "biển"', "")), (6, ("b", "Tân", ""))]


def test_a_heading_with_a_line_break_still_tells_the_separator_and_the_lines() -> None:
    assert cells('\n"tên\nđơn vị";code\nAn, Thủy;a\n') == [(4, ("a", "An, Thủy", ""))]


def test_separators_inside_quotes_do_not_choose_the_separator() -> None:
    columns = (Column("a,b,c"), Column("code"))
    assert [row.cells for row in rows('"a,b,c";code\n1;2\n', columns) if isinstance(row, Row)] == [("1", "2")]


def test_a_file_with_only_a_header_has_no_rows() -> None:
    assert rows("code,name\n") == []


def test_columns_left_empty_by_a_spreadsheet_are_ignored() -> None:
    assert cells("code,,name,,\na,,An,,\n,,,,\n") == [(2, ("a", "An", ""))]


def test_what_stands_under_no_heading_is_refused() -> None:
    reason = because("cell-without-heading", text="9")
    assert rows("code,name,,\na,An,,9\n") == [Rejection(2, 4, "9", reason)]


@pytest.mark.parametrize("written", [b"", b"\n \n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n,,\n"])
def test_an_empty_file_is_refused_with_the_columns_it_should_have(written: bytes) -> None:
    assert rows(written) == [Rejection(1, None, "", because("rows-empty", columns=("code", "name")))]


def test_text_of_code_page_1258_is_read_and_what_is_no_encoding_is_refused_with_line_and_byte() -> None:
    written = unicodedata.normalize("NFD", "code,name\na,Xã Đông Hòa\nb,Xã Tân Thủy\n")
    written = re.sub("([aeo])\u0302|(o)\u031b", lambda m: unicodedata.normalize("NFC", m[0]), written)
    for composed in ("Đ", "ô", "â"):
        written = written.replace(unicodedata.normalize("NFD", composed), composed)
    assert cells(written.encode("cp1258")) == [(2, ("a", "Xã Đông Hòa", "")), (3, ("b", "Xã Tân Thủy", ""))]
    unknown = because("text-encoding-unknown", line=3, byte="0xFF", position=3)
    assert rows(b"code,name\na,An\nb,\xff\xfe\xff\n") == [Rejection(3, None, "", unknown)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_read(encoding: str) -> None:
    written = "code\tname\tcluster\r\nbt-01\tMỹ Hòa\tbiển\r\nbt-02\tAn Thủy\t\r\n"
    assert cells(written.encode(encoding)) == TWO


def test_legacy_text_is_refused_with_what_it_reads_and_converted_only_when_asked() -> None:
    legacy = "code,name\na,TØnh BÕn Tre\nb,HuyÖn Ba Tri\n".encode("latin-1")
    (refused,) = rows(legacy)
    assert isinstance(refused, Rejection)
    assert (refused.line, refused.reason.code) == (2, "text-tcvn3")
    source = Source(io.BytesIO(legacy), "x.csv", Manner(encoding=Encoding.TCVN3))
    with closing(source):
        found = list(open_rows(source, Layout("units", COLUMNS)))
    assert [row.cells for row in found if isinstance(row, Row)] == [
        ("a", "Tỉnh Bến Tre", ""),
        ("b", "Huyện Ba Tri", ""),
    ]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Nguy?n", "text-letters-lost"),
        ("M\u00fd H\u00f2\u200ba", "text-invisible"),
        ("\u0410n", "text-lookalike"),
        ("a\x07b", "text-control"),
    ],
)
def test_text_that_is_not_what_it_seems_is_refused_with_its_place(cell: str, code: str) -> None:
    (refused,) = rows(f"code,name\na,{cell}\n")
    assert isinstance(refused, Rejection)
    assert (refused.line, refused.column, refused.text, refused.reason.code) == (2, 2, cell, code)


def test_the_apostrophe_that_our_own_files_put_before_a_formula_is_taken_away() -> None:
    assert cells("code,name\na,'=1+1\nb,'An\nc,'-5\n") == [
        (2, ("a", "=1+1", "")),
        (3, ("b", "'An", "")),
        (4, ("c", "-5", "")),
    ]


def test_lines_ended_by_cr_are_counted_in_refusals() -> None:
    assert rows(b"code,name\ra,\0\r") == [Rejection(2, None, "", because("text-nul"))]


def test_a_nul_is_refused_after_the_rows_before_it() -> None:
    found = rows(b"code,name\na,An\nb,\0\nc,C\n")
    assert [row.line for row in found] == [2, 3]
    assert found[1] == Rejection(3, None, "", because("text-nul"))


def test_a_line_that_does_not_end_is_refused() -> None:
    written = b"code,name\na," + b"x" * (1 << 20) + b"\n"
    assert rows(written) == [Rejection(2, None, "", because("line-too-long", most=1 << 20))]


@pytest.mark.parametrize(
    ("heading", "faults"),
    [
        ("code", [Rejection(1, None, "", because("column-missing", column="name"))]),
        (
            "cluster",
            [
                Rejection(1, None, "", because("column-missing", column="code")),
                Rejection(1, None, "", because("column-missing", column="name")),
            ],
        ),
        ("code,nmae", [Rejection(1, 2, "nmae", because("column-misspelt", name="nmae", meant="name"))]),
        (
            "code,ten don bi",
            [Rejection(1, 2, "ten don bi", because("column-misspelt", name="ten don bi", meant="name"))],
        ),
        (
            "code,name,Mã",
            [Rejection(1, 3, "Mã", because("column-repeated", name="Mã", column="code", first=1))],
        ),
        (
            "xyz,code,CODE,clutser",
            [
                Rejection(1, 3, "CODE", because("column-repeated", name="CODE", column="code", first=2)),
                Rejection(1, 4, "clutser", because("column-misspelt", name="clutser", meant="cluster")),
                Rejection(1, None, "", because("column-missing", column="name")),
            ],
        ),
    ],
)
def test_everything_wrong_with_a_header_is_named(heading: str, faults: list[Rejection]) -> None:
    assert rows(f"{heading}\na,b\n") == faults


def test_headings_match_without_their_diacritics() -> None:
    assert cells("ma;ten don vi\na;An\n") == [(2, ("a", "An", ""))]
    assert cells("MÃ (*);Tên_đơn-vị:\na;An\n") == [(2, ("a", "An", ""))]


def test_columns_nobody_asked_for_are_named_and_ignored_or_in_strict_files_refused() -> None:
    written = io.BytesIO(b"code,Weight,name\na,9,An\n")
    opened = opened_rows(written, COLUMNS)
    assert isinstance(opened, Rows)
    assert opened.header.ignored == ((2, "Weight"),)
    assert [row.cells for row in opened if isinstance(row, Row)] == [("a", "An", "")]
    known = ("code", "name", "cluster")
    assert open_rows(Source(written, "x.csv", Manner(is_strict=True)), Layout("units", COLUMNS)) == [
        Rejection(1, 2, "Weight", because("column-unknown", name="Weight", known=known))
    ]


def test_the_reasons_of_refused_rows_are_ignored_when_they_are_fed_back() -> None:
    opened = opened_rows(io.BytesIO(b"code,name,rejected_because\na,An,why\n"), COLUMNS)
    assert isinstance(opened, Rows)
    assert opened.header.ignored == ()


@pytest.mark.parametrize(
    "title",
    [
        "BẢNG ĐƠN VỊ\n\n",
        "Huyện Ba Tri, tỉnh Bến Tre\nNăm 2024,,\n",
        '"Danh sách, kèm theo\nCông văn số 1"\n\n\n',
        ",,mã,\n",
    ],
)
def test_titles_above_the_header_are_passed_over(title: str) -> None:
    at = title.count("\n") + 2
    assert cells(f"{title}code;name;cluster\na;An, Thủy;\n") == [(at, ("a", "An, Thủy", ""))]


def test_among_records_that_are_no_whole_header_the_nearest_is_told_what_it_lacks() -> None:
    lacking = Rejection(2, None, "", because("column-missing", column="code"))
    assert rows("Danh sách\nname,cluster\nAn,b\n") == [lacking]


def test_a_file_that_may_be_of_several_kinds_is_of_the_kind_it_names_most_columns_of() -> None:
    people, units = Layout("people", (Column("name"), Column("post"))), Layout("units", COLUMNS)
    opened = open_rows(Source(io.BytesIO(b"code,name,cluster,post\n"), "x.csv"), (people, units))
    assert isinstance(opened, Rows)
    assert opened.header.layout.kind == "units"
    both = open_rows(Source(io.BytesIO(b"code,name,post\n"), "x.csv"), (people, units))
    assert both == [Rejection(1, None, "", because("kind-unclear", kinds=("people", "units")))]


def test_other_headings_are_data_where_the_layout_says_so() -> None:
    wide = Layout("scores", (Column("code"),), has_more=True)
    opened = open_rows(Source(io.BytesIO("c1;code;Tiêu chí 2\n9,5;a;\n".encode()), "x.csv"), wide)
    assert isinstance(opened, Rows)
    assert opened.header.more == ((1, "c1"), (3, "Tiêu chí 2"))
    assert [(row.cells, row.more) for row in opened if isinstance(row, Row)] == [(("a",), ("9,5", ""))]
    twice = open_rows(Source(io.BytesIO(b"c1;code;C1\n"), "x.csv"), wide)
    assert twice == [Rejection(1, 3, "C1", because("column-repeated", name="C1", column="C1", first=1))]


def test_a_header_after_blank_lines_is_refused_on_its_own_line() -> None:
    assert rows("\n\ncode\n") == [Rejection(3, None, "", because("column-missing", column="name"))]


def test_rows_too_long_and_too_short_are_refused_and_the_others_read() -> None:
    found = rows("code,name\na,9,5\nb\nc,C\n")
    assert found[:2] == [
        Rejection(2, 3, "5", because("row-too-long", cells=3, columns=2)),
        Rejection(3, None, "", because("row-too-short", cells=1, columns=2)),
    ]
    assert [row.cells for row in found[2:] if isinstance(row, Row)] == [("c", "C", "")]


def test_a_cell_too_many_is_refused_even_when_empty_lest_a_decimal_comma_shift_the_row() -> None:
    assert rows("code,name,cluster\na,9,5,\n") == [Rejection(2, 4, "", because("row-too-long", cells=4, columns=3))]


def test_an_unclosed_quote_is_refused_on_the_line_it_was_opened_in() -> None:
    found = rows('code,name\na,An\nb,"Tân\nc,C\n')
    assert found[1:] == [Rejection(3, None, "", because("quote-unclosed"))]
    assert rows('code,"name\na,An\n') == [Rejection(1, None, "", because("quote-unclosed"))]


def test_a_stray_quote_is_refused_and_the_next_line_is_read() -> None:
    found = rows('code,name\na,"An" Thủy\nc,C\n')
    assert found[0] == Rejection(2, None, "", because("quote-stray"))
    assert [row.line for row in found] == [2, 3]
    assert rows('"code"x,name\n') == [Rejection(1, None, "", because("quote-stray"))]


def test_a_quote_that_swallows_the_file_stops_at_a_bound() -> None:
    written = 'code,name\na,"An\n' + "b,B\n" * 50_000
    assert rows(written) == [Rejection(2, None, "", because("cell-too-long", most=csv.field_size_limit()))]


def test_a_rejection_knows_its_place() -> None:
    reason = because("cell-empty", column="code")
    assert Rejection(4, 2, "", reason).problem("don-vi.csv") == Problem(reason, Place("don-vi.csv", 4, 2))


@pytest.mark.parametrize("text", ["bt-01", "01/CT.TU_a", "Đ1", "x" * 40])
def test_codes_are_letters_digits_and_four_signs(text: str) -> None:
    assert parse_code(text) == text


@pytest.mark.parametrize("text", ["a b", "x" * 41, "a,b", "(a)"])
def test_other_codes_are_refused(text: str) -> None:
    assert parse_code(text) == because("cell-code-malformed", text=text)


def test_kinds_are_small_ascii_slugs() -> None:
    assert parse_slug("commune-2") == "commune-2"
    for text in ("Commune", "xã", "2nd", "a_b"):
        assert parse_slug(text) == because("cell-slug-malformed", text=text)


class _Counted(io.BytesIO):
    """A file that counts the bytes asked of it."""

    asked = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        self.asked += len(line)
        return line


def test_rows_are_read_one_at_a_time() -> None:
    source = _Counted(b"code,name\n" + b"a,An\n" * 1000)
    opened = opened_rows(source, COLUMNS)
    assert isinstance(opened, Rows)
    assert source.asked == len("code,name\n")
    next(iter(opened))
    assert source.asked == len("code,name\na,An\n")


@given(st.binary(max_size=200))
def test_no_bytes_raise(written: bytes) -> None:
    rows(written)
    rows(b"code,name,cluster\n" + written)
    rows(b"code;name\r" + written)


@given(st.text(alphabet='code,name;\t"\r\n \u200b\u0301\ufeffÐ', max_size=60))
def test_no_arrangement_of_quotes_and_separators_raises(written: str) -> None:
    for row in rows(written) + rows("code,name\n" + written):
        assert isinstance(row, Row | Rejection)
        assert row.line >= 1


_SEEN = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn"))
_CELL = st.text(_SEEN | st.sampled_from("\n\t"), max_size=12).filter(lambda text: trap(text) is None)


@given(
    st.sampled_from(",;\t"),
    st.lists(st.tuples(_CELL, _CELL, _CELL), max_size=6),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_what_the_csv_module_writes_is_read_back(delimiter: str, written: list[tuple[str, ...]], encoding: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows(written)
    text = out.getvalue().encode(encoding)
    assume(isinstance(recognised(text), Encoding))  # "®µ" reads as "đà" in TCVN3, and is refused for it
    stripped = [tuple(cell.strip() for cell in row) for row in written]
    composed = [tuple(unicodedata.normalize("NFC", cell) for cell in row) for row in stripped if any(row)]
    kept = [tuple(re.sub(r"^'(?=[=+\-@\t\r])", "", cell) for cell in row) for row in composed]
    assert [row.cells for row in rows(text) if isinstance(row, Row)] == kept
    assert not [row for row in rows(text) if isinstance(row, Rejection)]

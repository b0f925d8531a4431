"""Each format from one hard document, compared whole with its golden file, and read back."""

import csv
import io
import json
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.domain.points import Points
from thidua.reports.document import Column, Document, Paragraph, Table
from thidua.write import TEXTS, writer
from thidua.write.visible import visible

SGR = re.compile(r"\x1b\[[01]m")
TEXT = st.text(st.characters(), max_size=30)  # surrogates included


@pytest.fixture(scope="session")
def pages(hard, written, golden):
    return hard, written, golden


def one_column(cells):
    return Document("x", "vi", {}, (Table("rows", None, (Column("text", "Chữ"),), tuple((cell,) for cell in cells)),))


@pytest.mark.parametrize(
    ("name", "language", "form", "frame"),
    [
        ("table-vi-80.txt", "vi", "table", {}),
        ("table-vi-60.txt", "vi", "table", {"width": 60}),
        ("table-vi-40.txt", "vi", "table", {"width": 40}),
        ("table-en-80.txt", "en", "table", {}),
        ("table-vi-80-colour.txt", "vi", "table", {"colour": True}),
        ("plain-vi.txt", "vi", "plain", {}),
        ("plain-en.txt", "en", "plain", {}),
        ("hard.tsv", "vi", "tsv", {}),
        ("hard.csv", "vi", "csv", {}),
        ("hard.json", "vi", "json", {}),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_the_hard_document_is_written_as_its_golden_file(pages, name, language, form, frame):
    hard, written, golden = pages
    assert written(hard(language), form, **frame) == golden(name)


@pytest.mark.parametrize("form", ["tsv", "csv", "json"])
def test_formats_for_programs_do_not_depend_on_language_width_or_colour(hard, written, form):
    assert written(hard("en"), form, width=10, colour=True) == written(hard("vi"), form)


@pytest.mark.parametrize("variable", ["NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "TTY_COMPATIBLE"])
@pytest.mark.parametrize(("name", "colour"), [("table-vi-80.txt", False), ("table-vi-80-colour.txt", True)])
def test_a_table_follows_its_frame_and_not_the_environment(pages, monkeypatch, variable, name, colour):
    hard, written, golden = pages
    monkeypatch.setenv(variable, "dumb" if variable == "TERM" else "33")
    assert written(hard("vi"), "table", colour=colour) == golden(name)


def test_no_escape_from_data_survives_in_a_coloured_table(hard, written):
    coloured = written(hard("vi"), "table", colour=True)
    assert "\x1b" not in SGR.sub("", coloured)
    assert SGR.sub("", coloured) == written(hard("vi"), "table")


@pytest.mark.parametrize("width", range(1, 130))
def test_a_table_loses_no_letter_at_any_width(hard, written, width):
    whole, folded = written(hard("vi"), "table", width=1000), written(hard("vi"), "table", width=width)
    letters = set(whole) - set(" ─\n")
    assert [letter for letter in letters if folded.count(letter) < whole.count(letter)] == []


def test_json_gives_every_figure_back_exactly(hard, written):
    read = json.loads(written(hard("vi"), "json"), parse_float=Decimal)
    assert next(iter(read)) == "schema"
    assert read["schema"] == "thidua.standings/1"
    assert read["quota"] == {"percent": Decimal("12.5"), "units": ["a", "b"]}
    assert [row["pillars"]["chan-1"] for row in read["standings"]] == [
        *(Decimal("118.4"), Decimal("-0.25"), 9, None, 0, Decimal("0.05"), 1000, -1),
        None,
    ]
    assert read["standings"][-1] == {
        "rank": None,
        "registration": "R-009",
        "name": "Phạm Ân",
        "pillars": {"chan-1": None, "tam-2": None, "tri-3": Decimal("9.5")},
        "complete": None,
        "missing": None,
        "decided": "2024-03-31",
    }


def test_csv_guards_texts_that_are_formulas_and_never_numbers(written):
    cells = ("=1", "+1", "-1", "@x", "\tx", "\rx", ("-a", "b"), Points(-25), -3, "'", "a=1")
    rows = list(csv.reader(io.StringIO(written(one_column(cells), "csv"), newline="")))
    assert [row[0] for row in rows[1:]] == [
        *("'=1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "'-a b"),
        *("-0.25", "-3", "'", "a=1"),
    ]


@given(cells=st.lists(TEXT, max_size=5))
def test_csv_reads_back_any_text(written, cells):
    text = written(one_column(cells), "csv")
    unguarded = [
        row[0].removeprefix("'") if row[0][1:2] in set("=+-@\t\r") else row[0]
        for row in list(csv.reader(io.StringIO(text, newline="")))[1:]
    ]
    kept = [re.sub("[\ud800-\udfff]", "\ufffd", cell) for cell in cells]
    assert unguarded == [cell.removeprefix("'") if cell[1:2] in set("=+-@\t\r") else cell for cell in kept]


@given(cells=st.lists(TEXT, min_size=1, max_size=5))
def test_tsv_has_one_line_for_each_row_whatever_the_text(written, cells):
    assert len(written(one_column(cells), "tsv").splitlines()) == len(cells) + 1


@given(cells=st.lists(TEXT, max_size=5), form=st.sampled_from(TEXTS))
def test_every_format_can_be_encoded_and_ends_its_last_line(written, cells, form):
    text = written(one_column(cells), form, width=20)
    assert not text or text.encode().endswith(b"\n")
    assert text == written(one_column(cells), form, width=20)


@given(cells=st.lists(TEXT, max_size=5), form=st.sampled_from(["table", "plain"]), width=st.integers(1, 60))
def test_people_are_never_sent_a_control_character(written, cells, form, width):
    parts = re.split("[\n\t]", written(one_column(cells), form, width=width))  # an accent does not cross a line
    assert [visible(part) for part in parts] == parts


def test_a_document_of_words_has_nothing_for_programs_but_its_schema(written):
    words = Document("note", "vi", {}, (Paragraph("một"), Table("t", "T", (Column((), "Ký"),), ((None,),))))
    assert [written(words, form) for form in TEXTS] == [
        "một\n\nT\nKý\n──\n–\n",
        "một\n\nT\nKý\n–\n",
        "",
        "",
        '{\n  "schema": "thidua.note/1"\n}\n',
    ]


def test_numbers_lean_right_and_are_never_broken_and_text_is_folded(written):
    columns = (Column("points", "Tổng số điểm"), Column("name", "Tên"))
    table = Table("t", None, columns, ((Points(123456789), "Nguyễn Thị Minh Khai"), (None, "x" * 12)))
    assert written(Document("x", "vi", {}, (table,)), "table", width=20) == (
        "   Tổng số\n"
        "      điểm  Tên\n"
        "────────────────────\n"
        "1234567,89  Nguyễn\n"
        "            Thị Minh\n"
        "            Khai\n"
        "         –  xxxxxxxx\n"
        "            xxxx\n"
    )


def test_an_empty_table_shows_its_titles(written):
    empty = Document("x", "vi", {}, (Table("t", "T", (Column("a", "Một"), Column("b", "Hai")), ()),))
    assert [written(empty, form) for form in TEXTS] == [
        "T\nMột  Hai\n────────\n",
        "T\nMột\tHai\n",
        "a\tb\n",
        "a,b\n",
        '{\n  "schema": "thidua.x/1",\n  "t": []\n}\n',
    ]


def test_an_empty_table_without_a_title_is_for_programs_only(written):
    empty = Document("x", "vi", {}, (Table("t", None, (Column("a", "Một"),), ()),))
    assert [written(empty, form) for form in ("table", "plain", "csv")] == ["", "", "a\n"]


def test_an_unknown_format_is_refused():
    with pytest.raises(ValueError, match=r"^no format docm$"):
        writer("docm")

"""Strict YAML: what is kept, where it stands, and what is refused before any key is looked at."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.errors import Place, Problem, because
from thidua.read.yaml_text import LIMIT, Tree, read_tree


def value(text):
    tree = read_tree(text.encode(), file="c.yaml")
    assert isinstance(tree, Tree), tree
    return tree.value


def refused(content):
    content = content.encode() if isinstance(content, str) else content
    problems = read_tree(content, file="c.yaml")
    assert not isinstance(problems, Tree), problems.value
    assert all(p.place.file == "c.yaml" for p in problems)
    return [(p.reason.code, str(p.place)[7:], dict(p.reason.facts)) for p in problems]


@pytest.mark.parametrize(
    "written",
    ["no", "yes", "on", "1:30", "010", "079123456789", "1_000", "2024-02-30", "1.10", "0x1F", "True", ".inf", "Null"],
)
def test_a_plain_scalar_keeps_its_letters(written):
    assert value(f"a: {written}\n") == {"a": written}


@pytest.mark.parametrize(("written", "read"), [("", None), ("~", None), ("null", None), ('""', ""), ("'~'", "~")])
def test_only_an_empty_plain_value_a_tilde_and_null_are_nothing(written, read):
    assert value(f"a: {written}\n") == {"a": read}


def test_text_is_kept_in_nfc_and_not_stripped():
    assert value(unicodedata.normalize("NFD", 'tên: " Mỹ Hòa "\n')) == {"tên": " Mỹ Hòa "}


def test_a_byte_order_mark_and_windows_line_ends_are_accepted():
    assert read_tree(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", file="c.yaml").value == {"a": "1", "b": "2"}


def test_folded_text_and_nested_lists_are_read():
    assert value("a: >-\n  Hai\n  chân\nb: [x, {c: [y]}]\n") == {"a": "Hai chân", "b": ["x", {"c": ["y"]}]}


def test_every_key_and_value_has_its_place():
    tree = read_tree(b"a:\n  - {b: x, c: [y, z]}\n", file="c.yaml")
    assert {path: (place.line, place.column) for path, place in tree.values.items()} == {
        (): (1, 1),
        ("a",): (2, 3),
        ("a", 0): (2, 5),
        ("a", 0, "b"): (2, 9),
        ("a", 0, "c"): (2, 15),
        ("a", 0, "c", 0): (2, 16),
        ("a", 0, "c", 1): (2, 19),
    }
    assert {path: (place.line, place.column) for path, place in tree.keys.items()} == {
        ("a",): (1, 1),
        ("a", 0, "b"): (2, 6),
        ("a", 0, "c"): (2, 12),
    }


def test_a_path_that_is_not_in_the_file_is_at_the_nearest_value_around_it():
    tree = read_tree(b"a:\n  b: x\n", file="c.yaml")
    assert tree.place(("a", "c", 3, "d")) == Place("c.yaml", 2, 3)
    assert tree.key_place(("a", "b")) == Place("c.yaml", 2, 3)
    assert tree.key_place(("a", "c")) == Place("c.yaml", 2, 3)


@pytest.mark.parametrize("content", ["", "\n\n", "# chỉ có ghi chú\n", "~\n", "---\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content):
    assert refused(content) == [("yaml-empty", "", {})]


def test_a_file_over_a_megabyte_is_refused_unread():
    assert refused(b"\xff" * (LIMIT + 1)) == [("yaml-too-large", "", {"limit": 1_000_000})]


def test_a_byte_that_is_not_utf8_is_named_with_its_position():
    assert refused("a: Hòa\nb: ".encode() + b"\xe9t\n") == [
        ("yaml-not-utf8", "2:4", {"byte": "0xE9", "offset": 11}),
    ]


def test_the_position_of_a_bad_byte_counts_the_byte_order_mark():
    assert refused(b"\xef\xbb\xbfa: \xff\n") == [("yaml-not-utf8", "1:4", {"byte": "0xFF", "offset": 6})]


def test_every_tab_and_odd_space_in_the_indentation_is_refused_at_once():
    assert refused("a:\n\tb: 1\n  \tc: 1\n\u00a0\u00a0d: 1\n \u3000e: 1\n") == [
        ("yaml-tab", "2:1", {}),
        ("yaml-tab", "3:3", {}),
        ("yaml-odd-space", "4:1", {"character": "U+00A0"}),
        ("yaml-odd-space", "5:2", {"character": "U+3000"}),
    ]


def test_a_file_of_tabs_is_refused_fifty_times_only():
    assert refused("\ta\n" * 1000) == [("yaml-tab", f"{line}:1", {}) for line in range(1, 51)]


def test_a_tab_after_a_dash_is_refused_as_a_tab():
    assert refused("a:\n  -\tb: 1\n") == [("yaml-tab", "2:4", {})]


def test_a_no_break_space_inside_a_text_is_kept():
    assert value("a: Ba\u00a0Tri\n") == {"a": "Ba\u00a0Tri"}


def test_repeated_keys_are_refused_with_the_line_of_the_first():
    assert refused("a: 1\nb: 2\na: 3\nb: 4\n") == [
        ("yaml-key-repeated", "3:1", {"key": "a", "line": 1}),
        ("yaml-key-repeated", "4:1", {"key": "b", "line": 2}),
    ]


def test_a_key_in_decomposed_letters_is_the_same_key():
    nfd = unicodedata.normalize("NFD", "tên")
    assert refused(f"tên: 1\n{nfd}: 2\n") == [("yaml-key-repeated", "2:1", {"key": "tên", "line": 1})]


def test_anchors_aliases_tags_and_merge_keys_are_refused_together():
    assert refused("a: &x {b: 1}\nc: *x\nd: !!int 3\ne: {<<: *x}\nf: ! g\n") == [
        ("yaml-anchor", "1:4", {"name": "x"}),
        ("yaml-alias", "2:4", {"name": "x"}),
        ("yaml-tag", "3:4", {}),
        ("yaml-merge-key", "4:5", {}),
        ("yaml-alias", "4:9", {"name": "x"}),
        ("yaml-tag", "5:4", {}),
    ]


def test_a_python_object_is_refused_as_a_tag():
    assert refused("!!python/object/apply:os.system [ls]\n") == [("yaml-tag", "1:1", {})]


def test_keys_that_are_no_text_are_refused_and_what_they_hold_is_not_lost():
    assert refused("{a: b}: 1\n") == [("yaml-key-not-text", "1:1", {})]
    assert refused("? [x, y]\n: 1\n~: 2\n") == [("yaml-key-not-text", "1:3", {}), ("yaml-key-not-text", "3:1", {})]


def test_a_second_document_is_refused():
    assert refused("a: 1\n---\nb: 2\n---\nc: 3\n") == [("yaml-second-document", "2:1", {})]


@pytest.mark.parametrize("open_", ["[", "{a: ", "? ", "- "])
def test_a_hundred_thousand_levels_are_refused_without_a_crash(open_):
    assert refused(open_ * 100_000)[-1][::2] == ("yaml-too-deep", {"limit": 20})


def test_twenty_levels_are_read_and_twenty_one_refused():
    assert value("[" * 20 + "]" * 20) is not None
    assert refused("[" * 21 + "]" * 21) == [("yaml-too-deep", "1:22", {"limit": 20})]


def test_more_than_fifty_thousand_parts_are_refused():
    assert refused("[" + "a," * 50_001 + "]")[0][::2] == ("yaml-too-many-parts", {"limit": 50_000})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: Hai chân: xây dựng Đảng\n", ("yaml-colon-in-text", "1:12")),
        ("a: 1\n  b: 2\n", ("yaml-colon-in-text", "2:4")),
        ("a: 1\nb\nc: 2\n", ("yaml-colon-missing", "2:1")),
        ("a: @b\n", ("yaml-quotes-needed", "1:4")),
        ("a: %b\n", ("yaml-quotes-needed", "1:4")),
        ("a: *\n", ("yaml-quotes-needed", "1:5")),
        ("a: b\t\nc: 1\n", ("yaml-tab", "1:5")),
        ("a: !x!y z\n", ("yaml-tag", "1:4")),
        ('a: "b\nc: d\n', ("yaml-quote-open", "1:4")),
        ("a: 'b\n---\n", ("yaml-quote-open", "1:4")),
        ("a: [b, c\nd: e\n", ("yaml-bracket-open", "1:4")),
        ("a: {b: c\n", ("yaml-bracket-open", "1:4")),
        ('a: "C:\\Users"\n', ("yaml-escape-unknown", "1:9")),
        ('a: "\\xZZ"\n', ("yaml-escape-unknown", "1:7")),
        ("a:\n   b: 1\n  c: 2\n", ("yaml-indentation", "3:3")),
        ("a: - b\n", ("yaml-indentation", "1:4")),
        ("a: |x\n  b\n", ("yaml-syntax", "1:5")),
    ],
)
def test_a_slip_of_the_pen_is_named_where_it_is(text, expected):
    assert refused(text) == [(*expected, {})]


def test_an_impossible_escape_is_refused_though_the_parser_breaks_on_it():
    assert refused('a: "\\U99999999"\n') == [("yaml-escape-unknown", "1:1", {})]
    assert refused(f"%YAML {'9' * 5000}.1\n---\na: 1\n") == [("yaml-escape-unknown", "1:1", {})]


@pytest.mark.parametrize(
    ("text", "place", "character"),
    [
        ("a: b\x07\n", "1:5", "U+0007"),
        ("a: 1\r\nb: \x00\n", "2:4", "U+0000"),
        ('a: "\\0"\n', "1:4", "U+0000"),
        ('a: "\\ud800"\n', "1:4", "U+D800"),
    ],
)
def test_a_character_no_report_could_show_is_refused(text, place, character):
    assert refused(text) == [("yaml-character-forbidden", place, {"character": character})]


PIECES = ["a", "é", ": ", "- ", "\n", "  ", "\t", "[", "]", "{", "}", ",", "&x", "*x", "!", "!!a", "|", ">", "'", '"']
PIECES += ["\\", "\\U99999999", "%", "@", "#", "---", "...", "?", "<<", "~", "\x00", "\ufeff", "\u2028", "%YAML 9.9"]


@given(
    st.binary(max_size=200) | st.text().map(str.encode) | st.lists(st.sampled_from(PIECES)).map("".join).map(str.encode)
)
def test_whatever_is_given_is_a_tree_or_problems_in_their_place(content):
    read = read_tree(content, file="c.yaml")
    assert isinstance(read, Tree) or (read and all(isinstance(p, Problem) and p.place for p in read))


def test_a_problem_carries_its_reason_and_place():
    assert read_tree(b"- &a b\n", file="c.yaml") == [Problem(because("yaml-anchor", name="a"), Place("c.yaml", 1, 3))]

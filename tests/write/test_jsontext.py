"""JSON text: exact, escaped, and parsed back equal."""

import json
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, IntEnum
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.domain.month import Month
from thidua.domain.points import Points
from thidua.errors import because
from thidua.write.jsontext import dumps


class Kind(Enum):
    SECRET = "secret"


class Level(IntEnum):
    UNIT = 2


@dataclass(frozen=True)
class Receipt:
    month: Month
    parts: tuple[object, ...]


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=20,
)


@given(VALUES, st.sampled_from([None, 0, 2]))
def test_any_value_is_parsed_back_equal(value, indent):
    assert json.loads(dumps(value, indent=indent)) == value


@given(st.integers(-(10**14), 10**14))
def test_points_are_parsed_back_exactly(hundredths):
    text = dumps(Points(hundredths))
    assert json.loads(text, parse_float=Decimal, parse_int=Decimal) * 100 == hundredths
    assert text == str(Points(hundredths))


@given(st.text(st.characters()))
def test_json_text_holds_no_control_and_is_one_line(text):
    written = dumps(text)
    assert {unicodedata.category(char) for char in written} & {"Cc", "Cs", "Zl", "Zp"} == set()
    assert written.encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Points(11840), "118.4"),
        (Points(-25), "-0.25"),
        (Points(900), "9"),
        (date(2024, 3, 31), '"2024-03-31"'),
        (Month(2024 * 12 + 2), '"2024-03"'),
        (Kind.SECRET, '"secret"'),
        (Level.UNIT, "2"),
        (Path("a/b"), '"a/b"'),
        (None, "null"),
        (True, "true"),
        ({}, "{}"),
        ((), "[]"),
        ({Kind.SECRET: (1, [False])}, '{"secret": [1, [false]]}'),
        ({Month(2024 * 12): 1}, '{"2024-01": 1}'),
        (Receipt(Month(2024 * 12), (because("no-quorum", cast=3),)), None),
        (
            'Thi đua "x" \\ \x1b\x7f\x9b\u2028\u202e\ufeff',
            '"Thi đua \\"x\\" \\\\ \\u001b\\u007f\\u009b\\u2028\\u202e\\ufeff"',
        ),
        ("\ud800", '"\\ud800"'),
    ],
)
def test_each_kind_of_value_has_one_spelling(value, text):
    whole = '{"month": "2024-01", "parts": [{"code": "no-quorum", "facts": {"cast": 3}}]}'
    assert dumps(value) == (text or whole)


def test_indented_json_puts_each_value_on_its_line():
    assert dumps({"a": [1, {"b": None}], "c": {}}, indent=2) == (
        '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {}\n}'
    )


@pytest.mark.parametrize("value", [1.5, float("nan"), Fraction(1, 3), Decimal("1.5"), {1, 2}, b"x", Receipt])
def test_a_value_without_an_exact_word_is_refused(value):
    with pytest.raises(TypeError, match=r"^JSON has no exact word for a "):
        dumps([value])


@pytest.mark.parametrize("key", [1, None, ("a",), Points(1)])
def test_a_key_that_is_not_text_is_refused(key):
    with pytest.raises(TypeError, match=r"^a key of JSON is text, not a "):
        dumps({key: 1})

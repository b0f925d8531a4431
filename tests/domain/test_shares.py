"""Shares and thresholds as exact fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.domain.points import percent
from thidua.domain.shares import Threshold, parse_share, parse_threshold
from thidua.errors import because


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("2/3", Fraction(2, 3)),
        (" 2 / 3 ", Fraction(2, 3)),
        ("80%", Fraction(4, 5)),
        ("80 %", Fraction(4, 5)),
        ("66,5%", Fraction(133, 200)),
        ("66.5%", Fraction(133, 200)),
        ("66.6667%", Fraction(666667, 1000000)),
        ("100%", Fraction(1)),
        ("110%", Fraction(11, 10)),
        ("4/3", Fraction(4, 3)),
    ],
)
def test_a_share_is_read_exactly(text, share):
    assert parse_share(text) == share


@pytest.mark.parametrize(
    "text",
    [
        "",
        "80",
        "0.8",
        "%",
        "2/",
        "/3",
        "2/0",
        "0/0",
        "0/3",
        "0%",
        "0,00%",
        "-1/3",
        "1/-3",
        "½",
        "２/3",
        "66.66667%",
        "a half",
        "1/2/3",
    ],
)
def test_what_is_not_a_share_of_something_is_refused(text):
    assert parse_share(text) == because("share-malformed", text=text)


@pytest.mark.parametrize(
    ("text", "threshold"),
    [
        (">= 80%", Threshold(Fraction(4, 5), strict=False, text=">= 80%")),
        ("≥ 80%", Threshold(Fraction(4, 5), strict=False, text=">= 80%")),
        (">=2/3", Threshold(Fraction(2, 3), strict=False, text=">=2/3")),
        ("  >   1/2 ", Threshold(Fraction(1, 2), strict=True, text="> 1/2")),
        (">= 100%", Threshold(Fraction(1), strict=False, text=">= 100%")),
        ("> 90%", Threshold(Fraction(9, 10), strict=True, text="> 90%")),
    ],
)
def test_a_threshold_says_whether_equality_is_enough(text, threshold):
    assert parse_threshold(text) == threshold


@pytest.mark.parametrize("text", ["", "80%", "2/3", "= 80%", "< 80%", "<= 80%", ">", ">= "])
def test_a_share_without_its_sign_is_no_threshold(text):
    known = {">= ": because("share-malformed", text="=")}
    assert parse_threshold(text) == known.get(text, because("threshold-malformed", text=text))


@pytest.mark.parametrize(
    ("text", "share"), [(">= 80", "80"), (">>1/2", ">1/2"), (">= 2/0", "2/0"), (">= 0%", "0%"), ("> 0/9", "0/9")]
)
def test_a_threshold_without_a_share_is_refused_for_its_share(text, share):
    assert parse_threshold(text) == because("share-malformed", text=share)


@pytest.mark.parametrize("text", ["> 100%", ">= 100,01%", ">= 3/2", "> 1/1", "> 9/9"])
def test_a_threshold_that_nobody_could_meet_is_refused(text):
    assert parse_threshold(text) == because("threshold-impossible", text=text)


def test_a_share_of_another_figure_may_be_more_than_the_whole():
    above = Threshold(Fraction(11, 10), strict=False, text=">= 110%")
    assert parse_threshold(">= 110%", at_most=None) == above
    assert parse_threshold(">= 110%", at_most=Fraction(11, 10)) == above
    assert parse_threshold("> 110%", at_most=Fraction(11, 10)) == because("threshold-impossible", text="> 110%")
    assert parse_threshold("> 100%", at_most=None) == Threshold(Fraction(1), strict=True, text="> 100%")


@pytest.mark.parametrize(
    ("rule", "part", "whole", "is_met"),
    [
        (">= 2/3", 6, 9, True),
        (">= 2/3", 5, 9, False),
        ("> 2/3", 6, 9, False),
        ("> 2/3", 7, 9, True),
        (">= 66.67%", 6, 9, False),
        (">= 90%", 8, 9, False),
        (">= 90%", 9, 10, True),
        ("> 90%", 9, 10, False),
        ("> 1/2", 5, 10, False),
        ("> 1/2", 6, 10, True),
        (">= 100%", 9, 9, True),
        (">= 100%", 8, 9, False),
        (">= 1/2", 0, 0, False),
        ("> 1/2", 1, 0, False),
        (">= 1/2", 0, 9, False),
    ],
)
def test_a_threshold_compares_counts(rule, part, whole, is_met):
    assert parse_threshold(rule).is_met(part, whole) is is_met


def test_two_thirds_shown_as_66_67_percent_passes_a_rule_of_two_thirds():
    assert str(percent(6, 9)) == "66.67"
    assert parse_threshold(">= 2/3").is_met(6, 9)


@given(st.integers(1, 100), st.integers(1, 100), st.integers(0, 1000), st.integers(1, 1000), st.booleans())
def test_a_threshold_is_met_as_exact_fractions_are(num, den, part, whole, strict):
    share = Fraction(num, den)
    expected = Fraction(part, whole) > share if strict else Fraction(part, whole) >= share
    assert Threshold(share, strict, "").is_met(part, whole) is expected

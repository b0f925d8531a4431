"""Intervals with open and closed ends; what a row of them misses and what it holds twice."""

from fractions import Fraction

import pytest

from make import an_interval
from thidua.domain.rules.intervals import SHARES, UPWARDS, WHOLES, Fault, Interval, faults


def wholes(low, high=None):
    return Interval(Fraction(low), True, None if high is None else Fraction(high), high is not None)


@pytest.mark.parametrize(
    ("interval", "holds"),
    [
        (an_interval(since=85, below=100), [False, True, True, False]),
        (an_interval(above=85, to=100), [False, False, True, True]),
        (an_interval(above=85, below=100), [False, False, True, False]),
        (an_interval(since=85), [False, True, True, True]),
        (an_interval(to=85), [True, True, False, False]),
        (an_interval(), [True, True, True, True]),
        (an_interval(since=100, to=100), [False, False, False, True]),
    ],
)
def test_an_end_belongs_to_an_interval_when_it_is_closed(interval, holds):
    assert [Fraction(value, 100) in interval for value in (84, 85, 99, 100)] == holds


@pytest.mark.parametrize(
    ("interval", "is_empty"),
    [
        (an_interval(since=85, to=85), False),
        (an_interval(since=85, below=85), True),
        (an_interval(above=85, to=85), True),
        (an_interval(above=85, below=85), True),
        (an_interval(since=86, to=85), True),
        (an_interval(since=86), False),
        (an_interval(to=0), False),
    ],
)
def test_an_interval_is_empty_when_no_value_lies_inside(interval, is_empty):
    assert interval.is_empty is is_empty


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (an_interval(since=85, below=100), ">= 85% < 100%"),
        (an_interval(above="66.5", to=100), "> 66.5% <= 100%"),
        (an_interval(to=50), "<= 50%"),
        (an_interval(), ""),
    ],
)
def test_an_interval_is_written_by_its_ends(interval, text):
    assert str(interval) == text


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ([an_interval()], []),
        ([an_interval(to=80), an_interval(above=80)], []),
        ([an_interval(above=80), an_interval(to=80)], []),
        ([an_interval(since=0, below=80), an_interval(since=80, to=100)], []),
        ([an_interval(below=80), an_interval(above=80)], [("0.8", ())]),
        ([an_interval(to=80), an_interval(since=80)], [("0.8", (0, 1))]),
        ([an_interval(to=80), an_interval(since=85)], [("0.825", ())]),
        ([an_interval(to=80), an_interval(above=85)], [("0.825", ())]),
        ([an_interval(below=80), an_interval(since=85)], [("0.8", ())]),
        ([an_interval(to=85), an_interval(since=80)], [("0.8", (0, 1))]),
        ([an_interval(to=85), an_interval(above=80)], [("0.825", (0, 1))]),
        ([an_interval(above=0)], [("0", ())]),
        ([an_interval(below=100)], [("1", ())]),
        ([an_interval(since=50)], [("0", ())]),
        ([], [("0", ())]),
        ([an_interval(), an_interval()], [("0", (0, 1))]),
        ([an_interval(), an_interval(since=50), an_interval(since=60)], [("0.5", (0, 1)), ("0.6", (0, 1, 2))]),
        ([an_interval(below=20), an_interval(above=20, below=30)], [("0.2", ()), ("0.3", ())]),
        ([an_interval(to=80), an_interval(above=80, to=90), an_interval(since=90)], [("0.9", (1, 2))]),
        ([an_interval(since=200), an_interval(to=100)], []),
    ],
)
def test_every_gap_and_overlap_is_found_with_the_first_value_in_it(row, found):
    assert faults(row, SHARES) == [Fault(Fraction(value), held_by) for value, held_by in found]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ([an_interval(below=100), an_interval(since=100)], []),
        ([an_interval(below=100), an_interval(since=100, to=115)], [("2.15", ())]),
        ([an_interval(to=100), an_interval(above=115)], [("1.075", ())]),
    ],
)
def test_attainment_has_no_upper_end(row, found):
    assert faults(row, UPWARDS) == [Fault(Fraction(value), held_by) for value, held_by in found]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ([wholes(1, 100), wholes(101, 500), wholes(501)], []),
        ([wholes(1, 100), wholes(102)], [("101", ())]),
        ([wholes(1, 100), wholes(100)], [("100", (0, 1))]),
        ([wholes(2)], [("1", ())]),
        ([wholes(1, 100)], [("101", ())]),
        ([wholes(0, 0), wholes(1)], []),
        ([Interval(None, False, Fraction("100.5"), True), Interval(Fraction("100.5"), False, None, False)], []),
        ([Interval(None, False, Fraction("100.5"), True), Interval(Fraction(102), True, None, False)], [("101", ())]),
        ([Interval(None, False, Fraction(100), False), Interval(Fraction(101), False, None, False)], [("100", ())]),
    ],
)
def test_nothing_lies_between_two_whole_numbers(row, found):
    assert faults(row, WHOLES, in_wholes=True) == [Fault(Fraction(value), held_by) for value, held_by in found]

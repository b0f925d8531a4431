"""Rules that count: so much off for each case or missed period, so much on top for each case."""

from fractions import Fraction

import pytest

from make import points
from thidua.domain.measures import Cases, Measured, Rate
from thidua.domain.points import ZERO
from thidua.domain.rules.cases import Bonus, Deduct, Per
from thidua.domain.rules.value import Direction, Valued
from thidua.errors import because

FULL = points("2")


def test_each_rule_reads_its_measure_and_counts_its_way():
    rules = (Deduct(points("0.5"), None), Deduct(points("0.5"), None, Per.PERIOD), Bonus(points("1"), None))
    assert [(rule.reads, rule.direction) for rule in rules] == [
        (Measured.CASES, Direction.DEDUCTION),
        (Measured.RATE, Direction.DEDUCTION),
        (Measured.CASES, Direction.BONUS),
    ]


@pytest.mark.parametrize(
    ("text", "cases", "raw", "capped", "got", "is_met"),
    [
        ("0", Cases(0), "0", "0", "2", True),
        ("1", Cases(1), "-0.25", "-0.25", "1.75", False),
        ("4", Cases(4), "-1", "-1", "1", False),
        ("5", Cases(5), "-1.25", "-1", "1", False),
        ("5 waived 2", Cases(5, 2), "-0.75", "-0.75", "1.25", False),
        ("5 miễn 5", Cases(5, 5), "0", "0", "2", True),
    ],
)
def test_each_case_not_waived_is_deducted_up_to_the_cap(text, cases, raw, capped, got, is_met):
    rule = Deduct(points("0.25"), points("1"), waiver=True)
    assert rule.value(text, FULL, None) == Valued(cases, points(raw), points(capped), points(got), is_met)


def test_without_a_cap_a_deduction_goes_below_the_base_points():
    rule = Deduct(points("0.25"), None)
    assert rule.value("20", FULL, None) == Valued(Cases(20), points("-5"), points("-5"), points("-3"), is_met=False)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5 waived 2", because("waiver-unknown", text="5 waived 2")),
        ("-1", because("count-malformed", text="-1")),
        ("", because("count-malformed", text="")),
    ],
)
def test_a_count_that_is_none_is_refused(text, reason):
    assert Deduct(points("0.25"), None).value(text, FULL, None) == reason


@pytest.mark.parametrize(
    ("done", "raw", "capped", "got", "is_met"),
    [
        (12, "0", "0", "2", True),
        (10, "-1", "-1", "1", False),
        (0, "-6", "-1.5", "0.5", False),
    ],
)
def test_each_period_missed_of_those_due_is_deducted(done, raw, capped, got, is_met):
    rule = Deduct(points("0.5"), points("1.5"), Per.PERIOD)
    rate = Rate(Fraction(done), Fraction(12))
    assert rule.value(f"{done}/12", FULL, None) == Valued(rate, points(raw), points(capped), points(got), is_met)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("10", because("rate-without-counts", text="10")),
        ("13/12", because("rate-over-whole", text="13/12")),
        ("1,5/12", because("rate-not-counts", text="1,5/12")),
        ("1/0", because("rate-over-whole", text="1/0")),
    ],
)
def test_periods_are_reported_as_done_of_due(text, reason):
    assert Deduct(points("0.5"), None, Per.PERIOD).value(text, FULL, None) == reason


def test_where_no_period_was_due_none_was_missed():
    nothing = Rate(Fraction(0), Fraction(0))
    valued = Valued(nothing, ZERO, ZERO, FULL, is_met=True)
    assert Deduct(points("0.5"), None, Per.PERIOD).value("0/0", FULL, None) == valued


@pytest.mark.parametrize(
    ("text", "cap", "raw", "got", "is_met"),
    [
        ("0", "1", "0", "0", False),
        ("2", "1", "1", "1", True),
        ("3", "1", "1.5", "1", True),
        ("300", None, "150", "150", True),
    ],
)
def test_each_case_adds_a_bonus_up_to_the_cap_if_there_is_one(text, cap, raw, got, is_met):
    rule = Bonus(points("0.5"), None if cap is None else points(cap))
    value = points(got)
    assert rule.value(text, ZERO, None) == Valued(Cases(int(text)), points(raw), value, value, is_met)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("2 waived 1", because("waiver-unknown", text="2 waived 1")), ("-2", because("count-malformed", text="-2"))],
)
def test_a_bonus_knows_no_waiver_and_no_negative_case(text, reason):
    assert Bonus(points("0.5"), None).value(text, ZERO, None) == reason

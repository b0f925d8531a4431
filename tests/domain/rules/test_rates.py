"""Rules over a part of a whole: all or nothing, tiers, two-way tiers, a bonus by steps."""

from fractions import Fraction

import pytest

from make import a_tier, points
from thidua.domain.measures import Measured, Rate
from thidua.domain.points import ZERO
from thidua.domain.rules.intervals import Interval
from thidua.domain.rules.rates import AllOrNothing, Reading, SizeClass, StepBonus, Tiers, TwoWay
from thidua.domain.rules.value import BASE, Counting, Direction, Valued
from thidua.domain.shares import parse_threshold
from thidua.errors import because

FULL = points("10")
TIERS = (a_tier("10", since=98), a_tier("6", since=85, below=98), a_tier("2.5", above=50, below=85), a_tier("0", to=50))


def wholes(low, high):
    return Interval(Fraction(low), True, None if high is None else Fraction(high), high is not None)


SIZES = TwoWay(
    (
        SizeClass(wholes(1, 100), (a_tier("10", since=100), a_tier("0", below=100))),
        SizeClass(wholes(101, 500), (a_tier("10", since=95), a_tier("4", below=95))),
        SizeClass(wholes(501, None), (a_tier("10", since=90), a_tier("8", below=90))),
    )
)


def a_rate(text):
    part, whole = text.split("/")
    return Rate(Fraction(part), Fraction(whole))


def earned(text, got, *, is_met):
    value = points(got)
    return Valued(a_rate(text), value, value, value, is_met)


def test_each_rule_reads_a_rate_and_counts_its_way():
    step = StepBonus(Fraction(1), points("1"), Fraction(1, 100), None, Reading.FULL_STEPS)
    deducted = Tiers(TIERS, Counting(Direction.DEDUCTION))
    added = TwoWay(SIZES.classes, Counting(Direction.BONUS))
    rules = (AllOrNothing(), Tiers(TIERS), deducted, SIZES, added, step)
    assert [(rule.reads, rule.direction) for rule in rules] == [
        (Measured.RATE, Direction.BASE),
        (Measured.RATE, Direction.BASE),
        (Measured.RATE, Direction.DEDUCTION),
        (Measured.RATE, Direction.BASE),
        (Measured.RATE, Direction.BONUS),
        (Measured.RATE, Direction.BONUS),
    ]


@pytest.mark.parametrize(
    ("text", "got", "is_met"),
    [("23/23", "10", True), ("22/23", "0", False), ("999999/1000000", "0", False), ("0/23", "0", False)],
)
def test_all_or_nothing_at_the_whole_whatever_the_percentage_shown(text, got, is_met):
    assert AllOrNothing().value(text, FULL, None) == earned(text, got, is_met=is_met)


@pytest.mark.parametrize(
    ("rule", "text", "got", "is_met"),
    [
        (">= 2/3", "2/3", "10", True),
        (">= 2/3", "6666/10000", "3", False),
        ("> 2/3", "2/3", "3", False),
        ("> 2/3", "6667/10000", "10", True),
        (">= 66,67%", "2/3", "3", False),
    ],
)
def test_a_threshold_is_compared_exactly_and_what_is_below_it_has_the_rest(rule, text, got, is_met):
    two_thirds = AllOrNothing(parse_threshold(rule), points("3"))
    assert two_thirds.value(text, FULL, None) == earned(text, got, is_met=is_met)


def test_two_thirds_shown_as_66_67_percent_pass_a_rule_of_two_thirds():
    valued = AllOrNothing(parse_threshold(">= 2/3")).value("2/3 = 66,67%", FULL, None)
    assert valued == Valued(Rate(Fraction(2), Fraction(3), Fraction("66.67")), FULL, FULL, FULL, is_met=True)


@pytest.mark.parametrize("rule", [AllOrNothing(), Tiers(TIERS), SIZES])
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("98,06%", because("rate-without-counts", text="98,06%")),
        ("24/23", because("rate-over-whole", text="24/23")),
        ("0/0", because("rate-of-nothing", text="0/0")),
        ("1.000/2000", because("number-ambiguous", text="1.000", joined="1000", whole="1")),
    ],
)
def test_a_rate_without_counts_or_beyond_its_whole_is_refused(rule, text, reason):
    assert rule.value(text, FULL, None) == reason


@pytest.mark.parametrize(
    ("text", "got", "is_met"),
    [
        ("100/100", "10", True),
        ("98/100", "10", True),
        ("97999/100000", "6", False),
        ("85/100", "6", False),
        ("84999/100000", "2.5", False),
        ("50001/100000", "2.5", False),
        ("1/2", "0", False),
        ("0/9", "0", False),
    ],
)
def test_an_end_of_a_tier_belongs_to_it_when_it_is_closed(text, got, is_met):
    assert Tiers(TIERS).value(text, FULL, None) == earned(text, got, is_met=is_met)


def test_a_rate_in_no_tier_is_refused():
    holed = Tiers((a_tier("10", since=98), a_tier("0", below=85)))
    assert holed.value("9/10", FULL, None) == because("tier-missing", text="9/10")


@pytest.mark.parametrize(
    ("counting", "raw", "capped", "got", "is_met"),
    [
        (BASE, "6", "6", "6", False),
        (Counting(Direction.DEDUCTION, points("4")), "-6", "-4", "6", False),
        (Counting(Direction.DEDUCTION), "-6", "-6", "4", False),
        (Counting(Direction.BONUS, points("5.5")), "6", "5.5", "5.5", True),
        (Counting(Direction.BONUS), "6", "6", "6", True),
    ],
)
def test_a_tier_may_earn_deduct_or_add(counting, raw, capped, got, is_met):
    valued = Valued(a_rate("9/10"), points(raw), points(capped), points(got), is_met)
    assert Tiers(TIERS, counting).value("9/10", FULL, None) == valued


@pytest.mark.parametrize(
    ("text", "got", "is_met"),
    [
        ("99/100", "0", False),
        ("100/100", "10", True),
        ("100/101", "10", True),
        ("90/101", "4", False),
        ("475/500", "10", True),
        ("474/500", "4", False),
        ("451/501", "10", True),
        ("450/501", "8", False),
        ("1/1", "10", True),
    ],
)
def test_the_same_rate_of_few_and_of_many_is_not_the_same(text, got, is_met):
    assert SIZES.value(text, FULL, None) == earned(text, got, is_met=is_met)


@pytest.mark.parametrize(
    ("rule", "got", "is_met"),
    [
        (AllOrNothing(of_nothing=FULL), "10", True),
        (AllOrNothing(otherwise=points("3"), of_nothing=ZERO), "0", False),
        (Tiers(TIERS, of_nothing=points("6")), "6", False),
        (TwoWay(SIZES.classes, of_nothing=FULL), "10", True),
    ],
)
def test_where_there_was_nothing_to_do_the_line_has_what_the_rule_says(rule, got, is_met):
    assert rule.value("0/0", FULL, None) == earned("0/0", got, is_met=is_met)
    assert rule.value("1/0", FULL, None) == because("rate-over-whole", text="1/0")


def test_what_nothing_to_do_gives_may_deduct_or_add():
    deducted = Tiers(TIERS, Counting(Direction.DEDUCTION), points("1")).value("0/0", FULL, None)
    assert deducted == Valued(a_rate("0/0"), points("-1"), points("-1"), points("9"), is_met=False)
    added = TwoWay(SIZES.classes, Counting(Direction.BONUS), points("1")).value("0/0", ZERO, None)
    assert added == Valued(a_rate("0/0"), points("1"), points("1"), points("1"), is_met=True)


def test_size_is_counted_in_whole_things():
    assert SIZES.value("1,5/4", FULL, None) == because("rate-not-counts", text="1,5/4")


def test_a_size_in_no_class_and_a_rate_in_no_tier_of_its_class_are_refused():
    small = TwoWay((SizeClass(wholes(1, 100), (a_tier("10", since=50),)),), of_nothing=FULL)
    assert small.value("60/101", FULL, None) == because("tier-missing", text="60/101")
    assert small.value("1/3", FULL, None) == because("tier-missing", text="1/3")


@pytest.mark.parametrize(
    ("text", "on_passing", "full_steps"),
    [
        ("80/100", "0", "0"),
        ("0/100", "0", "0"),
        ("8001/10000", "0.5", "0"),
        ("8099/10000", "0.5", "0"),
        ("81/100", "1", "0.5"),
        ("8250/10000", "1.5", "1"),
        ("85/100", "2", "2"),
        ("86/100", "2", "2"),
        ("150/100", "2", "2"),
    ],
)
def test_both_readings_of_each_further_percent(text, on_passing, full_steps):
    got = {}
    for reading in Reading:
        rule = StepBonus(Fraction(80, 100), points("0.5"), Fraction(1, 100), points("2"), reading)
        got[reading] = rule.value(text, ZERO, None).points
    assert got == {Reading.ON_PASSING: points(on_passing), Reading.FULL_STEPS: points(full_steps)}


def test_a_step_bonus_shows_what_it_would_be_without_its_cap_and_is_met_when_there_is_any():
    rule = StepBonus(Fraction(1), points("1"), Fraction(1, 10), points("2"), Reading.FULL_STEPS)
    assert rule.value("15/10", ZERO, None) == Valued(
        a_rate("15/10"), points("5"), points("2"), points("2"), is_met=True
    )
    assert rule.value("10/10", ZERO, None) == Valued(a_rate("10/10"), ZERO, ZERO, ZERO, is_met=False)


def test_a_step_bonus_without_a_cap_has_no_end():
    rule = StepBonus(Fraction(1), points("1"), Fraction(1, 10), None, Reading.ON_PASSING)
    assert rule.value("101/10", ZERO, None) == Valued(
        a_rate("101/10"), points("92"), points("92"), points("92"), is_met=True
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("120%", because("rate-without-counts", text="120%")),
        ("1/0", because("rate-of-nothing", text="1/0")),
        ("-1/5", because("rate-not-counts", text="-1/5")),
    ],
)
def test_a_step_bonus_reads_counts(text, reason):
    rule = StepBonus(Fraction(1), points("1"), Fraction(1, 10), None, Reading.ON_PASSING)
    assert rule.value(text, ZERO, None) == reason


def test_tiers_and_size_classes_are_written_as_they_are_told():
    assert [str(tier) for tier in TIERS] == [">= 98%: 10", ">= 85% < 98%: 6", "> 50% < 85%: 2.5", "<= 50%: 0"]
    assert str(SIZES.classes[0]) == "1-100: >= 100%: 10 | < 100%: 0"

"""Rules against a target: points in proportion to what was attained of it, or by bands of attainment."""

from fractions import Fraction

import pytest

from make import a_tier, points
from thidua.domain.measures import Amount, Measured, NoPlan, Rate
from thidua.domain.ranking import Better
from thidua.domain.rules.targets import Attainment, Bands, Targets
from thidua.domain.rules.value import Counting, Direction, Valued
from thidua.errors import because

FULL = points("10")
FIFTY = Targets(Fraction(50))
BY_UNIT = Targets(None, {"my-hoa": Fraction(40), "tan-xuan": Fraction(0)})
BANDS = (
    a_tier("0", below=85),
    a_tier("6", since=85, below=100),
    a_tier("8", since=100, to=100),
    a_tier("9", above=100, to=115),
    a_tier("10", above=115),
)


def amount(text):
    return Amount(Fraction(text))


def of(part, whole):
    return Rate(Fraction(part), Fraction(whole))


def valued(measure, raw, got, *, is_met):
    return Valued(measure, points(raw), points(got), points(got), is_met)


def test_a_rule_reads_a_figure_where_targets_are_set_and_a_figure_of_a_target_otherwise():
    rules = (
        Attainment(),
        Attainment(targets=FIFTY),
        Attainment(targets=BY_UNIT),
        Bands(BANDS),
        Bands(BANDS, targets=FIFTY),
    )
    assert [rule.reads for rule in rules] == [
        Measured.RATE,
        Measured.AMOUNT,
        Measured.AMOUNT,
        Measured.RATE,
        Measured.AMOUNT,
    ]
    directions = [
        rule.direction for rule in (Attainment(), Bands(BANDS), Bands(BANDS, counting=Counting(Direction.BONUS)))
    ]
    assert directions == [Direction.BASE, Direction.BASE, Direction.BONUS]


@pytest.mark.parametrize(
    ("text", "raw", "got", "is_met"),
    [
        ("0", "0", "0", False),
        ("49,99", "10", "10", False),
        ("49", "9.8", "9.8", False),
        ("50", "10", "10", True),
        ("51", "10.2", "10", True),
        ("500", "100", "10", True),
    ],
)
def test_attainment_is_in_proportion_exact_at_the_target_and_capped_there(text, raw, got, is_met):
    figure = amount(text.replace(",", "."))
    assert Attainment(targets=FIFTY).value(text, FULL, None) == valued(figure, raw, got, is_met=is_met)


@pytest.mark.parametrize(
    ("text", "raw", "got"),
    [("55/50", "11", "11"), ("60/50", "12", "12"), ("61/50", "12.2", "12"), ("1/3", "3.33", "3.33")],
)
def test_a_cap_above_the_target_lets_the_line_exceed_its_points(text, raw, got):
    part, whole = text.split("/")
    rule = Attainment(cap=Fraction(12, 10))
    assert rule.value(text, FULL, None) == valued(of(part, whole), raw, got, is_met=int(part) >= int(whole))


def test_points_of_attainment_are_rounded_halves_up():
    assert Attainment().value("1/8", points("0.2"), None) == valued(of(1, 8), "0.03", "0.03", is_met=False)
    assert Attainment().value("2/3", FULL, None) == valued(of(2, 3), "6.67", "6.67", is_met=False)


@pytest.mark.parametrize(
    ("text", "raw", "got"), [("39/50", "7.8", "0"), ("3999/5000", "8", "0"), ("40/50", "8", "8"), ("50/50", "10", "10")]
)
def test_below_the_least_attainment_there_are_no_points(text, raw, got):
    part, whole = text.split("/")
    rule = Attainment(least=Fraction(8, 10))
    assert rule.value(text, FULL, None) == valued(of(part, whole), raw, got, is_met=got == "10")


@pytest.mark.parametrize(
    ("text", "raw", "got", "is_met"),
    [
        ("5/5", "10", "10", True),
        ("6/5", "8.33", "8.33", False),
        ("10/5", "5", "5", False),
        ("4/5", "12.5", "10", True),
        ("0/5", "10", "10", True),
        ("0/0", "10", "10", True),
        ("1/0", "0", "0", False),
    ],
)
def test_where_lower_is_better_the_target_is_100_percent_too_and_none_of_few_attains_it(text, raw, got, is_met):
    part, whole = text.split("/")
    rule = Attainment(Better.LOWER)
    assert rule.value(text, FULL, None) == valued(of(part, whole), raw, got, is_met=is_met)


def test_none_where_few_were_allowed_has_all_that_the_cap_allows():
    rule = Attainment(Better.LOWER, Targets(Fraction(5)), cap=Fraction(15, 10), least=Fraction(1, 2))
    assert rule.value("0", FULL, None) == valued(amount("0"), "15", "15", is_met=True)
    assert rule.value("11", FULL, None) == valued(amount("11"), "4.55", "0", is_met=False)


@pytest.mark.parametrize(
    ("unit", "got", "is_met"),
    [("my-hoa", "5", False), ("an-hiep", "2", False), (None, "2", False), ("tan-xuan", "10", True)],
)
def test_a_unit_has_its_own_target_and_the_others_that_of_everyone(unit, got, is_met):
    targets = Targets(Fraction(100), {"my-hoa": Fraction(40), "tan-xuan": Fraction(20)})
    assert Attainment(targets=targets).value("20", FULL, unit) == valued(amount("20"), got, got, is_met=is_met)


@pytest.mark.parametrize("unit", ["an-hiep", None])
@pytest.mark.parametrize("rule", [Attainment(targets=BY_UNIT), Bands(BANDS, targets=BY_UNIT)])
def test_a_unit_without_a_target_is_refused(rule, unit):
    assert rule.value("20", FULL, unit) == because("target-missing", unit=unit)


@pytest.mark.parametrize("make", [Attainment, lambda **changes: Bands(BANDS, **changes)])
@pytest.mark.parametrize(
    ("changes", "text", "reason"),
    [
        ({}, "45", because("rate-without-counts", text="45")),
        ({}, "90%", because("rate-without-counts", text="90%")),
        ({}, "0/0", because("rate-of-nothing", text="0/0")),
        ({}, "1.000/2000", because("number-ambiguous", text="1.000", joined="1000", whole="1")),
        ({"better": Better.LOWER}, "-1/5", because("rate-not-counts", text="-1/5")),
        ({"targets": FIFTY}, "45/50", because("number-malformed", text="45/50")),
        ({"targets": FIFTY}, "-1", because("amount-below-zero", text="-1")),
        ({"targets": FIFTY}, "", because("number-malformed", text="")),
    ],
)
def test_a_figure_that_cannot_be_held_against_the_target_is_refused(make, changes, text, reason):
    assert make(**changes).value(text, FULL, None) == reason


@pytest.mark.parametrize(
    ("text", "got", "is_met"),
    [
        ("0/100", "0", False),
        ("84999/100000", "0", False),
        ("85/100", "6", False),
        ("99999/100000", "6", False),
        ("100/100", "8", True),
        ("100001/100000", "9", True),
        ("115/100", "9", True),
        ("115001/100000", "10", True),
        ("900/100", "10", True),
    ],
)
def test_bands_tell_below_just_below_met_exceeded_and_far_exceeded(text, got, is_met):
    part, whole = text.split("/")
    assert Bands(BANDS).value(text, FULL, None) == valued(of(part, whole), got, got, is_met=is_met)


@pytest.mark.parametrize("text", ["no plan", "không có kế hoạch"])
def test_having_no_plan_has_the_points_the_rule_says_and_does_not_meet_it(text):
    assert Bands(BANDS).value(text, FULL, None) == valued(NoPlan(), "0", "0", is_met=False)
    assert Bands(BANDS, points("10")).value(text, FULL, None) == valued(NoPlan(), "10", "10", is_met=False)


def test_having_no_plan_is_no_attainment():
    assert Attainment().value("no plan", FULL, None) == because("rate-without-counts", text="no plan")


def test_bands_where_lower_is_better_put_none_of_few_into_the_band_without_end():
    rule = Bands(BANDS, better=Better.LOWER, targets=Targets(Fraction(10)))
    expected = {"0": ("10", True), "8": ("10", True), "10": ("8", True), "11": ("6", False), "12": ("0", False)}
    got = {text: rule.value(text, FULL, None) for text in expected}
    assert got == {text: valued(amount(text), one, one, is_met=is_met) for text, (one, is_met) in expected.items()}


@pytest.mark.parametrize(
    ("counting", "raw", "capped", "got"),
    [
        (Counting(Direction.DEDUCTION, points("5")), "-6", "-5", "5"),
        (Counting(Direction.BONUS, points("4")), "6", "4", "4"),
    ],
)
def test_bands_may_deduct_or_add_and_are_met_by_the_plan_alone(counting, raw, capped, got):
    one = Bands(BANDS, counting=counting).value("9/10", FULL, None)
    assert one == Valued(of(9, 10), points(raw), points(capped), points(got), is_met=False)


def test_an_attainment_in_no_band_is_refused():
    holed = Bands((a_tier("10", since=100), a_tier("0", below=85)))
    assert holed.value("9/10", FULL, None) == because("tier-missing", text="9/10")
    bounded = Bands((a_tier("10", to=200),), better=Better.LOWER)
    assert bounded.value("0/5", FULL, None) == because("tier-missing", text="0/5")


def test_a_target_of_zero_is_attained_by_zero_alone():
    rule = Attainment(Better.LOWER, BY_UNIT)
    assert rule.value("0", FULL, "tan-xuan") == valued(amount("0"), "10", "10", is_met=True)
    assert rule.value("1", FULL, "tan-xuan") == valued(amount("1"), "0", "0", is_met=False)

"""What contradicts itself inside one line's rule: gaps and overlaps, tables beside its points, targets, caps."""

from fractions import Fraction

import pytest

from make import a_campaign, a_criterion, a_tier, a_track, points
from thidua.domain.breach import Breach
from thidua.domain.grading import Beyond, Totals
from thidua.domain.invariants import breaches
from thidua.domain.points import ZERO
from thidua.domain.ranking import Better
from thidua.domain.rules.cases import Bonus, Deduct, Per
from thidua.domain.rules.given import ExclusiveBonus, Levels, MetOrNot, Option, PointsGiven
from thidua.domain.rules.intervals import Interval
from thidua.domain.rules.rates import AllOrNothing, Reading, SizeClass, StepBonus, Tiers, TwoWay
from thidua.domain.rules.targets import Attainment, Bands, Targets
from thidua.domain.rules.value import Counting, Direction
from thidua.errors import because

RULE = ("tracks", 0, "criteria", 1, "rule")
DEDUCTION, ADDED = Counting(Direction.DEDUCTION), Counting(Direction.BONUS)
FULL, EMPTY = a_tier("10", since=90), a_tier("0", below=90)


def found(rule):
    """Check a line of 10 points, or of none when the rule adds, with that rule beside one of the rest."""
    base = 0 if rule.direction is Direction.BONUS else 10
    lines = (a_criterion("mot", 100 - base), a_criterion("hai", base, rule=rule))
    return breaches(a_campaign(tracks=(a_track(criteria=lines),), totals=Totals(Beyond.ALLOWED)))


def told(*expected):
    return [Breach((*RULE, *path), because(code, **facts)) for path, code, facts in expected]


def of_hai(**facts):
    return {"criterion": "hai", **facts}


def size(low, high=None):
    return Interval(Fraction(low), True, None if high is None else Fraction(high), high is not None)


def options(*listed):
    return tuple(Option(code, code.upper(), points(text)) for code, text in listed)


def a_step_bonus(each):
    return StepBonus(Fraction(1), points(each), Fraction(1, 100), None, Reading.ON_PASSING)


@pytest.mark.parametrize(
    "rule",
    [
        PointsGiven(),
        PointsGiven(Counting(Direction.DEDUCTION, points("2"))),
        MetOrNot(points("9.99")),
        AllOrNothing(otherwise=points("5")),
        Deduct(points("0.01"), ZERO),
        Deduct(points("0.01"), None, Per.PERIOD),
        Bonus(points("0.01"), None),
        a_step_bonus("0.01"),
        Tiers((FULL, EMPTY)),
        Tiers((a_tier("3", since=90), a_tier("0", below=90)), DEDUCTION),
        Tiers((a_tier("3", since=90), a_tier("0", below=90)), ADDED),
        TwoWay((SizeClass(size(1, 100), (FULL, EMPTY)), SizeClass(size(101), (a_tier("5", to=100),)))),
        Bands((FULL, EMPTY)),
        Bands((FULL, EMPTY), no_plan=points("10")),
        Bands((a_tier("3"),), no_plan=points("20"), counting=ADDED),
        Attainment(),
        Attainment(Better.LOWER, Targets(Fraction(0), {"my-hoa": Fraction(0)})),
        Attainment(cap=Fraction(12, 10), least=Fraction(12, 10)),
        Levels(options(("chua", "0"), ("dat", "5"), ("nang-cao", "10"))),
        Levels(options(("chua", "3"), ("dat", "0")), DEDUCTION),
        Levels(options(("chua", "0"), ("dat", "0"), ("nang-cao", "3")), ADDED),
        ExclusiveBonus(options(("tinh", "5"), ("xa", "3"))),
    ],
)
def test_a_sound_rule_has_no_breach(rule):
    assert found(rule) == []


def test_a_rule_that_gives_base_points_has_no_cap():
    capped = Counting(Direction.BASE, points("5"))
    for rule in (PointsGiven(capped), Tiers((FULL, EMPTY), capped)):
        assert found(rule) == told((("cap",), "cap-of-base", of_hai()))


@pytest.mark.parametrize("each", ["0", "-1"])
@pytest.mark.parametrize(
    "make", [lambda each: Deduct(points(each), None), lambda each: Bonus(points(each), None), a_step_bonus]
)
def test_each_case_or_step_counts_something(make, each):
    assert found(make(each)) == told((("each",), "each-not-positive", of_hai()))


@pytest.mark.parametrize("otherwise", ["-0.01", "10", "10.01"])
@pytest.mark.parametrize("make", [MetOrNot, lambda otherwise: AllOrNothing(otherwise=otherwise)])
def test_not_meeting_a_line_gives_less_than_meeting_it_and_not_below_nothing(make, otherwise):
    facts = of_hai(value=points(otherwise), points=points("10"))
    assert found(make(points(otherwise))) == told((("otherwise",), "otherwise-too-much", facts))


@pytest.mark.parametrize(
    ("tiers", "path", "code", "facts"),
    [
        ((FULL, a_tier("0", below=85)), (), "tier-gap", {"value": "85 %"}),
        ((FULL, a_tier("0", to=85)), (), "tier-gap", {"value": "87.5 %"}),
        ((a_tier("10", above=90), EMPTY), (), "tier-gap", {"value": "90 %"}),
        ((a_tier("10", below=100),), (), "tier-gap", {"value": "100 %"}),
        ((a_tier("10", above=0),), (), "tier-gap", {"value": "0 %"}),
        ((FULL, a_tier("0", to=90)), (1,), "tier-overlap", {"value": "90 %", "first": 1, "second": 2}),
        ((FULL, a_tier("0", to="95.5")), (1,), "tier-overlap", {"value": "90 %", "first": 1, "second": 2}),
        ((EMPTY, FULL, a_tier("1", since=0, to=0)), (2,), "tier-overlap", {"value": "0 %", "first": 1, "second": 3}),
    ],
)
def test_a_gap_or_an_overlap_of_tiers_is_told_with_the_value_that_falls_in_it(tiers, path, code, facts):
    assert found(Tiers(tiers)) == told((("tiers", *path), code, of_hai(**facts)))


def test_a_gap_at_a_value_that_is_no_decimal_is_told_to_six_places():
    tiers = (a_tier("10", above=Fraction(200, 3)), a_tier("0", below=Fraction(200, 3)))
    assert found(Tiers(tiers)) == told((("tiers",), "tier-gap", of_hai(value="66.666667 %")))


def test_every_gap_and_overlap_is_told():
    tiers = (a_tier("10", above=90), a_tier("5", since=50, below=80), a_tier("0", to=50))
    assert found(Tiers(tiers)) == told(
        (("tiers", 2), "tier-overlap", of_hai(value="50 %", first=2, second=3)),
        (("tiers",), "tier-gap", of_hai(value="80 %")),
    )


@pytest.mark.parametrize(
    ("bands", "value"),
    [((a_tier("10", since=100, to=115), a_tier("0", below=100)), "215 %"), ((FULL, a_tier("0", below=85)), "85 %")],
)
def test_bands_have_no_gap_up_to_any_attainment(bands, value):
    assert found(Bands(bands)) == told((("bands",), "tier-gap", of_hai(value=value)))


def test_an_overlap_of_bands_is_told():
    overlapping = (FULL, EMPTY, a_tier("0", above=120))
    assert found(Bands(overlapping)) == told((("bands", 2), "tier-overlap", of_hai(value="220 %", first=1, second=3)))


@pytest.mark.parametrize(
    ("sizes", "path", "code", "facts"),
    [
        ((size(1, 100), size(102)), (), "tier-gap", {"value": "101"}),
        ((size(2),), (), "tier-gap", {"value": "1"}),
        ((size(1, 100),), (), "tier-gap", {"value": "101"}),
        ((size(1, 100), size(100)), (1,), "tier-overlap", {"value": "100", "first": 1, "second": 2}),
    ],
)
def test_size_classes_hold_every_whole_number_once(sizes, path, code, facts):
    rule = TwoWay(tuple(SizeClass(one, (FULL, EMPTY)) for one in sizes))
    assert found(rule) == told((("classes", *path), code, of_hai(**facts)))


def test_a_gap_in_the_tiers_of_one_size_class_is_told_there():
    rule = TwoWay((SizeClass(size(1, 100), (FULL, EMPTY)), SizeClass(size(101), (FULL, a_tier("0", to=90)))))
    path = ("classes", 1, "tiers", 1)
    assert found(rule) == told((path, "tier-overlap", of_hai(value="90 %", first=1, second=2)))


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        (Tiers((a_tier("9.5", since=90), EMPTY)), "tiers"),
        (Bands((a_tier("9.5", since=90), EMPTY), no_plan=points("10")), "bands"),
        (TwoWay((SizeClass(size(1), (a_tier("9.5", since=90), EMPTY)),)), "classes"),
        (Levels(options(("a", "0"), ("b", "9.5"))), "levels"),
    ],
)
def test_the_best_of_a_table_is_what_the_line_says(rule, key):
    facts = of_hai(points=points("10"), best=points("9.5"))
    assert found(rule) == told(((key,), "table-points-differ", facts))


def test_a_table_does_not_give_more_than_the_line_says():
    facts = of_hai(points=points("10"), best=points("10.5"))
    assert found(Tiers((a_tier("10.5", since=90), EMPTY))) == told((("tiers",), "table-points-differ", facts))


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        (Tiers((FULL, a_tier("-1", below=90))), ("tiers", 1, "points")),
        (Bands((FULL, a_tier("-1", below=90))), ("bands", 1, "points")),
        (Levels(options(("a", "-1"), ("b", "10"))), ("levels", 0, "points")),
        (ExclusiveBonus(options(("a", "3"), ("b", "-1"))), ("options", 1, "points")),
        (Bands((FULL, EMPTY), no_plan=points("-1")), ("no_plan",)),
    ],
)
def test_a_table_gives_no_points_below_zero(rule, path):
    assert found(rule) == told((path, "table-points-below-zero", of_hai(value=points("-1"))))


def test_having_no_plan_gives_no_more_than_the_line_says():
    facts = of_hai(value=points("10.01"), points=points("10"))
    assert found(Bands((FULL, EMPTY), no_plan=points("10.01"))) == told((("no_plan",), "otherwise-too-much", facts))


@pytest.mark.parametrize("of_nothing", ["-0.01", "10.01"])
@pytest.mark.parametrize(
    "make",
    [
        lambda given: AllOrNothing(of_nothing=given),
        lambda given: Tiers((FULL, EMPTY), of_nothing=given),
        lambda given: TwoWay((SizeClass(size(1), (FULL, EMPTY)),), of_nothing=given),
    ],
)
def test_having_nothing_to_do_gives_no_more_than_the_line_says_and_not_below_nothing(make, of_nothing):
    facts = of_hai(value=points(of_nothing), points=points("10"))
    assert found(make(points(of_nothing))) == told((("of_nothing",), "otherwise-too-much", facts))
    for sound in (ZERO, points("10"), None):
        assert found(make(sound)) == []


@pytest.mark.parametrize("make", [Attainment, lambda *given: Bands((FULL, EMPTY), ZERO, *given)])
@pytest.mark.parametrize(
    ("better", "targets", "expected"),
    [
        (Better.HIGHER, Targets(Fraction(0)), [("target",)]),
        (Better.HIGHER, Targets(None, {"my-hoa": Fraction(5), "tan-xuan": Fraction(0)}), [("targets", "tan-xuan")]),
        (Better.LOWER, Targets(Fraction(0), {"my-hoa": Fraction(0)}), []),
    ],
)
def test_a_target_to_be_reached_is_above_zero(make, better, targets, expected):
    assert found(make(better, targets)) == told(*((path, "target-not-positive", {"value": "0"}) for path in expected))


@pytest.mark.parametrize("better", Better)
def test_no_target_is_below_zero(better):
    expected = (("target",), "target-not-positive", {"value": "-1.5"})
    assert found(Attainment(better, Targets(Fraction(-3, 2)))) == told(expected)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"cap": Fraction(99, 100)}, [(("cap",), "attainment-cap-below-target", of_hai())]),
        ({"least": Fraction(101, 100)}, [(("least",), "attainment-least-over-cap", of_hai())]),
    ],
)
def test_the_target_itself_is_within_the_cap_and_the_least_too(changes, expected):
    assert found(Attainment(**changes)) == told(*expected)


@pytest.mark.parametrize(
    ("levels", "counting"),
    [
        ((("a", "5"), ("b", "0"), ("c", "10")), Counting(Direction.BASE)),
        ((("a", "0"), ("b", "3")), DEDUCTION),
        ((("a", "3"), ("b", "0")), ADDED),
    ],
)
def test_a_higher_level_is_never_worse(levels, counting):
    assert found(Levels(options(*levels), counting)) == told((("levels",), "levels-not-rising", of_hai()))


def test_levels_and_bonuses_have_codes_of_their_own():
    levels = Levels(options(("a", "0"), ("a", "10")))
    assert found(levels) == told((("levels", 1, "code"), "code-repeated", {"code": "a"}))
    bonuses = ExclusiveBonus(options(("a", "3"), ("b", "5"), ("a", "1")))
    assert found(bonuses) == told((("options", 2, "code"), "code-repeated", {"code": "a"}))

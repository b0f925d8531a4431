"""What contradicts itself inside one score table: sums, groups, caps, labels, conditions."""

import pytest

from make import EVERY_MONTH, QUARTERLY, a_campaign, a_criterion, a_group, a_track, points
from thidua.domain.breach import Breach
from thidua.domain.grading import Beyond, Totals
from thidua.domain.invariants import breaches
from thidua.domain.rules.cases import Bonus, Deduct
from thidua.domain.rules.given import MetOrNot, PointsGiven
from thidua.domain.rules.rates import AllOrNothing
from thidua.domain.rules.value import Counting, Direction
from thidua.domain.score_table import Cap, CapOf, Over, Requirement
from thidua.errors import because

TABLE = ("tracks", 0)
BONUS = Bonus(points("1"), points("3"))
DEDUCT = Deduct(points("0.5"), points("2"))


def found(*lines, **changes):
    track = a_track(criteria=lines, **changes) if lines else a_track(**changes)
    return breaches(a_campaign(tracks=(track,), totals=Totals(Beyond.ALLOWED)))


def a_cap(most):
    return Cap(CapOf.BOTH, points(most), Over.MONTH)


def test_a_sound_table_of_groups_weights_caps_and_conditions_has_no_breach():
    lines = (
        a_criterion("mot", 30, group="a1"),
        a_criterion("hai", 40, group="a", rule=DEDUCT, due=QUARTERLY),
        a_criterion("ba", 45, group="b", caps=(a_cap("0"),)),
        a_criterion("thuong", 0, rule=BONUS, optional=True, requires=(Requirement("mot"),), group="b"),
        a_criterion("dieu-kien", 0, rule=MetOrNot()),
    )
    groups = (
        a_group("a", points=points("55")),
        a_group("a1", parent="a", weight=5_000, points=points("30"), caps=(a_cap("2"),)),
        a_group("b"),
    )
    assert found(*lines, groups=groups, caps=(a_cap("5"),)) == []


def test_the_points_of_a_group_add_up_to_what_it_says():
    lines = (
        a_criterion("mot", 20, group="a"),
        a_criterion("hai", 20, group="a1"),
        a_criterion("ba", 70),
        a_criterion("thuong", 0, group="a", rule=BONUS),
    )
    assert found(*lines, groups=(a_group("a", points=points("30")), a_group("a1", parent="a", weight=5_000))) == []
    groups = (a_group("a", points=points("30.01")), a_group("a1", parent="a", weight=5_000, points=points("10")))
    assert found(*lines, groups=groups) == [
        Breach(
            (*TABLE, "groups", 0, "points"),
            because("group-points-differ", group="a", points=points("30.01"), total=points("30")),
        ),
        Breach(
            (*TABLE, "groups", 1, "points"),
            because("group-points-differ", group="a1", points=points("10"), total=points("20")),
        ),
    ]


@pytest.mark.parametrize(
    ("weight", "code", "total", "difference"),
    [(9_999, "track-points-under-scale", "99.99", "0.01"), (11_000, "track-points-over-scale", "110", "10")],
)
def test_a_weighed_table_adds_up_to_the_scale(weight, code, total, difference):
    facts = {"track": "xa", "total": points(total), "scale": points("100"), "difference": points(difference)}
    assert found(a_criterion("mot", 100, group="a"), groups=(a_group("a", weight=weight),)) == [
        Breach((*TABLE, "criteria"), because(code, **facts))
    ]


def test_a_bonus_adds_nothing_to_the_scale_and_a_deduction_its_base_points():
    lines = (a_criterion("mot", 60), a_criterion("tru", 40, rule=DEDUCT), a_criterion("thuong", 0, rule=BONUS))
    assert found(*lines) == []


def test_groups_have_two_codes_and_stand_in_groups_that_exist():
    groups = (a_group("a"), a_group("a"), a_group("b", parent="c"))
    assert found(groups=groups) == [
        Breach((*TABLE, "groups", 1, "code"), because("code-repeated", code="a")),
        Breach((*TABLE, "groups", 2, "parent"), because("group-unknown", group="c", known=("a", "a", "b"))),
    ]


def test_a_line_stands_in_a_group_that_exists():
    facts = {"track": "xa", "total": points("60"), "scale": points("100"), "difference": points("40")}
    lines = (a_criterion("mot", 60), a_criterion("hai", 40, group="b"))
    assert found(*lines, groups=(a_group("a"),)) == [
        Breach((*TABLE, "criteria", 1, "group"), because("group-unknown", group="b", known=("a",))),
        Breach((*TABLE, "criteria"), because("track-points-under-scale", **facts)),
    ]


@pytest.mark.parametrize(
    ("parents", "circle"),
    [
        ({"a": "a"}, [0]),
        ({"a": "b", "b": "a"}, [0, 1]),
        ({"a": "b", "b": "c", "c": "a"}, [0, 1, 2]),
        ({"a": "b", "b": "b"}, [1]),
        ({"a": None, "b": "a", "c": "b"}, []),
    ],
)
def test_no_group_stands_in_itself(parents, circle):
    groups = tuple(a_group(code, parent=parent) for code, parent in parents.items())
    assert found(a_criterion("mot", 100, group="a"), groups=groups) == [
        Breach((*TABLE, "groups", at, "parent"), because("group-in-itself", group=groups[at].code)) for at in circle
    ]


def test_no_cap_is_below_zero_wherever_it_stands():
    below = (a_cap("0"), a_cap("-0.5"))
    lines = (a_criterion("mot", 100, group="a", caps=below),)
    reason = because("cap-below-zero", text="-0.5")
    assert found(*lines, groups=(a_group("a", caps=below),), caps=below) == [
        Breach((*TABLE, "caps", 1, "most"), reason),
        Breach((*TABLE, "groups", 0, "caps", 1, "most"), reason),
        Breach((*TABLE, "criteria", 0, "caps", 1, "most"), reason),
    ]


@pytest.mark.parametrize(
    ("rule", "whole", "code"),
    [
        (PointsGiven(), 0, "points-not-positive"),
        (PointsGiven(), -5, "points-not-positive"),
        (DEDUCT, -5, "points-not-positive"),
        (BONUS, -5, "points-not-positive"),
        (DEDUCT, 0, None),
        (MetOrNot(), 0, None),
        (AllOrNothing(), 0, None),
        (BONUS, 0, None),
    ],
)
def test_a_line_has_base_points_unless_it_deducts_adds_or_is_a_bare_condition(rule, whole, code):
    base = 0 if rule is BONUS else whole
    expected = [] if code is None else [Breach((*TABLE, "criteria", 1, "points"), because(code, criterion="hai"))]
    assert found(a_criterion("mot", 100 - base), a_criterion("hai", whole, rule=rule)) == expected


@pytest.mark.parametrize("rule", [BONUS, PointsGiven(Counting(Direction.BONUS))])
def test_a_bonus_has_no_base_points(rule):
    assert found(a_criterion("mot", 100), a_criterion("hai", 5, rule=rule)) == [
        Breach((*TABLE, "criteria", 1, "points"), because("bonus-with-points", criterion="hai", points=points("5")))
    ]


def test_a_line_with_base_points_may_not_be_left_out():
    lines = (a_criterion("mot", 60, optional=True), a_criterion("hai", 40, optional=True, rule=DEDUCT))
    assert found(*lines) == [
        Breach(
            (*TABLE, "criteria", at, "optional"),
            because("optional-with-points", criterion=line.code, points=line.points),
        )
        for at, line in enumerate(lines)
    ]


@pytest.mark.parametrize(
    ("requires", "expected"),
    [
        ((Requirement("mot"), Requirement("hai", points("5"))), []),
        ((Requirement("khong-co"),), [(0, because("required-line-unknown", line="khong-co", track="xa"))]),
        ((Requirement("mot"), Requirement("thuong")), [(1, because("requires-itself", criterion="thuong"))]),
        (
            (Requirement("quy"),),
            [(0, because("required-line-not-due", line="quy", months=tuple(sorted(EVERY_MONTH - QUARTERLY))))],
        ),
    ],
)
def test_a_condition_looks_at_another_line_that_is_due_with_it(requires, expected):
    lines = (
        a_criterion("mot", 50),
        a_criterion("hai", 30),
        a_criterion("quy", 20, due=QUARTERLY),
        a_criterion("thuong", 0, rule=BONUS, requires=requires),
    )
    path = (*TABLE, "criteria", 3, "requires")
    assert found(*lines) == [Breach((*path, at), reason) for at, reason in expected]


def test_a_quarterly_bonus_may_look_at_a_monthly_line():
    bonus = a_criterion("thuong", 0, rule=BONUS, due=QUARTERLY, requires=(Requirement("mot"),))
    assert found(a_criterion("mot", 100), bonus) == []


@pytest.mark.parametrize("rule", [PointsGiven(), DEDUCT, MetOrNot()])
def test_only_a_bonus_has_conditions(rule):
    lines = (a_criterion("mot", 60), a_criterion("hai", 40, rule=rule, requires=(Requirement("mot"),)))
    assert found(*lines) == [
        Breach((*TABLE, "criteria", 1, "requires"), because("requires-not-bonus", criterion="hai"))
    ]

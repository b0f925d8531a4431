"""A score table: what its lines and groups add up to, weighed, and the windows of its caps."""

from datetime import date
from fractions import Fraction

import pytest

from make import APRIL, JUNE, QUARTERLY, a_criterion, a_group, a_track, points
from thidua.domain.month import Month
from thidua.domain.rules.cases import Bonus, Deduct
from thidua.domain.rules.given import PointsGiven
from thidua.domain.rules.targets import Attainment
from thidua.domain.rules.value import Counting, Direction
from thidua.domain.score_table import Cap, CapOf, Over, weighed

BONUS = Bonus(points("1"), None)
DEDUCT = Deduct(points("0.5"), None)


def month(year, number):
    return Month.of(date(year, number, 1))


def a_weighed_track():
    """60 and 40 in two groups, the first with a group of 33.33 inside that counts half; a bonus counts nothing."""
    groups = (
        a_group("a"),
        a_group("a1", parent="a", weight=5_000),
        a_group("b", weight=12_500),
    )
    lines = (
        a_criterion("mot", 30, group="a"),
        a_criterion("hai", 33, group="a1"),
        a_criterion("ba", 40, group="b", rule=DEDUCT, due=QUARTERLY),
        a_criterion("bon", 0, group="b", rule=BONUS),
        a_criterion("nam", 5),
    )
    return a_track(groups=groups, criteria=lines)


@pytest.mark.parametrize(
    ("text", "weight", "got"),
    [
        ("33.33", 10_000, "33.33"),
        ("33.33", 5_000, "16.67"),
        ("-33.33", 5_000, "-16.67"),
        ("0.01", 4_999, "0"),
        ("10", 6_667, "6.67"),
        ("10", 25_000, "25"),
        ("0", 1, "0"),
    ],
)
def test_points_are_weighed_by_ten_thousandths_and_rounded_halves_up(text, weight, got):
    assert weighed(points(text), weight) == points(got)


@pytest.mark.parametrize(
    ("group", "full"), [("a1", "33"), ("a", "46.5"), ("b", "40"), ("nowhere", "0"), (None, "101.5")]
)
def test_a_group_adds_up_before_its_own_weight_and_after_those_inside(group, full):
    assert a_weighed_track().full_points(group) == points(full)


def test_the_points_due_are_of_the_lines_of_the_month():
    track = a_weighed_track()
    assert track.due_points(APRIL) == points("51.5")
    assert track.due_points(JUNE) == points("101.5")


def test_a_bonus_has_no_base_points_and_a_deduction_starts_from_them():
    bases = [a_criterion(points=7, rule=rule).base for rule in (a_criterion().rule, DEDUCT, BONUS)]
    assert bases == [points("7"), points("7"), points("0")]


def test_groups_are_told_from_the_inside_out():
    track = a_weighed_track()
    assert [group.code for group in track.above("a1")] == ["a1", "a"]
    assert [group.code for group in track.above("b")] == ["b"]
    assert list(track.above(None)) == list(track.above("nowhere")) == []


def test_a_group_is_found_by_its_code():
    track = a_weighed_track()
    assert (track.group("b"), track.group("c"), track.group(None)) == (track.groups[2], None, None)


def test_a_line_is_appraised_by_the_innermost_group_that_names_a_body():
    groups = (
        a_group("a", appraiser="Phòng Nội vụ"),
        a_group("a1", parent="a"),
        a_group("a2", parent="a", appraiser="Ban Tổ chức"),
        a_group("b"),
    )
    track = a_track(groups=groups)
    bodies = [track.appraiser(a_criterion(group=group)) for group in ("a", "a1", "a2", "b", None)]
    assert bodies == ["Phòng Nội vụ", "Phòng Nội vụ", "Ban Tổ chức", None, None]


@pytest.mark.parametrize(
    ("base", "rule", "most"),
    [
        (7, a_criterion().rule, "7"),
        (7, DEDUCT, "7"),
        (7, Attainment(), "7"),
        (7, Attainment(cap=Fraction(12, 10)), "8.4"),
        (0, BONUS, None),
        (0, Bonus(points("1"), points("3")), "3"),
        (0, PointsGiven(Counting(Direction.BONUS, points("2"))), "2"),
        (0, PointsGiven(Counting(Direction.BONUS)), None),
    ],
)
def test_the_most_a_line_may_give_is_its_points_or_what_its_rule_caps(base, rule, most):
    assert a_criterion(points=base, rule=rule).most == (None if most is None else points(most))


def test_every_cap_of_the_table_is_given_the_whole_first():
    caps = [Cap(CapOf.BONUSES, points(str(most)), Over.MONTH) for most in range(3)]
    lines = (a_criterion("a", 100, caps=(caps[2],)),)
    track = a_track(caps=(caps[0],), groups=(a_group(caps=(caps[1],)),), criteria=lines)
    assert list(track.every_cap()) == caps


@pytest.mark.parametrize(
    ("of", "covered"),
    [
        (CapOf.DEDUCTIONS, [True, False]),
        (CapOf.BONUSES, [False, True]),
        (CapOf.BOTH, [True, True]),
    ],
)
def test_a_cap_says_what_it_caps(of, covered):
    cap = Cap(of, points("1"), Over.MONTH)
    assert [cap.covers(what) for what in (CapOf.DEDUCTIONS, CapOf.BONUSES)] == covered


@pytest.mark.parametrize(
    ("over", "when", "first"),
    [
        (Over.MONTH, month(2024, 5), month(2024, 5)),
        (Over.QUARTER, month(2024, 3), month(2024, 1)),
        (Over.QUARTER, month(2024, 4), month(2024, 4)),
        (Over.HALF_YEAR, month(2024, 6), month(2024, 1)),
        (Over.HALF_YEAR, month(2024, 12), month(2024, 7)),
        (Over.YEAR, month(2024, 12), month(2024, 1)),
        (Over.YEAR, month(2025, 1), month(2025, 1)),
        (Over.CAMPAIGN, month(2024, 12), Month(0)),
        (Over.CAMPAIGN, month(2031, 1), Month(0)),
    ],
)
def test_a_window_of_a_cap_follows_the_calendar(over, when, first):
    assert Cap(CapOf.BOTH, points("1"), over).first_month(when) == first

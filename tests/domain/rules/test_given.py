"""Rules that need no arithmetic: points as given, met or not, ordered levels, one of several bonuses."""

import pytest

from make import a_criterion, points
from thidua.domain.measures import Answer, Given, Level, Measured
from thidua.domain.points import ZERO
from thidua.domain.rules import KINDS
from thidua.domain.rules.given import ExclusiveBonus, Levels, MetOrNot, Option, PointsGiven
from thidua.domain.rules.value import Counting, Direction, Valued
from thidua.errors import because

FULL = points("50")
DEDUCTED = PointsGiven(Counting(Direction.DEDUCTION, points("2")))
ADDED = PointsGiven(Counting(Direction.BONUS, points("3")))
NEW_RURAL = (
    Option("chua", "Chưa đạt", ZERO),
    Option("dat", "Đạt chuẩn", points("30")),
    Option("nang-cao", "Nâng cao", points("50")),
)
FLAGS = (Option("co-tinh", "Cờ của tỉnh", points("3")), Option("co-chinh-phu", "Cờ của Chính phủ", points("5")))


def test_there_are_twelve_kinds_of_rule_each_with_its_word():
    assert KINDS == (
        "points",
        "met",
        "all-or-nothing",
        "deduct",
        "bonus",
        "attainment",
        "bands",
        "tiers",
        "step-bonus",
        "two-way",
        "exclusive-bonus",
        "levels",
    )


def test_each_of_these_rules_reads_its_measure_and_counts_its_way():
    rules = (PointsGiven(), DEDUCTED, ADDED, MetOrNot(), Levels(NEW_RURAL), ExclusiveBonus(FLAGS))
    assert [(rule.reads, rule.direction) for rule in rules] == [
        (Measured.POINTS, Direction.BASE),
        (Measured.POINTS, Direction.DEDUCTION),
        (Measured.POINTS, Direction.BONUS),
        (Measured.YES_NO, Direction.BASE),
        (Measured.LEVEL, Direction.BASE),
        (Measured.LEVEL, Direction.BONUS),
    ]


@pytest.mark.parametrize(
    ("text", "value", "is_met"),
    [("9.5", "9.5", False), ("49,99", "49.99", False), ("50", "50", True), ("+50,00", "50", True), ("-0", "0", False)],
)
def test_points_are_taken_as_given_and_full_points_meet_the_line(text, value, is_met):
    got = points(value)
    assert PointsGiven().value(text, FULL, None) == Valued(Given(got), got, got, got, is_met)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-0,01", because("score-below-zero", value=points("-0.01"))),
        ("50.01", because("score-above-maximum", value=points("50.01"), maximum=FULL)),
        ("1.000", because("number-ambiguous", text="1.000", joined="1000", whole="1")),
        ("", because("number-malformed", text="")),
    ],
)
def test_points_outside_the_line_or_not_a_number_are_refused(text, reason):
    assert PointsGiven().value(text, FULL, None) == reason


@pytest.mark.parametrize(
    ("text", "raw", "capped", "got", "is_met"),
    [
        ("0", "0", "0", "50", True),
        ("- 0,25", "-0.25", "-0.25", "49.75", False),
        ("-2", "-2", "-2", "48", False),
        ("-2,01", "-2.01", "-2", "48", False),
    ],
)
def test_a_deduction_is_typed_with_its_minus_and_taken_up_to_its_cap(text, raw, capped, got, is_met):
    valued = Valued(Given(points(raw)), points(raw), points(capped), points(got), is_met)
    assert DEDUCTED.value(text, FULL, None) == valued


def test_a_deduction_typed_without_its_minus_is_refused():
    assert DEDUCTED.value("+ 0,1", FULL, None) == because("deduction-above-zero", value=points("0.1"))


@pytest.mark.parametrize(
    ("text", "raw", "got", "is_met"),
    [("0", "0", "0", False), ("1,5", "1.5", "1.5", True), ("3", "3", "3", True), ("4", "4", "3", True)],
)
def test_a_bonus_is_added_up_to_its_cap_whatever_the_base_points(text, raw, got, is_met):
    valued = Valued(Given(points(raw)), points(raw), points(got), points(got), is_met)
    assert ADDED.value(text, ZERO, None) == valued


def test_a_penalty_typed_as_a_bonus_is_refused():
    assert ADDED.value("-1", ZERO, None) == because("score-below-zero", value=points("-1"))


@pytest.mark.parametrize(("rule", "no"), [(MetOrNot(), "0"), (MetOrNot(points("10.5")), "10.5")])
def test_a_line_that_is_met_has_all_its_points_and_otherwise_what_the_rule_says(rule, no):
    assert rule.value("có", FULL, None) == Valued(Answer(yes=True), FULL, FULL, FULL, is_met=True)
    other = points(no)
    assert rule.value("không", FULL, None) == Valued(Answer(yes=False), other, other, other, is_met=False)


def test_a_bare_condition_is_met_or_not_without_any_points():
    assert MetOrNot().value("x", ZERO, None) == Valued(Answer(yes=True), ZERO, ZERO, ZERO, is_met=True)
    assert MetOrNot().value("no", ZERO, None) == Valued(Answer(yes=False), ZERO, ZERO, ZERO, is_met=False)


@pytest.mark.parametrize("text", ["100%", "5", ""])
def test_a_line_is_met_or_not_and_nothing_between(text):
    assert MetOrNot().value(text, FULL, None) == because("answer-malformed", text=text)


@pytest.mark.parametrize(
    ("text", "code", "got", "is_met"),
    [("chua", "chua", "0", False), ("Đạt chuẩn", "dat", "30", False), ("nang-cao", "nang-cao", "50", True)],
)
def test_a_level_has_its_points_and_the_highest_meets_the_line(text, code, got, is_met):
    value = points(got)
    assert Levels(NEW_RURAL).value(text, FULL, None) == Valued(Level(code), value, value, value, is_met)


@pytest.mark.parametrize(
    ("text", "code"), [("2", "level-not-a-number"), ("no", "level-unknown"), ("dat chuan", "level-unknown")]
)
def test_a_level_is_one_of_those_named(text, code):
    known = ("chua", "dat", "nang-cao")
    assert Levels(NEW_RURAL).value(text, FULL, None) == because(code, text=text, known=known)


def test_levels_may_deduct():
    rule = Levels(
        (Option("cham", "Chậm", points("2")), Option("kip", "Kịp thời", ZERO)),
        Counting(Direction.DEDUCTION, points("1")),
    )
    assert rule.value("cham", FULL, None) == Valued(
        Level("cham"), points("-2"), points("-1"), points("49"), is_met=False
    )
    assert rule.value("kip", FULL, None) == Valued(Level("kip"), ZERO, ZERO, FULL, is_met=True)


@pytest.mark.parametrize(
    ("text", "code", "got", "is_met"),
    [("co-tinh", "co-tinh", "3", True), ("Cờ của Chính phủ", "co-chinh-phu", "5", True), ("không", None, "0", False)],
)
def test_one_of_several_bonuses_is_had_or_none(text, code, got, is_met):
    value = points(got)
    assert ExclusiveBonus(FLAGS).value(text, ZERO, None) == Valued(Level(code), value, value, value, is_met)


@pytest.mark.parametrize(
    ("text", "code"), [("5", "level-not-a-number"), ("co-tinh, co-chinh-phu", "level-unknown"), ("", "level-unknown")]
)
def test_two_of_several_bonuses_are_refused_as_unknown(text, code):
    known = ("co-tinh", "co-chinh-phu")
    assert ExclusiveBonus(FLAGS).value(text, ZERO, None) == because(code, text=text, known=known)


def test_the_reason_of_a_line_names_it_first():
    reason = a_criterion("to-chuc", 50).value("51", None)
    assert reason == because("score-above-maximum", criterion="to-chuc", value=points("51"), maximum=FULL)
    assert list(reason.facts) == ["criterion", "value", "maximum"]


def test_a_line_values_what_was_reported_by_its_rule_and_points():
    assert a_criterion("to-chuc", 50, rule=MetOrNot()).value("đạt", None) == Valued(
        Answer(yes=True), FULL, FULL, FULL, is_met=True
    )

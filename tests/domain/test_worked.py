"""The table worked out: conditions, caps over months, groups, weights, the total and its ends."""

from datetime import date

import pytest

from make import APRIL, JUNE, QUARTERLY, a_campaign, a_criterion, a_group, a_track, capped_series, points, posted
from thidua.domain.grading import Beyond, GradesOf, Totals
from thidua.domain.month import Month
from thidua.domain.points import ZERO
from thidua.domain.rules.cases import Bonus, Deduct
from thidua.domain.rules.given import MetOrNot
from thidua.domain.score_table import Cap, CapOf, Over, Requirement
from thidua.domain.worked import (
    NOTHING,
    Amounts,
    GroupWorked,
    LineWorked,
    Worked,
    amounts,
    finished,
    first_month_needed,
    holds,
    work,
)

BONUS = Bonus(points("1"), None)
DEDUCT = Deduct(points("0.5"), None)
MARCH, MAY, JULY = (Month.of(date(2024, number, 1)) for number in (3, 5, 7))


def of(base="0", minus="0", plus="0"):
    return Amounts(points(base), points(minus), points(plus))


def a_cap(of_what, most, over=Over.MONTH):
    return Cap(of_what, points(most), over)


def a_table(*lines, **changes):
    return a_track(criteria=lines, **changes)


def worked(track, month, months, **changes):
    read = {
        when: {code: one if not isinstance(one, str) else posted(one) for code, one in its.items()}
        for when, its in months.items()
    }
    return work(a_campaign(tracks=(track,), **changes), track, month, read)


def test_amounts_are_told_apart_and_come_to_their_net():
    assert amounts(a_criterion(points=50), points("45.5")) == of("45.5")
    assert amounts(a_criterion(points=10, rule=DEDUCT), points("9.25")) == of("10", "0.75")
    assert amounts(a_criterion(points=0, rule=DEDUCT), points("-3")) == of("0", "3")
    assert amounts(a_criterion(points=0, rule=BONUS), points("2")) == of("0", "0", "2")
    assert (of("10", "0.75", "2").net, of("0", "3").net, NOTHING.net) == (points("11.25"), points("-3"), ZERO)


def test_amounts_add_up_and_are_weighed_each_by_itself():
    added = of("10", "0.75", "2") + of("1", "0.25", "0.5")
    assert added == of("11", "1", "2.5")
    assert of("33.33", "0.01", "1").weighed(5_000) == of("16.67", "0.01", "0.5")


def test_a_month_is_worked_out_line_by_line_group_by_group():
    cap = a_cap(CapOf.BONUSES, "3")
    track = a_table(
        a_criterion("mot", 60, group="a"),
        a_criterion("hai", 10, group="a1", rule=DEDUCT),
        a_criterion("ba", 0, group="a1", rule=BONUS),
        a_criterion("bon", 35),
        groups=(a_group("a"), a_group("a1", parent="a", weight=5_000, caps=(cap,))),
    )
    lines = {"mot": posted("55.5"), "hai": posted("8.5"), "ba": posted("4"), "bon": posted("35", is_met=True)}
    first, inner, bonus, last = track.criteria
    assert work(a_campaign(tracks=(track,)), track, APRIL, {APRIL: lines}) == Worked(
        lines={
            "mot": LineWorked(first, lines["mot"], True, of("55.5"), of("55.5")),
            "hai": LineWorked(inner, lines["hai"], True, of("10", "1.5"), of("10", "1.5")),
            "ba": LineWorked(bonus, lines["ba"], True, of(plus="4"), of(plus="4")),
            "bon": LineWorked(last, lines["bon"], True, of("35"), of("35")),
        },
        groups={
            "a1": GroupWorked(track.groups[1], of("10", "1.5", "4"), of("10", "1.5", "3"), of("5", "0.75", "1.5")),
            "a": GroupWorked(
                track.groups[0], of("60.5", "0.75", "1.5"), of("60.5", "0.75", "1.5"), of("60.5", "0.75", "1.5")
            ),
        },
        before=of("95.5", "0.75", "1.5"),
        after=of("95.5", "0.75", "1.5"),
        total=points("96.25"),
    )


def test_a_month_in_which_nothing_is_scored_comes_to_nothing():
    group = a_group("a")
    track = a_table(a_criterion("mot", 100, group="a"), groups=(group,))
    nothing = GroupWorked(group, NOTHING, NOTHING, NOTHING)
    expected = Worked({}, {"a": nothing}, NOTHING, NOTHING, ZERO)
    assert worked(track, APRIL, {}) == worked(track, APRIL, {APRIL: {}}) == expected


def test_a_line_not_due_and_a_line_of_no_table_count_nowhere():
    track = a_table(a_criterion("mot", 80), a_criterion("quy", 20, due=QUARTERLY))
    lines = {"mot": "70", "quy": "20", "unknown": "5"}
    assert [worked(track, month, {month: lines}).total for month in (APRIL, JUNE)] == [points("70"), points("90")]
    assert list(worked(track, APRIL, {APRIL: lines}).lines) == ["mot"]


@pytest.mark.parametrize(
    ("wanted", "other", "does_hold"),
    [
        (Requirement("mot"), posted("5", is_met=True), True),
        (Requirement("mot"), posted("5", is_met=False), False),
        (Requirement("mot"), posted("0", is_met=True), True),
        (Requirement("mot", points("5")), posted("5", is_met=False), True),
        (Requirement("mot", points("5")), posted("4.99", is_met=True), False),
        (Requirement("mot", ZERO), None, False),
        (Requirement("mot"), None, False),
    ],
)
def test_a_condition_holds_on_a_line_that_is_scored_and_met_or_has_enough(wanted, other, does_hold):
    assert holds(wanted, {} if other is None else {"mot": other}) is does_hold


@pytest.mark.parametrize(
    ("lines", "is_allowed", "total"),
    [
        ({"mot": posted("100", is_met=True), "hai": posted("90"), "thuong": posted("5")}, True, "195"),
        ({"mot": posted("100", is_met=False), "hai": posted("90"), "thuong": posted("5")}, False, "190"),
        ({"mot": posted("100", is_met=True), "hai": posted("89.99"), "thuong": posted("5")}, False, "189.99"),
        ({"hai": posted("90"), "thuong": posted("5")}, False, "90"),
    ],
)
def test_a_bonus_counts_only_when_all_its_conditions_hold(lines, is_allowed, total):
    track = a_table(
        a_criterion("mot", 100),
        a_criterion("hai", 100),
        a_criterion("thuong", 0, rule=BONUS, requires=(Requirement("mot"), Requirement("hai", points("90")))),
    )
    got = worked(track, APRIL, {APRIL: lines})
    line = got.lines["thuong"]
    kept = of(plus="5" if is_allowed else "0")
    assert line == LineWorked(track.criteria[2], posted("5"), is_allowed, kept, kept)
    assert got.total == points(total)


def test_a_condition_on_a_line_not_due_in_the_month_does_not_hold():
    track = a_table(
        a_criterion("mot", 100, due=QUARTERLY, rule=MetOrNot()),
        a_criterion("thuong", 0, rule=BONUS, requires=(Requirement("mot"),)),
    )
    lines = {"mot": posted("100", is_met=True), "thuong": posted("5")}
    assert [worked(track, month, {month: lines}).total for month in (APRIL, JUNE)] == [ZERO, points("105")]


@pytest.mark.parametrize(
    ("cap", "left"),
    [
        (a_cap(CapOf.DEDUCTIONS, "2"), of("10", "2", "5")),
        (a_cap(CapOf.BONUSES, "2"), of("10", "3", "2")),
        (a_cap(CapOf.BOTH, "2"), of("10", "2", "2")),
        (a_cap(CapOf.BOTH, "0"), of("10")),
        (a_cap(CapOf.BOTH, "5"), of("10", "3", "5")),
    ],
)
def test_a_cap_on_both_caps_each_by_itself_and_never_the_base_points(cap, left):
    assert capped_series((cap,), {APRIL: of("10", "3", "5")}) == {APRIL: left}


def test_caps_apply_one_after_the_other():
    caps = (a_cap(CapOf.BONUSES, "3"), a_cap(CapOf.BONUSES, "4", Over.QUARTER))
    series = {APRIL: of(plus="5"), MAY: of(plus="5"), JUNE: of(plus="5")}
    assert capped_series(caps, series) == {APRIL: of(plus="3"), MAY: of(plus="1"), JUNE: of()}


@pytest.mark.parametrize(
    ("over", "left"),
    [
        (Over.MONTH, ["2", "2", "2", "2"]),
        (Over.QUARTER, ["2", "2", "1", "2"]),
        (Over.HALF_YEAR, ["2", "2", "1", "2"]),
        (Over.YEAR, ["2", "2", "1", "0"]),
        (Over.CAMPAIGN, ["2", "2", "1", "0"]),
    ],
)
def test_a_cap_over_several_months_is_used_up_in_the_order_of_the_months(over, left):
    months = (APRIL, MAY, JUNE, JULY)
    typed = {JULY: of(plus="2"), JUNE: of(plus="2"), APRIL: of(plus="2"), MAY: of(plus="2")}
    got = capped_series((a_cap(CapOf.BONUSES, "2" if over is Over.MONTH else "5", over),), typed)
    assert got == {month: of(plus=text) for month, text in zip(months, left, strict=True)}


def test_what_earlier_months_in_which_the_line_was_due_used_up_is_gone():
    line = a_criterion("thuong", 0, rule=BONUS, due=QUARTERLY, caps=(a_cap(CapOf.BONUSES, "5", Over.YEAR),))
    track = a_table(a_criterion("mot", 100), line)
    months = {
        MARCH: {"thuong": "2"},
        APRIL: {"thuong": "2"},
        JUNE: {"mot": "100", "thuong": "4"},
        JULY: {"thuong": "9"},
    }
    got = worked(track, JUNE, months)
    assert got.lines["thuong"] == LineWorked(line, posted("4"), True, of(plus="4"), of(plus="3"), of(plus="2"))
    assert got.total == points("103")


def test_a_bonus_whose_condition_failed_in_an_earlier_month_uses_up_nothing():
    cap = a_cap(CapOf.BONUSES, "5", Over.YEAR)
    bonus = a_criterion("thuong", 0, rule=BONUS, requires=(Requirement("mot"),), caps=(cap,))
    track = a_table(a_criterion("mot", 100), bonus)
    months = {
        APRIL: {"mot": posted("0", is_met=False), "thuong": posted("4")},
        MAY: {"mot": posted("100"), "thuong": posted("4")},
    }
    assert worked(track, MAY, months).lines["thuong"].after == of(plus="4")


def test_a_cap_of_a_group_and_of_the_table_look_at_sums_over_the_months():
    group = a_group("a", caps=(a_cap(CapOf.DEDUCTIONS, "4", Over.QUARTER),), weight=5_000)
    track = a_table(
        a_criterion("mot", 50, group="a", rule=DEDUCT),
        a_criterion("hai", 50, group="a", rule=DEDUCT),
        a_criterion("thuong", 0, rule=BONUS),
        groups=(group,),
        caps=(a_cap(CapOf.BOTH, "1.25", Over.MONTH),),
    )
    months = {APRIL: {"mot": "48", "hai": "49"}, MAY: {"mot": "49", "hai": "48", "thuong": "2"}}
    got = worked(track, MAY, months)
    assert got.groups == {"a": GroupWorked(group, of("100", "3"), of("100", "1"), of("50", "0.5"), of("100", "3"))}
    assert (got.before, got.after, got.total) == (of("50", "0.5", "2"), of("50", "0.5", "1.25"), points("50.75"))


def test_a_month_is_needed_from_the_start_of_the_longest_window_of_a_cap():
    line = a_criterion("a", 100, caps=(a_cap(CapOf.BOTH, "1", Over.QUARTER),))
    year = a_table(line, caps=(a_cap(CapOf.BOTH, "1", Over.YEAR),))
    firsts = [first_month_needed([a_track(), *tracks], JUNE) for tracks in ([], [a_table(line)], [year])]
    assert firsts == [JUNE, APRIL, Month.of(date(2024, 1, 1))]


@pytest.mark.parametrize(
    ("above", "below", "totals"),
    [
        (Beyond.ALLOWED, Beyond.ALLOWED, ["-5", "0", "80", "80.01", "100.01"]),
        (Beyond.CLAMPED, Beyond.CLAMPED, ["0", "0", "80", "80", "80"]),
        (Beyond.CLAMPED, Beyond.ALLOWED, ["-5", "0", "80", "80", "80"]),
        (None, Beyond.CLAMPED, ["0", "0", "80", "80.01", "100.01"]),
    ],
)
def test_a_total_is_brought_back_to_the_points_due_where_the_campaign_says_so(above, below, totals):
    campaign = a_campaign(totals=Totals(above, below), grades_of=GradesOf.DUE)
    got = [finished(campaign, points(text), points("80")) for text in ("-5", "0", "80", "80.01", "100.01")]
    assert got == [points(text) for text in totals]


def test_a_total_judged_by_the_whole_scale_is_brought_back_to_the_scale():
    campaign = a_campaign(totals=Totals(Beyond.CLAMPED), grades_of=GradesOf.SCALE)
    got = [finished(campaign, points(text), points("80")) for text in ("80.01", "100", "100.01")]
    assert got == [points("80.01"), points("100"), points("100")]


def test_deductions_beyond_the_base_points_leave_nothing_and_not_less():
    track = a_table(a_criterion("mot", 100, rule=DEDUCT))
    got = worked(track, APRIL, {APRIL: {"mot": "-20"}})
    assert (got.after, got.total) == (of("100", "120"), ZERO)
    allowed = worked(track, APRIL, {APRIL: {"mot": "-20"}}, totals=Totals(below=Beyond.ALLOWED))
    assert allowed.total == points("-20")

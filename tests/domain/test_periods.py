"""Longer periods: which kind a run of months is, and what its months make."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from make import a_campaign, points
from thidua.domain.month import Month, months_between
from thidua.domain.periods import Combine, Period, PeriodKind, Summed, calendar_kind, sum_up
from thidua.domain.ranking import Incomplete


def month(year, number):
    return Month.of(date(year, number, 1))


def a_period(**changes):
    defaults = {
        "kind": PeriodKind.ANY,
        "combine": Combine.MEAN,
        "incomplete": Incomplete.UNRANKED,
        "grades": (),
    }
    return Period(**defaults | changes)


JANUARY, FEBRUARY, MARCH = (month(2024, number) for number in (1, 2, 3))
QUARTER = (JANUARY, FEBRUARY, MARCH)


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        ((2024, 1), (2024, 3), PeriodKind.QUARTER),
        ((2024, 10), (2024, 12), PeriodKind.QUARTER),
        ((2024, 2), (2024, 4), PeriodKind.ANY),
        ((2024, 1), (2024, 6), PeriodKind.HALF_YEAR),
        ((2024, 7), (2024, 12), PeriodKind.HALF_YEAR),
        ((2024, 4), (2024, 9), PeriodKind.ANY),
        ((2024, 1), (2024, 12), PeriodKind.YEAR),
        ((2024, 7), (2025, 6), PeriodKind.ANY),
        ((2024, 1), (2024, 9), PeriodKind.ANY),
        ((2024, 3), (2024, 3), PeriodKind.ANY),
        ((2024, 1), (2025, 12), PeriodKind.ANY),
    ],
)
def test_a_calendar_quarter_half_year_or_year_is_told_from_any_other_run_of_months(first, last, kind):
    assert calendar_kind(month(*first), month(*last)) == kind


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        ((2024, 2), (2024, 12), PeriodKind.CAMPAIGN),
        ((2024, 4), (2024, 6), PeriodKind.QUARTER),
        ((2024, 2), (2024, 6), PeriodKind.ANY),
    ],
)
def test_from_launch_to_close_is_the_whole_campaign(first, last, kind):
    assert a_campaign().period_kind(month(*first), month(*last)) == kind


@pytest.mark.parametrize(
    ("kinds", "first", "last", "found"),
    [
        ("quarter any", (2024, 4), (2024, 6), "quarter"),
        ("any quarter", (2024, 4), (2024, 6), "quarter"),
        ("any", (2024, 4), (2024, 6), "any"),
        ("year", (2024, 4), (2024, 6), None),
        ("quarter", (2024, 5), (2024, 6), None),
        ("campaign any", (2024, 2), (2024, 12), "campaign"),
        ("any year", (2024, 2), (2024, 12), "any"),
        ("", (2024, 2), (2024, 12), None),
    ],
)
def test_a_period_is_summed_up_by_the_entry_of_its_kind_else_by_that_for_any(kinds, first, last, found):
    campaign = a_campaign(periods=tuple(a_period(kind=PeriodKind(kind)) for kind in kinds.split()))
    got = campaign.period(month(*first), month(*last))
    assert (got and got.kind) == found


@pytest.mark.parametrize(
    ("kinds", "found"), [("year any", "year"), ("year campaign", "campaign"), ("quarter any", "any"), ("quarter", None)]
)
def test_a_campaign_of_one_calendar_year_is_also_a_year(kinds, found):
    periods = tuple(a_period(kind=PeriodKind(kind)) for kind in kinds.split())
    campaign = a_campaign(launched=date(2024, 1, 5), closes=date(2024, 12, 31), periods=periods)
    got = campaign.period(month(2024, 1), month(2024, 12))
    assert (got and got.kind) == found


@pytest.mark.parametrize(
    ("combine", "exact", "total"), [(Combine.MEAN, Fraction(241, 3), "80.33"), (Combine.SUM, Fraction(241), "241")]
)
def test_months_make_their_mean_or_their_sum(combine, exact, total):
    totals = {MARCH: points("81"), JANUARY: points("80"), FEBRUARY: points("80")}
    got = sum_up(a_period(combine=combine), QUARTER, totals)
    assert got == Summed(totals, (), exact, is_ranked=True)
    assert list(got.months) == list(QUARTER)
    assert got.total == points(total)


@pytest.mark.parametrize(("incomplete", "is_ranked"), [(Incomplete.UNRANKED, False), (Incomplete.RANKED, True)])
def test_a_month_without_a_grade_is_named_and_no_part_of_the_mean(incomplete, is_ranked):
    totals = {JANUARY: points("80"), MARCH: points("0")}
    got = sum_up(a_period(incomplete=incomplete), QUARTER, totals)
    assert got == Summed(totals, (FEBRUARY,), Fraction(40), is_ranked)
    assert (got.total, len(got.months), len(got.missing)) == (points("40"), 2, 1)


@pytest.mark.parametrize("incomplete", Incomplete)
def test_a_period_without_any_month_has_no_figure_and_no_rank(incomplete):
    got = sum_up(a_period(incomplete=incomplete), QUARTER, {})
    assert got == Summed({}, QUARTER, None, is_ranked=False)
    assert got.total is None


def test_months_outside_the_period_do_not_count():
    totals = {month(2023, 12): points("10"), JANUARY: points("80"), month(2024, 4): points("10")}
    assert sum_up(a_period(), (JANUARY,), totals) == Summed({JANUARY: points("80")}, (), Fraction(80), is_ranked=True)


def test_a_mean_is_exact_and_rounded_only_when_it_is_shown():
    months = tuple(months_between(month(2024, 1), month(2024, 9)))
    totals = {one: points("0.01") for one in months[:8]} | {months[8]: points("0.02")}
    got = sum_up(a_period(), months, totals)
    assert (got.exact, got.total) == (Fraction(10, 900), points("0.01"))
    half = replace(got, exact=Fraction(1, 200))
    assert half.total == points("0.01")

"""What a longer period made of everyone: figures, grades of that kind of period with their gates, ranks."""

from dataclasses import replace
from fractions import Fraction

import pytest

from make import APRIL, JUNE, a_campaign, a_ranking, points
from thidua.domain.grading import Grade, GradesOf, Judged, Totals
from thidua.domain.month import Month
from thidua.domain.period_evaluation import PeriodSheet, PeriodStanding, period_standings
from thidua.domain.periods import Combine, Period, PeriodKind, Summed
from thidua.domain.points import ZERO
from thidua.domain.quotas import Held, Quota, QuotaOf, QuotaTies, Rounding
from thidua.domain.ranking import Better, Incomplete, Ties
from thidua.domain.score_table import Requirement

MAY = Month(APRIL.ordinal + 1)
QUARTER = (APRIL, MAY, JUNE)
GATES = (Requirement("dung-han"), Requirement("khong-ky-luat"))
GRADES = (
    Grade("xuat-sac", "Xuất sắc", points("90"), None, GATES),
    Grade("tot", "Tốt", points("70"), None, GATES[:1]),
    Grade("chua", "Chưa", ZERO),
)


def a_period(**changes):
    defaults = {
        "kind": PeriodKind.QUARTER,
        "combine": Combine.MEAN,
        "incomplete": Incomplete.UNRANKED,
        "grades": GRADES,
    }
    return Period(**defaults | changes)


def a_sheet(registration, *totals, due="100", gates=("dung-han", "khong-ky-luat"), **place):
    """Totals of April, May and June in order; None for a month in which it was not graded."""
    graded = {month: points(text) for month, text in zip(QUARTER, totals, strict=True) if text is not None}
    defaults = {"track": "xa", "cluster": None}
    return PeriodSheet(
        registration,
        totals=graded,
        due=dict.fromkeys(QUARTER, points(due)),
        gates=dict.fromkeys(gates, True),
        **defaults | place,
    )


def summed_up(*sheets, period=None, **changes):
    return period_standings(a_campaign(**changes), period or a_period(), QUARTER, sheets)


def told(found):
    return [(one.registration, one.grade, one.rank) for one in found]


def test_a_period_is_a_mean_a_grade_and_a_rank():
    sheet = a_sheet("my-hoa", "90", "91", "95")
    assert summed_up(sheet) == [
        PeriodStanding(
            "my-hoa",
            Summed(sheet.totals, (), Fraction(92), is_ranked=True),
            Fraction(100),
            "xuat-sac",
            (),
            "xuat-sac",
            rank=1,
        )
    ]


def test_who_misses_a_month_has_neither_grade_nor_rank_unless_the_period_allows_it():
    sheets = a_sheet("partly", "95", None, "95"), a_sheet("all", "80", "80", "80"), a_sheet("none", None, None, None)
    assert told(summed_up(*sheets)) == [("partly", None, None), ("all", "tot", 1), ("none", None, None)]
    allowed = summed_up(*sheets, period=a_period(incomplete=Incomplete.RANKED))
    assert told(allowed) == [("partly", "xuat-sac", 1), ("all", "tot", 2), ("none", None, None)]
    assert [one.summed.missing for one in allowed] == [(MAY,), (), QUARTER]


@pytest.mark.parametrize(
    ("gates", "grade", "failed"),
    [
        (("dung-han", "khong-ky-luat"), "xuat-sac", ()),
        (("dung-han",), "tot", ("khong-ky-luat",)),
        (("khong-ky-luat",), "chua", ("dung-han",)),
        ((), "chua", ("dung-han", "khong-ky-luat")),
    ],
)
def test_a_gate_not_met_in_every_month_shuts_the_grade_and_is_named(gates, grade, failed):
    (got,) = summed_up(a_sheet("my-hoa", "95", "95", "95", gates=gates))
    assert (got.grade, got.failed) == (grade, failed)


@pytest.mark.parametrize(
    ("grades_of", "combine", "totals", "grade"),
    [
        (GradesOf.DUE, Combine.MEAN, ("72", "72", "72"), "xuat-sac"),
        (GradesOf.DUE, Combine.MEAN, ("72", "72", "71.99"), "tot"),
        (GradesOf.SCALE, Combine.MEAN, ("72", "72", "72"), "tot"),
        (GradesOf.DUE, Combine.SUM, ("30", "30", "30"), "xuat-sac"),
        (GradesOf.DUE, Combine.SUM, ("30", "30", "29.99"), "tot"),
    ],
)
def test_a_mean_is_graded_by_the_points_due_in_proportion_and_a_sum_as_it_stands(grades_of, combine, totals, grade):
    sheet = a_sheet("my-hoa", *totals, due="80")
    (got,) = summed_up(sheet, period=a_period(combine=combine), grades_of=grades_of)
    assert (got.grade, got.due) == (grade, Fraction(80 if combine is Combine.MEAN else 240))


A_FIFTH = Quota("xuat-sac", Fraction(1, 5), None, QuotaOf.GRADED, ("track",), Rounding.FLOOR, QuotaTies.HELD, "20%")


def held(found):
    return [(one.registration, one.earned, one.grade, one.held) for one in found]


def test_a_quota_of_a_period_lets_in_the_best_and_holds_the_others_at_the_grade_below():
    figures = {"a": "95", "b": "93", "c": "91", "d": "80", "e": "50"}
    sheets = [a_sheet(name, figure, figure, figure) for name, figure in figures.items()]
    found = summed_up(*sheets, period=a_period(quotas=(A_FIFTH,)))
    assert held(found) == [
        ("a", "xuat-sac", "xuat-sac", None),
        ("b", "xuat-sac", "tot", Held.QUOTA),
        ("c", "xuat-sac", "tot", Held.QUOTA),
        ("d", "tot", "tot", None),
        ("e", "chua", "chua", None),
    ]
    assert [one.rank for one in found] == [1, 2, 3, 4, 5]


def test_equals_across_the_cut_of_a_periods_quota_are_held_or_let_in_whole():
    figures = {"a": "95", "b": "95", "c": "50", "d": "50", "e": "50"}
    sheets = [a_sheet(name, figure, figure, figure) for name, figure in figures.items()]
    told = {
        ties: held(summed_up(*sheets, period=a_period(quotas=(replace(A_FIFTH, ties=ties),))))[:2] for ties in QuotaTies
    }
    assert told == {
        QuotaTies.HELD: [(name, "xuat-sac", "tot", Held.TIE) for name in "ab"],
        QuotaTies.ADMITTED: [(name, "xuat-sac", "xuat-sac", None) for name in "ab"],
    }


def test_whoever_a_quota_of_a_period_holds_back_gets_the_best_grade_below_whose_gates_held():
    grades = (replace(GRADES[0], requires=()), *GRADES[1:])
    sheets = [a_sheet("a", "95", "95", "95"), a_sheet("b", "91", "91", "91", gates=())]
    (_, second) = summed_up(*sheets, period=a_period(grades=grades, quotas=(replace(A_FIFTH, share=None, places=1),)))
    assert held([second]) == [("b", "xuat-sac", "chua", Held.QUOTA)]


def test_a_period_without_grades_has_ranks_alone():
    sheets = a_sheet("a", "80", "80", "80"), a_sheet("b", "90", "90", "90")
    assert told(summed_up(*sheets, period=a_period(grades=()))) == [("a", None, 2), ("b", None, 1)]


@pytest.mark.parametrize(
    ("judged", "expected"), [(Judged.EXACT, [("tot", 2), ("xuat-sac", 1)]), (Judged.ROUNDED, [("xuat-sac", 1)] * 2)]
)
def test_a_mean_is_judged_exactly_or_as_it_is_shown(judged, expected):
    sheets = a_sheet("a", "89.99", "90", "90"), a_sheet("b", "90", "90", "90")
    found = summed_up(*sheets, totals=Totals(judged=judged))
    assert [(one.grade, one.rank) for one in found] == expected


def test_equal_means_share_a_rank_within_their_track_and_cluster():
    sheets = (
        a_sheet("a", "80", "80", "80", cluster="1"),
        a_sheet("b", "79", "80", "81", cluster="1"),
        a_sheet("c", "70", "70", "70", cluster="2"),
        a_sheet("d", "60", "60", "60", cluster="2"),
        a_sheet("e", "10", "10", "10", track="ban-nganh"),
    )
    assert [one.rank for one in summed_up(*sheets)] == [1, 1, 3, 4, 1]
    assert [one.rank for one in summed_up(*sheets, ranking=a_ranking(ties=Ties.DENSE))] == [1, 1, 2, 3, 1]
    by_cluster = summed_up(*sheets, ranking=a_ranking(within=("track", "cluster")))
    assert [one.rank for one in by_cluster] == [1, 1, 1, 2, 1]


def test_where_lower_is_better_the_lowest_mean_is_first():
    grades = (Grade("it", "Ít", None, points("10")), Grade("nhieu", "Nhiều", None))
    sheets = a_sheet("a", "10", "10", "10"), a_sheet("b", "11", "10", "10"), a_sheet("c", "0", "0", "0")
    found = summed_up(*sheets, period=a_period(grades=grades), ranking=a_ranking(better=Better.LOWER))
    assert told(found) == [("a", "it", 2), ("b", "nhieu", 3), ("c", "it", 1)]


def test_nobody_makes_no_standings():
    assert summed_up() == []

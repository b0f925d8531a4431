"""What a longer period made of everyone: figures, grades of that kind of period with their gates, ranks."""

from fractions import Fraction

import pytest

from make import APRIL, JUNE, a_campaign, a_ranking, points
from thidua.domain.grading import Grade, GradesOf, Judged, Totals
from thidua.domain.month import Month
from thidua.domain.period_evaluation import PeriodSheet, PeriodStanding, period_standings
from thidua.domain.periods import Combine, Period, PeriodKind, Summed
from thidua.domain.points import ZERO
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
            "my-hoa", Summed(sheet.totals, (), Fraction(92), is_ranked=True), points("100"), "xuat-sac", (), 1
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
    assert (got.grade, got.due) == (grade, points("80" if combine is Combine.MEAN else "240"))


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

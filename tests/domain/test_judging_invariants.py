"""What contradicts itself in how totals are judged: ends, grades, gates, void rules, quotas, periods, tie-breaks."""

from fractions import Fraction

import pytest

from make import EVERY_MONTH, QUARTERLY, a_campaign, a_criterion, a_group, a_quota, a_ranking, a_track, points
from thidua.domain.breach import Breach
from thidua.domain.grading import Beyond, Grade, Totals, VoidRule
from thidua.domain.invariants import breaches
from thidua.domain.periods import Combine, Period, PeriodKind
from thidua.domain.points import ZERO
from thidua.domain.quotas import QuotaOf
from thidua.domain.ranking import Better, Incomplete, TieBreak, TieBy
from thidua.domain.rules.cases import Bonus
from thidua.domain.rules.given import Levels, Option
from thidua.domain.rules.targets import Attainment
from thidua.domain.score_table import Requirement
from thidua.errors import because

LOWER = a_ranking(better=Better.LOWER)
CODES = ("xuat-sac", "tot", "hoan-thanh", "chua")


def found(**changes):
    return breaches(a_campaign(**changes))


def grades(*floors, gates=None):
    """Grades a, b, c … by their floors; ``gates`` is what each requires, by its code."""
    return tuple(
        Grade(code, code.upper(), None if floor is None else points(floor), None, (gates or {}).get(code, ()))
        for code, floor in zip("abcd", floors, strict=False)
    )


def ceilings(*most):
    return tuple(
        Grade(code, code, None, None if one is None else points(one)) for code, one in zip("abcd", most, strict=False)
    )


def a_period(kind=PeriodKind.YEAR, *, combine=Combine.MEAN, grades=()):
    return Period(kind, combine, Incomplete.UNRANKED, grades)


@pytest.mark.parametrize("rule", [Bonus(points("1"), points("3")), Attainment(cap=Fraction(11, 10))])
def test_a_table_that_can_go_above_the_scale_says_what_becomes_of_that(rule):
    base = 0 if isinstance(rule, Bonus) else 50
    lines = (a_criterion("mot", 100 - base), a_criterion("hai", base, rule=rule))
    tracks = (a_track(criteria=lines),)
    assert found(tracks=tracks) == [Breach(("totals",), because("above-scale-unsaid", criterion="hai"))]
    for said in Beyond:
        assert found(tracks=tracks, totals=Totals(said)) == []


def test_a_table_that_cannot_go_above_the_scale_need_not_say_so():
    assert found(tracks=(a_track(criteria=(a_criterion("mot", 100, rule=Attainment()),)),)) == []


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (grades("90", "0"), []),
        (grades("100", "0"), []),
        (grades("90", None, "0"), [Breach(("grades", 1), because("grade-needs-floor", grade="b"))]),
        (grades("90", None), [Breach(("grades", 1), because("grade-needs-floor", grade="b"))]),
        (grades("90", "0.01"), [Breach(("grades", 1, "from"), because("grades-leave-gap", grade="b"))]),
        (grades("90", "-1"), [Breach(("grades", 1, "from"), because("grades-leave-gap", grade="b"))]),
        (
            grades("70", "90", "0"),
            [Breach(("grades", 1, "from"), because("grades-not-descending", grade="b", above="a"))],
        ),
        (
            grades("70", "70", "0"),
            [Breach(("grades", 1, "from"), because("grades-not-descending", grade="b", above="a"))],
        ),
        (
            grades("100.01", "0"),
            [Breach(("grades", 0, "from"), because("grade-above-scale", grade="a", scale=points("100")))],
        ),
        (
            (Grade("a", "A", points("90"), points("95")), Grade("b", "B", ZERO)),
            [Breach(("grades", 0), because("grade-needs-floor", grade="a"))],
        ),
    ],
)
def test_where_higher_is_better_every_grade_has_a_floor_and_the_last_starts_from_zero(listed, expected):
    assert found(grades=listed) == expected


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (ceilings("10", "20", None), []),
        (ceilings(None), []),
        (ceilings("10", None, None), [Breach(("grades", 1), because("grade-needs-ceiling", grade="b"))]),
        (ceilings("10", "20"), [Breach(("grades", 1), because("grades-leave-top", grade="b"))]),
        (
            ceilings("20", "10", None),
            [Breach(("grades", 1, "to"), because("ceilings-not-rising", grade="b", above="a"))],
        ),
        (
            ceilings("10", "10", None),
            [Breach(("grades", 1, "to"), because("ceilings-not-rising", grade="b", above="a"))],
        ),
        (
            (Grade("a", "A", ZERO, points("10")), Grade("b", "B", None)),
            [Breach(("grades", 0, "from"), because("grade-needs-ceiling", grade="a"))],
        ),
        (
            (Grade("a", "A", None, points("10")), Grade("b", "B", ZERO)),
            [Breach(("grades", 1, "from"), because("grade-needs-ceiling", grade="b"))],
        ),
    ],
)
def test_where_lower_is_better_every_grade_has_a_ceiling_but_the_last(listed, expected):
    assert found(grades=listed, ranking=LOWER) == expected


def test_the_last_grade_requires_nothing():
    listed = grades("90", "0", gates={"b": (Requirement("to-chuc"),)})
    assert found(grades=listed) == [Breach(("grades", 1, "requires"), because("last-grade-requires", grade="b"))]


def test_a_gate_is_a_line_of_every_track():
    others = a_track("ban-nganh", unit_kinds=("department",), criteria=(a_criterion("khac", 100),))
    listed = grades(
        "90", "0", gates={"a": (Requirement("to-chuc"), Requirement("khac"), Requirement("van-dong", ZERO))}
    )
    assert found(tracks=(a_track(), others), grades=listed) == [
        Breach(("grades", 0, "requires", 0), because("required-line-unknown", line="to-chuc", track="ban-nganh")),
        Breach(("grades", 0, "requires", 1), because("required-line-unknown", line="khac", track="xa")),
        Breach(("grades", 0, "requires", 2), because("required-line-unknown", line="van-dong", track="ban-nganh")),
    ]


def test_a_gate_is_due_in_every_month_in_which_anything_is():
    listed = grades("90", "0", gates={"a": (Requirement("dot-pha"),)})
    months = tuple(sorted(EVERY_MONTH - QUARTERLY))
    assert found(grades=listed) == [
        Breach(("grades", 0, "requires", 0), because("required-line-not-due", line="dot-pha", months=months))
    ]


def test_a_gate_of_a_table_that_is_all_quarterly_is_due_as_often():
    lines = (a_criterion("mot", 50, due=QUARTERLY), a_criterion("hai", 50, due=QUARTERLY))
    listed = grades("90", "0", gates={"a": (Requirement("mot"),)})
    assert found(tracks=(a_track(criteria=lines),), grades=listed) == []


def test_void_rules_have_two_codes_and_look_at_a_line_of_some_track():
    rules = (VoidRule("a", "A", None), VoidRule("a", "B", "to-chuc"), VoidRule("c", "C", "ky-luat"))
    known = ("dot-pha", "to-chuc", "van-dong")
    assert found(voids=rules) == [
        Breach(("void", 1, "code"), because("code-repeated", code="a")),
        Breach(("void", 2, "unmet"), because("line-nowhere", criterion="ky-luat", known=known)),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"of": QuotaOf.REGISTRANTS}, []),
        (
            {"of": "xuat-sac"},
            [(("of",), because("quota-of-better-grade", grade="xuat-sac", of="xuat-sac"))],
        ),
        ({"of": "hoan-thanh"}, []),
        ({"grade": "gioi"}, [(("grade",), because("grade-unknown", grade="gioi", known=CODES))]),
        ({"grade": "chua"}, [(("grade",), because("quota-of-last-grade", grade="chua"))]),
        (
            {"of": "gioi"},
            [(("of",), because("grade-unknown", grade="gioi", known=(*CODES, "registrants", "graded")))],
        ),
        (
            {"grade": "tot", "of": "xuat-sac"},
            [(("of",), because("quota-of-better-grade", grade="tot", of="xuat-sac"))],
        ),
        ({"within": ("cluster",)}, [(("within",), because("ranking-across-tracks"))]),
        (
            {"within": ("track", "village")},
            [(("within", 1), because("choice-unknown", word="village", known=("track", "cluster")))],
        ),
    ],
)
def test_a_quota_is_of_a_grade_that_can_be_kept_back_and_of_others_below_it(changes, expected):
    told = [Breach(("quotas", 0, *path), reason) for path, reason in expected]
    assert found(quotas=(a_quota(**changes),)) == told


def test_a_grade_has_one_quota():
    quotas = (a_quota(), a_quota(grade="tot"), a_quota(places=3, share=None))
    assert found(quotas=quotas) == [Breach(("quotas", 2, "grade"), because("code-repeated", code="xuat-sac"))]


def test_a_kind_of_period_is_summed_up_in_one_way():
    periods = (a_period(), a_period(PeriodKind.ANY), a_period(combine=Combine.SUM))
    assert found(periods=periods) == [Breach(("periods", 2, "kind"), because("code-repeated", code="year"))]


def test_a_mean_has_grades_within_the_scale_and_a_sum_may_go_beyond():
    listed = grades("100.01", "0")
    reason = because("grade-above-scale", grade="a", scale=points("100"))
    assert found(periods=(a_period(grades=listed),)) == [Breach(("periods", 0, "grades", 0, "from"), reason)]
    assert found(periods=(a_period(combine=Combine.SUM, grades=listed),)) == []


def test_grades_of_a_period_keep_the_rules_of_grades():
    listed = (*grades("90", "95", "1", gates={"c": (Requirement("to-chuc"),)}), *grades("0"))
    path = ("periods", 1, "grades")
    assert found(periods=(a_period(), a_period(PeriodKind.ANY, grades=listed))) == [
        Breach((*path, 3, "code"), because("code-repeated", code="a")),
        Breach((*path, 1, "from"), because("grades-not-descending", grade="b", above="a")),
    ]
    last = grades("90", "0", gates={"b": (Requirement("to-chuc"),)})
    assert found(periods=(a_period(grades=last),)) == [
        Breach(("periods", 0, "grades", 1, "requires"), because("last-grade-requires", grade="b"))
    ]


def test_a_gate_of_a_period_asks_of_a_line_that_exists_that_it_is_met_in_any_of_its_months():
    gates = (Requirement("dot-pha"), Requirement("dot-pha", points("5")), Requirement("khac", points("5")))
    path = ("periods", 0, "grades", 0, "requires")
    assert found(periods=(a_period(grades=grades("90", "0", gates={"a": gates})),)) == [
        Breach((*path, 1), because("period-gate-with-points", line="dot-pha")),
        Breach((*path, 2), because("required-line-unknown", line="khac", track="xa")),
        Breach((*path, 2), because("period-gate-with-points", line="khac")),
    ]


def test_a_tie_is_not_broken_by_a_level_which_is_no_number():
    levels = Levels((Option("chua", "Chưa", ZERO), Option("dat", "Đạt", points("100"))))
    lines = (a_criterion("nong-thon-moi", 100, rule=levels, group="nhom-1"),)
    tie_break = (TieBreak(TieBy.GROUP, "nhom-1"), TieBreak(TieBy.LINE, "nong-thon-moi"))
    changes = {"tracks": (a_track(criteria=lines, groups=(a_group(),)),), "ranking": a_ranking(tie_break=tie_break)}
    assert found(**changes) == [
        Breach(("ranking", "tie_break", 1), because("tie-break-level", criterion="nong-thon-moi"))
    ]

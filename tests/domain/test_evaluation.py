"""What a month made of everyone: totals, grades with their gates, void rules, quotas, ranks and the shortlist."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make import (
    APRIL,
    JUNE,
    a_campaign,
    a_criterion,
    a_group,
    a_quota,
    a_ranking,
    a_sheet,
    a_track,
    points,
    posted,
)
from thidua.domain.evaluation import Standing, grade_earned, is_graded, reaches, standings, track_of, void_by
from thidua.domain.grading import Beyond, Grade, GradesOf, Judged, Totals, VoidRule
from thidua.domain.points import ZERO, Points
from thidua.domain.quotas import Held, QuotaOf, QuotaTies, Rounding
from thidua.domain.ranking import Better, Incomplete, Shortlist, TieBreak, TieBy, Ties
from thidua.domain.rules.cases import Bonus, Deduct
from thidua.domain.rules.given import MetOrNot
from thidua.domain.score_table import Cap, CapOf, Over, Requirement
from thidua.domain.stages import Stage

NO_REPORT = VoidRule("khong-bao-cao", "Không có báo cáo tự chấm", None)
DISCIPLINED = VoidRule("ky-luat", "Bị kỷ luật", "khong-ky-luat")


def each(**values):
    return {code: points(text) for code, text in values.items()}


def of_total(registration, total, **place):
    """A complete April sheet with that many hundredths, at most 80 points."""
    first = min(total, 50_00)
    return a_sheet(registration, {"to-chuc": str(Points(first)), "van-dong": str(Points(total - first))}, **place)


def of_totals(*totals):
    return [of_total("abcdefghijk"[at], total * 100) for at, total in enumerate(totals)]


def ranks(campaign, sheets, month=APRIL):
    return {one.registration: one.rank for one in standings(campaign, month, sheets)}


def grades(campaign, sheets, month=APRIL):
    return {one.registration: (one.grade, one.held) for one in standings(campaign, month, sheets)}


def shortlisted(campaign, sheets, month=APRIL):
    return [one.registration for one in standings(campaign, month, sheets) if one.is_shortlisted]


def a_campaign_of(*lines, **changes):
    table = {name: changes.pop(name) for name in ("groups", "caps", "pillars") if name in changes}
    return a_campaign(tracks=(a_track(criteria=lines, **table),), **changes)


def a_gated_campaign(**changes):
    """One line of 100 points and two bare conditions; the best two grades require both, the third one of them."""
    both, one = (Requirement("dung-han"), Requirement("khong-ky-luat")), (Requirement("khong-ky-luat"),)
    floors = {"xuat-sac": ("90", both), "tot": ("70", both), "hoan-thanh": ("50", one), "khong": ("0", ())}
    listed = tuple(Grade(code, code, points(floor), None, gates) for code, (floor, gates) in floors.items())
    conditions = (a_criterion(code, 0, rule=MetOrNot()) for code in ("dung-han", "khong-ky-luat"))
    return a_campaign_of(a_criterion("ket-qua", 100), *conditions, grades=listed, **changes)


def a_gated_sheet(registration, total, *, on_time=True, clean=True, **changes):
    conditions = {"dung-han": posted("0", is_met=on_time), "khong-ky-luat": posted("0", is_met=clean)}
    return a_sheet(registration, {"ket-qua": total, **conditions}, **changes)


def earned(campaign, total, due="80"):
    grade, shut = grade_earned(campaign, points(total), points(due), {})
    assert shut == frozenset()
    return grade


@pytest.mark.parametrize(
    ("got", "due", "grade"),
    [
        ("100", "100", "xuat-sac"),
        ("90", "100", "xuat-sac"),
        ("89.99", "100", "tot"),
        ("72", "80", "xuat-sac"),
        ("71.99", "80", "tot"),
        ("56", "80", "tot"),
        ("55.99", "80", "hoan-thanh"),
        ("30", "33.33", "xuat-sac"),
        ("29.99", "33.33", "tot"),
        ("0", "80", "chua"),
        ("-1", "80", "chua"),
        ("81", "80", "xuat-sac"),
    ],
)
def test_a_grade_starts_in_proportion_to_the_points_due(got, due, grade):
    assert earned(a_campaign(grades_of=GradesOf.DUE), got, due) == grade


@pytest.mark.parametrize(("got", "grade"), [("80", "tot"), ("70", "tot"), ("69.99", "hoan-thanh"), ("0", "chua")])
def test_a_grade_of_the_whole_scale_does_not_look_at_the_points_due(got, grade):
    assert earned(a_campaign(grades_of=GradesOf.SCALE), got) == grade


def test_a_total_below_every_floor_has_the_lowest_grade():
    assert earned(a_campaign(grades=a_campaign().grades[:2]), "0") == "tot"


@pytest.mark.parametrize(
    ("judged", "decimals", "grade"),
    [
        (Judged.EXACT, 2, "tot"),
        (Judged.EXACT, 0, "tot"),
        (Judged.ROUNDED, 2, "tot"),
        (Judged.ROUNDED, 1, "xuat-sac"),
        (Judged.ROUNDED, 0, "xuat-sac"),
    ],
)
def test_grades_look_at_the_exact_total_or_at_the_one_shown(judged, decimals, grade):
    campaign = a_campaign(totals=Totals(decimals=decimals, judged=judged))
    assert earned(campaign, "89.95", "100") == grade


@pytest.mark.parametrize(
    ("got", "grade"), [("0", "it"), ("8", "it"), ("8.01", "vua"), ("16", "vua"), ("16.01", "nhieu"), ("300", "nhieu")]
)
def test_where_lower_is_better_a_grade_ends_at_its_ceiling(got, grade):
    listed = (
        Grade("it", "Ít", None, points("10")),
        Grade("vua", "Vừa", None, points("20")),
        Grade("nhieu", "Nhiều", None),
    )
    assert earned(a_campaign(grades=listed, ranking=a_ranking(better=Better.LOWER)), got) == grade


@given(st.integers(1, 10_000), st.data())
def test_a_grade_is_the_first_whose_floor_is_reached_exactly(due, data):
    got = data.draw(st.integers(0, due))
    campaign = a_campaign()
    share = Fraction(got, due)
    first = next(g.code for g in campaign.grades if share >= Fraction(g.floor.hundredths, campaign.scale.hundredths))
    assert grade_earned(campaign, Points(got), Points(due), {}) == (first, frozenset())


def test_a_grade_without_an_end_is_reached_by_every_total():
    last = Grade("nhieu", "Nhiều", None)
    for better in Better:
        assert reaches(a_campaign(ranking=a_ranking(better=better)), points("-5"), last, points("80"))


@pytest.mark.parametrize(
    ("total", "on_time", "clean", "grade", "failed"),
    [
        ("95", True, True, "xuat-sac", ()),
        ("95", False, True, "hoan-thanh", ("dung-han",)),
        ("95", True, False, "khong", ("khong-ky-luat",)),
        ("95", False, False, "khong", ("dung-han", "khong-ky-luat")),
        ("75", False, True, "hoan-thanh", ("dung-han",)),
        ("60", False, True, "hoan-thanh", ()),
        ("40", False, False, "khong", ()),
    ],
)
def test_a_gate_that_is_shut_is_named_when_it_kept_a_grade_the_total_reaches(total, on_time, clean, grade, failed):
    sheet = a_gated_sheet("my-hoa", total, on_time=on_time, clean=clean)
    (got,) = standings(a_gated_campaign(), APRIL, [sheet])
    assert (got.earned, got.grade, got.failed) == (grade, grade, failed)


def test_the_gates_that_are_shut_are_told_in_the_order_of_the_table():
    gates = (Requirement("b", points("50")), Requirement("a", points("50")))
    listed = (Grade("tot", "Tốt", ZERO, None, gates), Grade("dat", "Đạt", ZERO))
    campaign = a_campaign_of(a_criterion("a", 50), a_criterion("b", 50), grades=listed)
    (got,) = standings(campaign, APRIL, [a_sheet("my-hoa", {"b": "40", "a": "40"})])
    assert got.failed == ("a", "b")
    lines = {"a": posted("40"), "b": posted("40")}
    assert grade_earned(campaign, points("80"), points("100"), lines) == ("dat", frozenset({"a", "b"}))


def test_a_gate_on_a_line_that_is_not_scored_is_shut():
    campaign = a_gated_campaign(ranking=a_ranking(incomplete=Incomplete.RANKED))
    (got,) = standings(campaign, APRIL, [a_sheet("my-hoa", {"ket-qua": "95"})])
    assert (got.grade, got.failed, got.missing) == (
        "khong",
        ("dung-han", "khong-ky-luat"),
        ("dung-han", "khong-ky-luat"),
    )


def test_a_gate_may_ask_for_points():
    listed = (Grade("tot", "Tốt", points("80"), None, (Requirement("a", points("45")),)), Grade("dat", "Đạt", ZERO))
    campaign = a_campaign_of(a_criterion("a", 50), a_criterion("b", 50), grades=listed)
    sheets = [a_sheet("x", {"a": "45", "b": "40"}), a_sheet("y", {"a": "44.99", "b": "50"})]
    assert [(one.grade, one.failed) for one in standings(campaign, APRIL, sheets)] == [("tot", ()), ("dat", ("a",))]


def test_a_month_makes_a_total_a_grade_and_a_rank_and_counts_a_line_with_two_labels_once():
    sheet = a_sheet("my-hoa", {"to-chuc": "45.5", "van-dong": "30", "dot-pha": "10.25"}, month=JUNE)
    assert standings(a_campaign(), JUNE, [sheet]) == [
        Standing(
            registration="my-hoa",
            total=points("85.75"),
            deductions=ZERO,
            bonuses=ZERO,
            due=points("100"),
            scored=3,
            missing=(),
            pillars={"chan-1": points("75.5"), "mui-1": points("40.25")},
            groups={},
            stages={Stage.AGREED: 3},
            void=None,
            earned="tot",
            failed=(),
            grade="tot",
            held=None,
            rank=1,
            is_shortlisted=True,
        )
    ]


def test_deductions_and_bonuses_are_told_as_they_counted_with_groups_after_their_weights():
    cap = Cap(CapOf.BONUSES, points("3"), Over.MONTH)
    campaign = a_campaign_of(
        a_criterion("mot", 60, group="a"),
        a_criterion("hai", 40, group="b", rule=Deduct(points("0.5"), None)),
        a_criterion("ba", 0, group="b", rule=Bonus(points("1"), None), optional=True, pillars=("mui-1",)),
        groups=(a_group("a"), a_group("b", weight=5_000, caps=(cap,))),
        totals=Totals(Beyond.ALLOWED),
    )
    lines = {
        "mot": posted("60", stage=Stage.SELF),
        "hai": posted("38.5", stage=Stage.APPRAISED),
        "ba": posted("4", stage=Stage.APPRAISED),
    }
    (got,) = standings(campaign, APRIL, [a_sheet("my-hoa", lines)])
    assert (got.total, got.deductions, got.bonuses) == (points("80.75"), points("0.75"), points("1.5"))
    assert got.groups == each(a="60", b="20.75")
    assert got.pillars == {"chan-1": points("98.5"), "mui-1": points("4")}
    assert got.stages == {Stage.SELF: 1, Stage.APPRAISED: 2}


def test_a_line_not_due_in_the_month_is_neither_counted_nor_missing():
    sheet = a_sheet("my-hoa", {"to-chuc": "50", "van-dong": "30", "dot-pha": "20", "unknown": "5"})
    assert standings(a_campaign(), APRIL, [sheet]) == [
        Standing(
            "my-hoa",
            points("80"),
            ZERO,
            ZERO,
            points("80"),
            2,
            (),
            {"chan-1": points("80"), "mui-1": points("30")},
            {},
            {Stage.AGREED: 2},
            earned="xuat-sac",
            grade="xuat-sac",
            rank=1,
            is_shortlisted=True,
        )
    ]


def test_a_missing_line_is_named_and_leaves_the_registrant_without_grade_and_rank():
    sheet = a_sheet("my-hoa", {"van-dong": "30"}, month=JUNE)
    assert standings(a_campaign(), JUNE, [sheet]) == [
        Standing(
            "my-hoa",
            points("30"),
            ZERO,
            ZERO,
            points("100"),
            1,
            ("to-chuc", "dot-pha"),
            {"chan-1": points("30"), "mui-1": points("30")},
            {},
            {Stage.AGREED: 1},
        )
    ]


def test_an_optional_line_that_is_left_out_is_not_missing():
    bonus = a_criterion("thuong", 0, rule=Bonus(points("1"), None), optional=True)
    campaign = a_campaign_of(a_criterion("mot", 100), bonus)
    sheets = [a_sheet("without", {"mot": "80"}), a_sheet("with", {"mot": "80", "thuong": "1"})]
    got = [(one.registration, one.total, one.missing, one.rank) for one in standings(campaign, APRIL, sheets)]
    assert got == [("without", points("80"), (), 2), ("with", points("81"), (), 1)]


def test_a_zero_is_a_score_and_a_missing_line_is_not():
    zero, missing = a_sheet("zero", {"to-chuc": "0", "van-dong": "0"}), a_sheet("missing")
    found = standings(a_campaign(), APRIL, [zero, missing])
    assert [(one.registration, one.grade, one.rank, one.missing) for one in found] == [
        ("zero", "chua", 1, ()),
        ("missing", None, None, ("to-chuc", "van-dong")),
    ]


def test_who_misses_a_line_takes_no_rank_from_the_others():
    sheets = [a_sheet("high", {"to-chuc": "50"}), of_total("low", 20_00), of_total("lower", 10_00)]
    assert ranks(a_campaign(), sheets) == {"high": None, "low": 1, "lower": 2}


def test_the_incomplete_are_ranked_where_the_campaign_says_so_and_graded_on_all_that_was_due():
    campaign = a_campaign(ranking=a_ranking(incomplete=Incomplete.RANKED))
    sheets = [a_sheet("partly", {"to-chuc": "50"}), of_total("low", 20_00), a_sheet("nothing")]
    found = standings(campaign, APRIL, sheets)
    assert [(one.registration, one.grade, one.rank) for one in found] == [
        ("partly", "hoan-thanh", 1),
        ("low", "chua", 2),
        ("nothing", None, None),
    ]


@pytest.mark.parametrize(
    ("incomplete", "scored", "missing", "graded"),
    [
        (Incomplete.UNRANKED, 2, (), True),
        (Incomplete.UNRANKED, 1, ("a",), False),
        (Incomplete.UNRANKED, 0, (), False),
        (Incomplete.RANKED, 1, ("a",), True),
        (Incomplete.RANKED, 0, ("a",), False),
    ],
)
def test_a_sheet_has_a_grade_when_something_is_scored_and_nothing_missing_unless_allowed(
    incomplete, scored, missing, graded
):
    campaign = a_campaign(ranking=a_ranking(incomplete=incomplete))
    assert is_graded(campaign, scored, missing, points("80")) is graded


def test_a_month_in_which_no_points_are_due_has_no_grade_in_proportion_to_them():
    assert not is_graded(a_campaign(grades_of=GradesOf.DUE), 1, (), points("0"))
    assert is_graded(a_campaign(grades_of=GradesOf.SCALE), 1, (), points("0"))


def test_in_a_month_with_nothing_due_nobody_has_a_grade():
    campaign = a_campaign_of(a_criterion("cuoi-nam", 100, due=frozenset({12})))
    assert standings(campaign, APRIL, [a_sheet("my-hoa", {"cuoi-nam": "100"})]) == [
        Standing("my-hoa", ZERO, ZERO, ZERO, ZERO, 0, (), {"chan-1": ZERO, "mui-1": ZERO}, {}, {})
    ]


def test_nobody_registered_makes_no_standings():
    assert standings(a_campaign(), APRIL, []) == []


def test_a_sheet_of_an_unknown_track_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="nowhere"):
        track_of(a_campaign(), a_sheet(track="nowhere"))
    with pytest.raises(ValueError, match="nowhere"):
        standings(a_campaign(), APRIL, [a_sheet(track="nowhere")])


def test_who_sent_no_self_score_is_not_graded_and_takes_no_rank_from_the_others():
    campaign = a_gated_campaign(voids=(NO_REPORT, DISCIPLINED))
    sheets = [a_gated_sheet("silent", "99", has_self_score=False), a_gated_sheet("other", "60")]
    found = standings(campaign, APRIL, sheets)
    told = [(one.registration, one.total, one.void, one.earned, one.grade, one.rank) for one in found]
    assert told == [
        ("silent", points("99"), "khong-bao-cao", None, None, None),
        ("other", points("60"), None, "hoan-thanh", "hoan-thanh", 1),
    ]


@pytest.mark.parametrize(
    ("lines", "has_self_score", "void"),
    [
        ({"khong-ky-luat": posted("0", is_met=False)}, True, "ky-luat"),
        ({"khong-ky-luat": posted("0", is_met=True)}, True, None),
        ({"khong-ky-luat": posted("0", is_met=True)}, False, "khong-bao-cao"),
        ({"khong-ky-luat": posted("0", is_met=False)}, False, "khong-bao-cao"),
        ({}, True, None),
    ],
)
def test_the_first_void_rule_that_applies_is_told_and_a_line_not_scored_voids_nobody(lines, has_self_score, void):
    campaign = a_campaign(voids=(NO_REPORT, DISCIPLINED))
    assert void_by(campaign, lines, has_self_score=has_self_score) == void


def test_a_campaign_without_void_rules_grades_who_sent_no_self_score():
    assert ranks(a_campaign(), [of_total("a", 80_00, has_self_score=False)]) == {"a": 1}


@pytest.mark.parametrize(
    ("above", "total"), [(Beyond.ALLOWED, "105"), (Beyond.CLAMPED, "100")], ids=["allowed", "clamped"]
)
def test_a_total_may_exceed_the_scale_or_is_clamped_as_the_campaign_says(above, total):
    campaign = a_campaign_of(
        a_criterion("mot", 100), a_criterion("thuong", 0, rule=Bonus(points("1"), None)), totals=Totals(above)
    )
    (got,) = standings(campaign, APRIL, [a_sheet("my-hoa", {"mot": "100", "thuong": "5"})])
    assert (got.total, got.bonuses, got.due) == (points(total), points("5"), points("100"))


# 72 of 80 points are 90 %, the floor of the best grade; 56 are 70 %
@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ([80, 79, 78, 77, 10], ["xuat-sac", "tot", "tot", "tot", "chua"]),
        ([80, 80, 78, 77, 10], ["tot", "tot", "tot", "tot", "chua"]),
        ([80, 60, 60, 60], ["tot", "tot", "tot", "tot"]),
        ([80, 79, 60, 60, 60, 60, 60, 60, 10, 10], ["xuat-sac"] * 2 + ["tot"] * 6 + ["chua"] * 2),
    ],
)
def test_a_fifth_of_the_graded_and_not_one_more_have_the_best_grade(totals, expected):
    got = grades(a_campaign(quotas=(a_quota(),)), of_totals(*totals))
    assert [grade for grade, _ in got.values()] == expected


def test_who_is_held_back_keeps_what_was_earned_beside_the_grade_and_the_cause():
    found = standings(a_campaign(quotas=(a_quota(share=None, places=2),)), APRIL, of_totals(80, 79, 79, 78))
    assert [(one.earned, one.grade, one.held, one.rank) for one in found] == [
        ("xuat-sac", "xuat-sac", None, 1),
        ("xuat-sac", "tot", Held.TIE, 2),
        ("xuat-sac", "tot", Held.TIE, 2),
        ("xuat-sac", "tot", Held.QUOTA, 4),
    ]


def test_equals_across_the_cut_are_admitted_where_the_campaign_says_so():
    quota = a_quota(share=None, places=2, ties=QuotaTies.ADMITTED)
    assert grades(a_campaign(quotas=(quota,)), of_totals(80, 79, 79, 78)) == {
        "a": ("xuat-sac", None),
        "b": ("xuat-sac", None),
        "c": ("xuat-sac", None),
        "d": ("tot", Held.QUOTA),
    }


def test_a_tie_break_settles_who_has_the_last_place():
    sheets = [
        a_sheet("a", {"to-chuc": "50", "van-dong": "25"}),
        a_sheet("b", {"to-chuc": "45", "van-dong": "30"}),
    ]
    quota = a_quota(share=None, places=1)
    assert grades(a_campaign(quotas=(quota,)), sheets) == {"a": ("tot", Held.TIE), "b": ("tot", Held.TIE)}
    broken = a_campaign(quotas=(quota,), ranking=a_ranking(tie_break=(TieBreak(TieBy.PILLAR, "mui-1"),)))
    assert grades(broken, sheets) == {"a": ("tot", Held.QUOTA), "b": ("xuat-sac", None)}


def test_who_is_not_eligible_uses_up_no_place():
    campaign = a_gated_campaign(quotas=(a_quota(share=None, places=1),), voids=(NO_REPORT,))
    sheets = [
        a_gated_sheet("late", "99", on_time=False),
        a_gated_sheet("silent", "98", has_self_score=False),
        a_sheet("missing", {"ket-qua": "97"}),
        a_gated_sheet("good", "96"),
        a_gated_sheet("next", "95"),
    ]
    assert grades(campaign, sheets) == {
        "late": ("hoan-thanh", None),
        "silent": (None, None),
        "missing": (None, None),
        "good": ("xuat-sac", None),
        "next": ("tot", Held.QUOTA),
    }


@pytest.mark.parametrize(
    ("of", "rounding", "places"),
    [
        (QuotaOf.REGISTRANTS, Rounding.FLOOR, 2),
        (QuotaOf.GRADED, Rounding.FLOOR, 1),
        (QuotaOf.GRADED, Rounding.HALF_UP, 2),
        ("tot", Rounding.FLOOR, 1),
        ("tot", Rounding.CEILING, 2),
        ("hoan-thanh", Rounding.HALF_UP, 1),
        ("xuat-sac", Rounding.FLOOR, 0),
        ("xuat-sac", Rounding.CEILING, 1),
    ],
)
def test_a_quota_is_counted_of_registrants_of_the_graded_or_of_those_with_a_grade_or_better(of, rounding, places):
    """Eleven registered, eight graded, six of them tot or better, seven hoan-thanh or better, three xuat-sac."""
    sheets = [*of_totals(80, 79, 78, 60, 60, 60, 40, 10), *(a_sheet(code) for code in "xyz")]
    campaign = a_campaign(quotas=(a_quota(of=of, rounding=rounding),))
    assert [grade for grade, _ in grades(campaign, sheets).values()].count("xuat-sac") == places


def test_nested_quotas_go_from_the_lowest_grade_up_and_the_higher_counts_those_the_lower_let_in():
    quotas = (
        a_quota(share=Fraction(1, 2), of="tot", text="50%"),
        a_quota(grade="tot", share=Fraction(2, 5), of=QuotaOf.GRADED, text="40%"),
    )
    sheets = of_totals(80, 79, 78, 77, 60, 59, 58, 40, 39, 10)
    expected = {
        "a": ("xuat-sac", None),
        "b": ("xuat-sac", None),
        "c": ("tot", Held.QUOTA),
        "d": ("tot", Held.QUOTA),
        "e": ("hoan-thanh", Held.QUOTA),
        "f": ("hoan-thanh", Held.QUOTA),
        "g": ("hoan-thanh", Held.QUOTA),
        "h": ("hoan-thanh", None),
        "i": ("chua", None),
        "j": ("chua", None),
    }
    for listed in (quotas, quotas[::-1]):
        assert grades(a_campaign(quotas=listed), sheets) == expected


def test_who_a_lower_quota_holds_back_wants_no_place_of_a_higher_one():
    quotas = (a_quota(share=None, places=1), a_quota(grade="tot", share=None, places=2))
    assert grades(a_campaign(quotas=quotas), of_totals(80, 79, 79, 79)) == {
        "a": ("xuat-sac", None),
        "b": ("hoan-thanh", Held.TIE),
        "c": ("hoan-thanh", Held.TIE),
        "d": ("hoan-thanh", Held.TIE),
    }


def test_each_track_and_cluster_has_a_quota_of_its_own():
    sheets = [of_total(code, total * 100, cluster=code[0]) for code, total in (("1a", 80), ("1b", 79), ("2a", 78))]
    quota = {"share": None, "places": 1}
    assert grades(a_campaign(quotas=(a_quota(**quota),)), sheets) == {
        "1a": ("xuat-sac", None),
        "1b": ("tot", Held.QUOTA),
        "2a": ("tot", Held.QUOTA),
    }
    assert grades(a_campaign(quotas=(a_quota(**quota, within=("track", "cluster")),)), sheets) == {
        "1a": ("xuat-sac", None),
        "1b": ("tot", Held.QUOTA),
        "2a": ("xuat-sac", None),
    }


def test_where_lower_is_better_the_lowest_totals_have_the_places():
    listed = (Grade("it", "Ít", None, points("50")), Grade("nhieu", "Nhiều", None))
    campaign = a_campaign(
        grades=listed, ranking=a_ranking(better=Better.LOWER), quotas=(a_quota(grade="it", share=None, places=1),)
    )
    sheets = of_totals(30, 20, 10)
    assert grades(campaign, sheets) == {"a": ("nhieu", Held.QUOTA), "b": ("nhieu", Held.QUOTA), "c": ("it", None)}
    assert ranks(campaign, sheets) == {"a": 3, "b": 2, "c": 1}


@pytest.mark.parametrize(
    ("totals", "shared", "dense"),
    [
        ([80, 70, 70, 60], [1, 2, 2, 4], [1, 2, 2, 3]),
        ([70, 70, 70, 60], [1, 1, 1, 4], [1, 1, 1, 2]),
        ([60, 60], [1, 1], [1, 1]),
        ([0, 0, 1], [2, 2, 1], [2, 2, 1]),
    ],
)
def test_equal_totals_share_a_rank_and_the_next_one_is_left_out_unless_ranks_are_dense(totals, shared, dense):
    sheets = of_totals(*totals)
    assert list(ranks(a_campaign(), sheets).values()) == shared
    assert list(ranks(a_campaign(ranking=a_ranking(ties=Ties.DENSE)), sheets).values()) == dense


@pytest.mark.parametrize(("judged", "expected"), [(Judged.EXACT, [2, 1]), (Judged.ROUNDED, [1, 1])])
def test_ranks_look_at_the_exact_total_or_at_the_one_shown(judged, expected):
    campaign = a_campaign(totals=Totals(decimals=1, judged=judged))
    assert list(ranks(campaign, [of_total("a", 70_01), of_total("b", 70_02)]).values()) == expected


def test_a_standing_stays_in_the_place_of_its_sheet():
    sheets = [of_total("c", 10_00), of_total("a", 80_00), of_total("b", 40_00)]
    assert [one.registration for one in standings(a_campaign(), APRIL, sheets)] == ["c", "a", "b"]


def test_registrants_are_ranked_within_their_track_only():
    others = a_track("ban-nganh", unit_kinds=("department",))
    sheets = [of_total("xa-1", 40_00), of_total("xa-2", 30_00), of_total("ban-1", 80_00, track="ban-nganh")]
    assert ranks(a_campaign(tracks=(a_track(), others)), sheets) == {"xa-1": 1, "xa-2": 2, "ban-1": 1}


def test_clusters_divide_a_ranking_only_where_the_campaign_says_so():
    sheets = [
        of_total("a", 40_00, cluster="cum-1"),
        of_total("b", 30_00, cluster="cum-1"),
        of_total("c", 35_00, cluster="cum-2"),
        of_total("d", 20_00, cluster=None),
        of_total("e", 10_00, cluster=None),
    ]
    assert ranks(a_campaign(), sheets) == {"a": 1, "c": 2, "b": 3, "d": 4, "e": 5}
    by_cluster = a_campaign(ranking=a_ranking(within=("track", "cluster")))
    assert ranks(by_cluster, sheets) == {"a": 1, "b": 2, "c": 1, "d": 1, "e": 2}


@pytest.mark.parametrize(
    ("tie_break", "expected"),
    [
        ((), {"a": 1, "b": 1, "c": 1, "d": 4}),
        ((TieBreak(TieBy.PILLAR, "mui-1"),), {"a": 3, "b": 1, "c": 1, "d": 4}),
        ((TieBreak(TieBy.LINE, "to-chuc"),), {"a": 1, "b": 2, "c": 2, "d": 4}),
        ((TieBreak(TieBy.LINE, "no-such"), TieBreak(TieBy.PILLAR, "mui-1")), {"a": 3, "b": 1, "c": 1, "d": 4}),
    ],
)
def test_a_pillar_or_a_line_breaks_a_tie_and_what_is_still_equal_shares_the_rank(tie_break, expected):
    sheets = [
        a_sheet("a", {"to-chuc": "30", "van-dong": "10"}),
        a_sheet("b", {"to-chuc": "20", "van-dong": "20"}),
        a_sheet("c", {"to-chuc": "20", "van-dong": "20"}),
        a_sheet("d", {"to-chuc": "39", "van-dong": "0"}),
    ]
    assert ranks(a_campaign(ranking=a_ranking(tie_break=tie_break)), sheets) == expected


@pytest.mark.parametrize(
    ("tie_break", "expected"),
    [
        ((TieBreak(TieBy.DEDUCTIONS),), {"a": 1, "b": 2, "c": 2}),
        ((TieBreak(TieBy.BONUSES),), {"a": 3, "b": 1, "c": 1}),
        ((TieBreak(TieBy.GROUP, "nhom-1"), TieBreak(TieBy.BONUSES)), {"a": 3, "b": 2, "c": 1}),
    ],
)
def test_a_group_deductions_and_bonuses_break_a_tie(tie_break, expected):
    campaign = a_campaign_of(
        a_criterion("mot", 50, rule=Deduct(points("1"), None)),
        a_criterion("hai", 50, group="nhom-1"),
        a_criterion("thuong", 0, rule=Bonus(points("1"), None)),
        groups=(a_group(),),
        ranking=a_ranking(tie_break=tie_break),
    )
    sheets = [
        a_sheet("a", {"mot": "50", "hai": "40", "thuong": "0"}),
        a_sheet("b", {"mot": "48", "hai": "40", "thuong": "2"}),
        a_sheet("c", {"mot": "48", "hai": "40", "thuong": "2"}),
    ]
    if tie_break[0].by is TieBy.GROUP:
        sheets[2] = a_sheet("c", {"mot": "47", "hai": "41", "thuong": "2"})
    assert ranks(campaign, sheets) == expected


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (0, []),
        (1, ["a"]),
        (2, ["a", "b", "c"]),
        (3, ["a", "b", "c"]),
        (4, ["a", "b", "c", "d"]),
        (9, ["a", "b", "c", "d", "e"]),
    ],
)
def test_everyone_who_ties_for_the_last_place_enters_the_shortlist(top, expected):
    assert shortlisted(a_campaign(shortlist=Shortlist(top, None)), of_totals(80, 70, 70, 60, 10)) == expected


@pytest.mark.parametrize(
    ("min_grade", "expected"),
    [
        ("xuat-sac", ["a"]),
        ("tot", ["a", "b"]),
        ("hoan-thanh", ["a", "b", "c"]),
        ("chua", ["a", "b", "c"]),
        (None, ["a", "b", "c"]),
    ],
)
def test_the_shortlist_takes_no_grade_below_the_one_asked(min_grade, expected):
    sheets = [of_total(code, value) for code, value in zip("abcd", [72_00, 56_00, 40_00, 39_99], strict=True)]
    assert shortlisted(a_campaign(shortlist=Shortlist(3, min_grade)), sheets) == expected


def test_the_shortlist_looks_at_the_grade_a_quota_has_left():
    campaign = a_campaign(quotas=(a_quota(share=None, places=1),), shortlist=Shortlist(3, "xuat-sac"))
    assert shortlisted(campaign, of_totals(80, 79, 78)) == ["a"]


def test_each_cluster_has_its_own_shortlist():
    sheets = [of_total("a", 40_00, cluster="1"), of_total("b", 39_00, cluster="1"), of_total("c", 5_00, cluster="2")]
    campaign = a_campaign(shortlist=Shortlist(1, None), ranking=a_ranking(within=("track", "cluster")))
    assert shortlisted(campaign, sheets) == ["a", "c"]


@given(st.lists(st.sampled_from([10, 20, 30, 40]), min_size=1, max_size=8), st.integers(1, 8))
def test_equals_are_on_the_shortlist_together_or_not_at_all(totals, top):
    listed = set(shortlisted(a_campaign(shortlist=Shortlist(top, None)), of_totals(*totals)))
    assert listed == {
        "abcdefghijk"[at] for at, value in enumerate(totals) if sum(other > value for other in totals) < top
    }

"""Points of a reported line; totals, grades, ranks and the shortlist of a month."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make import a_campaign, a_criterion, a_track
from thidua.domain.campaign import GradesOf, Incomplete, Ranking, Shortlist
from thidua.domain.month import Month
from thidua.domain.points import Points
from thidua.domain.scoring import Sheet, Standing, grade_of, measure_points, standings
from thidua.errors import because

APRIL = Month.of(date(2024, 4, 1))  # 80 points due: to-chuc 50, van-dong 30
JUNE = Month.of(date(2024, 6, 1))  # 100 points due: dot-pha 20 besides


def hundredths(scores):
    return {code: Points(value) for code, value in scores.items()}


def a_sheet(registration, scores, *, track="xa", cluster=None):
    return Sheet(registration, track, cluster, hundredths(scores))


def of_total(registration, total, **place):
    """A complete April sheet with that many hundredths, at most 80 points."""
    first = min(total, 50_00)
    return a_sheet(registration, {"to-chuc": first, "van-dong": total - first}, **place)


def ranking(*, within=("track",), tie_break=(), incomplete=Incomplete.UNRANKED):
    return Ranking(within, "shared", tie_break, incomplete)


def ranks(campaign, sheets, month=APRIL):
    return {one.registration: one.rank for one in standings(campaign, month, sheets)}


def shortlisted(campaign, sheets, month=APRIL):
    return [one.registration for one in standings(campaign, month, sheets) if one.is_shortlisted]


@pytest.mark.parametrize(
    ("reported", "canonical", "value"),
    [
        ("9.5", "9.5", 950),
        ("9,50", "9.5", 950),
        ("0", "0", 0),
        ("-0", "0", 0),
        ("50", "50", 5000),
        ("+50,00", "50", 5000),
    ],
)
def test_points_are_taken_as_reported_from_zero_to_the_maximum(reported, canonical, value):
    assert measure_points(a_criterion("to-chuc", 50), reported) == (canonical, Points(value))


@pytest.mark.parametrize(
    ("reported", "reason"),
    [
        ("-0,01", because("score-below-zero", criterion="to-chuc", value=Points(-1))),
        ("50.01", because("score-above-maximum", criterion="to-chuc", value=Points(5001), maximum=Points(5000))),
        ("1.000", because("number-ambiguous", text="1.000", joined="1000", whole="1")),
        ("đạt", because("number-malformed", text="đạt")),
        ("", because("number-malformed", text="")),
    ],
)
def test_points_outside_the_line_or_not_a_number_are_refused(reported, reason):
    assert measure_points(a_criterion("to-chuc", 50), reported) == reason


@pytest.mark.parametrize(
    ("got", "due", "grade"),
    [
        (100_00, 100_00, "xuat-sac"),
        (90_00, 100_00, "xuat-sac"),
        (89_99, 100_00, "tot"),
        (72_00, 80_00, "xuat-sac"),
        (71_99, 80_00, "tot"),
        (56_00, 80_00, "tot"),
        (55_99, 80_00, "hoan-thanh"),
        (30_00, 33_33, "xuat-sac"),
        (29_99, 33_33, "tot"),
        (0, 80_00, "chua"),
    ],
)
def test_a_grade_starts_in_proportion_to_the_points_due(got, due, grade):
    assert grade_of(a_campaign(grades_of=GradesOf.DUE), Points(got), Points(due)) == grade


@pytest.mark.parametrize(("got", "grade"), [(80_00, "tot"), (70_00, "tot"), (69_99, "hoan-thanh"), (0, "chua")])
def test_a_grade_of_the_whole_scale_does_not_look_at_the_points_due(got, grade):
    assert grade_of(a_campaign(grades_of=GradesOf.SCALE), Points(got), Points(80_00)) == grade


def test_a_total_below_every_floor_has_the_lowest_grade():
    campaign = a_campaign(grades=a_campaign().grades[:2])
    assert grade_of(campaign, Points(0), Points(80_00)) == "tot"


@given(st.integers(1, 10_000), st.data())
def test_a_grade_is_the_first_whose_floor_is_reached_exactly(due, data):
    got = data.draw(st.integers(0, due))
    campaign = a_campaign()
    share = Fraction(got, due)
    first = next(g.code for g in campaign.grades if share >= Fraction(g.floor.hundredths, campaign.scale.hundredths))
    assert grade_of(campaign, Points(got), Points(due)) == first


def test_a_month_makes_a_total_a_grade_and_a_rank_and_counts_a_line_with_two_labels_once():
    sheet = a_sheet("my-hoa", {"to-chuc": 45_50, "van-dong": 30_00, "dot-pha": 10_25})
    assert standings(a_campaign(), JUNE, [sheet]) == [
        Standing(
            registration="my-hoa",
            total=Points(85_75),
            due=Points(100_00),
            grade="tot",
            rank=1,
            missing=(),
            pillars=hundredths({"chan-1": 75_50, "mui-1": 40_25}),
            is_shortlisted=True,
        )
    ]


def test_a_line_not_due_in_the_month_is_neither_counted_nor_missing():
    sheet = a_sheet("my-hoa", {"to-chuc": 50_00, "van-dong": 30_00, "dot-pha": 20_00, "unknown": 5_00})
    assert standings(a_campaign(), APRIL, [sheet]) == [
        Standing(
            "my-hoa",
            Points(80_00),
            Points(80_00),
            "xuat-sac",
            1,
            (),
            hundredths({"chan-1": 80_00, "mui-1": 30_00}),
            True,
        )
    ]


def test_a_missing_line_is_named_and_leaves_the_registrant_without_grade_and_rank():
    sheet = a_sheet("my-hoa", {"van-dong": 30_00})
    assert standings(a_campaign(), JUNE, [sheet]) == [
        Standing(
            "my-hoa",
            Points(30_00),
            Points(100_00),
            None,
            None,
            ("to-chuc", "dot-pha"),
            hundredths({"chan-1": 30_00, "mui-1": 30_00}),
            False,
        )
    ]


def test_a_zero_is_a_score_and_a_missing_line_is_not():
    zero, missing = a_sheet("zero", {"to-chuc": 0, "van-dong": 0}), a_sheet("missing", {})
    found = standings(a_campaign(), APRIL, [zero, missing])
    assert [(one.registration, one.grade, one.rank, one.missing) for one in found] == [
        ("zero", "chua", 1, ()),
        ("missing", None, None, ("to-chuc", "van-dong")),
    ]


def test_who_misses_a_line_takes_no_rank_from_the_others():
    sheets = [a_sheet("high", {"to-chuc": 50_00}), of_total("low", 20_00), of_total("lower", 10_00)]
    assert ranks(a_campaign(), sheets) == {"high": None, "low": 1, "lower": 2}


def test_the_incomplete_are_ranked_where_the_campaign_says_so_and_graded_on_all_that_was_due():
    campaign = a_campaign(ranking=ranking(incomplete=Incomplete.RANKED))
    sheets = [a_sheet("partly", {"to-chuc": 50_00}), of_total("low", 20_00), a_sheet("nothing", {})]
    found = standings(campaign, APRIL, sheets)
    assert [(one.registration, one.grade, one.rank) for one in found] == [
        ("partly", "hoan-thanh", 1),
        ("low", "chua", 2),
        ("nothing", None, None),
    ]


def test_in_a_month_with_nothing_due_nobody_has_a_grade():
    track = a_track(criteria=(a_criterion("cuoi-nam", 100, due=frozenset({12})),))
    sheet = a_sheet("my-hoa", {"cuoi-nam": 100_00})
    assert standings(a_campaign(tracks=(track,)), APRIL, [sheet]) == [
        Standing("my-hoa", Points(0), Points(0), None, None, (), hundredths({"chan-1": 0, "mui-1": 0}), False)
    ]


def test_nobody_registered_makes_no_standings():
    assert standings(a_campaign(), APRIL, []) == []


def test_a_sheet_of_an_unknown_track_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="nowhere"):
        standings(a_campaign(), APRIL, [a_sheet("my-hoa", {}, track="nowhere")])


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ([80_00, 70_00, 70_00, 60_00], [1, 2, 2, 4]),
        ([70_00, 70_00, 70_00, 60_00], [1, 1, 1, 4]),
        ([60_00, 60_00], [1, 1]),
        ([60_00, 60_01, 60_02], [3, 2, 1]),
        ([0, 0, 1], [2, 2, 1]),
    ],
)
def test_equal_totals_share_a_rank_and_the_next_one_is_left_out(totals, expected):
    sheets = [of_total(str(at), value) for at, value in enumerate(totals)]
    assert list(ranks(a_campaign(), sheets).values()) == expected


@given(st.lists(st.integers(0, 80_00) | st.sampled_from([10_00, 20_00]), max_size=8), st.randoms(use_true_random=False))
def test_ranks_are_the_same_in_every_order_of_the_sheets(totals, random):
    sheets = [of_total(str(at), value) for at, value in enumerate(totals)]
    expected = {str(at): 1 + sum(other > value for other in totals) for at, value in enumerate(totals)}
    shuffled = list(sheets)
    random.shuffle(shuffled)
    assert ranks(a_campaign(), sheets) == ranks(a_campaign(), shuffled) == expected


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
    by_cluster = a_campaign(ranking=ranking(within=("track", "cluster")))
    assert ranks(by_cluster, sheets) == {"a": 1, "b": 2, "c": 1, "d": 1, "e": 2}


def test_a_pillar_breaks_a_tie_and_what_is_still_equal_shares_the_rank():
    sheets = [
        a_sheet("a", {"to-chuc": 30_00, "van-dong": 10_00}),
        a_sheet("b", {"to-chuc": 20_00, "van-dong": 20_00}),
        a_sheet("c", {"to-chuc": 20_00, "van-dong": 20_00}),
        a_sheet("d", {"to-chuc": 39_00, "van-dong": 0}),
    ]
    assert ranks(a_campaign(), sheets) == {"a": 1, "b": 1, "c": 1, "d": 4}
    broken = a_campaign(ranking=ranking(tie_break=("mui-1",)))
    assert ranks(broken, sheets) == {"a": 3, "b": 1, "c": 1, "d": 4}


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
    sheets = [of_total(code, value) for code, value in zip("abcde", [80_00, 70_00, 70_00, 60_00, 10_00], strict=True)]
    assert shortlisted(a_campaign(shortlist=Shortlist(top, None)), sheets) == expected


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


def test_each_cluster_has_its_own_shortlist():
    sheets = [of_total("a", 40_00, cluster="1"), of_total("b", 39_00, cluster="1"), of_total("c", 5_00, cluster="2")]
    campaign = a_campaign(shortlist=Shortlist(1, None), ranking=ranking(within=("track", "cluster")))
    assert shortlisted(campaign, sheets) == ["a", "c"]


@given(st.lists(st.sampled_from([10_00, 20_00, 30_00, 40_00]), min_size=1, max_size=8), st.integers(1, 8))
def test_equals_are_on_the_shortlist_together_or_not_at_all(totals, top):
    sheets = [of_total(str(at), value) for at, value in enumerate(totals)]
    listed = {int(code) for code in shortlisted(a_campaign(shortlist=Shortlist(top, None)), sheets)}
    assert listed == {at for at, value in enumerate(totals) if sum(other > value for other in totals) < top}

"""What contradicts itself inside one campaign: every breach, with its path."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from make import a_campaign, a_criterion, a_learning_rule, a_ranking, a_track
from thidua.domain.grading import Grade
from thidua.domain.invariants import breaches
from thidua.domain.points import ZERO, Points
from thidua.domain.ranking import Shortlist, TieBreak, TieBy
from thidua.domain.shares import Threshold
from thidua.domain.voting_rules import CouncilSize

LAUNCHED, CLOSES = date(2024, 2, 15), date(2024, 12, 31)


def found(**changes):
    return [(b.path, b.reason.code, dict(b.reason.facts)) for b in breaches(a_campaign(**changes))]


def found_in_track(**changes):
    return found(tracks=(a_track(**changes),))


def test_a_sound_campaign_has_no_breach():
    assert found() == []


def test_a_campaign_of_one_day_is_sound():
    assert found(closes=LAUNCHED, registration_deadline=LAUNCHED) == []


def test_a_campaign_does_not_close_before_its_launch():
    closes = date(2024, 2, 14)
    assert found(closes=closes, registration_deadline=None) == [
        (("closes",), "campaign-closes-before-launch", {"launched": LAUNCHED, "closes": closes})
    ]


@pytest.mark.parametrize("deadline", [date(2024, 2, 14), date(2025, 1, 1)])
def test_the_registration_deadline_is_between_launch_and_close(deadline):
    facts = {"deadline": deadline, "launched": LAUNCHED, "closes": CLOSES}
    assert found(registration_deadline=deadline) == [
        (("registration_deadline",), "campaign-deadline-outside", facts),
    ]


def test_two_tracks_have_two_codes_and_no_kind_in_both():
    tracks = (a_track(person_kinds=("farmer",)), a_track(unit_kinds=("ward", "town"), person_kinds=("farmer",)))
    assert found(tracks=tracks) == [
        (("tracks", 1, "code"), "code-repeated", {"code": "xa"}),
        (("tracks", 1, "unit_kinds", 1), "kind-in-two-tracks", {"kind": "town", "track": "xa"}),
        (("tracks", 1, "person_kinds", 0), "kind-in-two-tracks", {"kind": "farmer", "track": "xa"}),
    ]


def test_a_track_is_for_somebody():
    assert found_in_track(unit_kinds=()) == [(("tracks", 0), "track-for-nobody", {"track": "xa"})]


def test_codes_stand_once_among_pillars_lines_and_labels():
    pillar = a_track().pillars[0]
    lines = (a_criterion("a", 50), a_criterion("a", 50, pillars=("chan-1", "chan-1")))
    assert found_in_track(pillars=(pillar, pillar), criteria=lines) == [
        (("tracks", 0, "pillars", 1, "code"), "code-repeated", {"code": "chan-1"}),
        (("tracks", 0, "criteria", 1, "code"), "code-repeated", {"code": "a"}),
        (("tracks", 0, "criteria", 1, "pillars", 1), "code-repeated", {"code": "chan-1"}),
    ]


def test_a_line_names_pillars_of_its_own_track():
    lines = (a_criterion("a", 100, pillars=("chan-1", "chan-9")),)
    facts = {"criterion": "a", "pillar": "chan-9", "track": "xa", "known": ("chan-1", "mui-1")}
    assert found_in_track(criteria=lines) == [(("tracks", 0, "criteria", 0, "pillars", 1), "pillar-unknown", facts)]


@pytest.mark.parametrize("points", [0, -1])
def test_a_line_gives_points(points):
    lines = (a_criterion("a", 100 - points), a_criterion("b", points))
    assert found_in_track(criteria=lines) == [
        (("tracks", 0, "criteria", 1, "points"), "points-not-positive", {"criterion": "b"})
    ]


@pytest.mark.parametrize(
    ("hundredths", "code", "difference"),
    [(99_99, "track-points-under-scale", 1), (100_01, "track-points-over-scale", 1)],
)
def test_the_points_of_a_track_add_up_to_the_scale(hundredths, code, difference):
    facts = {
        "track": "xa",
        "total": Points(hundredths),
        "scale": Points(100_00),
        "difference": Points(difference),
    }
    lines = (replace(a_criterion("a"), points=Points(hundredths)),)
    assert found_in_track(criteria=lines) == [(("tracks", 0, "criteria"), code, facts)]


def test_grades_descend_to_zero_from_no_more_than_the_scale():
    grades = (
        Grade("a", "A", Points(100_01)),
        Grade("b", "B", Points(50_00)),
        Grade("a", "C", Points(50_00)),
        Grade("d", "D", Points(1)),
    )
    assert found(grades=grades) == [
        (("grades", 2, "code"), "code-repeated", {"code": "a"}),
        (("grades", 3, "from"), "grades-leave-gap", {"grade": "d"}),
        (("grades", 2, "from"), "grades-not-descending", {"grade": "a", "above": "b"}),
        (("grades", 0, "from"), "grade-above-scale", {"grade": "a", "scale": Points(100_00)}),
    ]


def test_one_grade_from_zero_is_enough():
    assert found(grades=(Grade("dat", "Đạt", ZERO),)) == []


def test_the_lowest_grade_of_the_shortlist_exists():
    known = ("xuat-sac", "tot", "hoan-thanh", "chua")
    assert found(shortlist=Shortlist(1, "gioi")) == [
        (("shortlist", "min_grade"), "grade-unknown", {"grade": "gioi", "known": known})
    ]


def test_registrants_are_ranked_within_their_track():
    assert found(ranking=a_ranking(within=("cluster", "village"))) == [
        (("ranking", "within", 1), "choice-unknown", {"word": "village", "known": ("track", "cluster")}),
        (("ranking", "within"), "ranking-across-tracks", {}),
    ]


def test_a_tie_is_broken_by_a_pillar_a_group_or_a_line_of_some_track():
    rules = (
        TieBreak(TieBy.PILLAR, "mui-1"),
        TieBreak(TieBy.PILLAR, "to-chuc"),
        TieBreak(TieBy.GROUP, "nhom-9"),
        TieBreak(TieBy.LINE, "mui-1"),
        TieBreak(TieBy.LINE, "to-chuc"),
        TieBreak(TieBy.DEDUCTIONS),
        TieBreak(TieBy.BONUSES),
    )
    lines = ("dot-pha", "to-chuc", "van-dong")
    assert found(ranking=a_ranking(tie_break=rules)) == [
        (
            ("ranking", "tie_break", 1),
            "tie-break-pillar-unknown",
            {"code": "to-chuc", "known": ("chan-1", "mui-1")},
        ),
        (("ranking", "tie_break", 2), "tie-break-group-unknown", {"code": "nhom-9", "known": ("–",)}),
        (("ranking", "tie_break", 3), "tie-break-line-unknown", {"code": "mui-1", "known": lines}),
    ]


def test_the_council_has_one_size_from_the_launch_on():
    sizes = (CouncilSize(date(2024, 2, 16), 9), CouncilSize(date(2024, 2, 16), 11))
    assert found(members=sizes) == [
        (("members", 0, "from"), "council-missing-at-launch", {"launched": LAUNCHED}),
        (("members", 1, "from"), "code-repeated", {"code": "2024-02-16"}),
    ]


def test_learners_are_compared_by_a_line_that_exists():
    assert found(learning=a_learning_rule(by="to-chuc")) == []
    facts = {"criterion": "gi-do", "known": ("dot-pha", "to-chuc", "van-dong")}
    assert found(learning=a_learning_rule(by="gi-do")) == [(("learning", "by"), "criterion-unknown", facts)]


@pytest.mark.parametrize(
    ("caught_up", "text", "share"), [(1, ">= 99%", (99, 100)), (Fraction(9, 10), "> 95%", (95, 100))]
)
def test_surpassing_is_never_below_catching_up_nor_below_the_exemplar(caught_up, text, share):
    above = Threshold(Fraction(*share), strict=text.startswith("> "), text=text)
    assert found(learning=a_learning_rule(caught_up=Fraction(caught_up), surpassed=above)) == [
        (("learning", "surpassed"), "surpassed-below-caught-up", {"surpassed": text})
    ]


def test_surpassing_by_exactly_the_whole_is_sound():
    above = Threshold(Fraction(1), strict=False, text=">= 100%")
    assert found(learning=a_learning_rule(surpassed=above)) == []

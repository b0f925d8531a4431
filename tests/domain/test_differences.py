"""What changed between two versions of a campaign."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from make import QUARTERLY, a_campaign, a_criterion, a_learning_rule, a_track, a_voting_rule
from thidua.domain.campaign import CouncilSize, Grade, Organiser, Quorum, Tag, VoteBase
from thidua.domain.differences import Difference, differences
from thidua.domain.points import Points
from thidua.domain.shares import Threshold

BEFORE = a_campaign()


def changed(**changes):
    return [(d.path, d.before, d.after) for d in differences(BEFORE, replace(BEFORE, **changes))]


def with_criterion(number, **changes):
    track = BEFORE.tracks[0]
    criteria = list(track.criteria)
    criteria[number] = replace(criteria[number], **changes)
    return changed(tracks=(replace(track, criteria=tuple(criteria)),))


def test_a_campaign_does_not_differ_from_itself():
    assert differences(BEFORE, a_campaign()) == []


@pytest.mark.parametrize(
    ("field", "value", "path", "before", "after"),
    [
        ("name", "Đợt 2", "name", 'Phong trào thi đua "Đồng khởi mới"', "Đợt 2"),
        ("kind", "regular", "kind", "peak", "regular"),
        ("theme", "Chuyển đổi số", "theme", None, "Chuyển đổi số"),
        ("registration_deadline", None, "registration_deadline", "2024-03-31", None),
        ("basis", (), "basis", "Chỉ thị số 01-CT/TU", None),
        ("basis", ("A", "B"), "basis", "Chỉ thị số 01-CT/TU", "A, B"),
        ("scale", Points(99_50), "scale", "100", "99.5"),
        ("publicise_at_least", 2, "publicise.at_least", "1", "2"),
        ("organiser", Organiser("Huyện ủy Ba Tri", "front"), "organiser.kind", "party", "front"),
    ],
)
def test_a_value_that_changed_is_told_by_the_key_of_the_file(field, value, path, before, after):
    assert changed(**{field: value}) == [(path, before, after)]


def test_a_line_of_a_track_is_named_by_its_codes():
    path = "tracks.xa.criteria.van-dong"
    assert with_criterion(1, points=Points(35_00)) == [(f"{path}.points", "30", "35")]
    assert with_criterion(1, tags=(Tag.NEW, Tag.HARD)) == [(f"{path}.tags", None, "new, hard")]
    assert with_criterion(1, rule="share") == [(f"{path}.rule.kind", "points", "share")]
    assert with_criterion(1, due=QUARTERLY) == [(f"{path}.due", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12", "3, 6, 9, 12")]


def test_moving_a_coded_thing_is_no_difference():
    track = BEFORE.tracks[0]
    moved = replace(track, criteria=track.criteria[::-1], pillars=track.pillars[::-1])
    assert changed(tracks=(moved,), grades=BEFORE.grades[::-1]) == []


def test_what_is_added_or_removed_is_one_difference_by_its_name():
    track = BEFORE.tracks[0]
    lines = (*track.criteria[1:], a_criterion("moi", 50))
    assert changed(tracks=(replace(track, criteria=lines), a_track("ban-nganh", name="Ban, ngành"))) == [
        ("tracks.xa.criteria.to-chuc", "Tiêu chí to-chuc", None),
        ("tracks.xa.criteria.moi", None, "Tiêu chí moi"),
        ("tracks.ban-nganh", None, "Ban, ngành"),
    ]


def test_grades_are_told_by_their_floor():
    grades = (Grade("xuat-sac", "Xuất sắc", Points(95_00)), *BEFORE.grades[1:])
    assert changed(grades=grades) == [("grades.xuat-sac.from", "90", "95")]


def test_council_sizes_are_told_by_their_day():
    grown = (CouncilSize(date(2024, 2, 15), 11), CouncilSize(date(2024, 6, 1), 13))
    assert changed(members=grown) == [
        ("members.2024-02-15.council", "9", "11"),
        ("members.2024-06-01", None, "13"),
    ]


def test_shares_are_told_as_they_were_written():
    vote = a_voting_rule(
        quorum=Quorum(Fraction(1, 2), VoteBase.ELIGIBLE, "50%"),
        approve=Threshold(Fraction(1, 2), strict=True, text="> 50%"),
    )
    assert changed(vote=vote) == [
        ("vote.quorum.share", "2/3", "50%"),
        ("vote.quorum.of", "members", "eligible"),
        ("vote.approve", ">= 80%", "> 50%"),
    ]


def test_a_rule_of_learning_is_told_in_percent_where_it_can_be():
    above = Threshold(Fraction(11, 10), strict=False, text=">= 110%")
    assert changed(learning=a_learning_rule(caught_up=Fraction(19, 20), surpassed=above)) == [
        ("learning.caught_up", "100%", "95%"),
        ("learning.surpassed", "above", ">= 110%"),
    ]
    assert changed(learning=a_learning_rule(caught_up=Fraction(2, 3))) == [("learning.caught_up", "100%", "2/3")]


def test_a_difference_is_a_value():
    assert differences(BEFORE, replace(BEFORE, under="836")) == [Difference("under", None, "836")]

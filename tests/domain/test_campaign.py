"""What a campaign says about itself."""

from datetime import date

import pytest

from make import a_campaign, a_criterion, a_track
from thidua.domain.invariants import breaches
from thidua.domain.month import Month
from thidua.domain.voting_rules import CouncilSize

FEBRUARY, MARCH = (Month.of(date(2024, number, 1)) for number in (2, 3))


def test_the_campaign_of_the_tests_is_sound():
    assert breaches(a_campaign()) == []


def test_a_campaign_has_every_month_from_launch_to_close():
    campaign = a_campaign(launched=date(2024, 11, 30), closes=date(2025, 1, 1))
    assert campaign.months() == tuple(Month.of(date(*day)) for day in ((2024, 11, 1), (2024, 12, 1), (2025, 1, 1)))
    assert (campaign.first_month, campaign.last_month) == (campaign.months()[0], campaign.months()[-1])


def test_a_campaign_of_one_day_has_one_month():
    assert a_campaign(launched=date(2024, 3, 31), closes=date(2024, 3, 31)).months() == (MARCH,)


def test_a_criterion_is_due_in_its_months_of_any_year():
    yearly = a_criterion(due=frozenset({12}))
    assert [yearly.is_due(Month.of(date(*day))) for day in ((2024, 12, 1), (2025, 12, 1), (2024, 11, 1))] == [
        True,
        True,
        False,
    ]


def test_a_track_gives_its_due_lines_in_the_order_of_the_table():
    track = a_track()
    assert [c.code for c in track.due(FEBRUARY)] == ["to-chuc", "van-dong"]
    assert [c.code for c in track.due(MARCH)] == ["to-chuc", "van-dong", "dot-pha"]


def test_a_line_and_a_track_are_found_by_their_codes():
    campaign = a_campaign()
    assert campaign.track("xa") == a_track()
    assert campaign.track("ban-nganh") is None
    assert a_track().criterion("van-dong") == a_track().criteria[1]
    assert a_track().criterion("van dong") is None


def test_units_and_persons_find_the_track_of_their_kind():
    persons = a_track("ca-nhan", unit_kinds=(), person_kinds=("farmer", "worker"))
    campaign = a_campaign(tracks=(a_track(), persons))
    assert [campaign.track_of_unit_kind(kind) for kind in ("commune", "town", "farmer")] == [a_track(), a_track(), None]
    assert [campaign.track_of_person_kind(kind) for kind in ("farmer", "commune")] == [persons, None]


@pytest.mark.parametrize(
    ("day", "size"),
    [
        (date(2024, 2, 14), None),
        (date(2024, 2, 15), 9),
        (date(2024, 6, 30), 9),
        (date(2024, 7, 1), 11),
        (date(2025, 1, 1), 11),
    ],
)
def test_the_council_has_the_size_in_force_on_the_day(day, size):
    sizes = (CouncilSize(date(2024, 7, 1), 11), CouncilSize(date(2024, 2, 15), 9))
    assert a_campaign(members=sizes).council_on(day) == size
    assert a_campaign(members=sizes[::-1]).council_on(day) == size


def test_a_campaign_without_a_council_has_no_council_on_any_day():
    assert a_campaign(members=()).council_on(date(2024, 3, 1)) is None

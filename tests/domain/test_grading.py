"""Totals as they are judged, and quotas in whole numbers: places, the cut, equals across it."""

from fractions import Fraction

import pytest

from make import a_quota, points
from thidua.domain.grading import PLAIN, Judged, Totals
from thidua.domain.quotas import Held, QuotaTies, Rounding, held_back


def held(quota, base, *merits):
    found = held_back(quota, base, {str(at): (merit,) for at, merit in enumerate(merits)})
    return [found.get(str(at)) for at in range(len(merits))]


@pytest.mark.parametrize(
    ("share", "base", "floor", "half_up", "ceiling"),
    [
        (Fraction(7, 10), 90, 63, 63, 63),
        (Fraction(7, 10), 170, 119, 119, 119),
        (Fraction(7, 10), 10, 7, 7, 7),
        (Fraction(1, 5), 4, 0, 1, 1),
        (Fraction(1, 5), 2, 0, 0, 1),
        (Fraction(1, 5), 5, 1, 1, 1),
        (Fraction(1, 5), 0, 0, 0, 0),
        (Fraction(3, 20), 10, 1, 2, 2),
        (Fraction(2, 3), 3, 2, 2, 2),
        (Fraction(2, 3), 2, 1, 1, 2),
        (Fraction(1), 7, 7, 7, 7),
    ],
)
def test_places_are_counted_in_whole_numbers_and_rounded_as_the_campaign_says(share, base, floor, half_up, ceiling):
    places = {rounding: a_quota(share=share, rounding=rounding).places_of(base) for rounding in Rounding}
    assert places == {Rounding.FLOOR: floor, Rounding.CEILING: ceiling, Rounding.HALF_UP: half_up}


@pytest.mark.parametrize(("places", "base", "expected"), [(3, 100, 3), (3, 0, 3), (0, 100, 0)])
def test_a_number_of_places_looks_at_nobody_else(places, base, expected):
    assert a_quota(share=None, places=places).places_of(base) == expected


@pytest.mark.parametrize(
    ("places", "merits", "expected"),
    [
        (2, [9, 8, 7], [None, None, Held.QUOTA]),
        (2, [7, 9, 8], [Held.QUOTA, None, None]),
        (2, [9, 8, 8, 7], [None, Held.TIE, Held.TIE, Held.QUOTA]),
        (3, [9, 8, 8, 7], [None, None, None, Held.QUOTA]),
        (1, [9, 9], [Held.TIE, Held.TIE]),
        (0, [9, 9], [Held.QUOTA, Held.QUOTA]),
        (5, [9, 8], [None, None]),
        (0, [], []),
    ],
)
def test_equals_across_the_cut_are_all_held_back_and_named_as_such(places, merits, expected):
    assert held(a_quota(share=None, places=places), len(merits), *merits) == expected


@pytest.mark.parametrize(
    ("places", "merits", "expected"),
    [
        (2, [9, 8, 8, 7], [None, None, None, Held.QUOTA]),
        (1, [9, 9, 9, 7], [None, None, None, Held.QUOTA]),
        (2, [9, 9, 8], [None, None, Held.QUOTA]),
        (0, [9, 9], [Held.QUOTA, Held.QUOTA]),
    ],
)
def test_equals_across_the_cut_are_all_admitted_where_the_campaign_says_so(places, merits, expected):
    assert held(a_quota(share=None, places=places, ties=QuotaTies.ADMITTED), len(merits), *merits) == expected


def test_a_share_is_counted_of_the_base_and_not_of_those_who_want_a_place():
    assert held(a_quota(share=Fraction(1, 5)), 10, 9, 8, 7) == [None, None, Held.QUOTA]


def test_places_not_wanted_stay_free():
    assert held(a_quota(share=Fraction(1, 2)), 10, 9) == [None]


def test_a_tie_is_of_the_whole_merit_and_not_of_the_total():
    merits = {"a": (80, 2), "b": (80, 1), "c": (80, 1)}
    assert held_back(a_quota(share=None, places=1), 3, merits) == {"b": Held.QUOTA, "c": Held.QUOTA}
    assert held_back(a_quota(share=None, places=2), 3, merits) == {"b": Held.TIE, "c": Held.TIE}


@pytest.mark.parametrize(
    ("text", "decimals", "shown"),
    [
        ("89.95", 2, "89.95"),
        ("89.95", 1, "90"),
        ("89.94", 1, "89.9"),
        ("89.5", 0, "90"),
        ("89.49", 0, "89"),
        ("-0.05", 1, "-0.1"),
    ],
)
def test_a_total_is_shown_with_the_decimals_of_the_campaign_and_judged_exactly_or_as_shown(text, decimals, shown):
    exact = points(text)
    judged = {word: Totals(decimals=decimals, judged=word) for word in Judged}
    assert [totals.shown(exact) for totals in judged.values()] == [points(shown)] * 2
    assert judged[Judged.EXACT].looked_at(exact) == exact
    assert judged[Judged.ROUNDED].looked_at(exact) == points(shown)


def test_totals_of_which_nothing_is_said_are_shown_and_judged_to_the_hundredth():
    assert (PLAIN.shown(points("89.95")), PLAIN.looked_at(points("89.95"))) == (points("89.95"), points("89.95"))

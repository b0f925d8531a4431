"""Quotas: the most who may have a grade or a better one, in whole numbers, and who is held back by one."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from thidua.domain.points import half_up
from thidua.domain.ranking import Merit


class Rounding(StrEnum):
    """How the places of a quota are rounded; no rule found says, and "not more than" means down."""

    FLOOR = "floor"
    CEILING = "ceiling"
    HALF_UP = "half-up"


class QuotaTies(StrEnum):
    """What becomes of equals across the cut: all are held back and named, or all are let in; never some."""

    HELD = "held"
    ADMITTED = "admitted"


class QuotaOf(StrEnum):
    """Of whom a quota is counted, when not of those with a grade."""

    REGISTRANTS = "registrants"
    GRADED = "graded"


@dataclass(frozen=True)
class Quota:
    """The most who may have a grade or a better one: a share of others, or a number of places.

    ``of`` is registrants, graded, or the code of a grade: those who have it or a better one, after its own quota.
    """

    grade: str
    share: Fraction | None
    places: int | None
    of: str
    within: tuple[str, ...]
    rounding: Rounding
    ties: QuotaTies
    text: str

    def places_of(self, base: int) -> int:
        """Give the places among ``base``, in whole numbers: 70 % of 90 is 63, of 170 it is 119."""
        if self.share is None:
            return self.places or 0
        exact = self.share * base
        if self.rounding is Rounding.HALF_UP:
            return half_up(exact)
        return exact.__floor__() if self.rounding is Rounding.FLOOR else exact.__ceil__()


class Held(StrEnum):
    """Why a grade earned is not given: no place left, or equal with others across the cut."""

    QUOTA = "quota"
    TIE = "tie"


def held_back(quota: Quota, base: int, merits: Mapping[str, Merit]) -> dict[str, Held]:
    """Say who of those wanting a place does not get one: the best come first, and equals are never split.

    ``base`` is how many the quota is counted of, ``merits`` those of everyone who has earned the grade or a better one.
    """
    places = quota.places_of(base)
    ordered = sorted(merits.values(), reverse=True)
    better = {merit: at for at, merit in reversed(list(enumerate(ordered)))}
    equal = Counter(ordered)
    found = {}
    for code, merit in merits.items():
        is_in = better[merit] + equal[merit] <= places
        if not is_in and not (quota.ties is QuotaTies.ADMITTED and better[merit] < places):
            found[code] = Held.TIE if better[merit] < places else Held.QUOTA
    return found


def within_quotas(
    quotas: Sequence[Quota],
    codes: Sequence[str],
    grouped: Callable[[Sequence[str]], Sequence[Sequence[str]]],
    earned: Mapping[str, str | None],
    merits: Mapping[str, Merit],
    below: Callable[[str, int], str],
) -> dict[str, tuple[str, Held]]:
    """Apply quotas from the lowest grade up, as one may be counted of those a lower one has let in.

    ``codes`` are the grades from the best down, ``earned`` the grade of everyone, ``grouped`` gives those a quota is
    counted among, and ``below`` the best grade someone has earned after that position. Gives the grade and the reason
    of each who is held back.
    """
    grades = dict(earned)
    found: dict[str, tuple[str, Held]] = {}
    for quota in sorted(quotas, key=lambda one: -codes.index(one.grade)):
        limit = codes.index(quota.grade)
        for group in grouped(quota.within):
            holders = {code: codes.index(grade) for code in group if (grade := grades[code]) is not None}
            wanting = {code: merits[code] for code, at in holders.items() if at <= limit}
            for code, held in held_back(quota, _base(quota, codes, group, holders), wanting).items():
                grades[code] = below(code, limit)
                found[code] = (below(code, limit), held)
    return found


def _base(quota: Quota, codes: Sequence[str], group: Sequence[str], holders: Mapping[str, int]) -> int:
    if quota.of == QuotaOf.REGISTRANTS:
        return len(group)
    lowest = len(codes) - 1 if quota.of == QuotaOf.GRADED else codes.index(quota.of)
    return sum(at <= lowest for at in holders.values())

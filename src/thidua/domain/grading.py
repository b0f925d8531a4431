"""Grades: floors, the conditions that stand as gates before them, void rules, and quotas in whole numbers.

Grades go from the best down; the last one takes whoever reaches none above it. A void rule (không xếp loại) takes a
registrant out of grades, ranks and averages, with its reason shown.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from thidua.domain.points import Points, half_up, rounded
from thidua.domain.ranking import Merit
from thidua.domain.score_table import Requirement


class GradesOf(StrEnum):
    """Whether a grade's floor is of the points due in the month, in proportion, or of the whole scale."""

    DUE = "due"
    SCALE = "scale"


class Beyond(StrEnum):
    """What becomes of a total above the scale or below zero: it stands, or it is brought back to the end."""

    ALLOWED = "allowed"
    CLAMPED = "clamped"


class Judged(StrEnum):
    """Whether grades and ranks look at the exact total, or at the total rounded as it is shown."""

    EXACT = "exact"
    ROUNDED = "rounded"


@dataclass(frozen=True)
class Totals:
    """How a total is finished: its ends, its decimals, and which of the two is judged.

    ``above`` None is not said; the campaign must say it when its table can go above the scale.
    """

    above: Beyond | None = None
    below: Beyond = Beyond.CLAMPED
    decimals: int = 2
    judged: Judged = Judged.EXACT

    def shown(self, exact: Points) -> Points:
        """Give a total as it is shown."""
        return rounded(exact.fraction(), decimals=self.decimals)

    def looked_at(self, exact: Points) -> Points:
        """Give the total that grades and ranks look at."""
        return self.shown(exact) if self.judged is Judged.ROUNDED else exact


PLAIN = Totals()


@dataclass(frozen=True)
class Grade:
    """A grade, the total it starts from, and what else it requires.

    Where lower totals are better ``ceiling`` is the most it may be, and ``floor`` None; the last grade needs neither.
    """

    code: str
    name: str
    floor: Points | None
    ceiling: Points | None = None
    requires: tuple[Requirement, ...] = ()


@dataclass(frozen=True)
class VoidRule:
    """When a registrant is not graded at all: no self-score was sent (``line`` None), or a line is not met."""

    code: str
    name: str
    line: str | None


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

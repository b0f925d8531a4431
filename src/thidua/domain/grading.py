"""Grades: floors, the conditions that stand as gates before them, and void rules.

Grades go from the best down; the last one takes whoever reaches none above it. A void rule (không xếp loại) takes a
registrant out of grades, ranks and averages, with its reason shown.
"""

from dataclasses import dataclass
from enum import StrEnum

from thidua.domain.points import Points, rounded
from thidua.domain.score_table import Requirement

EXACT_DECIMALS = 2


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
    decimals: int = EXACT_DECIMALS
    judged: Judged = Judged.EXACT

    @property
    def is_rounded(self) -> bool:
        """True when totals are shown with fewer decimals than they have."""
        return self.decimals < EXACT_DECIMALS

    def shown(self, exact: Points) -> Points:
        """Give a total as it is shown."""
        if not self.is_rounded:
            return exact
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

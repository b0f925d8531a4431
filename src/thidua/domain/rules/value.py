"""What a rule makes of a measure: the points it gives, what its cap leaves, what the line has, whether it is met."""

from dataclasses import dataclass
from enum import StrEnum

from thidua.domain.measures import Measure
from thidua.domain.points import ZERO, Points


class Direction(StrEnum):
    """How a line's points count: from nothing up to its base points, down from them, or on top of them.

    A deduction starts from the base points (điểm chuẩn) and takes away (điểm trừ); a bonus (điểm thưởng) has no base.
    """

    BASE = "base"
    DEDUCTION = "deduction"
    BONUS = "bonus"


@dataclass(frozen=True)
class Valued:
    """A measure valued: ``raw`` before the rule's cap, ``capped`` after it (deductions below zero), the line's points.

    ``is_met`` is what conditions on this line ask: full points, a bonus earned, nothing deducted, or the rule's own
    threshold reached.
    """

    measure: Measure
    raw: Points
    capped: Points
    points: Points
    is_met: bool


def as_base(measure: Measure, amount: Points, full: Points, *, is_met: bool | None = None) -> Valued:
    """Value a measure that earns points up to the line's base points."""
    return Valued(measure, amount, amount, amount, amount == full if is_met is None else is_met)


def as_deduction(measure: Measure, amount: Points, full: Points, cap: Points | None) -> Valued:
    """Value a measure that takes ``amount`` away, no more than the cap."""
    taken = amount if cap is None else min(amount, cap)
    return Valued(measure, -amount, -taken, full - taken, taken == ZERO)


def as_bonus(measure: Measure, amount: Points, cap: Points | None) -> Valued:
    """Value a measure that adds ``amount``, no more than the cap."""
    added = amount if cap is None else min(amount, cap)
    return Valued(measure, amount, added, added, added > ZERO)


@dataclass(frozen=True)
class Counting:
    """How the points of a rule's table count: as base points, as a deduction or as a bonus, with the cap of those."""

    direction: Direction
    cap: Points | None = None

    def value(self, measure: Measure, amount: Points, full: Points) -> Valued:
        """Value a measure that the rule's table gives ``amount`` for."""
        if self.direction is Direction.DEDUCTION:
            return as_deduction(measure, amount, full, self.cap)
        if self.direction is Direction.BONUS:
            return as_bonus(measure, amount, self.cap)
        return as_base(measure, amount, full)


BASE = Counting(Direction.BASE)

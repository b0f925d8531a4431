"""Rules over a part of a whole: all or nothing, tiers, two-way tiers, a bonus by steps.

``of_nothing`` are the points when there was nothing of which a part could be done, ``0/0``; without them it is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from thidua.domain.measures import Measured, read_rate
from thidua.domain.points import ZERO, Points, decimal_text
from thidua.domain.rules.intervals import Interval
from thidua.domain.rules.value import BASE, Counting, Direction, Valued, as_base, as_bonus
from thidua.domain.shares import Threshold
from thidua.errors import Reason, because

_WHOLE = Threshold(Fraction(1), strict=False, text=">= 100%")


@dataclass(frozen=True)
class AllOrNothing:
    """All the line's points when the rate meets the threshold, by default 100 % of n; ``otherwise`` below it."""

    kind: ClassVar[str] = "all-or-nothing"
    reads: ClassVar[Measured] = Measured.RATE
    direction: ClassVar[Direction] = Direction.BASE
    at: Threshold = _WHOLE
    otherwise: Points = ZERO
    of_nothing: Points | None = None

    def value(self, text: str, full: Points, unit: str | None) -> Valued | Reason:
        """Value a part of a whole: 99 of 100 is not 100 %, whatever the percentage shown."""
        rate = read_rate(text, over_whole=False, of_zero=self.of_nothing is not None)
        if isinstance(rate, Reason):
            return rate
        if rate.whole == 0 and self.of_nothing is not None:
            return as_base(rate, self.of_nothing, full, is_met=self.of_nothing == full)
        share = rate.share
        is_met = self.at.is_met(share.numerator, share.denominator)
        return as_base(rate, full if is_met else self.otherwise, full, is_met=is_met)


@dataclass(frozen=True)
class Tier:
    """The points of one interval, and what it is called, if anything."""

    interval: Interval
    points: Points
    name: str | None = None

    def __str__(self) -> str:
        """``>= 85% < 100%: 3``."""
        return f"{self.interval}: {self.points}"


def tier_points(tiers: Sequence[Tier], value: Fraction) -> Points | None:
    """Give the points of the tier that holds the value; a checked table always has one."""
    return next((tier.points for tier in tiers if value in tier.interval), None)


@dataclass(frozen=True)
class Tiers:
    """Points by tiers of a rate, with open and closed ends, over all of 0 to 100 %."""

    kind: ClassVar[str] = "tiers"
    reads: ClassVar[Measured] = Measured.RATE
    tiers: tuple[Tier, ...]
    counting: Counting = BASE
    of_nothing: Points | None = None

    @property
    def best(self) -> Points:
        """The most its table gives."""
        return max(tier.points for tier in self.tiers)

    @property
    def direction(self) -> Direction:
        """How its points count."""
        return self.counting.direction

    def value(self, text: str, full: Points, unit: str | None) -> Valued | Reason:
        """Value a part of a whole."""
        rate = read_rate(text, over_whole=False, of_zero=self.of_nothing is not None)
        if isinstance(rate, Reason):
            return rate
        points = self.of_nothing if rate.whole == 0 else tier_points(self.tiers, rate.share)
        return because("tier-missing", text=text) if points is None else self.counting.value(rate, points, full)


@dataclass(frozen=True)
class SizeClass:
    """The tiers for one class of size; the size is the whole of which the rate is a part."""

    size: Interval
    tiers: tuple[Tier, ...]

    def __str__(self) -> str:
        """``1-100: >= 90%: 5 | < 90%: 0``; without an end ``501-: …``."""
        low, high = ("" if end is None else decimal_text(end) for end in (self.size.low, self.size.high))
        return f"{low}-{high}: {' | '.join(str(tier) for tier in self.tiers)}"


@dataclass(frozen=True)
class TwoWay:
    """Points by size class and by rate: 90 % of 20 files and 90 % of 2,000 are not the same."""

    kind: ClassVar[str] = "two-way"
    reads: ClassVar[Measured] = Measured.RATE
    classes: tuple[SizeClass, ...]
    counting: Counting = BASE
    of_nothing: Points | None = None

    @property
    def best(self) -> Points:
        """The most its table gives."""
        return max(tier.points for one in self.classes for tier in one.tiers)

    @property
    def direction(self) -> Direction:
        """How its points count."""
        return self.counting.direction

    def value(self, text: str, full: Points, unit: str | None) -> Valued | Reason:
        """Value a part of a whole number of things."""
        rate = read_rate(text, over_whole=False, in_wholes=True, of_zero=self.of_nothing is not None)
        if isinstance(rate, Reason):
            return rate
        held = next((one for one in self.classes if rate.whole in one.size), None)
        points = self.of_nothing if rate.whole == 0 else tier_points(held.tiers if held else (), rate.share)
        return because("tier-missing", text=text) if points is None else self.counting.value(rate, points, full)


class Reading(StrEnum):
    """The two readings of "+x above r, each further 1 % +x": whether passing r earns the first x at once."""

    ON_PASSING = "on-passing"
    FULL_STEPS = "full-steps"


@dataclass(frozen=True)
class StepBonus:
    """So many points above a rate, and as many for each further step; ``cap`` is the most, None without end.

    ``on-passing``: any rate above earns the first, each whole step beyond one more. ``full-steps``: only whole steps.
    """

    kind: ClassVar[str] = "step-bonus"
    reads: ClassVar[Measured] = Measured.RATE
    direction: ClassVar[Direction] = Direction.BONUS
    above: Fraction
    each: Points
    step: Fraction
    cap: Points | None
    reading: Reading

    def value(self, text: str, full: Points, unit: str | None) -> Valued | Reason:
        """Value a part of a whole, which may be over it, as of a plan."""
        rate = read_rate(text, over_whole=True)
        if isinstance(rate, Reason):
            return rate
        beyond = rate.share - self.above
        steps = (beyond / self.step).__floor__() if beyond > 0 else 0
        if self.reading is Reading.ON_PASSING and beyond > 0:
            steps += 1
        return as_bonus(rate, Points(self.each.hundredths * steps), self.cap)

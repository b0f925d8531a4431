"""Intervals with open and closed ends, as tiers are written: above, from, below, to; and what a row of them misses."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from thidua.domain.points import decimal_text


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high``; an end belongs to it when it is ``closed``; None is without end."""

    low: Fraction | None
    low_closed: bool
    high: Fraction | None
    high_closed: bool

    def __contains__(self, value: Fraction) -> bool:
        """True when the value lies inside."""
        over = self.low is None or value > self.low or (self.low_closed and value == self.low)
        under = self.high is None or value < self.high or (self.high_closed and value == self.high)
        return over and under

    def __str__(self) -> str:
        """``>= 85% < 100%``: the ends in the order of the numbers, each as a percentage."""
        ends = []
        if self.low is not None:
            ends.append(f"{'>=' if self.low_closed else '>'} {decimal_text(self.low * 100)}%")
        if self.high is not None:
            ends.append(f"{'<=' if self.high_closed else '<'} {decimal_text(self.high * 100)}%")
        return " ".join(ends)

    @property
    def is_empty(self) -> bool:
        """True when no value lies inside."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_closed and self.high_closed))


SHARES = Interval(Fraction(0), True, Fraction(1), True)
UPWARDS = Interval(Fraction(0), True, None, False)
WHOLES = Interval(Fraction(1), True, None, False)


@dataclass(frozen=True)
class Fault:
    """A value that no interval of a row holds, or that several hold: the positions of those that do."""

    value: Fraction
    held_by: tuple[int, ...]


def faults(intervals: Sequence[Interval], domain: Interval, *, in_wholes: bool = False) -> list[Fault]:
    """List every gap and overlap of a row of intervals over a domain, each with the first value asked that falls in it.

    Between two neighbouring ends every value is held alike, so it is enough to ask at each end and between each two.
    ``in_wholes`` asks for whole numbers only: nothing lies between 100 and 101.
    """
    found: list[Fault] = []
    before: tuple[int, ...] | None = None
    for value in _asked(intervals, domain, in_wholes=in_wholes):
        held_by = tuple(at for at, interval in enumerate(intervals) if value in interval)
        if len(held_by) != 1 and held_by != before:
            found.append(Fault(value, held_by))
        before = held_by
    return found


def _asked(intervals: Sequence[Interval], domain: Interval, *, in_wholes: bool) -> list[Fraction]:
    ends = {end for each in (*intervals, domain) for end in (each.low, each.high) if end is not None}
    if in_wholes:
        ends = {Fraction(near) for end in ends for near in (end.__floor__(), end.__ceil__(), end.__floor__() + 1)}
    placed = sorted(ends)
    between = [(low + high) / 2 for low, high in pairwise(placed)]
    every = sorted({*placed, *between, placed[-1] + 1})
    return [value for value in every if value in domain and (not in_wholes or value.denominator == 1)]

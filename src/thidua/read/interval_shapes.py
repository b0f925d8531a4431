"""The keys of intervals, of tiers with their points, and of size classes."""

from fractions import Fraction
from typing import Annotated

from pydantic import Field, model_validator

from thidua.domain.rules.intervals import Interval
from thidua.domain.rules.rates import SizeClass, Tier
from thidua.errors import because
from thidua.read.fields import Number, Rate, Text, kept, whole, written
from thidua.read.mapping import Shape


class IntervalShape(Shape):
    """An interval of rates: above or from a lower end, below or to an upper end."""

    above: Rate | None = Field(default=None, description="More than this (trên)")
    since: Rate | None = Field(default=None, alias="from", description="This or more (từ)")
    below: Rate | None = Field(default=None, description="Less than this (dưới)")
    to: Rate | None = Field(default=None, description="This or less (đến)")

    @model_validator(mode="after")
    def _one_end_each(self) -> "IntervalShape":
        if (self.above is not None and self.since is not None) or (self.below is not None and self.to is not None):
            kept(because("interval-two-ends"))
        if self.interval.is_empty:
            kept(because("interval-empty"))
        return self

    @property
    def interval(self) -> Interval:
        """Give the interval."""
        low = self.above if self.since is None else self.since
        high = self.below if self.to is None else self.to
        return Interval(low, self.since is not None, high, self.to is not None)


class TierShape(IntervalShape):
    """The points of one interval of rates."""

    points: Number = Field(description="The points in this interval")
    name: Text | None = Field(default=None, description="What the band is called")

    def tier(self) -> Tier:
        """Make the tier."""
        return Tier(self.interval, self.points, self.name)


class SizeShape(Shape):
    """A class of sizes, in whole numbers, both ends in it."""

    since: Annotated[int, whole(1)] = Field(default=written("1"), alias="from", description="The least")
    to: Annotated[int, whole(1)] | None = Field(default=None, description="The most; without it, no end")

    @property
    def interval(self) -> Interval:
        """Give the interval."""
        high = None if self.to is None else Fraction(self.to)
        return Interval(Fraction(self.since), low_closed=True, high=high, high_closed=high is not None)


class SizeClassShape(Shape):
    """The tiers for one class of size."""

    size: SizeShape = Field(description="How many there are in all: {to: 100}, {from: 101, to: 500}, {from: 501}")
    tiers: tuple[TierShape, ...] = Field(min_length=1, description="Intervals: each rate of 0 to 100 % in just one")

    def size_class(self) -> SizeClass:
        """Make the class."""
        return SizeClass(self.size.interval, tuple(tier.tier() for tier in self.tiers))

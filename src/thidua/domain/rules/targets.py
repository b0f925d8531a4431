"""Rules against a target: points in proportion to what was attained of it, or by bands of attainment.

The target stands in the campaign, for everyone or for a unit (S0-13), or is reported with the figure: ``45/50``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from thidua.domain.measures import Amount, Measured, NoPlan, Rate, is_no_plan, read_amount, read_rate
from thidua.domain.points import ZERO, Points, rounded
from thidua.domain.ranking import Better
from thidua.domain.rules.rates import Tier
from thidua.domain.rules.value import BASE, Counting, Direction, Valued, as_base
from thidua.errors import Reason, because

_WHOLE = Fraction(1)


@dataclass(frozen=True)
class Targets:
    """The target for everyone, and those of single units by their code; with neither, targets are reported."""

    everyone: Fraction | None = None
    by_unit: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def are_set(self) -> bool:
        """True when the campaign sets targets, so that only the figure is reported."""
        return self.everyone is not None or bool(self.by_unit)

    def of(self, unit: str | None) -> Fraction | None:
        """Give a unit's target."""
        return self.by_unit.get(unit or "", self.everyone)


@dataclass(frozen=True)
class Attained:
    """A figure beside its target. ``share`` is None where it is beyond every number: none where few were allowed."""

    measure: Amount | Rate
    share: Fraction | None

    def reaches(self, share: Fraction) -> bool:
        """True when at least that share of the target was attained."""
        return self.share is None or self.share >= share


def attained(targets: Targets, better: Better, text: str, unit: str | None) -> Attained | Reason:
    """Hold a figure against its target.

    Higher is better: figure over target. Lower is better: target over figure, so that the target is 100 % too; where
    the target is zero, only zero attains it.
    """
    measure: Amount | Rate | Reason
    if targets.are_set:
        measure = read_amount(text)
        if isinstance(measure, Reason):
            return measure
        figure, target = measure.value, targets.of(unit)
        if target is None:
            return because("target-missing", unit=unit)
    else:
        measure = read_rate(text, over_whole=True, of_zero=better is Better.LOWER)
        if isinstance(measure, Reason):
            return measure
        figure, target = measure.part, measure.whole
    if better is Better.HIGHER:
        return Attained(measure, figure / target)
    if target == 0:
        return Attained(measure, _WHOLE if figure == 0 else Fraction(0))
    return Attained(measure, target / figure if figure else None)


@dataclass(frozen=True)
class Attainment:
    """Points in proportion to the target attained, exact at the target, no more than ``cap`` of them.

    Below ``least`` there are none. Points are rounded to the hundredth, halves up.
    """

    kind: ClassVar[str] = "attainment"
    direction: ClassVar[Direction] = Direction.BASE
    better: Better = Better.HIGHER
    targets: Targets = field(default_factory=Targets)
    cap: Fraction = _WHOLE
    least: Fraction = Fraction(0)

    @property
    def reads(self) -> Measured:
        """A figure, or a figure of a target."""
        return Measured.AMOUNT if self.targets.are_set else Measured.RATE

    def value(self, text: str, full: Points, unit: str | None) -> Valued | Reason:
        """Value a figure against its target."""
        got = attained(self.targets, self.better, text, unit)
        if isinstance(got, Reason):
            return got
        raw = rounded(full.fraction() * got.share) if got.share is not None else rounded(full.fraction() * self.cap)
        points = min(raw, rounded(full.fraction() * self.cap)) if got.reaches(self.least) else ZERO
        return Valued(got.measure, raw, points, points, got.reaches(_WHOLE))


@dataclass(frozen=True)
class Bands:
    """Points by bands of attainment: below, just below, met, exceeded, far exceeded; and what having no plan gives."""

    kind: ClassVar[str] = "bands"
    bands: tuple[Tier, ...]
    no_plan: Points = ZERO
    better: Better = Better.HIGHER
    targets: Targets = field(default_factory=Targets)
    counting: Counting = BASE

    @property
    def best(self) -> Points:
        """The most its table gives."""
        return max(band.points for band in self.bands)

    @property
    def direction(self) -> Direction:
        """How its points count."""
        return self.counting.direction

    @property
    def reads(self) -> Measured:
        """A figure, or a figure of a plan."""
        return Measured.AMOUNT if self.targets.are_set else Measured.RATE

    def value(self, text: str, full: Points, unit: str | None) -> Valued | Reason:
        """Value a figure against the plan, or ``no plan``."""
        if is_no_plan(text):
            return self._valued(as_base(NoPlan(), self.no_plan, full, is_met=False), full)
        got = attained(self.targets, self.better, text, unit)
        if isinstance(got, Reason):
            return got
        amount = next((one.points for one in self.bands if _holds(one, got.share)), None)
        if amount is None:
            return because("tier-missing", text=text)
        return self._valued(as_base(got.measure, amount, full, is_met=got.reaches(_WHOLE)), full)

    def _valued(self, one: Valued, full: Points) -> Valued:
        counted = self.counting.value(one.measure, one.raw, full)
        return Valued(one.measure, counted.raw, counted.capped, counted.points, one.is_met)


def _holds(tier: Tier, share: Fraction | None) -> bool:
    return tier.interval.high is None if share is None else share in tier.interval

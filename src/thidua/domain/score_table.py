"""A score table: pillars, groups and lines, what caps them, and which lines other lines depend on.

A line's own rule turns what was reported into points when it is entered; caps of groups, conditions and weights look at
several lines and apply at evaluation. What must hold inside a table is told by ``domain.invariants``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import chain

from thidua.domain.month import Month
from thidua.domain.points import ZERO, Points, half_up, rounded, total
from thidua.domain.rules import Rule
from thidua.domain.rules.targets import Attainment, Targets
from thidua.domain.rules.value import Direction, Valued
from thidua.errors import Reason, because

WHOLE_WEIGHT = 10_000
_MOST = 10**11  # hundredths: a billion points, far below what sums of the ledger can hold


class Family(StrEnum):
    """The family of a pillar: a leg (chân), a prong (mũi), a breakthrough task (nhiệm vụ đột phá) or another."""

    LEG = "leg"
    PRONG = "prong"
    BREAKTHROUGH = "breakthrough"
    OTHER = "other"


class Tag(StrEnum):
    """What a criterion or a registered item is said to be (sources 000 and 002)."""

    PRIORITY = "priority"
    NEW = "new"
    HARD = "hard"
    BREAKTHROUGH = "breakthrough"
    WEAK_LINK = "weak-link"


class CapOf(StrEnum):
    """What a cap caps: deductions, bonuses, or each of the two by itself."""

    DEDUCTIONS = "deductions"
    BONUSES = "bonuses"
    BOTH = "both"


class Over(StrEnum):
    """Over how many months a cap holds: its points are used up in the order of the months, not of typing."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    CAMPAIGN = "campaign"


def weighed(points: Points, weight: int) -> Points:
    """Weigh by ten-thousandths, rounded to the hundredth, halves up."""
    return points if weight == WHOLE_WEIGHT else Points(half_up(Fraction(points.hundredths * weight, WHOLE_WEIGHT)))


_LENGTHS = {Over.MONTH: 1, Over.QUARTER: 3, Over.HALF_YEAR: 6, Over.YEAR: 12, Over.CAMPAIGN: 12 * 10_000}


@dataclass(frozen=True)
class Cap:
    """The most that deductions, bonuses, or each of them may come to, in a month or over several."""

    of: CapOf
    most: Points
    over: Over

    def __str__(self) -> str:
        """``bonuses 3 year``: what is capped, at how much, over how long."""
        return f"{self.of.value} {self.most} {self.over.value}"

    @property
    def length(self) -> int:
        """How many months one window has; windows follow the calendar."""
        return _LENGTHS[self.over]

    def covers(self, what: CapOf) -> bool:
        """True when it caps deductions, or bonuses."""
        return self.of in (what, CapOf.BOTH)

    def first_month(self, month: Month) -> Month:
        """Give the first month of the window that a month lies in."""
        return Month(month.ordinal // self.length * self.length)


@dataclass(frozen=True)
class Requirement:
    """A condition on another line: that it is met, or has at least so many points. Not scored is not met."""

    line: str
    least: Points | None = None

    def __str__(self) -> str:
        """``b1``, or ``b1 >= 5``."""
        return self.line if self.least is None else f"{self.line} >= {self.least}"


@dataclass(frozen=True)
class Pillar:
    """One leg, prong or breakthrough task of a track."""

    code: str
    family: Family
    name: str


@dataclass(frozen=True)
class Group:
    """A standard or a section of the table: its lines add up to ``points``, and caps and a weight apply to their sum.

    ``weight`` is in ten-thousandths; ``appraiser`` is the body that appraises its lines.
    """

    code: str
    name: str
    parent: str | None
    points: Points | None
    weight: int
    caps: tuple[Cap, ...]
    appraiser: str | None


@dataclass(frozen=True)
class Criterion:
    """A line of the score table. Its ``pillars`` are labels: shown under each, counted once (S3-3).

    ``points`` are its base points (điểm chuẩn); an ``optional`` line may be left out and is not missing then;
    ``requires`` are the conditions without which a bonus is not counted.
    """

    code: str
    name: str
    pillars: tuple[str, ...]
    points: Points
    due: frozenset[int]
    tags: tuple[Tag, ...]
    rule: Rule
    note: str | None
    group: str | None = None
    optional: bool = False
    requires: tuple[Requirement, ...] = ()
    caps: tuple[Cap, ...] = ()

    def is_due(self, month: Month) -> bool:
        """True when this line is scored in that month."""
        return month.number in self.due

    def value(self, text: str, unit: str | None) -> Valued | Reason:
        """Turn what was reported into points; a reason names the line."""
        valued = self.rule.value(text, self.points, unit)
        if isinstance(valued, Reason):
            return Reason(valued.code, {"criterion": self.code, **valued.facts})
        if max(abs(valued.capped.hundredths), abs(valued.points.hundredths)) > _MOST:
            return because("points-too-many", criterion=self.code, text=text)
        return valued

    @property
    def most(self) -> Points | None:
        """The most points anyone can have for it; None where its rule has no end."""
        if self.rule.direction is Direction.BONUS:
            ends = [getattr(getattr(self.rule, "counting", self.rule), "cap", None), getattr(self.rule, "best", None)]
            return min((end for end in ends if end is not None), default=None)
        if isinstance(self.rule, Attainment):
            return rounded(self.points.fraction() * self.rule.cap)
        return self.points

    @property
    def is_by_unit(self) -> bool:
        """True when what is reported comes to other points for other units: some have targets of their own."""
        targets = getattr(self.rule, "targets", None)
        return isinstance(targets, Targets) and bool(targets.by_unit)

    @property
    def base(self) -> Points:
        """What the line adds when nothing is wrong: nothing for a bonus."""
        return ZERO if self.rule.direction is Direction.BONUS else self.points


@dataclass(frozen=True)
class Track:
    """A score table for some kinds of unit or of person, who are ranked among themselves."""

    code: str
    name: str
    unit_kinds: tuple[str, ...]
    person_kinds: tuple[str, ...]
    pillars: tuple[Pillar, ...]
    criteria: tuple[Criterion, ...]
    groups: tuple[Group, ...] = ()
    caps: tuple[Cap, ...] = ()

    def criterion(self, code: str) -> Criterion | None:
        """Find a line by its code."""
        return next((c for c in self.criteria if c.code == code), None)

    def group(self, code: str | None) -> Group | None:
        """Find a group by its code."""
        return next((g for g in self.groups if g.code == code), None)

    def due(self, month: Month) -> tuple[Criterion, ...]:
        """Give the lines due in a month, in the order of the table."""
        return tuple(c for c in self.criteria if c.is_due(month))

    def above(self, code: str | None) -> Iterator[Group]:
        """Give the group of that code and those it stands in, from the inside out."""
        group = self.group(code)
        while group is not None:
            yield group
            group = self.group(group.parent)

    def appraiser(self, criterion: Criterion) -> str | None:
        """Give the body that appraises a line: that of the innermost group that names one."""
        return next((group.appraiser for group in self.above(criterion.group) if group.appraiser), None)

    def full_points(self, group: str | None = None, lines: frozenset[str] | None = None) -> Points:
        """Add up the base points of the table, or of a group before its own weight; of all lines or of some.

        Groups inside are weighed, each rounded to the hundredth.
        """
        added = total(c.base for c in self.criteria if c.group == group and (lines is None or c.code in lines))
        for inner in self.groups:
            if inner.parent == group:
                added += weighed(self.full_points(inner.code, lines), inner.weight)
        return added

    def due_points(self, month: Month) -> Points:
        """Give what a registrant has in a month when nothing is wrong and no bonus earned."""
        return self.full_points(lines=frozenset(c.code for c in self.due(month)))

    def every_cap(self) -> Iterator[Cap]:
        """Give every cap of the table, of lines, groups and the whole."""
        listed = [self.caps, *(group.caps for group in self.groups), *(line.caps for line in self.criteria)]
        return chain.from_iterable(listed)

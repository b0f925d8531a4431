"""The table worked out for one registrant and month: lines, conditions, caps over months, groups, weights, the total.

What the ledger does set-wise in SQL is stated plainly here, step by step, as ``explain`` prints it; a test holds the
two together. Amounts are of three kinds that never mix: base points, deductions, bonuses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from thidua.domain.campaign import Campaign
from thidua.domain.grading import Beyond, GradesOf
from thidua.domain.month import Month
from thidua.domain.points import ZERO, Points
from thidua.domain.rules.value import Direction
from thidua.domain.score_table import Cap, CapOf, Criterion, Group, Requirement, Track, weighed
from thidua.domain.stages import Stage


@dataclass(frozen=True)
class Posted:
    """A line's score in force at the stage that is used: its points, whether it is met, and that stage."""

    points: Points
    is_met: bool
    stage: Stage = Stage.AGREED


Lines: TypeAlias = Mapping[str, Posted]


@dataclass(frozen=True)
class Amounts:
    """Base points, deductions and bonuses, none of them below zero."""

    base: Points = ZERO
    minus: Points = ZERO
    plus: Points = ZERO

    @property
    def net(self) -> Points:
        """What they come to together."""
        return self.base - self.minus + self.plus

    def __add__(self, other: "Amounts") -> "Amounts":
        """Add each to each."""
        return Amounts(self.base + other.base, self.minus + other.minus, self.plus + other.plus)

    def weighed(self, weight: int) -> "Amounts":
        """Weigh each of them."""
        return Amounts(weighed(self.base, weight), weighed(self.minus, weight), weighed(self.plus, weight))


Series: TypeAlias = Mapping[Month, Amounts]
NOTHING = Amounts()


@dataclass(frozen=True)
class LineWorked:
    """A scored line: what it was posted with, whether its conditions hold, its amounts before and after its caps.

    ``earlier`` is what the months before it have used up of caps over several months.
    """

    criterion: Criterion
    posted: Posted
    is_allowed: bool
    before: Amounts
    after: Amounts
    earlier: Amounts = NOTHING


@dataclass(frozen=True)
class GroupWorked:
    """A group: the sum of what stands in it, what its caps leave, and that weighed; ``earlier`` as of a line."""

    group: Group
    before: Amounts
    capped: Amounts
    after: Amounts
    earlier: Amounts = NOTHING


@dataclass(frozen=True)
class Worked:
    """A month of one registrant: its lines, its groups, the sum, what the table's caps leave of it, and the total."""

    lines: Mapping[str, LineWorked]
    groups: Mapping[str, GroupWorked]
    before: Amounts
    after: Amounts
    total: Points


def first_month_needed(tracks: Iterable[Track], month: Month) -> Month:
    """Give the first month whose scores a month's evaluation looks at: its own, unless a cap holds over several."""
    return min([cap.first_month(month) for track in tracks for cap in track.every_cap()], default=month)


def work(campaign: Campaign, track: Track, month: Month, months: Mapping[Month, Lines]) -> Worked:
    """Work out a month; ``months`` holds the lines in force of that month and of the earlier ones caps look at.

    A line that is not due in the month counts nowhere in it; in earlier months whatever was scored counts.
    """
    first = first_month_needed([track], month)
    used = {m: months[m] for m in sorted(months) if first <= m < month}
    due = {c.code for c in track.due(month)}
    used[month] = {code: one for code, one in months.get(month, {}).items() if code in due}
    before = {c.code: _line_series(c, used) for c in track.criteria}
    after = {c.code: capped(c.caps, before[c.code]) for c in track.criteria}
    lines = {
        c.code: LineWorked(
            c,
            used[month][c.code],
            _is_allowed(c, used[month]),
            before[c.code][month],
            after[c.code][month],
            _earlier(c.caps, after[c.code], month),
        )
        for c in track.criteria
        if c.code in used[month]
    }
    groups: dict[str, GroupWorked] = {}
    top = _sum_of(track, None, after, groups, month)
    whole = capped(track.caps, top).get(month, NOTHING)
    total = finished(campaign, whole.net, track.due_points(month))
    return Worked(lines, groups, top.get(month, NOTHING), whole, total)


def amounts(criterion: Criterion, points: Points) -> Amounts:
    """Tell a line's points apart: what is base, what was taken away, what was added on top."""
    match criterion.rule.direction:
        case Direction.BASE:
            return Amounts(base=points)
        case Direction.DEDUCTION:
            return Amounts(base=criterion.points, minus=criterion.points - points)
        case Direction.BONUS:
            return Amounts(plus=points)


def _line_series(criterion: Criterion, months: Mapping[Month, Lines]) -> Series:
    found = {}
    for month, lines in months.items():
        posted = lines.get(criterion.code)
        if posted is not None:
            found[month] = amounts(criterion, posted.points if _is_allowed(criterion, lines) else ZERO)
    return found


def _is_allowed(criterion: Criterion, lines: Lines) -> bool:
    return all(holds(wanted, lines) for wanted in criterion.requires)


def holds(wanted: Requirement, lines: Lines) -> bool:
    """True when a condition on a line holds; a line that is not scored fulfils none."""
    posted = lines.get(wanted.line)
    if posted is None:
        return False
    return posted.is_met if wanted.least is None else posted.points >= wanted.least


def capped(caps: Iterable[Cap], series: Series) -> Series:
    """Apply caps in their order; one over several months is used up in the order of the months."""
    for cap in caps:
        series = _under(cap, series)
    return series


def _under(cap: Cap, series: Series) -> Series:
    used: dict[Month, tuple[Points, Points]] = {}
    found = {}
    most = cap.most
    for month in sorted(series):
        one, window = series[month], cap.first_month(month)
        minus, plus = used.get(window, (ZERO, ZERO))
        used[window] = (minus + one.minus, plus + one.plus)
        found[month] = Amounts(
            one.base,
            min(most, minus + one.minus) - min(most, minus) if cap.covers(CapOf.DEDUCTIONS) else one.minus,
            min(most, plus + one.plus) - min(most, plus) if cap.covers(CapOf.BONUSES) else one.plus,
        )
    return found


def _earlier(caps: tuple[Cap, ...], series: Series, month: Month) -> Amounts:
    """Add up what the months before counted, since the longest window of the caps began."""
    start = min((cap.first_month(month) for cap in caps), default=month)
    found = NOTHING
    for each, one in series.items():
        if start <= each < month:
            found += one
    return found


def _sum_of(
    track: Track, code: str | None, lines: Mapping[str, Series], groups: dict[str, GroupWorked], month: Month
) -> Series:
    """Add up what stands directly in a group (None: in the table), groups inside it first, and note each of those."""
    parts = [lines[c.code] for c in track.criteria if c.group == code]
    for inner in track.groups:
        if inner.parent == code:
            before = _sum_of(track, inner.code, lines, groups, month)
            left = capped(inner.caps, before)
            after = {m: one.weighed(inner.weight) for m, one in left.items()}
            at = [series.get(month, NOTHING) for series in (before, left, after)]
            groups[inner.code] = GroupWorked(inner, at[0], at[1], at[2], _earlier(inner.caps, left, month))
            parts.append(after)
    found: dict[Month, Amounts] = {}
    for series in parts:
        for m, one in series.items():
            found[m] = found.get(m, NOTHING) + one
    return found


def finished(campaign: Campaign, exact: Points, due: Points) -> Points:
    """Bring a total back to the ends of the scale where the campaign says so."""
    totals = campaign.totals
    top = due if campaign.grades_of is GradesOf.DUE else campaign.scale
    if totals.below is Beyond.CLAMPED and exact < ZERO:
        return ZERO
    if totals.above is Beyond.CLAMPED and exact > top:
        return top
    return exact

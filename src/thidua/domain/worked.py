"""The table worked out for one registrant and month: lines, conditions, caps over months, groups, weights, the total.

What the ledger does set-wise in SQL is stated plainly here, step by step, as ``explain`` prints it; a test holds the
two together. Amounts are of three kinds that never mix: base points, deductions, bonuses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
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


@dataclass
class _Counted:
    """What each holder of caps counted month by month, in the order of the months: lines, groups, the whole table."""

    lines: dict[str, dict[Month, Amounts]] = field(default_factory=dict)
    groups: dict[str | None, dict[Month, Amounts]] = field(default_factory=dict)


def work(
    campaign: Campaign,
    track: Track,
    month: Month,
    months: Mapping[Month, Lines],
    tables: Mapping[Month, Track] = MappingProxyType({}),
) -> Worked:
    """Work out a month; ``months`` holds the lines in force of that month and of the earlier ones caps look at.

    ``tables`` are the tables of earlier months that were under another version: each month counts by its own. A line
    that is not due in a month counts nowhere in it.
    """
    counted = _Counted()
    for earlier in sorted(months):
        if earlier < month:
            _month(campaign, tables.get(earlier, track), earlier, months[earlier], counted)
    return _month(campaign, track, month, months.get(month, {}), counted)


def _month(campaign: Campaign, track: Track, month: Month, scored: Lines, counted: _Counted) -> Worked:
    due = {c.code: c for c in track.due(month)}
    posted = {code: one for code, one in scored.items() if code in due}
    lines = {
        code: _line(due[code], one, month, counted, is_allowed=_is_allowed(due[code], posted))
        for code, one in sorted(posted.items(), key=lambda each: list(due).index(each[0]))
    }
    groups: dict[str, GroupWorked] = {}
    before = _sum_of(track, None, lines, groups, (month, counted))
    whole = capped(track.caps, before, counted.groups.setdefault(None, {}), month)
    total = finished(campaign, whole.net, track.due_points(month))
    return Worked(lines, groups, before, whole, total)


def _line(criterion: Criterion, posted: Posted, month: Month, counted: _Counted, *, is_allowed: bool) -> LineWorked:
    used = counted.lines.setdefault(criterion.code, {})
    before = amounts(criterion, posted.points if is_allowed else ZERO)
    earlier = _earlier(criterion.caps, used, month)
    return LineWorked(criterion, posted, is_allowed, before, capped(criterion.caps, before, used, month), earlier)


def capped(caps: tuple[Cap, ...], amount: Amounts, used: dict[Month, Amounts], month: Month) -> Amounts:
    """Apply caps in their order: each leaves what earlier months of its window have not counted; note what counts."""
    for cap in caps:
        before = _since(cap.first_month(month), used, month)
        amount = Amounts(
            amount.base,
            _left(cap, before.minus, amount.minus) if cap.covers(CapOf.DEDUCTIONS) else amount.minus,
            _left(cap, before.plus, amount.plus) if cap.covers(CapOf.BONUSES) else amount.plus,
        )
    used[month] = amount
    return amount


def _left(cap: Cap, used: Points, wanted: Points) -> Points:
    return min(wanted, max(ZERO, cap.most - used))


def _since(start: Month, used: Series, month: Month) -> Amounts:
    found = NOTHING
    for each, one in used.items():
        if start <= each < month:
            found += one
    return found


def _earlier(caps: tuple[Cap, ...], used: Series, month: Month) -> Amounts:
    """Add up what the months before counted, since the longest window of the caps began."""
    return _since(min((cap.first_month(month) for cap in caps), default=month), used, month)


def amounts(criterion: Criterion, points: Points) -> Amounts:
    """Tell a line's points apart: what is base, what was taken away, what was added on top."""
    match criterion.rule.direction:
        case Direction.BASE:
            return Amounts(base=points)
        case Direction.DEDUCTION:
            return Amounts(base=criterion.points, minus=criterion.points - points)
        case Direction.BONUS:
            return Amounts(plus=points)


def _is_allowed(criterion: Criterion, lines: Lines) -> bool:
    return all(holds(wanted, lines) for wanted in criterion.requires)


def holds(wanted: Requirement, lines: Lines) -> bool:
    """True when a condition on a line holds; a line that is not scored fulfils none."""
    posted = lines.get(wanted.line)
    if posted is None:
        return False
    return posted.is_met if wanted.least is None else posted.points >= wanted.least


def _sum_of(
    track: Track,
    code: str | None,
    lines: Mapping[str, LineWorked],
    groups: dict[str, GroupWorked],
    now: tuple[Month, _Counted],
) -> Amounts:
    """Add up what stands directly in a group (None: in the table), groups inside it first, and note each of those."""
    month, counted = now
    found = NOTHING
    for one in lines.values():
        if one.criterion.group == code:
            found += one.after
    for inner in track.groups:
        if inner.parent == code:
            before = _sum_of(track, inner.code, lines, groups, now)
            used = counted.groups.setdefault(inner.code, {})
            earlier = _earlier(inner.caps, used, month)
            left = capped(inner.caps, before, used, month)
            after = left.weighed(inner.weight)
            groups[inner.code] = GroupWorked(inner, before, left, after, earlier)
            found += after
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

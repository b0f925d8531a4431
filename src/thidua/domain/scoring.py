"""A reported measure becomes points, here and only here; and what a month's points make of a registrant.

The ledger computes the same totals, grades and ranks set-wise in SQL; ``standings`` is the plain statement of that
rule, and a test holds the two together on seeded random ledgers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thidua.domain.campaign import Campaign, Criterion, GradesOf, Incomplete, Track
from thidua.domain.month import Month
from thidua.domain.points import ZERO, Points, parse_points, total
from thidua.errors import Reason, because


def measure_points(criterion: Criterion, reported: str) -> tuple[str, Points] | Reason:
    """Turn what was reported for a line into its canonical text and its points.

    Kind ``points``: points as given, from 0 to the line's maximum.
    """
    value = parse_points(reported)
    if isinstance(value, Reason):
        return value
    if value < ZERO:
        return because("score-below-zero", criterion=criterion.code, value=value)
    if value > criterion.points:
        facts = {"criterion": criterion.code, "value": value, "maximum": criterion.points}
        return because("score-above-maximum", **facts)
    return str(value), value


def is_graded(campaign: Campaign, scored: int, missing: tuple[str, ...]) -> bool:
    """True when a sheet has grade and rank: something is scored, and nothing missing unless the campaign allows it."""
    return scored > 0 and (not missing or campaign.ranking.incomplete is Incomplete.RANKED)


def grade_of(campaign: Campaign, got: Points, due: Points) -> str:
    """Give the grade a total earns: its floor is of the points due in proportion, or of the whole scale."""
    base = due if campaign.grades_of is GradesOf.DUE else campaign.scale
    for grade in campaign.grades:
        if got.hundredths * campaign.scale.hundredths >= grade.floor.hundredths * base.hundredths:
            return grade.code
    return campaign.grades[-1].code


@dataclass(frozen=True)
class Sheet:
    """One registrant's month: its track, its cluster and the points it has, by criterion."""

    registration: str
    track: str
    cluster: str | None
    points: Mapping[str, Points]


@dataclass(frozen=True)
class Standing:
    """What a month made of one registrant; ``rank`` and ``grade`` are None where nothing may be said."""

    registration: str
    total: Points
    due: Points
    grade: str | None
    rank: int | None
    missing: tuple[str, ...]
    pillars: Mapping[str, Points]
    is_shortlisted: bool


def standings(campaign: Campaign, month: Month, sheets: Sequence[Sheet]) -> list[Standing]:
    """Evaluate a month by the plain rule. Missing is never zero: a line not scored adds nothing and is named."""
    unranked = [_sum_up(campaign, month, sheet) for sheet in sheets]
    return [_placed(campaign, one, sheet, sheets, unranked) for one, sheet in zip(unranked, sheets, strict=True)]


def _sum_up(campaign: Campaign, month: Month, sheet: Sheet) -> Standing:
    track = _track(campaign, sheet)
    lines = track.due(month)
    scored = [c for c in lines if c.code in sheet.points]
    got = total(sheet.points[c.code] for c in scored)
    due = total(c.points for c in lines)
    missing = tuple(c.code for c in lines if c.code not in sheet.points)
    pillars = {p.code: total(sheet.points[c.code] for c in scored if p.code in c.pillars) for p in track.pillars}
    grade = grade_of(campaign, got, due) if is_graded(campaign, len(scored), missing) else None
    return Standing(sheet.registration, got, due, grade, None, missing, pillars, is_shortlisted=False)


def _track(campaign: Campaign, sheet: Sheet) -> Track:
    track = campaign.track(sheet.track)
    if track is None:
        raise ValueError(sheet.track)
    return track


def _placed(
    campaign: Campaign, one: Standing, sheet: Sheet, sheets: Sequence[Sheet], all_of_them: Sequence[Standing]
) -> Standing:
    if one.grade is None:
        return one
    by_cluster = "cluster" in campaign.ranking.within
    rivals = [
        other
        for other, its in zip(all_of_them, sheets, strict=True)
        if other.grade is not None and its.track == sheet.track and (not by_cluster or its.cluster == sheet.cluster)
    ]
    rank = 1 + sum(_merit(campaign, other) > _merit(campaign, one) for other in rivals)
    grades = [g.code for g in campaign.grades]
    worst = campaign.shortlist.min_grade
    enough = worst is None or grades.index(one.grade) <= grades.index(worst)
    shortlisted = enough and rank <= campaign.shortlist.top
    return Standing(one.registration, one.total, one.due, one.grade, rank, one.missing, one.pillars, shortlisted)


def _merit(campaign: Campaign, one: Standing) -> tuple[Points, ...]:
    return (one.total, *(one.pillars.get(pillar, ZERO) for pillar in campaign.ranking.tie_break))

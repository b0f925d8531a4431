"""What a month made of everyone: totals, grades with their gates, quotas, ranks, the shortlist; the plain rule.

The ledger computes the same set-wise in SQL; a test holds the two together on seeded random campaigns and ledgers.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from thidua.domain.campaign import Campaign
from thidua.domain.grading import Grade, GradesOf
from thidua.domain.month import Month
from thidua.domain.points import ZERO, Points, total
from thidua.domain.quotas import Held, within_quotas
from thidua.domain.ranking import Better, Figures, Incomplete, Merit, TieBy, grouped, merit, ranks
from thidua.domain.score_table import Track
from thidua.domain.stages import Stage
from thidua.domain.worked import Lines, Worked, holds, work


@dataclass(frozen=True)
class Sheet:
    """One registrant: its track, its cluster, and its lines in force by month."""

    registration: str
    track: str
    cluster: str | None
    months: Mapping[Month, Lines]
    has_self_score: bool = True


@dataclass(frozen=True)
class Standing:
    """What a month made of one registrant; ``rank`` and ``grade`` are None where nothing may be said.

    ``earned`` is the grade its total and gates earn, before quotas; ``failed`` are the lines that kept it from a
    better one its total reaches; ``void`` is the code of the rule by which it is not graded at all.
    """

    registration: str
    total: Points
    deductions: Points
    bonuses: Points
    due: Points
    scored: int
    missing: tuple[str, ...]
    pillars: Mapping[str, Points]
    groups: Mapping[str, Points]
    stages: Mapping[Stage, int]
    void: str | None = None
    earned: str | None = None
    failed: tuple[str, ...] = ()
    grade: str | None = None
    held: Held | None = None
    rank: int | None = None
    is_shortlisted: bool = False


def is_graded(campaign: Campaign, scored: int, missing: Sequence[str], due: Points) -> bool:
    """True when a sheet has grade and rank: something is scored, and nothing missing unless the campaign allows it.

    Where grades are in proportion to the points due, a month without any has none.
    """
    if scored == 0 or (campaign.grades_of is GradesOf.DUE and due == ZERO):
        return False
    return not missing or campaign.ranking.incomplete is Incomplete.RANKED


def reaches(campaign: Campaign, got: Points, grade: Grade, due: Points) -> bool:
    """True when a total reaches a grade: its floor is of the points due in proportion, or of the whole scale."""
    base = due if campaign.grades_of is GradesOf.DUE else campaign.scale
    scaled = campaign.totals.looked_at(got).hundredths * campaign.scale.hundredths
    if campaign.ranking.better is Better.LOWER:
        return grade.ceiling is None or scaled <= grade.ceiling.hundredths * base.hundredths
    return grade.floor is None or scaled >= grade.floor.hundredths * base.hundredths


def grade_earned(
    campaign: Campaign, got: Points, due: Points, lines: Lines, *, after: int = -1
) -> tuple[str, frozenset[str]]:
    """Give the best grade whose floor the total reaches and whose gates hold, and the lines that shut better ones.

    With ``after`` only grades below that position are looked at.
    """
    failed: set[str] = set()
    for grade in campaign.grades[after + 1 : -1]:
        if reaches(campaign, got, grade, due):
            shut = [gate.line for gate in grade.requires if not holds(gate, lines)]
            if not shut:
                return grade.code, frozenset(failed)
            failed |= set(shut)
    return campaign.grades[-1].code, frozenset(failed)


def standings(
    campaign: Campaign,
    month: Month,
    sheets: Sequence[Sheet],
    earlier: Mapping[Month, Campaign] = MappingProxyType({}),
) -> list[Standing]:
    """Evaluate a month by the plain rule. Missing is never zero: a line not scored adds nothing and is named.

    ``earlier`` are the campaigns of earlier months that were under another version.
    """
    worked = [_worked(campaign, month, sheet, earlier) for sheet in sheets]
    listed = {
        sheet.registration: _sum_up(campaign, month, sheet, one) for sheet, one in zip(sheets, worked, strict=True)
    }
    merits = {
        sheet.registration: merit(campaign.ranking, _figures(campaign, listed[sheet.registration], one))
        for sheet, one in zip(sheets, worked, strict=True)
    }
    listed = _within_quotas(campaign, sheets, dict(zip(listed, worked, strict=True)), listed, merits)
    for group in grouped(campaign.ranking.within, sheets):
        ranked = {code: merits[code] for code in group if listed[code].grade is not None}
        for code, rank in ranks(campaign.ranking.ties, ranked).items():
            listed[code] = replace(listed[code], rank=rank, is_shortlisted=_is_short(campaign, listed[code], rank))
    return list(listed.values())


def track_of(campaign: Campaign, sheet: Sheet) -> Track:
    """Give the table a sheet is scored by."""
    track = campaign.track(sheet.track)
    if track is None:
        raise ValueError(sheet.track)
    return track


def _worked(campaign: Campaign, month: Month, sheet: Sheet, earlier: Mapping[Month, Campaign]) -> Worked:
    tables = {at: table for at, one in earlier.items() if (table := one.track(sheet.track)) is not None}
    return work(campaign, track_of(campaign, sheet), month, sheet.months, tables)


def _sum_up(campaign: Campaign, month: Month, sheet: Sheet, worked: Worked) -> Standing:
    track = track_of(campaign, sheet)
    lines = {code: one.posted for code, one in worked.lines.items()}
    missing = tuple(c.code for c in track.due(month) if c.code not in lines and not c.optional)
    due = track.due_points(month)
    stages = Counter(one.stage for one in lines.values())
    standing = Standing(
        sheet.registration,
        worked.total,
        worked.after.minus,
        worked.after.plus,
        due,
        len(lines),
        missing,
        {p.code: _pillar(worked, p.code) for p in track.pillars},
        {code: group.after.net for code, group in worked.groups.items()},
        stages,
        void=void_by(campaign, lines, has_self_score=sheet.has_self_score),
    )
    if standing.void is not None or not is_graded(campaign, len(lines), missing, due):
        return standing
    earned, shut = grade_earned(campaign, worked.total, due, lines)
    failed = tuple(c.code for c in track.criteria if c.code in shut)
    return replace(standing, earned=earned, grade=earned, failed=failed)


def void_by(campaign: Campaign, lines: Lines, *, has_self_score: bool) -> str | None:
    """Give the code of the first void rule that applies: no self-score sent, or a line scored and not met."""
    for rule in campaign.voids:
        posted = None if rule.line is None else lines.get(rule.line)
        if (rule.line is None and not has_self_score) or (posted is not None and not posted.is_met):
            return rule.code
    return None


def _pillar(worked: Worked, code: str) -> Points:
    return total(one.after.net for one in worked.lines.values() if code in one.criterion.pillars)


def _figures(campaign: Campaign, standing: Standing, worked: Worked) -> Figures:
    parts = {(TieBy.PILLAR, code): points for code, points in standing.pillars.items()}
    parts |= {(TieBy.GROUP, code): points for code, points in standing.groups.items()}
    parts |= {(TieBy.LINE, code): one.after.net for code, one in worked.lines.items()}
    looked_at = campaign.totals.looked_at(standing.total)
    return Figures(looked_at, standing.deductions, standing.bonuses, parts)


def _within_quotas(
    campaign: Campaign,
    sheets: Sequence[Sheet],
    worked: Mapping[str, Worked],
    listed: Mapping[str, Standing],
    merits: Mapping[str, Merit],
) -> dict[str, Standing]:
    """Apply the quotas: whoever is held back gets the best grade below that it has earned, floor and gates."""

    def below(code: str, limit: int) -> str:
        lines = {line: one.posted for line, one in worked[code].lines.items()}
        return grade_earned(campaign, listed[code].total, listed[code].due, lines, after=limit)[0]

    codes = [grade.code for grade in campaign.grades]
    earned = {code: one.earned for code, one in listed.items()}
    held = within_quotas(campaign.quotas, codes, lambda within: grouped(within, sheets), earned, merits, below)
    return dict(listed) | {code: replace(listed[code], grade=grade, held=why) for code, (grade, why) in held.items()}


def _is_short(campaign: Campaign, one: Standing, rank: int) -> bool:
    grades = [g.code for g in campaign.grades]
    worst = campaign.shortlist.min_grade
    enough = worst is None or grades.index(one.grade or "") <= grades.index(worst)
    return enough and rank <= campaign.shortlist.top

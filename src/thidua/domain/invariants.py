"""What must hold inside one campaign: every breach at once, each with its path in the file."""

from collections.abc import Iterator
from itertools import pairwise

from thidua.domain.breach import Breach, Path, repeated
from thidua.domain.campaign import Campaign
from thidua.domain.grading import Grade
from thidua.domain.periods import Combine
from thidua.domain.points import ZERO, Points
from thidua.domain.quotas import Quota, QuotaOf
from thidua.domain.ranking import Better, Incomplete, TieBy
from thidua.domain.rules.given import Levels
from thidua.domain.rules.targets import Attainment
from thidua.domain.rules.value import Direction
from thidua.domain.score_table import Criterion, Requirement
from thidua.domain.table_invariants import table_breaches, too_many
from thidua.errors import because

__all__ = ["RANKED_WITHIN", "Breach", "breaches"]

_UNKNOWN = {
    TieBy.PILLAR: "tie-break-pillar-unknown",
    TieBy.GROUP: "tie-break-group-unknown",
    TieBy.LINE: "tie-break-line-unknown",
}
RANKED_WITHIN = ("track", "cluster")


def breaches(campaign: Campaign) -> list[Breach]:
    """List everything in the campaign that contradicts itself; an empty list is a sound campaign."""
    return [
        *_dates(campaign),
        *_tracks(campaign),
        *_totals(campaign),
        *_grades(campaign),
        *_voids(campaign),
        *_quotas(campaign.quotas, campaign.grades, ("quotas",)),
        *_periods(campaign),
        *_ranking(campaign),
        *_council(campaign),
        *_learning(campaign),
    ]


def _dates(campaign: Campaign) -> Iterator[Breach]:
    if campaign.closes < campaign.launched:
        facts = {"launched": campaign.launched, "closes": campaign.closes}
        yield Breach(("closes",), because("campaign-closes-before-launch", **facts))
    deadline = campaign.registration_deadline
    if deadline is not None and not campaign.launched <= deadline <= campaign.closes:
        facts = {"deadline": deadline, "launched": campaign.launched, "closes": campaign.closes}
        yield Breach(("registration_deadline",), because("campaign-deadline-outside", **facts))


def _tracks(campaign: Campaign) -> Iterator[Breach]:
    for at, code in repeated(t.code for t in campaign.tracks):
        yield Breach(("tracks", at, "code"), because("code-repeated", code=code))
    for field in ("unit_kinds", "person_kinds"):
        taken: dict[str, str] = {}
        for at, track in enumerate(campaign.tracks):
            for position, kind in enumerate(getattr(track, field)):
                if kind in taken:
                    facts = {"kind": kind, "track": taken[kind]}
                    yield Breach(("tracks", at, field, position), because("kind-in-two-tracks", **facts))
                taken.setdefault(kind, track.code)
    for at, track in enumerate(campaign.tracks):
        yield from table_breaches(track, ("tracks", at), campaign.scale)


def _totals(campaign: Campaign) -> Iterator[Breach]:
    if campaign.totals.above is None:
        lines = [line for track in campaign.tracks for line in track.criteria if _may_exceed(line)]
        if lines:
            yield Breach(("totals",), because("above-scale-unsaid", criterion=lines[0].code))


def _may_exceed(line: Criterion) -> bool:
    rule = line.rule
    return rule.direction is Direction.BONUS or (isinstance(rule, Attainment) and rule.cap > 1)


def _grades(campaign: Campaign) -> Iterator[Breach]:
    yield from _scale_of_grades(campaign, campaign.grades, ("grades",), campaign.scale)
    for at, grade in enumerate(campaign.grades):
        if grade.code in set(QuotaOf):
            yield Breach(("grades", at, "code"), because("grade-code-reserved", grade=grade.code))
    known = tuple(g.code for g in campaign.grades)
    wanted = campaign.shortlist.min_grade
    if wanted is not None and wanted not in known:
        yield Breach(("shortlist", "min_grade"), because("grade-unknown", grade=wanted, known=known))
    for at, grade in enumerate(campaign.grades):
        for gate, wanted_line in enumerate(grade.requires):
            yield from _gate(campaign, wanted_line, ("grades", at, "requires", gate), is_monthly=True)


def _scale_of_grades(
    campaign: Campaign, grades: tuple[Grade, ...], path: Path, most: Points | None
) -> Iterator[Breach]:
    for at, code in repeated(g.code for g in grades):
        yield Breach((*path, at, "code"), because("code-repeated", code=code))
    is_lower = campaign.ranking.better is Better.LOWER
    yield from _ends(grades, path, is_lower=is_lower)
    for at, (above, below) in enumerate(pairwise(grades), start=1):
        high, low = (above.ceiling, below.ceiling) if is_lower else (below.floor, above.floor)
        if high is not None and low is not None and high >= low:
            facts = {"grade": below.code, "above": above.code}
            code = "ceilings-not-rising" if is_lower else "grades-not-descending"
            yield Breach((*path, at, "to" if is_lower else "from"), because(code, **facts))
    best = grades[0].floor
    if most is not None and best is not None and best > most:
        yield Breach((*path, 0, "from"), because("grade-above-scale", grade=grades[0].code, scale=most))
    if grades[-1].requires:
        yield Breach((*path, len(grades) - 1, "requires"), because("last-grade-requires", grade=grades[-1].code))


def _ends(grades: tuple[Grade, ...], path: Path, *, is_lower: bool) -> Iterator[Breach]:
    for at, grade in enumerate(grades):
        is_last = at == len(grades) - 1
        if is_lower and grade.floor is not None:
            yield Breach((*path, at, "from"), because("grade-needs-ceiling", grade=grade.code))
        elif is_lower and (grade.ceiling is None) != is_last:
            code = "grades-leave-top" if is_last else "grade-needs-ceiling"
            yield Breach((*path, at), because(code, grade=grade.code))
        elif not is_lower and (grade.ceiling is not None or grade.floor is None):
            yield Breach((*path, at), because("grade-needs-floor", grade=grade.code))
        elif not is_lower and is_last and grade.floor != ZERO:
            yield Breach((*path, at, "from"), because("grades-leave-gap", grade=grade.code))


def _gate(campaign: Campaign, wanted: Requirement, path: Path, *, is_monthly: bool) -> Iterator[Breach]:
    """Find gates no registrant of some track, or nobody in some month, could ever pass."""
    for track in campaign.tracks:
        line = track.criterion(wanted.line)
        if line is None:
            yield Breach(path, because("required-line-unknown", line=wanted.line, track=track.code))
            continue
        yield from too_many(line, wanted, path)
        due = frozenset(month for other in track.criteria for month in other.due)
        if is_monthly and not due <= line.due:
            months = tuple(sorted(due - line.due))
            yield Breach(path, because("required-line-not-due", line=line.code, months=months))
    if not is_monthly and wanted.least is not None:
        yield Breach(path, because("period-gate-with-points", line=wanted.line))


def _voids(campaign: Campaign) -> Iterator[Breach]:
    for at, code in repeated(rule.code for rule in campaign.voids):
        yield Breach(("void", at, "code"), because("code-repeated", code=code))
    for at, rule in enumerate(campaign.voids):
        if rule.line is not None and not any(track.criterion(rule.line) for track in campaign.tracks):
            known = tuple(sorted({c.code for t in campaign.tracks for c in t.criteria}))
            yield Breach(("void", at, "unmet"), because("line-nowhere", criterion=rule.line, known=known))


def _quotas(quotas: tuple[Quota, ...], grades: tuple[Grade, ...], top: Path) -> Iterator[Breach]:
    codes = tuple(g.code for g in grades)
    for at, grade in repeated(quota.grade for quota in quotas):
        yield Breach((*top, at, "grade"), because("code-repeated", code=grade))
    for at, quota in enumerate(quotas):
        path: Path = (*top, at)
        yield from _within(quota.within, path)
        if quota.grade not in codes:
            yield Breach((*path, "grade"), because("grade-unknown", grade=quota.grade, known=codes))
        elif quota.grade == codes[-1]:
            yield Breach((*path, "grade"), because("quota-of-last-grade", grade=quota.grade))
        elif quota.of not in (*codes, *QuotaOf):
            yield Breach((*path, "of"), because("grade-unknown", grade=quota.of, known=(*codes, *QuotaOf)))
        elif quota.of in codes and codes.index(quota.of) <= codes.index(quota.grade):
            yield Breach((*path, "of"), because("quota-of-better-grade", grade=quota.grade, of=quota.of))


def _periods(campaign: Campaign) -> Iterator[Breach]:
    for at, kind in repeated(period.kind.value for period in campaign.periods):
        yield Breach(("periods", at, "kind"), because("code-repeated", code=kind))
    for at, period in enumerate(campaign.periods):
        if period.grades:
            most = campaign.scale if period.combine is Combine.MEAN else None
            yield from _scale_of_grades(campaign, period.grades, ("periods", at, "grades"), most)
        yield from _quotas(period.quotas, period.grades, ("periods", at, "quotas"))
        for position, grade in enumerate(period.grades):
            for gate, wanted in enumerate(grade.requires):
                path = ("periods", at, "grades", position, "requires", gate)
                yield from _gate(campaign, wanted, path, is_monthly=False)


def _within(within: tuple[str, ...], path: Path) -> Iterator[Breach]:
    for at, word in enumerate(within):
        if word not in RANKED_WITHIN:
            facts = {"word": word, "known": RANKED_WITHIN}
            yield Breach((*path, "within", at), because("choice-unknown", **facts))
    if "track" not in within:
        yield Breach((*path, "within"), because("ranking-across-tracks"))


def _ranking(campaign: Campaign) -> Iterator[Breach]:
    if campaign.ranking.better is Better.LOWER:
        if campaign.ranking.incomplete is Incomplete.RANKED:
            yield Breach(("ranking", "incomplete"), because("lower-ranks-incomplete"))
        for at, period in enumerate(campaign.periods):
            if period.combine is Combine.SUM and period.incomplete is Incomplete.RANKED:
                yield Breach(("periods", at, "incomplete"), because("lower-ranks-incomplete"))
    yield from _within(campaign.ranking.within, ("ranking",))
    known = {
        TieBy.PILLAR: {p.code for t in campaign.tracks for p in t.pillars},
        TieBy.GROUP: {g.code for t in campaign.tracks for g in t.groups},
        TieBy.LINE: {c.code for t in campaign.tracks for c in t.criteria},
    }
    levels = {c.code for t in campaign.tracks for c in t.criteria if isinstance(c.rule, Levels)}
    for at, rule in enumerate(campaign.ranking.tie_break):
        path: Path = ("ranking", "tie_break", at)
        if rule.by in known and rule.code not in known[rule.by]:
            listed = tuple(sorted(known[rule.by]))
            yield Breach(path, because(_UNKNOWN[rule.by], code=rule.code, known=listed or ("–",)))
        elif rule.by is TieBy.LINE and rule.code in levels:
            yield Breach(path, because("tie-break-level", criterion=rule.code))


def _council(campaign: Campaign) -> Iterator[Breach]:
    if campaign.council_on(campaign.launched) is None:
        facts = {"launched": campaign.launched}
        yield Breach(("members", 0, "from"), because("council-missing-at-launch", **facts))
    for at, day in repeated(str(m.since) for m in campaign.members):
        yield Breach(("members", at, "from"), because("code-repeated", code=day))


def _learning(campaign: Campaign) -> Iterator[Breach]:
    by = campaign.learning.by
    if by != "total":
        codes = tuple(sorted({c.code for t in campaign.tracks for c in t.criteria}))
        if by not in codes:
            yield Breach(("learning", "by"), because("criterion-unknown", criterion=by, known=codes))
    above = campaign.learning.surpassed
    if above is not None and (above.share < campaign.learning.caught_up or above.share < 1):
        facts = {"surpassed": above.text}
        yield Breach(("learning", "surpassed"), because("surpassed-below-caught-up", **facts))

"""What a longer period made of everyone: the mean or the sum of the months that count, grades of that kind, ranks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from thidua.domain.campaign import Campaign
from thidua.domain.grading import Grade, GradesOf, Judged
from thidua.domain.month import Month
from thidua.domain.periods import Combine, Period, Summed, sum_up
from thidua.domain.points import Points, rounded
from thidua.domain.ranking import Better, Merit, ranks


@dataclass(frozen=True)
class PeriodSheet:
    """One registrant's months: totals and points due of those in which it was graded, and gates met in all of them."""

    registration: str
    track: str
    cluster: str | None
    totals: Mapping[Month, Points]
    due: Mapping[Month, Points]
    gates: Mapping[str, bool]


@dataclass(frozen=True)
class PeriodStanding:
    """One registrant's period: what it is summed up from, its grade with the gates that shut a better one, its rank."""

    registration: str
    summed: Summed
    due: Points
    grade: str | None = None
    failed: tuple[str, ...] = ()
    rank: int | None = None


def period_standings(
    campaign: Campaign, period: Period, months: Sequence[Month], sheets: Sequence[PeriodSheet]
) -> list[PeriodStanding]:
    """Evaluate a period; ranks are among those of one track and, where the campaign says so, one cluster.

    A registrant with months missing is ranked only when the period allows it. Equal figures share a rank.
    """
    found = [_sum_up(campaign, period, months, sheet) for sheet in sheets]
    sign = -1 if campaign.ranking.better is Better.LOWER else 1
    groups: dict[tuple[str, str | None], dict[str, Merit]] = {}
    for one, sheet in zip(found, sheets, strict=True):
        if one.summed.is_ranked:
            cluster = sheet.cluster if "cluster" in campaign.ranking.within else None
            group = groups.setdefault((sheet.track, cluster), {})
            group[sheet.registration] = (sign * _looked_at(campaign, one.summed),)
    placed: dict[str, int] = {}
    for group in groups.values():
        placed |= ranks(campaign.ranking.ties, group)
    return [replace(one, rank=placed.get(one.registration)) for one in found]


def _looked_at(campaign: Campaign, summed: Summed) -> Fraction:
    """Give the figure grades and ranks look at: exact, or rounded as it is shown."""
    exact = summed.exact or Fraction(0)
    if campaign.totals.judged is Judged.EXACT:
        return exact
    return rounded(exact, decimals=campaign.totals.decimals).fraction()


def _sum_up(campaign: Campaign, period: Period, months: Sequence[Month], sheet: PeriodSheet) -> PeriodStanding:
    summed = sum_up(period, months, sheet.totals)
    due = Fraction(sum(sheet.due[month].hundredths for month in summed.months), 100)
    if period.combine is Combine.MEAN and summed.months:
        due /= len(summed.months)
    standing = PeriodStanding(sheet.registration, summed, rounded(due))
    if not summed.is_ranked or not period.grades:
        return standing
    failed: set[str] = set()
    for grade in period.grades:
        shut = [gate.line for gate in grade.requires if not sheet.gates.get(gate.line, False)]
        if not _reaches(campaign, period, _looked_at(campaign, summed), grade, due):
            continue
        if not shut:
            return replace(standing, grade=grade.code, failed=tuple(sorted(failed)))
        failed |= set(shut)
    raise ValueError(period)  # the last grade has no gate and no end: a checked campaign never comes here


def _reaches(campaign: Campaign, period: Period, got: Fraction, grade: Grade, due: Fraction) -> bool:
    """True when a figure reaches a grade: a mean in proportion to the points due, a sum as it stands."""
    is_in_proportion = period.combine is Combine.MEAN and campaign.grades_of is GradesOf.DUE
    share = due / campaign.scale.fraction() if is_in_proportion else Fraction(1)
    if campaign.ranking.better is Better.LOWER:
        return grade.ceiling is None or got <= grade.ceiling.fraction() * share
    return grade.floor is None or grade is period.grades[-1] or got >= grade.floor.fraction() * share

"""What a longer period made of everyone: the mean or the sum of the months that count, grades of that kind, ranks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from thidua.domain.campaign import Campaign
from thidua.domain.grading import Grade, GradesOf, Judged
from thidua.domain.month import Month
from thidua.domain.periods import Combine, Period, Summed, sum_up
from thidua.domain.points import Points, rounded
from thidua.domain.quotas import Held, within_quotas
from thidua.domain.ranking import Better, Merit, grouped, ranks


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
    """One registrant's period: what it is summed up from, its grade with the gates that shut a better one, its rank.

    ``due`` is exact; ``earned`` is the grade before quotas, ``held`` why it was not given.
    """

    registration: str
    summed: Summed
    due: Fraction
    earned: str | None = None
    failed: tuple[str, ...] = ()
    grade: str | None = None
    held: Held | None = None
    rank: int | None = None


def period_standings(
    campaign: Campaign, period: Period, months: Sequence[Month], sheets: Sequence[PeriodSheet]
) -> list[PeriodStanding]:
    """Evaluate a period; ranks are among those of one track and, where the campaign says so, one cluster.

    A registrant with months missing is ranked only when the period allows it. Equal figures share a rank.
    """
    found = {sheet.registration: _sum_up(campaign, period, months, sheet) for sheet in sheets}
    sign = -1 if campaign.ranking.better is Better.LOWER else 1
    merits = {code: (sign * _looked_at(campaign, one.summed),) for code, one in found.items() if one.summed.is_ranked}
    for code, (grade, held) in _held(campaign, period, sheets, found, merits).items():
        found[code] = replace(found[code], grade=grade, held=held)
    for group in grouped(campaign.ranking.within, sheets):
        ranked = {code: merits[code] for code in group if code in merits}
        for code, rank in ranks(campaign.ranking.ties, ranked).items():
            found[code] = replace(found[code], rank=rank)
    return list(found.values())


def _held(
    campaign: Campaign,
    period: Period,
    sheets: Sequence[PeriodSheet],
    found: Mapping[str, PeriodStanding],
    merits: Mapping[str, Merit],
) -> dict[str, tuple[str, Held]]:
    gates = {sheet.registration: sheet.gates for sheet in sheets}

    def below(code: str, limit: int) -> str:
        return _earned(campaign, period, found[code], gates[code], after=limit)[0]

    codes = [grade.code for grade in period.grades]
    earned = {code: one.earned for code, one in found.items()}
    return within_quotas(period.quotas, codes, lambda within: grouped(within, sheets), earned, merits, below)


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
    standing = PeriodStanding(sheet.registration, summed, due)
    if not summed.is_ranked or not period.grades:
        return standing
    grade, failed = _earned(campaign, period, standing, sheet.gates)
    return replace(standing, earned=grade, grade=grade, failed=failed)


def _earned(
    campaign: Campaign, period: Period, one: PeriodStanding, gates: Mapping[str, bool], *, after: int = -1
) -> tuple[str, tuple[str, ...]]:
    """Give the best grade below that position whose floor is reached and whose gates held, and the lines that shut."""
    failed: set[str] = set()
    for grade in period.grades[after + 1 : -1]:
        if _reaches(campaign, period, one, grade):
            shut = [gate.line for gate in grade.requires if not gates.get(gate.line, False)]
            if not shut:
                return grade.code, tuple(sorted(failed))
            failed |= set(shut)
    return period.grades[-1].code, tuple(sorted(failed))


def _reaches(campaign: Campaign, period: Period, one: PeriodStanding, grade: Grade) -> bool:
    """True when a figure reaches a grade: a mean in proportion to the points due, a sum as it stands."""
    got = _looked_at(campaign, one.summed)
    is_in_proportion = period.combine is Combine.MEAN and campaign.grades_of is GradesOf.DUE
    share = one.due / campaign.scale.fraction() if is_in_proportion else Fraction(1)
    if campaign.ranking.better is Better.LOWER:
        return grade.ceiling is None or got <= grade.ceiling.fraction() * share
    return grade.floor is None or got >= grade.floor.fraction() * share

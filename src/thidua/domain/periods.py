"""Longer periods (sơ kết, tổng kết): months already evaluated, summed up or averaged, always with how many of how many.

A month in which a registrant was not graded (nothing scored, lines missing, void) is no part of the mean, and is named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from thidua.domain.grading import Grade
from thidua.domain.month import Month
from thidua.domain.points import Points, rounded
from thidua.domain.quotas import Quota
from thidua.domain.ranking import Incomplete


class PeriodKind(StrEnum):
    """The kinds of period; a grade scale applies to the kind it was written for."""

    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    CAMPAIGN = "campaign"
    ANY = "any"


class Combine(StrEnum):
    """What months make: their mean, or their sum."""

    MEAN = "mean"
    SUM = "sum"


_CALENDAR = {3: PeriodKind.QUARTER, 6: PeriodKind.HALF_YEAR, 12: PeriodKind.YEAR}


def calendar_kind(first: Month, last: Month) -> PeriodKind:
    """Tell a calendar quarter, half-year or year from any other run of months."""
    length = last.ordinal - first.ordinal + 1
    is_aligned = length in _CALENDAR and first.ordinal % length == 0
    return _CALENDAR[length] if is_aligned else PeriodKind.ANY


@dataclass(frozen=True)
class Period:
    """How months of a kind of period become one figure, who has a grade for it, and by which grades."""

    kind: PeriodKind
    combine: Combine
    incomplete: Incomplete
    grades: tuple[Grade, ...]
    quotas: tuple[Quota, ...] = ()


PLAIN = Period(PeriodKind.ANY, Combine.MEAN, Incomplete.UNRANKED, ())


@dataclass(frozen=True)
class Summed:
    """A registrant's period: the months that count with their totals, those that do not, and the exact figure.

    ``exact`` is None when no month counts; ``is_ranked`` is false when months are wanting and the period allows none.
    """

    months: Mapping[Month, Points]
    missing: tuple[Month, ...]
    exact: Fraction | None
    is_ranked: bool

    @property
    def total(self) -> Points | None:
        """The figure as it is shown, to the hundredth."""
        return None if self.exact is None else rounded(self.exact)


def sum_up(period: Period, months: Sequence[Month], totals: Mapping[Month, Points]) -> Summed:
    """Sum up one registrant: ``totals`` are those of the months in which it was graded."""
    counted = {month: totals[month] for month in months if month in totals}
    missing = tuple(month for month in months if month not in totals)
    if not counted:
        return Summed({}, missing, None, is_ranked=False)
    exact = Fraction(sum(points.hundredths for points in counted.values()), 100)
    if period.combine is Combine.MEAN:
        exact /= len(counted)
    return Summed(counted, missing, exact, is_ranked=not missing or period.incomplete is Incomplete.RANKED)

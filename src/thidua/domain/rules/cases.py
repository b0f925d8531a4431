"""Rules that count: so much off for each case or missed period, so much on top for each case."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from thidua.domain.measures import Cases, Measured, Rate, read_cases, read_rate
from thidua.domain.points import Points
from thidua.domain.rules.value import Direction, Valued, as_bonus, as_deduction
from thidua.errors import Reason


class Per(StrEnum):
    """What is counted: cases, or the periods missed of those that were due."""

    CASE = "case"
    PERIOD = "period"


@dataclass(frozen=True)
class Deduct:
    """So many points off for each case, or for each period missed; cases found and dealt with may be waived.

    ``cap`` is the most that is taken away, None without end. A missed period is reported as done of due: ``10/12``.
    """

    kind: ClassVar[str] = "deduct"
    direction: ClassVar[Direction] = Direction.DEDUCTION
    each: Points
    cap: Points | None
    per: Per = Per.CASE
    waiver: bool = False

    @property
    def reads(self) -> Measured:
        """Cases, or periods done of periods due."""
        return Measured.RATE if self.per is Per.PERIOD else Measured.CASES

    def value(self, text: str, full: Points, unit: str | None) -> Valued | Reason:
        """Value a count of cases, or periods done of due."""
        measure: Cases | Rate | Reason
        if self.per is Per.PERIOD:
            measure = read_rate(text, over_whole=False, in_wholes=True, of_zero=True)
        else:
            measure = read_cases(text, waiver=self.waiver)
        if isinstance(measure, Reason):
            return measure
        taken = int(measure.whole - measure.part) if isinstance(measure, Rate) else measure.cases - measure.waived
        return as_deduction(measure, Points(self.each.hundredths * taken), full, self.cap)


@dataclass(frozen=True)
class Bonus:
    """So many points on top for each case; ``cap`` is the most, None without end."""

    kind: ClassVar[str] = "bonus"
    reads: ClassVar[Measured] = Measured.CASES
    direction: ClassVar[Direction] = Direction.BONUS
    each: Points
    cap: Points | None

    def value(self, text: str, full: Points, unit: str | None) -> Valued | Reason:
        """Value a count of cases."""
        measure = read_cases(text, waiver=False)
        if isinstance(measure, Reason):
            return measure
        return as_bonus(measure, Points(self.each.hundredths * measure.cases), self.cap)

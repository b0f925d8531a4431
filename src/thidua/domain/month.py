"""Months as values: parsed, ordered, counted. A month's ``ordinal`` is what the ledger stores."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.errors import Reason, because

_WRITTEN = re.compile(
    r"(?:(?P<y1>(?:19|2[0-9])[0-9]{2})-(?P<m1>[0-9]{1,2})|(?P<m2>[0-9]{1,2})/(?P<y2>(?:19|2[0-9])[0-9]{2}))"
)


@dataclass(frozen=True, order=True)
class Month:
    """One calendar month; ``ordinal`` counts months from January of year 0."""

    ordinal: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """Give the month a day falls in."""
        return cls(day.year * 12 + day.month - 1)

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.ordinal // 12

    @property
    def number(self) -> int:
        """The month of the year, 1 to 12."""
        return self.ordinal % 12 + 1

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    def __str__(self) -> str:
        """``2024-03``."""
        return f"{self.year:04d}-{self.number:02d}"


def parse_month(text: str) -> Month | Reason:
    """Read ``2024-03``, ``03/2024`` or ``3/2024``; anything else is a reason."""
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        return because("month-malformed", text=text)
    year, number = int(written["y1"] or written["y2"]), int(written["m1"] or written["m2"])
    if number not in range(1, 13):
        return because("month-impossible", text=text)
    return Month(year * 12 + number - 1)


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Go through the months from ``first`` to ``last``, both included; none when ``last`` is earlier."""
    return (Month(ordinal) for ordinal in range(first.ordinal, last.ordinal + 1))

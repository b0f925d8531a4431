"""Exact points: whole hundredths, text in and text out, and the one place that rounds.

No float ever stands between a file and the screen: 118.4 is 118.4.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua.errors import Reason, because

if TYPE_CHECKING:
    from fractions import Fraction

_NUMBER = re.compile(r"(?P<sign>[+-]?) *(?P<whole>[0-9]{1,12})(?:[.,](?P<part>[0-9]{1,40}))?")
_GROUP = 3  # digits between thousands separators
_PLACES = 2


@dataclass(frozen=True, order=True)
class Points:
    """A number of points, held as whole ``hundredths``."""

    hundredths: int

    def __add__(self, other: "Points") -> "Points":
        """Add exactly."""
        return Points(self.hundredths + other.hundredths)

    def __sub__(self, other: "Points") -> "Points":
        """Subtract exactly."""
        return Points(self.hundredths - other.hundredths)

    def __str__(self) -> str:
        """``9``, ``9.5``, ``-0.25``: as many decimals as there are, with a point."""
        whole, part = divmod(abs(self.hundredths), 100)
        decimals = f"{part:02d}".rstrip("0")
        return f"{'-' if self.hundredths < 0 else ''}{whole}{'.' + decimals if decimals else ''}"


ZERO = Points(0)


def total(parts: Iterable[Points]) -> Points:
    """Sum exactly; nothing at all sums to zero."""
    return Points(sum(part.hundredths for part in parts))


def rounded(value: "Fraction") -> Points:
    """Round to the nearest hundredth, halves away from zero. Every rounding of the program happens here."""
    doubled = abs(value) * 200
    hundredths = (doubled.numerator // doubled.denominator + 1) // 2
    return Points(-hundredths if value < 0 else hundredths)


def percent(part: int, whole: int) -> Points:
    """Give ``part`` of ``whole`` in percent, rounded for showing only: decisions compare exact counts."""
    from fractions import Fraction  # 2 ms that --help need not pay

    return rounded(Fraction(part * 100, whole))


def parse_points(text: str) -> Points | Reason:
    """Read ``9``, ``9.5``, ``9,5`` or ``- 0,25``.

    Refused by name: both separators, ``1.000`` (a thousand, or one?), more than two decimals, digits other than
    0-9, and anything that is not a plain number (``NaN``, ``1e2``).
    """
    written = text.strip()
    if "." in written and "," in written:
        return because("number-both-separators", text=text)
    if any(character.isdigit() and not character.isascii() for character in written):
        return because("number-foreign-digits", text=text)
    match = _NUMBER.fullmatch(written)
    if match is None:
        return because("number-malformed", text=text)
    whole, part = match["whole"], match["part"] or ""
    if len(part) == _GROUP and len(whole) <= _GROUP and not whole.startswith("0"):
        return because("number-ambiguous", text=text, joined=whole + part, whole=whole)
    if len(part) > _PLACES and part[_PLACES:].strip("0"):
        return because("number-too-precise", text=text)
    hundredths = int(whole) * 100 + int(part[:_PLACES].ljust(_PLACES, "0"))
    return Points(-hundredths if match["sign"] == "-" else hundredths)


def parse_count(text: str) -> int | Reason:
    """Read a whole number of zero or more, ASCII digits only."""
    written = text.strip()
    if not (written.isascii() and written.isdigit()) or len(written) > _GROUP * 3:
        return because("count-malformed", text=text)
    return int(written)

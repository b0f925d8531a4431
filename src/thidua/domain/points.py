"""Exact points: whole hundredths, text in and text out, and the one place that rounds.

No float ever stands between a file and the screen: 118.4 is 118.4.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from thidua.errors import Reason, because

if TYPE_CHECKING:
    from fractions import Fraction

_NUMBER = re.compile(r"(?P<sign>[+-]?) *(?P<whole>[0-9]{1,12})(?:[.,](?P<part>[0-9]{1,40}))?")
_DASHES = {ord("\N{MINUS SIGN}"): "-", ord("\N{EN DASH}"): "-"}  # as a word processor makes of a hyphen
_GROUP = 3  # digits between thousands separators
_PLACES = 2
_SHOWN_PLACES = 6
_MOST_PLACES = 40  # as many as are read
_KEPT = 1 << 15


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

    def __neg__(self) -> "Points":
        """Turn the sign."""
        return Points(-self.hundredths)

    def fraction(self) -> "Fraction":
        """Give the same number as an exact fraction."""
        from fractions import Fraction

        return Fraction(self.hundredths, 100)

    def __str__(self) -> str:
        """``9``, ``9.5``, ``-0.25``: as many decimals as there are, with a point."""
        return points_text(self.hundredths)


@lru_cache(_KEPT)
def points_text(hundredths: int) -> str:
    """Write hundredths as points: ``9``, ``9.5``, ``-0.25``."""
    whole, part = divmod(abs(hundredths), 100)
    decimals = f"{part:02d}".rstrip("0")
    return f"{'-' if hundredths < 0 else ''}{whole}{'.' + decimals if decimals else ''}"


# of the million figures of a big report few are new: made anew, the objects took as long as reading the rows
points_of = lru_cache(_KEPT)(Points)
ZERO = Points(0)


def total(parts: Iterable[Points]) -> Points:
    """Sum exactly; nothing at all sums to zero."""
    return Points(sum(part.hundredths for part in parts))


def half_up(value: "Fraction") -> int:
    """Round to a whole number, halves away from zero. Every rounding of the program happens here."""
    doubled = abs(value) * 2
    whole = (doubled.numerator // doubled.denominator + 1) // 2
    return -whole if value < 0 else whole


def rounded(value: "Fraction", *, decimals: int = _PLACES) -> Points:
    """Round to the nearest hundredth, or to fewer decimals, halves away from zero."""
    unit = 10 ** (_PLACES - decimals)
    return Points(half_up(value * 10**decimals) * unit)


def percent(part: int, whole: int) -> Points:
    """Give ``part`` of ``whole`` in percent, rounded for showing only: decisions compare exact counts."""
    from fractions import Fraction  # 2 ms that --help need not pay

    return rounded(Fraction(part * 100, whole))


def parse_points(text: str) -> Points | Reason:
    """Read ``9``, ``9.5``, ``9,5`` or ``- 0,25``.

    Refused by name: both separators, ``1.000`` (a thousand, or one?), more than two decimals, digits other than
    0-9, and anything that is not a plain number (``NaN``, ``1e2``).
    """
    read = _parts_of(text)
    if isinstance(read, Reason):
        return read
    sign, whole, part = read
    if part[_PLACES:].strip("0"):
        return because("number-too-precise", text=text)
    return Points(sign * (int(whole) * 100 + int(part[:_PLACES].ljust(_PLACES, "0"))))


def parse_number(text: str) -> "Fraction | Reason":
    """Read a number as ``parse_points`` does, with as many decimals as are written, and keep all of them."""
    from fractions import Fraction

    read = _parts_of(text)
    if isinstance(read, Reason):
        return read
    sign, whole, part = read
    return Fraction(sign * int(whole + part), 10 ** len(part))


def _parts_of(text: str) -> tuple[int, str, str] | Reason:
    written = text.strip().translate(_DASHES)
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
    return (-1 if match["sign"] == "-" else 1), whole, part


def decimal_text(value: "Fraction") -> str:
    """Write a number for showing: ``12.345``, ``-0.25``; rounded to six places."""
    whole, part = divmod(half_up(abs(value) * 10**_SHOWN_PLACES), 10**_SHOWN_PLACES)
    decimals = f"{part:0{_SHOWN_PLACES}d}".rstrip("0")
    return f"{'-' if value < 0 else ''}{whole}{'.' + decimals if decimals else ''}"


def typed_text(value: "Fraction") -> str:
    """Write a number that was typed in decimals so that it reads back as the same: ``0.1234567``, ``12.3450``.

    It has all its decimals, and a zero more where three of them could be read as thousands.
    """
    places = next((n for n in range(_MOST_PLACES + 1) if (value * 10**n).denominator == 1), _SHOWN_PLACES)
    whole, part = divmod(half_up(abs(value) * 10**places), 10**places)
    is_ambiguous = places == _GROUP and 0 < whole < 10**_GROUP
    decimals = f"{part:0{places}d}{'0' if is_ambiguous else ''}" if places else ""
    return f"{'-' if value < 0 else ''}{whole}{'.' + decimals if decimals else ''}"


def parse_count(text: str) -> int | Reason:
    """Read a whole number of zero or more, ASCII digits only."""
    written = text.strip()
    if not (written.isascii() and written.isdigit()) or len(written) > _GROUP * 3:
        return because("count-malformed", text=text)
    return int(written)

"""What may be reported for a line, as people type it: points, yes or no, cases, a part of a whole, an amount, a level.

A measure is kept as reported; its ``str`` is the one written form, which reads back as the same measure. A rate is
never kept alone: it is recomputed from its counts, and a rate stated beside them is only compared.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from thidua.domain.names import matching_key, tidy
from thidua.domain.points import Points, parse_count, parse_number, parse_points, typed_text
from thidua.errors import Reason, because

MALFORMED = frozenset(  # the codes of texts that are no measure of the kind asked for, whatever the line
    {
        "number-both-separators",
        "number-foreign-digits",
        "number-malformed",
        "number-ambiguous",
        "number-too-precise",
        "count-malformed",
        "answer-malformed",
        "rate-without-counts",
        "rate-not-counts",
    }
)
_YES = frozenset(map(matching_key, ("yes", "y", "x", "true", "có", "co", "đạt", "dat")))
_NO = frozenset(
    map(matching_key, ("no", "n", "false", "không", "khong", "chưa đạt", "chua dat", "không đạt", "khong dat"))
)
_NO_PLAN = frozenset(map(matching_key, ("no plan", "no-plan", "không có kế hoạch", "khong co ke hoach")))
_CASES = re.compile(r"(?P<cases>\S+)(?: +(?:waived|miễn|mien|không trừ|khong tru) +(?P<waived>\S+))?", re.IGNORECASE)
_RATE = re.compile(
    r"(?P<part>[^/=()%]+?) */ *(?P<whole>[^/=()%]+?)(?:(?: *= *| *\( *| +)(?P<stated>[^/=()% ][^/=()%]*?) *% *\)?)?"
)
_AGREES = Fraction(5, 1000)  # of one percent: half of the last digit of 98.06 %


class Measured(StrEnum):
    """The kinds of measure; each rule reads one of them."""

    POINTS = "points"
    YES_NO = "yes-no"
    CASES = "cases"
    RATE = "rate"
    AMOUNT = "amount"
    LEVEL = "level"


@dataclass(frozen=True)
class Given:
    """Points as given."""

    points: Points

    def __str__(self) -> str:
        """``9.5``."""
        return str(self.points)


@dataclass(frozen=True)
class Answer:
    """Met, or not."""

    yes: bool

    def __str__(self) -> str:
        """``yes`` or ``no``."""
        return "yes" if self.yes else "no"


@dataclass(frozen=True)
class Cases:
    """How many cases there were, and how many of them were waived."""

    cases: int
    waived: int = 0

    def __str__(self) -> str:
        """``5``, or ``5 waived 2``."""
        return f"{self.cases} waived {self.waived}" if self.waived else str(self.cases)


@dataclass(frozen=True)
class Rate:
    """A part of a whole, and the percentage stated beside it, if any."""

    part: Fraction
    whole: Fraction
    stated: Fraction | None = None

    @property
    def share(self) -> Fraction:
        """The exact share; a whole of zero, where a rule allows one, has none."""
        return self.part / self.whole

    def disagrees(self) -> bool:
        """True when the percentage stated is more than 0.005 away from the counts."""
        if self.stated is None:
            return False
        return self.whole == 0 or abs(self.stated - self.share * 100) > _AGREES

    def __str__(self) -> str:
        """``151/154``, or ``151/154 = 98.05%``."""
        beside = "" if self.stated is None else f" = {typed_text(self.stated)}%"
        return f"{typed_text(self.part)}/{typed_text(self.whole)}{beside}"


@dataclass(frozen=True)
class Amount:
    """A figure that is held against a target the campaign sets."""

    value: Fraction

    def __str__(self) -> str:
        """``12.5``."""
        return typed_text(self.value)


@dataclass(frozen=True)
class NoPlan:
    """There was no plan to be held against."""

    def __str__(self) -> str:
        """``no plan``."""
        return "no plan"


@dataclass(frozen=True)
class Level:
    """One of a line's named levels or options, by its code; None is none of them."""

    code: str | None

    def __str__(self) -> str:
        """Give the code, or ``no``."""
        return self.code or "no"


Measure: TypeAlias = Given | Answer | Cases | Rate | Amount | NoPlan | Level


def read_given(text: str) -> Given | Reason:
    """Read ``9.5``, ``9,5`` or ``- 0,25``."""
    points = parse_points(text)
    return points if isinstance(points, Reason) else Given(points)


def read_answer(text: str) -> Answer | Reason:
    """Read yes or no in either language, or the ``x`` of a ticked box."""
    key = matching_key(text)
    if key in _YES | _NO:
        return Answer(key in _YES)
    return because("answer-malformed", text=text)


def read_cases(text: str, *, waiver: bool) -> Cases | Reason:
    """Read a count, ``5``; where the rule knows a waiver also ``5 waived 2`` (``5 miễn 2``)."""
    written = _CASES.fullmatch(tidy(text))
    if written is None:
        return because("count-malformed", text=text)
    cases, waived = parse_count(written["cases"]), parse_count(written["waived"] or "0")
    if isinstance(cases, Reason) or isinstance(waived, Reason):
        number = parse_number(written["cases"])
        is_asked = isinstance(number, Reason) and number.code == "number-ambiguous"
        return number if is_asked and isinstance(number, Reason) else because("count-malformed", text=text)
    if written["waived"] and not waiver:
        return because("waiver-unknown", text=text)
    if waived > cases:
        return because("waived-over-cases", text=text, cases=cases, waived=waived)
    return Cases(cases, waived)


def read_rate(text: str, *, over_whole: bool, in_wholes: bool = False, of_zero: bool = False) -> Rate | Reason:
    """Read ``151/154``, also with the percentage stated beside it: ``151/154 = 98,05%``, ``151/154 (98,05%)``.

    A percentage or a number alone is refused: the counts are what is kept. ``over_whole`` allows a part of more than
    the whole, as of a plan; ``in_wholes`` wants whole counts; ``of_zero`` allows a target of zero.
    """
    written = _RATE.fullmatch(text.strip())
    if written is None:
        return because("rate-without-counts", text=text)
    numbers = [parse_number(written[name]) for name in ("part", "whole")]
    stated = None if written["stated"] is None else parse_number(written["stated"])
    for number in (*numbers, stated):
        if isinstance(number, Reason):
            return number
    part, whole = (number for number in numbers if not isinstance(number, Reason))
    if part < 0 or whole < 0 or (in_wholes and (part.denominator != 1 or whole.denominator != 1)):
        return because("rate-not-counts", text=text)
    if whole == 0 and not of_zero:
        return because("rate-of-nothing", text=text)
    if part > whole and not over_whole:
        return because("rate-over-whole", text=text)
    return Rate(part, whole, stated if isinstance(stated, Fraction) else None)


def read_amount(text: str) -> Amount | Reason:
    """Read a figure of zero or more, with any number of decimals."""
    number = parse_number(text)
    if isinstance(number, Reason):
        return number
    return Amount(number) if number >= 0 else because("amount-below-zero", text=text)


def is_no_plan(text: str) -> bool:
    """True for ``no plan`` in either language."""
    return matching_key(text) in _NO_PLAN


def read_level(text: str, names: Iterable[tuple[str, str]], *, may_be_none: bool) -> Level | Reason:
    """Read a level by its code or its name; a number is no level, and says so."""
    named = tuple(names)
    key = matching_key(text)
    found = [code for code, name in named if key in (matching_key(code), matching_key(name))]
    if found:
        return Level(found[0])
    if may_be_none and key in _NO:
        return Level(None)
    known = tuple(code for code, _ in named)
    if isinstance(parse_number(text), Fraction):
        return because("level-not-a-number", text=text, known=known)
    return because("level-unknown", text=text, known=known)

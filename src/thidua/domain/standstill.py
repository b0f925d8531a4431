"""What brings a registration, a commendation or a recognition to a stop (G11): from which day, on what ground.

Nothing is deleted: what came before the day stands. A hold for verification may be lifted; an end is final.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from thidua.domain.month import Month


class Turn(StrEnum):
    """What a withdrawal or revocation does: ends for good, holds while something is verified, or lifts a hold."""

    ENDED = "ended"
    HELD = "held"
    LIFTED = "lifted"

    def called(self, end: "State") -> str:
        """Name it to programs: an end is withdrawn or revoked, by what it is said of."""
        return end.value if self is Turn.ENDED else self.value


class State(StrEnum):
    """How a registrant that takes no new step is called."""

    WITHDRAWN = "withdrawn"
    HELD = "held"
    REVOKED = "revoked"


class Ground(StrEnum):
    """Why it is done; a verification only holds."""

    REQUEST = "request"
    FALSE_DECLARATION = "false-declaration"
    DISCIPLINE = "discipline"
    UNLAWFUL_APPRAISAL = "unlawful-appraisal"
    VERIFICATION = "verification"
    OTHER = "other"

    @property
    def turn(self) -> Turn:
        """Give what the ground does to what it is said of."""
        return Turn.HELD if self is Ground.VERIFICATION else Turn.ENDED


OF_REGISTRATIONS = tuple(ground for ground in Ground if ground is not Ground.UNLAWFUL_APPRAISAL)
OF_DECISIONS = tuple(ground for ground in Ground if ground is not Ground.REQUEST)


@dataclass(frozen=True)
class Change:
    """One act as recorded: what it did, on which day, on what ground and why, by which decision and entry."""

    turn: Turn
    on: date
    ground: Ground
    reason: str
    entry: int = 0
    decision: str | None = None


@dataclass(frozen=True)
class Standstill:
    """An end, or a hold, from its day on; ``until`` is the day a hold was lifted, None while it lasts."""

    on: date
    turn: Turn
    ground: Ground
    reason: str
    entry: int = 0
    until: date | None = None

    @property
    def is_end(self) -> bool:
        """True for an end, which nothing lifts."""
        return self.turn is Turn.ENDED

    @property
    def is_open_hold(self) -> bool:
        """True for a hold that nobody has lifted."""
        return not self.is_end and self.until is None

    @property
    def is_over(self) -> bool:
        """True for a hold that was lifted."""
        return self.until is not None

    @property
    def told(self) -> dict[str, object]:
        """Give what a refusal tells of it: since and until when, on what ground, why, the entry that one would void."""
        told: dict[str, object] = {
            "since": self.on,
            "ground": self.ground.value,
            "why": self.reason,
            "entry": self.entry,
        }
        return told if self.until is None else {**told, "until": self.until}

    def stops(self, day: date) -> bool:
        """True when nothing new is dated that day: the first day is in, the day of the lifting is out."""
        return self.on <= day and (self.until is None or day < self.until)

    def stops_month(self, month: Month) -> bool:
        """True for months after that of its day; a lifted hold stops none: the work went on and counts."""
        return self.until is None and Month.of(self.on) < month


Standstills = tuple[Standstill, ...]


def standstills(changes: Iterable[Change]) -> Standstills:
    """Give the ends and holds that acts have made of one thing, in the order in which they were recorded.

    A lifting closes the hold before it; one that finds no hold, because that was voided, does nothing.
    """
    found: list[Standstill] = []
    for change in changes:
        if change.turn is not Turn.LIFTED:
            found.append(Standstill(change.on, change.turn, change.ground, change.reason, change.entry))
            continue
        held = next((at for at, one in enumerate(found) if one.is_open_hold), None)
        if held is not None:
            found[held] = replace(found[held], until=change.on)
    return tuple(found)


def stopping(found: Standstills, day: date) -> Standstill | None:
    """Give what stops a day: an end before a hold, and the earliest of several."""
    there = [one for one in found if one.stops(day)]
    return min(there, key=lambda one: (not one.is_end, one.on), default=None)


def stopping_month(found: Standstills, month: Month) -> Standstill | None:
    """Give what stops a month, an end before a hold, and the earliest of several."""
    there = [one for one in found if one.stops_month(month)]
    return min(there, key=lambda one: (not one.is_end, one.on), default=None)


def ended(found: Standstills) -> Standstill | None:
    """Give the end, whatever its day; None while there is none."""
    return next((one for one in found if one.is_end), None)


def held(found: Standstills) -> Standstill | None:
    """Give the hold that nobody has lifted."""
    return next((one for one in found if one.is_open_hold), None)

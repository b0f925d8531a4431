"""Dated facts about one registrant on its way to exemplar and beyond, and which of the five steps they make done.

A step is done when its facts exist; nothing stores "the step". What opens a step is told by ``domain.recognition``.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from thidua.domain.comparison import Result
from thidua.domain.standstill import Standstill, Standstills, State, stopping


class Step(IntEnum):
    """Build, publicise, learn, review, recognise."""

    BUILD = 1
    PUBLICISE = 2
    LEARN = 3
    REVIEW = 4
    RECOGNISE = 5


@dataclass(frozen=True)
class Item:
    """One item of registered content: what, how much, by when (S0-11)."""

    content: str
    goal: str | None
    deadline: date | None
    tags: tuple[str, ...] = ()

    @property
    def is_concrete(self) -> bool:
        """True when it has a goal and a time of completion (S4-2)."""
        return bool(self.goal) and self.deadline is not None


def is_complete(items: tuple[Item, ...]) -> bool:
    """True when there is something registered and every item has goal and deadline; else it does not count (S4-2)."""
    return bool(items) and all(item.is_concrete for item in items)


@dataclass(frozen=True)
class Learning:
    """A learner of an exemplar and how far it has come; None where nothing is recorded yet.

    ``review`` is the number by which the last review of the pair is known, ``set_aside`` what stopped its recognition.
    ``standstills`` are those of the learner's registration.
    """

    learner: str
    learned_on: date
    review: int | None = None
    reviewed_on: date | None = None
    result: Result | None = None
    closed_on: date | None = None
    recognised_on: date | None = None
    recognised_as: Result | None = None
    reviews_closed: int = 0
    set_aside: Standstill | None = None
    standstills: Standstills = ()


@dataclass(frozen=True)
class Commendation:
    """One praise or reward: the day it was given, and what stopped it."""

    given_on: date
    standstills: Standstills = ()


@dataclass(frozen=True)
class Candidacy:
    """The dated facts about one registrant on its way to exemplar and beyond.

    ``standstills`` are those of its registration; each commendation has its own.
    """

    code: str
    registered_on: date
    is_complete: bool
    carried_on: date | None = None
    commended_on: date | None = None
    publicised_on: tuple[date, ...] = ()
    publicise_at_least: int = 1
    learnings: tuple[Learning, ...] = ()
    ended_on: date | None = None
    standstills: Standstills = ()
    commendations: tuple[Commendation, ...] = ()

    def done(self, step: Step) -> bool:
        """True when the facts of that step exist."""
        match step:
            case Step.BUILD:
                return self.commended_on is not None
            case Step.PUBLICISE:
                return len(self.publicised_on) >= self.publicise_at_least
            case Step.LEARN:
                return bool(self.learnings)
            case Step.REVIEW:
                return any(pair.reviews_closed or pair.closed_on or pair.recognised_on for pair in self.learnings)
            case Step.RECOGNISE:
                return any(pair.recognised_on is not None for pair in self.learnings)

    @property
    def reached(self) -> int:
        """The last of the steps done without a gap, 0 to 5."""
        return next((step - 1 for step in Step if not self.done(step)), int(Step.RECOGNISE))

    @property
    def publicised_enough_on(self) -> date | None:
        """The day on which step 2 was complete."""
        if self.publicise_at_least < 1:
            return self.commended_on
        return next(iter(sorted(self.publicised_on)[self.publicise_at_least - 1 :]), None)

    def revoked_on(self, day: date) -> Standstill | None:
        """Give what took the last of its commendations away by that day; None while one is in force, or none given.

        A hold is given before an end: it may be lifted.
        """
        stops = [stopping(one.standstills, day) for one in self.commendations if one.given_on <= day]
        found = [stop for stop in stops if stop is not None]
        if len(found) < len(stops):
            return None
        return max(found, key=lambda one: (not one.is_end, one.on), default=None)

    def state_on(self, day: date) -> tuple[State, Standstill] | None:
        """Give why it takes no new step on a day, the final before what may be lifted; None while it may."""
        withdrawn, revoked = stopping(self.standstills, day), self.revoked_on(day)
        if withdrawn is not None and withdrawn.is_end:
            return State.WITHDRAWN, withdrawn
        if revoked is not None and revoked.is_end:
            return State.REVOKED, revoked
        hold = withdrawn or revoked
        return None if hold is None else (State.HELD, hold)


def pair_of(candidacy: Candidacy, learner: str) -> Learning | None:
    """Find the learning of one learner."""
    return next((pair for pair in candidacy.learnings if pair.learner == learner), None)

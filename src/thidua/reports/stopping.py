"""Who takes no new step, in columns and sentences shared by the reports: withdrawn, on hold, revoked, and since when.

The ground and the reason are told where one registration is looked at; public lists only say the state and its day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.domain.standstill import Change, Standstill, State, Turn
from thidua.ledger.candidacies import Book
from thidua.ledger.withdrawals import Target
from thidua.reports.document import Cell, Column
from thidua.words.language import N_, Language
from thidua.words.terms import term

Stopped = tuple[State, Standstill]


def state_columns(language: Language, *, shown: bool) -> tuple[Column, ...]:
    """Give the columns of a state: its code and its day for programs, one text for people."""
    say = language.say
    return (
        Column("state", say("State"), shown=False),
        Column("state_since", say("Since"), shown=False),
        Column((), say("State"), shown=shown),
    )


def state_cells(language: Language, stopped: Stopped | None, *, is_public: bool = True) -> tuple[Cell, ...]:
    """Give the cells of those columns; nothing for whoever goes on, and no ground where the public reads."""
    if stopped is None:
        return None, None, None
    state, stop = stopped
    told = state_told(language, state, stop)
    ground = f" ({term(language, 'ground', stop.ground.value)})"
    return state.value, stop.on, told if is_public else told + ground


def state_told(language: Language, state: State, stop: Standstill) -> str:
    """Say a state with the day since which it lasts."""
    return language.say("{state} since {day}", state=term(language, "state", state.value), day=stop.on)


@dataclass(frozen=True)
class Stop:
    """One act on something of a registration: its day, its step, its code, what happened, and by which decision."""

    on: date
    step: int
    event: str
    told: str
    paper: str | None


def stops_told(language: Language, book: Book, registration: int) -> Iterator[Stop]:
    """Tell every withdrawal and revocation of a registration, and of recognitions beside it, with ground and reason."""
    reviews = {one.id: one for one in book.reviews}
    for target, change in book.withdrawals.acts:
        review = reviews.get(target.review or 0)
        if registration in (target.registration, review.exemplar if review else None):
            what = _what(language, book, target)
            if what is not None:
                step = 1 if target.review is None else 5
                yield Stop(
                    change.on, step, _event(target, change), _told(language, what, target, change), change.decision
                )


def _what(language: Language, book: Book, target: Target) -> str | None:
    """Name what an act is of; None when that was voided since."""
    say = language.say
    if target.commendation is not None:
        given = next((one for one in book.commendations if one.id == target.commendation), None)
        if given is None:
            return None
        return say("{kind} for {month}", kind=term(language, "award", given.kind), month=given.month)
    if target.review is not None:
        review = next((one for one in book.reviews if one.id == target.review), None)
        if review is None:
            return None
        pair = {"learner": book.registrants[review.learner].code, "exemplar": book.registrants[review.exemplar].code}
        return say("recognition of {learner} beside {exemplar} for {month}", **pair, month=review.month)
    return say("registration")


def _is_whole(target: Target) -> bool:
    return target == Target(target.registration)


def _event(target: Target, change: Change) -> str:
    words = {Turn.ENDED: "withdrawn" if _is_whole(target) else "revoked", Turn.HELD: "held", Turn.LIFTED: "lifted"}
    return words[change.turn]


_WITHDRAWN, _REVOKED = N_("{what} withdrawn ({ground}): {reason}"), N_("{what} revoked ({ground}): {reason}")


def _told(language: Language, what: str, target: Target, change: Change) -> str:
    facts = {"what": what, "ground": term(language, "ground", change.ground.value), "reason": change.reason}
    match change.turn:
        case Turn.ENDED:
            return language.say(_WITHDRAWN if _is_whole(target) else _REVOKED, **facts)
        case Turn.HELD:
            return language.say("{what} on hold ({ground}): {reason}", **facts)
        case Turn.LIFTED:
            return language.say("{what}: hold lifted – {reason}", **facts)

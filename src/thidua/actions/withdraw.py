"""Withdrawing a registration (rút đăng ký), putting it on hold while something is verified, and lifting the hold."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.domain.occasion import Occasion
from thidua.domain.standstill import Ground, State, Turn, held
from thidua.domain.withdrawing import withdrawable
from thidua.errors import Reason, RuleRefused, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.candidacies import Book, open_book
from thidua.ledger.journal import recording
from thidua.ledger.registrations import registration_named
from thidua.ledger.withdrawals import Target, add_withdrawals
from thidua.rulesets import rules_on
from thidua.rulesets.staleness import recounted


@dataclass(frozen=True)
class Ending:
    """What is to be done: end or hold on a ground, or with ``lifts`` let go on; from which day, and why."""

    on: date
    reason: str
    ground: Ground
    lifts: bool = False

    @property
    def turn(self) -> Turn:
        """Give what it does to what it is said of."""
        return Turn.LIFTED if self.lifts else self.ground.turn


@dataclass(frozen=True)
class Withdrawn:
    """A registration was withdrawn, held or lifted, as ``state`` says; ``notes`` do not stop it."""

    registration: str
    name: str
    state: str
    on: date
    ground: Ground
    reason: str
    entry: int
    notes: tuple[Reason, ...]


def withdraw(db: Path, code: str, ending: Ending, *, occasion: Occasion) -> Withdrawn:
    """End a registration from a day on: it takes no new step, and what it did before stays (G11).

    A verification only holds it. Refuses what has ended already, and a day before the registration itself.
    """
    with recording(db, occasion, "withdraw") as record:
        number = campaign_number(record.connection, occasion.campaign)
        one = registration_named(record.connection, number, code, day=occasion.today)
        unmet = withdrawable(one.candidacy, ending.turn, ending.on)
        if unmet:
            raise RuleRefused(unmet)
        hold = held(one.standstills)
        ground = hold.ground if ending.lifts and hold is not None else ending.ground
        book = open_book(record.connection, number, publicise_at_least=1, day=occasion.today)
        add_withdrawals(record, [Target(one.id)], ending.turn, ground=ground, on=ending.on)
        record.campaign = rules_on(record.connection, number, ending.on).campaign.code
        record.summary = f"withdraw {one.code}: {ending.turn} from {ending.on} ({ground})"
        record.reason = ending.reason
        notes = () if ending.lifts else noted(one.code, later_steps(book, one.id, ending.on), ending.on)
        moved = recounted(record.connection, number, [one.id])
        notes += tuple(because("withdrawal-moves-evaluated", code=one.code, month=made.month) for made in moved)
        return Withdrawn(
            one.code, one.name, ending.turn.called(State.WITHDRAWN), ending.on, ground, ending.reason, record.seq, notes
        )


def later_steps(book: Book, registration: int, on: date) -> int:
    """Count the steps of a registrant, as exemplar or as learner, that are recorded already and not dated before a day.

    They stay as they are: officers are told, and void what should not stand.
    """
    days = [one.held_on for one in book.ballots if one.registration == registration]
    days += [one.given_on for one in book.commendations if one.registration == registration]
    days += [one.done_on for one in book.publicities if one.registration == registration]
    days += [one.done_on for one in book.learnings if registration in (one.learner, one.exemplar)]
    for review in book.reviews:
        if registration in (review.learner, review.exemplar):
            dated = (review.held_on, review.closed_on, review.recognised_on)
            days += [day for day in dated if day is not None]
    return sum(day >= on for day in days)


def noted(code: str, later: int, on: date) -> tuple[Reason, ...]:
    """Note the steps that stay on record, when there are any."""
    return (because("steps-on-record", code=code, count=later, on=on),) if later else ()

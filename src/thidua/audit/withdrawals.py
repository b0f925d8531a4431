"""Withdrawals and revocations: each might be done that day to what it names, on a ground that says what it does."""

from datetime import date

from thidua.domain.candidacy import Commendation
from thidua.domain.standstill import OF_DECISIONS, OF_REGISTRATIONS, Ground, Turn, held
from thidua.domain.withdrawing import Paper, presentable, revocable, unrecognisable, withdrawable
from thidua.errors import Reason
from thidua.ledger.candidacies import Book
from thidua.ledger.database import Connection
from thidua.ledger.verifying import Finding, Gathered
from thidua.ledger.verifying.admitted import is_repeated
from thidua.ledger.verifying.facts import StepRow, paper_of
from thidua.ledger.withdrawals import Target


def check_withdrawal(connection: Connection, row: StepRow, book: Book, gathered: Gathered) -> None:
    """Ask whether it might be done, of a book opened as of the entry before."""
    turn, on = Turn(row.text("state")), date.fromisoformat(row.text("happened_on"))
    target = Target(row.number("registration"), row.optional("commendation"), row.optional("review"))
    if is_repeated(connection, row.entry, row.key, target):
        gathered.add(Finding("withdrawal-repeated", row.table, entry=row.entry, key=row.key))
    owners = _owners(book, target)
    if owners != {target.registration}:
        named = ", ".join(str(one) for one in sorted(owners)) or None
        gathered.add(
            Finding(
                "withdrawal-of-other",
                row.table,
                entry=row.entry,
                key=row.key,
                expected=named,
                found=target.registration,
            )
        )
        return
    unmet = _unmet(book, target, turn, on)
    if (decision := row.optional("decision")) is not None:
        paper = paper_of(connection, decision)
        unmet += presentable(Paper(paper.number, date.fromisoformat(paper.decided_on)), on)
    gathered.shut(row.table, row.entry, row.key, unmet)
    _check_ground(row, book, target, turn, gathered)


def _owners(book: Book, target: Target) -> set[int]:
    """Give whose the thing is: of a commendation who has it, of a recognition the learner; not both at once."""
    if target.commendation is not None:
        found = {one.registration for one in book.commendations if one.id == target.commendation}
        return found if target.review is None else set()
    if target.review is not None:
        return {one.learner for one in book.reviews if one.id == target.review}
    return {target.registration} & book.registrants.keys()


def _unmet(book: Book, target: Target, turn: Turn, on: date) -> list[Reason]:
    own, stops = book.registrants[target.registration], book.withdrawals.of(target)
    if target.commendation is not None:
        given = (one for one in book.commendations if one.id == target.commendation)
        return revocable(own.code, [Commendation(one.given_on, stops) for one in given], turn, on)
    if target.review is not None:
        review = next(one for one in book.reviews if one.id == target.review)
        pair = (own.code, book.registrants[review.exemplar].code)
        return unrecognisable(pair, review.recognised_on, stops, turn, on)
    return withdrawable(own.candidacy, turn, on)


def _check_ground(row: StepRow, book: Book, target: Target, turn: Turn, gathered: Gathered) -> None:
    """An end and a hold have the grounds for them, a lifting that of the hold it lifts."""
    ground = Ground(row.text("ground"))
    known = OF_REGISTRATIONS if target == Target(target.registration) else OF_DECISIONS
    meant = [one for one in known if one.turn is turn]
    if turn is Turn.LIFTED:
        hold = held(book.withdrawals.of(target))
        meant = [ground if hold is None else hold.ground]
    if ground not in meant:
        gathered.add(
            Finding("withdrawal-ground", row.table, row.entry, row.key, expected=", ".join(meant), found=ground)
        )

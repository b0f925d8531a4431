"""Revoking commendations and recognitions (thu hồi, hủy bỏ quyết định), holding them, and lifting a hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.actions.withdraw import Ending, later_steps, noted
from thidua.domain.candidacy import Commendation
from thidua.domain.comparison import Result
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.recognition import Decision
from thidua.domain.standstill import Ground, State, Turn, held, stopping
from thidua.domain.withdrawing import Paper, presentable, revocable, takes, unrecognisable
from thidua.errors import Reason, RuleRefused
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.candidacies import Book, open_book
from thidua.ledger.decisions import StoredCommendation, ensure_decision
from thidua.ledger.journal import recording
from thidua.ledger.practice import StoredReview
from thidua.ledger.recording import Recording
from thidua.ledger.registrations import Registrant, registration_named
from thidua.ledger.withdrawals import Target, add_withdrawals
from thidua.rulesets import rules_on


@dataclass(frozen=True)
class Chosen:
    """Which commendations are meant: of a month, of a kind, or all of them."""

    month: Month | None = None
    kind: str | None = None


@dataclass(frozen=True)
class RevokedCommendation:
    """One commendation that was revoked, held or lifted."""

    kind: str
    month: Month
    given_on: date
    decision: str | None


@dataclass(frozen=True)
class Revoked:
    """Commendations were revoked, held or lifted; ``is_exemplar`` while another is in force on that day.

    ``notes`` do not stop it.
    """

    registration: str
    name: str
    state: str
    on: date
    ground: Ground
    reason: str
    decision: str | None
    commendations: tuple[RevokedCommendation, ...]
    is_exemplar: bool
    entry: int
    notes: tuple[Reason, ...]


@dataclass(frozen=True)
class RevokedRecognition:
    """The recognition of a learner beside an exemplar was revoked, held or lifted."""

    learner: str
    learner_name: str
    exemplar: str
    month: Month
    result: Result
    recognised_by: str
    state: str
    on: date
    ground: Ground
    reason: str
    decision: str | None
    entry: int


def revoke(db: Path, code: str, chosen: Chosen, ending: Ending, paper: Paper, *, occasion: Occasion) -> Revoked:
    """Revoke the commendations of a registrant that are in force, or those chosen.

    With none left in force it is no exemplar for new steps from that day; its past steps stay (G11).
    """
    with recording(db, occasion, "revoke") as record:
        number = campaign_number(record.connection, occasion.campaign)
        one = registration_named(record.connection, number, code, day=occasion.today)
        book = open_book(record.connection, number, publicise_at_least=1, day=occasion.today)
        given = [it for it in book.commendations if it.registration == one.id and _is_chosen(it, chosen)]
        things = [Commendation(it.given_on, book.stops_of(it)) for it in given]
        _refuse([*revocable(one.code, things, ending.turn, ending.on), *presentable(paper, ending.on)])
        meant = [it for it, thing in zip(given, things, strict=True) if takes(thing.standstills, ending.turn)]
        targets = [Target(one.id, commendation=it.id) for it in meant]
        ground = _store(record, number, book, targets, ending, paper)
        record.summary = f"revoke {one.code}: {ending.turn} from {ending.on} ({ground})"
        is_exemplar = ending.lifts or _has_another(book, one, meant, ending.on)
        return Revoked(
            one.code,
            one.name,
            ending.turn.called(State.REVOKED),
            ending.on,
            ground,
            ending.reason,
            paper.number,
            tuple(RevokedCommendation(it.kind, it.month, it.given_on, it.decision) for it in meant),
            is_exemplar,
            record.seq,
            () if is_exemplar else noted(one.code, later_steps(book, one.id, ending.on), ending.on),
        )


def revoke_recognition(
    db: Path, pair: tuple[str, str], ending: Ending, paper: Paper, *, occasion: Occasion
) -> RevokedRecognition:
    """Revoke the recognition of a pair's last recognised review; that review is not recognised again.

    ``pair`` is learner and exemplar.
    """
    with recording(db, occasion, "revoke") as record:
        number = campaign_number(record.connection, occasion.campaign)
        learner = registration_named(record.connection, number, pair[0], day=occasion.today)
        exemplar = registration_named(record.connection, number, pair[1], day=occasion.today)
        book = open_book(record.connection, number, publicise_at_least=1, day=occasion.today)
        review = _last_recognised(book, learner, exemplar, ending.turn)
        target = Target(learner.id, review=None if review is None else review.id)
        given_on = None if review is None else review.recognised_on
        codes = (learner.code, exemplar.code)
        found = unrecognisable(codes, given_on, book.withdrawals.of(target), ending.turn, ending.on)
        _refuse([*found, *presentable(paper, ending.on)])
        if review is None:
            raise RuleRefused(found)
        ground = _store(record, number, book, [target], ending, paper)
        record.summary = f"revoke {learner.code} beside {exemplar.code}: {ending.turn} from {ending.on} ({ground})"
        return RevokedRecognition(
            learner.code,
            learner.name,
            exemplar.code,
            review.month,
            review.result,
            review.decision or "",
            ending.turn.called(State.REVOKED),
            ending.on,
            ground,
            ending.reason,
            paper.number,
            record.seq,
        )


def _is_chosen(given: StoredCommendation, chosen: Chosen) -> bool:
    return chosen.month in (None, given.month) and chosen.kind in (None, given.kind)


def _has_another(book: Book, one: Registrant, meant: Sequence[StoredCommendation], on: date) -> bool:
    others = [it for it in book.commendations if it.registration == one.id and it not in meant]
    return any(stopping(book.stops_of(it), on) is None for it in others)


def _last_recognised(book: Book, learner: Registrant, exemplar: Registrant, turn: Turn) -> StoredReview | None:
    """Give the pair's last recognised review of which the act may be said; when there is none, the last of them all."""
    own = [one for one in book.reviews if (one.learner, one.exemplar) == (learner.id, exemplar.id)]
    recognised = [one for one in own if one.recognised_on is not None]
    open_to = [one for one in recognised if takes(book.withdrawals.of(Target(learner.id, review=one.id)), turn)]
    return next(reversed(open_to or recognised), None)


def _store(
    record: Recording, campaign: int, book: Book, targets: Sequence[Target], ending: Ending, paper: Paper
) -> Ground:
    """Store what is done to every target, under the ground of the hold when one is lifted."""
    decision = None
    if paper.number is not None and paper.on is not None:
        decision = ensure_decision(record, campaign, Decision(paper.number, paper.on, paper.signatory, paper.post))
    hold = held(book.withdrawals.of(targets[0]))
    ground = hold.ground if ending.lifts and hold is not None else ending.ground
    add_withdrawals(record, targets, ending.turn, ground=ground, on=ending.on, decision=decision)
    record.campaign = rules_on(record.connection, campaign, ending.on).campaign.code
    record.reason = ending.reason
    return ground


def _refuse(unmet: list[Reason]) -> None:
    if unmet:
        raise RuleRefused(unmet)

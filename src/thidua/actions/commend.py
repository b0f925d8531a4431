"""Commending (biểu dương, khen thưởng): from here a registrant is an exemplar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.recognition import Award, Decision, commendable, in_campaign
from thidua.domain.standstill import ended
from thidua.errors import Reason, RuleRefused, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.candidacies import Book, open_book
from thidua.ledger.closings import refuse_closed
from thidua.ledger.database import Connection
from thidua.ledger.decisions import NewCommendation, add_commendation, ensure_decision
from thidua.ledger.journal import recording
from thidua.ledger.recording import Recording
from thidua.ledger.registrations import Registrant, registration_named
from thidua.ledger.standings import latest_evaluation
from thidua.ledger.votes import StoredBallot, ballots
from thidua.rulesets import rules_of_month


@dataclass(frozen=True)
class Commended:
    """A commendation was recorded; ``kinds`` are praise, reward or both; ``is_first`` makes an exemplar."""

    registration: str
    name: str
    month: Month
    on: date
    kinds: tuple[str, ...]
    decision: str | None
    is_ad_hoc: bool
    is_first: bool
    entry: int


def commend(
    db: Path, code: str, award: Award, *, signatory: str | None, post: str | None, occasion: Occasion
) -> Commended:
    """Record praise, a reward, or both: after a carried vote of that month, or ad hoc with a reason (S2-7)."""
    with recording(db, occasion, "commend") as record:
        connection = record.connection
        number = campaign_number(connection, occasion.campaign)
        one = registration_named(connection, number, code, day=occasion.today)
        refuse_closed(connection, number, [award.month])
        campaign = rules_of_month(connection, number, award.month).campaign
        book = open_book(connection, number, publicise_at_least=campaign.publicise_at_least, day=occasion.today)
        kinds = tuple(kind for kind, given in (("praise", award.praise), ("reward", award.reward)) if given)
        candidacy = book.candidacy(one.id, award.month)
        unmet = [*in_campaign(campaign, award.month), *commendable(candidacy, award)]
        unmet += _repeated(book, one, award.month, kinds)
        if (signatory or post) and award.decision is None and award.decided_on is None:
            unmet.append(because("decision-half-said", code=one.code, month=award.month))
        if unmet:
            raise RuleRefused(unmet)
        paper = None
        if award.decision is not None and award.decided_on is not None:
            paper = ensure_decision(record, number, Decision(award.decision, award.decided_on, signatory, post))
        _store(record, number, one, award, kinds, paper)
        record.campaign = campaign.code
        record.summary = f"commend {one.code} {award.month}: {', '.join(kinds)}"
        record.reason = award.reason
        is_first = candidacy.commended_on is None or candidacy.revoked_on(award.on) is not None
        return Commended(
            one.code, one.name, award.month, award.on, kinds, award.decision, award.is_ad_hoc, is_first, record.seq
        )


def _store(
    record: Recording, campaign: int, one: Registrant, award: Award, kinds: tuple[str, ...], paper: int | None
) -> None:
    ballot = None if award.is_ad_hoc else _carried(record.connection, campaign, one.id, award.month)
    latest = latest_evaluation(record.connection, campaign, award.month)
    for kind in kinds:
        new = NewCommendation(
            one.id,
            kind,
            award.month,
            award.on,
            ballot.evaluation if ballot else latest.id if latest else None,
            ballot.sitting if ballot else None,
            paper,
            # the form (giấy khen …) is the reward's; praise alone may have one of its own
            award.form if kind == kinds[-1] else None,
            award.is_ad_hoc,
            award.reason,
        )
        add_commendation(record, new)


def _repeated(book: Book, one: Registrant, month: Month, kinds: tuple[str, ...]) -> Iterator[Reason]:
    for given in book.commendations:
        if given.registration == one.id and given.month == month and given.kind in kinds:
            facts = {"code": one.code, "month": month, "award": given.kind}
            end = ended(book.stops_of(given))
            yield because("commended-twice", **facts) if end is None else because("revoked-award", **facts, **end.told)


def _carried(connection: Connection, campaign: int, registration: int, month: Month) -> StoredBallot | None:
    found = [b for b in ballots(connection, campaign, registration=registration) if b.month == month and b.carried]
    return found[-1] if found else None

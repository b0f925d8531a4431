"""Signed papers, and what they give: commendations and recognitions."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from thidua.domain.month import Month
from thidua.domain.recognition import Decision
from thidua.errors import InputRefused, because
from thidua.ledger.clauses import table_of
from thidua.ledger.named import Commendation, DecisionRow, PersonName, Recognition
from thidua.ledger.people import ensure_person
from thidua.ledger.recording import Recording


def ensure_decision(record: Recording, campaign: int, decision: Decision) -> int:
    """Give the number of a decision, noting it when new; the same number with another date or signatory is refused."""
    decisions, names = table_of(DecisionRow), table_of(PersonName)
    query = (
        select(decisions.c.id, decisions.c.decided_on, names.c.name)
        .outerjoin(names, names.c.person == decisions.c.signatory)
        .where(decisions.c.campaign == campaign, decisions.c.number == decision.number)
    )
    known = record.connection.execute(query).one_or_none()
    if known is None:
        signatory = (
            None if decision.signatory is None else ensure_person(record, decision.signatory, post=decision.post or "")
        )
        return record.add(
            DecisionRow,
            campaign=campaign,
            number=decision.number,
            decided_on=decision.on.isoformat(),
            signatory=signatory,
        )
    day = date.fromisoformat(known.decided_on)
    if day != decision.on or (decision.signatory is not None and decision.signatory != known.name):
        facts = {"number": decision.number, "known_on": day, "known_signatory": known.name or "-"}
        raise InputRefused(because("decision-differs", **facts))
    return int(known.id)


@dataclass(frozen=True)
class NewCommendation:
    """One record of praise or of reward, ready to be stored."""

    registration: int
    kind: str
    month: Month
    given_on: date
    evaluation: int | None
    sitting: int | None
    decision: int | None
    form: str | None
    is_ad_hoc: bool
    reason: str | None


def add_commendation(record: Recording, new: NewCommendation) -> None:
    """Append a commendation: from here the registrant is an exemplar."""
    record.add(
        Commendation,
        registration=new.registration,
        kind=new.kind,
        month=new.month.ordinal,
        given_on=new.given_on.isoformat(),
        evaluation=new.evaluation,
        sitting=new.sitting,
        decision=new.decision,
        form=new.form,
        ad_hoc=int(new.is_ad_hoc),
        reason=new.reason,
    )


@dataclass(frozen=True)
class StoredCommendation:
    """A commendation with its decision."""

    id: int
    registration: int
    kind: str
    month: Month
    given_on: date
    evaluation: int | None
    decision: str | None
    form: str | None
    is_ad_hoc: bool
    reason: str | None
    entry: int


def commendations(connection: Connection, registration: int | None = None) -> list[StoredCommendation]:
    """List commendations of one registration, or of all, oldest first."""
    given, papers = table_of(Commendation), table_of(DecisionRow)
    query = (
        select(given, papers.c.number)
        .outerjoin(papers, papers.c.id == given.c.decision)
        .order_by(given.c.given_on, given.c.id)
    )
    if registration is not None:
        query = query.where(given.c.registration == registration)
    return [
        StoredCommendation(
            row.id,
            row.registration,
            row.kind,
            Month(row.month),
            date.fromisoformat(row.given_on),
            row.evaluation,
            row.number,
            row.form,
            bool(row.ad_hoc),
            row.reason,
            row.entry,
        )
        for row in connection.execute(query)
    ]


def add_recognition(record: Recording, review: int, decision: int) -> None:
    """Append the recognition of a closed review."""
    record.add(Recognition, review=review, decision=decision)

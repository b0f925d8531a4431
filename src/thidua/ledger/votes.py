"""Sittings and ballots: counts only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select, text

from thidua.domain.month import Month
from thidua.domain.voting import Count, Outcome, Sitting
from thidua.ledger.clauses import table_of
from thidua.ledger.database import statement
from thidua.ledger.named import Ballot, SittingRow
from thidua.ledger.recording import Recording


@dataclass(frozen=True)
class SittingAt:
    """Over which evaluation a sitting was held, on which day, and the number it has."""

    evaluation: int
    held_on: date
    number: int


def next_sitting(record: Recording) -> int:
    """Give the number the next sitting will have."""
    return record.next_id(SittingRow)


def add_sitting(record: Recording, at: SittingAt, sitting: Sitting, *, is_quorate: bool) -> None:
    """Append the counts of a sitting."""
    record.add(
        SittingRow,
        id=at.number,
        evaluation=at.evaluation,
        held_on=at.held_on.isoformat(),
        members=sitting.members,
        eligible=sitting.eligible,
        present=sitting.present,
        recused=sitting.recused,
        issued=sitting.issued,
        returned=sitting.returned,
        valid=sitting.valid,
        chair=None if sitting.chair_agrees is None else int(sitting.chair_agrees),
        quorate=int(is_quorate),
    )


def add_ballots(
    record: Recording,
    sitting: int,
    votes: Iterable[tuple[int, Count, Outcome]],
    reasons: Mapping[int, str | None],
) -> None:
    """Append each nominee's votes: (registration, votes, outcome), in the order of registrations."""
    record.add_all(
        Ballot,
        (
            {
                "sitting": sitting,
                "registration": registration,
                "yes": count.yes,
                "no": count.no,
                "base": outcome.base,
                "carried": int(outcome.carried),
                "reason": reasons.get(registration),
            }
            for registration, count, outcome in sorted(votes, key=lambda vote: vote[0])
        ),
    )


@dataclass(frozen=True)
class StoredBallot:
    """One nominee's votes at a sitting, which may have had no quorum; ``stale`` when the figures have moved since."""

    sitting: int
    evaluation: int
    month: Month
    held_on: date
    registration: int
    yes: int
    no: int
    base: int
    carried: bool
    stale: bool
    is_quorate: bool


def ballots(connection: Connection, campaign: int, *, registration: int | None = None) -> list[StoredBallot]:
    """List selection votes, oldest first; those of reviews are not among them."""
    bound = {"campaign": campaign, "registration": registration}
    return [
        StoredBallot(
            row.sitting,
            row.evaluation,
            Month(row.month),
            date.fromisoformat(row.held_on),
            row.registration,
            row.yes,
            row.no,
            row.base,
            bool(row.carried),
            bool(row.stale),
            bool(row.quorate),
        )
        for row in connection.execute(text(statement("ballots")), bound)
    ]


def sitting_numbered(connection: Connection, number: int) -> Sitting:
    """Give the counts of one sitting."""
    table = table_of(SittingRow)
    row = connection.execute(select(table).where(table.c.id == number)).one()
    return Sitting(
        row.members,
        row.eligible,
        row.present,
        row.recused,
        row.issued,
        row.returned,
        row.valid,
        None if row.chair is None else bool(row.chair),
    )

"""Withdrawals and revocations: what ended, is on hold or goes on again, with its day, ground, reason and decision.

They are facts beside what they are of; nothing they are of is changed. The reason is that of their entry.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Row, select

from thidua.domain.standstill import Change, Ground, Standstills, Turn, standstills
from thidua.ledger.clauses import table_of
from thidua.ledger.named import DecisionRow, Entry, Registration, Withdrawal
from thidua.ledger.recording import Recording


@dataclass(frozen=True)
class Target:
    """What is withdrawn or revoked: a registration, or one of its commendations, or the recognition of a review."""

    registration: int
    commendation: int | None = None
    review: int | None = None


@dataclass(frozen=True)
class Withdrawals:
    """Every withdrawal and revocation of a campaign as recorded, oldest first, and the ends and holds they make."""

    acts: tuple[tuple[Target, Change], ...]
    stopped: Mapping[Target, Standstills]

    def of(self, target: Target) -> Standstills:
        """Give what has stopped one thing."""
        return self.stopped.get(target, ())


def add_withdrawals(
    record: Recording, targets: Iterable[Target], turn: Turn, *, ground: Ground, on: date, decision: int | None = None
) -> None:
    """Append that things end, are held or go on again; why is the reason of the entry."""
    record.add_all(
        Withdrawal,
        (
            {
                "registration": target.registration,
                "commendation": target.commendation,
                "review": target.review,
                "state": turn.value,
                "ground": ground.value,
                "happened_on": on.isoformat(),
                "decision": decision,
            }
            for target in targets
        ),
    )


def withdrawals(connection: Connection, campaign: int) -> Withdrawals:
    """Read every withdrawal and revocation of a campaign: in one query, for they are few."""
    table, entries = table_of(Withdrawal), table_of(Entry)
    registered, papers = table_of(Registration), table_of(DecisionRow)
    query = (
        select(table, entries.c.reason, papers.c.number)
        .join(registered, registered.c.id == table.c.registration)
        .join(entries, entries.c.seq == table.c.entry)
        .outerjoin(papers, papers.c.id == table.c.decision)
        .where(registered.c.campaign == campaign)
        .order_by(table.c.id)
    )
    acts = tuple(
        (Target(row.registration, row.commendation, row.review), _change(row)) for row in connection.execute(query)
    )
    by_target: defaultdict[Target, list[Change]] = defaultdict(list)
    for target, change in acts:
        by_target[target].append(change)
    return Withdrawals(acts, {target: standstills(changes) for target, changes in by_target.items()})


def _change(row: Row[tuple[object, ...]]) -> Change:
    on = date.fromisoformat(row.happened_on)
    return Change(Turn(row.state), on, Ground(row.ground), row.reason or "", row.entry, row.number)

"""Taking an entry back whole: what it wrote stays where it is, and is seen no more (``sight``)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from thidua.domain.month import Month
from thidua.errors import Reason, because
from thidua.ledger.clauses import table_of
from thidua.ledger.database import statement
from thidua.ledger.named import FACTS, Entry, Person, Voided
from thidua.ledger.recording import Recording

# what takes back entries of these verbs is another verb, or nothing: of each the code of its refusal
NEVER_VOIDED = {
    **dict.fromkeys(("init", "forget", "upgrade"), "void-never-other"),
    "void": "void-never-void",
    "close": "void-never-close",
    "reopen": "void-never-reopen",
}
# a person is known by name whatever becomes of the entry that noted it first
_NOT_OF_ONE_ENTRY = frozenset({Entry.name, Person.name})


@dataclass(frozen=True)
class EntrySaid:
    """An entry as the journal says it; ``voided_by`` is the entry that took it back."""

    entry: int
    verb: str
    campaign: str | None
    summary: str
    rows: int
    voided_by: int | None


def entry_said(connection: Connection, entry: int) -> EntrySaid | None:
    """Find one entry."""
    found = entries_said(connection, [entry])
    return found[0] if found else None


def entries_said(connection: Connection, wanted: list[int]) -> list[EntrySaid]:
    """Give some entries, in their order."""
    entries, voided = table_of(Entry), table_of(Voided)
    query = (
        select(entries, voided.c.entry.label("voided_by"))
        .outerjoin(voided, voided.c.target == entries.c.seq)
        .where(entries.c.seq.in_(wanted))
        .order_by(entries.c.seq)
    )
    return [
        EntrySaid(row.seq, row.verb, row.campaign, row.summary, row.rows, row.voided_by)
        for row in connection.execute(query)
    ]


def why_never(said: EntrySaid) -> Reason | None:
    """Say why an entry can never be voided; None of those that can."""
    if said.verb not in NEVER_VOIDED:
        return None
    return because(NEVER_VOIDED[said.verb], entry=said.entry, verb=said.verb)


def naming(connection: Connection, target: int) -> set[int]:
    """Give the later entries in force that name a row of an entry by its number, or say what followed one of its rows.

    What passed a gate with its help is not among them.
    """
    found = {row.entry for row in connection.execute(text(statement("dependents")), {"target": target})}
    for query in _naming():
        found |= {row.entry for row in connection.execute(text(query), {"target": target})}
    return found


@dataclass(frozen=True)
class Touched:
    """What an entry says that gates look at: of which registrations, and the months it put under a version.

    ``counting`` are the registrations of which it says whether they count.
    """

    registrations: frozenset[int]
    counting: frozenset[int]
    months: frozenset[int]

    def __bool__(self) -> bool:
        """True when there is anything."""
        return bool(self.registrations or self.months)


def touched_by(connection: Connection, target: int) -> Touched:
    """Give what an entry says that gates look at, voided or not."""
    rows = connection.execute(text(statement("touched")), {"target": target}).all()
    months = text("SELECT DISTINCT month FROM main.month_ruleset WHERE entry = :target")
    return Touched(
        frozenset(row.registration for row in rows),
        frozenset(row.registration for row in rows if row.counts),
        frozenset(connection.execute(months, {"target": target}).scalars()),
    )


@dataclass(frozen=True)
class CountedIn:
    """That an entry counted a registration in a month, since it scored it or put it to the vote."""

    campaign: int
    month: Month
    registration: int
    entry: int


def counted_since(connection: Connection, target: int, chosen: Iterable[int]) -> list[CountedIn]:
    """List where some registrations were counted by entries after one, by campaign and month."""
    bound = {"target": target, "registrations": json.dumps(sorted(chosen))}
    rows = connection.execute(text(statement("counted_since")), bound)
    return [CountedIn(row.campaign, Month(row.month), row.registration, row.entry) for row in rows]


def _naming() -> list[str]:
    """Give the queries for facts that name the number of a row of an entry, one for each reference of the schema."""
    return [
        f"SELECT DISTINCT entry FROM {table.name} WHERE entry > :target"
        f" AND {column} IN (SELECT {number} FROM main.{other} WHERE entry = :target)"
        for table in FACTS
        for column, other, number in sorted(table.references)
        if other not in _NOT_OF_ONE_ENTRY
    ]


def add_void(record: Recording, target: int) -> None:
    """Note that an entry is taken back."""
    record.append(Voided, [(target, record.seq)])


def voided_entries(connection: Connection) -> frozenset[int]:
    """Give the entries that were voided, as far as they are seen."""
    return frozenset(connection.execute(select(table_of(Voided).c.target)).scalars())

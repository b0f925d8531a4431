"""Taking an entry back whole: what it wrote stays where it is, and is seen no more (``sight``)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Table, select, text

from thidua.errors import Reason, because
from thidua.ledger.database import statement
from thidua.ledger.recording import Recording
from thidua.ledger.schema import table_of
from thidua.ledger.tables import FACTS, Entry, Person, Voided

# what takes back entries of these verbs is another verb, or nothing: of each the code of its refusal
NEVER_VOIDED = {
    **dict.fromkeys(("init", "forget", "upgrade"), "void-never-other"),
    "void": "void-never-void",
    "close": "void-never-close",
    "reopen": "void-never-reopen",
}
# a person is known by name whatever becomes of the entry that noted it first
_NOT_OF_ONE_ENTRY = frozenset({table_of(Entry).name, table_of(Person).name})


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


def dependents(connection: Connection, target: int, *, publicise_at_least: int) -> list[EntrySaid]:
    """List the later entries, themselves in force, whose facts would not stand without those of ``target``.

    What names a row of it by its number, and what the gates of the procedure built on it.
    """
    bound = {"target": target, "at_least": publicise_at_least}
    found = {row.entry for row in connection.execute(text(statement("dependents")), bound)}
    for query in _naming():
        found |= {row.entry for row in connection.execute(text(query), {"target": target})}
    return entries_said(connection, sorted(found))


def _naming() -> list[str]:
    """Give the queries for facts that name the number of a row of an entry, one for each reference of the schema."""
    return [
        f"SELECT DISTINCT entry FROM {table.name} WHERE entry > :target"
        f" AND {column.name} IN (SELECT {key.column.name} FROM main.{key.column.table.name} WHERE entry = :target)"
        for table in map(table_of, FACTS)
        for column, key in _references(table)
    ]


def _references(table: Table) -> list[tuple[Column[Any], ForeignKey]]:
    found = [(key.parent, key) for key in table.foreign_keys if key.column.table.name not in _NOT_OF_ONE_ENTRY]
    return sorted(found, key=lambda pair: pair[0].name)


def add_void(record: Recording, target: int) -> None:
    """Note that an entry is taken back."""
    record.append(Voided, [(target, record.seq)])


def voided_entries(connection: Connection) -> frozenset[int]:
    """Give the entries that were voided, as far as they are seen."""
    return frozenset(connection.execute(select(table_of(Voided).c.target)).scalars())

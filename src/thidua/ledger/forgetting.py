"""Forgetting people: finding whose name is meant, removing it from the file, and finding where else it still stands."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, text

from thidua.domain.identity import names_person, token_of
from thidua.ledger.named import (
    Ballot,
    Commendation,
    ContentItem,
    DecisionRow,
    Entry,
    Forgotten,
    LearningRow,
    Publicity,
    Registration,
    ReviewMinutes,
    Ruleset,
    Score,
    UnitState,
    Withdrawal,
)
from thidua.ledger.nearby import ledgers_near
from thidua.ledger.recording import Recording

# where people write freely, and a name may stand that is not in ``person_name``
_FREE = (
    (Entry, ("summary", "reason")),
    (Ruleset, ("text",)),
    (UnitState, ("name", "cluster")),
    (Registration, ("speciality",)),
    (ContentItem, ("content", "goal")),
    (Score, ("reason", "note")),
    (Ballot, ("reason",)),
    (DecisionRow, ("number",)),
    (Commendation, ("form", "reason")),
    (Publicity, ("channel", "place", "link")),
    (LearningRow, ("form", "applied")),
    (ReviewMinutes, ("number",)),
    (Withdrawal, ("ground",)),
)


@dataclass(frozen=True)
class KnownPerson:
    """Somebody in the ledger; ``name`` and ``post`` are None when they are forgotten."""

    id: int
    digest: str
    name: str | None
    post: str | None

    @property
    def token(self) -> str:
        """What stands for the name where it is not shown."""
        return token_of(self.digest)


def everybody(connection: Connection) -> list[KnownPerson]:
    """List everybody the ledger knows, those who are forgotten too."""
    query = """
        SELECT p.id, p.digest, n.name, n.post
        FROM main.person AS p LEFT JOIN main.person_name AS n ON n.person = p.id ORDER BY p.id
    """
    return [KnownPerson(*row) for row in connection.exec_driver_sql(query)]


def remove_names(record: Recording, people: Iterable[KnownPerson]) -> None:
    """Remove people's names, their bytes overwritten, and note that they are forgotten."""
    meant = sorted(people, key=lambda one: one.id)
    record.add_all(Forgotten, ({"person": one.id} for one in meant))
    record.connection.exec_driver_sql("PRAGMA secure_delete = ON")
    for one in meant:
        query = text("DELETE FROM main.person_name WHERE person = :person")
        record.connection.execute(query, {"person": one.id})


def entries_naming(connection: Connection, name: str) -> tuple[int, ...]:
    """List the entries whose own words, or the words of whose facts, hold a name: they are in the chain and stay."""
    known: dict[str, bool] = {}
    found = set()
    for entry, written in chain.from_iterable(_written(connection)):
        if written not in known:
            known[written] = names_person(written, name)
        if known[written]:
            found.add(int(entry))
    return tuple(sorted(found))


def _written(connection: Connection) -> Iterator[Iterator[tuple[int, str]]]:
    for table, columns in _FREE:
        entry = "seq" if table is Entry else "entry"
        for column in columns:
            query = f"SELECT {entry}, {column} FROM main.{table.name} WHERE {column} IS NOT NULL"
            yield ((int(seq), str(written)) for seq, written in connection.exec_driver_sql(query))


@dataclass(frozen=True)
class Holding:
    """Files near a ledger that still hold a name, and what could not be read and may hold it."""

    files: tuple[Path, ...]
    unread: tuple[Path, ...]


def copies_holding(ledger: Path, people: Iterable[KnownPerson]) -> Holding:
    """Find the ledgers near one which still name people; they are only read.

    Somebody is found by the digest; somebody whose name is known also where the same name and post were typed again.
    """
    meant = list(people)
    files, unread = [], []
    for path in ledgers_near(ledger):
        try:
            if _holds(path, meant):
                files.append(path)
        except (sqlite3.Error, UnicodeDecodeError):
            unread.append(path)
    return Holding(tuple(files), tuple(unread))


def _holds(path: Path, people: list[KnownPerson]) -> bool:
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=1)) as connection:
        rows = connection.execute(
            "SELECT p.digest, n.name, n.post FROM person_name AS n JOIN person AS p ON p.id = n.person"
        )
        wanted = {one.digest for one in people} | {(one.name, one.post) for one in people if one.name is not None}
        return any(digest in wanted or (name, post) in wanted for digest, name, post in rows)

"""The journal: every writing command is one transaction and one entry, and the entries are a chain of hashes.

``hash`` covers the hash before it, the entry's own fields and a digest of the rows it wrote, each part preceded by its
length in bytes, so that a second program can recompute it from the README's description.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

from sqlalchemy import Connection, func, select

from thidua.domain.occasion import Occasion
from thidua.ledger.database import creating, writing
from thidua.ledger.people import ensure_person, person_digest
from thidua.ledger.recording import Cells, Recording, canonical_row
from thidua.ledger.schema import create_schema, table_of
from thidua.ledger.sight import look
from thidua.ledger.tables import Entry


@contextmanager
def recording(path: Path, occasion: Occasion, verb: str, *, are_keys_known: bool = False) -> Iterator[Recording]:
    """Open the ledger for one entry: everything appended is stored with it at the end, or nothing is.

    ``are_keys_known`` as for ``writing``.
    """
    with writing(path, wait=occasion.wait, are_keys_known=are_keys_known) as connection:
        # the entry is written last, when its rows are known; they name it from the start
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        look(connection)
        record = Recording(connection, occasion, verb)
        yield record
        if record.rows:
            write_entry(record)


@contextmanager
def founding(path: Path, occasion: Occasion, verb: str) -> Iterator[Recording]:
    """Create a ledger and record its first entry."""
    with creating(path, wait=occasion.wait) as connection:
        create_schema(connection)
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        record = Recording(connection, occasion, verb)
        yield record
        write_entry(record)


def last_entry(connection: Connection) -> int:
    """Give the number of the last entry, 0 before the first."""
    return int(connection.execute(select(func.max(table_of(Entry).c.seq))).scalar() or 0)


def entry_hash(connection: Connection, entry: int) -> str:
    """Give the hash of an entry."""
    entries = table_of(Entry)
    return str(connection.execute(select(entries.c.hash).where(entries.c.seq == entry)).scalar_one())


def is_by_hand(connection: Connection, entry: int) -> bool:
    """True of an entry by which somebody scored a single line for a reason: a decision, not a row of a file."""
    entries = table_of(Entry)
    query = select(entries.c.verb, entries.c.reason).where(entries.c.seq == entry)
    verb, reason = connection.execute(query).one()
    return verb == "score" and reason is not None


def write_entry(record: Recording) -> None:
    """Write the entry itself, when all its facts are appended: the transaction's last word."""
    actor = ensure_person(record, record.occasion.actor, post="")
    at = record.occasion.now.astimezone(UTC).isoformat(timespec="seconds")
    parts: Cells = [
        record.prev,
        record.seq,
        at,
        person_digest(record.connection, actor),
        record.verb,
        record.campaign,
        record.summary,
        record.reason,
        record.rows,
        record.rows_digest(),
    ]
    record.hash = hashlib.sha256(canonical_row(parts)).hexdigest()
    record.connection.execute(
        table_of(Entry)
        .insert()
        .values(
            seq=record.seq,
            at=at,
            actor=actor,
            verb=record.verb,
            campaign=record.campaign,
            summary=record.summary,
            reason=record.reason,
            rows=record.rows,
            rows_digest=record.rows_digest(),
            prev=record.prev,
            hash=record.hash,
        )
    )

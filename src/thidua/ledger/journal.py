"""The journal: every writing command is one transaction and one entry, and the entries are a chain of hashes.

``hash`` covers the hash before it, the entry's own fields and a digest of the rows it wrote, each part preceded by its
length in bytes, so that a second program can recompute it from the README's description.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

from sqlalchemy import Connection

from thidua.domain.occasion import Occasion
from thidua.ledger.database import creating, writing
from thidua.ledger.named import Entry
from thidua.ledger.people import ensure_actor, person_digest
from thidua.ledger.recording import Cells, Recording, canonical_row, insertion
from thidua.ledger.sight import look


@contextmanager
def recording(path: Path, occasion: Occasion, verb: str, *, are_keys_known: bool = False) -> Iterator[Recording]:
    """Open the ledger for one entry: everything appended is stored with it at the end, or nothing is.

    Where every number a row refers to was read from the ledger while it is held, or from one of which nothing was
    written since (``are_keys_known``), it is not looked for again.
    """
    with writing(path, wait=occasion.wait) as connection:
        look(connection)
        record = Recording(connection, occasion, verb, are_keys_known=are_keys_known)
        yield record
        if record.rows:
            write_entry(record)


@contextmanager
def founding(path: Path, occasion: Occasion, verb: str) -> Iterator[Recording]:
    """Create a ledger and record its first entry."""
    from thidua.ledger.schema import create_schema

    with creating(path, wait=occasion.wait) as connection:
        create_schema(connection)
        record = Recording(connection, occasion, verb)
        yield record
        write_entry(record)


def last_entry(connection: Connection) -> int:
    """Give the number of the last entry, 0 before the first."""
    return int(connection.exec_driver_sql("SELECT MAX(seq) FROM entry").scalar() or 0)


def entry_hash(connection: Connection, entry: int) -> str:
    """Give the hash of an entry."""
    return str(connection.exec_driver_sql("SELECT hash FROM entry WHERE seq = ?", (entry,)).scalar_one())


def is_by_hand(connection: Connection, entry: int) -> bool:
    """True of an entry by which somebody scored a single line for a reason: a decision, not a row of a file."""
    query = "SELECT verb, reason FROM entry WHERE seq = ?"
    verb, reason = connection.exec_driver_sql(query, (entry,)).one()
    return verb == "score" and reason is not None


def write_entry(record: Recording) -> None:
    """Write the entry itself, when all its facts are appended: the transaction's last word."""
    actor = ensure_actor(record, record.occasion.actor)
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
    written = (record.rows, record.rows_digest(), record.prev, record.hash)
    cells = (record.seq, at, actor, record.verb, record.campaign, record.summary, record.reason, *written)
    record.connection.exec_driver_sql(insertion(Entry, 1), cells)
    record.refer(Entry, cells)
    record.look_for_references()

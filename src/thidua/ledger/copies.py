"""Copies of a ledger: made while it is in use, and looked through before anybody relies on them.

A copy is sound when it opens as a ledger of this program's schema, SQLite finds no fault in it, every entry's hash
follows from the one before and from what the entry says, and every entry's rows have the digest it gives.
"""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection

from thidua.domain.anchors import anchor_of
from thidua.errors import CheckFailed, InputRefused, LedgerVersion, NoLedger, Reason, ThiduaError, because
from thidua.ledger.database import looking_only, reading, translated
from thidua.ledger.placing import Draft
from thidua.ledger.recording import canonical_row
from thidua.ledger.schema import table_of
from thidua.ledger.tables import FACTS, Entry


@dataclass(frozen=True)
class Sound:
    """What a copy that was looked through holds: its last entry, the hash of it, and its size in bytes."""

    entry: int
    hash: str
    size: int

    @property
    def anchor(self) -> str:
        """The last entry's anchor."""
        return anchor_of(self.hash)


def copy_ledger(ledger: Path, draft: Draft, *, wait: float) -> str:
    """Copy a ledger as it stands at one moment into a draft, and give the hash of its last entry."""
    with reading(ledger, wait=wait) as connection:
        return copy_pages(raw_of(connection), draft, shown=ledger)


def copy_file(file: Path, draft: Draft) -> str:
    """Copy a file that should be a ledger's copy into a draft; nothing is ever written to the file."""
    with _as_copy(file), looking_only(file) as connection:
        return copy_pages(raw_of(connection), draft, shown=file)


def raw_of(connection: Connection) -> sqlite3.Connection:
    """Give SQLite's own connection: it alone copies pages."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError(raw)
    return raw


def copy_pages(source: sqlite3.Connection, draft: Draft, *, shown: Path) -> str:
    """Copy page by page what a connection sees, its transaction being open, and give the last entry's hash."""
    with translated(shown):
        last = source.execute("SELECT hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    try:
        with translated(draft.beside), closing(_open_draft(draft.path)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # whatever the source had: a copy is one file
    except NoLedger:  # the draft was empty: what cannot be read is the source
        raise NoLedger(because("ledger-damaged", path=shown)) from None
    draft.finish()
    return "" if last is None else str(last[0])


def _open_draft(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=rw", uri=True, isolation_level=None)
    # a draft that is not finished is thrown away: it needs no journal, and is synchronised once, whole
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def checked(path: Path, *, shown: Path | None = None) -> Sound:
    """Look through a file that should be a sound copy of a ledger, opened for reading only; ``shown`` is its name.

    Refuses what is no ledger, damaged, of another schema, or not as its own entries say.
    """
    file = shown or path
    with _as_copy(file, opened=path), looking_only(path) as connection:
        found = next(_faults(connection), None)
        if found is not None:
            raise CheckFailed(because("copy-unsound", path=file, found=found))
        last = connection.exec_driver_sql("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").one()
        return Sound(int(last[0]), str(last[1]), path.stat().st_size)


@contextmanager
def _as_copy(file: Path, *, opened: Path | None = None) -> Iterator[None]:
    """Say of a file that should be a copy what is otherwise said of the ledger one works on."""
    try:
        yield
    except CheckFailed:
        raise
    except ThiduaError as error:
        raise _of_copy(file, opened or file, error) from None


def _of_copy(file: Path, opened: Path, error: ThiduaError) -> ThiduaError:
    reason = error.problems[0].reason
    said: ThiduaError = error
    match reason.code:
        case "ledger-missing" | "ledger-is-folder":
            said = InputRefused(because("file-missing", path=file))
        case "ledger-empty" | "ledger-not-sqlite" | "ledger-foreign":
            said = NoLedger(because("copy-foreign", path=file))
        case "ledger-damaged":
            said = CheckFailed(because("copy-damaged", path=file))
        case "ledger-newer":
            version, ours = reason.facts["version"], reason.facts["ours"]
            said = LedgerVersion(because("copy-newer", path=file, version=version, ours=ours))
        case "ledger-older":
            version, ours = reason.facts["version"], reason.facts["ours"]
            said = LedgerVersion(because("copy-older", path=file, version=version, ours=ours))
        case "ledger-read-only" | "ledger-io" if opened.with_name(f"{opened.name}-journal").exists():
            said = InputRefused(because("copy-unfinished", path=file))
    return said


def _faults(connection: Connection) -> Iterator[Reason]:
    """Give every fault, the cheapest look first; each looks only at what the ones before it have passed."""
    told = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    if told != "ok":
        yield because("fault-integrity", detail=str(told))
    stray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if stray is not None:
        yield because("fault-reference", table=str(stray[0]))
    yield from _chain_faults(connection)


def _chain_faults(connection: Connection) -> Iterator[Reason]:
    query = """
        SELECT e.seq, e.at, p.digest, e.verb, e.campaign, e.summary, e.reason, e.rows, e.rows_digest, e.prev, e.hash
        FROM entry AS e LEFT JOIN person AS p ON p.id = e.actor ORDER BY e.seq
    """
    rows = _rows_of_entries(connection)
    before, place = "", 0
    for place, (seq, *said, count, digest, prev, chained) in enumerate(connection.exec_driver_sql(query), start=1):
        if seq != place or prev != before:
            yield because("fault-sequence", entry=place)
        if (count, digest) != rows.pop(seq, _NO_ROWS):
            yield because("fault-rows", entry=seq)
        if hashlib.sha256(canonical_row([prev, seq, *said, count, digest])).hexdigest() != chained:
            yield because("fault-entry", entry=seq)
        before = chained
    if place == 0:
        yield because("fault-no-entry")
    for seq in sorted(rows):
        yield because("fault-stray", entry=seq)


_NO_ROWS = (0, hashlib.sha256().hexdigest())


def _rows_of_entries(connection: Connection) -> dict[int, tuple[int, str]]:
    """Count and digest every entry's rows in one pass over each table: a look for each entry would be quadratic."""
    parts: defaultdict[int, list[bytes]] = defaultdict(list)
    counts: defaultdict[int, int] = defaultdict(int)
    for table in sorted((table_of(model) for model in FACTS if model is not Entry), key=lambda table: table.name):
        names = [column.name for column in table.columns]
        key = ", ".join(column.name for column in table.primary_key.columns)
        at = names.index("entry")
        digests: defaultdict[int, hashlib._Hash] = defaultdict(hashlib.sha256)
        rows = raw_of(connection).execute(f"SELECT {', '.join(names)} FROM main.{table.name} ORDER BY {key}")
        for row in rows:
            digests[row[at]].update(canonical_row(row))
            counts[row[at]] += 1
        for entry, digest in digests.items():
            parts[entry].append(canonical_row([table.name, digest.hexdigest()]))
    return {entry: (counts[entry], hashlib.sha256(b"".join(told)).hexdigest()) for entry, told in parts.items()}

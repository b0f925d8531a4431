"""Copies of a ledger: made while it is in use, and looked through before anybody relies on them.

A copy is sound when everything ``verifying`` inspects of a ledger is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection

from thidua.domain.anchors import anchor_of
from thidua.errors import CheckFailed, InputRefused, LedgerVersion, NoLedger, ThiduaError, because
from thidua.ledger.database import SCHEMA_VERSION, looking_only, reading
from thidua.ledger.failing import translated
from thidua.ledger.placing import Draft
from thidua.ledger.verifying import inspected

_OWN = 1.0  # seconds to wait for a draft, which nobody else knows of


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


def copy_ledger(ledger: Path, draft: Draft, *, wait: float, oldest: int = SCHEMA_VERSION) -> str:
    """Copy a ledger as it stands at one moment into a draft, and give the hash of its last entry."""
    with reading(ledger, wait=wait, oldest=oldest) as connection:
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


def checked(path: Path, *, shown: Path | None = None, oldest: int = SCHEMA_VERSION) -> Sound:
    """Look through a file that should be a sound copy of a ledger, opened for reading only; ``shown`` is its name.

    Refuses what is no ledger, damaged, of another schema than those from ``oldest`` on, or not as its own entries say.
    """
    file = shown or path
    with _as_copy(file, opened=path):
        inspection = inspected(path, wait=_OWN)
        if inspection.version < oldest:
            facts = {"version": inspection.version, "ours": SCHEMA_VERSION}
            raise LedgerVersion(because("ledger-older", path=file, **facts))
        fault = next(iter(inspection.faults), None)
        if fault is not None:
            place = ", ".join(str(part) for part in (fault.table, fault.entry, fault.key) if part is not None)
            raise CheckFailed(because("copy-unsound", path=file, finding=fault.code, place=place or "–"))
        return Sound(inspection.head.seq, inspection.head.digest, path.stat().st_size)


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
        case "ledger-is-folder":
            said = InputRefused(because("copy-is-folder", path=file))
        case "ledger-missing":
            said = InputRefused(because("file-missing", path=file))
        case "ledger-empty" | "ledger-not-sqlite" | "ledger-foreign":
            said = NoLedger(because("copy-foreign", path=file))
        case "ledger-damaged":
            said = CheckFailed(because("copy-damaged", path=file))
        case "ledger-newer":
            version, ours = reason.facts["version"], reason.facts["ours"]
            said = LedgerVersion(because("copy-newer", path=file, version=version, ours=ours))
        case "ledger-older" | "ledger-too-old":
            version, ours = reason.facts["version"], reason.facts["ours"]
            said = LedgerVersion(because("copy-older", path=file, version=version, ours=ours))
        case "ledger-read-only" | "ledger-io" if opened.with_name(f"{opened.name}-journal").exists():
            said = InputRefused(because("copy-unfinished", path=file))
    return said

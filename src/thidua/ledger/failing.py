"""What the database's own errors mean: held by another program, a storage that fails, damage, or a bug of ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from thidua.errors import LedgerBusy, NoLedger, Reason, StorageFailed, ThiduaError, because

_DAMAGE = ("no such table", "Could not decode to UTF-8")  # told without a code of its own


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours; what is neither busy, storage nor damage stays a bug."""
    try:
        yield
    except DBAPIError as error:
        meant = _meaning(path, error.orig)
        if meant is None:
            raise
        raise meant from None
    except sqlite3.Error as error:
        meant = _meaning(path, error)
        if meant is None:
            raise
        raise meant from None
    except UnicodeDecodeError:
        # SQLite quotes what it cannot read in its own messages
        raise NoLedger(because("ledger-damaged", path=path)) from None


def cause_of(error: ThiduaError) -> Reason:
    """Give why something failed that came after an entry was stored: nobody is told then that nothing was."""
    reason = error.problems[0].reason
    path, detail = reason.facts.get("path"), reason.facts.get("detail")
    match reason.code:
        case "ledger-busy":
            return because("later-busy", path=path)
        case "ledger-replaced":
            return because("later-replaced", path=path)
        case "ledger-read-only":
            return because("later-read-only", path=path)
        case "disk-full":
            return because("later-full", path=path)
        case "ledger-io":
            return because("later-io", path=path, detail=detail)
        case _:
            return reason


def _meaning(path: Path, error: BaseException | None) -> ThiduaError | None:
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        # found by SQLite itself before it writes: another file has been put in its place since it was opened
        return LedgerBusy(because("ledger-replaced", path=path))
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LedgerBusy(because("ledger-busy", path=path))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return StorageFailed(because("ledger-read-only", path=path))
        case sqlite3.SQLITE_FULL:
            return StorageFailed(because("disk-full", path=path))
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            return StorageFailed(because("ledger-io", path=path, detail=str(error)))
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            is_damaged = True
        case _:
            is_damaged = any(sign in str(error) for sign in _DAMAGE)
    return NoLedger(because("ledger-damaged", path=path)) if is_damaged else None

"""A ledger's file and what is around it, looked at without changing anything: rights, leftovers, copies, the disk."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from thidua.domain.places import network_of, synced_by
from thidua.errors import ThiduaError
from thidua.ledger.database import OLDEST_VERSION, Connection, inspecting
from thidua.ledger.nearby import ledgers_near
from thidua.ledger.placing import is_draft, leftovers_of
from thidua.ledger.verifying import UNREADABLE
from thidua.ledger.verifying.file import header_of, journal_mode_of

_LOOKED_AT = 200  # of the files that may be copies, those last changed
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_WRITING = stat.S_IWGRP | stat.S_IWOTH
_MOUNTS = Path("/proc/mounts")


def sqlite_version() -> str:
    """Give the version of SQLite."""
    return sqlite3.sqlite_version


@dataclass(frozen=True)
class Last:
    """The last entry of a ledger: its number, its hash, when it was recorded."""

    entry: int
    digest: str
    at: str


@dataclass(frozen=True)
class Copy:
    """A copy of this ledger as it was after an entry, and when the file was last changed, in seconds since 1970."""

    path: Path
    last: Last
    changed: float


@dataclass(frozen=True)
class Surroundings:
    """A ledger's file and its place; ``last`` is None where it cannot be read, ``copy`` the newest there is.

    Modes are None where the system has none of the kind.
    """

    path: Path
    version: int
    size: int
    mode: int | None
    folder_mode: int | None
    journal_mode: str
    leftovers: tuple[Path, ...]
    last: Last | None
    copy: Copy | None

    @property
    def is_open_to_others(self) -> bool:
        """True when others than the owner may read or write the file."""
        return self.mode is not None and bool(self.mode & _OTHERS)

    @property
    def is_folder_open(self) -> bool:
        """True when others may put files into its folder, or take the ledger away; a sticky folder keeps it."""
        mode = self.folder_mode
        return mode is not None and bool(mode & _WRITING) and not mode & stat.S_ISVTX


@dataclass(frozen=True)
class Where:
    """A place for a ledger, whether or not one is there: who copies it, what network it is on, how much is free."""

    path: Path
    synced_by: str | None
    network: str | None
    free: int | None


def where(path: Path) -> Where:
    """Look at a place."""
    given, real = path.absolute(), Path(os.path.realpath(path))
    try:
        mounts = _MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        mounts = []
    try:
        free = shutil.disk_usage(given.parent).free
    except OSError:
        free = None
    network = network_of(given, []) or network_of(real, mounts)
    return Where(given, synced_by(given) or synced_by(real), network, free)


def surroundings(path: Path, *, wait: float) -> Surroundings:
    """Look at a ledger of this version or an older one, and around it; refuses what is none."""
    header = header_of(path, oldest=OLDEST_VERSION)
    there, folder = path.stat(), path.absolute().parent
    has_modes = os.name != "nt"
    return Surroundings(
        path.absolute(),
        header.version,
        there.st_size,
        stat.S_IMODE(there.st_mode) if has_modes else None,
        stat.S_IMODE(folder.stat().st_mode) if has_modes else None,
        journal_mode_of(header),
        tuple(leftovers_of(path)),
        *_last_and_copy(path, wait=wait),
    )


def _last_and_copy(path: Path, *, wait: float) -> tuple[Last | None, Copy | None]:
    try:
        with inspecting(path, wait=wait) as connection:
            return _last(connection), _newest_copy(path, connection)
    except UNREADABLE:
        return None, None


def _last(connection: Connection) -> Last | None:
    query = "SELECT seq, hash, at FROM main.entry ORDER BY seq DESC LIMIT 1"
    row = connection.exec_driver_sql(query).first()
    return None if row is None else Last(int(row[0]), str(row[1]), str(row[2]))


def _newest_copy(path: Path, ours: Connection) -> Copy | None:
    """Find the copy that goes furthest: a file whose last entry is, hash for hash, one of this ledger."""
    found: Copy | None = None
    for other in _candidates(path):
        last = _last_of(other)
        if last is not None and (found is None or last.entry > found.last.entry) and _is_ours(ours, last):
            found = Copy(other, last, other.stat().st_mtime)
    return found


def _is_ours(ours: Connection, last: Last) -> bool:
    query = "SELECT 1 FROM main.entry WHERE seq = ? AND hash = ?"
    return ours.exec_driver_sql(query, (last.entry, last.digest)).first() is not None


def _last_of(path: Path) -> Last | None:
    try:
        header_of(path, oldest=OLDEST_VERSION)
        with inspecting(path, wait=0) as connection:
            return _last(connection)
    except (*UNREADABLE, ThiduaError):
        return None


def _candidates(path: Path) -> Iterator[Path]:
    """Give the ledgers nearby, those last changed first; a draft is no copy that anybody can go back to."""
    found = []
    for one in ledgers_near(path):
        with suppress(OSError):
            if not is_draft(one):
                found.append((one.stat().st_mtime, one))
    return (one for _, one in sorted(found, reverse=True)[:_LOOKED_AT])

"""Putting a copy in a ledger's place: the ledger there is held, kept beside it under another name, and replaced whole.

Who waits for the ledger meanwhile is refused afterwards (``database.writing``), so that nothing is written to the
file that was replaced. A journal left beside the ledger never meets the file that takes its place.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from thidua.domain.identity import token_of
from thidua.errors import InputRefused, LedgerBusy, LedgerVersion, NoLedger, StorageFailed, because
from thidua.ledger.copies import copy_pages
from thidua.ledger.database import APPLICATION_ID, SCHEMA_VERSION, file_at, into_one_file, look_at_file, looking_only
from thidua.ledger.failing import translated
from thidua.ledger.nearby import bears_mark
from thidua.ledger.placing import BESIDE, drafted, named_after, sync_folder


@dataclass(frozen=True)
class Former:
    """The ledger that is replaced; ``connection`` holds it for writing, None when it is too damaged to be opened.

    ``file`` was opened before it was held, and is closed afterwards: closing a file gives up a process's locks on it.
    ``hashes`` are those of its entries, empty when they cannot be read.
    """

    path: Path
    file: BinaryIO
    connection: sqlite3.Connection | None
    hashes: Mapping[int, str]

    @property
    def last(self) -> int | None:
        """Its last entry."""
        return max(self.hashes, default=None)


@contextmanager
def held(path: Path, *, wait: float) -> Iterator[Former | None]:
    """Hold the ledger at a path for writing, waiting for others; None where there is none.

    What a killed program left half done is rolled back by the opening. Refuses what is no ledger: only a ledger, or
    what is left of a damaged one, is replaced; and what may not be written, for that cannot be held.
    """
    try:
        look_at_file(path)
    except NoLedger as error:
        if error.problems[0].reason.code == "ledger-missing":
            yield None
            return
        raise NoLedger(because("restore-over-foreign", path=path)) from None
    # of a file it may only read SQLite begins a transaction without holding it: others would go on writing
    if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise StorageFailed(because("ledger-read-only", path=path))
    before = file_at(path)
    with _readable(path) as file, _opened(path, wait) as connection:
        try:
            former = Former(path, file, connection, _hold(path, connection))
        except NoLedger:
            if not bears_mark(file):  # what says of itself that it is a ledger is one, however damaged it is
                raise NoLedger(because("restore-over-foreign", path=path)) from None
            former = Former(path, file, None, {})
        if file_at(path) != before:  # another was restored while we waited: what we hold is not what is there
            raise LedgerBusy(because("ledger-replaced", path=path))
        yield former


@contextmanager
def _readable(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise StorageFailed(because("file-not-readable", path=path, detail=error.strerror or "")) from None
    with file:
        yield file


@contextmanager
def _opened(path: Path, wait: float) -> Iterator[sqlite3.Connection]:
    address = f"file:{quote(str(path.absolute()))}?mode=rw"
    with translated(path):
        connection = sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None)
    with closing(connection):
        yield connection


def _hold(path: Path, connection: sqlite3.Connection) -> dict[int, str]:
    with translated(path):
        into_one_file(connection)
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise NoLedger(because("ledger-foreign", path=path))
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA_VERSION:
            raise LedgerVersion(because("ledger-newer", path=path, version=version, ours=SCHEMA_VERSION))
        return dict(connection.execute("SELECT seq, hash FROM entry ORDER BY seq"))


@contextmanager
def keeping(former: Former, mark: str) -> Iterator[Path]:
    """Keep what is replaced beside it, under a name that is free; given up again unless it was replaced.

    What is damaged is kept byte by byte. Its journal goes there before it is replaced, since the file that takes its
    place must never meet it, whenever the program is killed; and it comes back when the replacing fails. Whether it did
    is asked of the folder: the program may be interrupted when the file has been replaced, and before it hears of it.
    """
    kept, before = _copied(former, mark), file_at(former.path)
    try:
        if former.connection is None:
            _move_beside(former.path, kept)
        yield kept
    except BaseException:
        if file_at(former.path) == before:
            if former.connection is None:
                _move_beside(kept, former.path)
            kept.unlink()
        raise


def _copied(former: Former, mark: str) -> Path:
    """Copy what is replaced: page by page what SQLite can read, byte by byte what is damaged."""
    with drafted(former.path, of=former.path) as draft:
        if former.connection is not None:
            # a connection that holds its file for writing cannot itself be copied from
            with _opened(former.path, 0) as reader:
                reader.execute("BEGIN")
                copy_pages(reader, draft, shown=former.path)
        else:
            former.file.seek(0)
            with draft.path.open("wb") as target:
                shutil.copyfileobj(former.file, target)
            draft.finish()
        for number in count(1):
            name = named_after(former.path, f"-{mark}{'' if number == 1 else f'-{number}'}.db")
            kept = former.path.with_name(name)
            try:
                draft.publish(kept)
            except InputRefused:
                continue
            break
    return kept


def _move_beside(file: Path, other: Path) -> None:
    for ending in BESIDE:
        journal = file.with_name(file.name + ending)
        if journal.exists():
            journal.replace(other.with_name(other.name + ending))
    sync_folder(file.parent)


def hashes_of(copy: Path) -> dict[int, str]:
    """Give the hashes of the entries of a copy."""
    with looking_only(copy) as connection:
        return {int(seq): str(told) for seq, told in connection.exec_driver_sql("SELECT seq, hash FROM entry")}


def revived(former: Former, copy: Path) -> tuple[str, ...]:
    """Give the tokens of people who were forgotten in the ledger and whose names the copy still holds."""
    if former.connection is None:
        return ()
    query = "SELECT p.digest FROM forgotten AS f JOIN person AS p ON p.id = f.person"
    try:
        forgotten = {digest for (digest,) in former.connection.execute(query)}
    except sqlite3.Error:  # of an older schema, which knew no forgetting
        return ()
    with looking_only(copy) as connection:
        query = "SELECT p.digest FROM person_name AS n JOIN person AS p ON p.id = n.person ORDER BY p.id"
        return tuple(token_of(digest) for (digest,) in connection.exec_driver_sql(query) if digest in forgotten)

"""Opening a ledger, and its transactions. Only here: which database is it.

Nothing but ``create_file`` makes a file: a mistyped path is an error, never a new empty ledger.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache, partial
from itertools import chain
from pathlib import Path
from stat import S_ISREG
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Dialect, Engine, create_engine, event, make_url, text
from sqlalchemy.pool import NullPool

from thidua.errors import InputRefused, LedgerBusy, LedgerVersion, NoLedger, StorageFailed, because
from thidua.ledger.failing import translated
from thidua.ledger.placing import leftovers_of
from thidua.ledger.waiting import begin_writing

__all__ = [
    "Connection",
    "create_file",
    "creating",
    "file_at",
    "glancing",
    "inspecting",
    "into_one_file",
    "look_at_file",
    "looking_only",
    "reading",
    "rewrite",
    "statement",
    "tuples_of",
    "upgrading",
    "writing",
]

APPLICATION_ID = 0x7468_6475  # "thdu"
SCHEMA_VERSION = 3
OLDEST_VERSION = 2  # of which upgrades are known
_MAGIC = b"SQLite format 3\x00"
_PRAGMAS = (
    "PRAGMA foreign_keys = OFF",  # whoever appends rows looks for what they refer to (recording)
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA synchronous = EXTRA",  # an entry is stored once its journal is gone: after a power cut too
)
# a table is made anew under its name while others refer to it; the references are checked at the end
_REBUILDING = (*_PRAGMAS, "PRAGMA legacy_alter_table = ON")
_FETCHED = 2000
_SQL = Path(__file__).parent / "sql"
_OF_ONE = "-- of one\n"


@cache
def statement(name: str, *, of_one: bool = False) -> str:
    """Read one of the statements in ``sql/``; its lines marked ``-- of one`` are there only when one is asked for.

    A test that lets everything through where nothing is asked for would make SQLite go through everything for one.
    """
    written = (_SQL / f"{name}.sql").read_text("utf-8")
    if of_one:
        return written
    return "".join(line for line in written.splitlines(keepends=True) if not line.endswith(_OF_ONE))


def tuples_of(connection: Connection, query: str, **bound: int | str | None) -> Iterator[tuple[Any, ...]]:
    """Go through the rows of a query as plain tuples, some thousand read at a time.

    As rows of SQLAlchemy, fetched one by one, 400,000 took five times as long.
    """
    cursor = connection.execute(text(query), bound).cursor
    return chain.from_iterable(iter(partial(cursor.fetchmany, _FETCHED), []))


@contextmanager
def reading(path: Path, *, wait: float, oldest: int = SCHEMA_VERSION) -> Iterator[Connection]:
    """See the ledger as it stands at one moment; entries are seen whole or not at all.

    One of an older schema is let in from version ``oldest`` on.
    """
    with _connected(path, "BEGIN", wait, oldest=oldest) as connection:
        yield connection


@contextmanager
def glancing(path: Path, *, wait: float) -> Iterator[Connection]:
    """See the ledger as it stands at each statement, keeping nobody from writing between two of them.

    Whoever relies on several statements looks in the end whether there was another entry.
    """
    with _connected(path, "", wait) as connection:
        yield connection


@contextmanager
def looking_only(path: Path) -> Iterator[Connection]:
    """See a file as ``reading`` does a ledger, without ever writing to it: a journal left beside it stays there."""
    with _connected(path, "BEGIN", 0, mode="ro") as connection:
        yield connection


@contextmanager
def writing(path: Path, *, wait: float) -> Iterator[Connection]:
    """Hold the ledger for writing; everything is stored at the end, or nothing.

    BEGIN IMMEDIATE: of 800 plain transactions of 8 writers 714 failed, of these none.
    """
    with _connected(path, "BEGIN IMMEDIATE", wait) as connection:
        yield connection


def rewrite(path: Path, *, wait: float) -> None:
    """Write the whole file anew, so that nothing removed from it is left between its rows; outside any transaction.

    When another ledger is put in its place meanwhile, SQLite sees so before it writes (``failing``).
    """
    look_at_file(path)
    with translated(path), closing(sqlite3.connect(_address(path, "rw"), uri=True, timeout=wait)) as raw:
        raw.isolation_level = None
        into_one_file(raw)
        raw.execute("PRAGMA synchronous = EXTRA")
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute("VACUUM")


def into_one_file(connection: sqlite3.Connection) -> None:
    """Write into the ledger what another program left in a log of its own beside it; busy while that has it open."""
    if connection.execute("PRAGMA journal_mode").fetchone() == ("wal",):
        connection.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def inspecting(path: Path, *, wait: float) -> Iterator[Connection]:
    """Look at a file that may be damaged, foreign or hostile: opened for reading only, its header not yet trusted.

    The database's errors come as they are, also that it is held by another program.
    """
    with _engine(path, "BEGIN", wait, mode="ro").connect() as connection:
        try:
            connection.begin()
            yield connection
        finally:
            # a damaged file may refuse even a commit of nothing
            connection.invalidate()


@contextmanager
def creating(path: Path, *, wait: float) -> Iterator[Connection]:
    """Make a new ledger file, readable by its owner only, and hold it; a refusal leaves no file behind."""
    create_file(path)
    try:
        with translated(path), _engine(path, "BEGIN IMMEDIATE", wait).begin() as connection:
            yield connection
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def create_file(path: Path) -> None:
    """Create an empty file exclusively, mode 0600; not beside a journal, which SQLite would take for its own."""
    left = leftovers_of(path)
    if left and not os.path.lexists(path):
        raise InputRefused(because("journal-orphaned", path=path, journal=left[0]))
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise InputRefused(because("ledger-exists", path=path)) from None
    except OSError as error:
        raise StorageFailed(because("file-not-writable", path=path, detail=error.strerror or "")) from None


@contextmanager
def upgrading(path: Path, *, wait: float) -> Iterator[tuple[Connection, int]]:
    """Hold a ledger of this or an older schema for writing, and give its version; references are not enforced."""
    look_at_file(path)
    with _begun(path, "BEGIN IMMEDIATE", wait, pragmas=_REBUILDING) as connection:
        yield connection, _look_at_marks(path, connection)


@contextmanager
def _connected(
    path: Path,
    begin: str,
    wait: float,
    *,
    mode: str = "rw",
    oldest: int = SCHEMA_VERSION,
    pragmas: Sequence[str] = _PRAGMAS,
) -> Iterator[Connection]:
    look_at_file(path)
    with _begun(path, begin, wait, mode=mode, pragmas=pragmas) as connection:
        version = _look_at_marks(path, connection)
        if version < oldest:
            raise outdated(path, version)
        yield connection


def outdated(path: Path, version: int) -> LedgerVersion:
    """Refuse an older ledger: it is upgraded first, or cannot be."""
    code = "ledger-older" if version >= OLDEST_VERSION else "ledger-too-old"
    return LedgerVersion(because(code, path=path, version=version, ours=SCHEMA_VERSION))


@contextmanager
def _begun(
    path: Path, begin: str, wait: float, *, mode: str = "rw", pragmas: Sequence[str] = _PRAGMAS
) -> Iterator[Connection]:
    before = file_at(path)
    with translated(path), _engine(path, begin, wait, mode=mode, pragmas=pragmas).begin() as connection:
        # a ledger that was put in its place while we waited: what we would write now would go to the old file
        if begin == "BEGIN IMMEDIATE" and file_at(path) != before:
            raise LedgerBusy(because("ledger-replaced", path=path))
        yield connection


def file_at(path: Path) -> tuple[int, int] | None:
    """Tell the file at a path from any other that may be put in its place; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _engine(path: Path, begin: str, wait: float, *, mode: str = "rw", pragmas: Sequence[str] = _PRAGMAS) -> Engine:
    def connect() -> Any:
        raw = sqlite3.connect(_address(path, mode), uri=True, timeout=wait, isolation_level=None)
        try:
            for pragma in pragmas:
                raw.execute(pragma)
        except BaseException:
            raw.close()
            raise
        return raw

    dialect, compiled = _shared()
    engine = Engine(
        NullPool(connect, dialect=dialect),
        dialect,
        make_url("sqlite://"),
        execution_options={"compiled_cache": compiled},
    )
    if begin == "BEGIN IMMEDIATE":
        event.listen(engine, "begin", lambda connection: begin_writing(connection, wait))
    elif begin:
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


@cache
def _shared() -> tuple[Dialect, dict[Any, Any]]:
    """Give what every file's engine uses: SQLite's dialect, and the statements compiled so far."""
    probe = create_engine("sqlite://", poolclass=NullPool)
    with probe.connect():
        return probe.dialect, {}


def _address(path: Path, mode: str) -> str:
    return f"file:{quote(str(path.absolute()))}?mode={mode}"


def look_at_file(path: Path) -> None:
    """Refuse what is not there, empty, or no SQLite file at all; it is closed again, before anything holds it."""
    try:
        # opening a pipe would wait for whoever writes into it, and a device is nobody's ledger
        is_other = not S_ISREG(path.stat().st_mode) and not path.is_dir()
        start = b""
        if not is_other:
            with path.open("rb") as file:
                start = file.read(len(_MAGIC))
    except FileNotFoundError:
        raise NoLedger(because("ledger-missing", path=path)) from None
    except IsADirectoryError:
        raise NoLedger(because("ledger-is-folder", path=path)) from None
    except OSError as error:
        raise StorageFailed(because("file-not-readable", path=path, detail=error.strerror or "")) from None
    if is_other:
        raise NoLedger(because("ledger-no-file", path=path))
    if not start:
        raise NoLedger(because("ledger-empty", path=path))
    if start != _MAGIC:
        raise NoLedger(because("ledger-not-sqlite", path=path))


def _look_at_marks(path: Path, connection: Connection) -> int:
    query = "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
    application, version = connection.exec_driver_sql(query).one()
    if application != APPLICATION_ID:
        raise NoLedger(because("ledger-foreign", path=path))
    if version > SCHEMA_VERSION:
        raise LedgerVersion(because("ledger-newer", path=path, version=version, ours=SCHEMA_VERSION))
    return int(version)

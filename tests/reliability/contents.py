"""What a ledger says, told without thidua: all its rows but for times, salts and what is computed from them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from ledger.chain import Plain

_VARYING = {
    "entry": {"at", "rows_digest", "prev", "hash"},
    "person": {"digest"},
    "person_name": {"salt"},
}


def content(path: Path):
    """Give the rows of every table; None when there is no file. A hot journal is rolled back by looking."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: _rows(connection, name) for name in sorted(names)}


def _rows(connection, table):
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    told = ", ".join(name for name in columns if name not in _VARYING.get(table, ()))
    return sorted(connection.execute(f"SELECT {told} FROM {table}"), key=repr)


def breaches(path: Path):
    """List what is wrong with the file and its chain; an empty list is a sound ledger.

    It is copied at one moment and then looked at: whoever read it for seconds would keep all others from writing.
    """
    with (
        closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as file,
        closing(sqlite3.connect(":memory:")) as connection,
    ):
        file.execute("BEGIN")
        file.execute("SELECT name FROM sqlite_master").fetchone()  # waits so long; copying would wait for ever
        file.backup(connection)
        sound = connection.execute("PRAGMA integrity_check").fetchall()
        torn = connection.execute("PRAGMA foreign_key_check").fetchall()
        return [row for row in sound if row != ("ok",)] + torn + Plain(connection).breaches()


def count(path: Path, table: str) -> int:
    """Count the rows of a table."""
    with closing(sqlite3.connect(path, timeout=60)) as connection:
        return connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]


def last_digest(path: Path) -> str:
    """Give the digest of the rows that the last entry wrote."""
    with closing(sqlite3.connect(path, timeout=60)) as connection:
        return connection.execute("SELECT rows_digest FROM entry ORDER BY seq DESC LIMIT 1").fetchone()[0]

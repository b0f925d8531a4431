"""What SQLite itself finds: pages, indexes, types, checks, and rows that refer to nothing."""

import sqlite3
from collections.abc import Sequence

from thidua.ledger.verifying.finding import LISTED, Finding, Gathered
from thidua.ledger.verifying.frozen import Frozen


def check_integrity(connection: sqlite3.Connection, gathered: Gathered) -> int:
    """Let SQLite read every page, record and index; gives the number of pages."""
    for (told,) in connection.execute(f"PRAGMA main.integrity_check({LISTED})"):
        if told != "ok":
            gathered.add(Finding("integrity", found=" ".join(str(told).split())))
    return int(connection.execute("PRAGMA main.page_count").fetchone()[0])


def check_conditions(
    connection: sqlite3.Connection, schema: Frozen, readable: Sequence[str], gathered: Gathered
) -> int:
    """Hold every row against the conditions of its table; gives their number.

    SQLite knows no conditions of a file it opened for reading only, and its own check passes over them.
    """
    found = [(name, condition) for name in sorted(readable) for condition in schema.checks[name]]
    for name, condition in found:
        columns = ", ".join(f'"{column}"' for column in schema.keys[name])
        for key in connection.execute(f"SELECT {columns} FROM main.{name} WHERE NOT ({condition})"):
            told = ", ".join(f"{column} {cell}" for column, cell in zip(schema.keys[name], key, strict=True))
            gathered.add(Finding("condition", name, key=told, expected=condition))
    return len(found)


def check_references(connection: sqlite3.Connection, gathered: Gathered) -> int:
    """Find rows that refer to a row that is not there; gives the number of tables."""
    for table, row, parent, at in connection.execute("PRAGMA main.foreign_key_check"):
        gathered.add(Finding("reference", str(table), key=row, expected=f"{parent} ({at})", found=None))
    query = "SELECT COUNT(*) FROM main.sqlite_master WHERE type = 'table'"
    return int(connection.execute(query).fetchone()[0])

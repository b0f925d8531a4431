"""What SQLite itself finds: pages, indexes, types, checks, and rows that refer to nothing."""

import sqlite3

from thidua.ledger.verifying.finding import LISTED, Gathered


def check_integrity(connection: sqlite3.Connection, gathered: Gathered) -> int:
    """Let SQLite read every page, record and index; gives the number of pages."""
    for (told,) in connection.execute(f"PRAGMA main.integrity_check({LISTED})"):
        if told != "ok":
            gathered.add("integrity", found=" ".join(str(told).split()))
    return int(connection.execute("PRAGMA main.page_count").fetchone()[0])


def check_references(connection: sqlite3.Connection, gathered: Gathered) -> int:
    """Find rows that refer to a row that is not there; gives the number of tables."""
    for table, row, parent, at in connection.execute("PRAGMA main.foreign_key_check"):
        gathered.add("reference", str(table), key=row, expected=f"{parent} ({at})", found=None)
    query = "SELECT COUNT(*) FROM main.sqlite_master WHERE type = 'table'"
    return int(connection.execute(query).fetchone()[0])

"""A ledger made to harm: any cell may hold anything, under a chain written anew; verify tells, and never comes down."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

from reliability.attacks import forge
from reliability.tier import FULL, SEED
from reliability.verified import verify

SAMPLE = 25
VALUES = {
    "INTEGER": ("-1", "0", "1", "2", "9223372036854775807", "-9223372036854775808", "NULL"),
    "TEXT": (
        "''",
        "'x'",
        "'2024-02-30'",
        "'🙂' || char(0) || 'x'",
        "CAST(x'ff' AS TEXT)",
        "printf('%.9000c', 'a')",
        "NULL",
    ),
}


def _edits(path: Path) -> list[tuple[str, str, str]]:
    """List every column of every table that has rows, with every value that is put there."""
    with closing(sqlite3.connect(path)) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        filled = [name for name in tables if raw.execute(f"SELECT EXISTS (SELECT 1 FROM {name})").fetchone()[0]]
        return [
            (table, column, value)
            for table in filled
            for _, column, kind, *_ in raw.execute(f"PRAGMA table_info({table})")
            for value in VALUES[kind]
        ]


def test_whatever_a_cell_holds_verify_tells_and_does_not_come_down(sound: Path, tmp_path: Path) -> None:
    edits = _edits(sound)
    chosen = edits if FULL else Random(f"{SEED} hostile").sample(edits, SAMPLE)
    path, tried = tmp_path / "hostile.db", 0
    for table, column, value in chosen:
        shutil.copy(sound, path)
        with closing(sqlite3.connect(path, isolation_level=None)) as raw:
            raw.execute("BEGIN")
            raw.execute("PRAGMA ignore_check_constraints = ON")
            try:
                forge(raw, f'UPDATE OR IGNORE {table} SET "{column}" = {value}')
            except (sqlite3.Error, UnicodeError, OverflowError):
                continue  # the table does not take it, or no chain can be written over it
            raw.execute("COMMIT")
        verdict = verify(path)
        assert verdict.code in {0, 4}, (SEED, table, column, value, verdict)
        tried += 1
    assert tried > len(chosen) // 3

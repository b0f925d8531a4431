"""Bringing a ledger to this program's schema: one step a version, each made of what that version froze.

A step makes the changed tables anew and copies their rows as they are: no column of a fact changes, so every digest
and the chain stay true. Indexes and triggers are made anew as well, so that an upgraded schema is the fresh one.
"""

from pathlib import Path

from sqlalchemy import Connection

from thidua.domain.anchors import anchor_of
from thidua.domain.occasion import Occasion
from thidua.errors import LedgerBusy, LedgerVersion, NoLedger, because
from thidua.ledger.database import OLDEST_VERSION, SCHEMA_VERSION, upgrading
from thidua.ledger.journal import write_entry
from thidua.ledger.named import frozen_schema
from thidua.ledger.recording import Recording
from thidua.ledger.schema import one_line


def version_of(path: Path, *, wait: float) -> int:
    """Give the schema version of a ledger; refuses what is no ledger, newer, or too old to be upgraded."""
    with upgrading(path, wait=wait) as (_, version):
        return _upgradable(path, version)


def upgrade_schema(path: Path, backed: tuple[int, str], *, occasion: Occasion) -> tuple[int, int | None]:
    """Take every step to this program's schema in one transaction, with an entry that says so.

    Gives the version before, and the entry; None when there was nothing to do. ``backed`` are the last entry of the
    backup and its anchor: a ledger that has gone on since, by an older program, is refused.
    """
    with upgrading(path, wait=occasion.wait) as (connection, version):
        before = _upgradable(path, version)
        if before == SCHEMA_VERSION:
            return before, None
        _refuse_overtaken(path, connection, backed)
        for step in range(before + 1, SCHEMA_VERSION + 1):
            _take_step(path, connection, step)
        record = Recording(connection, occasion, "upgrade")
        record.summary = f"upgrade schema {before} to {SCHEMA_VERSION}"
        write_entry(record)
        return before, record.seq


def _upgradable(path: Path, version: int) -> int:
    if version < OLDEST_VERSION:
        raise LedgerVersion(because("ledger-too-old", path=path, version=version, ours=SCHEMA_VERSION))
    return version


def _refuse_overtaken(path: Path, connection: Connection, backed: tuple[int, str]) -> None:
    seq, told = connection.exec_driver_sql("SELECT seq, hash FROM main.entry ORDER BY seq DESC LIMIT 1").one()
    if (seq, anchor_of(told)) != backed:
        raise LedgerBusy(because("upgrade-overtaken", path=path, backed=backed[0], last=seq))


def _take_step(path: Path, connection: Connection, version: int) -> None:
    wanted = frozen_schema(version)
    _drop(connection, "trigger")
    _drop(connection, "index")
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
    present = {name: one_line(sql) for name, sql in connection.exec_driver_sql(query)}
    for made in wanted:
        if made.startswith("CREATE TABLE "):
            _make_table(connection, made, present)
    for made in wanted:
        if not made.startswith("CREATE TABLE "):
            connection.exec_driver_sql(made)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise NoLedger(because("ledger-damaged", path=path))
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def _make_table(connection: Connection, made: str, present: dict[str, str]) -> None:
    name = made.split()[2]
    if name not in present:
        connection.exec_driver_sql(made)
        return
    # also where only the writing differs: an upgraded schema is the fresh one to the letter
    former = f"former_{name}"
    connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {former}")
    connection.exec_driver_sql(made)
    columns = ", ".join(row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({former})"))
    connection.exec_driver_sql(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {former}")
    connection.exec_driver_sql(f"DROP TABLE {former}")


def _drop(connection: Connection, kind: str) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = ? AND sql IS NOT NULL"
    for (name,) in connection.exec_driver_sql(query, (kind,)).fetchall():
        connection.exec_driver_sql(f"DROP {kind.upper()} {name}")

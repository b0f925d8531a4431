"""The schema as it was frozen with its version: what a ledger's tables, indexes and triggers must be, word for word."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from thidua.ledger.verifying.finding import Finding, Gathered

_SCHEMAS = Path(__file__).parent.parent / "sql" / "schema"
_OUTSIDE = frozenset({"entry", "person_name"})
_LISTED = "SELECT type, name, tbl_name, sql FROM main.sqlite_master ORDER BY type, name"
Piece = tuple[str, str]  # type and name


@dataclass(frozen=True)
class Frozen:
    """A schema: its pieces with their text, and of each table its columns, those of its key, its checks."""

    pieces: Mapping[Piece, str]
    columns: Mapping[str, tuple[str, ...]]
    keys: Mapping[str, tuple[str, ...]]
    checks: Mapping[str, tuple[str, ...]]

    @property
    def chained(self) -> list[str]:
        """The tables whose rows are in the digests of entries, by name."""
        return sorted(self.columns.keys() - _OUTSIDE)


def has_schema(version: int) -> bool:
    """True when this program knows the schema of a version."""
    return (_SCHEMAS / f"{version}.sql").is_file()


@cache
def frozen(version: int) -> Frozen:
    """Give the schema of a version, learnt from its frozen text and from nothing in the ledger looked at."""
    with closing(sqlite3.connect(":memory:")) as connection:
        statements = (_SCHEMAS / f"{version}.sql").read_text("utf-8").splitlines()
        # by type and name as they were listed; indexes and triggers need their tables
        for one in sorted(statements, key=lambda one: not one.startswith("CREATE TABLE")):
            connection.execute(one)
        pieces = _pieces(connection)
        columns, keys = {}, {}
        for kind, name in pieces:
            if kind == "table":
                listed = connection.execute("SELECT name, pk FROM pragma_table_info(?)", (name,)).fetchall()
                columns[name] = tuple(column for column, _ in listed)
                keys[name] = tuple(column for at, column in sorted((at, column) for column, at in listed) if at)
        checks = {name: tuple(_checks(sql)) for (kind, name), sql in pieces.items() if kind == "table"}
        return Frozen(pieces, columns, keys, checks)


def _checks(sql: str) -> Iterator[str]:
    """Give the conditions of a table, each as it stands in its parentheses."""
    for part in sql.split("CHECK (")[1:]:
        depth = 1
        for at, letter in enumerate(part):
            depth += {"(": 1, ")": -1}.get(letter, 0)
            if not depth:
                yield part[:at]
                break


def _pieces(connection: sqlite3.Connection) -> dict[Piece, str]:
    return {(kind, name): f"{of}: {_plain(sql)}" for kind, name, of, sql in connection.execute(_LISTED)}


def _plain(sql: object) -> str:
    return re.sub(r"\s+", " ", str(sql)).strip()


def compare_schema(connection: sqlite3.Connection, version: int, gathered: Gathered) -> int:
    """Name every table, index and trigger that is missing, changed or added; views are always added."""
    wanted, there = frozen(version).pieces, _pieces(connection)
    for kind, name in sorted(wanted.keys() | there.keys()):
        piece, expected, found = f"{kind} {name}", wanted.get((kind, name)), there.get((kind, name))
        if found is None:
            gathered.add(Finding("schema-missing", name, key=piece))
        elif expected is None:
            gathered.add(Finding("schema-added", name, key=piece, found=found))
        elif expected != found:
            gathered.add(Finding("schema-changed", name, key=piece, expected=expected, found=found))
    return len(wanted)


def plain_tables(connection: sqlite3.Connection, version: int) -> tuple[list[str], bool]:
    """Give the tables that can be read as what they are, and whether every table is just as it should be."""
    wanted, there = frozen(version), _pieces(connection)
    readable = [
        name
        for name in wanted.columns
        if there.get(("table", name), "").partition(": ")[2].upper().startswith("CREATE TABLE")
    ]
    is_whole = all(there.get(piece) == sql for piece, sql in wanted.pieces.items() if piece[0] == "table")
    return readable, is_whole

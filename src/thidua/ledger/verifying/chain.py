"""The chain recomputed from the file: every entry's hash, and the digest of every row, by the formula of ``journal``.

Rows are written in their canonical form by SQLite itself, as bytes: a million rows never become Python objects cell by
cell, and text that is no UTF-8 is digested as it stands instead of failing.
"""

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from thidua.ledger.recording import canonical_row
from thidua.ledger.verifying.finding import Finding, Gathered
from thidua.ledger.verifying.frozen import Frozen

_AT_ONCE = 20_000  # entries: of so many the digests are held at once, whatever the ledger's length
_FETCHED = 4_000
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
_SAID = ("e.prev", "e.seq", "e.at", "p.digest", "e.verb", "e.campaign", "e.summary", "e.reason", "e.rows")


@dataclass
class Head:
    """How far the chain goes: how many entries, the last one's number, hash and time."""

    entries: int = 0
    seq: int = 0
    digest: str = ""
    at: str = ""


def check_chain(connection: sqlite3.Connection, head: Head, gathered: Gathered) -> int:
    """Follow the chain from the first entry: no gap in the numbers, the hash before each, and its own as computed."""
    written = _canonical((*_SAID, "e.rows_digest"))
    query = (
        f"SELECT e.seq, e.at, e.prev, e.hash, {written} FROM main.entry AS e"
        " LEFT JOIN main.person AS p ON p.id = e.actor ORDER BY e.seq"
    )
    for seq, at, prev, digest, row in connection.execute(query):
        if seq != head.seq + 1:
            gathered.add(Finding("sequence", "entry", entry=seq, expected=head.seq + 1, found=seq))
        if prev != head.digest:
            gathered.add(Finding("prev", "entry", entry=seq, expected=head.digest, found=prev))
        computed = hashlib.sha256(row).hexdigest()
        if computed != digest:
            gathered.add(Finding("hash", "entry", entry=seq, expected=computed, found=digest))
        if not _UTC.fullmatch(str(at)):
            gathered.add(Finding("time-malformed", "entry", entry=seq, found=at))
        elif at < head.at:
            gathered.note("time-backwards", entry=seq, expected=head.at, found=at)
        head.entries, head.seq, head.digest, head.at = head.entries + 1, seq, str(digest), str(at)
    if not head.entries:
        gathered.add(Finding("journal-empty", "entry"))
    return head.entries


@dataclass
class _Written:
    """What the rows of one entry come to."""

    whole: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    rows: Counter[str] = field(default_factory=Counter)


def check_rows(connection: sqlite3.Connection, schema: Frozen, readable: Sequence[str], gathered: Gathered) -> int:
    """Count and digest the rows of every entry, in windows of entries; then look for rows that belong to none."""
    tables = [name for name in schema.chained if name in readable]
    counted: Counter[str] = Counter()
    for window in _windows(connection):
        found = {seq: _Written() for seq, *_ in window}
        for name in tables:
            _digest_table(connection, schema, name, found)
        for seq, rows, digest in window:
            one = found[seq]
            counted.update(one.rows)
            told = ", ".join(f"{name} {number}" for name, number in one.rows.items())
            if one.rows.total() != rows:
                gathered.add(Finding("row-count", None, entry=seq, expected=rows, found=f"{one.rows.total()}: {told}"))
            elif one.whole.hexdigest() != digest:
                gathered.add(Finding("row-digest", told, entry=seq, expected=digest, found=one.whole.hexdigest()))
    for name in tables:
        (total,) = connection.execute(f"SELECT COUNT(*) FROM main.{name}").fetchone()
        if total != counted[name]:
            _tell_strays(connection, name, gathered)
    return counted.total()


def _windows(connection: sqlite3.Connection) -> Iterator[list[tuple[int, int, str]]]:
    query = "SELECT seq, rows, rows_digest FROM main.entry WHERE seq > ? ORDER BY seq LIMIT ?"
    last = -(2**63)
    while window := connection.execute(query, (last, _AT_ONCE)).fetchall():
        last = window[-1][0]
        yield window


def _digest_table(connection: sqlite3.Connection, schema: Frozen, name: str, found: dict[int, _Written]) -> None:
    """Digest the rows of one table for the entries of a window, in the order of the key."""
    key = ", ".join(_quoted(column) for column in schema.keys[name])
    written = _canonical([_quoted(column) for column in schema.columns[name]])
    query = f"SELECT entry, {written} FROM main.{name} WHERE entry BETWEEN ? AND ? ORDER BY {key}"
    digests: dict[int, hashlib._Hash] = {}
    cursor = connection.execute(query, (min(found), max(found)))
    while batch := cursor.fetchmany(_FETCHED):
        for entry, rows in groupby(batch, itemgetter(0)):
            listed = [row for _, row in rows]
            if entry in found:
                digests.setdefault(entry, hashlib.sha256()).update(b"".join(listed))
                found[entry].rows[name] += len(listed)
    for entry, digest in digests.items():
        found[entry].whole.update(canonical_row([name, digest.hexdigest()]))


def _tell_strays(connection: sqlite3.Connection, name: str, gathered: Gathered) -> None:
    query = (
        f"SELECT entry, COUNT(*) FROM main.{name} AS t"
        " WHERE NOT EXISTS (SELECT 1 FROM main.entry WHERE seq = t.entry) GROUP BY entry ORDER BY entry"
    )
    for entry, count in connection.execute(query):
        gathered.add(Finding("row-without-entry", name, key=entry, expected=0, found=count))


def _quoted(column: str) -> str:
    return f'"{column}"'


def _canonical(cells: Sequence[str]) -> str:
    """Give the expression that writes cells as ``recording.canonical_row`` does, as bytes."""
    parts = [
        f"CASE typeof({cell}) WHEN 'integer' THEN 'i' || length({cell}) || ':' || {cell}"
        f" WHEN 'text' THEN 's' || length(CAST({cell} AS BLOB)) || ':' || {cell}"
        f" WHEN 'null' THEN 'n0:' ELSE 'x' || quote({cell}) END"
        for cell in cells
    ]
    return f"CAST({' || '.join([*parts, 'char(10)'])} AS BLOB)"

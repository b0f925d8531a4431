"""A second program: it recomputes a ledger's chain from the file alone, by what the docstrings of thidua describe.

Nothing of thidua is imported here, so that the two can only agree when the description is true.
"""

import hashlib
import sqlite3
from itertools import groupby

OUTSIDE = {"entry", "person_name"}
NO_ROWS = (0, hashlib.sha256().hexdigest())


def written(cells):
    """Write cells as the journal describes: each its kind, its length in bytes, a colon, its text; a line feed."""
    parts = b""
    for cell in cells:
        kind = b"n" if cell is None else b"i" if type(cell) is int else b"s"
        text = b"" if cell is None else str(cell).encode()
        parts += kind + str(len(text)).encode() + b":" + text
    return parts + b"\n"


class Plain:
    """The chain of one ledger, read through an open connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        self.tables = [name for (name,) in names if name not in OUTSIDE]

    def columns(self, table):
        """Give the columns of a table in order."""
        return [row[1] for row in self.connection.execute(f"PRAGMA table_info({table})")]

    def key(self, table):
        """Give the columns of a table's key in order."""
        listed = self.connection.execute(f"PRAGMA table_info({table})").fetchall()
        return [row[1] for row in sorted(listed, key=lambda row: row[5]) if row[5]]

    def digests_of_rows(self):
        """Count and digest the rows each entry wrote: of each table, by name, the digest of its rows.

        Each table is read once, the rows of an entry in the order of the table's key; an entry without rows is absent.
        """
        found = {}
        for table in self.tables:
            order = ", ".join(["entry", *self.key(table)])
            rows = self.connection.execute(
                f"SELECT entry, {', '.join(self.columns(table))} FROM {table} ORDER BY {order}"
            )
            for entry, own in groupby(rows, key=lambda row: row[0]):
                told = [written(cells) for _, *cells in own]
                count, whole = found.get(entry, (0, hashlib.sha256()))
                whole.update(written([table, hashlib.sha256(b"".join(told)).hexdigest()]))
                found[entry] = count + len(told), whole
        return {entry: (count, whole.hexdigest()) for entry, (count, whole) in found.items()}

    def entries(self):
        """Give every entry with what stands for its actor."""
        query = """
            SELECT e.seq, e.at, p.digest, e.verb, e.campaign, e.summary, e.reason, e.rows, e.rows_digest, e.prev, e.hash
            FROM entry AS e LEFT JOIN person AS p ON p.id = e.actor ORDER BY e.seq
        """
        return self.connection.execute(query).fetchall()

    def breaches(self):
        """List what does not fit, as (entry, what); an empty list is a chain that holds."""
        found = []
        before = ""
        listed, digests = self.entries(), self.digests_of_rows()
        for place, (seq, *said, rows, rows_digest, prev, chained) in enumerate(listed, start=1):
            if seq != place:
                found.append((seq, "number"))
            if prev != before:
                found.append((seq, "prev"))
            if (rows, rows_digest) != digests.get(seq, NO_ROWS):
                found.append((seq, "rows"))
            if hashlib.sha256(written([prev, seq, *said, rows, rows_digest])).hexdigest() != chained:
                found.append((seq, "hash"))
            before = chained
        last = len(listed)
        for table in self.tables:
            strays = f"SELECT COUNT(*) FROM {table} WHERE entry NOT BETWEEN 1 AND ?"
            if self.connection.execute(strays, (last,)).fetchone() != (0,):
                found.append((None, table))
        return found

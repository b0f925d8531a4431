"""One entry in the making: facts are appended here, and only here, and every one of them is digested.

Nothing in this module opens or closes a transaction: ``journal`` does.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, islice, repeat

from sqlalchemy import Connection

from thidua.domain.occasion import Occasion
from thidua.ledger.named import LedgerTable

Cell = int | str | None
Cells = Sequence[Cell]
_ROWS_A_STATEMENT = 100
_KEPT, _SHORT = 10_000, 40


class Recording:
    """One entry in the making: the facts appended so far, and what will be said of them.

    With no facts appended there is no entry: an unchanged ledger has nothing to journal.
    """

    def __init__(self, connection: Connection, occasion: Occasion, verb: str, *, are_keys_known: bool = False) -> None:
        self.connection = connection
        self.occasion = occasion
        self.verb = verb
        self.campaign: str | None = None
        self.summary = ""
        self.reason: str | None = None
        self.rows = 0
        self.hash = ""  # known when the entry is written, at the end
        last, self.prev = chain_end(connection)
        self.seq = last + 1
        self._digests: dict[str, hashlib._Hash] = {}
        self._ids: dict[str, int] = {}
        self._are_keys_known = are_keys_known
        self._referred: defaultdict[tuple[str, str], set[Cell]] = defaultdict(set)

    def next_id(self, table: LedgerTable) -> int:
        """Give the next number of a table; numbers are never used again."""
        if table.name not in self._ids:
            self._ids[table.name] = self.highest(table, "id")
        self._ids[table.name] += 1
        return self._ids[table.name]

    def highest(self, table: LedgerTable, column: str, **of: Cell) -> int:
        """Give the highest number of a column among the rows ``of`` some cells, voided ones included; 0 of none."""
        where = " AND ".join(["1", *(f"{name} = ?" for name in of)])
        query = f"SELECT MAX({column}) FROM main.{table.name} WHERE {where}"
        return int(self.connection.exec_driver_sql(query, tuple(of.values())).scalar() or 0)

    def add(self, table: LedgerTable, **cells: Cell) -> int:
        """Append one fact and give its number; ``entry`` and, unless it is given, ``id`` are filled in."""
        return self.add_all(table, [cells])[0]

    def add_all(self, table: LedgerTable, facts: Iterable[Mapping[str, Cell]]) -> list[int]:
        """Append facts in the order of their key, each as ``add`` does one, and give their numbers."""
        columns = table.columns
        rows: list[Cells] = []
        numbers = []
        for fact in facts:
            cells = {**fact, "entry": self.seq}
            if "id" in columns and "id" not in cells:
                cells["id"] = self.next_id(table)
            unknown = cells.keys() - set(columns)
            if unknown:
                raise ValueError(unknown)
            rows.append([cells.get(name) for name in columns])
            numbers.append(int(cells.get("id") or 0))
        self.append(table, rows)
        return numbers

    def append(self, table: LedgerTable, rows: Iterable[Cells]) -> None:
        """Append facts as rows of cells, one for each column of the table and in the order of its key."""
        ahead = iter(rows)
        width = len(table.columns)
        while batch := list(islice(ahead, _ROWS_A_STATEMENT)):
            cells = tuple(chain.from_iterable(batch))
            self.refer(table, cells)
            self.connection.exec_driver_sql(insertion(table, len(batch)), cells)
            # a table without rows is no part of the digest: afterwards nobody could tell it from one not touched
            self._digests.setdefault(table.name, hashlib.sha256()).update(_written_rows(cells, width))
            self.rows += len(batch)

    def append_written(
        self, table: LedgerTable, statement: str, cells: tuple[Cell, ...], written: Iterable[bytes], rows: int
    ) -> None:
        """Append facts, in the order of their key, by a statement of one's own and with their form in ``written``.

        What they refer to must be known to be there: of cells in an order of their own nobody looks for it.
        """
        if not self._are_keys_known:
            raise ValueError(table.name)
        self.connection.exec_driver_sql(statement, cells)
        self.note(table, b"".join(written), rows)

    def note(self, table: LedgerTable, written: bytes, rows: int) -> None:
        """Digest facts, in their written form and in the order of their key, that are appended by a statement apart."""
        self._digests.setdefault(table.name, hashlib.sha256()).update(written)
        self.rows += rows

    def refer(self, table: LedgerTable, cells: Cells) -> None:
        """Note what the cells of rows of a table refer to."""
        for column, other, key in table.references:
            self.refer_to(other, key, islice(cells, table.columns.index(column), None, len(table.columns)))

    def refer_to(self, table: str, key: str, numbers: Iterable[Cell]) -> None:
        """Note numbers that rows of a table must have as their key."""
        if not self._are_keys_known:
            self._referred[table, key].update(numbers)

    def look_for_references(self) -> None:
        """Insist that everything is there that the rows refer to, when all of them are.

        By its key, once for each. SQLite, asked to do so, would go through the whole ledger besides for the rows that
        waited for the entry, which all of them name and which is written last: 55 ms among a million scores.
        """
        wanted = {to: numbers - {None} for to, numbers in self._referred.items()}
        if not wanted:
            return
        counts = (
            f"(SELECT COUNT(*) FROM main.{table} WHERE {key} IN (SELECT value FROM json_each(?)))"
            for table, key in wanted
        )
        bound = tuple(json.dumps(list(numbers)) for numbers in wanted.values())
        found = self.connection.exec_driver_sql(f"SELECT {', '.join(counts)}", bound).one()
        lacking = [to for (to, numbers), count in zip(wanted.items(), found, strict=True) if count < len(numbers)]
        if lacking:
            raise ValueError(lacking)

    def rows_digest(self) -> str:
        """Digest the rows appended: for each table, by name, the digest of its rows in the order of their keys."""
        whole = hashlib.sha256()
        for name in sorted(self._digests):
            whole.update(canonical_row([name, self._digests[name].hexdigest()]))
        return whole.hexdigest()


def chain_end(connection: Connection) -> tuple[int, str]:
    """Give the number and the hash of the last entry; 0 and none before the first."""
    last = connection.exec_driver_sql("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").one_or_none()
    return (0, "") if last is None else (int(last.seq), str(last.hash))


@cache
def insertion(table: LedgerTable, rows: int) -> str:
    """Give the statement that inserts so many rows, every cell of them bound."""
    place = f"({','.join('?' * len(table.columns))})"
    return f"INSERT INTO main.{table.name} ({','.join(table.columns)}) VALUES {','.join([place] * rows)}"


def written_cell(cell: Cell) -> bytes:
    """Write one cell as ``canonical_row`` does; the last of a row is followed by a line feed."""
    return _WRITTEN[cell]


def written_column(cells: Iterable[Cell]) -> list[bytes]:
    """Write cells, each as ``written_cell`` does."""
    return list(map(_WRITTEN.__getitem__, cells))


def joined_columns(*columns: Iterable[bytes]) -> bytes:
    """Write rows, as ``canonical_row`` does, of written cells that come column by column; one may repeat for ever."""
    return b"".join(chain.from_iterable(zip(*columns, repeat(b"\n"), strict=False)))


def canonical_row(cells: Cells) -> bytes:
    """Write a row so that it can be read one way only: each cell its kind, its length in bytes, a colon, its text."""
    return _written_rows(cells, len(cells))


def _written_rows(cells: Cells, width: int) -> bytes:
    """Write the cells of several rows of one width, one row after the other, each ended by a line feed."""
    written = list(map(_WRITTEN.__getitem__, cells))
    written[width - 1 :: width] = [last + b"\n" for last in written[width - 1 :: width]]
    return b"".join(written)


class _Written(dict[Cell, bytes]):
    """The written form of each cell, kept while it is short: of the twelve cells of a score one or two are new.

    Written anew each time, they made the digest of a million scores cost more than storing them.
    """

    def __missing__(self, cell: Cell) -> bytes:
        if cell is None:
            written, length = b"n0:", 0
        else:
            kind, content = (b"i", b"%d" % cell) if isinstance(cell, int) else (b"s", cell.encode())
            written, length = b"%s%d:%s" % (kind, len(content), content), len(content)
        if length <= _SHORT:
            if len(self) >= _KEPT:
                self.clear()
            self[cell] = written
        return written


_WRITTEN = _Written()

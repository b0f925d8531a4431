"""One entry in the making: facts are appended here, and only here, and every one of them is digested.

Nothing in this module opens or closes a transaction: ``journal`` does.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select
from sqlmodel import SQLModel

from thidua.domain.occasion import Occasion
from thidua.ledger.schema import table_of
from thidua.ledger.tables import Entry

Cell = int | str | None
Cells = Sequence[Cell]
_ROWS_A_STATEMENT = 100


class Recording:
    """One entry in the making: the facts appended so far, and what will be said of them.

    With no facts appended there is no entry: an unchanged ledger has nothing to journal.
    """

    def __init__(self, connection: Connection, occasion: Occasion, verb: str) -> None:
        self.connection = connection
        self.occasion = occasion
        self.verb = verb
        self.campaign: str | None = None
        self.summary = ""
        self.reason: str | None = None
        self.rows = 0
        self.hash = ""  # known when the entry is written, at the end
        entries = table_of(Entry)
        head = select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)
        last = connection.execute(head).one_or_none()
        self.seq, self.prev = (1, "") if last is None else (int(last.seq) + 1, str(last.hash))
        self._digests: dict[str, hashlib._Hash] = {}
        self._ids: dict[str, int] = {}

    def next_id(self, model: type[SQLModel]) -> int:
        """Give the next number of a table; numbers are never used again."""
        table = table_of(model)
        if table.name not in self._ids:
            self._ids[table.name] = self.highest(model, "id")
        self._ids[table.name] += 1
        return self._ids[table.name]

    def highest(self, model: type[SQLModel], column: str, **of: Cell) -> int:
        """Give the highest number of a column among the rows ``of`` some cells, voided ones included; 0 of none."""
        where = " AND ".join(["1", *(f"{name} = ?" for name in of)])
        query = f"SELECT MAX({column}) FROM main.{table_of(model).name} WHERE {where}"
        return int(self.connection.exec_driver_sql(query, tuple(of.values())).scalar() or 0)

    def add(self, model: type[SQLModel], **cells: Cell) -> int:
        """Append one fact and give its number; ``entry`` and, unless it is given, ``id`` are filled in."""
        return self.add_all(model, [cells])[0]

    def add_all(self, model: type[SQLModel], facts: Iterable[Mapping[str, Cell]]) -> list[int]:
        """Append facts in the order of their key, each as ``add`` does one, and give their numbers."""
        columns = [column.name for column in table_of(model).columns]
        rows: list[Cells] = []
        numbers = []
        for fact in facts:
            cells = {**fact, "entry": self.seq}
            if "id" in columns and "id" not in cells:
                cells["id"] = self.next_id(model)
            unknown = cells.keys() - set(columns)
            if unknown:
                raise ValueError(unknown)
            rows.append([cells.get(name) for name in columns])
            numbers.append(int(cells.get("id") or 0))
        self.append(model, rows)
        return numbers

    def append(self, model: type[SQLModel], rows: Iterable[Cells]) -> None:
        """Append facts as rows of cells, one for each column of the table and in the order of its key."""
        table = table_of(model)
        names = [column.name for column in table.columns]
        place = f"({','.join('?' * len(names))})"
        start = f"INSERT INTO main.{table.name} ({','.join(names)}) VALUES "
        batch: list[Cells] = []
        for row in rows:
            batch.append(row)
            # a table without rows is no part of the digest: afterwards nobody could tell it from one not touched
            self._digests.setdefault(table.name, hashlib.sha256()).update(canonical_row(row))
            if len(batch) == _ROWS_A_STATEMENT:
                self._insert(start, place, batch)
        if batch:
            self._insert(start, place, batch)

    def _insert(self, start: str, place: str, batch: list[Cells]) -> None:
        flat = tuple(cell for row in batch for cell in row)
        self.connection.exec_driver_sql(start + ",".join([place] * len(batch)), flat)
        self.rows += len(batch)
        batch.clear()

    def rows_digest(self) -> str:
        """Digest the rows appended: for each table, by name, the digest of its rows in the order of their keys."""
        whole = hashlib.sha256()
        for name in sorted(self._digests):
            whole.update(canonical_row([name, self._digests[name].hexdigest()]))
        return whole.hexdigest()


def canonical_row(cells: Cells) -> bytes:
    """Write a row so that it can be read one way only: each cell its kind, its length in bytes, a colon, its text."""
    parts = []
    for cell in cells:
        if cell is None:
            parts.append(b"n0:")
        else:
            kind, content = (b"i", b"%d" % cell) if isinstance(cell, int) else (b"s", cell.encode())
            parts.append(b"%s%d:%s" % (kind, len(content), content))
    return b"".join(parts) + b"\n"

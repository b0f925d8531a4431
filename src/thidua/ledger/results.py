"""What an evaluation results in, table by table: read from the work tables, written for its digests, and stored.

A result is a work table of ``layout``. The table of facts it is stored in has two columns more: the evaluation, before
all others, and the entry, after those that tell the rows of one evaluation apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from typing import TypeAlias

from sqlalchemy import Connection

from thidua.ledger.database import tuples_of
from thidua.ledger.named import LedgerTable, StandingGate, StandingGroup, StandingMissing, StandingPillar, StandingRow
from thidua.ledger.recording import Cell, Cells, Recording, joined_columns, written_cell, written_column

_AT_ONCE = 2000
Columns: TypeAlias = Sequence[Sequence[bytes]]


@dataclass(frozen=True)
class Result:
    """One table of results: the work table, the table of facts, and how many columns tell its rows apart."""

    name: str
    table: LedgerTable
    keys: int

    def rows(self, connection: Connection) -> Iterator[tuple[Cell, ...]]:
        """Go through the rows in the order of their key, without holding them."""
        return tuples_of(connection, f"SELECT * FROM temp.{self.name} ORDER BY {self._order()}")

    def note(self, record: Recording, evaluation: int, columns: Columns) -> None:
        """Digest rows, written column by column, as those of the entry in the making."""
        of, by = repeat(written_cell(evaluation)), repeat(written_cell(record.seq))
        written = joined_columns(of, *columns[: self.keys], by, *columns[self.keys :])
        record.note(self.table, written, len(columns[0]))

    def store(self, record: Recording, evaluation: int) -> None:
        """Append the rows, which were noted, as facts of an evaluation."""
        given = {"evaluation": evaluation, "entry": record.seq}
        cells = ("?" if name in given else name for name in self.table.columns)
        record.connection.exec_driver_sql(
            f"INSERT INTO main.{self.table.name} ({', '.join(self.table.columns)})"
            f" SELECT {', '.join(cells)} FROM temp.{self.name} ORDER BY {self._order()}",
            tuple(given.values()),
        )
        for column, other, key in self.table.references:
            record.refer_to(other, key, [given[column]] if column in given else self._numbers(record, column))

    def _numbers(self, record: Recording, column: str) -> Iterator[Cell]:
        return (number for (number,) in tuples_of(record.connection, f"SELECT DISTINCT {column} FROM temp.{self.name}"))

    def _order(self) -> str:
        names = (name for name in self.table.columns if name != "evaluation")
        return ", ".join(islice(names, self.keys))


STANDINGS = Result("result_standing", StandingRow, 1)
PILLARS = Result("result_pillar", StandingPillar, 2)
GROUPS = Result("result_group", StandingGroup, 2)
MISSING = Result("result_missing", StandingMissing, 2)
GATES = Result("result_gate", StandingGate, 2)
RESULTS = (STANDINGS, PILLARS, GROUPS, MISSING, GATES)


def written_by_columns(rows: Iterable[Cells]) -> Iterator[Columns]:
    """Write the cells of some thousand rows at a time, column by column, so that they can be joined in several ways."""
    ahead = iter(rows)
    while some := list(islice(ahead, _AT_ONCE)):
        yield [written_column(column) for column in zip(*some, strict=True)]

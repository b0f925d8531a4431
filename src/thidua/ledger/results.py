"""What an evaluation results in, table by table: read from the work tables, written for its digests, and stored.

A result is a work table of ``layout``. The table of facts it is stored in has two columns more: the evaluation, before
all others, and the entry, after those that tell the rows of one evaluation apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from typing import TypeAlias

from sqlalchemy import Connection
from sqlmodel import SQLModel

from thidua.ledger.database import plain_rows
from thidua.ledger.recording import Cell, Cells, Recording, joined_columns, written_cell, written_column
from thidua.ledger.schema import table_of
from thidua.ledger.tables import StandingGate, StandingGroup, StandingMissing, StandingPillar, StandingRow

_AT_ONCE = 2000
Columns: TypeAlias = Sequence[Sequence[bytes]]


@dataclass(frozen=True)
class Result:
    """One table of results: the work table, the table of facts, and how many columns tell its rows apart."""

    name: str
    model: type[SQLModel]
    keys: int

    def rows(self, connection: Connection) -> Iterator[tuple[Cell, ...]]:
        """Go through the rows in the order of their key, without holding them."""
        return plain_rows(connection, f"SELECT * FROM temp.{self.name} ORDER BY {self._order()}")

    def note(self, record: Recording, evaluation: int, columns: Columns) -> None:
        """Digest rows, written column by column, as those of the entry in the making."""
        of, by = repeat(written_cell(evaluation)), repeat(written_cell(record.seq))
        written = joined_columns(of, *columns[: self.keys], by, *columns[self.keys :])
        record.note(self.model, written, len(columns[0]))

    def store(self, record: Recording, evaluation: int) -> None:
        """Append the rows, which were noted, as facts of an evaluation."""
        table = table_of(self.model)
        names = [column.name for column in table.columns]
        cells = ("?" if name in {"evaluation", "entry"} else name for name in names)
        record.connection.exec_driver_sql(
            f"INSERT INTO main.{table.name} ({', '.join(names)})"
            f" SELECT {', '.join(cells)} FROM temp.{self.name} ORDER BY {self._order()}",
            (evaluation, record.seq),
        )

    def _order(self) -> str:
        names = (column.name for column in table_of(self.model).columns if column.name != "evaluation")
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

"""A row on its way to a value: its cells are read by name, and every fault of them is kept with its place."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from thidua.domain.dates import parse_date
from thidua.domain.names import tidy
from thidua.errors import Reason, because
from thidua.read.rows import Rejection, Row

T = TypeVar("T")


class Reading:
    """A row on its way to a value: gives cells by column name, and keeps every fault found in ``faults``."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.faults: list[Rejection] = []

    def refuse(self, name: str, reason: Reason) -> None:
        """Keep a fault of one cell."""
        at = self.row.header.names.index(name)
        self.faults.append(
            Rejection(self.row.line, self.row.header.columns_at[at], self.row.cells[at], reason, self.row.header.sheet)
        )

    def optional(self, name: str, parse: Callable[[str], T | Reason]) -> T | None:
        """Read a cell that may be empty: None when it is, and when it is refused."""
        cell = self.row.cell(name)
        if not cell or (not cell.isascii() and not tidy(cell)):  # a zero-width space is still empty
            return None
        value = parse(cell)
        if not isinstance(value, Reason):
            return value
        self.refuse(name, value)
        return None

    def needed(self, name: str, parse: Callable[[str], T | Reason], stand_in: T) -> T:
        """Read a cell that must be filled; ``stand_in`` only takes the place of a refused one."""
        before = len(self.faults)
        value = self.optional(name, parse)
        if value is None:
            if len(self.faults) == before:
                self.refuse(name, because("cell-empty", column=name))
            return stand_in
        return value

    def text(self, name: str) -> str:
        """Read a cell that must say something."""
        return self.needed(name, tidy, "")

    def day(self, name: str) -> date:
        """Read a cell that must be a day."""
        return self.needed(name, parse_date, date.min)

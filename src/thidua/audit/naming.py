"""How findings name what the ledger numbers: registrations, lines, months and points, as people know them."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.domain.month import Month
from thidua.domain.points import Points
from thidua.domain.stages import Stage
from thidua.ledger.database import Connection
from thidua.ledger.verifying.valued import lines_numbered, registrations_numbered

_STAGES = {stage.value: stage.word for stage in Stage}
_POINTS = frozenset({"total", "minus", "plus", "points"})


@dataclass(frozen=True)
class Names:
    """The codes of registrations and of lines, by their numbers."""

    registrations: dict[int, str]
    lines: dict[int, str]

    def cells(self, columns: Iterable[str], cells: Iterable[object]) -> str:
        """Tell cells after their columns' names: ``registration AN-DUC, points 4.25``."""
        return ", ".join(f"{name} {self._cell(name, cell)}" for name, cell in zip(columns, cells, strict=False))

    def _cell(self, column: str, cell: object) -> object:
        if not isinstance(cell, int):
            return cell
        if column in _POINTS:
            return Points(cell)
        if column == "month":
            return Month(cell)
        known = {"registration": self.registrations, "criterion": self.lines, "stage": _STAGES}
        return known.get(column, {}).get(cell, cell)


def names_of(connection: Connection) -> Names:
    """Read what registrations and lines are called."""
    lines = {number: code for number, (_, _, code) in lines_numbered(connection).items()}
    return Names(registrations_numbered(connection), lines)

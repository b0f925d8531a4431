"""Units and what they are on a day: a merger or a new name is a new state from a date, never a change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from thidua.ledger.database import statement
from thidua.ledger.named import Unit, UnitState
from thidua.ledger.people import ensure_people
from thidua.ledger.recording import Recording

ALWAYS = date(1, 1, 1)


@dataclass(frozen=True)
class UnitOn:
    """A unit as it is on a day; ``valid_from`` is ``ALWAYS`` when it was never said."""

    id: int
    code: str
    name: str
    kind: str
    parent: str | None
    cluster: str | None
    head: str | None
    head_post: str | None
    valid_from: date
    valid_to: date | None

    def exists_on(self, day: date) -> bool:
        """True unless the unit has ended before that day."""
        return self.valid_to is None or self.valid_to >= day


def units_on(connection: Connection, day: date) -> list[UnitOn]:
    """List every unit that had begun by a day, those that have ended included, by code."""
    rows = connection.execute(text(statement("units")), {"day": day.isoformat()})
    return [UnitOn(*(*row[:8], date.fromisoformat(row.valid_from), _day(row.valid_to))) for row in rows]


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def add_units(record: Recording, codes: Sequence[str]) -> dict[str, int]:
    """Note the codes of new units, and give their numbers."""
    return dict(zip(codes, record.add_all(Unit, ({"code": code} for code in codes)), strict=True))


def add_states(record: Recording, new: Sequence[UnitOn], numbers: Mapping[str, int]) -> None:
    """Append what units are from ``valid_from`` on; ``numbers`` are those of the units and of the units above them."""
    people = ensure_people(record, ((unit.head, unit.head_post or "") for unit in new if unit.head is not None))
    record.add_all(
        UnitState,
        (
            {
                "unit": numbers[unit.code],
                "valid_from": unit.valid_from.isoformat(),
                "valid_to": None if unit.valid_to is None else unit.valid_to.isoformat(),
                "name": unit.name,
                "kind": unit.kind,
                "parent": None if unit.parent is None else numbers[unit.parent],
                "cluster": unit.cluster,
                "head": None if unit.head is None else people[unit.head, unit.head_post or ""],
            }
            for unit in new
        ),
    )


States = dict[str, dict[date, UnitOn]]


def states(connection: Connection) -> States:
    """Give every unit's states by the day they begin: of several for one day, the one recorded last."""
    found: States = {}
    for row in connection.execute(text(statement("unit_states"))):
        state = UnitOn(*(*row[:8], date.fromisoformat(row.valid_from), _day(row.valid_to)))
        found.setdefault(state.code, {})[state.valid_from] = state
    return found


def as_of(known: States, day: date) -> list[UnitOn]:
    """Give every unit that had begun by a day, as ``units_on`` does, from states already read."""
    return [by_day[max(begun)] for by_day in known.values() if (begun := [start for start in by_day if start <= day])]

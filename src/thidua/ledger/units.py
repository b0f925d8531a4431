"""Units and what they are on a day: a merger or a new name is a new state from a date, never a change."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select, text

from thidua.domain.lookup import find
from thidua.errors import InputRefused, Reason
from thidua.ledger.database import statement
from thidua.ledger.people import ensure_person
from thidua.ledger.recording import Recording
from thidua.ledger.schema import table_of
from thidua.ledger.tables import Unit, UnitState

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


def unit_named(connection: Connection, name: str, day: date) -> UnitOn:
    """Find a unit by code or by name as it is on a day."""
    found = find(name, units_on(connection, day), kind="unit")
    if isinstance(found, Reason):
        raise InputRefused(found)
    return found


def unit_numbers(connection: Connection) -> dict[str, int]:
    """Give every unit's number by its code."""
    units = table_of(Unit)
    return {str(code): int(number) for code, number in connection.execute(select(units.c.code, units.c.id))}


def add_unit(record: Recording, code: str) -> int:
    """Note a unit's code."""
    return record.add(Unit, code=code)


def add_state(record: Recording, unit: UnitOn, *, parent: int | None) -> None:
    """Append what a unit is from ``valid_from`` on; ``unit.id`` names the unit, ``parent`` the unit above."""
    head = None if unit.head is None else ensure_person(record, unit.head, post=unit.head_post or "")
    record.add(
        UnitState,
        unit=unit.id,
        valid_from=unit.valid_from.isoformat(),
        valid_to=None if unit.valid_to is None else unit.valid_to.isoformat(),
        name=unit.name,
        kind=unit.kind,
        parent=parent,
        cluster=unit.cluster,
        head=head,
    )


def states(connection: Connection) -> dict[str, dict[date, UnitOn]]:
    """Give every unit's states by the day they begin: of several for one day, the one recorded last."""
    found: dict[str, dict[date, UnitOn]] = {}
    for row in connection.execute(text(statement("unit_states"))):
        state = UnitOn(*(*row[:8], date.fromisoformat(row.valid_from), _day(row.valid_to)))
        found.setdefault(state.code, {})[state.valid_from] = state
    return found

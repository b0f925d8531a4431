"""Who should have registered, who did, and who is missing: 99 % is not 100 % (S4-1)."""

from dataclasses import dataclass
from datetime import date

from thidua.domain.standstill import stopping
from thidua.domain.units import is_below
from thidua.ledger.registrations import Registrant, registrations
from thidua.ledger.units import UnitOn, units_on
from thidua.reports.looking import View


@dataclass(frozen=True)
class Coverage:
    """The units that take part on a day, the registrations, and the units with none that counts."""

    participants: tuple[UnitOn, ...]
    registered: tuple[Registrant, ...]
    missing: tuple[UnitOn, ...]

    @property
    def counted(self) -> int:
        """How many participating units have a collective registration that counts."""
        return len(self.participants) - len(self.missing)


def counts(one: Registrant, day: date) -> bool:
    """True for a registration with goal and time of completion that was not withdrawn by a day; on hold it counts."""
    stop = stopping(one.standstills, day)
    return one.is_complete and not (stop is not None and stop.is_end)


def coverage(view: View, day: date) -> Coverage:
    """Compare the units that take part on a day with the collective registrations that count (S4-2)."""
    units = {unit.code: unit for unit in units_on(view.connection, day)}
    kinds = {kind for track in view.campaign.tracks for kind in track.unit_kinds}
    top = view.campaign.under
    participants = tuple(
        unit
        for unit in units.values()
        if unit.kind in kinds and unit.exists_on(day) and (top is None or is_below(unit, top, units))
    )
    registered = tuple(registrations(view.connection, view.number, day=day))
    counted = {one.unit for one in registered if one.person is None and counts(one, day)}
    return Coverage(participants, registered, tuple(unit for unit in participants if unit.id not in counted))


def day_of(view: View) -> date:
    """Give the day coverage is told for: today, but within the campaign."""
    return min(max(view.today, view.campaign.launched), view.campaign.closes)

"""Admitting registrations: what one needs to be stored, with everything it is checked against read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.domain import recognition
from thidua.domain.campaign import Campaign
from thidua.domain.candidacy import Item
from thidua.domain.lookup import Directory
from thidua.domain.standstill import ended
from thidua.domain.units import is_below
from thidua.errors import InputRefused, Reason, RuleRefused, ThiduaError, because
from thidua.ledger.campaigns import in_force, rulesets
from thidua.ledger.recording import Recording
from thidua.ledger.registrations import NewRegistration, Registrant, all_items, registrations
from thidua.ledger.units import UnitOn, as_of, states
from thidua.read.registrations import RegistrationRow
from thidua.rulesets import understood


@dataclass(frozen=True)
class _Day:
    campaign: Campaign
    units: Mapping[str, UnitOn]
    directory: Directory[UnitOn]


class Admission:
    """What admitting registrations needs, read once: units and rules, who is registered already."""

    def __init__(self, record: Recording, campaign: int) -> None:
        self._days: dict[date, _Day] = {}
        self._rulesets = rulesets(record.connection, campaign)
        self._states = states(record.connection)
        self._items = all_items(record.connection, campaign)
        self._known: dict[str, Registrant] = {
            r.code: r for r in registrations(record.connection, campaign, day=record.occasion.today)
        }
        self._collectives = {r.unit: r.code for r in self._known.values() if r.person is None}
        self._individuals = {(r.unit, r.person, r.person_post): r.code for r in self._known.values() if r.person}
        self.campaign_code: str | None = None

    def _of_day(self, day: date) -> _Day:
        if day not in self._days:
            units = as_of(self._states, day)
            campaign = understood(in_force(self._rulesets, day)).campaign
            self._days[day] = _Day(campaign, {u.code: u for u in units}, Directory(units, kind="unit"))
        return self._days[day]

    def admitted(
        self, row: RegistrationRow, items: tuple[Item, ...], *, may_repeat: bool
    ) -> NewRegistration | ThiduaError:
        """Decide one registration: the value to store, or its refusal; ``may_repeat`` lets through what is known."""
        day = self._of_day(row.on)
        campaign = day.campaign
        self.campaign_code = campaign.code
        unmet = recognition.admit(campaign, row.code, row.on)
        if unmet:
            return RuleRefused(unmet)
        unit = day.directory.find(row.unit)
        if isinstance(unit, Reason):
            return InputRefused(unit)
        track = _track(campaign, unit, row)
        if isinstance(track, Reason):
            return InputRefused(track)
        new = NewRegistration(
            row.code,
            unit.id,
            row.person,
            (row.person_post or "") if row.person else None,
            row.person_kind,
            track,
            row.speciality,
            row.on,
            recognition.is_late(campaign, row.on),
            items,
        )
        found = list(_misplaced(campaign, unit, row, day.units))
        if not (may_repeat and self.is_known(new)):
            found += self._taken(new, unit)
        return InputRefused(found) if found else new

    def _taken(self, new: NewRegistration, unit: UnitOn) -> list[Reason]:
        if new.person is None and unit.id in self._collectives:
            return [_registered("unit", unit.name, self._known[self._collectives[unit.id]])]
        same = self._individuals.get((unit.id, new.person, new.person_post)) if new.person else None
        if same is not None:
            return [_registered("person", new.person, self._known[same])]
        if new.code in self._known:
            return [because("registration-code-taken", code=new.code, name=self._known[new.code].name)]
        return []

    def is_known(self, new: NewRegistration) -> bool:
        """True when just this registration is stored already."""
        known = self._known.get(new.code)
        if known is None or known.id == 0:
            return False
        said = (known.unit, known.person, known.person_post, known.person_kind, known.speciality, known.registered_on)
        wanted = (new.unit, new.person, new.person_post, new.person_kind, new.speciality, new.registered_on)
        return said == wanted and self._items.get(known.id, ()) == new.items

    def note(self, new: NewRegistration, row: RegistrationRow) -> None:
        """Remember a registration of this batch, so that the next cannot be the same."""
        self._known[new.code] = Registrant(
            0,
            new.code,
            new.unit,
            row.unit,
            row.unit,
            None,
            new.person,
            new.person_post,
            new.person_kind,
            new.track,
            new.speciality,
            new.registered_on,
            new.is_late,
            is_complete=False,
        )
        if new.person is None:
            self._collectives[new.unit] = new.code
        else:
            self._individuals[new.unit, new.person, new.person_post] = new.code


def _registered(what: str, name: str | None, known: Registrant) -> Reason:
    end = ended(known.standstills)
    facts = {what: name, "code": known.code}
    if end is None:
        return because(f"{what}-already-registered", **facts)
    return because(f"{what}-withdrawn", **facts, **end.told)


def _track(campaign: Campaign, unit: UnitOn, row: RegistrationRow) -> str | Reason:
    if row.person is not None:
        known = tuple(kind for t in campaign.tracks for kind in t.person_kinds)
        if row.person_kind is None:
            return because("person-kind-missing", person=row.person, known=known)
        track = campaign.track_of_person_kind(row.person_kind)
        return track.code if track else because("person-kind-without-track", kind=row.person_kind, known=known)
    if row.person_kind is not None:
        return because("person-missing", kind=row.person_kind)
    known = tuple(kind for t in campaign.tracks for kind in t.unit_kinds)
    track = campaign.track_of_unit_kind(unit.kind)
    return track.code if track else because("unit-kind-without-track", unit=unit.name, kind=unit.kind, known=known)


def _misplaced(campaign: Campaign, unit: UnitOn, row: RegistrationRow, units: Mapping[str, UnitOn]) -> Iterable[Reason]:
    if not unit.exists_on(row.on):
        yield because("unit-ended", unit=unit.name, ended=unit.valid_to, on=row.on)
    if campaign.under is not None and not is_below(unit, campaign.under, units):
        yield because("unit-not-participant", unit=unit.name, under=campaign.under)

"""Step 1: registering a collective or an individual, with content, goal and deadline."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from thidua.actions.admission import Admission
from thidua.actions.batch import Batch, Source, in_order, read_batch
from thidua.actions.receipts import Imported, Tally
from thidua.domain.candidacy import Item, is_complete
from thidua.domain.occasion import Occasion
from thidua.domain.recognition import going_on
from thidua.errors import InputRefused, Place, Problem, Reason, RuleRefused, ThiduaError, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.journal import recording
from thidua.ledger.recording import Recording
from thidua.ledger.registrations import (
    NewRegistration,
    Registrant,
    add_items,
    add_registrations,
    items_of,
    registration_named,
)
from thidua.read import registrations as reader
from thidua.read.registrations import RegistrationRow
from thidua.read.rows import Rejection
from thidua.rulesets import rules_on

_Whole: TypeAlias = tuple[RegistrationRow, tuple[Item, ...]]


@dataclass(frozen=True)
class Registered:
    """A registration was stored; ``is_complete`` is false when goal or deadline is missing: then it does not count."""

    registration: str
    name: str
    unit: str
    track: str
    registered_on: date
    items: int
    is_late: bool
    is_complete: bool
    is_new: bool
    entry: int | None  # None when a supplement says what is recorded already


def register(db: Path, row: RegistrationRow, items: tuple[Item, ...], *, occasion: Occasion) -> Registered:
    """Register a unit, or a person of a unit when ``row.person`` is given.

    Refuses what is dated outside launch and close, a code or a unit already registered, a kind no track is for.
    """
    with recording(db, occasion, "register") as record:
        number = campaign_number(record.connection, occasion.campaign)
        stage = Admission(record, number)
        new = stage.admitted(row, items, may_repeat=False)
        if isinstance(new, ThiduaError):
            raise new
        add_registrations(record, number, [new])
        record.campaign = stage.campaign_code
        record.summary = f"register {row.code}"
        return _receipt(
            registration_named(record.connection, number, row.code, day=occasion.today),
            items,
            entry=record.seq,
            is_new=True,
        )


def supplement(db: Path, code: str, items: tuple[Item, ...], *, reason: str | None, occasion: Occasion) -> Registered:
    """Replace a registration's content by a new version of it; the old one stays in the ledger."""
    with recording(db, occasion, "register") as record:
        number = campaign_number(record.connection, occasion.campaign)
        known = registration_named(record.connection, number, code, day=occasion.today)
        if not items:
            raise InputRefused(because("content-missing", code=known.code))
        stopped = list(going_on(known.code, known.standstills, occasion.today))
        if stopped:
            raise RuleRefused(stopped)
        if known.is_complete and not is_complete(items) and reason is None:
            raise RuleRefused(because("supplement-uncounts", code=known.code))
        if items_of(record.connection, known.id) == items:
            return _receipt(known, items, entry=None, is_new=False)
        add_items(record, known.id, items)
        record.campaign = rules_on(record.connection, number, known.registered_on).campaign.code
        record.summary = f"supplement {known.code}"
        record.reason = reason
        after = registration_named(record.connection, number, known.code, day=occasion.today)
        return _receipt(after, items, entry=record.seq, is_new=False)


def import_registrations(db: Path, source: Source, *, occasion: Occasion) -> Imported:
    """Register a file of units and persons, all or none; several lines of one code are several items of content."""
    batch = read_batch(source, reader.COLUMNS, reader.parse)
    whole, faults = _grouped(batch.values)
    problems = [*batch.problems, *(fault.problem(source.name) for fault in faults)]
    with recording(db, occasion, "import registrations") as record:
        return _store(record, Batch(whole, problems, batch.notes), source.name, occasion)


def _grouped(rows: list[RegistrationRow]) -> tuple[list[_Whole], list[Rejection]]:
    """Give the registrations whose lines agree, and what is wrong with the others."""
    found = reader.grouped(rows)
    faults = [one for one in found if isinstance(one, Rejection)]
    if faults:
        lines = {fault.line for fault in faults}
        unclear = {row.code for row in rows if row.line in lines}
        found = reader.grouped(row for row in rows if row.code not in unclear)
    return [one for one in found if not isinstance(one, Rejection)], faults


def _store(record: Recording, batch: Batch[_Whole], file: str, occasion: Occasion) -> Imported:
    number = campaign_number(record.connection, occasion.campaign)
    stage, tally = Admission(record, number), Tally()
    tally.problems += batch.problems
    accepted, gate_shut = [], not batch.problems
    for row, items in batch.values:
        tally.rows += 1
        new = stage.admitted(row, items, may_repeat=True)
        if isinstance(new, ThiduaError):
            if isinstance(new, InputRefused):
                gate_shut = False
            tally.problems += [Problem(p.reason, Place(file, row.line)) for p in new.problems]
        elif stage.is_known(new):
            tally.unchanged += 1
        else:
            tally.created += 1
            accepted.append(new)
            stage.note(new, row)
    if tally.problems:
        raise (RuleRefused if gate_shut else InputRefused)(in_order(tally.problems))
    tally.notes += [*_noted(accepted), *batch.notes]
    add_registrations(record, number, accepted)
    record.campaign = stage.campaign_code
    record.summary = f"import registrations: {tally.created}"
    return tally.receipt("registrations", entry=record.seq if accepted else None)


def _noted(accepted: list[NewRegistration]) -> Iterator[Reason]:
    late = tuple(new.code for new in accepted if new.is_late)
    incomplete = tuple(new.code for new in accepted if not is_complete(new.items))
    if late:
        yield because("registrations-late", codes=late)
    if incomplete:
        yield because("registrations-incomplete", codes=incomplete)


def _receipt(stored: Registrant, items: tuple[Item, ...], *, entry: int | None, is_new: bool) -> Registered:
    return Registered(
        stored.code,
        stored.name,
        stored.unit_code,
        stored.track,
        stored.registered_on,
        len(items),
        stored.is_late,
        stored.is_complete,
        is_new,
        entry,
    )

"""Step 1: registering a collective or an individual, with content, goal and deadline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.actions.admission import Admission
from thidua.actions.batch import Kind
from thidua.actions.importing import Terms, import_rows
from thidua.actions.receipts import Imported, Planned, Tally
from thidua.domain.candidacy import Item, is_complete
from thidua.domain.occasion import Occasion
from thidua.domain.recognition import going_on
from thidua.errors import InputRefused, Reason, RuleRefused, ThiduaError, because
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
from thidua.read.source import Source
from thidua.rulesets import rules_on


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


def import_registrations(db: Path, sources: Sequence[Source], terms: Terms, *, occasion: Occasion) -> Imported:
    """Register everybody of some files; lines of one code are several items of content."""
    kind = Kind(reader.LAYOUT, reader.parse, _take, ("code",))
    return import_rows(db, sources, kind, terms, occasion=occasion)


def _take(record: Recording, rows: list[RegistrationRow], tally: Tally) -> None:
    number = campaign_number(record.connection, record.occasion.campaign)
    stage = Admission(record, number)
    groups, problems = reader.grouped(rows)
    tally.refuse_all(problems)
    whole = {lines[0].code for lines in groups}
    tally.refuse_groups((row.code, row.place) for row in rows if row.code not in whole)
    accepted = []
    for lines in groups:
        row, items = lines[0], reader.items_of(lines)
        new = stage.admitted(row, items, may_repeat=True)
        if isinstance(new, ThiduaError):
            tally.refuse(new, row.place)
            tally.refuse_beside([one.place for one in lines])
            continue
        outcome = "unchanged" if stage.is_known(new) else "created"
        tally.count(outcome, row.place, len(lines))
        tally.plan(Planned(str(row.place), outcome, f"{row.code} {row.unit} {row.on}", _content(items)))
        if outcome == "created":
            accepted.append(new)
            stage.note(new, row)
    tally.notes += _noted(accepted)
    tally.stored = len(accepted)
    add_registrations(record, number, accepted)
    record.campaign = stage.campaign_code
    record.summary = f"import registrations: {len(accepted)}"


def _content(items: tuple[Item, ...]) -> str:
    return "; ".join(item.content for item in items)


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

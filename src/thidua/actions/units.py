"""Adding units, one or a batch: a unit said again with a later date is a new state of it, not a change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from thidua.actions.batch import Kind
from thidua.actions.importing import Terms, import_rows
from thidua.actions.receipts import Imported, Planned, Tally
from thidua.domain.lookup import Directory
from thidua.domain.occasion import Occasion
from thidua.errors import InputRefused, Reason, because
from thidua.ledger.journal import recording
from thidua.ledger.recording import Recording
from thidua.ledger.units import ALWAYS, States, UnitOn, add_states, add_units, states
from thidua.read import units as reader
from thidua.read.source import Source
from thidua.read.units import UnitRow


@dataclass(frozen=True)
class Named:
    """A code and a name, to look parents up by."""

    code: str
    name: str


@dataclass(frozen=True)
class Added:
    """A unit was added, or a new state of it; with ``is_new`` false just this was there already."""

    code: str
    name: str
    is_new: bool
    entry: int | None


def unit_add(db: Path, row: UnitRow, *, reason: str | None, occasion: Occasion) -> Added:
    """Add one unit, or a new state of it from ``valid_from``; with a reason, correct a state already said."""
    with recording(db, occasion, "unit add") as record:
        record.reason = reason
        tally = Tally()
        _take(record, [_completed(row, states(record.connection))], tally, reason)
        if tally.problems:
            raise tally.refusal()
        record.summary = f"unit {row.code}"
        return Added(row.code, row.name, is_new=bool(record.rows), entry=record.seq if record.rows else None)


def _completed(row: UnitRow, known: States) -> UnitRow:
    """Let a new state keep what is not said of it: a change of name is no change of cluster or head."""
    start = row.valid_from or ALWAYS
    before = [state for day, state in sorted(known.get(row.code, {}).items()) if day <= start]
    if not before:
        return row
    last = before[-1]
    return replace(
        row,
        parent=row.parent or last.parent,
        cluster=row.cluster or last.cluster,
        head=row.head or last.head,
        head_post=row.head_post or (last.head_post if row.head is None else None),
    )


def import_units(db: Path, sources: Sequence[Source], terms: Terms, *, occasion: Occasion) -> Imported:
    """Add files of units; parents may come after their children."""

    def take(record: Recording, rows: list[UnitRow], tally: Tally) -> None:
        _take(record, rows, tally, terms.reason)
        record.summary = f"import units: {tally.stored} rows"

    kind = Kind(reader.LAYOUT, reader.parse, take)
    return import_rows(db, sources, kind, terms, occasion=occasion)


def _with_absent(row: UnitRow, known: States) -> UnitRow:
    """Let a unit keep what the file has no column for."""
    start = row.valid_from or ALWAYS
    before = [state for day, state in sorted(known.get(row.code, {}).items()) if day <= start]
    return replace(row, **{name: getattr(before[-1], name) for name in row.absent}) if before else row


@dataclass(frozen=True)
class _Wanted:
    row: UnitRow
    state: UnitOn
    before: UnitOn | None


def _take(record: Recording, rows: list[UnitRow], tally: Tally, reason: str | None) -> None:
    known = states(record.connection)
    wanted = _wanted([_with_absent(row, known) for row in rows], known, tally, reason)
    for one in wanted:
        outcome = "created" if one.before is None else "superseded"
        if one.state == one.before:
            outcome = "unchanged"
        tally.count(outcome, one.row.place)
        tally.plan(Planned(str(one.row.place), outcome, one.state.code, _told(one.state), _told(one.before)))
    fresh = [one.state for one in wanted if one.state != one.before]
    tally.stored = len(fresh)
    if tally.problems and not tally.accepts_valid:
        return
    numbers = {code: next(iter(by_day.values())).id for code, by_day in known.items()}
    new = [code for code in dict.fromkeys(state.code for state in fresh) if code not in numbers]
    add_states(record, fresh, numbers | add_units(record, new))


def _wanted(rows: list[UnitRow], known: States, tally: Tally, reason: str | None) -> list[_Wanted]:
    """Judge rows, collecting refusals; where the good are wanted, again without the others until none is refused."""
    names = {code: Named(code, state.name) for code, by_day in known.items() for state in by_day.values()}
    while True:
        directory = Directory((names | {row.code: Named(row.code, row.name) for row in rows}).values(), kind="unit")
        found = _judged(rows, directory, known, reason)
        refused = [(one, row) for one, row in found if isinstance(one, Reason)]
        for why, row in refused:
            tally.refuse(InputRefused(why), row.place)
        if not refused or not tally.accepts_valid:
            return [one for one, _ in found if isinstance(one, _Wanted)]
        rows = [row for one, row in found if isinstance(one, _Wanted)]


def _judged(
    rows: list[UnitRow], names: Directory[Named], known: States, reason: str | None
) -> list[tuple[_Wanted | Reason, UnitRow]]:
    found: list[tuple[_Wanted | Reason, UnitRow]] = []
    seen: dict[str, UnitRow] = {}
    for row in rows:
        state = _resolved(row, names, seen)
        seen.setdefault(row.code, row)
        found.append((state if isinstance(state, Reason) else _compared(row, state, known, reason), row))
    circles = _circles(known, [one.state for one, _ in found if isinstance(one, _Wanted)])
    return [(circles.get(row.code, one), row) for one, row in found]


def _resolved(row: UnitRow, names: Directory[Named], seen: Mapping[str, UnitRow]) -> UnitOn | Reason:
    if row.code in seen:
        return because("row-repeats", code=row.code, first=str(seen[row.code].place))
    parent = None
    if row.parent is not None:
        above = names.find(row.parent)
        if isinstance(above, Reason):
            return above
        parent = above.code
    start = row.valid_from or ALWAYS
    if row.valid_to is not None and row.valid_to < start:
        return because("unit-ends-before-start", valid_from=start, valid_to=row.valid_to)
    return UnitOn(
        0,
        row.code,
        row.name,
        row.kind,
        parent,
        row.cluster,
        row.head,
        row.head_post if row.head else None,
        start,
        row.valid_to,
    )


def _compared(row: UnitRow, state: UnitOn, known: States, reason: str | None) -> _Wanted | Reason:
    same_day = known.get(state.code, {}).get(state.valid_from)
    before = None if same_day is None else replace(same_day, id=0, head_post=same_day.head_post or None)
    if before not in {None, state} and reason is None:
        return because("unit-differs", code=state.code)
    return _Wanted(row, state, before)


def _circles(known: States, wanted: list[UnitOn]) -> dict[str, Reason]:
    above = {code: max(by_day.items())[1].parent for code, by_day in known.items()}
    above |= {state.code: state.parent for state in wanted}
    found = {}
    for state in wanted:
        path, here = [state.code], state.parent
        while here is not None and here not in path:
            path.append(here)
            here = above.get(here)
        if here == state.code:
            found[state.code] = because("unit-under-itself", code=state.code, path=(*path, state.code))
    return found


def _told(state: UnitOn | None) -> str | None:
    if state is None:
        return None
    parts = (state.name, state.kind, state.parent, state.cluster, state.head, state.head_post)
    return " · ".join(part for part in parts if part)

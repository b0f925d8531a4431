"""Adding units, one or a batch: a unit said again with a later date is a new state of it, not a change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from thidua.actions.batch import Source, read_batch
from thidua.actions.receipts import Imported, Tally
from thidua.domain.lookup import Directory
from thidua.domain.occasion import Occasion
from thidua.errors import InputRefused, Place, Problem, Reason, because
from thidua.ledger.journal import recording
from thidua.ledger.recording import Recording
from thidua.ledger.units import ALWAYS, States, UnitOn, add_states, add_units, states
from thidua.read import units as reader
from thidua.read.units import UnitRow


@dataclass(frozen=True)
class Named:
    """A code and a name, to look parents up by."""

    code: str
    name: str


def unit_add(db: Path, row: UnitRow, *, reason: str | None, occasion: Occasion) -> Imported:
    """Add one unit, or a new state of it from ``valid_from``; with a reason, correct a state already said."""
    with recording(db, occasion, "unit add") as record:
        record.reason = reason
        record.summary = f"unit {row.code}"
        return _store(record, [_completed(row, states(record.connection))], file=None, reason=reason)


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


def import_units(db: Path, source: Source, *, reason: str | None, occasion: Occasion) -> Imported:
    """Add a file of units, all or none; parents may come after their children."""
    batch = read_batch(source, reader.COLUMNS, reader.parse)
    if batch.problems:
        raise InputRefused(batch.problems)
    with recording(db, occasion, "import units") as record:
        record.reason = reason
        record.summary = f"import units: {len(batch.values)} rows"
        done = _store(record, batch.values, file=source.name, reason=reason)
        return replace(done, notes=(*done.notes, *batch.notes))


def _store(record: Recording, rows: list[UnitRow], *, file: str | None, reason: str | None) -> Imported:
    known = states(record.connection)
    names = {code: Named(code, state.name) for code, by_day in known.items() for state in by_day.values()}
    names |= {row.code: Named(row.code, row.name) for row in rows}
    directory = Directory(names.values(), kind="unit")
    tally, wanted = Tally(), []
    seen: dict[str, int] = {}
    for row in rows:
        tally.rows += 1
        found = _resolved(row, directory, seen)
        if isinstance(found, Reason):
            tally.problems.append(Problem(found, Place(file, row.line) if file else None))
            continue
        seen[row.code] = row.line
        wanted.append((row, found))
    tally.problems += _circles(known, [state for _, state in wanted])
    fresh = [state for row, state in wanted if _is_wanted(state, known, tally, reason, _place(file, row))]
    if tally.problems:
        raise InputRefused(tally.problems)
    numbers = {code: next(iter(by_day.values())).id for code, by_day in known.items()}
    new = [code for code in dict.fromkeys(state.code for state in fresh) if code not in numbers]
    add_states(record, fresh, numbers | add_units(record, new))
    return tally.receipt("units", entry=record.seq if fresh else None)


def _place(file: str | None, row: UnitRow) -> Place | None:
    return Place(file, row.line) if file else None


def _resolved(row: UnitRow, names: Directory[Named], seen: Mapping[str, int]) -> UnitOn | Reason:
    if row.code in seen:
        return because("row-repeats", code=row.code, first=seen[row.code])
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


def _is_wanted(state: UnitOn, known: States, tally: Tally, reason: str | None, place: Place | None) -> bool:
    before = known.get(state.code, {})
    same_day = before.get(state.valid_from)
    if same_day is None:
        tally.created += 1
        return True
    if replace(same_day, id=0, head_post=same_day.head_post or None) == state:
        tally.unchanged += 1
        return False
    if reason is None:
        tally.problems.append(Problem(because("unit-differs", code=state.code), place))
        return False
    tally.superseded += 1
    return True


def _circles(known: States, wanted: list[UnitOn]) -> list[Problem]:
    above = {code: max(by_day.items())[1].parent for code, by_day in known.items()}
    above |= {state.code: state.parent for state in wanted}
    found = []
    for state in wanted:
        path, here = [state.code], state.parent
        while here is not None and here not in path:
            path.append(here)
            here = above.get(here)
        if here == state.code:
            found.append(Problem(because("unit-under-itself", code=state.code, path=(*path, state.code))))
    return found

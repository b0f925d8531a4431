"""What depends on an entry: which later ones name its rows, or passed a gate that would be shut without them.

The gates are those of ``audit.steps`` and ``audit.votes`` and the count of a month (G2): each is asked as of the later
entry, of the ledger without what has been voided since, once with the entry in question and once without it. What is
newly shut depends on it. Only what is about the same registrations is asked.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from thidua.audit.deriving import deriving
from thidua.audit.steps import check_entry
from thidua.audit.votes import check_nominees
from thidua.domain.month import Month
from thidua.domain.recognition import uncounted
from thidua.ledger.database import Connection
from thidua.ledger.registrations import registrations
from thidua.ledger.sight import Turning
from thidua.ledger.verifying import Finding, Gathered
from thidua.ledger.verifying.facts import (
    SittingOf,
    StepRow,
    ballots_of,
    entries_in_force,
    registrations_of,
    sittings,
    step_rows,
)
from thidua.ledger.voiding import (
    CountedIn,
    EntrySaid,
    Touched,
    counted_since,
    entries_said,
    naming,
    touched_by,
)


@dataclass(frozen=True)
class Asked:
    """An entry that passed gates, and what asks them again wherever the look is turned."""

    entry: int
    seen_to: int
    ask: Callable[[Gathered], None]

    def shut(self, turn: Turning, *, voids: int, without: int = 0) -> dict[tuple[object, ...], Finding]:
        """Give what is not as it should be, with what was void by an entry, and without one."""
        gathered = Gathered()
        turn(self.seen_to, voids=voids, without=without)
        self.ask(gathered)
        return {(one.code, one.table, one.key, one.why and one.why.code): one for one in gathered.found}


def dependents(connection: Connection, turn: Turning, target: int, *, upto: int) -> list[EntrySaid]:
    """List the entries after ``target``, in force as of entry ``upto``, whose facts would not stand without its own."""
    turn(upto)
    found = naming(connection, target)
    touched = touched_by(connection, target)
    if touched:
        found |= _uncounted(connection, turn, target, touched, upto)
        turn(upto)
        for one in _asked(connection, target, touched, found):
            without = one.shut(turn, voids=upto, without=target)
            if without and without.keys() - one.shut(turn, voids=upto).keys():
                found.add(one.entry)
    turn(upto)
    return entries_said(connection, sorted(found))


def shut_since(
    connection: Connection, turn: Turning, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, Finding]]:
    """Go through what is in force and passed gates that are shut by what was voided after it.

    ``spans`` are the entries that were voided, each with the entry that did it: only what lies between is asked.
    """
    upto = max((last for _, last in spans), default=0)
    turn(upto)
    meant = {entry for entry in entries_in_force(connection) if any(first < entry < last for first, last in spans)}
    steps = [row for row in step_rows(connection) if row.entry in meant]
    votes = [row for row in sittings(connection) if row.entry in meant]
    for one in (*_of_steps(connection, steps), *_of_votes(connection, votes)):
        now = one.shut(turn, voids=upto)
        if now:
            then = one.shut(turn, voids=one.entry - 1)
            yield from ((one.entry, finding) for key, finding in now.items() if key not in then)


def _asked(connection: Connection, target: int, touched: Touched, found: set[int]) -> list[Asked]:
    """List what came after an entry, is in force where the look is turned, and is about the same registrations."""
    entries = {entry for entry in entries_in_force(connection) if entry > target} - found
    wanted = touched.registrations
    steps = (row for row in step_rows(connection) if row.entry in entries)
    chosen = [
        row for row in steps if wanted & registrations_of(connection, row) or row.cells.get("month") in touched.months
    ]
    votes = [
        row
        for row in sittings(connection)
        if row.entry in entries and wanted & {one.registration for one in ballots_of(connection, row.id)}
    ]
    return [*_of_steps(connection, chosen), *_of_votes(connection, votes)]


def _of_steps(connection: Connection, rows: Iterable[StepRow]) -> Iterator[Asked]:
    for entry, together in groupby(rows, key=lambda row: row.entry):
        yield Asked(entry, entry - 1, partial(check_entry, connection, list(together)))


def _of_votes(connection: Connection, rows: Iterable[SittingOf]) -> Iterator[Asked]:
    # as of the sitting's own entry, which may hold several: see audit.votes
    return (Asked(row.entry, row.entry, partial(_ask_nominees, connection, row)) for row in rows if row.review is None)


def _ask_nominees(connection: Connection, row: SittingOf, gathered: Gathered) -> None:
    with deriving(gathered, "sitting", entry=row.entry, key=row.id):
        check_nominees(connection, row, ballots_of(connection, row.id), gathered)


def _uncounted(connection: Connection, turn: Turning, target: int, touched: Touched, upto: int) -> set[int]:
    """Give the entries that counted a registration in a month in which it would not count without ``target`` (G2)."""
    if not touched.counting:
        return set()
    found: set[int] = set()
    counted = counted_since(connection, target, touched.counting)
    for (campaign, month), together in groupby(counted, key=lambda one: (one.campaign, one.month)):
        turn(upto, without=target)
        without = _stopped(connection, campaign, month)
        turn(upto)
        before = _stopped(connection, campaign, month)
        found |= {one.entry for one in together if _is_newly_stopped(one, before, without)}
    return found


def _is_newly_stopped(one: CountedIn, before: dict[int, set[str]], without: dict[int, set[str]]) -> bool:
    return not without.get(one.registration, set()) <= before.get(one.registration, set())


def _stopped(connection: Connection, campaign: int, month: Month) -> dict[int, set[str]]:
    """Give of each registration why it does not count in a month."""
    who = registrations(connection, campaign, day=month.last_day)
    return {one.id: {why.code for why in uncounted(one.candidacy, month)} for one in who}

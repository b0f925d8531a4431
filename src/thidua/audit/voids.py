"""Reversals: only what may be taken back was, nothing of a closed month, and nothing on which a later fact rested."""

from thidua.audit.dependents import dependents, shut_since
from thidua.audit.deriving import deriving
from thidua.errors import because
from thidua.ledger.closings import closed_months, months_of_entry
from thidua.ledger.database import Connection
from thidua.ledger.sight import Turning, looking_back
from thidua.ledger.verifying import Finding, Gathered
from thidua.ledger.verifying.facts import VoidOf, void_rows
from thidua.ledger.voiding import NEVER_VOIDED


def check_voids(connection: Connection, gathered: Gathered) -> int:
    """Look at every reversal as of the entry before it."""
    rows = void_rows(connection)
    with looking_back(connection) as at:
        for row in rows:
            with deriving(gathered, "voided", entry=row.entry, key=row.target):
                at(row.entry - 1)
                _check(connection, at, row, gathered)
        _check_standing(connection, at, rows, gathered)
    return len(rows)


def _check_standing(connection: Connection, turn: Turning, rows: list[VoidOf], gathered: Gathered) -> None:
    """Look whether everything in force still has its gates open, now that entries before it were voided after it."""
    for entry, one in shut_since(connection, turn, [(row.target, row.entry) for row in rows]):
        if one.why is not None:
            gathered.shut(one.table or "", entry, one.key, [one.why])
        else:
            gathered.add(Finding(one.code, one.table, entry=entry, key=one.key, expected=one.expected, found=one.found))


def _check(connection: Connection, turn: Turning, row: VoidOf, gathered: Gathered) -> None:
    if row.verb in NEVER_VOIDED:
        gathered.add(Finding("void-of-ledger", "voided", entry=row.entry, key=row.target, found=row.verb))
    for one in dependents(connection, turn, row.target, upto=row.entry - 1):
        gathered.add(Finding("void-depended-on", "voided", entry=row.entry, key=row.target, found=one.entry))
    for campaign, month in sorted(months_of_entry(connection, row.target)):
        closing = closed_months(connection, campaign).get(month)
        if closing is not None:
            shut = because("month-closed", month=month, entry=closing.entry)
            gathered.shut("voided", row.entry, row.target, [shut])

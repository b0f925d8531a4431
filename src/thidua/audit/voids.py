"""Reversals: only what may be taken back was, nothing of a closed month, and nothing on which a later fact rested."""

from datetime import datetime

from thidua.audit.deriving import deriving
from thidua.domain.dates import day_in_vietnam
from thidua.errors import because
from thidua.ledger.closings import closed_months, months_of_entry
from thidua.ledger.database import Connection
from thidua.ledger.sight import looking_back
from thidua.ledger.verifying import Gathered
from thidua.ledger.verifying.facts import VoidOf, void_rows
from thidua.ledger.voiding import NEVER_VOIDED, dependents
from thidua.rulesets import publicity_needed


def check_voids(connection: Connection, gathered: Gathered) -> int:
    """Look at every reversal as of the entry before it."""
    rows = void_rows(connection)
    with looking_back(connection) as at:
        for row in rows:
            with deriving(gathered, "voided", entry=row.entry, key=row.target):
                at(row.entry - 1)
                _check(connection, row, gathered)
    return len(rows)


def _check(connection: Connection, row: VoidOf, gathered: Gathered) -> None:
    if row.verb in NEVER_VOIDED:
        gathered.add("void-of-ledger", "voided", entry=row.entry, key=row.target, found=row.verb)
    need = publicity_needed(connection, row.campaign, day_in_vietnam(datetime.fromisoformat(row.at)))
    for one in dependents(connection, row.target, publicise_at_least=need):
        gathered.add("void-depended-on", "voided", entry=row.entry, key=row.target, found=one.entry)
    for campaign, month in sorted(months_of_entry(connection, row.target)):
        closing = closed_months(connection, campaign).get(month)
        if closing is not None:
            shut = because("month-closed", month=month, entry=closing.entry)
            gathered.shut("voided", row.entry, row.target, [shut])

"""Reversals: only what may be taken back was, and nothing of a month that was closed then."""

from thidua.audit.deriving import deriving
from thidua.errors import because
from thidua.ledger.closings import closed_months, months_of_entry
from thidua.ledger.database import Connection
from thidua.ledger.verifying import Gathered
from thidua.ledger.verifying.facts import as_of, void_rows

_NEVER = frozenset({"init", "void", "close", "reopen", "forget", "upgrade"})


def check_voids(connection: Connection, gathered: Gathered) -> int:
    """Look at every reversal as of the entry before it."""
    rows = void_rows(connection)
    for target, entry, verb in rows:
        with deriving(gathered, "voided", entry=entry, key=target), as_of(connection, entry - 1, with_moves=False):
            if verb in _NEVER:
                gathered.add("void-of-ledger", "voided", entry=entry, key=target, found=verb)
            for campaign, month in sorted(months_of_entry(connection, target)):
                closing = closed_months(connection, campaign).get(month)
                if closing is not None:
                    shut = because("month-closed", month=month, entry=closing.entry)
                    gathered.shut("voided", entry, target, [shut])
    return len(rows)

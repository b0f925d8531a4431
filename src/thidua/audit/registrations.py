"""Registrations: each is dated from launch to close, and marked late when it was, by the version of its day (G1)."""

from datetime import date

from thidua.audit.deriving import deriving
from thidua.domain.recognition import admit, is_late
from thidua.ledger.database import Connection
from thidua.ledger.sight import looking_back
from thidua.ledger.verifying import Finding, Gathered
from thidua.ledger.verifying.admitted import RegistrationOf, registration_rows
from thidua.rulesets import rules_on


def check_registrations(connection: Connection, gathered: Gathered) -> int:
    """Ask the gate of every registration again, as of the entry before its own."""
    rows = registration_rows(connection)
    with looking_back(connection) as at:
        for row in rows:
            with deriving(gathered, "registration", entry=row.entry, key=row.code):
                at(row.entry - 1)
                _check(connection, row, gathered)
    return len(rows)


def _check(connection: Connection, row: RegistrationOf, gathered: Gathered) -> None:
    on = date.fromisoformat(row.registered_on)
    campaign = rules_on(connection, row.campaign, on).campaign
    gathered.shut("registration", row.entry, row.code, admit(campaign, row.code, on))
    late = int(is_late(campaign, on))
    if late != row.late:
        gathered.add(
            Finding("registration-late", "registration", entry=row.entry, key=row.code, expected=late, found=row.late)
        )

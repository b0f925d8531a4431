"""Registrations: each is dated from launch to close, and marked late when it was, by the version of its day (G1)."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from thidua.audit.deriving import deriving
from thidua.domain.recognition import admit, is_late
from thidua.ledger.campaigns import StoredRuleset, in_force, rulesets
from thidua.ledger.database import Connection
from thidua.ledger.sight import looking_back
from thidua.ledger.verifying import Finding, Gathered
from thidua.ledger.verifying.admitted import RegistrationOf, registration_rows
from thidua.rulesets import understood


def check_registrations(connection: Connection, gathered: Gathered) -> int:
    """Ask the gate of every registration again, as of the entry before its own."""
    rows = registration_rows(connection)
    with looking_back(connection) as at:
        for (entry, campaign), together in groupby(rows, key=lambda row: (row.entry, row.campaign)):
            at(entry - 1)
            versions = rulesets(connection, campaign)
            for row in together:
                with deriving(gathered, "registration", entry=entry, key=row.code):
                    _check(versions, row, gathered)
    return len(rows)


def _check(versions: Sequence[StoredRuleset], row: RegistrationOf, gathered: Gathered) -> None:
    on = date.fromisoformat(row.registered_on)
    campaign = understood(in_force(versions, on)).campaign
    gathered.shut("registration", row.entry, row.code, admit(campaign, row.code, on))
    late = int(is_late(campaign, on))
    if late != row.late:
        gathered.add(
            Finding("registration-late", "registration", entry=row.entry, key=row.code, expected=late, found=row.late)
        )

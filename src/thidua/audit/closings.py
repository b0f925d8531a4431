"""Closings: only a month of the campaign that was open was closed, and only a closed one was opened again."""

from thidua.audit.deriving import deriving
from thidua.domain.anchors import anchor_of
from thidua.domain.month import Month
from thidua.domain.recognition import in_campaign
from thidua.errors import Reason, because
from thidua.ledger.database import Connection
from thidua.ledger.sight import looking_back
from thidua.ledger.verifying import Gathered
from thidua.ledger.verifying.admitted import ClosingOf, closing_rows
from thidua.rulesets import rules_of_month


def check_closings(connection: Connection, gathered: Gathered) -> int:
    """Look at every closing and reopening as of the entry before it."""
    rows = closing_rows(connection)
    closed: dict[tuple[int, int], ClosingOf] = {}
    with looking_back(connection) as at:
        for row in rows:
            place, month = (row.campaign, row.month), Month(row.month)
            with deriving(gathered, "month_closing", entry=row.entry, key=str(month)):
                at(row.entry - 1)
                unmet = [*in_campaign(rules_of_month(connection, row.campaign, month).campaign, month)]
                unmet += _turned(row, month, closed.get(place))
                gathered.shut("month_closing", row.entry, str(month), unmet)
            closed[place] = row
            if row.is_closed != 1:
                del closed[place]
    return len(rows)


def _turned(row: ClosingOf, month: Month, closed_by: ClosingOf | None) -> list[Reason]:
    if row.is_closed == 1:
        if closed_by is None:
            return []
        facts = {"month": month, "entry": closed_by.entry, "anchor": anchor_of(closed_by.hash)}
        return [because("month-closed-already", **facts)]
    return [because("month-not-closed", month=month)] if closed_by is None else []

"""Opening a closed month again: an entry of its own, with a reason that every later report of the month shows."""

from dataclasses import dataclass
from pathlib import Path

from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.errors import RuleRefused, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.closings import add_closing, closed_months
from thidua.ledger.journal import recording
from thidua.rulesets import rules_of_month


@dataclass(frozen=True)
class ReopenedMonth:
    """A month that entry ``closed_by`` had closed is open again."""

    campaign: str
    month: Month
    closed_by: int
    entry: int


def reopen(db: Path, month: Month, *, reason: str, occasion: Occasion) -> ReopenedMonth:
    """Open a closed month of a campaign again; what is entered in it from now on is marked late."""
    with recording(db, occasion, "reopen") as record:
        number = campaign_number(record.connection, occasion.campaign)
        closed = closed_months(record.connection, number).get(month)
        if closed is None:
            raise RuleRefused(because("month-not-closed", month=month))
        add_closing(record, number, month, is_closed=False)
        campaign = rules_of_month(record.connection, number, month).campaign.code
        record.campaign = campaign
        record.reason = reason
        record.summary = f"reopen {month}"
        return ReopenedMonth(campaign, month, closed.entry, record.seq)

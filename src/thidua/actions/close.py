"""Closing a month: everything in it is settled, it takes nothing more, and its anchor goes on what is signed."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.actions.backup import automatic_backup
from thidua.actions.entering import refuse_outside
from thidua.actions.settling import unsettled
from thidua.domain.anchors import anchor_of
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.errors import Reason, RuleRefused, ThiduaError, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.closings import add_closing, closed_months
from thidua.ledger.database import Connection
from thidua.ledger.failing import cause_of
from thidua.ledger.journal import recording
from thidua.ledger.sight import seeing
from thidua.rulesets import rules_of_month


@dataclass(frozen=True)
class ClosedMonth:
    """A month was closed in ``entry``; ``unsettled`` is what was left as it is, by force and with a reason.

    ``backup`` is the verified copy that holds the closing; None, with a note, when it could not be made.
    """

    campaign: str
    month: Month
    unsettled: tuple[Reason, ...]
    entry: int
    anchor: str
    backup: Path | None
    notes: tuple[Reason, ...]


def close(db: Path, month: Month, *, force: bool = False, reason: str | None, occasion: Occasion) -> ClosedMonth:
    """Close a month of a campaign: no verb and no other program adds to it until it is opened again.

    Refuses a month that is not settled, listing why, unless told to ``force`` it with a reason; and one closed already.
    The ledger is backed up before, and again with the closing in it.
    """
    with seeing(db, occasion) as sight:
        number = campaign_number(sight.connection, occasion.campaign)
        _open_questions(sight.connection, number, month, sight.today, force=force)
    automatic_backup(db, occasion=occasion)
    with recording(db, occasion, "close") as record:
        left = _open_questions(record.connection, number, month, occasion.today, force=force)
        add_closing(record, number, month, is_closed=True)
        campaign = rules_of_month(record.connection, number, month).campaign.code
        record.campaign = campaign
        record.reason = reason
        record.summary = f"close {month}" + (f", {len(left)} unsettled" if left else "")
    anchor = anchor_of(record.hash)
    try:
        backed = automatic_backup(db, occasion=occasion)
    except ThiduaError as error:
        # the month is closed, whatever the disk says now: a refusal would have it closed again
        note = because("closed-not-backed-up", why=cause_of(error))
        return ClosedMonth(campaign, month, tuple(left), record.seq, anchor, None, (note,))
    return ClosedMonth(campaign, month, tuple(left), record.seq, anchor, backed.file, ())


def _open_questions(connection: Connection, number: int, month: Month, today: date, *, force: bool) -> list[Reason]:
    refuse_outside(rules_of_month(connection, number, month).campaign, month)
    closed = closed_months(connection, number)
    if month in closed:
        one = closed[month]
        raise RuleRefused(because("month-closed-already", month=month, entry=one.entry, anchor=anchor_of(one.hash)))
    left = unsettled(connection, number, month, today)
    if left and not force:
        raise RuleRefused([*left, because("close-unsettled", month=month)])
    return left

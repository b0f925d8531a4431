"""``thidua reopen``."""

import typer

from thidua.cli.options import MonthOption, Why, month_of, needed, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.words.language import say


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "reopen", example='thidua reopen --month 2024-03 --reason "thiếu biên bản của một xã"')(_reopen)


def _reopen(session: Session, month: MonthOption, reason: Why = None) -> None:
    """Open a closed month again, with a reason.

    Every later report of the month shows it, and what is entered in it from now on is marked late.
    """
    from thidua.actions.reopen import reopen

    why = needed(tidied(reason), "--reason")
    done = reopen(session.db, month_of(month), reason=why, occasion=session.occasion)
    told = say("{month}, closed by entry {closed}, is open again.", month=done.month, closed=done.closed_by)
    following = say("Next: thidua close --month {month}", month=str(done.month))
    session.receipt("reopen", done, told, following)

"""``thidua void``."""

from typing import Annotated

import typer

from thidua.cli.options import Why, needed, tidied, well_formed
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.points import parse_count
from thidua.words.language import say

EntryNumber = Annotated[str, typer.Argument(metavar="ENTRY", help="The number of an entry; thidua log shows them.")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "void", example='thidua void 12 --reason "nhập nhầm tệp của xã khác"')(_void)


def _void(session: Session, entry: EntryNumber, reason: Why = None) -> None:
    """Take an entry back whole, with a reason.

    Its facts count no more, as if it had not been; both entries stay in the journal, and what was reported before can
    still be reported as of that day. What later entries build on it must be voided first, the last one first. An entry
    of a closed month needs thidua reopen; a score is corrected by thidua score --reason.
    """
    from thidua.actions.void import void

    why = needed(tidied(reason), "--reason")
    done = void(session.db, well_formed(parse_count(entry)), reason=why, occasion=session.occasion)
    facts = {"entry": done.voided, "summary": done.summary, "rows": done.rows}
    told = say("Entry {entry} is void: {summary}. Facts taken back: {rows}.", **facts)
    months = [say("Next: thidua evaluate --month {month}", month=str(month)) for month in done.months]
    backed = [say("What it was is in {file}.", file=done.backup)] if done.backup else []
    session.receipt("void", done, told, *backed, *session.notes(done.notes), *months)

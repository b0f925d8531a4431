"""``thidua close``."""

from typing import Annotated

import typer

from thidua.cli.options import MonthOption, Why, month_of, needed, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.words.language import say

Force = Annotated[bool, typer.Option("--force", help="Close it although it is not settled; needs --reason.")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "close", example="thidua close --month 2024-03")(_close)


def _close(session: Session, month: MonthOption, force: Force = False, reason: Why = None) -> None:
    """Close a month: it takes nothing more.

    Everything in it is settled first, or what is not is listed: not evaluated, scored since, lines missing or not
    appraised, votes not held or stale, a carried vote without commendation. Then no command, and no other program, adds
    scores, versions, evaluations, votes or commendations to it. The anchor it prints goes on the signed report: with
    it, thidua verify proves that nothing up to here was rewritten. A verified backup is made.
    """
    from thidua.actions.close import close

    when, why = month_of(month), tidied(reason)
    if force:
        needed(why, "--reason")
    done = close(session.db, when, force=force, reason=why, occasion=session.occasion)
    facts = {"month": done.month, "entry": done.entry, "anchor": done.anchor}
    told = say("{month} is closed, entry {entry}. Anchor for what is signed: {anchor}", **facts)
    backed = [say("Backed up to {file}, checked.", file=done.backup)] if done.backup else []
    session.receipt("close", done, told, *backed, *session.notes((*done.notes, *done.unsettled)))

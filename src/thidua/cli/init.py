"""``thidua init``."""

import typer

from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.words.language import say


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "init", example="thidua init --db thidua.db")(_init)


def _init(session: Session) -> None:
    """Make a ledger."""
    from thidua.actions.init import init

    made = init(session.db, occasion=session.occasion)
    session.receipt(
        "init",
        made,
        say("Made the ledger {path}, readable by you only.", path=made.ledger),
        say("Next: thidua launch FILE"),
    )

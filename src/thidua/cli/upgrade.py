"""``thidua upgrade``."""

import typer

from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.words.language import say


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "upgrade", example="thidua upgrade --db thidua.db")(_upgrade)


def _upgrade(session: Session) -> None:
    """Bring a ledger of an earlier thidua up to date.

    A verified backup is made first. Every fact stays as it was written, and the anchors printed before stay true.
    """
    from thidua.actions.upgrade import upgrade

    done = upgrade(session.db, occasion=session.occasion)
    facts = {"path": done.ledger, "before": done.before, "version": done.schema_version}
    if done.entry is None:
        session.receipt("upgrade", done, say("Unchanged: {path} has schema {version} already.", **facts))
        return
    told = say("{path} has schema {version} now, not {before} (entry {entry}).", **facts, entry=done.entry)
    session.receipt("upgrade", done, told, say("What it was is in {file}.", file=done.backup))

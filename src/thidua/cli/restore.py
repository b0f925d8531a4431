"""``thidua restore``."""

from pathlib import Path
from typing import Annotated

import typer

from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.words.language import say

BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "restore", example="thidua restore thidua-20240410-0900-1a2b3c4d5e6f7a8b.db")(_restore)


def _restore(session: Session, file: BackupFile) -> None:
    """Put a backup in the ledger's place.

    The backup is checked first, whole. The present ledger is kept beside it, under a name with the time; what it has
    and the backup has not is said. Where there is no ledger, it is made.
    """
    from thidua.actions.restore import restore

    done = restore(session.db, file, occasion=session.occasion)
    facts = {"ledger": str(done.ledger), "file": str(done.file), "entry": done.entry, "anchor": done.anchor}
    lines = [say("{ledger} is what {file} holds now: entry {entry}, anchor {anchor}.", **facts)]
    if done.kept is not None and done.former_entry is not None:
        former = {"kept": str(done.kept), "entry": done.former_entry, "anchor": done.former_anchor}
        lines.append(say("What it was before is in {kept}: entry {entry}, anchor {anchor}.", **former))
    elif done.kept is not None:
        lines.append(say("What it was before is in {kept}; it could not be read.", kept=str(done.kept)))
    session.receipt("restore", done, *lines, *session.notes(done.notes), say("Next: thidua status"))

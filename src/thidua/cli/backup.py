"""``thidua backup``."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.words.language import say

NewFile = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="A new file. [default: beside the ledger, named by time and anchor]"),
]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "backup", example="thidua backup\nthidua backup /media/usb/thidua-2024-03.db")(_backup)


def _backup(session: Session, file: NewFile = None) -> None:
    """Copy the ledger to a new file and check the copy.

    The copy is of one moment, even while others write. It gets its name only when everything in it has been checked:
    the file, every reference, every entry and every row. A file that is there is never overwritten.
    """
    from thidua.actions.backup import backup

    done = backup(session.db, file, occasion=session.occasion)
    facts = {"file": str(done.file), "entry": done.entry, "anchor": done.anchor, "bytes": done.bytes}
    session.receipt(
        "backup",
        done,
        say("Backed up to {file}: entry {entry}, anchor {anchor}, {bytes} bytes, checked.", **facts),
        say("Keep it where this computer's disk is not. To put it back: thidua restore {file}", file=_typed(done.file)),
    )


def _typed(path: Path) -> str:
    return shlex.quote(str(path))

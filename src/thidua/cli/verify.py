"""``thidua verify``."""

from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import Format, Output, well_formed
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.anchors import parse_anchor
from thidua.domain.points import parse_count
from thidua.errors import CheckFailed
from thidua.words.language import screen

if TYPE_CHECKING:
    from thidua.ledger.verifying import Anchor

Anchors = Annotated[
    list[str] | None,
    typer.Option("--anchor", metavar="ANCHOR", help="An anchor as printed, or ENTRY:ANCHOR; may be given again."),
]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = "thidua verify\nthidua verify --anchor 1a2b-3c4d-5e6f-7a8b"
    verb(app, "verify", example=example)(_verify)


def _verify(session: Session, anchors: Anchors = None, format_name: Format = None, output: Output = None) -> None:
    """Prove that nothing was changed behind the tool's back.

    Looks at the file, the guards, the chain of entries, every row, every name, and derives scores, evaluations, votes
    and steps again. Never repairs, never writes. Exit code 4 and the exact list when anything is wrong. An anchor from
    a signed paper proves that nothing up to its entry was rewritten: without one, a cut end cannot be seen.
    """
    from thidua.reports.verification import verification

    wanted = [_anchor(text) for text in anchors or ()]
    found = verification(session.db, wanted, language=screen(), occasion=session.occasion)
    session.show(found.document, format_name=format_name, output=output)
    if not found.is_sound:
        raise typer.Exit(CheckFailed.exit_code)


def _anchor(text: str) -> "Anchor":
    """Read an anchor, with the entry it was printed for or without."""
    from thidua.ledger.verifying import Anchor

    entry, mark, digits = text.rpartition(":")
    return Anchor(well_formed(parse_anchor(digits)), well_formed(parse_count(entry)) if mark else None)

"""``thidua status``."""

from typing import Annotated

import typer

from thidua.cli.options import Format, Output
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.words.language import screen

OptionalCode = Annotated[str | None, typer.Argument(metavar="CODE", help="One registration: its whole story.")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = "thidua status\nthidua status MH-01"
    verb(app, "status", example=example, looks_back=True, may_redact=True)(_status)


def _status(session: Session, code: OptionalCode = None, format_name: Format = None, output: Output = None) -> None:
    """Show where exemplars stand on the five steps.

    Every exemplar and what its next step lacks; with a CODE, everything recorded about that registration.
    """
    if code is None:
        from thidua.reports.status import status

        document = status(session.db, language=screen(), occasion=session.occasion)
    else:
        from thidua.reports.story import story

        document = story(session.db, tidy(code), language=screen(), occasion=session.occasion)
    session.show(document, format_name=format_name, output=output)

"""``thidua doctor``."""

import os
from typing import TYPE_CHECKING

import typer

from thidua.cli.options import Format, Output
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.errors import CheckFailed
from thidua.words.language import language_source, screen

if TYPE_CHECKING:
    from thidua.reports.health import Setting


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "doctor", example="thidua doctor\nthidua doctor --json")(_doctor)


def _doctor(session: Session, format_name: Format = None, output: Output = None) -> None:
    """Explain versions, settings, the ledger and its place.

    Where each setting comes from; the ledger's rights, its folder, its last entry and last backup, the disk, the clock,
    the terminal. Every problem with what to do. Works without a ledger. Exit code 4 when there is any problem.
    """
    from thidua.reports.health import health

    found = health(session.db, _settings(session), language=screen(), occasion=session.occasion)
    session.show(found.document, format_name=format_name, output=output)
    if not found.is_well:
        raise typer.Exit(CheckFailed.exit_code)


def _settings(session: Session) -> "list[Setting]":
    from thidua.reports.health import Setting

    settings = session.settings
    values = {
        "db": str(settings.db),
        "campaign": settings.campaign,
        "actor": settings.actor,
        "wait": f"{settings.wait:g}",
    }
    found = [
        Setting(name, value, settings.sources[name].kind, settings.sources[name].place)
        for name, value in values.items()
    ]
    variable = language_source(os.environ)
    source = ("environment", variable) if variable else ("default", "")
    return [*found, Setting("language", screen().code, *source)]

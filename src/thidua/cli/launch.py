"""``thidua launch``."""

from pathlib import Path
from typing import Annotated

import typer

from thidua.cli.options import On, optional_day
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.words.language import say

File = Annotated[Path, typer.Argument(metavar="FILE", help="The campaign file (YAML).")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "launch", example="thidua launch campaigns/dong-khoi-moi-ba-tri-2024.yaml")(_launch)


def _launch(session: Session, file: File, on: On = None) -> None:
    """Launch a campaign, or its next version (phát động).

    The file's content becomes a ruleset. A changed file is the next version, in force from --on: a month is judged by
    the last version in force on its first day. The first version is in force from the campaign's launch date.
    """
    from thidua.actions.launch import launch

    done = launch(session.db, file, on=optional_day(on), occasion=session.occasion)
    facts = {"campaign": done.campaign, "version": done.version, "digest": done.digest[:12]}
    told = say(
        "Launched {campaign}, version {version} ({digest}), in force from {day}.", **facts, day=done.in_force_from
    )
    if not done.is_new:
        told = say("Unchanged: {campaign} is already at version {version} ({digest}).", **facts)
    session.receipt(
        "launch",
        done,
        told,
        say("Tracks: {tracks}; criteria: {criteria}.", tracks=done.tracks, criteria=done.criteria),
        say("Next: thidua import units FILE, then thidua register CODE --unit UNIT …"),
    )

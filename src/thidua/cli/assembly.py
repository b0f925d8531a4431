"""The program assembled: every command in its place, its help in the screen's language."""

from functools import cache
from typing import Annotated

import typer
from typer._click import Command
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_command

from thidua import __version__
from thidua.cli import (
    backup,
    campaign,
    close,
    commend,
    demo,
    doctor,
    evaluate,
    explain,
    forget,
    importing,
    init,
    launch,
    learn,
    log,
    publicise,
    recognise,
    register,
    reopen,
    report,
    rescore,
    restore,
    review,
    revoke,
    score,
    status,
    template,
    unit,
    upgrade,
    verify,
    void,
    vote,
    withdraw,
)
from thidua.cli import help as help_pages
from thidua.cli.verbs import EXAMPLE, group
from thidua.words.language import Language, screen

app = group(help="Run emulation movements (phong trào thi đua) and recognise exemplars.")


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"thidua {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


for module in (
    init,
    launch,
    register,
    score,
    evaluate,
    rescore,
    vote,
    commend,
    publicise,
    learn,
    review,
    recognise,
    withdraw,
    revoke,
    status,
    explain,
    report,
    log,
    void,
    close,
    reopen,
    verify,
    backup,
    restore,
    forget,
    upgrade,
    doctor,
    help_pages,
    demo,
):
    module.add_to(app)
app.add_typer(campaign.app, name="campaign")
app.add_typer(unit.app, name="unit")
app.add_typer(importing.app, name="import")
app.add_typer(template.app, name="template")


def build(asked: str | None = None) -> Command:
    """Give the command tree, its help in the screen's language; of the commands the one that is ``asked`` for.

    All of them when there is no such command, so that the one that was meant is found.
    """
    return _built(screen(), asked if asked in _names() else None)


def _names() -> set[str | None]:
    return {one.name for one in app.registered_commands} | {str(one.name) for one in app.registered_groups}


@cache
def _built(language: Language, asked: str | None) -> Command:
    # kept: 14 of the 33 ms of every further command that a process runs
    command = get_command(app if asked is None else _only(asked))
    if language.code != "en":
        _translate(command, language)
    return command


def _only(asked: str) -> typer.Typer:
    """Give the program with one command: making all of them takes as long as what most of them do."""
    only = group(help=app.info.help)
    only.registered_callback = app.registered_callback
    only.registered_commands = [one for one in app.registered_commands if one.name == asked]
    only.registered_groups = [one for one in app.registered_groups if one.name == asked]
    return only


def _translate(command: Command, language: Language) -> None:
    if command.help:
        first, mark, rest = command.help.partition(EXAMPLE)
        example, gap, more = rest.partition("\n\n")
        command.help = language.say(first) + mark + example + gap + (language.say(more) if more else "")
    for parameter in command.params:
        if isinstance(parameter, TyperOption | TyperArgument) and parameter.help:
            parameter.help = language.say(parameter.help)
    if isinstance(command, TyperGroup):
        for inner in command.commands.values():
            _translate(inner, language)

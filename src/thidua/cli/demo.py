"""``thidua demo``: the whole Ba Tri story on a ledger of its own, by the same commands that anyone may type."""

import contextlib
import io
import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import typer

from thidua.cli.session import Session
from thidua.cli.verbs import run, verb
from thidua.words.language import say

_NAME = "thidua-demo"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "demo", example="thidua demo")(_demo)


def _demo(session: Session) -> None:
    """Tell the whole Ba Tri story, printed step by step.

    On a ledger of its own, never an existing one, with the real campaign and units and visibly made-up heads, scores
    and votes. The commands it prints can be typed again.
    """
    from thidua.cli.assembly import build
    from thidua.cli.story import CAMPAIGN, STORY, Told, shipped
    from thidua.read.shipped import shipped_file

    program = build()
    ledger = _free(session)
    done = []
    chosen = {"THIDUA_DB": str(ledger), "THIDUA_CAMPAIGN": CAMPAIGN, "THIDUA_ACTOR": session.settings.actor}
    needed = ("THIDUA_DB",) if session.settings.campaign is None else ("THIDUA_DB", "THIDUA_CAMPAIGN")
    with _environment(chosen), _one_stream(is_silent=session.is_json or session.is_quiet):
        _say("$ export " + " ".join(f"{name}={shlex.quote(chosen[name])}" for name in needed))
        for chapter in STORY:
            _say("", f"# {say(chapter.title)}")
            for command in chapter.commands:
                words = [str(shipped_file(w)) if w in shipped else w for w in shlex.split(command)]
                arguments = [*words, "--json"] if session.is_json else words
                _say(f"$ thidua {shlex.join(_near(word) for word in words)}")
                run(program, arguments)
                done.append(shlex.join([*["thidua", *words], "--db", str(ledger)]))
        _say("", say("The story is in {ledger}. Look around: thidua status, thidua report standings …", ledger=ledger))
    session.receipt("demo", Told(ledger, tuple(done)))


def _free(session: Session) -> Path:
    """Give the ledger asked for with --db or THIDUA_DB, else the first free name here."""
    if session.settings.db_is_chosen:
        return session.db
    number, path = 1, Path(f"{_NAME}.db")
    while path.exists():
        number += 1
        path = Path(f"{_NAME}-{number}.db")
    return path


def _near(word: str) -> str:
    if not word.startswith("/"):
        return word
    near = os.path.relpath(word)
    return word if near.startswith("..") else near


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


@contextlib.contextmanager
def _environment(chosen: Mapping[str, str]) -> Iterator[None]:
    """Run with these variables, whatever the files of settings say, and leave the environment as it was."""
    before = {name: os.environ.get(name) for name in chosen}
    os.environ.update(chosen)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextlib.contextmanager
def _one_stream(*, is_silent: bool) -> Iterator[None]:
    """Let tables and sentences come out in the order in which they are told; or none of them, for a script."""
    with contextlib.ExitStack() as stack:
        if is_silent:
            stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        stack.enter_context(contextlib.redirect_stderr(sys.stdout))
        yield

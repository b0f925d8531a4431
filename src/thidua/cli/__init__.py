"""Every flag: parse, call one thing, say what happened. ``main`` assembles the program and is its only error boundary.

Command modules import the standard library, typer, ``cli``, ``domain`` and ``errors`` only; the body of each begins
with the one import of what it calls, so that ``--help`` does not pay for the ledger.
"""

import io
import os
import re
import signal
import sys
from collections.abc import Sequence
from datetime import datetime

from typer import Abort
from typer._click.exceptions import NoArgsIsHelpError

from thidua import __version__
from thidua.cli import complaints
from thidua.cli.session import clock
from thidua.cli.settings import as_utf8
from thidua.cli.verbs import run
from thidua.errors import ThiduaError
from thidua.words.language import language_of, speak

__all__ = ["main"]

_INTERRUPTED = 130
_NEGATIVE = re.compile(r"-(?=[ .,0-9])[ .,0-9]+")


def main(argv: Sequence[str] | None = None, *, now: datetime | None = None) -> int:
    """Run one command and return its exit code; nothing a user can cause shows a traceback."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _open_streams()
    speak(language_of(os.environ))
    clock.set(now)
    is_json = "--json" in arguments
    try:
        return _run(arguments)
    except BrokenPipeError:
        _forget_stdout()
        return 0
    except (KeyboardInterrupt, Abort):
        complaints.tell_interrupted(is_json=is_json)
        return _INTERRUPTED
    except (ThiduaError, complaints.ClickException, OSError) as error:
        return complaints.tell(complaints.understood(error), is_json=is_json)
    except Exception as error:  # of any class: what nobody foresaw still ends with its exit code and all of its trace
        return complaints.tell_bug(error, is_json=is_json)


def _run(arguments: Sequence[str]) -> int:
    typed = [_as_value(as_utf8(argument)) for argument in arguments]
    if typed == ["--version"]:  # asked by scripts, and answered without assembling a single command
        sys.stdout.write(f"thidua {__version__}\n")
        sys.stdout.flush()
        return 0
    from thidua.cli.assembly import build

    try:
        code = run(build(next(iter(typed), None)), typed)
    except NoArgsIsHelpError as error:
        sys.stdout.write(error.ctx.get_help() + "\n")
        code = 0
    sys.stdout.flush()
    return code


def _open_streams() -> None:
    """Speak UTF-8 whatever the locale; a stream that was closed before the start swallows what it is told."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.TextIOWrapper(io.FileIO(os.devnull, "w"), encoding="utf-8"))
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _as_value(argument: str) -> str:
    """Keep a negative number from being read as an option: it reaches the rule that refuses it by name."""
    return f"\u2212{argument[1:]}" if _NEGATIVE.fullmatch(argument) else argument


def _forget_stdout() -> None:
    # the reader went away, which is no error; what is left in the buffer must not fail again at exit
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if hasattr(signal, "SIGTERM"):
    signal.signal(signal.SIGTERM, signal.default_int_handler)

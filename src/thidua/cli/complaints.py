"""Saying what went wrong, on stderr: a sentence for people, or one JSON object for scripts."""

import errno
import os
import re
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence

from typer._click.exceptions import (
    BadOptionUsage,
    ClickException,
    MissingParameter,
    NoSuchOption,
    UsageError,
)

from thidua.errors import BESIDE, CheckFailed, Misuse, Problem, Reason, StorageFailed, ThiduaError, because
from thidua.words.language import say, screen

__all__ = ["ClickException", "tell", "tell_bug", "tell_interrupted", "understood"]

_BUG = 1
_SHOWN = 100
_EXTRA = re.compile(r"unexpected extra argument\(s\) \((.*)\)", re.DOTALL)


def tell(error: ThiduaError, *, is_json: bool) -> int:
    """Say every problem of a refusal, and give its exit code."""
    from thidua.write.visible import visible

    if is_json:
        problems = [problem_json(problem) for problem in error.problems]
        body = {
            "schema": "thidua.error/1",
            "code": problems[0]["code"],
            "message": problems[0]["message"],
            "exit_code": error.exit_code,
            "problems": problems,
            **({"rejected_files": list(error.kept_in)} if error.kept_in else {}),
            **({"notes": [note_json(note) for note in error.notes]} if error.notes else {}),
        }
        _write_json(body)
        return error.exit_code
    for line in problem_lines(error.problems):
        sys.stderr.write(visible(line) + "\n")
    if any(problem.place for problem in error.problems):
        sys.stderr.write(_closing(error) + "\n")
    for line in [*kept_lines(error.kept_in), *note_lines(error.notes)]:
        sys.stderr.write(visible(line) + "\n")
    return error.exit_code


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """Say the first hundred problems, each with its place, how many more there are, and how many rows go with them."""
    wrong = _wrong(problems)
    shown = wrong[:_SHOWN]
    error = say("Error")
    lines = [f"{problem.place or error}: {_message(problem)}" for problem in shown]
    more, beside = len(wrong) - len(shown), len(problems) - len(wrong)
    if more:
        lines.append(say("… and {count} more.", count=more))
    if beside:
        lines.append(say("Refused with them, as they belong together: {count}.", count=beside))
    return lines


def kept_lines(files: Sequence[str]) -> list[str]:
    """Say where the refused rows are kept."""
    return [
        say("The refused rows are in {file}: correct them there and import that file.", file=file) for file in files
    ]


def note_lines(notes: Iterable[Reason]) -> list[str]:
    """Say what was noted and did not stop the command."""
    from thidua.words.refusals import sentence

    return [say("Note: {note}", note=sentence(screen(), note)) for note in notes]


def note_json(note: Reason) -> dict[str, object]:
    """Give a note as programs read it."""
    from thidua.words.refusals import sentence

    return {"code": note.code, "message": sentence(screen(), note), "facts": _facts(note)}


def _wrong(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.reason.code != BESIDE]


def _closing(error: ThiduaError) -> str:
    count = len(_wrong(error.problems))
    if isinstance(error, CheckFailed):
        return say("Problems: {count}.", count=count)
    return say("Problems: {count}. Nothing was stored.", count=count)


def _message(problem: Problem) -> str:
    from thidua.words.refusals import remedied

    return remedied(screen(), problem.reason)


def _write_json(body: Mapping[str, object]) -> None:
    from thidua.write.jsontext import dumps

    sys.stderr.write(dumps(body) + "\n")


def problem_json(problem: Problem) -> dict[str, object]:
    """Give a problem as programs read it: its code, sentence, place and facts."""
    place = problem.place
    return {
        "code": problem.reason.code,
        "message": _message(problem),
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        **({"sheet": place.sheet} if place and place.sheet else {}),
        "facts": _facts(problem.reason),
    }


def _facts(reason: Reason) -> dict[str, object]:
    return {name: str(value) if isinstance(value, os.PathLike) else value for name, value in reason.facts.items()}


def understood(error: ThiduaError | ClickException | OSError) -> ThiduaError:
    """Give any of the three kinds of refusal as one of ours."""
    if isinstance(error, ThiduaError):
        return error
    return _misuse(error) if isinstance(error, ClickException) else _storage(error)


def _misuse(error: ClickException) -> Misuse:
    if isinstance(error, NoSuchOption):
        if error.possibilities:
            return Misuse(
                because("option-misspelt", option=error.option_name, meant=tuple(sorted(error.possibilities)))
            )
        return Misuse(because("option-unknown", option=error.option_name))
    if isinstance(error, MissingParameter) and error.param is not None:
        is_option = error.param.param_type_name == "option"
        name = error.param.opts[0] if is_option or error.param.metavar is None else error.param.metavar
        return Misuse(because("parameter-missing", name=name, command=_command(error)))
    if isinstance(error, BadOptionUsage):
        code = "option-takes-no-value" if "does not take" in error.message else "option-without-value"
        return Misuse(because(code, option=error.option_name))
    extra = _EXTRA.search(error.message)
    if extra:
        return Misuse(because("argument-extra", text=extra[1], command=_command(error)))
    return Misuse(because("usage-wrong", detail=error.format_message(), command=_command(error)))


def _command(error: ClickException) -> str:
    context = error.ctx if isinstance(error, UsageError) else None
    return context.command_path if context else "thidua"


def _storage(error: OSError) -> StorageFailed:
    detail = error.strerror or str(error)
    if error.filename is None:
        return StorageFailed(because("output-failed", detail=detail))
    if error.errno == errno.ENOSPC:
        return StorageFailed(because("disk-full", path=error.filename))
    return StorageFailed(because("file-failed", path=error.filename, detail=detail))


def tell_interrupted(*, is_json: bool) -> None:
    """Say that the run was interrupted."""
    told = say("Interrupted. A command is stored whole or not at all: see thidua status.")
    if is_json:
        body = {"schema": "thidua.error/1", "code": "interrupted", "message": told, "exit_code": 130, "problems": []}
        _write_json(body)
    else:
        sys.stderr.write(told + "\n")


def tell_bug(error: Exception, *, is_json: bool) -> int:
    """Say that this is the program's fault, with what its makers need to know."""
    told = say(
        "This is a bug in thidua ({kind}). A command is stored whole or not at all. Please report what follows.",
        kind=type(error).__name__,
    )
    traced = "".join(traceback.format_exception(error))
    if is_json:
        body = {"schema": "thidua.error/1", "code": "bug", "message": told, "exit_code": _BUG, "problems": []}
        _write_json({**body, "traceback": traced})
    else:
        sys.stderr.write(f"{told}\n{traced}")
    return _BUG

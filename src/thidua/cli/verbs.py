"""Making a function a command: the options every command takes are added here, once."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass, replace
from functools import wraps
from typing import Any

import typer
from typer._click import Command, Context, HelpFormatter
from typer.core import TyperCommand, TyperGroup, TyperOption

from thidua.cli import options
from thidua.cli.session import begin
from thidua.errors import Misuse, Reason, because
from thidua.words.language import say

ORDER = (
    "init",
    "campaign",
    "launch",
    "unit",
    "template",
    "import",
    "register",
    "score",
    "evaluate",
    "rescore",
    "vote",
    "commend",
    "publicise",
    "learn",
    "review",
    "recognise",
    "withdraw",
    "revoke",
    "status",
    "explain",
    "report",
    "log",
    "void",
    "close",
    "reopen",
    "verify",
    "backup",
    "restore",
    "forget",
    "upgrade",
    "doctor",
    "help",
    "demo",
)
EXAMPLE = "\n\n\b\n"
_SHARED = {
    "db": options.Db,
    "campaign": options.CampaignOption,
    "actor": options.Actor,
    "is_json": options.Json,
    "is_quiet": options.Quiet,
}

# what people write freely, in whichever command: it stays in the ledger
_WRITTEN = (
    "actor",
    "applied",
    "channel",
    "content",
    "form",
    "goal",
    "ground",
    "head",
    "head_post",
    "items",
    "name",
    "note",
    "person",
    "person_post",
    "place",
    "reason",
    "signatory",
    "signatory_post",
    "speciality",
)


class _Spoken(Command):
    """What the command line's library would say in English only, said in the screen's language."""

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=say("Usage: "))

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Give the --help option."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("Show this message and exit.")
        return option


class Verb(_Spoken, TyperCommand):
    """One command."""


class Commands(_Spoken, TyperGroup):
    """A group that answers a mistyped command with what was probably meant."""

    def list_commands(self, ctx: Context) -> list[str]:
        """List the commands in the order of the procedure."""
        return sorted(super().list_commands(ctx), key=lambda name: ORDER.index(name) if name in ORDER else -1)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Find the command, or refuse it by name."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            from difflib import get_close_matches

            meant = tuple(get_close_matches(name, self.list_commands(ctx)))
            if meant:
                raise Misuse(because("command-misspelt", name=name, meant=meant))
            raise Misuse(because("command-unknown", name=name, command=ctx.command_path))
        return super().resolve_command(ctx, args)


def run(program: Command, words: Sequence[str]) -> int:
    """Run a command as typed and give its exit code; what it raises goes through.

    Typer's own ``main`` would make a closed pipe an error, and an interrupted command of the demo a finished one.
    """
    try:
        with program.make_context("thidua", list(words)) as context:
            program.invoke(context)
    except typer.Exit as done:
        return done.exit_code
    return 0


def group(**rest: Any) -> typer.Typer:
    """Make a group of commands."""
    return typer.Typer(cls=Commands, rich_markup_mode=None, no_args_is_help=True, add_completion=False, **rest)


def verb(
    app: typer.Typer, name: str, *, example: str, looks_back: bool = False, may_redact: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a function of a session and its own options a command, with an example in its help.

    A parameter whose type is a dataclass is a group of options: each field is one, and the function is given the whole.
    One that ``looks_back`` takes --as-of besides, and its session is of that moment; one that ``may_redact`` takes
    --redact, and its session's occasion then lets nobody be named.
    """

    def added(function: Callable[..., None]) -> Callable[..., None]:
        own = list(inspect.signature(function).parameters.values())[1:]
        groups = [parameter for parameter in own if is_dataclass(parameter.annotation)]

        @wraps(function)
        def command(**given: Any) -> None:
            flags = {key: given.pop(key) for key in ("db", "campaign", "actor")}
            as_of = options.moment_of(given.pop("as_of", None))
            session = begin(flags, is_json=given.pop("is_json"), is_quiet=given.pop("is_quiet"))
            noted = tuple(_noted({**given, "actor": session.settings.actor}))
            is_redacted = bool(given.pop("is_redacted", False))
            session = replace(session, as_of=as_of, is_redacted=is_redacted, noted=noted)
            if session.is_json and given.get("format_name") not in (None, "json"):
                raise Misuse(because("option-conflict", first="--json", second="--format"))
            for parameter in groups:
                options_of_it = {field.name: given.pop(field.name) for field in fields(parameter.annotation)}
                given[parameter.name] = parameter.annotation(**options_of_it)
            function(session, **given)

        shared = _shared(looks_back=looks_back, may_redact=may_redact)
        parameters = [*(flat for parameter in own for flat in _flat(parameter)), *shared]
        command.__dict__["__signature__"] = inspect.Signature(parameters)
        command.__annotations__ = {p.name: p.annotation for p in parameters}
        first, _, more = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
        told = f"{first}{EXAMPLE}{inspect.cleandoc(example)}" + (f"\n\n{more}" if more else "")
        app.command(name, help=told, cls=Verb)(command)
        return function

    return added


def _noted(given: Mapping[str, object]) -> Iterator[Reason]:
    """Note what looks like an identity number in the words of a command: a name, a post, a text that stays."""
    from thidua.domain.identity import identity_number

    for key in _WRITTEN:
        typed = given.get(key)
        for text in typed if isinstance(typed, list) else [typed]:
            number = identity_number(text) if isinstance(text, str) else None
            if number is not None:
                option = f"--{key.removesuffix('s').replace('_', '-')}"
                yield because("identity-number-typed", option=option, number=number)


def _flat(parameter: inspect.Parameter) -> list[inspect.Parameter]:
    """Give a parameter as the command line knows it: a group of options is its fields."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    if not is_dataclass(parameter.annotation):
        return [parameter.replace(kind=keyword)]
    return [
        inspect.Parameter(
            field.name,
            keyword,
            annotation=field.type,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
        )
        for field in fields(parameter.annotation)
    ]


def _shared(*, looks_back: bool, may_redact: bool) -> list[inspect.Parameter]:
    """Give the options that every command takes, after those of one that looks back and may redact."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    shared = {
        **({"as_of": options.AsOf} if looks_back else {}),
        **({"is_redacted": options.Redact} if may_redact else {}),
        **_SHARED,
    }
    return [
        inspect.Parameter(key, keyword, annotation=kind, default=False if key.startswith("is_") else None)
        for key, kind in shared.items()
    ]

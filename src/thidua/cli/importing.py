"""``thidua import units | registrations | scores | votes | publicity | learning``: files of rows, one entry."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from typer._click import Context

from thidua.cli.batches import Files, Job, ManyOptions, store
from thidua.cli.options import OptionalMonth, StageOption, Why, optional_month, stage_of, tidied
from thidua.cli.progress import progress
from thidua.cli.session import Session
from thidua.cli.verbs import Commands, verb
from thidua.errors import Misuse, because
from thidua.words.language import say

if TYPE_CHECKING:
    from thidua.actions.receipts import Imported
    from thidua.read.source import Source


class _Imports(Commands):
    """Lets ``thidua import FILE`` stand for ``thidua import any FILE``."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put in the command that was left out."""
        first = args[0] if args else "--help"
        is_option = first.startswith("-") and first not in {"-", "--help"}
        is_file = first not in self.commands and (first == "-" or "." in first or os.path.lexists(first))
        return super().parse_args(ctx, ["any", *args] if is_option or is_file else args)


app = typer.Typer(
    cls=_Imports,
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    help="Store files of rows, FILE… or KIND FILE…: all of them or, when any row is wrong, nothing.",
)
Update = Annotated[
    bool,
    typer.Option("--update", help="Let values that differ supersede what is there, each with its reason or --reason."),
]

KindOption = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help="units, registrations, scores … [default: told by the columns]"),
]


def _job(session: Session, many: ManyOptions, kind: str, reason: str | None = None) -> Job:
    act, following = _act(kind)
    stored = partial(act, session.db, terms=many.terms(tidied(reason)), occasion=session.occasion)
    return Job(kind, stored, following)


def _act(kind: str) -> tuple[Callable[..., "Imported"], str]:
    """Give what stores files of a kind that needs no more options, and what is said to come next."""
    if kind == "units":
        from thidua.actions.units import import_units

        return import_units, say("Next: thidua unit tree")
    if kind == "registrations":
        from thidua.actions.register import import_registrations

        return import_registrations, say("Next: thidua report registrations")
    if kind == "votes":
        from thidua.actions.vote import import_votes

        return import_votes, say("Next: thidua status")
    if kind == "publicity":
        from thidua.actions.publicise import import_publicity

        return import_publicity, say("Next: thidua status")
    from thidua.actions.learn import import_learning

    return import_learning, say("Next: thidua status")


def _store(session: Session, files: Files, many: ManyOptions, kind: str, reason: str | None = None) -> None:
    job = _job(session, many, kind, reason)
    store(session, files, many, lambda _: job)


@dataclass(frozen=True)
class ScoreOptions:
    """What all rows of a file of scores are, unless each says its own."""

    month: OptionalMonth = None
    stage: StageOption = None
    update: Update = False


def _score_job(session: Session, many: ManyOptions, scored: ScoreOptions, reason: str | None) -> Job:
    from thidua.actions.score import Every, import_scores

    when, terms = optional_month(scored.month), many.terms(tidied(reason))
    every = Every(when, stage_of(scored.stage), scored.update)

    def act(sources: Sequence["Source"]) -> "Imported":
        with progress(sources, is_quiet=session.is_quiet or session.is_json) as told:
            return import_scores(session.db, sources, every, terms, occasion=session.occasion, told=told)

    following = say("Next: thidua evaluate --month {month}", month="MONTH" if when is None else str(when))
    return Job("scores", act, following)


def _units(session: Session, files: Files, many: ManyOptions, reason: Why = None) -> None:
    """Store files of units.

    Columns: code, name, kind; and, as wanted: parent, cluster, head, head_post, valid_from, valid_to.
    """
    _store(session, files, many, "units", reason)


def _registrations(session: Session, files: Files, many: ManyOptions) -> None:
    """Store files of registrations.

    Columns: code, unit, on; and, as wanted: person, person_post, person_kind, speciality, content, goal, deadline,
    tags. Several lines of one code are several items of its content.
    """
    _store(session, files, many, "registrations")


def _scores(session: Session, files: Files, many: ManyOptions, scored: ScoreOptions, reason: Why = None) -> None:
    """Store files of monthly results.

    Columns: registration, criterion, value; month unless --month is given; and, as wanted: stage (self, appraised,
    agreed), reason (why it differs from the stage before, or from what it supersedes), note. An empty value is a line
    that is not scored.
    """
    job = _score_job(session, many, scored, reason)
    store(session, files, many, lambda _: job)


def _votes(session: Session, files: Files, many: ManyOptions) -> None:
    """Store files of selection votes.

    Columns: month, on, present, valid, nominee, yes, no; and, as wanted: eligible, recused, issued, returned, chair,
    reason. Lines of the same month and day are one sitting.
    """
    _store(session, files, many, "votes")


def _publicity(session: Session, files: Files, many: ManyOptions) -> None:
    """Store files of acts of publicising (step 2).

    Columns: exemplar, on, channel; and, as wanted: place, reach, link.
    """
    _store(session, files, many, "publicity")


def _learning(session: Session, files: Files, many: ManyOptions) -> None:
    """Store files of learnings (step 3).

    Columns: learner, exemplar, on, form; and, as wanted: participants, applied.
    """
    _store(session, files, many, "learning")


def _any(
    session: Session, files: Files, many: ManyOptions, scored: ScoreOptions, kind: KindOption = None, reason: Why = None
) -> None:
    """Store files of any kind, told by the columns they have.

    The same as import units, registrations, scores, votes, publicity or learning, with their options.
    """
    from thidua.actions.kinds import LAYOUTS, kind_of

    if kind is not None and kind not in LAYOUTS:
        raise Misuse(because("choice-wanted", option="--kind", text=kind, known=tuple(LAYOUTS)))

    def chosen(sources: Sequence["Source"]) -> Job:
        told = kind or kind_of(sources)
        if told == "scores":
            return _score_job(session, many, scored, reason)
        given = next((f"--{name}" for name, value in vars(scored).items() if value), None)
        if given is not None:
            raise Misuse(because("option-for-other", option=given, command="thidua import scores"))
        if told != "units" and reason is not None:
            command = "thidua import scores, thidua import units"
            raise Misuse(because("option-for-other", option="--reason", command=command))
        return _job(session, many, told, reason)

    store(session, files, many, chosen)


verb(app, "any", example="thidua import any diem-03.xlsx --month 2024-03")(_any)
verb(app, "units", example="thidua import units campaigns/units-ba-tri-2024.csv")(_units)
verb(app, "registrations", example="thidua import registrations dang-ky.csv")(_registrations)
verb(app, "scores", example="thidua import scores diem-03.csv --month 2024-03")(_scores)
verb(app, "votes", example="thidua import votes binh-chon.csv")(_votes)
verb(app, "publicity", example="thidua import publicity tuyen-truyen.csv")(_publicity)
verb(app, "learning", example="thidua import learning hoc-tap.csv")(_learning)

"""``thidua import units | registrations | scores | votes | publicity | learning``: files of rows, one entry."""

import os
from collections.abc import Sequence
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
    help="Store files of rows: all of them or, when any row is wrong, nothing.",
)
Update = Annotated[
    bool,
    typer.Option("--update", help="Let values that differ supersede what is there, each with its reason or --reason."),
]

KindOption = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help="units, registrations, scores … [default: told by the columns]"),
]


def _unit_job(session: Session, many: ManyOptions, reason: str | None) -> Job:
    from thidua.actions.units import import_units

    terms = many.terms(tidied(reason))
    act = partial(import_units, session.db, terms=terms, occasion=session.occasion)
    return Job("units", act, say("Next: thidua unit tree"))


def _registration_job(session: Session, many: ManyOptions) -> Job:
    from thidua.actions.register import import_registrations

    act = partial(import_registrations, session.db, terms=many.terms(), occasion=session.occasion)
    return Job("registrations", act, say("Next: thidua report registrations"))


def _vote_job(session: Session, many: ManyOptions) -> Job:
    from thidua.actions.vote import import_votes

    act = partial(import_votes, session.db, terms=many.terms(), occasion=session.occasion)
    return Job("votes", act, say("Next: thidua status"))


def _publicity_job(session: Session, many: ManyOptions) -> Job:
    from thidua.actions.publicise import import_publicity

    act = partial(import_publicity, session.db, terms=many.terms(), occasion=session.occasion)
    return Job("publicity", act, say("Next: thidua status"))


def _learning_job(session: Session, many: ManyOptions) -> Job:
    from thidua.actions.learn import import_learning

    act = partial(import_learning, session.db, terms=many.terms(), occasion=session.occasion)
    return Job("learning", act, say("Next: thidua status"))


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
    job = _unit_job(session, many, reason)
    store(session, files, many, lambda _: job)


def _registrations(session: Session, files: Files, many: ManyOptions) -> None:
    """Store files of registrations.

    Columns: code, unit, on; and, as wanted: person, person_post, person_kind, speciality, content, goal, deadline,
    tags. Several lines of one code are several items of its content.
    """
    job = _registration_job(session, many)
    store(session, files, many, lambda _: job)


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
    job = _vote_job(session, many)
    store(session, files, many, lambda _: job)


def _publicity(session: Session, files: Files, many: ManyOptions) -> None:
    """Store files of acts of publicising (step 2).

    Columns: exemplar, on, channel; and, as wanted: place, reach, link.
    """
    job = _publicity_job(session, many)
    store(session, files, many, lambda _: job)


def _learning(session: Session, files: Files, many: ManyOptions) -> None:
    """Store files of learnings (step 3).

    Columns: learner, exemplar, on, form; and, as wanted: participants, applied.
    """
    job = _learning_job(session, many)
    store(session, files, many, lambda _: job)


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
        if told != "units" and reason is not None:
            given = given or "--reason"
        if given is not None:
            raise Misuse(because("option-for-other", option=given, command="thidua import scores"))
        return _unit_job(session, many, reason) if told == "units" else _OTHERS[told](session, many)

    store(session, files, many, chosen)


_OTHERS = {
    "registrations": _registration_job,
    "votes": _vote_job,
    "publicity": _publicity_job,
    "learning": _learning_job,
}
verb(app, "any", example="thidua import any diem-03.xlsx --month 2024-03")(_any)
verb(app, "units", example="thidua import units campaigns/units-ba-tri-2024.csv")(_units)
verb(app, "registrations", example="thidua import registrations dang-ky.csv")(_registrations)
verb(app, "scores", example="thidua import scores diem-03.csv --month 2024-03")(_scores)
verb(app, "votes", example="thidua import votes binh-chon.csv")(_votes)
verb(app, "publicity", example="thidua import publicity tuyen-truyen.csv")(_publicity)
verb(app, "learning", example="thidua import learning hoc-tap.csv")(_learning)

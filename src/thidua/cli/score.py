"""``thidua score``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import Code, MonthOption, StageOption, Why, as_typed, month_of, stage_of, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.domain.points import ZERO
from thidua.domain.stages import Stage
from thidua.words.language import say, screen
from thidua.words.terms import term

if TYPE_CHECKING:
    from thidua.actions.score import Scored

Criterion = Annotated[str, typer.Argument(metavar="CRITERION", help="A criterion of its track.")]
Value = Annotated[
    str,
    typer.Argument(
        metavar="VALUE",
        help="What is reported, as the line's rule reads it: 9,5 · 3 · 5 waived 2 · 19/20 · yes; empty takes it back.",
    ),
]


@dataclass(frozen=True)
class RemarkOptions:
    """What is written beside a result: at which stage, a note, and why it differs from another."""

    stage: StageOption = None
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A note or the evidence.")] = None
    reason: Why = None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    points = "thidua score MH-01 nong-thon-moi 9,5 --month 2024-03"
    cases = "thidua score MH-01 bao-cao-tre 3 --month 2024-03 --stage self"
    verb(app, "score", example=f"{points}\n{cases}")(_score)


def _score(
    session: Session, code: Code, criterion: Criterion, value: Value, month: MonthOption, beside: RemarkOptions
) -> None:
    """Record one monthly result.

    Another value for a line already scored needs --reason; it supersedes the old one, which stays in the ledger. So
    does a value that differs from the stage before: self, then appraised, then agreed. See thidua help stages.
    """
    from thidua.actions.score import score
    from thidua.read.scores import ScoreRow

    reason = tidied(beside.reason)
    row = ScoreRow(
        1,
        tidy(code),
        tidy(criterion),
        month_of(month),
        tidy(as_typed(value)),
        tidied(beside.note),
        stage_of(beside.stage) or Stage.AGREED,
        reason,
    )
    done = score(session.db, row, reason=reason, occasion=session.occasion)
    told = [_told(done), *session.notes(done.notes)]
    session.receipt("score", done, *told, say("Next: thidua evaluate --month {month}", month=str(done.month)))


def _told(done: "Scored") -> str:
    facts = {"code": done.registration, "criterion": done.criterion, "month": done.month, "points": done.points}
    if not done.is_new:
        return say("Unchanged: {code} has just that for {criterion} in {month}.", **facts)
    if done.points is None:
        return say("{code} {criterion} {month}: taken back, not scored; it had {before}.", **facts, before=done.before)
    if done.before is not None:
        told = say("{code} {criterion} {month}: {points}, superseding {before}.", **facts, before=done.before)
    elif done.maximum in {None, ZERO}:
        told = say("{code} {criterion} {month}: {points}.", **facts)
    else:
        told = say("{code} {criterion} {month}: {points} of {maximum}.", **facts, maximum=done.maximum)
    is_plain = done.reported == str(done.points)
    parts = ["" if is_plain else say("Reported: {reported}.", reported=done.reported)]
    if done.stage != Stage.AGREED.word:
        parts.append(say("Stage: {stage}.", stage=term(screen(), "stage", done.stage)))
    return " ".join([told, *(part for part in parts if part)])

"""``thidua score``."""

from dataclasses import dataclass
from typing import Annotated

import typer

from thidua.cli.options import Code, MonthOption, Why, as_typed, month_of, tidied, well_formed
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.domain.points import parse_points
from thidua.words.language import say

Criterion = Annotated[str, typer.Argument(metavar="CRITERION", help="A criterion of its track.")]
Value = Annotated[str, typer.Argument(metavar="VALUE", help="The points: 9.5 or 9,5.")]


@dataclass(frozen=True)
class RemarkOptions:
    """What is written beside a result: a note, and why it supersedes another."""

    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A note or the evidence.")] = None
    reason: Why = None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "score", example="thidua score MH-01 nong-thon-moi 9,5 --month 2024-03")(_score)


def _score(
    session: Session, code: Code, criterion: Criterion, value: Value, month: MonthOption, beside: RemarkOptions
) -> None:
    """Record one monthly result.

    Another value for a line already scored needs --reason; it supersedes the old one, which stays in the ledger.
    """
    from thidua.actions.score import score
    from thidua.read.scores import ScoreRow

    reported = as_typed(value)
    well_formed(parse_points(reported))
    row = ScoreRow(1, tidy(code), tidy(criterion), month_of(month), reported, tidied(beside.note))
    done = score(session.db, row, reason=tidied(beside.reason), occasion=session.occasion)
    facts = {"code": done.registration, "criterion": done.criterion, "month": done.month, "points": done.points}
    if not done.is_new:
        told = say("Unchanged: {code} has just that for {criterion} in {month}.", **facts)
    elif done.before is not None:
        told = say("{code} {criterion} {month}: {points}, superseding {before}.", **facts, before=done.before)
    else:
        told = say("{code} {criterion} {month}: {points} of {maximum}.", **facts, maximum=done.maximum)
    session.receipt("score", done, told, say("Next: thidua evaluate --month {month}", month=str(done.month)))

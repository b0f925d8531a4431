"""``thidua vote``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.counts import BallotOptions, tell_counts
from thidua.cli.options import EvaluationOption, MonthOption, On, Why, day_of, month_of, optional_count, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.words.language import say

if TYPE_CHECKING:
    from thidua.actions.vote import Voted

First = Annotated[str, typer.Argument(metavar="CODE", help="The nominee: a registration's code, or its name.")]
Nominees = Annotated[
    list[str] | None, typer.Option("--nominee", metavar="CODE=YES/NO", help="One more nominee of the same sitting.")
]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = (
        "thidua vote MH-01 --month 2024-03 --on 2024-04-02 --present 9 --issued 9 --returned 9 --valid 9 \\\n"
        "  --yes 8 --no 1"
    )
    verb(app, "vote", example=example)(_vote)


@dataclass(frozen=True)
class SittingOptions:
    """What a sitting was about and when it was held."""

    month: MonthOption
    on: On = None
    evaluation: EvaluationOption = None


def _vote(
    session: Session,
    code: First,
    sitting: SittingOptions,
    ballots: BallotOptions,
    nominee: Nominees = None,
    reason: Why = None,
) -> None:
    """Record a selection vote (step 1, bình chọn).

    Counts only: who voted how is never stored. Nominees are those on the shortlist; others need --reason.
    """
    from thidua.actions.vote import vote
    from thidua.cli.typed import nominee_of
    from thidua.read.votes import VoteRow

    votes = [(tidy(code), *ballots.votes()), *(nominee_of(text) for text in nominee or [])]
    month, counts = month_of(sitting.month), ballots.counts(day_of(sitting.on, session))
    rows = [
        VoteRow(line=1, month=month, nominee=name, yes=yes, no=no, reason=tidied(reason), **vars(counts))
        for name, yes, no in votes
    ]
    evaluation = optional_count(sitting.evaluation)
    done = vote(session.db, tuple(rows), evaluation=evaluation, occasion=session.occasion)
    session.receipt("vote", done, *_told(done))


def _told(done: "Voted") -> list[str]:
    return [
        say("Vote of {month} on evaluation {number}.", month=done.month, number=done.evaluation),
        *tell_counts(done.counted),
        *(
            say("Next: thidua commend {code} --month {month} --on DATE", code=one.nominee, month=str(done.month))
            for one in done.counted.outcomes
            if one.carried
        ),
    ]

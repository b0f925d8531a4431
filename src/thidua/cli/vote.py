"""``thidua vote``."""

from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.counts import tell_counts
from thidua.cli.options import (
    ChairSays,
    Eligible,
    EvaluationOption,
    Issued,
    MonthOption,
    No,
    On,
    Present,
    Recused,
    Returned,
    Valid,
    Why,
    Yes,
    answer,
    count_of,
    day_of,
    month_of,
    optional_count,
    tidied,
)
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.words.language import say

if TYPE_CHECKING:
    from thidua.read.votes import VoteRow

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


def _vote(
    session: Session,
    code: First,
    month: MonthOption,
    present: Present = None,
    eligible: Eligible = None,
    recused: Recused = None,
    issued: Issued = None,
    returned: Returned = None,
    valid: Valid = None,
    yes: Yes = None,
    no: No = None,
    nominee: Nominees = None,
    chair: ChairSays = None,
    on: On = None,
    evaluation: EvaluationOption = None,
    reason: Why = None,
) -> None:
    """Record a selection vote (step 1, bình chọn).

    Counts only: who voted how is never stored. Nominees are those on the shortlist; others need --reason.
    """
    from thidua.actions.vote import vote
    from thidua.cli.typed import nominee_of
    from thidua.read.votes import VoteRow

    occasion = session.occasion

    def row(name: str, votes_for: int, votes_against: int) -> "VoteRow":
        return VoteRow(
            line=1,
            month=month_of(month),
            on=day_of(on, session),
            eligible=optional_count(eligible),
            present=count_of(present, "--present"),
            recused=optional_count(recused) or 0,
            issued=optional_count(issued),
            returned=optional_count(returned),
            valid=count_of(valid, "--valid"),
            nominee=name,
            yes=votes_for,
            no=votes_against,
            chair=answer(chair, "--chair"),
            reason=tidied(reason),
        )

    rows = [row(tidy(code), count_of(yes, "--yes"), count_of(no, "--no"))]
    rows += [row(*nominee_of(text)) for text in nominee or []]
    done = vote(session.db, tuple(rows), evaluation=optional_count(evaluation), occasion=occasion)
    lines = [say("Vote of {month} on evaluation {number}.", month=done.month, number=done.evaluation)]
    lines += tell_counts(done.counted)
    lines += [
        say("Next: thidua commend {code} --month {month} --on DATE", code=one.nominee, month=str(done.month))
        for one in done.counted.outcomes
        if one.carried
    ]
    session.receipt("vote", done, *lines)

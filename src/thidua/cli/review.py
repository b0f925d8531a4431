"""``thidua review``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.counts import BallotOptions, tell_counts
from thidua.cli.options import Exemplar, Learner, On, OptionalMonth, day_of, month_of, needed, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.errors import Misuse, because
from thidua.words.language import say, screen
from thidua.words.terms import term

if TYPE_CHECKING:
    from thidua.actions.review import Minutes, Reviewed
    from thidua.domain.comparison import Result


@dataclass(frozen=True)
class ReviewOptions:
    """Which month is reviewed, when, and as what the learner is put to the vote."""

    month: OptionalMonth = None
    on: On = None
    claim: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="RESULT", help="following, caught-up or surpassed. [default: as far as the figures go]"
        ),
    ] = None


@dataclass(frozen=True)
class MinutesOptions:
    """The paper that closes a review; both or neither."""

    minutes: Annotated[str | None, typer.Option("--minutes", metavar="NUMBER", help="Number of the minutes.")] = None
    minutes_date: Annotated[str | None, typer.Option("--minutes-date", metavar="DATE", help="Date of the minutes.")] = (
        None
    )

    def paper(self, session: Session) -> "Minutes | None":
        """Read the paper, where it is given."""
        from thidua.actions.review import Minutes

        if self.minutes is None and self.minutes_date is None:
            return None
        signed = day_of(needed(self.minutes_date, "--minutes-date"), session)
        return Minutes(needed(tidied(self.minutes), "--minutes"), signed)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = (
        "thidua review TH-01 --from MH-01 --month 2024-09 --on 2024-10-03 --present 9 --issued 9 --returned 9 \\\n"
        "  --valid 9 --yes 8 --no 1 --minutes 12/BB-HĐ --minutes-date 2024-10-03"
    )
    verb(app, "review", example=example)(_review)


def _review(
    session: Session,
    learner: Learner,
    exemplar: Exemplar,
    asked: ReviewOptions,
    ballots: BallotOptions,
    closing: MinutesOptions,
) -> None:
    """Review a learner beside its exemplar (step 4, bình xét).

    The figures set the ceiling: following, caught up or surpassed; the vote decides up to it. The number and date of
    the minutes close the review: give them at once, or later without --month.
    """
    from thidua.actions.review import Verdict, review

    pair, paper = (tidy(learner), tidy(exemplar)), closing.paper(session)
    if asked.month is None:
        if paper is None or ballots.is_given or asked.claim is not None:
            raise Misuse(because("option-missing", option="--month"))
        _close(session, pair, paper)
        return
    verdict = Verdict(ballots.counts(day_of(asked.on, session)), *ballots.votes(), _claimed(asked.claim))
    done = review(session.db, pair, month_of(asked.month), verdict, minutes=paper, occasion=session.occasion)
    session.receipt("review", done, *_told(done))


def _close(session: Session, pair: tuple[str, str], paper: "Minutes") -> None:
    from thidua.actions.review import close_review

    closed = close_review(session.db, pair, paper, occasion=session.occasion)
    facts = {"learner": closed.learner, "exemplar": closed.exemplar, "minutes": closed.minutes}
    told = say("Review of {learner} beside {exemplar} closed by {minutes}.", **facts)
    session.receipt("review-close", closed, told, _following(closed.result, closed.learner, closed.exemplar))


def _claimed(text: str | None) -> "Result | None":
    from thidua.domain.comparison import Result

    if text is None:
        return None
    if text not in list(Result):
        raise Misuse(because("choice-wanted", option="--as", text=text, known=tuple(Result)))
    return Result(text)


def _told(done: "Reviewed") -> list[str]:
    language = screen()
    by = say("the total") if done.by == "total" else say("criterion {code}", code=done.by)
    lines = [
        say(
            "{learner} ({name}) {month}: {points}; {exemplar} ({exemplar_name}) {exemplar_month}: {exemplar_points}.",
            learner=done.learner,
            name=done.learner_name,
            month=done.month,
            points=done.learner_points,
            exemplar=done.exemplar,
            exemplar_name=done.exemplar_name,
            exemplar_month=done.exemplar_month,
            exemplar_points=done.exemplar_points,
        ),
        say(
            "Compared by {by}; the exemplar's figure is {benchmark}. The figures allow: {ceiling}.",
            by=by,
            benchmark=term(language, "benchmark", done.benchmark),
            ceiling=term(language, "result", done.ceiling.value),
        ),
    ]
    if done.at_bound:
        lines.append(say("The exemplar is at the bound of {bound}: it cannot be surpassed.", bound=done.bound))
    lines += tell_counts(done.counted)
    lines.append(say("Result: {result}.", result=term(language, "result", done.result.value)))
    if done.minutes is None:
        facts = {"learner": done.learner, "exemplar": done.exemplar}
        lines.append(
            say("Next: thidua review {learner} --from {exemplar} --minutes NUMBER --minutes-date DATE", **facts)
        )
    else:
        lines.append(_following(done.result, done.learner, done.exemplar))
    return lines


def _following(result: "Result", learner: str, exemplar: str) -> str:
    from thidua.domain.comparison import Result

    facts = {"learner": learner, "exemplar": exemplar}
    if result is Result.FOLLOWING:
        return say(
            "Next: thidua review {learner} --from {exemplar} --month MONTH …, when it is reviewed again", **facts
        )
    return say("Next: thidua recognise {learner} --from {exemplar} --decision NUMBER --on DATE", **facts)

"""``thidua commend``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import (
    Code,
    MonthOption,
    On,
    Signatory,
    SignatoryPost,
    Why,
    day_of,
    month_of,
    optional_day,
    tidied,
)
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.words.language import say, screen
from thidua.words.terms import term

if TYPE_CHECKING:
    from thidua.actions.commend import Commended


@dataclass(frozen=True)
class AwardOptions:
    """What is given: praise, reward or both, in which form, and on what ground when no vote has carried it."""

    praise: Annotated[bool, typer.Option("--praise", help="Praise (biểu dương). [default, unless --reward alone]")] = (
        False
    )
    reward: Annotated[
        bool, typer.Option("--reward", help="Reward (khen thưởng); needs --decision and --decision-date.")
    ] = False
    form: Annotated[str | None, typer.Option("--form", metavar="TEXT", help="The form: giấy khen, bằng khen …")] = None
    ad_hoc: Annotated[
        bool, typer.Option("--ad-hoc", help="Outside the monthly vote (khen đột xuất); needs --reason.")
    ] = False
    reason: Why = None


@dataclass(frozen=True)
class DecisionOptions:
    """The decision by which it is given, and who signed it."""

    decision: Annotated[str | None, typer.Option("--decision", metavar="NUMBER", help="Number of the decision.")] = None
    decision_date: Annotated[
        str | None, typer.Option("--decision-date", metavar="DATE", help="Date of the decision.")
    ] = None
    signatory: Signatory = None
    signatory_post: SignatoryPost = None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = (
        "thidua commend MH-01 --month 2024-03 --on 2024-04-05 --praise --reward --form giấy-khen \\\n"
        "  --decision 125/QĐ-UBND --decision-date 2024-04-05"
    )
    verb(app, "commend", example=example)(_commend)


def _commend(
    session: Session,
    code: Code,
    month: MonthOption,
    award: AwardOptions,
    paper: DecisionOptions,
    on: On = None,
) -> None:
    """Commend a registrant, now an exemplar (end of step 1).

    Needs a carried vote of that month, or --ad-hoc with --reason. Praise and reward are two different records.
    """
    from thidua.actions.commend import commend
    from thidua.domain.recognition import Award

    given = Award(
        month=month_of(month),
        on=day_of(on, session),
        praise=award.praise or not award.reward,
        reward=award.reward,
        decision=tidied(paper.decision),
        decided_on=optional_day(paper.decision_date),
        is_ad_hoc=award.ad_hoc,
        reason=tidied(award.reason),
        form=tidied(award.form),
    )
    signatory, post = tidied(paper.signatory), tidied(paper.signatory_post)
    done = commend(session.db, tidy(code), given, signatory=signatory, post=post, occasion=session.occasion)
    session.receipt("commend", done, *_told(done))


def _told(done: "Commended") -> list[str]:
    kinds = ", ".join(term(screen(), "award", kind) for kind in done.kinds)
    facts = {"code": done.registration, "name": done.name, "kinds": kinds, "month": done.month}
    lines = [say("{code} ({name}): {kinds} for {month}, on {day}.", **facts, day=done.on)]
    if done.is_first:
        lines.append(say("{code} is an exemplar from here on.", **facts))
    return [*lines, say("Next: thidua publicise {code} --channel TEXT --on DATE", **facts)]

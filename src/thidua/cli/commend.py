"""``thidua commend``."""

from typing import Annotated

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

Praise = Annotated[bool, typer.Option("--praise", help="Praise (biểu dương). [default, unless --reward alone]")]
Reward = Annotated[bool, typer.Option("--reward", help="Reward (khen thưởng); needs --decision and --decision-date.")]
Form = Annotated[str | None, typer.Option("--form", metavar="TEXT", help="The form: giấy khen, bằng khen …")]
DecisionNo = Annotated[str | None, typer.Option("--decision", metavar="NUMBER", help="Number of the decision.")]
DecisionDate = Annotated[str | None, typer.Option("--decision-date", metavar="DATE", help="Date of the decision.")]
AdHoc = Annotated[bool, typer.Option("--ad-hoc", help="Outside the monthly vote (khen đột xuất); needs --reason.")]


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
    on: On = None,
    praise: Praise = False,
    reward: Reward = False,
    form: Form = None,
    decision: DecisionNo = None,
    decision_date: DecisionDate = None,
    signatory: Signatory = None,
    signatory_post: SignatoryPost = None,
    ad_hoc: AdHoc = False,
    reason: Why = None,
) -> None:
    """Commend a registrant, now an exemplar (end of step 1).

    Needs a carried vote of that month, or --ad-hoc with --reason. Praise and reward are two different records.
    """
    from thidua.actions.commend import commend
    from thidua.domain.recognition import Award

    occasion = session.occasion
    award = Award(
        month_of(month),
        day_of(on, session),
        praise or not reward,
        reward,
        tidied(decision),
        optional_day(decision_date),
        ad_hoc,
        tidied(reason),
        tidied(form),
    )
    done = commend(
        session.db,
        tidy(code),
        award,
        signatory=tidied(signatory),
        post=tidied(signatory_post),
        occasion=occasion,
    )
    kinds = ", ".join(term(screen(), "award", kind) for kind in done.kinds)
    facts = {"code": done.registration, "name": done.name, "kinds": kinds, "month": done.month}
    lines = [say("{code} ({name}): {kinds} for {month}, on {day}.", **facts, day=done.on)]
    if done.is_first:
        lines.append(say("{code} is an exemplar from here on.", **facts))
    lines.append(say("Next: thidua publicise {code} --channel TEXT --on DATE", **facts))
    session.receipt("commend", done, *lines)

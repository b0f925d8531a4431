"""``thidua evaluate``."""

from pathlib import Path

import typer

from thidua.cli.options import (
    Format,
    Output,
    UsedStage,
    WhenOptions,
    month_of,
    needed,
    period_of,
    stage_of,
)
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.month import Month
from thidua.domain.stages import Stage
from thidua.errors import Misuse, because
from thidua.words.language import say, screen


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = "thidua evaluate --month 2024-03\nthidua evaluate --from 2024-03 --to 2024-11"
    verb(app, "evaluate", example=example)(_evaluate)


def _evaluate(
    session: Session, when: WhenOptions, stage: UsedStage = None, format_name: Format = None, output: Output = None
) -> None:
    """Evaluate a month (step 1, đánh giá), or a longer period.

    Totals, pillars by family, groups, grades with their gates and quotas, ranks, what is missing, who is not graded,
    and the shortlist for the vote. With --from and --to (sơ kết, tổng kết): the mean or the sum of the evaluated
    months, as the campaign says. With nothing new since the last evaluation it is that same evaluation.
    """
    from thidua.cli.output import format_chosen

    format_chosen(format_name, output)
    period, used = period_of(when.first, when.last, when.month), stage_of(stage)
    if period is None:
        _month(session, month_of(needed(when.month, "--month")), used, format_name, output)
    elif used is not None:
        raise Misuse(because("option-conflict", first="--stage", second="--from/--to"))
    else:
        _period(session, period, format_name, output)


def _month(session: Session, month: Month, stage: Stage | None, format_name: str | None, output: Path | None) -> None:
    from thidua.actions.evaluate import evaluate
    from thidua.reports.standings import standings

    occasion = session.occasion
    done = evaluate(session.db, month, stage=stage, occasion=occasion)
    document = standings(
        session.db,
        done.month,
        evaluation=done.evaluation,
        language=screen(),
        name="evaluate",
        occasion=occasion,
    )
    session.show(document, format_name=format_name, output=output)
    session.tell(*session.notes(session.noted))
    facts = {"month": done.month, "number": done.evaluation, "ranked": done.ranked, "all": done.registrants}
    if done.is_new:
        session.tell(say("Evaluation {number} of {month}: {ranked} of {all} ranked.", **facts))
    else:
        session.tell(say("Unchanged: this is still evaluation {number} of {month}.", **facts))
    if done.shortlisted:
        session.tell(say("Next: thidua vote CODE --month {month} …", month=str(done.month)))


def _period(session: Session, months: tuple[Month, Month], format_name: str | None, output: Path | None) -> None:
    from thidua.actions.evaluate_period import evaluate_period
    from thidua.reports.period import period

    occasion = session.occasion
    done = evaluate_period(session.db, *months, occasion=occasion)
    document = period(
        session.db, months, evaluation=done.evaluation, language=screen(), name="evaluate-period", occasion=occasion
    )
    session.show(document, format_name=format_name, output=output)
    session.tell(*session.notes(session.noted))
    facts = {"first": done.first, "last": done.last, "number": done.evaluation}
    if done.is_new:
        told = say(
            "Evaluation {number} of {first} to {last}: {evaluated}/{months} months, {ranked} of {all} ranked.",
            **facts,
            evaluated=done.evaluated,
            months=done.months,
            ranked=done.ranked,
            all=done.registrants,
        )
    else:
        told = say("Unchanged: this is still evaluation {number} of {first} to {last}.", **facts)
    session.tell(told)

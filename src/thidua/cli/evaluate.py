"""``thidua evaluate``."""

import typer

from thidua.cli.options import Format, MonthOption, Output, month_of
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.words.language import say, screen


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "evaluate", example="thidua evaluate --month 2024-03")(_evaluate)


def _evaluate(session: Session, month: MonthOption, format_name: Format = None, output: Output = None) -> None:
    """Evaluate a month (step 1, đánh giá hằng tháng).

    Totals, pillars by family, grades, ranks, what is missing, and the shortlist for the vote. With nothing new since
    the last evaluation of the month it is that same evaluation.
    """
    from thidua.actions.evaluate import evaluate
    from thidua.cli.output import format_chosen
    from thidua.reports.standings import standings

    format_chosen(format_name, output)
    occasion = session.occasion
    done = evaluate(session.db, month_of(month), occasion=occasion)
    document = standings(
        session.db,
        done.month,
        evaluation=done.evaluation,
        language=screen(),
        name="evaluate",
        occasion=occasion,
    )
    session.show(document, format_name=format_name, output=output)
    facts = {"month": done.month, "number": done.evaluation, "ranked": done.ranked, "all": done.registrants}
    if done.is_new:
        session.tell(say("Evaluation {number} of {month}: {ranked} of {all} ranked.", **facts))
    else:
        session.tell(say("Unchanged: this is still evaluation {number} of {month}.", **facts))
    if done.shortlisted:
        session.tell(say("Next: thidua vote CODE --month {month} …", month=str(done.month)))

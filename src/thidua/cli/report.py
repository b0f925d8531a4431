"""``thidua report``."""

from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import EvaluationOption, Format, OptionalMonth, Output, optional_count, optional_month
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.errors import Misuse, because

if TYPE_CHECKING:
    from thidua.reports.document import Document

NAMES = ("overview", "standings", "journey", "registrations")
Name = Annotated[str, typer.Argument(metavar="NAME", help="overview, standings, journey or registrations.")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = "thidua report\nthidua report standings --month 2024-03 --format csv -o thang-3.csv"
    verb(app, "report", example=example)(_report)


def _report(
    session: Session,
    name: Name = "overview",
    month: OptionalMonth = None,
    evaluation: EvaluationOption = None,
    format_name: Format = None,
    output: Output = None,
) -> None:
    """Report in the campaign's language.

    overview: registrations and who is missing, the last month, exemplars by step, what awaits whom. standings: a
    month's table. journey: every exemplar with its learners. registrations: the register.
    """
    document = _document(session, name, month, evaluation)
    session.show(document, format_name=format_name, output=output)


def _document(session: Session, name: str, month: str | None, evaluation: str | None) -> "Document":
    when, number, occasion = optional_month(month), optional_count(evaluation), session.occasion
    if name not in NAMES:
        raise Misuse(because("choice-wanted", option="NAME", text=name, known=NAMES))
    if name == "standings":
        from thidua.reports.standings import standings

        return standings(session.db, when, evaluation=number, occasion=occasion)
    if number is not None:
        raise Misuse(because("option-for-other", option="--evaluation", command="thidua report standings"))
    if name == "overview":
        from thidua.reports.overview import overview

        return overview(session.db, when, occasion=occasion)
    if when is not None:
        raise Misuse(because("option-for-other", option="--month", command="thidua report standings"))
    if name == "journey":
        from thidua.reports.journey import journey

        return journey(session.db, occasion=occasion)
    from thidua.reports.registrations import registrations

    return registrations(session.db, occasion=occasion)

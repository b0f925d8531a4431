"""``thidua report``."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import (
    EvaluationOption,
    Format,
    Output,
    WhenOptions,
    month_of,
    needed,
    optional_count,
    optional_month,
    period_of,
)
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.errors import Misuse, because

if TYPE_CHECKING:
    from thidua.reports.document import Document

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="overview, standings, differences, journey or registrations.")
]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = "thidua report\nthidua report standings --month 2024-03 --format csv -o thang-3.csv"
    verb(app, "report", example=example, looks_back=True, may_redact=True)(_report)


def _report(
    session: Session,
    when: WhenOptions,
    name: Name = "overview",
    evaluation: EvaluationOption = None,
    format_name: Format = None,
    output: Output = None,
) -> None:
    """Report in the campaign's language.

    overview: registrations and who is missing, the last month, exemplars by step, what awaits whom. standings: a
    month's table or, with --from and --to, a longer period's. differences: where self-score, appraisal and agreed
    score differ in a month. journey: every exemplar with its learners. registrations: the register.
    """
    if name not in _REPORTS:
        raise Misuse(because("choice-wanted", option="NAME", text=name, known=tuple(_REPORTS)))
    document = _REPORTS[name](session, when, evaluation)
    session.show(document, format_name=format_name, output=output)


def _standings(session: Session, when: WhenOptions, evaluation: str | None) -> "Document":
    period, number = period_of(when.first, when.last, when.month), optional_count(evaluation)
    if period is None:
        from thidua.reports.standings import standings

        return standings(session.db, optional_month(when.month), evaluation=number, occasion=session.occasion)
    from thidua.reports.period import period as period_standings

    return period_standings(session.db, period, evaluation=number, occasion=session.occasion)


def _overview(session: Session, when: WhenOptions, evaluation: str | None) -> "Document":
    from thidua.reports.overview import overview

    _only(evaluation=evaluation, period=when.first or when.last)
    return overview(session.db, optional_month(when.month), occasion=session.occasion)


def _differences(session: Session, when: WhenOptions, evaluation: str | None) -> "Document":
    from thidua.reports.differences import differences

    _only(evaluation=evaluation, period=when.first or when.last)
    return differences(session.db, month_of(needed(when.month, "--month")), occasion=session.occasion)


def _journey(session: Session, when: WhenOptions, evaluation: str | None) -> "Document":
    from thidua.reports.journey import journey

    _only(evaluation=evaluation, period=when.first or when.last, month=when.month)
    return journey(session.db, occasion=session.occasion)


def _registrations(session: Session, when: WhenOptions, evaluation: str | None) -> "Document":
    from thidua.reports.registrations import registrations

    _only(evaluation=evaluation, period=when.first or when.last, month=when.month)
    return registrations(session.db, occasion=session.occasion)


def _only(*, evaluation: str | None = None, period: str | None = None, month: str | None = None) -> None:
    """Refuse options that only the standings take."""
    for option, given in (("--evaluation", evaluation), ("--from/--to", period), ("--month", month)):
        if given is not None:
            raise Misuse(because("option-for-other", option=option, command="thidua report standings"))


_REPORTS: Mapping[str, Callable[[Session, WhenOptions, str | None], "Document"]] = {
    "overview": _overview,
    "standings": _standings,
    "differences": _differences,
    "journey": _journey,
    "registrations": _registrations,
}

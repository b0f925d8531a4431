"""``thidua explain``."""

import typer

from thidua.cli.options import Code, Format, MonthOption, Output, UsedStage, month_of, stage_of
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.words.language import screen


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = "thidua explain MH-01 --month 2024-03"
    verb(app, "explain", example=example, looks_back=True, may_redact=True)(_explain)


def _explain(
    session: Session,
    code: Code,
    month: MonthOption,
    stage: UsedStage = None,
    format_name: Format = None,
    output: Output = None,
) -> None:
    """Explain a total line by line.

    What was reported, the rule, the points before and after its cap, what of them is counted, who entered it, when, in
    which entry; then groups with their caps and weights. It adds up to the last digit.
    """
    from thidua.reports.explain import explain

    when, used = month_of(month), stage_of(stage)
    document = explain(session.db, tidy(code), when, stage=used, language=screen(), occasion=session.occasion)
    session.show(document, format_name=format_name, output=output)

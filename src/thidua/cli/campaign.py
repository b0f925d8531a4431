"""``thidua campaign check | list | show | diff | compare | schema``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from thidua.cli.options import Format, MonthOption, Output, count_of, month_of, optional_count
from thidua.cli.session import Session
from thidua.cli.verbs import group, verb
from thidua.errors import CheckFailed, Misuse, Problem, because
from thidua.words.language import say, screen

app = group(help="Check, list, show and compare campaigns.")
Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="Campaign files (YAML).")]
Version = Annotated[
    str | None, typer.Argument(metavar="VERSION", help="A version of the campaign. [default: the last]")
]
Before = Annotated[str | None, typer.Argument(metavar="BEFORE", help="The older version. [default: the one before]")]
After = Annotated[str | None, typer.Argument(metavar="AFTER", help="The newer version. [default: the last]")]

Versions = Annotated[list[str], typer.Option("--ruleset", metavar="VERSION", help="A version; give two: A, then B.")]


def _check(session: Session, files: Files) -> None:
    """Check campaign files; every problem at once.

    Each problem is told as file:line:column, what is wrong, and what to do. Exit code 4 when there is any.
    """
    from thidua.actions.check import check

    checked = check(files)
    problems: list[Problem] = [problem for one in checked.files for problem in one.problems]
    if problems:
        raise CheckFailed(problems)
    session.receipt("campaign-check", checked, *(say("{file}: sound.", file=one.file) for one in checked.files))


def _list(session: Session, format_name: Format = None, output: Output = None) -> None:
    """List the campaigns and versions in the ledger."""
    from thidua.reports.campaigns import campaign_list

    document = campaign_list(session.db, language=screen(), occasion=session.occasion)
    session.show(document, format_name=format_name, output=output)


def _show(session: Session, version: Version = None, format_name: Format = None, output: Output = None) -> None:
    """Show what a version of the campaign says."""
    from thidua.reports.campaigns import campaign_show

    document = campaign_show(session.db, optional_count(version), occasion=session.occasion)
    session.show(document, format_name=format_name, output=output)


def _diff(
    session: Session,
    before: Before = None,
    after: After = None,
    format_name: Format = None,
    output: Output = None,
) -> None:
    """Show what changed between two versions."""
    from thidua.reports.campaigns import campaign_diff

    document = campaign_diff(
        session.db, optional_count(before), optional_count(after), language=screen(), occasion=session.occasion
    )
    session.show(document, format_name=format_name, output=output)


def _compare(
    session: Session,
    month: MonthOption,
    versions: Versions,
    format_name: Format = None,
    output: Output = None,
) -> None:
    """Show who would move under another version.

    Nothing is written. What is in force for the month is valued and evaluated under both versions.
    """
    from thidua.reports.comparing import compare

    wanted = [count_of(version, "--ruleset") for version in versions]
    if len(wanted) != len(("A", "B")):
        raise Misuse(because("two-rulesets-wanted"))
    old, new = wanted
    document = compare(session.db, month_of(month), (old, new), language=screen(), occasion=session.occasion)
    session.show(document, format_name=format_name, output=output)


def _schema(session: Session) -> None:
    """Print the JSON Schema of campaign files, for editors."""
    from thidua.actions.check import campaign_schema
    from thidua.write.jsontext import dumps

    sys.stdout.write(dumps(campaign_schema(), indent=None if session.is_json else 2) + "\n")


verb(app, "check", example="thidua campaign check campaigns/dong-khoi-moi-ba-tri-2024.yaml")(_check)
verb(app, "list", example="thidua campaign list", looks_back=True)(_list)
verb(app, "show", example="thidua campaign show 1", looks_back=True)(_show)
verb(app, "diff", example="thidua campaign diff 1 2", looks_back=True)(_diff)
verb(app, "compare", example="thidua campaign compare --month 2024-03 --ruleset 1 --ruleset 2", looks_back=True)(
    _compare
)
verb(app, "schema", example="thidua campaign schema > campaign.schema.json")(_schema)

"""Every option and argument that more than one command takes, spelled once; and how each text is read."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from thidua.cli.session import Session
from thidua.domain.dates import parse_date
from thidua.domain.month import Month, parse_month
from thidua.domain.names import tidy
from thidua.domain.points import parse_count
from thidua.domain.stages import Stage, parse_stage
from thidua.errors import Misuse, Reason, because
from thidua.words.language import say

Code = Annotated[str, typer.Argument(metavar="CODE", help="A registration: its code, or its name.")]
Learner = Annotated[str, typer.Argument(metavar="LEARNER", help="The learner's registration.")]
Exemplar = Annotated[str, typer.Option("--from", metavar="EXEMPLAR", help="The exemplar's registration.")]
MonthOption = Annotated[str, typer.Option("--month", metavar="MONTH", help="The month: 2024-03 or 03/2024.")]
OptionalMonth = Annotated[str | None, typer.Option("--month", metavar="MONTH", help="The month: 2024-03 or 03/2024.")]
FirstMonth = Annotated[str | None, typer.Option("--from", metavar="MONTH", help="The first month of a longer period.")]
LastMonth = Annotated[str | None, typer.Option("--to", metavar="MONTH", help="Its last month.")]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day: 2024-03-31 or 31/03/2024. [default: today]")
]
Why = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; kept in the ledger.")]
StageOption = Annotated[
    str | None, typer.Option("--stage", metavar="STAGE", help="self, appraised or agreed. [default: agreed]")
]
UsedStage = Annotated[
    str | None,
    typer.Option("--stage", metavar="STAGE", help="self, appraised or agreed. [default: the highest each line has]"),
]
Format = Annotated[str | None, typer.Option("--format", metavar="FORMAT", help="table, plain, tsv, csv, json or xlsx.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")]
EvaluationOption = Annotated[
    str | None, typer.Option("--evaluation", metavar="N", help="An evaluation of the month. [default: the last]")
]
Signatory = Annotated[str | None, typer.Option("--signatory", metavar="NAME", help="Who signed.")]
SignatoryPost = Annotated[str | None, typer.Option("--signatory-post", metavar="POST", help="As what.")]

Redact = Annotated[bool, typer.Option("--redact", help="Name no person: #1a2b3c4d stands for each.")]

Db = Annotated[str | None, typer.Option("--db", metavar="FILE", help="The ledger. [default: ./thidua.db]")]
CampaignOption = Annotated[
    str | None, typer.Option("--campaign", metavar="CODE", help="The campaign. [default: the only one in the ledger]")
]
Actor = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Who acts. [default: the login name]")]
Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE|ENTRY", help="As recorded by the end of a day, or by an entry: 2024-04-10, 57."
    ),
]


@dataclass(frozen=True)
class WhenOptions:
    """A month, or the months of a longer period."""

    month: OptionalMonth = None
    first: FirstMonth = None
    last: LastMonth = None


T = TypeVar("T")


def as_typed(text: str) -> str:
    """Give a negative number back its hyphen, which ``main`` took so that it would not be read as an option."""
    return text.replace("\N{MINUS SIGN}", "-")


def well_formed(value: T | Reason) -> T:
    """Give what was read, or refuse the argument: exit 2."""
    if isinstance(value, Reason):
        raise Misuse(value)
    return value


def month_of(text: str) -> Month:
    """Read a month."""
    return well_formed(parse_month(text))


def optional_month(text: str | None) -> Month | None:
    """Read a month that may be left out."""
    return None if text is None else month_of(text)


def stage_of(text: str | None) -> Stage | None:
    """Read a stage that may be left out."""
    return None if text is None else well_formed(parse_stage(text))


def period_of(first: str | None, last: str | None, month: str | None) -> tuple[Month, Month] | None:
    """Read the months of a longer period; None when a month is meant. Both ends go together, and without a month."""
    if first is None and last is None:
        return None
    if month is not None:
        raise Misuse(because("option-conflict", first="--month", second="--from/--to"))
    return month_of(needed(first, "--from")), month_of(needed(last, "--to"))


def day_of(text: str | None, session: Session) -> date:
    """Read the day of an event, today when it is left out; one that is yet to come is taken, with a warning."""
    today = session.occasion.today
    day = today if text is None else well_formed(parse_date(text))
    if day > today:
        session.tell(say("Warning: {day} is yet to come; today is {today}.", day=day, today=today))
    return day


def optional_day(text: str | None) -> date | None:
    """Read a day that may be left out."""
    return None if text is None else well_formed(parse_date(text))


def moment_of(text: str | None) -> date | int | None:
    """Read a day, or the number of an entry, that may be left out."""
    if text is None:
        return None
    return count_of(text, "--as-of") if text.strip().isdigit() else well_formed(parse_date(text))


def optional_count(text: str | None) -> int | None:
    """Read a whole number that may be left out."""
    return None if text is None else well_formed(parse_count(as_typed(text)))


def count_of(text: str | None, option: str) -> int:
    """Read a whole number that must be given."""
    return well_formed(parse_count(as_typed(needed(text, option))))


def needed(text: str | None, option: str) -> str:
    """Refuse an option that was left out."""
    if text is None:
        raise Misuse(because("option-missing", option=option))
    return text


def tidied(text: str | None) -> str | None:
    """Give a text in its one written form; blank is nothing."""
    return (tidy(text) or None) if text is not None else None


def answer(text: str | None, option: str) -> bool | None:
    """Read yes or no, in either language."""
    if text is None:
        return None
    known = {"yes": True, "y": True, "có": True, "co": True, "no": False, "n": False, "không": False, "khong": False}
    if text.strip().lower() not in known:
        raise Misuse(because("answer-wanted", option=option, text=text))
    return known[text.strip().lower()]

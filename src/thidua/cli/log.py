"""``thidua log``: the journal, one of its entries, or what changed between two points."""

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import Format, OptionalMonth, Output, optional_count, optional_day, optional_month
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.dates import parse_date
from thidua.domain.names import tidy
from thidua.domain.points import parse_count
from thidua.errors import Misuse, Reason, because

if TYPE_CHECKING:
    from thidua.reports.document import Document

Number = Annotated[str | None, typer.Argument(metavar="ENTRY", help="One entry: all of it, and its rows.")]
Between = Annotated[
    tuple[str, str] | None,
    typer.Option("--between", metavar="A B", help="What changed after A, up to B; each an entry or a day."),
]
RowsOption = Annotated[
    str | None,
    typer.Option("--rows", metavar="N", help="Rows shown of each table, or all. [default: 20 for people, else all]"),
]
_SHOWN = 20
_FOR_PEOPLE = ("table", "plain")


@dataclass(frozen=True)
class SoughtOptions:
    """Which entries are asked for."""

    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only what this person entered.")] = None
    verb: Annotated[str | None, typer.Option("--verb", metavar="VERB", help="Only this verb, such as score.")] = None
    month: OptionalMonth = None
    registration: Annotated[
        str | None, typer.Option("--registration", metavar="CODE", help="Only what is about this registration.")
    ] = None
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only from this day on.")] = None
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Only up to this day.")] = None
    last: Annotated[str | None, typer.Option("--last", metavar="N", help="Only the last N of them.")] = None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = "thidua log --month 2024-03 --verb evaluate\nthidua log 12\nthidua log --between 2024-03-31 2024-04-30"
    verb(app, "log", example=example, may_redact=True)(_log)


def _log(
    session: Session,
    sought: SoughtOptions,
    entry: Number = None,
    between: Between = None,
    rows: RowsOption = None,
    format_name: Format = None,
    output: Output = None,
) -> None:
    """List the journal's entries, show one, or tell what changed.

    Every writing command is one entry: who, when, what and why, with the anchor that stands on signed papers. Entries
    of no campaign, such as init, are listed with those of any. With --between, the scores that count otherwise at B
    than at A, and what was added or taken back.
    """
    _one_of(sought, entry, between, rows)
    if entry is not None:
        document = _entry(session, entry, _most(session, rows, format_name, output))
    elif between is not None:
        document = _between(session, between, _most(session, rows, format_name, output))
    else:
        document = _entries(session, sought)
    session.show(document, format_name=format_name, output=output)


def _one_of(sought: SoughtOptions, entry: str | None, between: tuple[str, str] | None, rows: str | None) -> None:
    """Refuse what does not go together: a list, one entry, and a difference are three questions."""
    given = [f"--{field.name}" for field in fields(sought) if getattr(sought, field.name) is not None]
    asked = [*(["ENTRY"] if entry is not None else []), *(["--between"] if between is not None else []), *given]
    if len(asked) > len(given) and len(asked) > 1:
        raise Misuse(because("option-conflict", first=asked[0], second=asked[1]))
    if rows is not None and len(asked) == len(given):
        raise Misuse(because("option-for-other", option="--rows", command="thidua log ENTRY, thidua log --between A B"))


def _most(session: Session, rows: str | None, format_name: str | None, output: Output) -> int | None:
    """Give how many rows of a table are shown: a page of them to people, to programs every one, unless told."""
    from thidua.cli.output import format_chosen

    if rows is None:
        name = "json" if session.is_json else format_chosen(format_name, output)
        return _SHOWN if name in _FOR_PEOPLE else None
    most = None if rows.strip().lower() == "all" else parse_count(rows)
    if isinstance(most, Reason):
        raise Misuse(because("rows-wanted", text=rows))
    return most


def _entries(session: Session, sought: SoughtOptions) -> "Document":
    since, until = optional_day(sought.since), optional_day(sought.until)
    month, last = optional_month(sought.month), optional_count(sought.last)
    if since is not None and until is not None and since > until:
        raise Misuse(because("since-after-until", since=since, until=until))
    if last == 0:
        raise Misuse(because("last-of-none"))
    from thidua.ledger.log import Sought
    from thidua.reports.log import log
    from thidua.words.language import screen

    by, registration = (None if text is None else tidy(text) for text in (sought.by, sought.registration))
    asked = Sought(by, sought.verb and tidy(sought.verb), month, registration, since, until, last)
    return log(session.db, asked, language=screen(), occasion=session.occasion)


def _entry(session: Session, text: str, most: int | None) -> "Document":
    number = parse_count(text)
    if isinstance(number, Reason):
        raise Misuse(because("entry-malformed", text=text))
    from thidua.reports.entry import entry
    from thidua.words.language import screen

    return entry(session.db, number, most=most, language=screen(), occasion=session.occasion)


def _between(session: Session, ends: tuple[str, str], most: int | None) -> "Document":
    first, second = (_point(text, session) for text in ends)
    from thidua.reports.between import between
    from thidua.words.language import screen

    return between(session.db, (first, second), most=most, language=screen(), occasion=session.occasion)


def _point(text: str, session: Session) -> date | int:
    """Read an entry or a day."""
    number, day = parse_count(text), parse_date(text)
    if not isinstance(number, Reason):
        return number
    if not isinstance(day, Reason):
        return day
    if day.code == "date-impossible":
        raise Misuse(day)
    raise Misuse(because("point-malformed", text=text, day=session.occasion.today))

"""``thidua import units | registrations | scores | votes``."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import OptionalMonth, StageOption, Why, optional_month, stage_of, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import group, verb
from thidua.errors import InputRefused, because
from thidua.words.language import say

if TYPE_CHECKING:
    from thidua.actions.batch import Source
    from thidua.actions.receipts import Imported

app = group(help="Store a CSV file: all of it or, when any row is wrong, nothing.")
File = Annotated[str, typer.Argument(metavar="FILE", help="A CSV file (comma, semicolon or tab); - is stdin.")]
Update = Annotated[
    bool,
    typer.Option("--update", help="Let values that differ supersede what is there, each with its reason or --reason."),
]


@contextmanager
def _opened(file: str) -> Iterator["Source"]:
    from thidua.actions.batch import Source

    if file == "-":
        yield Source(sys.stdin.buffer, "<stdin>")
        return
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(Path(file).open("rb"))
        except FileNotFoundError:
            raise InputRefused(because("file-missing", path=file)) from None
        except OSError as error:
            raise InputRefused(because("file-not-readable", path=file, detail=error.strerror or "")) from None
        yield Source(stream, file)


def _tell(session: Session, done: "Imported", following: str) -> None:
    told = say(
        "{rows} rows: {created} created, {unchanged} unchanged, {superseded} superseded.",
        rows=done.rows,
        created=done.created,
        unchanged=done.unchanged,
        superseded=done.superseded,
    )
    session.receipt(f"import-{done.kind}", done, told, *session.notes(done.notes), following)


def _units(session: Session, file: File, reason: Why = None) -> None:
    """Store a file of units.

    Columns: code, name, kind; and, as wanted: parent, cluster, head, head_post, valid_from, valid_to.
    """
    from thidua.actions.units import import_units

    with _opened(file) as source:
        done = import_units(session.db, source, reason=tidied(reason), occasion=session.occasion)
    _tell(session, done, say("Next: thidua unit tree"))


def _registrations(session: Session, file: File) -> None:
    """Store a file of registrations.

    Columns: code, unit, on; and, as wanted: person, person_post, person_kind, speciality, content, goal, deadline,
    tags. Several lines of one code are several items of its content.
    """
    from thidua.actions.register import import_registrations

    with _opened(file) as source:
        done = import_registrations(session.db, source, occasion=session.occasion)
    _tell(session, done, say("Next: thidua report registrations"))


def _scores(
    session: Session,
    file: File,
    month: OptionalMonth = None,
    stage: StageOption = None,
    update: Update = False,
    reason: Why = None,
) -> None:
    """Store a file of monthly results.

    Columns: registration, criterion, value; month unless --month is given; and, as wanted: stage (self, appraised,
    agreed), reason (why it differs from the stage before, or from what it supersedes), note. An empty value is a line
    that is not scored.
    """
    from thidua.actions.score import Every, import_scores

    why, when = tidied(reason), optional_month(month)
    every = Every(when, stage_of(stage), why, update)
    with _opened(file) as source:
        done = import_scores(session.db, source, every, occasion=session.occasion)
    _tell(session, done, say("Next: thidua evaluate --month {month}", month="MONTH" if when is None else str(when)))


def _votes(session: Session, file: File) -> None:
    """Store a file of selection votes.

    Columns: month, on, present, valid, nominee, yes, no; and, as wanted: eligible, recused, issued, returned, chair,
    reason. Lines of the same month and day are one sitting.
    """
    from thidua.actions.vote import import_votes

    with _opened(file) as source:
        done = import_votes(session.db, source, occasion=session.occasion)
    _tell(session, done, say("Next: thidua status"))


verb(app, "units", example="thidua import units campaigns/units-ba-tri-2024.csv")(_units)
verb(app, "registrations", example="thidua import registrations dang-ky.csv")(_registrations)
verb(app, "scores", example="thidua import scores diem-03.csv --month 2024-03")(_scores)
verb(app, "votes", example="thidua import votes binh-chon.csv")(_votes)

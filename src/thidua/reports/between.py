"""What changed between two points of the ledger: the entries, the scores that count otherwise, the facts that do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from thidua.domain.occasion import Occasion
from thidua.errors import Misuse, because
from thidua.ledger.between import FactDifference, ScoreDifference, ScoreDifferences, fact_differences, score_differences
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.database import Connection
from thidua.ledger.facts import shown_columns
from thidua.ledger.log import LoggedEntry, entries_between, entry_numbered, first_day
from thidua.ledger.sight import entry_by, naming
from thidua.reports.document import Align, Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.reports.entry import and_more, fact_columns
from thidua.reports.log import entry_table
from thidua.words.facts import TABLES
from thidua.words.language import Language
from thidua.words.terms import term

Point = date | int


def between(
    db: Path, ends: tuple[Point, Point], *, most: int | None = None, language: Language, occasion: Occasion
) -> Document:
    """Tell what changed after the first end, up to the second; a day is its last entry, 0 is before the first entry.

    People are shown at ``most`` so many rows of a table. Refuses ends in the wrong order, and entries there are not.
    """
    say = language.say
    with naming(db, occasion) as connection:
        number = None if occasion.campaign is None else campaign_number(connection, occasion.campaign)
        after = _entry_at(connection, ends[0], today=occasion.today, is_first=True)
        upto = _entry_at(connection, ends[1], today=occasion.today, is_first=False)
        if after > upto:
            raise Misuse(because("between-backwards", first=ends[0], second=ends[1], after=after, upto=upto))
        made = {one.seq: one for one in entries_between(connection, after, upto, campaign=None)}
        scores = score_differences(connection, after, upto, campaign=number, most=most)
        facts = fact_differences(connection, after, upto, campaign=occasion.campaign)
    shown = [one for one in made.values() if occasion.campaign is None or one.campaign in (None, occasion.campaign)]
    parts: list[Part] = [Heading(say("After entry {after}, up to entry {upto}", after=after, upto=upto))]
    if not shown:
        parts.append(Paragraph(say("Nothing was recorded.")))
    parts += _capped(language, entry_table(language, shown, title=say("Entries") if shown else None), most)
    parts += [_scores(language, scores, made), *and_more(language, scores.count - len(scores.shown))]
    for table, changes in facts.items():
        parts += _capped(language, _facts_table(language, table, changes), most)
    told: dict[str, Fact] = {"campaign": occasion.campaign, "after": after, "upto": upto, "entry_count": len(shown)}
    return Document("between", language.code, told, tuple(parts))


def _entry_at(connection: Connection, end: Point, *, today: date, is_first: bool) -> int:
    """Give the entry an end is: of a day the last one, 0 for what is before the ledger began, at the first end only."""
    if isinstance(end, date):
        return 0 if is_first and end < first_day(connection) else entry_by(connection, end, today=today)
    return 0 if is_first and end == 0 else entry_numbered(connection, end).seq


def _capped(language: Language, table: Table, most: int | None) -> list[Part]:
    """Leave out the rows beyond the most that are wanted, and say so."""
    if most is None or len(table.rows) <= most:
        return [table]
    return [replace(table, rows=table.rows[:most]), *and_more(language, len(table.rows) - most)]


def _scores(language: Language, differences: ScoreDifferences, made: Mapping[int, LoggedEntry]) -> Table:
    say = language.say
    columns = (
        Column("month", say("Month")),
        Column("registration", say("Registration")),
        Column("criterion", say("Criterion")),
        Column("stage", say("Stage"), shown=False),
        Column((), say("Stage"), shown=len({one.stage for one in differences.shown}) > 1),
        Column("before", say("Points before"), Align.RIGHT),
        Column("after", say("Points after"), Align.RIGHT),
        Column("reported_before", say("Reported before"), shown=False),
        Column("reported_after", say("Reported after"), shown=False),
        Column("change", say("Became"), shown=False),
        Column((), say("Became")),
        Column("entry", say("Entry")),
        Column("actor", say("Who")),
        Column("reason", say("Why")),
    )
    rows = tuple(_score_row(language, one, made[one.entry]) for one in differences.shown)
    return Table("scores", _titled(language, "score", differences.count), columns, rows)


def _score_row(language: Language, one: ScoreDifference, by: LoggedEntry) -> tuple[Cell, ...]:
    old, new = one.before, one.after
    change = "added" if old is None else "taken-back" if new is None else "changed"
    own = new.reason if new is not None and new.entry == by.seq else None
    return (
        one.month,
        one.registration,
        one.criterion,
        one.stage.word,
        term(language, "stage", one.stage.word),
        None if old is None else old.points,
        None if new is None else new.points,
        None if old is None else old.reported,
        None if new is None else new.reported,
        change,
        term(language, "change", change),
        by.seq,
        by.actor,
        own or by.reason,
    )


def _facts_table(language: Language, name: str, changes: Sequence[FactDifference]) -> Table:
    say = language.say
    cells = [one.cells for one in changes]
    columns = (
        Column("change", say("Became"), shown=False),
        Column((), say("Became")),
        Column("entry", say("Entry")),
        *fact_columns(language, shown_columns(name), cells),
    )
    rows = tuple(
        (change, term(language, "change", change), one.entry, *one.cells)
        for one in changes
        for change in ("taken-back" if one.is_voided else "added",)
    )
    return Table(f"{name}_rows", _titled(language, name, len(rows)), columns, rows)


def _titled(language: Language, name: str, count: int) -> str | None:
    """Title a table; one without rows is for programs, which find every list in its place."""
    return f"{language.say(TABLES[name])} ({count})" if count else None

"""One entry whole: its fields, its place in the chain, what became of it, and the rows it wrote, table by table."""

from collections.abc import Sequence
from pathlib import Path

from thidua.domain.anchors import anchor_of
from thidua.domain.occasion import Occasion
from thidua.ledger.facts import Facts, Rows
from thidua.ledger.log import LoggedEntry, entry_numbered
from thidua.ledger.sight import naming
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.reports.log import in_utc, in_vietnam, marks
from thidua.words.facts import COLUMNS, TABLES
from thidua.words.language import Language

_FOR_PROGRAMS = frozenset({"text", "digest"})  # too long to be read by people


def entry(db: Path, number: int, *, most: int | None = None, language: Language, occasion: Occasion) -> Document:
    """Show one entry, at ``most`` so many rows of each table; refuses one that there is not."""
    with naming(db, occasion) as connection:
        one = entry_numbered(connection, number)
        written = Facts(connection).of_entry(number, most=most)
    say = language.say
    parts: list[Part] = [Heading(say("Entry {entry}: {summary}", entry=one.seq, summary=one.summary))]
    parts.append(_fields(language, one))
    for rows in written:
        title = f"{say(TABLES[rows.table])} ({rows.count})"
        parts.append(Table(f"{rows.table}_rows", title, fact_columns(language, rows.columns, rows.rows), rows.rows))
        parts += and_more(language, rows.count - len(rows.rows))
    return Document("entry", language.code, _facts(one, written), tuple(parts))


def fact_columns(language: Language, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Title the columns of a table of the ledger; what all its rows leave empty is for programs only."""
    return tuple(
        Column(column, language.say(COLUMNS[column]), shown=_tells(column, {row[place] for row in rows}))
        for place, column in enumerate(columns)
    )


def _tells(column: str, cells: set[Cell]) -> bool:
    """True when a column tells people something: of the turns of scores, only where one takes another back."""
    return column not in _FOR_PROGRAMS and cells != ({1} if column == "turn" else {None})


def and_more(language: Language, left_out: int) -> list[Paragraph]:
    """Say how many rows are not shown, and how to see them."""
    told = language.say("… and {count} more; all of them with --rows all", count=left_out)
    return [Paragraph(told)] if left_out else []


def _fields(language: Language, one: LoggedEntry) -> Table:
    say = language.say
    rows: list[tuple[Cell, ...]] = [
        (say("Time (UTC+7)"), in_vietnam(language, one.at)),
        (say("Who"), one.actor),
        (say("Verb"), one.verb),
        (say("Campaign"), one.campaign),
        (say("Why"), one.reason),
        (say("Mark"), marks(language, one) or None),
        (say("Anchor"), anchor_of(one.hash)),
        (say("Hash"), one.hash),
        (say("Hash before"), one.prev or None),
        (say("Rows"), str(one.rows)),
        (say("Digest of the rows"), one.rows_digest),
    ]
    columns = (Column((), say("Field")), Column((), say("Value")))
    return Table("fields", None, columns, tuple(row for row in rows if row[1] is not None))


def _facts(one: LoggedEntry, written: Sequence[Rows]) -> dict[str, Fact]:
    return {
        "entry": one.seq,
        "at": in_utc(one.at),
        "actor": one.actor,
        "verb": one.verb,
        "campaign": one.campaign,
        "summary": one.summary,
        "reason": one.reason,
        "rows": one.rows,
        "rows_digest": one.rows_digest,
        "prev": one.prev or None,
        "hash": one.hash,
        "anchor": anchor_of(one.hash),
        "voided_by": one.voided_by,
        "voids": one.voids,
        "late": one.is_late,
        "tables": {rows.table: rows.count for rows in written},
        "rows_left_out": sum(rows.count - len(rows.rows) for rows in written),
    }

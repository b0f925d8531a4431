"""The journal, oldest entry first: when, who, what, why, its anchor, and what became of it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from thidua.domain.anchors import anchor_of
from thidua.domain.dates import VIETNAM
from thidua.domain.occasion import Occasion
from thidua.ledger.log import LoggedEntry, Sought, entries
from thidua.ledger.sight import naming
from thidua.reports.document import Cell, Column, Document, Fact, Paragraph, Part, Table
from thidua.words.language import Language


def log(db: Path, sought: Sought, *, language: Language, occasion: Occasion) -> Document:
    """List the entries asked for; with a campaign, only its own and those of none."""
    with naming(db, occasion) as connection:
        found = entries(connection, sought, campaign=occasion.campaign)
    facts: dict[str, Fact] = {"campaign": occasion.campaign, "entry_count": len(found)}
    nothing = [] if found else [Paragraph(language.say("No entry is like that."))]
    parts: list[Part] = [*nothing, entry_table(language, found, title=None)]
    return Document("log", language.code, facts, tuple(parts))


def entry_table(language: Language, found: Sequence[LoggedEntry], *, title: str | None) -> Table:
    """Make the table of entries; its time is that of Vietnam for people, and UTC for programs."""
    say = language.say
    columns = (
        Column("entry", say("Entry")),
        Column("at", say("Time (UTC)"), shown=False),
        Column((), say("Time (UTC+7)")),
        Column("actor", say("Who")),
        Column("verb", say("Verb")),
        Column("campaign", say("Campaign"), shown=len({one.campaign for one in found} - {None}) > 1),
        Column("summary", say("What")),
        Column("reason", say("Why")),
        Column("rows", say("Rows")),
        Column("anchor", say("Anchor")),
        Column("voided_by", say("Voided by"), shown=False),
        Column("voids", say("Voids"), shown=False),
        Column("late", say("Late"), shown=False),
        Column((), say("Mark"), shown=any(marks(language, one) for one in found)),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            one.seq,
            in_utc(one.at),
            in_vietnam(language, one.at),
            one.actor,
            one.verb,
            one.campaign,
            one.summary,
            one.reason,
            one.rows,
            anchor_of(one.hash),
            one.voided_by,
            one.voids,
            one.is_late,
            marks(language, one) or None,
        )
        for one in found
    ]
    return Table("entries", title, columns, tuple(rows))


def in_utc(moment: datetime) -> str:
    """Write a moment for programs."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def in_vietnam(language: Language, moment: datetime) -> str:
    """Write a moment for people: the day and the minute where the movement is run."""
    there = moment.astimezone(VIETNAM)
    return f"{language.show(there.date())} {there:%H:%M}"


def marks(language: Language, one: LoggedEntry) -> str:
    """Tell in a few words what became of an entry; nothing of most."""
    told = [
        language.say("voided by {entry}", entry=one.voided_by) if one.voided_by is not None else "",
        language.say("voids {entries}", entries=one.voids) if one.voids else "",
        language.say("entered late") if one.is_late else "",
    ]
    return ", ".join(part for part in told if part)

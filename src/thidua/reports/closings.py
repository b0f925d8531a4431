"""What every report of a month says of its closing: its anchor, why it was opened again, what was recorded late."""

from collections.abc import Iterable

from thidua.domain.anchors import anchor_of
from thidua.domain.dates import day_in_vietnam
from thidua.domain.month import Month
from thidua.ledger.closings import Closing, closings, entries_of_month
from thidua.ledger.database import Connection
from thidua.reports.document import Fact, Paragraph
from thidua.words.language import Language


def closings_told(
    connection: Connection, campaign: int, months: Iterable[Month], language: Language
) -> tuple[list[Paragraph], list[Fact]]:
    """Tell each closing and reopening of some months: for people, and as ``closings`` for programs."""
    wanted = set(months)
    found = [one for one in closings(connection, campaign) if one.month in wanted]
    late = {month: _late(connection, campaign, found, month) for month in wanted}
    told = [Paragraph(_told(language, one)) for one in found]
    for month, entries in sorted(late.items()):
        if entries:
            named = ", ".join(str(entry) for entry in entries)
            told.append(Paragraph(language.say("Recorded late in {month}: entries {named}.", month=month, named=named)))
    return told, [_fact(one, late[one.month]) for one in found]


def _late(connection: Connection, campaign: int, found: list[Closing], month: Month) -> list[int]:
    """Give the entries that added to a month after it had been closed for the first time."""
    first = next((one for one in found if one.month == month), None)
    return [] if first is None else entries_of_month(connection, campaign, month, since=first.entry)


def _told(language: Language, one: Closing) -> str:
    facts = {"month": one.month, "entry": one.entry, "day": day_in_vietnam(one.at)}
    if not one.is_closed:
        return language.say("{month} was opened again on {day}, entry {entry}: {reason}", **facts, reason=one.reason)
    why = f" – {one.reason}" if one.reason else ""
    anchor = anchor_of(one.hash)
    return language.say(
        "{month} was closed on {day}, entry {entry}; anchor {anchor}{why}", **facts, anchor=anchor, why=why
    )


def _fact(one: Closing, late: list[int]) -> Fact:
    return {
        "month": one.month,
        "closed": one.is_closed,
        "entry": one.entry,
        "on": day_in_vietnam(one.at),
        "anchor": anchor_of(one.hash),
        "reason": one.reason,
        "late": tuple(entry for entry in late if entry > one.entry) if not one.is_closed else (),
    }

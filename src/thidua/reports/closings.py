"""What every report of a month says of its closing: its anchor, why it was opened again, what was recorded late."""

from collections.abc import Iterable

from thidua.domain.anchors import anchor_of
from thidua.domain.dates import day_in_vietnam
from thidua.domain.month import Month
from thidua.ledger.closings import Closing, closings
from thidua.ledger.late import late_entries
from thidua.ledger.sight import Sight
from thidua.ledger.voiding import voided_entries
from thidua.reports.document import Fact, Paragraph
from thidua.words.language import Language


def closings_told(
    sight: Sight, campaign: int, months: Iterable[Month], language: Language
) -> tuple[list[Paragraph], list[Fact]]:
    """Tell each closing and reopening of some months: for people, and as ``closings`` for programs."""
    wanted = set(months)
    found = [one for one in closings(sight.connection, campaign) if one.month in wanted]
    late = _late(sight, campaign) if found else {}
    told = [Paragraph(_told(language, one)) for one in found]
    for month in sorted(wanted & late.keys()):
        named = ", ".join(str(entry) for entry in late[month])
        told.append(Paragraph(language.say("Recorded late in {month}: entries {named}.", month=month, named=named)))
    return told, [_fact(one, late.get(one.month, [])) for one in found]


def _late(sight: Sight, campaign: int) -> dict[Month, list[int]]:
    """Give the entries that came late to each month, as far as they are seen and not voided."""
    voided = voided_entries(sight.connection)
    found: dict[Month, list[int]] = {}
    for one in late_entries(sight.connection):
        is_seen = (sight.upto is None or one.entry <= sight.upto) and one.entry not in voided
        if is_seen and one.campaign == campaign:
            found.setdefault(one.month, []).append(one.entry)
    return found


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

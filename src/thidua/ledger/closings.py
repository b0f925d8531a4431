"""Months closed and opened again, and the months an entry's facts belong to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, text

from thidua.domain.month import Month
from thidua.errors import RuleRefused, because
from thidua.ledger import of_month
from thidua.ledger.clauses import table_of
from thidua.ledger.named import Entry, MonthClosing
from thidua.ledger.recording import Recording


@dataclass(frozen=True)
class Closing:
    """That a month was closed or, when not ``is_closed``, opened again: in which entry, when, why, with which hash."""

    month: Month
    is_closed: bool
    entry: int
    at: datetime
    reason: str | None
    hash: str


def closings(connection: Connection, campaign: int) -> list[Closing]:
    """List every closing and reopening of a campaign's months, by month, in their order."""
    table, entries = table_of(MonthClosing), table_of(Entry)
    query = (
        select(table, entries.c.at, entries.c.reason, entries.c.hash)
        .join(entries, entries.c.seq == table.c.entry)
        .where(table.c.campaign == campaign)
        .order_by(table.c.month, table.c.entry)
    )
    return [
        Closing(Month(row.month), bool(row.is_closed), row.entry, datetime.fromisoformat(row.at), row.reason, row.hash)
        for row in connection.execute(query)
    ]


def closed_months(connection: Connection, campaign: int) -> dict[Month, Closing]:
    """Give the months that are closed, each with its closing."""
    last = {one.month: one for one in closings(connection, campaign)}
    return {month: one for month, one in last.items() if one.is_closed}


def refuse_closed(connection: Connection, campaign: int, months: Iterable[Month]) -> None:
    """Refuse months that are closed: nothing is added to them, from any verb."""
    closed = closed_months(connection, campaign)
    shut = [because("month-closed", month=one, entry=closed[one].entry) for one in months if one in closed]
    if shut:
        raise RuleRefused(shut)


def add_closing(record: Recording, campaign: int, month: Month, *, is_closed: bool) -> None:
    """Note that a month is closed, or opened again."""
    record.append(MonthClosing, [(month.ordinal, campaign, record.seq, int(is_closed))])


def months_of_entry(connection: Connection, entry: int) -> set[tuple[int, Month]]:
    """Give the campaigns and months that the facts of an entry belong to, voided or not."""
    rows = connection.execute(text(of_month.months_of_entry(":entry", main="main.")), {"entry": entry})
    return {(row.campaign, Month(row.month)) for row in rows}

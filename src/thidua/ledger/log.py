"""The journal read back: entries by who made them, of what, when; and what became of them.

Nothing is hidden here but names: an entry that was voided is told like any other, with the entry that voided it. The
connection is one of ``sight.naming``, which says how people are named.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    TextClause,
    bindparam,
    column,
    func,
    or_,
    select,
    table,
    text,
)

from thidua.domain.dates import VIETNAM, day_in_vietnam
from thidua.domain.identity import is_token
from thidua.domain.lookup import find
from thidua.domain.month import Month
from thidua.errors import InputRefused, Reason, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.clauses import table_of
from thidua.ledger.database import statement
from thidua.ledger.late import late_entries
from thidua.ledger.named import Entry, Voided

_entries, _voids = table_of(Entry), table_of(Voided)
# as ``sight`` lets people be seen: by a token where there is no name, or it is not to be told
_names = table("person_name", column("person"), column("name"), column("token"), schema="temp")


@dataclass(frozen=True)
class LoggedEntry:
    """One entry as it was written; ``voided_by``, ``voids`` and ``is_late`` are what other entries make of it."""

    seq: int
    at: datetime
    actor: str
    verb: str
    campaign: str | None
    summary: str
    reason: str | None
    rows: int
    rows_digest: str
    prev: str
    hash: str
    voided_by: int | None
    voids: tuple[int, ...]
    is_late: bool


@dataclass(frozen=True)
class Sought:
    """Which entries are asked for: by whom, of what, of which days in Vietnam; and only the ``last`` so many."""

    by: str | None = None
    verb: str | None = None
    month: Month | None = None
    registration: str | None = None
    since: date | None = None
    until: date | None = None
    last: int | None = None


@dataclass(frozen=True)
class _Found:
    """Someone to be found by name, or by code where there is one."""

    number: int
    code: str
    name: str


def entries(connection: Connection, sought: Sought, *, campaign: str | None) -> list[LoggedEntry]:
    """List the entries asked for, oldest first; those of no campaign are of every campaign.

    Refuses a campaign, a verb, an actor or a registration that the ledger does not know.
    """
    number = None if campaign is None else campaign_number(connection, campaign)
    query = _read().where(
        *_of_campaign(campaign),
        *_made(connection, sought),
        *_within(sought),
        *_of_facts(connection, sought, number),
    )
    if sought.last is None:
        return _logged(connection, connection.execute(query.order_by(_entries.c.seq)))
    newest = connection.execute(query.order_by(_entries.c.seq.desc()).limit(sought.last)).all()
    return _logged(connection, reversed(newest))


def entry_numbered(connection: Connection, seq: int) -> LoggedEntry:
    """Give one entry; refuses one that there is not."""
    found = _logged(connection, connection.execute(_read().where(_entries.c.seq == seq)))
    if not found:
        last = connection.execute(select(func.max(_entries.c.seq))).scalar()
        raise InputRefused(because("entry-unknown", entry=seq, last=last))
    return found[0]


def entries_between(connection: Connection, after: int, upto: int, *, campaign: str | None) -> list[LoggedEntry]:
    """List the entries after one, up to another."""
    query = _read().where(_entries.c.seq > after, _entries.c.seq <= upto, *_of_campaign(campaign))
    return _logged(connection, connection.execute(query.order_by(_entries.c.seq)))


def first_day(connection: Connection) -> date:
    """Give the day, in Vietnam, on which the ledger was made."""
    first = connection.execute(select(_entries.c.at).order_by(_entries.c.seq).limit(1)).scalar_one()
    return day_in_vietnam(datetime.fromisoformat(first))


def _read() -> Select[Any]:
    return (
        select(_entries, _names.c.name.label("called"), _voids.c.entry.label("voided_by"))
        .join(_names, _names.c.person == _entries.c.actor)
        .outerjoin(_voids, _voids.c.target == _entries.c.seq)
    )


def _logged(connection: Connection, rows: Iterable[Row[Any]]) -> list[LoggedEntry]:
    late = {one.entry for one in late_entries(connection)}
    voids: defaultdict[int, list[int]] = defaultdict(list)
    for entry, target in connection.execute(select(_voids.c.entry, _voids.c.target).order_by(_voids.c.target)):
        voids[entry].append(target)
    return [
        LoggedEntry(
            row.seq,
            datetime.fromisoformat(row.at),
            row.called,
            row.verb,
            row.campaign,
            row.summary,
            row.reason,
            row.rows,
            row.rows_digest,
            row.prev,
            row.hash,
            row.voided_by,
            tuple(voids[row.seq]),
            row.seq in late,
        )
        for row in rows
    ]


def _of_campaign(code: str | None) -> Iterator[ColumnElement[bool]]:
    if code is not None:
        yield or_(_entries.c.campaign == code, _entries.c.campaign.is_(None))


def _within(sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.since is not None:
        yield _entries.c.at >= _start(sought.since)
    if sought.until is not None:
        yield _entries.c.at < _start(sought.until + timedelta(days=1))


def _start(day: date) -> str:
    """Give the moment a day begins in Vietnam, as the journal writes time."""
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC).isoformat(timespec="seconds")


def _made(connection: Connection, sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.verb is not None:
        known = tuple(connection.execute(select(_entries.c.verb).distinct().order_by(_entries.c.verb)).scalars())
        if sought.verb not in known:
            near = tuple(get_close_matches(sought.verb, known))
            code = "verb-misspelt" if near else "verb-unknown"
            raise InputRefused(because(code, text=sought.verb, known=known, meant=near))
        yield _entries.c.verb == sought.verb
    if sought.by is not None:
        yield _entries.c.actor.in_(_actors(connection, sought.by))


def _actors(connection: Connection, name: str) -> list[int]:
    """Find who acted under a name: everyone, should there be several since one of them was forgotten; or by a token."""
    acting = _names.c.person.in_(select(_entries.c.actor))
    rows = connection.execute(select(_names).where(acting).order_by(_names.c.person)).all()
    if is_token(name.lower()) and (meant := [row.person for row in rows if row.token == name.lower()]):
        return meant
    listed = [_Found(row.person, row.name, row.name) for row in rows]
    found = find(name, listed, kind="actor")
    if isinstance(found, Reason):
        raise InputRefused(found)
    return [one.number for one in listed if one.code == found.code]


def _of_facts(connection: Connection, sought: Sought, campaign: int | None) -> Iterator[ColumnElement[bool]]:
    if sought.month is not None:
        query = text(statement("log/of_month")).bindparams(month=sought.month.ordinal)
        yield _entries.c.seq.in_(_entries_of(query))
    if sought.registration is not None:
        chosen = _registrations(connection, sought.registration, campaign)
        query = text(statement("log/of_registration")).bindparams(
            bindparam("registrations", value=chosen, expanding=True)
        )
        yield _entries.c.seq.in_(_entries_of(query))


def _entries_of(query: TextClause) -> Select[tuple[int]]:
    return select(query.columns(column("entry", Integer)).subquery().c.entry)


def _registrations(connection: Connection, name: str, campaign: int | None) -> list[int]:
    """Find a registration by code or name, in every campaign that is looked at: all that ever bore its code."""
    listed: defaultdict[int, list[_Found]] = defaultdict(list)
    query = text(statement("log/registrants"))
    for number, of, code, called in connection.execute(query, {"campaign": campaign}):
        listed[of].append(_Found(number, code, called))
    found = {of: find(name, registered, kind="registration") for of, registered in listed.items()}
    numbers = [
        one.number
        for of, meant in found.items()
        if not isinstance(meant, Reason)
        for one in listed[of]
        if one.code == meant.code
    ]
    if not numbers:
        refused = [meant for meant in found.values() if isinstance(meant, Reason)]
        unknown = because("registration-unknown", text=name)
        raise InputRefused(next((reason for reason in refused if reason.code != unknown.code), unknown))
    return numbers

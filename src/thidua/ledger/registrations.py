"""Registrations and their content, version by version."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, func, select, text

from thidua.domain.candidacy import Candidacy, Item
from thidua.domain.lookup import find
from thidua.domain.month import Month
from thidua.domain.recognition import uncounted
from thidua.domain.standstill import Change, Ground, Standstills, Turn, standstills
from thidua.errors import InputRefused, Reason
from thidua.ledger.clauses import table_of
from thidua.ledger.database import statement, tuples_of
from thidua.ledger.named import ContentItem, Entry, Registration
from thidua.ledger.people import ensure_people
from thidua.ledger.recording import Cell, Recording

_items = table_of(ContentItem)


@dataclass(frozen=True)
class Registrant:
    """A registration as stored; ``unit_name``, ``cluster`` and the unit's last day are as of the day asked for."""

    id: int
    code: str
    unit: int
    unit_code: str
    unit_name: str
    cluster: str | None
    person: str | None
    person_post: str | None
    person_kind: str | None
    track: str
    speciality: str | None
    registered_on: date
    is_late: bool
    is_complete: bool
    ended_on: date | None = None
    standstills: Standstills = ()

    @property
    def name(self) -> str:
        """The person's name, or the unit's for a collective."""
        return self.person if self.person is not None else self.unit_name

    @property
    def candidacy(self) -> Candidacy:
        """What the registration alone says of its way to exemplar."""
        return Candidacy(
            self.code, self.registered_on, self.is_complete, ended_on=self.ended_on, standstills=self.standstills
        )


def counted_in(connection: Connection, campaign: int, month: Month) -> list[Registrant]:
    """List those who count in a month, by code: complete, registered by its end, not stopped, of units not ended."""
    return [
        one
        for one in registrations(connection, campaign, day=month.last_day)
        if not any(uncounted(one.candidacy, month))
    ]


class Countable(NamedTuple):
    """Somebody who counts in a month: what a score and an evaluation need to know of them."""

    code: str
    id: int
    track: str
    unit_code: str
    cluster: str | None = None


def countable(connection: Connection, campaign: int, month: Month, *, day: date) -> Iterator[Countable]:
    """Go through those who count in a month, as far as is known on a day.

    The same as asking ``uncounted`` of each, without making an object of a hundred thousand that are alike.
    """
    bound = {"campaign": campaign, "day": day.isoformat()}
    known: dict[tuple[Any, ...], bool] = {}
    stops: set[int] = set()
    for row in chain.from_iterable(connection.execute(text(statement("countable")), bound).partitions(5000)):
        code, number, track, unit, registered_on, complete, ended_on, stopped, cluster = row
        if stopped:
            stops.add(number)
            continue
        marks = (registered_on, complete, ended_on)
        if marks not in known:
            alike = Candidacy(code, date.fromisoformat(registered_on), bool(complete), ended_on=_day(ended_on))
            known[marks] = not any(uncounted(alike, month))
        if known[marks]:
            yield Countable(code, number, track, unit, cluster)
    if stops:
        for one in registrations(connection, campaign, day=day):
            if one.id in stops and not any(uncounted(one.candidacy, month)):
                yield Countable(one.code, one.id, one.track, one.unit_code, one.cluster)


def registration_numbers(connection: Connection, campaign: int) -> "array[int]":
    """Give the number of every registration of a campaign, in order, eight bytes each."""
    query = "SELECT id FROM main.registration WHERE campaign = :campaign ORDER BY id"
    return array("q", chain.from_iterable(tuples_of(connection, query, campaign=campaign)))


def registrations(connection: Connection, campaign: int, *, day: date, code: str | None = None) -> list[Registrant]:
    """List the registrations of a campaign by code, or the one of a code, each with what has stopped it.

    Whoever is read from the ledger is read here, so that no gate can be asked without knowing of a withdrawal.
    """
    bound = {"campaign": campaign, "day": day.isoformat()} | ({} if code is None else {"code": code})
    rows = connection.execute(text(statement("registrations", of_one=code is not None)), bound)
    return [_registrant(list(own)) for _, own in groupby(rows, key=lambda row: row.id)]


def _registrant(rows: Sequence[Row[Any]]) -> Registrant:
    """Make a registrant of its rows: one, or one for each act that stopped it or let it go on."""
    row = rows[0]
    changes = (
        Change(Turn(one.state), date.fromisoformat(one.happened_on), Ground(one.ground), one.reason or "", one.entry)
        for one in rows
        if one.state is not None
    )
    marks = (date.fromisoformat(row.registered_on), bool(row.late), bool(row.complete), _day(row.ended_on))
    cells: tuple[Any, ...] = (*row[:11], *marks, standstills(changes))
    return Registrant(*cells)


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def registration_named(connection: Connection, campaign: int, name: str, *, day: date) -> Registrant:
    """Find a registration by its code, or by the name of its unit or person when only one bears it."""
    exact = registrations(connection, campaign, day=day, code=name)
    if exact:
        return exact[0]
    found = find(name, registrations(connection, campaign, day=day), kind="registration")
    if isinstance(found, Reason):
        raise InputRefused(found)
    return found


def items_of(connection: Connection, registration: int) -> tuple[Item, ...]:
    """Give the content in force of one registration: the last version."""
    return _items_by_registration(connection, _items.c.registration == registration).get(registration, ())


@dataclass(frozen=True)
class ContentVersion:
    """One version of a registration's content: the first as registered, each later one a supplement with a reason."""

    version: int
    recorded_at: datetime
    reason: str | None
    items: tuple[Item, ...]


def content_versions(connection: Connection, registration: int) -> list[ContentVersion]:
    """List every version of one registration's content, oldest first."""
    entries = table_of(Entry)
    query = (
        select(_items, entries.c.at, entries.c.reason)
        .join(entries, entries.c.seq == _items.c.entry)
        .where(_items.c.registration == registration)
        .order_by(_items.c.version, _items.c.position)
    )
    found: dict[int, ContentVersion] = {}
    for row in connection.execute(query):
        before = found.get(row.version)
        items = (*(before.items if before else ()), _item(row))
        found[row.version] = ContentVersion(row.version, datetime.fromisoformat(row.at), row.reason, items)
    return list(found.values())


def all_items(connection: Connection, campaign: int) -> dict[int, tuple[Item, ...]]:
    """Give the content in force of every registration of a campaign, by its number."""
    registered = table_of(Registration)
    ours = select(registered.c.id).where(registered.c.campaign == campaign)
    return _items_by_registration(connection, _items.c.registration.in_(ours))


def _items_by_registration(connection: Connection, which: ColumnElement[bool]) -> dict[int, tuple[Item, ...]]:
    later = _items.alias()
    last = select(func.max(later.c.version)).where(later.c.registration == _items.c.registration).scalar_subquery()
    query = select(_items).where(which, _items.c.version == last).order_by(_items.c.registration, _items.c.position)
    found: dict[int, tuple[Item, ...]] = {}
    for row in connection.execute(query):
        found[row.registration] = (*found.get(row.registration, ()), _item(row))
    return found


def _item(row: Row[tuple[object, ...]]) -> Item:
    return Item(row.content, row.goal, _day(row.deadline), tuple(row.tags.split()))


@dataclass(frozen=True)
class NewRegistration:
    """What a registration says, ready to be stored."""

    code: str
    unit: int
    person: str | None
    person_post: str | None
    person_kind: str | None
    track: str
    speciality: str | None
    registered_on: date
    is_late: bool
    items: tuple[Item, ...]


def add_registrations(record: Recording, campaign: int, new: Sequence[NewRegistration]) -> None:
    """Append registrations, each with the first version of its content."""
    people = ensure_people(record, ((one.person, one.person_post or "") for one in new if one.person is not None))
    numbers = record.add_all(
        Registration,
        (
            {
                "campaign": campaign,
                "code": one.code,
                "unit": one.unit,
                "person": None if one.person is None else people[one.person, one.person_post or ""],
                "person_kind": one.person_kind,
                "track": one.track,
                "speciality": one.speciality,
                "registered_on": one.registered_on.isoformat(),
                "late": int(one.is_late),
            }
            for one in new
        ),
    )
    content = (_content(number, 1, one.items) for number, one in zip(numbers, new, strict=True))
    record.add_all(ContentItem, chain.from_iterable(content))


def add_items(record: Recording, registration: int, items: Iterable[Item]) -> None:
    """Append the whole content as the next version."""
    version = record.highest(ContentItem, "version", registration=registration) + 1
    record.add_all(ContentItem, _content(registration, version, items))


def _content(registration: int, version: int, items: Iterable[Item]) -> Iterator[dict[str, Cell]]:
    for position, item in enumerate(items, start=1):
        yield {
            "registration": registration,
            "version": version,
            "position": position,
            "content": item.content,
            "goal": item.goal,
            "deadline": None if item.deadline is None else item.deadline.isoformat(),
            "tags": " ".join(item.tags),
        }

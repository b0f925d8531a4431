"""Registrations and their content, version by version."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select, text

from thidua.domain.lookup import find
from thidua.domain.recognition import Item
from thidua.errors import InputRefused, Reason
from thidua.ledger.database import statement
from thidua.ledger.people import ensure_person
from thidua.ledger.recording import Recording
from thidua.ledger.schema import table_of
from thidua.ledger.tables import ContentItem, Registration

_items = table_of(ContentItem)
FOREVER = date(9999, 12, 31)


@dataclass(frozen=True)
class Registered:
    """A registration as stored; ``unit_name`` and ``cluster`` are those of the day asked for."""

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

    @property
    def name(self) -> str:
        """The person's name, or the unit's for a collective."""
        return self.person if self.person is not None else self.unit_name


def registrations(
    connection: Connection, campaign: int, *, day: date = FOREVER, code: str | None = None
) -> list[Registered]:
    """List the registrations of a campaign by code, or the one of a code."""
    bound = {"campaign": campaign, "day": day.isoformat(), "code": code}
    return [
        Registered(*(*row[:11], date.fromisoformat(row.registered_on), bool(row.late), bool(row.complete)))
        for row in connection.execute(text(statement("registrations")), bound)
    ]


def registration_named(connection: Connection, campaign: int, name: str) -> Registered:
    """Find a registration by its code, or by the name of its unit or person when only one bears it."""
    exact = registrations(connection, campaign, code=name)
    if exact:
        return exact[0]
    found = find(name, registrations(connection, campaign), kind="registration")
    if isinstance(found, Reason):
        raise InputRefused(found)
    return found


def items_of(connection: Connection, registration: int) -> tuple[Item, ...]:
    """Give the content in force of one registration: the last version."""
    return _items_by_registration(connection, _items.c.registration == registration).get(registration, ())


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
        day = None if row.deadline is None else date.fromisoformat(row.deadline)
        item = Item(row.content, row.goal, day, tuple(row.tags.split()))
        found[row.registration] = (*found.get(row.registration, ()), item)
    return found


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


def add_registration(record: Recording, campaign: int, new: NewRegistration) -> int:
    """Append a registration and the first version of its content."""
    person = None if new.person is None else ensure_person(record, new.person, post=new.person_post or "")
    number = record.add(
        Registration,
        campaign=campaign,
        code=new.code,
        unit=new.unit,
        person=person,
        person_kind=new.person_kind,
        track=new.track,
        speciality=new.speciality,
        registered_on=new.registered_on.isoformat(),
        late=int(new.is_late),
    )
    add_items(record, number, new.items)
    return number


def add_items(record: Recording, registration: int, items: Iterable[Item]) -> None:
    """Append the whole content as the next version."""
    query = select(func.max(_items.c.version)).where(_items.c.registration == registration)
    version = int(record.connection.execute(query).scalar() or 0) + 1
    for position, item in enumerate(items, start=1):
        record.add(
            ContentItem,
            registration=registration,
            version=version,
            position=position,
            content=item.content,
            goal=item.goal,
            deadline=None if item.deadline is None else item.deadline.isoformat(),
            tags=" ".join(item.tags),
        )

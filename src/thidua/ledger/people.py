"""People: a salted digest in the chain, the name beside it, outside the chain."""

import hashlib
import secrets
from collections.abc import Iterable

from sqlalchemy import Connection, select, tuple_

from thidua.ledger.recording import Recording
from thidua.ledger.schema import table_of
from thidua.ledger.tables import Person, PersonName

Known = tuple[str, str]  # name, post
_ASKED_AT_ONCE = 1000


def ensure_person(record: Recording, name: str, *, post: str) -> int:
    """Give the number of the person of that name and post, noting it when it is new."""
    return ensure_people(record, [(name, post)])[name, post]


def ensure_people(record: Recording, wanted: Iterable[Known]) -> dict[Known, int]:
    """Give the numbers of people by name and post, noting those that are new."""
    asked = list(dict.fromkeys(wanted))
    numbers = _numbers(record.connection, asked)
    new = [(name, post, secrets.token_hex(16)) for name, post in asked if (name, post) not in numbers]
    digests = [hashlib.sha256(f"{salt}\n{name}\n{post}".encode()).hexdigest() for name, post, salt in new]
    added = record.add_all(Person, ({"digest": digest} for digest in digests))
    named = [
        {"person": number, "salt": salt, "name": name, "post": post}
        for number, (name, post, salt) in zip(added, new, strict=True)
    ]
    if named:
        record.connection.execute(table_of(PersonName).insert(), named)
    return numbers | {(name, post): number for number, (name, post, _) in zip(added, new, strict=True)}


def _numbers(connection: Connection, asked: list[Known]) -> dict[Known, int]:
    names = table_of(PersonName)
    query = select(names.c.name, names.c.post, names.c.person)
    found: dict[Known, int] = {}
    for start in range(0, len(asked), _ASKED_AT_ONCE):
        some = query.where(tuple_(names.c.name, names.c.post).in_(asked[start : start + _ASKED_AT_ONCE]))
        for name, post, number in connection.execute(some.order_by(names.c.person.desc())):
            found[name, post] = int(number)
    return found


def person_digest(connection: Connection, person: int) -> str:
    """Give what stands for a person in the chain."""
    people = table_of(Person)
    return str(connection.execute(select(people.c.digest).where(people.c.id == person)).scalar_one())

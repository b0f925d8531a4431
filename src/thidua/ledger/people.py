"""People: a salted digest in the chain, the name beside it, outside the chain."""

import hashlib
import secrets

from sqlalchemy import Connection, select

from thidua.ledger.recording import Recording
from thidua.ledger.schema import table_of
from thidua.ledger.tables import Person, PersonName


def ensure_person(record: Recording, name: str, *, post: str) -> int:
    """Give the number of the person of that name and post, noting it when it is new."""
    names = table_of(PersonName)
    known = select(names.c.person).where(names.c.name == name, names.c.post == post)
    found = record.connection.execute(known).scalar()
    if found is not None:
        return int(found)
    salt = secrets.token_hex(16)
    digest = hashlib.sha256(f"{salt}\n{name}\n{post}".encode()).hexdigest()
    number = record.add(Person, digest=digest)
    record.connection.execute(names.insert().values(person=number, salt=salt, name=name, post=post))
    return number


def person_digest(connection: Connection, person: int) -> str:
    """Give what stands for a person in the chain."""
    people = table_of(Person)
    return str(connection.execute(select(people.c.digest).where(people.c.id == person)).scalar_one())

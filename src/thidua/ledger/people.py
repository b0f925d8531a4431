"""People: a salted digest in the chain, the name beside it, outside the chain."""

import hashlib
import secrets
from collections.abc import Iterable

from sqlalchemy import Connection, select, tuple_

from thidua.domain.identity import is_token, token_of
from thidua.ledger.clauses import table_of
from thidua.ledger.named import Person, PersonName
from thidua.ledger.recording import Cell, Recording

Known = tuple[str, str]  # name, post
_ASKED_AT_ONCE = 1000
_LATELY = 100  # entries
# as they were typed: what is seen of the table (``sight``) names the forgotten too, by their tokens
_names = table_of(PersonName, schema="main")


def ensure_actor(record: Recording, name: str) -> int:
    """Give the number of whoever acts, noting the person when new.

    Who has acted lately is found by that: names have no index, and by name alone everybody would be gone through.
    """
    acted = f"SELECT actor FROM main.entry ORDER BY seq DESC LIMIT {_LATELY}"
    known = (
        f"SELECT n.person FROM ({acted}) AS e JOIN main.person_name AS n ON n.person = e.actor"
        " WHERE n.name = ? AND n.post = '' ORDER BY n.person LIMIT 1"
    )
    number = record.connection.exec_driver_sql(known, (name,)).scalar()
    return ensure_person(record, name, post="") if number is None else int(number)


def ensure_person(record: Recording, name: str, *, post: str) -> int:
    """Give the number of the person of that name and post, noting it when it is new."""
    return ensure_people(record, [(name, post)])[name, post]


def ensure_people(record: Recording, wanted: Iterable[Known]) -> dict[Known, int]:
    """Give the numbers of people by name and post, noting those that are new."""
    asked = list(dict.fromkeys(wanted))
    numbers = _numbers(record.connection, asked) | _forgotten(record.connection, asked)
    new = [(name, post, secrets.token_hex(16)) for name, post in asked if (name, post) not in numbers]
    digests = [hashlib.sha256(f"{salt}\n{name}\n{post}".encode()).hexdigest() for name, post, salt in new]
    added = record.add_all(Person, ({"digest": digest} for digest in digests))
    named: list[dict[str, Cell]] = [
        {"person": number, "salt": salt, "name": name, "post": post}
        for number, (name, post, salt) in zip(added, new, strict=True)
    ]
    if named:
        record.connection.execute(_names.insert(), named)
        record.refer(PersonName, [row[column] for row in named for column in PersonName.columns])
    return numbers | {(name, post): number for number, (name, post, _) in zip(added, new, strict=True)}


def _numbers(connection: Connection, asked: list[Known]) -> dict[Known, int]:
    query = select(_names.c.name, _names.c.post, _names.c.person)
    found: dict[Known, int] = {}
    for start in range(0, len(asked), _ASKED_AT_ONCE):
        some = query.where(tuple_(_names.c.name, _names.c.post).in_(asked[start : start + _ASKED_AT_ONCE]))
        for name, post, number in connection.execute(some.order_by(_names.c.person.desc())):
            found[name, post] = int(number)
    return found


def _forgotten(connection: Connection, asked: list[Known]) -> dict[Known, int]:
    """Know a forgotten person again by the token that stands for the name, so that nobody new is named by it."""
    tokens = {name: (name, post) for name, post in asked if is_token(name)}
    if not tokens:
        return {}
    people = table_of(Person)
    nameless = select(people.c.id, people.c.digest).where(people.c.id.not_in(select(_names.c.person)))
    rows = connection.execute(nameless.order_by(people.c.id))
    return {tokens[token]: int(number) for number, digest in rows if (token := token_of(digest)) in tokens}


def person_digest(connection: Connection, person: int) -> str:
    """Give what stands for a person in the chain."""
    people = table_of(Person)
    return str(connection.execute(select(people.c.digest).where(people.c.id == person)).scalar_one())

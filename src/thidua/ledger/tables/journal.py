"""The journal and the people in it: entries, persons by digest, names outside the chain."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from thidua.ledger.tables.columns import STRICT, key, of, words


class Entry(SQLModel, table=True):
    """One writing command: the journal, chained by ``hash``."""

    __table_args__ = (CheckConstraint("seq > 0"), UniqueConstraint("hash"), STRICT)
    seq: int = key()
    at: str = words()
    actor: int = of("person.id")
    verb: str = words()
    campaign: str | None = words(default=None)
    summary: str = words()
    reason: str | None = words(default=None)
    rows: int
    rows_digest: str = words()
    prev: str = words()
    hash: str = words()


class Person(SQLModel, table=True):
    """Someone, by a salted digest of name and post."""

    __table_args__ = (STRICT,)
    id: int = key()
    entry: int = of("entry.seq")
    digest: str = words()


class PersonName(SQLModel, table=True):
    """The name behind a digest; the one table whose rows may be removed."""

    __tablename__ = "person_name"
    __table_args__ = (STRICT,)
    person: int = key(foreign_key="person.id")
    salt: str = words()
    name: str = words()
    post: str = words()

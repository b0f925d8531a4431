"""The journal and what is said of its entries: voided, months closed; its people by digest, their names outside."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from thidua.ledger.tables.columns import CLUSTERED, STRICT, key, of, words


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


class Forgotten(SQLModel, table=True):
    """That the name behind a person's digest was removed."""

    __table_args__ = (STRICT,)
    person: int = key(foreign_key="person.id")
    entry: int = of("entry.seq")


class Voided(SQLModel, table=True):
    """That an entry is taken back whole: its facts stay where they are, and count no more."""

    __table_args__ = (CheckConstraint("target < entry"), STRICT)
    target: int = key(foreign_key="entry.seq")
    entry: int = of("entry.seq")


class MonthClosing(SQLModel, table=True):
    """That a campaign's month was closed or, with ``is_closed`` 0, opened again; the last entry counts."""

    __tablename__ = "month_closing"
    __table_args__ = (CheckConstraint("is_closed IN (0, 1)"), CLUSTERED)
    month: int = key()
    campaign: int = key(foreign_key="campaign.id")
    entry: int = key(foreign_key="entry.seq")
    is_closed: int

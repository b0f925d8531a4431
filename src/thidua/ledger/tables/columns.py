"""The few kinds of column the tables are made of, and their two layouts, both STRICT."""

from typing import Any

from sqlalchemy import Index, Text, text
from sqlmodel import Field

STRICT: dict[str, Any] = {"sqlite_strict": True}
CLUSTERED: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}


def key(**rest: Any) -> Any:
    """Make a column of the primary key."""
    return Field(primary_key=True, **rest)


def words(**rest: Any) -> Any:
    """Make a text column."""
    return Field(sa_type=Text, **rest)


def of(target: str, **rest: Any) -> Any:
    """Make a column that refers to another table's key."""
    return Field(foreign_key=target, **rest)


def alone(name: str, *columns: str, where: str | None = None) -> Index:
    """Make an index on what only one row in force may have; a row of an entry that was voided leaves its place free.

    Not UNIQUE, since the voided row stays: the guard of the table looks (``schema``).
    """
    return Index(name, *columns, info={"alone": True}, sqlite_where=None if where is None else text(where))

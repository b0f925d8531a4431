"""The few kinds of column the tables are made of, and their two layouts, both STRICT."""

from typing import Any

from sqlalchemy import Text
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

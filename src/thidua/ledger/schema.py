"""Making the ledger's schema: the tables, and the triggers that keep facts as they were written.

The triggers hold for any SQLite program: no update, no delete, and no row whose key already exists, so that
``INSERT OR REPLACE`` finds nothing to replace.
"""

import re
from collections.abc import Iterator

from sqlalchemy import Connection, Index, Table, UniqueConstraint
from sqlmodel import SQLModel

from thidua.ledger.database import APPLICATION_ID, SCHEMA_VERSION
from thidua.ledger.tables import FACTS


def create_schema(connection: Connection) -> None:
    """Create every table and trigger in an empty ledger, and write its marks."""
    SQLModel.metadata.create_all(connection)
    for model in FACTS:
        for statement in _guards(table_of(model)):
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def table_of(model: type[SQLModel]) -> Table:
    """Give the table behind a row class."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def _guards(table: Table) -> Iterator[str]:
    name = table.name
    for verb in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, 'facts are appended, never changed'); END"
        )
    keys = [*_keys(table), *_partial_keys(table)]
    yield (
        f"CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} WHEN {' OR '.join(keys)} "
        f"BEGIN SELECT RAISE(ABORT, 'facts are appended, never replaced'); END"
    )


def _keys(table: Table) -> Iterator[str]:
    yield _taken(table, [column.name for column in table.primary_key.columns])
    for constraint in sorted(table.constraints, key=lambda c: str(c.name)):
        if isinstance(constraint, UniqueConstraint):
            yield _taken(table, [column.name for column in constraint.columns])


def _partial_keys(table: Table) -> Iterator[str]:
    for index in sorted(table.indexes, key=lambda i: str(i.name)):
        if index.unique:
            where = _where(index)
            of_new = re.sub(rf"\b({'|'.join(c.name for c in table.columns)})\b", r"NEW.\1", where)
            yield f"({of_new} AND {_taken(table, [column.name for column in index.columns], where)})"


def _where(index: Index) -> str:
    return str(index.dialect_options["sqlite"]["where"])


def _taken(table: Table, columns: list[str], where: str = "") -> str:
    same = [f"{column} = NEW.{column}" for column in columns]
    return f"EXISTS (SELECT 1 FROM {table.name} WHERE {' AND '.join([*same, where] if where else same)})"

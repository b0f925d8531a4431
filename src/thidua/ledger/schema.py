"""Making the ledger's schema: the tables, and the triggers that keep facts as they were written.

The triggers hold for any SQLite program: no update, no delete, no row whose key already exists, so that ``INSERT OR
REPLACE`` finds nothing to replace, no row of an entry that is written already, and none of a month that is closed.
"""

import re
from collections.abc import Iterator

from sqlalchemy import Connection, Table, UniqueConstraint
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from thidua.ledger.database import APPLICATION_ID, SCHEMA_VERSION
from thidua.ledger.named import FACTS, PersonName
from thidua.ledger.of_month import OF_MONTH, Belonging, months_of_entry
from thidua.ledger.tables import METADATA


def create_schema(connection: Connection) -> None:
    """Create every table, index and trigger in an empty ledger, and write its marks."""
    for written in schema_statements():
        connection.exec_driver_sql(written)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def schema_statements() -> list[str]:
    """Give the statements that make this version's schema, each in one line: tables, then indexes, then triggers."""
    facts = [METADATA.tables[fact.name] for fact in FACTS]
    tables = [*facts, METADATA.tables[PersonName.name]]
    indexes = [index for table in tables for index in sorted(table.indexes, key=lambda i: str(i.name))]
    wanted: list[CreateTable | CreateIndex] = [*map(CreateTable, tables), *map(CreateIndex, indexes)]
    made = [str(item.compile(dialect=sqlite.dialect())) for item in wanted]
    guards = [guard for table in facts for guard in _guards(table)]
    return [one_line(written) for written in (*made, *guards)]


def one_line(written: str) -> str:
    """Give a statement as it is compared: every run of blanks one space."""
    return re.sub(r"\s+", " ", written).strip()


_REPLACED = "facts are appended, never replaced"
_NOT_OPEN = "a fact belongs to the entry being written"
_CLOSED = "the month is closed"
# what is part of a sitting or of an evaluation is written with it, and nothing is added to it afterwards
_PARTS = {"ballot": "sitting", "evaluation_part": "evaluation"} | dict.fromkeys(
    (f"standing{part}" for part in ("", "_pillar", "_group", "_missing", "_gate", "_month")), "evaluation"
)


def _guards(table: Table) -> Iterator[str]:
    name = table.name
    for verb in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, 'facts are appended, never changed'); END"
        )
    # one guard: two took the insert of a million rows from 0.45 s to 1.0 s, one to 0.73 s
    # a key with the entry in it cannot be there already: the entry must be the one being written
    taken = [*([] if "entry" in table.primary_key.columns else _keys(table)), *_alone(table)]
    refused = {_REPLACED: " OR ".join(taken)} if taken else {}
    refused[_NOT_OPEN] = _entry_written(table)
    if name in OF_MONTH:
        refused[_CLOSED] = _month_closed(OF_MONTH[name].over("NEW", ""))
    if name == "voided":
        refused[_CLOSED] = _voids_closed()
    told = " ".join(f"WHEN {when} THEN RAISE(ABORT, '{why}')" for why, when in refused.items())
    yield (
        f"CREATE TRIGGER {name}_guard BEFORE INSERT ON {name} WHEN {' OR '.join(refused.values())} "
        f"BEGIN SELECT CASE {told} END; END"
    )


def _entry_written(table: Table) -> str:
    """An entry follows the last one; a fact is of the entry that comes next."""
    last = "(SELECT seq FROM entry ORDER BY seq DESC LIMIT 1)"
    if table.name == "entry":
        return f"NEW.seq <> COALESCE({last}, 0) + 1"
    whole = _PARTS.get(table.name)
    of_another = f" OR NEW.entry <> (SELECT entry FROM {whole} WHERE id = NEW.{whole})" if whole else ""
    return f"NEW.entry <> COALESCE({last}, 0) + 1{of_another}"


def _month_closed(of: Belonging) -> str:
    # of a month never closed one look is enough
    tests = [f"EXISTS (SELECT 1 FROM month_closing WHERE month = {of.month})", _is_closed(of.month, of.campaign)]
    return f"({' AND '.join([*tests, of.meant] if of.meant else tests)})"


def _is_closed(month: str, campaign: str) -> str:
    last = f"SELECT is_closed FROM month_closing WHERE month = {month} AND campaign = {campaign} ORDER BY entry DESC"
    return f"COALESCE(({last} LIMIT 1), 0)"


def _voids_closed() -> str:
    """What was recorded in a month that is closed now is not taken back."""
    query = one_line(months_of_entry("NEW.target", main=""))
    return f"EXISTS (SELECT 1 FROM ({query}) AS t WHERE {_is_closed('t.month', 't.campaign')})"


def _keys(table: Table) -> Iterator[str]:
    yield _taken(table, [column.name for column in table.primary_key.columns])
    for constraint in sorted(table.constraints, key=lambda c: str(c.name)):
        if isinstance(constraint, UniqueConstraint):
            yield _taken(table, [column.name for column in constraint.columns])


def _alone(table: Table) -> Iterator[str]:
    for index in sorted(table.indexes, key=lambda i: str(i.name)):
        if index.info.get("alone"):
            where = index.dialect_options["sqlite"]["where"]
            only = [] if where is None else [str(where)]
            taken = _taken(table, [column.name for column in index.columns], *only, _IN_FORCE)
            of_new = [re.sub(rf"\b({'|'.join(c.name for c in table.columns)})\b", r"NEW.\1", one) for one in only]
            yield f"({' AND '.join([*of_new, taken])})"


_IN_FORCE = "NOT EXISTS (SELECT 1 FROM voided WHERE target = t.entry)"


def _taken(table: Table, columns: list[str], *where: str) -> str:
    same = [f"{column} = NEW.{column}" for column in columns]
    return f"EXISTS (SELECT 1 FROM {table.name} AS t WHERE {' AND '.join([*same, *where])})"

"""What of the ledger is seen: without the entries that were voided, and as of an entry when one is asked for.

Views of the temporary schema stand before the fact tables and bear their names, so that every query sees what counts
without saying so. What asks for the next free number, and what appends, names ``main``: nothing is given out twice.

``person_name`` is seen through a view too: everybody is in it, who was forgotten, or is not to be named, by a token.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, text

from thidua.domain.dates import VIETNAM, day_in_vietnam
from thidua.domain.identity import TOKEN_DIGITS
from thidua.domain.occasion import Occasion
from thidua.errors import InputRefused, because
from thidua.ledger.database import glancing, reading
from thidua.ledger.named import FACTS
from thidua.ledger.recording import chain_end

_TABLES = tuple(table.name for table in FACTS)
# an entry that was voided took place, and so did its voiding; a person is no fact of one entry alone
_WHOLE = frozenset({"entry", "person", "forgotten", "voided", "month_closing"})
_CHANGE = "month, registration, criterion, stage"


@dataclass(frozen=True)
class Sight:
    """A ledger that is being looked at: as of entry ``upto``, None for all of it; ``today`` is the day of the look."""

    connection: Connection
    upto: int | None
    today: date


@contextmanager
def seeing(path: Path, occasion: Occasion) -> Iterator[Sight]:
    """Look at a ledger as it stands, or as of the day or the entry that the occasion names."""
    with reading(path, wait=occasion.wait) as connection:
        upto, today = _moment(connection, occasion)
        name_people(connection, is_redacted=occasion.is_redacted)
        look(connection, upto)
        yield Sight(connection, upto, today)


@contextmanager
def glimpsing(path: Path, *, wait: float) -> Iterator[tuple[Connection, tuple[int, str]]]:
    """Look at a ledger as it stands, statement by statement, while others go on writing (``glancing``).

    With it comes the end of the chain before the look: while it is the end, nothing seen has changed.
    """
    with glancing(path, wait=wait) as connection:
        end = chain_end(connection)
        look(connection)
        yield connection, end


@contextmanager
def naming(path: Path, occasion: Occasion) -> Iterator[Connection]:
    """Look at a ledger whole, entries that were voided too, with people named as the occasion has it."""
    with reading(path, wait=occasion.wait) as connection:
        name_people(connection, is_redacted=occasion.is_redacted)
        yield connection


def look(connection: Connection, upto: int | None = None) -> None:
    """See only what counts, as of an entry when one is given, for the rest of the connection.

    People are named as was said before, else by the names there are.
    ``score_change`` is what moved the scores: every score at its entry and, when that entry was voided, its contrary at
    the entry that voided it.
    """
    _see(connection, None if upto is None else str(int(upto)))


class Turning(Protocol):
    """What turns the look to as of an entry, without what entries up to ``voids`` took back, and without one more."""

    def __call__(self, entry: int, *, voids: int | None = None, without: int = 0) -> None:
        """Turn the look; nothing said of ``voids``, what was void by then is not seen."""


@contextmanager
def looking_back(connection: Connection) -> Iterator[Turning]:
    """Give what turns the look to as of an entry, again and again: 0.1 ms a turn, where making the views takes 8 ms.

    Nothing is asked here of what moved the scores since: ``score_change`` is empty. What was seen before is seen again
    afterwards.
    """
    query = "SELECT sql FROM sqlite_temp_master WHERE type = 'view' AND name <> 'person_name' ORDER BY rowid"
    before = [str(view) for (view,) in connection.exec_driver_sql(query).fetchall()]
    look_away(connection)
    connection.exec_driver_sql("CREATE TEMP TABLE moment (entry INTEGER, voids INTEGER, without INTEGER)")
    connection.exec_driver_sql("INSERT INTO temp.moment VALUES (0, 0, 0)")
    try:
        _see(connection, "(SELECT entry FROM temp.moment)", is_turned=True)
        connection.exec_driver_sql("DROP VIEW temp.score_change")
        connection.exec_driver_sql(
            f"CREATE TEMP VIEW score_change AS SELECT {_CHANGE}, entry, points, turn, met FROM main.score WHERE 0"
        )
        yield partial(_turn, connection)
    finally:
        look_away(connection)
        connection.exec_driver_sql("DROP TABLE temp.moment")
        for view in before:
            connection.exec_driver_sql(view.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))


def _turn(connection: Connection, entry: int, *, voids: int | None = None, without: int = 0) -> None:
    values = (entry, entry if voids is None else voids, without)
    connection.exec_driver_sql("UPDATE temp.moment SET entry = ?, voids = ?, without = ?", values)


def _see(connection: Connection, upto: str | None, *, is_turned: bool = False) -> None:
    by_then = "" if upto is None else f" WHERE {{}} <= {upto}"
    voided = f"SELECT target FROM main.voided{by_then.format('entry')}"
    if is_turned:
        voided = "SELECT target FROM main.voided WHERE entry <= (SELECT voids FROM temp.moment)"
    # whether there will ever be one, where the look is turned
    has_voids = connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM main.voided)").scalar_one()
    for name in _TABLES:
        tests = [] if upto is None else [f"{'seq' if name == 'entry' else 'entry'} <= {upto}"]
        if has_voids and name not in _WHOLE:
            tests.append(f"entry NOT IN ({voided})")
        if is_turned and name not in _WHOLE:
            tests.append("entry <> (SELECT without FROM temp.moment)")
        if tests:
            where = " AND ".join(tests)
            connection.exec_driver_sql(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} WHERE {where}")
    change = f"SELECT {_CHANGE}, entry, points, turn, met FROM main.score{by_then.format('entry')}"
    if has_voids:
        change += (
            f" UNION ALL SELECT s.{_CHANGE.replace(', ', ', s.')}, v.entry, -s.points, -s.turn, -s.met"
            f" FROM main.score AS s JOIN main.voided AS v ON v.target = s.entry{by_then.format('v.entry')}"
        )
    connection.exec_driver_sql(f"CREATE TEMP VIEW score_change AS {change}")
    connection.exec_driver_sql(f"CREATE TEMP VIEW IF NOT EXISTS person_name AS {_names(is_redacted=False)}")


def name_people(connection: Connection, *, is_redacted: bool) -> None:
    """Say how people are named, for the rest of the connection; redacted, nobody is."""
    connection.exec_driver_sql("DROP VIEW IF EXISTS temp.person_name")
    connection.exec_driver_sql(f"CREATE TEMP VIEW person_name AS {_names(is_redacted=is_redacted)}")


def _names(*, is_redacted: bool) -> str:
    """Name everybody, by the token (``identity.token_of``) where there is no name to be shown; a token has no post."""
    token = f"'#' || substr(p.digest, 1, {TOKEN_DIGITS})"
    if is_redacted:
        return f"SELECT p.id AS person, {token} AS name, '' AS post, {token} AS token FROM main.person AS p"
    # looked up one by one: a join within a view that is itself joined would be worked out whole for every query
    name, post = (
        f"(SELECT n.{column} FROM main.person_name AS n WHERE n.person = p.id)" for column in ("name", "post")
    )
    return (
        f"SELECT p.id AS person, COALESCE({name}, {token}) AS name, COALESCE({post}, '') AS post, {token} AS token "
        "FROM main.person AS p"
    )


@contextmanager
def in_place_of(connection: Connection, name: str) -> Iterator[None]:
    """Let go of the view before a table, so that a temporary table may take its name, and put it back."""
    query = "SELECT sql FROM sqlite_temp_master WHERE type = 'view' AND name = ?"
    view = connection.exec_driver_sql(query, (name,)).scalar()
    if view is not None:
        connection.exec_driver_sql(f"DROP VIEW temp.{name}")
    try:
        yield
    finally:
        if view is not None:
            connection.exec_driver_sql(str(view).replace("CREATE VIEW", "CREATE TEMP VIEW", 1))


def look_away(connection: Connection) -> None:
    """See the bare tables again, so that one can look as of another entry; people stay named as they were."""
    query = "SELECT name FROM sqlite_temp_master WHERE type = 'view' AND name <> 'person_name'"
    for (name,) in connection.exec_driver_sql(query).fetchall():
        connection.exec_driver_sql(f"DROP VIEW temp.{name}")


def _moment(connection: Connection, occasion: Occasion) -> tuple[int | None, date]:
    as_of = occasion.as_of
    if as_of is None:
        return None, occasion.today
    if isinstance(as_of, date):
        return entry_by(connection, as_of, today=occasion.today), as_of
    query = text("SELECT at FROM main.entry WHERE seq = :seq")
    at = connection.execute(query, {"seq": as_of}).scalar()
    if at is None:
        last = connection.exec_driver_sql("SELECT MAX(seq) FROM main.entry").scalar()
        raise InputRefused(because("entry-unknown", entry=as_of, last=last))
    return as_of, day_in_vietnam(datetime.fromisoformat(at))


def entry_by(connection: Connection, day: date, *, today: date) -> int:
    """Give the last entry that had been recorded by the end of a day, in Vietnam.

    Entries are in the order in which they were recorded, whatever the clock said: the first one dated later, and all
    after it, do not belong. Refuses a day that is yet to come, and one before the ledger was made.
    """
    if day > today:
        raise InputRefused(because("as-of-to-come", day=day, today=today))
    end = datetime.combine(day + timedelta(days=1), time(), VIETNAM).astimezone(UTC).isoformat(timespec="seconds")
    query = text("SELECT COALESCE(MIN(seq) - 1, (SELECT MAX(seq) FROM main.entry)) FROM main.entry WHERE at >= :end")
    upto = int(connection.execute(query, {"end": end}).scalar() or 0)
    if upto == 0:
        raise InputRefused(because("as-of-before-ledger", day=day))
    return upto

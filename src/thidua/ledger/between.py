"""What changed in the ledger after one entry, up to another: the scores that count, and the facts added or voided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, text

from thidua.domain.month import Month
from thidua.domain.points import Points
from thidua.domain.stages import Stage
from thidua.ledger.database import statement
from thidua.ledger.facts import Facts, Known
from thidua.ledger.sight import look, look_away

# what is told of each change: neither what an evaluation made row by row, nor numbers given to units and lines
TABLES = (
    "ruleset",
    "unit_state",
    "registration",
    "content_item",
    "month_ruleset",
    "evaluation",
    "sitting",
    "ballot",
    "commendation",
    "publicity",
    "learning",
    "review",
    "review_minutes",
    "recognition",
    "withdrawal",
    "month_closing",
    "forgotten",
)
_WHOLE = frozenset({"month_closing", "forgotten"})  # not undone by a voiding: see ``sight``
_VOIDINGS = "SELECT v.target, v.entry FROM main.voided AS v WHERE v.entry > :after AND v.entry <= :upto"
_CAMPAIGN = (
    "(:campaign IS NULL OR t.entry IN (SELECT seq FROM main.entry WHERE campaign IS NULL OR campaign = :campaign))"
)
_WRITTEN = "t.entry > :after AND t.entry <= :upto"
_ADDED = f"{_WRITTEN} AND t.entry NOT IN (SELECT v.target FROM main.voided AS v WHERE v.entry <= :upto)"
_VOIDED = (
    "t.entry <= :after "
    "AND t.entry IN (SELECT v.target FROM main.voided AS v WHERE v.entry > :after AND v.entry <= :upto)"
)


class ScoreOf(NamedTuple):
    """What counted on a line at one end."""

    reported: str
    points: Points
    entry: int
    reason: str | None


@dataclass(frozen=True)
class ScoreDifference:
    """A line whose score counts otherwise: ``before`` None where there was none, ``after`` where it was taken back."""

    month: Month
    registration: str
    criterion: str
    stage: Stage
    before: ScoreOf | None
    after: ScoreOf | None
    entry: int


@dataclass(frozen=True)
class FactDifference:
    """A row that counts since ``entry``, or no more since that entry when it ``is_voided``."""

    is_voided: bool
    entry: int
    cells: tuple[Known, ...]


@dataclass(frozen=True)
class ScoreDifferences:
    """The lines whose score counts otherwise, as many as were asked for, and how many there are."""

    shown: tuple[ScoreDifference, ...]
    count: int


def score_differences(
    connection: Connection, after: int, upto: int, *, campaign: int | None = None, most: int | None = None
) -> ScoreDifferences:
    """Find the lines whose score is not what it was; one that was changed and changed back is none of them.

    At ``most`` so many are kept: of a million scores imported in between, people are shown a page. The connection is
    left looking at the bare tables, its people named as they were.
    """
    bound = {"after": after, "upto": upto, "campaign": campaign}
    look(connection, after)
    before = [_score_of(row) for row in _moved(connection, bound)]
    look_away(connection)
    look(connection, upto)
    shown, count = [], 0
    for old, row in zip(before, _moved(connection, bound), strict=True):
        new = _score_of(row)
        if (old and old[:2]) != (new and new[:2]):
            count += 1
            if most is None or count <= most:
                line = (Month(row.month), row.registration, row.criterion, Stage(row.stage))
                by = new.entry if new is not None and new.entry > after else row.by
                shown.append(ScoreDifference(*line, old, new, by))
    look_away(connection)
    return ScoreDifferences(tuple(shown), count)


def _moved(connection: Connection, bound: Mapping[str, int | None]) -> Iterable[Row[Any]]:
    query = text(statement("log/scores_moved")).execution_options(yield_per=1000)
    return connection.execute(query, bound)


def _score_of(row: Row[Any]) -> ScoreOf | None:
    return None if row.entry is None else ScoreOf(row.reported, Points(row.points), row.entry, row.reason)


def fact_differences(
    connection: Connection, after: int, upto: int, *, campaign: str | None = None
) -> dict[str, list[FactDifference]]:
    """Give of each table the rows that were added and still count, then those that counted and were voided.

    Every table that is told of is given, be it without rows; scores have differences of their own.
    """
    facts, bound = Facts(connection), {"after": after, "upto": upto, "campaign": campaign}
    by = {int(v.target): int(v.entry) for v in connection.execute(text(_VOIDINGS), {"after": after, "upto": upto})}
    found = {}
    for table in TABLES:
        added = facts.read(table, f"{_WRITTEN if table in _WHOLE else _ADDED} AND {_CAMPAIGN}", bound)
        voided = facts.read(table, f"{_VOIDED} AND {_CAMPAIGN}", bound) if by and table not in _WHOLE else []
        found[table] = [
            *(FactDifference(False, entry, cells) for entry, cells in added),
            *(FactDifference(True, by[entry], cells) for entry, cells in voided),
        ]
    return found

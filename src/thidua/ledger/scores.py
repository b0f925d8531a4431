"""Scores as reported, month first; a correction cancels the old one and appends the new one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select, text

from thidua.domain.month import Month
from thidua.domain.points import Points
from thidua.ledger.database import statement
from thidua.ledger.recording import Cells, Recording
from thidua.ledger.schema import table_of
from thidua.ledger.tables import CriterionRow, Score

Line = tuple[int, int]  # registration, criterion


@dataclass(frozen=True)
class ScoreInForce:
    """One score that nothing has superseded."""

    reported: str
    points: Points
    ruleset: int
    note: str | None
    entry: int


@dataclass(frozen=True)
class NewScore:
    """A score to append; ``replaced`` is the one in force that it corrects."""

    month: Month
    registration: int
    criterion: int
    reported: str
    points: Points
    ruleset: int
    note: str | None
    replaced: ScoreInForce | None = None


def scores_in_force(connection: Connection, month: Month, registration: int | None = None) -> dict[Line, ScoreInForce]:
    """Give the scores in force of a month, of everyone or of one registration."""
    bound = {"month": month.ordinal, "registration": registration}
    return {
        (row.registration, row.criterion): ScoreInForce(
            row.reported, Points(row.points), row.ruleset, row.note, row.entry
        )
        for row in connection.execute(text(statement("scores_in_force")), bound)
    }


def add_scores(record: Recording, scores: Iterable[NewScore]) -> None:
    """Append scores in the order of their key: shuffled rows cost four times as much."""
    rows = [row for score in sorted(scores, key=_place) for row in _rows(score, record.seq)]
    record.append(Score, rows)


def _place(score: NewScore) -> tuple[int, int, int]:
    return score.month.ordinal, score.registration, score.criterion


def _rows(score: NewScore, entry: int) -> Iterable[Cells]:
    start = (score.month.ordinal, score.registration, score.criterion, entry)
    old = score.replaced
    if old is not None:
        yield (*start, -1, old.reported, -old.points.hundredths, old.ruleset, old.note)
    yield (*start, 1, score.reported, score.points.hundredths, score.ruleset, score.note)


def points_seen(connection: Connection, month: Month, registration: int, *, upto: int) -> dict[str, Points]:
    """Give one registration's points by criterion as they were at an entry: what came later does not count."""
    scores, names = table_of(Score), table_of(CriterionRow)
    query = (
        select(names.c.code, func.sum(scores.c.points).label("points"))
        .join(names, names.c.id == scores.c.criterion)
        .where(scores.c.month == month.ordinal, scores.c.registration == registration, scores.c.entry <= upto)
        .group_by(names.c.code)
        .having(func.sum(scores.c.turn) > 0)
    )
    return {str(code): Points(int(points)) for code, points in connection.execute(query)}


def have_moved(connection: Connection, campaign: int, month: Month, *, since: int) -> bool:
    """True when a line of a month has other points than it had at an entry, even if the totals are the same."""
    scores, names = table_of(Score), table_of(CriterionRow)
    query = (
        select(scores.c.registration)
        .join(names, names.c.id == scores.c.criterion)
        .where(names.c.campaign == campaign, scores.c.month == month.ordinal, scores.c.entry > since)
        .group_by(scores.c.registration, scores.c.criterion)
        .having(or_(func.sum(scores.c.points) != 0, func.sum(scores.c.turn) != 0))
        .limit(1)
    )
    return connection.execute(query).first() is not None


@dataclass(frozen=True)
class EnteredScore:
    """A score as entered: by whom, when, why; ``is_in_force`` until a later one supersedes it."""

    criterion: str
    reported: str
    points: Points
    entry: int
    at: datetime
    actor: str | None
    reason: str | None
    note: str | None
    is_in_force: bool


def scores_entered(connection: Connection, month: Month, registration: int) -> list[EnteredScore]:
    """List every score entered for one registration's month, superseded ones included, oldest first for each line."""
    bound = {"month": month.ordinal, "registration": registration}
    return [
        EnteredScore(
            row.criterion,
            row.reported,
            Points(row.points),
            row.entry,
            datetime.fromisoformat(row.at),
            row.actor,
            row.reason,
            row.note,
            bool(row.in_force),
        )
        for row in connection.execute(text(statement("entered")), bound)
    ]

"""Scores as reported, month first; a correction cancels the old one and appends the new one."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, column, func, or_, select, table, text

from thidua.domain.month import Month
from thidua.domain.points import Points
from thidua.domain.stages import Stage
from thidua.domain.worked import Posted
from thidua.ledger.clauses import table_of
from thidua.ledger.database import statement
from thidua.ledger.named import CriterionRow, Score
from thidua.ledger.recording import Cells, Recording
from thidua.ledger.sight import in_place_of

_CHANGES = ("month", "registration", "criterion", "stage", "entry", "points", "turn", "met")
_changes = table("score_change", *(column(name) for name in _CHANGES))  # see ``sight``
_STAGES = {stage.value: stage for stage in Stage}
_ASKED = 2000  # registrations asked for in one statement
Line = tuple[int, int, Stage]  # registration, criterion, stage


@dataclass(frozen=True)
class ScoreInForce:
    """One score that nothing has superseded."""

    reported: str
    points: Points
    is_met: bool
    ruleset: int
    reason: str | None
    note: str | None
    entry: int


@dataclass(frozen=True)
class ScoreValue:
    """What is reported, in its one written form, the points it has, and whether it meets its line."""

    reported: str
    points: Points
    is_met: bool


@dataclass(frozen=True)
class NewScore:
    """A score to append; ``replaced`` is the one in force that it corrects, ``value`` None when nothing is reported."""

    month: Month
    registration: int
    criterion: int
    stage: Stage
    value: ScoreValue | None
    ruleset: int
    reason: str | None = None
    note: str | None = None
    replaced: ScoreInForce | None = None

    @property
    def line(self) -> Line:
        """Whose line it is, at which stage."""
        return self.registration, self.criterion, self.stage


def scores_in_force(
    connection: Connection, campaign: int, month: Month, registration: int | None = None
) -> dict[Line, ScoreInForce]:
    """Give the scores in force of a campaign's month at every stage, of everyone or of one registration."""
    bound = {"campaign": campaign, "month": month.ordinal}
    bound |= {} if registration is None else {"registration": registration}
    return _in_force(connection.execute(text(statement("scores_in_force", of_one=registration is not None)), bound))


def add_scores(record: Recording, scores: Iterable[NewScore]) -> None:
    """Append scores in the order of their key: shuffled rows cost four times as much."""
    add_score_rows(record, (row for score in sorted(scores, key=_place) for row in _rows(score, record.seq)))


def add_score_rows(record: Recording, rows: Iterable[Cells]) -> None:
    """Append rows of scores, in the order of their key."""
    record.append(Score, rows)


def _place(score: NewScore) -> tuple[int, int, int, int]:
    return score.month.ordinal, score.registration, score.criterion, score.stage


def _rows(score: NewScore, entry: int) -> Iterable[Cells]:
    start = (score.month.ordinal, score.registration, score.criterion, score.stage.value, entry)
    if score.replaced is not None:
        yield (*start, *cancelled_cells(score.replaced))
    if score.value is not None:
        yield (*start, *added_cells(score.value, score.ruleset, score.reason, score.note))


def added_cells(value: ScoreValue, ruleset: int, reason: str | None, note: str | None) -> tuple[int | str | None, ...]:
    """Give the cells of a score after its key: what is reported, and what it comes to."""
    return (1, value.reported, value.points.hundredths, int(value.is_met), ruleset, reason, note)


def cancelled_cells(old: ScoreInForce) -> tuple[int | str | None, ...]:
    """Give the cells, after the key, of the row that cancels a score."""
    return (-1, old.reported, -old.points.hundredths, -int(old.is_met), old.ruleset, old.reason, old.note)


def have_any(connection: Connection, campaign: int, month: Month) -> bool:
    """True when a month has scores of a campaign."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM score AS s JOIN criterion AS n ON n.id = s.criterion"
        " WHERE s.month = ? AND n.campaign = ?)"
    )
    return bool(connection.exec_driver_sql(query, (month.ordinal, campaign)).scalar_one())


def scores_among(
    connection: Connection, campaign: int, month: Month, registrations: Sequence[int]
) -> dict[tuple[int, int], dict[Stage, ScoreInForce]]:
    """Give the scores in force of a campaign's month by registration and criterion, of some registrations in order."""
    found: defaultdict[tuple[int, int], dict[Stage, ScoreInForce]] = defaultdict(dict)
    for start in range(0, len(registrations), _ASKED):
        asked = registrations[start : start + _ASKED]
        bound = {"campaign": campaign, "month": month.ordinal, "registrations": json.dumps(asked)}
        there = _in_force(connection.execute(text(statement("scores_among")), bound))
        for (registration, criterion, stage), one in there.items():
            found[registration, criterion][stage] = one
    return found


def _in_force(rows: Iterable[Any]) -> dict[Line, ScoreInForce]:
    return {
        (registration, criterion, _STAGES[stage]): ScoreInForce(
            reported, Points(points), bool(met), ruleset, reason, note, entry
        )
        for registration, criterion, stage, reported, points, met, ruleset, reason, note, entry in rows
    }


def lines_posted(
    connection: Connection,
    months: tuple[Month, Month],
    registration: int,
    *,
    stage: Stage | None,
    upto: int | None = None,
) -> Mapping[Month, Mapping[str, Posted]]:
    """Give one registration's lines in force, from a month to a month, at one stage or at the highest of each line.

    With ``upto`` as they were at that entry: what came later does not count.
    """
    scores, names = table_of(Score), table_of(CriterionRow)
    query = (
        select(
            scores.c.month,
            names.c.code,
            scores.c.stage,
            func.sum(scores.c.points).label("points"),
            func.sum(scores.c.met).label("met"),
        )
        .join(names, names.c.id == scores.c.criterion)
        .where(scores.c.month.between(months[0].ordinal, months[1].ordinal), scores.c.registration == registration)
        .group_by(scores.c.month, names.c.code, scores.c.stage)
        .having(func.sum(scores.c.turn) > 0)
        .order_by(scores.c.month, names.c.code, scores.c.stage)
    )
    if stage is not None:
        query = query.where(scores.c.stage == stage.value)
    if upto is not None:
        query = query.where(scores.c.entry <= upto)
    found: defaultdict[Month, dict[str, Posted]] = defaultdict(dict)
    for row in connection.execute(query):
        found[Month(row.month)][row.code] = Posted(Points(int(row.points)), bool(row.met), Stage(row.stage))
    return found


def have_moved(connection: Connection, campaign: int, months: Iterable[Month], *, since: int) -> bool:
    """True when a line of these months has other points than it had at an entry, even if the totals are the same."""
    scores, names = _changes, table_of(CriterionRow)
    query = (
        select(scores.c.registration)
        .join(names, names.c.id == scores.c.criterion)
        .where(
            names.c.campaign == campaign,
            scores.c.month.in_([month.ordinal for month in months]),
            scores.c.entry > since,
        )
        .group_by(scores.c.registration, scores.c.criterion, scores.c.month, scores.c.stage)
        .having(or_(func.sum(scores.c.points) != 0, func.sum(scores.c.turn) != 0, func.sum(scores.c.met) != 0))
        .limit(1)
    )
    return connection.execute(query).first() is not None


def last_scored(connection: Connection, campaign: int, months: Collection[Month]) -> dict[Month, int]:
    """Give the last entry that entered a score of each of these months which has scores, or voided one."""
    if not months:
        return {}
    scores, names = _changes, table_of(CriterionRow)
    query = (
        select(scores.c.month, func.max(scores.c.entry))
        .join(names, names.c.id == scores.c.criterion)
        .where(names.c.campaign == campaign, scores.c.month.in_([month.ordinal for month in months]))
        .group_by(scores.c.month)
    )
    return {Month(month): last for month, last in connection.execute(query)}


@dataclass(frozen=True)
class EnteredScore:
    """A score as entered: by whom, when, why; ``is_in_force`` until entry ``ended_by`` corrects it or takes it back."""

    criterion: str
    stage: Stage
    reported: str
    points: Points
    entry: int
    at: datetime
    actor: str | None
    reason: str | None
    note: str | None
    is_in_force: bool
    ended_by: int | None
    ended_reason: str | None


def scores_entered(connection: Connection, month: Month, registration: int) -> list[EnteredScore]:
    """List every score entered for one registration's month, superseded ones included, oldest first for each line."""
    bound = {"month": month.ordinal, "registration": registration}
    return [
        EnteredScore(
            row.criterion,
            Stage(row.stage),
            row.reported,
            Points(row.points),
            row.entry,
            datetime.fromisoformat(row.at),
            row.actor,
            row.reason,
            row.note,
            bool(row.in_force),
            row.ended_by,
            row.ended_reason,
        )
        for row in connection.execute(text(statement("entered")), bound)
    ]


@contextmanager
def instead(
    connection: Connection, months: tuple[Month, Month], values: Mapping[Line, ScoreValue], ruleset: int
) -> Iterator[None]:
    """Let a temporary table stand before the ledger's scores: other values for the last month, no others before it.

    What reads ``score`` meanwhile reads what would be; nothing is written to the ledger.
    """
    first, last = months
    columns = ", ".join(Score.columns)
    connection.exec_driver_sql(
        "CREATE TEMP TABLE instead (month, registration, criterion, stage, entry, turn, reported, points, met, ruleset,"
        " reason, note, PRIMARY KEY (month, registration, criterion, stage, entry, turn)) WITHOUT ROWID"
    )
    connection.exec_driver_sql(
        f"INSERT INTO temp.instead ({columns}) SELECT {columns} FROM score WHERE month >= ? AND month < ?",
        (first.ordinal, last.ordinal),
    )
    rows = [
        (last.ordinal, *line, value.reported, value.points.hundredths, int(value.is_met), ruleset)
        for line, value in values.items()
    ]
    if rows:
        connection.exec_driver_sql(
            f"INSERT INTO temp.instead ({columns}) VALUES (?, ?, ?, ?, 0, 1, ?, ?, ?, ?, NULL, NULL)", rows
        )
    with in_place_of(connection, "score"):
        connection.exec_driver_sql("ALTER TABLE temp.instead RENAME TO score")
        try:
            yield
        finally:
            connection.exec_driver_sql("DROP TABLE temp.score")

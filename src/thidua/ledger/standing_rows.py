"""Reading an evaluation back: its standings with pillars, groups, missing lines and gates, as they were stored."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, TableClause, select, text

from thidua.domain.month import Month
from thidua.domain.points import Points
from thidua.domain.quotas import Held
from thidua.domain.stages import Stage
from thidua.ledger.clauses import table_of
from thidua.ledger.database import statement
from thidua.ledger.named import (
    CriterionRow,
    Evaluation,
    Registration,
    StandingGate,
    StandingGroup,
    StandingMissing,
    StandingMonth,
    StandingPillar,
    StandingRow,
)
from thidua.ledger.standings import StoredEvaluation


@dataclass(frozen=True)
class StoredStanding:
    """One registrant's standing; ``rank`` and ``grade`` are None where lines are missing or a void rule applies.

    ``scored`` counts lines, of a longer period months; ``months`` are those that count in it, with their totals.
    """

    id: int
    registration: str
    name: str
    unit_code: str
    unit: str
    track: str
    cluster: str | None
    total: Points
    deductions: Points
    bonuses: Points
    due: Points
    scored: int
    stages: Mapping[Stage, int]
    void: str | None
    earned: str | None
    grade: str | None
    held: Held | None
    rank: int | None
    is_shortlisted: bool
    missing: tuple[str, ...]
    failed: tuple[str, ...]
    pillars: Mapping[str, Points]
    groups: Mapping[str, Points]
    months: Mapping[Month, Points]


def read_standings(
    connection: Connection, evaluation: StoredEvaluation, registration: int | None = None
) -> list[StoredStanding]:
    """Give the standings of everyone, or of one registration: by track, cluster and rank, the unranked last."""
    parts = _Parts(
        missing=_lines(connection, table_of(StandingMissing), evaluation.id),
        failed=_lines(connection, table_of(StandingGate), evaluation.id, shut=1),
        pillars=_parts(connection, table_of(StandingPillar), "pillar", evaluation.id),
        groups=_parts(connection, table_of(StandingGroup), "code", evaluation.id),
        months=_months(connection, evaluation.id) if not evaluation.is_of_month else defaultdict(dict),
    )
    day = evaluation.month.last_day.isoformat()
    bound = {"evaluation": evaluation.id, "day": day, "registration": registration}
    return [_standing(row, parts) for row in connection.execute(text(statement("read_standings")), bound)]


@dataclass(frozen=True)
class _Parts:
    """What stands beside the standings, by registration."""

    missing: Mapping[int, list[str]]
    failed: Mapping[int, list[str]]
    pillars: Mapping[int, Mapping[str, Points]]
    groups: Mapping[int, Mapping[str, Points]]
    months: Mapping[int, Mapping[Month, Points]]


def _standing(row: Row[Any], parts: _Parts) -> StoredStanding:
    one = row.registration
    return StoredStanding(
        one,
        row.code,
        row.name,
        row.unit_code,
        row.unit,
        row.track,
        row.cluster,
        Points(row.total),
        Points(row.minus),
        Points(row.plus),
        Points(row.due),
        row.scored,
        {Stage.SELF: row.by_self, Stage.APPRAISED: row.by_appraised, Stage.AGREED: row.by_agreed},
        row.void,
        row.earned,
        row.grade,
        Held(row.held) if row.held else None,
        row.rank,
        bool(row.shortlisted),
        tuple(parts.missing[one]),
        tuple(parts.failed[one]),
        parts.pillars[one],
        parts.groups[one],
        parts.months[one],
    )


def _lines(connection: Connection, table: TableClause, evaluation: int, **cells: int) -> Mapping[int, list[str]]:
    names = table_of(CriterionRow)
    codes = {number: str(code) for number, code in connection.execute(select(names.c.id, names.c.code))}
    query = select(table.c.registration, table.c.criterion).where(table.c.evaluation == evaluation)
    for name, value in cells.items():
        query = query.where(table.c[name] == value)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for registration, criterion in connection.execute(query.order_by(table.c.registration, table.c.criterion)):
        found[registration].append(codes[criterion])
    return found


def _parts(connection: Connection, table: TableClause, name: str, evaluation: int) -> Mapping[int, dict[str, Points]]:
    query = select(table.c.registration, table.c[name], table.c.points).where(table.c.evaluation == evaluation)
    found: defaultdict[int, dict[str, Points]] = defaultdict(dict)
    for registration, code, points in connection.execute(query):
        found[registration][code] = Points(points)
    return found


def _months(connection: Connection, evaluation: int) -> Mapping[int, dict[Month, Points]]:
    table = table_of(StandingMonth)
    query = select(table).where(table.c.evaluation == evaluation).order_by(table.c.month)
    found: defaultdict[int, dict[Month, Points]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.registration][Month(row.month)] = Points(row.total)
    return found


def gates_met(connection: Connection, evaluations: list[int]) -> Mapping[int, Mapping[str, bool]]:
    """Give, by registration, which gate lines were met in every evaluation in which they were due and it was graded."""
    table, names, rows = table_of(StandingGate), table_of(CriterionRow), table_of(StandingRow)
    query = (
        select(table.c.registration, names.c.code, table.c.met)
        .join(names, names.c.id == table.c.criterion)
        .join(rows, (rows.c.evaluation == table.c.evaluation) & (rows.c.registration == table.c.registration))
        .where(table.c.evaluation.in_(evaluations), rows.c.grade.is_not(None))
    )
    found: defaultdict[int, dict[str, bool]] = defaultdict(dict)
    for registration, code, met in connection.execute(query):
        found[registration][code] = bool(met) and found[registration].get(code, True)
    return found


@dataclass(frozen=True)
class MonthStanding:
    """What a longer period needs of one registrant's month."""

    registration: int
    code: str
    month: Month
    track: str
    cluster: str | None
    total: Points
    due: Points
    is_graded: bool


def standings_by_month(connection: Connection, chosen: list[int]) -> list[MonthStanding]:
    """Give everyone's standings in the evaluations chosen, one of each month, in one query."""
    rows, made, names = table_of(StandingRow), table_of(Evaluation), table_of(Registration)
    query = (
        select(rows, made.c.month, names.c.code, names.c.track)
        .join(made, made.c.id == rows.c.evaluation)
        .join(names, names.c.id == rows.c.registration)
        .where(rows.c.evaluation.in_(chosen))
    )
    return [
        MonthStanding(
            row.registration,
            row.code,
            Month(row.month),
            row.track,
            row.cluster,
            Points(row.total),
            Points(row.due),
            row.grade is not None,
        )
        for row in connection.execute(query)
    ]

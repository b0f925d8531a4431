"""Reading an evaluation back: its standings with pillars, groups, missing lines and gates, as they were stored."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from thidua.domain.month import Month
from thidua.domain.points import Points, points_of
from thidua.domain.quotas import Held
from thidua.domain.stages import Stage
from thidua.ledger.clauses import table_of
from thidua.ledger.database import statement, tuples_of
from thidua.ledger.named import (
    CriterionRow,
    Evaluation,
    Registration,
    StandingGate,
    StandingMonth,
    StandingRow,
)
from thidua.ledger.standings import StoredEvaluation


class StoredStanding(NamedTuple):
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
    where = "evaluation = :evaluation" + ("" if registration is None else " AND registration = :registration")
    only = {"evaluation": evaluation.id, **({} if registration is None else {"registration": registration})}
    parts = _Parts(
        missing=_lines(connection, f"standing_missing WHERE {where}", only),
        failed=_lines(connection, f"standing_gate WHERE {where} AND shut = 1", only),
        pillars=_parts(connection, "pillar", f"standing_pillar WHERE {where}", only),
        groups=_parts(connection, "code", f"standing_group WHERE {where}", only),
        months=_months(connection, evaluation.id) if not evaluation.is_of_month else {},
    )
    day = evaluation.month.last_day.isoformat()
    query = statement("read_standings", of_one=registration is not None)
    rows = tuples_of(connection, query, day=day, **only)
    return [_standing(row, parts) for row in rows]


@dataclass(frozen=True)
class _Parts:
    """What stands beside the standings, by registration."""

    missing: Mapping[int, tuple[str, ...]]
    failed: Mapping[int, tuple[str, ...]]
    pillars: Mapping[int, Mapping[str, Points]]
    groups: Mapping[int, Mapping[str, Points]]
    months: Mapping[int, Mapping[Month, Points]]


_BETWEEN = 31  # the character between two codes, which no code has
_NOTHING: Mapping[Any, Points] = {}


def _standing(row: tuple[Any, ...], parts: _Parts) -> StoredStanding:
    one, code, name, unit_code, unit, track, cluster, total, minus, plus, due, scored, *rest = row
    by_self, by_appraised, by_agreed, void, earned, grade, held, rank, shortlisted = rest
    return StoredStanding(
        one,
        code,
        name,
        unit_code,
        unit,
        track,
        cluster,
        points_of(total),
        points_of(minus),
        points_of(plus),
        points_of(due),
        scored,
        _stages(by_self, by_appraised, by_agreed),
        void,
        earned,
        grade,
        Held(held) if held else None,
        rank,
        shortlisted == 1,
        parts.missing.get(one, ()),
        parts.failed.get(one, ()),
        parts.pillars.get(one, _NOTHING),
        parts.groups.get(one, _NOTHING),
        parts.months.get(one, _NOTHING),
    )


@lru_cache(1000)
def _stages(by_self: int, by_appraised: int, by_agreed: int) -> Mapping[Stage, int]:
    """Give how many lines are of which stage: nearly everybody's are the same."""
    return {Stage.SELF: by_self, Stage.APPRAISED: by_appraised, Stage.AGREED: by_agreed}


def _lines(connection: Connection, rows: str, only: Mapping[str, int]) -> Mapping[int, tuple[str, ...]]:
    names = table_of(CriterionRow)
    codes = {number: str(code) for number, code in connection.execute(select(names.c.id, names.c.code))}
    query = f"SELECT registration, criterion FROM {rows} ORDER BY registration, criterion"
    listed = groupby(tuples_of(connection, query, **only), itemgetter(0))
    return {registration: tuple(codes[line] for _, line in lines) for registration, lines in listed}


def _parts(connection: Connection, code: str, rows: str, only: Mapping[str, int]) -> Mapping[int, Mapping[str, Points]]:
    """Read figures by their codes, those of one registration in one row: half the time of reading them one by one."""
    joined = ", ".join(f"group_concat({column}, char({_BETWEEN}))" for column in (code, "points"))
    query = f"SELECT registration, {joined} FROM {rows} GROUP BY registration"
    read = cache(lambda written: points_of(int(written)))
    named = cache(lambda written: written.split(chr(_BETWEEN)))
    return {
        registration: dict(zip(named(codes), map(read, points.split(chr(_BETWEEN))), strict=True))
        for registration, codes, points in tuples_of(connection, query, **only)
    }


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

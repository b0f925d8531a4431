"""Reading an evaluation back: its standings with pillars and missing lines, as they were stored."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from thidua.domain.points import Points
from thidua.ledger.database import statement
from thidua.ledger.schema import table_of
from thidua.ledger.standings import StoredEvaluation
from thidua.ledger.tables import CriterionRow, StandingMissing, StandingPillar


@dataclass(frozen=True)
class StoredStanding:
    """One registrant's standing; ``rank`` and ``grade`` are None where lines are missing."""

    id: int
    registration: str
    name: str
    unit_code: str
    unit: str
    track: str
    cluster: str | None
    total: Points
    due: Points
    scored: int
    grade: str | None
    rank: int | None
    is_shortlisted: bool
    missing: tuple[str, ...]
    pillars: Mapping[str, Points]


def read_standings(
    connection: Connection, evaluation: StoredEvaluation, registration: int | None = None
) -> list[StoredStanding]:
    """Give the standings of everyone, or of one registration: by track, cluster and rank, the unranked last."""
    missing, pillars = _missing(connection, evaluation.id), _pillars(connection, evaluation.id)
    bound = {
        "evaluation": evaluation.id,
        "day": evaluation.month.last_day.isoformat(),
        "registration": registration,
    }
    return [
        StoredStanding(
            row.registration,
            row.code,
            row.name,
            row.unit_code,
            row.unit,
            row.track,
            row.cluster,
            Points(row.total),
            Points(row.due),
            row.scored,
            row.grade,
            row.rank,
            bool(row.shortlisted),
            tuple(missing[row.registration]),
            pillars[row.registration],
        )
        for row in connection.execute(text(statement("read_standings")), bound)
    ]


def _missing(connection: Connection, evaluation: int) -> Mapping[int, list[str]]:
    table, names = table_of(StandingMissing), table_of(CriterionRow)
    query = (
        select(table.c.registration, names.c.code)
        .join(names, names.c.id == table.c.criterion)
        .where(table.c.evaluation == evaluation)
        .order_by(table.c.criterion)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for registration, code in connection.execute(query):
        found[registration].append(code)
    return found


def _pillars(connection: Connection, evaluation: int) -> Mapping[int, dict[str, Points]]:
    table = table_of(StandingPillar)
    query = select(table.c.registration, table.c.pillar, table.c.points).where(table.c.evaluation == evaluation)
    found: defaultdict[int, dict[str, Points]] = defaultdict(dict)
    for registration, pillar, points in connection.execute(query):
        found[registration][pillar] = Points(points)
    return found

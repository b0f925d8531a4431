"""Evaluations: computed set-wise in SQL, stored as evidence, read back as they were put to the vote."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from thidua.domain.campaign import Campaign, GradesOf, Incomplete
from thidua.domain.month import Month
from thidua.ledger.campaigns import StoredRuleset, criteria
from thidua.ledger.database import statement
from thidua.ledger.recording import Cells, Recording, canonical_row
from thidua.ledger.registrations import Registrant
from thidua.ledger.schema import table_of
from thidua.ledger.tables import Evaluation, StandingMissing, StandingPillar, StandingRow

_WORK_TABLES = {
    "line": "track TEXT, criterion INTEGER PRIMARY KEY, points INTEGER",
    "label": "criterion INTEGER, pillar TEXT, PRIMARY KEY (criterion, pillar)",
    "grade": "position INTEGER PRIMARY KEY, code TEXT, floor INTEGER",
    "tie": "position INTEGER PRIMARY KEY, pillar TEXT",
    "registrant": "registration INTEGER PRIMARY KEY, track TEXT, cluster TEXT",
}


@dataclass(frozen=True)
class Computed:
    """An evaluation before it is stored: rows of standings, of pillars, of missing lines, by their keys."""

    standings: list[Cells]
    pillars: list[Cells]
    missing: list[Cells]

    def digest(self, ruleset: str) -> str:
        """Digest the whole, with the ruleset it was made under: nothing changed, the same digest."""
        whole = hashlib.sha256(canonical_row([ruleset]))
        for rows in (self.standings, self.pillars, self.missing):
            for row in rows:
                whole.update(canonical_row(row))
            whole.update(b"\n")
        return whole.hexdigest()


def compute(
    connection: Connection, campaign: Campaign, ruleset: StoredRuleset, month: Month, registrants: Iterable[Registrant]
) -> Computed:
    """Evaluate a month for those who are counted: one pass over its points, no query for each row."""
    numbers = criteria(connection, ruleset.campaign)
    lines = [(t.code, numbers[t.code, c.code], c) for t in campaign.tracks for c in t.due(month)]
    work: dict[str, list[Cells]] = {
        "line": [(track, number, line.points.hundredths) for track, number, line in lines],
        "label": [(number, pillar) for _, number, line in lines for pillar in line.pillars],
        "grade": [(at, grade.code, grade.floor.hundredths) for at, grade in enumerate(campaign.grades)],
        "tie": list(enumerate(campaign.ranking.tie_break)),
        "registrant": [(r.id, r.track, r.cluster) for r in registrants],
    }
    for name, columns in _WORK_TABLES.items():
        _fill(connection, name, columns, work[name])
    grades = [g.code for g in campaign.grades]
    worst = campaign.shortlist.min_grade
    bound = {
        "month": month.ordinal,
        "scale": campaign.scale.hundredths,
        "of_scale": campaign.grades_of is GradesOf.SCALE,
        "ranks_incomplete": campaign.ranking.incomplete is Incomplete.RANKED,
        "by_cluster": "cluster" in campaign.ranking.within,
        "top": campaign.shortlist.top,
        "worst": len(grades) if worst is None else grades.index(worst),
    }
    computed = Computed(
        _rows(connection, "standings", bound),
        _rows(connection, "standing_pillars", {"month": month.ordinal}),
        _rows(connection, "standing_missing", {"month": month.ordinal}),
    )
    for name in _WORK_TABLES:
        connection.exec_driver_sql(f"DROP TABLE temp.{name}")
    return computed


def _fill(connection: Connection, name: str, columns: str, rows: list[Cells]) -> None:
    connection.exec_driver_sql(f"CREATE TEMP TABLE {name} ({columns})")
    if rows:
        place = ",".join("?" * len(rows[0]))
        connection.exec_driver_sql(f"INSERT INTO temp.{name} VALUES ({place})", [tuple(row) for row in rows])


def _rows(connection: Connection, name: str, bound: dict[str, int]) -> list[Cells]:
    return [tuple(row) for row in connection.execute(text(statement(name)), bound)]


def add_evaluation(
    record: Recording, ruleset: StoredRuleset, month: Month, computed: Computed, *, upto: int
) -> "StoredEvaluation":
    """Append an evaluation with its standings; ``upto`` is the last entry it saw."""
    before = latest_evaluation(record.connection, ruleset.campaign, month)
    number = 1 if before is None else before.number + 1
    digest = computed.digest(ruleset.digest)
    evaluation = record.add(
        Evaluation,
        campaign=ruleset.campaign,
        month=month.ordinal,
        number=number,
        ruleset=ruleset.id,
        upto=upto,
        digest=digest,
    )
    seq = record.seq
    record.append(StandingRow, ((evaluation, row[0], seq, *row[1:]) for row in computed.standings))
    record.append(StandingPillar, ((evaluation, reg, pillar, seq, points) for reg, pillar, points in computed.pillars))
    record.append(StandingMissing, ((evaluation, reg, criterion, seq) for reg, criterion in computed.missing))
    return StoredEvaluation(evaluation, number, month, ruleset.id, upto, digest)


@dataclass(frozen=True)
class StoredEvaluation:
    """An evaluation as stored; ``number`` counts those of one month."""

    id: int
    number: int
    month: Month
    ruleset: int
    upto: int
    digest: str


def evaluations(connection: Connection, campaign: int, month: Month | None = None) -> list[StoredEvaluation]:
    """List a campaign's evaluations, of one month or of all, in the order in which they were made."""
    table = table_of(Evaluation)
    query = select(table).where(table.c.campaign == campaign).order_by(table.c.id)
    if month is not None:
        query = query.where(table.c.month == month.ordinal)
    return [
        StoredEvaluation(row.id, row.number, Month(row.month), row.ruleset, row.upto, row.digest)
        for row in connection.execute(query)
    ]


def latest_evaluation(connection: Connection, campaign: int, month: Month) -> StoredEvaluation | None:
    """Give the last evaluation of a month."""
    found = evaluations(connection, campaign, month)
    return found[-1] if found else None


def last_evaluated(connection: Connection, campaign: int) -> StoredEvaluation | None:
    """Give the last evaluation of the last month that has one."""
    table = table_of(Evaluation)
    last = connection.execute(select(func.max(table.c.month)).where(table.c.campaign == campaign)).scalar()
    return None if last is None else latest_evaluation(connection, campaign, Month(int(last)))

"""Evaluations stored as evidence, and found again: of a month, or of the months of a longer period."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from thidua.domain.month import Month
from thidua.domain.period_evaluation import PeriodStanding
from thidua.domain.points import ZERO, rounded
from thidua.domain.stages import Stage
from thidua.ledger.campaigns import StoredRuleset
from thidua.ledger.clauses import table_of
from thidua.ledger.evaluating import Computed
from thidua.ledger.named import (
    Evaluation,
    EvaluationPart,
    StandingGate,
    StandingMonth,
    StandingRow,
)
from thidua.ledger.recording import Cells, Recording
from thidua.ledger.results import RESULTS, Columns, Result


@dataclass(frozen=True)
class StoredEvaluation:
    """An evaluation as stored; ``number`` counts those of the same months, ``stage`` None is the highest present."""

    id: int
    number: int
    first: Month
    month: Month
    ruleset: int
    stage: Stage | None
    upto: int
    digest: str

    @property
    def is_of_month(self) -> bool:
        """True when it is of one month, not of a longer period."""
        return self.first == self.month


@dataclass(frozen=True)
class Evaluating:
    """What an evaluation to be stored is of: the months, the ruleset, the stage, and the last entry it saw."""

    ruleset: StoredRuleset
    first: Month
    month: Month
    stage: Stage | None
    upto: int


def add_evaluation(record: Recording, of: Evaluating, computed: Computed) -> StoredEvaluation:
    """Append the evaluation of a month with its standings.

    Its rows are gone through once, for both digests, and stored without becoming Python objects again.
    """
    at = record.next_id(Evaluation)

    def note(result: Result, columns: Columns) -> None:
        result.note(record, at, columns)

    digest = computed.digest(of.ruleset.digest, of.stage, also=note)
    stored = note_evaluation(record, of, digest, at=at)
    for result in RESULTS:
        result.store(record, at)
    return stored


def add_period(
    record: Recording, of: Evaluating, digest: str, parts: Mapping[Month, int], found: Sequence["PeriodRow"]
) -> StoredEvaluation:
    """Append the evaluation of a longer period: which evaluations it is made of, and what it made of everyone."""
    stored = note_evaluation(record, of, digest)
    at, seq = stored.id, record.seq
    record.append(EvaluationPart, ((at, month.ordinal, seq, part) for month, part in sorted(parts.items())))
    cells = period_cells(found)
    record.append(StandingRow, ((at, row[0], seq, *row[1:]) for row in cells.standings))
    record.append(StandingMonth, ((at, number, month, seq, total) for number, month, total in cells.months))
    record.append(StandingGate, ((at, number, line, seq, met, shut) for number, line, met, shut in cells.gates))
    return stored


@dataclass(frozen=True)
class PeriodCells:
    """What is stored of a longer period, by the keys of its tables, but for the evaluation's number and the entry."""

    standings: Sequence[Cells]
    months: Sequence[Cells]
    gates: Sequence[Cells]


def period_cells(found: Sequence["PeriodRow"]) -> PeriodCells:
    """Write a longer period as the ledger stores it."""
    rows: list[Cells] = []
    months: list[Cells] = []
    for row in sorted(found, key=lambda each: each.registration):
        number, one = row.registration, row.standing
        total = (one.summed.total or ZERO).hundredths
        figures = (total, 0, 0, rounded(one.due).hundredths, len(one.summed.months), 0, 0, 0)
        rows.append((number, row.cluster, *figures, None, *_judged(one), one.rank, 0))
        listed = sorted(one.summed.months.items())
        months += [(number, month.ordinal, each.hundredths) for month, each in listed]
    gates = sorted((row.registration, line) for row in found for line in row.failed)
    return PeriodCells(rows, months, [(number, line, 0, 1) for number, line in gates])


def _judged(one: PeriodStanding) -> tuple[str | None, str | None, str | None]:
    return one.earned, one.grade, one.held.value if one.held else None


@dataclass(frozen=True)
class PeriodRow:
    """A registrant's standing in a period, ready to be stored: its number, its cluster, the gates that failed."""

    registration: int
    cluster: str | None
    standing: PeriodStanding
    failed: tuple[int, ...]


def evaluation_parts(connection: Connection, evaluation: StoredEvaluation) -> dict[Month, int]:
    """Give the months a longer period was summed up from, each with the evaluation that was used."""
    table = table_of(EvaluationPart)
    query = select(table.c.month, table.c.part).where(table.c.evaluation == evaluation.id).order_by(table.c.month)
    return {Month(row.month): row.part for row in connection.execute(query)}


def note_evaluation(record: Recording, of: Evaluating, digest: str, *, at: int | None = None) -> StoredEvaluation:
    """Append an evaluation without its standings, the next number of its months; ``at`` is its id when it has one."""
    at = at or record.next_id(Evaluation)
    months = {"first": of.first.ordinal, "month": of.month.ordinal}
    number = record.highest(Evaluation, "number", campaign=of.ruleset.campaign, **months) + 1
    at = record.add(
        Evaluation,
        id=at,
        campaign=of.ruleset.campaign,
        first=of.first.ordinal,
        month=of.month.ordinal,
        number=number,
        ruleset=of.ruleset.id,
        stage=of.stage or 0,
        upto=of.upto,
        digest=digest,
    )
    return StoredEvaluation(at, number, of.first, of.month, of.ruleset.id, of.stage, of.upto, digest)


def evaluations(
    connection: Connection,
    campaign: int,
    month: Month | None = None,
    *,
    first: Month | None = None,
    whole: bool = False,
) -> list[StoredEvaluation]:
    """List a campaign's evaluations in the order in which they were made.

    Those of single months, of one month or of all; with ``first`` those of the period from there to ``month``. With
    ``whole`` only those from the highest stage of each line: one of a single stage is a view, and is used for nothing.
    """
    table = table_of(Evaluation)
    query = select(table).where(table.c.campaign == campaign).order_by(table.c.id)
    start = first.ordinal if first is not None else table.c.month
    query = query.where(table.c.first == start)
    if month is not None:
        query = query.where(table.c.month == month.ordinal)
    if whole:
        query = query.where(table.c.stage == 0)
    return [
        StoredEvaluation(
            row.id,
            row.number,
            Month(row.first),
            Month(row.month),
            row.ruleset,
            Stage(row.stage) if row.stage else None,
            row.upto,
            row.digest,
        )
        for row in connection.execute(query)
    ]


def latest_evaluation(connection: Connection, campaign: int, month: Month) -> StoredEvaluation | None:
    """Give the last evaluation of a month from the highest stages: what votes, periods and reviews look at."""
    found = evaluations(connection, campaign, month, whole=True)
    return found[-1] if found else None


def registrations_in(connection: Connection, evaluation: StoredEvaluation) -> set[int]:
    """Give whom an evaluation lists."""
    table = table_of(StandingRow)
    query = select(table.c.registration).where(table.c.evaluation == evaluation.id)
    return {int(one) for one in connection.execute(query).scalars()}


def last_of_months(connection: Connection, campaign: int, months: Collection[Month]) -> dict[Month, StoredEvaluation]:
    """Give, of each of these months that has one, its last evaluation from the highest stages."""
    last = {one.month: one for one in evaluations(connection, campaign, whole=True)}
    return {month: last[month] for month in months if month in last}


def last_evaluated(connection: Connection, campaign: int) -> StoredEvaluation | None:
    """Give the last evaluation of the last month that has one."""
    table = table_of(Evaluation)
    is_of_month = table.c.first == table.c.month
    query = select(func.max(table.c.month)).where(table.c.campaign == campaign, is_of_month, table.c.stage == 0)
    last = connection.execute(query).scalar()
    return None if last is None else latest_evaluation(connection, campaign, Month(int(last)))

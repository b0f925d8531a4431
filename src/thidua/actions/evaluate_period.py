"""The evaluation of a longer period (sơ kết, tổng kết), from the evaluations of its months, kept as evidence."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from thidua.actions.entering import refuse_outside
from thidua.domain.campaign import Campaign
from thidua.domain.month import Month, months_between
from thidua.domain.occasion import Occasion
from thidua.domain.period_evaluation import PeriodSheet, PeriodStanding, period_standings
from thidua.domain.periods import PLAIN
from thidua.domain.points import ZERO
from thidua.errors import RuleRefused, because
from thidua.ledger.campaigns import campaign_number, criteria
from thidua.ledger.database import Connection
from thidua.ledger.journal import last_entry, recording
from thidua.ledger.recording import canonical_row
from thidua.ledger.registrations import counted_in
from thidua.ledger.standing_rows import MonthStanding, gates_met, standings_by_month
from thidua.ledger.standings import (
    Evaluating,
    PeriodRow,
    StoredEvaluation,
    add_period,
    evaluations,
    last_of_months,
)
from thidua.rulesets import rules_of_month
from thidua.rulesets.staleness import stale_months


@dataclass(frozen=True)
class EvaluatedPeriod:
    """A period was evaluated from ``evaluated`` of its ``months``; those not evaluated are ``missing``."""

    campaign: str
    first: Month
    last: Month
    combine: str
    months: int
    evaluated: int
    missing: tuple[Month, ...]
    evaluation: int
    ruleset: int
    registrants: int
    ranked: int
    is_new: bool
    entry: int | None


def evaluate_period(db: Path, first: Month, last: Month, *, occasion: Occasion) -> EvaluatedPeriod:
    """Sum up the last evaluation of each month from ``first`` to ``last``, as the campaign's rules of ``last`` say.

    Nothing new since the last evaluation of the same months gives that same evaluation. Refuses months that are not of
    the campaign, an empty period, and one of whose months none is evaluated.
    """
    with recording(db, occasion, "evaluate") as record:
        connection = record.connection
        number = campaign_number(connection, occasion.campaign)
        rules = rules_of_month(connection, number, last)
        campaign = rules.campaign
        months = _months(campaign, first, last)
        parts = last_of_months(connection, number, months)
        if not parts:
            raise RuleRefused(because("period-not-evaluated", first=first, last=last))
        _refuse_stale(connection, number, parts)
        period = campaign.period(first, last) or PLAIN
        sheets, ids = _sheets(connection, number, last, parts)
        found = period_standings(campaign, period, months, sheets)
        digest = _digest(rules.ruleset.digest, parts, found)
        made = evaluations(connection, number, last, first=first)
        is_new = not made or made[-1].digest != digest
        if is_new:
            of = Evaluating(rules.ruleset, first, last, None, last_entry(connection))
            made = [add_period(record, of, digest, parts, _rows(connection, number, sheets, ids, found))]
            record.campaign = campaign.code
            record.summary = f"evaluate {first} to {last}: evaluation {made[-1].number}"
        return EvaluatedPeriod(
            campaign.code,
            first,
            last,
            period.combine.value,
            len(months),
            len(parts),
            tuple(month for month in months if month not in parts),
            made[-1].number,
            rules.ruleset.version,
            len(found),
            sum(one.rank is not None for one in found),
            is_new,
            record.seq if is_new else None,
        )


def _months(campaign: Campaign, first: Month, last: Month) -> tuple[Month, ...]:
    """Give the months of a period of the campaign, or refuse one that is none."""
    if last <= first:
        raise RuleRefused(because("period-too-short", first=first, last=last))
    for month in (first, last):
        refuse_outside(campaign, month)
    return tuple(months_between(first, last))


def _refuse_stale(connection: Connection, number: int, parts: Mapping[Month, StoredEvaluation]) -> None:
    """Refuse months whose scores, or those of earlier months their caps look at, are newer than their evaluation."""
    stale = [
        because("period-month-stale", month=one.month, evaluation=one.number)
        for one in stale_months(connection, number, parts.values())
    ]
    if stale:
        raise RuleRefused(stale)


def _rows(
    connection: Connection,
    campaign: int,
    sheets: Sequence[PeriodSheet],
    ids: Mapping[str, int],
    found: Sequence[PeriodStanding],
) -> list[PeriodRow]:
    numbers = criteria(connection, campaign)
    return [
        PeriodRow(ids[one.registration], sheet.cluster, one, tuple(numbers[sheet.track, line] for line in one.failed))
        for sheet, one in zip(sheets, found, strict=True)
    ]


def _sheets(
    connection: Connection, number: int, last: Month, parts: Mapping[Month, StoredEvaluation]
) -> tuple[list[PeriodSheet], dict[str, int]]:
    """Gather everyone who counts in the last month or stands in any of the months, by code."""
    ids = [one.id for one in parts.values()]
    rows: dict[str, dict[Month, MonthStanding]] = {}
    for row in standings_by_month(connection, ids):
        rows.setdefault(row.code, {})[row.month] = row
    gates = gates_met(connection, ids)
    places = {one.code: (one.id, one.track, one.cluster) for one in counted_in(connection, number, last)}
    for code, by_month in rows.items():
        latest = by_month[max(by_month)]
        places.setdefault(code, (latest.registration, latest.track, latest.cluster))
    sheets = []
    for code, (registration, track, cluster) in sorted(places.items()):
        graded = {month: row for month, row in rows.get(code, {}).items() if row.is_graded}
        totals = {month: row.total for month, row in graded.items()}
        due = {month: row.due for month, row in graded.items()}
        sheets.append(PeriodSheet(code, track, cluster, totals, due, gates.get(registration, {})))
    return sheets, {code: place[0] for code, place in places.items()}


def _digest(ruleset: str, parts: Mapping[Month, StoredEvaluation], found: Sequence[PeriodStanding]) -> str:
    whole = hashlib.sha256(canonical_row([ruleset]))
    for month, part in parts.items():
        whole.update(canonical_row([month.ordinal, part.id]))
    for one in found:
        total = (one.summed.total or ZERO).hundredths
        whole.update(canonical_row([one.registration, total, len(one.summed.months), one.grade, one.rank]))
    return whole.hexdigest()

"""Evaluations computed from facts, apart from storing them: for evaluating, and for verifying what was stored."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thidua.domain.campaign import Campaign
from thidua.domain.month import Month, months_between
from thidua.domain.period_evaluation import PeriodSheet, PeriodStanding, period_standings
from thidua.domain.periods import PLAIN, Period
from thidua.domain.points import ZERO
from thidua.domain.stages import Stage
from thidua.ledger.campaigns import criteria
from thidua.ledger.database import Connection
from thidua.ledger.evaluating import Computed, compute
from thidua.ledger.recording import canonical_row
from thidua.ledger.registrations import countable, counted_in
from thidua.ledger.standing_rows import MonthStanding, gates_met, standings_by_month
from thidua.ledger.standings import PeriodRow
from thidua.rulesets import Rules, campaigns_looked_at


@dataclass(frozen=True)
class MonthComputed:
    """A month evaluated and not yet stored; ``campaigns`` are those of the months that were looked at.

    ``codes`` are those of everyone who counts in it, by number.
    """

    computed: Computed
    campaigns: Mapping[Month, Campaign]
    codes: Mapping[int, str]


def month_computed(
    connection: Connection, campaign: int, rules: Rules, month: Month, *, stage: Stage | None
) -> MonthComputed | None:
    """Evaluate a month under its rules for everyone who counts in it; None when nobody does."""
    counted = list(countable(connection, campaign, month, day=month.last_day))
    if not counted:
        return None
    campaigns = campaigns_looked_at(connection, campaign, rules.campaign, month)
    numbers = criteria(connection, campaign)
    computed = compute(connection, campaigns, numbers, counted, stage=stage)
    return MonthComputed(computed, campaigns, {one.id: one.code for one in counted})


@dataclass(frozen=True)
class PeriodComputed:
    """A longer period summed up and not yet stored."""

    period: Period
    standings: Sequence[PeriodStanding]
    rows: Sequence[PeriodRow]
    digest: str


def period_computed(
    connection: Connection, campaign: int, rules: Rules, span: tuple[Month, Month], parts: Mapping[Month, int]
) -> PeriodComputed:
    """Sum up a longer period under its rules from one evaluation of each month that has one."""
    first, last = span
    period = rules.campaign.period(first, last) or PLAIN
    sheets, ids = _sheets(connection, campaign, last, list(parts.values()))
    found = period_standings(rules.campaign, period, tuple(months_between(first, last)), sheets)
    numbers = criteria(connection, campaign)
    rows = [
        PeriodRow(ids[one.registration], sheet.cluster, one, tuple(numbers[sheet.track, line] for line in one.failed))
        for sheet, one in zip(sheets, found, strict=True)
    ]
    return PeriodComputed(period, found, rows, _digest(rules.ruleset.digest, parts, found))


def _sheets(
    connection: Connection, number: int, last: Month, parts: list[int]
) -> tuple[list[PeriodSheet], dict[str, int]]:
    """Gather everyone who counts in the last month or stands in any of the months, by code."""
    rows: dict[str, dict[Month, MonthStanding]] = {}
    for row in standings_by_month(connection, parts):
        rows.setdefault(row.code, {})[row.month] = row
    gates = gates_met(connection, parts)
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


def _digest(ruleset: str, parts: Mapping[Month, int], found: Sequence[PeriodStanding]) -> str:
    whole = hashlib.sha256(canonical_row([ruleset]))
    for month, part in parts.items():
        whole.update(canonical_row([month.ordinal, part]))
    for one in found:
        total = (one.summed.total or ZERO).hundredths
        whole.update(canonical_row([one.registration, total, len(one.summed.months), one.grade, one.rank]))
    return whole.hexdigest()

"""The evaluation of a longer period (sơ kết, tổng kết), from the evaluations of its months, kept as evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from thidua.actions.entering import refuse_outside
from thidua.domain.campaign import Campaign
from thidua.domain.month import Month, months_between
from thidua.domain.occasion import Occasion
from thidua.errors import RuleRefused, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.database import Connection
from thidua.ledger.journal import last_entry, recording
from thidua.ledger.standings import (
    Evaluating,
    StoredEvaluation,
    add_period,
    evaluations,
    last_of_months,
)
from thidua.rulesets import rules_of_month
from thidua.rulesets.computing import period_computed
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
        ids = {month: part.id for month, part in parts.items()}
        found = period_computed(connection, number, rules, (first, last), ids)
        made = evaluations(connection, number, last, first=first)
        is_new = not made or made[-1].digest != found.digest
        if is_new:
            of = Evaluating(rules.ruleset, first, last, None, last_entry(connection))
            made = [add_period(record, of, found.digest, ids, found.rows)]
            record.campaign = campaign.code
            record.summary = f"evaluate {first} to {last}: evaluation {made[-1].number}"
        return EvaluatedPeriod(
            campaign.code,
            first,
            last,
            found.period.combine.value,
            len(months),
            len(parts),
            tuple(month for month in months if month not in parts),
            made[-1].number,
            rules.ruleset.version,
            len(found.rows),
            sum(one.rank is not None for one in found.standings),
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

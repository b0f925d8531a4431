"""The monthly evaluation: totals, grades, ranks, what is missing, who may be put to the vote."""

from dataclasses import dataclass
from pathlib import Path

from thidua.actions.entering import refuse_outside
from thidua.actions.memory import uncollected
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.stages import HIGHEST, Stage
from thidua.errors import RuleRefused, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.closings import refuse_closed
from thidua.ledger.database import Connection
from thidua.ledger.journal import recording
from thidua.ledger.scores import have_moved
from thidua.ledger.standings import Evaluating, StoredEvaluation, add_evaluation, evaluations
from thidua.rulesets import rules_of_month
from thidua.rulesets.computing import MonthComputed, month_computed


@dataclass(frozen=True)
class Evaluated:
    """A month was evaluated; ``is_new`` is false when nothing had changed since evaluation ``evaluation``.

    ``stage`` is the one asked for, or ``highest``: of each line the highest it has.
    """

    campaign: str
    month: Month
    stage: str
    evaluation: int
    ruleset: int
    registrants: int
    ranked: int
    void: int
    shortlisted: int
    is_new: bool
    entry: int | None


def evaluate(db: Path, month: Month, *, stage: Stage | None = None, occasion: Occasion) -> Evaluated:
    """Evaluate a month for every counted registration made by its end, and keep the result as evidence.

    Nothing new since the last evaluation of the month gives that same evaluation. Refuses a month that is not of the
    campaign, and one in which nobody is counted.
    """
    with uncollected(), recording(db, occasion, "evaluate") as record:
        connection = record.connection
        number = campaign_number(connection, occasion.campaign)
        rules = rules_of_month(connection, number, month)
        refuse_outside(rules.campaign, month)
        found = month_computed(connection, number, rules, month, stage=stage)
        if found is None:
            raise RuleRefused(because("nobody-to-evaluate", month=month))
        of = Evaluating(rules.ruleset, month, month, stage, record.seq - 1)
        stored = _unchanged(connection, number, of, found)
        is_new = stored is None
        if stored is None:
            refuse_closed(connection, number, [month])
            stored = add_evaluation(record, of, found.computed)
            record.campaign = rules.campaign.code
            record.summary = f"evaluate {month}: evaluation {stored.number}"
        rows = found.computed.standings
        return Evaluated(
            rules.campaign.code,
            month,
            stage.word if stage else HIGHEST,
            stored.number,
            rules.ruleset.version,
            len(rows),
            sum(row.rank is not None for row in rows),
            sum(row.void is not None for row in rows),
            sum(row.shortlisted == 1 for row in rows),
            is_new,
            record.seq if is_new else None,
        )


def _unchanged(connection: Connection, campaign: int, of: Evaluating, found: MonthComputed) -> StoredEvaluation | None:
    """Give the last evaluation of the month and stage when nothing that it saw has changed since."""
    made = [one for one in evaluations(connection, campaign, of.month) if one.stage == of.stage]
    # asked first, since it needs no digest
    if not made or have_moved(connection, campaign, found.campaigns, since=made[-1].upto):
        return None
    return made[-1] if made[-1].digest == found.computed.digest(of.ruleset.digest, of.stage) else None

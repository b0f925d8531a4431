"""The monthly evaluation: totals, grades, ranks, what is missing, who may be put to the vote."""

from dataclasses import dataclass
from pathlib import Path

from thidua.actions.entering import refuse_outside
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.stages import HIGHEST, Stage
from thidua.errors import RuleRefused, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.closings import refuse_closed
from thidua.ledger.journal import last_entry, recording
from thidua.ledger.scores import have_moved
from thidua.ledger.standings import Evaluating, add_evaluation, evaluations
from thidua.rulesets import rules_of_month
from thidua.rulesets.computing import month_computed


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
    with recording(db, occasion, "evaluate") as record:
        connection = record.connection
        number = campaign_number(connection, occasion.campaign)
        rules = rules_of_month(connection, number, month)
        refuse_outside(rules.campaign, month)
        found = month_computed(connection, number, rules, month, stage=stage)
        if found is None:
            raise RuleRefused(because("nobody-to-evaluate", month=month))
        computed = found.computed
        made = [one for one in evaluations(connection, number, month) if one.stage == stage]
        before = made[-1] if made else None
        is_new = (
            before is None
            or before.digest != computed.digest(rules.ruleset.digest, stage)
            or have_moved(connection, number, found.campaigns, since=before.upto)
        )
        stored = before
        if stored is None or is_new:
            refuse_closed(connection, number, [month])
            of = Evaluating(rules.ruleset, month, month, stage, last_entry(connection))
            stored = add_evaluation(record, of, computed)
            record.campaign = rules.campaign.code
            record.summary = f"evaluate {month}: evaluation {stored.number}"
        return Evaluated(
            rules.campaign.code,
            month,
            stage.word if stage else HIGHEST,
            stored.number,
            rules.ruleset.version,
            len(computed.standings),
            sum(row.rank is not None for row in computed.standings),
            sum(row.void is not None for row in computed.standings),
            sum(row.shortlisted == 1 for row in computed.standings),
            is_new,
            record.seq if is_new else None,
        )

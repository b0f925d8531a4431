"""The monthly evaluation: totals, grades, ranks, what is missing, who may be put to the vote."""

from dataclasses import dataclass
from pathlib import Path

from thidua.actions.entering import refuse_outside
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.recognition import uncounted
from thidua.errors import RuleRefused, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.database import Connection
from thidua.ledger.journal import last_entry, recording
from thidua.ledger.registrations import Registrant, registrations
from thidua.ledger.scores import have_moved
from thidua.ledger.standings import add_evaluation, compute, latest_evaluation
from thidua.rulesets import rules_of_month


@dataclass(frozen=True)
class Evaluated:
    """A month was evaluated; ``is_new`` is false when nothing had changed since evaluation ``evaluation``."""

    campaign: str
    month: Month
    evaluation: int
    ruleset: int
    registrants: int
    ranked: int
    shortlisted: int
    is_new: bool
    entry: int | None


def evaluate(db: Path, month: Month, *, occasion: Occasion) -> Evaluated:
    """Evaluate a month for every counted registration made by its end, and keep the result as evidence.

    Nothing new since the last evaluation of the month gives that same evaluation. Refuses a month that is not of the
    campaign, and one in which nobody is counted.
    """
    with recording(db, occasion, "evaluate") as record:
        connection = record.connection
        number = campaign_number(connection, occasion.campaign)
        rules = rules_of_month(connection, number, month)
        refuse_outside(rules.campaign, month)
        counted = _counted(connection, number, month)
        if not counted:
            raise RuleRefused(because("nobody-to-evaluate", month=month))
        computed = compute(connection, rules.campaign, rules.ruleset, month, counted)
        before = latest_evaluation(connection, number, month)
        is_new = (
            before is None
            or before.digest != computed.digest(rules.ruleset.digest)
            or have_moved(connection, number, month, since=before.upto)
        )
        stored = before
        if stored is None or is_new:
            stored = add_evaluation(record, rules.ruleset, month, computed, upto=last_entry(connection))
            record.campaign = rules.campaign.code
            record.summary = f"evaluate {month}: evaluation {stored.number}"
        return Evaluated(
            rules.campaign.code,
            month,
            stored.number,
            rules.ruleset.version,
            len(computed.standings),
            sum(row[6] is not None for row in computed.standings),
            sum(row[7] == 1 for row in computed.standings),
            is_new,
            record.seq if is_new else None,
        )


def _counted(connection: Connection, campaign: int, month: Month) -> list[Registrant]:
    """List those who count in the month."""
    return [
        one
        for one in registrations(connection, campaign, day=month.last_day)
        if not any(uncounted(one.candidacy, month))
    ]

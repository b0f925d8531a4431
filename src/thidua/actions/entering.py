"""Entering one score: judged, held against what is in force, and refused with every reason."""

from dataclasses import dataclass

from thidua.actions.comparing_scores import Permit, Said, outcomes
from thidua.actions.ground import Ground, Judged, Unfit
from thidua.domain.campaign import Campaign
from thidua.domain.measures import MALFORMED
from thidua.domain.month import Month
from thidua.domain.recognition import in_campaign
from thidua.errors import InputRefused, Misuse, Reason, RuleRefused
from thidua.ledger.database import Connection
from thidua.ledger.scores import NewScore, ScoreInForce, scores_in_force
from thidua.read.scores import ScoreRow


@dataclass(frozen=True)
class Entered:
    """A score ready to be stored, with what its receipt says; ``before`` is the one it supersedes.

    With ``is_new`` false just this is in force already, and there is nothing to store.
    """

    score: NewScore
    judged: Judged
    before: ScoreInForce | None
    is_new: bool


def entered(connection: Connection, ground: Ground, row: ScoreRow, *, may_supersede: bool) -> Entered:
    """Check one score, or refuse it; a value that cannot be read at all is a malformed argument."""
    judged = ground.judged(row)
    if isinstance(judged, Unfit):
        if any(reason.code in MALFORMED for reason in judged.reasons):
            raise Misuse(judged.reasons)
        raise judged.error()
    in_force = scores_in_force(connection, ground.campaign, row.month, judged.who.id)
    there = {stage: one for (_, criterion, stage), one in in_force.items() if criterion == judged.criterion}
    said = Said(judged.value, row.reason, row.note)
    outcome = outcomes({row.stage: said}, there, Permit(may_supersede))[row.stage]
    if isinstance(outcome, tuple):
        raise InputRefused(named(outcome, judged, row))
    old = there.get(row.stage)
    new = NewScore(
        row.month, judged.who.id, judged.criterion, row.stage, judged.value, judged.ruleset, row.reason, row.note, old
    )
    is_new = outcome != "unchanged"
    return Entered(new, judged, old if is_new else None, is_new)


def named(reasons: tuple[Reason, ...], judged: Judged, row: ScoreRow) -> list[Reason]:
    """Name the line in the reasons why it is refused beside what is in force."""
    facts: dict[str, object] = {"code": judged.who.code, "criterion": judged.line.code}
    # what differs between two stages is told of the line; what is in force, of the line in its month
    months = {} if reasons[0].code == "stage-needs-reason" else {"month": row.month}
    return [Reason(why.code, {**facts, **months, **why.facts}) for why in reasons]


def refuse_outside(campaign: Campaign, month: Month) -> None:
    """Refuse a month that is not of the campaign."""
    outside = list(in_campaign(campaign, month))
    if outside:
        raise RuleRefused(outside)

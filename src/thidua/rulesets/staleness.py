"""Whether an evaluation still says what the ledger has: scores, its rules, or who counts in it, may have moved."""

from collections.abc import Collection

from thidua.domain.campaign import Campaign
from thidua.domain.month import Month
from thidua.domain.worked import first_month_needed
from thidua.ledger.campaigns import rulesets_of_months
from thidua.ledger.closings import closed_months
from thidua.ledger.database import Connection
from thidua.ledger.journal import last_entry
from thidua.ledger.registrations import counted_in
from thidua.ledger.scores import have_moved, last_scored
from thidua.ledger.standings import (
    StoredEvaluation,
    evaluation_parts,
    evaluations,
    last_of_months,
    registrations_in,
)
from thidua.rulesets import campaigns_looked_at, understood


def is_stale(connection: Connection, number: int, evaluation: StoredEvaluation) -> bool:
    """True when evaluating a month again would look at other figures: its own, or those its caps look at."""
    return bool(stale_months(connection, number, [evaluation]))


def is_period_stale(
    connection: Connection, number: int, evaluation: StoredEvaluation, months: Collection[Month]
) -> bool:
    """True when a month has an evaluation that a longer period does not have, or one that is stale."""
    last = last_of_months(connection, number, months)
    if evaluation_parts(connection, evaluation) != {month: one.id for month, one in last.items()}:
        return True
    return bool(stale_months(connection, number, last.values()))


def stale_months(connection: Connection, number: int, made: Collection[StoredEvaluation]) -> list[StoredEvaluation]:
    """Give those evaluations of months that are stale."""
    under = rulesets_of_months(connection, number, [one.month for one in made])
    looked_at = {
        one.month: _looked_at(connection, number, understood(under[one.month]).campaign, one.month)
        for one in made
        if under[one.month].id == one.ruleset
    }
    # nothing was scored where the last entry is the evaluation itself: a million scores are not asked for it (0.1 s)
    last = last_entry(connection)
    asked = {month for one in made if last > one.upto + 1 for month in looked_at.get(one.month, ())}
    scored = last_scored(connection, number, asked)

    def is_changed(one: StoredEvaluation) -> bool:
        if under[one.month].id != one.ruleset:
            return True
        later = [month for month in looked_at[one.month] if scored.get(month, 0) > one.upto]
        return bool(later) and have_moved(connection, number, later, since=one.upto)

    return [one for one in made if is_changed(one)]


def recounted(connection: Connection, number: int, chosen: Collection[int]) -> list[StoredEvaluation]:
    """Give the last evaluations of open months that list one of these registrations where it no longer counts.

    Or do not list it where it counts now: its withdrawal, its goal, or the registration itself, came or went since.
    """
    closed = closed_months(connection, number)
    last = {one.month: one for one in evaluations(connection, number, whole=True) if one.month not in closed}
    of = set(chosen)

    def is_recounted(one: StoredEvaluation) -> bool:
        counted = {registrant.id for registrant in counted_in(connection, number, one.month)}
        return (counted ^ registrations_in(connection, one)) & of != set()

    return [one for _, one in sorted(last.items()) if is_recounted(one)]


def _looked_at(connection: Connection, number: int, campaign: Campaign, month: Month) -> Collection[Month]:
    """Give the months whose scores an evaluation looks at: its own, and those its caps look at."""
    if first_month_needed(campaign.tracks, month) == month:
        return [month]
    return campaigns_looked_at(connection, number, campaign, month).keys()

"""Every derivation done again: what the ledger stored as derived from facts is derived once more and compared.

Registrations, evaluations, votes, steps, what ended them, closings and voids are looked at as of the entry that wrote
them, under the rules of that entry, by the very functions that the verbs use. What cannot be derived, since the ledger
says what no verb would have stored, is a finding like any other.
"""

from collections.abc import Callable
from functools import partial

from thidua.audit.closings import check_closings
from thidua.audit.evaluations import check_evaluations
from thidua.audit.registrations import check_registrations
from thidua.audit.rulesets import check_rulesets
from thidua.audit.scores import check_scores
from thidua.audit.steps import check_ends, check_steps
from thidua.audit.voids import check_voids
from thidua.audit.votes import check_votes
from thidua.ledger.database import Connection
from thidua.ledger.verifying import Check, Gathered, done

CHECKS: dict[str, Callable[[Connection, Gathered], int]] = {
    "rulesets": check_rulesets,
    "registrations": check_registrations,
    "scores": check_scores,
    "evaluations": check_evaluations,
    "votes": check_votes,
    "steps": check_steps,
    "withdrawals": check_ends,
    "closings": check_closings,
    "reversals": check_voids,
}


def audited(connection: Connection) -> list[Check]:
    """Derive again all that was derived, and compare."""
    return [done(name, partial(check, connection)) for name, check in CHECKS.items()]


def not_audited() -> list[Check]:
    """Give the checks as not done: the ledger's tables are not what they should be."""
    return [Check(name, 0, is_done=False) for name in CHECKS]

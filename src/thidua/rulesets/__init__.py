"""The rules a verb acts or a report speaks under: the campaign as launched, in the version in force on a day.

The one place where the text that the ledger keeps becomes a ``Campaign`` again: between ``read`` and ``ledger``, which
know nothing of each other, and the verbs and reports above both.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from thidua.domain.campaign import Campaign
from thidua.domain.month import Month, months_between
from thidua.domain.worked import first_month_needed
from thidua.errors import NoLedger, because
from thidua.ledger.campaigns import (
    StoredRuleset,
    ruleset_numbered,
    ruleset_of_month,
    ruleset_on,
    rulesets_of_months,
)
from thidua.ledger.database import Connection
from thidua.read.campaign import read_campaign


@dataclass(frozen=True)
class Rules:
    """A ruleset of the ledger and the campaign it says."""

    ruleset: StoredRuleset
    campaign: Campaign


def rules_on(connection: Connection, campaign: int, day: date) -> Rules:
    """Give the rules in force on a day."""
    return understood(ruleset_on(connection, campaign, day))


def rules_of_month(connection: Connection, campaign: int, month: Month) -> Rules:
    """Give the rules of a month: the version it was scored again by, else the last in force on its first day."""
    return understood(ruleset_of_month(connection, campaign, month))


def campaigns_looked_at(connection: Connection, campaign: int, own: Campaign, month: Month) -> dict[Month, Campaign]:
    """Give the campaign of a month and, each in its version, of the earlier months that caps over several look at."""
    found = {month: own}
    first = month
    while (needed := min(first_month_needed(one.tracks, at) for at, one in found.items())) < first:
        first = max(needed, own.first_month)
        under = rulesets_of_months(connection, campaign, months_between(first, Month(min(found).ordinal - 1)))
        found |= {at: understood(ruleset).campaign for at, ruleset in under.items()}
        if first == own.first_month:
            break
    return found


def rules_numbered(connection: Connection, ruleset: int) -> Rules:
    """Give the rules of one ruleset."""
    return understood(ruleset_numbered(connection, ruleset))


def understood(ruleset: StoredRuleset) -> Rules:
    """Give the rules that a ruleset already read says."""
    return Rules(ruleset, _parsed(ruleset.text, ruleset.code, ruleset.version))


@lru_cache(maxsize=8)
def _parsed(text: str, code: str, version: int) -> Campaign:
    campaign = read_campaign(text.encode(), file=f"{code}/{version}")
    if isinstance(campaign, list):
        raise NoLedger(because("ruleset-unreadable", campaign=code, version=version))
    return campaign

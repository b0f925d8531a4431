"""Votes: quorum, base and outcome follow from the counts and the rule, and nobody was voted on who could not be."""

from datetime import date

from thidua.audit.deriving import deriving
from thidua.domain.month import Month
from thidua.domain.recognition import Nomination, in_time_to_vote, nominable
from thidua.domain.standstill import Standstills
from thidua.domain.voting import Count, base_count, has_quorum, impossibilities, outcome
from thidua.domain.voting_rules import VotingRule
from thidua.ledger.database import Connection
from thidua.ledger.registrations import registrations
from thidua.ledger.sight import looking_back
from thidua.ledger.verifying import Finding, Gathered
from thidua.ledger.verifying.facts import BallotOf, SittingOf, ballots_of, sittings
from thidua.ledger.votes import StoredBallot, ballots, sitting_numbered
from thidua.rulesets import rules_numbered, rules_of_month, rules_on


def check_votes(connection: Connection, gathered: Gathered) -> int:
    """Count every sitting again."""
    rows = sittings(connection)
    with looking_back(connection) as at:
        for row in rows:
            with deriving(gathered, "sitting", entry=row.entry, key=row.id):
                # with the entry itself: it may hold several sittings, since an imported file is one entry
                at(row.entry)
                votes = ballots_of(connection, row.id)
                rule = _rule(connection, row)
                _check_counts(connection, row, rule, votes, gathered)
                if row.review is None:
                    check_nominees(connection, row, votes, gathered)
    return len(rows)


def _rule(connection: Connection, row: SittingOf) -> VotingRule:
    if row.review_month is None:
        return rules_numbered(connection, row.ruleset).campaign.vote
    return rules_of_month(connection, row.campaign, Month(row.review_month)).campaign.learning.vote


def _check_counts(
    connection: Connection, row: SittingOf, rule: VotingRule, votes: list[BallotOf], gathered: Gathered
) -> None:
    sitting, held_on = sitting_numbered(connection, row.id), date.fromisoformat(row.held_on)
    members = rules_on(connection, row.campaign, held_on).campaign.council_on(held_on)
    is_quorate = has_quorum(rule, sitting)
    for code, wanted, there in (
        ("sitting-members", members, row.members),
        ("sitting-quorate", int(is_quorate), row.quorate),
    ):
        if wanted != there:
            gathered.add(Finding(code, "sitting", entry=row.entry, key=row.id, expected=wanted, found=there))
    counts = [Count(one.code, one.yes, one.no) for one in votes]
    gathered.shut("sitting", row.entry, row.id, impossibilities(rule, sitting, counts))
    base = base_count(rule, rule.of, sitting)
    for one, count in zip(votes, counts, strict=True):
        derived = (base, int(outcome(rule, sitting, count).carried))
        if derived != (one.base, one.carried):
            expected, found = (f"base {a}, carried {b}" for a, b in (derived, (one.base, one.carried)))
            key = f"sitting {row.id}, {one.code}"
            gathered.add(Finding("ballot-outcome", "ballot", entry=row.entry, key=key, expected=expected, found=found))


def check_nominees(connection: Connection, row: SittingOf, votes: list[BallotOf], gathered: Gathered) -> None:
    """Look whether everyone who was put to the vote might be, the look being turned to the sitting's own entry."""
    month, held_on = Month(row.month), date.fromisoformat(row.held_on)
    campaign = rules_numbered(connection, row.ruleset).campaign
    gathered.shut("sitting", row.entry, row.id, in_time_to_vote(campaign, month, held_on))
    who = {one.id: one.standstills for one in registrations(connection, row.campaign, day=held_on)}
    known = [one for one in ballots(connection, row.campaign) if one.month == month and one.sitting < row.id]
    for one in votes:
        key = f"sitting {row.id}, {one.code}"
        if one.shortlisted is None:
            gathered.add(Finding("ballot-of-nobody", "ballot", entry=row.entry, key=key, expected=row.evaluation))
            continue
        gathered.shut(
            "ballot", row.entry, key, nominable(_nomination((month, held_on), one, who[one.registration], known))
        )


def _nomination(
    when: tuple[Month, date], one: BallotOf, standstills: Standstills, known: list[StoredBallot]
) -> Nomination:
    earlier = [ballot for ballot in known if ballot.registration == one.registration]
    return Nomination(
        one.code,
        *when,
        standstills,
        one.shortlisted == 1,
        one.reason,
        is_carried=any(ballot.carried for ballot in earlier),
        void=one.void,
        voted_on=max((ballot.held_on for ballot in earlier), default=None),
    )

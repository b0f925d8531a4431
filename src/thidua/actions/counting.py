"""A sitting's counts: filled in where the rule leaves no choice, checked, and turned into outcomes."""

from dataclasses import dataclass

from thidua.domain.points import Points, percent
from thidua.domain.voting import Count, Counts, Outcome, Sitting, base_count, has_quorum, impossibilities, outcome
from thidua.domain.voting_rules import Recusal, VoteBase, VoteMode, VotingRule
from thidua.errors import InputRefused, RuleRefused, because
from thidua.rulesets import Rules


@dataclass(frozen=True)
class Counted:
    """A sitting's counts, the rule they were held against, and the outcome for each nominee in exact counts."""

    sitting: Sitting
    has_quorum: bool
    quorum: str
    quorum_base: int
    quorum_of: str
    approve: str
    base: int
    base_of: str
    mode: str
    outcomes: tuple[Outcome, ...]
    noes: tuple[int, ...]
    shares: tuple[Points | None, ...]
    present_share: Points | None
    chair: str


def council_sitting(rules: Rules, rule: VotingRule, counts: Counts) -> Sitting:
    """Complete the counts of a sitting of the council on its day, by the rules in force then; ``rule`` is the vote's.

    Eligible are by default all members but the recused; by show of hands the votes are those present, and by secret
    ballot issued and returned must be said.
    """
    members = rules.campaign.council_on(counts.on)
    if members is None:
        raise RuleRefused(because("council-not-yet", on=counts.on))
    eligible = max(members - counts.recused, 0) if counts.eligible is None else counts.eligible
    hands = rule.mode is VoteMode.HANDS
    missing = [name for name in ("issued", "returned") if getattr(counts, name) is None and not hands]
    if missing:
        raise InputRefused([because("count-missing", count=name) for name in missing])
    issued = min(counts.present, eligible) if counts.issued is None else counts.issued
    returned = issued if counts.returned is None else counts.returned
    return Sitting(members, eligible, counts.present, counts.recused, issued, returned, counts.valid, counts.chair)


def counted(rule: VotingRule, sitting: Sitting, votes: list[Count]) -> Counted:
    """Refuse counts that cannot be true; else decide every nominee."""
    impossible = impossibilities(rule, sitting, votes)
    if impossible:
        raise InputRefused(impossible)
    base = base_count(rule, rule.of, sitting)
    quorum_base = base_count(rule, rule.quorum.of, sitting)
    return Counted(
        sitting,
        has_quorum(rule, sitting),
        rule.quorum.text,
        quorum_base,
        _called(rule, rule.quorum.of, sitting),
        rule.approve.text,
        base,
        _called(rule, rule.of, sitting),
        rule.mode.value,
        tuple(outcome(rule, sitting, one) for one in votes),
        tuple(one.no for one in votes),
        tuple(percent(one.yes, base) if base else None for one in votes),
        percent(sitting.present, quorum_base) if quorum_base else None,
        rule.chair.value,
    )


def _called(rule: VotingRule, base: VoteBase, sitting: Sitting) -> str:
    """Name a base by what it counts: all members are not all when the rule leaves out the recused."""
    is_fewer = base is VoteBase.MEMBERS and rule.recusal is Recusal.EXCLUDED and sitting.recused
    return "members-not-recused" if is_fewer else base.value

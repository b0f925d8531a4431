"""Ballots, quorum and majority in exact counts. Who voted how is not among the facts, and never is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.domain.voting_rules import Chair, Recusal, VoteBase, VoteMode, VotingRule
from thidua.errors import Reason, because


@dataclass(frozen=True)
class Sitting:
    """The counts of one sitting of a voting body: people, then ballots."""

    members: int
    eligible: int
    present: int
    recused: int
    issued: int
    returned: int
    valid: int
    chair_agrees: bool | None = None


@dataclass(frozen=True)
class Counts:
    """The counts of a sitting as its minutes say them: None where the rule leaves no choice."""

    on: date
    present: int
    valid: int
    eligible: int | None = None
    recused: int = 0
    issued: int | None = None
    returned: int | None = None
    chair: bool | None = None


@dataclass(frozen=True)
class Count:
    """Votes for and against one nominee; a valid ballot may leave a nominee blank."""

    nominee: str
    yes: int
    no: int


@dataclass(frozen=True)
class Outcome:
    """Whether a nominee is carried, with the counts that decide it."""

    nominee: str
    yes: int
    base: int
    carried: bool


def impossibilities(rule: VotingRule, sitting: Sitting, counts: list[Count]) -> list[Reason]:
    """Name every count that cannot be true beside another (minutes of a counting team, every relation they keep)."""
    pairs = [
        ("recused", "members"),
        ("eligible", "members"),
        ("present", "members"),
        ("issued", "eligible"),
        ("returned", "issued"),
        ("valid", "returned"),
    ]
    found = [
        because("count-exceeds", part=small, whole=big, part_count=a, whole_count=b)
        for small, big in pairs
        if (a := getattr(sitting, small)) > (b := getattr(sitting, big))
    ]
    if sitting.eligible + sitting.recused > sitting.members >= max(sitting.eligible, sitting.recused):
        facts = {"eligible": sitting.eligible, "recused": sitting.recused, "members": sitting.members}
        found.append(because("count-recused-vote", **facts))
    if rule.recusal is Recusal.EXCLUDED and sitting.present > sitting.members - sitting.recused:
        found.append(
            because("count-recused-present", present=sitting.present, recused=sitting.recused, members=sitting.members)
        )
    # elsewhere absent members may vote in writing; by show of hands, or of those present, they cannot
    only_present = rule.mode is VoteMode.HANDS or rule.of is VoteBase.PRESENT
    if only_present and sitting.issued > sitting.present:
        issued, present = sitting.issued, sitting.present
        found.append(because("count-exceeds", part="issued", whole="present", part_count=issued, whole_count=present))
    found.extend(
        because("count-votes-exceed-valid", nominee=count.nominee, yes=count.yes, no=count.no, valid=sitting.valid)
        for count in counts
        if count.yes + count.no > sitting.valid
    )
    return [*found, *_chair(rule, sitting)]


def _chair(rule: VotingRule, sitting: Sitting) -> Iterator[Reason]:
    if rule.chair is Chair.MUST_AGREE and sitting.chair_agrees is None:
        yield because("vote-needs-chair")


def base_count(rule: VotingRule, base: VoteBase, sitting: Sitting) -> int:
    """Count the whole of which a share is taken; recused members leave "all members" only when the rule says so."""
    if base is VoteBase.MEMBERS and rule.recusal is Recusal.EXCLUDED:
        return sitting.members - sitting.recused
    return int(getattr(sitting, base.value))


def has_quorum(rule: VotingRule, sitting: Sitting) -> bool:
    """True when enough members were present."""
    base = base_count(rule, rule.quorum.of, sitting)
    return base > 0 and sitting.present * rule.quorum.share.denominator >= rule.quorum.share.numerator * base


def outcome(rule: VotingRule, sitting: Sitting, count: Count) -> Outcome:
    """Decide one nominee: quorum, threshold and, where the rule asks it, the chair; all must hold."""
    base = base_count(rule, rule.of, sitting)
    chair_holds = rule.chair is Chair.NONE or sitting.chair_agrees is True
    carried = has_quorum(rule, sitting) and rule.approve.is_met(count.yes, base) and chair_holds
    return Outcome(count.nominee, count.yes, base, carried)

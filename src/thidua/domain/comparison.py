"""A learner beside its exemplar: following, caught up (bắt kịp) or surpassed (vượt qua)."""

from dataclasses import dataclass
from enum import StrEnum

from thidua.domain.points import Points
from thidua.domain.ranking import Better
from thidua.domain.voting_rules import LearningRule
from thidua.errors import Reason, because


class Result(StrEnum):
    """What a review finds, in rising order."""

    FOLLOWING = "following"
    CAUGHT_UP = "caught-up"
    SURPASSED = "surpassed"

    @property
    def height(self) -> int:
        """0, 1, 2: so that results compare."""
        return list(Result).index(self)


@dataclass(frozen=True)
class Figure:
    """One side's figure, and ``bound``, the best that anyone can have, None where there is no end."""

    value: Points
    bound: Points | None


@dataclass(frozen=True)
class Ceiling:
    """The most a review may find; ``at_bound`` when the exemplar stands where nobody can stand higher."""

    result: Result
    at_bound: bool


def ceiling(rule: LearningRule, learner: Figure, exemplar: Figure, better: Better = Better.HIGHER) -> Ceiling:
    """Compare exactly (G9): at least the share ``caught_up``, then strictly above, or by the share the rule asks.

    At the bound equality is catching up, and surpassing is impossible by this figure. Where lower is better the two
    change places: a share of 90 % is caught up with by a figure of which the exemplar's is 90 %.
    """
    mine, theirs = learner.value.hundredths, exemplar.value.hundredths
    at_bound = exemplar.bound is not None and (
        theirs >= exemplar.bound.hundredths if better is Better.HIGHER else theirs <= exemplar.bound.hundredths
    )
    if better is Better.LOWER:
        mine, theirs = theirs, mine
    has_caught_up = mine * rule.caught_up.denominator >= rule.caught_up.numerator * theirs
    has_surpassed = not at_bound and mine > theirs and _beats(rule, mine, theirs)
    if has_caught_up and has_surpassed:
        return Ceiling(Result.SURPASSED, at_bound)
    return Ceiling(Result.CAUGHT_UP if has_caught_up else Result.FOLLOWING, at_bound)


def _beats(rule: LearningRule, mine: int, theirs: int) -> bool:
    wanted = rule.surpassed
    if wanted is None:
        return mine > theirs
    left, right = mine * wanted.share.denominator, wanted.share.numerator * theirs
    return left > right if wanted.strict else left >= right


def claimable(top: Ceiling, claim: Result) -> list[Reason]:
    """Say why a claim cannot be put to the vote: a body may find less than the figures allow, never more."""
    if claim.height <= top.result.height:
        return []
    if top.at_bound and claim is Result.SURPASSED:
        return [because("claim-at-bound", ceiling=top.result)]
    return [because("claim-above-figures", claim=claim, ceiling=top.result)]

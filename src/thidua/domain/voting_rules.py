"""How a campaign votes: the council's size by date, quorum, majority and who they are counted of; and how it compares.

All of it is data of the campaign; ``domain.voting`` counts by it and ``domain.comparison`` compares by it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from thidua.domain.shares import Threshold


class VoteMode(StrEnum):
    """Secret ballot (bỏ phiếu kín) or show of hands (biểu quyết)."""

    SECRET = "secret"
    HANDS = "hands"


class VoteBase(StrEnum):
    """Of whom a share of votes is counted."""

    MEMBERS = "members"
    ELIGIBLE = "eligible"
    PRESENT = "present"
    RETURNED = "returned"
    VALID = "valid"


class Recusal(StrEnum):
    """Whether members who may not vote on a nominee still count among all members."""

    COUNTED = "counted"
    EXCLUDED = "excluded"


class Chair(StrEnum):
    """Whether the chair must agree, by a statement in the minutes."""

    NONE = "none"
    MUST_AGREE = "must-agree"


class Benchmark(StrEnum):
    """The exemplar's figure: frozen at its commendation, or followed month by month."""

    FROZEN = "frozen"
    FOLLOWED = "followed"


@dataclass(frozen=True)
class CouncilSize:
    """How many members the voting council has from a day on."""

    since: date
    council: int


@dataclass(frozen=True)
class Quorum:
    """The share that must be present, and of whom."""

    share: Fraction
    of: VoteBase
    text: str


@dataclass(frozen=True)
class VotingRule:
    """When a vote is valid and when a nominee is carried, in exact fractions."""

    mode: VoteMode
    quorum: Quorum
    approve: Threshold
    of: VoteBase
    recusal: Recusal
    chair: Chair


@dataclass(frozen=True)
class LearningRule:
    """How a learner is compared with its exemplar. ``by`` is ``total`` or a criterion's code.

    ``surpassed`` is None for "strictly above the exemplar"; else a share of the exemplar's figure, at least 100 %.
    """

    benchmark: Benchmark
    by: str
    caught_up: Fraction
    surpassed: Threshold | None
    vote: VotingRule

"""A campaign: its tracks, their pillars and criteria, and every number the locality chose for itself.

Nothing in law fixes a scale, a threshold or a quota: each is data of the campaign, and every report prints the rule
it used. What must hold inside one campaign is told by ``domain.invariants``.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from thidua.domain.month import Month, months_between
from thidua.domain.points import Points
from thidua.domain.shares import Threshold

PathPart = str | int
Path = tuple[PathPart, ...]


class Kind(StrEnum):
    """The three kinds of emulation a campaign may belong to."""

    REGULAR = "regular"
    THEMATIC = "thematic"
    PEAK = "peak"


class Family(StrEnum):
    """The family of a pillar: a leg (chân), a prong (mũi), a breakthrough task (nhiệm vụ đột phá) or another."""

    LEG = "leg"
    PRONG = "prong"
    BREAKTHROUGH = "breakthrough"
    OTHER = "other"


class Tag(StrEnum):
    """What a criterion or a registered item is said to be (sources 000 and 002)."""

    PRIORITY = "priority"
    NEW = "new"
    HARD = "hard"
    BREAKTHROUGH = "breakthrough"
    WEAK_LINK = "weak-link"


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


class GradesOf(StrEnum):
    """Whether a grade's floor is of the points due in the month, in proportion, or of the whole scale."""

    DUE = "due"
    SCALE = "scale"


class Incomplete(StrEnum):
    """Whether a registrant with due lines missing has a rank."""

    UNRANKED = "unranked"
    RANKED = "ranked"


@dataclass(frozen=True)
class Organiser:
    """Who launched the campaign."""

    name: str
    kind: str


@dataclass(frozen=True)
class Pillar:
    """One leg, prong or breakthrough task of a track."""

    code: str
    family: Family
    name: str


@dataclass(frozen=True)
class Criterion:
    """A line of the score table. Its ``pillars`` are labels: shown under each, counted once (S3-3)."""

    code: str
    name: str
    pillars: tuple[str, ...]
    points: Points
    due: frozenset[int]
    tags: tuple[Tag, ...]
    rule: str
    note: str | None

    def is_due(self, month: Month) -> bool:
        """True when this line must be scored in that month."""
        return month.number in self.due


@dataclass(frozen=True)
class Track:
    """A score table for some kinds of unit or of person, who are ranked among themselves."""

    code: str
    name: str
    unit_kinds: tuple[str, ...]
    person_kinds: tuple[str, ...]
    pillars: tuple[Pillar, ...]
    criteria: tuple[Criterion, ...]

    def criterion(self, code: str) -> Criterion | None:
        """Find a line by its code."""
        return next((c for c in self.criteria if c.code == code), None)

    def due(self, month: Month) -> tuple[Criterion, ...]:
        """Give the lines due in a month, in the order of the table."""
        return tuple(c for c in self.criteria if c.is_due(month))


@dataclass(frozen=True)
class Grade:
    """A grade and the total it starts from."""

    code: str
    name: str
    floor: Points


@dataclass(frozen=True)
class Ranking:
    """Within what registrants are ranked; equal totals share a rank (1, 2, 2, 4) unless a pillar breaks the tie."""

    within: tuple[str, ...]
    ties: str
    tie_break: tuple[str, ...]
    incomplete: Incomplete


@dataclass(frozen=True)
class Shortlist:
    """Who may be put to the vote: the first ``top`` of each ranking group, ties included, from ``min_grade`` up."""

    top: int
    min_grade: str | None


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


@dataclass(frozen=True)
class Campaign:
    """One emulation campaign as its file says it."""

    code: str
    name: str
    kind: Kind
    organiser: Organiser
    basis: tuple[str, ...]
    theme: str | None
    phase: str | None
    motive: str
    objective: str
    scope: str
    participants: str
    content: str
    launched: date
    closes: date
    registration_deadline: date | None
    language: str
    under: str | None
    scale: Points
    tracks: tuple[Track, ...]
    grades: tuple[Grade, ...]
    grades_of: GradesOf
    ranking: Ranking
    shortlist: Shortlist
    members: tuple[CouncilSize, ...]
    vote: VotingRule
    publicise_at_least: int
    learning: LearningRule

    @property
    def first_month(self) -> Month:
        """The month of the launch."""
        return Month.of(self.launched)

    @property
    def last_month(self) -> Month:
        """The month of the closing day."""
        return Month.of(self.closes)

    def months(self) -> tuple[Month, ...]:
        """Every month from launch to close."""
        return tuple(months_between(self.first_month, self.last_month))

    def track(self, code: str) -> Track | None:
        """Find a track by its code."""
        return next((t for t in self.tracks if t.code == code), None)

    def track_of_unit_kind(self, kind: str) -> Track | None:
        """Find the track in which units of this kind take part."""
        return next((t for t in self.tracks if kind in t.unit_kinds), None)

    def track_of_person_kind(self, kind: str) -> Track | None:
        """Find the track in which persons of this kind take part."""
        return next((t for t in self.tracks if kind in t.person_kinds), None)

    def council_on(self, day: date) -> int | None:
        """Give the council's size in force on a day; None before the first one."""
        sizes = [m for m in self.members if m.since <= day]
        return max(sizes, key=lambda m: m.since).council if sizes else None

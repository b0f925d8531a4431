"""A campaign: when, by whom, by which score tables, grades, ranks and votes; every number the locality chose.

Nothing in law fixes a scale, a threshold or a quota: each is data of the campaign, and every report prints the rule
it used. What must hold inside one campaign is told by ``domain.invariants``.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.domain.grading import PLAIN, Grade, GradesOf, Totals, VoidRule
from thidua.domain.month import Month, months_between
from thidua.domain.periods import Period, PeriodKind, calendar_kind
from thidua.domain.points import Points
from thidua.domain.quotas import Quota
from thidua.domain.ranking import Ranking, Shortlist
from thidua.domain.score_table import Track
from thidua.domain.voting_rules import CouncilSize, LearningRule, VotingRule


class Kind(StrEnum):
    """The three kinds of emulation a campaign may belong to."""

    REGULAR = "regular"
    THEMATIC = "thematic"
    PEAK = "peak"


@dataclass(frozen=True)
class Organiser:
    """Who launched the campaign."""

    name: str
    kind: str


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
    totals: Totals = PLAIN
    voids: tuple[VoidRule, ...] = ()
    quotas: tuple[Quota, ...] = ()
    periods: tuple[Period, ...] = ()

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

    def period(self, first: Month, last: Month) -> Period | None:
        """Find how a period is summed up: the entry of its kind, else that for any kind.

        A campaign of one calendar quarter, half-year or year is also a period of that kind.
        """
        found = {period.kind: period for period in self.periods}
        kinds = (self.period_kind(first, last), calendar_kind(first, last), PeriodKind.ANY)
        return next((found[kind] for kind in kinds if kind in found), None)

    def period_kind(self, first: Month, last: Month) -> PeriodKind:
        """Tell a calendar quarter, half-year or year, the whole campaign, or any other run of months."""
        if (first, last) == (self.first_month, self.last_month):
            return PeriodKind.CAMPAIGN
        return calendar_kind(first, last)

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

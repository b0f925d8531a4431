"""Ranks: among whom, by what, and what ends a tie. Every report prints the rule."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol, TypeAlias

from thidua.domain.points import ZERO, Points

Merit: TypeAlias = tuple[int | Fraction, ...]  # what is compared, in order; more is better


class Incomplete(StrEnum):
    """Whether a registrant with due lines missing has a rank."""

    UNRANKED = "unranked"
    RANKED = "ranked"


class Ties(StrEnum):
    """Ranks after equals: 1, 2, 2, 4 (shared) or 1, 2, 2, 3 (dense)."""

    SHARED = "shared"
    DENSE = "dense"


class Better(StrEnum):
    """Which way a total or a figure is better: more houses built, fewer poor households (S4-17)."""

    HIGHER = "higher"
    LOWER = "lower"


class TieBy(StrEnum):
    """What tells equal totals apart: a pillar, group or line that is better, fewer deductions, more bonuses."""

    PILLAR = "pillar"
    GROUP = "group"
    LINE = "line"
    DEDUCTIONS = "deductions"
    BONUSES = "bonuses"


@dataclass(frozen=True)
class TieBreak:
    """One thing by which equal totals are told apart; ``code`` is that of the pillar, group or line."""

    by: TieBy
    code: str | None = None

    def __str__(self) -> str:
        """``line:tieu-chi-1``, as the campaign may write it."""
        return self.by.value if self.code is None else f"{self.by.value}:{self.code}"


@dataclass(frozen=True)
class Ranking:
    """Within what registrants are ranked, which way, and how equals rank."""

    within: tuple[str, ...]
    ties: Ties
    tie_break: tuple[TieBreak, ...]
    incomplete: Incomplete
    better: Better = Better.HIGHER


@dataclass(frozen=True)
class Shortlist:
    """Who may be put to the vote: the first ``top`` of each ranking group, ties included, from ``min_grade`` up."""

    top: int
    min_grade: str | None


@dataclass(frozen=True)
class Figures:
    """What a registrant is ranked by: the total that is looked at, and all that may end a tie."""

    total: Points
    deductions: Points
    bonuses: Points
    parts: Mapping[tuple[TieBy, str], Points]


class Placed(Protocol):
    """Whoever is ranked: by its code, its track, and its cluster if it is in one."""

    @property
    def registration(self) -> str:
        """Its code."""

    @property
    def track(self) -> str:
        """The code of its track."""

    @property
    def cluster(self) -> str | None:
        """The cluster it is ranked in."""


def grouped(within: Sequence[str], placed: Iterable[Placed]) -> list[list[str]]:
    """Give the codes of those ranked together: of one track and, where ``within`` says so, of one cluster."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for one in placed:
        cluster = one.cluster if "cluster" in within else None
        found.setdefault((one.track, cluster), []).append(one.registration)
    return list(found.values())


def merit(ranking: Ranking, figures: Figures) -> Merit:
    """Give what is compared: the total first, then each tie-break in order; a part that is not there counts nothing."""
    sign = -1 if ranking.better is Better.LOWER else 1
    return (sign * figures.total.hundredths, *(_weighed(rule, figures, sign) for rule in ranking.tie_break))


def _weighed(rule: TieBreak, figures: Figures, sign: int) -> int:
    if rule.by is TieBy.DEDUCTIONS:
        return -figures.deductions.hundredths
    if rule.by is TieBy.BONUSES:
        return figures.bonuses.hundredths
    return sign * figures.parts.get((rule.by, rule.code or ""), ZERO).hundredths


def ranks(ties: Ties, merits: Mapping[str, Merit]) -> dict[str, int]:
    """Rank everyone by merit: equals share a rank."""
    ordered = sorted(merits.values(), reverse=True)
    if ties is Ties.DENSE:
        ordered = sorted(set(ordered), reverse=True)
    place = {one: at for at, one in reversed(list(enumerate(ordered, start=1)))}
    return {code: place[one] for code, one in merits.items()}

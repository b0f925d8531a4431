"""Rules that need no arithmetic: points as given, met or not, ordered levels, one of several bonuses."""

from dataclasses import dataclass
from typing import ClassVar

from thidua.domain.measures import Given, Measured, read_answer, read_given, read_level
from thidua.domain.points import ZERO, Points
from thidua.domain.rules.value import BASE, Counting, Direction, Valued, as_base, as_bonus
from thidua.errors import Reason, because


@dataclass(frozen=True)
class PointsGiven:
    """Points as given, from 0 to the line's points; a deduction is typed with a minus sign."""

    kind: ClassVar[str] = "points"
    reads: ClassVar[Measured] = Measured.POINTS
    counting: Counting = BASE

    @property
    def direction(self) -> Direction:
        """How its points count."""
        return self.counting.direction

    def value(self, text: str, full: Points, unit: str | None) -> Valued | Reason:
        """Value the points typed; on the wrong side of zero, or over the base points, they are refused."""
        given = read_given(text)
        return given if isinstance(given, Reason) else self._valued(given, full)

    def _valued(self, given: Given, full: Points) -> Valued | Reason:
        points = given.points
        if self.direction is Direction.DEDUCTION:
            if points > ZERO:
                return because("deduction-above-zero", value=points)
            return self.counting.value(given, -points, full)
        if points < ZERO:
            return because("score-below-zero", value=points)
        if self.direction is Direction.BASE and points > full:
            return because("score-above-maximum", value=points, maximum=full)
        return self.counting.value(given, points, full)


@dataclass(frozen=True)
class MetOrNot:
    """All the line's points when it is met, ``otherwise`` when not; a line of no points is a bare condition."""

    kind: ClassVar[str] = "met"
    reads: ClassVar[Measured] = Measured.YES_NO
    direction: ClassVar[Direction] = Direction.BASE
    otherwise: Points = ZERO

    def value(self, text: str, full: Points, unit: str | None) -> Valued | Reason:
        """Value yes or no."""
        answer = read_answer(text)
        if isinstance(answer, Reason):
            return answer
        return as_base(answer, full if answer.yes else self.otherwise, full, is_met=answer.yes)


@dataclass(frozen=True)
class Option:
    """A level, or one of several bonuses, with its points."""

    code: str
    name: str
    points: Points


@dataclass(frozen=True)
class Levels:
    """Ordered levels, the lowest first, each with its points: a level is not a number and is not reckoned with."""

    kind: ClassVar[str] = "levels"
    reads: ClassVar[Measured] = Measured.LEVEL
    levels: tuple[Option, ...]
    counting: Counting = BASE

    @property
    def best(self) -> Points:
        """The most its table gives."""
        return max(one.points for one in self.levels)

    @property
    def direction(self) -> Direction:
        """How its points count."""
        return self.counting.direction

    def value(self, text: str, full: Points, unit: str | None) -> Valued | Reason:
        """Value a level named by its code or its name."""
        level = read_level(text, ((one.code, one.name) for one in self.levels), may_be_none=False)
        if isinstance(level, Reason):
            return level
        amount = next(one.points for one in self.levels if one.code == level.code)
        return self.counting.value(level, amount, full)


@dataclass(frozen=True)
class ExclusiveBonus:
    """Exactly one of several bonuses, or none; the line's ``requires`` says which other lines must be met for it."""

    kind: ClassVar[str] = "exclusive-bonus"
    reads: ClassVar[Measured] = Measured.LEVEL
    direction: ClassVar[Direction] = Direction.BONUS
    options: tuple[Option, ...]

    @property
    def best(self) -> Points:
        """The most its table gives."""
        return max(one.points for one in self.options)

    def value(self, text: str, full: Points, unit: str | None) -> Valued | Reason:
        """Value the option named; ``no`` earns nothing."""
        chosen = read_level(text, ((one.code, one.name) for one in self.options), may_be_none=True)
        if isinstance(chosen, Reason):
            return chosen
        amount = next((one.points for one in self.options if one.code == chosen.code), ZERO)
        return as_bonus(chosen, amount, None)

"""The keys of a line's rule, kind by kind, and the rule each makes.

Which kinds there are and what they do is told by ``domain.rules``; what must hold between a rule and its line, by
``domain.invariants``.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, PlainValidator
from pydantic_core import PydanticKnownError

from thidua.domain.ranking import Better
from thidua.domain.rules import Rule
from thidua.domain.rules.cases import Bonus, Deduct, Per
from thidua.domain.rules.given import ExclusiveBonus, Levels, MetOrNot, Option, PointsGiven
from thidua.domain.rules.rates import AllOrNothing, Reading, StepBonus, Tiers, TwoWay
from thidua.domain.rules.targets import Attainment, Bands, Targets
from thidua.domain.rules.value import Counting, Direction
from thidua.errors import because
from thidua.read.fields import (
    Cap,
    Code,
    Figure,
    Majority,
    Number,
    Portion,
    Rate,
    Text,
    Truth,
    choice,
    kept,
    one_of,
    written,
)
from thidua.read.interval_shapes import SizeClassShape, TierShape
from thidua.read.mapping import Shape

_AS = Field(default=written("base"), alias="as", description="How the points count: base, deduction or bonus")
_CAP = Field(default=written("none"), description="The most a deduction or a bonus comes to in a month, or none")
_OF_NOTHING = Field(default=None, description="The points when there was nothing to do, 0/0; without it, refused")
_MUST_CAP = Field(description="The most it comes to in a month, or none")
As = Annotated[Direction, one_of(Direction)]


class _Counted(Shape):
    """A rule whose table may give base points, deductions or bonuses."""

    counts_as: As = _AS
    cap: Cap = _CAP

    @property
    def counting(self) -> Counting:
        """How its points count."""
        return Counting(self.counts_as, self.cap)


class PointsShape(_Counted):
    """Points as given."""

    kind: Literal["points"] = Field(default="points", description="Points as given")

    def rule(self) -> Rule:
        """Make the rule."""
        return PointsGiven(self.counting)


class MetShape(Shape):
    """Met or not met."""

    kind: Literal["met"] = Field(description="All the points when met, otherwise nothing")
    otherwise: Number = Field(default=written("0"), description="The points when it is not met")

    def rule(self) -> Rule:
        """Make the rule."""
        return MetOrNot(self.otherwise)


class AllOrNothingShape(Shape):
    """All or nothing at a rate."""

    kind: Literal["all-or-nothing"] = Field(description="All the points when the rate meets a threshold")
    at: Majority = Field(default=written(">= 100%"), description="The rate it takes: >= 100%")
    otherwise: Number = Field(default=written("0"), description="The points below it")
    of_nothing: Number | None = _OF_NOTHING

    def rule(self) -> Rule:
        """Make the rule."""
        return AllOrNothing(self.at, self.otherwise, self.of_nothing)


class DeductShape(Shape):
    """So many points off for each case or missed period."""

    kind: Literal["deduct"] = Field(description="Points off for each case, or each missed period")
    each: Number = Field(description="The points each one costs")
    cap: Cap = _MUST_CAP
    per: Annotated[Per, one_of(Per)] = Field(
        default=written("case"), description="case: a count is reported; period: those done of those due, 10/12"
    )
    waiver: Truth = Field(default=written("false"), description="Whether cases may be waived: 5 waived 2")

    def rule(self) -> Rule:
        """Make the rule."""
        return Deduct(self.each, self.cap, self.per, self.waiver)


class BonusShape(Shape):
    """So many points on top for each case."""

    kind: Literal["bonus"] = Field(description="Points on top for each case")
    each: Number = Field(description="The points each one earns")
    cap: Cap = _MUST_CAP

    def rule(self) -> Rule:
        """Make the rule."""
        return Bonus(self.each, self.cap)


class TiersShape(_Counted):
    """Tiers of a rate."""

    kind: Literal["tiers"] = Field(description="Points by tiers of a rate")
    tiers: tuple[TierShape, ...] = Field(min_length=1, description="Intervals: each rate of 0 to 100 % in just one")
    of_nothing: Number | None = _OF_NOTHING

    def rule(self) -> Rule:
        """Make the rule."""
        return Tiers(tuple(tier.tier() for tier in self.tiers), self.counting, self.of_nothing)


class TwoWayShape(_Counted):
    """Tiers by size class and rate."""

    kind: Literal["two-way"] = Field(description="Points by size class and by tiers of a rate")
    classes: tuple[SizeClassShape, ...] = Field(min_length=1, description="Size classes: each whole number in just one")
    of_nothing: Number | None = _OF_NOTHING

    def rule(self) -> Rule:
        """Make the rule."""
        return TwoWay(tuple(one.size_class() for one in self.classes), self.counting, self.of_nothing)


class StepBonusShape(Shape):
    """A bonus above a rate, growing by steps."""

    kind: Literal["step-bonus"] = Field(description="A bonus above a rate, and as much for each further step")
    above: Rate = Field(description="The rate above which it begins")
    each: Number = Field(description="The points of each step")
    step: Portion = Field(default=written("1%"), description="How far each further step is")
    cap: Cap = _MUST_CAP
    reading: Annotated[Reading, one_of(Reading)] = Field(
        description="on-passing: any rate above earns the first; full-steps: only whole steps count"
    )

    def rule(self) -> Rule:
        """Make the rule."""
        return StepBonus(self.above, self.each, self.step, self.cap, self.reading)


class _AgainstTarget(Shape):
    """A rule that holds a figure against a target."""

    better: Annotated[Better, one_of(Better)] = Field(
        default=written("higher"), description="Which way the figure is better"
    )
    target: Figure | None = Field(default=None, description="Everyone's target; without any, it is reported: 45/50")
    targets: dict[str, Figure] = Field(default_factory=dict, description="Targets of single units, by their code")

    def aims(self) -> Targets:
        """Make the targets."""
        return Targets(self.target, self.targets)


class AttainmentShape(_AgainstTarget):
    """Points in proportion to the target attained."""

    kind: Literal["attainment"] = Field(description="Points in proportion to the target attained")
    cap: Portion = Field(default=written("100%"), description="The most of the points it gives")
    least: Rate = Field(default=written("0%"), description="Below this attainment there are no points")

    def rule(self) -> Rule:
        """Make the rule."""
        return Attainment(self.better, self.aims(), self.cap, self.least)


class BandsShape(_AgainstTarget, _Counted):
    """Bands of attainment."""

    kind: Literal["bands"] = Field(description="Points by bands of attainment of a plan")
    bands: tuple[TierShape, ...] = Field(min_length=1, description="Intervals: each attainment from 0 % up in just one")
    no_plan: Number = Field(default=written("0"), description="The points when there is no plan")

    def rule(self) -> Rule:
        """Make the rule."""
        bands = tuple(band.tier() for band in self.bands)
        return Bands(bands, self.no_plan, self.better, self.aims(), self.counting)


class OptionShape(Shape):
    """A level, or one of several bonuses."""

    code: Code = Field(description="Short code, unique in the rule")
    name: Text = Field(description="What it is called")
    points: Number = Field(description="Its points")

    def option(self) -> Option:
        """Make the option."""
        return Option(self.code, self.name, self.points)


class LevelsShape(_Counted):
    """Ordered levels."""

    kind: Literal["levels"] = Field(description="Points by a recognised level, the lowest first")
    levels: tuple[OptionShape, ...] = Field(min_length=2, description="The levels, the lowest first")

    def rule(self) -> Rule:
        """Make the rule."""
        return Levels(tuple(level.option() for level in self.levels), self.counting)


class ExclusiveBonusShape(Shape):
    """One of several bonuses."""

    kind: Literal["exclusive-bonus"] = Field(description="Exactly one of several bonuses, or none")
    options: tuple[OptionShape, ...] = Field(min_length=1, description="The bonuses, of which one may be had")

    def rule(self) -> Rule:
        """Make the rule."""
        return ExclusiveBonus(tuple(option.option() for option in self.options))


AnyRule = (
    PointsShape
    | MetShape
    | AllOrNothingShape
    | DeductShape
    | BonusShape
    | AttainmentShape
    | BandsShape
    | TiersShape
    | StepBonusShape
    | TwoWayShape
    | ExclusiveBonusShape
    | LevelsShape
)
BY_KIND: Mapping[str, type[Shape]] = {
    get_args(shape.model_fields["kind"].annotation)[0]: shape for shape in get_args(AnyRule)
}


def shape_of_kind(value: object) -> type[Shape]:
    """Give the shape of a rule as written; without a kind it is points as given."""
    if not isinstance(value, dict):
        raise PydanticKnownError("model_type", {"class_name": "rule"})
    kind = value.get("kind", "points")
    if not isinstance(kind, str):
        kept(because("choice-unknown", word="…", known=tuple(BY_KIND)))
    return kept(choice(BY_KIND)(str(kind)))


def _rule(value: object) -> Any:
    return value if isinstance(value, Shape) else shape_of_kind(value).model_validate(value)


RuleField = Annotated[AnyRule, PlainValidator(_rule, json_schema_input_type=AnyRule)]

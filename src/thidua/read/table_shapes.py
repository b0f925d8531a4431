"""The keys of a score table: pillars, groups, lines, and what caps them; the keys of rules are in ``rule_shapes``."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from thidua.domain.score_table import CapOf, Family, Over, Tag
from thidua.read.fields import Code, Due, Number, Text, Truth, Weight, one_of, written
from thidua.read.mapping import Shape
from thidua.read.rule_shapes import PointsShape, RuleField


class PillarShape(Shape):
    """One leg, prong or breakthrough task of a track."""

    code: Code = Field(description="Short code, unique in the track")
    family: Annotated[Family, one_of(Family)] = Field(description="leg (chân), prong (mũi), breakthrough or other")
    name: Text = Field(description="The pillar as the campaign's document words it")


class CapShape(Shape):
    """The most that deductions, bonuses, or each of them may come to."""

    of: Annotated[CapOf, one_of(CapOf)] = Field(description="deductions, bonuses, or both: each of them by itself")
    most: Number = Field(description="The most they come to")
    over: Annotated[Over, one_of(Over)] = Field(
        default=written("month"), description="Over how long, in the order of the months"
    )


class RequirementShape(Shape):
    """A condition on another line: that it is met, or has so many points."""

    line: Code = Field(description="The code of the line")
    points: Number | None = Field(default=None, description="The least points it needs; without it, it must be met")


def _line_alone(value: object) -> object:
    return {"line": value} if isinstance(value, str) else value


RequirementField = Annotated[
    RequirementShape, BeforeValidator(_line_alone, json_schema_input_type=Code | RequirementShape)
]


class GroupShape(Shape):
    """A standard or section of the score table."""

    code: Code = Field(description="Short code, unique among the groups of the track")
    name: Text = Field(description="The standard or section, as the table words it")
    parent: Code | None = Field(default=None, description="The group it stands in")
    points: Number | None = Field(default=None, description="What its lines and groups add up to, checked")
    weight: Weight = Field(default=written("100%"), description="What its sum is weighed by: 60% or 0.6")
    caps: tuple[CapShape, ...] = Field(default=(), description="What caps its deductions or bonuses, in this order")
    appraiser: Text | None = Field(default=None, description="The body that appraises its lines")


class CriterionShape(Shape):
    """One line of a track's score table."""

    code: Code = Field(description="Short code, unique in the track")
    name: Text = Field(description="What is scored")
    pillars: tuple[Code, ...] = Field(default=(), description="Labels: shown under each pillar, counted once")
    group: Code | None = Field(default=None, description="The group it stands in")
    points: Number = Field(
        default=written("0"), description="Its base points; a track's lines add up to the scale, a bonus has none"
    )
    due: Due = Field(
        default=written("monthly"), description="When the line must be scored: a word, or months from 1 to 12"
    )
    tags: tuple[Annotated[Tag, one_of(Tag)], ...] = Field(default=(), description="What the line is said to be")
    rule: RuleField = Field(default_factory=PointsShape, description="How a reported result becomes points")
    optional: Truth | None = Field(
        default=None,
        description="Whether it may be left out without being missing. [default: true without points to lose]",
    )
    requires: tuple[RequirementField, ...] = Field(default=(), description="What a bonus is not counted without")
    caps: tuple[CapShape, ...] = Field(default=(), description="What caps it over several months")
    note: Text | None = Field(default=None, description="What the scorer should look at")


class TrackShape(Shape):
    """A score table for some kinds of unit or of person."""

    code: Code = Field(description="Short code, unique in the campaign")
    name: Text = Field(description="Who is ranked by this table")
    unit_kinds: tuple[Code, ...] = Field(default=(), description="The kinds of unit that take part in this track")
    person_kinds: tuple[Code, ...] = Field(default=(), description="The kinds of person that take part in this track")
    pillars: tuple[PillarShape, ...] = Field(default=(), description="Legs, prongs and breakthrough tasks")
    groups: tuple[GroupShape, ...] = Field(default=(), description="Standards and sections of the score table")
    caps: tuple[CapShape, ...] = Field(default=(), description="What caps deductions or bonuses of the whole table")
    criteria: tuple[CriterionShape, ...] = Field(min_length=1, description="The score table, line by line")

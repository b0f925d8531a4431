"""The keys of what is made of a month: totals, grades, void rules, quotas, ranks, shortlist, longer periods."""

from typing import Annotated

from pydantic import Field, model_validator

from thidua.domain.grading import Beyond, Judged
from thidua.domain.invariants import RANKED_WITHIN
from thidua.domain.periods import Combine, PeriodKind
from thidua.domain.quotas import QuotaTies, Rounding
from thidua.domain.ranking import Better, Incomplete, Ties
from thidua.errors import because
from thidua.read.fields import Code, Number, Places, Text, TieBreakWord, kept, one_of, only, whole, written
from thidua.read.mapping import Shape
from thidua.read.table_shapes import RequirementField

NO_SELF_SCORE = "no-self-score"


class GradeShape(Shape):
    """A grade and the total it starts from."""

    code: Code = Field(description="Short code, unique among the grades")
    name: Text = Field(description="The grade's name")
    floor: Number | None = Field(
        default=None, alias="from", description="The total this grade starts from; the lowest grade starts from 0"
    )
    ceiling: Number | None = Field(
        default=None, alias="to", description="Where lower is better: the most it may be; none for the lowest grade"
    )
    requires: tuple[RequirementField, ...] = Field(default=(), description="Gates: what else the grade needs")


class VoidShape(Shape):
    """When a registrant is not graded at all."""

    code: Code = Field(description="Short code, unique among the void rules")
    name: Text = Field(description="The reason, as it is printed")
    when: Annotated[str, only({NO_SELF_SCORE: NO_SELF_SCORE})] | None = Field(
        default=None, description="no-self-score: no line was scored by the unit itself"
    )
    unmet: Code | None = Field(default=None, description="A line that is scored and not met")

    @model_validator(mode="after")
    def _one_of_the_two(self) -> "VoidShape":
        if (self.when is None) == (self.unmet is None):
            kept(because("void-needs-one"))
        return self


class QuotaShape(Shape):
    """The most who may have a grade or a better one."""

    grade: Code = Field(description="The grade that is limited")
    most: Places = Field(description="A share, 20%, or a number of places")
    of: Code = Field(
        default=written("graded"), description="Of whom: graded, registrants, or those with a grade or a better one"
    )
    within: tuple[Text, ...] = Field(
        default=RANKED_WITHIN, description="Among whom", json_schema_extra={"items": {"enum": list(RANKED_WITHIN)}}
    )
    rounding: Annotated[Rounding, one_of(Rounding)] = Field(
        default=written("floor"), description="How places are rounded: floor, ceiling or half-up"
    )
    ties: Annotated[QuotaTies, one_of(QuotaTies)] = Field(
        default=written("held"), description="Equals across the cut: all held back, or all admitted"
    )


class TotalsShape(Shape):
    """How a total is finished."""

    above_scale: Annotated[Beyond, one_of(Beyond)] | None = Field(
        default=None, description="Whether totals may exceed the scale: allowed or clamped"
    )
    below_zero: Annotated[Beyond, one_of(Beyond)] = Field(
        default=written("clamped"), description="Whether totals may fall below zero: allowed or clamped"
    )
    decimals: Annotated[int, only({"0": 0, "1": 1, "2": 2})] = Field(
        default=written("2"), description="The decimals a total is shown with"
    )
    judged: Annotated[Judged, one_of(Judged)] = Field(
        default=written("exact"), description="Whether grades and ranks look at the exact total or the one shown"
    )


class PeriodShape(Shape):
    """How months of a longer period become one figure."""

    kind: Annotated[PeriodKind, one_of(PeriodKind)] = Field(
        description="quarter, half-year, year, campaign, or any for every other"
    )
    combine: Annotated[Combine, one_of(Combine)] = Field(
        default=written("mean"), description="The mean of the evaluated months, or their sum"
    )
    incomplete: Annotated[Incomplete, one_of(Incomplete)] = Field(
        default=written("unranked"), description="Whether a registrant with months missing has a rank"
    )
    grades: tuple[GradeShape, ...] = Field(default=(), description="The grades for this kind of period, from the best")
    quotas: tuple[QuotaShape, ...] = Field(default=(), description="How many may have a grade of this kind of period")


class RankingShape(Shape):
    """Among whom registrants are ranked, and what ends a tie."""

    within: tuple[Text, ...] = Field(
        default=RANKED_WITHIN,
        description="Who is ranked together",
        json_schema_extra={"items": {"enum": list(RANKED_WITHIN)}},
    )
    ties: Annotated[Ties, one_of(Ties)] = Field(
        default=written("shared"), description="Ranks after equals: 1, 2, 2, 4 (shared) or 1, 2, 2, 3 (dense)"
    )
    tie_break: tuple[TieBreakWord, ...] = Field(
        default=(), description="What ends a tie, in order: a pillar, group:…, line:…, deductions or bonuses"
    )
    better: Annotated[Better, one_of(Better)] = Field(
        default=written("higher"), description="Whether higher or lower totals are better"
    )
    incomplete: Annotated[Incomplete, one_of(Incomplete)] = Field(
        default=written("unranked"), description="Whether a registrant with due lines missing has a rank"
    )


class ShortlistShape(Shape):
    """Who may be put to the vote."""

    top: Annotated[int, whole(1)] = Field(
        default=written("1"), description="How many ranks of each group, ties included"
    )
    min_grade: Code | None = Field(default=None, description="The lowest grade that may be put to the vote")

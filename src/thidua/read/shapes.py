"""The campaign file's keys: which there are, and the JSON Schema by which an editor completes them.

What one value may be is told by ``fields``; what must hold between values, by ``domain.invariants``. Every default
of the file stands here.
"""

from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, Field, PlainValidator

from thidua.domain.breach import PathPart
from thidua.domain.campaign import Kind
from thidua.domain.grading import GradesOf
from thidua.domain.shares import Threshold, parse_threshold
from thidua.domain.voting_rules import Benchmark, Chair, Recusal, VoteBase, VoteMode
from thidua.read.fields import (
    THRESHOLD_SCHEMA,
    Code,
    Day,
    Majority,
    Number,
    Part,
    PartAsWritten,
    Surpassed,
    Text,
    kept,
    one_of,
    only,
    whole,
    written,
)
from thidua.read.judging_shapes import (
    GradeShape,
    PeriodShape,
    QuotaShape,
    RankingShape,
    ShortlistShape,
    TotalsShape,
    VoidShape,
)
from thidua.read.mapping import Shape
from thidua.read.rule_shapes import shape_of_kind
from thidua.read.table_shapes import CriterionShape, TrackShape

FIVE = ("motive", "objective", "scope", "participants", "content")
_LANGUAGES = {"vi": "vi", "en": "en"}
_QUORUM_OF = {base.value: base for base in (VoteBase.MEMBERS, VoteBase.ELIGIBLE)}


class OrganiserShape(Shape):
    """Who launches the campaign."""

    name: Text = Field(description="The organiser, as it signs its documents")
    kind: Text = Field(description="What the organiser is: party, government, front …")


class CouncilShape(Shape):
    """The size of the voting council from a day on."""

    since: Day = Field(alias="from", description="The day from which the council has this size")
    council: Annotated[int, whole(1)] = Field(description="How many members the voting council has")


class QuorumShape(Shape):
    """The share that must be present, and of whom."""

    share: PartAsWritten = Field(description="The share that must be present")
    of: Annotated[VoteBase, only(_QUORUM_OF)] = Field(
        default=written("members"), description="Of whom the share is counted"
    )


def _share_alone(value: object) -> object:
    return {"share": value} if isinstance(value, str) else value


QuorumField = Annotated[QuorumShape, BeforeValidator(_share_alone, json_schema_input_type=PartAsWritten | QuorumShape)]


class VoteShape(Shape):
    """When a vote is valid and when a nominee is carried."""

    mode: Annotated[VoteMode, one_of(VoteMode)] = Field(
        default=written("secret"), description="Secret ballot or show of hands"
    )
    quorum: QuorumField = Field(description="The share that must be present: 2/3, or {share: 2/3, of: eligible}")
    approve: Majority = Field(description="The votes a nominee needs: >= 80%, > 1/2")
    of: Annotated[VoteBase, one_of(VoteBase, all=VoteBase.MEMBERS)] = Field(
        default=written("members"), description="Of whom the votes are counted; all means members"
    )
    recusal: Annotated[Recusal, one_of(Recusal)] = Field(
        default=written("counted"), description="Whether members who may not vote still count among all members"
    )
    chair: Annotated[Chair, one_of(Chair)] = Field(default=written("none"), description="Whether the chair must agree")


class PubliciseShape(Shape):
    """What publicity is needed before others learn from the exemplar."""

    at_least: Annotated[int, whole(0)] = Field(default=written("1"), description="How many times, at least")


def _majority_or_rule(value: object) -> Threshold | VoteShape:
    return kept(parse_threshold(value)) if isinstance(value, str) else VoteShape.model_validate(value)


_Approve = Annotated[str, Field(json_schema_extra=THRESHOLD_SCHEMA)]
ReviewVote = Annotated[
    Threshold | VoteShape, PlainValidator(_majority_or_rule, json_schema_input_type=_Approve | VoteShape)
]


class LearningShape(Shape):
    """How a learner is compared with its exemplar."""

    benchmark: Annotated[Benchmark, one_of(Benchmark)] = Field(
        default=written("frozen"), description="The exemplar's figure: frozen at its commendation, or followed monthly"
    )
    by: Code = Field(default=written("total"), description="What is compared: total, or the code of a criterion")
    caught_up: Part = Field(
        default=written("100%"), description="The share of the exemplar's figure that catches up with it"
    )
    surpassed: Surpassed = Field(
        default=written("above"), description="above, or a share of the exemplar's figure: >= 110%"
    )
    vote: ReviewVote | None = Field(
        default=None, description="The votes a review needs, or a whole rule; without it, the campaign's rule"
    )


class CampaignShape(Shape):
    """One emulation campaign (phong trào thi đua)."""

    code: Code = Field(description="Short code of the campaign")
    name: Text = Field(description="Full name of the campaign")
    kind: Annotated[Kind, one_of(Kind)] = Field(description="regular, thematic or peak")
    organiser: OrganiserShape = Field(description="Who launches the campaign")
    basis: tuple[Text, ...] = Field(description="The documents the campaign stands on")
    theme: Text | None = Field(default=None, description="Theme, for a thematic campaign")
    phase: Text | None = Field(default=None, description="Phase, for a campaign in phases")
    motive: Text = Field(description="Động cơ")
    objective: Text = Field(description="Mục tiêu")
    scope: Text = Field(description="Phạm vi")
    participants: Text = Field(description="Đối tượng")
    content: Text = Field(description="Nội dung")
    launched: Day = Field(description="The day of the launch: 2024-02-15 or 15/02/2024")
    closes: Day = Field(description="The last day")
    registration_deadline: Day | None = Field(default=None, description="Later registrations are marked late")
    language: Annotated[str, only(_LANGUAGES)] = Field(
        default=written("vi"), description="The language of forms and reports"
    )
    under: Text | None = Field(default=None, description="The unit whose direct subordinates take part")
    scale: Number = Field(default=written("100"), description="What the lines of every track add up to")
    tracks: tuple[TrackShape, ...] = Field(min_length=1, description="The score tables")
    grades: tuple[GradeShape, ...] = Field(min_length=1, description="The grades, from the highest")
    grades_of: Annotated[GradesOf, one_of(GradesOf)] = Field(
        default=written("due"),
        description="Whether a grade's floor is of the points due in the month or of the whole scale",
    )
    totals: TotalsShape = Field(default_factory=TotalsShape, description="How a total is finished")
    void: tuple[VoidShape, ...] = Field(default=(), description="Who is not graded at all (không xếp loại)")
    quotas: tuple[QuotaShape, ...] = Field(default=(), description="How many may have a grade")
    periods: tuple[PeriodShape, ...] = Field(default=(), description="How longer periods are summed up")
    ranking: RankingShape = Field(default_factory=RankingShape, description="Among whom registrants are ranked")
    shortlist: ShortlistShape = Field(default_factory=ShortlistShape, description="Who may be put to the vote")
    members: tuple[CouncilShape, ...] = Field(min_length=1, description="The council's size, dated")
    vote: VoteShape = Field(description="When a vote is valid and when a nominee is carried")
    publicise: PubliciseShape = Field(default_factory=PubliciseShape, description="Publicity before learning")
    learning: LearningShape = Field(default_factory=LearningShape, description="How learners are compared")


def schema() -> dict[str, Any]:
    """Give the JSON Schema of the campaign file, for editors; numbers may be written as numbers or as text."""
    return CampaignShape.model_json_schema()


def keys_known(path: tuple[PathPart, ...], value: object = None) -> tuple[str, ...]:
    """Name the keys of the mapping at a path of the campaign file; none when no mapping is there.

    ``value`` is the file as read, by which the kind of a rule is told.
    """
    shape: type[Shape] | None = CampaignShape
    for key in path:
        value = _inside(value, key)
        if isinstance(key, str):
            found = (f for name, f in shape.model_fields.items() if key == (f.alias or name)) if shape else ()
            if shape is CriterionShape and key == "rule":
                shape = shape_of_kind(value or {})
            else:
                shape = next((_shape_in(field.annotation) for field in found), None)
    return tuple(field.alias or name for name, field in shape.model_fields.items()) if shape else ()


def _inside(value: object, key: PathPart) -> object:
    if isinstance(value, dict):
        return value.get(key)
    return value[key] if isinstance(value, list) and isinstance(key, int) and key < len(value) else None


def _shape_in(annotation: object) -> type[Shape] | None:
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    return next((shape for part in get_args(annotation) if (shape := _shape_in(part))), None)

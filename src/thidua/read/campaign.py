"""A campaign file: bytes to a :class:`~thidua.domain.campaign.Campaign`, or every problem with its line and column.

Three sieves in order, each told whole: the YAML (``yaml_text``), the keys and values (``shapes``), and what must hold
between them (``domain.invariants``). Nothing here knows a ledger.
"""

from dataclasses import replace
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path as File

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from thidua.domain.breach import Path
from thidua.domain.campaign import Campaign, Organiser
from thidua.domain.grading import Grade, Totals, VoidRule
from thidua.domain.invariants import breaches
from thidua.domain.periods import Period
from thidua.domain.points import ZERO, Points
from thidua.domain.quotas import Quota
from thidua.domain.ranking import Ranking, Shortlist
from thidua.domain.rules.value import Direction
from thidua.domain.score_table import Cap, Criterion, Group, Pillar, Requirement, Track
from thidua.domain.shares import Threshold
from thidua.domain.voting_rules import CouncilSize, LearningRule, Quorum, VotingRule
from thidua.errors import InputRefused, Place, Problem, Reason, because
from thidua.read import judging_shapes, shapes, table_shapes
from thidua.read.yaml_text import LIMIT, Tree, read_tree

_CODES = {
    "model_type": "value-not-mapping",
    "dict_type": "value-not-mapping",
    "tuple_type": "value-not-list",
    "string_type": "value-not-text",
    "too_short": "list-empty",
}


def load(path: File) -> bytes:
    """Give a file's content; refused when it is missing or cannot be read, a directory among others.

    Of a file over the limit, no more than shows that it is.
    """
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputRefused(because("campaign-file-missing", file=str(path))) from error
    except OSError as error:
        raise InputRefused(because("campaign-file-unreadable", file=str(path))) from error


def canonical_digest(content: bytes) -> str:
    """Give the SHA-256 of the file's bytes, by which two versions of a campaign are told apart."""
    return sha256(content).hexdigest()


def read_campaign(content: bytes, *, file: str) -> Campaign | list[Problem]:
    """Read a campaign, or list every problem in the order of the file; ``file`` is only the name in the places."""
    tree = read_tree(content, file=file)
    if isinstance(tree, list):
        return _in_order(tree)
    try:
        shape = shapes.CampaignShape.model_validate(tree.value)
    except ValidationError as error:
        listed = error.errors(include_url=False)
        return _in_order([_problem(tree, details) for details in listed if not _is_an_echo(details)])
    campaign = _campaign(shape)
    return _in_order([Problem(b.reason, tree.place(b.path)) for b in breaches(campaign)]) or campaign


def _in_order(problems: list[Problem]) -> list[Problem]:
    def position(problem: Problem) -> tuple[int, int]:
        place = problem.place or Place("")
        return place.line or 0, place.column or 0

    return sorted(problems, key=position)


def _is_an_echo(details: ErrorDetails) -> bool:
    """Tell of a list that is empty only because its items were refused: they are told already."""
    return details["type"] == "too_short" and bool(details["input"])


def _problem(tree: Tree, details: ErrorDetails) -> Problem:
    path = details["loc"]
    is_of_a_key = details["type"] == "extra_forbidden"
    return Problem(_reason(tree, details), tree.key_place(path) if is_of_a_key else tree.place(path))


def _reason(tree: Tree, details: ErrorDetails) -> Reason:
    path, kind = details["loc"], details["type"]
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    if kind == "extra_forbidden":
        return _unknown_key(tree, path, key)
    reason: Reason | None = details["ctx"]["reason"] if kind == "reason" else None
    is_absent = kind == "missing" or details["input"] is None
    if path in {(name,) for name in shapes.FIVE} and (is_absent or (reason and reason.code == "text-blank")):
        return because("campaign-field-missing", field=key, required=shapes.FIVE)
    if reason is not None:
        return reason
    if is_absent:
        return because("key-missing" if kind == "missing" else "value-missing", key=key)
    return because(_CODES[kind], key=key) if path else because("campaign-not-mapping")


def _unknown_key(tree: Tree, path: Path, key: str) -> Reason:
    known = shapes.keys_known(path[:-1], tree.value)
    near = get_close_matches(key, known, 1)
    if near:
        return because("key-misspelt", key=key, meant=near[0], known=known)
    return because("key-unknown", key=key, known=known)


def _campaign(shape: shapes.CampaignShape) -> Campaign:
    vote = _vote(shape.vote)
    return Campaign(
        code=shape.code,
        name=shape.name,
        kind=shape.kind,
        organiser=Organiser(shape.organiser.name, shape.organiser.kind),
        basis=shape.basis,
        theme=shape.theme,
        phase=shape.phase,
        motive=shape.motive,
        objective=shape.objective,
        scope=shape.scope,
        participants=shape.participants,
        content=shape.content,
        launched=shape.launched,
        closes=shape.closes,
        registration_deadline=shape.registration_deadline,
        language=shape.language,
        under=shape.under,
        scale=shape.scale,
        tracks=tuple(_track(track) for track in shape.tracks),
        grades=_grades(shape.grades),
        grades_of=shape.grades_of,
        ranking=_ranking(shape.ranking),
        shortlist=Shortlist(shape.shortlist.top, shape.shortlist.min_grade),
        members=tuple(CouncilSize(m.since, m.council) for m in shape.members),
        vote=vote,
        publicise_at_least=shape.publicise.at_least,
        learning=_learning(shape.learning, vote),
        totals=_totals(shape.totals),
        voids=tuple(VoidRule(v.code, v.name, v.unmet) for v in shape.void),
        quotas=tuple(_quota(quota) for quota in shape.quotas),
        periods=tuple(_period(period) for period in shape.periods),
    )


def _track(shape: table_shapes.TrackShape) -> Track:
    return Track(
        code=shape.code,
        name=shape.name,
        unit_kinds=shape.unit_kinds,
        person_kinds=shape.person_kinds,
        pillars=tuple(Pillar(p.code, p.family, p.name) for p in shape.pillars),
        criteria=tuple(_criterion(criterion) for criterion in shape.criteria),
        groups=tuple(
            Group(g.code, g.name, g.parent, g.points, g.weight, _caps(g.caps), g.appraiser) for g in shape.groups
        ),
        caps=_caps(shape.caps),
    )


def _criterion(shape: table_shapes.CriterionShape) -> Criterion:
    rule = shape.rule.rule()
    return Criterion(
        code=shape.code,
        name=shape.name,
        pillars=shape.pillars,
        points=shape.points,
        due=frozenset(shape.due),
        tags=shape.tags,
        rule=rule,
        note=shape.note,
        group=shape.group,
        optional=_is_optional(rule.direction, shape.points) if shape.optional is None else shape.optional,
        requires=_requirements(shape.requires),
        caps=_caps(shape.caps),
    )


def _is_optional(direction: Direction, points: Points) -> bool:
    """A bonus nobody claims, or a deduction from nothing, is not missing unless the file says so."""
    return direction is Direction.BONUS or (direction is Direction.DEDUCTION and points == ZERO)


def _caps(listed: tuple[table_shapes.CapShape, ...]) -> tuple[Cap, ...]:
    return tuple(Cap(one.of, one.most, one.over) for one in listed)


def _requirements(listed: tuple[table_shapes.RequirementShape, ...]) -> tuple[Requirement, ...]:
    return tuple(Requirement(one.line, one.points) for one in listed)


def _grades(listed: tuple[judging_shapes.GradeShape, ...]) -> tuple[Grade, ...]:
    return tuple(Grade(g.code, g.name, g.floor, g.ceiling, _requirements(g.requires)) for g in listed)


def _totals(shape: judging_shapes.TotalsShape) -> Totals:
    return Totals(shape.above_scale, shape.below_zero, shape.decimals, shape.judged)


def _quota(shape: judging_shapes.QuotaShape) -> Quota:
    share, places, text = shape.most
    return Quota(shape.grade, share, places, shape.of, shape.within, shape.rounding, shape.ties, text)


def _period(shape: judging_shapes.PeriodShape) -> Period:
    quotas = tuple(_quota(quota) for quota in shape.quotas)
    return Period(shape.kind, shape.combine, shape.incomplete, _grades(shape.grades), quotas)


def _ranking(shape: judging_shapes.RankingShape) -> Ranking:
    return Ranking(shape.within, shape.ties, shape.tie_break, shape.incomplete, shape.better)


def _vote(shape: shapes.VoteShape) -> VotingRule:
    share, text = shape.quorum.share
    quorum = Quorum(share, shape.quorum.of, text)
    return VotingRule(shape.mode, quorum, shape.approve, shape.of, shape.recusal, shape.chair)


def _learning(shape: shapes.LearningShape, campaign_vote: VotingRule) -> LearningRule:
    if isinstance(shape.vote, Threshold):
        vote = replace(campaign_vote, approve=shape.vote)
    else:
        vote = campaign_vote if shape.vote is None else _vote(shape.vote)
    return LearningRule(shape.benchmark, shape.by, shape.caught_up, shape.surpassed, vote)

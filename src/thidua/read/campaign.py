"""A campaign file: bytes to a :class:`~thidua.domain.campaign.Campaign`, or every problem with its line and column.

Three sieves in order, each told whole: the YAML (``yaml_text``), the keys and values (``shapes``), and what must hold
between them (``domain.invariants``). Nothing here knows a ledger.
"""

from dataclasses import replace
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from thidua.domain import campaign as domain
from thidua.domain.invariants import breaches
from thidua.domain.shares import Threshold
from thidua.errors import InputRefused, Place, Problem, Reason, because
from thidua.read import shapes
from thidua.read.yaml_text import LIMIT, Tree, read_tree

_CODES = {
    "model_type": "value-not-mapping",
    "tuple_type": "value-not-list",
    "string_type": "value-not-text",
    "too_short": "list-empty",
}


def load(path: Path) -> bytes:
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


def read_campaign(content: bytes, *, file: str) -> domain.Campaign | list[Problem]:
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
    return Problem(_reason(details), tree.key_place(path) if is_of_a_key else tree.place(path))


def _reason(details: ErrorDetails) -> Reason:
    path, kind = details["loc"], details["type"]
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    if kind == "extra_forbidden":
        return _unknown_key(path, key)
    reason: Reason | None = details["ctx"]["reason"] if kind == "reason" else None
    is_absent = kind == "missing" or details["input"] is None
    if path in {(name,) for name in shapes.FIVE} and (is_absent or (reason and reason.code == "text-blank")):
        return because("campaign-field-missing", field=key, required=shapes.FIVE)
    if reason is not None:
        return reason
    if is_absent:
        return because("key-missing" if kind == "missing" else "value-missing", key=key)
    return because(_CODES[kind], key=key) if path else because("campaign-not-mapping")


def _unknown_key(path: domain.Path, key: str) -> Reason:
    known = shapes.keys_known(path[:-1])
    near = get_close_matches(key, known, 1)
    if near:
        return because("key-misspelt", key=key, meant=near[0], known=known)
    return because("key-unknown", key=key, known=known)


def _campaign(shape: shapes.CampaignShape) -> domain.Campaign:
    vote = _vote(shape.vote)
    return domain.Campaign(
        code=shape.code,
        name=shape.name,
        kind=shape.kind,
        organiser=domain.Organiser(shape.organiser.name, shape.organiser.kind),
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
        grades=tuple(domain.Grade(g.code, g.name, g.floor) for g in shape.grades),
        grades_of=shape.grades_of,
        ranking=_ranking(shape.ranking),
        shortlist=domain.Shortlist(shape.shortlist.top, shape.shortlist.min_grade),
        members=tuple(domain.CouncilSize(m.since, m.council) for m in shape.members),
        vote=vote,
        publicise_at_least=shape.publicise.at_least,
        learning=_learning(shape.learning, vote),
    )


def _track(shape: shapes.TrackShape) -> domain.Track:
    return domain.Track(
        code=shape.code,
        name=shape.name,
        unit_kinds=shape.unit_kinds,
        person_kinds=shape.person_kinds,
        pillars=tuple(domain.Pillar(p.code, p.family, p.name) for p in shape.pillars),
        criteria=tuple(_criterion(criterion) for criterion in shape.criteria),
    )


def _criterion(shape: shapes.CriterionShape) -> domain.Criterion:
    return domain.Criterion(
        code=shape.code,
        name=shape.name,
        pillars=shape.pillars,
        points=shape.points,
        due=frozenset(shape.due),
        tags=shape.tags,
        rule=shape.rule.kind,
        note=shape.note,
    )


def _ranking(shape: shapes.RankingShape) -> domain.Ranking:
    return domain.Ranking(shape.within, shape.ties, shape.tie_break, shape.incomplete)


def _vote(shape: shapes.VoteShape) -> domain.VotingRule:
    share, text = shape.quorum.share
    quorum = domain.Quorum(share, shape.quorum.of, text)
    return domain.VotingRule(shape.mode, quorum, shape.approve, shape.of, shape.recusal, shape.chair)


def _learning(shape: shapes.LearningShape, campaign_vote: domain.VotingRule) -> domain.LearningRule:
    if isinstance(shape.vote, Threshold):
        vote = replace(campaign_vote, approve=shape.vote)
    else:
        vote = campaign_vote if shape.vote is None else _vote(shape.vote)
    return domain.LearningRule(shape.benchmark, shape.by, shape.caught_up, shape.surpassed, vote)

"""The figures a review compares: where each comes from, and why two may not be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.domain.campaign import Campaign
from thidua.domain.comparison import Figure
from thidua.domain.grading import Beyond
from thidua.domain.month import Month
from thidua.domain.points import ZERO, Points
from thidua.domain.ranking import Better
from thidua.domain.score_table import Criterion
from thidua.domain.voting_rules import Benchmark
from thidua.domain.worked import work
from thidua.errors import Reason, because
from thidua.ledger.database import Connection
from thidua.ledger.decisions import StoredCommendation
from thidua.ledger.registrations import Registrant
from thidua.ledger.scores import lines_posted
from thidua.ledger.standing_rows import StoredStanding, read_standings
from thidua.ledger.standings import StoredEvaluation, evaluations, latest_evaluation
from thidua.rulesets import Rules, campaigns_looked_at, rules_numbered


@dataclass(frozen=True)
class Side:
    """One side of a review: its figure, and the evaluation it stands in."""

    figure: Figure
    evaluation: StoredEvaluation
    lines: tuple[tuple[str, Points], ...]


def both_sides(
    connection: Connection,
    campaign: int,
    rules: Rules,
    pair: tuple[Registrant, Registrant],
    month: Month,
    given: Sequence[StoredCommendation],
) -> tuple[Side, Side] | list[Reason]:
    """Give learner's and exemplar's figures under the learning rule, or every reason why they cannot be compared.

    The learner's is of the review's month. The exemplar's is of the month of its commendation when the benchmark is
    frozen, else of the review's month; ``given`` are its commendations in force, oldest first. Totals compare only over
    the same lines; a criterion only at the same maximum.
    """
    learner, exemplar = pair
    frozen = rules.campaign.learning.benchmark is Benchmark.FROZEN
    mine = _side(connection, rules.campaign, learner, latest_evaluation(connection, campaign, month), month)
    theirs = (
        _frozen(connection, campaign, rules.campaign, exemplar, given)
        if frozen
        else _side(connection, rules.campaign, exemplar, latest_evaluation(connection, campaign, month), month)
    )
    if isinstance(mine, Reason) or isinstance(theirs, Reason):
        return [side for side in (mine, theirs) if isinstance(side, Reason)]
    unlike = _unlike(rules.campaign, pair, mine, theirs)
    return unlike or (mine, theirs)


def _frozen(
    connection: Connection, campaign: int, rules: Campaign, exemplar: Registrant, given: Sequence[StoredCommendation]
) -> Side | Reason:
    """Give the figure it was commended with: that of the evaluation the commendation was given on.

    Where that has none (an ad hoc commendation before the month was evaluated, or a line still missing), the first
    evaluation of the month made since that has one.
    """
    made = evaluations(connection, campaign, whole=True)
    shut = because("figure-not-evaluated", code=exemplar.code, month=given[0].month)
    for one in given:
        for evaluation in made:
            if evaluation.month == one.month and evaluation.id >= (one.evaluation or 0):
                side = _side(connection, rules, exemplar, evaluation, one.month)
                if not isinstance(side, Reason):
                    return side
                shut = side
    return shut


def _side(
    connection: Connection,
    rules: Campaign,
    who: Registrant,
    evaluation: StoredEvaluation | None,
    month: Month,
) -> Side | Reason:
    facts = {"code": who.code, "month": month}
    if evaluation is None:
        return because("figure-not-evaluated", **facts)
    standing = next(iter(read_standings(connection, evaluation, who.id)), None)
    if standing is None:
        return because("figure-not-in-evaluation", **facts, evaluation=evaluation.number)
    made_under = rules_numbered(connection, evaluation.ruleset).campaign
    track = made_under.track(standing.track)
    due = track.due(evaluation.month) if track else ()
    by = rules.learning.by
    if standing.void is not None:
        return because("figure-void", **facts, void=standing.void)
    if by == "total":
        if standing.missing:
            return because("figure-incomplete", **facts, missing=standing.missing)
        lines = tuple((line.code, line.points) for line in due)
        return Side(Figure(standing.total, _bound(made_under, standing.due)), evaluation, lines)
    return _by_criterion(connection, standing, evaluation, by, next((c for c in due if c.code == by), None))


def _bound(campaign: Campaign, due: Points) -> Points | None:
    """Give the best total there is: none where bonuses may lead above the points due."""
    if campaign.ranking.better is Better.LOWER:
        return ZERO if campaign.totals.below is Beyond.CLAMPED else None
    return None if campaign.totals.above is Beyond.ALLOWED else due


def _by_criterion(
    connection: Connection,
    standing: StoredStanding,
    evaluation: StoredEvaluation,
    by: str,
    line: Criterion | None,
) -> Side | Reason:
    facts = {"code": standing.registration, "month": evaluation.month, "criterion": by}
    if line is None:
        return because("figure-not-due", **facts)
    month, rules = evaluation.month, rules_numbered(connection, evaluation.ruleset)
    campaigns = campaigns_looked_at(connection, rules.ruleset.campaign, rules.campaign, month)
    span = (min(campaigns), month)
    seen = lines_posted(connection, span, standing.id, stage=evaluation.stage, upto=evaluation.upto)
    tables = {at: table for at, one in campaigns.items() if (table := one.track(standing.track)) is not None}
    worked = work(rules.campaign, tables[month], month, seen, tables).lines.get(line.code)
    if worked is None:
        return because("figure-line-missing", **facts)
    return Side(Figure(worked.after.net, line.most), evaluation, ((line.code, line.points),))


def _unlike(campaign: Campaign, pair: tuple[Registrant, Registrant], mine: Side, theirs: Side) -> list[Reason]:
    learner, exemplar = pair
    facts = {"learner": learner.code, "exemplar": exemplar.code}
    if campaign.learning.by == "total" and learner.track != exemplar.track:
        return [because("figures-of-two-tracks", **facts, learner_track=learner.track, exemplar_track=exemplar.track)]
    if mine.lines != theirs.lines:
        only = sorted({code for code, _ in set(mine.lines) ^ set(theirs.lines)})
        months = {"learner_month": mine.evaluation.month, "exemplar_month": theirs.evaluation.month}
        return [because("figures-of-other-lines", **facts, **months, lines=tuple(only))]
    return []

"""What of a month is not settled yet: what closing it would leave as it is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.domain.campaign import Campaign
from thidua.domain.month import Month
from thidua.domain.stages import Stage
from thidua.domain.standstill import ended
from thidua.errors import Reason, because
from thidua.ledger.campaigns import criteria
from thidua.ledger.candidacies import open_book
from thidua.ledger.database import Connection
from thidua.ledger.standings import StoredEvaluation, latest_evaluation
from thidua.ledger.votes import StoredBallot
from thidua.rulesets import Rules, rules_of_month
from thidua.rulesets.computing import MonthComputed, month_computed
from thidua.rulesets.staleness import is_stale


@dataclass(frozen=True)
class _Now:
    """How one registrant stands in a month by the scores and the rules of now."""

    id: int
    code: str
    missing: tuple[str, ...]
    stages: Mapping[Stage, int]
    is_shortlisted: bool


def unsettled(connection: Connection, campaign: int, month: Month, today: date) -> list[Reason]:
    """List what is left to do in a month, each with the command that settles it.

    It is over and evaluated, and the evaluation is not stale; every line that was due is scored, and by those who
    appraise, as far as anyone's is; the shortlisted were put to the vote, and no vote is stale; who was carried is
    commended. Whoever has withdrawn since is not waited for. Lines and shortlists are those of now, also where the
    evaluation is of other figures.
    """
    found = [because("unsettled-not-over", month=month, last=month.last_day)] if today <= month.last_day else []
    evaluation = latest_evaluation(connection, campaign, month)
    if evaluation is None:
        return [*found, because("unsettled-not-evaluated", month=month)]
    rules = rules_of_month(connection, campaign, month)
    computed = month_computed(connection, campaign, rules, month, stage=None)
    if _has_moved(connection, campaign, evaluation, rules, computed):
        found.append(because("unsettled-stale", month=month, evaluation=evaluation.number))
    now = _now(connection, campaign, computed) if computed is not None else []
    found += [
        because("unsettled-missing", code=one.code, month=month, missing=one.missing) for one in now if one.missing
    ]
    found += _stages(month, now)
    return [*found, *_votes(connection, campaign, rules.campaign, month, now)]


def _has_moved(
    connection: Connection, campaign: int, evaluation: StoredEvaluation, rules: Rules, found: MonthComputed | None
) -> bool:
    """True when evaluating the month again would be another evaluation: scores, rules, or who counts, have changed."""
    if is_stale(connection, campaign, evaluation):
        return True
    return found is None or found.computed.digest(rules.ruleset.digest, None) != evaluation.digest


def _now(connection: Connection, campaign: int, found: MonthComputed) -> list[_Now]:
    lines: dict[object, str] = {number: code for (_, code), number in criteria(connection, campaign).items()}
    missing: defaultdict[object, list[str]] = defaultdict(list)
    for registration, criterion in found.computed.missing:
        missing[registration].append(lines[criterion])
    return [
        _Now(
            row.registration,
            found.codes[row.registration],
            tuple(missing[row.registration]),
            {Stage.SELF: row.by_self, Stage.APPRAISED: row.by_appraised, Stage.AGREED: row.by_agreed},
            bool(row.shortlisted),
        )
        for row in found.computed.standings
    ]


def _stages(month: Month, standings: list[_Now]) -> Iterator[Reason]:
    """Name whose lines stopped at an earlier stage than others', and whose nobody has appraised."""
    reached = max((stage for one in standings for stage, lines in one.stages.items() if lines), default=Stage.SELF)
    wanted = max(reached, Stage.APPRAISED)
    for one in standings:
        for stage, lines in one.stages.items():
            if lines and stage < wanted:
                facts = {"code": one.code, "month": month, "lines": lines}
                yield because("unsettled-stage", **facts, stage=stage.word, wanted=wanted.word)


def _votes(
    connection: Connection, campaign: int, rules: Campaign, month: Month, standings: list[_Now]
) -> Iterator[Reason]:
    book = open_book(connection, campaign, publicise_at_least=rules.publicise_at_least, day=month.last_day)
    gone = {number for number, one in book.registrants.items() if ended(one.standstills)}
    last: dict[int, StoredBallot] = {ballot.registration: ballot for ballot in book.ballots if ballot.month == month}
    for one in standings:
        ballot = last.get(one.id)
        facts = {"code": one.code, "month": month}
        if one.is_shortlisted and one.id not in gone and (ballot is None or not ballot.is_quorate):
            yield because("unsettled-vote", **facts)
        if ballot is not None and ballot.stale:
            code = "unsettled-vote-moved" if ballot.carried else "unsettled-vote-stale"
            yield because(code, **facts, held=ballot.held_on)
    for ballot in book.carried_and_not_commended():
        if ballot.month == month and ballot.registration not in gone:
            yield because("unsettled-commendation", code=book.registrants[ballot.registration].code, month=month)

"""Step 4: the review (bình xét): figures set the ceiling, the body's vote decides up to it, minutes close it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.actions.counting import Counted, council_sitting, counted
from thidua.domain.campaign import Campaign
from thidua.domain.candidacy import Candidacy, pair_of
from thidua.domain.comparison import Ceiling, Result, ceiling, claimable
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.points import Points
from thidua.domain.ranking import Better
from thidua.domain.recognition import closable, in_campaign, reviewable, signable
from thidua.domain.voting import Count, Counts, Sitting
from thidua.errors import Reason, RuleRefused
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.candidacies import open_book
from thidua.ledger.journal import recording
from thidua.ledger.practice import NewReview, add_minutes, add_review
from thidua.ledger.recording import Recording
from thidua.ledger.registrations import Registrant, registration_named
from thidua.ledger.votes import SittingAt, add_ballots, add_sitting, next_sitting
from thidua.rulesets import Rules, rules_of_month, rules_on
from thidua.rulesets.figures import Side, both_sides


@dataclass(frozen=True)
class Minutes:
    """The paper that closes a review."""

    number: str
    on: date


@dataclass(frozen=True)
class Verdict:
    """What the body was asked and how it voted; ``claim`` None asks for as much as the figures allow."""

    counts: Counts
    yes: int
    no: int
    claim: Result | None = None


@dataclass(frozen=True)
class Reviewed:
    """A review was recorded: both figures, the rule, the ceiling, the vote, the result, and whether it is closed."""

    learner: str
    learner_name: str
    exemplar: str
    exemplar_name: str
    month: Month
    exemplar_month: Month
    by: str
    benchmark: str
    learner_points: Points
    exemplar_points: Points
    bound: Points | None
    ceiling: Result
    at_bound: bool
    claim: Result
    result: Result
    counted: Counted
    minutes: str | None
    entry: int


@dataclass(frozen=True)
class Closed:
    """A review was closed by its minutes."""

    learner: str
    exemplar: str
    result: Result
    minutes: str
    on: date
    entry: int


def review(
    db: Path,
    pair: tuple[str, str],
    month: Month,
    verdict: Verdict,
    *,
    minutes: Minutes | None,
    occasion: Occasion,
) -> Reviewed:
    """Compare a learner (first of ``pair``) with its exemplar (second) over a month, and record what the body found.

    The result is at most what the figures allow; a vote that fails records *following*.
    """
    with recording(db, occasion, "review") as record:
        number = campaign_number(record.connection, occasion.campaign)
        compared = _compared(record, number, pair, month, verdict.counts.on)
        found = _decide(record, compared, verdict)
        # the review first: a sitting that looks at a closed month is let in when it is a review's
        stored = add_review(record, _new(compared, found, month, verdict.counts.on))
        _store_votes(record, compared, verdict, found)
        if minutes is not None:
            _refuse(signable(compared.candidacy, compared.learner.code, verdict.counts.on, minutes.on))
            add_minutes(record, stored, number=minutes.number, signed_on=minutes.on)
        record.campaign = compared.campaign.code
        record.summary = f"review {compared.learner.code} beside {compared.exemplar.code} {month}: {found.result.value}"
        return _receipt(compared, found, month, minutes, record.seq)


def close_review(db: Path, pair: tuple[str, str], minutes: Minutes, *, occasion: Occasion) -> Closed:
    """Close a pair's open review by the number and date of its minutes."""
    with recording(db, occasion, "review") as record:
        number = campaign_number(record.connection, occasion.campaign)
        learner = registration_named(record.connection, number, pair[0], day=occasion.today)
        exemplar = registration_named(record.connection, number, pair[1], day=occasion.today)
        book = open_book(record.connection, number, publicise_at_least=1, day=occasion.today)
        candidacy = book.candidacy(exemplar.id)
        found = pair_of(candidacy, learner.code)
        unmet = closable(candidacy, learner.code, minutes.on)
        if unmet or found is None or found.review is None or found.result is None:
            raise RuleRefused(unmet)
        add_minutes(record, found.review, number=minutes.number, signed_on=minutes.on)
        record.campaign = rules_on(record.connection, number, minutes.on).campaign.code
        record.summary = f"close review {learner.code} beside {exemplar.code}: {minutes.number}"
        return Closed(learner.code, exemplar.code, found.result, minutes.number, minutes.on, record.seq)


@dataclass(frozen=True)
class _Compared:
    learner: Registrant
    exemplar: Registrant
    candidacy: Candidacy
    campaign: Campaign
    on_day: Rules
    mine: Side
    theirs: Side
    top: Ceiling


@dataclass(frozen=True)
class _Found:
    claim: Result
    result: Result
    counted: Counted
    sitting: Sitting
    number: int


def _compared(record: Recording, number: int, pair: tuple[str, str], month: Month, on: date) -> _Compared:
    """Pass the gates and set both figures side by side."""
    connection, today = record.connection, record.occasion.today
    learner = registration_named(connection, number, pair[0], day=today)
    exemplar = registration_named(connection, number, pair[1], day=today)
    rules = rules_of_month(connection, number, month)
    campaign = rules.campaign
    book = open_book(connection, number, publicise_at_least=campaign.publicise_at_least, day=today)
    candidacy = book.candidacy(exemplar.id)
    unmet = [*in_campaign(campaign, month), *reviewable(candidacy, learner.code, month, on)]
    _refuse(unmet)
    sides = both_sides(connection, number, rules, (learner, exemplar), month, book.in_force(exemplar.id, on))
    if isinstance(sides, list):
        raise RuleRefused(sides)
    mine, theirs = sides
    better = campaign.ranking.better if campaign.learning.by == "total" else Better.HIGHER
    top = ceiling(campaign.learning, mine.figure, theirs.figure, better)
    return _Compared(learner, exemplar, candidacy, campaign, rules_on(connection, number, on), mine, theirs, top)


def _new(compared: _Compared, found: _Found, month: Month, on: date) -> NewReview:
    return NewReview(
        compared.learner.id,
        compared.exemplar.id,
        month,
        on,
        compared.campaign.learning.by,
        compared.mine.evaluation.id,
        compared.theirs.evaluation.id,
        compared.mine.figure.value,
        compared.theirs.figure.value,
        compared.theirs.figure.bound,
        compared.top.result,
        found.claim,
        found.result,
        found.number,
    )


def _decide(record: Recording, compared: _Compared, verdict: Verdict) -> _Found:
    claim = compared.top.result if verdict.claim is None else verdict.claim
    _refuse(claimable(compared.top, claim))
    learner, rule = compared.learner, compared.campaign.learning.vote
    sitting = council_sitting(compared.on_day, rule, verdict.counts)
    count = Count(learner.code, verdict.yes, verdict.no)
    decided = counted(rule, sitting, [count])
    result = claim if decided.outcomes[0].carried else Result.FOLLOWING
    return _Found(claim, result, decided, sitting, next_sitting(record))


def _store_votes(record: Recording, compared: _Compared, verdict: Verdict, found: _Found) -> None:
    learner, decided = compared.learner, found.counted
    at = SittingAt(compared.mine.evaluation.id, verdict.counts.on, found.number)
    add_sitting(record, at, found.sitting, is_quorate=decided.has_quorum)
    count = Count(learner.code, verdict.yes, verdict.no)
    add_ballots(record, found.number, [(learner.id, count, decided.outcomes[0])], {})


def _receipt(compared: _Compared, found: _Found, month: Month, minutes: Minutes | None, entry: int) -> Reviewed:
    learner, exemplar = compared.learner, compared.exemplar
    return Reviewed(
        learner.code,
        learner.name,
        exemplar.code,
        exemplar.name,
        month,
        compared.theirs.evaluation.month,
        compared.campaign.learning.by,
        compared.campaign.learning.benchmark.value,
        compared.mine.figure.value,
        compared.theirs.figure.value,
        compared.theirs.figure.bound,
        compared.top.result,
        compared.top.at_bound,
        found.claim,
        found.result,
        found.counted,
        minutes.number if minutes else None,
        entry,
    )


def _refuse(unmet: list[Reason]) -> None:
    if unmet:
        raise RuleRefused(unmet)

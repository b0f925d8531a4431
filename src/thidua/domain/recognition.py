"""The five steps and their gates (source 003; gates G1-G11 of the procedure), as predicates over dated facts.

A step is done when its facts exist; nothing stores "the step". A gate returns every reason it is shut, empty when it
is open. Each reason carries the codes its sentence needs to name the command that would satisfy it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.domain.campaign import Campaign
from thidua.domain.candidacy import Candidacy, Learning, pair_of
from thidua.domain.comparison import Result
from thidua.domain.month import Month
from thidua.domain.standstill import Standstills, stopping, stopping_month
from thidua.errors import Reason, because


def admit(campaign: Campaign, code: str, on: date) -> list[Reason]:
    """G1: a registration is dated from the launch to the close, both days included."""
    facts = {"code": code, "on": on, "launched": campaign.launched, "closes": campaign.closes}
    if on < campaign.launched:
        return [because("registration-before-launch", **facts)]
    return [because("registration-after-close", **facts)] if on > campaign.closes else []


def is_late(campaign: Campaign, on: date) -> bool:
    """True after the registration deadline, where there is one."""
    return campaign.registration_deadline is not None and on > campaign.registration_deadline


def scoreable(campaign: Campaign, candidacy: Candidacy, month: Month) -> list[Reason]:
    """G2: a monthly result needs a month of the campaign, and a registration that counts in it."""
    return [*in_campaign(campaign, month), *uncounted(candidacy, month)]


def uncounted(candidacy: Candidacy, month: Month) -> Iterator[Reason]:
    """Say why a registration does not count in a month: incomplete (S4-2), made later, of an ended unit, stopped.

    The month in which it is withdrawn still counts, as that in which a unit ends does.
    """
    facts = {"code": candidacy.code, "month": month}
    if not candidacy.is_complete:
        yield because("registration-incomplete", code=candidacy.code)
    if month < Month.of(candidacy.registered_on):
        yield because("month-before-registration", **facts, registered=candidacy.registered_on)
    if candidacy.ended_on is not None and Month.of(candidacy.ended_on) < month:
        yield because("unit-ended-before-month", **facts, ended=candidacy.ended_on)
    stop = stopping_month(candidacy.standstills, month)
    if stop is not None:
        yield because("withdrawn-before-month" if stop.is_end else "held-before-month", **facts, **stop.told)


def going_on(code: str, found: Standstills, on: date) -> Iterator[Reason]:
    """G11: a registration that was withdrawn, or is on hold, takes no step from that day on."""
    stop = stopping(found, on)
    if stop is not None:
        lasting = "registration-withdrawn" if stop.is_end else "registration-held"
        yield because("registration-was-held" if stop.is_over else lasting, code=code, on=on, **stop.told)


def in_honour(candidacy: Candidacy, on: date) -> Iterator[Reason]:
    """G11: an exemplar goes on while its registration does and one of its commendations is in force."""
    yield from going_on(candidacy.code, candidacy.standstills, on)
    stop = candidacy.revoked_on(on)
    if stop is not None:
        lasting = "commendation-revoked" if stop.is_end else "commendation-held"
        code = "commendation-was-held" if stop.is_over else lasting
        yield because(code, code=candidacy.code, on=on, **stop.told)


def in_campaign(campaign: Campaign, month: Month) -> Iterator[Reason]:
    """A month is of the campaign when it lies from launch to close."""
    if not campaign.first_month <= month <= campaign.last_month:
        facts = {"month": month, "first": campaign.first_month, "last": campaign.last_month}
        yield because("month-outside-campaign", **facts)


@dataclass(frozen=True)
class Nomination:
    """Who is put to the vote for a month, on which day, and how earlier votes of that month went for it."""

    code: str
    month: Month
    on: date
    standstills: Standstills
    is_shortlisted: bool
    reason: str | None
    is_carried: bool = False
    void: str | None = None
    voted_on: date | None = None


def in_time_to_vote(campaign: Campaign, month: Month, on: date) -> list[Reason]:
    """G3: a sitting over a month is not held before the month begins, nor before the launch."""
    if on < month.first_day:
        return [because("vote-before-month", on=on, month=month)]
    return [because("vote-before-launch", on=on, launched=campaign.launched)] if on < campaign.launched else []


def nominable(nomination: Nomination) -> list[Reason]:
    """G3: the shortlisted, others with a reason; again with a reason, never when carried, void, stopped, too early."""
    found = list(going_on(nomination.code, nomination.standstills, nomination.on))
    facts = {"code": nomination.code, "month": nomination.month}
    if nomination.void is not None:
        found.append(because("nominee-void", **facts, void=nomination.void))
    elif nomination.is_carried:
        found.append(because("nominee-already-carried", **facts))
    elif nomination.voted_on is not None and not nomination.reason:
        found.append(because("revote-needs-reason", **facts))
    elif not nomination.is_shortlisted and not nomination.reason:
        found.append(because("nominee-not-shortlisted", **facts))
    if nomination.voted_on is not None and nomination.on < nomination.voted_on:
        found.append(_too_early(nomination.on, nomination.voted_on, "vote"))
    return found


@dataclass(frozen=True)
class Decision:
    """A decision as signed: number, date, who signed and as what."""

    number: str
    on: date
    signatory: str | None
    post: str | None = None


@dataclass(frozen=True)
class Award:
    """What is to be given: praise (biểu dương), reward (khen thưởng) or both; how, and by which paper."""

    month: Month
    on: date
    praise: bool
    reward: bool
    decision: str | None
    decided_on: date | None
    is_ad_hoc: bool
    reason: str | None
    form: str | None = None


def commendable(candidacy: Candidacy, award: Award) -> list[Reason]:
    """G4 and S2-7: a carried vote of that month, or ad hoc with a reason; a reward needs number and date."""
    found = list(going_on(candidacy.code, candidacy.standstills, award.on))
    facts = {"code": candidacy.code, "month": award.month}
    if not candidacy.is_complete:
        found.append(because("registration-incomplete", code=candidacy.code))
    if award.is_ad_hoc:
        if not award.reason:
            found.append(because("ad-hoc-needs-reason", **facts))
    elif candidacy.carried_on is None:
        found.append(because("commend-needs-vote", **facts))
    elif award.on < candidacy.carried_on:
        found.append(_too_early(award.on, candidacy.carried_on, "vote"))
    if award.on < candidacy.registered_on:
        found.append(_too_early(award.on, candidacy.registered_on, "registration"))
    if award.on < award.month.first_day:
        found.append(because("commendation-before-month", on=award.on, month=award.month))
    return [*found, *_papers(award, facts)]


def _papers(award: Award, facts: Mapping[str, object]) -> Iterator[Reason]:
    if award.reward and (not award.decision or award.decided_on is None):
        yield because("reward-needs-decision", **facts)
    elif bool(award.decision) != (award.decided_on is not None):
        yield because("decision-half-said", **facts)
    if award.reward and award.decided_on is not None and award.decided_on > award.on:
        yield _too_early(award.on, award.decided_on, "decision")


def publicisable(candidacy: Candidacy, on: date) -> list[Reason]:
    """G5: only an exemplar already commended ("đã được biểu dương") and still in honour, and not before it was."""
    found = list(in_honour(candidacy, on))
    if candidacy.commended_on is None:
        found.append(because("exemplar-not-commended", code=candidacy.code))
    elif on < candidacy.commended_on:
        found.append(_too_early(on, candidacy.commended_on, "commendation"))
    return found


def learnable(candidacy: Candidacy, learner: Candidacy, on: date) -> list[Reason]:
    """G6 and G7: an exemplar in honour that was publicised enough, a learner that is someone else and counts."""
    found = list(in_honour(candidacy, on))
    if learner.code == candidacy.code:
        found.append(because("learner-is-exemplar", code=candidacy.code))
    else:
        found += going_on(learner.code, learner.standstills, on)
    if not learner.is_complete:
        found.append(because("registration-incomplete", code=learner.code))
    if on < learner.registered_on:
        found.append(_too_early(on, learner.registered_on, "registration"))
    if candidacy.commended_on is None:
        return [*found, because("exemplar-not-commended", code=candidacy.code)]
    ready = candidacy.publicised_enough_on
    if ready is None:
        facts = {"code": candidacy.code, "have": len(candidacy.publicised_on), "need": candidacy.publicise_at_least}
        found.append(because("exemplar-not-publicised", **facts))
    elif on < ready:
        found.append(_too_early(on, ready, "publicity"))
    return found


def reviewable(candidacy: Candidacy, learner: str, month: Month, on: date) -> list[Reason]:
    """G8: a learning of that pair, a month not before it, and no other review of the pair waiting for its minutes."""
    pair = pair_of(candidacy, learner)
    facts = {"learner": learner, "exemplar": candidacy.code}
    if pair is None:
        return [*in_honour(candidacy, on), _no_learning(candidacy.code, learner)]
    found = list(_both_go_on(candidacy, pair, on))
    if month < Month.of(pair.learned_on):
        found.append(because("review-month-before-learning", **facts, month=month, learned=pair.learned_on))
    if on < pair.learned_on:
        found.append(_too_early(on, pair.learned_on, "learning"))
    if Month.of(on) < month:
        found.append(because("review-before-month", **facts, month=month, on=on))
    if pair.closed_on is not None and on < pair.closed_on:
        found.append(_too_early(on, pair.closed_on, "minutes"))
    elif pair.reviewed_on is not None and on < pair.reviewed_on:
        found.append(_too_early(on, pair.reviewed_on, "review"))
    if pair.review is not None and pair.closed_on is None:
        found.append(because("review-still-open", **facts))
    return found


def closable(candidacy: Candidacy, learner: str, on: date) -> list[Reason]:
    """G10: minutes close a review that is open, and are not dated before it."""
    pair = pair_of(candidacy, learner)
    facts = {"learner": learner, "exemplar": candidacy.code}
    if pair is None:
        return [_no_learning(candidacy.code, learner)]
    if pair.reviewed_on is None:
        return [because("review-missing", **facts)]
    if pair.closed_on is not None:
        return [because("review-already-closed", **facts, on=pair.closed_on)]
    return signable(candidacy, learner, pair.reviewed_on, on)


def signable(candidacy: Candidacy, learner: str, reviewed_on: date, on: date) -> list[Reason]:
    """Minutes are not dated before the review they are of, nor when one of the pair goes on no more."""
    pair = pair_of(candidacy, learner)
    found = [] if pair is None else list(_both_go_on(candidacy, pair, on))
    return [*found, _too_early(on, reviewed_on, "review")] if on < reviewed_on else found


def recognisable(candidacy: Candidacy, learner: str, on: date) -> list[Reason]:
    """G10: a closed review that says caught up or surpassed, closed by the day of the decision.

    A pair is recognised once for a result; having surpassed may follow having caught up. A review whose recognition
    was revoked is not recognised again.
    """
    pair = pair_of(candidacy, learner)
    facts = {"learner": learner, "exemplar": candidacy.code}
    if pair is None:
        return [*in_honour(candidacy, on), _no_learning(candidacy.code, learner)]
    found = list(_both_go_on(candidacy, pair, on))
    if pair.review is None or pair.result is None or pair.reviewed_on is None:
        return [*found, because("review-missing", **facts)]
    if pair.set_aside is not None:
        code = "recognition-revoked" if pair.set_aside.is_end else "recognition-held"
        found.append(because(code, **facts, **pair.set_aside.told))
    if pair.closed_on is None:
        found.append(because("review-not-closed", **facts))
    elif on < pair.closed_on:
        found.append(_too_early(on, pair.closed_on, "minutes"))
    if pair.result is Result.FOLLOWING:
        found.append(because("review-says-following", **facts))
    if pair.recognised_as is not None and pair.result.height <= pair.recognised_as.height:
        found.append(because("already-recognised", **facts, on=pair.recognised_on, result=pair.recognised_as))
    return found


def _both_go_on(candidacy: Candidacy, pair: Learning, on: date) -> Iterator[Reason]:
    yield from in_honour(candidacy, on)
    yield from going_on(pair.learner, pair.standstills, on)


def _no_learning(exemplar: str, learner: str) -> Reason:
    if learner == exemplar:
        return because("learner-is-exemplar", code=exemplar)
    return because("learning-missing", learner=learner, exemplar=exemplar)


def _too_early(on: date, before: date, what: str) -> Reason:
    return because(f"before-{what}", on=on, before=before)

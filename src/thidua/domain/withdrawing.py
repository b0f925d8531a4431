"""When a registration may be withdrawn, a commendation or a recognition revoked, and a hold put or lifted (G11).

An end is final: one that was wrong is voided, not undone. Of a thing on hold nothing new is dated until it is lifted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.domain.candidacy import Candidacy, Commendation
from thidua.domain.standstill import Standstills, Turn, ended, held
from thidua.errors import Reason, because

# of each thing what is said when it began later, has ended, is on hold already, and is not on hold
_EARLY = {
    "registration": "before-registration",
    "commendation": "revocation-before-commendation",
    "recognition": "before-recognition",
}
_ENDED = {
    "registration": "already-withdrawn",
    "commendation": "already-revoked",
    "recognition": "recognition-already-revoked",
}
_HELD = {
    "registration": "already-held",
    "commendation": "commendation-already-held",
    "recognition": "recognition-already-held",
}
_NOT_HELD = {
    "registration": "not-held",
    "commendation": "commendation-not-held",
    "recognition": "recognition-not-held",
}


@dataclass(frozen=True)
class Paper:
    """The decision by which it is done, as far as it is said."""

    number: str | None = None
    on: date | None = None
    signatory: str | None = None
    post: str | None = None


def presentable(paper: Paper, on: date) -> list[Reason]:
    """Say what is wrong with the paper: number and date go together, and it is not dated after what it does."""
    is_said = paper.signatory is not None or paper.post is not None
    if (paper.number is None) != (paper.on is None) or (is_said and paper.number is None):
        return [because("decision-half-said")]
    is_later = paper.on is not None and on < paper.on
    return [because("before-decision", on=on, before=paper.on)] if is_later else []


def takes(found: Standstills, turn: Turn) -> bool:
    """True for what may still end, be held or be lifted."""
    if ended(found) is not None:
        return False
    return turn is Turn.ENDED or (held(found) is not None) == (turn is Turn.LIFTED)


def withdrawable(candidacy: Candidacy, turn: Turn, on: date) -> list[Reason]:
    """Say why a registration cannot be withdrawn, held or lifted on a day."""
    facts = {"code": candidacy.code}
    return list(_shut("registration", facts, [(candidacy.registered_on, candidacy.standstills)], turn, on))


def revocable(code: str, chosen: Sequence[Commendation], turn: Turn, on: date) -> list[Reason]:
    """Say why none of the chosen commendations of a registrant can be revoked, held or lifted on a day."""
    if not chosen:
        return [because("nothing-to-revoke", code=code)]
    things = [(one.given_on, one.standstills) for one in chosen]
    return list(_shut("commendation", {"code": code}, things, turn, on))


def unrecognisable(
    pair: tuple[str, str], given_on: date | None, found: Standstills, turn: Turn, on: date
) -> list[Reason]:
    """Say why the recognition of a learner beside an exemplar, given on a day, cannot be revoked, held or lifted."""
    facts = {"learner": pair[0], "exemplar": pair[1]}
    if given_on is None:
        return [because("nothing-recognised", **facts)]
    return list(_shut("recognition", facts, [(given_on, found)], turn, on))


def _shut(
    what: str, facts: Mapping[str, object], things: Sequence[tuple[date, Standstills]], turn: Turn, on: date
) -> Iterator[Reason]:
    there = [(began, found) for began, found in things if takes(found, turn)]
    if not there:
        yield _nothing(what, facts, [found for _, found in things], turn)
    for began in sorted({began for began, _ in there if on < began}):
        yield because(_EARLY[what], on=on, before=began)
    holds = [held(found) for _, found in there] if turn is Turn.LIFTED else []
    for since in sorted({hold.on for hold in holds if hold is not None and on < hold.on}):
        yield because("before-hold", on=on, before=since)


def _nothing(what: str, facts: Mapping[str, object], things: Sequence[Standstills], turn: Turn) -> Reason:
    ends = [end for end in (ended(found) for found in things) if end is not None]
    holds = [hold for hold in (held(found) for found in things) if hold is not None]
    if len(ends) == len(things):
        return because(_ENDED[what], **facts, **max(ends, key=lambda one: one.on).told)
    if turn is Turn.HELD:
        return because(_HELD[what], **facts, since=min(one.on for one in holds))
    return because(_NOT_HELD[what], **facts)

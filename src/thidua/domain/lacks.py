"""What the next step still lacks: the one thing to do next for an exemplar, or that nothing new is to come."""

from collections.abc import Iterator
from datetime import date

from thidua.domain.candidacy import Candidacy, Learning, Step
from thidua.domain.comparison import Result
from thidua.domain.standstill import Standstill, State, stopping
from thidua.errors import Reason, because

_ENDED = {State.WITHDRAWN: "stands-withdrawn", State.REVOKED: "stands-revoked"}


def next_lack(candidacy: Candidacy, day: date) -> Reason | None:
    """Say what the next step still lacks on a day, or that there is none to come; None when all five are done."""
    here = {"code": candidacy.code}
    stopped = candidacy.state_on(day)
    if stopped is not None:
        return _stopped(candidacy, *stopped)
    if not candidacy.done(Step.BUILD):
        return because("lacks-commendation", **here)
    if not candidacy.done(Step.PUBLICISE):
        have, need = len(candidacy.publicised_on), candidacy.publicise_at_least
        return because("lacks-publicity", **here, have=have, need=need)
    going_on = tuple(pair for pair in candidacy.learnings if stopping(pair.standstills, day) is None)
    if not going_on and not candidacy.done(Step.RECOGNISE):
        return because("lacks-learner", **here)
    return _pair_lack(candidacy, going_on)


def _stopped(candidacy: Candidacy, state: State, stop: Standstill) -> Reason:
    facts = {"code": candidacy.code, "since": stop.on, "ground": stop.ground.value}
    if state is not State.HELD:
        return because(_ENDED[state], **facts)
    return because("stands-held" if stop in candidacy.standstills else "stands-held-commendation", **facts)


def _pair_lack(candidacy: Candidacy, going_on: tuple[Learning, ...]) -> Reason | None:
    def first(pairs: Iterator[Learning]) -> str | None:
        return next((pair.learner for pair in pairs), None)

    facts = {"code": candidacy.code}
    held = first(p for p in going_on if p.set_aside is not None and not p.set_aside.is_end)
    if held is not None:
        return because("lacks-lifting", **facts, learner=held)
    ready = first(p for p in going_on if p.closed_on and p.set_aside is None and _is_higher(p))
    if ready is not None:
        return because("lacks-recognition", **facts, learner=ready)
    waiting = first(p for p in going_on if p.review is not None and p.closed_on is None)
    if waiting is not None:
        return because("lacks-minutes", **facts, learner=waiting)
    unreviewed = first(p for p in going_on if p.review is None or p.set_aside is not None)
    if unreviewed is not None:
        return because("lacks-review", **facts, learner=unreviewed)
    return None if candidacy.done(Step.RECOGNISE) else because("lacks-catching-up", **facts)


def _is_higher(pair: Learning) -> bool:
    known = Result.FOLLOWING if pair.recognised_as is None else pair.recognised_as
    return pair.result is not None and pair.result.height > known.height

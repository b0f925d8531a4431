"""What an officer may do at any time, in any order, wisely or not: the rules of a state machine.

An act is a verb with its arguments, made up from random numbers; model and office have a method of that name. Further
verbs are further functions in a module of their own, with a model and an office that know them, as ``corrections`` is.
"""

from collections.abc import Callable
from random import Random
from typing import Any, ClassVar, NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from reliability.model import DONE, Model, Vote
from reliability.office import STAGES, Office, Offices


class Act(NamedTuple):
    """One verb and its arguments."""

    verb: str
    arguments: tuple[Any, ...]
    options: dict[str, Any]

    def by(self, doer: Any) -> Any:
        """Let a model or an office do it."""
        return getattr(doer, self.verb)(*self.arguments, **self.options)


CODES = ("R1", "R2", "R3", "R4")
PAIRS = (("R2", "R1"), ("R3", "R1"), ("R1", "R2"), ("R2", "R3"), ("R1", "R1"), ("R4", "R1"))
MONTHS = ("2024-03", "2024-03", "2024-06", "2024-06", "2024-04", "2024-12", "2025-01")
DAYS = ("2024-03-05", "2024-04-10", "2024-05-10", "2024-06-20", "2024-07-05", "2024-07-10", "2024-12-20")
VOTES = (
    Vote(),
    Vote(),
    Vote(),
    Vote(yes=3, no=2),
    Vote(yes=2, no=3),
    Vote(present=2, valid=2, yes=2),
    Vote(present=6),
    Vote(valid=4, yes=4, no=1),
)


def _why(random: Random) -> dict[str, bool]:
    return {"reason": random.random() < 0.6}


def register(random: Random) -> Act:
    on = random.choice(("2024-02-05", "2024-02-05", "2024-05-10", "2024-12-31", "2024-01-31"))
    units = (*"1234", "9")
    said = (random.choice(CODES), random.choice(units), on, random.choice(("rice", "roads")))
    return Act("register", said, {"is_complete": random.random() < 0.8})


def supplement(random: Random) -> Act:
    said = (random.choice(CODES), random.choice(("rice", "roads")))
    return Act("supplement", said, {"is_complete": random.random() < 0.7, **_why(random)})


def score(random: Random) -> Act:
    value = random.choice(("0", "20", "30", "35", "40", "50", "60", "61", "-1", "x", ""))
    line = random.choice(("fields", "fields", "fields", "roads", "roads", "bridges"))
    return Act("score", (random.choice(CODES), line, random.choice(MONTHS), value), _why(random))


def evaluate(random: Random) -> Act:
    return Act("evaluate", (random.choice(MONTHS),), {})


def vote(random: Random) -> Act:
    said = (random.choice(CODES), random.choice(MONTHS), random.choice(DAYS), random.choice(VOTES))
    return Act("vote", said, _why(random))


def commend(random: Random) -> Act:
    said = (random.choice(CODES), random.choice(MONTHS), random.choice(DAYS))
    return Act("commend", said, {"is_ad_hoc": random.random() < 0.3, **_why(random)})


def publicise(random: Random) -> Act:
    return Act("publicise", (random.choice(CODES), random.choice(DAYS), random.choice(("radio", "film"))), {})


def learn(random: Random) -> Act:
    return Act("learn", (*random.choice(PAIRS), random.choice(DAYS), random.choice(("visit", "talk"))), {})


def review(random: Random) -> Act:
    claim = random.choice((None, None, None, "following", "caught-up", "surpassed"))
    minutes_on = random.choice((None, *DAYS))
    said = (random.choice(PAIRS), random.choice(MONTHS), random.choice(DAYS), random.choice(VOTES), claim, minutes_on)
    return Act("review", said, {})


def close_review(random: Random) -> Act:
    return Act("close_review", (random.choice(PAIRS), random.choice(DAYS)), {})


def recognise(random: Random) -> Act:
    return Act("recognise", (random.choice(PAIRS), random.choice(("1/QĐ", "2/QĐ", "3/QĐ")), random.choice(DAYS)), {})


Verb = Callable[[Random], Act]
STEPS: tuple[Verb, ...] = (
    register,
    supplement,
    score,
    score,
    evaluate,
    vote,
    commend,
    publicise,
    learn,
    review,
    close_review,
    recognise,
)
_WISE, _TRIES = 0.7, 15


def wisely(verb: Verb, model: Model, random: Random) -> Act:
    """Make up an act of a verb that changes something, if one is found; wholly random acts are mostly refused."""
    for _ in range(_TRIES):
        act, trial = verb(random), model.copied()
        if act.by(trial) == DONE and trial != model:
            break
    return act


class Machine(RuleBasedStateMachine):
    """An office in which acts of these verbs are done, and all that follows from them is compared at the end."""

    offices: ClassVar[Offices]
    verbs: ClassVar[tuple[Verb, ...]] = STEPS
    office: Office

    @initialize(stage=st.sampled_from(STAGES))
    def begin(self, stage: str) -> None:
        self.office = self.offices.open(stage)

    # one number makes up a whole act: drawn part by part, a run of 25 hardly leaves what was drawn before
    @rule(chance=st.integers(0, 2**32))
    def act(self, chance: int) -> None:
        random = Random(chance)
        verb = random.choice(self.verbs)
        act = wisely(verb, self.office.model, random) if random.random() < _WISE else verb(random)
        self.office.remember()
        act.by(self.office)

    def teardown(self) -> None:
        if hasattr(self, "office"):
            self.office.agrees()
            self.office.leave()

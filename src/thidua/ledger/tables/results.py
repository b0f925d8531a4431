"""The monthly results: scores as reported, evaluations, standings, sittings and ballots."""

from sqlalchemy import CheckConstraint, Text
from sqlmodel import SQLModel

from thidua.ledger.tables.columns import CLUSTERED, STRICT, key, of, words


class Score(SQLModel, table=True):
    """What was reported for a line of a month at a stage, and its points under the ruleset it was valued by.

    A correction appends two rows: one with ``turn`` -1 and the old points negated, one with ``turn`` +1. So a plain
    sum over the rows is the sum over what is in force (measured: 1.4 times one row a line; finding the latest, 1.9).
    Clustered month first: loading month 12 then costs what month 1 did.
    """

    __table_args__ = (
        CheckConstraint("stage IN (1, 2, 3)"),
        CheckConstraint("turn IN (-1, 1)"),
        CheckConstraint("met IN (0, turn)"),
        CLUSTERED,
    )
    month: int = key()
    registration: int = key(foreign_key="registration.id")
    criterion: int = key(foreign_key="criterion.id")
    stage: int = key()
    entry: int = key(foreign_key="entry.seq")
    turn: int = key()
    reported: str = words()
    points: int
    met: int
    ruleset: int = of("ruleset.id")
    reason: str | None = words(default=None)
    note: str | None = words(default=None)


class MonthRuleset(SQLModel, table=True):
    """That a month was scored again under a version of the campaign, and is evaluated under it from then on."""

    __tablename__ = "month_ruleset"
    __table_args__ = (CLUSTERED,)
    campaign: int = key(foreign_key="campaign.id")
    month: int = key()
    entry: int = key(foreign_key="entry.seq")
    ruleset: int = of("ruleset.id")


class Evaluation(SQLModel, table=True):
    """One evaluation of a month, or of the months from ``first`` to ``month``: under which ruleset, having seen what.

    ``stage`` is the one asked for, 0 for the highest present of each line; ``upto`` the last entry it saw.
    """

    __table_args__ = (CheckConstraint("first <= month"), CheckConstraint("stage IN (0, 1, 2, 3)"), STRICT)
    id: int = key()
    entry: int = of("entry.seq")
    campaign: int = of("campaign.id")
    first: int
    month: int
    number: int
    ruleset: int = of("ruleset.id")
    stage: int
    upto: int
    digest: str = words()


class EvaluationPart(SQLModel, table=True):
    """Which evaluation of a month a longer period was summed up from."""

    __tablename__ = "evaluation_part"
    __table_args__ = (CLUSTERED,)
    evaluation: int = key(foreign_key="evaluation.id")
    month: int = key()
    entry: int = of("entry.seq")
    part: int = of("evaluation.id")


class StandingRow(SQLModel, table=True):
    """What an evaluation made of a registrant: evidence of what was put to the vote.

    ``earned`` is the grade before quotas, ``held`` why it is not the one given; ``void`` why there is none at all.
    ``scored`` counts lines, of a longer period months; ``by_self``, ``by_appraised``, ``by_agreed`` the lines used at
    each stage.
    """

    __tablename__ = "standing"
    __table_args__ = (
        CheckConstraint("shortlisted IN (0, 1)"),
        CheckConstraint("held IN ('quota', 'tie')"),
        CheckConstraint("void IS NULL OR (grade IS NULL AND rank IS NULL)"),
        CLUSTERED,
    )
    evaluation: int = key(foreign_key="evaluation.id")
    registration: int = key(foreign_key="registration.id")
    entry: int = of("entry.seq")
    cluster: str | None = words(default=None)
    total: int
    minus: int
    plus: int
    due: int
    scored: int
    by_self: int
    by_appraised: int
    by_agreed: int
    void: str | None = words(default=None)
    earned: str | None = words(default=None)
    grade: str | None = words(default=None)
    held: str | None = words(default=None)
    rank: int | None = None
    shortlisted: int


class StandingPillar(SQLModel, table=True):
    """A registrant's points under one pillar; a line with two labels is shown under both and counted once."""

    __tablename__ = "standing_pillar"
    __table_args__ = (CLUSTERED,)
    evaluation: int = key(foreign_key="evaluation.id")
    registration: int = key(foreign_key="registration.id")
    pillar: str = key(sa_type=Text)
    entry: int = of("entry.seq")
    points: int


class StandingGroup(SQLModel, table=True):
    """A registrant's points of one group, its caps and its weight applied."""

    __tablename__ = "standing_group"
    __table_args__ = (CLUSTERED,)
    evaluation: int = key(foreign_key="evaluation.id")
    registration: int = key(foreign_key="registration.id")
    code: str = key(sa_type=Text)
    entry: int = of("entry.seq")
    points: int


class StandingMissing(SQLModel, table=True):
    """A line that was due and not scored."""

    __tablename__ = "standing_missing"
    __table_args__ = (CLUSTERED,)
    evaluation: int = key(foreign_key="evaluation.id")
    registration: int = key(foreign_key="registration.id")
    criterion: int = key(foreign_key="criterion.id")
    entry: int = of("entry.seq")


class StandingGate(SQLModel, table=True):
    """A line that is a gate of some grade: whether it was met, and whether it shut a better grade."""

    __tablename__ = "standing_gate"
    __table_args__ = (CheckConstraint("met IN (0, 1)"), CheckConstraint("shut IN (0, 1)"), CLUSTERED)
    evaluation: int = key(foreign_key="evaluation.id")
    registration: int = key(foreign_key="registration.id")
    criterion: int = key(foreign_key="criterion.id")
    entry: int = of("entry.seq")
    met: int
    shut: int


class StandingMonth(SQLModel, table=True):
    """A month that counts in a registrant's longer period, and its total; a month that is not here is missing."""

    __tablename__ = "standing_month"
    __table_args__ = (CLUSTERED,)
    evaluation: int = key(foreign_key="evaluation.id")
    registration: int = key(foreign_key="registration.id")
    month: int = key()
    entry: int = of("entry.seq")
    total: int


class SittingRow(SQLModel, table=True):
    """One sitting of a voting body, in counts; who voted how is stored nowhere."""

    __tablename__ = "sitting"
    __table_args__ = (
        CheckConstraint("returned <= issued AND issued <= eligible AND valid <= returned AND eligible <= members"),
        STRICT,
    )
    id: int = key()
    entry: int = of("entry.seq")
    evaluation: int = of("evaluation.id")
    held_on: str = words()
    members: int
    eligible: int
    present: int
    recused: int
    issued: int
    returned: int
    valid: int
    chair: int | None = None
    quorate: int


class Ballot(SQLModel, table=True):
    """Votes for and against one nominee at a sitting."""

    __table_args__ = (CheckConstraint("yes >= 0 AND no >= 0"), CLUSTERED)
    sitting: int = key(foreign_key="sitting.id")
    registration: int = key(foreign_key="registration.id")
    entry: int = of("entry.seq")
    yes: int
    no: int
    base: int
    carried: int
    reason: str | None = words(default=None)

"""The monthly results: scores as reported, evaluations, standings, sittings and ballots."""

from sqlalchemy import CheckConstraint, Text
from sqlmodel import SQLModel

from thidua.ledger.tables.columns import CLUSTERED, STRICT, key, of, words


class Score(SQLModel, table=True):
    """What was reported for a line of a month, and its points.

    A correction appends two rows: one with ``turn`` -1 and the old points negated, one with ``turn`` +1. So a plain
    sum over the rows is the sum over what is in force (measured: 1.4 times one row a line; finding the latest, 1.9).
    Clustered month first: loading month 12 then costs what month 1 did.
    """

    __table_args__ = (CheckConstraint("turn IN (-1, 1)"), CheckConstraint("points * turn >= 0"), CLUSTERED)
    month: int = key()
    registration: int = key(foreign_key="registration.id")
    criterion: int = key(foreign_key="criterion.id")
    entry: int = key(foreign_key="entry.seq")
    turn: int = key()
    reported: str = words()
    points: int
    ruleset: int = of("ruleset.id")
    note: str | None = words(default=None)


class Evaluation(SQLModel, table=True):
    """One evaluation of a month: under which ruleset, having seen which entries, with which result."""

    __table_args__ = (STRICT,)
    id: int = key()
    entry: int = of("entry.seq")
    campaign: int = of("campaign.id")
    month: int
    number: int
    ruleset: int = of("ruleset.id")
    upto: int
    digest: str = words()


class StandingRow(SQLModel, table=True):
    """What an evaluation made of a registrant: evidence of what was put to the vote."""

    __tablename__ = "standing"
    __table_args__ = (CheckConstraint("shortlisted IN (0, 1)"), CLUSTERED)
    evaluation: int = key(foreign_key="evaluation.id")
    registration: int = key(foreign_key="registration.id")
    entry: int = of("entry.seq")
    cluster: str | None = words(default=None)
    total: int
    due: int
    scored: int
    grade: str | None = words(default=None)
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


class StandingMissing(SQLModel, table=True):
    """A line that was due and not scored."""

    __tablename__ = "standing_missing"
    __table_args__ = (CLUSTERED,)
    evaluation: int = key(foreign_key="evaluation.id")
    registration: int = key(foreign_key="registration.id")
    criterion: int = key(foreign_key="criterion.id")
    entry: int = of("entry.seq")


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

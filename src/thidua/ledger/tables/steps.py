"""The five steps: decisions, commendations, publicity, learning, reviews, recognitions; and what ended them."""

from sqlalchemy import CheckConstraint
from sqlmodel import SQLModel

from thidua.ledger.tables.columns import STRICT, alone, key, of, words


class DecisionRow(SQLModel, table=True):
    """A signed paper: number, date, signatory."""

    __tablename__ = "decision"
    __table_args__ = (alone("decision_by_number", "campaign", "number"), STRICT)
    id: int = key()
    entry: int = of("entry.seq")
    campaign: int = of("campaign.id")
    number: str = words()
    decided_on: str = words()
    signatory: int | None = of("person.id", default=None)


class Commendation(SQLModel, table=True):
    """Praise (biểu dương) or reward (khen thưởng): two different records."""

    __table_args__ = (
        CheckConstraint("kind IN ('praise', 'reward')"),
        CheckConstraint("kind = 'praise' OR decision IS NOT NULL"),
        alone("one_commendation", "registration", "month", "kind"),
        STRICT,
    )
    id: int = key()
    entry: int = of("entry.seq")
    registration: int = of("registration.id")
    kind: str = words()
    month: int
    given_on: str = words()
    evaluation: int | None = of("evaluation.id", default=None)
    sitting: int | None = of("sitting.id", default=None)
    decision: int | None = of("decision.id", default=None)
    form: str | None = words(default=None)
    ad_hoc: int
    reason: str | None = words(default=None)


class Publicity(SQLModel, table=True):
    """One act of publicising an exemplar."""

    __table_args__ = (STRICT,)
    id: int = key()
    entry: int = of("entry.seq")
    registration: int = of("registration.id")
    done_on: str = words()
    channel: str = words()
    place: str | None = words(default=None)
    reach: int | None = None
    link: str | None = words(default=None)


class LearningRow(SQLModel, table=True):
    """One occasion of learning from an exemplar."""

    __tablename__ = "learning"
    __table_args__ = (CheckConstraint("learner <> exemplar"), STRICT)
    id: int = key()
    entry: int = of("entry.seq")
    learner: int = of("registration.id")
    exemplar: int = of("registration.id")
    done_on: str = words()
    form: str = words()
    participants: int | None = None
    applied: str | None = words(default=None)


class Review(SQLModel, table=True):
    """A review of one pair: both figures, the ceiling they set, and what the body found."""

    __table_args__ = (CheckConstraint("learner <> exemplar"), STRICT)
    id: int = key()
    entry: int = of("entry.seq")
    learner: int = of("registration.id")
    exemplar: int = of("registration.id")
    month: int
    held_on: str = words()
    by: str = words()
    learner_evaluation: int = of("evaluation.id")
    exemplar_evaluation: int = of("evaluation.id")
    learner_points: int
    exemplar_points: int
    bound: int | None = None
    ceiling: str = words()
    claim: str = words()
    result: str = words()
    sitting: int = of("sitting.id")


class ReviewMinutes(SQLModel, table=True):
    """The minutes that close a review."""

    __tablename__ = "review_minutes"
    __table_args__ = (alone("one_closing", "review"), STRICT)
    review: int = key(foreign_key="review.id")
    entry: int = key(foreign_key="entry.seq")
    number: str = words()
    signed_on: str = words()


class Recognition(SQLModel, table=True):
    """The decision by which a closed review is recognised; once for a review."""

    __table_args__ = (alone("one_recognition", "review"), STRICT)
    review: int = key(foreign_key="review.id")
    entry: int = key(foreign_key="entry.seq")
    decision: int = of("decision.id")


class Withdrawal(SQLModel, table=True):
    """That a registration, a commendation or the recognition of a review ended, is on hold, or goes on again (G11).

    The registration is always named; with ``commendation`` or ``review`` it is of that alone.
    """

    __table_args__ = (
        CheckConstraint("state IN ('ended', 'held', 'lifted')"),
        CheckConstraint("commendation IS NULL OR review IS NULL"),
        STRICT,
    )
    id: int = key()
    entry: int = of("entry.seq")
    registration: int = of("registration.id", index=True)
    commendation: int | None = of("commendation.id", default=None)
    review: int | None = of("review.id", default=None)
    state: str = words()
    ground: str = words()
    happened_on: str = words()
    decision: int | None = of("decision.id", default=None)

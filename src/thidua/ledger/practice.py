"""What exemplars and learners do: publicity, learning, reviews and the minutes that close them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select, text

from thidua.domain.comparison import Result
from thidua.domain.month import Month
from thidua.domain.points import Points
from thidua.ledger.clauses import table_of
from thidua.ledger.database import statement
from thidua.ledger.named import LearningRow, Publicity, Review, ReviewMinutes
from thidua.ledger.recording import Recording


@dataclass(frozen=True)
class PublicityAct:
    """One act of publicising: when, through what, where, to how many, and where to see it."""

    registration: int
    done_on: date
    channel: str
    place: str | None
    reach: int | None
    link: str | None


def add_publicity(record: Recording, act: PublicityAct) -> None:
    """Append an act of publicising."""
    record.add(
        Publicity,
        registration=act.registration,
        done_on=act.done_on.isoformat(),
        channel=act.channel,
        place=act.place,
        reach=act.reach,
        link=act.link,
    )


def publicities(connection: Connection, registration: int | None = None) -> list[PublicityAct]:
    """List acts of publicising one exemplar, or all, oldest first."""
    table = table_of(Publicity)
    query = select(table).order_by(table.c.done_on, table.c.id)
    if registration is not None:
        query = query.where(table.c.registration == registration)
    return [
        PublicityAct(row.registration, date.fromisoformat(row.done_on), row.channel, row.place, row.reach, row.link)
        for row in connection.execute(query)
    ]


@dataclass(frozen=True)
class LearningAct:
    """One occasion of learning: who from whom, when, in what form, how many, and what will be applied."""

    learner: int
    exemplar: int
    done_on: date
    form: str
    participants: int | None
    applied: str | None


def add_learning(record: Recording, act: LearningAct) -> None:
    """Append an occasion of learning."""
    record.add(
        LearningRow,
        learner=act.learner,
        exemplar=act.exemplar,
        done_on=act.done_on.isoformat(),
        form=act.form,
        participants=act.participants,
        applied=act.applied,
    )


def learnings(connection: Connection) -> list[LearningAct]:
    """List every occasion of learning, oldest first."""
    table = table_of(LearningRow)
    query = select(table).order_by(table.c.done_on, table.c.id)
    return [
        LearningAct(row.learner, row.exemplar, date.fromisoformat(row.done_on), row.form, row.participants, row.applied)
        for row in connection.execute(query)
    ]


@dataclass(frozen=True)
class NewReview:
    """A review ready to be stored: figures, ceiling, claim and finding."""

    learner: int
    exemplar: int
    month: Month
    held_on: date
    by: str
    learner_evaluation: int
    exemplar_evaluation: int
    learner_points: Points
    exemplar_points: Points
    bound: Points | None
    ceiling: Result
    claim: Result
    result: Result
    sitting: int


def add_review(record: Recording, new: NewReview) -> int:
    """Append a review."""
    return record.add(
        Review,
        learner=new.learner,
        exemplar=new.exemplar,
        month=new.month.ordinal,
        held_on=new.held_on.isoformat(),
        by=new.by,
        learner_evaluation=new.learner_evaluation,
        exemplar_evaluation=new.exemplar_evaluation,
        learner_points=new.learner_points.hundredths,
        exemplar_points=new.exemplar_points.hundredths,
        bound=None if new.bound is None else new.bound.hundredths,
        ceiling=new.ceiling.value,
        claim=new.claim.value,
        result=new.result.value,
        sitting=new.sitting,
    )


def add_minutes(record: Recording, review: int, *, number: str, signed_on: date) -> None:
    """Append the minutes that close a review."""
    record.add(ReviewMinutes, review=review, number=number, signed_on=signed_on.isoformat())


@dataclass(frozen=True)
class StoredReview:
    """A review with its votes, its minutes and its recognition, as far as there are any."""

    id: int
    learner: int
    exemplar: int
    month: Month
    held_on: date
    by: str
    learner_points: Points
    exemplar_points: Points
    bound: Points | None
    result: Result
    yes: int
    base: int
    minutes: str | None
    closed_on: date | None
    decision: str | None
    recognised_on: date | None


def reviews(connection: Connection, campaign: int) -> list[StoredReview]:
    """List the reviews of a campaign, oldest first."""
    rows = connection.execute(text(statement("reviews")), {"campaign": campaign})
    return [
        StoredReview(
            row.id,
            row.learner,
            row.exemplar,
            Month(row.month),
            date.fromisoformat(row.held_on),
            row.by,
            Points(row.learner_points),
            Points(row.exemplar_points),
            None if row.bound is None else Points(row.bound),
            Result(row.result),
            row.yes,
            row.base,
            row.minutes,
            _day(row.closed_on),
            row.decision,
            _day(row.recognised_on),
        )
        for row in rows
    ]


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)

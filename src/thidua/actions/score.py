"""Recording monthly results: one, or a file of them."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from thidua.actions.batch import Source, in_order, read_batch
from thidua.actions.entering import Desk
from thidua.actions.receipts import Imported
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.points import Points
from thidua.errors import InputRefused
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.journal import recording
from thidua.ledger.recording import Recording
from thidua.ledger.scores import add_scores
from thidua.read import scores as reader
from thidua.read.scores import ScoreRow


@dataclass(frozen=True)
class Scored:
    """A result was recorded; ``before`` is what it supersedes, ``is_new`` false when just this was recorded already."""

    registration: str
    criterion: str
    month: Month
    points: Points
    maximum: Points
    before: Points | None
    is_new: bool
    entry: int | None


def score(db: Path, row: ScoreRow, *, reason: str | None, occasion: Occasion) -> Scored:
    """Record one result; another value for a line already scored needs a reason, and supersedes it."""
    with recording(db, occasion, "score") as record:
        desk = _desk(record, occasion, reason, only=row.registration)
        one = desk.take_one(row)
        if one.is_new:
            add_scores(record, [one.score])
        record.campaign = desk.campaign_of(row.month).code
        record.summary = f"score {one.registration} {one.criterion.code} {row.month}: {one.score.points}"
        record.reason = reason
        return Scored(
            one.registration,
            one.criterion.code,
            row.month,
            one.score.points,
            one.criterion.points,
            one.before,
            one.is_new,
            record.seq if one.is_new else None,
        )


def import_scores(db: Path, source: Source, *, month: Month | None, reason: str | None, occasion: Occasion) -> Imported:
    """Record a file of results, all or none; with a reason, values that differ supersede what is in force."""
    batch = read_batch(source, reader.COLUMNS, partial(reader.parse, month=month))
    with recording(db, occasion, "import scores") as record:
        desk = _desk(record, occasion, reason)
        desk.take(batch.values, file=source.name)
        if batch.problems:
            raise InputRefused(in_order([*batch.problems, *desk.tally.problems]))
        desk.refuse_all_if_any()
        add_scores(record, [one.score for one in desk.entered])
        if desk.entered:
            record.campaign = desk.campaign_of(desk.entered[0].score.month).code
        record.summary = f"import scores: {len(desk.entered)} rows"
        record.reason = reason
        return desk.tally.receipt("scores", entry=record.seq if desk.entered else None)


def _desk(record: Recording, occasion: Occasion, reason: str | None, *, only: str | None = None) -> Desk:
    number = campaign_number(record.connection, occasion.campaign)
    return Desk(record, number, may_supersede=reason is not None, only=only)

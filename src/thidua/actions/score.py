"""Recording monthly results: one, or a file of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from thidua.actions.batch import Manual
from thidua.actions.entering import Desk
from thidua.actions.importing import Kind, Terms, import_rows
from thidua.actions.receipts import Imported, Tally
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.points import Points
from thidua.domain.stages import Stage
from thidua.errors import Reason
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.journal import recording
from thidua.ledger.recording import Recording
from thidua.ledger.scores import add_scores
from thidua.read import scores as reader
from thidua.read.scores import ScoreRow
from thidua.read.source import Source


@dataclass(frozen=True)
class Scored:
    """A result was recorded; ``before`` is what it supersedes, ``is_new`` false when just this was recorded already.

    ``points`` is None when a result was taken back, ``maximum`` when the rule has no end.
    """

    registration: str
    criterion: str
    month: Month
    stage: str
    reported: str | None
    points: Points | None
    maximum: Points | None
    before: Points | None
    is_new: bool
    entry: int | None
    notes: tuple[Reason, ...]


def score(db: Path, row: ScoreRow, *, reason: str | None, occasion: Occasion) -> Scored:
    """Record one result; another value for a line already scored needs a reason, and supersedes it."""
    with recording(db, occasion, "score") as record:
        desk = _desk(record, occasion, may_supersede=reason is not None, only=row.registration)
        one = desk.take_one(row)
        if one.is_new:
            add_scores(record, [one.score])
        value = one.score.value
        record.campaign = desk.campaign_of(row.month).code
        told = f"{one.registration} {one.criterion.code} {row.month} {row.stage.word}"
        record.summary = f"score {told}: {'–' if value is None else value.points}"
        record.reason = reason
        return Scored(
            one.registration,
            one.criterion.code,
            row.month,
            row.stage.word,
            None if value is None else value.reported,
            None if value is None else value.points,
            one.criterion.most,
            None if one.before is None else one.before.points,
            one.is_new,
            record.seq if one.is_new else None,
            tuple(desk.tally.notes),
        )


@dataclass(frozen=True)
class Every:
    """What all rows of a file are, unless each says its own; ``supersedes`` lets values that differ replace others."""

    month: Month | None = None
    stage: Stage | None = None
    supersedes: bool = False


def import_scores(db: Path, sources: Sequence[Source], every: Every, terms: Terms, *, occasion: Occasion) -> Imported:
    """Record files of results; values that differ supersede what is in force only when told to."""
    parse = partial(reader.parse, month=every.month, stage=every.stage, reason=terms.reason)

    def take(record: Recording, rows: list[ScoreRow], tally: Tally) -> None:
        desk = _desk(record, occasion, may_supersede=every.supersedes, tally=tally)
        desk.take(rows)
        tally.stored = len(desk.entered)
        add_scores(record, [one.score for one in desk.entered])
        if desk.entered:
            record.campaign = desk.campaign_of(desk.entered[0].score.month).code
        months = ", ".join(str(month) for month in sorted({one.score.month for one in desk.entered}))
        record.summary = f"import scores {months}: {len(desk.entered)} rows"

    kind = Kind("scores", Manual(reader.LAYOUT, parse), take)
    return import_rows(db, sources, kind, terms, occasion=occasion)


def _desk(
    record: Recording, occasion: Occasion, *, may_supersede: bool, tally: Tally | None = None, only: str | None = None
) -> Desk:
    number = campaign_number(record.connection, occasion.campaign)
    return Desk(record, number, may_supersede=may_supersede, tally=tally or Tally(), only=only)

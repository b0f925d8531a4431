"""Recording monthly results: one, or files of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from thidua.actions.comparing_scores import Permit
from thidua.actions.entering import entered
from thidua.actions.ground import Ground
from thidua.actions.importing import Terms, receipt, settled
from thidua.actions.memory import uncollected
from thidua.actions.packing import Packing, Told
from thidua.actions.receipts import Imported, Tally
from thidua.actions.scoring_files import Storing
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.points import Points
from thidua.domain.stages import Stage
from thidua.errors import Reason
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.database import Connection
from thidua.ledger.journal import is_by_hand, last_entry, recording
from thidua.ledger.recording import Recording
from thidua.ledger.scores import add_scores
from thidua.ledger.sight import seeing
from thidua.read.scores import Given, ScoreRow
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
        number = campaign_number(record.connection, occasion.campaign)
        ground = Ground(record.connection, occasion, number, only=row.registration)
        one = entered(record.connection, ground, row, may_supersede=reason is not None)
        if one.is_new:
            add_scores(record, [one.score])
        value, judged = one.score.value, one.judged
        record.campaign = ground.campaign_of(row.month).code
        told = f"{judged.who.code} {judged.line.code} {row.month} {row.stage.word}"
        record.summary = f"score {told}: {'–' if value is None else value.points}"
        record.reason = reason
        return Scored(
            judged.who.code,
            judged.line.code,
            row.month,
            row.stage.word,
            None if value is None else value.reported,
            None if value is None else value.points,
            judged.line.most,
            None if one.before is None else one.before.points,
            one.is_new,
            record.seq if one.is_new else None,
            judged.doubts,
        )


@dataclass(frozen=True)
class Every:
    """What all rows of a file are, unless each says its own; ``supersedes`` lets values that differ replace others."""

    month: Month | None = None
    stage: Stage | None = None
    supersedes: bool = False


def import_scores(
    db: Path,
    sources: Sequence[Source],
    every: Every,
    terms: Terms,
    *,
    occasion: Occasion,
    told: Told = lambda _read, _stored: None,
) -> Imported:
    """Record files of results; values that differ supersede what is in force only when told to.

    The files are read and judged before the ledger is held; should it be written to meanwhile, once more while it is.
    ``told`` is called with so many more rows read, and so many more stored.
    """
    given = Given(every.month, every.stage, terms.reason)

    def packed(connection: Connection) -> tuple[int, Packing, Ground]:
        ground = Ground(connection, occasion, campaign_number(connection, occasion.campaign))
        packing = Packing(ground, sources, given, told)
        packing.read()
        return last_entry(connection), packing, ground

    def storing(connection: Connection, packing: Packing, ground: Ground) -> Storing:
        hands: dict[int, bool] = {}

        def by_hand(entry: int) -> bool:
            if entry not in hands:
                hands[entry] = is_by_hand(connection, entry)
            return hands[entry]

        return Storing(connection, packing, ground.campaign, Permit(every.supersedes, by_hand))

    with uncollected(), seeing(db, occasion) as sight:
        head, packing, ground = packed(sight.connection)
        tally = _refused(packing, terms)
        if tally.problems and (not terms.accepts_valid or any(one.is_end for one in packing.refused)):
            storing(sight.connection, packing, ground).look(tally)
            raise tally.refusal()

    def take(record: Recording) -> tuple[Imported, Tally]:
        read, own = packing, ground
        if head != record.seq - 1:
            _, read, own = packed(record.connection)
        own.go_on_with(record.connection)
        tally = _refused(read, terms)
        store = storing(record.connection, read, own)
        store.store(record, tally)
        record.reason = terms.reason
        months = [Month(month) for month in sorted(store.months)]
        if months:
            record.campaign = own.campaign_of(months[0]).code
        record.summary = f"import scores {', '.join(map(str, months))}: {tally.stored} rows"
        tally.notes += read.notes
        return receipt("scores", read.rows, tally, record), tally

    with uncollected():
        return settled(db, "scores", take, terms, occasion=occasion, are_keys_known=True)


def _refused(packing: Packing, terms: Terms) -> Tally:
    tally = terms.tally()
    for one in packing.refused:
        tally.refuse(one.error, None)
    return tally

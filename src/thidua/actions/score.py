"""Recording monthly results: one, or files of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from thidua.actions.comparing_scores import Permit
from thidua.actions.entering import entered
from thidua.actions.ground import Ground
from thidua.actions.importing import Terms, concluded, receipt
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
from thidua.ledger.journal import is_by_hand, recording
from thidua.ledger.recording import Recording
from thidua.ledger.scores import add_scores
from thidua.ledger.sight import glimpsing
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

    The files are read and judged while others go on writing; should anything be written meanwhile, once more while the
    ledger is held.
    ``told`` is called with so many more rows read, and so many more stored.
    """
    order = _Order(sources, every, terms, occasion, told)
    with uncollected():
        with glimpsing(db, wait=occasion.wait) as (connection, end):
            ready = _Ready(connection, order)
            ready.refuse()

        def take(record: Recording) -> tuple[Imported, Tally]:
            is_current = end == (record.seq - 1, record.prev)
            return (ready if is_current else _Ready(record.connection, order)).store(record)

        return concluded(db, "scores", take, terms, occasion=occasion, are_keys_known=True)


@dataclass(frozen=True)
class _Order:
    """What is to be stored, on what terms, by whom."""

    sources: Sequence[Source]
    every: Every
    terms: Terms
    occasion: Occasion
    told: Told


class _Ready:
    """Files of results read and judged beside a ledger."""

    def __init__(self, connection: Connection, order: _Order) -> None:
        self._connection = connection
        self._every, self._terms = order.every, order.terms
        self._ground = Ground(connection, order.occasion, campaign_number(connection, order.occasion.campaign))
        given = Given(order.every.month, order.every.stage, order.terms.reason)
        self._packing = Packing(self._ground, order.sources, given, order.told)
        self._packing.read()

    def refuse(self) -> None:
        """Refuse, with every reason there is, what need not wait for the ledger to be held."""
        tally = self._tally()
        is_cut = any(one.is_end for one in self._packing.refused)
        if tally.problems and (is_cut or not self._terms.accepts_valid):
            self._storing(self._connection).look(tally)
            raise tally.refusal()

    def store(self, record: Recording) -> tuple[Imported, Tally]:
        """Append what is new, and give the receipt."""
        self._ground.go_on_with(record.connection)
        tally, storing = self._tally(), self._storing(record.connection)
        storing.store(record, tally)
        record.reason = self._terms.reason
        months = [Month(month) for month in sorted(storing.months)]
        if months:
            record.campaign = self._ground.campaign_of(months[0]).code
        record.summary = f"import scores {', '.join(map(str, months))}: {tally.stored} rows"
        tally.notes += self._packing.notes
        return receipt("scores", self._packing.rows, tally, record), tally

    def _tally(self) -> Tally:
        tally = self._terms.tally()
        for one in self._packing.refused:
            tally.refuse_all(one.problems, is_by_rule=one.is_by_rule)
        return tally

    def _storing(self, connection: Connection) -> Storing:
        known: dict[int, bool] = {}

        def by_hand(entry: int) -> bool:
            if entry not in known:
                known[entry] = is_by_hand(connection, entry)
            return known[entry]

        return Storing(connection, self._packing, self._ground.campaign, Permit(self._every.supersedes, by_hand))

"""Storing files of rows in one entry: all of them or, when any row is wrong, nothing, unless the good are wanted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from thidua.actions.batch import Kind, read_batch
from thidua.actions.receipts import FileRead, Imported, Tally
from thidua.domain.occasion import Occasion
from thidua.ledger.journal import recording
from thidua.ledger.recording import Recording
from thidua.read.source import Source

T = TypeVar("T")
_OUTCOMES = ("created", "unchanged", "superseded")


@dataclass(frozen=True)
class Terms:
    """On what terms files are stored: with ``accepts_valid`` good rows though others are refused; a trial stores none.

    ``reason`` is why, for rows that give no reason of their own.
    """

    accepts_valid: bool = False
    is_trial: bool = False
    reason: str | None = None

    def tally(self) -> Tally:
        """Begin to count."""
        return Tally(keeps_plan=self.is_trial, accepts_valid=self.accepts_valid)


class _Tried(Exception):
    """The end of a trial: takes its receipt out of the transaction, which is rolled back."""

    def __init__(self, done: Imported) -> None:
        self.done = done
        super().__init__()


def import_rows(db: Path, sources: Sequence[Source], kind: Kind[T], terms: Terms, *, occasion: Occasion) -> Imported:
    """Store files of one kind."""
    batch = read_batch(sources, kind)
    tally = terms.tally()
    tally.refuse_all(batch.problems)
    if not batch.is_readable and terms.accepts_valid:
        raise tally.refusal()

    def take(record: Recording) -> tuple[Imported, Tally]:
        record.reason = terms.reason
        kind.take(record, batch.values, tally)
        tally.notes += batch.notes
        return receipt(kind.layout.kind, batch.rows, tally, record), tally

    return concluded(db, kind.layout.kind, take, terms, occasion=occasion)


def concluded(
    db: Path,
    name: str,
    take: Callable[[Recording], tuple[Imported, Tally]],
    terms: Terms,
    *,
    occasion: Occasion,
    are_keys_known: bool = False,
) -> Imported:
    """Take what was read into one entry; refuse it when anything is refused and the good rows alone are not wanted.

    Of a trial nothing is kept. ``are_keys_known`` as for ``recording``.
    """
    try:
        with recording(db, occasion, f"import {name}", are_keys_known=are_keys_known) as record:
            return _judged(take(record), terms)
    except _Tried as tried:
        return tried.done


def _judged(taken: tuple[Imported, Tally], terms: Terms) -> Imported:
    done, tally = taken
    if tally.problems and not terms.accepts_valid:
        raise tally.refusal()
    if terms.is_trial:
        raise _Tried(replace(done, is_trial=True, entry=None, stored=0))
    return done


def receipt(name: str, read: Mapping[str, int], tally: Tally, record: Recording) -> Imported:
    """Close the count: ``read`` are the rows of each file."""
    files = tuple(_of_file(file, count, tally) for file, count in read.items())
    return Imported(
        name,
        sum(one.rows_read for one in files),
        sum(one.created for one in files),
        sum(one.unchanged for one in files),
        sum(one.superseded for one in files),
        sum(one.rejected for one in files),
        stored=tally.stored,
        entry=record.seq if record.rows else None,
        files=files,
        notes=tuple(tally.notes),
        planned=tuple(tally.planned),
        problems=tuple(tally.in_order()),
    )


def _of_file(file: str, rows: int, tally: Tally) -> FileRead:
    counts = {outcome: tally.counted(outcome, file) for outcome in _OUTCOMES}
    return FileRead(file, rows, **counts, rejected=rows - sum(counts.values()))

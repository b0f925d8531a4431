"""Appending a million new scores, of lines of which nothing is in force: unpacked, written and digested at once.

What all of them have in common stands once in the statement, so that seven cells a row are bound instead of twelve, and
the written form of a row is put together of three pieces. Both together halve what is not SQLite's own work.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import add, itemgetter
from typing import TypeAlias

from thidua.ledger.named import Score
from thidua.ledger.packed import PackedScores
from thidua.ledger.recording import Cell, Recording, written_cell
from thidua.ledger.scores import ScoreValue

_KEPT = 100_000  # pieces
_ROWS = 100  # a statement
_COMMON, _OWN = 5, 7  # cells: month, stage, entry, turn, ruleset; registration, criterion, and what is said with them


@dataclass(frozen=True)
class Alike:
    """What the scores of a statement have in common."""

    month: int
    stage: int
    ruleset: int


@dataclass(frozen=True)
class Stated:
    """A value, with the reason and the note it was given."""

    value: ScoreValue
    reason: str | None
    note: str | None


def add_plain_scores(
    record: Recording,
    packed: PackedScores,
    scores: Sequence[int],
    alike: Alike,
    said: Mapping[int, Stated],
) -> None:
    """Append scores in the order of their keys; ``said`` is what stands at each place among the values."""
    shared: tuple[Cell, ...] = (alike.month, alike.stage, record.seq, 1, alike.ruleset)
    bits = packed.layout
    whos, ends = _Kept(_Whos(packed, alike).piece), _Kept(_Ends(packed, shared, said).piece)
    own = (1 << bits.who) - 1
    for start in range(0, len(scores), _ROWS):
        block = scores[start : start + _ROWS]
        # maps of C functions: a loop of Python's own would take as long as SQLite
        who = [whos[score >> bits.who] for score in block]
        end = [ends[score & own] for score in block]
        cells = chain(shared, chain.from_iterable(map(add, map(_CELLS, who), map(_CELLS, end))))
        written = map(add, map(_WRITTEN, who), map(_WRITTEN, end))
        record.append_written(Score, _statement(len(block)), tuple(cells), written, len(block))


_Piece: TypeAlias = tuple[tuple[Cell, ...], bytes]
_CELLS: Callable[[_Piece], tuple[Cell, ...]] = itemgetter(0)
_WRITTEN: Callable[[_Piece], bytes] = itemgetter(1)


class _Kept(dict[int, _Piece]):
    """Cells and their written form, by the bits they are packed in; made when they are first met, and not for ever."""

    def __init__(self, make: Callable[[int], _Piece]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, bits: int) -> _Piece:
        if len(self) >= _KEPT:
            self.clear()
        made = self[bits] = self._make(bits)
        return made


class _Whos:
    """Registrations; the written form of one begins with the month."""

    def __init__(self, packed: PackedScores, alike: Alike) -> None:
        self._packed, self._before = packed, written_cell(alike.month)

    def piece(self, bits: int) -> _Piece:
        registration = self._packed.registrations[bits & self._packed.layout.whos]
        return (registration,), self._before + written_cell(registration)


class _Ends:
    """Lines and what is said of them; the written form is that of the rest of the row."""

    def __init__(self, packed: PackedScores, shared: tuple[Cell, ...], said: Mapping[int, Stated]) -> None:
        self._packed, self._said = packed, said
        _, stage, entry, turn, ruleset = map(written_cell, shared)
        self._before, self._between = stage + entry + turn, ruleset

    def piece(self, bits: int) -> _Piece:
        layout = self._packed.layout
        criterion = self._packed.criteria[bits >> layout.line & layout.lines]
        stated = self._said[bits & layout.values]
        value = stated.value
        said: tuple[Cell, ...] = (value.reported, value.points.hundredths, int(value.is_met))
        beside: tuple[Cell, ...] = (stated.reason, stated.note)
        told = (*map(written_cell, said), self._between, *map(written_cell, beside), b"\n")
        written = b"".join([written_cell(criterion), self._before, *told])
        return (criterion, *said, *beside), written


@cache
def _statement(rows: int) -> str:
    names = "month, stage, entry, turn, ruleset, registration, criterion, reported, points, met, reason, note"
    shared = ", ".join(f"?{number}" for number in range(1, _COMMON + 1))
    places = (", ".join(f"?{_COMMON + row * _OWN + number}" for number in range(1, _OWN + 1)) for row in range(rows))
    return f"INSERT INTO main.score ({names}) VALUES " + ", ".join(f"({shared}, {own})" for own in places)

"""Appending a million new scores, of lines of which nothing is in force: unpacked, written and digested at once.

What all of them have in common stands once in the statement, so that five cells a row are bound instead of twelve, and
the written form of a row is put together of three pieces. Both together halve what is not SQLite's own work.
"""

from collections.abc import Callable, Sequence
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
_OWN = ("registration", "criterion", "reported", "points", "met")
_SHARED = ("month", "stage", "entry", "turn", "ruleset")
_BESIDE = ("reason", "note")


@dataclass(frozen=True)
class Alike:
    """What the scores of a statement have in common; ``beside`` are their reason and note where all have the same."""

    month: int
    stage: int
    ruleset: int
    beside: tuple[str | None, str | None] | None


@dataclass(frozen=True)
class Stated:
    """A value, with the reason and the note it was given."""

    value: ScoreValue
    beside: tuple[str | None, str | None]


class PlainScores:
    """Appends scores that are alike; ``said`` gives what stands at a place among the values."""

    def __init__(self, record: Recording, packed: PackedScores, alike: Alike, said: Callable[[int], Stated]) -> None:
        self._record = record
        self._bits = packed.layout
        self._shared: tuple[Cell, ...] = (alike.month, alike.stage, record.seq, 1, alike.ruleset, *(alike.beside or ()))
        self._has_beside = alike.beside is not None
        self._whos = _Kept(_Whos(packed, alike).piece)
        self._ends = _Kept(_Ends(packed, self._shared, said).piece)

    def add(self, scores: Sequence[int]) -> None:
        """Append some, in the order of their keys."""
        whos, ends, shift, own = self._whos, self._ends, self._bits.who, (1 << self._bits.who) - 1
        for start in range(0, len(scores), _ROWS):
            block = scores[start : start + _ROWS]
            # maps of C functions: a loop of Python's own would take as long as SQLite
            who = [whos[score >> shift] for score in block]
            end = [ends[score & own] for score in block]
            cells = chain(self._shared, chain.from_iterable(map(add, map(_CELLS, who), map(_CELLS, end))))
            written = map(add, map(_WRITTEN, who), map(_WRITTEN, end))
            statement = _statement(len(block), has_beside=self._has_beside)
            self._record.append_written(Score, statement, tuple(cells), written, len(block))


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

    def __init__(self, packed: PackedScores, shared: tuple[Cell, ...], said: Callable[[int], Stated]) -> None:
        self._packed, self._said = packed, said
        stage, entry, turn, ruleset, *beside = map(written_cell, shared[1:])
        self._before, self._between = stage + entry + turn, ruleset
        self._after = b"".join(beside) + b"\n" if beside else None

    def piece(self, bits: int) -> _Piece:
        layout = self._packed.layout
        criterion = self._packed.criteria[bits >> layout.line & layout.lines]
        stated = self._said(bits & layout.values)
        value = stated.value
        said: tuple[Cell, ...] = (value.reported, value.points.hundredths, int(value.is_met))
        told = b"".join([written_cell(criterion), self._before, *map(written_cell, said), self._between])
        if self._after is not None:
            return (criterion, *said), told + self._after
        return (criterion, *said, *stated.beside), b"".join([told, *map(written_cell, stated.beside), b"\n"])


@cache
def _statement(rows: int, *, has_beside: bool) -> str:
    shared, own = (_SHARED + _BESIDE, _OWN) if has_beside else (_SHARED, _OWN + _BESIDE)
    common = ", ".join(f"?{number}" for number in range(1, len(shared) + 1))
    places = (
        ", ".join(f"?{len(shared) + row * len(own) + number}" for number in range(1, len(own) + 1))
        for row in range(rows)
    )
    values = ", ".join(f"({common}, {place})" for place in places)
    return f"INSERT INTO main.score ({', '.join(shared + own)}) VALUES {values}"

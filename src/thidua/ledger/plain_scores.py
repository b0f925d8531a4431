"""Appending a million new scores, of lines of which nothing is in force: unpacked, written and digested at once.

What all of them have in common stands once in the statement, so that five cells a row are bound instead of twelve, and
the written form of a row is put together of three pieces. Both together halve what is not SQLite's own work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from thidua.ledger.packed import PackedScores
from thidua.ledger.recording import Cell, Recording, written_cell
from thidua.ledger.scores import ScoreValue
from thidua.ledger.tables import Score

_ROWS = 100  # a statement
_COMMON, _OWN = 7, 5  # cells: month, stage, entry, turn, ruleset, reason, note; registration, criterion, what is said


@dataclass(frozen=True)
class Alike:
    """What the scores of a statement have in common."""

    month: int
    stage: int
    ruleset: int
    reason: str | None
    note: str | None


def add_plain_scores(
    record: Recording,
    packed: PackedScores,
    scores: Sequence[int],
    common: Alike,
    said: Mapping[int, ScoreValue],
) -> None:
    """Append scores in the order of their keys; ``said`` is what stands at each place among the values."""
    shared: tuple[Cell, ...] = (common.month, common.stage, record.seq, 1, common.ruleset, common.reason, common.note)
    month, stage, entry, turn, ruleset, reason, note = map(written_cell, shared)
    before, after = stage + entry + turn, ruleset + reason + note + b"\n"
    lines = [(number, written_cell(number)) for number in packed.criteria]
    values = {place: _said(value, before, after) for place, value in said.items()}
    bits = packed.layout
    who, registration, head = -1, 0, b""
    for start in range(0, len(scores), _ROWS):
        cells: list[Cell] = list(shared)
        written: list[bytes] = []
        block = scores[start : start + _ROWS]
        # unpacked here, not by a function a row: that would take as long as all the rest
        for score in block:
            if score >> bits.who != who:
                who = score >> bits.who
                registration = packed.registrations[who & bits.whos]
                head = month + written_cell(registration)
            criterion, line = lines[score >> bits.line & bits.lines]
            own, tail = values[score & bits.values]
            cells += (registration, criterion, *own)
            written += (head, line, tail)
        record.append_written(Score, _statement(len(block)), cells, written, len(block))


def _said(value: ScoreValue, before: bytes, after: bytes) -> tuple[tuple[Cell, ...], bytes]:
    cells: tuple[Cell, ...] = (value.reported, value.points.hundredths, int(value.is_met))
    return cells, before + b"".join(map(written_cell, cells)) + after


@cache
def _statement(rows: int) -> str:
    names = "month, stage, entry, turn, ruleset, reason, note, registration, criterion, reported, points, met"
    shared = ", ".join(f"?{number}" for number in range(1, _COMMON + 1))
    places = (", ".join(f"?{_COMMON + row * _OWN + number}" for number in range(1, _OWN + 1)) for row in range(rows))
    return f"INSERT INTO main.score ({names}) VALUES " + ", ".join(f"({shared}, {own})" for own in places)

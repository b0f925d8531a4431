"""A million scores in little room: each a number that sorts as its key does, and says which value it has.

From the highest bits on: month, registration, line, stage, and the value's place in a list of the values met. Sorted in
runs as they come and merged slice by slice, they never all become objects: eight bytes a score, and the values.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_WORD = 63  # bits of a number in a run
_MONTHS, _STAGES = 9, 2  # bits: 512 months, four stages
_RUN = 1 << 17
_SLICE = 1 << 16
_CODE = "Q"


@dataclass(frozen=True)
class Bits:
    """Where the parts of a packed score stand: how far each is shifted, and what is left of it then."""

    who: int
    whos: int
    line: int
    lines: int
    stage: int
    stages: int
    values: int


class PackedScores:
    """Scores by key, and what they say; ``registrations`` and ``criteria`` are all the numbers there are, in order."""

    def __init__(self, registrations: Sequence[int], criteria: Sequence[int], first_month: int) -> None:
        self._first_month = first_month
        self.registrations, self.criteria = registrations, criteria
        self._line_bits = max(1, len(criteria).bit_length())
        self._who_bits = max(1, len(registrations).bit_length())
        self.value_bits = _WORD - _MONTHS - _STAGES - self._line_bits - self._who_bits
        self._of_criterion = {number: place for place, number in enumerate(criteria)}
        self._values: dict[Any, int] = {}
        self.values: list[Any] = []
        self._ahead: list[int] = []
        self._runs: list[array[int]] = []
        self.count = 0

    def who(self, month: int, registration: int) -> int:
        """Give the bits of a registration in a month, to which those of a line and of a value are added."""
        place = bisect_left(self.registrations, registration)
        return ((month - self._first_month) << self._who_bits | place) << (self._line_bits + _STAGES + self.value_bits)

    def what(self, criterion: int, stage: int, value: Any) -> int:
        """Give the bits of a line at a stage and of what is said of it."""
        return (self._of_criterion[criterion] << _STAGES | stage) << self.value_bits | self._placed(value)

    def _placed(self, value: Any) -> int:
        place = self._values.get(value)
        if place is None:
            place = self._values[value] = len(self.values)
            self.values.append(value)
            if place >= 1 << self.value_bits:
                raise OverflowError(place)
        return place

    def restated(self, bits: int, value: Any) -> int:
        """Give the bits of the same line at the same stage, of which another value is said."""
        return (bits >> self.value_bits << self.value_bits) | self._placed(value)

    def key(self, packed: int) -> int:
        """Give what tells a score from every other: all but its value."""
        return packed >> self.value_bits

    def line(self, packed: int) -> int:
        """Give the key without the stage."""
        return packed >> (self.value_bits + _STAGES)

    def line_of(self, key: int) -> int:
        """Give a key without its stage."""
        return key >> _STAGES

    def month(self, packed: int) -> int:
        """Give the month of a score."""
        return self._first_month + (packed >> (self.value_bits + _STAGES + self._line_bits + self._who_bits))

    @property
    def layout(self) -> Bits:
        """Say where the parts of a packed score stand."""
        return Bits(
            self.value_bits + _STAGES + self._line_bits,
            (1 << self._who_bits) - 1,
            self.value_bits + _STAGES,
            (1 << self._line_bits) - 1,
            self.value_bits,
            (1 << _STAGES) - 1,
            (1 << self.value_bits) - 1,
        )

    def unpacked(self, scores: Iterable[int]) -> Iterator[tuple[int, int, int, int]]:
        """Go through scores as registration, criterion, stage and the place of what is said among the values."""
        bits = self.layout
        for packed in scores:
            yield (
                self.registrations[packed >> bits.who & bits.whos],
                self.criteria[packed >> bits.line & bits.lines],
                packed >> bits.stage & bits.stages,
                packed & bits.values,
            )

    def places(self, scores: Iterable[int]) -> Counter[int]:
        """Count the scores that say the same, by the place of what they say among the values."""
        value = (1 << self.value_bits) - 1
        return Counter([packed & value for packed in scores])

    def stages(self, scores: Iterable[int]) -> set[int]:
        """Give the stages of some scores."""
        bits, stages = self.value_bits, (1 << _STAGES) - 1
        return {packed >> bits & stages for packed in scores}

    def among(self, scores: Iterable[int], places: Container[int]) -> list[int]:
        """Give the scores whose value is at one of some places."""
        value = (1 << self.value_bits) - 1
        return [packed for packed in scores if packed & value in places]

    def registrations_of(self, scores: Iterable[int]) -> list[int]:
        """Give the registrations of some scores, in order."""
        return list(dict.fromkeys(registration for registration, _, _, _ in self.unpacked(scores)))

    def has_twins(self, scores: list[int]) -> bool:
        """True when a line has several stages among scores in the order of their keys, or a stage twice."""
        width = self.value_bits + _STAGES
        lines = [packed >> width for packed in scores]
        return len(set(lines)) < len(lines)

    def line_end(self, scores: list[int], end: int) -> int:
        """Give the first place from ``end`` on at which another line begins."""
        while 0 < end < len(scores) and self.line(scores[end - 1]) == self.line(scores[end]):
            end += 1
        return end

    def add(self, packed: int) -> None:
        """Take one score."""
        self._ahead.append(packed)
        if len(self._ahead) >= _RUN:
            self._close_run()

    def extend(self, packed: list[int]) -> None:
        """Take many."""
        self._ahead += packed
        if len(self._ahead) >= _RUN:
            self._close_run()

    def _close_run(self) -> None:
        self._ahead.sort()
        self._runs.append(array(_CODE, self._ahead))
        self.count += len(self._ahead)
        self._ahead = []

    def slices(self) -> Iterator[list[int]]:
        """Give every score in the order of the keys, in lists of bounded length that never divide a line's stages."""
        if self._ahead:
            self._close_run()
        runs = self._runs
        starts = [0] * len(runs)
        while any(start < len(run) for start, run in zip(starts, runs, strict=True)):
            end = self._end(runs, starts)
            taken: list[int] = []
            for at, run in enumerate(runs):
                stop = len(run) if end is None else bisect_left(run, end, starts[at])
                taken += run[starts[at] : stop].tolist()
                starts[at] = stop
            taken.sort()  # slices that are sorted each are merged, not sorted anew
            yield taken

    def _end(self, runs: list["array[int]"], starts: list[int]) -> int | None:
        """Give the first score of the line after a slice; None when the slice takes everything."""
        left = [(run, start) for run, start in zip(runs, starts, strict=True) if start < len(run)]
        if sum(len(run) - start for run, start in left) <= _SLICE:
            return None
        each = max(1, _SLICE // len(left))
        ends = [run[start + each] for run, start in left if start + each < len(run)]
        width = self.value_bits + _STAGES
        return None if not ends else ((min(ends) >> width) + 1) << width

"""Reading a batch: every row, every fault, before anything is stored."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count, islice
from typing import BinaryIO, Generic, TypeVar

from thidua.domain.identity import identity_number
from thidua.errors import Place, Problem, Reason, because
from thidua.read.rows import Column, Rejection, Row, open_rows

T = TypeVar("T")
_NUMBERS_TOLD = 10
_SHORTEST_NUMBER = 9


@dataclass(frozen=True)
class Source:
    """An open file of rows and the name it has in refusals."""

    stream: BinaryIO
    name: str


@dataclass(frozen=True)
class Batch(Generic[T]):
    """What a file said: its values in order, every problem found, and what is noted and stops nothing."""

    values: list[T]
    problems: list[Problem]
    notes: tuple[Reason, ...] = ()


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Put problems in the order of the file's lines, whichever check found them."""

    def position(problem: Problem) -> tuple[int, int]:
        place = problem.place
        return (place.line or 0, place.column or 0) if place else (0, 0)

    return sorted(problems, key=position)


def read_batch(source: Source, columns: tuple[Column, ...], parse: Callable[[Row], T | list[Rejection]]) -> Batch[T]:
    """Read a whole file of rows."""
    rows = open_rows(source.stream, columns)
    if isinstance(rows, list):
        return Batch([], [fault.problem(source.name) for fault in rows])
    values: list[T] = []
    problems: list[Problem] = []
    numbers = Numbers(source.name, columns, rows.columns_at)
    for row in rows:
        if isinstance(row, Rejection):
            problems.append(row.problem(source.name))
            continue
        numbers.look(row)
        value = parse(row)
        if isinstance(value, list):
            problems += [fault.problem(source.name) for fault in value]
        else:
            values.append(value)
    return Batch(values, problems, numbers.notes())


class Numbers:
    """What looks like an identity number in the free text of a file, with its place."""

    def __init__(self, file: str, columns: tuple[Column, ...], columns_at: tuple[int | None, ...]) -> None:
        self._file = file
        placed = zip(count(), columns, columns_at, strict=False)
        self._free = [(at, column.name, place) for at, column, place in placed if column.is_free and place is not None]
        self._found: list[tuple[Place, str, str]] = []

    def look(self, row: Row) -> None:
        """Look at the free text of one row."""
        for at, name, place in self._free:
            number = identity_number(row.cells[at]) if len(row.cells[at]) >= _SHORTEST_NUMBER else None
            if number is not None:
                self._found.append((Place(self._file, row.line, place), name, number))

    def notes(self) -> tuple[Reason, ...]:
        """Note each place, and of many the first ones and how many more there are."""
        told = [
            because("identity-number", place=str(place), column=name, number=number)
            for place, name, number in islice(self._found, _NUMBERS_TOLD)
        ]
        if len(self._found) > _NUMBERS_TOLD:
            told.append(because("identity-numbers-more", count=len(self._found) - _NUMBERS_TOLD))
        return tuple(told)

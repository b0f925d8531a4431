"""Reading a batch: every row, every fault, before anything is stored."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO, Generic, TypeVar

from thidua.errors import Problem
from thidua.read.rows import Column, Rejection, Row, open_rows

T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """An open file of rows and the name it has in refusals."""

    stream: BinaryIO
    name: str


@dataclass(frozen=True)
class Batch(Generic[T]):
    """What a file said: its values in order, and every problem found."""

    values: list[T]
    problems: list[Problem]


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
    for row in rows:
        if isinstance(row, Rejection):
            problems.append(row.problem(source.name))
            continue
        value = parse(row)
        if isinstance(value, list):
            problems += [fault.problem(source.name) for fault in value]
        else:
            values.append(value)
    return Batch(values, problems)

"""Reading a batch: every row, every fault, before anything is stored."""

from collections.abc import Callable
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

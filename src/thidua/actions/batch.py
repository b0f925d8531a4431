"""Reading a batch: every row of every file, every fault, before anything is stored."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Generic, TypeVar

from thidua.actions.receipts import Tally
from thidua.domain.identity import identity_number
from thidua.domain.names import matching_key
from thidua.errors import Place, Problem, Reason, because
from thidua.ledger.recording import Recording
from thidua.read.headings import Layout
from thidua.read.rows import Rejection, Row, open_rows
from thidua.read.source import Source

T = TypeVar("T")
_NUMBERS_TOLD = 10


@dataclass
class Batch(Generic[T]):
    """What files said: their values in order, every problem found, and what is noted and stops nothing.

    ``rows`` counts the rows of each file, refused ones too; ``is_readable`` is false when one could not be read to
    its end, so that nobody knows what else it says.
    """

    values: list[T] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    is_readable: bool = True


@dataclass(frozen=True)
class Kind(Generic[T]):
    """One kind of file: how its rows are read, and how all of them are taken into an entry.

    ``group`` are the columns that rows of one thing have in common. What takes the rows counts each and collects every
    refusal in the tally; a refused value is not appended.
    """

    layout: Layout
    parse: Callable[[Row], T | list[Rejection]]
    take: Callable[[Recording, list[T], Tally], None]
    group: tuple[str, ...] = ()


def read_batch(sources: Sequence[Source], kind: Kind[T]) -> Batch[T]:
    """Read files of rows whole. With a row that is refused go the others of its group: a part of it says too little."""
    batch: Batch[T] = Batch()
    numbers = Numbers()
    read: list[tuple[tuple[str, ...], Place, T]] = []
    broken: dict[tuple[str, ...], Place] = {}
    for source in sources:
        for row in _rows(source, kind, batch):
            numbers.look(row)
            key = tuple(matching_key(row.cell(name)) for name in kind.group)
            value = kind.parse(row)
            if isinstance(value, list):
                batch.problems += [fault.problem(source.name) for fault in value]
                broken.setdefault(key, row.place)
            else:
                read.append((key, row.place, value))
        source.refuse_changed()
    for key, place, value in read:
        if kind.group and key in broken:
            batch.problems.append(Problem(because("row-beside-refused", first=str(broken[key])), place))
        else:
            batch.values.append(value)
    batch.notes += numbers.notes()
    return batch


def _rows(source: Source, kind: Kind[T], batch: Batch[T]) -> Iterator[Row]:
    rows = open_rows(source, kind.layout)
    batch.rows.setdefault(source.name, 0)
    if isinstance(rows, list):
        batch.problems += [fault.problem(source.name) for fault in rows]
        batch.is_readable = False
        return
    for row in rows:
        batch.rows[source.name] += isinstance(row, Row) or not row.is_more
        if isinstance(row, Row):
            yield row
            continue
        batch.problems.append(row.problem(source.name))
        # of a row that does not fit its header nobody knows to which thing it belongs
        batch.is_readable = batch.is_readable and not row.is_end and not kind.group
    batch.notes += rows.notes()


class Numbers:
    """What looks like an identity number in the free text of a file, with its place."""

    def __init__(self) -> None:
        self._found: list[tuple[Place, str, str]] = []

    def look(self, row: Row) -> None:
        """Look at the free text of one row."""
        self._found += _numbers_of(row)

    @staticmethod
    def has_any(row: Row) -> bool:
        """True when a row has such a number."""
        return any(_numbers_of(row))

    def notes(self) -> tuple[Reason, ...]:
        """Note each place, and of many the first ones and how many more there are."""
        told = [
            because("identity-number", place=str(place), column=name, number=number)
            for place, name, number in islice(self._found, _NUMBERS_TOLD)
        ]
        if len(self._found) > _NUMBERS_TOLD:
            told.append(because("identity-numbers-more", count=len(self._found) - _NUMBERS_TOLD))
        return tuple(told)


def _numbers_of(row: Row) -> Iterator[tuple[Place, str, str]]:
    header = row.header
    for at, (column, place) in enumerate(zip(header.layout.columns, header.columns_at, strict=True)):
        if column.is_free and place is not None:
            number = identity_number(row.cells[at])
            if number is not None:
                yield replace(row.place, column=place), column.name, number

"""The one type reports and formats meet in: a document of headings, paragraphs and typed tables.

Cells are values, never text made for a reader: each format writes them in its own notation. Headings, paragraphs and
titles are for people; facts, keys and rows are for programs. A document that could not be written whole in every
format (rows of another length, two values for one key) cannot be made.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from thidua.domain.month import Month
from thidua.domain.points import Points

Cell: TypeAlias = str | int | bool | date | Month | Points | tuple[str, ...] | tuple[int, ...] | None
Rows: TypeAlias = tuple[tuple[Cell, ...], ...]
Fact: TypeAlias = "Cell | tuple[Fact, ...] | list[Fact] | Mapping[str, Fact]"


class Align(Enum):
    """The side a column leans to; columns of numbers lean right without being told."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Column:
    """One column: its machine name and its title.

    ``key`` is a snake_case name, or a path: ``("pillars", "chan-1")`` is ``{"pillars": {"chan-1": …}}`` in JSON and
    ``pillars.chan-1`` in CSV. With ``key=()`` the column is for people only; with ``shown=False`` for programs only.
    """

    key: str | tuple[str, ...]
    title: str
    align: Align = Align.LEFT
    shown: bool = True

    @property
    def path(self) -> tuple[str, ...]:
        """The key as a path; empty when the column is for people only."""
        return (self.key,) if isinstance(self.key, str) else self.key

    @property
    def name(self) -> str:
        """The path in one word, as a header of CSV has it."""
        return ".".join(self.path)


@dataclass(frozen=True)
class Heading:
    """A line that names what follows."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; a line end in it is a space."""

    text: str


@dataclass(frozen=True)
class Table:
    """Rows of cells under columns; tables of one ``key`` are one list for programs."""

    key: str
    title: str | None
    columns: tuple[Column, ...]
    rows: Rows

    def __post_init__(self) -> None:
        _check_paths(self.key, self.columns)
        width = len(self.columns)
        if set(map(len, self.rows)) <= {width}:
            return
        number, row = next((number, row) for number, row in enumerate(self.rows, start=1) if len(row) != width)
        raise ValueError(f"table {self.key}, row {number}: {len(row)} cells in {width} columns")

    def for_people(self) -> "Table":
        """Give the table without the columns meant for programs; with no title and no rows there is nothing to show."""
        if self.title is None and not self.rows:
            return self._only([])
        return self._only([index for index, column in enumerate(self.columns) if column.shown])

    def for_programs(self) -> "Table":
        """Give the table without the columns meant for people."""
        return self._only([index for index, column in enumerate(self.columns) if column.path])

    def _only(self, kept: list[int]) -> "Table":
        columns = tuple(self.columns[index] for index in kept)
        return Table(self.key, self.title, columns, _picked(self.rows, kept))


Part: TypeAlias = Heading | Paragraph | Table


@dataclass(frozen=True)
class Document:
    """A whole report: ``name`` is its schema's, ``facts`` stand on top of its JSON, ``parts`` are in reading order."""

    name: str
    language: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        groups = self._groups()
        top = ["schema", *self.facts, *groups]
        twice = sorted({key for key in top if top.count(key) > 1})
        if twice:
            raise ValueError(f"document {self.name}: {', '.join(twice)} would stand twice on top")
        for key, tables in groups.items():
            _check_paths(key, _united(tables))

    def tables(self) -> tuple[Table, ...]:
        """Give the tables as programs read them: one per key, in order of first appearance.

        Its columns are those of all tables of that key, in order of first appearance; a cell missing in one is
        ``None``. Tables with columns for people only are left out.
        """
        return tuple(_joined([table.for_programs() for table in tables]) for tables in self._groups().values())

    def _groups(self) -> dict[str, list[Table]]:
        groups: dict[str, list[Table]] = {}
        for part in self.parts:
            if isinstance(part, Table) and any(column.path for column in part.columns):
                groups.setdefault(part.key, []).append(part)
        return groups


def _picked(rows: Rows, kept: list[int]) -> Rows:
    """Give these cells of every row, in this order: four times as fast as picking them one by one."""
    if len(kept) > 1:
        return tuple(map(itemgetter(*kept), rows))
    return tuple(tuple(row[index] for index in kept) for row in rows)


def _joined(tables: list[Table]) -> Table:
    if len(tables) == 1:
        return tables[0]
    columns = _united(tables)
    rows: list[tuple[Cell, ...]] = []
    for table in tables:
        place = {column.path: index for index, column in enumerate(table.columns)}
        nothing = len(table.columns)
        picks = [place.get(column.path, nothing) for column in columns]
        if picks == list(range(nothing)):
            rows.extend(table.rows)
            continue
        whole = table.rows if nothing not in picks else tuple((*row, None) for row in table.rows)
        rows.extend(_picked(whole, picks))
    return Table(tables[0].key, tables[0].title, columns, tuple(rows))


def _united(tables: list[Table]) -> tuple[Column, ...]:
    """Give the columns programs read in any of the tables, each once, as first met."""
    columns: dict[tuple[str, ...], Column] = {}
    for table in tables:
        for column in table.columns:
            if column.path:
                columns.setdefault(column.path, column)
    return tuple(columns.values())


def _check_paths(table: str, columns: Iterable[Column]) -> None:
    """Refuse two values for one key, and a key that is both a value and an object of keys."""
    paths = sorted(column.path for column in columns if column.path)
    names = sorted(".".join(path) for path in paths)
    twice = [name for name, same in groupby(names) if len(list(same)) > 1]
    known = set(paths)
    both = [".".join(path[:end]) for path in paths for end in range(1, len(path)) if path[:end] in known]
    if twice or both:
        raise ValueError(f"table {table}: {', '.join(dict.fromkeys(twice + both))} would stand twice in a row")

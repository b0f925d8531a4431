"""The header of a file of rows: which columns are asked for, what they may be called, where they stand.

Headings match in English or Vietnamese, in capitals, with or without diacritics, in any order. What is no column is
named and ignored; what looks like a misspelt column is refused, lest its cells be lost.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Generic, TypeVar

from thidua.domain.names import matching_key, search_key
from thidua.errors import Reason, because
from thidua.read.records import Record, Rejection

T = TypeVar("T")
REFUSED = "rejected_because"  # the heading under which refused rows say why; read again, it is nothing
_CLOSE = 0.75  # below, a suggestion misleads: "unit" and "content"
_LONGEST_NAME = 100  # characters compared when suggesting: comparing is quadratic
_MOST_COLUMNS = 1 << 14  # as many as the widest sheet has
_SEARCHED = 20  # records in which a header is looked for: titles may stand above it
_BETWEEN = re.compile(r"[\s_-]+")
_AROUND = re.compile(r"^\W+|[\s(*:)]+$")


@dataclass(frozen=True)
class Column:
    """A column asked for; ``other_names`` are headings that mean the same, ``is_free`` what people write freely.

    ``takes`` are the kinds of cell a spreadsheet makes of what was typed that are meant here: ``date``, ``month`` (the
    first day of one), ``answer``, ``percent``, ``number``; a number is taken by every column, as its text.
    """

    name: str
    required: bool = True
    other_names: tuple[str, ...] = ()
    is_free: bool = False
    takes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of file; with ``has_more`` other headings are data too, as a column per criterion.

    ``beside`` are headings our own templates have for the reader, which say nothing new; a file with one of the columns
    ``without`` is none of this layout.
    """

    kind: str
    columns: tuple[Column, ...]
    has_more: bool = False
    beside: tuple[str, ...] = ()
    without: tuple[Column, ...] = ()


@dataclass(frozen=True)
class Header:
    """Where each asked column stands in a record, counted from 1; None where an optional one is absent.

    ``more`` are the other headings that are data, ``ignored`` those that are not, each with its place. ``file`` and
    ``sheet`` say where it is.
    """

    layout: Layout
    record: Record
    names: tuple[str, ...]
    columns_at: tuple[int | None, ...]
    more: tuple[tuple[int, str], ...] = ()
    ignored: tuple[tuple[int, str], ...] = ()
    file: str = ""
    sheet: str | None = None

    @property
    def cells(self) -> list[str]:
        """The headings, those of columns without one included."""
        return self.record.cells

    def place(self, name: str) -> int | None:
        """Give the place of an asked column among the cells, from 0; None where it is absent."""
        at = self.columns_at[self.names.index(name)]
        return None if at is None else at - 1

    @property
    def width(self) -> int:
        """How many cells every record has."""
        return len(self.cells)


class Headings:
    """What the headings of a file may be, by the kinds of file it may be."""

    def __init__(self, layouts: Sequence[Layout]) -> None:
        self._layouts = [(layout, _Names(layout)) for layout in layouts]

    def fit(self, cells: Sequence[str]) -> tuple[bool, int]:
        """Say whether some cells are a whole header of some layout, and how many columns they name at most."""
        first = cells[:_MOST_COLUMNS]
        return max((names.fit(first) for _, names in self._layouts), default=(False, 0))

    def header(self, record: Record, *, is_strict: bool = False) -> Header | list[Rejection]:
        """Make the header of the layout that a record fits best; or say everything that is wrong with it."""
        if len(record.cells) > _MOST_COLUMNS:
            return [Rejection(record.line, None, "", because("columns-too-many", most=_MOST_COLUMNS))]
        fits = [names.fit(record.cells) for _, names in self._layouts]
        best = [place for place, fit in enumerate(fits) if fit == max(fits)]
        layout, names = self._layouts[best[0]]
        kinds = tuple(dict.fromkeys(self._layouts[place][0].kind for place in best))
        if len(kinds) > 1 and max(fits)[1] < 1:
            return [Rejection(record.line, None, "", because("kind-unknown", kinds=kinds))]
        if len(kinds) > 1:
            return [Rejection(record.line, None, "", because("kind-unclear", kinds=kinds))]
        return _header(record, layout, names, is_strict=is_strict)


class HeaderSearch(Generic[T]):
    """Looks for the header among the first records: the first that is whole, else the one that comes nearest."""

    def __init__(self, headings: Headings) -> None:
        self._headings = headings
        self._best: tuple[bool, int] = (False, -1)
        self._seen = 0
        self.chosen: T | None = None

    @property
    def is_over(self) -> bool:
        """True when a whole header was found, or enough was looked at."""
        return self._best[0] or self._seen >= _SEARCHED

    @property
    def is_whole(self) -> bool:
        """True when the header chosen names every column that must be there."""
        return self._best[0]

    def look(self, mark: T, cells: Sequence[str]) -> None:
        """Look at a record; ``mark`` is what ``chosen`` will be when it is the header."""
        self._seen += 1
        fit = self._headings.fit(cells)
        if fit > self._best:
            self._best, self.chosen = fit, mark


@dataclass
class _Names:
    """The names of a layout's columns: as written, and without diacritics where that is nobody else's."""

    layout: Layout
    exact: dict[str, str] = field(init=False)
    bare: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        named = [(n, c.name) for c in self.layout.columns for n in (c.name, *c.other_names)]
        self.exact = {_folded(name): column for name, column in named}
        bare: dict[str, set[str]] = {}
        for name, column in named:
            bare.setdefault(search_key(_folded(name)), set()).add(column)
        self.bare = {key: columns.pop() for key, columns in bare.items() if len(columns) == 1}
        self.without = {search_key(_folded(n)) for c in self.layout.without for n in (c.name, *c.other_names)}
        self.beside = {search_key(_folded(name)) for name in (REFUSED, *self.layout.beside)}

    def column(self, heading: str) -> str | None:
        """Give the column a heading names."""
        key = _folded(heading)
        return self.exact.get(key) or self.bare.get(search_key(key))

    def is_beside(self, heading: str) -> bool:
        """True for a heading that is there for the reader only."""
        return search_key(_folded(heading)) in self.beside

    def fit(self, cells: Iterable[str]) -> tuple[bool, int]:
        if self.without and any(search_key(_folded(cell[:_LONGEST_NAME])) in self.without for cell in cells if cell):
            return False, -1
        found = {self.column(cell[:_LONGEST_NAME]) for cell in cells if cell} - {None}
        is_whole = all(column.name in found for column in self.layout.columns if column.required)
        return is_whole and bool(found), len(found)


def _folded(heading: str) -> str:
    return matching_key(_AROUND.sub("", _BETWEEN.sub(" ", heading)))


def _header(record: Record, layout: Layout, names: _Names, *, is_strict: bool) -> Header | list[Rejection]:
    columns = layout.columns
    found: dict[str, int] = {}
    strange: list[tuple[int, str]] = []
    faults: list[Rejection] = []
    for at, text in enumerate(record.cells, 1):
        name = names.column(text)
        if name is None and text and not names.is_beside(text):
            strange.append((at, text))
        elif name in found:
            reason = because("column-repeated", name=text, column=name, first=found[name])
            faults.append(Rejection(record.line_of(at), at, text, reason))
        elif name is not None:
            found[name] = at
    absent = {key: name for key, name in names.bare.items() if name not in found}
    known = tuple(column.name for column in columns)
    misspelt = _misspelt(record, strange, absent) if not layout.has_more else []
    faults += misspelt
    ignored = [one for one in strange if one[0] not in {fault.column for fault in misspelt}]
    if is_strict and not layout.has_more:
        faults += [
            Rejection(record.line_of(at), at, text, because("column-unknown", name=text, known=known))
            for at, text in ignored
        ]
    faults += _repeated(record, strange) if layout.has_more else []
    suspected = {fault.reason.facts.get("meant") for fault in faults}
    lacking = [c.name for c in columns if c.required and c.name not in found and c.name not in suspected]
    faults.sort(key=lambda fault: fault.column or 0)
    faults += [Rejection(record.line, None, "", because("column-missing", column=name)) for name in lacking]
    if faults:
        return faults
    places = tuple(map(found.get, known))
    more, rest = (strange, []) if layout.has_more else ([], ignored)
    return Header(layout, record, known, places, tuple(more), tuple(rest))


def _misspelt(record: Record, strange: Iterable[tuple[int, str]], absent: Mapping[str, str]) -> list[Rejection]:
    faults = []
    for at, text in strange:
        close = get_close_matches(search_key(_folded(text[:_LONGEST_NAME])), absent, n=1, cutoff=_CLOSE)
        if close:
            reason = because("column-misspelt", name=text, meant=absent[close[0]])
            faults.append(Rejection(record.line_of(at), at, text, reason))
    return faults


def _repeated(record: Record, strange: Iterable[tuple[int, str]]) -> list[Rejection]:
    seen: dict[str, int] = {}
    faults = []
    for at, text in strange:
        first = seen.setdefault(_folded(text), at)
        if first != at:
            reason: Reason = because("column-repeated", name=text, column=text, first=first)
            faults.append(Rejection(record.line_of(at), at, text, reason))
    return faults

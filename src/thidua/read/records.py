"""What every file of rows is read as, whatever its format: records of cells, and what is refused, with its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from thidua.errors import Place, Problem, Reason


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the line or sheet row it begins on, from 1, and its cells as text, stripped.

    ``origins`` are the lines of the cells of a header that was put together of several.
    """

    line: int
    cells: list[str]
    origins: tuple[int, ...] = ()

    def line_of(self, column: int) -> int:
        """Give the line a cell is from, its column counted from 1."""
        return self.origins[column - 1] if self.origins else self.line


@dataclass(frozen=True, slots=True)
class Rejection:
    """What is refused of a file: line and column count from 1, ``text`` is the cell as it was written.

    ``cells`` are those of the whole row as they stand, where they are known. Of a row with several refused cells each
    is told; ``is_more`` of all but the first.
    """

    line: int
    column: int | None
    text: str
    reason: Reason
    sheet: str | None = None
    is_end: bool = field(default=False, compare=False)  # what follows could not be read
    cells: Sequence[str] = field(default=(), compare=False, repr=False)
    is_more: bool = field(default=False, compare=False, repr=False)

    def problem(self, file: str) -> Problem:
        """Give the reason its place in a file."""
        return Problem(self.reason, Place(file, self.line, self.column, self.sheet))


class Turned(str):
    """A cell that a spreadsheet turned into something nobody typed: ``Turned("2024-10-09", into="date")``.

    As text it reads as what it became, so that a column of days takes a date; other columns refuse it.
    """

    __slots__ = ("into",)
    into: str

    def __new__(cls, text: str, *, into: str) -> Self:
        """Keep the text, and what it became: ``date``, ``time``, ``answer``, ``percent``, a broken ``number``."""
        made = super().__new__(cls, text)
        made.into = into
        return made

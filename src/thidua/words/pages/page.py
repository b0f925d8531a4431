"""What a page of help is made of: sentences marked for translation, and YAML and worked cases that are not translated.

Keys, values and what people type stand in backticks, on the terminal as in Markdown.
"""

from dataclasses import dataclass

from thidua.domain.points import Points, parse_points
from thidua.errors import Reason


@dataclass(frozen=True)
class Parameter:
    """A key of a rule: what it says, and its default as a file would write it; none where ``text`` tells all."""

    name: str
    text: str
    default: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Column:
    """A column of worked cases: the example as it stands, or with other keys in its rule, or for one unit."""

    keys: str = ""
    unit: str | None = None


@dataclass(frozen=True)
class Case:
    """What is reported, and the line's points in each column; None is refused."""

    reported: str
    points: tuple[Points | None, ...]


@dataclass(frozen=True)
class Table:
    """Worked cases, each in every column."""

    cases: tuple[Case, ...]
    columns: tuple[Column, ...] = (Column(),)


@dataclass(frozen=True)
class Page:
    """One topic. ``reported`` is what is reported for a line and how; only pages of rules have it.

    The last line of the example is the one that the worked cases are of.
    """

    topic: str
    title: str
    summary: str
    reported: str | None = None
    parameters: tuple[Parameter, ...] = ()
    paragraphs: tuple[str, ...] = ()
    example: str | None = None
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


def case(reported: str, *points: str) -> Case:
    """Make a worked case of points as text; what is no number, ``refused``, is a refusal."""
    read = [parse_points(text) for text in points]
    return Case(reported, tuple(None if isinstance(one, Reason) else one for one in read))

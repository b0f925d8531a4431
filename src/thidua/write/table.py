"""Tables for a terminal, drawn by rich: folded into its width, never cut.

Every text goes through ``visible`` and into rich as ``Text``: as ``str`` rich would read ``[red]`` as a colour, die on
``[/]`` and let an escape through. Where even the narrowest columns do not fit side by side, each row is written
as lines of ``title: value`` instead, since a column squeezed to nothing would lose its cells.
"""

import io
import re
from dataclasses import dataclass
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from thidua.reports.document import Cell, Document, Heading, Part, Table
from thidua.words.language import Language
from thidua.write import Frame
from thidua.write.cells import leans_right, shown
from thidua.write.visible import visible

_GAP = 2  # cells between two columns
_WORD = 8  # a column of text is not squeezed below this, unless its words are shorter
_LETTER = 2  # cells of the widest letter: rich drops what a line cannot hold
_HEIGHT = 25  # told to rich, which on TERM=dumb ignores a width that comes without a height
_TRAILING = re.compile(r" +((?:\x1b\[[0-9;]*m)*)$", re.MULTILINE)


def write_table(document: Document, stream: TextIO, frame: Frame) -> None:
    """Write a document for a terminal ``frame.width`` cells wide; bold headings where it shows colour."""
    language = Language(document.language)
    drawn = [text for part in document.parts if (text := _drawn(part, language, frame))]
    stream.write("\n".join(drawn))


@dataclass(frozen=True)
class _Grid:
    """A table as a reader sees it: text cells, the cells they were made of, and who leans right."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    rights: tuple[bool, ...]
    narrowest: tuple[int, ...]
    widest: tuple[int, ...]


def _drawn(part: Part, language: Language, frame: Frame) -> str:
    console = _console(frame)
    if not isinstance(part, Table):
        console.print(Text(visible(part.text), style="bold" if isinstance(part, Heading) else "", overflow="fold"))
    elif (table := part.for_people()).columns:
        if table.title is not None:
            console.print(Text(visible(table.title), style="bold", overflow="fold"))
        grid = _grid(table, language)
        widths = _widths(grid, frame.width)
        if widths is None:
            _print_records(console, grid)
        else:
            console.print(_rich_table(grid, widths))
    return _TRAILING.sub(r"\1", _output(console))


def _console(frame: Frame) -> Console:
    return Console(
        file=io.StringIO(),
        width=max(frame.width, _LETTER),
        height=_HEIGHT,
        color_system="standard" if frame.colour else None,
        no_color=not frame.colour,
        force_terminal=frame.colour,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def _output(console: Console) -> str:
    return console.file.getvalue() if isinstance(console.file, io.StringIO) else ""


def _grid(table: Table, language: Language) -> _Grid:
    titles = tuple(visible(column.title) for column in table.columns)
    rows = tuple(tuple(shown(cell, language) for cell in row) for row in table.rows)
    values = [[row[index] for row in table.rows] for index in range(len(titles))]
    texts = [[row[index] for row in rows] for index in range(len(titles))]
    return _Grid(
        titles,
        rows,
        tuple(leans_right(column, cells) for column, cells in zip(table.columns, values, strict=True)),
        tuple(_narrowest(*three) for three in zip(titles, values, texts, strict=True)),
        tuple(max(map(cell_len, [title, *column])) for title, column in zip(titles, texts, strict=True)),
    )


def _narrowest(title: str, values: list[Cell], texts: list[str]) -> int:
    """Give the least width of a column: numbers, dates and months are never broken, words of text may be."""
    worded = [title, *(text for text, value in zip(texts, values, strict=True) if isinstance(value, str | tuple))]
    longest = max((cell_len(word) for text in worded for word in text.split()), default=1)
    unbroken = (cell_len(t) for t, value in zip(texts, values, strict=True) if not isinstance(value, str | tuple))
    return max(1, min(longest, _WORD), *unbroken)


def _widths(grid: _Grid, width: int) -> list[int] | None:
    """Share the width among the columns, taking from the widest first; ``None`` when they do not fit."""
    room = width - _GAP * (len(grid.titles) - 1)
    if sum(grid.narrowest) > room:
        return None
    widths = [max(1, least, min(most, room)) for least, most in zip(grid.narrowest, grid.widest, strict=True)]
    while sum(widths) > room:
        slack = [index for index, least in enumerate(grid.narrowest) if widths[index] > least]
        widths[max(slack, key=lambda index: widths[index])] -= 1
    return widths


def _rich_table(grid: _Grid, widths: list[int]) -> RichTable:
    drawn = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for title, right, width in zip(grid.titles, grid.rights, widths, strict=True):
        drawn.add_column(Text(title), justify="right" if right else "left", overflow="fold", width=width)
    for row in grid.rows:
        drawn.add_row(*map(Text, row))
    return drawn


def _print_records(console: Console, grid: _Grid) -> None:
    for number, row in enumerate(grid.rows):
        if number:
            console.print()
        for title, text in zip(grid.titles, row, strict=True):
            console.print(Text.assemble((title, "bold"), ": ", text, overflow="fold"))

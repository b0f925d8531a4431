"""What a terminal shows while a big file is read and stored: rows, rate, time left; off a terminal nothing."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from thidua.words.language import say

if TYPE_CHECKING:
    from thidua.read.source import Source


@contextmanager
def progress(sources: Sequence["Source"], *, is_quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Give what is called with so many more rows read, and so many more stored."""
    if is_quiet or not sys.stderr.isatty():
        yield lambda _read, _stored: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    told = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,}"),
        TextColumn(say("rows")),
        TextColumn("{task.fields[rate]:,.0f}/s"),
        TimeRemainingColumn(),
    )
    with Progress(*told, console=Console(file=sys.stderr), transient=True) as shown:
        reading = shown.add_task(say("Reading"), total=None, rows=0, rate=0.0)
        storing = shown.add_task(say("Storing"), total=None, rows=0, rate=0.0, visible=False)
        counts = {reading: 0, storing: 0}

        def more(read: int, stored: int) -> None:
            at = reading if read else storing
            counts[at] += read + stored
            elapsed = shown.tasks[at].elapsed or 0
            rate = counts[at] / elapsed if elapsed else 0.0
            if read:
                done, size = (sum(part) for part in zip(*(one.read_so_far for one in sources), strict=True))
                shown.update(reading, completed=done, total=size, rows=counts[at], rate=rate)
            else:
                done, size = counts[storing], counts[reading]
                shown.update(storing, completed=done, total=size, rows=done, rate=rate, visible=True)

        yield more

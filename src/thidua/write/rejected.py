"""The rows of a file that were refused, in a file of their own: the same columns and why, ready to be corrected."""

import csv
import io
import re
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from thidua.errors import Problem, Reason, because
from thidua.read.headings import REFUSED, Layout
from thidua.read.records import Rejection
from thidua.read.rows import FORMULA_STARTS, open_rows
from thidua.read.source import STDIN, Source
from thidua.words.language import Language
from thidua.words.refusals import remedied
from thidua.write.whole import write_private

_NUMBER = re.compile(r"[+-]?[\d.,]+%?")
_ALREADY = re.compile(r"(.+)\.rejected(-\d+)?\.csv")


def write_rejected(
    source: Source,
    layouts: tuple[Layout, ...],
    problems: Sequence[Problem],
    language: Language,
    wanted: Path | None = None,
) -> Path | Reason | None:
    """Write the refused rows of a file beside it, each with every reason; give the file, None when there are none.

    A file that is there is never written over: the next free number is taken, unless it says just the same. What came
    from a pipe goes to ``wanted``, or nowhere; of rows that are kept nowhere the reason is given.
    """
    reasons: dict[int, list[str]] = {}
    for problem in problems:
        if problem.place is not None and problem.place.file == source.name and problem.place.line is not None:
            reasons.setdefault(problem.place.line, []).append(remedied(language, problem.reason))
    written = _written(source, layouts, reasons) if reasons else None
    if written is None:
        return None
    if wanted is None and source.name == STDIN:
        return because("rejected-of-pipe")
    try:
        path = wanted or _place(Path(source.name), written)
        if wanted is not None or not path.exists():
            write_private(path, written)
    except OSError as error:
        return because("rejected-unkept", file=source.name, detail=error.strerror or str(error))
    return path


def _written(source: Source, layouts: tuple[Layout, ...], reasons: dict[int, list[str]]) -> bytes | None:
    rows = open_rows(source, layouts)
    if isinstance(rows, list):
        return None
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=rows.separator or ",", lineterminator="\r\n")
    heading = [cell for cell in rows.header.cells if cell != REFUSED]
    kept = [at for at, cell in enumerate(rows.header.cells) if cell != REFUSED]
    table.writerow([*map(_guarded, heading), REFUSED])
    above = text.tell()
    for record in rows.raw():
        if isinstance(record, Rejection) and record.is_end:
            return None  # what else the file says is not known: it is corrected itself
        if record.line not in reasons:
            continue
        cells = [_guarded(cell) for cell in record.cells]
        if rows.header.sheet is not None:
            cells += [""] * (len(rows.header.cells) - len(cells))
        # a row that is too short stays so, lest what it lacks be taken for empty
        own = [cells[at] for at in kept if at < len(cells)] + cells[len(rows.header.cells) :]
        table.writerow([*own, " ".join(reasons.pop(record.line))])
    # what is wrong with the header is mended in the file itself
    return text.getvalue().encode("utf-8-sig") if text.tell() > above else None


def _guarded(cell: str) -> str:
    is_run = cell.startswith(FORMULA_STARTS) and _NUMBER.fullmatch(cell) is None
    return f"'{cell}" if is_run else str(cell)


def _place(file: Path, written: bytes) -> Path:
    earlier = _ALREADY.fullmatch(file.name)
    start = earlier[1] if earlier else file.name
    for number in count(1):
        path = file.with_name(f"{start}.rejected{'' if number == 1 else f'-{number}'}.csv")
        if path != file and (not path.exists() or (path.is_file() and path.read_bytes() == written)):
            return path
    raise AssertionError

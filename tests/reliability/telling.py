"""Tells everything a ledger has to tell, in every format, by pipe and by file, into a folder; each at one fixed time.

Run as ``telling.py LEDGER FOLDER [every]``: what a command says on stdout is kept, and beside it what it writes with
``-o``, in one format after the other or, with ``every``, in each.
"""

import contextlib
import io
import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path

from thidua.cli import main
from thidua.write import FORMATS

NOW = datetime(2024, 12, 31, 18, 0, tzinfo=UTC)  # in Vietnam the new year has begun
MARCH, SEPTEMBER = ("--month", "2024-03"), ("--month", "2024-09")
# with a format, and -o
DOCUMENTS = (
    ("report",),
    ("report", "overview", *MARCH),
    ("report", "standings", *MARCH),
    ("report", "standings", "--from", "2024-03", "--to", "2024-09"),
    ("report", "differences", *MARCH),
    ("report", "journey"),
    ("report", "registrations"),
    ("status",),
    ("status", "MY-HOA"),
    ("explain", "MY-HOA", *MARCH),
    ("explain", "AN-HIEP", *SEPTEMBER),
    ("evaluate", *MARCH),
    ("unit", "list"),
    ("unit", "tree"),
    ("campaign", "list"),
    ("campaign", "show"),
    ("campaign", "diff"),
)
# as they are, on stdout
OTHERS = (("campaign", "schema"), ("--version",), ("score", "MY-HOA"))


def _kept(place: Path, *words: str) -> None:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words, now=NOW)
    told = [str(code).encode()]
    for stream in (out, err):
        stream.flush()
        stream.seek(0)
        told.append(stream.buffer.read())
    place.write_bytes(b"\n".join(told))


def _tell(db: Path, folder: Path, *, every: bool) -> None:
    for number, (words, name) in enumerate(itertools.product(DOCUMENTS, FORMATS)):
        # the two that are drawn or nested, and one of the plainer
        if not every and name not in {"table", "json", FORMATS[number // len(FORMATS) % len(FORMATS)]}:
            continue
        place = folder / f"{number:03} {' '.join(words)}.{name}"
        _kept(place, *words, "--format", name, "--db", str(db))
        if every or number % len(FORMATS) == number // len(FORMATS) % len(FORMATS):
            _kept(folder / f"{place.name}.told", *words, "--db", str(db), "-o", f"{place}.file", "--format", name)
    for words in OTHERS:
        _kept(folder / " ".join(words), *words)


if __name__ == "__main__":
    _tell(Path(sys.argv[1]), Path(sys.argv[2]), every=sys.argv[3:] == ["every"])

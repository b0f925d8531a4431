"""Importing a file of the corpus: what is told, and what must hold of every import whatever the file."""

import csv
import io
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conftest import Ran, Thidua
from corpus.case import Case
from small import LEDGER

MOST_SECONDS = 10
_COUNTS = ("rows_read", "created", "unchanged", "superseded", "rejected")
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[\d.,]+%?")


def tried(case: Case, thidua: Thidua) -> None:
    """Import a file and hold what comes of it against the table."""
    case.put(Path())
    words = ["import", case.kind, *case.files, *case.options]
    if case.code == 0:
        _taken(case, thidua, words)
    else:
        _refused(case, thidua, words)


def _refused(case: Case, thidua: Thidua, words: list[str]) -> None:
    before = LEDGER.read_bytes()
    ran = _bounded(thidua, *words, "--json")
    assert (ran.code, ran.out, LEDGER.read_bytes() == before) == (case.code, "", True), ran
    body = json.loads(ran.err)
    assert told(body, case) == list(case.told)
    for name in body.get("rejected_files", ()):
        _guarded(Path(name))
    said = _bounded(thidua, *words)
    assert (said.code, said.out, LEDGER.read_bytes() == before) == (case.code, "", True), said
    lines = said.err.splitlines()
    assert [any(one["message"] in line for line in lines) for one in body["problems"][:100] if _is_short(one)] == [
        True for one in body["problems"][:100] if _is_short(one)
    ]


def _taken(case: Case, thidua: Thidua, words: list[str]) -> None:
    before = LEDGER.read_bytes()
    trial = _body(_bounded(thidua, *words, "--dry-run", "--json"))
    assert LEDGER.read_bytes() == before
    body = _body(_bounded(thidua, *words, "--json"))
    assert (counts(body), counts(trial)) == (case.counts, case.counts)
    assert told(body, case) == list(case.told)
    assert [note["code"] for note in body["notes"]] == list(case.notes)
    if case.plan:
        assert [f"{one['about']} {one['value'] or ''}".strip() for one in trial["planned"]] == list(case.plan)
    rows, created, unchanged, superseded, rejected = case.counts
    assert rows == created + unchanged + superseded + rejected
    assert (LEDGER.read_bytes() == before) == (created + superseded == 0)
    again = _body(_bounded(thidua, *words, "--json"))
    assert (counts(again), again["entry"]) == ((rows, 0, rows - rejected, 0, rejected), None)


def counts(body: dict[str, Any]) -> tuple[int, ...]:
    """Give what became of the rows."""
    return tuple(body[name] for name in _COUNTS)


def told(body: dict[str, Any], case: Case) -> list[str]:
    """Give the places and codes of all problems; with the file where there are several."""
    return [f"{_place(one, with_file=len(case.files) > 1)} {one['code']}".strip() for one in body["problems"]]


def _place(one: dict[str, Any], *, with_file: bool) -> str:
    at = ":".join(str(part) for part in (one["line"], one["column"]) if part is not None)
    sheet = f"{one['sheet']}!" if "sheet" in one else ""
    return f"{one['file']}:{sheet}{at}" if with_file else sheet + at


def _is_short(one: dict[str, Any]) -> bool:
    """True of a problem that is told as it stands: on one line, with nothing in it that is not seen."""
    return one["code"] != "row-beside-refused" and one["message"].isprintable()


def _body(ran: Ran) -> dict[str, Any]:
    assert ran.code == 0, ran.err
    body: dict[str, Any] = json.loads(ran.out)
    return body


def _bounded(thidua: Thidua, *words: str) -> Ran:
    started = time.process_time()
    ran = thidua(*words)
    assert time.process_time() - started < MOST_SECONDS
    return ran


def _guarded(file: Path) -> None:
    """Insist that the refused rows say why, and hold nothing that a spreadsheet would run."""
    _, *rows = _rows_of(file)
    assert rows
    for row in rows:
        *cells, why = row
        assert why
        assert not [cell for cell in cells if cell.startswith(_RUN_BY_SPREADSHEETS) and not _NUMBER.fullmatch(cell)]


def _rows_of(file: Path) -> Iterator[list[str]]:
    text = file.read_text("utf-8-sig")
    delimiter = max(",;\t", key=text.partition("rejected_because")[0].count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)

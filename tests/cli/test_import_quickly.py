"""A text of long rows is taken quickly, other files row by row: both must come to the same."""

import csv
import io
import json
import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import small
from conftest import Thidua

NAMES = ("registration", "criterion", "month", "value", "stage", "reason", "note")
GOOD = st.tuples(
    st.sampled_from(["MH", "AH", "TT", "mh"]),
    st.sampled_from(["fields", "roads", "Roads"]),
    st.sampled_from(["2024-03", "3/2024", "2024-04", "2024-05"]),
    st.sampled_from(["10", "11", "9,5", ""]),
    st.sampled_from(["", "self", "agreed", "thống nhất"]),
    st.sampled_from(["", "vì sao", " "]),
    st.sampled_from(["", "", "a", "b", " b "]),
)
ANY = st.tuples(
    st.sampled_from(["MH", "AH", "NOPE"]),
    st.sampled_from(["fields", "road"]),
    st.sampled_from(["2024-03", "2024-13", ""]),
    st.sampled_from(["10", "999"]),
    st.sampled_from(["", "?"]),
    st.sampled_from(["", "vì sao"]),
    st.sampled_from(["", "a", "số 001234567890", "Nguy?n"]),
)
ROWS = st.lists(GOOD, min_size=1, max_size=12, unique_by=lambda row: row[:3]) | st.lists(
    GOOD | ANY, min_size=1, max_size=8
)


def _text(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([NAMES, *rows])
    return out.getvalue()


def _came_to(thidua: Thidua, name: str, options: tuple[str, ...]) -> list[object]:
    """Give what is told of an import, and the anchor of the ledger after it."""
    shutil.copy("start.db", "thidua.db")
    ran = thidua("import", "scores", name, *options, "--json")
    body = json.loads(ran.out or ran.err)
    problems = sorted((one["code"], one["column"]) for one in body["problems"])
    counts = [body.get(one) for one in ("rows_read", "created", "unchanged", "superseded", "rejected")]
    last = json.loads(thidua("log", "--json").out)["entries"][-1]  # its anchor is of everything that was stored
    return [ran.code, counts, problems, [note["code"] for note in body.get("notes", ())], last["anchor"]]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, st.booleans(), st.booleans())
def test_the_same_rows_come_to_the_same_quickly_and_one_by_one(
    thidua: Thidua, rows: list[tuple[str, ...]], accepts_valid: bool, has_month: bool
) -> None:
    if not Path("start.db").exists():
        small.scored(small.registered(thidua), "2024-03", MH="10 5", AH="11 -")
        shutil.copy("thidua.db", "start.db")
    options = (*(["--accept-valid"] if accepts_valid else []), *(["--month", "2024-03"] if has_month else []))
    Path("s.csv").write_text(_text(rows), "utf-8")
    objects = [dict(zip(NAMES, row, strict=True)) for row in rows]
    Path("s.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects), "utf-8")
    for kept in Path().glob("s.*.rejected*"):
        kept.unlink()
    assert _came_to(thidua, "s.csv", options) == _came_to(thidua, "s.jsonl", options)


def test_words_beside_what_was_met_before_are_judged_all_the_same(thidua: Thidua) -> None:
    small.registered(thidua)
    rows = [(who, "fields", "2024-03", "10", "", "", note) for who, note in (("MH", "a"), ("AH", "Nguy?n"))]
    Path("s.csv").write_text(_text(rows), "utf-8")
    refused = json.loads(thidua("import", "scores", "s.csv", "--json").err)
    assert [(one["code"], one["line"], one["column"]) for one in refused["problems"]] == [("text-letters-lost", 3, 7)]
    Path("s.csv").write_text(_text([*rows[:1], (*rows[1][:6], "số 001234567890")]), "utf-8")
    stored = json.loads(thidua("import", "scores", "s.csv", "--json").out)
    assert (stored["created"], [note["code"] for note in stored["notes"]]) == (2, ["identity-number"])
    assert "s.csv:3:7" in json.dumps(stored["notes"])

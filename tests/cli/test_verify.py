"""``thidua verify``: what it says of a sound ledger and of one that is not, and that it changes nothing."""

import json
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOW, Thidua
from small import LEDGER, done, recognised, registered, scored, voted
from thidua.domain.anchors import anchor_of

SOUND = """\
Verifying thidua.db

Check	Looked at	Result
File: header and length	{size} bytes	ok
Pages, indexes and types	{pages} pages	ok
References between tables	33 tables	ok
Tables, indexes and guards	145 pieces	ok
Conditions of the tables	23 conditions	ok
The chain of entries	6 entries	ok
The rows of every entry	{rows} rows	ok
Names and their digests	1 persons	ok
Anchors given	0 anchors	ok
What was voided	0 voided entries	ok
Closed months	0 closings	ok
Campaign versions	1 versions	ok
Registrations admitted again	3 registrations	ok
Scores valued again	6 rows	ok
Evaluations computed again	1 evaluations	ok
Votes counted again	0 sittings	ok
Gates of the five steps	0 facts	ok
Gates of withdrawing and revoking	0 facts	ok
Gates of closing and reopening	0 closings	ok
Gates of voiding	0 voided entries	ok

The ledger is sound: 6 entries, last anchor {anchor}.
"""


@pytest.fixture
def march(thidua: Thidua) -> Thidua:
    return scored(registered(thidua), "2024-03", MH="50 30", AH="40 20", TT="45 15")


def hashes() -> dict[int, str]:
    with closing(sqlite3.connect(LEDGER)) as raw:
        return dict(raw.execute("SELECT seq, hash FROM entry"))


def harmed(*statements: str) -> None:
    """Change what is stored behind the tool's back."""
    with closing(sqlite3.connect(LEDGER)) as raw:
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        for _, sql in guards:
            raw.execute(sql)
        raw.commit()


def test_a_sound_ledger_is_told_check_by_check(march: Thidua) -> None:
    with closing(sqlite3.connect(LEDGER)) as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        rows = raw.execute("SELECT SUM(rows) FROM entry").fetchone()[0]
    ran = march("verify")
    facts = {"size": LEDGER.stat().st_size, "pages": pages, "rows": rows, "anchor": anchor_of(hashes()[6])}
    assert ran == (0, SOUND.format(**facts), "")


def test_verifying_changes_nothing_and_needs_no_right_to_write(march: Thidua) -> None:
    before, names = LEDGER.read_bytes(), sorted(Path().iterdir())
    LEDGER.chmod(0o400)
    Path.cwd().chmod(0o500)
    changed = LEDGER.stat().st_mtime_ns
    assert march("verify").code == 0
    assert (LEDGER.read_bytes(), LEDGER.stat().st_mtime_ns, sorted(Path().iterdir())) == (before, changed, names)
    Path.cwd().chmod(0o700)


def test_a_changed_cell_is_named_and_the_object_is_on_stdout_with_exit_4(march: Thidua) -> None:
    harmed("UPDATE score SET points = points + 100 WHERE points = 5000")
    ran = march("verify", "--json")
    told = json.loads(ran.out)
    assert (ran.code, ran.err, told["schema"], told["sound"]) == (4, "", "thidua.verify/1", False)
    assert told["finding_count"] == len(told["findings"]) == 5
    found = [(one["check"], one["code"], one["table"], one["entry"], one["key"]) for one in told["findings"]]
    march_of = "evaluation 1 of 2024-03, registration"
    assert found == [
        ("rows", "row-digest", "score 6", 5, None),
        ("scores", "score-points", "score", 5, "month 2024-03, registration MH, criterion fields, stage agreed, “50”"),
        ("evaluations", "evaluation-digest", "evaluation", 6, "1"),
        ("evaluations", "standing-differs", "standing", 6, f"{march_of} MH"),
        ("evaluations", "standing-differs", "standing_pillar", 6, f"{march_of} MH, pillar work"),
    ]
    assert told["findings"][1]["expected"] == "points 50, met 0"
    assert told["findings"][1]["found"] == "points 51, met 0"
    assert told["findings"][3]["expected"] == "total 81"
    assert told["findings"][3]["found"] == "total 80"
    results = {one["check"]: (one["result"], one["finding_count"]) for one in told["checks"]}
    assert results["rows"] == ("found", 1)
    assert results["chain"] == ("ok", 0)


ALIKE = {"MH": "50 30", "AH": "50 30", "TT": "45 30"}
EVERY = [
    *(("MH", "fields", "50"), ("MH", "roads", "30"), ("AH", "fields", "50")),
    *(("AH", "roads", "30"), ("TT", "fields", "45"), ("TT", "roads", "30")),
]


@pytest.mark.parametrize(
    ("change", "code", "wrong"),
    [
        ("points = points + 100", "score-points", EVERY),
        ("points = 0 WHERE points = 3000", "score-points", [one for one in EVERY if one[1] == "roads"]),
        ("reported = 'x' || reported", "gate-shut", [(code, line, f"x{told}") for code, line, told in EVERY]),
    ],
)
def test_scores_that_were_changed_alike_are_listed_one_by_one(
    thidua: Thidua, change: str, code: str, wrong: list[tuple[str, str, str]]
) -> None:
    scored(registered(thidua), "2024-03", **ALIKE)
    harmed(f"UPDATE score SET {change}")
    told = json.loads(thidua("verify", "--json").out)["findings"]
    keys = [one["key"] for one in told if (one["check"], one["code"]) == ("scores", code)]
    place = "month 2024-03, registration {}, criterion {}, stage agreed, “{}”"
    assert sorted(keys) == sorted(place.format(*one) for one in wrong)


def test_people_are_told_what_a_finding_means_and_what_to_do(march: Thidua) -> None:
    harmed("UPDATE entry SET summary = 'x' WHERE seq = 2")
    ran = march("verify")
    assert ran.code == 4
    lines = ran.out.splitlines()
    head = lines.index("Findings")
    assert lines[head + 1] == "Finding	Table	Entry	Where	Expected	Found	What it means"
    assert lines[head + 2].startswith("hash	entry	2	–	")
    assert lines[head + 2].endswith(
        "	The entry's hash is not that of what it says: it was changed after it was written."
    )
    assert lines[-1] == (
        "The ledger is NOT sound: 1 findings. Nothing was changed or repaired. Keep the file as it is, and do what "
        "stands beside each finding; where something was changed or lost, go back to a verified backup: "
        "thidua restore FILE"
    )


def test_the_report_goes_to_a_file_and_speaks_vietnamese(march: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_LANG", "vi")
    assert march("verify", "-o", "kiem-tra.txt") == (0, "", "")
    text = Path("kiem-tra.txt").read_text("utf-8")
    assert text.splitlines()[-1] == f"Sổ nguyên vẹn: 6 bút toán, mã neo cuối {anchor_of(hashes()[6])}."


def test_an_anchor_is_found_at_its_entry_with_or_without_hyphens(march: Thidua) -> None:
    fourth = hashes()[4]
    told = json.loads(
        march("verify", "--anchor", anchor_of(fourth), "--anchor", f"4:{fourth[:16].upper()}", "--json").out
    )
    assert (told["sound"], told["findings"]) == (True, [])
    assert [(one["code"], one["entry"]) for one in told["notes"]] == [("anchor-found", 4)]


def test_an_anchor_that_is_not_there_or_at_another_entry_is_a_finding(march: Thidua) -> None:
    fourth = anchor_of(hashes()[4])
    ran = march(
        "verify", "--anchor", "1a2b-3c4d-5e6f-7a8b", "--anchor", f"5:{fourth}", "--anchor", f"99:{fourth}", "--json"
    )
    told = json.loads(ran.out)
    assert ran.code == 4
    assert [(one["code"], one["entry"], one["expected"], one["found"]) for one in told["findings"]] == [
        ("anchor-missing", None, "1a2b-3c4d-5e6f-7a8b", None),
        ("anchor-missing", 5, fourth, anchor_of(hashes()[5])),
        ("anchor-missing", 99, fourth, None),
    ]


@pytest.mark.parametrize("text", ["1a2b", "1a2b-3c4d-5e6f-7a8g", "x:1a2b-3c4d-5e6f-7a8b", ":1a2b-3c4d-5e6f-7a8b", ""])
def test_a_malformed_anchor_is_refused_as_an_argument(march: Thidua, text: str) -> None:
    ran = march("verify", "--anchor", text)
    assert (ran.code, ran.out) == (2, "")


def test_a_cut_end_is_sound_in_itself_and_shown_by_the_anchor(march: Thidua) -> None:
    last = anchor_of(hashes()[6])
    tables = ("evaluation", "standing", "standing_pillar", "standing_group", "standing_missing", "standing_gate")
    harmed(*(f"DELETE FROM {table} WHERE entry = 6" for table in tables), "DELETE FROM entry WHERE seq = 6")
    assert march("verify").code == 0
    assert march("verify", "--anchor", last).code == 4


def test_a_clock_that_went_back_is_only_noted(march: Thidua) -> None:
    words = ("score", "MH", "roads", "25", "--month", "2024-03", "--reason", "x")
    done(march(*words, now=NOW - timedelta(days=30)))
    told = json.loads(march("verify", "--json").out)
    assert told["sound"] is True
    assert [(one["code"], one["entry"], one["expected"], one["found"]) for one in told["notes"]] == [
        ("time-backwards", 7, "2024-10-31T03:00:00+00:00", "2024-10-01T03:00:00+00:00")
    ]


@pytest.mark.parametrize(
    ("pragma", "code", "reason"),
    [
        ("user_version = 9", 12, "ledger-newer"),
        ("user_version = 1", 12, "ledger-too-old"),
        ("application_id = 7", 10, "ledger-foreign"),
    ],
)
def test_what_is_no_ledger_of_this_version_is_refused(march: Thidua, pragma: str, code: int, reason: str) -> None:
    with closing(sqlite3.connect(LEDGER)) as raw:
        raw.execute(f"PRAGMA {pragma}")
    ran = march("verify", "--json")
    assert (ran.code, ran.out, json.loads(ran.err)["code"]) == (code, "", reason)


def test_a_ledger_marked_older_than_its_tables_is_looked_at_since_it_cannot_be_upgraded(march: Thidua) -> None:
    with closing(sqlite3.connect(LEDGER)) as raw:
        raw.execute("PRAGMA user_version = 2")
    refused = march("upgrade").err
    assert "is not sound, so no backup of it was made" in refused
    assert "See: thidua verify --db thidua.db" in refused
    ran = march("verify", "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["sound"], told["schema_version"]) == (4, False, 2)
    assert {one["check"] for one in told["findings"]} == {"schema"}
    results = {one["check"]: one["result"] for one in told["checks"]}
    assert (results["schema"], results["evaluations"]) == ("found", "not-done")


def test_no_ledger_is_refused(thidua: Thidua) -> None:
    assert thidua("verify").code == 10
    assert list(Path().glob("*.db*")) == []


def test_a_ledger_held_by_another_program_is_busy(march: Thidua) -> None:
    with closing(sqlite3.connect(LEDGER, isolation_level=None)) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        assert march("verify").code == 11
        raw.execute("ROLLBACK")


def test_the_journal_of_an_interrupted_command_is_told_and_what_to_do(march: Thidua) -> None:
    with closing(sqlite3.connect(LEDGER, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_size = 1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("CREATE TABLE spilled (x)")
        raw.execute("INSERT INTO spilled VALUES (randomblob(100000)), (randomblob(100000))")
        shutil.copy(LEDGER, "left.db")
        shutil.copy(f"{LEDGER}-journal", "left.db-journal")
    before = Path("left.db").read_bytes()
    told = json.loads(march("verify", "--db", "left.db", "--json").out)
    assert told["findings"][-1]["code"] == "journal-hot"
    assert "thidua status" in told["findings"][-1]["message"]
    assert (Path("left.db").read_bytes(), Path("left.db-journal").exists()) == (before, True)
    done(march("status", "--db", "left.db"))
    assert march("verify", "--db", "left.db").code == 0


def test_a_ledger_in_which_every_step_was_gone_is_sound(thidua: Thidua) -> None:
    recognised(thidua)
    told = json.loads(thidua("verify", "--json").out)
    assert (told["sound"], told["notes"]) == (True, [])
    looked_at = {one["check"]: one["looked_at"] for one in told["checks"]}
    assert (looked_at["steps"], looked_at["votes"], looked_at["evaluations"]) == (6, 2, 2)


def test_voids_closings_and_reopenings_are_sound(thidua: Thidua) -> None:
    voted(thidua)
    for words in (
        ("void", "7", "--reason", "x"),
        ("evaluate", "--month", "2024-03"),
        ("close", "--month", "2024-03", "--force", "--reason", "x"),
        ("reopen", "--month", "2024-03", "--reason", "x"),
        ("score", "MH", "roads", "25", "--month", "2024-03", "--reason", "x"),
        ("evaluate", "--month", "2024-03"),
        ("close", "--month", "2024-03", "--force", "--reason", "x"),
    ):
        done(thidua(*words))
    told = json.loads(thidua("verify", "--json").out)
    assert (told["sound"], told["findings"]) == (True, [])
    looked_at = {one["check"]: one["looked_at"] for one in told["checks"]}
    assert (looked_at["voids"], looked_at["months"], looked_at["evaluations"]) == (1, 3, 2)


def test_a_file_whose_tables_are_views_is_told_and_nothing_is_derived_from_it(march: Thidua) -> None:
    with closing(sqlite3.connect(LEDGER)) as raw:
        raw.execute("ALTER TABLE score RENAME TO kept")
        raw.execute(
            "CREATE VIEW score AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
            " SELECT * FROM kept, n"
        )
        raw.commit()
    told = json.loads(march("verify", "--json").out)
    codes = {(one["code"], one["key"]) for one in told["findings"]}
    assert {("schema-missing", "table score"), ("schema-added", "view score"), ("schema-added", "table kept")} <= codes
    assert {one["result"] for one in told["checks"] if one["check"] in {"scores", "steps"}} == {"not-done"}


def test_text_that_is_no_utf8_is_a_finding(march: Thidua) -> None:
    harmed("UPDATE ruleset SET text = CAST(x'ff' AS TEXT)", "UPDATE person_name SET name = CAST(x'fffe' AS TEXT)")
    told = json.loads(march("verify", "--json").out)
    assert {"row-digest", "name-unlike", "not-derivable"} <= {one["code"] for one in told["findings"]}


def test_a_ledger_made_private_stays_so(march: Thidua) -> None:
    march("verify")
    assert stat.S_IMODE(LEDGER.stat().st_mode) == 0o600

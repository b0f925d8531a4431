"""Closing a month: settled or by force, then it takes nothing, from any verb and from plain SQL, until opened again."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from conftest import BALLOTS, Thidua
from make import refused

MARCH = ("--month", "2024-03")
FORCE = ("--force", "--reason", "hết hạn")
DAY = ("--on", "2024-04-12")
UNVOTED = (
    "Error: {code} is shortlisted for 2024-03 and was not put to the vote at a sitting with a quorum. "
    "Run: thidua vote {code} --month 2024-03 …\n"
)
CLOSED = (
    "Error: 2024-03 is closed, since entry {entry}: it takes nothing more. "
    "To open it again: thidua reopen --month 2024-03 --reason TEXT\n"
)


@pytest.fixture
def settled(march: Thidua) -> Thidua:
    """March with everything done: the missing line scored, evaluated, voted, commended."""
    assert march("score", "AN-DUC", "von-ha-tang", "3", *MARCH).code == 0
    assert march("evaluate", *MARCH).code == 0
    for code, yes, no in (("MY-HOA", "9", "0"), ("PHUOC-NGAI", "2", "7"), ("AN-NGAI-TAY", "1", "8")):
        assert march("vote", code, *MARCH, *DAY, *BALLOTS, "--yes", yes, "--no", no).code == 0
    assert march("commend", "MY-HOA", *MARCH, *DAY).code == 0
    return march


def hash_of(entry: int) -> str:
    with closing(sqlite3.connect("thidua.db")) as ledger:
        return str(ledger.execute("SELECT hash FROM entry WHERE seq = ?", (entry,)).fetchone()[0])


def anchor(entry: int) -> str:
    digits = hash_of(entry)[:16]
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


def test_a_settled_month_is_closed_and_its_anchor_printed(settled: Thidua) -> None:
    ran = settled("close", *MARCH)
    assert ran.code == 0, ran.err
    assert f"2024-03 is closed, entry 13. Anchor for what is signed: {anchor(13)}" in ran.err


def test_the_receipt_has_entry_anchor_and_what_was_left(march: Thidua) -> None:
    found = json.loads(march("close", *MARCH, *FORCE, "--json").out)
    assert (found["schema"], found["campaign"], found["month"]) == (
        "thidua.close/1",
        "dong-khoi-moi-ba-tri-2024",
        "2024-03",
    )
    assert (found["entry"], found["anchor"]) == (7, anchor(7))
    assert [one["code"] for one in found["unsettled"]] == ["unsettled-missing", *["unsettled-vote"] * 3]


def test_everything_unsettled_is_listed_with_its_remedy_and_the_month_stays_open(march: Thidua) -> None:
    ran = refused(march, "close", *MARCH)
    assert (ran.code, ran.err) == (
        5,
        (
            "Error: AN-DUC has lines of 2024-03 that are due and not scored: von-ha-tang.\n"
            + UNVOTED.format(code="MY-HOA")
            + UNVOTED.format(code="PHUOC-NGAI")
            + UNVOTED.format(code="AN-NGAI-TAY")
            + "Error: 2024-03 is not settled, and stays open. Settle it, or close it as it is: "
            "thidua close --month 2024-03 --force --reason TEXT\n"
        ),
    )


def codes(ran_err: str) -> list[str]:
    return [problem["code"] for problem in json.loads(ran_err)["problems"]]


def test_a_month_not_evaluated_a_stale_one_a_stale_vote_and_one_not_commended_are_unsettled(settled: Thidua) -> None:
    assert codes(refused(settled, "close", "--month", "2024-05", "--json").err) == [
        "unsettled-not-evaluated",
        "close-unsettled",
    ]
    assert settled("score", "MY-HOA", "sinh-hoat-chi-bo", "1", *MARCH, "--reason", "x").code == 0
    assert codes(refused(settled, "close", *MARCH, "--json").err) == [
        "unsettled-stale",
        "unsettled-vote-moved",
        *["unsettled-vote-stale"] * 2,
        "close-unsettled",
    ]


def test_an_evaluation_of_others_than_count_now_is_unsettled(settled: Thidua) -> None:
    uncounted = ("register", "AN-DUC", "--supplement", "--content", "x", "--reason", "rút mục tiêu")
    assert settled(*uncounted).code == 0
    assert codes(refused(settled, "close", *MARCH, "--json").err) == ["unsettled-stale", "close-unsettled"]


def test_a_carried_vote_without_commendation_is_unsettled(settled: Thidua) -> None:
    vote = ("vote", "PHUOC-NGAI", *MARCH, *DAY, *BALLOTS, "--yes", "9", "--no", "0", "--reason", "lại")
    assert settled(*vote).code == 0
    assert codes(refused(settled, "close", *MARCH, "--json").err) == ["unsettled-commendation", "close-unsettled"]


def test_lines_at_an_earlier_stage_than_others_are_unsettled(settled: Thidua) -> None:
    again = ("score", "AN-DUC", "von-ha-tang", *MARCH, "--reason", "x")
    assert settled(*again[:3], "", *again[3:]).code == 0
    assert settled(*again[:3], "3", *again[3:], "--stage", "self").code == 0
    assert settled("evaluate", *MARCH).code == 0
    ran = refused(settled, "close", *MARCH)
    assert (
        "Error: AN-DUC has 1 lines of 2024-03 at the stage “self-score” only, not “agreed score”. "
        "See: thidua report differences --month 2024-03\n"
    ) in ran.err


@pytest.mark.parametrize(
    "command",
    [
        ("score", "MY-HOA", "sinh-hoat-chi-bo", "1", *MARCH, "--reason", "x"),
        ("evaluate", *MARCH, "--stage", "agreed"),
        ("vote", "BA-TRI", *MARCH, *DAY, *BALLOTS, "--yes", "9", "--no", "0", "--reason", "x"),
        ("commend", "BA-TRI", *MARCH, *DAY, "--ad-hoc", "--reason", "x"),
        ("void", "7", "--reason", "x"),
        ("void", "9", "--reason", "x"),
    ],
    ids=["score", "evaluate", "vote", "commend", "void a score", "void a vote"],
)
def test_a_closed_month_takes_nothing_from_any_verb(settled: Thidua, command: tuple[str, ...]) -> None:
    assert settled("close", *MARCH).code == 0
    ran = refused(settled, *command)
    assert (ran.code, ran.err) == (5, CLOSED.format(entry=13))


def test_a_closed_month_takes_no_file_and_it_is_said_of_every_row(settled: Thidua) -> None:
    assert settled("close", *MARCH).code == 0
    Path("a.csv").write_text(
        "registration,criterion,value,month\nMY-HOA,sinh-hoat-chi-bo,1,2024-03\nBA-TRI,sinh-hoat-chi-bo,1,2024-03\n",
        "utf-8",
    )
    ran = refused(settled, "import", "scores", "a.csv", "--update", "--reason", "x")
    assert (ran.code, ran.err) == (
        5,
        CLOSED.format(entry=13).replace("Error", "a.csv:2:4")
        + CLOSED.format(entry=13).replace("Error", "a.csv:3:4")
        + "Problems: 2. Nothing was stored.\n"
        + "The refused rows are in a.csv.rejected.csv: correct them there and import that file.\n",
    )


def test_another_version_for_a_closed_month_is_refused(settled: Thidua, tmp_path: Path) -> None:
    text = Path(__file__).parents[2] / "campaigns" / "dong-khoi-moi-ba-tri-2024.yaml"
    (tmp_path / "b.yaml").write_text(text.read_text("utf-8").replace("top: 1", "top: 2"), "utf-8")
    assert settled("launch", "b.yaml", "--on", "2024-12-01").code == 0
    assert settled("close", *MARCH).code == 0
    ran = refused(settled, "rescore", *MARCH, "--ruleset", "2", "--reason", "x")
    assert (ran.code, ran.err) == (5, CLOSED.format(entry=14))


def test_what_is_evaluated_already_is_the_same_evaluation_and_other_months_go_on(settled: Thidua) -> None:
    assert settled("close", *MARCH).code == 0
    assert settled("evaluate", *MARCH).err.startswith("Unchanged")
    assert settled("score", "MY-HOA", "sinh-hoat-chi-bo", "3", "--month", "2024-04").code == 0
    assert settled("evaluate", "--month", "2024-04").code == 0
    assert settled("evaluate", "--from", "2024-03", "--to", "2024-04").code == 0


def test_steps_after_the_month_go_on_and_a_review_looks_at_a_closed_month(september: Thidua) -> None:
    for month in ("2024-03", "2024-09"):
        assert september("close", "--month", month, *FORCE).code == 0
    review = ("--from", "MY-HOA", "--month", "2024-09", "--on", "2024-10-03", *BALLOTS, "--yes", "9", "--no", "0")
    assert september("review", "AN-HIEP", *review).code == 0


@pytest.mark.parametrize(
    "fact",
    [
        (
            "INSERT INTO score SELECT month, registration, criterion, stage, {next}, -1, reported,"
            " -points, -met, ruleset, reason, note FROM score WHERE month = {march} AND turn = 1 LIMIT 1"
        ),
        "INSERT INTO month_ruleset SELECT campaign, {march}, {next}, id FROM ruleset LIMIT 1",
        (
            "INSERT INTO evaluation SELECT 999, {next}, campaign, first, month, 99, ruleset, stage,"
            " upto, digest FROM evaluation WHERE month = {march} LIMIT 1"
        ),
        (
            "INSERT INTO sitting SELECT 999, {next}, evaluation, held_on, members, eligible,"
            " present, recused, issued, returned, valid, chair, quorate FROM sitting LIMIT 1"
        ),
        (
            "INSERT INTO commendation SELECT 999, {next}, 1, 'praise', {march}, given_on,"
            " evaluation, sitting, NULL, NULL, 1, 'x' FROM commendation LIMIT 1"
        ),
    ],
    ids=["score", "version", "evaluation", "sitting", "commendation"],
)
def test_a_closed_month_takes_nothing_from_another_program(settled: Thidua, fact: str) -> None:
    statement = fact.format(march=2024 * 12 + 2, next="(SELECT MAX(seq) + 1 FROM entry)")
    with closing(sqlite3.connect("thidua.db")) as ledger:
        ledger.execute(statement)
    assert settled("close", *MARCH).code == 0
    closed = pytest.raises(sqlite3.IntegrityError, match="the month is closed")
    with closing(sqlite3.connect("thidua.db")) as ledger, closed:
        ledger.execute(statement)
    assert settled("reopen", *MARCH, "--reason", "x").code == 0
    with closing(sqlite3.connect("thidua.db")) as ledger:
        ledger.execute(statement)


@pytest.mark.parametrize(
    "fact",
    [
        "INSERT INTO ballot SELECT sitting, 1, {next}, 9, 0, 9, 1, NULL FROM ballot LIMIT 1",
        "INSERT INTO standing_pillar SELECT evaluation, registration, 'x', {next}, 1 FROM standing_pillar LIMIT 1",
        "INSERT INTO standing_missing SELECT evaluation, 1, criterion, {next} FROM standing_missing LIMIT 1",
    ],
    ids=["ballot", "pillar", "missing line"],
)
def test_nothing_is_added_to_a_sitting_or_an_evaluation_afterwards(march: Thidua, fact: str) -> None:
    vote = ("vote", "MY-HOA", *MARCH, *DAY, *BALLOTS, "--yes", "9", "--no", "0")
    assert march(*vote).code == 0
    refusal = pytest.raises(sqlite3.IntegrityError, match="a fact belongs to the entry being written")
    with closing(sqlite3.connect("thidua.db")) as ledger, refusal:
        ledger.execute(fact.format(next="(SELECT MAX(seq) + 1 FROM entry)"))


def test_plain_sql_does_not_void_what_was_recorded_in_a_closed_month(settled: Thidua) -> None:
    void = "INSERT INTO voided SELECT 5, MAX(seq) + 1 FROM entry"
    assert settled("close", *MARCH).code == 0
    closed = pytest.raises(sqlite3.IntegrityError, match="the month is closed")
    with closing(sqlite3.connect("thidua.db")) as ledger, closed:
        ledger.execute(void)
    assert settled("reopen", *MARCH, "--reason", "x").code == 0
    with closing(sqlite3.connect("thidua.db")) as ledger:
        ledger.execute(void)


def test_the_rules_of_a_closed_month_are_not_changed_by_another_version(settled: Thidua, tmp_path: Path) -> None:
    text = Path(__file__).parents[2] / "campaigns" / "dong-khoi-moi-ba-tri-2024.yaml"
    (tmp_path / "b.yaml").write_text(text.read_text("utf-8").replace("top: 1", "top: 2"), "utf-8")
    assert settled("close", "--month", "2024-05", *FORCE).code == 0
    ran = refused(settled, "launch", "b.yaml", "--on", "2024-04-02")
    assert (ran.code, ran.err) == (
        5,
        (
            "Error: 2024-05 is closed under the rules in force; a version from 2024-04-02 would change them. "
            "Begin it later: --on 2024-06-01\n"
        ),
    )
    assert settled("launch", "b.yaml", "--on", "2024-05-02").code == 0


def test_a_version_under_which_a_month_was_closed_is_not_voided(settled: Thidua, tmp_path: Path) -> None:
    text = Path(__file__).parents[2] / "campaigns" / "dong-khoi-moi-ba-tri-2024.yaml"
    (tmp_path / "b.yaml").write_text(text.read_text("utf-8").replace("top: 1", "top: 2"), "utf-8")
    assert settled("launch", "b.yaml", "--on", "2024-04-02").code == 0
    assert settled("close", "--month", "2024-05", *FORCE).code == 0
    assert refused(settled, "void", "13", "--reason", "x").code == 5
    assert settled("reopen", "--month", "2024-05", "--reason", "x").code == 0
    assert settled("void", "13", "--reason", "x").code == 0


def test_a_month_that_is_not_over_is_unsettled(settled: Thidua) -> None:
    assert codes(refused(settled, "close", "--month", "2024-10", "--json").err)[0] == "unsettled-not-over"
    assert "unsettled-not-over" not in codes(refused(settled, "close", "--month", "2024-09", "--json").err)


def test_a_vote_without_a_quorum_settles_nothing(march: Thidua) -> None:
    few = ("--present", "2", "--issued", "2", "--returned", "2", "--valid", "2", "--yes", "2", "--no", "0")
    assert march("vote", "MY-HOA", *MARCH, *DAY, *few).code == 0
    unvoted = [
        p["facts"]["code"]
        for p in json.loads(refused(march, "close", *MARCH, "--json").err)["problems"]
        if p["code"] == "unsettled-vote"
    ]
    assert "MY-HOA" in unvoted


def test_a_month_is_closed_and_opened_as_often_as_needed_but_each_only_in_turn(settled: Thidua) -> None:
    assert refused(settled, "reopen", *MARCH, "--reason", "x").err == (
        "Error: 2024-03 is not closed: nothing has to be opened again.\n"
    )
    assert settled("close", *MARCH).code == 0
    again = refused(settled, "close", *MARCH).err
    assert again == (
        f"Error: 2024-03 is closed already, since entry 13; anchor {anchor(13)}. "
        "To open it again: thidua reopen --month 2024-03 --reason TEXT\n"
    )
    ran = settled("reopen", *MARCH, "--reason", "thiếu biên bản")
    assert (ran.code, ran.err) == (
        0,
        "2024-03, closed by entry 13, is open again.\nNext: thidua close --month 2024-03\n",
    )
    assert settled("close", *MARCH).code == 0
    assert json.loads(settled("reopen", *MARCH, "--reason", "x", "--json").out) == {
        "schema": "thidua.reopen/1",
        "campaign": "dong-khoi-moi-ba-tri-2024",
        "month": "2024-03",
        "closed_by": 15,
        "entry": 16,
    }


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("close",), 2),
        (("close", "--month", "2024-13"), 2),
        (("close", "--month", "2025-03"), 5),
        (("close", *MARCH, "--force"), 2),
        (("reopen", *MARCH), 2),
        (("reopen", *MARCH, "--reason", " "), 2),
    ],
)
def test_what_is_wrongly_asked_is_refused(settled: Thidua, command: tuple[str, ...], code: int) -> None:
    assert refused(settled, *command).code == code


def test_every_later_report_of_the_month_shows_the_closing_the_reopening_and_what_came_late(settled: Thidua) -> None:
    assert settled("close", *MARCH).code == 0
    assert settled("reopen", *MARCH, "--reason", "thiếu biên bản").code == 0
    assert settled("score", "MY-HOA", "sinh-hoat-chi-bo", "1", *MARCH, "--reason", "biên bản bổ sung").code == 0
    assert settled("evaluate", *MARCH).code == 0
    told = [
        {
            "month": "2024-03",
            "closed": True,
            "entry": 13,
            "on": "2024-10-31",
            "anchor": anchor(13),
            "reason": None,
            "late": [],
        },
        {
            "month": "2024-03",
            "closed": False,
            "entry": 14,
            "on": "2024-10-31",
            "anchor": anchor(14),
            "reason": "thiếu biên bản",
            "late": [15, 16],
        },
    ]
    for report in (
        ("report", "standings", *MARCH),
        ("report", "differences", *MARCH),
        ("report", "overview", *MARCH),
        ("explain", "MY-HOA", *MARCH),
        ("status",),
        ("status", "MY-HOA"),
        ("report", "journey"),
        ("evaluate", *MARCH),
    ):
        assert json.loads(settled(*report, "--json").out)["closings"] == told, report
    lines = settled("explain", "MY-HOA", *MARCH, "--format", "plain").out.splitlines()
    assert lines[-5:] == [
        f"2024-03 was closed on 2024-10-31, entry 13; anchor {anchor(13)}",
        "",
        "2024-03 was opened again on 2024-10-31, entry 14: thiếu biên bản",
        "",
        "Recorded late in 2024-03: entries 15, 16.",
    ]


def test_a_report_of_another_month_says_nothing_of_it(settled: Thidua) -> None:
    assert settled("close", *MARCH).code == 0
    assert settled("evaluate", "--month", "2024-04").code == 0
    assert json.loads(settled("report", "standings", "--month", "2024-04", "--json").out)["closings"] == []


def test_lines_scored_since_the_evaluation_are_no_longer_missing_though_it_is_stale(march: Thidua) -> None:
    assert (
        "AN-DUC has lines of 2024-03 that are due and not scored: von-ha-tang." in refused(march, "close", *MARCH).err
    )
    assert march("score", "AN-DUC", "von-ha-tang", "3", *MARCH).code == 0
    told = refused(march, "close", *MARCH).err
    assert "have changed since its evaluation 1. Run: thidua evaluate --month 2024-03\n" in told
    assert "not scored" not in told


def test_what_was_left_is_told_without_what_a_closed_month_no_longer_takes(march: Thidua) -> None:
    told = march("close", *MARCH, *FORCE).err
    left = "Note: MY-HOA is shortlisted for 2024-03 and was not put to the vote at a sitting with a quorum.\n"
    assert left in told
    assert "thidua vote" not in told


def test_a_month_stays_closed_when_the_backup_after_it_fails(march: Thidua) -> None:
    # the same entry at the same time has the same anchor, and its backup the same name
    tried = Path("tried", "thidua.db")
    tried.parent.mkdir()
    shutil.copy("thidua.db", tried)
    made = json.loads(march("close", *MARCH, *FORCE, "--db", tried, "--json").out)["backup"]
    # what cannot be written over: a folder of that name
    Path("thidua-backups", Path(made).name).mkdir(parents=True)
    ran = march("close", *MARCH, *FORCE)
    assert ran.code == 0
    assert f"2024-03 is closed, entry 7. Anchor for what is signed: {anchor(7)}" in ran.err
    assert "Note: no backup with the closing in it was made: " in ran.err
    assert "When that is mended, run: thidua backup\n" in ran.err
    assert "Backed up to" not in ran.err

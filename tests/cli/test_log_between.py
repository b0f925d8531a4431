"""What changed between two points: the scores that count otherwise, and the facts that were added or taken back."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import small
from cli.test_log import corrected, listed, numbers
from conftest import Ran, Thidua

MARCH = ("--month", "2024-03")
SCORES = "Month\tRegistration\tCriterion\tPoints before\tPoints after\tBecame\tEntry\tWho\tWhy"
ENTRIES = "Entry\tTime (UTC+7)\tWho\tVerb\tWhat\tWhy\tRows\tAnchor"
STEPS = ("sitting", "ballot", "commendation", "publicity", "learning", "review", "review_minutes", "recognition")
LISTS = (
    *("ruleset", "unit_state", "registration", "content_item", "month_ruleset", "evaluation"),
    *STEPS,
    *("withdrawal", "month_closing", "forgotten"),
)


@pytest.fixture
def story(thidua: Thidua, _kept: Path) -> Thidua:
    """March of the small campaign: a score corrected and voided, the month closed and opened again."""
    return small.copied("log", thidua, _kept, corrected)


def between(thidua: Thidua, first: object, second: object, *words: str) -> dict[str, Any]:
    """Give what changed, as a program is told; only the lists that are not empty."""
    whole = small.answered(thidua, "log", "--between", str(first), str(second), *words)
    assert list(whole)[:5] == ["schema", "campaign", "after", "upto", "entry_count"]
    assert [key for key in whole if key.endswith("_rows")] == [f"{name}_rows" for name in LISTS]
    return {key: value for key, value in whole.items() if value != []}


def moves(thidua: Thidua, first: object, second: object) -> list[tuple[Any, ...]]:
    """Give the scores that count otherwise, in short."""
    keys = ("registration", "criterion", "before", "after", "change", "entry", "reason")
    return [tuple(one[key] for key in keys) for one in between(thidua, first, second).get("scores", [])]


def test_what_changed_is_told_with_who_and_why(story: Thidua) -> None:
    when = "2024-10-31 10:00"
    assert listed(story("log", "--between", "9", "15")) == (
        "After entry 9, up to entry 15\n\n"
        f"Entries\n{ENTRIES}\tMark\n"
        f"10\t{when}\tTester\tlearn\tlearn AH from MH\t–\t1\tANCHOR\t–\n"
        f"11\t{when}\tTester\tscore\tscore AH roads 2024-03 agreed: 22\trecount\t2\tANCHOR\tvoided by 15\n"
        f"12\t{when}\tTester\tclose\tclose 2024-03, 2 unsettled\tsigned\t1\tANCHOR\t–\n"
        f"13\t{when}\tTester\treopen\treopen 2024-03\tappeal\t1\tANCHOR\t–\n"
        f"14\t{when}\tTrần Văn Mẫu\tscore\tscore TT fields 2024-03 agreed: 46\tappeal upheld\t3\tANCHOR\tentered late\n"
        f"15\t{when}\tTester\tvoid\tvoid 11: score AH roads 2024-03 agreed: 22\twrong commune\t1\tANCHOR\tvoids 11\n\n"
        f"Scores (1)\n{SCORES}\n"
        "2024-03\tTT\tfields\t45\t46\tchanged\t14\tTrần Văn Mẫu\tappeal upheld\n\n"
        "Learning (1)\nBecame\tEntry\tLearner\tExemplar\tDate\tForm\n"
        "added\t10\tAH\tMH\t2024-05-10\tvisit\n\n"
        "Months closed and opened again (2)\nBecame\tEntry\tMonth\tCampaign\tClosed\n"
        "added\t12\t2024-03\tsmall\t✓\n"
        "added\t13\t2024-03\tsmall\t\n"
    )


def test_it_speaks_vietnamese(story: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_LANG", "vi")
    assert listed(story("log", "--between", "13", "14")) == (
        "Sau bút toán 13, đến hết bút toán 14\n\n"
        "Các bút toán\n"
        "Bút toán\tThời gian (UTC+7)\tNgười ghi\tLệnh\tNội dung\tLý do\tSố dòng\tMã neo\tGhi nhận\n"
        "14\t31/10/2024 10:00\tTrần Văn Mẫu\tscore\tscore TT fields 2024-03 agreed: 46\tappeal upheld\t3\tANCHOR\t"
        "vào sổ muộn\n\n"
        "Điểm đã chấm (1)\n"
        "Tháng\tĐăng ký\tTiêu chí\tĐiểm trước\tĐiểm sau\tThay đổi\tBút toán\tNgười ghi\tLý do\n"
        "03/2024\tTT\tfields\t45\t46\tđổi\t14\tTrần Văn Mẫu\tappeal upheld\n"
    )


def test_a_correction_and_its_voiding_are_each_a_change_and_together_none(story: Thidua) -> None:
    assert moves(story, 10, 11) == [("AH", "roads", 20, 22, "changed", 11, "recount")]
    assert moves(story, 14, 15) == [("AH", "roads", 22, 20, "changed", 15, "wrong commune")]
    assert moves(story, 10, 15) == [("TT", "fields", 45, 46, "changed", 14, "appeal upheld")]
    assert moves(story, 11, 13) == []


def test_a_score_taken_back_with_an_empty_value_counts_no_more(story: Thidua) -> None:
    small.done(story("score", "TT", "roads", "", *MARCH, "--reason", "not theirs"))
    assert moves(story, 15, 16) == [("TT", "roads", 15, None, "taken-back", 16, "not theirs")]
    small.done(story("score", "TT", "roads", "14", *MARCH, "--reason", "found again"))
    assert moves(story, 16, 17) == [("TT", "roads", None, 14, "added", 17, "found again")]
    assert moves(story, 15, 17) == [("TT", "roads", 15, 14, "changed", 17, "found again")]


def test_what_is_entered_and_voided_in_between_is_no_difference(thidua: Thidua) -> None:
    small.registered(thidua)
    Path("scores.csv").write_text("registration,criterion,value\nMH,fields,50\n", "utf-8")
    small.done(thidua("import", "scores", "scores.csv", *MARCH))
    small.done(thidua("void", "5", "--reason", "wrong file"))
    assert moves(thidua, 4, 5) == [("MH", "fields", None, 50, "added", 5, None)]
    assert moves(thidua, 5, 6) == [("MH", "fields", 50, None, "taken-back", 6, "wrong file")]
    assert moves(thidua, 4, 6) == []
    assert [one["entry"] for one in between(thidua, 4, 6)["entries"]] == [5, 6]


def test_what_was_voided_is_told_with_the_entry_that_did(thidua: Thidua) -> None:
    small.publicised(thidua)
    small.done(thidua("void", "9", "--reason", "another commune's"))
    act = {
        "registration": "MH",
        "done_on": "2024-04-15",
        "channel": "radio",
        "place": None,
        "reach": None,
        "link": None,
    }
    assert between(thidua, 8, 9)["publicity_rows"] == [{"change": "added", "entry": 9, **act}]
    assert between(thidua, 9, 10)["publicity_rows"] == [{"change": "taken-back", "entry": 10, **act}]
    assert "publicity_rows" not in between(thidua, 8, 10)
    assert listed(thidua("log", "--between", "9", "10")).endswith(
        "Publicity (1)\nBecame\tEntry\tRegistration\tDate\tChannel\ntaken back\t10\tMH\t2024-04-15\tradio\n"
    )


def test_every_step_of_the_procedure_is_a_difference(thidua: Thidua) -> None:
    small.recognised(thidua)
    last = numbers(thidua)[-1]
    whole = between(thidua, 0, last)
    assert {key.removesuffix("_rows"): len(whole[key]) for key in whole if key.endswith("_rows")} == {
        "ruleset": 1,
        "unit_state": 3,
        "registration": 3,
        "content_item": 3,
        "evaluation": 2,
        "sitting": 2,
        "ballot": 2,
        "commendation": 1,
        "publicity": 1,
        "learning": 1,
        "review": 1,
        "review_minutes": 1,
        "recognition": 1,
    }
    assert len(whole["scores"]) == 12
    assert whole["recognition_rows"] == [
        {"change": "added", "entry": last, "review": "AH < MH 2024-06", "decision": "9/QĐ"}
    ]


def test_ends_may_be_days_and_a_day_is_its_last_entry(thidua: Thidua) -> None:
    small.done(thidua("init", now=datetime(2024, 3, 31, 3, tzinfo=UTC)))
    Path("units.csv").write_text(small.UNITS, "utf-8")
    small.done(thidua("import", "units", "units.csv", now=datetime(2024, 4, 2, 3, tzinfo=UTC)))
    for first, second, found in (
        ("2024-03-31", "2024-04-30", [2]),
        ("2024-03-30", "2024-04-01", [1]),
        ("2024-03-30", "30/04/2024", [1, 2]),
        ("2024-04-02", "2024-04-30", None),
        ("1", "2024-04-30", [2]),
        ("2024-03-30", "2", [1, 2]),
    ):
        entries = between(thidua, first, second).get("entries")
        assert (first, second, entries and [one["entry"] for one in entries]) == (first, second, found)


def test_between_an_entry_and_itself_there_is_nothing(story: Thidua) -> None:
    told = "After entry 7, up to entry 7\n\nNothing was recorded.\n"
    assert story("log", "--between", "7", "7") == Ran(0, told, "")
    whole = between(story, 7, 7)
    assert whole == {"schema": "thidua.between/1", "campaign": None, "after": 7, "upto": 7, "entry_count": 0}


def test_with_a_campaign_only_what_is_its_own_or_of_none_is_told(thidua: Thidua) -> None:
    small.registered(thidua)
    Path("other.yaml").write_text(small.campaign().replace("code: small", "code: other"), "utf-8")
    small.done(thidua("launch", "other.yaml"))
    small.done(thidua("import", "registrations", "registrations.csv", "--campaign", "other"))
    Path("scores.csv").write_text("registration,criterion,value\nMH,fields,50\n", "utf-8")
    small.done(thidua("import", "scores", "scores.csv", *MARCH, "--campaign", "other"))
    mine, others = (between(thidua, 0, 7, "--campaign", code) for code in ("small", "other"))
    assert [one["entry"] for one in mine["entries"]] == [1, 2, 3, 4]
    assert [one["entry"] for one in others["entries"]] == [1, 3, 5, 6, 7]
    assert ("scores" in mine, len(others["scores"]), len(others["registration_rows"])) == (False, 1, 3)
    assert (mine["unit_state_rows"], mine["campaign"]) == (others["unit_state_rows"], "small")


def test_long_lists_are_cut_for_people_and_whole_for_programs(march: Thidua) -> None:
    shown = small.done(march("log", "--between", "4", "5")).out
    assert shown.endswith("\n\n… and 357 more; all of them with --rows all\n")
    assert "\nScores (377)\n" in shown
    assert len(between(march, 4, 5)["scores"]) == 377
    assert len(between(march, 4, 5, "--rows", "3")["scores"]) == 3
    rows = list(csv.reader(io.StringIO(small.done(march("log", "--between", "4", "5", "--format", "csv")).out)))
    assert rows[3][:6] == ["month", "registration", "criterion", "stage", "before", "after"]


def test_the_stages_are_told_where_there_are_several(thidua: Thidua) -> None:
    small.registered(thidua)
    small.done(thidua("score", "MH", "fields", "50", *MARCH, "--stage", "self"))
    small.done(thidua("score", "MH", "fields", "48", *MARCH, "--stage", "appraised", "--reason", "two fields short"))
    assert small.done(thidua("log", "--between", "4", "6")).out.partition("Scores (2)\n")[2] == (
        "Month\tRegistration\tCriterion\tStage\tPoints before\tPoints after\tBecame\tEntry\tWho\tWhy\n"
        "2024-03\tMH\tfields\tself-score\t–\t50\tadded\t5\tTester\t–\n"
        "2024-03\tMH\tfields\tappraisal\t–\t48\tadded\t6\tTester\ttwo fields short\n"
    )


REFUSED = (
    ("12 9", 2, "12 is entry 12 and 9 is entry 9, which comes first. Write the earlier one first."),
    (
        "2024-10-31 9",
        2,
        "2024-10-31 is entry 15 and 9 is entry 9, which comes first. Write the earlier one first.",
    ),
    ("1 99", 3, "There is no entry 99 in the ledger; the last is 15. See: thidua log"),
    ("99 1", 3, "There is no entry 99 in the ledger; the last is 15. See: thidua log"),
    ("0 0", 3, "There is no entry 0 in the ledger; the last is 15. See: thidua log"),
    ("1 soon", 2, "“soon” is neither an entry nor a day. Write a number such as 12, or a day such as 2024-10-31."),
    ("1 2024-02-30", 2, "There is no day “2024-02-30”. Check the day and the month."),
    ("1 2024-11-30", 3, "2024-11-30 is yet to come; today is 2024-10-31. Give a day that is over, or an entry."),
    ("2024-01-01 2024-02-01", 3, "The ledger had no entry by the end of 2024-02-01. See: thidua log"),
    ("1 2 --campaign nope", 3, "There is no campaign “nope” in the ledger. It holds: small."),
    ("1 2 --rows x", 2, "--rows cannot be “x”. Write a whole number, or all."),
)


@pytest.mark.parametrize(("words", "code", "told"), REFUSED)
def test_ends_that_are_none_are_refused_by_name(story: Thidua, words: str, code: int, told: str) -> None:
    assert small.refused(story, "log", "--between", *words.split(), code=code) == f"Error: {told}\n"


def test_one_end_alone_is_refused(story: Thidua) -> None:
    assert story("log", "--between", "1").code == 2


def test_a_refusal_is_one_object_for_programs(story: Thidua) -> None:
    ran = story("log", "--between", "12", "9", "--json")
    assert (ran.code, ran.out, json.loads(ran.err)["code"]) == (2, "", "between-backwards")

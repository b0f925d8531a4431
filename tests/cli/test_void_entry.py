"""Voiding an entry: it is taken back whole, what depends on it is named, and the numbers never come again."""

import json
import sqlite3
from contextlib import closing

import pytest

from conftest import BALLOTS, CAMPAIGNS, Thidua
from ledger.chain import Plain
from make import refused

MARCH = ("--month", "2024-03")
WHY = ("--reason", "nhập nhầm")
LINE = ("MY-HOA", "sinh-hoat-chi-bo")


def rows(query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect("thidua.db")) as ledger:
        return ledger.execute(query).fetchall()


def last() -> str:
    return str(rows("SELECT MAX(seq) FROM entry")[0][0])


def total(thidua: Thidua, code: str = "MY-HOA") -> float:
    return json.loads(thidua("explain", code, *MARCH, "--json").out)["total"]


def test_a_voided_score_leaves_what_it_had_corrected_in_force(march: Thidua) -> None:
    before = total(march)
    assert march("score", *LINE, "1", *MARCH, *WHY).code == 0
    assert total(march) < before
    ran = march("void", last(), "--reason", "gõ nhầm")
    assert (ran.code, ran.out, ran.err) == (
        0,
        "",
        (
            "Entry 7 is void: score MY-HOA sinh-hoat-chi-bo 2024-03 agreed: 1. Facts taken back: 2.\n"
            "Note: evaluation 1 of 2024-03, and whatever was voted, commended or reviewed on it, "
            "stands on figures that have changed; it is marked stale.\n"
            "Next: thidua evaluate --month 2024-03\n"
        ),
    )
    assert total(march) == before
    assert march("evaluate", *MARCH).err.startswith("Unchanged: this is still evaluation 1")


def test_the_receipt_says_what_was_voided(march: Thidua) -> None:
    assert march("score", *LINE, "1", *MARCH, *WHY).code == 0
    assert json.loads(march("void", "7", *WHY, "--json").out) == {
        "schema": "thidua.void/1",
        "voided": 7,
        "verb": "score",
        "summary": "score MY-HOA sinh-hoat-chi-bo 2024-03 agreed: 1",
        "campaign": "dong-khoi-moi-ba-tri-2024",
        "rows": 2,
        "months": ["2024-03"],
        "backup": None,
        "notes": [
            {
                "code": "void-moves-evaluated",
                "message": (
                    "evaluation 1 of 2024-03, and whatever was voted, commended or reviewed on it, "
                    "stands on figures that have changed; it is marked stale."
                ),
                "facts": {"month": "2024-03", "evaluation": 1},
            }
        ],
        "entry": 8,
    }
    assert rows("SELECT target, entry FROM voided") == [(7, 8)]
    assert rows("SELECT verb, campaign, summary, reason FROM entry WHERE seq = 8") == [
        ("void", "dong-khoi-moi-ba-tri-2024", "void 7: score MY-HOA sinh-hoat-chi-bo 2024-03 agreed: 1", "nhập nhầm")
    ]


def test_the_evaluation_of_a_voided_batch_is_stale_and_a_new_one_has_nothing_scored(march: Thidua) -> None:
    before = json.loads(march("report", "standings", *MARCH, "--json").out)["ranked"]
    assert march("void", "5", *WHY).code == 0
    assert json.loads(march("report", "standings", *MARCH, "--json").out)["stale"] is True
    found = json.loads(march("evaluate", *MARCH, "--json").out)
    assert (found["evaluation"], found["ranked"], found["stale"]) == (2, 0, False)
    again = march("import", "scores", CAMPAIGNS / "ba-tri-2024-scores-2024-03.csv", *MARCH)
    assert (again.code, again.err.splitlines()[0]) == (
        0,
        "377 rows: 377 created, 0 unchanged, 0 superseded, 0 rejected.",
    )
    assert json.loads(march("evaluate", *MARCH, "--json").out)["ranked"] == before > 0


def test_a_vote_on_scores_that_were_voided_is_stale(exemplar: Thidua) -> None:
    assert exemplar("void", "5", *WHY).code == 0
    (row,) = json.loads(exemplar("status", "--json").out)["exemplars"]
    assert row["stale"] is True


@pytest.mark.parametrize(
    ("entry", "dependents"),
    [("3", [4]), ("4", [11, 10, 9, 8, 7, 6, 5]), ("6", [8, 7]), ("7", [8]), ("8", [11, 10, 9]), ("9", [11, 10])],
    ids=["units", "registrations", "evaluation", "vote", "commendation", "publicity"],
)
def test_what_later_entries_build_on_is_refused_and_they_are_named(
    september: Thidua, entry: str, dependents: list[int]
) -> None:
    ran = refused(september, "void", entry, *WHY, "--json")
    assert ran.code == 5
    named = [problem["facts"]["by"] for problem in json.loads(ran.err)["problems"]]
    assert [one for one in named if one <= 11] == dependents


def test_the_refusal_names_the_command_that_comes_first(exemplar: Thidua) -> None:
    ran = refused(exemplar, "void", "7", *WHY)
    assert (ran.code, ran.err) == (
        5,
        (
            "Error: Entry 8 depends on entry 7: commend MY-HOA 2024-03: praise. "
            "Void it first: thidua void 8 --reason TEXT\n"
        ),
    )


def test_steps_are_taken_back_one_by_one_from_the_last(exemplar: Thidua) -> None:
    for entry in ("9", "8", "7"):
        assert exemplar("void", entry, *WHY).code == 0
    found = json.loads(exemplar("status", "MY-HOA", "--json").out)
    assert (found["reached"], [e["event"] for e in found["events"]]) == (0, ["registered", "evaluated"])
    vote = ("vote", "MY-HOA", *MARCH, "--on", "2024-04-04", *BALLOTS, "--yes", "9", "--no", "0")
    assert exemplar(*vote).code == 0
    assert exemplar("commend", "MY-HOA", *MARCH, "--on", "2024-04-10").code == 0
    with closing(sqlite3.connect("thidua.db")) as ledger:
        assert Plain(ledger).breaches() == []
        assert ledger.execute("SELECT id FROM commendation ORDER BY id").fetchall() == [(1,), (2,)]


def test_an_act_that_others_still_suffice_for_can_be_voided(exemplar: Thidua) -> None:
    assert exemplar("publicise", "MY-HOA", "--channel", "báo", "--on", "2024-04-16").code == 0
    assert exemplar("learn", "AN-HIEP", "--from", "MY-HOA", "--on", "2024-05-10", "--form", "tham quan").code == 0
    assert exemplar("void", "9", *WHY).code == 0
    assert refused(exemplar, "void", "10", *WHY).code == 5


def test_a_learning_without_which_a_review_would_not_stand_is_refused(september: Thidua) -> None:
    review = ("--from", "MY-HOA", "--month", "2024-09", "--on", "2024-10-03", *BALLOTS, "--yes", "9", "--no", "0")
    assert september("review", "AN-HIEP", *review, "--minutes", "1/BB", "--minutes-date", "2024-10-03").code == 0
    decision = ("--from", "MY-HOA", "--decision", "1/QĐ", "--on", "2024-10-10")
    assert september("recognise", "AN-HIEP", *decision).code == 0
    assert refused(september, "void", "10", *WHY).code == 5
    assert refused(september, "void", "14", *WHY).code == 5
    assert september("void", "15", *WHY).code == 0
    assert september("recognise", "AN-HIEP", *decision).code == 0


def test_a_registration_code_is_free_again_and_its_number_is_not(ba_tri: Thidua) -> None:
    first = ("register", "MH", "--unit", "29116", "--on", "2024-03-01", "--content", "x")
    assert ba_tri(*first).code == 0
    assert ba_tri("void", "4", *WHY).code == 0
    assert ba_tri("register", "MH", "--unit", "29110", "--on", "2024-03-01", "--content", "y").code == 0
    assert rows("SELECT id, code, entry FROM registration") == [(1, "MH", 4), (2, "MH", 6)]
    found = json.loads(ba_tri("report", "registrations", "--json").out)["rows"]
    assert [(one["registration"], one["content"]) for one in found] == [("MH", "y")]


def test_a_supplement_is_taken_back_and_the_content_before_it_counts(march: Thidua) -> None:
    supplement = ("register", "MY-HOA", "--supplement", "--item", "Khác | 1 | 2024-09-30 | new", "--reason", "bổ sung")
    assert march(*supplement).code == 0
    assert march(*supplement[:4], "Nữa | 1 | 2024-09-30 | new", "--reason", "bổ sung").code == 0
    assert refused(march, "void", "7", *WHY).code == 5
    for entry in ("8", "7"):
        assert march("void", entry, *WHY).code == 0
    assert march(*supplement).code == 0
    assert rows(
        "SELECT DISTINCT version, entry FROM content_item WHERE registration = "
        "(SELECT id FROM registration WHERE code = 'MY-HOA') ORDER BY version"
    ) == [(1, 4), (2, 7), (3, 8), (4, 11)]


def test_a_supplement_that_made_a_registration_count_is_kept_while_it_is_scored(ba_tri: Thidua) -> None:
    assert ba_tri("register", "MH", "--unit", "29116", "--on", "2024-03-01", "--content", "x").code == 0
    item = ("--item", "x | 1 | 2024-09-30 | new", "--reason", "bổ sung")
    assert ba_tri("register", "MH", "--supplement", *item).code == 0
    assert ba_tri("score", "MH", "sinh-hoat-chi-bo", "3", *MARCH).code == 0
    ran = refused(ba_tri, "void", "5", *WHY)
    assert (ran.code, "Entry 6 depends on entry 5" in ran.err) == (5, True)
    assert ba_tri("void", "6", *WHY).code == 0
    assert ba_tri("void", "5", *WHY).code == 0


def test_a_version_is_taken_back_before_anything_is_done_under_it_and_its_number_is_not_used_again(
    ba_tri: Thidua, tmp_path
) -> None:
    text = (CAMPAIGNS / "dong-khoi-moi-ba-tri-2024.yaml").read_text("utf-8")
    (tmp_path / "b.yaml").write_text(text.replace("top: 1", "top: 2"), "utf-8")
    assert ba_tri("launch", "b.yaml", "--on", "2024-06-01").code == 0
    assert ba_tri("void", "4", *WHY).code == 0
    assert ba_tri("launch", "b.yaml", "--on", "2024-06-01", "--json").code == 0
    assert rows("SELECT version, entry FROM ruleset ORDER BY id") == [(1, 2), (2, 4), (3, 6)]
    assert ba_tri("register", "MH", "--unit", "29116", "--on", "2024-03-01", "--content", "x").code == 0
    assert refused(ba_tri, "void", "6", *WHY).code == 5


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("99",), 3, "There is no entry 99 in the ledger; the last is 6. See: thidua log"),
        (("0",), 3, "There is no entry 0 in the ledger; the last is 6. See: thidua log"),
        (("1",), 5, "Entry 1 (init) cannot be voided: it is about the ledger itself. See what can be: thidua log"),
        (("x",), 2, "“x” is not a count."),
        (("-3",), 2, ""),
    ],
)
def test_what_cannot_be_voided(march: Thidua, words: tuple[str, ...], code: int, said: str) -> None:
    ran = refused(march, "void", *words, *WHY)
    assert ran.code == code
    assert said in ran.err


def test_a_reason_is_needed(march: Thidua) -> None:
    for reason in ((), ("--reason", "  ")):
        ran = refused(march, "void", "6", *reason)
        assert (ran.code, "--reason" in ran.err) == (2, True)


def test_nothing_is_voided_twice_and_no_voiding_is_voided(march: Thidua) -> None:
    assert march("void", "6", *WHY).code == 0
    assert refused(march, "void", "6", *WHY).err == "Error: Entry 6 is void already, by entry 7.\n"
    assert refused(march, "void", "7", *WHY).code == 5


def test_plain_sql_cannot_void_an_entry_twice_nor_one_to_come(march: Thidua) -> None:
    assert march("void", "6", *WHY).code == 0
    with closing(sqlite3.connect("thidua.db")) as ledger:
        for target in (6, 20):
            with pytest.raises(sqlite3.IntegrityError):
                ledger.execute("INSERT INTO voided SELECT ?, MAX(seq) + 1 FROM entry", (target,))


def test_an_entry_of_another_campaign_than_the_one_named_is_not_voided(march: Thidua) -> None:
    other = ("--campaign", "vi-du-cum-thi-dua-2024")
    assert march("launch", CAMPAIGNS / "example-cluster-table.yaml").code == 0
    ran = refused(march, "void", "6", *WHY, *other)
    assert (ran.code, ran.err) == (
        3,
        (
            "Error: Entry 6 is of campaign dong-khoi-moi-ba-tri-2024. "
            "Say --campaign dong-khoi-moi-ba-tri-2024, or leave it out.\n"
        ),
    )
    assert march("void", "6", *WHY, "--campaign", "dong-khoi-moi-ba-tri-2024").code == 0


def test_a_total_told_beside_scores_that_were_voided_is_said_to_be_of_before(march: Thidua) -> None:
    assert march("void", "5", *WHY).code == 0
    told = march("explain", "MY-HOA", *MARCH, "--format", "plain").out
    assert "Scores or rules have changed since this evaluation." in told


def test_a_campaign_in_which_a_month_was_closed_stays_for_good_and_it_is_said(ba_tri: Thidua) -> None:
    assert ba_tri("close", "--month", "2024-05", "--force", "--reason", "x").code == 0
    assert ba_tri("reopen", "--month", "2024-05", "--reason", "x").code == 0
    ran = refused(ba_tri, "void", "2", *WHY)
    assert (ran.code, ran.err) == (
        5,
        (
            "Error: Entry 5 depends on entry 2 and is never voided: reopen 2024-05. Entry 2 stays.\n"
            "Error: Entry 4 depends on entry 2 and is never voided: close 2024-05, 1 unsettled. Entry 2 stays.\n"
        ),
    )


def test_a_withdrawal_taken_back_names_the_open_months_evaluated_without_it(march: Thidua) -> None:
    leave, april = ("withdraw", "AN-DUC", "--on", "2024-03-20", *WHY), ("--month", "2024-04")
    assert march(*leave).code == 0
    assert "Note:" not in march("void", "7", *WHY).err
    assert march(*leave).code == 0
    assert march("evaluate", *april).code == 0
    told = "Note: evaluation 1 of 2024-04 lists others than count in it now. Run: thidua evaluate --month 2024-04\n"
    ran = march("void", "9", *WHY)
    # in March it counted all the while: the month in which it left is its own still
    assert (ran.code, told in ran.err, ran.err.count("Note:")) == (0, True, 1)
    assert "AN-DUC" in march("evaluate", *april, "--format", "csv").out
    assert march("withdraw", "AN-DUC", "--on", "2024-04-02", *WHY).err.count("Note:") == 0

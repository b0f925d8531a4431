"""What an officer does a second time, or later: supplements, renamed and ended units, the same act twice."""

import json
import sqlite3
from contextlib import closing

from conftest import BALLOTS, Thidua
from make import refused

SUPPLEMENT = ("register", "MY-HOA", "--supplement", "--content", "Nội dung khác")
COMMUNE = ("unit", "add", "29116", "--name", "Xã Mỹ Hòa", "--kind", "commune")


def test_what_counts_does_not_stop_counting_by_a_forgotten_option(march: Thidua) -> None:
    ran = refused(march, *SUPPLEMENT)
    told = (
        "Error: MY-HOA counts now, and without goal and time of completion it would not. "
        "Give both, or say why with --reason.\n"
    )
    assert (ran.code, ran.err) == (5, told)
    assert march(*SUPPLEMENT, "--reason", "rút mục tiêu").code == 0


def test_the_story_keeps_what_was_registered_beside_what_replaced_it(march: Thidua) -> None:
    march(*SUPPLEMENT, "--goal", "100%", "--deadline", "2024-11-01", "--reason", "bổ sung")
    events = json.loads(march("status", "MY-HOA", "--json").out)["events"]
    assert [(e["on"], e["event"], e["told"]) for e in events if e["event"] in {"registered", "supplemented"}] == [
        (
            "2024-02-22",
            "registered",
            "registered: Nâng chất xã nông thôn mới – Giữ vững 19/19 tiêu chí, 2 ấp kiểu mẫu – 2024-11-30",
        ),
        ("2024-10-31", "supplemented", "content replaced: Nội dung khác – 100% – 2024-11-01 – bổ sung"),
    ]


def test_a_new_state_of_a_unit_keeps_what_is_not_said_of_it(ba_tri: Thidua) -> None:
    assert ba_tri(*COMMUNE, "--from", "2024-07-01").code == 0
    units = json.loads(ba_tri("unit", "list", "--on", "2024-07-01", "--json").out)["units"]
    (unit,) = [one for one in units if one["code"] == "29116"]
    assert (unit["parent"], unit["cluster"], unit["head"], unit["head_post"]) == (
        "836",
        "Cụm 1",
        "Phạm Thị Mẫu",
        "Bí thư Đảng ủy",
    )


def test_a_unit_that_has_ended_is_neither_scored_nor_ranked_after_its_end(march: Thidua) -> None:
    assert march(*COMMUNE, "--to", "2024-06-30", "--reason", "sáp nhập").code == 0
    ran = refused(march, "score", "MY-HOA", "nong-thon-moi", "5", "--month", "2024-07")
    assert (ran.code, ran.err) == (5, "Error: MY-HOA's unit ended on 2024-06-30; 2024-07 is after that.\n")
    rows = json.loads(march("evaluate", "--month", "2024-07", "--json").out)["rows"]
    assert "MY-HOA" not in [row["registration"] for row in rows]
    assert march("score", "MY-HOA", "nong-thon-moi", "5", "--month", "2024-06").code == 0


def test_the_same_learning_twice_is_refused(exemplar: Thidua) -> None:
    learning = ("learn", "AN-HIEP", "--from", "MY-HOA", "--on", "2024-05-10", "--form", "tham quan")
    assert exemplar(*learning).code == 0
    ran = refused(exemplar, *learning)
    assert (ran.code, ran.err) == (
        3,
        "Error: Just that is already recorded for AN-HIEP on 2024-05-10. Nothing was added.\n",
    )


def test_json_and_another_format_do_not_go_together_and_nothing_is_evaluated(march: Thidua) -> None:
    ran = refused(march, "evaluate", "--month", "2024-04", "--json", "--format", "csv")
    assert ran.code == 2
    assert json.loads(ran.err)["message"] == "--json and --format do not go together. Give one of them."


def test_a_carried_vote_of_another_month_awaits_its_commendation(september: Thidua) -> None:
    vote = ("vote", "MY-HOA", "--month", "2024-09", "--on", "2024-10-02", *BALLOTS, "--yes", "9", "--no", "0")
    assert september(*vote).code == 0
    waiting = json.loads(september("status", "--json").out)["awaiting"]
    assert [(one["registration"], one["awaits"], one["month"]) for one in waiting] == [
        ("MY-HOA", "commendation", "2024-09")
    ]


def test_an_exemplar_is_not_done_while_a_learner_waits(september: Thidua) -> None:
    paper = ("--minutes", "12/BB", "--minutes-date", "2024-10-03")
    review = ("--from", "MY-HOA", "--month", "2024-09", "--on", "2024-10-03", *BALLOTS, "--yes", "9", "--no", "0")
    assert september("review", "AN-HIEP", *review, *paper).code == 0
    assert september("recognise", "AN-HIEP", "--from", "MY-HOA", "--decision", "1/QĐ", "--on", "2024-10-10").code == 0
    (row,) = json.loads(september("status", "--json").out)["exemplars"]
    assert (row["reached"], row["reviewed"], row["recognised"], row["lacks"]) == (5, 1, 1, "lacks-review")
    assert september("review", "AN-HIEP", *review[:4], "--on", "2024-10-12", *review[6:]).code == 0
    (row,) = json.loads(september("status", "--json").out)["exemplars"]
    assert (row["reached"], row["reviewed"], row["recognised"], row["lacks"]) == (5, 1, 1, "lacks-minutes")


def test_closing_a_review_is_an_entry_of_its_campaign(september: Thidua) -> None:
    review = ("--month", "2024-09", "--on", "2024-10-03", *BALLOTS, "--yes", "9", "--no", "0")
    assert september("review", "AN-HIEP", "--from", "MY-HOA", *review).code == 0
    paper = ("--minutes", "12/BB", "--minutes-date", "2024-10-04")
    assert september("review", "AN-HIEP", "--from", "MY-HOA", *paper).code == 0
    with closing(sqlite3.connect("thidua.db")) as ledger:
        verbs = ("init", "import units", "unit add")
        rows = ledger.execute("SELECT verb, campaign FROM entry ORDER BY seq").fetchall()
    assert {campaign for verb, campaign in rows if verb not in verbs} == {"dong-khoi-moi-ba-tri-2024"}

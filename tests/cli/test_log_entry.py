"""One entry whole: its fields and its place in the chain, and its rows in the words of people."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import small
from cli.test_log import corrected, forget, token
from conftest import CAMPAIGNS, Thidua
from thidua.domain.anchors import anchor_of


@pytest.fixture
def story(thidua: Thidua, _kept: Path) -> Thidua:
    """March of the small campaign: a score corrected and voided, the month closed and opened again."""
    return small.copied("log", thidua, _kept, corrected)


SITTING = ("evaluation", "held_on", "members", "eligible", "present", "recused", "issued", "returned", "valid")


def stored(entry: int) -> dict[str, Any]:
    """Give an entry's own cells."""
    with closing(sqlite3.connect(small.LEDGER)) as raw:
        raw.row_factory = sqlite3.Row
        return dict(raw.execute("SELECT * FROM entry WHERE seq = ?", (entry,)).fetchone())


def test_an_entry_is_shown_with_its_place_in_the_chain_and_its_rows(story: Thidua) -> None:
    cells = stored(14)
    assert small.done(story("log", "14")).out == (
        "Entry 14: score TT fields 2024-03 agreed: 46\n\n"
        "Field\tValue\n"
        "Time (UTC+7)\t2024-10-31 10:00\n"
        "Who\tTrần Văn Mẫu\n"
        "Verb\tscore\n"
        "Campaign\tsmall\n"
        "Why\tappeal upheld\n"
        "Mark\tentered late\n"
        f"Anchor\t{anchor_of(cells['hash'])}\n"
        f"Hash\t{cells['hash']}\n"
        f"Hash before\t{stored(13)['hash']}\n"
        "Rows\t3\n"
        f"Digest of the rows\t{cells['rows_digest']}\n\n"
        "People (1)\n"
        "Person\n"
        "Trần Văn Mẫu\n\n"
        "Scores (2)\n"
        "Month\tRegistration\tCriterion\tStage\tCounts\tReported\tPoints\tMet\tVersion\tReason\n"
        "2024-03\tTT\tfields\tagreed\t-1\t45\t-45\t\t1\t–\n"
        "2024-03\tTT\tfields\tagreed\t1\t46\t46\t\t1\tappeal upheld\n"
    )


def test_it_speaks_vietnamese(story: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_LANG", "vi")
    cells = stored(11)
    assert small.done(story("log", "11")).out == (
        "Bút toán 11: score AH roads 2024-03 agreed: 22\n\n"
        "Mục\tGiá trị\n"
        "Thời gian (UTC+7)\t31/10/2024 10:00\n"
        "Người ghi\tTester\n"
        "Lệnh\tscore\n"
        "Đợt thi đua\tsmall\n"
        "Lý do\trecount\n"
        "Ghi nhận\tbị hủy bởi bút toán 15\n"
        f"Mã neo\t{anchor_of(cells['hash'])}\n"
        f"Mã băm\t{cells['hash']}\n"
        f"Mã băm liền trước\t{cells['prev']}\n"
        "Số dòng\t2\n"
        f"Mã băm của các dòng\t{cells['rows_digest']}\n\n"
        "Điểm đã chấm (2)\n"
        "Tháng\tĐăng ký\tTiêu chí\tKhâu\tCộng (1) hay trừ lại (-1)\tSố báo cáo\tĐiểm\tĐạt\tPhiên bản\tLý do\n"
        "03/2024\tAH\troads\tagreed\t-1\t20\t-20\t\t1\t–\n"
        "03/2024\tAH\troads\tagreed\t1\t22\t22\t\t1\trecount\n"
    )


def test_programs_are_told_everything(story: Thidua) -> None:
    cells = stored(8)
    assert json.loads(small.done(story("log", "8", "--json")).out) == {
        "schema": "thidua.entry/1",
        "entry": 8,
        "at": "2024-10-31T03:00:00+00:00",
        "actor": "Tester",
        "verb": "commend",
        "campaign": "small",
        "summary": "commend MH 2024-03: praise",
        "reason": None,
        "rows": 1,
        "rows_digest": cells["rows_digest"],
        "prev": stored(7)["hash"],
        "hash": cells["hash"],
        "anchor": anchor_of(cells["hash"]),
        "voided_by": None,
        "voids": [],
        "late": False,
        "tables": {"commendation": 1},
        "rows_left_out": 0,
        "commendation_rows": [
            {
                "registration": "MH",
                "kind": "praise",
                "month": "2024-03",
                "given_on": "2024-04-10",
                "evaluation": "2024-03/1",
                "sitting": "2024-03/1 2024-04-04",
                "decision": None,
                "form": None,
                "ad_hoc": False,
                "reason": None,
            }
        ],
    }


def test_the_first_entry_has_none_before_it(story: Thidua) -> None:
    first = small.answered(story, "log", "1")
    assert (first["campaign"], first["prev"], first["tables"]) == (None, None, {"person": 1})
    assert [name for name in ("Campaign", "Hash before", "Why") if f"\n{name}\t" in story("log", "1").out] == []


def test_an_entry_that_voids_says_what(story: Thidua) -> None:
    entry = small.answered(story, "log", "15")
    assert (entry["voids"], entry["voided_rows"]) == ([11], [{"target": 11}])


def test_long_tables_are_cut_for_people_and_whole_for_programs(march: Thidua) -> None:
    shown = small.done(march("log", "5")).out
    assert shown.endswith("\n\n… and 357 more; all of them with --rows all\n")
    assert len(shown.partition("\nScores (377)\n")[2].splitlines()) == 1 + 20 + 2
    assert len(small.done(march("log", "5", "--rows", "all")).out.partition("Scores (377)\n")[2].splitlines()) == 378
    whole = small.answered(march, "log", "5")
    assert (len(whole["score_rows"]), whole["rows_left_out"]) == (377, 0)
    some = small.answered(march, "log", "5", "--rows", "3")
    assert (some["score_rows"], some["rows_left_out"]) == (whole["score_rows"][:3], 374)
    small.done(march("log", "5", "-o", "five.csv"))
    assert len(Path("five.csv").read_text("utf-8").splitlines()) == 378


def test_none_of_the_rows_may_be_asked_for(march: Thidua) -> None:
    shown = small.done(march("log", "5", "--rows", "0")).out
    assert shown.partition("\n\n")[2].partition("\n\n")[2] == (
        "Scores (377)\n"
        "Month\tRegistration\tCriterion\tStage\tCounts\tReported\tPoints\tMet\tVersion\tReason\tNote\n\n"
        "… and 377 more; all of them with --rows all\n"
    )


def test_a_campaign_file_is_for_programs(story: Thidua) -> None:
    assert small.answered(story, "log", "2")["ruleset_rows"][0]["text"] == small.campaign()
    assert (
        "Versions of the campaign (1)\nCampaign\tVersion\tIn force from\nsmall\t1\t2024-02-01\n"
        in story("log", "2").out
    )


def test_people_are_named_and_the_forgotten_are_told_by_the_start_of_the_digest(thidua: Thidua) -> None:
    small.registered(thidua)
    person = ("--person", "Nguyễn Thị Mẫu", "--person-kind", "farmer", "--content", "Harvest", "--on", "2024-02-13")
    small.done(thidua("register", "NTM", "--unit", "1", *person, "--actor", "Trần Văn Mẫu"))
    entry = small.answered(thidua, "log", "5")
    named = [one["person"] for one in entry["person_rows"]]
    assert (sorted(named), entry["actor"]) == (["Nguyễn Thị Mẫu", "Trần Văn Mẫu"], "Trần Văn Mẫu")
    assert entry["registration_rows"][0]["person"] == "Nguyễn Thị Mẫu"
    forget("Nguyễn Thị Mẫu")
    forget("Trần Văn Mẫu")
    entry = small.answered(thidua, "log", "5")
    digests = {one["person"]: one["digest"] for one in entry["person_rows"]}
    assert all(name == f"#{digest[:8]}" for name, digest in digests.items())
    assert (entry["actor"], entry["registration_rows"][0]["person"] in digests) == (token(of_entry=5), True)
    assert "Mẫu" not in json.dumps(entry, ensure_ascii=False, default=str)


def test_the_standings_of_an_evaluation_are_its_rows(story: Thidua) -> None:
    entry = small.answered(story, "log", "6")
    assert entry["tables"] == {"evaluation": 1, "standing": 3, "standing_pillar": 6}
    assert [(one["registration"], one["total"], one["rank"]) for one in entry["standing_rows"]] == [
        ("MH", 80, 1),
        ("AH", 60, 2),
        ("TT", 60, 2),
    ]
    evaluation = {"first": "2024-03", "month": "2024-03", "number": 1, "ruleset": 1, "stage": "highest", "upto": 5}
    assert entry["evaluation_rows"] == [
        {"campaign": "small", **evaluation, "digest": entry["evaluation_rows"][0]["digest"]}
    ]


def test_tables_follow_one_another_in_csv(story: Thidua) -> None:
    rows = list(csv.reader(io.StringIO(small.done(story("log", "7", "--format", "csv")).out)))
    assert rows == [
        [
            "evaluation",
            "held_on",
            "members",
            "eligible",
            "present",
            "recused",
            "issued",
            "returned",
            "valid",
            "chair",
            "quorate",
        ],
        ["2024-03/1", "2024-04-04", "5", "5", "5", "0", "5", "5", "5", "", "true"],
        [],
        ["sitting", "registration", "yes", "no", "base", "carried", "reason"],
        ["2024-03/1 2024-04-04", "MH", "5", "0", "5", "true", ""],
    ]


def test_an_entry_of_before_a_longer_period_names_the_months_it_was_summed_up_from(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30", AH="40 20", TT="45 15")
    small.done(thidua("evaluate", "--from", "2024-03", "--to", "2024-05"))
    parts = small.answered(thidua, "log", "7")["evaluation_part_rows"]
    assert parts == [{"evaluation": "2024-03..2024-05/1", "month": "2024-03", "part": "2024-03/1"}]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("99",), 3, "There is no entry 99 in the ledger; the last is 15. See: thidua log"),
        (("0",), 3, "There is no entry 0 in the ledger; the last is 15. See: thidua log"),
        (("five",), 2, "“five” is not an entry. Write its number, such as: thidua log 12"),
        (("1.5",), 2, "“1.5” is not an entry. Write its number, such as: thidua log 12"),
        (("5", "--rows", "some"), 2, "--rows cannot be “some”. Write a whole number, or all."),
        (("5", "6"), 2, "“6” is more than the command takes. See: thidua log --help"),
    ],
)
def test_what_is_no_entry_is_refused_by_name(story: Thidua, words: tuple[str, ...], code: int, told: str) -> None:
    assert small.refused(story, "log", *words, code=code) == f"Error: {told}\n"


def test_units_and_their_states_are_told_by_code(ba_tri: Thidua) -> None:
    states = small.answered(ba_tri, "log", "3")["unit_state_rows"]
    with (CAMPAIGNS / "units-ba-tri-2024.csv").open(encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    assert [(one["unit"], one["name"], one["parent"]) for one in states] == [
        (row["code"], row["name"], row["parent"] or None) for row in listed
    ]

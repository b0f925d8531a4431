"""``evaluate``: totals, grades, ranks, what is missing, the shortlist; again it is the same until something changed."""

import json

import pytest

from conftest import CAMPAIGNS, Ran
from make import refused, scored, small_ledger, unchanged

JANUARY = ("--month", "2024-01")


def _rows(thidua, *columns, month="2024-01"):
    rows = json.loads(thidua("evaluate", "--month", month, "--json").out)["rows"]
    return [tuple(row[column] for column in columns) for row in rows]


@pytest.fixture
def five(thidua):
    """RA leads, RB and RC tie, RD is behind, RE has one line missing."""
    small_ledger(thidua)
    return scored(thidua, RA=("60", "30"), RB=("40", "40"), RC=("50", "30"), RD=("30", "30"), RE=("60", None))


def test_the_whole_table_as_rows(five):
    assert five("evaluate", *JANUARY, "--format", "csv") == Ran(
        0,
        "rank,registration,name,unit,track,cluster,total,rounded_total,due,deductions,bonuses,"
        "pillars.chan-1,pillars.mui-1,grade,earned,held,void,failed_gates,complete,missing,"
        "stages.self,stages.appraised,stages.agreed,shortlisted\n"
        "1,RA,Xã A,A,xa,,90,90,100,0,0,60,90,tot,tot,,,,true,,0,0,2,true\n"
        "2,RB,Xã B,B,xa,,80,80,100,0,0,40,80,tot,tot,,,,true,,0,0,2,true\n"
        "2,RC,Xã C,C,xa,,80,80,100,0,0,50,80,tot,tot,,,,true,,0,0,2,true\n"
        "4,RD,Xã D,D,xa,,60,60,100,0,0,30,60,dat,dat,,,,true,,0,0,2,false\n"
        ",RE,Xã E,E,xa,,60,60,100,0,0,60,60,,,,,,false,van-dong,0,0,1,false\n",
        "Evaluation 1 of 2024-01: 4 of 5 ranked.\nNext: thidua vote CODE --month 2024-01 …\n",
    )


def test_the_whole_as_json(five):
    five("score", "RD", "to-chuc", "30,25", *JANUARY, "--reason", "sửa")
    body = json.loads(five("evaluate", *JANUARY, "--json").out)
    rows = body.pop("rows")
    assert body == {
        "schema": "thidua.evaluate/1",
        "as_of": None,
        "closings": [],
        "campaign": "nho",
        "month": "2024-01",
        "ruleset": 1,
        "evaluation": 1,
        "stage": "highest",
        "stages": {"self": 0, "appraised": 0, "agreed": 9},
        "ranked": 4,
        "unranked": 1,
        "void": 0,
        "stale": False,
    }
    assert (rows[3]["total"], rows[3]["pillars"]) == (60.25, {"chan-1": 30.25, "mui-1": 60.25})
    assert rows[4:] == [
        {
            "rank": None,
            "registration": "RE",
            "name": "Xã E",
            "unit": "E",
            "track": "xa",
            "cluster": None,
            "total": 60,
            "rounded_total": 60,
            "due": 100,
            "deductions": 0,
            "bonuses": 0,
            "pillars": {"chan-1": 60, "mui-1": 60},
            "grade": None,
            "earned": None,
            "held": None,
            "void": None,
            "failed_gates": [],
            "complete": False,
            "missing": ["van-dong"],
            "stages": {"self": 0, "appraised": 0, "agreed": 1},
            "shortlisted": False,
        },
    ]


def test_missing_is_never_zero(thidua):
    scored(small_ledger(thidua), RA=("0", "0"), RB=("60", None))
    assert _rows(thidua, "registration", "total", "grade", "rank", "missing") == [
        ("RA", 0, "chua", 1, []),
        ("RB", 60, None, None, ["van-dong"]),
        ("RC", None, None, None, ["to-chuc", "van-dong"]),
        ("RD", None, None, None, ["to-chuc", "van-dong"]),
        ("RE", None, None, None, ["to-chuc", "van-dong"]),
    ]


def test_whoever_has_lines_missing_is_ranked_where_the_campaign_says_so(thidua):
    small_ledger(thidua, ranking="{within: [track], incomplete: ranked}")
    scored(thidua, RA=("40", "30"), RB=("60", None), RC=("0", "0"))
    assert _rows(thidua, "registration", "total", "grade", "rank", "shortlisted") == [
        ("RA", 70, "dat", 1, True),
        ("RB", 60, "dat", 2, True),
        ("RC", 0, "chua", 3, False),
        ("RD", None, None, None, False),
        ("RE", None, None, None, False),
    ]


@pytest.mark.parametrize(
    ("top", "chosen"),
    [("1", ["RA"]), ("2", ["RA", "RB", "RC"]), ("3", ["RA", "RB", "RC"]), ("9", ["RA", "RB", "RC", "RD"])],
)
def test_ties_at_the_cut_of_the_shortlist_all_enter(thidua, top, chosen):
    small_ledger(thidua, shortlist=f"{{top: {top}}}")
    scored(thidua, RA=("60", "30"), RB=("40", "40"), RC=("50", "30"), RD=("30", "30"), RE=("60", None))
    rows = _rows(thidua, "registration", "shortlisted")
    assert [code for code, is_shortlisted in rows if is_shortlisted] == chosen


def test_a_grade_may_be_asked_of_the_shortlist(thidua):
    small_ledger(thidua, shortlist="{top: 5, min_grade: tot}")
    scored(thidua, RA=("50", "30"), RB=("49.99", "30"))
    assert _rows(thidua, "registration", "grade", "shortlisted")[:2] == [("RA", "tot", True), ("RB", "dat", False)]


def test_a_pillar_breaks_a_tie_where_the_campaign_says_so(thidua):
    small_ledger(thidua, ranking="{within: [track], tie_break: [chan-1]}", shortlist="{top: 1}")
    scored(thidua, RA=("40", "40"), RB=("50", "30"), RC=("50", "30"))
    assert _rows(thidua, "registration", "rank", "shortlisted")[:3] == [
        ("RB", 1, True),
        ("RC", 1, True),
        ("RA", 3, False),
    ]


def test_clusters_are_ranked_apart(march):
    rows = _rows(march, "cluster", "rank", "registration", month="2024-03")
    ranked = [(cluster, rank) for cluster, rank, _ in rows if rank is not None]
    assert ranked == sorted(ranked)
    assert sorted({cluster for cluster, _ in ranked}) == ["Cụm 1", "Cụm 2", "Cụm 3", "Cụm 4"]
    assert [row for row in rows if row[1] == 1] == [
        ("Cụm 1", 1, "MY-HOA"),
        ("Cụm 2", 1, "PHUOC-NGAI"),
        *(row for row in rows if row[1] == 1 and row[0] in {"Cụm 3", "Cụm 4"}),
    ]


def test_only_lines_due_in_the_month_can_be_missing(march):
    file = CAMPAIGNS / "ba-tri-2024-scores-2024-09.csv"
    assert march("import", "scores", file, "--month", "2024-09", "-q").code == 0
    due = {month: {row[0] for row in _rows(march, "due", month=month)} for month in ("2024-03", "2024-09", "2024-04")}
    assert due == {"2024-03": {89}, "2024-09": {89}, "2024-04": {72}}


def test_late_and_incomplete_are_not_evaluated_before_they_count(march):
    codes = {row[0] for row in _rows(march, "registration", month="2024-03")}
    assert {"VINH-AN", "TIEM-TOM"}.isdisjoint(codes)
    assert len(codes) == 21
    march("register", "VINH-AN", "--supplement", "--content", "c", "--goal", "g", "--deadline", "2024-09-30", "-q")
    assert ("VINH-AN", None) in _rows(march, "registration", "rank", month="2024-03")
    assert ("TIEM-TOM", None) in _rows(march, "registration", "rank", month="2024-04")


def test_nothing_new_is_the_same_evaluation(five):
    first = five("evaluate", *JANUARY, "--json")
    assert json.loads(first.out)["evaluation"] == 1
    assert unchanged(five, "evaluate", *JANUARY, "--json") == first
    assert unchanged(five, "evaluate", *JANUARY).err == (
        "Unchanged: this is still evaluation 1 of 2024-01.\nNext: thidua vote CODE --month 2024-01 …\n"
    )


def test_a_correction_makes_the_next_evaluation_and_the_first_stays(five):
    five("evaluate", *JANUARY, "-q")
    five("score", "RB", "to-chuc", "60", *JANUARY, "--reason", "thẩm định lại")
    ran = five("evaluate", *JANUARY, "--format", "csv")
    assert ran.err.startswith("Evaluation 2 of 2024-01: 4 of 5 ranked.\n")
    assert ran.out.splitlines()[1] == "1,RB,Xã B,B,xa,,100,100,100,0,0,60,100,tot,tot,,,,true,,0,0,2,true"
    first = five("report", "standings", *JANUARY, "--evaluation", "1", "--format", "csv").out.splitlines()[1]
    assert first == "1,RA,Xã A,A,xa,,90,90,100,0,0,60,90,tot,tot,,,,true,,0,0,2,true"


def test_a_late_line_makes_the_next_evaluation(five):
    five("evaluate", *JANUARY, "-q")
    five("score", "RE", "van-dong", "40", *JANUARY)
    assert five("evaluate", *JANUARY).err.startswith("Evaluation 2 of 2024-01: 5 of 5 ranked.\n")
    assert _rows(five, "rank", "registration", "total")[:2] == [(1, "RE", 100), (2, "RA", 90)]


def test_a_line_taken_back_makes_the_next_evaluation_and_is_missing(five):
    five("evaluate", *JANUARY, "-q")
    assert five("score", "RA", "van-dong", "", *JANUARY, "--reason", "nhầm").code == 0
    assert five("evaluate", *JANUARY).err.startswith("Evaluation 2 of 2024-01: 3 of 5 ranked.\n")
    assert _rows(five, "registration", "rank", "total", "missing")[3:] == [
        ("RA", None, 60, ["van-dong"]),
        ("RE", None, 60, ["van-dong"]),
    ]


def test_the_stage_asked_for_is_the_one_used(five):
    for line, value in (("to-chuc", "55"), ("van-dong", "40")):
        assert five("score", "RA", line, value, *JANUARY, "--stage", "self", "--reason", "tự chấm gửi sau").code == 0
    ran = five("evaluate", *JANUARY, "--stage", "self", "--json")
    body = json.loads(ran.out)
    assert (body["stage"], body["stages"], body["ranked"]) == ("self", {"self": 2, "appraised": 0, "agreed": 0}, 1)
    assert [(row["registration"], row["total"]) for row in body["rows"] if row["total"] is not None] == [("RA", 95)]
    assert five("evaluate", *JANUARY).err.startswith("Evaluation 2 of 2024-01: 4 of 5 ranked.\n")
    assert unchanged(five, "evaluate", *JANUARY).out.splitlines()[4] == (
        "Stage used: of each line the highest present (agreed score: 9 lines)."
    )


def test_two_evaluations_of_a_month_do_not_disturb_the_longer_period(five):
    five("evaluate", *JANUARY, "-q")
    five("score", "RE", "van-dong", "40", *JANUARY)
    five("evaluate", *JANUARY, "-q")
    ran = five("evaluate", "--from", "2024-01", "--to", "2024-03", "--json")
    body = json.loads(ran.out)
    assert (ran.code, body["months"], body["evaluated"], body["missing_months"]) == (0, 3, 1, ["2024-02", "2024-03"])
    assert [(row["registration"], row["total"], row["rank"]) for row in body["rows"]] == [
        ("RA", 90, None),
        ("RB", 80, None),
        ("RC", 80, None),
        ("RD", 60, None),
        ("RE", 100, None),
    ]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--from", "2024-01"), 2, "Option --to is missing. See --help."),
        (("--to", "2024-03"), 2, "Option --from is missing. See --help."),
        ((), 2, "Option --month is missing. See --help."),
        (
            (*JANUARY, "--from", "2024-01", "--to", "2024-03"),
            2,
            "--month and --from/--to do not go together. Give one of them.",
        ),
        (
            ("--from", "2024-01", "--to", "2024-03", "--stage", "self"),
            2,
            "--stage and --from/--to do not go together. Give one of them.",
        ),
        (
            ("--from", "2024-03", "--to", "2024-03"),
            5,
            "2024-03 is not after 2024-03. Give a later month to --to, or --month for one month.",
        ),
        (
            ("--from", "2024-02", "--to", "2024-03"),
            5,
            "No month from 2024-02 to 2024-03 has been evaluated. Run: thidua evaluate --month 2024-03",
        ),
    ],
)
def test_months_that_make_no_period_are_refused(five, words, code, told):
    assert refused(five, "evaluate", *words) == Ran(code, "", f"Error: {told}\n")


def test_a_score_of_another_month_changes_nothing(five):
    five("evaluate", *JANUARY, "-q")
    five("score", "RE", "van-dong", "40", "--month", "2024-02")
    assert unchanged(five, "evaluate", *JANUARY).err.startswith("Unchanged: this is still evaluation 1 of 2024-01.\n")


def test_a_correction_taken_back_before_anyone_looked_changes_nothing(five):
    five("evaluate", *JANUARY, "-q")
    for value in ("60", "40"):
        five("score", "RB", "to-chuc", value, *JANUARY, "--reason", "nhầm")
    assert unchanged(five, "evaluate", *JANUARY).err.startswith("Unchanged: this is still evaluation 1 of 2024-01.\n")


@pytest.mark.parametrize(
    ("month", "code", "told"),
    [
        ("2024-13", 2, "There is no month “2024-13”. Write a month from 1 to 12, as in 2024-03."),
        ("2023-12", 5, "2023-12 is not a month of the campaign, which runs from 2024-01 to 2024-12."),
        ("2025-01", 5, "2025-01 is not a month of the campaign, which runs from 2024-01 to 2024-12."),
        ("", 2, "“” is not a month. Write 2024-03 or 03/2024."),
    ],
)
def test_a_month_that_is_not_of_the_campaign_is_refused(five, month, code, told):
    assert refused(five, "evaluate", "--month", month) == Ran(code, "", f"Error: {told}\n")


def test_with_nobody_registered_there_is_nothing_to_evaluate(ba_tri):
    told = "Error: Nobody has a registration that counts in 2024-03. Run: thidua register …\n"
    assert refused(ba_tri, "evaluate", "--month", "2024-03") == Ran(5, "", told)


def test_a_format_that_is_none_is_wrong_usage_and_evaluates_nothing(five):
    told = "Error: “pdf” is no format. Use one of: table, plain, tsv, csv, json, xlsx.\n"
    assert refused(five, "evaluate", *JANUARY, "--format", "pdf") == Ran(2, "", told)


def test_the_table_for_people_names_what_is_missing_and_the_rules(five):
    ran = five("evaluate", *JANUARY, "--format", "plain")
    lines = ran.out.splitlines()
    assert lines[:3] == ["Phong trào nhỏ", "", "Standings of 2024-01: evaluation 1 under ruleset 1"]
    assert [line.split("\t")[:2] for line in lines if "\tR" in line] == [
        ["1", "RA"],
        ["2", "RB"],
        ["2", "RC"],
        ["4", "RD"],
        ["–", "RE"],
    ]
    assert "Missing is never zero: with a due line missing there is no grade and no rank." in lines[-1]


def test_a_file_that_cannot_be_written_evaluates_nothing(five):
    told = "Error: nowhere/t.csv cannot be written: No such file or directory.\n"
    assert refused(five, "evaluate", *JANUARY, "-o", "nowhere/t.csv") == Ran(13, "", told)


def test_the_standings_may_go_to_a_file(five, tmp_path):
    assert five("evaluate", *JANUARY, "-o", "t.csv", "-q") == Ran(0, "", "")
    rows = (tmp_path / "t.csv").read_text("utf-8").splitlines()
    assert [row.split(",")[1] for row in rows] == ["registration", "RA", "RB", "RC", "RD", "RE"]

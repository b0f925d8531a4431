"""A number, zero, not scored, and not graded at all with its reason; grades with gates, on exact or rounded totals."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

import make
from conftest import CAMPAIGNS, Ran, Thidua
from small import answered, copied, done, entered, refused, standing, table

JANUARY = ("--month", "2024-01")
LINES = """
{code: a, name: A, points: 70}
{code: b, name: B, points: 30}
{code: honest, name: Honest, rule: {kind: met}}
{code: ontime, name: On time, rule: {kind: met}}
{code: cups, name: Cups, rule: {kind: bonus, each: 1, cap: none}}
"""
GRADES = """
  - {code: best, name: Best, from: 90, requires: [ontime, {line: a, points: 60}]}
  - {code: good, name: Good, from: 70, requires: [ontime]}
  - {code: fair, name: Fair, from: 50}
  - {code: poor, name: Poor, from: 0}"""
VOID = """
  - {code: no-report, name: No self-score report, when: no-self-score}
  - {code: untrue, name: Untrue report, unmet: honest}"""
ALL_OF_THEM = (
    "RA a 70; RA b 30; RA honest yes; RA ontime yes; RB a 0; RB b 0; RB honest yes; RB ontime yes;"
    "RC a 70; RC honest yes; RC ontime yes; RD a 70; RD b 29; RD honest no; RD ontime yes"
)


def _launched(thidua: Thidua) -> None:
    make.small_ledger(thidua, tracks=table(LINES), grades=GRADES, void=VOID, totals="{above_scale: allowed}")


@pytest.fixture
def judged(thidua: Thidua, _kept: Path) -> Thidua:
    """A ledger with gates and void rules, and nothing scored."""
    return copied("judged", thidua, _kept, _launched)


@pytest.fixture
def states(judged: Thidua) -> Thidua:
    """January: RA full, RB zero, RC with a line missing, RD untrue, RE with no self-score report."""
    entered(judged, "2024-01", ALL_OF_THEM, "--stage", "self")
    entered(judged, "2024-01", "RE a 60; RE b 30; RE honest yes; RE ontime yes")
    return judged


def test_a_number_zero_not_scored_and_void_are_four_different_things(states):
    columns = ("registration", "rank", "total", "grade", "void", "missing", "complete", "shortlisted")
    assert standing(states, "2024-01", *columns) == [
        ("RA", 1, 100, "best", None, [], True, True),
        ("RB", 2, 0, "poor", None, [], True, True),
        ("RC", None, 70, None, None, ["b"], False, False),
        ("RD", None, 99, None, "untrue", [], True, False),
        ("RE", None, 90, None, "no-report", [], True, False),
    ]


def test_the_standings_show_who_is_void_with_the_reason_and_without_a_rank(states):
    ran = states("evaluate", *JANUARY, "--format", "plain")
    rows = [line.split("\t") for line in ran.out.splitlines() if "\tXã " in line]
    assert rows == [
        ["1", "RA", "Xã A", "–", "100", "Best", "–", "", "✓"],
        ["2", "RB", "Xã B", "–", "0", "Poor", "–", "", "✓"],
        ["–", "RC", "Xã C", "–", "70", "–", "–", "b", ""],
        ["–", "RD", "Xã D", "–", "99", "–", "Not graded: Untrue report.", "", ""],
        ["–", "RE", "Xã E", "–", "90", "–", "Not graded: No self-score report.", "", ""],
    ]
    assert ran.err.splitlines()[0] == "Evaluation 1 of 2024-01: 2 of 5 ranked."
    assert answered(states, "report", "standings", *JANUARY)["void"] == 2


def test_void_is_told_when_explained(states):
    assert states("explain", "RD", *JANUARY).out.splitlines()[-3:] == [
        "Not graded: Untrue report.",
        "",
        "The month has not been evaluated yet.",
    ]
    assert answered(states, "explain", "RE", *JANUARY)["void"] == "no-report"


def test_a_self_score_sent_in_time_lifts_the_void_and_so_does_the_line_met(states):
    done(states("evaluate", *JANUARY, "-q"))
    entered(states, "2024-01", "RE a 60", "--stage", "self")
    done(states("score", "RD", "honest", "yes", *JANUARY, "--stage", "agreed", "--reason", "looked into"))
    assert standing(states, "2024-01", "registration", "rank", "void")[:3] == [
        ("RA", 1, None),
        ("RD", 2, None),
        ("RE", 3, None),
    ]


@pytest.mark.parametrize(("stage", "void"), [("self", None), ("agreed", "no-report")])
def test_a_self_score_counts_as_sent_whichever_stage_is_evaluated(judged, stage, void):
    entered(judged, "2024-01", "RA a 60; RA b 30; RA honest yes; RA ontime yes", "--stage", stage)
    assert standing(judged, "2024-01", "void", options=("--stage", stage))[0] == (void,)
    entered(judged, "2024-01", "RB a 60", "--stage", "self")
    entered(judged, "2024-01", "RB a 60; RB b 30; RB honest yes; RB ontime yes", "--stage", "agreed")
    assert ("RB", None) in standing(judged, "2024-01", "registration", "void", options=("--stage", "agreed"))


def test_whoever_has_scored_nothing_is_not_scored_and_has_no_figure_in_any_format(judged):
    entered(judged, "2024-01", "RA a 0; RA b 0; RA honest yes; RA ontime yes", "--stage", "self")
    row = answered(judged, "evaluate", *JANUARY)["rows"][-1]
    figures = ("rank", "total", "rounded_total", "deductions", "bonuses", "grade", "earned")
    assert (row["registration"], [row[key] for key in figures]) == ("RE", [None] * 7)
    for words in (("evaluate",), ("report", "standings")):
        text = judged(*words, *JANUARY, "--format", "csv").out
        listed = list(csv.DictReader(io.StringIO(text)))
        assert [listed[0][key] for key in figures] == ["1", "0", "0", "0", "0", "poor", "poor"]
        assert [listed[-1][key] for key in figures] == [""] * 7
    plain = judged("report", "standings", *JANUARY).out.splitlines()
    assert next(line for line in plain if "\tRE\t" in line).split("\t")[:6] == ["–", "RE", "Xã E", "–", "–", "–"]


def test_an_empty_cell_is_not_scored_and_not_zero(judged):
    file = make.write("s.csv", "registration,criterion,value\nRA,a,\nRA,b,0\n")
    assert judged("import", "scores", file, *JANUARY).err.splitlines()[0] == (
        "2 rows: 1 created, 1 unchanged, 0 superseded, 0 rejected."
    )
    row = answered(judged, "evaluate", *JANUARY)["rows"][0]
    assert (row["total"], row["missing"]) == (0, ["a", "honest", "ontime"])
    line = answered(judged, "explain", "RA", *JANUARY)["lines"][0]
    assert [line[key] for key in ("reported", "raw", "capped", "points", "counted", "entry")] == [None] * 6


def test_a_value_taken_back_needs_a_reason_and_is_not_scored_then(states):
    words = ("score", "RA", "b", "", *JANUARY, "--stage", "self")
    assert refused(states, *words, code=3) == (
        "Error: RA has 30 for b in 2024-01. To take it back, add --reason TEXT; for a file --update too.\n"
    )
    done(states(*words, "--reason", "claimed by mistake"))
    assert answered(states, "explain", "RA", *JANUARY)["missing"] == ["b"]


def test_a_bonus_left_out_is_not_missing(states):
    assert standing(states, "2024-01", "missing", "bonuses")[0] == ([], 0)


def test_a_longer_period_leaves_out_what_is_void_or_incomplete(states):
    done(states("evaluate", *JANUARY, "-q"))
    entered(
        states, "2024-02", ALL_OF_THEM.replace("honest no", "honest yes").replace("a 70", "a 60"), "--stage", "self"
    )
    done(states("evaluate", "--month", "2024-02", "-q"))
    rows = answered(states, "evaluate", "--from", "2024-01", "--to", "2024-02")["rows"]
    assert [(row["registration"], row["total"], row["scored_months"], row["missing_months"]) for row in rows] == [
        ("RA", 95, 2, []),
        ("RB", 0, 2, []),
        ("RC", None, 0, ["2024-01", "2024-02"]),
        ("RD", 89, 1, ["2024-01"]),
        ("RE", None, 0, ["2024-01", "2024-02"]),
    ]


@pytest.mark.parametrize(
    ("scores", "grade", "failed", "remark"),
    [
        ("RA a 60; RA b 30; RA ontime yes", "best", [], None),
        ("RA a 59.99; RA b 30; RA ontime yes; RA cups 1", "good", ["a"], "Kept from a better grade by: a"),
        ("RA a 70; RA b 30; RA ontime no", "fair", ["ontime"], "Kept from a better grade by: ontime"),
        (
            "RA a 59; RA b 30; RA ontime no; RA cups 5",
            "fair",
            ["a", "ontime"],
            "Kept from a better grade by: a, ontime",
        ),
        ("RA a 20; RA b 29.99; RA ontime no", "poor", [], None),
    ],
)
def test_a_grade_needs_its_floor_and_its_gates_and_says_which_failed(judged, scores, grade, failed, remark):
    entered(judged, "2024-01", f"{scores}; RA honest yes", "--stage", "self")
    row = answered(judged, "evaluate", *JANUARY)["rows"][0]
    assert (row["grade"], row["earned"], row["failed_gates"], row["rank"]) == (grade, grade, failed, 1)
    explained = judged("explain", "RA", *JANUARY).out.splitlines()
    assert ([line for line in explained if line.startswith("Kept")] or [None]) == [remark]
    plain = judged("report", "standings", *JANUARY).out
    assert [remark in line for line in plain.splitlines() if "\tRA\t" in line and remark] == [True] * bool(remark)


def test_a_gate_that_is_not_scored_is_missing_and_nothing_is_graded(judged):
    entered(judged, "2024-01", "RA a 70; RA b 30; RA honest yes", "--stage", "self")
    assert standing(judged, "2024-01", "total", "grade", "missing")[0] == (100, None, ["ontime"])


def test_the_gates_and_the_void_stand_in_the_rules_under_the_table(states):
    last = states("evaluate", *JANUARY).out.splitlines()[-1]
    assert last == (
        "Ranked within track; equal totals share a rank (1, 2, 2, 4). Ranks are by total, whatever the grade. "
        "Totals may exceed the scale. "
        "Missing is never zero: with a due line missing there is no grade and no rank. "
        "Grades, of 100, in proportion to the points due: Best from 90 (if met: ontime, a >= 60); "
        "Good from 70 (if met: ontime); Fair from 50; Poor from 0. "
        "Shortlist: the first 2 of each group; ties at the cut all enter."
    )


@pytest.mark.parametrize(
    ("totals", "grades"),
    [
        ("{decimals: 0, judged: exact}", ["tot", "dat", "dat"]),
        ("{decimals: 0, judged: rounded}", ["tot", "tot", "dat"]),
        ("{decimals: 1, judged: rounded}", ["tot", "dat", "dat"]),
    ],
)
def test_grades_look_at_the_exact_or_at_the_rounded_total_as_the_campaign_says(thidua, totals, grades):
    make.small_ledger(thidua, tracks=table("{code: a, name: A, points: 100}"), totals=totals)
    entered(thidua, "2024-01", "RA a 80; RB a 79.5; RC a 79.49")
    assert [grade for (grade,) in standing(thidua, "2024-01", "grade")[:3]] == grades


def test_a_rounded_total_is_shown_rounded_and_kept_exact(thidua):
    make.small_ledger(thidua, tracks=table("{code: a, name: A, points: 100}"), totals="{decimals: 0, judged: rounded}")
    entered(thidua, "2024-01", "RA a 79.5; RB a 79.7; RC a 12.44")
    columns = ("registration", "rank", "total", "rounded_total")
    assert standing(thidua, "2024-01", *columns)[:3] == [
        ("RA", 1, Decimal("79.5"), 80),
        ("RB", 1, Decimal("79.7"), 80),
        ("RC", 3, Decimal("12.44"), 12),
    ]
    plain = thidua("report", "standings", *JANUARY).out
    assert [line.split("\t")[4] for line in plain.splitlines() if "\tXã " in line] == ["80", "80", "12", "–", "–"]
    assert "Totals are shown with 0 decimals, halves up; grades and ranks look at the rounded total." in plain
    assert "\nTotal: 79.5 = 79.5 of 100 due. Rounded: 80.\n" in thidua("explain", "RA", *JANUARY).out


def test_grades_are_of_the_points_due_or_of_the_whole_scale(thidua):
    lines = "{code: a, name: A, points: 60}\n{code: q, name: Q, points: 40, due: quarterly}"
    for of, grade in (("due", "tot"), ("scale", "dat")):
        Path("thidua.db").unlink(missing_ok=True)
        make.small_ledger(thidua, tracks=table(lines), grades_of=of)
        entered(thidua, "2024-02", "RA a 55")
        assert standing(thidua, "2024-02", "grade")[0] == (grade,)


@pytest.mark.parametrize(
    ("part", "value", "told"),
    [
        ("void", "[{code: v, name: V}]", "Say either when: no-self-score or unmet: LINE, one of the two."),
        (
            "void",
            "[{code: v, name: V, unmet: zz}]",
            "No track has a criterion “zz”. The criteria are: a, b, cups, honest, ontime.",
        ),
        (
            "void",
            "[{code: v, name: V, when: no-self-scor}]",
            (
                "“no-self-scor” is not known here. If “no-self-score” is meant, write that; the choices are: "
                "no-self-score."
            ),
        ),
        (
            "grades",
            "[{code: x, name: X, from: 50}, {code: y, name: Y, from: 0, requires: [a]}]",
            "The lowest grade, y, cannot require anything: it takes whoever reaches no other.",
        ),
        (
            "grades",
            "[{code: x, name: X, from: 50, requires: [zz]}, {code: y, name: Y, from: 0}]",
            "Track xa has no criterion “zz”. Name a line of that track, or add it there.",
        ),
        (
            "totals",
            "{above_scale: allowed, decimals: 3}",
            "“3” is not known here. Write one of: 0, 1, 2.",
        ),
    ],
)
def test_a_campaign_whose_grades_nobody_could_reach_is_told_so(thidua, part, value, told):
    parts = {"totals": "{above_scale: allowed}"} | {part: value}
    file = make.write("c.yaml", make.campaign_yaml(tracks=table(LINES), **parts))
    ran = thidua("campaign", "check", file)
    assert (ran.code, ran.err.splitlines()[0].split(": ", 1)[1]) == (4, told)
    assert ran == Ran(4, "", f"{ran.err.splitlines()[0]}\nProblems: 1.\n")


def _cluster(thidua: Thidua) -> None:
    scores = CAMPAIGNS / "example-cluster-scores-2024-03.csv"
    for words in (
        ("init",),
        ("launch", CAMPAIGNS / "example-cluster-table.yaml"),
        ("import", "units", CAMPAIGNS / "example-cluster-units.csv"),
        ("import", "registrations", CAMPAIGNS / "example-cluster-registrations.csv"),
        ("import", "scores", scores, "--month", "2024-03", "--stage", "self"),
        ("evaluate", "--month", "2024-03"),
    ):
        done(thidua(*words, "-q"))


@pytest.fixture
def cluster(thidua: Thidua, _kept: Path) -> Thidua:
    """The shipped cluster table of about a hundred lines, with March scored by the communes themselves."""
    return copied("cluster", thidua, _kept, _cluster)


def test_the_shipped_cluster_has_every_state_in_one_table(cluster):
    rows = answered(cluster, "report", "standings", "--month", "2024-03")["rows"]
    keys = ("registration", "rank", "grade", "earned", "held", "void", "failed_gates")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("GIA-MAU", 1, "tot", "tot", None, None, ["tu-cham-dung-han"]),
        ("BINH-MAU", 2, "xuat-sac", "xuat-sac", None, None, []),
        ("AN-MAU", 3, "tot", "xuat-sac", "quota", None, []),
        ("CHAU-MAU", 4, "tot", "tot", None, None, []),
        ("DONG-MAU", 5, "trung-binh", "trung-binh", None, None, []),
        ("HOA-MAU", 6, "yeu", "yeu", None, None, []),
        ("KHANH-MAU", None, None, None, None, None, []),
        ("LONG-MAU", None, None, None, None, "khai-gian", []),
    ]


def test_every_total_of_the_shipped_cluster_adds_up_to_the_last_digit(cluster):
    for row in answered(cluster, "report", "standings", "--month", "2024-03")["rows"]:
        whole = answered(cluster, "explain", row["registration"], "--month", "2024-03")
        top = [group["points"] for group in whole["groups"] if group["parent"] is None]
        assert (sum(top), whole["missing"], whole["void"]) == (row["total"], row["missing"], row["void"])
        assert whole["total"] == row["total"]
        assert {group["group"]: group["points"] for group in whole["groups"]} == row["groups"]

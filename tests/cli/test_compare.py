"""``campaign compare``: a month under two versions side by side; who would move; nothing is written."""

import shutil
from pathlib import Path

import pytest

import make
from conftest import Ran, Thidua
from small import LEDGER, answered, copied, done, entered, refused, table

JANUARY = ("--month", "2024-01")
BOTH = ("--ruleset", "1", "--ruleset", "2")
LINES = """
{{code: a, name: A, points: 70, rule: {{kind: deduct, each: {each}, cap: none}}}}
{{code: b, name: B, points: 30}}
{{code: cups, name: Cups, rule: {{kind: bonus, each: 1, cap: none}}, caps: [{{of: bonuses, most: {most}, over: year}}]}}
"""


def _version(number: int, *, each: str = "1", most: str = "9", lines: str = LINES, **parts: str) -> str:
    text = make.campaign_yaml(
        tracks=table(lines.format(each=each, most=most)), totals="{above_scale: allowed}", **parts
    )
    return make.write(f"v{number}.yaml", text)


def _two_versions(thidua: Thidua) -> None:
    make.small_ledger(thidua, tracks=table(LINES.format(each="1", most="9")), totals="{above_scale: allowed}")
    entered(thidua, "2024-02", "RA cups 1; RB cups 6")
    rows = "RA a 10; RA b 30; RB a 0; RB b 15; RC a 30; RC b 30; RD a 0; RD b 8; RE a 50"
    entered(thidua, "2024-03", rows + "; RA cups 1; RB cups 3")
    entered(thidua, "2024-01", rows)
    done(thidua("launch", _version(2, each="2", most="8"), "--on", "2024-06-01", "-q"))


@pytest.fixture
def two(thidua: Thidua, _kept: Path) -> Thidua:
    """January to March scored; version 2, with dearer cases and a lower cap, from June."""
    return copied("two", thidua, _kept, _two_versions)


def _compared(thidua: Thidua, *words: str, month: tuple[str, str] = JANUARY) -> Ran:
    """Compare, and insist that the ledger is byte for byte what it was and no file stands beside it."""
    names = sorted(path.name for path in Path().iterdir())
    ran = make.unchanged(thidua, "campaign", "compare", *month, *words)
    assert sorted(path.name for path in Path().iterdir()) == names
    return ran


def test_who_would_move_is_told_with_totals_ranks_and_grades_and_nothing_is_written(two):
    rows = (
        ("RB", "Xã B", "xa", "85", "85", "0", "2", "1", "Tốt", "Tốt"),
        ("RA", "Xã A", "xa", "90", "80", "-10", "1", "2", "Tốt", "Tốt"),
        ("RC", "Xã C", "xa", "70", "40", "-30", "4", "4", "Đạt", "Chưa"),
        ("RE", "Xã E", "xa", "20", "0", "-20", "–", "–", "–", "–"),
    )
    head = (
        "Code\tName\tTrack\tTotal before\tTotal after\tDifference\tRank before\tRank after\tGrade before\tGrade after"
    )
    assert _compared(two, *BOTH) == Ran(
        0,
        "Phong trào nhỏ\n\n2024-01: version 1 beside version 2\n\n4 of 5 would move.\n\n"
        + "\n".join([head, *("\t".join(row) for row in rows)])
        + "\n",
        "",
    )


def test_a_comparison_as_json_has_no_figure_where_there_is_none(two):
    body = answered(two, "campaign", "compare", *JANUARY, *BOTH)
    assert [body[key] for key in ("schema", "month", "rulesets", "registrants", "moved")] == [
        "thidua.campaign-compare/1",
        "2024-01",
        [1, 2],
        5,
        len(body["rows"]),
    ]
    found = {row["registration"]: (row["before"], row["after"], row["difference"]) for row in body["rows"]}
    assert found["RE"] == (
        {"total": 20, "rank": None, "grade": None, "void": None},
        {"total": 0, "rank": None, "grade": None, "void": None},
        -20,
    )
    assert found["RC"] == (
        {"total": 70, "rank": 4, "grade": "dat", "void": None},
        {"total": 40, "rank": 4, "grade": "chua", "void": None},
        -30,
    )


def test_caps_over_months_are_those_of_each_version(two):
    body = answered(two, "campaign", "compare", "--month", "2024-03", *BOTH)
    found = {row["registration"]: (row["before"]["total"], row["after"]["total"]) for row in body["rows"]}
    assert (found["RA"], found["RB"]) == ((91, 81), (88, 87))


def test_a_version_beside_itself_moves_nobody(two):
    ran = _compared(two, "--ruleset", "2", "--ruleset", "2")
    assert "\n0 of 5 would move.\n" in ran.out
    assert answered(two, "campaign", "compare", *JANUARY, "--ruleset", "1", "--ruleset", "1")["rows"] == []


def test_the_second_is_what_would_be_and_the_first_what_is(two):
    there = answered(two, "campaign", "compare", *JANUARY, *BOTH)["rows"]
    back = answered(two, "campaign", "compare", *JANUARY, "--ruleset", "2", "--ruleset", "1")["rows"]
    assert {row["registration"]: row["difference"] for row in there} == {
        row["registration"]: -row["difference"] for row in back
    }


def test_what_is_told_is_what_a_rescore_then_does(two):
    told = {
        row["registration"]: row["after"]["total"]
        for row in answered(two, "campaign", "compare", *JANUARY, *BOTH)["rows"]
    }
    shutil.copy(LEDGER, "copy.db")
    for words in (("rescore", *JANUARY, "--ruleset", "2", "--reason", "x", "-q"), ("evaluate", *JANUARY, "-q")):
        done(two(*words, "--db", "copy.db"))
    rows = answered(two, "report", "standings", *JANUARY, "--db", "copy.db")["rows"]
    assert {row["registration"]: row["total"] for row in rows if row["registration"] in told} == told


def test_lines_that_only_one_version_has_are_named(two):
    lines = LINES.replace("code: b", "code: other")
    done(two("launch", _version(3, lines=lines), "--on", "2024-07-01", "-q"))
    text = _compared(two, "--ruleset", "1", "--ruleset", "3").out
    assert "\nVersion 3 does not have: b.\n" in text
    rows = answered(two, "campaign", "compare", *JANUARY, "--ruleset", "1", "--ruleset", "3")["rows"]
    assert rows[0]["after"] == {"total": 60, "rank": None, "grade": None, "void": None}


def test_what_a_version_cannot_read_is_named_and_nothing_compared(two):
    lines = LINES.replace("kind: deduct, each: {each}, cap: none", "kind: met")
    done(two("launch", _version(3, lines=lines), "--on", "2024-07-01", "-q"))
    told = refused(two, "campaign", "compare", *JANUARY, "--ruleset", "1", "--ruleset", "3").splitlines()
    why = "is not an answer. Write yes or no (có or không)."
    assert told == [
        f"Error: {code} a, agreed score: “{value}” cannot be read under version 3. “{value}” {why}"
        for code, value in (("RA", "10"), ("RB", "0"), ("RC", "30"), ("RD", "0"), ("RE", "50"))
    ]


def test_a_comparison_may_go_to_a_file(two):
    done(two("campaign", "compare", *JANUARY, *BOTH, "-o", "c.csv", "-q"))
    head, first, *_ = Path("c.csv").read_text("utf-8").splitlines()
    assert head == (
        "registration,name,track,cluster,before.total,after.total,difference,before.rank,after.rank,before.grade,"
        "after.grade,before.void,after.void"
    )
    assert first == "RB,Xã B,xa,,85,85,0,2,1,tot,tot,,"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            (*JANUARY, "--ruleset", "1"),
            2,
            "Two versions are compared: give --ruleset twice, as in --ruleset 1 --ruleset 2.",
        ),
        (
            (*JANUARY, *BOTH, "--ruleset", "2"),
            2,
            "Two versions are compared: give --ruleset twice, as in --ruleset 1 --ruleset 2.",
        ),
        (BOTH, 2, "--month is missing. See: thidua campaign compare --help"),
        (
            (*JANUARY, "--ruleset", "1", "--ruleset", "x"),
            2,
            "“x” is not a count. Write a whole number of zero or more, with digits only.",
        ),
        (
            (*JANUARY, "--ruleset", "1", "--ruleset", "3"),
            3,
            "There is no version 3 of the campaign; the last is 2. See: thidua campaign list",
        ),
        (
            ("--month", "2025-01", *BOTH),
            5,
            "2025-01 is not a month of the campaign, which runs from 2024-01 to 2024-12.",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(two, words, code, told):
    assert refused(two, "campaign", "compare", *words, code=code) == f"Error: {told}\n"

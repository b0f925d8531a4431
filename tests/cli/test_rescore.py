"""``rescore``: a month valued again under another version; what was reported and what was posted stay in the ledger."""

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

import make
from conftest import Ran, Thidua
from small import LEDGER, answered, copied, done, entered, refused, standing, table

JANUARY = ("--month", "2024-01")
WHY = ("--reason", "letter 5")
TABLE = """
{{code: a, name: A, points: 70, rule: {{kind: deduct, each: {each}, cap: none, waiver: true}}}}
{{code: plan, name: Plan, points: 30, rule: {{kind: tiers, \
    tiers: [{{from: {from_}, points: 30}}, {{below: {from_}, points: {below}}}]}}}}
"""
NEXT = "Next: thidua evaluate --month 2024-01\n"


def _launched(thidua: Thidua, version: int, lines: str, **parts: str) -> None:
    file = make.write(f"v{version}.yaml", make.campaign_yaml(tracks=table(lines), **parts))
    done(thidua("launch", file, "--on", f"2024-{version + 4:02}-01", "-q"))


def _two_versions(thidua: Thidua) -> None:
    make.small_ledger(thidua, tracks=table(TABLE.format(each=1, from_="90%", below=10)))
    entered(thidua, "2024-01", "RA a 5 miễn 2; RA plan 95/100; RB a 0; RB plan 89/100; RC a 20; RC plan 90/100")
    entered(thidua, "2024-01", "RA a 4 miễn 2", "--stage", "self", "--reason", "sent late")
    done(thidua("evaluate", *JANUARY, "-q"))
    _launched(thidua, 2, TABLE.format(each=2, from_="85%", below=0))


@pytest.fixture
def versions(thidua: Thidua, _kept: Path) -> Thidua:
    """January scored and evaluated under version 1; version 2, with dearer cases and lower tiers, from June."""
    return copied("versions", thidua, _kept, _two_versions)


def _totals(thidua: Thidua) -> list[tuple[object, ...]]:
    return standing(thidua, "2024-01", "registration", "rank", "total")[:3]


def _posted() -> list[tuple[object, ...]]:
    """Give the rows of January's scores, as any SQLite program reads them."""
    with sqlite3.connect(LEDGER) as connection:
        query = "SELECT entry, turn, stage, reported, points, ruleset FROM score ORDER BY entry, criterion, stage, turn"
        rows = connection.execute(query).fetchall()
    connection.close()
    return rows


UNDER_1 = [("RA", 1, 97), ("RB", 2, 80), ("RC", 2, 80)]
UNDER_2 = [("RB", 1, 100), ("RA", 2, 94), ("RC", 3, 60)]


def test_a_launched_change_never_changes_a_month_that_has_scores(versions):
    assert make.unchanged(versions, "evaluate", *JANUARY).err.splitlines()[0] == (
        "Unchanged: this is still evaluation 1 of 2024-01."
    )
    assert answered(versions, "explain", "RA", *JANUARY)["ruleset"] == 1
    assert answered(versions, "score", "RD", "a", "1", *JANUARY)["points"] == 69


def test_a_version_cannot_begin_over_a_month_that_has_scores(thidua):
    make.small_ledger(thidua)
    make.scored(thidua, RA=("60", "30"))
    file = make.write("v2.yaml", make.campaign_yaml(grades="[{code: x, name: X, from: 0}]"))
    assert refused(thidua, "launch", file, "--on", "2024-01-01") == (
        "Error: 2024-01 already has scores under the rules in force; a version from 2024-01-01 would change it. "
        "Begin it later: --on 2024-02-01\n"
    )


def test_a_month_is_under_the_new_version_from_then_on(versions):
    assert versions("rescore", *JANUARY, "--ruleset", "2", *WHY) == Ran(
        0, "", f"2024-01 is under version 2 now, not 1: 4 of 7 scores have other points.\n{NEXT}"
    )
    assert _totals(versions) == UNDER_2
    assert answered(versions, "evaluate", *JANUARY)["ruleset"] == 2
    assert answered(versions, "score", "RD", "a", "1", *JANUARY)["points"] == 68
    assert answered(versions, "score", "RD", "a", "1", "--month", "2024-02")["points"] == 69


def test_a_rescore_as_json(versions):
    assert answered(versions, "rescore", *JANUARY, "--ruleset", "2", *WHY) == {
        "schema": "thidua.rescore/1",
        "campaign": "nho",
        "month": "2024-01",
        "before": 1,
        "ruleset": 2,
        "scores": 7,
        "changed": 4,
        "left": [],
        "is_new": True,
        "entry": 9,
    }


def test_the_old_rows_stay_cancelled_and_the_new_ones_are_posted(versions):
    before = _posted()
    done(versions("rescore", *JANUARY, "--ruleset", "2", *WHY, "-q"))
    after = _posted()
    assert after[: len(before)] == before
    new = after[len(before) :]
    assert sorted(reported for _, turn, _, reported, *_ in new if turn > 0) == sorted(row[3] for row in before)
    assert sum(points for _, turn, _, _, points, _ in new if turn < 0) == -sum(row[4] for row in before)
    assert {(entry, turn, ruleset) for entry, turn, *_, ruleset in new} == {(9, -1, 1), (9, 1, 2)}


def test_what_it_superseded_is_explained_with_the_reason(versions):
    done(versions("rescore", *JANUARY, "--ruleset", "2", *WHY, "--actor", "Lê Văn Thử", "-q"))
    by = "Lê Văn Thử, 2024-10-31, entry 9"
    rows = (
        ("a", "A", "5 waived 2", "2 off for each case, waived cases apart", "64", "70", by, "67 (entry 5)", "letter 5"),
        ("plan", "Plan", "95/100", "≥ 85 %: 30; < 85 %: 0", "30", "30", by, "30 (entry 5)", "letter 5"),
    )
    assert versions("explain", "RA", *JANUARY).out.splitlines()[2:7] == [
        "2024-01, ruleset 2, stage: highest present",
        "",
        "Criterion\tName\tReported\tRule\tPoints\tMaximum\tEntered\tSupersedes\tReason",
        *("\t".join(row) for row in rows),
    ]


def test_the_first_evaluation_stays_what_it_was(versions):
    done(versions("rescore", *JANUARY, "--ruleset", "2", *WHY, "-q"))
    second = answered(versions, "evaluate", *JANUARY)
    first = answered(versions, "report", "standings", *JANUARY, "--evaluation", "1")
    assert (first["ruleset"], second["ruleset"], second["evaluation"]) == (1, 2, 2)
    assert [(row["registration"], row["rank"], row["total"]) for row in first["rows"][:3]] == UNDER_1


def test_again_under_the_same_version_is_unchanged(versions):
    done(versions("rescore", *JANUARY, "--ruleset", "2", *WHY, "-q"))
    ran = make.unchanged(versions, "rescore", *JANUARY, "--ruleset", "2", "--reason", "again")
    assert ran == Ran(0, "", "Unchanged: 2024-01 is under version 2 already.\n")
    told = answered(versions, "rescore", *JANUARY, "--ruleset", "2", "--reason", "again")
    assert (told["is_new"], told["entry"]) == (False, None)


def test_back_under_the_first_version_is_a_third_set_of_rows(versions):
    done(versions("rescore", *JANUARY, "--ruleset", "2", *WHY, "-q"))
    done(versions("rescore", *JANUARY, "--ruleset", "1", "--reason", "withdrawn", "-q"))
    line = answered(versions, "explain", "RA", *JANUARY)["lines"][0]
    assert (line["points"], line["supersedes"], line["reason"]) == (67, "67 (entry 5); 64 (entry 9)", "withdrawn")
    assert _totals(versions) == UNDER_1


def test_every_stage_is_posted_anew_and_keeps_its_own_reason_in_the_differences(versions):
    entered(versions, "2024-01", "RB a 1", "--stage", "self", "--reason", "sent late")
    done(versions("score", "RB", "a", "2", *JANUARY, "--stage", "appraised", "--reason", "one more found", "-q"))
    before = answered(versions, "report", "differences", *JANUARY)["lines"]
    done(versions("rescore", *JANUARY, "--ruleset", "2", *WHY, "-q"))
    after = answered(versions, "report", "differences", *JANUARY)["lines"]
    keys = ("registration", "criterion", "reason")
    assert [[line[key] for key in keys] for line in after] == [[line[key] for key in keys] for line in before]
    assert [line["self"]["points"] for line in after] == [66, 68]


def _unreadable(thidua: Thidua) -> Thidua:
    plan = "{code: plan, name: Plan, points: 30, rule: {kind: points}}"
    _launched(thidua, 3, f"{{code: a, name: A, points: 70, rule: {{kind: attainment}}}}\n{plan}")
    return thidua


def test_what_a_version_cannot_read_refuses_the_whole_and_every_line_is_named(versions):
    _unreadable(versions)
    told = refused(versions, "rescore", *JANUARY, "--ruleset", "3", *WHY).splitlines()
    counts = (
        "is not a part of a whole. Write the counts, 151/154; the percentage may stand beside them: 151/154 = 98.05%."
    )
    number = "is not a number. Write 9.5 or 9,5."
    assert sorted(told) == sorted(
        f"Error: {code} {line}, {stage}: “{value}” cannot be read under version 3. “{value}” {why}"
        for code, line, stage, value, why in (
            ("RA", "a", "self-score", "4 waived 2", counts),
            ("RA", "a", "agreed score", "5 waived 2", counts),
            ("RA", "plan", "agreed score", "95/100", number),
            ("RB", "a", "agreed score", "0", counts),
            ("RB", "plan", "agreed score", "89/100", number),
            ("RC", "a", "agreed score", "20", counts),
            ("RC", "plan", "agreed score", "90/100", number),
        )
    )
    assert _totals(versions) == UNDER_1


def test_a_line_the_version_does_not_have_is_named_and_counts_for_nothing(versions):
    lines = TABLE.format(each=1, from_="90%", below=10).replace("code: plan", "code: other")
    _launched(versions, 3, lines)
    under = "2024-01 is under version 3 now, not 1: 0 of 4 scores have other points.\n"
    assert versions("rescore", *JANUARY, "--ruleset", "3", *WHY) == Ran(
        0, "", f"{under}Version 3 does not have: plan.\n{NEXT}"
    )
    assert standing(versions, "2024-01", "registration", "rank", "total", "missing")[:1] == [
        ("RA", None, 67, ["other"]),
    ]
    done(versions("rescore", *JANUARY, "--ruleset", "1", *WHY, "-q"))
    assert _totals(versions) == UNDER_1


def test_a_month_without_scores_can_be_put_under_a_version_too(versions):
    assert versions("rescore", "--month", "2024-02", "--ruleset", "2", *WHY) == Ran(
        0,
        "",
        "2024-02 is under version 2 now, not 1: 0 of 0 scores have other points.\n"
        "Next: thidua evaluate --month 2024-02\n",
    )
    assert answered(versions, "score", "RA", "a", "1", "--month", "2024-02")["points"] == Decimal(68)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((*JANUARY, "--ruleset", "2"), 2, "Option --reason is missing. See --help."),
        ((*JANUARY, "--ruleset", "2", "--reason", " \u200b"), 2, "Option --reason is missing. See --help."),
        ((*JANUARY, *WHY), 2, "--ruleset is missing. See: thidua rescore --help"),
        (("--ruleset", "2", *WHY), 2, "--month is missing. See: thidua rescore --help"),
        (
            (*JANUARY, "--ruleset", "x", *WHY),
            2,
            "“x” is not a count. Write a whole number of zero or more, with digits only.",
        ),
        (
            (*JANUARY, "--ruleset", "-1", *WHY),
            2,
            "“-1” is not a count. Write a whole number of zero or more, with digits only.",
        ),
        (
            (*JANUARY, "--ruleset", "9", *WHY),
            3,
            "There is no version 9 of the campaign; the last is 2. See: thidua campaign list",
        ),
        (
            ("--month", "2025-01", "--ruleset", "2", *WHY),
            5,
            "2025-01 is not a month of the campaign, which runs from 2024-01 to 2024-12.",
        ),
    ],
)
def test_a_rescore_that_cannot_be_is_refused(versions, words, code, told):
    assert refused(versions, "rescore", *words, code=code) == f"Error: {told}\n"


def test_a_ledger_that_another_program_holds_is_left_as_it_was(versions):
    with sqlite3.connect(LEDGER, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        told = refused(versions, "rescore", *JANUARY, "--ruleset", "2", *WHY, code=11)
        other.execute("ROLLBACK")
    other.close()
    assert told.startswith("Error: ")
    assert _totals(versions) == UNDER_1


def test_quietly_it_says_nothing(versions):
    assert versions("rescore", *JANUARY, "--ruleset", "2", *WHY, "-q") == Ran(0, "", "")


def test_a_longer_period_waits_until_the_month_is_evaluated_again(versions):
    done(versions("rescore", *JANUARY, "--ruleset", "2", *WHY, "-q"))
    quarter = ("evaluate", "--from", "2024-01", "--to", "2024-03")
    assert refused(versions, *quarter) == (
        "Error: 2024-01 has scores, or a version, newer than its evaluation 1. Run: thidua evaluate --month 2024-01\n"
    )
    assert "Scores or rules have changed since this evaluation." in versions("report", "standings", *JANUARY).out
    done(versions("evaluate", *JANUARY, "-q"))
    assert [row["totals"]["2024-01"] for row in answered(versions, *quarter)["rows"][:3]] == [94, 100, 60]
    assert not answered(versions, "report", "standings", *JANUARY)["stale"]


def test_a_version_from_before_a_track_cannot_value_what_was_scored_in_it(versions):
    wards = table("{code: b, name: B, points: 100}").replace("code: xa", "code: phuong").replace("commune", "ward")
    text = make.campaign_yaml(tracks=table(TABLE.format(each=2, from_="85%", below=0)) + wards)
    done(versions("launch", make.write("v3.yaml", text), "--on", "2024-08-01", "-q"))
    done(versions("unit", "add", "W", "--name", "Phường W", "--kind", "ward"))
    words = ("--unit", "W", "--on", "2024-08-02", "--content", "c", "--goal", "g", "--deadline", "2024-12-01")
    done(versions("register", "RW", *words))
    done(versions("score", "RW", "b", "90", "--month", "2024-09"))
    told = "Version 2 has no track phuong, in which there are registrations. Choose a version that has it.\n"
    assert refused(versions, "rescore", "--month", "2024-09", "--ruleset", "2", *WHY) == f"Error: {told}"

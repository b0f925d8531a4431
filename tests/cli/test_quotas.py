"""How many may have a grade, in whole numbers; ranks shared, dense, told apart, or upwards; the rules printed."""

from pathlib import Path

import pytest

import make
from conftest import CAMPAIGNS, Thidua
from small import answered, copied, done, entered, standing, table

JANUARY = ("--month", "2024-01")
LINES = """
{code: a, name: A, points: 60}
{code: b, name: B, points: 40, group: g}
{code: late, name: Late, rule: {kind: deduct, each: 1, cap: none}, optional: true}
{code: cups, name: Cups, rule: {kind: bonus, each: 1, cap: none}}
{code: fit, name: Fit, rule: {kind: met}}
"""
GROUPS = "{code: g, name: Group, points: 40}"
GRADES = """
  - {code: best, name: Best, from: 90}
  - {code: good, name: Good, from: 70, requires: [fit]}
  - {code: fair, name: Fair, from: 50}
  - {code: poor, name: Poor, from: 0}"""
FALLING = {"RA": 95, "RB": 94, "RC": 93, "RD": 92, "RE": 91}
TIED = {"RA": 95, "RB": 94, "RC": 94, "RD": 92, "RE": 60}


def _quota(
    thidua: Thidua, quotas: str, totals: dict[str, int], *, unfit: str = ""
) -> list[tuple[str, str, str | None]]:
    """Evaluate these totals under these quotas; give who has which grade, and why not a better one."""
    parts = {"tracks": table(LINES, groups=GROUPS), "grades": GRADES, "totals": "{above_scale: allowed}"}
    make.small_ledger(thidua, **parts, quotas=quotas)
    rows = [
        f"{code} a {total - 40}; {code} b 40; {code} fit {'no' if code == unfit else 'yes'}"
        for code, total in totals.items()
    ]
    entered(thidua, "2024-01", "; ".join(rows))
    return [row for row in standing(thidua, "2024-01", "registration", "grade", "held") if row[1] is not None]


@pytest.mark.parametrize(
    ("quota", "best"),
    [
        ("most: 20%", 1),
        ("most: 50%", 2),
        ("most: 50%, rounding: ceiling", 3),
        ("most: 50%, rounding: half-up", 3),
        ("most: 2/5", 2),
        ("most: 2", 2),
        ("most: 0", 0),
        ("most: 100%", 5),
        ("most: 99.99%", 4),
    ],
)
def test_places_are_counted_in_whole_numbers_and_rounded_as_the_campaign_says(thidua, quota, best):
    assert _quota(thidua, f"[{{grade: best, {quota}}}]", FALLING) == [
        (code, "best", None) if at < best else (code, "good", "quota") for at, code in enumerate(FALLING)
    ]


def test_a_tie_across_the_cut_is_held_back_whole_or_let_in_whole(thidua):
    assert _quota(thidua, "[{grade: best, most: 2}]", TIED) == [
        ("RA", "best", None),
        ("RB", "good", "tie"),
        ("RC", "good", "tie"),
        ("RD", "good", "quota"),
        ("RE", "fair", None),
    ]
    Path("thidua.db").unlink()
    assert _quota(thidua, "[{grade: best, most: 2, ties: admitted}]", TIED) == [
        ("RA", "best", None),
        ("RB", "best", None),
        ("RC", "best", None),
        ("RD", "good", "quota"),
        ("RE", "fair", None),
    ]


def test_what_is_held_back_is_said_in_the_table_and_when_explained(thidua):
    _quota(thidua, "[{grade: best, most: 2}]", TIED)
    plain = thidua("report", "standings", *JANUARY).out.splitlines()
    rows = [line.split("\t")[1:8:2] for line in plain if "\tXã " in line]
    assert [(row[0], row[-1]) for row in rows] == [
        ("RA", "–"),
        ("RB", "Best earned: tie across the cut of the quota"),
        ("RC", "Best earned: tie across the cut of the quota"),
        ("RD", "Best earned: beyond the places of the quota"),
        ("RE", "–"),
    ]
    assert plain[-1] == (
        "Ranked within track; equal totals share a rank (1, 2, 2, 4). Ranks are by total, whatever the grade. "
        "Totals may exceed the scale. "
        "Missing is never zero: with a due line missing there is no grade and no rank. "
        "Grades, of 100, in proportion to the points due: Best from 90; Good from 70 (if met: fit); Fair from 50; "
        "Poor from 0. Best or better: at most 2 in each group; equals across the cut are all held back. "
        "Shortlist: the first 2 of each group; ties at the cut all enter."
    )
    assert thidua("explain", "RB", *JANUARY).out.splitlines()[-1] == (
        "Evaluation 1 of the month has 94. Earned Best, given Good: tie across the cut of the quota."
    )


def test_whoever_is_held_back_gets_the_best_grade_whose_gates_are_met(thidua):
    assert _quota(thidua, "[{grade: best, most: 1}]", FALLING, unfit="RC") == [
        ("RA", "best", None),
        ("RB", "good", "quota"),
        ("RC", "fair", "quota"),
        ("RD", "good", "quota"),
        ("RE", "good", "quota"),
    ]


@pytest.mark.parametrize(
    ("quotas", "grades"),
    [
        ("[{grade: best, most: 50%, of: graded}]", ["best", "good"]),
        ("[{grade: best, most: 50%, of: registrants}]", ["best", "best"]),
    ],
)
def test_a_quota_is_counted_of_those_graded_or_of_all_who_registered(thidua, quotas, grades):
    assert [grade for _, grade, _ in _quota(thidua, quotas, {"RA": 95, "RB": 94})] == grades


def test_a_nested_quota_is_counted_of_those_the_lower_one_lets_in(thidua):
    nested = "[{grade: best, most: 50%, of: good}, {grade: good, most: 80%, of: registrants}]"
    assert _quota(thidua, nested, FALLING) == [
        ("RA", "best", None),
        ("RB", "best", None),
        ("RC", "good", "quota"),
        ("RD", "good", "quota"),
        ("RE", "fair", "quota"),
    ]
    last = thidua("report", "standings", *JANUARY).out.splitlines()[-1]
    assert last.partition("Poor from 0. ")[2].partition(" Shortlist")[0] == (
        "Best or better: at most 50% of those with Good or better, rounded down; equals across the cut are all held "
        "back. Good or better: at most 80% of those who registered, rounded down; equals across the cut are all held "
        "back."
    )


def test_whoever_has_no_grade_uses_up_no_place(thidua):
    make.small_ledger(
        thidua,
        tracks=table(LINES, groups=GROUPS),
        grades=GRADES,
        totals="{above_scale: allowed}",
        quotas="[{grade: best, most: 1}]",
        void="[{code: unfit, name: Unfit, unmet: fit}]",
    )
    entered(
        thidua,
        "2024-01",
        "RA a 60; RA b 40; RA fit no; RB a 60; RB b 39; RC a 55; RC b 40; RC fit yes; RD a 54; RD b 40; RD fit yes",
    )
    assert standing(thidua, "2024-01", "registration", "rank", "grade", "held", "void", "missing")[:4] == [
        ("RC", 1, "best", None, None, []),
        ("RD", 2, "good", "quota", None, []),
        ("RA", None, None, None, "unfit", []),
        ("RB", None, None, None, None, ["fit"]),
    ]


def _civil_servants(thidua: Thidua) -> None:
    scores = CAMPAIGNS / "example-civil-servants-scores-2026-03.csv"
    for words in (
        ("init",),
        ("launch", CAMPAIGNS / "example-civil-servants.yaml"),
        ("import", "units", CAMPAIGNS / "example-cluster-units.csv"),
        ("import", "registrations", CAMPAIGNS / "example-civil-servants-registrations.csv"),
        ("import", "scores", scores, "--month", "2026-03", "--stage", "self"),
    ):
        done(thidua(*words, "-q"))


@pytest.fixture
def civil_servants(thidua: Thidua, _kept: Path) -> Thidua:
    """The shipped civil servants' campaign with March scored by themselves."""
    return copied("civil-servants", thidua, _kept, _civil_servants)


def test_of_the_shipped_civil_servants_a_fifth_of_those_rated_good_may_be_outstanding(civil_servants):
    rows = answered(civil_servants, "evaluate", "--month", "2026-03")["rows"]
    found = {row["registration"]: (row["rank"], row["grade"], row["earned"], row["held"]) for row in rows}
    good = [code for code in found if code.startswith("CC") and found[code][1] in {"xuat-sac", "tot"}]
    assert len(good) // 5 == 1
    assert [found[code] for code in ("CC-01", "CC-02", "CC-06", "LD-01", "CC-10")] == [
        (1, "tot", "xuat-sac", "tie"),
        (1, "tot", "xuat-sac", "tie"),
        (3, "tot", "xuat-sac", "quota"),
        (1, "tot", "xuat-sac", "quota"),
        (None, None, None, None),
    ]


def test_every_total_of_the_shipped_civil_servants_adds_up_to_the_last_digit(civil_servants):
    for row in answered(civil_servants, "evaluate", "--month", "2026-03")["rows"]:
        whole = answered(civil_servants, "explain", row["registration"], "--month", "2026-03")
        counted = sum(line["counted"] for line in whole["lines"] if line["counted"] is not None)
        groups = sum(group["points"] for group in whole["groups"] if group["parent"] is None)
        assert counted == groups == whole["total"] == row["total"]


NO_PILLAR = (
    "No track has a pillar “zz” to break a tie. The pillars are: –. For a line write line:CODE, for a group group:CODE."
)
EQUAL = (
    "RA a 50; RA b 40; RB a 52; RB b 40; RB late 2; RC a 51; RC b 40; RC late 1; RD a 49; RD b 40; RD cups 1;"
    "RE a 60; RE b 30"
)


@pytest.mark.parametrize(
    ("ranking", "ranks", "told"),
    [
        ("", [("RA", 1), ("RB", 1), ("RC", 1), ("RD", 1), ("RE", 1)], ""),
        (
            "tie_break: [deductions]",
            [("RA", 1), ("RD", 1), ("RE", 1), ("RC", 4), ("RB", 5)],
            "fewer deductions",
        ),
        (
            "ties: dense, tie_break: [deductions]",
            [("RA", 1), ("RD", 1), ("RE", 1), ("RC", 2), ("RB", 3)],
            "fewer deductions",
        ),
        (
            "tie_break: [bonuses, deductions]",
            [("RD", 1), ("RA", 2), ("RE", 2), ("RC", 4), ("RB", 5)],
            "more bonuses, fewer deductions",
        ),
        (
            'tie_break: ["line:a", bonuses]',
            [("RE", 1), ("RB", 2), ("RC", 3), ("RA", 4), ("RD", 5)],
            "line a, more bonuses",
        ),
        (
            'tie_break: ["group:g", "line:a"]',
            [("RB", 1), ("RC", 2), ("RA", 3), ("RD", 4), ("RE", 5)],
            "group g, line a",
        ),
    ],
)
def test_equal_totals_share_a_rank_unless_the_campaign_tells_them_apart(thidua, ranking, ranks, told):
    make.small_ledger(
        thidua,
        tracks=table(LINES.replace("rule: {kind: met}}", "rule: {kind: met}, optional: true}"), groups=GROUPS),
        totals="{above_scale: allowed}",
        ranking=f"{{within: [track]{', ' + ranking if ranking else ''}}}",
    )
    entered(thidua, "2024-01", EQUAL)
    assert standing(thidua, "2024-01", "registration", "rank") == ranks
    series = "1, 2, 2, 3" if "dense" in ranking else "1, 2, 2, 4"
    apart = f" Equal totals are told apart by {told}, in that order." if told else ""
    last = thidua("report", "standings", *JANUARY).out.splitlines()[-1]
    assert last.partition(" Totals may exceed")[0] == (
        f"Ranked within track; equal totals share a rank ({series}).{apart}"
    )


def test_where_lower_is_better_the_lowest_total_is_first_and_grades_have_ends_above(thidua):
    make.small_ledger(
        thidua,
        tracks=table("{code: a, name: A, points: 100}"),
        ranking="{within: [track], better: lower}",
        grades="[{code: best, name: Best, to: 10}, {code: good, name: Good, to: 30}, {code: poor, name: Poor}]",
        quotas="[{grade: best, most: 2}]",
    )
    entered(thidua, "2024-01", "RA a 10; RB a 9; RC a 9; RD a 30; RE a 30.01")
    assert standing(thidua, "2024-01", "registration", "rank", "earned", "grade", "shortlisted") == [
        ("RB", 1, "best", "best", True),
        ("RC", 1, "best", "best", True),
        ("RA", 3, "best", "good", False),
        ("RD", 4, "good", "good", False),
        ("RE", 5, "poor", "poor", False),
    ]
    last = thidua("report", "standings", *JANUARY).out.splitlines()[-1]
    assert last.partition(" Ranks are by total")[0] == (
        "Ranked within track; equal totals share a rank (1, 2, 2, 4). Lower is better."
    )
    assert last.partition("points due: ")[2].partition(". Best or better")[0] == (
        "Best up to 10; Good up to 30; Poor above that"
    )


@pytest.mark.parametrize(
    ("quotas", "told"),
    [
        ("[{grade: poor, most: 20%}]", "Grade poor is the lowest and cannot have a quota: there is no grade below it."),
        ("[{grade: bset, most: 20%}]", "There is no grade “bset”. The grades are: best, good, fair, poor."),
        (
            "[{grade: good, most: 20%, of: best}]",
            "A quota of good cannot be counted of best: name a grade below it.",
        ),
        ("[{grade: best, most: 120%}]", "“120%” is more than the whole. Write at most 100%."),
        ("[{grade: best, most: 1.5}]", "“1.5” is not a share above zero. Write 2/3 or 80%."),
        (
            "[{grade: best, most: 20%, rounding: down}]",
            "“down” is not known here. Write one of: floor, ceiling, half-up.",
        ),
        (
            "[{grade: best, most: 20%, within: [cluster]}]",
            "Registrants of different tracks cannot be ranked together. Add track to “within”.",
        ),
    ],
)
def test_a_quota_that_cannot_be_is_told_when_the_file_is_checked(thidua, quotas, told):
    parts = {"tracks": table(LINES, groups=GROUPS), "grades": GRADES, "totals": "{above_scale: allowed}"}
    ran = thidua("campaign", "check", make.write("c.yaml", make.campaign_yaml(**parts, quotas=quotas)))
    assert (ran.code, ran.err.splitlines()[0].split(": ", 1)[1]) == (4, told)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("line:zz", "No track has a criterion “zz” to break a tie. The criteria are: a, b, cups, fit, late."),
        ("group:zz", "No track has a group “zz” to break a tie. The groups are: g."),
        (
            "zz",
            NO_PILLAR,
        ),
    ],
)
def test_a_tie_break_that_is_not_there_is_told_when_the_file_is_checked(thidua, word, told):
    parts = {"tracks": table(LINES, groups=GROUPS), "totals": "{above_scale: allowed}"}
    ranking = f'{{within: [track], tie_break: ["{word}"]}}'
    ran = thidua("campaign", "check", make.write("c.yaml", make.campaign_yaml(**parts, ranking=ranking)))
    assert (ran.code, ran.err.splitlines()[0].split(": ", 1)[1]) == (4, told)

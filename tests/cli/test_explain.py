"""One total, line by line, to the last digit."""

import json
from decimal import Decimal

import pytest

import small
from conftest import Thidua
from small import refused

TOP = "MH · Xã Mỹ Hòa\n\n2024-03, ruleset 1, stage: {stage}\n\nCriterion\tName\t"
HEAD = TOP.format(stage="highest present") + "Reported\tRule\tPoints\tMaximum\tEntered"
WORDS = ("explain", "MH", "--month", "2024-03")


def shown(thidua: Thidua, *words: str) -> str:
    """Give the explanation; nothing else is said."""
    ran = thidua(*WORDS, *words)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_every_line_says_what_was_reported_by_whom_and_it_adds_up(thidua: Thidua) -> None:
    small.registered(thidua)
    small.done(thidua("score", "MH", "fields", "50,25", "--month", "2024-03", "--actor", "Lê Văn Thử"))
    small.done(thidua("score", "MH", "roads", "30.5", "--month", "2024-03"))
    small.done(thidua("evaluate", "--month", "2024-03"))
    assert shown(thidua) == (
        f"{HEAD}\n"
        "fields\tFields\t50.25\tpoints as given\t50.25\t60\tLê Văn Thử, 2024-10-31, entry 5\n"
        "roads\tRoads\t30.5\tpoints as given\t30.5\t40\tTester, 2024-10-31, entry 6\n\n"
        "Total: 50.25 + 30.5 = 80.75 of 100 due\n\n"
        "Grade earned: Good\n\n"
        "Evaluation 1 of the month has 80.75.\n"
    )


def test_before_anything_is_scored_everything_is_missing_and_nothing_zero(thidua: Thidua) -> None:
    small.registered(thidua)
    assert shown(thidua) == (
        f"{HEAD}\n"
        "fields\tFields\t–\tpoints as given\t–\t60\t–\n"
        "roads\tRoads\t–\tpoints as given\t–\t40\t–\n\n"
        "Total: – = – of 100 due\n\n"
        "Missing, and not counted as zero: fields, roads\n\n"
        "The month has not been evaluated yet.\n"
    )
    whole = json.loads(thidua(*WORDS, "--json").out)
    assert (whole["total"], whole["missing"]) == (None, ["fields", "roads"])


def test_a_zero_reached_is_a_zero(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="0 0")
    assert shown(thidua).endswith(
        "Total: 0 + 0 = 0 of 100 due\n\nGrade earned: Fair\n\nEvaluation 1 of the month has 0.\n"
    )


def test_a_missing_line_is_named_and_no_grade_given(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50")
    assert shown(thidua).endswith(
        "Total: 50 = 50 of 100 due\n\nMissing, and not counted as zero: roads\n\nEvaluation 1 of the month has 50.\n"
    )


def test_a_superseded_value_stays_visible_with_the_reason(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30")
    small.done(thidua("score", "MH", "fields", "52", "--month", "2024-03", "--reason", "recount"))
    small.done(thidua("score", "MH", "fields", "51", "--month", "2024-03", "--reason", "typo"))
    assert shown(thidua) == (
        f"{HEAD}\tSupersedes\tReason\n"
        "fields\tFields\t51\tpoints as given\t51\t60\tTester, 2024-10-31, entry 8\t"
        "50 (entry 5); 52 (entry 7)\ttypo\n"
        "roads\tRoads\t30\tpoints as given\t30\t40\tTester, 2024-10-31, entry 5\t–\t–\n\n"
        "Total: 51 + 30 = 81 of 100 due\n\n"
        "Grade earned: Good\n\n"
        "Evaluation 1 of the month has 80. Scores or rules have changed since this evaluation.\n"
    )


def test_a_value_taken_back_stays_visible_and_counts_nowhere(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30")
    small.done(thidua("score", "MH", "fields", "", "--month", "2024-03", "--reason", "another commune's"))
    assert shown(thidua) == (
        f"{HEAD}\tSupersedes\n"
        "fields\tFields\t–\tpoints as given\t–\t60\t–\t50 (entry 5), no longer since entry 7: another commune's\n"
        "roads\tRoads\t30\tpoints as given\t30\t40\tTester, 2024-10-31, entry 5\t–\n\n"
        "Total: 30 = 30 of 100 due\n\n"
        "Missing, and not counted as zero: fields\n\n"
        "Evaluation 1 of the month has 80. Scores or rules have changed since this evaluation.\n"
    )


def staged(thidua: Thidua) -> None:
    """Make a March in which Mỹ Hòa claims 55 for the fields and 30 for the roads; of the fields 50 are agreed."""
    small.registered(thidua)
    for line, value, stage, *why in (
        ("fields", "55", "self"),
        ("roads", "30", "self"),
        ("fields", "52", "appraised", "--reason", "three not seen"),
        ("fields", "50", "agreed", "--reason", "minutes 7"),
    ):
        small.done(thidua("score", "MH", line, value, "--month", "2024-03", "--stage", stage, *why))


def test_of_each_line_the_highest_stage_counts(thidua: Thidua) -> None:
    staged(thidua)
    start = HEAD.replace("Reported", "Stage\tReported")
    assert shown(thidua) == (
        f"{start}\tReason\n"
        "fields\tFields\tagreed score\t50\tpoints as given\t50\t60\tTester, 2024-10-31, entry 8\tminutes 7\n"
        "roads\tRoads\tself-score\t30\tpoints as given\t30\t40\tTester, 2024-10-31, entry 6\t–\n\n"
        "Total: 50 + 30 = 80 of 100 due\n\n"
        "Grade earned: Good\n\n"
        "The month has not been evaluated yet.\n"
    )


def test_one_stage_may_be_asked_for(thidua: Thidua) -> None:
    staged(thidua)
    start = f"{TOP.format(stage='self-score')}Stage\tReported\tRule\tPoints\tMaximum\tEntered"
    assert shown(thidua, "--stage", "self") == (
        f"{start}\n"
        "fields\tFields\tself-score\t55\tpoints as given\t55\t60\tTester, 2024-10-31, entry 5\n"
        "roads\tRoads\tself-score\t30\tpoints as given\t30\t40\tTester, 2024-10-31, entry 6\n\n"
        "Total: 55 + 30 = 85 of 100 due\n\n"
        "Grade earned: Good\n\n"
        "The month has not been evaluated yet.\n"
    )
    assert "Missing, and not counted as zero: roads\n" in shown(thidua, "--stage", "appraised")
    told = "Error: There is no stage “final”. The stages are: self, appraised, agreed.\n"
    assert refused(thidua, *WORDS, "--stage", "final", code=2) == told


def test_an_evaluation_of_one_stage_is_a_view_and_changes_no_explanation(thidua: Thidua) -> None:
    staged(thidua)
    small.done(thidua("evaluate", "--month", "2024-03", "--stage", "self"))
    whole = json.loads(thidua(*WORDS, "--json").out)
    assert (whole["stage"], whole["total"], [line["stage"] for line in whole["lines"]]) == (
        "highest",
        80,
        ["agreed", "self"],
    )
    assert json.loads(thidua(*WORDS, "--stage", "agreed", "--json").out)["total"] == 50


GROUPS = """\
    groups:
      - {code: land, name: Land, points: 70, appraiser: Land office, caps: [{of: bonuses, most: "2"}]}
      - {code: order, name: Order, points: 30, weight: 50%}
    criteria:
      - code: plan
        name: Plan
        group: land
        points: 70
        rule: {kind: attainment, target: 8, cap: 100%}
      - code: flags
        name: Flags
        group: land
        rule: {kind: bonus, each: "1,5", cap: "4"}
        requires: [late]
      - code: late
        name: Late
        group: order
        points: 30
        rule: {kind: deduct, each: 2, cap: 10, waiver: true}
"""


@pytest.fixture
def grouped(thidua: Thidua) -> Thidua:
    """The small drive with two groups of 70 and 30 points, of which the second weighs half."""
    start, rest = small.campaign().split("    pillars:\n", 1)
    text = start + GROUPS + rest[rest.index("  - code: farmers") :]
    for old, new in (
        ("scale: 100\n", "scale: 85\ntotals: {above_scale: allowed}\n"),
        ("points: 100, due", "points: 85, due"),
    ):
        text = text.replace(old, new)
    return small.registered(thidua, text=text)


def test_every_point_is_led_from_what_was_reported_over_rules_caps_and_weights_to_the_total(grouped: Thidua) -> None:
    for line, value in (("plan", "7"), ("flags", "3"), ("late", "6 waived 6")):
        small.done(grouped("score", "MH", line, value, "--month", "2024-03"))
    by = "Tester, 2024-10-31, entry"
    assert shown(grouped) == (
        f"{TOP.format(stage='highest present')}"
        "Group\tReported\tRule\tRaw\tCapped\tPoints\tMaximum\tEntered\n"
        "plan\tPlan\tland\t7\tin proportion to a target to reach (8), at most 100 % of the points\t"
        f"61.25\t61.25\t61.25\t70\t{by} 5\n"
        f"flags\tFlags\tland\t3\t1.5 for each case, at most 4\t4.5\t4\t4\t4\t{by} 6\n"
        "late\tLate\torder\t6 waived 6\t2 off for each case, at most 10, waived cases apart\t"
        f"0\t0\t30\t30\t{by} 7\n\n"
        "Groups\n"
        "Group\tName\tBase points\tDeductions\tBonuses\tCaps\tDeductions counted\tBonuses counted\tWeight\t"
        "Points\tAppraised by\n"
        "land\tLand\t61.25\t0\t4\tbonuses at most 2 a month\t0\t2\t100 %\t63.25\tLand office\n"
        "order\tOrder\t30\t0\t0\t–\t0\t0\t50 %\t15\t–\n\n"
        "Total: 63.25 + 15 = 78.25 of 85 due\n\n"
        "Grade earned: Fair\n\n"
        "The month has not been evaluated yet.\n"
    )


def test_a_bonus_whose_condition_is_not_met_counts_nothing_and_says_why(grouped: Thidua) -> None:
    for line, value in (("plan", "8"), ("flags", "1"), ("late", "3 waived 2")):
        small.done(grouped("score", "MH", line, value, "--month", "2024-03"))
    whole = json.loads(grouped(*WORDS, "--json").out, parse_float=Decimal)
    assert [(x["criterion"], x["raw"], x["points"], x["counted"], x["maximum"]) for x in whole["lines"]] == [
        ("plan", 70, 70, 70, 70),
        ("flags", Decimal("1.5"), Decimal("1.5"), 0, 4),
        ("late", -2, 28, 28, 30),
    ]
    assert (whole["total"], whole["deductions"], whole["bonuses"]) == (84, 1, 0)
    told = [(x["criterion"], x["requires"], x["conditions_met"], x["caps"]) for x in whole["lines"]]
    assert told == [("plan", [], True, []), ("flags", ["late"], False, []), ("late", [], True, [])]
    rules = [(x["group"], x["caps"], x["used_deductions"], x["used_bonuses"], x["weight"]) for x in whole["groups"]]
    assert rules == [("land", ["bonuses 2 month"], 0, 0, "100%"), ("order", [], 0, 0, "50%")]
    told = shown(grouped).splitlines()[6].split("\t")
    assert told[-3:] == ["conditions not met: late", "4", "Tester, 2024-10-31, entry 6"]


def test_a_registration_not_in_the_evaluation_is_told_so(thidua: Thidua) -> None:
    late = small.REGISTRATIONS.replace("MH,1,2024-02-10", "MH,1,2024-04-10")
    small.scored(small.registered(thidua, registrations=late), "2024-03", AH="50 30")
    assert shown(thidua).splitlines()[-1] == "Evaluation 1 does not contain it."


def test_the_lines_are_there_for_scripts(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50.5")
    whole = json.loads(thidua(*WORDS, "--json").out, parse_float=Decimal)
    lines = whole.pop("lines")
    assert whole == {
        "schema": "thidua.explain/1",
        "as_of": None,
        "closings": [],
        "campaign": "small",
        "registration": "MH",
        "name": "Xã Mỹ Hòa",
        "month": "2024-03",
        "ruleset": 1,
        "stage": "highest",
        "sum": Decimal("50.5"),
        "capped_sum": Decimal("50.5"),
        "total": Decimal("50.5"),
        "rounded_total": Decimal("50.5"),
        "deductions": 0,
        "bonuses": 0,
        "caps": [],
        "due": 100,
        "missing": ["roads"],
        "earned": None,
        "failed_gates": [],
        "void": None,
    }
    assert [(x["criterion"], x["pillars"], x["reported"], x["points"], x["maximum"], x["entry"]) for x in lines] == [
        ("fields", ["work"], "50.5", Decimal("50.5"), 60, 5),
        ("roads", ["work", "unity"], None, None, 40, None),
    ]


@pytest.mark.parametrize("month", ["2024-01", "2025-01"])
def test_a_month_outside_the_campaign_has_nothing_to_explain(thidua: Thidua, month: str) -> None:
    small.registered(thidua)
    assert refused(thidua, "explain", "MH", "--month", month) == (
        f"Error: {month} is not a month of the campaign, which runs from 2024-02 to 2024-12.\n"
    )


def test_every_total_of_the_real_campaign_adds_up(march: Thidua) -> None:
    standings = json.loads(march("report", "standings", "--json").out, parse_float=Decimal)["rows"]
    for row in standings:
        words = ("explain", row["registration"], "--month", "2024-03", "--json")
        whole = json.loads(march(*words).out, parse_float=Decimal)
        points = [line["points"] for line in whole["lines"] if line["points"] is not None]
        assert (sum(points), whole["total"], whole["missing"]) == (row["total"], row["total"], row["missing"])

"""One total, line by line, to the last digit."""

import json
from decimal import Decimal

import pytest

import small
from conftest import Thidua
from small import refused

HEAD = "MH · Xã Mỹ Hòa\n\n2024-03, ruleset 1\n\nCriterion\tName\tReported\tRule\tPoints\tMaximum\tEntered"
WORDS = ("explain", "MH", "--month", "2024-03")


def shown(thidua: Thidua) -> str:
    """Give the explanation; nothing else is said."""
    ran = thidua(*WORDS)
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
        "Grade: Good\n\n"
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
    assert shown(thidua).endswith("Total: 0 + 0 = 0 of 100 due\n\nGrade: Fair\n\nEvaluation 1 of the month has 0.\n")


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
        f"{HEAD}\tSupersedes\n"
        "fields\tFields\t51\tpoints as given\t51\t60\tTester, 2024-10-31, entry 8\t"
        "50 (entry 5); 52 (entry 7) – typo\n"
        "roads\tRoads\t30\tpoints as given\t30\t40\tTester, 2024-10-31, entry 5\t–\n\n"
        "Total: 51 + 30 = 81 of 100 due\n\n"
        "Grade: Good\n\n"
        "Evaluation 1 of the month has 80.\n"
    )


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
        "campaign": "small",
        "registration": "MH",
        "name": "Xã Mỹ Hòa",
        "month": "2024-03",
        "ruleset": 1,
        "total": Decimal("50.5"),
        "due": 100,
        "missing": ["roads"],
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

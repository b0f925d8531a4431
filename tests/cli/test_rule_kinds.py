"""Every rule kind from the campaign file to the explained point; caps; what a file with holes is told."""

from decimal import Decimal
from pathlib import Path

import pytest

import make
import small
from conftest import Ran, Thidua
from small import answered, copied, entered, line_of, refused, table

JANUARY = ("--month", "2024-01")
BANDS = "[{below: 85%, points: 4}, {from: 85%, below: 100%, points: 6}, {from: 100%, to: 115%, points: 9},"
BANDS_TOLD = "no plan: 1; < 85 %: 4; ≥ 85 % < 100 %: 6; ≥ 100 % ≤ 115 %: 9; > 115 %: 10"
SIZES = "[{size: {to: 100}, tiers: [{from: 90%, points: 10}, {below: 90%, points: 0}]},"
LINES = f"""
{{code: given, name: Given, points: 10}}
{{code: given-minus, name: Given minus, rule: {{kind: points, as: deduction, cap: 1}}}}
{{code: given-plus, name: Given plus, rule: {{kind: points, as: bonus, cap: 0.5}}}}
{{code: met, name: Met, points: 10, rule: {{kind: met, otherwise: 2.5}}}}
{{code: whole, name: Whole, points: 10, rule: {{kind: all-or-nothing}}}}
{{code: part, name: Part, points: 10, rule: {{kind: all-or-nothing, at: ">= 2/3", otherwise: 1}}}}
{{code: late, name: Late, points: 5, rule: {{kind: deduct, each: 0.25, cap: 3, waiver: true}}}}
{{code: reports, name: Reports, points: 5, rule: {{kind: deduct, per: period, each: 1, cap: none}}}}
{{code: cups, name: Cups, rule: {{kind: bonus, each: 0.5, cap: 1}}}}
{{code: plan, name: Plan, points: 10, rule: {{kind: attainment, cap: 120%, least: 50%}}}}
{{code: fewer, name: Fewer, points: 10, rule: {{kind: attainment, better: lower, target: 20, targets: {{B: 0}}}}}}
{{code: bands, name: Bands, points: 10, rule: \
    {{kind: bands, no_plan: 1, bands: {BANDS} {{above: 115%, points: 10}}]}}}}
{{code: tiers, name: Tiers, points: 10, rule: \
    {{kind: tiers, tiers: [{{from: 2/3, points: 10}}, {{below: 2/3, points: 5}}]}}}}
{{code: early, name: Early, rule: {{kind: step-bonus, above: 105%, each: 0.2, step: 1%, cap: 1, reading: on-passing}}}}
{{code: steps, name: Steps, rule: {{kind: step-bonus, above: 105%, each: 0.2, step: 1%, cap: 1, reading: full-steps}}}}
{{code: files, name: Files, points: 10, rule: \
    {{kind: two-way, classes: {SIZES} {{size: {{from: 101}}, tiers: [{{from: 0%, points: 7}}]}}]}}}}
{{code: award, name: Award, rule: {{kind: exclusive-bonus, \
    options: [{{code: good, name: Tốt, points: 0.2}}, {{code: best, name: Rất tốt, points: 0.4}}]}}, \
    requires: [whole, {{line: given, points: 9}}]}}
{{code: level, name: Level, rule: {{kind: levels, as: bonus, \
    levels: [{{code: low, name: Thấp, points: 0}}, {{code: high, name: Cao, points: 2}}]}}}}
"""


def _launched(thidua: Thidua) -> None:
    make.small_ledger(thidua, tracks=table(LINES), totals="{above_scale: allowed}")


@pytest.fixture
def kinds(thidua: Thidua, _kept: Path) -> Thidua:
    """A ledger whose table has every rule kind, and nothing scored."""
    return copied("kinds", thidua, _kept, _launched)


@pytest.mark.parametrize(
    ("line", "typed", "reported", "points"),
    [
        ("given", "9,5", "9.5", "9.5"),
        ("given", "0", "0", "0"),
        ("given-minus", "- 0,25", "-0.25", "-0.25"),
        ("given-minus", "-3", "-3", "-1"),
        ("given-plus", "+ 0,1", "0.1", "0.1"),
        ("given-plus", "2", "2", "0.5"),
        ("met", "đạt", "yes", "10"),
        ("met", "không", "no", "2.5"),
        ("whole", "100/100", "100/100", "10"),
        ("whole", "99/100", "99/100", "0"),
        ("part", "2/3", "2/3", "10"),
        ("part", "666/1000 = 66,6%", "666/1000 = 66.6%", "1"),
        ("late", "5 miễn 2", "5 waived 2", "4.25"),
        ("late", "40", "40", "2"),
        ("reports", "10/12", "10/12", "3"),
        ("reports", "0/12", "0/12", "-7"),
        ("reports", "0/0", "0/0", "5"),
        ("cups", "1", "1", "0.5"),
        ("cups", "3", "3", "1"),
        ("plan", "50/50", "50/50", "10"),
        ("plan", "2/3", "2/3", "6.67"),
        ("plan", "3,2/4,0", "3.2/4", "8"),
        ("plan", "24/50", "24/50", "0"),
        ("plan", "70/50", "70/50", "12"),
        ("fewer", "20", "20", "10"),
        ("fewer", "25", "25", "8"),
        ("fewer", "3", "3", "10"),
        ("bands", "84.99/100", "84.99/100", "4"),
        ("bands", "115/100", "115/100", "9"),
        ("bands", "115.01/100", "115.01/100", "10"),
        ("bands", "không có kế hoạch", "no plan", "1"),
        ("tiers", "2/3 (66,67%)", "2/3 = 66.67%", "10"),
        ("tiers", "6666/10000", "6666/10000", "5"),
        ("early", "105/100", "105/100", "0"),
        ("early", "107.5/100", "107.5/100", "0.6"),
        ("steps", "107.5/100", "107.5/100", "0.4"),
        ("steps", "200/100", "200/100", "1"),
        ("files", "90/100", "90/100", "10"),
        ("files", "90/101", "90/101", "7"),
        ("award", "Rất tốt", "best", "0.4"),
        ("award", "no", "no", "0"),
        ("level", "cao", "high", "2"),
    ],
)
def test_a_result_becomes_points_by_its_line_s_rule_to_the_last_digit(kinds, line, typed, reported, points):
    done = answered(kinds, "score", "RA", line, typed, *JANUARY)
    assert (done["reported"], str(done["points"])) == (reported, points)
    assert line_of(kinds, "RA", line, "reported", "points") == (reported, Decimal(points))


@pytest.mark.parametrize(
    ("line", "typed", "told"),
    [
        ("given", "9,5", "9.5 of 10."),
        ("given-plus", "2", "0.5 of 0.5. Reported: 2."),
        ("given-minus", "-0,5", "-0.5."),
        ("late", "5 miễn 2", "4.25 of 5. Reported: 5 waived 2."),
        ("cups", "3", "1 of 1. Reported: 3."),
        ("plan", "70/50", "12 of 12. Reported: 70/50."),
    ],
)
def test_the_receipt_says_the_points_of_how_many_and_what_they_are_of(kinds, line, typed, told):
    next_ = "Next: thidua evaluate --month 2024-01\n"
    assert kinds("score", "RA", line, typed, *JANUARY) == Ran(0, "", f"RA {line} 2024-01: {told}\n{next_}")


def test_where_none_are_allowed_only_none_attains_it(kinds):
    got = [
        answered(kinds, "score", "RB", "fewer", *typed)["points"]
        for typed in (("1", *JANUARY), ("0", "--month", "2024-02"))
    ]
    assert got == [0, 10]


@pytest.mark.parametrize(
    ("line", "typed", "code", "told"),
    [
        ("given", "10.01", 3, "10.01 is more than given may have; its maximum is 10."),
        ("given", "-0.01", 3, "-0.01 is below 0; given takes 0 or more."),
        ("given", "1.000", 2, "“1.000” may mean 1000, or 1 and a fraction. Write 1000, or at most two decimals."),
        ("given", "9.999,5", 2, "“9.999,5” has both a point and a comma. Write 1000 or 1000.5, with one separator."),
        (
            "given-minus",
            "0,25",
            3,
            "0.25 is above zero, and given-minus is a deduction. Write it with a minus sign, or 0 for none.",
        ),
        ("given-plus", "- 0,25", 3, "-0.25 is below 0; given-plus takes 0 or more."),
        ("met", "maybe", 2, "“maybe” is not an answer. Write yes or no (có or không)."),
        (
            "whole",
            "98,06%",
            2,
            (
                "“98,06%” is not a part of a whole. Write the counts, 151/154; the percentage may stand beside them: "
                "151/154 = 98.05%."
            ),
        ),
        ("whole", "101/100", 3, "“101/100” is more than the whole. Write the part first, then the whole: 151/154."),
        (
            "tiers",
            "0/0",
            3,
            (
                "“0/0” is a part of nothing. Leave the line empty; for all-or-nothing, tiers and two-way the campaign "
                "may say what it gives: of_nothing."
            ),
        ),
        ("late", "2 waived 5", 3, "“2 waived 5” waives 5 of 2 cases. Write no more waived than there were."),
        ("late", "-1", 2, "“-1” is not a count. Write a whole number of zero or more, with digits only."),
        (
            "cups",
            "3 miễn 1",
            3,
            "“3 miễn 1” waives cases, and this line knows no waiver. Write the number of cases alone.",
        ),
        (
            "reports",
            "10.5/12",
            2,
            "“10.5/12” is not a part of a whole: both must be counts of zero or more, such as 151/154.",
        ),
        ("fewer", "30/20", 2, "“30/20” is not a number. Write 9.5 or 9,5."),
        ("fewer", "-3", 3, "“-3” is below zero. Write what was reached, as a number of zero or more."),
        (
            "files",
            "1.5/3",
            2,
            "“1.5/3” is not a part of a whole: both must be counts of zero or more, such as 151/154.",
        ),
        ("award", "0.4", 3, "“0.4” is a number, and a level is not one. Write one of: good, best."),
        ("level", "khá", 3, "“khá” is not a level of this line. Write one of: low, high."),
        ("level", "no", 3, "“no” is not a level of this line. Write one of: low, high."),
    ],
)
def test_a_result_its_rule_cannot_read_is_refused_with_what_to_write(kinds, line, typed, code, told):
    assert refused(kinds, "score", "RA", line, typed, *JANUARY, code=code) == f"Error: {told}\n"


def test_one_refused_row_refuses_the_file_and_every_refused_row_is_told(kinds):
    rows = 'RA,given,9\nRA,whole,99%\nRA,late,5 waived 6\nRB,given,"1.000"\nRB,met,\n'
    file = make.write("s.csv", "registration,criterion,value\n" + rows)
    assert refused(kinds, "import", "scores", file, *JANUARY, code=3) == (
        "s.csv:3:3: “99%” is not a part of a whole. Write the counts, 151/154; the percentage may stand beside them: "
        "151/154 = 98.05%.\n"
        "s.csv:4:3: “5 waived 6” waives 6 of 5 cases. Write no more waived than there were.\n"
        "s.csv:5:3: “1.000” may mean 1000, or 1 and a fraction. Write 1000, or at most two decimals.\n"
        "Problems: 3. Nothing was stored.\n"
        "The refused rows are in s.csv.rejected.csv: correct them there and import that file.\n"
    )


ALL = (
    "RA given 9.5; RA given-minus -0.25; RA given-plus 2; RA met no; RA whole 99/100; RA part 2/3; RA late 20 waived 2;"
    "RA reports 10/12; RA cups 3; RA plan 59/50; RA fewer 25; RA bands 100/100; RA tiers 2/3; RA early 107.5/100;"
    "RA steps 107.5/100; RA files 90/100; RA award best; RA level high"
)


def test_every_line_is_explained_as_reported_rule_raw_cap_and_points(kinds):
    entered(kinds, "2024-01", ALL)
    ran = kinds("explain", "RA", *JANUARY)
    by = "Tester, 2024-10-31, entry 5"
    rows = [
        ("given", "Given", "9.5", "points as given", "9.5", "9.5", "9.5", "9.5", "–", "10"),
        (
            "given-minus",
            "Given minus",
            "-0.25",
            "points as given (as a deduction, at most 1)",
            *["-0.25"] * 4,
            "–",
            "0",
        ),
        ("given-plus", "Given plus", "2", "points as given (as a bonus, at most 0.5)", "2", *["0.5"] * 3, "–", "0.5"),
        ("met", "Met", "no", "met or not; 2.5 when not", *["2.5"] * 4, "–", "10"),
        ("whole", "Whole", "99/100", "all at >= 100%, else 0", *["0"] * 4, "–", "10"),
        ("part", "Part", "2/3", "all at >= 2/3, else 1", *["10"] * 4, "–", "10"),
        (
            *("late", "Late", "20 waived 2", "0.25 off for each case, at most 3, waived cases apart"),
            *("-4.5", "-3", "2", "2", "–", "5"),
        ),
        ("reports", "Reports", "10/12", "1 off for each missed period", "-2", "-2", "3", "3", "–", "5"),
        ("cups", "Cups", "3", "0.5 for each case, at most 1", "1.5", "1", "1", "1", "–", "1"),
        (
            *("plan", "Plan", "59/50"),
            "in proportion to a target to reach, at most 120 % of the points; nothing below 50 %",
            *(*["11.8"] * 4, "–", "12"),
        ),
        (
            *("fewer", "Fewer", "25", "in proportion to a target to keep below (20), at most 100 % of the points"),
            *(*["8"] * 4, "–", "10"),
        ),
        (
            *("bands", "Bands", "100/100"),
            f"attainment of a target to reach: {BANDS_TOLD}",
            *(*["9"] * 4, "–", "10"),
        ),
        ("tiers", "Tiers", "2/3", "≥ 66.67 %: 10; < 66.67 %: 5", *["10"] * 4, "–", "10"),
        (
            *("early", "Early", "107.5/100", "0.2 above 105 %, 0.2 for each further 1 %, at most 1"),
            *(*["0.6"] * 4, "–", "1"),
        ),
        ("steps", "Steps", "107.5/100", "0.2 for each whole 1 % above 105 %, at most 1", *["0.4"] * 4, "–", "1"),
        ("files", "Files", "90/100", "1–100 [≥ 90 %: 10; < 90 %: 0]; 101 and more [≥ 0 %: 7]", *["10"] * 4, "–", "10"),
        (
            *("award", "Award", "best", "one of: Tốt: 0.2; Rất tốt: 0.4", "0.4", "0.4", "0.4", "0"),
            *("conditions not met: whole, given >= 9", "0.4"),
        ),
        ("level", "Level", "high", "Thấp: 0; Cao: 2 (as a bonus)", *["2"] * 4, "–", "2"),
    ]
    head = "Criterion\tName\tReported\tRule\tRaw\tCapped\tPoints\tCounted\tWhy\tMaximum\tEntered\n"
    body = "".join("\t".join((*row, by)) + "\n" for row in rows)
    added = "9.5 - 0.25 + 0.5 + 2.5 + 0 + 10 + 2 + 3 + 1 + 11.8 + 8 + 9 + 10 + 0.6 + 0.4 + 10 + 0 + 2"
    assert ran == Ran(
        0,
        f"RA · Xã A\n\n2024-01, ruleset 1, stage: highest present\n\n{head}{body}\n"
        f"Total: {added} = 80.05 of 100 due\n\nGrade earned: Tốt\n\nThe month has not been evaluated yet.\n",
        "",
    )


def test_the_lines_counted_add_up_to_the_total_in_json_and_in_the_standings(kinds):
    entered(kinds, "2024-01", ALL)
    whole = answered(kinds, "explain", "RA", *JANUARY)
    assert sum(line["counted"] for line in whole["lines"]) == whole["total"] == Decimal("80.05")
    assert (whole["deductions"], whole["bonuses"]) == (Decimal("5.25"), Decimal("4.5"))
    row = answered(kinds, "evaluate", *JANUARY)["rows"][0]
    assert (row["total"], row["deductions"], row["bonuses"]) == (Decimal("80.05"), Decimal("5.25"), Decimal("4.5"))


def test_a_bonus_counts_when_all_that_it_requires_is_met_and_not_otherwise(kinds):
    entered(
        kinds,
        "2024-01",
        "RA given 9; RA whole 5/5; RA award best; RB given 8.99; RB whole 5/5; RB award best; RC award best",
    )
    got = [line_of(kinds, code, "award", "points", "counted") for code in ("RA", "RB", "RC")]
    assert got == [(Decimal("0.4"), Decimal("0.4")), (Decimal("0.4"), 0), (Decimal("0.4"), 0)]


def test_a_stated_rate_that_disagrees_is_noted_and_the_counts_are_used(kinds):
    ran = kinds("score", "RA", "tiers", "2/3 = 66,68%", *JANUARY)
    assert ran == Ran(
        0,
        "",
        "RA tiers 2024-01: 10 of 10. Reported: 2/3 = 66.68%.\n"
        "Note: RA tiers: 66.68 % is stated, but 2/3 is 66.67 %; the counts are what is used.\n"
        "Next: thidua evaluate --month 2024-01\n",
    )


def test_a_stated_rate_within_half_of_the_last_digit_is_not_noted(kinds):
    file = make.write(
        "s.csv",
        "registration,criterion,value\nRA,tiers,2/3 = 66.67%\nRB,tiers,2/3 (66.7%)\nRC,tiers,151/154 = 98.06%\n",
    )
    done = answered(kinds, "import", "scores", file, *JANUARY)
    assert [(note["code"], note["facts"]) for note in done["notes"]] == [
        (
            "rate-disagrees",
            {"code": code, "criterion": "tiers", "stated": Decimal(s), "counts": counts, "exact": Decimal(exact)},
        )
        for code, s, counts, exact in (("RB", "66.7", "2/3", "66.67"), ("RC", "98.06", "151/154", "98.05"))
    ]


def test_numbers_stay_exact_from_the_file_to_every_format(kinds):
    entered(kinds, "2024-01", "RA given 0.1; RA met yes; RA plan 2/3; RA bands 1/3")
    assert kinds("explain", "RA", *JANUARY, "--format", "csv").out.splitlines()[1] == (
        "given,Given,,,agreed,0.1,points,0.1,0.1,0.1,0.1,,true,,0,0,10,Tester,2024-10-31T03:00:00+00:00,5,,,"
    )
    assert answered(kinds, "evaluate", *JANUARY)["rows"][0]["total"] == Decimal("20.77")


CAPPED = """
{{code: base, name: Base, points: 70}}
{{code: late, name: Late, group: g, points: 30, rule: {{kind: deduct, each: 1, cap: none}}{line}}}
{{code: cups, name: Cups, group: g, rule: {{kind: bonus, each: 1, cap: none}}{line}}}
"""
ENDS = "{above_scale: allowed, below_zero: allowed}"


def _capped(thidua: Thidua, *, line: str = "", group: str = "", whole: str = "", totals: str = ENDS) -> Thidua:
    """A table of 70 and of a group of 30 with deductions and bonuses, capped where the test says."""
    caps = "caps: [{}]".format
    text = table(
        CAPPED.format(line=f", {caps(line)}" if line else ""),
        groups=f"{{code: g, name: Group, points: 30{', ' + caps(group) if group else ''}}}",
        caps=whole,
    )
    return make.small_ledger(thidua, tracks=text, totals=totals)


def _ten_and_ten(thidua: Thidua, month: str = "2024-01", late: int = 10, cups: int = 10) -> None:
    entered(thidua, month, f"RA base 70; RA late {late}; RA cups {cups}")


@pytest.mark.parametrize("place", ["line", "group", "whole"])
@pytest.mark.parametrize(
    ("cap", "figures"),
    [
        ("{of: deductions, most: 3}", (107, 3, 10)),
        ("{of: bonuses, most: 3}", (93, 10, 3)),
        ("{of: both, most: 3}", (100, 3, 3)),
    ],
)
def test_a_cap_caps_what_it_says_wherever_it_stands(thidua, place, cap, figures):
    _ten_and_ten(_capped(thidua, **{place: cap}))
    assert small.standing(thidua, "2024-01", "total", "deductions", "bonuses")[0] == figures
    whole = answered(thidua, "explain", "RA", *JANUARY)
    assert (whole["total"], whole["deductions"], whole["bonuses"]) == figures


def test_a_line_cut_by_its_own_cap_says_by_which(thidua):
    _ten_and_ten(_capped(thidua, line="{of: bonuses, most: 3}"))
    lines = thidua("explain", "RA", *JANUARY).out.splitlines()[6:8]
    assert [line.split("\t")[3:9] for line in lines] == [
        ["10", "1 off for each case", "20", "20", "–", "30"],
        ["10", "1 for each case", "10", "3", "bonuses at most 3 a month", "–"],
    ]


def test_a_group_says_what_its_caps_leave_and_the_whole_adds_up(thidua):
    _ten_and_ten(_capped(thidua, group="{of: deductions, most: 3}", whole="{of: bonuses, most: 4}"))
    assert thidua("explain", "RA", *JANUARY).out.partition("\n\nGroups\n")[2] == (
        "Group\tName\tBase points\tDeductions\tBonuses\tCaps\tDeductions counted\tBonuses counted\tPoints\n"
        "g\tGroup\t30\t10\t10\tdeductions at most 3 a month\t3\t10\t37\n\n"
        "Total: 37 + 70 = 107 of 100 due. With the caps of the table (bonuses at most 4 a month): 101.\n\n"
        "Grade earned: Tốt\n\nThe month has not been evaluated yet.\n"
    )


def test_a_group_nothing_of_which_is_scored_has_no_points_and_not_zero(thidua):
    _capped(thidua)
    entered(thidua, "2024-01", "RA base 70")
    group = answered(thidua, "explain", "RA", *JANUARY)["groups"][0]
    assert [group[key] for key in ("base", "deductions", "capped_bonuses", "points")] == [None] * 4
    assert "\nTotal: 70 = 70 of 100 due\n" in thidua("explain", "RA", *JANUARY).out
    assert small.standing(thidua, "2024-01", "groups") == [({"g": None},)] * 5


@pytest.mark.parametrize("place", ["line", "group", "whole"])
def test_a_cap_over_months_is_used_up_in_their_order_and_not_in_that_of_typing(thidua, place):
    _capped(thidua, **{place: "{of: bonuses, most: 5, over: quarter}"})
    for month in ("2024-03", "2024-01", "2024-04", "2024-02"):
        _ten_and_ten(thidua, month, late=0, cups=4)
    months = ("2024-01", "2024-02", "2024-03", "2024-04")
    assert [small.standing(thidua, month, "total", "bonuses")[0] for month in months] == [
        (104, 4),
        (101, 1),
        (100, 0),
        (104, 4),
    ]
    assert [answered(thidua, "explain", "RA", "--month", month)["total"] for month in months] == [104, 101, 100, 104]


def test_a_month_entered_late_takes_from_a_later_one_when_that_is_evaluated_again(thidua):
    _capped(thidua, group="{of: bonuses, most: 5, over: year}")
    _ten_and_ten(thidua, "2024-09", late=0, cups=4)
    assert small.standing(thidua, "2024-09", "total")[0] == (104,)
    _ten_and_ten(thidua, "2024-02", late=0, cups=3)
    again = answered(thidua, "evaluate", "--month", "2024-09")
    assert (again["evaluation"], again["rows"][0]["total"]) == (2, 102)
    first = answered(thidua, "report", "standings", "--month", "2024-09", "--evaluation", "1")
    assert first["rows"][0]["total"] == 104


@pytest.mark.parametrize(
    ("totals", "high", "low"),
    [
        ("{above_scale: allowed, below_zero: allowed}", 110, -10),
        ("{above_scale: clamped, below_zero: allowed}", 100, -10),
        ("{above_scale: allowed, below_zero: clamped}", 110, 0),
        ("{above_scale: clamped}", 100, 0),
    ],
)
def test_totals_end_where_the_campaign_says(thidua, totals, high, low):
    _capped(thidua, totals=totals)
    entered(thidua, "2024-01", "RA base 70; RA late 0; RA cups 10; RB base 0; RB late 40; RB cups 0")
    assert small.standing(thidua, "2024-01", "total")[:2] == [(high,), (low,)]


def test_a_total_brought_back_says_so_when_explained(thidua):
    _capped(thidua, totals="{above_scale: clamped}")
    entered(thidua, "2024-01", "RA base 70; RA late 0; RA cups 10; RB base 0; RB late 40; RB cups 0")
    told = [thidua("explain", code, *JANUARY).out.partition("\nTotal: ")[2].partition("\n")[0] for code in ("RA", "RB")]
    assert told == [
        "40 + 70 = 110 of 100 due. Brought back to the end of the scale: 100.",
        "-10 + 0 = -10 of 100 due. Brought back to the end of the scale: 0.",
    ]


def test_a_weighed_group_adds_up_to_the_hundredth(thidua):
    lines = """
    {code: base, name: Base, points: 66.67}
    {code: part, name: Part, group: w, points: 100}
    {code: plus, name: Plus, group: w, rule: {kind: points, as: bonus}}
    {code: minus, name: Minus, group: w, rule: {kind: points, as: deduction}}"""
    groups = "{code: w, name: Weighed, points: 100, weight: 33.33%}"
    make.small_ledger(thidua, tracks=table(lines, groups=groups), totals="{above_scale: allowed}")
    entered(thidua, "2024-01", "RA base 66.67; RA part 49.99; RA plus 0.1; RA minus -1.55")
    row = answered(thidua, "evaluate", *JANUARY)["rows"][0]
    assert [row[key] for key in ("total", "deductions", "bonuses", "groups")] == [
        Decimal("82.84"),
        Decimal("0.52"),
        Decimal("0.03"),
        {"w": Decimal("16.17")},
    ]
    assert "\nTotal: 16.17 + 66.67 = 82.84 of 100 due\n" in thidua("explain", "RA", *JANUARY).out


def _checked(thidua: Thidua, lines: str, *, groups: str = "", **parts: str) -> str:
    """Check a campaign with this table and give what is told, without the count at its end."""
    text = make.campaign_yaml(tracks=table(lines, groups=groups), **parts)
    ran = thidua("campaign", "check", make.write("c.yaml", text.replace("@", "")))
    assert (ran.code, ran.out) == (4, "")
    told, _, count = ran.err.rstrip("\n").rpartition("\n")
    assert count == f"Problems: {told.count(chr(10)) + 1}."
    return told


def _marked(lines: str, groups: str = "") -> list[str]:
    """Give the places in the file of the marks @ in the table, in their order."""
    found = []
    for number, line in enumerate(make.campaign_yaml(tracks=table(lines, groups=groups)).splitlines(), start=1):
        parts = line.split("@")
        found += [f"c.yaml:{number}:{len(''.join(parts[: at + 1])) + 1}" for at in range(len(parts) - 1)]
    return found


GAP = "falls in no tier of a. Close the gap."
KINDS = (
    "points, met, all-or-nothing, deduct, bonus, attainment, bands, tiers, step-bonus, two-way, exclusive-bonus, levels"
)
IN_TWO = "90 % falls in two tiers of a, number 1 and number 2. Let it be in one of them."
EACH = "Each case of a must be worth more than 0. Deductions are written without a sign."


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{kind: tiers, tiers: @[{above: 90%, points: 100}, {below: 90%, points: 0}]}", [f"90 % {GAP}"]),
        ("{kind: tiers, tiers: @[{from: 90%, to: 95%, points: 100}, {below: 90%, points: 0}]}", [f"97.5 % {GAP}"]),
        (
            "{kind: tiers, tiers: @[{from: 90%, points: 100}, @{from: 8%, to: 90%, points: 5}, {to: 7%, points: 0}]}",
            [f"7.5 % {GAP}", IN_TWO],
        ),
        ("{kind: bands, bands: @[{from: 90%, to: 115%, points: 100}, {below: 90%, points: 0}]}", [f"215 % {GAP}"]),
        ("{kind: two-way, classes: @[{size: {to: 100}, tiers: [{from: 0%, points: 100}]}]}", [f"101 {GAP}"]),
        ("{kind: two-way, classes: [{size: {}, tiers: @[{above: 0%, points: 100}]}]}", [f"0 % {GAP}"]),
        (
            "{kind: tiers, tiers: @[{from: 90%, points: 90}, {below: 90%, points: 0}]}",
            ["The best that a can have by its rule is 90, and the line says 100 points. Correct one of them."],
        ),
        (
            "{kind: levels, levels: @[{code: x, name: X, points: 100}, {code: y, name: Y, points: 0}]}",
            ["The levels of a do not rise. List them from the lowest, with rising points."],
        ),
        ("@{kind: deduct, each: 0.25}", ["The key “cap” is missing here. Add it."]),
        ("{kind: deduct, each: @-0.25, cap: none}", [EACH]),
        ("@{kind: tier}", [f"“tier” is not known here. If “tiers” is meant, write that; the choices are: {KINDS}."]),
        ("{kind: attainment, target: @0}", ["A target of 0 cannot be attained. Where lower is better it may be 0."]),
        (
            "{kind: tiers, tiers: [@{from: 9%, above: 9%, points: 100}, @{from: 9%, below: 9%, points: 0}]}",
            [
                "An interval has one lower end, above or from, and one upper end, below or to.",
                "No value lies in this interval. Correct its ends.",
            ],
        ),
    ],
)
def test_a_rule_with_a_hole_is_told_with_its_place_and_the_value_that_falls_in_it(thidua, rule, told):
    lines = f"{{code: a, name: A, points: 100, rule: {rule}}}"
    expected = [f"{place}: {one}" for place, one in zip(_marked(lines), told, strict=True)]
    assert _checked(thidua, lines).splitlines() == expected


def test_a_group_that_says_30_must_add_up_to_30(thidua):
    groups = "{code: g, name: G, points: @30}\n{code: h, name: H, parent: g, points: @10}"
    lines = """@{code: a, name: A, points: 70}
    {code: b, name: B, group: g, points: 20}
    {code: c, name: C, group: h, points: 9}"""
    told = [
        "Group g says 30 points, and its lines and groups add up to 29. Correct one of them.",
        "Group h says 10 points, and its lines and groups add up to 9. Correct one of them.",
        "The points of track xa add up to 99, 1 less than the scale of 100. Add 1.",
    ]
    first, second, table_starts = _marked(lines, groups)
    list_starts = table_starts.removesuffix("9") + "7"
    places = (first, second, list_starts)
    assert _checked(thidua, lines, groups=groups).splitlines() == [
        f"{place}: {one}" for place, one in zip(places, told, strict=True)
    ]


def test_a_table_that_may_lead_above_the_scale_must_say_what_then(thidua):
    lines = "{code: a, name: A, points: 100}\n{code: b, name: B, rule: {kind: bonus, each: 1, cap: 2}}"
    told = "Criterion b can lead above the scale. Say under totals whether it may: above_scale: allowed or clamped."
    assert _checked(thidua, lines) == f"c.yaml:1:1: {told}"
    assert _checked(thidua, lines, totals="{decimals: 1}").endswith(f": {told}")


def test_a_bonus_that_requires_what_is_not_there_is_told(thidua):
    bonus = "{code: b, name: B, rule: {kind: bonus, each: 1, cap: 2}, requires: [zz, b, a]}"
    told = _checked(
        thidua, f"{{code: a, name: A, points: 100, due: quarterly}}\n{bonus}", totals="{above_scale: allowed}"
    )
    assert [line.split(": ", 1)[1] for line in told.splitlines()] == [
        "Track xa has no criterion “zz”. Name a line of that track, or add it there.",
        "Criterion b requires itself. Name another line.",
        (
            "Criterion a is not due in months 1, 2, 4, 5, 7, 8, 10, 11, when it is required: nobody could meet it "
            "then. Let it be due in them too."
        ),
    ]


def test_a_line_that_is_not_due_is_not_scored_and_not_missing(thidua):
    lines = "{code: a, name: A, points: 60}\n{code: q, name: Q, points: 40, due: quarterly}"
    make.small_ledger(thidua, tracks=table(lines))
    assert refused(thidua, "score", "RA", "q", "40", "--month", "2024-02") == (
        "Error: q is not due in 2024-02: it is scored in the months 3, 6, 9, 12.\n"
    )
    entered(thidua, "2024-02", "RA a 54")
    assert small.standing(thidua, "2024-02", "total", "due", "grade", "missing")[0] == (54, 60, "tot", [])

"""``score``: one monthly result, refused by name when it cannot be, superseded when it changes."""

import json
import unicodedata

import pytest

from conftest import Ran
from make import refused, small_ledger, unchanged
from small import table

MARCH = ("--month", "2024-03")
NEXT = "Next: thidua evaluate --month 2024-03\n"
WHAT = "MY-HOA already has 6.5 for nong-thon-moi in 2024-03. To replace it by 6, say why with --reason TEXT"
NOTE = "MY-HOA already has just that for nong-thon-moi in 2024-03, with another note or none. To record the new note"
FILE = "; for a file, with --update --reason TEXT.\n"
STAGED = ("score", "RA", "to-chuc", "40", "--month", "2024-01")


@pytest.fixture
def small(thidua):
    """Five communes registered in a campaign of two lines."""
    return small_ledger(thidua)


@pytest.mark.parametrize("text", ["9.5", "9,5", " 9,5 ", "+9.5", "9.50", "9,500000"])
def test_a_number_is_read_with_point_or_comma(small, text):
    assert small("score", "RA", "to-chuc", text, "--month", "2024-01") == Ran(
        0, "", "RA to-chuc 2024-01: 9.5 of 60.\nNext: thidua evaluate --month 2024-01\n"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("NaN", "“NaN” is not a number. Write 9.5 or 9,5."),
        ("1e2", "“1e2” is not a number. Write 9.5 or 9,5."),
        ("inf", "“inf” is not a number. Write 9.5 or 9,5."),
        ("ninety", "“ninety” is not a number. Write 9.5 or 9,5."),
        ("5 waived 2", "“5 waived 2” is not a number. Write 9.5 or 9,5."),
        ("19/20", "“19/20” is not a number. Write 9.5 or 9,5."),
        ("yes", "“yes” is not a number. Write 9.5 or 9,5."),
        ("1.000", "“1.000” may mean 1000, or 1 and a fraction. Write 1000, or at most two decimals."),
        ("1,000.5", "“1,000.5” has both a point and a comma. Write 1000 or 1000.5, with one separator."),
        ("١", "“١” has digits other than 0-9. Write it with 0-9."),
        ("0.125", "“0.125” has more than two decimals. Round it to hundredths, as in 9.55."),
    ],
)
def test_what_is_no_plain_number_is_wrong_usage(march, text, told):
    assert refused(march, "score", "MY-HOA", "nong-thon-moi", text, *MARCH) == Ran(2, "", f"Error: {told}\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("8.01", "8.01 is more than nong-thon-moi may have; its maximum is 8."),
        ("999999999999", "999999999999 is more than nong-thon-moi may have; its maximum is 8."),
        ("-1", "-1 is below 0; nong-thon-moi takes 0 or more."),
        ("-0,01", "-0.01 is below 0; nong-thon-moi takes 0 or more."),
    ],
)
def test_points_outside_the_line_are_refused(march, text, told):
    assert refused(march, "score", "MY-HOA", "nong-thon-moi", text, *MARCH) == Ran(3, "", f"Error: {told}\n")


@pytest.mark.parametrize("text", ["0", "8", "8.00"])
def test_zero_and_the_maximum_are_points(march, text):
    ran = march("score", "MY-HOA", "nong-thon-moi", text, *MARCH, "--reason", "thẩm định")
    assert (ran.code, ran.out) == (0, "")


@pytest.mark.parametrize(
    ("month", "told"),
    [
        ("2024-13", "There is no month “2024-13”. Write a month from 1 to 12, as in 2024-03."),
        ("2024-00", "There is no month “2024-00”. Write a month from 1 to 12, as in 2024-03."),
        ("March", "“March” is not a month. Write 2024-03 or 03/2024."),
        ("24-03", "“24-03” is not a month. Write 2024-03 or 03/2024."),
        ("", "“” is not a month. Write 2024-03 or 03/2024."),
    ],
)
def test_a_month_that_is_none_is_wrong_usage(march, month, told):
    ran = refused(march, "score", "MY-HOA", "nong-thon-moi", "6", "--month", month)
    assert ran == Ran(2, "", f"Error: {told}\n")


@pytest.mark.parametrize("month", ["2024-03", "03/2024", "3/2024", "2024-3"])
def test_a_month_is_read_as_people_write_it(march, month):
    assert march("score", "MY-HOA", "nong-thon-moi", "6.5", "--month", month) == Ran(
        0, "", "Unchanged: MY-HOA has just that for nong-thon-moi in 2024-03.\n" + NEXT
    )


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (
            ("NOPE", "nong-thon-moi", "6", *MARCH),
            "There is no registration “NOPE”. See: thidua report registrations",
        ),
        (
            ("My Hoa", "nong-thon-moi", "6", *MARCH),
            (
                "There is no registration “My Hoa”. Did you mean MY-HOA (Xã Mỹ Hòa)? Type the code, "
                "or the name with its marks."
            ),
        ),
        (("MY-HOA", "xyz", "6", *MARCH), "There is no criterion “xyz” in this track. See: thidua campaign show"),
        (
            ("MY-HOA", "nong-thon-mới", "6", *MARCH),
            (
                "There is no criterion “nong-thon-mới” in this track. Did you mean nong-thon-moi (Xây dựng xã "
                "nông thôn mới, nông thôn mới nâng cao; thị trấn đạt chuẩn đô thị văn minh)?"
            ),
        ),
        (
            ("MY-HOA", "nhiem-vu-duoc-giao", "6", *MARCH),
            "There is no criterion “nhiem-vu-duoc-giao” in this track. See: thidua campaign show",
        ),
    ],
)
def test_what_is_unknown_is_named(march, command, told):
    assert refused(march, "score", *command) == Ran(3, "", f"Error: {told}\n")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (
            ("MY-HOA", "giam-ngheo", "6", *MARCH),
            "giam-ngheo is not due in 2024-03: it is scored in the months 6, 12.",
        ),
        (
            ("VINH-AN", "nong-thon-moi", "6", *MARCH),
            (
                "VINH-AN has no goal or no time of completion and does not count as registered. "
                "Run: thidua register VINH-AN --supplement --content … --goal … --deadline …"
            ),
        ),
        (
            ("TIEM-TOM", "nong-thon-moi", "6", *MARCH),
            "TIEM-TOM registered on 2024-04-08; 2024-03 is before that.",
        ),
        (
            ("MY-HOA", "nong-thon-moi", "6", "--month", "2025-01"),
            "2025-01 is not a month of the campaign, which runs from 2024-02 to 2024-12.",
        ),
        (
            ("MY-HOA", "nong-thon-moi", "6", "--month", "2024-01"),
            (
                "2024-01 is not a month of the campaign, which runs from 2024-02 to 2024-12.\n"
                "Error: MY-HOA registered on 2024-02-22; 2024-01 is before that."
            ),
        ),
    ],
)
def test_what_the_rules_do_not_let_be_scored_is_told(march, command, told):
    assert refused(march, "score", *command) == Ran(5, "", f"Error: {told}\n")


@pytest.mark.parametrize(
    "name", ["Mỹ Hoà", "xã  mỹ HÒA", unicodedata.normalize("NFD", "Xã Mỹ Hòa"), "my-hoa", "Xã\u00a0Mỹ\u200b Hòa"]
)
def test_a_registration_may_be_named_as_people_write_it(march, name):
    assert march("score", name, "nong-thon-moi", "6,5", *MARCH) == Ran(
        0, "", "Unchanged: MY-HOA has just that for nong-thon-moi in 2024-03.\n" + NEXT
    )


def test_the_same_value_again_stores_nothing_and_says_what_is_there(march):
    ran = unchanged(march, "score", "Mỹ Hoà", "nong-thon-moi", "6.50", *MARCH, "--json")
    assert json.loads(ran.out) == {
        "schema": "thidua.score/1",
        "registration": "MY-HOA",
        "criterion": "nong-thon-moi",
        "month": "2024-03",
        "stage": "agreed",
        "reported": "6.5",
        "points": 6.5,
        "maximum": 8,
        "before": None,
        "is_new": False,
        "entry": None,
        "notes": [],
    }


def test_another_value_needs_a_reason(march):
    again = ("score", "MY-HOA", "nong-thon-moi", "6", *MARCH)
    assert refused(march, *again) == Ran(3, "", f"Error: {WHAT}{FILE}")
    assert refused(march, *again, "--reason", " \u200b ") == Ran(3, "", f"Error: {WHAT}{FILE}")
    assert march(*again, "--reason", "thẩm định lại") == Ran(
        0, "", "MY-HOA nong-thon-moi 2024-03: 6, superseding 6.5.\n" + NEXT
    )


def _line(thidua, criterion="nong-thon-moi"):
    lines = json.loads(thidua("explain", "MY-HOA", *MARCH, "--json").out)["lines"]
    return next(line for line in lines if line["criterion"] == criterion)


def test_what_was_superseded_stays_and_is_explained(march):
    march("score", "MY-HOA", "nong-thon-moi", "6", *MARCH, "--reason", "thẩm định lại")
    march("score", "MY-HOA", "nong-thon-moi", "7,25", *MARCH, "--reason", "tính nhầm", "--note", "biên bản 12")
    assert _line(march) == {
        "criterion": "nong-thon-moi",
        "name": "Xây dựng xã nông thôn mới, nông thôn mới nâng cao; thị trấn đạt chuẩn đô thị văn minh",
        "pillars": ["chan-2", "mui-2"],
        "group": None,
        "stage": "agreed",
        "reported": "7.25",
        "rule": "points",
        "raw": 7.25,
        "capped": 7.25,
        "points": 7.25,
        "counted": 7.25,
        "requires": [],
        "conditions_met": True,
        "caps": [],
        "used_deductions": 0,
        "used_bonuses": 0,
        "maximum": 8,
        "actor": "Tester",
        "at": "2024-10-31T03:00:00+00:00",
        "entry": 8,
        "supersedes": "6.5 (entry 5); 6 (entry 7)",
        "reason": "tính nhầm",
        "note": "biên bản 12",
    }


def test_back_to_an_earlier_value_is_a_correction_too(march):
    for value in ("6", "6.5", "6"):
        assert march("score", "MY-HOA", "nong-thon-moi", value, *MARCH, "--reason", "sửa").code == 0
    line = _line(march)
    assert (line["points"], line["supersedes"], line["reason"]) == (
        6,
        "6.5 (entry 5); 6 (entry 7); 6.5 (entry 8)",
        "sửa",
    )


def test_another_note_is_a_change_and_none_is_not(march):
    noted = ("score", "MY-HOA", "nong-thon-moi", "6.5", *MARCH, "--note", "biên bản 12")
    assert refused(march, *noted) == Ran(3, "", f"Error: {NOTE}, say why with --reason TEXT{FILE}")
    assert march(*noted, "--reason", "bổ sung minh chứng") == Ran(
        0, "", "MY-HOA nong-thon-moi 2024-03: 6.5, superseding 6.5.\n" + NEXT
    )
    for command in (noted, noted[:-2]):
        assert march(*command) == Ran(0, "", "Unchanged: MY-HOA has just that for nong-thon-moi in 2024-03.\n" + NEXT)
    assert _line(march)["note"] == "biên bản 12"


def test_the_receipt_of_a_correction(march):
    ran = march("score", "MY-HOA", "nong-thon-moi", "6", *MARCH, "--reason", "thẩm định lại", "--json")
    assert (ran.code, ran.err, json.loads(ran.out)) == (
        0,
        "",
        {
            "schema": "thidua.score/1",
            "registration": "MY-HOA",
            "criterion": "nong-thon-moi",
            "month": "2024-03",
            "stage": "agreed",
            "reported": "6",
            "points": 6,
            "maximum": 8,
            "before": 6.5,
            "is_new": True,
            "entry": 7,
            "notes": [],
        },
    )


def test_an_empty_value_where_nothing_is_scored_changes_nothing(march):
    assert unchanged(march, "score", "MY-HOA", "nong-thon-moi", "", "--month", "2024-04") == Ran(
        0,
        "",
        "Unchanged: MY-HOA has just that for nong-thon-moi in 2024-04.\nNext: thidua evaluate --month 2024-04\n",
    )


def test_an_empty_value_takes_a_result_back_and_is_no_zero(march):
    back = ("score", "MY-HOA", "nong-thon-moi", "", *MARCH)
    told = "MY-HOA has 6.5 for nong-thon-moi in 2024-03. To take it back, add --reason TEXT; for a file --update too."
    assert refused(march, *back) == Ran(3, "", f"Error: {told}\n")
    assert march(*back, "--reason", "nhầm đơn vị") == Ran(
        0, "", "MY-HOA nong-thon-moi 2024-03: taken back, not scored; it had 6.5.\n" + NEXT
    )
    line = _line(march)
    assert (line["reported"], line["points"], line["supersedes"]) == (
        None,
        None,
        "6.5 (entry 5), no longer since entry 7: nhầm đơn vị",
    )
    assert json.loads(march("explain", "MY-HOA", *MARCH, "--json").out)["missing"] == ["nong-thon-moi"]
    unchanged(march, *back)
    assert march("score", "MY-HOA", "nong-thon-moi", "0", *MARCH) == Ran(
        0, "", "MY-HOA nong-thon-moi 2024-03: 0 of 8.\n" + NEXT
    )


def test_the_receipt_of_a_result_taken_back(march):
    ran = march("score", "MY-HOA", "nong-thon-moi", "", *MARCH, "--reason", "nhầm", "--json")
    body = json.loads(ran.out)
    assert {key: body[key] for key in ("reported", "points", "before", "is_new", "entry")} == {
        "reported": None,
        "points": None,
        "before": 6.5,
        "is_new": True,
        "entry": 7,
    }


# --- the stages of a score


def staged(thidua, *words, value="40"):
    return thidua("score", "RA", "to-chuc", value, "--month", "2024-01", *words)


def test_a_stage_stands_beside_the_others(small):
    following = "Next: thidua evaluate --month 2024-01\n"
    assert staged(small, "--stage", "self") == Ran(
        0, "", f"RA to-chuc 2024-01: 40 of 60. Stage: self-score.\n{following}"
    )
    assert staged(small, "--stage", "thẩm định") == Ran(
        0, "", f"RA to-chuc 2024-01: 40 of 60. Stage: appraisal.\n{following}"
    )
    assert staged(small) == Ran(0, "", f"RA to-chuc 2024-01: 40 of 60.\n{following}")
    for stage in ("self", "appraised", "agreed"):
        assert json.loads(unchanged(small, *STAGED, "--stage", stage, "--json").out)["stage"] == stage


def test_a_stage_that_differs_from_the_one_before_says_why(small):
    staged(small, "--stage", "self")
    told = (
        "The appraisal would be 38, and the self-score is 40. "
        "A difference needs a reason: add --reason TEXT, or fill in the column “reason”."
    )
    words = ("score", "RA", "to-chuc", "38", "--month", "2024-01", "--stage", "appraised")
    assert refused(small, *words) == Ran(3, "", f"Error: {told}\n")
    assert small(*words, "--reason", "hai việc không có minh chứng").code == 0
    told = told.replace("appraisal would be 38", "agreed score would be 40").replace(
        "self-score is 40", "appraisal is 38"
    )
    assert refused(small, *STAGED) == Ran(3, "", f"Error: {told}\n")
    assert staged(small, value="38").code == 0


def test_there_is_no_other_stage(small):
    told = "Error: There is no stage “final”. The stages are: self, appraised, agreed.\n"
    assert refused(small, *STAGED, "--stage", "final") == Ran(2, "", told)


# --- lines that are reported in another way than points

CASES = """
  - code: xa
    name: Các xã
    unit_kinds: [commune]
    criteria:
      - {code: tre-han, name: Báo cáo trễ hạn, points: 20, rule: {kind: deduct, each: 2, cap: 10, waiver: true}}
      - {code: ho-so, name: Hồ sơ đúng hạn, points: 50, rule: {kind: all-or-nothing}}
      - {code: an-toan, name: An toàn, points: 30, rule: {kind: met}}
      - {code: guong, name: Gương điển hình, rule: {kind: bonus, each: "0,5", cap: 2}}"""


@pytest.fixture
def cases(thidua):
    """The small campaign with lines that count cases, shares and answers."""
    return small_ledger(thidua, tracks=CASES, totals="{above_scale: allowed}")


@pytest.mark.parametrize(
    ("line", "value", "told"),
    [
        ("tre-han", "3", "14 of 20. Reported: 3."),
        ("tre-han", "5 waived 2", "14 of 20. Reported: 5 waived 2."),
        ("tre-han", "5 miễn 2", "14 of 20. Reported: 5 waived 2."),
        ("tre-han", "9", "10 of 20. Reported: 9."),
        ("ho-so", "19 / 20", "0 of 50. Reported: 19/20."),
        ("ho-so", "20/20", "50 of 50. Reported: 20/20."),
        ("an-toan", "đạt", "30 of 30. Reported: yes."),
        ("guong", "3", "1.5 of 2. Reported: 3."),
    ],
)
def test_what_is_reported_is_read_as_the_rule_of_the_line_says(cases, line, value, told):
    assert cases("score", "RA", line, value, "--month", "2024-01") == Ran(
        0, "", f"RA {line} 2024-01: {told}\nNext: thidua evaluate --month 2024-01\n"
    )


@pytest.mark.parametrize(
    ("line", "value", "code", "told"),
    [
        ("tre-han", "-1", 2, "“-1” is not a count. Write a whole number of zero or more, with digits only."),
        ("tre-han", "2 waived 3", 3, "“2 waived 3” waives 3 of 2 cases. Write no more waived than there were."),
        (
            "guong",
            "3 waived 1",
            3,
            "“3 waived 1” waives cases, and this line knows no waiver. Write the number of cases alone.",
        ),
        (
            "ho-so",
            "98,06%",
            2,
            (
                "“98,06%” is not a part of a whole. Write the counts, 151/154; the percentage may stand beside them: "
                "151/154 = 98.05%."
            ),
        ),
        ("an-toan", "maybe", 2, "“maybe” is not an answer. Write yes or no (có or không)."),
    ],
)
def test_what_the_rule_of_the_line_cannot_read_is_refused(cases, line, value, code, told):
    assert refused(cases, "score", "RA", line, value, "--month", "2024-01") == Ran(code, "", f"Error: {told}\n")


def test_a_stated_percentage_that_disagrees_with_its_counts_is_noted_and_the_counts_are_used(cases):
    ran = cases("score", "RA", "ho-so", "19/20 = 96%", "--month", "2024-01")
    assert ran == Ran(
        0,
        "",
        "RA ho-so 2024-01: 0 of 50. Reported: 19/20 = 96%.\n"
        "Note: RA ho-so: 96 % is stated, but 19/20 is 95 %; the counts are what is used.\n"
        "Next: thidua evaluate --month 2024-01\n",
    )


def test_a_refusal_as_json(march):
    told = "9 is more than nong-thon-moi may have; its maximum is 8."
    ran = refused(march, "score", "MY-HOA", "nong-thon-moi", "9", *MARCH, "--json")
    assert (ran.code, json.loads(ran.err)) == (
        3,
        {
            "schema": "thidua.error/1",
            "code": "score-above-maximum",
            "message": told,
            "exit_code": 3,
            "problems": [
                {
                    "code": "score-above-maximum",
                    "message": told,
                    "file": None,
                    "line": None,
                    "column": None,
                    "facts": {"criterion": "nong-thon-moi", "value": 9, "maximum": 8},
                }
            ],
        },
    )


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ((), "CODE is missing. See: thidua score --help"),
        (("MY-HOA",), "CRITERION is missing. See: thidua score --help"),
        (("MY-HOA", "nong-thon-moi"), "VALUE is missing. See: thidua score --help"),
        (("MY-HOA", "nong-thon-moi", "6"), "--month is missing. See: thidua score --help"),
        (("MY-HOA", "nong-thon-moi", "6", *MARCH, "--note"), "Option --note needs a value. See --help."),
    ],
)
def test_a_command_half_typed_says_what_is_missing(march, command, told):
    assert refused(march, "score", *command) == Ran(2, "", f"Error: {told}\n")


def test_a_value_shown_back_cannot_steer_the_terminal(march):
    ran = refused(march, "score", "MY-HOA", "[red]\x1b[31m[/]", "6", *MARCH)
    told = "Error: There is no criterion “[red]\\x1b[31m[/]” in this track. See: thidua campaign show\n"
    assert ran == Ran(3, "", told)


def test_a_figure_of_ten_times_what_was_due_is_taken_and_noted(thidua):
    line = "{code: roads, name: Roads, points: 100, rule: {kind: attainment, cap: 100%}}"
    small_ledger(thidua, tracks=table(line))
    for value, told in (("199/20", ""), ("200/20", "Note: RA roads: 200/20 is ten times what was due, or more.")):
        ran = thidua("score", "RA", "roads", value, "--month", "2024-01", "--reason", "recount")
        assert (ran.code, told in ran.err, "Note:" in ran.err) == (0, True, bool(told))

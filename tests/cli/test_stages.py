"""The path of a score: self-score, appraisal, agreed score side by side; differences explained; which stage is used."""

from pathlib import Path

import pytest

import make
import small
from conftest import Ran, Thidua
from small import answered, copied, done, refused, table

JANUARY = ("--month", "2024-01")
LINES = """
{code: a, name: A, points: 70}
{code: late, name: Late, group: g, points: 20, rule: {kind: deduct, each: 1, cap: 5, waiver: true}}
{code: r, name: R, group: g, points: 10, rule: {kind: attainment}}
"""
GROUPS = "{code: g, name: Group, points: 30, appraiser: Phòng Nội vụ}"
NEXT = "Next: thidua evaluate --month 2024-01\n"
HIGHEST = (
    "Stage used: of each line the highest present (agreed score: 1 lines; appraisal: 1 lines; self-score: 1 lines)."
)
WHY = "A difference needs a reason: add --reason TEXT, or fill in the column “reason”."


def _launched(thidua: Thidua) -> None:
    make.small_ledger(thidua, tracks=table(LINES, groups=GROUPS))


@pytest.fixture
def staged(thidua: Thidua, _kept: Path) -> Thidua:
    """A ledger with a line of no group and a group that the Phòng Nội vụ appraises; nothing scored."""
    return copied("staged", thidua, _kept, _launched)


def _score(thidua: Thidua, line: str, value: str, stage: str, *more: str, code: str = "RA") -> Ran:
    return thidua("score", code, line, value, *JANUARY, "--stage", stage, *more)


def _claimed_accepted_agreed(thidua: Thidua) -> Thidua:
    """RA claims 3 late cases, 5 are found, 4 agreed on; of the plan nobody says anything else."""
    done(_score(thidua, "a", "60", "self"))
    done(_score(thidua, "late", "3", "self"))
    done(_score(thidua, "late", "5", "appraised", "--reason", "two found in the files"))
    done(_score(thidua, "late", "5 miễn 1", "agreed", "--reason", "one had been reported"))
    done(_score(thidua, "r", "45/50", "self"))
    done(_score(thidua, "r", "45/50", "appraised"))
    return thidua


@pytest.fixture
def path(staged: Thidua, _kept: Path) -> Thidua:
    """That ledger with RA claimed, appraised and partly agreed on."""
    return copied("path", staged, _kept, _claimed_accepted_agreed)


def test_a_stage_is_told_with_what_was_reported(staged):
    assert _score(staged, "late", "3", "tự chấm") == Ran(
        0, "", f"RA late 2024-01: 17 of 20. Reported: 3. Stage: self-score.\n{NEXT}"
    )
    receipt = answered(staged, "score", "RA", "r", "45/50", *JANUARY, "--stage", "appraised")
    assert receipt == {
        "schema": "thidua.score/1",
        "registration": "RA",
        "criterion": "r",
        "month": "2024-01",
        "stage": "appraised",
        "reported": "45/50",
        "points": 9,
        "maximum": 10,
        "before": None,
        "is_new": True,
        "entry": 6,
        "notes": [],
    }


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        ("appraised", f"The appraisal would be 5, and the self-score is 3. {WHY}"),
        ("agreed", f"The agreed score would be 5, and the self-score is 3. {WHY}"),
    ],
)
def test_a_difference_from_the_stage_before_needs_a_reason(staged, stage, told):
    done(_score(staged, "late", "3", "self"))
    assert refused(staged, "score", "RA", "late", "5", *JANUARY, "--stage", stage, code=3) == f"Error: {told}\n"
    assert refused(staged, "score", "RA", "late", "5", *JANUARY, "--stage", stage, "--reason", " ", code=3) == (
        f"Error: {told}\n"
    )
    assert _score(staged, "late", "3", stage).code == 0


def test_the_stage_before_is_the_last_one_there(path):
    done(_score(path, "a", "60", "agreed"))
    told = f"The agreed score would be 44/50, and the appraisal is 45/50. {WHY}"
    assert refused(path, "score", "RA", "r", "44/50", *JANUARY, code=3) == f"Error: {told}\n"


def test_another_percentage_beside_the_same_counts_is_no_difference(path):
    ran = _score(path, "r", "45/50 = 91%", "agreed")
    assert ran == Ran(
        0,
        "",
        "RA r 2024-01: 9 of 10. Reported: 45/50 = 91%.\n"
        f"Note: RA r: 91 % is stated, but 45/50 is 90 %; the counts are what is used.\n{NEXT}",
    )


@pytest.mark.parametrize("is_turned", [False, True])
def test_inside_one_file_a_difference_needs_a_reason_whichever_row_comes_first(staged, is_turned):
    rows = ["RA,late,3,self,\n", "RA,late,5,agreed,\n"]
    rows = rows[::-1] if is_turned else rows
    file = make.write("s.csv", "registration,criterion,value,stage,reason\n" + "".join(rows))
    told = f"The agreed score would be 5, and the self-score is 3. {WHY}"
    line = 2 if is_turned else 3
    assert refused(staged, "import", "scores", file, *JANUARY, code=3) == (
        f"s.csv:{line}:3: {told}\nProblems: 1. Nothing was stored.\n"
        "The refused rows are in s.csv.rejected.csv: correct them there and import that file.\n"
    )


def test_a_reason_may_stand_in_the_row_or_be_given_for_the_file(staged):
    rows = "registration,criterion,value,stage,reason\nRA,late,5,agreed,found\nRA,late,3,tự chấm,\nRB,late,1,self,\n"
    file = make.write("s.csv", rows + "RB,late,2,thẩm định,\n")
    assert refused(staged, "import", "scores", file, *JANUARY, code=3).startswith(
        "s.csv:5:3: The appraisal would be 2, "
    )
    assert staged("import", "scores", file, *JANUARY, "--reason", "inspection of 5 February") == Ran(
        0, "", f"4 rows: 4 created, 0 unchanged, 0 superseded, 0 rejected.\n{NEXT}"
    )
    lines = answered(staged, "report", "differences", *JANUARY)["lines"]
    assert [(line["registration"], line["reason"]) for line in lines] == [
        ("RA", "inspection of 5 February; found"),
        ("RB", "inspection of 5 February; inspection of 5 February"),
    ]


def test_a_file_again_at_every_stage_is_unchanged(path):
    rows = "registration,criterion,value,stage\nRA,late,3,self\nRA,late,5,appraised\nRA,late,5 waived 1,agreed\n"
    file = make.write("s.csv", rows)
    assert make.unchanged(path, "import", "scores", file, *JANUARY).err == (
        f"3 rows: 0 created, 3 unchanged, 0 superseded, 0 rejected.\n{NEXT}"
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("RA,late,3,selfish", "2:4: There is no stage “selfish”. The stages are: self, appraised, agreed."),
        (
            "RA,late,3,self\nRA,late,3,self",
            "3:3: RA already has a value for late at s.csv:2:3. Keep one of the two.",
        ),
    ],
)
def test_a_stage_that_is_none_or_given_twice_is_refused_with_its_line(staged, rows, told):
    file = make.write("s.csv", f"registration,criterion,value,stage\n{rows}\n")
    beside = "Refused with them, as they belong together: 1.\n" if "\n" in rows else ""
    assert refused(staged, "import", "scores", file, *JANUARY, code=3) == (
        f"s.csv:{told}\n{beside}Problems: 1. Nothing was stored.\n"
        "The refused rows are in s.csv.rejected.csv: correct them there and import that file.\n"
    )


@pytest.mark.parametrize("word", ["selfish", "", "3"])
def test_a_stage_that_is_none_is_wrong_usage_on_the_command_line(staged, word):
    told = f"Error: There is no stage “{word}”. The stages are: self, appraised, agreed.\n"
    for command in (("score", "RA", "a", "1"), ("evaluate",), ("explain", "RA")):
        assert refused(staged, *command, *JANUARY, "--stage", word, code=2) == told


def test_differences_stand_side_by_side_with_claimed_and_accepted_counts(path):
    assert path("report", "differences", *JANUARY) == Ran(
        0,
        "Phong trào nhỏ\n\nDifferences between the stages of 2024-01\n\n"
        "1 of 2 lines with several stages differ.\n\n"
        "Sum of the changes: -1\n"
        "Code\tName\tCriterion\tClaimed\tSelf-score\tAccepted\tAppraised\tAgreed on\tAgreed\tChange\tReason\t"
        "Appraised by\n"
        "RA\tXã A\tlate\t3\t17\t5\t15\t5 waived 1\t16\t-1\ttwo found in the files; one had been reported\t"
        "Phòng Nội vụ\n",
        "",
    )


def test_differences_as_json_and_as_a_file(path):
    body = answered(path, "report", "differences", *JANUARY)
    assert body == {
        "schema": "thidua.differences/1",
        "as_of": None,
        "closings": [],
        "campaign": "nho",
        "month": "2024-01",
        "compared": 2,
        "changed": 1,
        "lines": [
            {
                "registration": "RA",
                "name": "Xã A",
                "criterion": "late",
                "self": {"reported": "3", "points": 17},
                "appraised": {"reported": "5", "points": 15},
                "agreed": {"reported": "5 waived 1", "points": 16},
                "change": -1,
                "reason": "two found in the files; one had been reported",
                "explained": True,
                "appraiser": "Phòng Nội vụ",
            }
        ],
    }
    assert path("report", "differences", *JANUARY, "-o", "d.csv", "-q") == Ran(0, "", "")
    assert Path("d.csv").read_text("utf-8") == (
        "registration,name,criterion,self.reported,self.points,appraised.reported,appraised.points,agreed.reported,"
        "agreed.points,change,reason,explained,appraiser\n"
        "RA,Xã A,late,3,17,5,15,5 waived 1,16,-1,two found in the files; one had been reported,true,Phòng Nội vụ\n"
    )


@pytest.mark.parametrize("stage", ["self", "appraised"])
def test_an_earlier_stage_that_comes_last_needs_the_reason_too(staged, stage):
    done(_score(staged, "late", "5", "agreed"))
    words = ("score", "RA", "late", "3", *JANUARY, "--stage", stage)
    before = {"self": "self-score", "appraised": "appraisal"}[stage]
    assert refused(staged, *words, code=3) == f"Error: The agreed score would be 5, and the {before} is 3. {WHY}\n"
    done(staged(*words, "--reason", "sent late"))
    lines = answered(staged, "report", "differences", *JANUARY)["lines"]
    assert [(line["change"], line["reason"], line["explained"]) for line in lines] == [(-2, "sent late", True)]


def test_a_difference_whose_reason_was_taken_back_with_its_stage_is_unexplained(path):
    done(_score(path, "late", "5", "agreed", "--reason", "as found"))
    for line, value in (("a", "61"), ("a", "")):
        done(_score(path, line, value, "appraised", "--reason", "looked into"))
        if value:
            done(_score(path, line, value, "agreed"))
    lines = answered(path, "report", "differences", *JANUARY)["lines"]
    assert [(line["criterion"], line["reason"], line["explained"]) for line in lines] == [
        ("a", None, False),
        ("late", "two found in the files; as found", True),
    ]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "Option --month is missing. See --help."),
        (
            ("--month", "2025-01"),
            5,
            "2025-01 is not a month of the campaign, which runs from 2024-01 to 2024-12.",
        ),
        (
            (*JANUARY, "--evaluation", "1"),
            2,
            "--evaluation does not belong here; it belongs to: thidua report standings",
        ),
    ],
)
def test_differences_are_those_of_one_month_of_the_campaign(path, words, code, told):
    assert refused(path, "report", "differences", *words, code=code) == f"Error: {told}\n"


def test_a_month_without_stages_has_no_differences(path):
    body = answered(path, "report", "differences", "--month", "2024-02")
    assert (body["compared"], body["changed"], body["lines"]) == (0, 0, [])


@pytest.mark.parametrize(
    ("stage", "figures"),
    [
        ((), (85, [], 1)),
        (("--stage", "self"), (86, [], 1)),
        (("--stage", "appraised"), (24, ["a"], None)),
        (("--stage", "agreed"), (16, ["a", "r"], None)),
        (("--stage", "thống nhất"), (16, ["a", "r"], None)),
    ],
)
def test_an_evaluation_looks_at_the_highest_stage_of_each_line_or_at_the_one_asked_for(path, stage, figures):
    row = answered(path, "evaluate", *JANUARY, *stage)["rows"]
    assert (row[0]["total"], row[0]["missing"], row[0]["rank"]) == figures
    assert {one["total"] for one in row[1:]} == {None}


@pytest.mark.parametrize(
    ("options", "told", "stage", "counts"),
    [
        (
            (),
            HIGHEST,
            "highest",
            {"self": 1, "appraised": 1, "agreed": 1},
        ),
        (("--stage", "self"), "Stage used: self-score.", "self", {"self": 3, "appraised": 0, "agreed": 0}),
        (("--stage", "appraised"), "Stage used: appraisal.", "appraised", {"self": 0, "appraised": 2, "agreed": 0}),
    ],
)
def test_the_standings_say_which_stage_was_used(path, options, told, stage, counts):
    body = answered(path, "evaluate", *JANUARY, *options)
    assert (body["stage"], body["stages"]) == (stage, counts)
    asked = ("report", "standings", *JANUARY, "--evaluation", "1")
    assert path(*asked).out.splitlines()[4] == told
    later = answered(path, *asked)
    assert (later["stage"], later["rows"]) == (stage, body["rows"])


def test_another_stage_is_another_evaluation_and_the_first_stays(path):
    numbers = [
        answered(path, "evaluate", *JANUARY, *stage)["evaluation"]
        for stage in ((), (), ("--stage", "self"), ("--stage", "self"), ())
    ]
    assert numbers == [1, 1, 2, 2, 1]
    first = answered(path, "report", "standings", *JANUARY, "--evaluation", "1")
    assert (first["stage"], first["rows"][0]["total"]) == ("highest", 85)


def test_an_explanation_is_of_the_highest_stages_or_of_the_one_asked_for(path):
    done(path("evaluate", *JANUARY, "--stage", "self", "-q"))
    explained = [
        answered(path, "explain", "RA", *JANUARY, *stage)
        for stage in ((), ("--stage", "appraised"), ("--stage", "self"))
    ]
    assert [(one["stage"], one["total"], one["missing"]) for one in explained] == [
        ("highest", 85, []),
        ("appraised", 24, ["a"]),
        ("self", 86, []),
    ]
    assert path("explain", "RA", *JANUARY, "--stage", "self").out.splitlines()[:6] == [
        "RA · Xã A",
        "",
        "2024-01, ruleset 1, stage: self-score",
        "",
        "Criterion\tName\tGroup\tStage\tReported\tRule\tPoints\tMaximum\tEntered",
        "a\tA\t–\tself-score\t60\tpoints as given\t60\t70\tTester, 2024-10-31, entry 5",
    ]


def test_a_stage_taken_back_is_not_there(path):
    assert _score(path, "late", "", "agreed", "--reason", "not yet agreed") == Ran(
        0, "", f"RA late 2024-01: taken back, not scored; it had 16.\n{NEXT}"
    )
    assert small.line_of(path, "RA", "late", "stage", "reported", "points") == ("appraised", "5", 15)


def test_a_stage_corrected_keeps_its_own_history(path):
    done(_score(path, "late", "4", "self", "--reason", "counted again"))
    assert answered(path, "explain", "RA", *JANUARY, "--stage", "self")["lines"][1]["supersedes"] == "17 (entry 6)"
    assert answered(path, "explain", "RA", *JANUARY, "--stage", "appraised")["lines"][1]["supersedes"] is None


def test_a_vote_a_report_and_a_longer_period_look_at_the_whole_and_never_at_one_stage(path):
    done(path("evaluate", *JANUARY, "-q"))
    done(path("evaluate", *JANUARY, "--stage", "self", "-q"))
    assert answered(path, "report", "standings", *JANUARY)["evaluation"] == 1
    assert answered(path, "report", "standings", *JANUARY, "--evaluation", "2")["stage"] == "self"
    period = answered(path, "evaluate", "--from", "2024-01", "--to", "2024-03")
    assert (period["rows"][0]["registration"], period["rows"][0]["totals"]["2024-01"]) == ("RA", 85)
    counts = [word for name in ("present", "issued", "returned", "valid") for word in (f"--{name}", "9")]
    ballot = answered(path, "vote", "RA", *JANUARY, "--on", "2024-02-02", *counts, "--yes", "9", "--no", "0")
    assert ballot["evaluation"] == 1


def test_a_month_of_which_only_one_stage_was_evaluated_is_not_evaluated(path):
    done(path("evaluate", *JANUARY, "--stage", "self", "-q"))
    told = "Error: 2024-01 has not been evaluated. Run: thidua evaluate --month 2024-01\n"
    assert refused(path, "report", "standings", *JANUARY) == told


def test_what_would_be_unexplained_without_a_refused_stage_is_refused_beside_it(staged):
    rows = "RA,late,5,agreed\nRA,late,5,appraised\nRA,late,3,self\nRB,late,4,self\n"
    file = make.write("s.csv", "registration,criterion,value,stage\n" + rows)
    body = answered(staged, "import", "scores", file, *JANUARY, "--accept-valid")
    assert (body["created"], body["rejected"]) == (2, 2)
    assert [(one["line"], one["code"]) for one in body["problems"]] == [
        (2, "row-beside-refused"),
        (3, "stage-needs-reason"),
    ]
    assert "s.csv:3:3" in body["problems"][0]["message"]
    lines = answered(staged, "report", "differences", *JANUARY)["lines"]
    assert lines == []

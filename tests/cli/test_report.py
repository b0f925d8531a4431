"""Reports: the overview and the three named ones, in every format, in the campaign's language."""

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from itertools import chain
from pathlib import Path

import pytest

import small
from conftest import CAMPAIGNS, NOW, ROOT, Thidua
from small import refused


def shown(thidua: Thidua, *words: str | Path) -> str:
    """Give what a command writes to stdout; it says nothing else."""
    ran = thidua(*words)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


OVERVIEW = """\
Small drive

Section\tItem\tValue\tOf\tDetail
Registrations\tunits counted as registered\t2\t3\t–
Registrations\tunits missing\t1\t3\tXã An Hiệp (2)
Registrations\tindividuals\t0\t3\t–
Registrations\tregistered late\t0\t3\t–
Registrations\twithout goal or deadline, not counted\t1\t3\tAH
Registrations\twithdrawn\t0\t3\t–
Registrations\ton hold\t0\t3\t–
Month\tlast evaluated month\t2024-03\t–\tevaluation 1
Month\tranked\t1\t2\t–
Month\tunranked\t1\t2\tlines missing: TT: 1
Month\tnot graded at all\t0\t2\t–
Month\ton the shortlist\t1\t1\tMH
Exemplars\t1 Built\t1\t1\tMH
Exemplars\t2 Publicised\t0\t1\t–
Exemplars\t3 Learned from\t0\t1\t–
Exemplars\t4 Reviewed\t0\t1\t–
Exemplars\t5 Recognised\t0\t1\t–
Exemplars\trevoked\t0\t1\t–
Awaiting\tMH\t–\t–\tstep 2: publicised 0 of 1; thidua publicise MH --channel TEXT --on DATE
"""


def incomplete(thidua: Thidua) -> None:
    """Make a March in which An Hiệp has no goal, Tân Thủy lacks a line and Mỹ Hòa is commended."""
    small.registered(thidua, registrations=small.REGISTRATIONS.replace("50 ha", ""))
    small.scored(thidua, "2024-03", MH="50.5 30", TT="45")
    small.done(thidua("vote", "MH", "--month", "2024-03", "--on", "2024-04-04", *small.CARRIED))
    small.done(thidua("commend", "MH", "--month", "2024-03", "--on", "2024-04-10"))


def test_bare_it_is_the_overview(thidua: Thidua) -> None:
    incomplete(thidua)
    assert shown(thidua, "report") == OVERVIEW
    assert shown(thidua, "report", "overview") == OVERVIEW


def test_the_overview_of_an_empty_campaign_is_whole_too(thidua: Thidua) -> None:
    Path("small.yaml").write_text(small.campaign(), "utf-8")
    small.done(thidua("init"))
    small.done(thidua("launch", "small.yaml"))
    assert shown(thidua, "report", "--format", "tsv") == (
        "section\titem\tvalue\tof\tdetail\n"
        "registrations\tunits_counted\t0\t0\t\n"
        "registrations\tunits_missing\t0\t0\t\n"
        "registrations\tindividuals\t0\t0\t\n"
        "registrations\tlate\t0\t0\t\n"
        "registrations\tincomplete\t0\t0\t\n"
        "registrations\twithdrawn\t0\t0\t\n"
        "registrations\theld\t0\t0\t\n"
        "month\tevaluated\t\t\tnone yet\n"
        "exemplars\tstep_1\t0\t0\t\n"
        "exemplars\tstep_2\t0\t0\t\n"
        "exemplars\tstep_3\t0\t0\t\n"
        "exemplars\tstep_4\t0\t0\t\n"
        "exemplars\tstep_5\t0\t0\t\n"
        "exemplars\trevoked\t0\t0\t\n"
    )


def test_the_overview_of_the_real_march_names_who_is_missing(march: Thidua) -> None:
    rows = json.loads(shown(march, "report", "--json"))["rows"]
    assert [(row["item"], row["value"], row["of"], row["detail"]) for row in rows[:12]] == [
        ("units_counted", 22, 23, None),
        ("units_missing", 1, 23, "Xã Vĩnh An (29170)"),
        ("individuals", 0, 23, None),
        ("late", 1, 23, "TIEM-TOM"),
        ("incomplete", 1, 23, "VINH-AN"),
        ("withdrawn", 0, 23, None),
        ("held", 0, 23, None),
        ("evaluated", "2024-03", None, rows[7]["detail"]),
        ("ranked", 20, 21, None),
        ("unranked", 1, 21, "tiêu chí còn thiếu: AN-DUC: 1"),
        ("void", 0, 21, None),
        ("shortlisted", 3, 20, "MY-HOA; PHUOC-NGAI; AN-NGAI-TAY"),
    ]


LEGEND = """
Legs (work = Work); Prongs (unity = Unity).

Ranked within track; equal totals share a rank (1, 2, 2, 4). \
A line with several pillars is shown under each of them and counted once in the total. \
Missing is never zero: with a due line missing there is no grade and no rank. \
Grades, of 100, in proportion to the points due: Good from 80; Fair from 0. \
Shortlist: the first 1 of each group; ties at the cut all enter.
"""
STANDINGS = f"""\
Small drive

Standings of 2024-03: evaluation 1 under ruleset 1

Stage used: of each line the highest present (agreed score: 3 lines).

Communes (of 100 points due)
Rank\tCode\tName\tCluster\tTotal\tLegs\tProngs\tGrade\tMissing\tShortlist
1\tMH\tXã Mỹ Hòa\tNorth\t80.5\t80.5\t30\tGood\t\t✓
–\tTT\tXã Tân Thủy\tSouth\t45\t45\t–\t–\troads\t
{LEGEND}"""


def test_standings_show_ranks_pillars_and_what_is_missing(thidua: Thidua) -> None:
    incomplete(thidua)
    assert shown(thidua, "report", "standings", "--month", "03/2024") == STANDINGS
    assert shown(thidua, "report", "standings") == STANDINGS


def test_standings_are_there_for_scripts_with_every_key(thidua: Thidua) -> None:
    incomplete(thidua)
    text = shown(thidua, "report", "standings", "--month", "2024-03", "--json")
    assert json.loads(text, parse_float=Decimal) == {
        "schema": "thidua.standings/1",
        "as_of": None,
        "closings": [],
        "campaign": "small",
        "month": "2024-03",
        "ruleset": 1,
        "evaluation": 1,
        "stage": "highest",
        "stages": {"self": 0, "appraised": 0, "agreed": 3},
        "ranked": 1,
        "unranked": 1,
        "void": 0,
        "stale": False,
        "rows": [
            {
                "rank": 1,
                "registration": "MH",
                "name": "Xã Mỹ Hòa",
                "unit": "1",
                "track": "communes",
                "cluster": "North",
                "total": Decimal("80.5"),
                "rounded_total": Decimal("80.5"),
                "due": 100,
                "deductions": 0,
                "bonuses": 0,
                "pillars": {"work": Decimal("80.5"), "unity": 30},
                "grade": "good",
                "earned": "good",
                "held": None,
                "void": None,
                "failed_gates": [],
                "complete": True,
                "missing": [],
                "stages": {"self": 0, "appraised": 0, "agreed": 2},
                "shortlisted": True,
            },
            {
                "rank": None,
                "registration": "TT",
                "name": "Xã Tân Thủy",
                "unit": "3",
                "track": "communes",
                "cluster": "South",
                "total": 45,
                "rounded_total": 45,
                "due": 100,
                "deductions": 0,
                "bonuses": 0,
                "pillars": {"work": 45, "unity": None},
                "grade": None,
                "earned": None,
                "held": None,
                "void": None,
                "failed_gates": [],
                "complete": False,
                "missing": ["roads"],
                "stages": {"self": 0, "appraised": 0, "agreed": 1},
                "shortlisted": False,
            },
        ],
    }
    assert shown(thidua, "report", "standings", "--format", "json") == text


def test_standings_as_separated_values(thidua: Thidua) -> None:
    incomplete(thidua)
    rows = [
        ["rank", "registration", "name", "unit", "track", "cluster"],
        ["1", "MH", "Xã Mỹ Hòa", "1", "communes", "North"],
        ["", "TT", "Xã Tân Thủy", "3", "communes", "South"],
    ]
    figures = [
        ["total", "rounded_total", "due", "deductions", "bonuses", "pillars.work", "pillars.unity"],
        ["80.5", "80.5", "100", "0", "0", "80.5", "30"],
        ["45", "45", "100", "0", "0", "45", ""],
    ]
    grades = [
        ["grade", "earned", "held", "void", "failed_gates", "complete", "missing"],
        ["good", "good", "", "", "", "true", ""],
        ["", "", "", "", "", "false", "roads"],
    ]
    ends = [
        ["stages.self", "stages.appraised", "stages.agreed", "shortlisted"],
        ["0", "0", "2", "true"],
        ["0", "0", "1", "false"],
    ]
    for name, separator in (("csv", ","), ("tsv", "\t")):
        whole = zip(rows, figures, grades, ends, strict=True)
        expected = "".join(separator.join(chain.from_iterable(parts)) + "\n" for parts in whole)
        assert shown(thidua, "report", "standings", "--format", name) == expected


def test_an_earlier_evaluation_can_still_be_shown(thidua: Thidua) -> None:
    incomplete(thidua)
    small.done(thidua("score", "TT", "roads", "40", "--month", "2024-03"))
    small.done(thidua("evaluate", "--month", "2024-03"))
    old = STANDINGS.replace(
        "\n\nCommunes (", "\n\nScores or rules have changed since this evaluation.\n\nCommunes (", 1
    )
    assert shown(thidua, "report", "standings", "--evaluation", "1") == old
    assert "1\tTT\tXã Tân Thủy\tSouth\t85\t85\t40\tGood\t✓\n" in shown(thidua, "report", "standings")


def test_what_was_never_evaluated_is_not_reported(thidua: Thidua) -> None:
    small.registered(thidua)
    assert refused(thidua, "report", "standings") == (
        "Error: No month has been evaluated yet. Run: thidua evaluate --month MONTH\n"
    )
    for words in (("report", "standings"), ("report", "overview")):
        assert refused(thidua, *words, "--month", "2024-03") == (
            "Error: 2024-03 has not been evaluated. Run: thidua evaluate --month 2024-03\n"
        )
    incomplete_told = "Error: 2024-03 has no evaluation 2; its last is 1.\n"
    small.scored(thidua, "2024-03", MH="1 1")
    assert refused(thidua, "report", "standings", "--evaluation", "2", code=3) == incomplete_told
    assert refused(thidua, "report", "standings", "--month", "2024-03", "--evaluation", "2", code=3) == incomplete_told


PERIOD = """\
Small drive

Standings of 2024-02 to 2024-04: evaluation 1 under ruleset 1

Months not evaluated: 2024-02.

Communes
Rank\tCode\tName\tCluster\tMean of the months\tMonths\tMissing months
–\tAH\tXã An Hiệp\tNorth\t70\t1/3\t2024-02, 2024-04
–\tMH\tXã Mỹ Hòa\tNorth\t65.25\t2/3\t2024-02
–\tTT\tXã Tân Thủy\tSouth\t–\t0/3\t2024-02, 2024-03, 2024-04

Mean of the months in which a registrant was graded; a month not evaluated, incomplete or void is missing. \
Whoever has months missing has no rank and no grade. \
Ranked within track; equal totals share a rank (1, 2, 2, 4). \
Grades and ranks look at the exact figure; what is shown is rounded to the hundredth. \
No grade scale is written for this kind of period.
"""


def test_a_longer_period_says_how_many_of_its_months_count_and_which_are_missing(thidua: Thidua) -> None:
    small.registered(thidua)
    small.scored(thidua, "2024-03", MH="50.5 30", AH="40 30", TT="45")
    small.scored(thidua, "2024-04", MH="50")
    words = ("report", "standings", "--from", "2024-02", "--to", "2024-04")
    assert refused(thidua, *words) == (
        "Error: The months from 2024-02 to 2024-04 have not been evaluated together. "
        "Run: thidua evaluate --from 2024-02 --to 2024-04\n"
    )
    small.done(thidua("evaluate", "--from", "2024-02", "--to", "2024-04"))
    assert shown(thidua, *words) == PERIOD
    assert shown(thidua, *words, "--evaluation", "1") == PERIOD


def test_differences_show_every_line_whose_stages_disagree_and_why(thidua: Thidua) -> None:
    small.registered(thidua)
    words = ("report", "differences", "--month", "2024-03")
    head = "Small drive\n\nDifferences between the stages of 2024-03\n\n"
    columns = "Code\tName\tCriterion\tClaimed\tSelf-score\tAccepted\tAppraised\tAgreed on\tAgreed\tChange\tReason\n"
    for code, line, value, stage, *why in (
        ("MH", "fields", "55", "self"),
        ("MH", "fields", "52", "appraised", "--reason", "three not seen"),
        ("MH", "fields", "50", "agreed", "--reason", "minutes 7"),
        ("MH", "roads", "30", "self"),
        ("MH", "roads", "30", "agreed"),
        ("AH", "roads", "25", "self"),
        ("AH", "roads", "26", "appraised", "--reason", "one more"),
        ("TT", "roads", "20", "self"),
    ):
        small.done(thidua("score", code, line, value, "--month", "2024-03", "--stage", stage, *why))
    assert shown(thidua, *words) == (
        f"{head}2 of 3 lines with several stages differ.\n\nSum of the changes: -4\n{columns}"
        "AH\tXã An Hiệp\troads\t25\t25\t26\t26\t–\t–\t1\tone more\n"
        "MH\tXã Mỹ Hòa\tfields\t55\t55\t52\t52\t50\t50\t-5\tthree not seen; minutes 7\n"
    )
    found = json.loads(shown(thidua, *words, "--json"))
    assert {key: found[key] for key in ("month", "compared", "changed")} == {
        "month": "2024-03",
        "compared": 3,
        "changed": 2,
    }
    assert found["lines"][0] == {
        "registration": "AH",
        "name": "Xã An Hiệp",
        "criterion": "roads",
        "self": {"reported": "25", "points": 25},
        "appraised": {"reported": "26", "points": 26},
        "agreed": {"reported": None, "points": None},
        "change": 1,
        "reason": "one more",
        "explained": True,
        "appraiser": None,
    }


def test_without_several_stages_nothing_differs(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30")
    assert shown(thidua, "report", "differences", "--month", "2024-03").splitlines()[4] == (
        "0 of 0 lines with several stages differ."
    )


def test_the_journey_has_a_row_for_every_review(thidua: Thidua) -> None:
    small.recognised(thidua, "50 30.5")
    assert shown(thidua, "report", "journey") == (
        "Small drive\n\nJourney of the exemplars\n"
        "Exemplar\tName\tCommended on\tForm\tDecision\tPublicised on\tActs\tLearner\tName\tLearned on\tReview of\t"
        "Reviewed on\tLearner's figure\tExemplar's figure\tVotes for\tOf\tResult\tMinutes\tRecognised by\t"
        "Recognised on\n"
        "MH\tXã Mỹ Hòa\t2024-04-10\tpraise\t–\t2024-04-15\t1\tAH\tXã An Hiệp\t2024-05-10\t2024-06\t2024-07-03\t"
        "80.5\t80\t5\t5\tsurpassed\t7/BB\t9/QĐ\t2024-07-10\n\n"
        "Compared by the total; the exemplar's figure is frozen at the commendation.\n"
    )


def test_the_journey_is_there_for_scripts(thidua: Thidua) -> None:
    small.recognised(thidua, "50 30.5")
    small.done(thidua("learn", "TT", "--from", "MH", "--form", "visit", "--on", "2024-05-10"))
    whole = json.loads(shown(thidua, "report", "journey", "--json"), parse_float=Decimal)
    start = {
        "exemplar": "MH",
        "exemplar_name": "Xã Mỹ Hòa",
        "commended_on": "2024-04-10",
        "kinds": ["praise"],
        "decision": None,
        "publicised_on": "2024-04-15",
        "publicities": 1,
    }
    review = {
        "review_month": "2024-06",
        "reviewed_on": "2024-07-03",
        "learner_points": Decimal("80.5"),
        "exemplar_points": 80,
        "yes": 5,
        "base": 5,
        "result": "surpassed",
        "minutes": "7/BB",
        "recognition": "9/QĐ",
        "recognised_on": "2024-07-10",
        "recognition_state": None,
    }
    going_on = {"state": None, "state_since": None}
    first = {"learner": "AH", "learner_name": "Xã An Hiệp", "learned_on": "2024-05-10"}
    second = {"learner": "TT", "learner_name": "Xã Tân Thủy", "learned_on": "2024-05-10"}
    assert whole == {
        "schema": "thidua.journey/1",
        "as_of": None,
        "closings": [],
        "campaign": "small",
        "rows": [start | first | review | going_on, start | second | dict.fromkeys(review) | going_on],
    }


def test_the_register_names_what_counts_and_who_is_missing(thidua: Thidua) -> None:
    incomplete(thidua)
    assert shown(thidua, "report", "registrations") == (
        "Small drive\n\nRegistrations\n"
        "Code\tName\tTrack\tCluster\tRegistered on\tLate\tCounted\tItems\tSpeciality\tContent\n"
        "AH\tXã An Hiệp\tcommunes\tNorth\t2024-02-11\t\t\t1\tfields\tFields – 2024-11-30\n"
        "MH\tXã Mỹ Hòa\tcommunes\tNorth\t2024-02-10\t\t✓\t1\tfields\tFields – 60 ha – 2024-11-30\n"
        "TT\tXã Tân Thủy\tcommunes\tSouth\t2024-02-12\t\t✓\t1\tfishing\tBoats – 20 boats – 2024-11-30\n\n"
        "2 of 3 units have a registration that counts. Missing: Xã An Hiệp (2).\n\n"
        "A registration without goal or time of completion is stored and not counted.\n"
    )


def test_the_register_is_there_for_scripts_whatever_the_language(thidua: Thidua) -> None:
    small.registered(thidua, language="vi")
    whole = json.loads(shown(thidua, "report", "registrations", "--json"))
    assert (whole["units"], whole["units_counted"], whole["missing"]) == (3, 3, [])
    assert whole["rows"][2] == {
        "registration": "TT",
        "name": "Xã Tân Thủy",
        "unit": "3",
        "person_kind": None,
        "track": "communes",
        "cluster": "South",
        "registered_on": "2024-02-12",
        "late": False,
        "complete": True,
        "items": 1,
        "speciality": "fishing",
        "content": "Boats – 20 boats – 2024-11-30",
        "state": None,
        "state_since": None,
    }


def _on_a_terminal(*words: str, columns: str = "100") -> str:
    """Give what a command writes when its stdout is a terminal of so many columns."""
    pty = pytest.importorskip("pty")
    primary, secondary = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": columns, "TERM": "xterm"}
    with os.fdopen(secondary, "wb") as terminal:
        ran = subprocess.run(
            [sys.executable, "-m", "thidua", *words], stdout=terminal, env=environment, check=False, timeout=60
        )
    assert ran.returncode == 0
    with os.fdopen(primary, "rb") as screen:
        return screen.read1(65536).decode().replace("\r\n", "\n")


def test_a_table_is_drawn_and_folded_into_the_terminal(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    incomplete(thidua)
    assert _on_a_terminal("report", "standings", columns="60").splitlines()[4:13] == [
        "Stage used: of each line the highest present (agreed score:",
        "3 lines).",
        "",
        "Communes (of 100 points due)",
        "Rank: 1",
        "Code: MH",
        "Name: Xã Mỹ Hòa",
        "Cluster: North",
        "Total: 80.5",
    ]
    assert _on_a_terminal("report", "standings").splitlines()[6:11] == [
        "Communes (of 100 points due)",
        "Rank  Code  Name         Cluster  Total  Legs  Prongs  Grade  Missing  Shortlist",
        "─" * 80,
        "   1  MH    Xã Mỹ Hòa    North     80.5  80.5  30      Good            ✓",
        "   –  TT    Xã Tân Thủy  South       45  45    –       –      roads",
    ]


def test_a_table_for_a_file_or_a_pipe_is_not_folded_into_any_terminal(
    thidua: Thidua, monkeypatch: pytest.MonkeyPatch
) -> None:
    incomplete(thidua)
    told = []
    for columns in ("20", "60", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        told.append(shown(thidua, "report", "standings", "--format", "table"))
        assert shown(thidua, "report", "standings", "--format", "table", "-o", "a.txt") == ""
        told.append(Path("a.txt").read_text("utf-8"))
    assert told == [told[0]] * 6
    assert told[0].splitlines()[4] == "Stage used: of each line the highest present (agreed score: 3 lines)."


def test_a_terminal_is_drawn_a_table_with_bold_headings(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    incomplete(thidua)
    coloured = _on_a_terminal("report", "standings")
    assert coloured.startswith("\x1b[1mSmall drive\x1b[0m\n")
    monkeypatch.setenv("NO_COLOR", "1")
    plain = _on_a_terminal("report", "standings")
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert plain.startswith("Small drive\n")


@pytest.mark.parametrize(
    ("name", "format_name"),
    [("a.csv", "csv"), ("a.TSV", "tsv"), ("a.json", "json"), ("a.txt", "plain"), ("a", "plain")],
)
def test_a_file_is_written_in_the_format_of_its_suffix(thidua: Thidua, name: str, format_name: str) -> None:
    incomplete(thidua)
    assert shown(thidua, "report", "standings", "-o", name) == ""
    assert Path(name).read_text("utf-8") == shown(thidua, "report", "standings", "--format", format_name)


def test_format_wins_over_the_suffix_and_a_file_is_replaced_whole(thidua: Thidua) -> None:
    incomplete(thidua)
    Path("a.csv").write_text("old " * 10_000, "utf-8")
    shown(thidua, "report", "--format", "json", "-o", "a.csv")
    assert Path("a.csv").read_text("utf-8") == shown(thidua, "report", "--json")
    assert sorted(path.name for path in Path().glob("*a.csv*")) == ["a.csv"]


KNOWN = "Use one of: table, plain, tsv, csv, json, xlsx."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "xml"), f"“xml” is no format. {KNOWN}"),
        (("-o", "a.docx"), f"“docx” is no format. {KNOWN}"),
        (("yearly",), "NAME cannot be “yearly”. Use one of: overview, standings, differences, journey, registrations."),
        (("journey", "--month", "2024-03"), "--month does not belong here; it belongs to: thidua report standings"),
        (("--evaluation", "1"), "--evaluation does not belong here; it belongs to: thidua report standings"),
        (
            ("registrations", "--from", "2024-02"),
            "--from/--to does not belong here; it belongs to: thidua report standings",
        ),
        (("standings", "--from", "2024-02"), "Option --to is missing. See --help."),
        (
            ("standings", "--month", "2024-03", "--from", "2024-02", "--to", "2024-03"),
            "--month and --from/--to do not go together. Give one of them.",
        ),
        (("differences",), "Option --month is missing. See --help."),
        (
            ("standings", "--month", "2024-13"),
            "There is no month “2024-13”. Write a month from 1 to 12, as in 2024-03.",
        ),
    ],
)
def test_what_there_is_none_of_is_misuse(thidua: Thidua, words: tuple[str, ...], told: str) -> None:
    incomplete(thidua)
    assert refused(thidua, "report", *words, code=2) == f"Error: {told}\n"
    assert not Path("a.docx").exists()


@pytest.mark.parametrize(("name", "why"), [("no/a.csv", "No such file or directory"), ("config", "Is a directory")])
def test_a_file_that_cannot_be_written_is_named(thidua: Thidua, name: str, why: str) -> None:
    incomplete(thidua)
    Path("config").mkdir()
    assert refused(thidua, "report", "--format", "csv", "-o", name, code=13) == (
        f"Error: {name} cannot be written: {why}.\n"
    )


LOOKING = [
    ("report",),
    ("report", "standings"),
    ("report", "differences", "--month", "2024-09"),
    ("report", "journey"),
    ("report", "registrations"),
    ("status",),
    ("status", "MY-HOA"),
    ("explain", "MY-HOA", "--month", "2024-09"),
]


@pytest.mark.parametrize("format_name", ["table", "plain", "tsv", "csv", "json"])
def test_the_same_input_gives_the_same_bytes(exemplar: Thidua, format_name: str) -> None:
    scores = CAMPAIGNS / "ba-tri-2024-scores-2024-09.csv"
    small.done(exemplar("import", "scores", scores, "--month", "2024-09"))
    small.done(exemplar("evaluate", "--month", "2024-09"))
    for words in LOOKING:
        first, second = (exemplar(*words, "--format", format_name) for _ in range(2))
        assert first == second
        assert (first.code, first.err) == (0, "")
        assert first.out.endswith("\n")


def test_the_same_story_typed_anew_gives_the_same_bytes(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    for folder in ("one", "two"):
        Path(folder).mkdir()
        monkeypatch.chdir(folder)
        small.recognised(thidua)
        told.append([thidua(*words, "--json").out for words in (("report",), ("report", "journey"), ("status", "MH"))])
        monkeypatch.chdir("..")
    assert told[0] == told[1]
    assert f'"day": "{NOW:%Y-%m-%d}"' in told[0][0]

"""``help``: the topics, a page for people and for scripts, and what is no topic."""

import json
import subprocess
import sys

import pytest

from conftest import Ran
from thidua.words.pages import PAGES

TOPICS = """\
Rules of a line
  points           Points as given
  met              Met or not met
  all-or-nothing   All or nothing at a rate
  deduct           Points off for each case or missed period
  waiver           Waived cases
  bonus            Points on top for each case
  attainment       Points in proportion to a target
  bands            Points by bands of attainment
  tiers            Points by tiers of a rate
  step-bonus       A bonus above a rate, growing by steps
  two-way          Points by size class and by tiers of a rate
  exclusive-bonus  One of several bonuses
  levels           Ordered levels

The table, the month, longer periods
  rules       The rules of a line, and how to choose one
  measures    What is reported, and how it is typed
  groups      Groups of lines
  caps        What a cap caps, and over how long
  conditions  Conditions on other lines
  states      A number, zero, not scored, void
  stages      Self-score, appraisal, agreed score
  totals      How a total is finished
  grades      Grades and their gates
  quotas      How many may have a grade
  ranking     Ranks and ties
  periods     Longer periods (sơ kết, tổng kết)
  rescore     When the rules change

A page: thidua help TOPIC. A command: thidua COMMAND --help
"""
WAIVER = """\
waiver: Waived cases

For faults that are not counted because the unit found and dealt with them itself, as a table may
allow.

Reported
  The cases, and how many of them are waived: `5 waived 2`, `5 miễn 2` or `5 không trừ 2`; or just
  `5`.

Parameters
  waiver  A key of the rule `deduct`: `true` lets cases be waived. [default: false]

Example
  - code: phan-anh-moi-truong
    name: Xử lý kịp thời phản ánh về môi trường
    points: 2
    rule: {kind: deduct, each: 0.25, cap: 1, waiver: true}
    note: Đơn vị chủ động phát hiện và xử lý thì không trừ

Worked cases
  reported       points   waiver: false
  0              2        2
  5              1        1
  5 miễn 2       1.25     refused
  5 không trừ 1  1        refused
  5 waived 5     2        refused
  2 miễn 3       refused  refused

Notes
  - Waived cases are taken off before the cap is applied, and both counts stay in the ledger.
  - More cases waived than there were is refused, and so is waiving where the rule does not know it.
  - Periods are not waived: `waiver` with `per: period` is refused; count what was excused as done.
  - When every case is waived the line is met.
"""
TOTALS = """\
totals: How a total is finished

Whether a total may leave the scale, the decimals it is shown with, and which figure is judged.

`above_scale` is `allowed` or `clamped`. It must be said as soon as the table has a bonus or an
attainment with a cap above 100 %. The scale a total is clamped to is what is due in the month, or
the whole scale with `grades_of: scale`. `below_zero` is `clamped` unless the file says `allowed`.

Totals are whole hundredths throughout. `decimals` (2, 1 or 0) only says how they are shown, halves
up. `judged: exact` lets grades and ranks look at the exact total, `rounded` at the one shown: 89.96
with one decimal is shown as 90, and reaches a grade from 90 only when the rounded total is judged.

Example
  totals: {above_scale: allowed, below_zero: clamped, decimals: 2, judged: exact}
"""
NARROW = """\
met: Met or not met

For what is so or is not: all the line's
points when it is met, otherwise none,
or what the file says.

Reported
  Yes or no: `có`, `đạt`, `yes` or the
  `x` of a ticked box; `không`, `chưa
  đạt` or `no`.

Parameters
  otherwise  The points when it is not
             met; less than the line's
             points. [default: 0]
"""


def test_without_a_topic_every_topic_is_listed(thidua):
    assert thidua("help") == Ran(0, TOPICS, "")


def test_topics_are_listed_for_scripts(thidua):
    ran = thidua("help", "--json")
    listed = [{"topic": page.topic, "title": page.title} for page in PAGES.values()]
    assert (ran.code, json.loads(ran.out), ran.err) == (0, {"schema": "thidua.topics/1", "topics": listed}, "")


@pytest.mark.parametrize("topic", ["waiver", " WAIVER "])
def test_a_page_of_a_rule_has_its_keys_an_example_and_worked_cases(thidua, topic):
    assert thidua("help", topic) == Ran(0, WAIVER, "")


def test_another_page_has_its_sentences_and_an_example(thidua):
    assert thidua("help", "totals") == Ran(0, TOTALS, "")


def test_a_page_fits_a_narrow_screen(thidua, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    assert thidua("help", "met").out.partition("\nExample")[0] == NARROW


def test_a_page_is_given_to_scripts_with_both_readings(thidua):
    ran = thidua("help", "step-bonus", "--json")
    page = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert list(page) == [
        "schema",
        "topic",
        "title",
        "summary",
        "reported",
        "parameters",
        "paragraphs",
        "example",
        "cases",
        "notes",
    ]
    assert (page["schema"], page["topic"], page["paragraphs"]) == ("thidua.help/1", "step-bonus", [])
    assert page["parameters"][2:4] == [
        {"name": "step", "text": "How far each further step is. [default: 1%]"},
        {"name": "cap", "text": "The most it earns in a month; `none` is without end. [required]"},
    ]
    assert [case for case in page["cases"] if case["reported"] in {"107,5/100", "106%"}] == [
        {"reported": "107,5/100", "points": 0.6, "with": "reading: on-passing"},
        {"reported": "107,5/100", "points": 0.4, "with": "reading: full-steps"},
        {"reported": "106%", "points": None, "with": "reading: on-passing"},
        {"reported": "106%", "points": None, "with": "reading: full-steps"},
    ]
    assert page["example"] == PAGES["step-bonus"].example
    assert page["notes"] == list(PAGES["step-bonus"].notes)


def test_a_case_of_the_example_itself_or_of_one_unit_says_so_to_scripts(thidua):
    cases = json.loads(thidua("help", "attainment", "--json").out)["cases"]
    assert [case for case in cases if case["reported"] in {"45/50", "24"}] == [
        {"reported": "45/50", "points": 2.7, "with": None},
        {"reported": "45/50", "points": 3, "with": "better: lower"},
        {"reported": "24", "points": 3, "with": "target: 20"},
        {"reported": "24", "points": 2.88, "with": "targets: {vd-08: 25}, unit vd-08"},
        {"reported": "24", "points": 3.6, "with": "target: 20, cap: 120%"},
    ]


def test_a_page_that_is_not_of_a_rule_has_no_worked_cases_for_scripts(thidua):
    page = json.loads(thidua("help", "totals", "--json").out)
    assert page == {
        "schema": "thidua.help/1",
        "topic": "totals",
        "title": "How a total is finished",
        "summary": PAGES["totals"].summary,
        "reported": None,
        "parameters": [],
        "paragraphs": list(PAGES["totals"].paragraphs),
        "example": PAGES["totals"].example,
        "cases": [],
        "notes": [],
    }


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        ("step_bonus", "There is no help on “step_bonus”. Did you mean step-bonus, bonus?"),
        ("teirs", "There is no help on “teirs”. Did you mean tiers?"),
        ("cap", "There is no help on “cap”. Did you mean caps?"),
        ("thời tiết", "There is no help on “thời tiết”. The topics: thidua help. A command: thidua COMMAND --help"),
        ("evaluate", "“evaluate” is a command. Run: thidua evaluate --help"),
    ],
)
def test_what_is_no_topic_is_answered_with_what_was_probably_meant(thidua, topic, told):
    assert thidua("help", topic) == Ran(2, "", f"Error: {told}\n")


def test_a_mistyped_topic_is_told_to_scripts_with_its_code(thidua):
    ran = thidua("help", "teirs", "--json")
    error = json.loads(ran.err)
    assert (ran.code, ran.out) == (2, "")
    assert (error["code"], error["problems"][0]["facts"]) == ("topic-misspelt", {"topic": "teirs", "meant": ["tiers"]})


@pytest.mark.parametrize("words", [["help"], ["help", "two-way"], ["help", "two-way", "--json"]])
def test_help_loads_neither_ledger_nor_reader(words):
    code = (
        "import json, sys; from thidua.cli import main; main(json.loads(sys.argv[1]));"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, json.dumps(words)], capture_output=True, text=True, check=True
    ).stderr
    loaded = set(json.loads(told.splitlines()[-1]))
    assert loaded & {"sqlmodel", "sqlalchemy", "pydantic", "yaml", "sqlite3", "rich.table", "thidua.read"} == set()

"""``evaluate --from --to``: mean or sum of the months evaluated, how many of how many, grades of that kind."""

from decimal import Decimal
from pathlib import Path

import pytest

import make
from conftest import Ran, Thidua
from small import answered, copied, done, entered, refused, table

LINES = "{code: a, name: A, points: 100}\n{code: ontime, name: On time, rule: {kind: met}}"
PERIODS = """
  - kind: quarter
    grades: [{code: high, name: High, from: 90, requires: [ontime]}, {code: rest, name: Rest, from: 0}]
  - kind: half-year
    combine: sum
    incomplete: ranked
    grades: [{code: big, name: Big, from: 512}, {code: small, name: Small, from: 0}]
  - {kind: any, combine: mean, incomplete: ranked}"""
WITH_POINTS = """
  - kind: year
    grades: [{code: x, name: X, from: 1, requires: [{line: a, points: 1}]}, {code: y, name: Y, from: 0}]"""
QUARTER = ("--from", "2024-01", "--to", "2024-03")


def _month(thidua: Thidua, month: str, **points: str) -> None:
    """Score and evaluate a month: ``RA="90"``, or ``"90 no"`` when it was not on time."""
    rows = []
    for code, text in points.items():
        value, _, ontime = text.partition(" ")
        rows += [f"{code} a {value}", f"{code} ontime {ontime or 'yes'}"]
    entered(thidua, month, "; ".join(rows))
    done(thidua("evaluate", "--month", month, "-q"))


def _two_months(thidua: Thidua) -> None:
    make.small_ledger(thidua, tracks=table(LINES), periods=PERIODS)
    _month(thidua, "2024-01", RA="90", RB="90", RC="100", RD="100")
    _month(thidua, "2024-02", RA="90.01", RB="90", RC="100", RD="100 no")


def _quarter(thidua: Thidua) -> None:
    _two_months(thidua)
    _month(thidua, "2024-03", RA="90.01", RB="90.02", RC="100", RD="100")


@pytest.fixture
def two_months(thidua: Thidua, _kept: Path) -> Thidua:
    """January and February evaluated; RE never scored, RD once not on time."""
    return copied("two-months", thidua, _kept, _two_months)


@pytest.fixture
def quarter(thidua: Thidua, _kept: Path) -> Thidua:
    """The first quarter evaluated."""
    return copied("quarter", thidua, _kept, _quarter)


def _rows(thidua: Thidua, *columns: str, words: tuple[str, ...] = QUARTER) -> list[tuple[object, ...]]:
    rows = answered(thidua, "evaluate", *words)["rows"]
    return [tuple(row[column] for column in columns) for row in rows]


def test_a_quarter_is_the_mean_of_its_months_with_its_own_grades_and_gates(quarter):
    assert quarter("evaluate", *QUARTER) == Ran(
        0,
        "Phong trào nhỏ\n\nStandings of 2024-01 to 2024-03: evaluation 1 under ruleset 1\n\nCommunes\n"
        "Rank\tCode\tName\tCluster\tMean of the months\tMonths\tMissing months\tGrade\tRemarks\n"
        "1\tRC\tXã C\t–\t100\t3/3\t\tHigh\t–\n"
        "1\tRD\tXã D\t–\t100\t3/3\t\tRest\tKept from a better grade by: ontime\n"
        "3\tRA\tXã A\t–\t90.01\t3/3\t\tHigh\t–\n"
        "3\tRB\tXã B\t–\t90.01\t3/3\t\tHigh\t–\n"
        "–\tRE\tXã E\t–\t–\t0/3\t2024-01, 2024-02, 2024-03\t–\t–\n\n"
        "Mean of the months in which a registrant was graded; a month not evaluated, incomplete or void is missing. "
        "Whoever has months missing has no rank and no grade. "
        "Ranked within track; equal totals share a rank (1, 2, 2, 4). "
        "Grades and ranks look at the exact figure; what is shown is rounded to the hundredth. "
        "Grades, of 100, in proportion to the points due: High from 90 (if met: ontime); Rest from 0.\n",
        "Evaluation 1 of 2024-01 to 2024-03: 3/3 months, 4 of 5 ranked.\n",
    )


def test_a_period_as_json(quarter):
    body = answered(quarter, "evaluate", *QUARTER)
    rows = body.pop("rows")
    assert body == {
        "schema": "thidua.evaluate-period/1",
        "as_of": None,
        "closings": [],
        "campaign": "nho",
        "from": "2024-01",
        "to": "2024-03",
        "kind": "quarter",
        "combine": "mean",
        "ruleset": 1,
        "evaluation": 1,
        "months": 3,
        "evaluated": 3,
        "missing_months": [],
        "ranked": 4,
        "unranked": 1,
        "stale": False,
    }
    assert rows[2] == {
        "rank": 3,
        "registration": "RA",
        "name": "Xã A",
        "unit": "A",
        "track": "xa",
        "cluster": None,
        "total": Decimal("90.01"),
        "rounded_total": Decimal("90.01"),
        "scored_months": 3,
        "months": 3,
        "missing_months": [],
        "grade": "high",
        "earned": "high",
        "held": None,
        "failed_gates": [],
        "totals": {"2024-01": 90, "2024-02": Decimal("90.01"), "2024-03": Decimal("90.01")},
    }
    assert [rows[4][key] for key in ("rank", "total", "rounded_total", "grade", "totals")] == [
        *([None] * 4),
        {"2024-01": None, "2024-02": None, "2024-03": None},
    ]


def test_a_period_as_a_file_has_empty_cells_where_there_is_no_figure(quarter):
    assert quarter("evaluate", *QUARTER, "-o", "q.csv", "-q") == Ran(0, "", "")
    head, first, *_, last = Path("q.csv").read_text("utf-8").splitlines()
    assert head == (
        "rank,registration,name,unit,track,cluster,total,rounded_total,scored_months,months,missing_months,grade,"
        "earned,held,failed_gates,totals.2024-01,totals.2024-02,totals.2024-03"
    )
    assert first == "1,RC,Xã C,C,xa,,100,100,3,3,,high,high,,,100,100,100"
    assert last == ",RE,Xã E,E,xa,,,,0,3,2024-01 2024-02 2024-03,,,,,,,"


def test_the_months_are_listed_that_are_not_evaluated_and_nobody_is_ranked_then(two_months):
    ran = two_months("evaluate", *QUARTER)
    assert ran.err == "Evaluation 1 of 2024-01 to 2024-03: 2/3 months, 0 of 5 ranked.\n"
    assert ran.out.splitlines()[4:9] == [
        "Months not evaluated: 2024-03.",
        "",
        "Communes",
        "Rank\tCode\tName\tCluster\tMean of the months\tMonths\tMissing months\tGrade",
        "–\tRA\tXã A\t–\t90.01\t2/3\t2024-03\t–",
    ]
    assert answered(two_months, "evaluate", *QUARTER)["missing_months"] == ["2024-03"]


def test_a_half_year_is_a_sum_and_ranks_those_with_months_missing_where_it_says_so(quarter):
    for month in ("2024-04", "2024-05", "2024-06"):
        _month(quarter, month, RA="80.75", RB="80.75", RC="70")
    half = ("--from", "2024-01", "--to", "2024-06")
    assert _rows(quarter, "registration", "rank", "total", "scored_months", "grade", words=half) == [
        ("RA", 1, Decimal("512.27"), 6, "big"),
        ("RB", 1, Decimal("512.27"), 6, "big"),
        ("RC", 3, 510, 6, "small"),
        ("RD", 4, 300, 3, "small"),
        ("RE", None, None, 0, None),
    ]
    last = quarter("evaluate", *half).out.splitlines()[-1]
    assert last == (
        "Sum of the months in which a registrant was graded; a month not evaluated, incomplete or void is missing. "
        "Whoever has months missing is ranked all the same. "
        "Ranked within track; equal totals share a rank (1, 2, 2, 4). "
        "Grades and ranks look at the exact figure; what is shown is rounded to the hundredth. "
        "Grades, of the sum as it stands: Big from 512; Small from 0."
    )


def test_eight_of_nine_months_are_said_to_be_eight_of_nine(quarter):
    for month in ("2024-04", "2024-05", "2024-06", "2024-07", "2024-08"):
        _month(quarter, month, RA="80", RB="80", RC="70")
    ran = quarter("evaluate", "--from", "2024-01", "--to", "2024-09")
    assert ran.err == "Evaluation 1 of 2024-01 to 2024-09: 8/9 months, 4 of 5 ranked.\n"
    rows = [line.split("\t") for line in ran.out.splitlines() if "\tXã " in line]
    assert [(row[1], row[4], row[5]) for row in rows] == [
        ("RD", "100", "3/9"),
        ("RA", "83.75", "8/9"),
        ("RB", "83.75", "8/9"),
        ("RC", "81.25", "8/9"),
        ("RE", "–", "0/9"),
    ]
    assert ran.out.splitlines()[-1].endswith(" No grade scale is written for this kind of period.")


def test_grades_of_another_kind_of_period_are_not_used(two_months):
    assert _rows(two_months, "grade", words=("--from", "2024-01", "--to", "2024-02")) == [(None,)] * 5
    done(two_months("evaluate", "--month", "2024-04", "-q"))
    assert _rows(two_months, "grade", words=("--from", "2024-02", "--to", "2024-04")) == [(None,)] * 5


def test_ranks_look_at_the_exact_mean_and_not_at_the_one_shown(two_months):
    _month(two_months, "2024-03", RA="90", RB="90.02", RC="100", RD="100")
    assert _rows(two_months, "registration", "rank", "total")[2:4] == [("RB", 3, Decimal("90.01")), ("RA", 4, 90)]


def test_nothing_new_is_the_same_evaluation_and_a_month_again_is_a_new_one(quarter):
    done(quarter("evaluate", *QUARTER, "-q"))
    assert make.unchanged(quarter, "evaluate", *QUARTER).err == (
        "Unchanged: this is still evaluation 1 of 2024-01 to 2024-03.\n"
    )
    done(quarter("score", "RA", "a", "93", "--month", "2024-03", "--reason", "recount", "-q"))
    assert answered(quarter, "report", "standings", *QUARTER)["stale"]
    assert refused(quarter, "evaluate", *QUARTER, code=5) == (
        "Error: 2024-03 has scores, or a version, newer than its evaluation 1. Run: thidua evaluate --month 2024-03\n"
    )
    done(quarter("evaluate", "--month", "2024-03", "-q"))
    again = answered(quarter, "evaluate", *QUARTER)
    assert (again["evaluation"], again["rows"][2]["registration"], again["rows"][2]["total"]) == (2, "RA", 91)


def test_the_evaluation_of_a_period_can_be_shown_again(quarter):
    first = answered(quarter, "evaluate", *QUARTER)
    done(quarter("score", "RA", "a", "93", "--month", "2024-03", "--reason", "recount", "-q"))
    done(quarter("evaluate", "--month", "2024-03", "-q"))
    second = answered(quarter, "evaluate", *QUARTER)
    shown = [answered(quarter, "report", "standings", *QUARTER, *words) for words in ((), ("--evaluation", "1"))]
    assert [(one["evaluation"], one["rows"]) for one in shown] == [(2, second["rows"]), (1, first["rows"])]
    assert quarter("report", "standings", *QUARTER, "-o", "q.csv", "-q") == Ran(0, "", "")
    assert len(Path("q.csv").read_text("utf-8").splitlines()) == 6


def test_whoever_registered_later_has_the_months_before_missing(quarter):
    done(quarter("unit", "add", "F", "--name", "Xã F", "--kind", "commune"))
    words = ("register", "LATE", "--unit", "F", "--on", "2024-03-05", "--content", "c", "--goal", "g")
    done(quarter(*words, "--deadline", "2024-09-30"))
    _month(quarter, "2024-03", LATE="99")
    row = next(row for row in answered(quarter, "evaluate", *QUARTER)["rows"] if row["registration"] == "LATE")
    assert (row["rank"], row["total"], row["missing_months"]) == (None, 99, ["2024-01", "2024-02"])


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ("--from", "2024-02", "--to", "2024-02"),
            5,
            "2024-02 is not after 2024-02. Give a later month to --to, or --month for one month.",
        ),
        (
            ("--from", "2024-03", "--to", "2024-02"),
            5,
            "2024-02 is not after 2024-03. Give a later month to --to, or --month for one month.",
        ),
        (
            ("--from", "2024-05", "--to", "2024-06"),
            5,
            "No month from 2024-05 to 2024-06 has been evaluated. Run: thidua evaluate --month 2024-06",
        ),
        (
            ("--from", "2023-12", "--to", "2024-06"),
            5,
            "2023-12 is not a month of the campaign, which runs from 2024-01 to 2024-12.",
        ),
        (("--from", "2024-02"), 2, "Option --to is missing. See --help."),
        (("--to", "2024-02"), 2, "Option --from is missing. See --help."),
        (
            (*QUARTER, "--month", "2024-01"),
            2,
            "--month and --from/--to do not go together. Give one of them.",
        ),
        ((*QUARTER, "--stage", "self"), 2, "--stage and --from/--to do not go together. Give one of them."),
        (
            ("--from", "2024-01", "--to", "2024-13"),
            2,
            "There is no month “2024-13”. Write a month from 1 to 12, as in 2024-03.",
        ),
        ((), 2, "Option --month is missing. See --help."),
        ((*QUARTER, "--format", "pdf"), 2, "“pdf” is no format. Use one of: table, plain, tsv, csv, json, xlsx."),
        ((*QUARTER, "-o", "nowhere/q.csv"), 13, "nowhere/q.csv cannot be written: No such file or directory."),
    ],
)
def test_a_period_that_is_none_is_refused_and_nothing_is_evaluated(two_months, words, code, told):
    assert refused(two_months, "evaluate", *words, code=code) == f"Error: {told}\n"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ("standings", "--from", "2024-01", "--to", "2024-06"),
            5,
            (
                "The months from 2024-01 to 2024-06 have not been evaluated together. "
                "Run: thidua evaluate --from 2024-01 --to 2024-06"
            ),
        ),
        (("standings", "--to", "2024-03"), 2, "Option --from is missing. See --help."),
        (
            ("standings", *QUARTER, "--month", "2024-03"),
            2,
            "--month and --from/--to do not go together. Give one of them.",
        ),
        (
            ("overview", *QUARTER),
            2,
            "--from/--to does not belong here; it belongs to: thidua report standings",
        ),
    ],
)
def test_the_report_of_a_period_that_was_not_evaluated_says_what_to_run(quarter, words, code, told):
    assert refused(quarter, "report", *words, code=code) == f"Error: {told}\n"


def test_an_evaluation_a_period_does_not_have_is_refused(quarter):
    done(quarter("evaluate", *QUARTER, "-q"))
    assert quarter("report", "standings", *QUARTER, "--evaluation", "2").code == 3


def test_a_whole_campaign_has_grades_of_its_own(thidua):
    make.small_ledger(
        thidua,
        tracks=table("{code: a, name: A, points: 100}"),
        closes="2024-04-30",
        periods="[{kind: campaign, incomplete: ranked, grades: [{code: end, name: End, from: 0}]}]",
    )
    entered(thidua, "2024-02", "RA a 60")
    done(thidua("evaluate", "--month", "2024-02", "-q"))
    body = answered(thidua, "evaluate", "--from", "2024-01", "--to", "2024-04")
    assert (body["kind"], body["evaluated"], body["months"]) == ("campaign", 1, 4)
    assert (body["rows"][0]["grade"], body["rows"][0]["total"]) == ("end", 60)


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (
            "[{kind: quarter}, {kind: quarter}]",
            "“quarter” already stands above. Write each once, and give different things different codes.",
        ),
        (
            "[{kind: quarter, grades: [{code: x, name: X, from: 1}]}]",
            "The lowest grade, x, must start from 0, so that every total has a grade.",
        ),
        (
            WITH_POINTS,
            "A grade of a longer period can only ask whether a is met in its months, not for points. Remove points.",
        ),
        (
            "[{kind: monthly}]",
            "“monthly” is not known here. Write one of: quarter, half-year, year, campaign, any.",
        ),
    ],
)
def test_a_period_that_contradicts_itself_is_told_when_the_file_is_checked(thidua, periods, told):
    file = make.write("c.yaml", make.campaign_yaml(tracks=table(LINES), periods=periods))
    ran = thidua("campaign", "check", file)
    assert (ran.code, ran.err.splitlines()[0].split(": ", 1)[1]) == (4, told)


def test_a_quota_holds_back_whoever_is_beyond_it_and_says_why(thidua):
    quotas = "quotas: [{grade: high, most: 1, within: [track]}]"
    grades = "grades: [{code: high, name: High, from: 90}, {code: rest, name: Rest, from: 0}]"
    make.small_ledger(thidua, tracks=table(LINES), periods=f"\n  - {{kind: quarter, {grades}, {quotas}}}")
    for month in ("2024-01", "2024-02", "2024-03"):
        _month(thidua, month, RA="95", RB="97", RC="89")
    assert _rows(thidua, "registration", "rank", "earned", "grade", "held")[:3] == [
        ("RB", 1, "high", "high", None),
        ("RA", 2, "high", "rest", "quota"),
        ("RC", 3, "rest", "rest", None),
    ]
    plain = thidua("report", "standings", *QUARTER).out
    assert "Rest\tHigh earned: beyond the places of the quota\n" in plain
    assert plain.endswith("High or better: at most 1 in each group; equals across the cut are all held back.\n")


def test_a_quota_of_a_period_is_of_its_own_grades(thidua):
    grades = "grades: [{code: high, name: High, from: 90}, {code: rest, name: Rest, from: 0}]"
    periods = f"\n  - {{kind: quarter, {grades}, quotas: [{{grade: best, most: 1}}]}}"
    file = make.write("c.yaml", make.campaign_yaml(tracks=table(LINES), periods=periods))
    ran = thidua("campaign", "check", file)
    assert (ran.code, "“best”" in ran.err) == (4, True), ran

"""The verbs of scoring as a script calls them: values in, a receipt out, a refusal raised with its reasons."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest

import make
from conftest import Thidua
from small import LEDGER, done, table
from thidua.actions.evaluate import Evaluated, evaluate
from thidua.actions.evaluate_period import EvaluatedPeriod, evaluate_period
from thidua.actions.importing import Terms
from thidua.actions.rescore import Rescored, rescore
from thidua.actions.score import Every, Scored, import_scores, score
from thidua.domain.month import Month, parse_month
from thidua.domain.occasion import Occasion
from thidua.domain.points import Points
from thidua.domain.stages import Stage
from thidua.errors import InputRefused, Misuse, RuleRefused
from thidua.read.scores import ScoreRow
from thidua.read.source import Source

LINES = "{{code: a, name: A, points: 100, rule: {{kind: deduct, each: {each}, cap: none}}}}"
SCRIPT = Occasion("a script", datetime(2024, 10, 31, 3, 0, tzinfo=UTC), date(2024, 10, 31))


def _month(text: str) -> Month:
    month = parse_month(text)
    assert isinstance(month, Month)
    return month


JANUARY, FEBRUARY, MARCH = map(_month, ("2024-01", "2024-02", "2024-03"))


@pytest.fixture
def ledger(thidua: Thidua) -> Path:
    """A ledger with two versions of a table of one line."""
    make.small_ledger(thidua, tracks=table(LINES.format(each=1)))
    done(thidua("launch", make.write("v2.yaml", make.campaign_yaml(tracks=table(LINES.format(each=2)))), "-q"))
    return LEDGER


def _row(value: str, *, month: Month = JANUARY, stage: Stage = Stage.AGREED, code: str = "RA") -> ScoreRow:
    return ScoreRow(1, code, "a", month, value, None, stage)


def test_a_score_gives_a_receipt_with_exact_points(ledger):
    assert score(ledger, _row("3"), reason=None, occasion=SCRIPT) == Scored(
        registration="RA",
        criterion="a",
        month=JANUARY,
        stage="agreed",
        reported="3",
        points=Points(97_00),
        maximum=Points(100_00),
        before=None,
        is_new=True,
        entry=6,
        notes=(),
    )


@pytest.mark.parametrize(
    ("row", "refusal", "code"),
    [
        (_row("x"), Misuse, "count-malformed"),
        (_row("1", code="NOPE"), InputRefused, "registration-unknown"),
        (_row("1", month=_month("2025-01")), RuleRefused, "month-outside-campaign"),
    ],
)
def test_a_refusal_is_raised_with_its_reasons_and_nothing_is_stored(ledger, row, refusal, code):
    before = ledger.read_bytes()
    with pytest.raises(refusal) as caught:
        score(ledger, row, reason=None, occasion=SCRIPT)
    assert type(caught.value) in {InputRefused, RuleRefused, Misuse}
    assert caught.value.problems[0].reason.code == code
    assert ledger.read_bytes() == before


def test_a_difference_without_a_reason_names_both_stages_as_values(ledger):
    score(ledger, _row("3", stage=Stage.SELF), reason=None, occasion=SCRIPT)
    with pytest.raises(InputRefused) as caught:
        score(ledger, _row("5", stage=Stage.APPRAISED), reason=None, occasion=SCRIPT)
    reason = caught.value.problems[0].reason
    assert (reason.code, dict(reason.facts)) == (
        "stage-needs-reason",
        {"code": "RA", "criterion": "a", "stage": "appraised", "before_stage": "self", "before": "3", "value": "5"},
    )


def test_a_file_is_any_stream_of_bytes(ledger):
    stream = BytesIO(b"registration,criterion,value\nRA,a,3\nRB,a,4\nRC,a,\n")
    receipt = import_scores(
        ledger, [Source(stream, "from a script")], Every(JANUARY, Stage.SELF), Terms(), occasion=SCRIPT
    )
    assert (receipt.rows_read, receipt.created, receipt.unchanged, receipt.entry) == (3, 2, 1, 6)


def test_a_month_evaluated_twice_is_evaluated_once(ledger):
    score(ledger, _row("3"), reason=None, occasion=SCRIPT)
    first = evaluate(ledger, JANUARY, occasion=SCRIPT)
    assert first == Evaluated(
        campaign="nho",
        month=JANUARY,
        stage="highest",
        evaluation=1,
        ruleset=1,
        registrants=5,
        ranked=1,
        void=0,
        shortlisted=1,
        is_new=True,
        entry=7,
    )
    before = ledger.read_bytes()
    again = evaluate(ledger, JANUARY, occasion=SCRIPT)
    assert (again.evaluation, again.is_new, again.entry) == (1, False, None)
    assert ledger.read_bytes() == before
    assert evaluate(ledger, JANUARY, stage=Stage.SELF, occasion=SCRIPT).ranked == 0


def test_a_month_rescored_is_evaluated_under_the_version(ledger):
    score(ledger, _row("3"), reason=None, occasion=SCRIPT)
    assert rescore(ledger, JANUARY, 2, reason="letter 5", occasion=SCRIPT) == Rescored(
        campaign="nho", month=JANUARY, before=1, ruleset=2, scores=1, changed=1, left=(), is_new=True, entry=7
    )
    assert evaluate(ledger, JANUARY, occasion=SCRIPT).ruleset == 2


def test_a_period_names_the_months_it_lacks(ledger):
    for month in (JANUARY, MARCH):
        score(ledger, _row("3", month=month), reason=None, occasion=SCRIPT)
        evaluate(ledger, month, occasion=SCRIPT)
    assert evaluate_period(ledger, JANUARY, MARCH, occasion=SCRIPT) == EvaluatedPeriod(
        campaign="nho",
        first=JANUARY,
        last=MARCH,
        combine="mean",
        months=3,
        evaluated=2,
        missing=(FEBRUARY,),
        evaluation=1,
        ruleset=1,
        registrants=5,
        ranked=0,
        is_new=True,
        entry=10,
    )

"""The set-based evaluation equals the plain rule: every field, on campaigns and ledgers made up from a seed."""

import csv
import json
from dataclasses import replace
from datetime import date

import pytest

from conftest import BA_TRI, CAMPAIGNS
from ledger.made import DB, OCCASION, Made, made_from, store
from thidua.domain.campaign import Campaign
from thidua.domain.evaluation import Sheet, Standing, standings
from thidua.domain.month import Month
from thidua.domain.points import ZERO, Points
from thidua.domain.rules.value import Valued
from thidua.domain.stages import Stage
from thidua.domain.worked import Posted
from thidua.ledger.campaigns import criteria, rulesets
from thidua.ledger.database import reading
from thidua.ledger.evaluating import compute
from thidua.ledger.journal import recording
from thidua.ledger.registrations import registrations
from thidua.ledger.scores import scores_in_force
from thidua.ledger.standing_rows import StoredStanding, read_standings
from thidua.ledger.standings import Evaluating, add_evaluation, latest_evaluation
from thidua.read.campaign import read_campaign

SEEDS = range(200)


def _computed(made: Made) -> list[StoredStanding]:
    with recording(DB, OCCASION, "evaluate") as record:
        ruleset = rulesets(record.connection, 1)[0]
        counted = registrations(record.connection, 1, day=made.month.last_day)
        numbers = criteria(record.connection, 1)
        computed = compute(record.connection, made.campaign, numbers, made.month, counted, stage=made.stage)
        of = Evaluating(ruleset, made.month, made.month, made.stage, record.seq - 1)
        add_evaluation(record, of, computed)
    with reading(DB, wait=1) as connection:
        evaluation = latest_evaluation(connection, 1, made.month)
        assert evaluation is not None
        return read_standings(connection, evaluation)


def _as_the_rule_says(row: StoredStanding) -> Standing:
    return Standing(
        row.registration,
        row.total,
        row.deductions,
        row.bonuses,
        row.due,
        row.scored,
        row.missing,
        row.pillars,
        row.groups,
        row.stages,
        row.void,
        row.earned,
        row.failed,
        row.grade,
        row.held,
        row.rank,
        row.is_shortlisted,
    )


def _filled(campaign: Campaign, track: str, one: Standing) -> Standing:
    """Show what is nothing as zero, so that what was not stored and what adds up to nothing compare."""
    table = campaign.track(track)
    assert table is not None
    return replace(
        one,
        pillars={p.code: one.pillars.get(p.code, ZERO) for p in table.pillars},
        groups={g.code: one.groups.get(g.code, ZERO) for g in table.groups},
        stages={stage: one.stages.get(stage, 0) for stage in Stage},
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_sql_and_the_plain_rule_say_the_same(seed):
    made = made_from(seed)
    store(made)
    stored = _computed(made)
    tracks = {row.registration: row.track for row in stored}
    expected = standings(made.campaign, made.month, made.sheets())
    said = [_filled(made.campaign, row.track, _as_the_rule_says(row)) for row in stored]
    wanted = [_filled(made.campaign, tracks[one.registration], one) for one in expected]
    assert sorted(said, key=lambda one: one.registration) == sorted(wanted, key=lambda one: one.registration)
    assert {row.registration: (row.track, row.cluster) for row in stored} == made.places


def _ba_tri() -> Campaign:
    campaign = read_campaign(BA_TRI.read_bytes(), file="x")
    assert isinstance(campaign, Campaign)
    return campaign


@pytest.mark.parametrize("month", ["2024-03", "2024-09"])
def test_the_evaluate_command_on_the_shipped_campaign_says_what_the_plain_rule_says(thidua, story, month):
    year, number = month.split("-")
    when = Month.of(date(int(year), int(number), 1))
    scored: dict[str, dict[str, Posted]] = {}
    lines = {c.code: c for track in _ba_tri().tracks for c in track.criteria}
    for row in csv.DictReader((CAMPAIGNS / f"ba-tri-2024-scores-{month}.csv").read_text("utf-8").splitlines()):
        valued = lines[row["criterion"]].value(row["value"], None)
        assert isinstance(valued, Valued)
        scored.setdefault(row["registration"], {})[row["criterion"]] = Posted(valued.points, valued.is_met)
    assert thidua("score", "MY-HOA", "nong-thon-moi", "1", "--month", month, "--reason", "thử").code == 0
    scored["MY-HOA"]["nong-thon-moi"] = Posted(Points(100), is_met=False)
    assert thidua("evaluate", "--month", month, "--quiet").code == 0
    with reading(story, wait=1) as connection:
        stored = read_standings(connection, latest_evaluation(connection, 1, when))
    sheets = [
        Sheet(row.registration, row.track, row.cluster, {when: scored.get(row.registration, {})}) for row in stored
    ]
    tracks = {row.registration: row.track for row in stored}
    expected = [_filled(_ba_tri(), tracks[one.registration], one) for one in standings(_ba_tri(), when, sheets)]
    assert [_filled(_ba_tri(), row.track, _as_the_rule_says(row)) for row in stored] == expected
    assert len({row.cluster for row in stored}) > 1


def test_a_vote_is_stale_while_a_line_differs_and_no_longer_when_it_was_corrected_back(thidua, exemplar):
    def stale():
        (one,) = json.loads(thidua("status", "--json").out)["exemplars"]
        return one["stale"]

    assert not stale()
    line = ("score", "MY-HOA", "sinh-hoat-chi-bo", "--month", "2024-03", "--reason", "thử")
    with reading(DB, wait=1) as connection:
        before = {r.code: r for r in registrations(connection, 1, day=OCCASION.today)}["MY-HOA"]
        number = criteria(connection, 1)["xa-thi-tran", "sinh-hoat-chi-bo"]
        old = scores_in_force(connection, Month.of(date(2024, 3, 1)))[before.id, number, Stage.AGREED]
    assert exemplar(*line[:3], "1", *line[3:]).code == 0
    assert stale()
    assert exemplar(*line[:3], str(old.points), *line[3:]).code == 0
    assert not stale()
    assert "Unchanged: this is still evaluation 1 of 2024-03." in exemplar("evaluate", "--month", "2024-03").err

"""The set-based evaluation equals the plain rule: every field, on campaigns and ledgers made up from a seed."""

import csv
import json
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from conftest import BA_TRI, CAMPAIGNS
from ledger.made import DB, OCCASION, Made, made_from, store
from make import a_campaign, a_criterion, a_track
from thidua.domain.campaign import Campaign
from thidua.domain.evaluation import Sheet, Standing, standings
from thidua.domain.grading import GradesOf, Judged
from thidua.domain.month import Month
from thidua.domain.points import ZERO, Points
from thidua.domain.quotas import Held
from thidua.domain.ranking import Better, Incomplete, Ranking, TieBreak, TieBy, Ties
from thidua.domain.rules.value import Valued
from thidua.domain.score_table import Over, Pillar
from thidua.domain.stages import Stage
from thidua.domain.worked import Posted, Worked, work
from thidua.ledger.campaigns import criteria, rulesets
from thidua.ledger.database import reading
from thidua.ledger.evaluating import compute
from thidua.ledger.journal import recording
from thidua.ledger.registrations import registrations
from thidua.ledger.scores import ScoreValue, scores_in_force
from thidua.ledger.standing_rows import StoredStanding, read_standings
from thidua.ledger.standings import Evaluating, add_evaluation, evaluations, latest_evaluation
from thidua.read.campaign import read_campaign

SEEDS = range(240)


def _computed(made: Made) -> list[StoredStanding]:
    with recording(DB, OCCASION, "evaluate") as record:
        ruleset = rulesets(record.connection, 1)[0]
        counted = registrations(record.connection, 1, day=made.month.last_day)
        numbers = criteria(record.connection, 1)
        campaigns = {**made.earlier, made.month: made.campaign}
        computed = compute(record.connection, campaigns, numbers, counted, stage=made.stage)
        of = Evaluating(ruleset, made.month, made.month, made.stage, record.seq - 1)
        add_evaluation(record, of, computed)
    with reading(DB, wait=1) as connection:
        evaluation = evaluations(connection, 1, made.month)[-1]
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
    expected = standings(made.campaign, made.month, made.sheets(), made.earlier)
    said = [_filled(made.campaign, row.track, _as_the_rule_says(row)) for row in stored]
    wanted = [_filled(made.campaign, tracks[one.registration], one) for one in expected]
    assert sorted(said, key=lambda one: one.registration) == sorted(wanted, key=lambda one: one.registration)
    assert {row.registration: (row.track, row.cluster) for row in stored} == made.places


def test_a_tie_is_broken_by_the_size_of_a_pillar_not_by_how_its_digits_are_written():
    lines = (a_criterion("c0", 20, pillars=("p01",)), a_criterion("c1", 80, pillars=("p02",)))
    pillars = (Pillar("p01", "leg", "1"), Pillar("p02", "leg", "2"))
    ranking = Ranking(("track",), Ties.SHARED, (TieBreak(TieBy.PILLAR, "p01"),), Incomplete.UNRANKED)
    campaign = a_campaign(tracks=(a_track("t0", pillars=pillars, criteria=lines),), ranking=ranking)
    march = Month.of(date(2024, 3, 1))
    made = Made(campaign, march, None, {"r00": ("t0", None), "r01": ("t0", None)})
    for code, first, second in (("r00", 9_50, 2_50), ("r01", 10_50, 1_50)):
        for line, points in (("c0", first), ("c1", second)):
            made.entered[march, code, line, Stage.AGREED] = [ScoreValue(str(points), Points(points), is_met=False)]
    store(made)
    assert [(row.registration, row.rank) for row in _computed(made)] == [("r01", 1), ("r00", 2)]


def test_evaluating_again_with_nothing_new_is_the_same_to_the_last_digit():
    made = made_from(7)
    store(made)
    assert _computed(made) == _computed(made)


def test_the_seeds_reach_every_corner_of_the_rule():
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        made = made_from(seed)
        campaign, listed = made.campaign, standings(made.campaign, made.month, made.sheets(), made.earlier)
        ranks = Counter((one.rank, *made.places[one.registration]) for one in listed if one.rank)
        lines = [line for track in campaign.tracks for line in track.criteria]
        caps = [cap for track in campaign.tracks for cap in track.every_cap()]
        seen["several tracks"] += len(campaign.tracks) > 1
        seen["by cluster"] += "cluster" in campaign.ranking.within
        seen["tie"] += any(count > 1 for count in ranks.values())
        for by in TieBy:
            seen[f"tie broken by {by}"] += any(rule.by is by for rule in campaign.ranking.tie_break)
        seen["many tie breaks"] += len(campaign.ranking.tie_break) > 8
        seen["dense"] += campaign.ranking.ties is Ties.DENSE
        seen["lower is better"] += campaign.ranking.better is Better.LOWER and bool(ranks)
        seen["incomplete ranked"] += any(one.rank and one.missing for one in listed)
        seen["incomplete unranked"] += any(one.missing and one.scored and not one.rank for one in listed)
        seen["of scale"] += campaign.grades_of is GradesOf.SCALE
        seen["rounded"] += campaign.totals.judged is Judged.ROUNDED and campaign.totals.decimals < 2
        seen["below zero"] += any(one.total < ZERO for one in listed)
        seen["above what is due"] += any(one.total > one.due > ZERO for one in listed)
        seen["nothing due"] += any(not track.due(made.month) for track in campaign.tracks)
        seen["nobody scored"] += all(not one.scored for one in listed)
        seen["superseded"] += any(len(values) > 1 for values in made.entered.values())
        seen["taken back"] += any(values[-1] is None for values in made.entered.values())
        seen["several labels"] += any(len(line.pillars) > 1 for line in lines)
        seen["grades"] += len({one.grade for one in listed}) > 2
        seen["void"] += any(one.void for one in listed)
        seen["gate failed"] += any(one.failed for one in listed)
        seen["held by a quota"] += any(one.held is Held.QUOTA for one in listed)
        seen["held by a tie"] += any(one.held is Held.TIE for one in listed)
        seen["shortlisted"] += any(one.is_shortlisted for one in listed)
        seen["one stage asked for"] += made.stage is not None
        seen["stages mixed"] += any(sum(count > 0 for count in one.stages.values()) > 1 for one in listed)
        seen["group weighed"] += any(g.weight != 10_000 for track in campaign.tracks for g in track.groups)
        seen["group in a group"] += any(g.parent for track in campaign.tracks for g in track.groups)
        seen["cap over months"] += any(cap.over is not Over.MONTH for cap in caps)
        seen["another version before"] += any(one != campaign for one in made.earlier.values())
        seen["cap cuts"] += _cuts(made, of_months=False)
        seen["cap used up before"] += _cuts(made, of_months=True)
        seen["condition not met"] += any(
            not one.is_allowed for worked in _worked(made) for one in worked.lines.values()
        )
    assert {corner: count for corner, count in seen.items() if count < 3} == {}


def _worked(made: Made) -> list[Worked]:
    tracks = {track.code: track for track in made.campaign.tracks}
    found = []
    for sheet in made.sheets():
        tables = {month: one.track(sheet.track) for month, one in made.earlier.items()}
        found.append(work(made.campaign, tracks[sheet.track], made.month, sheet.months, tables))
    return found


def _cuts(made: Made, *, of_months: bool) -> bool:
    """Tell whether a cap of a line or a group takes anything away, for what earlier months have used up or at all."""
    for worked in _worked(made):
        cut = [one for one in worked.lines.values() if one.before != one.after]
        cut_groups = [one for one in worked.groups.values() if one.before != one.capped]
        if any(one.earlier.minus + one.earlier.plus != ZERO or not of_months for one in (*cut, *cut_groups)):
            return True
    return False


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
        old = scores_in_force(connection, 1, Month.of(date(2024, 3, 1)))[before.id, number, Stage.AGREED]
    assert exemplar(*line[:3], "1", *line[3:]).code == 0
    assert stale()
    assert exemplar(*line[:3], str(old.points), *line[3:]).code == 0
    assert not stale()
    assert "Unchanged: this is still evaluation 1 of 2024-03." in exemplar("evaluate", "--month", "2024-03").err

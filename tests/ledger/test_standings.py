"""The set-based evaluation equals the plain rule: every field, on ledgers made up from a seed."""

import csv
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from conftest import BA_TRI, CAMPAIGNS
from make import a_campaign, a_criterion, a_track
from thidua.domain.campaign import Campaign, Grade, GradesOf, Incomplete, Pillar, Ranking, Shortlist
from thidua.domain.candidacy import Item
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.points import ZERO, Points, parse_points
from thidua.domain.scoring import Sheet, Standing, standings
from thidua.ledger.campaigns import add_campaign, add_criteria, add_ruleset, criteria, rulesets
from thidua.ledger.database import reading
from thidua.ledger.journal import founding, recording
from thidua.ledger.registrations import NewRegistration, add_registrations, registrations
from thidua.ledger.scores import NewScore, add_scores, scores_in_force
from thidua.ledger.standing_rows import read_standings
from thidua.ledger.standings import add_evaluation, compute, latest_evaluation
from thidua.ledger.tables import Score
from thidua.ledger.units import ALWAYS, UnitOn, add_states, add_units
from thidua.read.campaign import read_campaign

DB = Path("thidua.db")
OCCASION = Occasion("Tester", datetime(2024, 10, 31, tzinfo=UTC), date(2024, 10, 31))
SEEDS = range(120)
PILLARS = tuple(f"p{number:02}" for number in range(1, 13))


@dataclass
class Made:
    """What a seed made up: the campaign, who takes part, and every value entered, newest last."""

    campaign: Campaign
    month: Month
    places: dict[str, tuple[str, str | None]]
    entered: dict[tuple[Month, str, str], list[Points | None]] = field(default_factory=dict)

    def sheets(self) -> list[Sheet]:
        """Give what the rule is told: of every line the value entered last, in any order."""
        points: dict[str, dict[str, Points]] = {code: {} for code in self.places}
        for (month, code, line), values in self.entered.items():
            if month == self.month and values[-1] is not None:
                points[code][line] = values[-1]
        return [Sheet(code, *self.places[code], points[code]) for code in self.places]


def _a_campaign(random: Random) -> Campaign:
    tracks = []
    for number in range(random.randint(1, 3)):
        pillars = tuple(Pillar(code, "leg", code) for code in PILLARS[: random.randint(1, 12)])
        lines = []
        for line in range(random.randint(0, 7)):
            labels = random.sample([p.code for p in pillars], random.randint(0, min(3, len(pillars))))
            due = frozenset(random.sample(range(1, 13), random.choice([0, 1, 6, 12, 12])))
            points = Points(random.choice([1, 7, 250, 333, 1000, 2000]))
            lines.append(replace(a_criterion(f"c{line}", pillars=tuple(labels), due=due), points=points))
        tracks.append(a_track(f"t{number}", pillars=pillars, criteria=tuple(lines)))
    floors = sorted(random.sample(range(1, 10_001), random.randint(0, 4)), reverse=True)
    grades = tuple(Grade(f"g{at}", f"g{at}", Points(floor)) for at, floor in enumerate([*floors, 0]))
    used = [p.code for track in tracks for p in track.pillars]
    return a_campaign(
        tracks=tuple(tracks),
        scale=Points(random.choice([100_00, 1000_00, 33_33])),
        grades=grades,
        grades_of=random.choice(list(GradesOf)),
        ranking=Ranking(
            random.choice([("track",), ("track", "cluster"), ("cluster", "track")]),
            "shared",
            tuple(random.choices(used, k=random.choice([0, 1, 2, 11]))),
            random.choice(list(Incomplete)),
        ),
        shortlist=Shortlist(random.randint(1, 4), random.choice([None, *(g.code for g in grades)])),
    )


def _made(seed: int) -> Made:
    random = Random(seed)
    campaign = _a_campaign(random)
    clusters = random.choice([(None,), ("a", "b"), (None, "a", "b", "A", "ạ")])
    tracks = {t.code: t for t in campaign.tracks}
    places = {f"r{n:02}": (random.choice(list(tracks)), random.choice(clusters)) for n in range(random.randint(1, 18))}
    made = Made(campaign, Month.of(date(2024, random.randint(2, 12), 1)), places)
    likely = random.choice([0.0, 0.5, 0.9, 1.0, 1.0])
    finely = random.choice([[1], [1, 2], [4], [1, 2, 4]])  # coarse values tie
    for code, (track, _) in places.items():
        for line in tracks[track].criteria:
            for month in (made.month, Month(made.month.ordinal - 1)):
                if random.random() < likely:
                    steps = random.choice(finely)
                    values = [Points(line.points.hundredths * random.randint(0, steps) // steps) for _ in range(3)]
                    made.entered[month, code, line.code] = list(values[: random.choice([1, 1, 1, 2, 3])])
                    if random.random() < 0.03:
                        made.entered[month, code, line.code].append(None)  # cancelled, and nothing in its place
    return made


def _store(made: Made) -> None:
    with founding(DB, OCCASION, "init"):
        pass
    with recording(DB, OCCASION, "everything but scores") as record:
        campaign = made.campaign
        add_ruleset(
            record,
            add_campaign(record, campaign.code),
            version=1,
            in_force_from=campaign.launched,
            digest="d",
            text="t",
        )
        add_criteria(record, 1, ((t.code, c.code) for t in campaign.tracks for c in t.criteria))
        numbers = add_units(record, list(made.places))
        units = [
            UnitOn(0, code, f"Xã {code}", "commune", None, cluster, None, None, ALWAYS, None)
            for code, (_, cluster) in made.places.items()
        ]
        add_states(record, units, numbers)
        item = (Item("x", "y", date(2024, 12, 1), ()),)
        day = date(2024, 2, 15)
        new = [
            NewRegistration(code, numbers[code], None, None, None, track, None, day, False, item)
            for code, (track, _) in made.places.items()
        ]
        add_registrations(record, 1, new)
    _other_campaign()
    for turn in range(4):
        _enter(made, turn)


def _other_campaign() -> None:
    """Add a campaign whose registrations of the same units have scores in every month: they count nowhere here."""
    with recording(DB, OCCASION, "another") as record:
        number = add_campaign(record, "other")
        add_ruleset(record, number, version=1, in_force_from=date(2024, 1, 1), digest="o", text="t")
        add_criteria(record, number, [("t0", "c0"), ("t0", "c1")])
        new = NewRegistration("r00", 1, None, None, None, "t0", None, date(2024, 2, 15), False, ())
        add_registrations(record, number, [new])
        registered = registrations(record.connection, number, day=OCCASION.today)[0].id
        lines = criteria(record.connection, number).values()
        months = [Month.of(date(2024, month, 1)) for month in range(1, 13)]
        add_scores(record, [NewScore(m, registered, c, "1", Points(100), 2, None) for m in months for c in lines])


def _enter(made: Made, turn: int) -> None:
    with recording(DB, OCCASION, "score") as record:
        lines = criteria(record.connection, 1)
        who = {r.code: r.id for r in registrations(record.connection, 1, day=OCCASION.today)}
        new, cancelled = [], []
        for (month, code, line), values in made.entered.items():
            if turn < len(values):
                place = (who[code], lines[made.places[code][0], line])
                old = scores_in_force(record.connection, month).get(place) if turn else None
                value = values[turn]
                if value is None:
                    cells = (-1, old.reported, -old.points.hundredths, 1, None)
                    cancelled.append((month.ordinal, *place, record.seq, *cells))
                else:
                    new.append(NewScore(month, *place, str(value), value, 1, None, old))
        add_scores(record, new)
        record.append(Score, sorted(cancelled))


def _computed(made: Made):
    with recording(DB, OCCASION, "evaluate") as record:
        ruleset = rulesets(record.connection, 1)[0]
        counted = registrations(record.connection, 1, day=made.month.last_day)
        computed = compute(record.connection, made.campaign, ruleset, made.month, counted)
        add_evaluation(record, ruleset, made.month, computed, upto=record.seq - 1)
    with reading(DB, wait=1) as connection:
        evaluation = latest_evaluation(connection, 1, made.month)
        return read_standings(connection, evaluation)


def _as_the_rule_says(row) -> Standing:
    pillars = dict(row.pillars)
    return Standing(row.registration, row.total, row.due, row.grade, row.rank, row.missing, pillars, row.is_shortlisted)


def _with_zeros(one: Standing, pillars) -> Standing:
    filled = {pillar.code: one.pillars.get(pillar.code, ZERO) for pillar in pillars}
    return Standing(one.registration, one.total, one.due, one.grade, one.rank, one.missing, filled, one.is_shortlisted)


@pytest.mark.parametrize("seed", SEEDS)
def test_sql_and_the_plain_rule_say_the_same(seed):
    made = _made(seed)
    _store(made)
    stored = _computed(made)
    sheets = {sheet.registration: sheet for sheet in made.sheets()}
    tracks = {track.code: track for track in made.campaign.tracks}
    expected = standings(made.campaign, made.month, made.sheets())
    said = [_with_zeros(_as_the_rule_says(row), tracks[row.track].pillars) for row in stored]
    assert sorted(said, key=lambda one: one.registration) == sorted(expected, key=lambda one: one.registration)
    for row in stored:
        due = [line for line in tracks[row.track].due(made.month) if line.code in sheets[row.registration].points]
        assert (row.track, row.cluster) == made.places[row.registration]
        assert row.scored == len(due)
        assert set(row.pillars) == {pillar for line in due for pillar in line.pillars}


def test_a_tie_is_broken_by_the_size_of_a_pillar_not_by_how_its_digits_are_written():
    lines = (a_criterion("c0", 20, pillars=("p01",)), a_criterion("c1", 80, pillars=("p02",)))
    pillars = (Pillar("p01", "leg", "1"), Pillar("p02", "leg", "2"))
    ranking = Ranking(("track",), "shared", ("p01",), Incomplete.UNRANKED)
    campaign = a_campaign(tracks=(a_track("t0", pillars=pillars, criteria=lines),), ranking=ranking)
    march = Month.of(date(2024, 3, 1))
    made = Made(campaign, march, {"r00": ("t0", None), "r01": ("t0", None)})
    for code, first, second in (("r00", 9_50, 2_50), ("r01", 10_50, 1_50)):
        made.entered[march, code, "c0"] = [Points(first)]
        made.entered[march, code, "c1"] = [Points(second)]
    _store(made)
    assert [(row.registration, row.rank) for row in _computed(made)] == [("r01", 1), ("r00", 2)]


def test_the_seeds_reach_every_corner_of_the_rule():
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        made = _made(seed)
        campaign = made.campaign
        listed = standings(campaign, made.month, made.sheets())
        ranks = Counter((one.rank, *made.places[one.registration]) for one in listed if one.rank)
        seen["several tracks"] += len(campaign.tracks) > 1
        seen["by cluster"] += "cluster" in campaign.ranking.within
        seen["tie"] += any(count > 1 for count in ranks.values())
        seen["tie broken"] += bool(campaign.ranking.tie_break) and _breaks_a_tie(made)
        seen["many tie breaks"] += len(campaign.ranking.tie_break) > 10
        seen["incomplete ranked"] += any(one.rank and one.missing for one in listed)
        seen["incomplete unranked"] += any(one.missing and one.total > ZERO and not one.rank for one in listed)
        seen["of scale"] += campaign.grades_of is GradesOf.SCALE
        seen["no least grade"] += campaign.shortlist.min_grade is None
        seen["too low for the shortlist"] += any(one.rank == 1 and not one.is_shortlisted for one in listed)
        seen["nothing due"] += any(not track.due(made.month) for track in campaign.tracks)
        seen["nobody scored"] += all(one.grade is None for one in listed)
        seen["superseded"] += any(len(values) > 1 for values in made.entered.values())
        seen["cancelled"] += any(values[-1] is None for values in made.entered.values())
        seen["several labels"] += any(len(c.pillars) > 1 for t in campaign.tracks for c in t.criteria)
        seen["grades"] += len({one.grade for one in listed}) > 2
    assert [corner for corner, count in seen.items() if count < 3] == []


def _breaks_a_tie(made: Made) -> bool:
    without = replace(made.campaign, ranking=replace(made.campaign.ranking, tie_break=()))
    sheets = made.sheets()
    return standings(without, made.month, sheets) != standings(made.campaign, made.month, sheets)


def _ba_tri() -> Campaign:
    campaign = read_campaign(BA_TRI.read_bytes(), file="x")
    assert isinstance(campaign, Campaign)
    return campaign


@pytest.mark.parametrize("month", ["2024-03", "2024-09"])
def test_the_evaluate_command_on_the_shipped_campaign_says_what_the_plain_rule_says(thidua, story, month):
    year, number = month.split("-")
    when = Month.of(date(int(year), int(number), 1))
    scored: dict[str, dict[str, Points]] = {}
    for row in csv.DictReader((CAMPAIGNS / f"ba-tri-2024-scores-{month}.csv").read_text("utf-8").splitlines()):
        scored.setdefault(row["registration"], {})[row["criterion"]] = parse_points(row["value"])
    assert thidua("score", "MY-HOA", "nong-thon-moi", "1", "--month", month, "--reason", "thử").code == 0
    scored["MY-HOA"]["nong-thon-moi"] = Points(100)
    assert thidua("evaluate", "--month", month, "--quiet").code == 0
    with reading(story, wait=1) as connection:
        stored = read_standings(connection, latest_evaluation(connection, 1, when))
    sheets = [Sheet(row.registration, row.track, row.cluster, scored.get(row.registration, {})) for row in stored]
    expected = standings(_ba_tri(), when, sheets)
    tracks = {track.code: track for track in _ba_tri().tracks}
    assert [_with_zeros(_as_the_rule_says(row), tracks[row.track].pillars) for row in stored] == expected
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
        old = scores_in_force(connection, Month.of(date(2024, 3, 1)))[before.id, number]
    assert exemplar(*line[:3], "1", *line[3:]).code == 0
    assert stale()
    assert exemplar(*line[:3], str(old.points), *line[3:]).code == 0
    assert not stale()
    assert "Unchanged: this is still evaluation 1 of 2024-03." in exemplar("evaluate", "--month", "2024-03").err

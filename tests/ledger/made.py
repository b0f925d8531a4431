"""Campaigns and ledgers made up from a seed, for holding the set-based evaluation and the plain rule together."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from random import Random

from make import a_campaign, a_criterion, a_track
from thidua.domain.campaign import Campaign
from thidua.domain.candidacy import Item
from thidua.domain.evaluation import Sheet
from thidua.domain.grading import Beyond, Grade, GradesOf, Judged, Totals, VoidRule
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.points import Points
from thidua.domain.quotas import Quota, QuotaTies, Rounding
from thidua.domain.ranking import Better, Incomplete, Ranking, Shortlist, TieBreak, TieBy, Ties
from thidua.domain.rules.cases import Bonus, Deduct
from thidua.domain.rules.given import MetOrNot, PointsGiven
from thidua.domain.rules.value import Direction
from thidua.domain.score_table import Cap, CapOf, Criterion, Group, Over, Pillar, Requirement, Track
from thidua.domain.stages import Stage
from thidua.domain.worked import Posted
from thidua.ledger.campaigns import add_campaign, add_criteria, add_ruleset, criteria
from thidua.ledger.journal import founding, recording
from thidua.ledger.registrations import NewRegistration, add_registrations, registrations
from thidua.ledger.scores import NewScore, ScoreValue, add_scores, scores_in_force
from thidua.ledger.units import ALWAYS, UnitOn, add_states, add_units

DB = Path("thidua.db")
OCCASION = Occasion("Tester", datetime(2024, 12, 31, tzinfo=UTC), date(2024, 12, 31))
PILLARS = tuple(f"p{number:02}" for number in range(1, 13))
Key = tuple[Month, str, str, Stage]


@dataclass
class Made:
    """What a seed made up: the campaign, who takes part, and every value entered, newest last; None is taken back."""

    campaign: Campaign
    month: Month
    stage: Stage | None
    places: dict[str, tuple[str, str | None]]
    earlier: dict[Month, Campaign] = field(default_factory=dict)
    entered: dict[Key, list[ScoreValue | None]] = field(default_factory=dict)

    def sheets(self) -> list[Sheet]:
        """Give what the rule is told: the lines in force by month, of the stage asked for or the highest of each."""
        months: dict[str, dict[Month, dict[str, Posted]]] = {code: {} for code in self.places}
        selves = set()
        for (month, code, line, stage), values in sorted(self.entered.items(), key=lambda one: one[0][3]):
            value = values[-1]
            if value is None:
                continue
            due = self.line(code, line).is_due(month)
            if stage is Stage.SELF and month == self.month and due:
                selves.add(code)
            if self.stage in (None, stage):
                months[code].setdefault(month, {})[line] = Posted(value.points, value.is_met, stage)
        return [Sheet(code, *self.places[code], months[code], code in selves) for code in self.places]

    def line(self, registration: str, code: str) -> Criterion:
        """Give a line of a registration's table."""
        track = self.campaign.track(self.places[registration][0])
        assert track is not None
        line = track.criterion(code)
        assert line is not None
        return line


def _a_rule(random: Random):
    return random.choice(
        [
            PointsGiven(),
            PointsGiven(),
            Deduct(Points(50), random.choice([None, Points(200)])),
            Bonus(Points(25), random.choice([None, Points(100)])),
            MetOrNot(),
        ]
    )


def _caps(random: Random, chance: float) -> tuple[Cap, ...]:
    if random.random() > chance:
        return ()
    cap = Cap(random.choice(list(CapOf)), Points(random.choice([0, 25, 100, 333])), random.choice(list(Over)))
    return (cap, *_caps(random, chance / 2))


def _a_track(random: Random, code: str) -> Track:
    pillars = tuple(Pillar(one, "leg", one) for one in PILLARS[: random.randint(1, 12)])
    groups = tuple(
        Group(
            f"g{at}",
            f"g{at}",
            f"g{random.randrange(at)}" if at and random.random() < 0.5 else None,
            None,
            random.choice([10_000, 10_000, 3_333, 12_500, 1]),
            _caps(random, 0.4),
            None,
        )
        for at in range(random.choice([0, 0, 1, 3]))
    )
    lines: list[Criterion] = []
    for at in range(random.randint(0, 8)):
        rule = _a_rule(random)
        is_bonus = rule.direction is Direction.BONUS
        wanted = random.sample([c.code for c in lines], min(len(lines), random.choice([0, 1, 2]))) if is_bonus else []
        lines.append(
            replace(
                a_criterion(f"c{at}", rule=rule),
                pillars=tuple(random.sample([p.code for p in pillars], random.randint(0, min(3, len(pillars))))),
                due=frozenset(random.sample(range(1, 13), random.choice([0, 1, 6, 12, 12, 12]))),
                points=Points(0 if is_bonus else random.choice([1, 7, 250, 333, 1000, 2000])),
                group=random.choice([None, *(g.code for g in groups)]),
                optional=is_bonus or random.random() < 0.1,
                requires=tuple(Requirement(c, random.choice([None, None, Points(200)])) for c in wanted),
                caps=_caps(random, 0.2),
            )
        )
    return a_track(code, pillars=pillars, groups=groups, criteria=tuple(lines), caps=_caps(random, 0.2))


def _grades(random: Random, tracks: tuple[Track, ...], better: Better) -> tuple[Grade, ...]:
    ends = sorted(random.sample(range(1, 10_001), random.randint(0, 4)), reverse=better is Better.HIGHER)
    codes = sorted({c.code for track in tracks for c in track.criteria if all(t.criterion(c.code) for t in tracks)})
    grades = []
    for at, end in enumerate(ends):
        gates = random.sample(codes, min(len(codes), random.choice([0, 0, 1, 2])))
        floor, ceiling = (Points(end), None) if better is Better.HIGHER else (None, Points(end))
        wanted = tuple(Requirement(code, random.choice([None, None, Points(250)])) for code in gates)
        grades.append(Grade(f"g{at}", f"g{at}", floor, ceiling, wanted))
    return (*grades, Grade("last", "last", Points(0) if better is Better.HIGHER else None))


def _a_tie_break(random: Random, tracks: tuple[Track, ...]) -> TieBreak | None:
    by = random.choice(list(TieBy))
    if by in (TieBy.DEDUCTIONS, TieBy.BONUSES):
        return TieBreak(by)
    codes = {
        TieBy.PILLAR: [p.code for t in tracks for p in t.pillars],
        TieBy.GROUP: [g.code for t in tracks for g in t.groups],
        TieBy.LINE: [c.code for t in tracks for c in t.criteria],
    }[by]
    return TieBreak(by, random.choice(codes)) if codes else None


def _quotas(random: Random, grades: tuple[Grade, ...]) -> tuple[Quota, ...]:
    codes = [g.code for g in grades]
    found = []
    for at, grade in enumerate(codes[:-1]):
        if random.random() < 0.5:
            share = random.choice([Fraction(1, 5), Fraction(7, 10), Fraction(2, 3), None])
            of = random.choice(["graded", "registrants", *codes[at:]])
            within = random.choice([("track",), ("track", "cluster")])
            rounding, ties = random.choice(list(Rounding)), random.choice(list(QuotaTies))
            places = None if share else random.randint(0, 3)
            found.append(Quota(grade, share, places, of, within, rounding, ties, "x"))
    return tuple(found)


def a_made_campaign(random: Random) -> Campaign:
    """Make up a campaign: tables with groups, caps, conditions and weights; grades with gates; quotas and ties."""
    tracks = tuple(_a_track(random, f"t{number}") for number in range(random.randint(1, 3)))
    better = random.choice([Better.HIGHER, Better.HIGHER, Better.LOWER])
    grades = _grades(random, tracks, better)
    lines = [c.code for track in tracks for c in track.criteria]
    ties = [tie for _ in range(random.choice([0, 1, 2, 11])) if (tie := _a_tie_break(random, tracks)) is not None]
    voids = [VoidRule("no-report", "x", None)] if random.random() < 0.2 else []
    voids += [VoidRule("unmet", "x", random.choice(lines))] if lines and random.random() < 0.2 else []
    return a_campaign(
        tracks=tracks,
        scale=Points(random.choice([100_00, 1000_00, 33_33])),
        grades=grades,
        grades_of=random.choice(list(GradesOf)),
        ranking=Ranking(
            random.choice([("track",), ("track", "cluster"), ("cluster", "track")]),
            random.choice(list(Ties)),
            tuple(ties),
            random.choice(list(Incomplete)),
            better,
        ),
        shortlist=Shortlist(random.randint(1, 4), random.choice([None, *(g.code for g in grades)])),
        totals=Totals(
            random.choice(list(Beyond)),
            random.choice(list(Beyond)),
            random.choice([0, 1, 2]),
            random.choice(list(Judged)),
        ),
        voids=tuple(voids),
        quotas=_quotas(random, grades),
    )


def _a_value(random: Random, line: Criterion, steps: int) -> ScoreValue:
    """Value a measure the line's rule may be told."""
    if isinstance(line.rule, PointsGiven):
        text = str(Points(line.points.hundredths * random.randint(0, steps) // steps))
    else:
        text = random.choice(["yes", "no"]) if isinstance(line.rule, MetOrNot) else str(random.randint(0, 3 * steps))
    valued = line.value(text, None)
    assert not hasattr(valued, "code"), valued
    return ScoreValue(str(valued.measure), valued.points, valued.is_met)


def _another_version(random: Random, campaign: Campaign) -> Campaign:
    """Give the same lines and groups under other caps, weights and months due."""
    tracks = tuple(
        replace(
            track,
            caps=_caps(random, 0.3),
            groups=tuple(
                replace(group, caps=_caps(random, 0.4), weight=random.choice([10_000, 5_000])) for group in track.groups
            ),
            criteria=tuple(
                replace(line, caps=_caps(random, 0.2), due=random.choice([line.due, frozenset(range(1, 13))]))
                for line in track.criteria
            ),
        )
        for track in campaign.tracks
    )
    return replace(campaign, tracks=tracks)


def made_from(seed: int) -> Made:
    """Make up a campaign, who takes part, and what is entered for several months at several stages."""
    random = Random(seed)
    campaign = a_made_campaign(random)
    clusters = random.choice([(None,), ("a", "b"), (None, "a", "b", "A", "ạ")])
    tracks = {t.code: t for t in campaign.tracks}
    places = {f"r{n:02}": (random.choice(list(tracks)), random.choice(clusters)) for n in range(random.randint(1, 18))}
    month = Month.of(date(2024, random.randint(2, 12), 1))
    made = Made(campaign, month, random.choice([None, None, *Stage]), places)
    likely = random.choice([0.0, 0.5, 0.9, 1.0, 1.0])
    finely = random.choice([[1], [1, 2], [4], [1, 2, 4]])  # coarse values tie
    stages = random.choice([[Stage.AGREED], [Stage.AGREED], list(Stage)])
    earlier = list(range(Month.of(date(2024, 2, 1)).ordinal, month.ordinal))
    other = _another_version(random, campaign)
    made.earlier = {Month(m): random.choice([campaign, campaign, other]) for m in earlier}
    months = [month, *(Month(m) for m in random.sample(earlier, min(len(earlier), random.choice([0, 1, 4]))))]
    for code, (track, _) in places.items():
        for line in tracks[track].criteria:
            for when in months:
                for stage in stages:
                    if random.random() < likely:
                        values = [_a_value(random, line, random.choice(finely)) for _ in range(3)]
                        kept: list[ScoreValue | None] = list(values[: random.choice([1, 1, 1, 2, 3])])
                        if random.random() < 0.03:
                            kept.append(None)  # taken back, and nothing in its place
                        made.entered[when, code, line.code, stage] = kept
    return made


def store(made: Made) -> None:
    """Found a ledger and enter everything, corrections in entries of their own."""
    with founding(DB, OCCASION, "init"):
        pass
    with recording(DB, OCCASION, "everything but scores") as record:
        campaign = made.campaign
        number = add_campaign(record, campaign.code)
        add_ruleset(record, number, in_force_from=campaign.launched, digest="d", text="t")
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
        add_ruleset(record, number, in_force_from=date(2024, 1, 1), digest="o", text="t")
        add_criteria(record, number, [("t0", "c0"), ("t0", "c1")])
        new = NewRegistration("r00", 1, None, None, None, "t0", None, date(2024, 2, 15), False, ())
        add_registrations(record, number, [new])
        registered = registrations(record.connection, number, day=OCCASION.today)[0].id
        lines = criteria(record.connection, number).values()
        months = [Month.of(date(2024, month, 1)) for month in range(1, 13)]
        value = ScoreValue("1", Points(100), True)
        add_scores(record, [NewScore(m, registered, c, s, value, 2) for m in months for c in lines for s in Stage])


def _enter(made: Made, turn: int) -> None:
    with recording(DB, OCCASION, "score") as record:
        lines = criteria(record.connection, 1)
        who = {r.code: r.id for r in registrations(record.connection, 1, day=OCCASION.today)}
        new = []
        in_force = (
            {m: scores_in_force(record.connection, 1, m) for m in {key[0] for key in made.entered}} if turn else {}
        )
        for (month, code, line, stage), values in made.entered.items():
            if turn < len(values):
                place = (who[code], lines[made.places[code][0], line], stage)
                old = in_force[month].get(place) if turn else None
                new.append(NewScore(month, *place, values[turn], 1, replaced=old))
        add_scores(record, new)

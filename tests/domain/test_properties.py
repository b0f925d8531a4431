"""What holds for every table, every measure and every set of registrants, on random ones."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from make import a_campaign, a_criterion, a_group, a_quota, a_ranking, a_track, capped_series, points
from thidua.domain.evaluation import Sheet, standings
from thidua.domain.grading import Beyond, Grade, Totals
from thidua.domain.measures import (
    Amount,
    Answer,
    Cases,
    Given,
    Level,
    Rate,
    read_amount,
    read_answer,
    read_cases,
    read_given,
    read_level,
    read_rate,
)
from thidua.domain.month import Month
from thidua.domain.points import ZERO, Points, total
from thidua.domain.quotas import QuotaOf, QuotaTies, Rounding, held_back
from thidua.domain.ranking import Better, Incomplete, TieBreak, TieBy, Ties
from thidua.domain.rules.cases import Bonus, Deduct, Per
from thidua.domain.rules.given import ExclusiveBonus, Levels, MetOrNot, Option, PointsGiven
from thidua.domain.rules.intervals import SHARES, UPWARDS, WHOLES, Interval, faults
from thidua.domain.rules.rates import AllOrNothing, Reading, SizeClass, StepBonus, Tier, Tiers, TwoWay
from thidua.domain.rules.targets import Attainment, Bands, Targets
from thidua.domain.rules.value import Counting, Direction, Valued
from thidua.domain.score_table import Cap, CapOf, Over, Requirement
from thidua.domain.shares import Threshold
from thidua.domain.worked import Amounts, Posted, work

YEAR = tuple(Month.of(date(2024, number, 1)) for number in range(1, 13))
JUNE = YEAR[5]
DEDUCT, BONUS = Deduct(points("0.5"), None), Bonus(points("1"), None)

HUNDREDTHS = st.integers(0, 20_00).map(Points)
CAPS = st.builds(Cap, st.sampled_from(CapOf), st.integers(0, 15_00).map(Points), st.sampled_from(Over))
TYPED = st.builds(Fraction, st.integers(-(10**9), 10**9), st.sampled_from([10**places for places in range(10)]))
TYPED_UP = TYPED.map(abs)
SERIES = st.dictionaries(
    st.sampled_from(YEAR), st.builds(Amounts, base=HUNDREDTHS, minus=HUNDREDTHS, plus=HUNDREDTHS), max_size=12
)


@st.composite
def tables(draw):
    """Draw a table: lines of each direction in no group, in a group, or in a group inside that; caps anywhere."""
    caps = st.lists(CAPS, max_size=2).map(tuple)
    weights = st.sampled_from([10_000, 10_000, 5_000, 3_333, 12_500])
    groups = (
        a_group("a", caps=draw(caps), weight=draw(weights)),
        a_group("a1", parent="a", caps=draw(caps), weight=draw(weights)),
        a_group("b", caps=draw(caps), weight=draw(weights)),
    )
    lines = []
    for at in range(draw(st.integers(1, 6))):
        rule = draw(st.sampled_from([PointsGiven(), DEDUCT, BONUS]))
        requires = (Requirement("l0"),) if rule is BONUS and at and draw(st.booleans()) else ()
        place = {"group": draw(st.sampled_from([None, "a", "a1", "b"])), "caps": draw(caps), "requires": requires}
        base = 0 if rule is BONUS else 10
        pillars = draw(st.sampled_from([(), ("chan-1",), ("chan-1", "mui-1")]))
        lines.append(a_criterion(f"l{at}", base, rule=rule, pillars=pillars, **place))
    return a_track(criteria=tuple(lines), groups=groups, caps=draw(caps))


@st.composite
def lines_of(draw, track):
    """Draw one month of a table: each line scored or not."""
    found = {}
    for line in track.criteria:
        if draw(st.integers(0, 3)):
            top = 12_00 if line.rule is BONUS else 10_00
            got = draw(st.integers(-5_00 if line.rule is DEDUCT else 0, top))
            found[line.code] = Posted(Points(got), draw(st.booleans()))
    return found


@st.composite
def months_of(draw, track):
    """Draw a few months of a table, June among them, in no order."""
    months = draw(st.permutations([*draw(st.lists(st.sampled_from(YEAR[:5]), unique=True, max_size=3)), JUNE]))
    return {month: draw(lines_of(track)) for month in months}


@st.composite
def campaigns(draw):
    """Draw a campaign with quotas and tie-breaks over a random table."""
    quotas = [
        a_quota(
            grade=grade,
            share=draw(st.sampled_from([Fraction(1, 5), Fraction(1, 2), Fraction(7, 10)])),
            of=draw(st.sampled_from([QuotaOf.GRADED, QuotaOf.REGISTRANTS, grade])),
            rounding=draw(st.sampled_from(Rounding)),
            ties=draw(st.sampled_from(QuotaTies)),
            within=draw(st.sampled_from([("track",), ("track", "cluster")])),
        )
        for grade in draw(st.lists(st.sampled_from(["a", "b"]), unique=True))
    ]
    grades = (
        Grade("a", "A", points("60"), None, draw(st.sampled_from([(), (Requirement("l0"),)]))),
        Grade("b", "B", points("30")),
        Grade("c", "C", ZERO),
    )
    ranking = a_ranking(
        within=draw(st.sampled_from([("track",), ("track", "cluster")])),
        ties=draw(st.sampled_from(Ties)),
        tie_break=draw(
            st.sampled_from([(), (TieBreak(TieBy.BONUSES),), (TieBreak(TieBy.LINE, "l0"), TieBreak(TieBy.GROUP, "a"))])
        ),
        incomplete=draw(st.sampled_from(Incomplete)),
    )
    above = draw(st.sampled_from(Beyond))
    return a_campaign(
        tracks=(draw(tables()),), grades=grades, ranking=ranking, quotas=tuple(quotas), totals=Totals(above)
    )


@st.composite
def sheets_of(draw, campaign):
    """Draw up to seven registrants in two clusters, one in no cluster."""
    track = campaign.tracks[0]
    return [
        Sheet(f"r{at}", track.code, draw(st.sampled_from([None, "1", "2"])), draw(months_of(track)))
        for at in range(draw(st.integers(1, 7)))
    ]


@given(st.data())
def test_the_sum_of_parts_is_the_total(data):
    track = data.draw(tables())
    worked = work(a_campaign(tracks=(track,)), track, JUNE, data.draw(months_of(track)))
    for code, group in worked.groups.items():
        lines = [one.after for one in worked.lines.values() if one.criterion.group == code]
        inner = [one.after for one in worked.groups.values() if one.group.parent == code]
        assert sum([*lines, *inner], Amounts()) == group.before
        assert group.capped.weighed(group.group.weight) == group.after
    outside = [one.after for one in worked.lines.values() if one.criterion.group is None]
    top = [one.after for one in worked.groups.values() if one.group.parent is None]
    assert sum([*outside, *top], Amounts()) == worked.before
    assert worked.total == max(ZERO, worked.after.base - worked.after.minus + worked.after.plus)


@given(st.data())
def test_without_caps_weights_and_conditions_the_lines_points_are_the_total(data):
    drawn = data.draw(tables())
    bare = tuple(replace(line, caps=(), requires=()) for line in drawn.criteria)
    groups = tuple(replace(group, caps=(), weight=10_000) for group in drawn.groups)
    track = replace(drawn, criteria=bare, groups=groups, caps=())
    lines = data.draw(lines_of(track))
    campaign = a_campaign(tracks=(track,), totals=Totals(Beyond.ALLOWED, Beyond.ALLOWED))
    worked = work(campaign, track, JUNE, {JUNE: lines})
    assert worked.total == worked.before.net == total(one.points for one in lines.values())


@given(st.data())
def test_the_order_in_which_months_and_lines_were_entered_never_matters(data):
    track = data.draw(tables())
    months = data.draw(months_of(track))
    entered = {
        month: dict(data.draw(st.permutations(list(months[month].items()))))
        for month in data.draw(st.permutations(list(months)))
    }
    campaign = a_campaign(tracks=(track,))
    assert work(campaign, track, JUNE, entered) == work(campaign, track, JUNE, months)


@given(st.data())
def test_adding_a_bonus_never_lowers_a_total(data):
    track = data.draw(tables())
    months = data.draw(months_of(track))
    bonus = a_criterion("moi", 0, rule=BONUS, group=data.draw(st.sampled_from([None, "a", "a1", "b"])))
    table = replace(track, criteria=(*track.criteria, bonus))
    campaign = a_campaign(tracks=(table,), totals=Totals(data.draw(st.sampled_from(Beyond))))
    amount = data.draw(HUNDREDTHS)
    more = {**months, JUNE: {**months[JUNE], "moi": Posted(amount, amount > ZERO)}}
    assert work(campaign, table, JUNE, more).total >= work(campaign, table, JUNE, months).total


@given(st.lists(CAPS, min_size=1, max_size=3), SERIES)
def test_a_cap_is_never_exceeded_in_any_window_and_base_points_are_left_alone(caps, series):
    left = capped_series(caps, series)
    assert {month: one.base for month, one in left.items()} == {month: one.base for month, one in series.items()}
    for cap in caps:
        for first in {cap.first_month(month) for month in series}:
            window = [one for month, one in left.items() if cap.first_month(month) == first]
            assert not cap.covers(CapOf.DEDUCTIONS) or total(one.minus for one in window) <= cap.most
            assert not cap.covers(CapOf.BONUSES) or total(one.plus for one in window) <= cap.most
    for month, one in left.items():
        assert ZERO <= one.minus <= series[month].minus
        assert ZERO <= one.plus <= series[month].plus


@given(CAPS, SERIES, st.randoms(use_true_random=False))
def test_the_order_of_months_and_not_of_typing_uses_up_a_cap(cap, series, random):
    typed = list(series.items())
    random.shuffle(typed)
    left = capped_series((cap,), dict(typed))
    assert left == capped_series((cap,), series)
    for last in series:
        until = {month: one for month, one in series.items() if month <= last}
        assert capped_series((cap,), until)[last] == left[last]


@given(st.data())
@settings(max_examples=60)
def test_the_order_of_registrants_never_changes_a_standing_and_evaluating_twice_is_the_same(data):
    campaign = data.draw(campaigns())
    sheets = data.draw(sheets_of(campaign))
    once = standings(campaign, JUNE, sheets)
    assert standings(campaign, JUNE, sheets) == once
    shuffled = standings(campaign, JUNE, data.draw(st.permutations(sheets)))
    assert sorted(shuffled, key=lambda one: one.registration) == once


@given(st.data())
@settings(max_examples=60)
def test_a_rank_is_for_who_has_a_grade_and_one_who_has_none_takes_none(data):
    campaign = data.draw(campaigns())
    sheets = data.draw(sheets_of(campaign))
    listed = standings(campaign, JUNE, sheets)
    assert [one.rank is None for one in listed] == [one.grade is None for one in listed]
    graded = [sheet for sheet, one in zip(sheets, listed, strict=True) if one.grade is not None]
    alone = standings(replace(campaign, quotas=()), JUNE, graded)
    assert [one.rank for one in alone] == [one.rank for one in listed if one.grade is not None]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 1)), max_size=9), st.integers(0, 12), st.data())
def test_quotas_never_give_more_places_than_allowed_when_ties_are_held(listed, base, data):
    merits = {str(at): merit for at, merit in enumerate(listed)}
    quota = a_quota(share=Fraction(data.draw(st.integers(1, 10)), 10), rounding=data.draw(st.sampled_from(Rounding)))
    places = quota.places_of(base)
    held = held_back(quota, base, merits)
    admitted = held_back(replace(quota, ties=QuotaTies.ADMITTED), base, merits)
    assert len(merits) - len(held) <= places
    assert set(admitted) <= set(held)
    assert places == 0 or len(merits) - len(admitted) >= min(places, len(merits))
    for kept in (held, admitted):
        out = [merits[code] for code in kept]
        assert all(merits[code] > max(out) for code in merits if code not in kept and out)


@given(st.integers(0, 10**6), st.integers(0, 100))
def test_a_share_of_a_number_is_counted_as_whole_numbers_are(base, percent):
    quota = a_quota(share=Fraction(percent, 100))
    assert quota.places_of(base) == base * percent // 100
    up = replace(quota, rounding=Rounding.CEILING).places_of(base)
    assert up == -(-base * percent // 100)
    half = replace(quota, rounding=Rounding.HALF_UP).places_of(base)
    assert half == (2 * base * percent + 100) // 200


@given(st.integers(-(10**14) + 1, 10**14 - 1))
def test_points_given_read_back(hundredths):
    measure = Given(Points(hundredths))
    assert read_given(str(measure)) == measure


@given(st.integers(0, 999_999_999), st.data())
def test_cases_read_back(cases, data):
    measure = Cases(cases, data.draw(st.integers(0, cases)))
    assert read_cases(str(measure), waiver=True) == measure


@given(TYPED_UP, TYPED_UP, st.none() | TYPED)
def test_a_rate_reads_back_with_what_is_stated_beside_it(part, whole, stated):
    measure = Rate(part, whole, stated)
    assert read_rate(str(measure), over_whole=True, of_zero=True) == measure


@given(TYPED_UP)
def test_an_amount_reads_back(value):
    assert read_amount(str(Amount(value))) == Amount(value)


@given(st.booleans(), st.sampled_from(["a", "b-1", None]))
def test_an_answer_and_a_level_read_back(yes, code):
    assert read_answer(str(Answer(yes))) == Answer(yes)
    names = (("a", "Mức a"), ("b-1", "Mức b"))
    assert read_level(str(Level(code)), names, may_be_none=True) == Level(code)


@given(st.text())
def test_no_text_at_all_crashes_a_reader(text):
    names = (("a", "Mức a"),)
    read = [
        read_given(text),
        read_answer(text),
        read_cases(text, waiver=True),
        read_rate(text, over_whole=True, of_zero=True),
        read_amount(text),
        read_level(text, names, may_be_none=True),
    ]
    assert len(read) == 6


@st.composite
def rows(draw, top=100):
    """Draw tiers that hold every rate just once, their ends open or closed, up to ``top`` percent or without end."""
    ends = sorted(draw(st.lists(st.integers(1, top - 1), unique=True, max_size=4)))
    closed = [draw(st.booleans()) for _ in ends]
    lows = [(None, False), *((Fraction(end, 100), is_closed) for end, is_closed in zip(ends, closed, strict=True))]
    highs = [*((Fraction(end, 100), not is_closed) for end, is_closed in zip(ends, closed, strict=True)), (None, False)]
    return [Interval(*low, *high) for low, high in zip(lows, highs, strict=True)]


@st.composite
def tiers(draw):
    """Draw a sound table of tiers; the best of them gives ten points."""
    row = draw(rows())
    gives = [ZERO, *(draw(st.integers(0, 10_00).map(Points)) for _ in row[2:]), points("10")][-len(row) :]
    return tuple(Tier(interval, amount) for interval, amount in zip(row, gives, strict=True))


INTERVALS = st.builds(
    Interval,
    st.none() | st.integers(0, 12).map(lambda n: Fraction(n, 8)),
    st.booleans(),
    st.none() | st.integers(0, 12).map(lambda n: Fraction(n, 8)),
    st.booleans(),
)


@given(st.lists(INTERVALS, max_size=4), st.sampled_from([SHARES, UPWARDS]))
def test_there_is_no_fault_just_when_every_value_is_in_exactly_one_interval(row, domain):
    samples = [value for at in range(40) if (value := Fraction(at, 16)) in domain]
    counts = [sum(value in interval for interval in row) for value in samples]
    found = faults(row, domain)
    assert (found == []) == all(count == 1 for count in counts)
    for fault in found:
        assert fault.value in domain
        assert fault.held_by == tuple(at for at, interval in enumerate(row) if fault.value in interval)


@given(st.lists(st.tuples(st.integers(0, 12), st.none() | st.integers(0, 12)), max_size=4))
def test_size_classes_have_no_fault_just_when_every_whole_number_is_in_exactly_one(ends):
    row = [Interval(Fraction(low), True, None if high is None else Fraction(high), True) for low, high in ends]
    counts = [sum(Fraction(value) in interval for interval in row) for value in range(1, 20)]
    assert (faults(row, WHOLES, in_wholes=True) == []) == all(count == 1 for count in counts)


@given(rows())
def test_a_row_that_goes_on_where_it_left_off_has_no_fault(row):
    assert faults(row, SHARES) == []


FULL = points("10")
COUNTS = st.tuples(st.integers(0, 120), st.integers(1, 120)).map(lambda pair: f"{min(pair)}/{max(pair)}")
OVER = st.tuples(st.integers(0, 300), st.integers(1, 100)).map(lambda pair: f"{pair[0]}/{pair[1]}")
MONEY = st.integers(0, 10_00).map(lambda hundredths: str(Points(hundredths)))
LEVELS = (Option("a", "A", ZERO), Option("b", "B", points("4")), Option("c", "C", FULL))
BASES = st.one_of(
    st.tuples(st.just(PointsGiven()), MONEY),
    st.tuples(st.just(MetOrNot(points("3"))), st.sampled_from(["yes", "no"])),
    st.tuples(st.just(Levels(LEVELS)), st.sampled_from(["a", "b", "c"])),
    st.tuples(st.builds(AllOrNothing, st.just(Threshold(Fraction(2, 3), strict=False, text=">= 2/3"))), COUNTS),
    st.tuples(tiers().map(Tiers), COUNTS),
    st.tuples(tiers().map(lambda one: TwoWay((SizeClass(WHOLES, one),))), COUNTS),
    st.tuples(st.builds(Bands, tiers(), HUNDREDTHS.filter(lambda p: p <= FULL)), OVER | st.just("no plan")),
    st.tuples(st.builds(Attainment, st.sampled_from(Better)), OVER),
    st.tuples(st.builds(Attainment, st.sampled_from(Better), st.just(Targets(Fraction(7)))), MONEY),
)


@given(BASES)
def test_base_points_never_leave_nothing_to_all_of_the_line(drawn):
    rule, text = drawn
    valued = rule.value(text, FULL, None)
    assert isinstance(valued, Valued)
    assert ZERO <= valued.points <= FULL
    assert valued.points == valued.capped


@given(st.integers(0, 12_00).map(Points), st.data())
def test_a_deduction_never_takes_more_than_its_cap(cap, data):
    counting = Counting(Direction.DEDUCTION, cap)
    rule, text = data.draw(
        st.one_of(
            st.tuples(st.just(PointsGiven(counting)), MONEY.map(lambda text: f"-{text}")),
            st.tuples(st.just(Levels(LEVELS[::-1], counting)), st.sampled_from(["a", "b", "c"])),
            st.tuples(st.builds(Tiers, tiers(), st.just(counting)), COUNTS),
            st.tuples(st.just(Deduct(points("0.75"), cap, waiver=True)), st.integers(0, 90).map(str)),
            st.tuples(st.just(Deduct(points("0.75"), cap, Per.PERIOD)), COUNTS),
        )
    )
    valued = rule.value(text, FULL, None)
    assert -cap <= valued.capped <= ZERO
    assert valued.raw <= valued.capped
    assert valued.points == FULL + valued.capped
    assert valued.is_met == (valued.capped == ZERO)


@given(st.integers(0, 12_00).map(Points), st.data())
def test_a_bonus_never_adds_more_than_its_cap(cap, data):
    counting = Counting(Direction.BONUS, cap)
    steps = st.builds(
        StepBonus,
        st.sampled_from([Fraction(4, 5), Fraction(1)]),
        st.just(points("0.5")),
        st.sampled_from([Fraction(1, 100), Fraction(1, 3)]),
        st.just(cap),
        st.sampled_from(Reading),
    )
    rule, text = data.draw(
        st.one_of(
            st.tuples(st.just(PointsGiven(counting)), MONEY),
            st.tuples(st.just(Levels(LEVELS, counting)), st.sampled_from(["a", "b", "c"])),
            st.tuples(st.builds(Tiers, tiers(), st.just(counting)), COUNTS),
            st.tuples(st.just(Bonus(points("0.75"), cap)), st.integers(0, 90).map(str)),
            st.tuples(steps, OVER),
        )
    )
    valued = rule.value(text, ZERO, None)
    assert ZERO <= valued.points == valued.capped <= cap
    assert valued.capped == min(valued.raw, cap)
    assert valued.is_met == (valued.points > ZERO)


@given(st.sampled_from(["a", "b", "c", "no"]))
def test_of_several_bonuses_just_one_is_had(text):
    expected = {"a": ZERO, "b": points("4"), "c": FULL, "no": ZERO}
    assert ExclusiveBonus(LEVELS).value(text, ZERO, None).points == expected[text]


@given(OVER, OVER, st.sampled_from(Better))
def test_a_better_figure_never_has_fewer_points(one, other, better):
    rule = Attainment(better)
    shares = {text: Fraction(text) for text in (one, other)}
    worse, best = sorted((one, other), key=shares.__getitem__, reverse=better is Better.LOWER)
    assert rule.value(worse, FULL, None).points <= rule.value(best, FULL, None).points


@given(OVER, st.sampled_from([Fraction(4, 5), Fraction(1)]), st.sampled_from([Fraction(1, 100), Fraction(1, 3)]))
def test_on_passing_is_one_step_ahead_of_full_steps(text, above, step):
    got = {
        reading: StepBonus(above, points("0.5"), step, None, reading).value(text, ZERO, None).points
        for reading in Reading
    }
    ahead = points("0.5") if Fraction(text) > above else ZERO
    assert got[Reading.ON_PASSING] == got[Reading.FULL_STEPS] + ahead

"""What changed between two versions of a campaign."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from make import (
    QUARTERLY,
    a_campaign,
    a_criterion,
    a_group,
    a_learning_rule,
    a_quota,
    a_ranking,
    a_tier,
    a_track,
    a_voting_rule,
    points,
)
from thidua.domain.campaign import Organiser
from thidua.domain.differences import Difference, differences
from thidua.domain.grading import Beyond, Grade, Judged, Totals, VoidRule
from thidua.domain.periods import Combine, Period, PeriodKind
from thidua.domain.points import Points
from thidua.domain.quotas import QuotaTies
from thidua.domain.ranking import Better, Incomplete, TieBreak, TieBy, Ties
from thidua.domain.rules.cases import Deduct, Per
from thidua.domain.rules.given import ExclusiveBonus, Levels, MetOrNot, Option, PointsGiven
from thidua.domain.rules.intervals import Interval
from thidua.domain.rules.rates import AllOrNothing, Reading, SizeClass, StepBonus, Tiers, TwoWay
from thidua.domain.rules.targets import Attainment, Bands, Targets
from thidua.domain.rules.value import Counting, Direction
from thidua.domain.score_table import Cap, CapOf, Over, Requirement, Tag
from thidua.domain.shares import Threshold
from thidua.domain.voting_rules import CouncilSize, Quorum, VoteBase

BEFORE = a_campaign()


def changed(**changes):
    return [(d.path, d.before, d.after) for d in differences(BEFORE, replace(BEFORE, **changes))]


def with_criterion(number, **changes):
    track = BEFORE.tracks[0]
    criteria = list(track.criteria)
    criteria[number] = replace(criteria[number], **changes)
    return changed(tracks=(replace(track, criteria=tuple(criteria)),))


def test_a_campaign_does_not_differ_from_itself():
    assert differences(BEFORE, a_campaign()) == []


@pytest.mark.parametrize(
    ("field", "value", "path", "before", "after"),
    [
        ("name", "Đợt 2", "name", 'Phong trào thi đua "Đồng khởi mới"', "Đợt 2"),
        ("kind", "regular", "kind", "peak", "regular"),
        ("theme", "Chuyển đổi số", "theme", None, "Chuyển đổi số"),
        ("registration_deadline", None, "registration_deadline", "2024-03-31", None),
        ("basis", (), "basis", "Chỉ thị số 01-CT/TU", None),
        ("basis", ("A", "B"), "basis", "Chỉ thị số 01-CT/TU", "A, B"),
        ("scale", Points(99_50), "scale", "100", "99.5"),
        ("publicise_at_least", 2, "publicise.at_least", "1", "2"),
        ("organiser", Organiser("Huyện ủy Ba Tri", "front"), "organiser.kind", "party", "front"),
    ],
)
def test_a_value_that_changed_is_told_by_the_key_of_the_file(field, value, path, before, after):
    assert changed(**{field: value}) == [(path, before, after)]


def test_a_line_of_a_track_is_named_by_its_codes():
    path = "tracks.xa.criteria.van-dong"
    assert with_criterion(1, points=Points(35_00)) == [(f"{path}.points", "30", "35")]
    assert with_criterion(1, tags=(Tag.NEW, Tag.HARD)) == [(f"{path}.tags", None, "new, hard")]
    assert with_criterion(1, rule=MetOrNot()) == [(f"{path}.rule.kind", "points", "met")]
    assert with_criterion(1, due=QUARTERLY) == [(f"{path}.due", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12", "3, 6, 9, 12")]


def test_moving_a_coded_thing_is_no_difference():
    track = BEFORE.tracks[0]
    moved = replace(track, criteria=track.criteria[::-1], pillars=track.pillars[::-1])
    assert changed(tracks=(moved,), grades=BEFORE.grades[::-1]) == []


def test_what_is_added_or_removed_is_one_difference_by_its_name():
    track = BEFORE.tracks[0]
    lines = (*track.criteria[1:], a_criterion("moi", 50))
    assert changed(tracks=(replace(track, criteria=lines), a_track("ban-nganh", name="Ban, ngành"))) == [
        ("tracks.xa.criteria.to-chuc", "Tiêu chí to-chuc", None),
        ("tracks.xa.criteria.moi", None, "Tiêu chí moi"),
        ("tracks.ban-nganh", None, "Ban, ngành"),
    ]


def test_grades_are_told_by_their_floor():
    grades = (Grade("xuat-sac", "Xuất sắc", Points(95_00)), *BEFORE.grades[1:])
    assert changed(grades=grades) == [("grades.xuat-sac.from", "90", "95")]


def test_council_sizes_are_told_by_their_day():
    grown = (CouncilSize(date(2024, 2, 15), 11), CouncilSize(date(2024, 6, 1), 13))
    assert changed(members=grown) == [
        ("members.2024-02-15.council", "9", "11"),
        ("members.2024-06-01", None, "13"),
    ]


def test_shares_are_told_as_they_were_written():
    vote = a_voting_rule(
        quorum=Quorum(Fraction(1, 2), VoteBase.ELIGIBLE, "50%"),
        approve=Threshold(Fraction(1, 2), strict=True, text="> 50%"),
    )
    assert changed(vote=vote) == [
        ("vote.quorum.share", "2/3", "50%"),
        ("vote.quorum.of", "members", "eligible"),
        ("vote.approve", ">= 80%", "> 50%"),
    ]


def test_a_rule_of_learning_is_told_in_percent_where_it_can_be():
    above = Threshold(Fraction(11, 10), strict=False, text=">= 110%")
    assert changed(learning=a_learning_rule(caught_up=Fraction(19, 20), surpassed=above)) == [
        ("learning.caught_up", "100%", "95%"),
        ("learning.surpassed", "above", ">= 110%"),
    ]
    assert changed(learning=a_learning_rule(caught_up=Fraction(2, 3))) == [("learning.caught_up", "100%", "2/3")]


def options(*listed):
    return tuple(Option(code, code.upper(), points(text)) for code, text in listed)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            PointsGiven(),
            PointsGiven(Counting(Direction.BONUS, points("3"))),
            [("as", "base", "bonus"), ("cap", None, "3")],
        ),
        (MetOrNot(), MetOrNot(points("3")), [("otherwise", "0", "3")]),
        (
            AllOrNothing(),
            AllOrNothing(Threshold(Fraction(9, 10), strict=False, text=">= 90%")),
            [("at", ">= 100%", ">= 90%")],
        ),
        (
            Deduct(points("1"), None),
            Deduct(points("0.5"), points("3"), Per.PERIOD, waiver=True),
            [("each", "1", "0.5"), ("cap", None, "3"), ("per", "case", "period"), ("waiver", "false", "true")],
        ),
        (
            StepBonus(Fraction(1), points("1"), Fraction(1, 100), None, Reading.FULL_STEPS),
            StepBonus(Fraction(11, 10), points("1"), Fraction(1, 200), None, Reading.ON_PASSING),
            [("above", "100%", "110%"), ("step", "1%", "0.5%"), ("reading", "full-steps", "on-passing")],
        ),
        (
            Attainment(),
            Attainment(Better.LOWER, Targets(Fraction(50)), Fraction(12, 10), Fraction(1, 3)),
            [
                ("better", "higher", "lower"),
                ("target", None, "50"),
                ("cap", "100%", "120%"),
                ("least", "0%", "1/3"),
            ],
        ),
        (
            Attainment(targets=Targets(None, {"my-hoa": Fraction(50), "tan-xuan": Fraction(5)})),
            Attainment(targets=Targets(None, {"my-hoa": Fraction(25, 2), "an-hiep": Fraction(4)})),
            [("targets.my-hoa", "50", "12.5"), ("targets.tan-xuan", "5", None), ("targets.an-hiep", None, "4")],
        ),
        (
            Bands((a_tier("1", below=100), a_tier("2", since=100))),
            Bands((a_tier("1", to=100), a_tier("2", above=100)), points("1")),
            [("bands", "< 100%: 1, >= 100%: 2", "<= 100%: 1, > 100%: 2"), ("no_plan", "0", "1")],
        ),
        (
            Tiers((a_tier("3", to=100),)),
            Tiers((a_tier("3", to=100),), Counting(Direction.DEDUCTION)),
            [("as", "base", "deduction")],
        ),
        (
            TwoWay((SizeClass(Interval(Fraction(1), True, Fraction(9), True), (a_tier("1", to=100),)),)),
            TwoWay((SizeClass(Interval(Fraction(1), True, Fraction(9), True), (a_tier("2", to=100),)),)),
            [("classes", "1-9: <= 100%: 1", "1-9: <= 100%: 2")],
        ),
        (
            Levels(options(("a", "0"), ("b", "1"))),
            Levels(options(("b", "2"), ("a", "0"), ("c", "3"))),
            [("levels.b.points", "1", "2"), ("levels.c", None, "C")],
        ),
        (
            ExclusiveBonus(options(("a", "0"), ("b", "1"))),
            ExclusiveBonus(
                options(
                    ("b", "1"),
                )
            ),
            [("options.a", "A", None)],
        ),
    ],
)
def test_a_rule_of_the_same_kind_is_told_by_its_own_keys(before, after, expected):
    first, *others = BEFORE.tracks[0].criteria

    def with_rule(rule):
        return replace(BEFORE, tracks=(a_track(criteria=(replace(first, rule=rule), *others)),))

    told = [(d.path, d.before, d.after) for d in differences(with_rule(before), with_rule(after))]
    path = "tracks.xa.criteria.to-chuc.rule"
    assert told == [(f"{path}.{key}", old, new) for key, old, new in expected]


def test_groups_caps_and_conditions_of_a_table_are_told():
    cap, path = Cap(CapOf.BOTH, points("1"), Over.YEAR), "tracks.xa"
    group = a_group(points=points("50"), appraiser="Phòng Nội vụ")
    before = replace(BEFORE, tracks=(a_track(groups=(group,)),))
    grown = replace(group, points=points("49.5"), weight=6_000, caps=(cap,))
    after = replace(BEFORE, tracks=(a_track(groups=(grown, a_group("nhom-2")), caps=(cap, cap)),))
    assert [(d.path, d.before, d.after) for d in differences(before, after)] == [
        (f"{path}.groups.nhom-1.points", "50", "49.5"),
        (f"{path}.groups.nhom-1.weight", "100%", "60%"),
        (f"{path}.groups.nhom-1.caps", None, "both 1 year"),
        (f"{path}.groups.nhom-2", None, "Nhóm nhom-2"),
        (f"{path}.caps", None, "both 1 year, both 1 year"),
    ]
    wanted = (Requirement("van-dong", points("3")), Requirement("dot-pha"))
    assert with_criterion(0, optional=True, group="nhom-1", requires=wanted) == [
        (f"{path}.criteria.to-chuc.group", None, "nhom-1"),
        (f"{path}.criteria.to-chuc.optional", "false", "true"),
        (f"{path}.criteria.to-chuc.requires", None, "van-dong >= 3, dot-pha"),
    ]


def test_how_totals_are_finished_and_ranked_is_told():
    assert changed(totals=Totals(Beyond.ALLOWED, Beyond.ALLOWED, 1, Judged.ROUNDED)) == [
        ("totals.above_scale", None, "allowed"),
        ("totals.below_zero", "clamped", "allowed"),
        ("totals.decimals", "2", "1"),
        ("totals.judged", "exact", "rounded"),
    ]
    tie_break = (TieBreak(TieBy.LINE, "to-chuc"), TieBreak(TieBy.BONUSES))
    assert changed(ranking=a_ranking(ties=Ties.DENSE, tie_break=tie_break, better=Better.LOWER)) == [
        ("ranking.ties", "shared", "dense"),
        ("ranking.tie_break", None, "line:to-chuc, bonuses"),
        ("ranking.better", "higher", "lower"),
    ]


def test_gates_void_rules_and_quotas_are_told():
    gated = replace(BEFORE.grades[0], requires=(Requirement("to-chuc"),))
    assert changed(grades=(gated, *BEFORE.grades[1:])) == [("grades.xuat-sac.requires", None, "to-chuc")]
    before = replace(BEFORE, voids=(VoidRule("a", "A", None),), quotas=(a_quota(),))
    after = replace(
        BEFORE,
        voids=(VoidRule("a", "A", "to-chuc"), VoidRule("b", "B", None)),
        quotas=(a_quota(share=None, places=3, text="3", ties=QuotaTies.ADMITTED), a_quota(grade="tot")),
    )
    assert [(d.path, d.before, d.after) for d in differences(before, after)] == [
        ("void.a.when", "no-self-score", None),
        ("void.a.unmet", None, "to-chuc"),
        ("void.b", None, "B"),
        ("quotas.xuat-sac.most", "20%", "3"),
        ("quotas.xuat-sac.ties", "held", "admitted"),
        ("quotas.tot", None, "20%"),
    ]


def test_periods_are_told_by_their_kind():
    yearly = Period(PeriodKind.YEAR, Combine.MEAN, Incomplete.UNRANKED, BEFORE.grades)
    before = replace(BEFORE, periods=(yearly,))
    summed = replace(yearly, combine=Combine.SUM, grades=BEFORE.grades[:3])
    after = replace(BEFORE, periods=(replace(yearly, kind=PeriodKind.ANY), summed))
    assert [(d.path, d.before, d.after) for d in differences(before, after)] == [
        ("periods.year.combine", "mean", "sum"),
        ("periods.year.grades.chua", "Chưa hoàn thành", None),
        ("periods.any", None, "mean"),
    ]


def test_a_difference_is_a_value():
    assert differences(BEFORE, replace(BEFORE, under="836")) == [Difference("under", None, "836")]

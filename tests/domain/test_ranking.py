"""Ranks: shared or dense, tie-breaks in order, lower totals better."""

import pytest

from make import a_ranking, points
from thidua.domain.points import ZERO
from thidua.domain.ranking import Better, Figures, TieBreak, TieBy, Ties, merit, ranks

PARTS = {
    (TieBy.PILLAR, "mui-1"): points("40"),
    (TieBy.GROUP, "nhom-1"): points("30.5"),
    (TieBy.LINE, "to-chuc"): points("20"),
}


def figures(total="80", **changes):
    defaults = {"deductions": ZERO, "bonuses": ZERO, "parts": PARTS}
    return Figures(points(total), **defaults | changes)


def ranked(ties, *merits):
    return list(ranks(ties, {str(at): merit for at, merit in enumerate(merits)}).values())


@pytest.mark.parametrize(
    ("totals", "shared", "dense"),
    [
        ([80, 70, 70, 60], [1, 2, 2, 4], [1, 2, 2, 3]),
        ([70, 70, 70, 60], [1, 1, 1, 4], [1, 1, 1, 2]),
        ([60, 60], [1, 1], [1, 1]),
        ([60, 61, 62], [3, 2, 1], [3, 2, 1]),
        ([0, 0, 1], [2, 2, 1], [2, 2, 1]),
        ([-5, 0], [2, 1], [2, 1]),
        ([], [], []),
    ],
)
def test_equals_share_a_rank_and_the_next_is_left_out_or_not(totals, shared, dense):
    assert ranked(Ties.SHARED, *((one,) for one in totals)) == shared
    assert ranked(Ties.DENSE, *((one,) for one in totals)) == dense


def test_ranks_keep_the_order_in_which_everyone_was_given():
    assert list(ranks(Ties.SHARED, {"c": (1,), "a": (3,), "b": (2,)}).items()) == [("c", 3), ("a", 1), ("b", 2)]


def test_tie_breaks_count_in_their_order():
    merits = (80, 1, 9), (80, 2, 0), (80, 2, 1), (81, 0, 0), (80, 2, 0)
    assert ranked(Ties.SHARED, *merits) == [5, 3, 2, 1, 3]
    assert ranked(Ties.DENSE, *merits) == [4, 3, 2, 1, 3]


@pytest.mark.parametrize(
    ("tie_break", "higher", "lower"),
    [
        ((), (8000,), (-8000,)),
        ((TieBreak(TieBy.PILLAR, "mui-1"),), (8000, 4000), (-8000, -4000)),
        ((TieBreak(TieBy.GROUP, "nhom-1"),), (8000, 3050), (-8000, -3050)),
        ((TieBreak(TieBy.LINE, "to-chuc"),), (8000, 2000), (-8000, -2000)),
        ((TieBreak(TieBy.LINE, "mui-1"),), (8000, 0), (-8000, 0)),
        ((TieBreak(TieBy.DEDUCTIONS), TieBreak(TieBy.BONUSES)), (8000, -150, 300), (-8000, -150, 300)),
        ((TieBreak(TieBy.BONUSES), TieBreak(TieBy.DEDUCTIONS)), (8000, 300, -150), (-8000, 300, -150)),
    ],
)
def test_the_total_comes_first_then_each_tie_break_and_a_part_not_there_counts_nothing(tie_break, higher, lower):
    one = figures(deductions=points("1.5"), bonuses=points("3"))
    got = [merit(a_ranking(tie_break=tie_break, better=better), one) for better in (Better.HIGHER, Better.LOWER)]
    assert got == [higher, lower]


def test_where_lower_is_better_the_lowest_total_is_first_and_zero_before_it():
    ranking = a_ranking(better=Better.LOWER)
    merits = [merit(ranking, figures(total)) for total in ("3", "0", "12.5", "3")]
    assert ranked(ranking.ties, *merits) == [2, 1, 4, 2]


def test_fewer_deductions_and_more_bonuses_are_better_either_way():
    for better in Better:
        fewer, more = (
            merit(a_ranking(tie_break=(TieBreak(by),), better=better), figures(**{field: points("2")}))
            > merit(a_ranking(tie_break=(TieBreak(by),), better=better), figures(**{field: points("3")}))
            for by, field in ((TieBy.DEDUCTIONS, "deductions"), (TieBy.BONUSES, "bonuses"))
        )
        assert (fewer, more) == (True, False)


def test_a_tie_break_is_written_as_the_campaign_may_write_it():
    rules = (TieBreak(TieBy.LINE, "to-chuc"), TieBreak(TieBy.PILLAR, "mui-1"), TieBreak(TieBy.DEDUCTIONS))
    assert [str(rule) for rule in rules] == ["line:to-chuc", "pillar:mui-1", "deductions"]

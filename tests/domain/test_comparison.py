"""A learner beside its exemplar: following, caught up or surpassed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make import a_learning_rule
from thidua.domain.comparison import Ceiling, Figure, Result, ceiling, claimable
from thidua.domain.points import Points
from thidua.domain.ranking import Better
from thidua.domain.shares import Threshold
from thidua.errors import because

FULL = Points(100_00)
TENTH_ABOVE = Threshold(Fraction(11, 10), strict=False, text=">= 110%")
MORE_THAN_A_TENTH_ABOVE = Threshold(Fraction(11, 10), strict=True, text="> 110%")
HUNDREDTHS = st.integers(0, 100_00)


def compared(rule, learner, exemplar, bound=100_00):
    return ceiling(rule, Figure(Points(learner), Points(bound)), Figure(Points(exemplar), Points(bound)))


def test_results_rise_from_following_to_surpassed():
    assert [(result.value, result.height) for result in Result] == [
        ("following", 0),
        ("caught-up", 1),
        ("surpassed", 2),
    ]


@pytest.mark.parametrize(
    ("learner", "exemplar", "result"),
    [
        (80_00, 80_00, Result.CAUGHT_UP),
        (80_01, 80_00, Result.SURPASSED),
        (79_99, 80_00, Result.FOLLOWING),
        (100_00, 99_99, Result.SURPASSED),
        (0, 80_00, Result.FOLLOWING),
        (0, 0, Result.CAUGHT_UP),
        (1, 0, Result.SURPASSED),
    ],
)
def test_equality_catches_up_and_a_hundredth_above_surpasses(learner, exemplar, result):
    assert compared(a_learning_rule(), learner, exemplar) == Ceiling(result, at_bound=False)


@pytest.mark.parametrize(
    ("learner", "bound", "result"),
    [
        (100_00, 100_00, Result.CAUGHT_UP),
        (99_99, 100_00, Result.FOLLOWING),
        (0, 0, Result.CAUGHT_UP),
    ],
)
def test_where_the_exemplar_stands_at_the_bound_equality_is_all_there_is(learner, bound, result):
    assert compared(a_learning_rule(), learner, bound, bound) == Ceiling(result, at_bound=True)


@pytest.mark.parametrize(
    ("learner", "exemplar", "bound", "expected"),
    [
        (5_00, 5_00, None, Ceiling(Result.CAUGHT_UP, at_bound=False)),
        (4_99, 5_00, None, Ceiling(Result.SURPASSED, at_bound=False)),
        (5_01, 5_00, None, Ceiling(Result.FOLLOWING, at_bound=False)),
        (0, 5_00, 0, Ceiling(Result.SURPASSED, at_bound=False)),
        (0, 0, 0, Ceiling(Result.CAUGHT_UP, at_bound=True)),
        (1, 0, 0, Ceiling(Result.FOLLOWING, at_bound=True)),
        (1, 0, None, Ceiling(Result.FOLLOWING, at_bound=False)),
    ],
)
def test_where_lower_is_better_less_surpasses_and_zero_may_be_the_bound(learner, exemplar, bound, expected):
    end = None if bound is None else Points(bound)
    figures = Figure(Points(learner), end), Figure(Points(exemplar), end)
    assert ceiling(a_learning_rule(), *figures, Better.LOWER) == expected


@pytest.mark.parametrize(
    ("learner", "result"),
    [(10_01, Result.FOLLOWING), (10_00, Result.CAUGHT_UP), (9_00, Result.CAUGHT_UP), (8_99, Result.SURPASSED)],
)
def test_where_lower_is_better_a_share_is_of_the_learners_figure(learner, result):
    rule = a_learning_rule(caught_up=Fraction(9, 10))
    got = ceiling(rule, Figure(Points(learner), None), Figure(Points(9_00), None), Better.LOWER)
    assert got == Ceiling(result, at_bound=False)


def test_a_figure_without_an_end_can_always_be_surpassed():
    figures = Figure(Points(200_01), None), Figure(Points(200_00), None)
    assert ceiling(a_learning_rule(), *figures) == Ceiling(Result.SURPASSED, at_bound=False)


@pytest.mark.parametrize("rule", [a_learning_rule(), a_learning_rule(surpassed=TENTH_ABOVE)])
def test_a_learner_with_more_points_due_does_not_surpass_an_exemplar_at_its_bound(rule):
    exemplar = Figure(Points(80_00), Points(80_00))
    assert ceiling(rule, Figure(FULL, FULL), exemplar) == Ceiling(Result.CAUGHT_UP, at_bound=True)


@pytest.mark.parametrize(
    ("learner", "result"),
    [(71_99, Result.FOLLOWING), (72_00, Result.CAUGHT_UP), (80_00, Result.CAUGHT_UP), (80_01, Result.SURPASSED)],
)
def test_catching_up_may_be_a_share_of_the_exemplars_figure(learner, result):
    assert compared(a_learning_rule(caught_up=Fraction(9, 10)), learner, 80_00) == Ceiling(result, at_bound=False)


def test_a_share_of_the_exemplars_figure_is_never_rounded():
    rule = a_learning_rule(caught_up=Fraction(2, 3))
    assert compared(rule, 33_33, 50_00).result is Result.FOLLOWING  # two thirds of 50 are 33.333…
    assert compared(rule, 33_34, 50_00).result is Result.CAUGHT_UP


@pytest.mark.parametrize(
    ("surpassed", "learner", "result"),
    [
        (TENTH_ABOVE, 88_00, Result.SURPASSED),
        (TENTH_ABOVE, 87_99, Result.CAUGHT_UP),
        (TENTH_ABOVE, 80_00, Result.CAUGHT_UP),
        (TENTH_ABOVE, 79_99, Result.FOLLOWING),
        (MORE_THAN_A_TENTH_ABOVE, 88_00, Result.CAUGHT_UP),
        (MORE_THAN_A_TENTH_ABOVE, 88_01, Result.SURPASSED),
    ],
)
def test_surpassing_may_ask_a_share_of_the_exemplars_figure(surpassed, learner, result):
    assert compared(a_learning_rule(surpassed=surpassed), learner, 80_00) == Ceiling(result, at_bound=False)


@pytest.mark.parametrize(
    ("surpassed", "learner", "result"),
    [
        (TENTH_ABOVE, 0, Result.CAUGHT_UP),
        (TENTH_ABOVE, 1, Result.SURPASSED),
        (MORE_THAN_A_TENTH_ABOVE, 0, Result.CAUGHT_UP),
        (Threshold(Fraction(1), strict=False, text=">= 100%"), 0, Result.CAUGHT_UP),
    ],
)
def test_an_exemplar_at_zero_is_surpassed_only_by_something(surpassed, learner, result):
    assert compared(a_learning_rule(surpassed=surpassed), learner, 0) == Ceiling(result, at_bound=False)


def test_a_share_of_100_percent_still_asks_to_be_above():
    rule = a_learning_rule(surpassed=Threshold(Fraction(1), strict=False, text=">= 100%"))
    assert compared(rule, 80_00, 80_00) == Ceiling(Result.CAUGHT_UP, at_bound=False)


def test_who_has_not_caught_up_has_not_surpassed():
    rule = a_learning_rule(caught_up=Fraction(11, 10))
    assert compared(rule, 87_99, 80_00) == Ceiling(Result.FOLLOWING, at_bound=False)
    assert compared(rule, 88_00, 80_00) == Ceiling(Result.SURPASSED, at_bound=False)


@given(HUNDREDTHS, HUNDREDTHS, st.sampled_from([None, TENTH_ABOVE, MORE_THAN_A_TENTH_ABOVE]))
def test_surpassed_is_always_strictly_above_and_caught_up_never_below(learner, exemplar, surpassed):
    result = compared(a_learning_rule(surpassed=surpassed), learner, exemplar).result
    assert result is not Result.SURPASSED or learner > exemplar
    assert (result is Result.FOLLOWING) == (learner < exemplar)


@given(HUNDREDTHS, HUNDREDTHS, HUNDREDTHS, st.sampled_from([Fraction(1), Fraction(9, 10), Fraction(2, 3)]))
def test_more_points_never_lower_the_result(one, other, exemplar, caught_up):
    rule = a_learning_rule(caught_up=caught_up)
    low, high = sorted([one, other])
    assert compared(rule, low, exemplar).result.height <= compared(rule, high, exemplar).result.height


@pytest.mark.parametrize(
    ("top", "at_bound", "claim", "reasons"),
    [
        (Result.CAUGHT_UP, False, Result.FOLLOWING, []),
        (Result.CAUGHT_UP, True, Result.CAUGHT_UP, []),
        (
            Result.CAUGHT_UP,
            False,
            Result.SURPASSED,
            [because("claim-above-figures", claim=Result.SURPASSED, ceiling=Result.CAUGHT_UP)],
        ),
        (Result.CAUGHT_UP, True, Result.SURPASSED, [because("claim-at-bound", ceiling=Result.CAUGHT_UP)]),
        (
            Result.FOLLOWING,
            True,
            Result.CAUGHT_UP,
            [because("claim-above-figures", claim=Result.CAUGHT_UP, ceiling=Result.FOLLOWING)],
        ),
    ],
)
def test_a_body_may_find_less_than_the_figures_allow_and_never_more(top, at_bound, claim, reasons):
    assert claimable(Ceiling(top, at_bound), claim) == reasons

"""The five steps and their gates, open and shut."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make import a_campaign, a_candidacy, a_learning
from thidua.domain.candidacy import Candidacy, Item, Learning, Step, is_complete, pair_of
from thidua.domain.comparison import Result
from thidua.domain.lacks import next_lack
from thidua.domain.month import Month
from thidua.domain.recognition import (
    Award,
    admit,
    commendable,
    is_late,
    learnable,
    publicisable,
    recognisable,
    reviewable,
    scoreable,
)
from thidua.errors import because

LAUNCHED, CLOSES = date(2024, 2, 15), date(2024, 12, 31)
REGISTERED, VOTED, COMMENDED = date(2024, 2, 20), date(2024, 3, 28), date(2024, 3, 31)
PUBLICISED, LEARNED, REVIEWED = date(2024, 4, 5), date(2024, 4, 10), date(2024, 5, 30)
CLOSED, RECOGNISED, LATER = date(2024, 6, 3), date(2024, 6, 10), date(2024, 7, 1)
MARCH, APRIL, MAY, JUNE = (Month.of(date(2024, number, 1)) for number in (3, 4, 5, 6))
PAIR = {"learner": "tan-xuan", "exemplar": "my-hoa"}


def day_before(day):
    return date.fromordinal(day.toordinal() - 1)


def too_early(what, on, before):
    return because(f"before-{what}", on=on, before=before)


def commended(**changes):
    return a_candidacy(**{"carried_on": VOTED, "commended_on": COMMENDED} | changes)


def publicised(**changes):
    return commended(**{"publicised_on": (PUBLICISED,)} | changes)


def learned_from(*pairs):
    return publicised(learnings=pairs)


def a_review(result=Result.CAUGHT_UP, **changes):
    """A pair whose review is closed."""
    return a_learning(**{"review": 1, "reviewed_on": REVIEWED, "result": result, "closed_on": CLOSED} | changes)


def an_award(**changes):
    defaults = {
        "month": MARCH,
        "on": COMMENDED,
        "praise": True,
        "reward": False,
        "decision": None,
        "decided_on": None,
        "is_ad_hoc": False,
        "reason": None,
    }
    return Award(**defaults | changes)


@pytest.mark.parametrize("on", [LAUNCHED, date(2024, 6, 1), CLOSES])
def test_registrations_are_admitted_from_the_launch_to_the_closing_day(on):
    assert admit(a_campaign(), "my-hoa", on) == []


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(2024, 2, 14), "registration-before-launch"), (date(2025, 1, 1), "registration-after-close")],
)
def test_a_registration_outside_the_campaign_is_refused(on, code):
    assert admit(a_campaign(), "my-hoa", on) == [because(code, code="my-hoa", on=on, launched=LAUNCHED, closes=CLOSES)]


def test_a_registration_is_late_only_after_its_deadline():
    assert [is_late(a_campaign(), date(2024, *day)) for day in ((3, 30), (3, 31), (4, 1))] == [False, False, True]
    assert not is_late(a_campaign(registration_deadline=None), CLOSES)


GOAL, NO_GOAL = ("giảm 10 hộ nghèo", None)


@pytest.mark.parametrize(
    ("items", "complete"),
    [
        ((), False),
        ((Item("việc", GOAL, CLOSES),), True),
        ((Item("việc", NO_GOAL, CLOSES),), False),
        ((Item("việc", "", CLOSES),), False),
        ((Item("việc", GOAL, None),), False),
        ((Item("việc", GOAL, CLOSES), Item("việc khác", GOAL, None)), False),
        ((Item("việc", GOAL, CLOSES), Item("việc khác", GOAL, LAUNCHED)), True),
    ],
)
def test_a_registration_counts_when_every_item_has_a_goal_and_a_time(items, complete):
    assert is_complete(items) is complete


OUTSIDE = {"first": Month.of(LAUNCHED), "last": Month.of(CLOSES)}


@pytest.mark.parametrize(
    ("changes", "month", "reasons"),
    [
        ({}, Month.of(REGISTERED), []),
        ({}, Month.of(CLOSES), []),
        ({"is_complete": False}, MARCH, [because("registration-incomplete", code="my-hoa")]),
        (
            {"registered_on": date(2024, 4, 1)},
            MARCH,
            [because("month-before-registration", code="my-hoa", month=MARCH, registered=date(2024, 4, 1))],
        ),
        ({"registered_on": date(2024, 4, 30)}, APRIL, []),
        (
            {},
            Month.of(date(2025, 1, 1)),
            [because("month-outside-campaign", month=Month.of(date(2025, 1, 1)), **OUTSIDE)],
        ),
        (
            {"is_complete": False},
            Month.of(date(2024, 1, 31)),
            [
                because("month-outside-campaign", month=Month.of(date(2024, 1, 1)), **OUTSIDE),
                because("registration-incomplete", code="my-hoa"),
                because(
                    "month-before-registration", code="my-hoa", month=Month.of(date(2024, 1, 1)), registered=REGISTERED
                ),
            ],
        ),
    ],
)
def test_a_month_is_scored_for_a_counted_registration_not_later_than_it(changes, month, reasons):
    assert scoreable(a_campaign(), a_candidacy(**changes), month) == reasons


DECISION = {"reward": True, "decision": "12/QĐ-UBND", "decided_on": COMMENDED}
FACTS = {"code": "my-hoa", "month": MARCH}


@pytest.mark.parametrize(
    ("candidacy", "award", "reasons"),
    [
        ({"carried_on": VOTED}, {}, []),
        ({"carried_on": COMMENDED}, {}, []),
        ({"carried_on": VOTED}, DECISION, []),
        ({"carried_on": VOTED}, {**DECISION, "praise": False, "decided_on": VOTED}, []),
        ({}, {}, [because("commend-needs-vote", **FACTS)]),
        ({"carried_on": VOTED}, {"on": day_before(VOTED)}, [too_early("vote", day_before(VOTED), VOTED)]),
        ({}, {"is_ad_hoc": True, "reason": "cứu người đuối nước"}, []),
        ({}, {"is_ad_hoc": True}, [because("ad-hoc-needs-reason", **FACTS)]),
        ({}, {"is_ad_hoc": True, "reason": ""}, [because("ad-hoc-needs-reason", **FACTS)]),
        ({"carried_on": VOTED}, {"reward": True}, [because("reward-needs-decision", **FACTS)]),
        ({"carried_on": VOTED}, {**DECISION, "decision": None}, [because("reward-needs-decision", **FACTS)]),
        ({"carried_on": VOTED}, {**DECISION, "decision": ""}, [because("reward-needs-decision", **FACTS)]),
        ({"carried_on": VOTED}, {**DECISION, "decided_on": None}, [because("reward-needs-decision", **FACTS)]),
        (
            {"carried_on": VOTED},
            {**DECISION, "decided_on": date(2024, 4, 1)},
            [too_early("decision", COMMENDED, date(2024, 4, 1))],
        ),
        (
            {"carried_on": VOTED, "is_complete": False},
            {},
            [because("registration-incomplete", code="my-hoa")],
        ),
        (
            {"registered_on": date(2024, 4, 1)},
            {"is_ad_hoc": True, "reason": "cứu người"},
            [too_early("registration", COMMENDED, date(2024, 4, 1))],
        ),
        (
            {"is_complete": False, "registered_on": date(2024, 4, 1)},
            {"reward": True},
            [
                because("registration-incomplete", code="my-hoa"),
                because("commend-needs-vote", **FACTS),
                too_early("registration", COMMENDED, date(2024, 4, 1)),
                because("reward-needs-decision", **FACTS),
            ],
        ),
    ],
)
def test_a_registrant_is_commended_by_a_carried_vote_or_for_a_stated_reason(candidacy, award, reasons):
    assert commendable(a_candidacy(**candidacy), an_award(**award)) == reasons


def test_praise_alone_needs_no_decision():
    assert commendable(a_candidacy(carried_on=VOTED), an_award(praise=True, reward=False)) == []


def test_an_exemplar_not_yet_commended_cannot_be_publicised():
    assert publicisable(a_candidacy(carried_on=VOTED), CLOSES) == [because("exemplar-not-commended", code="my-hoa")]


def test_an_exemplar_is_publicised_on_the_day_of_its_commendation_or_later():
    early = day_before(COMMENDED)
    assert publicisable(commended(), COMMENDED) == []
    assert publicisable(commended(), CLOSES) == []
    assert publicisable(commended(), early) == [too_early("commendation", early, COMMENDED)]


@pytest.mark.parametrize(
    ("days", "need", "ready"),
    [
        ((), 1, None),
        ((PUBLICISED,), 1, PUBLICISED),
        ((LEARNED, PUBLICISED), 1, PUBLICISED),
        ((LEARNED, PUBLICISED), 2, LEARNED),
        ((PUBLICISED, PUBLICISED), 2, PUBLICISED),
        ((LEARNED, PUBLICISED), 3, None),
        ((), 0, COMMENDED),
        ((PUBLICISED,), 0, COMMENDED),
    ],
)
def test_an_exemplar_is_publicised_enough_on_the_day_of_the_last_publicity_needed(days, need, ready):
    candidacy = commended(publicised_on=days, publicise_at_least=need)
    assert candidacy.publicised_enough_on == ready
    assert candidacy.done(Step.PUBLICISE) is (ready is not None)


@pytest.mark.parametrize(
    ("exemplar", "learner", "on", "reasons"),
    [
        (publicised(), {}, PUBLICISED, []),
        (publicised(), {"registered_on": PUBLICISED}, PUBLICISED, []),
        (publicised(), {}, day_before(PUBLICISED), [too_early("publicity", day_before(PUBLICISED), PUBLICISED)]),
        (publicised(), {"code": "my-hoa"}, LEARNED, [because("learner-is-exemplar", code="my-hoa")]),
        (publicised(), {"is_complete": False}, LEARNED, [because("registration-incomplete", code="tan-xuan")]),
        (publicised(), {"registered_on": CLOSED}, LEARNED, [too_early("registration", LEARNED, CLOSED)]),
        (commended(), {}, LEARNED, [because("exemplar-not-publicised", code="my-hoa", have=0, need=1)]),
        (
            publicised(publicise_at_least=3),
            {},
            LEARNED,
            [because("exemplar-not-publicised", code="my-hoa", have=1, need=3)],
        ),
        (a_candidacy(), {}, LEARNED, [because("exemplar-not-commended", code="my-hoa")]),
        (
            a_candidacy(),
            {"code": "my-hoa", "is_complete": False, "registered_on": CLOSED},
            LEARNED,
            [
                because("learner-is-exemplar", code="my-hoa"),
                because("registration-incomplete", code="my-hoa"),
                too_early("registration", LEARNED, CLOSED),
                because("exemplar-not-commended", code="my-hoa"),
            ],
        ),
        (commended(publicise_at_least=0), {}, COMMENDED, []),
        (publicised(publicise_at_least=0), {}, COMMENDED, []),
    ],
)
def test_one_learns_from_an_exemplar_that_was_publicised_and_is_another(exemplar, learner, on, reasons):
    assert learnable(exemplar, a_candidacy(**{"code": "tan-xuan"} | learner), on) == reasons


@pytest.mark.parametrize(
    ("pairs", "month", "on", "reasons"),
    [
        ([a_learning()], MAY, REVIEWED, []),
        ([a_learning()], APRIL, LEARNED, []),
        ([], MAY, REVIEWED, [because("learning-missing", **PAIR)]),
        ([a_learning(learner="an-hiep")], MAY, REVIEWED, [because("learning-missing", **PAIR)]),
        (
            [a_learning()],
            MARCH,
            REVIEWED,
            [because("review-month-before-learning", **PAIR, month=MARCH, learned=LEARNED)],
        ),
        ([a_learning()], APRIL, day_before(LEARNED), [too_early("learning", day_before(LEARNED), LEARNED)]),
        ([a_learning()], JUNE, REVIEWED, [because("review-before-month", **PAIR, month=JUNE, on=REVIEWED)]),
        (
            [a_learning(review=1, reviewed_on=REVIEWED, result=Result.FOLLOWING)],
            MAY,
            REVIEWED,
            [because("review-still-open", **PAIR)],
        ),
        (
            [a_learning(review=1, reviewed_on=REVIEWED, result=Result.FOLLOWING)],
            MAY,
            date(2024, 5, 29),
            [too_early("review", date(2024, 5, 29), REVIEWED), because("review-still-open", **PAIR)],
        ),
        (
            [a_learning()],
            MARCH,
            date(2024, 2, 29),
            [
                because("review-month-before-learning", **PAIR, month=MARCH, learned=LEARNED),
                too_early("learning", date(2024, 2, 29), LEARNED),
                because("review-before-month", **PAIR, month=MARCH, on=date(2024, 2, 29)),
            ],
        ),
    ],
)
def test_a_pair_is_reviewed_after_its_learning_and_one_review_at_a_time(pairs, month, on, reasons):
    assert reviewable(learned_from(*pairs), "tan-xuan", month, on) == reasons


@pytest.mark.parametrize("result", list(Result))
def test_a_pair_whose_review_is_closed_can_be_reviewed_again(result):
    assert reviewable(learned_from(a_review(result)), "tan-xuan", JUNE, RECOGNISED) == []


def test_a_pair_once_recognised_can_be_reviewed_again():
    pair = recognised(Result.CAUGHT_UP, now=Result.CAUGHT_UP)
    assert reviewable(learned_from(pair), "tan-xuan", JUNE, date(2024, 6, 30)) == []


def test_a_review_of_another_pair_does_not_stand_in_the_way():
    pairs = (a_learning(learner="an-hiep", review=1, reviewed_on=REVIEWED), a_learning())
    assert reviewable(learned_from(*pairs), "tan-xuan", MAY, REVIEWED) == []


def recognised(result, *, now):
    """A pair recognised for one result, whose last review found another."""
    return a_review(now, recognised_on=RECOGNISED, recognised_as=result)


def already(result):
    return because("already-recognised", **PAIR, on=RECOGNISED, result=result)


@pytest.mark.parametrize(
    ("pairs", "on", "reasons"),
    [
        ([a_review(Result.CAUGHT_UP)], RECOGNISED, []),
        ([a_review(Result.SURPASSED)], CLOSED, []),
        ([], RECOGNISED, [because("learning-missing", **PAIR)]),
        ([a_review(learner="an-hiep")], RECOGNISED, [because("learning-missing", **PAIR)]),
        ([a_learning()], RECOGNISED, [because("review-missing", **PAIR)]),
        ([a_review(closed_on=None)], RECOGNISED, [because("review-not-closed", **PAIR)]),
        ([a_review()], day_before(CLOSED), [too_early("minutes", day_before(CLOSED), CLOSED)]),
        ([a_review(Result.FOLLOWING)], RECOGNISED, [because("review-says-following", **PAIR)]),
        ([recognised(Result.CAUGHT_UP, now=Result.CAUGHT_UP)], LATER, [already(Result.CAUGHT_UP)]),
        ([recognised(Result.CAUGHT_UP, now=Result.SURPASSED)], LATER, []),
        ([recognised(Result.SURPASSED, now=Result.SURPASSED)], LATER, [already(Result.SURPASSED)]),
        ([recognised(Result.SURPASSED, now=Result.CAUGHT_UP)], LATER, [already(Result.SURPASSED)]),
        (
            [recognised(Result.CAUGHT_UP, now=Result.FOLLOWING)],
            LATER,
            [because("review-says-following", **PAIR), already(Result.CAUGHT_UP)],
        ),
        (
            [a_review(Result.FOLLOWING, closed_on=None)],
            RECOGNISED,
            [because("review-not-closed", **PAIR), because("review-says-following", **PAIR)],
        ),
    ],
)
def test_a_pair_is_recognised_by_a_closed_review_that_says_caught_up_or_surpassed(pairs, on, reasons):
    assert recognisable(learned_from(*pairs), "tan-xuan", on) == reasons


def test_all_five_steps_may_be_taken_on_one_day():
    day = date(2024, 2, 29)
    february = Month.of(day)
    candidacy, learner = a_candidacy(registered_on=day), a_candidacy(code="tan-xuan", registered_on=day)
    assert admit(a_campaign(), "my-hoa", day) == []
    candidacy = replace(candidacy, carried_on=day)
    assert commendable(candidacy, an_award(**DECISION | {"month": february, "on": day, "decided_on": day})) == []
    candidacy = replace(candidacy, commended_on=day)
    assert publicisable(candidacy, day) == []
    candidacy = replace(candidacy, publicised_on=(day,))
    assert learnable(candidacy, learner, day) == []
    candidacy = replace(candidacy, learnings=(a_learning(learned_on=day),))
    assert reviewable(candidacy, "tan-xuan", february, day) == []
    reviewed = a_review(learned_on=day, reviewed_on=day, closed_on=day)
    candidacy = replace(candidacy, learnings=(reviewed,))
    assert recognisable(candidacy, "tan-xuan", day) == []


def test_a_pair_is_found_by_its_learner():
    other, pair = a_learning(learner="an-hiep"), a_learning()
    assert pair_of(learned_from(other, pair), "tan-xuan") == pair
    assert pair_of(learned_from(other), "tan-xuan") is None


RECOGNISED_PAIR = recognised(Result.CAUGHT_UP, now=Result.CAUGHT_UP)
STAGES = [
    (a_candidacy(), 0, because("lacks-commendation", code="my-hoa")),
    (a_candidacy(carried_on=VOTED), 0, because("lacks-commendation", code="my-hoa")),
    (commended(), 1, because("lacks-publicity", code="my-hoa", have=0, need=1)),
    (publicised(publicise_at_least=2), 1, because("lacks-publicity", code="my-hoa", have=1, need=2)),
    (publicised(), 2, because("lacks-learner", code="my-hoa")),
    (learned_from(a_learning()), 3, because("lacks-review", code="my-hoa", learner="tan-xuan")),
    (learned_from(a_review(closed_on=None)), 3, because("lacks-minutes", code="my-hoa", learner="tan-xuan")),
    (learned_from(a_review()), 4, because("lacks-recognition", code="my-hoa", learner="tan-xuan")),
    (learned_from(a_review(Result.SURPASSED)), 4, because("lacks-recognition", code="my-hoa", learner="tan-xuan")),
    (learned_from(a_review(Result.FOLLOWING)), 4, because("lacks-catching-up", code="my-hoa")),
    (
        learned_from(a_review(Result.FOLLOWING), a_learning(learner="an-hiep")),
        4,
        because("lacks-review", code="my-hoa", learner="an-hiep"),
    ),
    (
        learned_from(a_learning(learner="an-hiep"), a_review(closed_on=None)),
        3,
        because("lacks-minutes", code="my-hoa", learner="tan-xuan"),
    ),
    (
        learned_from(a_review(closed_on=None, learner="an-hiep"), a_review()),
        4,
        because("lacks-recognition", code="my-hoa", learner="tan-xuan"),
    ),
    (learned_from(RECOGNISED_PAIR), 5, None),
    (
        learned_from(a_learning(learner="an-hiep"), RECOGNISED_PAIR),
        5,
        because("lacks-review", code="my-hoa", learner="an-hiep"),
    ),
    (commended(publicise_at_least=0), 2, because("lacks-learner", code="my-hoa")),
]


@pytest.mark.parametrize(("candidacy", "reached", "lack"), STAGES)
def test_every_stage_says_how_far_it_came_and_what_the_next_step_lacks(candidacy, reached, lack):
    assert (candidacy.reached, next_lack(candidacy, LATER)) == (reached, lack)


def test_a_new_review_of_a_recognised_pair_takes_no_step_back():
    again = replace(RECOGNISED_PAIR, review=2, reviewed_on=date(2024, 7, 30), result=Result.SURPASSED, closed_on=None)
    waiting = because("lacks-minutes", code="my-hoa", learner="tan-xuan")
    assert (learned_from(again).reached, next_lack(learned_from(again), LATER)) == (5, waiting)


@pytest.mark.parametrize(
    "candidacy",
    [
        a_candidacy(publicised_on=(PUBLICISED,), learnings=(RECOGNISED_PAIR,)),
        a_candidacy(publicise_at_least=0),
    ],
)
def test_without_a_commendation_no_later_step_is_reached(candidacy):
    assert (candidacy.reached, next_lack(candidacy, LATER)) == (0, because("lacks-commendation", code="my-hoa"))


DAYS = st.none() | st.just(CLOSED)
PAIRS = st.builds(
    Learning,
    learner=st.sampled_from(["tan-xuan", "an-hiep"]),
    learned_on=st.just(LEARNED),
    review=st.none() | st.just(1),
    reviewed_on=DAYS,
    result=st.none() | st.sampled_from(Result),
    closed_on=DAYS,
    recognised_on=DAYS,
    recognised_as=st.none() | st.sampled_from(Result),
)
CANDIDACIES = st.builds(
    Candidacy,
    code=st.just("my-hoa"),
    registered_on=st.just(REGISTERED),
    is_complete=st.booleans(),
    carried_on=DAYS,
    commended_on=DAYS,
    publicised_on=st.lists(st.just(PUBLICISED), max_size=3).map(tuple),
    publicise_at_least=st.integers(0, 3),
    learnings=st.lists(PAIRS, max_size=3).map(tuple),
)


@given(CANDIDACIES)
def test_the_step_reached_never_jumps_over_a_gap(candidacy):
    done = [candidacy.done(step) for step in Step]
    assert all(done[: candidacy.reached])
    assert candidacy.reached == len(done) or not done[candidacy.reached]


@given(CANDIDACIES)
def test_nothing_is_lacking_only_when_all_five_steps_are_done(candidacy):
    assert next_lack(candidacy, LATER) is not None or candidacy.reached == Step.RECOGNISE

"""What ends or is held takes no new step from its day on: every gate, every state, the day before, on and after."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make import a_campaign, a_candidacy, a_learning
from thidua.domain.candidacy import Candidacy, Commendation
from thidua.domain.comparison import Result
from thidua.domain.lacks import next_lack
from thidua.domain.month import Month
from thidua.domain.recognition import (
    Award,
    Nomination,
    closable,
    commendable,
    learnable,
    nominable,
    publicisable,
    recognisable,
    reviewable,
    scoreable,
    signable,
)
from thidua.domain.standstill import Change, Ground, Standstill, State, Turn, ended, held, standstills, stopping
from thidua.domain.withdrawing import Paper, presentable, revocable, unrecognisable, withdrawable
from thidua.errors import because

GIVEN, PUBLICISED, LEARNED = date(2024, 3, 31), date(2024, 4, 5), date(2024, 4, 10)
REVIEWED, CLOSED = date(2024, 5, 30), date(2024, 6, 3)
DAY = date(2024, 7, 10)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
JUNE, JULY, AUGUST, SEPTEMBER = (Month.of(date(2024, number, 1)) for number in (6, 7, 8, 9))
END = Standstill(DAY, Turn.ENDED, Ground.DISCIPLINE, "kỷ luật", 7)
HOLD = Standstill(DAY, Turn.HELD, Ground.VERIFICATION, "có đơn", 8)
STATES = {"withdrawn": END, "held": HOLD}
DAYS = pytest.mark.parametrize(("on", "is_open"), [(BEFORE, True), (DAY, False), (AFTER, False)])


def a_pair(**changes):
    """Tân Xuân, reviewed beside Mỹ Hòa and caught up, the review closed."""
    reviewed = {"review": 1, "reviewed_on": REVIEWED, "result": Result.CAUGHT_UP, "closed_on": CLOSED}
    return a_learning(**reviewed | changes)


def an_exemplar(*, pair=None, of_commendation=(), **changes):
    """Mỹ Hòa, commended and publicised, with a learner ready to be recognised."""
    facts = {
        "commended_on": GIVEN,
        "commendations": (Commendation(GIVEN, of_commendation),),
        "publicised_on": (PUBLICISED,),
        "learnings": (pair or a_pair(),),
        "carried_on": GIVEN,
    }
    return a_candidacy(**facts | changes)


def award(on):
    return Award(
        JUNE, on, praise=True, reward=False, decision=None, decided_on=None, is_ad_hoc=True, reason="cứu người"
    )


def told(stop, **facts):
    return {**facts, "since": stop.on, "ground": stop.ground.value, "why": stop.reason, "entry": stop.entry}


LEARNER = a_candidacy(code="an-hiep")
# every dated step of an exemplar, as its gate is asked
STEPS = {
    "vote": lambda it, on: nominable(Nomination(it.code, JUNE, on, it.standstills, is_shortlisted=True, reason=None)),
    "commend": lambda it, on: commendable(it, award(on)),
    "publicise": publicisable,
    "learn": lambda it, on: learnable(it, LEARNER, on),
    "learn as learner": lambda it, on: learnable(an_exemplar(code="other"), it, on),
    "review": lambda it, on: reviewable(it, "tan-xuan", JUNE, on),
    "sign": lambda it, on: signable(it, "tan-xuan", REVIEWED, on),
    "recognise": lambda it, on: recognisable(it, "tan-xuan", on),
}


@DAYS
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", STATES)
def test_a_registration_that_was_withdrawn_or_is_on_hold_takes_no_step_from_its_day_on(step, state, on, is_open):
    stop = STATES[state]
    found = STEPS[step](an_exemplar(standstills=(stop,)), on)
    expected = because(f"registration-{state}", **told(stop, code="my-hoa", on=on))
    assert found == ([] if is_open else [expected])


@DAYS
@pytest.mark.parametrize("step", ["publicise", "learn", "review", "sign", "recognise"])
@pytest.mark.parametrize("state", ["revoked", "held"])
def test_without_a_commendation_in_force_it_is_no_exemplar_from_that_day_on(step, state, on, is_open):
    stop = HOLD if state == "held" else END
    found = STEPS[step](an_exemplar(of_commendation=(stop,)), on)
    expected = because(f"commendation-{state}", **told(stop, code="my-hoa", on=on))
    assert found == ([] if is_open else [expected])


@pytest.mark.parametrize("step", ["vote", "commend", "learn as learner"])
def test_whoever_lost_its_commendation_may_be_commended_anew_and_learn(step):
    assert STEPS[step](an_exemplar(of_commendation=(END,)), AFTER) == []


@DAYS
@pytest.mark.parametrize("step", ["review", "sign", "recognise"])
def test_a_learner_that_was_withdrawn_goes_no_further_beside_its_exemplar(step, on, is_open):
    found = STEPS[step](an_exemplar(pair=a_pair(standstills=(END,))), on)
    expected = because("registration-withdrawn", **told(END, code="tan-xuan", on=on))
    assert found == ([] if is_open else [expected])


def test_minutes_of_a_review_held_before_the_withdrawal_are_not_dated_after_it():
    waiting = an_exemplar(pair=a_pair(closed_on=None), standstills=(END,))
    assert closable(waiting, "tan-xuan", BEFORE) == []
    assert closable(waiting, "tan-xuan", DAY) == [because("registration-withdrawn", **told(END, code="my-hoa", on=DAY))]


@pytest.mark.parametrize(("month", "is_open"), [(JUNE, True), (JULY, True), (AUGUST, False)])
@pytest.mark.parametrize("state", STATES)
def test_the_month_of_the_day_still_counts_and_no_later_one(state, month, is_open):
    stop = STATES[state]
    found = scoreable(a_campaign(), a_candidacy(standstills=(stop,)), month)
    expected = because(f"{state}-before-month", **told(stop, code="my-hoa", month=month))
    assert found == ([] if is_open else [expected])


LIFTED = Standstill(DAY, Turn.HELD, Ground.VERIFICATION, "có đơn", 8, until=date(2024, 8, 20))


@pytest.mark.parametrize(
    ("on", "is_open"), [(BEFORE, True), (DAY, False), (date(2024, 8, 19), False), (date(2024, 8, 20), True)]
)
@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_dated_within_a_hold_that_was_lifted_and_everything_after_it(step, on, is_open):
    assert (STEPS[step](an_exemplar(standstills=(LIFTED,)), on) == []) is is_open


def test_the_months_of_a_lifted_hold_count():
    found = [scoreable(a_campaign(), a_candidacy(standstills=(LIFTED,)), month) for month in (JULY, AUGUST, SEPTEMBER)]
    assert found == [[], [], []]


def test_one_commendation_in_force_is_enough_and_a_later_one_makes_an_exemplar_again():
    later = date(2024, 9, 10)
    both = an_exemplar(commendations=(Commendation(GIVEN, (END,)), Commendation(date(2024, 6, 5))))
    assert publicisable(both, AFTER) == []
    again = an_exemplar(commendations=(Commendation(GIVEN, (END,)), Commendation(later)))
    assert [one.code for one in publicisable(again, AFTER)] == ["commendation-revoked"]
    assert publicisable(again, later) == []


def test_the_last_of_several_to_go_is_named_and_what_may_be_lifted_before_what_ended():
    first, last = Commendation(GIVEN, (END,)), Commendation(GIVEN, (Standstill(AFTER, Turn.ENDED, Ground.OTHER, "x"),))
    assert an_exemplar(commendations=(last, first)).revoked_on(AFTER) == last.standstills[0]
    assert an_exemplar(commendations=(last, first)).revoked_on(DAY) is None
    assert an_exemplar(commendations=(Commendation(GIVEN, (HOLD,)), last)).revoked_on(AFTER) == HOLD


@pytest.mark.parametrize(("stop", "code"), [(END, "recognition-revoked"), (HOLD, "recognition-held")])
def test_a_review_whose_recognition_was_revoked_is_not_recognised_again(stop, code):
    found = recognisable(an_exemplar(pair=a_pair(set_aside=stop)), "tan-xuan", AFTER)
    assert found == [because(code, **told(stop, learner="tan-xuan", exemplar="my-hoa"))]


@pytest.mark.parametrize(
    ("changes", "state", "stop"),
    [
        ({}, None, None),
        ({"standstills": (END,)}, State.WITHDRAWN, END),
        ({"standstills": (HOLD,)}, State.HELD, HOLD),
        ({"of_commendation": (END,)}, State.REVOKED, END),
        ({"of_commendation": (HOLD,)}, State.HELD, HOLD),
        ({"standstills": (HOLD,), "of_commendation": (END,)}, State.REVOKED, END),
        ({"standstills": (END,), "of_commendation": (HOLD,)}, State.WITHDRAWN, END),
        ({"standstills": (LIFTED,)}, State.HELD, LIFTED),
    ],
)
def test_the_state_is_that_of_the_day_the_final_before_what_may_be_lifted(changes, state, stop):
    one = an_exemplar(**changes)
    assert one.state_on(AFTER) == (None if state is None else (state, stop))
    assert one.state_on(BEFORE) is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"standstills": (END,)}, ("stands-withdrawn", "discipline")),
        ({"of_commendation": (END,)}, ("stands-revoked", "discipline")),
        ({"standstills": (HOLD,)}, ("stands-held", "verification")),
        ({"of_commendation": (HOLD,)}, ("stands-held-commendation", "verification")),
    ],
)
def test_whoever_is_stopped_lacks_nothing_but_is_said_to_be(changes, expected):
    code, ground = expected
    assert next_lack(an_exemplar(**changes), AFTER) == because(code, code="my-hoa", since=DAY, ground=ground)
    assert next_lack(an_exemplar(**changes), BEFORE).code == "lacks-recognition"


@pytest.mark.parametrize(
    ("pair", "code"),
    [
        (a_pair(set_aside=END), "lacks-review"),
        (a_pair(set_aside=HOLD), "lacks-lifting"),
        (a_pair(standstills=(END,)), "lacks-learner"),
        (a_learning(standstills=(END,)), "lacks-learner"),
    ],
)
def test_no_step_is_named_that_would_be_refused(pair, code):
    assert next_lack(an_exemplar(pair=pair), AFTER).code == code


def test_acts_in_the_order_recorded_make_ends_and_holds():
    put = Change(Turn.HELD, DAY, Ground.VERIFICATION, "có đơn", 8)
    lift = Change(Turn.LIFTED, date(2024, 8, 20), Ground.VERIFICATION, "sạch", 9)
    end = Change(Turn.ENDED, date(2024, 9, 1), Ground.DISCIPLINE, "kỷ luật", 10)
    last = Standstill(end.on, Turn.ENDED, Ground.DISCIPLINE, "kỷ luật", 10)
    assert standstills([put, lift]) == (LIFTED,)
    assert standstills([put, end]) == (HOLD, last)
    assert standstills([put, lift, end]) == (LIFTED, last)
    assert standstills([lift, put]) == (HOLD,)  # a lifting whose hold was voided
    assert (ended((HOLD, last)), held((HOLD, last)), held((LIFTED,))) == (last, HOLD, None)
    assert stopping((HOLD, last), date(2024, 9, 1)) == last


ALREADY = {
    "already-withdrawn": ((END,), Turn.ENDED),
    "already-held": ((HOLD,), Turn.HELD),
    "not-held": ((), Turn.LIFTED),
}


@pytest.mark.parametrize("code", ALREADY)
def test_what_has_ended_ends_once_and_a_hold_is_put_and_lifted_once(code):
    found, turn = ALREADY[code]
    assert [one.code for one in withdrawable(a_candidacy(standstills=found), turn, AFTER)] == [code]


@pytest.mark.parametrize("turn", Turn)
def test_an_end_is_final(turn):
    assert [one.code for one in withdrawable(a_candidacy(standstills=(HOLD, END)), turn, AFTER)] == [
        "already-withdrawn"
    ]


def test_nothing_ends_before_it_began_nor_is_lifted_before_it_was_held():
    registered = a_candidacy().registered_on
    early = registered - timedelta(days=1)
    assert withdrawable(a_candidacy(), Turn.ENDED, registered) == []
    assert withdrawable(a_candidacy(), Turn.ENDED, early) == [
        because("before-registration", on=early, before=registered)
    ]
    held_one = a_candidacy(standstills=(HOLD,))
    assert withdrawable(held_one, Turn.LIFTED, DAY) == []
    assert withdrawable(held_one, Turn.LIFTED, BEFORE) == [because("before-hold", on=BEFORE, before=DAY)]
    assert withdrawable(held_one, Turn.ENDED, BEFORE) == []


def test_what_is_in_force_of_several_commendations_is_revoked():
    ended_one, free, on_hold = (Commendation(GIVEN, found) for found in ((END,), (), (HOLD,)))
    assert revocable("mh", [ended_one, free], Turn.ENDED, DAY) == []
    assert revocable("mh", [ended_one, on_hold], Turn.ENDED, DAY) == []
    assert revocable("mh", [], Turn.ENDED, DAY) == [because("nothing-to-revoke", code="mh")]
    assert [one.code for one in revocable("mh", [ended_one], Turn.ENDED, DAY)] == ["already-revoked"]
    assert [one.code for one in revocable("mh", [ended_one, on_hold], Turn.HELD, DAY)] == ["commendation-already-held"]
    assert [one.code for one in revocable("mh", [free, ended_one], Turn.LIFTED, DAY)] == ["commendation-not-held"]
    early = GIVEN - timedelta(days=1)
    expected = because("revocation-before-commendation", on=early, before=GIVEN)
    assert revocable("mh", [free], Turn.ENDED, early) == [expected]


def test_a_recognition_is_revoked_once_and_not_before_it_was_given():
    pair = ("ah", "mh")
    assert unrecognisable(pair, DAY, (), Turn.ENDED, DAY) == []
    assert unrecognisable(pair, DAY, (), Turn.ENDED, BEFORE) == [because("before-recognition", on=BEFORE, before=DAY)]
    assert unrecognisable(pair, None, (), Turn.ENDED, DAY) == [
        because("nothing-recognised", learner="ah", exemplar="mh")
    ]
    codes = [unrecognisable(pair, DAY, found, turn, AFTER)[0].code for found, turn in ALREADY.values()]
    assert codes == ["recognition-already-revoked", "recognition-already-held", "recognition-not-held"]


@pytest.mark.parametrize(
    ("paper", "codes"),
    [
        (Paper(), []),
        (Paper("1/QĐ", DAY, "Nguyễn Văn Mẫu", "Chủ tịch"), []),
        (Paper("1/QĐ", AFTER), ["before-decision"]),
        (Paper("1/QĐ"), ["decision-half-said"]),
        (Paper(on=DAY), ["decision-half-said"]),
        (Paper(signatory="Nguyễn Văn Mẫu"), ["decision-half-said"]),
        (Paper(post="Chủ tịch"), ["decision-half-said"]),
    ],
)
def test_a_paper_is_whole_and_not_of_a_later_day(paper, codes):
    assert [one.code for one in presentable(paper, DAY)] == codes


DATES = st.dates(date(2024, 2, 20), date(2024, 12, 31))
MONTHS = st.sampled_from([Month.of(date(2024, number, 1)) for number in range(3, 13)])
STOPS = st.builds(Standstill, DATES, st.sampled_from([Turn.ENDED, Turn.HELD]), st.sampled_from(Ground), st.just("thử"))


@given(st.sampled_from(sorted(STEPS)), DATES, st.lists(STOPS, max_size=3).map(tuple))
def test_what_stops_only_adds_its_own_reasons_and_without_it_nothing_changes(step, on, stops):
    free, stopped = STEPS[step](an_exemplar(), on), STEPS[step](an_exemplar(standstills=stops), on)
    added = [one for one in stopped if one not in free]
    assert [one for one in stopped if one in free] == free
    assert {one.code for one in added} <= {"registration-withdrawn", "registration-held"}
    assert bool(added) is (stopping(stops, on) is not None)


@given(st.sampled_from(sorted(STEPS)), DATES, DATES, st.lists(STOPS, min_size=1, max_size=3).map(tuple))
def test_what_is_blocked_on_a_day_is_blocked_on_every_later_one(step, one, other, stops):
    first, second = sorted((one, other))
    whole: Candidacy = an_exemplar(standstills=stops, of_commendation=stops)

    def is_blocked(on: date) -> bool:
        return any("since" in reason.facts for reason in STEPS[step](whole, on))

    assert not is_blocked(first) or is_blocked(second)


@given(MONTHS, MONTHS, st.lists(STOPS, min_size=1, max_size=3).map(tuple))
def test_a_month_that_does_not_count_is_followed_by_none_that_does(one, other, stops):
    first, second = sorted((one, other))
    found = [scoreable(a_campaign(), a_candidacy(standstills=stops), month) for month in (first, second)]
    assert not found[0] or found[1]


@given(st.lists(STOPS, max_size=3).map(tuple), DATES)
def test_an_end_more_never_opens_what_was_shut(stops, on):
    more = (*stops, END)
    assert (stopping(stops, on) is None) or stopping(more, on) is not None

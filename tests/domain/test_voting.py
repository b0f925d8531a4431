"""Quorum and majority in exact counts, and counts that cannot be true."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make import a_sitting, a_voting_rule
from thidua.domain.shares import parse_threshold
from thidua.domain.voting import Count, Outcome, base_count, has_quorum, impossibilities, outcome
from thidua.domain.voting_rules import Chair, Quorum, Recusal, VoteBase, VoteMode
from thidua.errors import because


def exceeds(part, whole, part_count, whole_count):
    return because("count-exceeds", part=part, whole=whole, part_count=part_count, whole_count=whole_count)


def approving(text, **changes):
    return a_voting_rule(approve=parse_threshold(text), **changes)


@pytest.mark.parametrize(
    ("share", "members", "present", "holds"),
    [
        (Fraction(2, 3), 9, 6, True),
        (Fraction(2, 3), 9, 5, False),
        (Fraction(2, 3), 10, 6, False),
        (Fraction(2, 3), 10, 7, True),
        (Fraction(2, 3), 1, 1, True),
        (Fraction(6667, 10000), 9, 6, False),
        (Fraction(1, 2), 10, 5, True),
        (Fraction(1), 9, 8, False),
        (Fraction(1), 9, 9, True),
        (Fraction(2, 3), 0, 0, False),
    ],
)
def test_a_quorum_is_an_exact_share_of_the_members(share, members, present, holds):
    rule = a_voting_rule(quorum=Quorum(share, VoteBase.MEMBERS, ""))
    assert has_quorum(rule, a_sitting(members=members, present=present)) is holds


def test_a_quorum_may_be_of_those_eligible():
    rule = a_voting_rule(quorum=Quorum(Fraction(2, 3), VoteBase.ELIGIBLE, "2/3"))
    assert has_quorum(rule, a_sitting(eligible=6, recused=3, present=4))
    assert not has_quorum(rule, a_sitting(eligible=6, recused=3, present=3))


@pytest.mark.parametrize(
    ("base", "count"),
    [
        (VoteBase.MEMBERS, 9),
        (VoteBase.ELIGIBLE, 8),
        (VoteBase.PRESENT, 7),
        (VoteBase.RETURNED, 6),
        (VoteBase.VALID, 5),
    ],
)
def test_each_base_counts_its_own_people_or_ballots(base, count):
    sitting = a_sitting(members=9, eligible=8, present=7, recused=1, issued=7, returned=6, valid=5)
    assert base_count(a_voting_rule(), base, sitting) == count
    assert outcome(a_voting_rule(of=base), sitting, Count("my-hoa", 5, 0)).base == count


def test_recused_members_leave_all_members_only_where_the_rule_excludes_them():
    sitting = a_sitting(members=9, eligible=7, recused=2, present=7, issued=7, returned=7, valid=7)
    counted, excluded = (approving(">= 90%", recusal=recusal) for recusal in (Recusal.COUNTED, Recusal.EXCLUDED))
    assert outcome(counted, sitting, Count("my-hoa", 7, 0)) == Outcome("my-hoa", 7, 9, carried=False)
    assert outcome(excluded, sitting, Count("my-hoa", 7, 0)) == Outcome("my-hoa", 7, 7, carried=True)


@pytest.mark.parametrize("base", [base for base in VoteBase if base is not VoteBase.MEMBERS])
def test_recusal_changes_no_other_base(base):
    sitting = a_sitting(members=9, eligible=7, recused=2, present=7, issued=7, returned=7, valid=7)
    assert base_count(a_voting_rule(recusal=Recusal.EXCLUDED), base, sitting) == 7


def test_where_every_member_is_recused_there_is_no_quorum_and_nobody_is_carried():
    rule = a_voting_rule(recusal=Recusal.EXCLUDED)
    sitting = a_sitting(eligible=0, recused=9, issued=0, returned=0, valid=0)
    assert not has_quorum(rule, sitting)
    assert outcome(rule, sitting, Count("my-hoa", 0, 0)) == Outcome("my-hoa", 0, 0, carried=False)


@pytest.mark.parametrize(
    ("approve", "yes", "carried"),
    [
        (">= 80%", 8, True),
        (">= 80%", 7, False),
        (">= 90%", 8, False),
        (">= 90%", 9, True),
        (">= 2/3", 6, True),
        ("> 2/3", 6, False),
        ("> 1/2", 5, True),
        ("> 1/2", 4, False),
        (">= 100%", 9, True),
        (">= 100%", 8, False),
        (">= 1/9", 0, False),
    ],
)
def test_a_nominee_is_carried_by_the_exact_share_of_nine_members(approve, yes, carried):
    found = outcome(approving(approve), a_sitting(), Count("my-hoa", yes, 9 - yes))
    assert found == Outcome("my-hoa", yes, 9, carried)


def test_without_a_quorum_nobody_is_carried_even_by_every_vote():
    rule = approving("> 1/2", of=VoteBase.VALID)
    sitting = a_sitting(present=5, issued=5, returned=5, valid=5)
    assert outcome(rule, sitting, Count("my-hoa", 5, 0)) == Outcome("my-hoa", 5, 5, carried=False)


def test_where_no_ballot_is_valid_nobody_is_carried():
    rule = approving("> 1/2", of=VoteBase.VALID)
    assert outcome(rule, a_sitting(valid=0), Count("my-hoa", 0, 0)) == Outcome("my-hoa", 0, 0, carried=False)


@pytest.mark.parametrize(
    ("chair", "agrees", "carried"),
    [
        (Chair.NONE, None, True),
        (Chair.NONE, False, True),
        (Chair.MUST_AGREE, True, True),
        (Chair.MUST_AGREE, False, False),
        (Chair.MUST_AGREE, None, False),
    ],
)
def test_where_the_chair_must_agree_only_a_stated_agreement_carries(chair, agrees, carried):
    found = outcome(a_voting_rule(chair=chair), a_sitting(chair_agrees=agrees), Count("my-hoa", 9, 0))
    assert found == Outcome("my-hoa", 9, 9, carried)


def test_an_agreeing_chair_does_not_stand_for_missing_votes():
    found = outcome(a_voting_rule(chair=Chair.MUST_AGREE), a_sitting(chair_agrees=True), Count("my-hoa", 7, 2))
    assert found == Outcome("my-hoa", 7, 9, carried=False)


@given(
    st.integers(1, 40),
    st.data(),
    st.sampled_from(VoteBase),
    st.sampled_from(["> 1/2", ">= 2/3", ">= 80%", "> 90%", ">= 100%"]),
)
def test_one_more_vote_in_favour_never_loses_a_nominee(members, data, base, approve):
    present = data.draw(st.integers(0, members))
    valid = data.draw(st.integers(0, present))
    rule = approving(approve, of=base)
    sitting = a_sitting(
        members=members, eligible=members, present=present, issued=present, returned=present, valid=valid
    )
    carried = [outcome(rule, sitting, Count("n", yes, valid - yes)).carried for yes in range(valid + 1)]
    assert carried == sorted(carried)


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, []),
        ({"present": 0}, []),
        ({"present": 7, "issued": 9}, []),  # absent members were consulted in writing
        ({"valid": 0}, []),
        ({"eligible": 8, "recused": 1, "issued": 8, "returned": 8, "valid": 8}, []),
        ({"valid": 8, "returned": 8}, []),
        ({"eligible": 10}, [exceeds("eligible", "members", 10, 9)]),
        ({"present": 10}, [exceeds("present", "members", 10, 9)]),
        ({"issued": 10}, [exceeds("issued", "eligible", 10, 9)]),
        ({"issued": 8}, [exceeds("returned", "issued", 9, 8)]),
        ({"returned": 8}, [exceeds("valid", "returned", 9, 8)]),
        ({"recused": 10}, [exceeds("recused", "members", 10, 9)]),
        ({"recused": 1}, [because("count-recused-vote", eligible=9, recused=1, members=9)]),
        (
            {"members": 8, "valid": 10},
            [
                exceeds("eligible", "members", 9, 8),
                exceeds("present", "members", 9, 8),
                exceeds("valid", "returned", 10, 9),
            ],
        ),
    ],
)
def test_each_count_that_cannot_be_true_is_named(changes, reasons):
    assert impossibilities(a_voting_rule(), a_sitting(**changes), []) == reasons


def test_hands_are_raised_only_by_those_present():
    sitting = a_sitting(present=7)
    assert impossibilities(a_voting_rule(mode=VoteMode.SECRET), sitting, []) == []
    assert impossibilities(a_voting_rule(mode=VoteMode.HANDS), sitting, []) == [exceeds("issued", "present", 9, 7)]
    assert impossibilities(a_voting_rule(mode=VoteMode.HANDS), a_sitting(), []) == []


def test_nobody_has_more_votes_than_there_are_valid_ballots():
    counts = [Count("even", 5, 4), Count("blank", 0, 0), Count("over", 6, 4), Count("far-over", 10, 0)]
    assert impossibilities(a_voting_rule(), a_sitting(), counts) == [
        because("count-votes-exceed-valid", nominee="over", yes=6, no=4, valid=9),
        because("count-votes-exceed-valid", nominee="far-over", yes=10, no=0, valid=9),
    ]


@pytest.mark.parametrize(
    ("chair", "agrees", "reasons"),
    [
        (Chair.MUST_AGREE, None, [because("vote-needs-chair")]),
        (Chair.MUST_AGREE, False, []),
        (Chair.MUST_AGREE, True, []),
        (Chair.NONE, None, []),
    ],
)
def test_the_minutes_say_whether_the_chair_agrees_where_the_rule_asks_it(chair, agrees, reasons):
    assert impossibilities(a_voting_rule(chair=chair), a_sitting(chair_agrees=agrees), []) == reasons


def test_the_reasons_stand_people_first_then_votes_then_the_chair():
    rule = a_voting_rule(mode=VoteMode.HANDS, chair=Chair.MUST_AGREE)
    sitting = a_sitting(recused=2, present=7, returned=8, issued=9, valid=9)
    assert impossibilities(rule, sitting, [Count("my-hoa", 9, 1)]) == [
        exceeds("valid", "returned", 9, 8),
        because("count-recused-vote", eligible=9, recused=2, members=9),
        exceeds("issued", "present", 9, 7),
        because("count-votes-exceed-valid", nominee="my-hoa", yes=9, no=1, valid=9),
        because("vote-needs-chair"),
    ]


def test_absent_members_have_no_vote_when_the_share_is_of_those_present():
    sitting = a_sitting(members=9, eligible=9, present=6, issued=9, returned=9, valid=9)
    impossible = because("count-exceeds", part="issued", whole="present", part_count=9, whole_count=6)
    assert impossibilities(a_voting_rule(of=VoteBase.PRESENT), sitting, []) == [impossible]
    assert impossibilities(a_voting_rule(of=VoteBase.MEMBERS), sitting, []) == []

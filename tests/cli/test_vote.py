"""``vote``: the counts of a sitting over one evaluation; who may be voted on, and whom the rule carries."""

import json

import pytest

from conftest import Ran
from make import refused, scored, small_ledger

MARCH = ("--month", "2024-03", "--on", "2024-04-04")
FULL = ("--present", "9", "--issued", "9", "--returned", "9", "--valid", "9")
JANUARY = ("--month", "2024-01", "--on", "2024-02-02")
QUORUM = "Quorum: 9/9 = 100 % of all members; needed 2/3: met.\n"


def counts(present=9, issued=9, returned=9, valid=9, **more):
    """The options of a sitting, each count as given."""
    given = {"present": present, "issued": issued, "returned": returned, "valid": valid} | more
    return tuple(word for name, count in given.items() for word in (f"--{name}", str(count)))


@pytest.fixture
def council(thidua):
    """Make the small campaign under a voting rule, January evaluated: RA first, RB and RC second, RD not "
    "shortlisted."""

    def make(rule="{quorum: 2/3, approve: '>= 2/3'}", **parts):
        small_ledger(thidua, vote=rule, **parts)
        scored(thidua, RA=("60", "30"), RB=("40", "40"), RC=("50", "30"), RD=("30", "30"), RE=("60", None))
        assert thidua("evaluate", "--month", "2024-01", "-q").code == 0
        return thidua

    return make


def test_a_sitting_is_told_in_exact_counts(march):
    ran = march("vote", "MY-HOA", *MARCH, *FULL, "--yes", "8", "--no", "1", "--nominee", "PHUOC-NGAI=6/3")
    assert ran == Ran(
        0,
        "",
        "Vote of 2024-03 on evaluation 1.\n"
        "Secret ballot: issued 9, returned 9, valid 9, invalid 0.\n"
        + QUORUM
        + "MY-HOA: 8 for, 1 against; 8/9 = 88.89 % of all members; needed >= 80%: carried.\n"
        "PHUOC-NGAI: 6 for, 3 against; 6/9 = 66.67 % of all members; needed >= 80%: not carried.\n"
        "Next: thidua commend MY-HOA --month 2024-03 --on DATE\n",
    )


def test_the_receipt(march):
    ran = march("vote", "Mỹ Hoà", *MARCH, *counts(valid=8), "--yes", "8", "--no", "0", "--json")
    assert (ran.code, ran.err, json.loads(ran.out)) == (
        0,
        "",
        {
            "schema": "thidua.vote/1",
            "campaign": "dong-khoi-moi-ba-tri-2024",
            "month": "2024-03",
            "evaluation": 1,
            "held_on": "2024-04-04",
            "counted": {
                "sitting": {
                    "members": 9,
                    "eligible": 9,
                    "present": 9,
                    "recused": 0,
                    "issued": 9,
                    "returned": 9,
                    "valid": 8,
                    "chair_agrees": None,
                },
                "has_quorum": True,
                "quorum": "2/3",
                "quorum_base": 9,
                "quorum_of": "members",
                "approve": ">= 80%",
                "base": 9,
                "base_of": "members",
                "mode": "secret",
                "outcomes": [{"nominee": "MY-HOA", "yes": 8, "base": 9, "carried": True}],
                "noes": [0],
                "shares": [88.89],
                "present_share": 100,
                "chair": "none",
            },
            "nominees": ["MY-HOA"],
            "entry": 7,
        },
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (counts(present=10), ["members present: 10 is more than members: 9. Check the minutes."]),
        (counts(eligible=10), ["eligible members: 10 is more than members: 9. Check the minutes."]),
        (counts(issued=10), ["ballots issued: 10 is more than eligible members: 9. Check the minutes."]),
        (counts(issued=8), ["ballots returned: 9 is more than ballots issued: 8. Check the minutes."]),
        (
            counts(valid=8, returned=7),
            [
                "valid ballots: 8 is more than ballots returned: 7. Check the minutes.",
                "MY-HOA: 8 for and 1 against are more than the 8 valid ballots. Check the minutes.",
            ],
        ),
        (counts(valid=8), ["MY-HOA: 8 for and 1 against are more than the 8 valid ballots. Check the minutes."]),
        (counts(recused=1), ["ballots issued: 9 is more than eligible members: 8. Check the minutes."]),
        (
            counts(recused=1, eligible=9),
            [
                (
                    "9 eligible and 1 recused are more than the 9 members; a recused member is not eligible. Check "
                    "the minutes."
                )
            ],
        ),
        (
            counts(recused=10),
            [
                "recused members: 10 is more than members: 9. Check the minutes.",
                "ballots issued: 9 is more than eligible members: 0. Check the minutes.",
            ],
        ),
        (
            ("--present", "9", "--valid", "9"),
            [
                "By secret ballot the number of ballots issued must be said.",
                "By secret ballot the number of ballots returned must be said.",
            ],
        ),
        (
            counts(present=10, recused=10, eligible=10, issued=11, returned=12, valid=13),
            [
                "recused members: 10 is more than members: 9. Check the minutes.",
                "eligible members: 10 is more than members: 9. Check the minutes.",
                "members present: 10 is more than members: 9. Check the minutes.",
                "ballots issued: 11 is more than eligible members: 10. Check the minutes.",
                "ballots returned: 12 is more than ballots issued: 11. Check the minutes.",
                "valid ballots: 13 is more than ballots returned: 12. Check the minutes.",
            ],
        ),
    ],
)
def test_counts_that_cannot_be_true_are_refused_each_by_name(march, given, told):
    ran = refused(march, "vote", "MY-HOA", *MARCH, *given, "--yes", "8", "--no", "1")
    assert ran == Ran(3, "", "".join(f"Error: {line}\n" for line in told))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((*MARCH, "--yes", "8", "--no", "1", "--valid", "9"), "Option --present is missing. See --help."),
        ((*MARCH, *FULL, "--yes", "8"), "Option --no is missing. See --help."),
        ((*MARCH, *FULL, "--no", "8"), "Option --yes is missing. See --help."),
        ((*MARCH, *FULL[:-2], "--yes", "8", "--no", "1"), "Option --valid is missing. See --help."),
        (
            (*MARCH, *FULL, "--yes", "-8", "--no", "1"),
            "“-8” is not a count. Write a whole number of zero or more, with digits only.",
        ),
        (
            (*MARCH, *FULL, "--yes", "8.5", "--no", "1"),
            "“8.5” is not a count. Write a whole number of zero or more, with digits only.",
        ),
        (
            (*MARCH, *FULL, "--yes", "٨", "--no", "1"),
            "“٨” is not a count. Write a whole number of zero or more, with digits only.",
        ),
        ((*MARCH, *FULL, "--yes", "8", "--no", "1", "--chair", "maybe"), "--chair cannot be “maybe”. Say yes or no."),
        (
            (*MARCH, *FULL, "--yes", "8", "--no", "1", "--nominee", "TAN-MY"),
            "“TAN-MY” is not a nominee with votes. Write: CODE=YES/NO, for instance MH-01=8/1.",
        ),
        (
            (*MARCH, *FULL, "--yes", "8", "--no", "1", "--nominee", "TAN-MY=8"),
            "“TAN-MY=8” is not a nominee with votes. Write: CODE=YES/NO, for instance MH-01=8/1.",
        ),
        (
            ("--month", "2024-13", *FULL, "--yes", "8", "--no", "1"),
            "There is no month “2024-13”. Write a month from 1 to 12, as in 2024-03.",
        ),
        (
            ("--month", "2024-03", "--on", "4/2024", *FULL, "--yes", "8", "--no", "1"),
            "“4/2024” is not a date. Write 2024-03-31 or 31/03/2024.",
        ),
    ],
)
def test_a_malformed_argument_is_wrong_usage(march, given, told):
    assert refused(march, "vote", "MY-HOA", *given) == Ran(2, "", f"Error: {told}\n")


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("NOPE", 3, "“NOPE” is not in the evaluation of 2024-03. See: thidua report standings --month 2024-03"),
        ("My Hoa", 3, "“My Hoa” is not in the evaluation of 2024-03. Did you mean MY-HOA (Xã Mỹ Hòa)?"),
        ("TIEM-TOM", 3, "“TIEM-TOM” is not in the evaluation of 2024-03. See: thidua report standings --month 2024-03"),
        (
            "TAN-MY",
            5,
            "TAN-MY is not on the shortlist of 2024-03. To vote all the same, say why: --reason, in files “reason”.",
        ),
    ],
)
def test_a_nominee_is_of_the_evaluation_and_of_its_shortlist(march, name, code, told):
    ran = refused(march, "vote", name, *MARCH, *FULL, "--yes", "8", "--no", "1")
    assert ran == Ran(code, "", f"Error: {told}\n")


def test_a_nominee_is_named_once(march):
    votes = ("--yes", "8", "--no", "1", "--nominee", "Mỹ Hoà=1/8")
    told = "Error: MY-HOA is named twice at one sitting. Keep one.\n"
    assert refused(march, "vote", "MY-HOA", *MARCH, *FULL, *votes) == Ran(3, "", told)


def test_one_who_is_not_shortlisted_needs_a_reason(march):
    votes = ("vote", "TAN-MY", *MARCH, *FULL, "--yes", "8", "--no", "1")
    blank = refused(march, *votes, "--reason", " ").err
    assert (
        blank == "Error: TAN-MY is not on the shortlist of 2024-03. To vote all the same, say why: --reason, "
        "in files “reason”.\n"
    )
    assert march(*votes, "--reason", "đề nghị của cụm").code == 0


def test_a_vote_needs_an_evaluation_and_comes_after_its_month_began(march):
    votes = ("vote", "MY-HOA", *FULL, "--yes", "8", "--no", "1")
    told = "Error: A vote needs an evaluation of 2024-04. Run: thidua evaluate --month 2024-04\n"
    assert refused(march, *votes, "--month", "2024-04", "--on", "2024-05-02") == Ran(5, "", told)
    told = "Error: 2024-02-29 is before 2024-03 begins; its results cannot have been voted on then.\n"
    assert refused(march, *votes, "--month", "2024-03", "--on", "2024-02-29") == Ran(5, "", told)
    told = "Error: 2024-03 has no evaluation 2; its last is 1.\n"
    assert refused(march, *votes, *MARCH, "--evaluation", "2") == Ran(3, "", told)


def test_without_quorum_nobody_is_carried(march):
    ran = march("vote", "MY-HOA", *MARCH, *counts(5, 5, 5, 5), "--yes", "5", "--no", "0")
    assert ran == Ran(
        0,
        "",
        "Vote of 2024-03 on evaluation 1.\n"
        "Secret ballot: issued 5, returned 5, valid 5, invalid 0.\n"
        "Quorum: 5/9 = 55.56 % of all members; needed 2/3: not met.\n"
        "MY-HOA: 5 for, 0 against; 5/9 = 55.56 % of all members; needed >= 80%: not carried.\n",
    )


def test_exactly_two_thirds_is_two_thirds(council):
    thidua = council()
    ran = thidua("vote", "RA", *JANUARY, *counts(6, 6, 6, 6), "--yes", "6", "--no", "0", "--nominee", "RB=5/1")
    assert ran.err == (
        "Vote of 2024-01 on evaluation 1.\n"
        "Secret ballot: issued 6, returned 6, valid 6, invalid 0.\n"
        "Quorum: 6/9 = 66.67 % of all members; needed 2/3: met.\n"
        "RA: 6 for, 0 against; 6/9 = 66.67 % of all members; needed >= 2/3: carried.\n"
        "RB: 5 for, 1 against; 5/9 = 55.56 % of all members; needed >= 2/3: not carried.\n"
        "Next: thidua commend RA --month 2024-01 --on DATE\n"
    )


def test_more_than_two_thirds_is_more(council):
    thidua = council("{quorum: 2/3, approve: '> 2/3'}")
    ran = thidua("vote", "RA", *JANUARY, *FULL, "--yes", "6", "--no", "3", "--nominee", "RB=7/2")
    assert ran.err.splitlines()[3:5] == [
        "RA: 6 for, 3 against; 6/9 = 66.67 % of all members; needed > 2/3: not carried.",
        "RB: 7 for, 2 against; 7/9 = 77.78 % of all members; needed > 2/3: carried.",
    ]


BASES = {
    "members": "6/9 = 66.67 % of all members; needed >= 3/4: not carried.",
    "all": "6/9 = 66.67 % of all members; needed >= 3/4: not carried.",
    "eligible": "6/8 = 75 % of eligible members; needed >= 3/4: carried.",
    "present": "6/8 = 75 % of members present; needed >= 3/4: carried.",
    "returned": "6/7 = 85.71 % of ballots returned; needed >= 3/4: carried.",
    "valid": "6/6 = 100 % of valid ballots; needed >= 3/4: carried.",
}


@pytest.mark.parametrize(("base", "told"), BASES.items())
def test_the_share_is_of_the_base_the_campaign_names(council, base, told):
    thidua = council(f"{{quorum: 1/2, approve: '>= 3/4', of: {base}}}")
    ran = thidua("vote", "RA", *JANUARY, *counts(8, 8, 7, 6, recused=1), "--yes", "6", "--no", "0")
    assert ran.err.splitlines()[3] == f"RA: 6 for, 0 against; {told}"


def test_the_recused_leave_all_members_where_the_rule_says_so(council):
    thidua = council("{quorum: 1/2, approve: '>= 3/4', recusal: excluded}")
    ran = thidua("vote", "RA", *JANUARY, *counts(8, 8, 8, 8, recused=1), "--yes", "6", "--no", "2")
    assert ran.err.splitlines()[2:4] == [
        "Quorum: 8/8 = 100 % of all members but the recused; needed 1/2: met.",
        "RA: 6 for, 2 against; 6/8 = 75 % of all members but the recused; needed >= 3/4: carried.",
    ]
    told = (
        "Error: 9 present and 1 recused are more than the 9 members; "
        "recused members are not counted as present. Check the minutes.\n"
    )
    ran = refused(thidua, "vote", "RB", *JANUARY, *counts(9, 8, 8, 8, recused=1), "--yes", "6", "--no", "2")
    assert ran == Ran(3, "", told)


def test_a_quorum_may_be_of_those_eligible(council):
    thidua = council("{quorum: {share: 2/3, of: eligible}, approve: '>= 1/2'}")
    ran = thidua("vote", "RA", *JANUARY, *counts(4, 4, 4, 4, recused=3), "--yes", "4", "--no", "0")
    assert ran.err.splitlines()[2] == "Quorum: 4/6 = 66.67 % of eligible members; needed 2/3: met."


def test_by_show_of_hands_those_present_vote(council):
    thidua = council("{mode: hands, quorum: 2/3, approve: '> 1/2', of: present}")
    ran = thidua("vote", "RA", *JANUARY, "--present", "7", "--valid", "7", "--yes", "4", "--no", "3")
    assert ran == Ran(
        0,
        "",
        "Vote of 2024-01 on evaluation 1.\n"
        "Show of hands: issued 7, returned 7, valid 7, invalid 0.\n"
        "Quorum: 7/9 = 77.78 % of all members; needed 2/3: met.\n"
        "RA: 4 for, 3 against; 4/7 = 57.14 % of members present; needed > 1/2: carried.\n"
        "Next: thidua commend RA --month 2024-01 --on DATE\n",
    )
    told = "Error: valid ballots: 8 is more than ballots returned: 7. Check the minutes.\n"
    ran = refused(thidua, "vote", "RB", *JANUARY, "--present", "7", "--valid", "8", "--yes", "4", "--no", "3")
    assert ran == Ran(3, "", told)
    told = "Error: ballots issued: 8 is more than members present: 7. Check the minutes.\n"
    ran = refused(thidua, "vote", "RB", *JANUARY, *counts(7, 8, 7, 7), "--yes", "4", "--no", "3")
    assert ran == Ran(3, "", told)


def test_where_the_chair_must_agree_the_minutes_say_so(council):
    thidua = council("{quorum: 2/3, approve: '>= 2/3', chair: must-agree}")
    votes = ("vote", "RA", *JANUARY, *FULL, "--yes", "9", "--no", "0")
    told = "Error: The rule asks for the chair's agreement. Say it as in the minutes: --chair yes or --chair no\n"
    assert refused(thidua, *votes) == Ran(3, "", told)
    assert thidua(*votes, "--chair", "no").err.splitlines()[3:] == [
        "The chair must agree and does not.",
        "RA: 9 for, 0 against; 9/9 = 100 % of all members; needed >= 2/3: not carried.",
    ]
    assert thidua(*votes, "--chair", "CÓ", "--reason", "họp lại").err.splitlines()[3:] == [
        "The chair agrees.",
        "RA: 9 for, 0 against; 9/9 = 100 % of all members; needed >= 2/3: carried.",
        "Next: thidua commend RA --month 2024-01 --on DATE",
    ]


def test_of_nothing_there_is_no_share(council):
    thidua = council("{quorum: 1/2, approve: '>= 1/2', of: valid}")
    ran = thidua("vote", "RA", *JANUARY, *counts(9, 9, 0, 0), "--yes", "0", "--no", "0")
    assert ran.err.splitlines()[3:] == ["RA: 0 for, 0 against; 0/0 = – % of valid ballots; needed >= 1/2: not carried."]


def test_the_council_has_the_size_of_the_day(council):
    thidua = council(members="[{from: 2024-01-01, council: 9}, {from: 2024-02-10, council: 12}]")
    ran = thidua("vote", "RA", "--month", "2024-01", "--on", "2024-02-09", *FULL, "--yes", "5", "--no", "4")
    assert ran.err.splitlines()[2] == "Quorum: 9/9 = 100 % of all members; needed 2/3: met."
    ran = thidua("vote", "RB", "--month", "2024-01", "--on", "2024-02-10", *FULL, "--yes", "8", "--no", "1")
    assert ran.err.splitlines()[2:4] == [
        "Quorum: 9/12 = 75 % of all members; needed 2/3: met.",
        "RB: 8 for, 1 against; 8/12 = 66.67 % of all members; needed >= 2/3: carried.",
    ]


def test_one_not_carried_is_voted_on_again_with_a_reason_and_not_earlier(march):
    votes = ("vote", "MY-HOA", *MARCH, *FULL)
    march(*votes, "--yes", "7", "--no", "2")
    told = (
        "Error: MY-HOA was already voted on for 2024-03 and not carried. To vote again, "
        "say why: --reason, in files “reason”.\n"
    )
    again = (*votes, "--yes", "8", "--no", "1")
    assert refused(march, *again) == Ran(5, "", told)
    early = ("vote", "MY-HOA", "--month", "2024-03", "--on", "2024-04-03", *FULL, "--yes", "8", "--no", "1")
    told = "Error: 2024-04-03 is before the vote on 2024-04-04.\n"
    assert refused(march, *early, "--reason", "họp lại") == Ran(5, "", told)
    assert march(*again, "--reason", "họp lại").err.splitlines()[3] == (
        "MY-HOA: 8 for, 1 against; 8/9 = 88.89 % of all members; needed >= 80%: carried."
    )


def test_one_carried_is_not_voted_on_again(march):
    votes = ("vote", "MY-HOA", *MARCH, *FULL, "--yes", "8", "--no", "1")
    march(*votes)
    told = "Error: MY-HOA was already carried for 2024-03. Run: thidua commend MY-HOA --month 2024-03 --on DATE\n"
    assert refused(march, *votes) == Ran(5, "", told)
    assert refused(march, *votes, "--reason", "họp lại") == Ran(5, "", told)


def test_one_nominee_who_may_not_refuses_the_whole_sitting(march):
    votes = ("--yes", "8", "--no", "1", "--nominee", "TAN-MY=8/1", "--nominee", "NOPE=1/1")
    told = "Error: “NOPE” is not in the evaluation of 2024-03. See: thidua report standings --month 2024-03\n"
    assert refused(march, "vote", "MY-HOA", *MARCH, *FULL, *votes) == Ran(3, "", told)
    told = (
        "Error: TAN-MY is not on the shortlist of 2024-03. To vote all the same, "
        "say why: --reason, in files “reason”.\n"
    )
    assert refused(march, "vote", "MY-HOA", *MARCH, *FULL, *votes[:-2]) == Ran(5, "", told)


def _stale(thidua):
    return [row["stale"] for row in json.loads(thidua("status", "--json").out)["awaiting"]]


def test_a_score_that_comes_later_makes_the_vote_stale_and_does_not_undo_it(march):
    march("vote", "MY-HOA", *MARCH, *FULL, "--yes", "8", "--no", "1")
    assert _stale(march) == [False]
    march("score", "MY-HOA", "nong-thon-moi", "7", "--month", "2024-04")
    assert _stale(march) == [False]
    march("score", "MY-HOA", "nong-thon-moi", "1", "--month", "2024-03", "--reason", "thẩm định lại")
    assert _stale(march) == [True]
    march("evaluate", "--month", "2024-03")
    assert _stale(march) == [True]
    assert march("commend", "MY-HOA", "--month", "2024-03", "--on", "2024-04-10").code == 0


def test_an_earlier_evaluation_may_be_named(march):
    for line in ("nong-thon-moi", "thu-ngan-sach", "thu-hut-dau-tu"):
        march("score", "MY-HOA", line, "0", "--month", "2024-03", "--reason", "thẩm định lại")
    march("evaluate", "--month", "2024-03")
    votes = ("vote", "MY-HOA", *MARCH, *FULL, "--yes", "8", "--no", "1")
    told = (
        "Error: MY-HOA is not on the shortlist of 2024-03. To vote all the same, "
        "say why: --reason, in files “reason”.\n"
    )
    assert refused(march, *votes) == Ran(5, "", told)
    ran = march(*votes, "--evaluation", "1")
    assert ran.err.splitlines()[0] == "Vote of 2024-03 on evaluation 1."
    assert _stale(march) == [True]

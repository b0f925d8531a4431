"""``commend``: praise and reward, after a carried vote or ad hoc; from here a registrant is an exemplar."""

import json

import pytest

from conftest import Ran
from make import refused

MARCH = ("--month", "2024-03")
ON = ("--on", "2024-04-10")
FULL = ("--present", "9", "--issued", "9", "--returned", "9", "--valid", "9")
PAPER = ("--decision", "125/QĐ-MAU", "--decision-date", "2024-04-09")
NEXT = "Next: thidua publicise {} --channel TEXT --on DATE\n"
HALF = (
    "Error: A decision is recorded by its number and its date, whoever signed it. "
    "Add --decision NUMBER --decision-date DATE.\n"
)


@pytest.fixture
def voted(march):
    """March, with Mỹ Hòa carried on 04/04/2024 and Phước Ngãi not."""
    votes = ("--yes", "8", "--no", "1", "--nominee", "PHUOC-NGAI=7/2")
    assert march("vote", "MY-HOA", *MARCH, "--on", "2024-04-04", *FULL, *votes, "-q").code == 0
    return march


def test_praise_makes_an_exemplar(voted):
    told = (
        "MY-HOA (Xã Mỹ Hòa): praise for 2024-03, on 2024-04-10.\nMY-HOA is an exemplar from here on.\n"
        + NEXT.format("MY-HOA")
    )
    assert voted("commend", "Mỹ Hoà", *MARCH, *ON) == Ran(0, "", told)


def test_praise_and_reward_are_two_records(voted):
    ran = voted("commend", "MY-HOA", *MARCH, *ON, "--praise", "--reward", "--form", "giấy khen", *PAPER, "--json")
    assert (ran.code, ran.err, json.loads(ran.out)) == (
        0,
        "",
        {
            "schema": "thidua.commend/1",
            "registration": "MY-HOA",
            "name": "Xã Mỹ Hòa",
            "month": "2024-03",
            "on": "2024-04-10",
            "kinds": ["praise", "reward"],
            "decision": "125/QĐ-MAU",
            "is_ad_hoc": False,
            "is_first": True,
            "entry": 8,
        },
    )


def test_a_reward_may_follow_the_praise_and_makes_no_second_exemplar(voted):
    assert voted("commend", "MY-HOA", *MARCH, *ON).code == 0
    told = "MY-HOA (Xã Mỹ Hòa): reward for 2024-03, on 2024-04-10.\n" + NEXT.format("MY-HOA")
    assert voted("commend", "MY-HOA", *MARCH, *ON, "--reward", *PAPER) == Ran(0, "", told)


@pytest.mark.parametrize(("name", "shown"), [("TAN-MY", "TAN-MY"), ("PHUOC-NGAI", "PHUOC-NGAI"), ("Tân Mỹ", "TAN-MY")])
def test_without_a_carried_vote_the_commands_that_would_do_are_named(voted, name, shown):
    told = (
        f"Error: {shown} has no carried vote for 2024-03. Run: thidua vote {shown} --month 2024-03 …, "
        "or commend outside the monthly cycle with --ad-hoc --reason TEXT\n"
    )
    assert refused(voted, "commend", name, *MARCH, *ON) == Ran(5, "", told)


def test_a_vote_of_another_month_does_not_carry(voted):
    assert refused(voted, "commend", "MY-HOA", "--month", "2024-04", "--on", "2024-05-02").err == (
        "Error: MY-HOA has no carried vote for 2024-04. Run: thidua vote MY-HOA --month 2024-04 …, "
        "or commend outside the monthly cycle with --ad-hoc --reason TEXT\n"
    )


def test_the_same_achievement_is_not_commended_twice(voted):
    voted("commend", "MY-HOA", *MARCH, *ON, "--praise", "--reward", *PAPER)
    told = "Error: MY-HOA already has its {} for 2024-03: the same achievement is not commended twice.\n"
    assert refused(voted, "commend", "MY-HOA", *MARCH, *ON) == Ran(5, "", told.format("praise"))
    assert refused(voted, "commend", "MY-HOA", *MARCH, *ON, "--reward", *PAPER) == Ran(5, "", told.format("reward"))
    ad_hoc = ("--ad-hoc", "--reason", "cứu người")
    assert refused(voted, "commend", "MY-HOA", *MARCH, *ON, *ad_hoc) == Ran(5, "", told.format("praise"))
    both = refused(voted, "commend", "MY-HOA", *MARCH, *ON, "--praise", "--reward", *PAPER)
    assert both == Ran(5, "", told.format("praise") + told.format("reward"))


def test_ad_hoc_needs_a_reason_and_no_vote(march):
    ad_hoc = ("commend", "TAN-MY", *MARCH, *ON, "--ad-hoc")
    told = "Error: An ad hoc commendation of TAN-MY needs its reason. Add --reason TEXT.\n"
    assert refused(march, *ad_hoc) == Ran(5, "", told)
    assert refused(march, *ad_hoc, "--reason", "  ") == Ran(5, "", told)
    told = (
        "TAN-MY (Xã Tân Mỹ): praise for 2024-03, on 2024-04-10.\nTAN-MY is an exemplar from here on.\n"
        + NEXT.format("TAN-MY")
    )
    assert march(*ad_hoc, "--reason", "cứu người") == Ran(0, "", told)


def test_ad_hoc_needs_no_evaluation_either(ba_tri):
    content = ("--content", "c", "--goal", "g", "--deadline", "2024-09-30")
    ba_tri("register", "MH", "--unit", "29116", *content, "--on", "2024-03-01")
    assert ba_tri("commend", "MH", *MARCH, *ON, "--ad-hoc", "--reason", "cứu người").code == 0


@pytest.mark.parametrize("given", [(), PAPER[:2], PAPER[2:]])
def test_a_reward_needs_a_decision_with_number_and_date(voted, given):
    told = "Error: A reward needs a decision. Add --decision NUMBER --decision-date DATE.\n"
    assert refused(voted, "commend", "MY-HOA", *MARCH, *ON, "--reward", *given) == Ran(5, "", told)


@pytest.mark.parametrize(
    "given", [PAPER[:2], PAPER[2:], ("--signatory", "Nguyễn Văn Mẫu"), ("--signatory-post", "Bí thư")]
)
def test_half_a_decision_is_not_dropped_in_silence(voted, given):
    assert refused(voted, "commend", "MY-HOA", *MARCH, *ON, *given) == Ran(5, "", HALF)


def test_a_praise_may_have_a_decision(voted):
    assert voted("commend", "MY-HOA", *MARCH, *ON, *PAPER, "--signatory", "Nguyễn Văn Mẫu").code == 0


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2024-04-03", "2024-04-03 is before the vote on 2024-04-04."),
        (
            "2024-02-20",
            (
                "2024-02-20 is before the vote on 2024-04-04.\n"
                "Error: 2024-02-20 is before the registration on 2024-02-22.\n"
                "Error: 2024-02-20 is before 2024-03 begins; nothing of it can be commended then."
            ),
        ),
    ],
)
def test_a_commendation_comes_after_what_it_stands_on(voted, day, told):
    assert refused(voted, "commend", "MY-HOA", *MARCH, "--on", day) == Ran(5, "", f"Error: {told}\n")


def test_an_ad_hoc_commendation_is_not_of_a_month_to_come(march):
    told = "Error: 2024-04-10 is before 2024-09 begins; nothing of it can be commended then.\n"
    ad_hoc = ("--month", "2024-09", *ON, "--ad-hoc", "--reason", "cứu người")
    assert refused(march, "commend", "TAN-MY", *ad_hoc) == Ran(5, "", told)


def test_a_reward_is_not_given_before_its_decision(voted):
    late = ("--reward", "--decision", "125/QĐ-MAU", "--decision-date", "2024-04-11")
    told = "Error: 2024-04-10 is before the decision of 2024-04-11.\n"
    assert refused(voted, "commend", "MY-HOA", *MARCH, *ON, *late) == Ran(5, "", told)


@pytest.mark.parametrize(
    "paper",
    [
        ("--decision-date", "2024-04-08", "--signatory", "Nguyễn Văn Mẫu"),
        ("--decision-date", "2024-04-09", "--signatory", "Trần Thị Khác"),
    ],
)
def test_a_decision_number_is_of_one_paper(voted, paper):
    signed = ("--signatory", "Nguyễn Văn Mẫu")
    assert voted("commend", "MY-HOA", *MARCH, *ON, "--reward", *PAPER, *signed).code == 0
    ad_hoc = ("commend", "TAN-MY", *MARCH, *ON, "--reward", "--ad-hoc", "--reason", "cứu người")
    told = (
        "Error: Decision 125/QĐ-MAU is already recorded, dated 2024-04-09, signed by Nguyễn Văn Mẫu. "
        "Use the same date and signatory, or another number.\n"
    )
    assert refused(voted, *ad_hoc, "--decision", "125/QĐ-MAU", *paper) == Ran(3, "", told)
    assert voted(*ad_hoc, *PAPER).code == 0


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        (("NOPE", *MARCH), 3, "There is no registration “NOPE”. See: thidua report registrations"),
        (
            ("VINH-AN", *MARCH, *ON),
            5,
            (
                "VINH-AN has no goal or no time of completion and does not count as registered. Run: thidua "
                "register VINH-AN --supplement --content … --goal … --deadline …"
            ),
        ),
        (
            ("TAN-MY", "--month", "2025-01", "--on", "2025-01-02"),
            5,
            "2025-01 is not a month of the campaign, which runs from 2024-02 to 2024-12.",
        ),
        (
            ("TAN-MY", "--month", "2024-13"),
            2,
            "There is no month “2024-13”. Write a month from 1 to 12, as in 2024-03.",
        ),
        (("TAN-MY",), 2, "--month is missing. See: thidua commend --help"),
        (("TAN-MY", *MARCH, "--on", "10/4"), 2, "“10/4” is not a date. Write 2024-03-31 or 31/03/2024."),
    ],
)
def test_what_cannot_be_commended_is_told(march, given, code, told):
    ad_hoc = () if given == ("TAN-MY",) else ("--ad-hoc", "--reason", "cứu người")
    assert refused(march, "commend", *given, *ad_hoc, "--quiet") == Ran(code, "", f"Error: {told}\n")


def test_the_whole_refusal_as_json(march):
    ran = refused(march, "commend", "TAN-MY", *MARCH, *ON, "--reward", "--json")
    body = json.loads(ran.err)
    assert (ran.code, [problem["code"] for problem in body["problems"]]) == (
        5,
        ["commend-needs-vote", "reward-needs-decision"],
    )
    assert (body["schema"], body["code"], body["exit_code"]) == ("thidua.error/1", "commend-needs-vote", 5)


def test_whoever_is_commended_is_an_exemplar_in_status(voted):
    assert [row["registration"] for row in json.loads(voted("status", "--json").out)["awaiting"]] == ["MY-HOA"]
    voted("commend", "MY-HOA", *MARCH, *ON)
    body = json.loads(voted("status", "--json").out)
    assert [(row["exemplar"], row["reached"], row["commended_on"]) for row in body["exemplars"]] == [
        ("MY-HOA", 1, "2024-04-10")
    ]
    assert body["awaiting"] == []

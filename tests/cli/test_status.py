"""Where everything stands, and the whole story of one registration."""

import json
from pathlib import Path

import pytest

import small
from conftest import Thidua
from small import CARRIED, FAILED, MINUTES, REVIEW

STEPS = "Exemplar\tName\tStep\t1 Built\t2 Publicised\t3 Learners\t4 Reviewed\t5 Recognised\tNext\n"
AWAITING = "\nAwaiting commendation\nCode\tName\tMonth\tVote stale\tNext\n"


def shown(thidua: Thidua, *words: str) -> str:
    """Give what a command writes to stdout; it says nothing else."""
    ran = thidua(*words)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def lack(thidua: Thidua) -> tuple[str, str, int]:
    """Give what the first exemplar lacks, as code and as sentence, and the step it has reached."""
    first = json.loads(shown(thidua, "status", "--json"))["exemplars"][0]
    return first["lacks"], first["next"], first["reached"]


def test_without_exemplars_it_says_so(thidua: Thidua) -> None:
    small.registered(thidua)
    assert shown(thidua, "status") == "Small drive\n\nNo exemplar yet: nobody has been commended.\n"
    assert json.loads(shown(thidua, "status", "--json")) == {
        "schema": "thidua.status/1",
        "as_of": None,
        "closings": [],
        "campaign": "small",
        "exemplar_count": 0,
        "exemplars": [],
        "awaiting": [],
    }


def test_who_was_carried_awaits_commendation(thidua: Thidua) -> None:
    small.voted(thidua)
    assert shown(thidua, "status") == (
        "Small drive\n\nNo exemplar yet: nobody has been commended.\n"
        f"{AWAITING}MH\tXã Mỹ Hòa\t2024-03\t\tcarried by 5 of 5: thidua commend MH --month 2024-03 --on DATE\n"
    )


def test_scores_that_come_later_mark_the_vote_stale_and_do_not_undo_it(thidua: Thidua) -> None:
    small.voted(thidua)
    small.done(thidua("score", "AH", "roads", "21", "--month", "2024-03", "--reason", "recount"))
    assert shown(thidua, "status").endswith(
        "MH\tXã Mỹ Hòa\t2024-03\t✓\tcarried by 5 of 5: thidua commend MH --month 2024-03 --on DATE\n"
    )
    small.done(thidua("commend", "MH", "--month", "2024-03", "--on", "2024-04-10"))
    assert shown(thidua, "status") == (
        "Small drive\n\nExemplars\n"
        + STEPS.replace("\tNext", "\tVote stale\tNext")
        + "MH\tXã Mỹ Hòa\t1\t2024-04-10\t–\t0\t0\t0\t✓\t"
        "step 2: publicised 0 of 1; thidua publicise MH --channel TEXT --on DATE\n"
    )


def test_each_step_lacks_the_next(thidua: Thidua) -> None:
    small.commended(thidua)
    assert lack(thidua) == (
        "lacks-publicity",
        "step 2: publicised 0 of 1; thidua publicise MH --channel TEXT --on DATE",
        1,
    )
    small.done(thidua("publicise", "MH", "--channel", "radio", "--on", "2024-04-15"))
    assert lack(thidua) == (
        "lacks-learner",
        "step 3: a learner; thidua learn LEARNER --from MH --on DATE --form TEXT",
        2,
    )
    small.done(thidua("learn", "AH", "--from", "MH", "--form", "visit", "--on", "2024-05-10"))
    assert lack(thidua) == ("lacks-review", "step 4: thidua review AH --from MH --month MONTH …", 3)
    small.scored(thidua, "2024-06", MH="1 1", AH="50 30", TT="1 1")
    small.done(thidua(*REVIEW, *CARRIED))
    assert lack(thidua) == (
        "lacks-minutes",
        "step 4: thidua review AH --from MH --minutes NUMBER --minutes-date DATE",
        3,
    )
    small.done(thidua("review", "AH", "--from", "MH", *MINUTES))
    assert lack(thidua) == (
        "lacks-recognition",
        "step 5: thidua recognise AH --from MH --decision NUMBER --on DATE",
        4,
    )
    small.done(thidua("recognise", "AH", "--from", "MH", "--decision", "9/QĐ", "--on", "2024-07-10"))
    assert lack(thidua) == (None, "done", 5)


def test_a_review_that_found_following_waits_for_somebody_to_catch_up(thidua: Thidua) -> None:
    small.june(thidua)
    small.done(thidua(*REVIEW, *FAILED, *MINUTES))
    assert lack(thidua) == (
        "lacks-catching-up",
        "step 5: no learner has caught up yet; thidua review LEARNER --from MH --month MONTH …",
        4,
    )


def test_who_surpassed_is_offered_as_a_new_exemplar_until_commended(thidua: Thidua) -> None:
    small.recognised(thidua, "60 40")
    done = STEPS + "MH\tXã Mỹ Hòa\t5\t2024-04-10\t2024-04-15\t1\t1\t1\tdone\n"
    assert shown(thidua, "status") == (
        f"Small drive\n\nExemplars\n{done}{AWAITING}"
        "AH\tXã An Hiệp\t2024-06\t\tsurpassed MH: may be a new exemplar by its own vote, or "
        "thidua commend AH --month 2024-06 --ad-hoc --reason …\n"
    )
    assert shown(thidua, "status", "MH").endswith(
        "\nAll five steps are done.\n\nLineage: AH (Xã An Hiệp) surpassed it and is offered as a new exemplar.\n"
    )
    words = ("commend", "AH", "--month", "2024-06", "--ad-hoc", "--reason", "surpassed MH", "--on", "2024-07-20")
    small.done(thidua(*words))
    assert shown(thidua, "status") == (
        f"Small drive\n\nExemplars\n{done}"
        "AH\tXã An Hiệp\t1\t2024-07-20\t–\t0\t0\t0\t"
        "step 2: publicised 0 of 1; thidua publicise AH --channel TEXT --on DATE\n"
    )
    assert shown(thidua, "status", "MH").endswith(
        "Lineage: AH (Xã An Hiệp) surpassed it and is an exemplar itself now.\n"
    )
    assert shown(thidua, "status", "AH").endswith("Lineage: it learned from MH (Xã Mỹ Hòa).\n")


def test_who_only_caught_up_is_not_offered(thidua: Thidua) -> None:
    small.recognised(thidua)
    assert json.loads(shown(thidua, "status", "--json"))["awaiting"] == []


STORY = """\
MH · Xã Mỹ Hòa

Date\tStep\tWhat happened\tPaper
2024-02-10\t1\tregistered: Fields – 60 ha – 2024-11-30\t–
2024-03-31\t1\t2024-03: 80 of 100, Good, rank 1\t–
2024-04-04\t1\tvote of 2024-03: 5 of 5, carried\t–
2024-04-10\t1\tpraise for 2024-03\t–
2024-04-12\t1\treward for 2024-03 – giấy khen\t1/QĐ
2024-04-15\t2\tpublicised: radio\t–
2024-04-16\t2\tpublicised: club – chợ, reaching 30\thttps://example.org
2024-05-10\t3\tAH learned from MH: visit\t–
2024-06-30\t1\t2024-06: 90 of 100, Good, rank 1\t–
2024-07-03\t4\tAH beside MH for 2024-06: 80 against 80; 5 of 5 votes: caught up\t7/BB
2024-07-10\t5\tAH recognised beside MH: caught up\t9/QĐ

All five steps are done.
"""


def test_a_story_tells_every_event_with_its_date_and_paper(thidua: Thidua) -> None:
    small.recognised(thidua)
    reward = ("--reward", "--decision", "1/QĐ", "--decision-date", "2024-04-12", "--form", "giấy khen")
    small.done(thidua("commend", "MH", "--month", "2024-03", "--on", "2024-04-12", *reward))
    club = ("--channel", "club", "--place", "chợ", "--reach", "30", "--link", "https://example.org")
    small.done(thidua("publicise", "MH", *club, "--on", "2024-04-16"))
    assert shown(thidua, "status", "MH") == STORY


def test_the_story_of_a_learner_tells_what_it_learned_and_from_whom(thidua: Thidua) -> None:
    small.recognised(thidua, "60 40")
    assert shown(thidua, "status", "xã an hiệp") == (
        "AH · Xã An Hiệp\n\n"
        "Date\tStep\tWhat happened\tPaper\n"
        "2024-02-11\t1\tregistered: Fields – 50 ha – 2024-11-30\t–\n"
        "2024-03-31\t1\t2024-03: 60 of 100, Fair, rank 2\t–\n"
        "2024-05-10\t3\tAH learned from MH: visit\t–\n"
        "2024-06-30\t1\t2024-06: 100 of 100, Good, rank 1\t–\n"
        "2024-07-03\t4\tAH beside MH for 2024-06: 100 against 80; 5 of 5 votes: surpassed\t7/BB\n"
        "2024-07-10\t5\tAH recognised beside MH: surpassed\t9/QĐ\n\n"
        "Lineage: it learned from MH (Xã Mỹ Hòa).\n"
    )


def test_a_month_without_a_score_is_no_zero_in_the_story(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30")
    assert shown(thidua, "status", "AH").splitlines()[-1] == "2024-03-31\t1\t2024-03: – of 100, –, rank –\t–"


def test_a_stale_vote_is_marked_in_the_story(thidua: Thidua) -> None:
    small.voted(thidua)
    small.done(thidua("score", "AH", "roads", "21", "--month", "2024-03", "--reason", "recount"))
    assert shown(thidua, "status", "MH").splitlines()[-3:] == [
        "2024-04-04\t1\tvote of 2024-03: 5 of 5, carried – scores came later: the vote is stale\t–",
        "",
        "step 1: thidua commend MH --month MONTH --on DATE",
    ]


def test_the_facts_of_a_story_are_there_for_scripts(thidua: Thidua) -> None:
    small.recognised(thidua, "60 40")
    whole = json.loads(shown(thidua, "status", "MH", "--json"))
    events = whole.pop("events")
    assert whole == {
        "schema": "thidua.story/1",
        "as_of": None,
        "closings": [],
        "campaign": "small",
        "registration": "MH",
        "name": "Xã Mỹ Hòa",
        "unit": "1",
        "track": "communes",
        "complete": True,
        "late": False,
        "state": None,
        "state_since": None,
        "ground": None,
        "reached": 5,
        "lacks": None,
        "learned_from": [],
        "surpassed_by": ["AH"],
    }
    assert [(e["on"], e["step"], e["event"], e["paper"]) for e in events] == [
        ("2024-02-10", 1, "registered", None),
        ("2024-03-31", 1, "evaluated", None),
        ("2024-04-04", 1, "voted", None),
        ("2024-04-10", 1, "commended", None),
        ("2024-04-15", 2, "publicised", None),
        ("2024-05-10", 3, "learned", None),
        ("2024-06-30", 1, "evaluated", None),
        ("2024-07-03", 4, "reviewed", "7/BB"),
        ("2024-07-10", 5, "recognised", "9/QĐ"),
    ]


def test_an_unknown_registration_has_no_story(thidua: Thidua) -> None:
    small.registered(thidua)
    assert small.refused(thidua, "status", "NOPE", code=3) == (
        "Error: There is no registration “NOPE”. See: thidua report registrations\n"
    )


@pytest.mark.parametrize("words", [("status",), ("status", "MH"), ("report",), ("explain", "MH", "--month", "2024-03")])
def test_looking_leaves_the_ledger_byte_for_byte(thidua: Thidua, words: tuple[str, ...]) -> None:
    small.commended(thidua)
    before = Path("thidua.db").read_bytes()
    shown(thidua, *words)
    assert Path("thidua.db").read_bytes() == before
    assert not list(Path().glob("thidua.db-*"))


def test_a_table_is_drawn_in_the_width_of_the_terminal(thidua: Thidua) -> None:
    small.commended(thidua)
    assert shown(thidua, "status", "--format", "table") == (
        "Small drive\n\n"
        "Exemplars\n"
        "Exemplar  Name       Step  1 Built     2 Publicised  3 Learners  4 Reviewed  5 Recognised  "
        "Next\n" + "─" * 162 + "\n"
        "MH        Xã Mỹ Hòa     1  2024-04-10  –                      0           0             0  "
        "step 2: publicised 0 of 1; thidua publicise MH --channel TEXT --on DATE\n"
    )

"""Step 5, công nhận: closed reviews that say more than following, all in a decision or none."""

import json

import small
from conftest import Thidua
from small import CARRIED, FAILED, MINUTES, REVIEW, refused

WORDS = ("recognise", "AH", "--from", "MH", "--decision", "9/QĐ", "--on", "2024-07-10")


def both_reviewed(thidua: Thidua) -> None:
    """Let An Hiệp catch up with Mỹ Hòa and Tân Thủy surpass it, both reviews closed on 4 July."""
    small.learned(thidua)
    small.done(thidua("learn", "TT", "--from", "MH", "--form", "visit", "--on", "2024-05-11"))
    small.scored(thidua, "2024-06", MH="50 30", AH="50 30", TT="60 40")
    small.done(thidua(*REVIEW, *CARRIED, *MINUTES))
    small.done(thidua("review", "TT", *REVIEW[2:], *CARRIED, *MINUTES))


def test_who_caught_up_is_recognised(thidua: Thidua) -> None:
    small.reviewed(thidua)
    ran = thidua(*WORDS)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == ("AH (Xã An Hiệp) recognised beside MH by 9/QĐ: caught up.\nNext: thidua status MH\n")


def test_one_decision_recognises_several_and_names_the_new_exemplar(thidua: Thidua) -> None:
    both_reviewed(thidua)
    ran = thidua("recognise", "AH", "TT", *WORDS[2:], "--signatory", "Nguyễn Văn Mẫu")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "AH (Xã An Hiệp) recognised beside MH by 9/QĐ: caught up.\n"
        "TT (Xã Tân Thủy) recognised beside MH by 9/QĐ: surpassed.\n"
        "TT surpassed MH and may be a new exemplar: by its own vote, or "
        "thidua commend TT --month MONTH --ad-hoc --reason …\n"
        "Next: thidua status MH\n"
    )


def test_the_receipt_lists_every_learner_with_its_result(thidua: Thidua) -> None:
    both_reviewed(thidua)
    ran = thidua("recognise", "TT", "AH", *WORDS[2:], "--signatory", "Nguyễn Văn Mẫu", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == {
        "schema": "thidua.recognise/1",
        "exemplar": "MH",
        "exemplar_name": "Xã Mỹ Hòa",
        "decision": "9/QĐ",
        "on": "2024-07-10",
        "signatory": "Nguyễn Văn Mẫu",
        "learners": [
            {"learner": "AH", "learner_name": "Xã An Hiệp", "result": "caught-up", "new_exemplar": False},
            {"learner": "TT", "learner_name": "Xã Tân Thủy", "result": "surpassed", "new_exemplar": True},
        ],
        "entry": 16,
    }


def test_with_one_of_several_unmet_nothing_is_stored(thidua: Thidua) -> None:
    small.reviewed(thidua)
    assert refused(thidua, "recognise", "AH", "TT", *WORDS[2:]) == (
        "Error: TT has no learning from MH on record (step 3). Run: thidua learn TT --from MH --on DATE --form TEXT\n"
    )
    assert thidua(*WORDS).code == 0


def test_nobody_is_recognised_before_learning_nor_beside_itself(thidua: Thidua) -> None:
    small.publicised(thidua)
    assert refused(thidua, "recognise", "AH", "MH", *WORDS[2:]) == (
        "Error: AH has no learning from MH on record (step 3). "
        "Run: thidua learn AH --from MH --on DATE --form TEXT\n"
        "Error: MH cannot learn from itself, catch up with itself or surpass itself.\n"
    )


def test_nobody_is_recognised_before_a_review(thidua: Thidua) -> None:
    small.learned(thidua)
    assert refused(thidua, *WORDS) == (
        "Error: AH has not been reviewed beside MH (step 4). Run: thidua review AH --from MH --month MONTH …\n"
    )


def test_a_review_without_minutes_is_not_recognised(thidua: Thidua) -> None:
    small.june(thidua)
    small.done(thidua(*REVIEW, *CARRIED))
    assert refused(thidua, *WORDS) == (
        "Error: The review of AH beside MH is not closed by minutes. "
        "Run: thidua review AH --from MH --minutes NUMBER --minutes-date DATE\n"
    )
    small.done(thidua("review", "AH", "--from", "MH", *MINUTES))
    assert thidua(*WORDS).code == 0


def test_following_is_not_recognised(thidua: Thidua) -> None:
    small.june(thidua)
    small.done(thidua(*REVIEW, *FAILED, *MINUTES))
    assert refused(thidua, *WORDS) == (
        "Error: The last review of AH beside MH says: following. Only catching up or surpassing is recognised. "
        "Run: thidua review AH --from MH --month MONTH …\n"
    )


def test_a_decision_is_not_dated_before_the_minutes_but_may_be_of_their_day(thidua: Thidua) -> None:
    small.reviewed(thidua)
    assert refused(thidua, *WORDS[:-1], "2024-07-03") == ("Error: 2024-07-03 is before the minutes of 2024-07-04.\n")
    assert thidua(*WORDS[:-1], "2024-07-04").code == 0


def test_a_pair_is_recognised_once_for_a_result(thidua: Thidua) -> None:
    small.recognised(thidua)
    told = "Error: AH was already recognised beside MH on 2024-07-10: caught up.\n"
    assert refused(thidua, *WORDS[:5], "10/QĐ", "--on", "2024-07-11") == told
    again = ("review", "AH", "--from", "MH", "--month", "2024-06", "--on", "2024-07-12")
    small.done(thidua(*again, *CARRIED, "--minutes", "8/BB", "--minutes-date", "2024-07-12"))
    assert refused(thidua, *WORDS[:5], "10/QĐ", "--on", "2024-07-12") == told


def test_who_caught_up_may_later_be_recognised_as_surpassing(thidua: Thidua) -> None:
    small.recognised(thidua)
    small.scored(thidua, "2024-09", MH="50 30", AH="50 31")
    again = ("review", "AH", "--from", "MH", "--month", "2024-09", "--on", "2024-10-01")
    small.done(thidua(*again, *CARRIED, "--minutes", "8/BB", "--minutes-date", "2024-10-01"))
    assert thidua(*WORDS[:5], "10/QĐ", "--on", "2024-10-02").err.splitlines()[0] == (
        "AH (Xã An Hiệp) recognised beside MH by 10/QĐ: surpassed."
    )


def test_a_decision_used_again_keeps_its_date_and_signatory(thidua: Thidua) -> None:
    both_reviewed(thidua)
    small.done(thidua(*WORDS, "--signatory", "Nguyễn Văn Mẫu"))
    told = (
        "Error: Decision 9/QĐ is already recorded, dated 2024-07-10, signed by Nguyễn Văn Mẫu. "
        "Use the same date and signatory, or another number.\n"
    )
    assert refused(thidua, "recognise", "TT", *WORDS[2:-1], "2024-07-11", code=3) == told
    assert refused(thidua, "recognise", "TT", *WORDS[2:], "--signatory", "Trần Thị Ví Dụ", code=3) == told
    assert thidua("recognise", "TT", *WORDS[2:]).code == 0


def test_the_decision_of_a_reward_is_not_taken_for_another_day(thidua: Thidua) -> None:
    small.reviewed(thidua)
    reward = ("--reward", "--decision", "9/QĐ", "--decision-date", "2024-04-10")
    small.done(thidua("commend", "MH", "--month", "2024-03", "--on", "2024-04-12", *reward))
    assert refused(thidua, *WORDS, code=3) == (
        "Error: Decision 9/QĐ is already recorded, dated 2024-04-10, signed by -. "
        "Use the same date and signatory, or another number.\n"
    )


def test_a_learner_named_twice_is_refused(thidua: Thidua) -> None:
    small.reviewed(thidua)
    assert refused(thidua, "recognise", "AH", "xã an hiệp", *WORDS[2:], code=3) == (
        "Error: A learner is named twice. Name each once.\n"
    )


def test_a_blank_number_is_no_decision(thidua: Thidua) -> None:
    small.reviewed(thidua)
    assert refused(thidua, *WORDS[:5], " ", code=2) == "Error: Option --decision is missing. See --help.\n"


def test_the_decision_of_the_real_campaign(september: Thidua) -> None:
    ballots = ("--present", "9", "--issued", "9", "--returned", "9", "--valid", "9", "--yes", "9", "--no", "0")
    minutes = ("--minutes", "12/BB-MAU", "--minutes-date", "2024-10-03")
    for learner in ("AN-HIEP", "TAN-THUY"):
        words = ("review", learner, "--from", "MY-HOA", "--month", "2024-09", "--on", "2024-10-03")
        small.done(september(*words, *ballots, *minutes))
    decision = ("--decision", "310/QĐ-MAU", "--on", "2024-10-10")
    ran = september("recognise", "AN-HIEP", "TAN-THUY", "--from", "MY-HOA", *decision)
    assert ran.code == 0
    assert ran.err == (
        "AN-HIEP (Xã An Hiệp) recognised beside MY-HOA by 310/QĐ-MAU: caught up.\n"
        "TAN-THUY (Xã Tân Thủy) recognised beside MY-HOA by 310/QĐ-MAU: surpassed.\n"
        "TAN-THUY surpassed MY-HOA and may be a new exemplar: by its own vote, or "
        "thidua commend TAN-THUY --month MONTH --ad-hoc --reason …\n"
        "Next: thidua status MY-HOA\n"
    )

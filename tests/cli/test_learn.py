"""Step 3, học tập: from an exemplar publicised enough, by someone else who counts."""

import json

import small
from conftest import Thidua
from small import refused

WORDS = ("learn", "AH", "--from", "MH", "--form", "visit", "--on", "2024-04-20")


def test_a_learning_is_recorded_and_the_next_step_is_named(thidua: Thidua) -> None:
    small.publicised(thidua)
    ran = thidua(*WORDS)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == ("AH learned from MH on 2024-04-20: visit.\nNext: thidua review AH --from MH --month MONTH …\n")


def test_another_speciality_is_only_a_warning(thidua: Thidua) -> None:
    small.publicised(thidua)
    ran = thidua("learn", "TT", *WORDS[2:])
    assert ran.code == 0
    assert ran.err == (
        "TT learned from MH on 2024-04-20: visit.\n"
        "Warning: TT (fishing) and MH (fields) are not of the same speciality.\n"
        "Next: thidua review TT --from MH --month MONTH …\n"
    )


def test_the_receipt_carries_the_warning(thidua: Thidua) -> None:
    small.publicised(thidua)
    ran = thidua("learn", "TT", *WORDS[2:], "--participants", "25", "--applied", "drip lines", "--json")
    told = "TT (fishing) and MH (fields) are not of the same speciality."
    facts = {"learner": "TT", "exemplar": "MH", "learner_speciality": "fishing", "exemplar_speciality": "fields"}
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == {
        "schema": "thidua.learn/1",
        "learner": "TT",
        "learner_name": "Xã Tân Thủy",
        "exemplar": "MH",
        "exemplar_name": "Xã Mỹ Hòa",
        "on": "2024-04-20",
        "form": "visit",
        "warnings": [{"code": "speciality-differs", "message": told, "facts": facts}],
        "entry": 10,
    }


def test_nobody_learns_from_itself(thidua: Thidua) -> None:
    small.publicised(thidua)
    assert refused(thidua, "learn", "MH", *WORDS[2:]) == (
        "Error: MH cannot learn from itself, catch up with itself or surpass itself.\n"
    )


def test_nobody_learns_from_a_registrant_not_commended(thidua: Thidua) -> None:
    small.publicised(thidua)
    assert refused(thidua, "learn", "MH", "--from", "TT", "--form", "visit") == (
        "Error: TT has not been commended, so it is no exemplar yet (step 1). "
        "Run: thidua commend TT --month MONTH --on DATE\n"
    )


def test_nobody_learns_from_an_exemplar_not_publicised_enough(thidua: Thidua) -> None:
    small.publicised(thidua, publicise=2)
    assert refused(thidua, *WORDS) == (
        "Error: MH has been publicised 1 of 2 times (step 2). Run: thidua publicise MH --channel TEXT --on DATE\n"
    )
    small.done(thidua("publicise", "MH", "--channel", "radio", "--on", "2024-04-20"))
    assert thidua(*WORDS).code == 0


def test_learning_is_not_dated_before_the_publicity_that_opens_it(thidua: Thidua) -> None:
    small.publicised(thidua)
    assert refused(thidua, *WORDS[:-1], "2024-04-14") == (
        "Error: 2024-04-14 is before the publicity of 2024-04-15 that opens learning.\n"
    )


def test_learning_may_be_on_the_day_of_the_publicity(thidua: Thidua) -> None:
    small.publicised(thidua)
    assert thidua(*WORDS[:-1], "2024-04-15").code == 0


def test_a_learner_that_does_not_count_as_registered_is_refused_until_it_is_supplemented(thidua: Thidua) -> None:
    without_goal = small.REGISTRATIONS.replace("AH,2,2024-02-11,fields,Fields,50 ha", "AH,2,2024-02-11,fields,Fields,")
    small.registered(thidua, registrations=without_goal)
    small.scored(thidua, "2024-03", MH="50 30", TT="45 15")
    small.done(thidua("vote", "MH", "--month", "2024-03", "--on", "2024-04-04", *small.CARRIED))
    small.done(thidua("commend", "MH", "--month", "2024-03", "--on", "2024-04-10"))
    small.done(thidua("publicise", "MH", "--channel", "radio", "--on", "2024-04-15"))
    assert refused(thidua, *WORDS) == (
        "Error: AH has no goal or no time of completion and does not count as registered. "
        "Run: thidua register AH --supplement --content … --goal … --deadline …\n"
    )
    supplement = ("--supplement", "--content", "Fields", "--goal", "50 ha", "--deadline", "2024-11-30")
    small.done(thidua("register", "AH", *supplement))
    assert thidua(*WORDS).code == 0


def test_everything_unmet_is_named_at_once(thidua: Thidua) -> None:
    small.publicised(thidua)
    assert refused(thidua, *WORDS[:-1], "2024-02-10") == (
        "Error: 2024-02-10 is before the registration on 2024-02-11.\n"
        "Error: 2024-02-10 is before the publicity of 2024-04-15 that opens learning.\n"
    )


def test_a_blank_form_is_no_form(thidua: Thidua) -> None:
    small.publicised(thidua)
    assert refused(thidua, "learn", "AH", "--from", "MH", "--form", " ", code=2) == (
        "Error: Option --form is missing. See --help.\n"
    )


def test_an_unknown_learner_and_an_unknown_exemplar_are_named(thidua: Thidua) -> None:
    small.publicised(thidua)
    told = "Error: There is no registration “NOPE”. See: thidua report registrations\n"
    assert refused(thidua, "learn", "NOPE", "--from", "MH", "--form", "visit", code=3) == told
    assert refused(thidua, "learn", "AH", "--from", "NOPE", "--form", "visit", code=3) == told

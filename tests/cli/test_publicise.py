"""Step 2, tuyên truyền: only who was commended, not before it was, and as often as the campaign asks."""

import json

import pytest

import small
from conftest import Thidua
from small import refused

WORDS = ("publicise", "MH", "--channel", "radio", "--on", "2024-04-15")


def test_an_exemplar_is_publicised_and_the_next_step_is_named(thidua: Thidua) -> None:
    small.commended(thidua)
    ran = thidua(*WORDS)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "MH (Xã Mỹ Hòa) publicised on 2024-04-15: radio.\nNext: thidua learn LEARNER --from MH --on DATE --form TEXT\n"
    )


def test_the_receipt_says_how_many_acts_open_step_3(thidua: Thidua) -> None:
    small.commended(thidua, publicise=2)
    ran = thidua(*WORDS, "--place", "chợ", "--reach", "1200", "--link", "https://example.org/1", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == {
        "schema": "thidua.publicise/1",
        "registration": "MH",
        "name": "Xã Mỹ Hòa",
        "on": "2024-04-15",
        "channel": "radio",
        "have": 1,
        "need": 2,
        "entry": 9,
    }


def test_the_acts_still_wanting_are_counted(thidua: Thidua) -> None:
    small.commended(thidua, publicise=2)
    assert thidua(*WORDS).err == (
        "MH (Xã Mỹ Hòa) publicised on 2024-04-15: radio.\n1 of 2 acts; step 3 opens with 2.\n"
    )
    assert refused(thidua, *WORDS, code=3) == (
        "Error: Just that is already recorded for MH on 2024-04-15. Nothing was added.\n"
    )
    assert thidua(*WORDS, "--reach", "200").err == (
        "MH (Xã Mỹ Hòa) publicised on 2024-04-15: radio.\nNext: thidua learn LEARNER --from MH --on DATE --form TEXT\n"
    )


def test_a_registrant_carried_but_not_yet_commended_cannot_be_publicised(thidua: Thidua) -> None:
    small.voted(thidua)
    assert refused(thidua, *WORDS) == (
        "Error: MH has not been commended, so it is no exemplar yet (step 1). "
        "Run: thidua commend MH --month MONTH --on DATE\n"
    )


def test_publicity_is_not_dated_before_the_commendation(thidua: Thidua) -> None:
    small.commended(thidua)
    assert refused(thidua, *WORDS[:-1], "2024-04-09") == (
        "Error: 2024-04-09 is before the commendation on 2024-04-10.\n"
    )


def test_publicity_may_be_on_the_day_of_the_commendation(thidua: Thidua) -> None:
    small.commended(thidua)
    assert thidua(*WORDS[:-1], "10/04/2024").err.startswith("MH (Xã Mỹ Hòa) publicised on 2024-04-10: radio.\n")


def test_without_a_date_it_is_today(thidua: Thidua) -> None:
    small.commended(thidua)
    assert thidua(*WORDS[:-2]).err.startswith("MH (Xã Mỹ Hòa) publicised on 2024-10-31: radio.\n")


@pytest.mark.parametrize("name", ["xã mỹ hoà", "Xa\u0303 My\u0303  Ho\u0300a", "Xã Mỹ Hòa"])
def test_an_exemplar_may_be_named_in_any_spelling(thidua: Thidua, name: str) -> None:
    small.commended(thidua)
    assert thidua("publicise", name, "--channel", "radio").code == 0


def test_a_name_without_its_marks_is_only_suggested(thidua: Thidua) -> None:
    small.commended(thidua)
    assert refused(thidua, "publicise", "xa my hoa", "--channel", "radio", code=3) == (
        "Error: There is no registration “xa my hoa”. Did you mean MH (Xã Mỹ Hòa)? "
        "Type the code, or the name with its marks.\n"
    )


def test_an_unknown_registration_is_named(thidua: Thidua) -> None:
    small.commended(thidua)
    assert refused(thidua, "publicise", "NOPE", "--channel", "radio", code=3) == (
        "Error: There is no registration “NOPE”. See: thidua report registrations\n"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--channel", " "), "Option --channel is missing. See --help."),
        (("--channel", "x", "--on", "2024-13-01"), "There is no day “2024-13-01”. Check the day and the month."),
        (
            ("--channel", "x", "--reach", "-5"),
            "“-5” is not a count. Write a whole number of zero or more, with digits only.",
        ),
        (
            ("--channel", "x", "--reach", "1.200"),
            "“1.200” is not a count. Write a whole number of zero or more, with digits only.",
        ),
    ],
)
def test_malformed_arguments_are_misuse(thidua: Thidua, words: tuple[str, ...], told: str) -> None:
    small.commended(thidua)
    assert refused(thidua, "publicise", "MH", *words, code=2) == f"Error: {told}\n"

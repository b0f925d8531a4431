"""Which language is spoken, and how its readers write numbers, months and dates."""

from datetime import date

import pytest

from thidua.domain.month import Month
from thidua.domain.points import Points
from thidua.words.language import Language, language_named, language_of, say, screen, speak
from thidua.words.terms import TERMS, term

ENGLISH, VIETNAMESE = Language("en"), Language("vi")
MARCH = Month.of(date(2024, 3, 1))


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "vi_VN.UTF-8", "LANG": "en_US.UTF-8"}, "vi"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "vi_VN.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LC_MESSAGES": "vi_VN.UTF-8", "LANG": "vi_VN.UTF-8"}, "en"),
        ({"LC_ALL": "vi_VN.UTF-8", "LC_MESSAGES": "C", "LANG": "C"}, "vi"),
        ({"THIDUA_LANG": "vi", "LC_ALL": "C", "LC_MESSAGES": "C", "LANG": "C"}, "vi"),
        ({"THIDUA_LANG": "en", "LC_ALL": "vi_VN.UTF-8", "LANG": "vi_VN.UTF-8"}, "en"),
        ({"THIDUA_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "vi_VN.UTF-8"}, "vi"),
        ({"THIDUA_LANG": "VI"}, "vi"),
    ],
)
def test_the_first_variable_that_is_set_chooses_the_language(environment, chosen):
    assert language_of(environment).code == chosen


@pytest.mark.parametrize(("code", "language"), [("vi", VIETNAMESE), ("en", ENGLISH), ("de", ENGLISH), (None, ENGLISH)])
def test_anything_but_vietnamese_is_english(code, language):
    assert language_named(code) == language


@pytest.mark.parametrize(
    ("value", "english", "vietnamese"),
    [
        (Points(950), "9.5", "9,5"),
        (Points(100), "1", "1"),
        (Points(8889), "88.89", "88,89"),
        (Points(-50), "-0.5", "-0,5"),
        (MARCH, "2024-03", "03/2024"),
        (date(2024, 3, 31), "2024-03-31", "31/03/2024"),
        ((Points(950), MARCH, "chan-1"), "9.5, 2024-03, chan-1", "9,5, 03/2024, chan-1"),
        ([3, 6, 9, 12], "3, 6, 9, 12", "3, 6, 9, 12"),
        ((), "", ""),
        ("9.5", "9.5", "9.5"),
        (1200, "1200", "1200"),
        (None, "", ""),
    ],
)
def test_a_value_is_written_as_its_readers_write_it(value, english, vietnamese):
    assert ENGLISH.show(value) == english
    assert VIETNAMESE.show(value) == vietnamese


def test_a_sentence_shows_its_facts_in_its_own_notation():
    facts = {"learner": "AN-HIEP", "exemplar": "MY-HOA", "day": date(2024, 5, 10), "form": "tham quan"}
    message = "{learner} learned from {exemplar} on {day}: {form}."
    assert ENGLISH.say(message, **facts) == "AN-HIEP learned from MY-HOA on 2024-05-10: tham quan."
    assert VIETNAMESE.say(message, **facts) == "AN-HIEP học tập MY-HOA ngày 10/05/2024: tham quan."


def test_braces_in_a_fact_are_shown_as_they_stand():
    assert ENGLISH.say("{file}: sound.", file="{name}.yaml") == "{name}.yaml: sound."


def test_a_sentence_without_a_translation_is_said_in_english():
    assert VIETNAMESE.say("nobody says this") == "nobody says this"


def test_the_screen_speaks_the_language_it_was_told():
    before = screen()
    try:
        speak(VIETNAMESE)
        assert (screen(), say("Month")) == (VIETNAMESE, "Tháng")
        speak(ENGLISH)
        assert say("Month") == "Month"
    finally:
        speak(before)


@pytest.mark.parametrize(
    ("topic", "code", "vietnamese"),
    [
        ("result", "following", "đang học tập, chưa bắt kịp"),
        ("result", "caught-up", "bắt kịp"),
        ("result", "surpassed", "vượt qua"),
        ("award", "praise", "biểu dương"),
        ("award", "reward", "khen thưởng"),
        ("family", "leg", "Chân"),
        ("family", "prong", "Mũi"),
        ("mode", "secret", "bỏ phiếu kín"),
        ("step", 3, "3 Học tập"),
    ],
)
def test_a_code_of_the_domain_is_said_in_the_field_s_own_term(topic, code, vietnamese):
    assert term(VIETNAMESE, topic, code) == vietnamese
    assert term(ENGLISH, topic, code) == TERMS[topic][str(code)]


def test_a_code_that_is_no_term_is_shown_as_it_stands():
    assert term(VIETNAMESE, "kind", "commune") == "commune"

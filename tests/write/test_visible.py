"""What is made visible, and what is left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.write.visible import visible

ZWJ = "\u200d"


@given(st.text(st.characters()))
def test_no_text_keeps_a_control_character(text):
    shown = visible(text)
    assert {unicodedata.category(char) for char in shown.replace(ZWJ, "")} & {"Cc", "Cf", "Cs", "Zl", "Zp"} == set()
    assert unicodedata.is_normalized("NFC", shown)
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        (unicodedata.normalize("NFD", "Nguyễn"), "Nguyễn"),
        ("[red]x[/red] :smile:", "[red]x[/red] :smile:"),
        ("a\tb\nc\r\nd", "a b c d"),
        ("\x00\x07\x08\r\x1b\x7f\x9b", r"\x00\x07\x08\x0d\x1b\x7f\x9b"),
        ("\xad\u200b\u202e\u2066\ufeff\u2028\u2029", r"\xad\u200b\u202e\u2066\ufeff\u2028\u2029"),
        ("\U000e0041\ud800", r"\U000e0041\ud800"),
        ("👩\u200d🌾 👍🏽 ❤️\u200d🔥", "👩\u200d🌾 👍🏽 ❤️\u200d🔥"),
        ("a\u200db \u200d", r"a\u200db \u200d"),
        ("\u202e\u0302", "\\u202ê"),
    ],
)
def test_controls_are_shown_and_letters_are_left(text, shown):
    assert visible(text) == shown

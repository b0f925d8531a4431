"""Text that is not what it seems is found, with the place; Vietnamese text, symbols and foreign words pass."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.domain.traps import trap
from thidua.errors import because

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
SIGNS = " \t\n\r\xa0-–—/.,;:!()[]'\"“”‘’…%&+*=0123456789°²³½₫×→≥✓•🌾"
VIETNAMESE = st.text(alphabet=LETTERS + LETTERS.upper() + SIGNS, max_size=40)
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=[]), max_size=30)
INVISIBLE = "\xad\u034f\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2064\u2066\u2069\ufeff\U000e0061\U000e0100"
CONTROL = "\0\x07\x0b\x1b\x1f\x7f\x80\x85\x9f\ud800\ue000\uf0b7\ufdd0\ufffe\U0001ffff\U00100000"
TWINS = {"А": "A", "В": "B", "Ε": "E", "Н": "H", "І": "I", "Κ": "K", "М": "M", "Ν": "N", "О": "O", "Р": "P", "Т": "T"}

SOUND = (
    "",
    "BA-TRI",
    "Xã Mỹ Hòa, huyện Ba Tri",
    "Thế nào?",
    "Thế nào? Chưa rõ",
    "Bao nhiêu?)",
    "Đúng hạn??",
    "?",
    "(?)",
    "5?",
    "https://batri.bentre.gov.vn/tin?id=29110",
    "xem www.bentre.gov.vn/?p=1",
    "Ðức, ðồng, Ɖức, ɖồng",
    "m², 30 °C, 1ª, 2º, ½, 5 µm, 5 μg, 10 kΩ, 2 ℓ",
    "α-amylase, β, χ², π, Δt",
    "₫, €, →, ≥, ✓",
    "🌾 ✔️ ☎︎ 1️⃣ 👍🏽 ↔️",
    "Москва",
    "Об утверждении",
    "Ελλάδα",
    "中文, ភាសាខ្មែរ",
    "ℹ\ufe0f",
)

LOST = {
    "Nguy?n": "Nguy?n",
    "H?a": "H?a",
    "Nguy??n": "Nguy??n",
    "Xã M? H?a": "M?",
    "xã ?ông": "?ông",
    "“?ông”": "“?ông”",
    "H? Chí Minh": "H?",
    "TH? X?": "TH?",
    "(Th? xã)": "(Th?",
    "Thế nào?Chưa": "nào?Chưa",
    "https://batri.vn/?p=1 H?a": "H?a",
    "Nguy\ufffdn": "Nguy\ufffdn",
    "\ufffd": "\ufffd",
}

LOOKALIKE = {
    "\u041cH-01": ("\u041cH-01", 1, "CYRILLIC CAPITAL LETTER EM", "M"),
    "A\u0391": ("A\u0391", 2, "GREEK CAPITAL LETTER ALPHA", "A"),
    "\u0410-01": ("\u0410-01", 1, "CYRILLIC CAPITAL LETTER A", "A"),
    "\u0410\u041d": ("\u0410\u041d", 1, "CYRILLIC CAPITAL LETTER A", "A"),
    "xã \u0410\u041d": ("\u0410\u041d", 4, "CYRILLIC CAPITAL LETTER A", "A"),
    "Xã H\u043e\u0300a": ("H\u043e\u0300a", 5, "CYRILLIC SMALL LETTER O", "o"),
    "H\u04d1ng": ("H\u04d1ng", 2, "CYRILLIC SMALL LETTER A WITH BREVE", "a"),
    "nô\u043c": ("nô\u043c", 3, "CYRILLIC SMALL LETTER EM", "m"),
    "tr\u03b9": ("tr\u03b9", 3, "GREEK SMALL LETTER IOTA", "i"),
    "\uff22\uff21": ("\uff22\uff21", 1, "FULLWIDTH LATIN CAPITAL LETTER B", "B"),
    "MH-\uff10": ("MH-\uff10", 4, "FULLWIDTH DIGIT ZERO", "0"),
    "\U0001d400n": ("\U0001d400n", 1, "MATHEMATICAL BOLD CAPITAL A", "A"),
    "Cụm \u2162": ("\u2162", 5, "ROMAN NUMERAL THREE", "III"),
    "hi\ufb01": ("hi\ufb01", 3, "LATIN SMALL LIGATURE FI", "fi"),
    "C\u0585": ("C\u0585", 2, "ARMENIAN SMALL LETTER OH", "o"),
    "\u13aa-1": ("\u13aa-1", 1, "CHEROKEE LETTER GO", "A"),
    "\ua4ee1": ("\ua4ee1", 1, "LISU LETTER A", "A"),
    "\u2c80n": ("\u2c80n", 1, "COPTIC CAPITAL LETTER ALFA", "A"),
}


@pytest.mark.parametrize("text", SOUND)
def test_a_question_a_symbol_and_a_foreign_word_are_no_trap(text):
    assert trap(text) is None
    assert trap(unicodedata.normalize("NFD", text)) is None


@pytest.mark.parametrize("text", LOST)
def test_letters_that_a_save_has_lost_are_found(text):
    assert trap(text) == because("text-letters-lost", text=LOST[text])


@pytest.mark.parametrize("text", LOOKALIKE)
def test_a_letter_of_another_script_that_looks_latin_is_found(text):
    around, position, name, latin = LOOKALIKE[text]
    facts = {"character": text[position - 1], "name": name, "latin": latin}
    assert trap(text) == because("text-lookalike", text=around, position=position, **facts)


@pytest.mark.parametrize(
    ("text", "around", "character", "position"),
    [
        ("Ba\u200bTri", "Ba[U+200B]Tri", "U+200B", 3),
        ("\ufeffBA", "[U+FEFF]BA", "U+FEFF", 1),
        ("xã An \u202eĐức", "[U+202E]Đức", "U+202E", 7),
        ("a\ufe0f", "a[U+FE0F]", "U+FE0F", 2),
        ("\ufe0f", "[U+FE0F]", "U+FE0F", 1),
        ("👩\u200d🌾", "👩[U+200D]🌾", "U+200D", 2),
        ("x" * 30 + "\xad" + "y" * 30, "x" * 20 + "[U+00AD]" + "y" * 20, "U+00AD", 31),
    ],
)
def test_a_character_nobody_sees_is_found(text, around, character, position):
    assert trap(text) == because("text-invisible", text=around, character=character, position=position)


@pytest.mark.parametrize(
    ("text", "character", "position"),
    [("Ba\x07Tri", "U+0007", 3), ("\x85", "U+0085", 1), ("a\udcff", "U+DCFF", 2), ("\uf0b7 Xã", "U+F0B7", 1)],
)
def test_a_character_that_is_no_text_is_found(text, character, position):
    assert trap(text) == because("text-control", character=character, position=position)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("H?a \u200b", "text-letters-lost"),
        ("\u200b H?a", "text-invisible"),
        ("\x07\u200b", "text-control"),
        ("\u041cH \x07", "text-lookalike"),
    ],
)
def test_the_first_of_several_faults_is_told(text, code):
    assert trap(text).code == code


@given(VIETNAMESE)
def test_vietnamese_text_is_never_a_trap(text):
    assert trap(unicodedata.normalize("NFC", text)) is None
    assert trap(unicodedata.normalize("NFD", text)) is None


@given(VIETNAMESE, st.sampled_from(INVISIBLE + CONTROL), VIETNAMESE)
def test_what_is_not_seen_is_found_wherever_it_stands(before, character, after):
    found = trap(before + character + after)
    assert found.code == ("text-invisible" if character in INVISIBLE else "text-control")
    assert (found.facts["character"], found.facts["position"]) == (f"U+{ord(character):04X}", len(before) + 1)


@given(VIETNAMESE, st.sampled_from(sorted(TWINS)), VIETNAMESE)
def test_one_lookalike_among_latin_letters_is_found_wherever_it_stands(before, twin, after):
    found = trap(f"X{before}{twin}{after}")
    assert (found.code, found.facts["character"], found.facts["latin"]) == ("text-lookalike", twin, TWINS[twin])
    assert found.facts["position"] == len(before) + 2


@given(ANY_TEXT)
def test_any_text_is_judged_and_the_place_is_within_it(text):
    found = trap(text)
    assert found is None or 1 <= found.facts.get("position", 1) <= len(text)

"""Vietnamese names: one form, matched, searched and sorted."""

import unicodedata
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.domain.names import matching_key, search_key, sort_key, tidy

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
NAMES = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " -'123\u200b\u00a0", max_size=30)
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
MARKED_TEXT = st.text(alphabet="aeioUynhHgcđ\u0300\u0301\u0302\u0303\u0306\u0308\u0309\u031b\u0323\u0327 ", max_size=12)


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("  Mỹ   Hòa ", "Mỹ Hòa"),
        ("Mỹ\u00a0Hòa\t\n", "Mỹ Hòa"),
        ("Mỹ\u200b Hòa\ufeff", "Mỹ Hòa"),
        ("My\u0303 Ho\u0300a", "Mỹ Hòa"),
        ("\u00d0\u00e0 Nẵng", "Đà Nẵng"),
        ("\u0189ức \u00f0ức", "Đức đức"),
        ("", ""),
        (" \u200b ", ""),
    ],
)
def test_a_name_has_one_written_form(written, tidied):
    assert tidy(written) == tidied


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mỹ Hòa", "Mỹ Hoà"),
        ("Hóa", "Hoá"),
        ("Hỏa", "Hoả"),
        ("Họa", "Hoạ"),
        ("Thủy", "Thuỷ"),
        ("Thúy", "Thuý"),
        ("Quý", "Qúy"),
        ("Khuỷu", "Khủyu"),
        ("Huỳnh", "Hùynh"),
        ("Toàn", "Tòan"),
        ("Nghĩa", "Nghiã"),
        ("Tuyết", "Tuýêt"),
        ("Đoài", "Đòai"),
        ("Ngoằn", "Ngòăn"),
        ("Hòa-Bình", "Hoà-Bình"),
        ("QuốcHòa", "QuốcHoà"),
        ("AN NGÃI TRUNG", "an ngãi trung"),
        ("ĐỒNG KHỞI", "đồng khởi"),
        ("\u00d0ông", "Đông"),
        ("An  Hiệp", "An Hiệp"),
        ("An\u00a0Hiệp", "An Hiệp"),
        ("An\u200b Hiệp", "An Hiệp"),
        ("\ufeffAn Hi\u00adệp ", "An Hiệp"),
    ],
)
def test_two_spellings_of_one_name_match(one, other):
    assert matching_key(one) == matching_key(other)
    assert sort_key(one) == sort_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa", "Hóa"),
        ("Hòa", "Hoa"),
        ("Hỏa", "Hõa"),
        ("Ân", "An"),
        ("Ăn", "Ân"),
        ("Đức", "Dức"),
        ("Tư", "Tu"),
        ("Sơn", "Sôn"),
        ("Ấn", "Ần"),
        ("Hòa Bình", "HòaBình"),
        ("Mỹ Hòa 1", "Mỹ Hòa 2"),
        ("Quốcviệt", "Quộcviết"),
        ("Hòa Binh", "Hoa Bình"),
    ],
)
def test_different_names_do_not_match(one, other):
    assert matching_key(one) != matching_key(other)


@given(NAMES)
def test_a_name_matches_itself_decomposed_in_capitals_and_with_wide_spaces(name):
    spellings = [
        unicodedata.normalize("NFD", name),
        unicodedata.normalize("NFC", name),
        name.upper(),
        name.lower(),
        f"\ufeff {name.replace(' ', '  ')}\t",
    ]
    assert {matching_key(spelling) for spelling in spellings} == {matching_key(name)}
    assert {search_key(spelling) for spelling in spellings} == {search_key(name)}
    assert {sort_key(spelling) for spelling in spellings} == {sort_key(name)}


@given(st.one_of(NAMES, ANY_TEXT, MARKED_TEXT))
def test_every_form_of_a_name_is_its_own_form(text):
    assert tidy(tidy(text)) == tidy(text)
    assert matching_key(matching_key(text)) == matching_key(text)
    assert matching_key(tidy(text)) == matching_key(text)
    assert search_key(tidy(text)) == search_key(text)


@given(st.one_of(NAMES, ANY_TEXT, MARKED_TEXT), st.sampled_from("\u200b\u00ad\u200e\ufeff"), st.integers(0, 30))
def test_a_character_that_nobody_sees_is_no_part_of_a_name(text, unseen, at):
    assert tidy(text[:at] + unseen + text[at:]) == tidy(text)


@given(st.one_of(NAMES, MARKED_TEXT))
def test_names_that_match_are_found_by_one_search(name):
    assert search_key(matching_key(name)) == search_key(name)


@given(NAMES)
def test_a_name_already_without_diacritics_is_searched_as_it_stands(name):
    assert search_key(search_key(name)) == search_key(name)


@pytest.mark.parametrize(
    ("name", "searched"),
    [
        ("Thị trấn Tiệm Tôm", "thi tran tiem tom"),
        ("ĐỨC Dũng", "duc dung"),
        ("\u00d0ức", "duc"),
        ("Nguyễn Thị Ưng Ước", "nguyen thi ung uoc"),
        ("An Ngãi  Trung 2", "an ngai trung 2"),
    ],
)
def test_a_name_is_searched_without_its_diacritics(name, searched):
    assert search_key(name) == searched


@pytest.mark.parametrize(
    "ordered",
    [
        list("aăâbcdđeêghiklmnoôơpqrstuưvxy"),
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["Hoa", "Hòa", "Hoả", "Hõa", "Hoá", "Họa"],
        ["Ái Mỹ", "An", "Anh", "Ăn", "Ân", "Bình"],
        ["Da", "Dũng", "Đa", "Đức", "Em"],
        ["Ba Tri", "Bà Tri", "Bảo Thạnh", "Bảo Thuận"],
        ["An", "An Bình", "An Hiệp", "Ana"],
        ["Mỹ Hòa", "Mỹ Hòa 1", "Mỹ Hòa 2"],
        ["Lan", "Lân", "Ly", "Ngân", "Oanh", "Ông", "Ơn", "Tuyết", "Tư", "Ước", "Yên"],
    ],
)
def test_names_stand_in_the_order_of_the_vietnamese_alphabet(ordered):
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


def test_tones_decide_only_where_all_letters_are_the_same():
    assert sorted(["Hòa Bình", "Hoa Cúc", "Hoà An", "Hóa An"], key=sort_key) == [
        "Hoà An",
        "Hóa An",
        "Hòa Bình",
        "Hoa Cúc",
    ]


def test_the_order_of_names_does_not_depend_on_where_they_stood():
    names = ["Ân", "An", "Ăn", "Án", "Ạn"]
    assert {tuple(sorted(some, key=sort_key)) for some in permutations(names)} == {("An", "Án", "Ạn", "Ăn", "Ân")}


@given(st.one_of(ANY_TEXT, MARKED_TEXT))
def test_any_text_at_all_has_its_place_in_the_order(text):
    assert sort_key(text) == sort_key(tidy(text)) == sort_key(matching_key(text))

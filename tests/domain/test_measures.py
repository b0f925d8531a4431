"""What is reported for a line, as people type it: read, refused with its reason, and written in its one form."""

from fractions import Fraction
from unicodedata import normalize

import pytest

from make import points
from thidua.domain.measures import (
    Amount,
    Answer,
    Cases,
    Given,
    Level,
    NoPlan,
    Rate,
    is_no_plan,
    read_amount,
    read_answer,
    read_cases,
    read_given,
    read_level,
    read_rate,
)
from thidua.errors import because

LEVELS = (("dat-chuan", "Đạt chuẩn"), ("nang-cao", "Nâng cao"), ("kieu-mau", "Kiểu mẫu"))


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("3.5", "3.5", "3.5"),
        ("1,5", "1.5", "1.5"),
        ("- 0,25", "-0.25", "-0.25"),
        ("+ 0,1", "0.1", "0.1"),
        ("9,50", "9.5", "9.5"),
        (" 0 ", "0", "0"),
        ("-0", "0", "0"),
    ],
)
def test_points_are_read_as_people_type_them(text, value, written):
    read = read_given(text)
    assert read == Given(points(value))
    assert str(read) == written


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.000", because("number-ambiguous", text="1.000", joined="1000", whole="1")),
        ("1.000,5", because("number-both-separators", text="1.000,5")),
        ("0.125", because("number-too-precise", text="0.125")),
        ("98,06%", because("number-malformed", text="98,06%")),
        ("đạt", because("number-malformed", text="đạt")),
        ("٣", because("number-foreign-digits", text="٣")),
        ("", because("number-malformed", text="")),
    ],
)
def test_points_that_are_no_plain_number_are_refused(text, reason):
    assert read_given(text) == reason


@pytest.mark.parametrize(
    "text", ["yes", "Y", "x", "X", "true", "có", "CÓ", "co", "đạt", "dat", normalize("NFD", "đạt")]
)
def test_yes_is_read_in_either_language(text):
    assert read_answer(text) == Answer(yes=True)


@pytest.mark.parametrize("text", ["no", "N", "false", "không", "khong", "chưa đạt", "chua  dat", "Không đạt"])
def test_no_is_read_in_either_language(text):
    assert read_answer(text) == Answer(yes=False)


@pytest.mark.parametrize("text", ["", "maybe", "1", "0", "không có kế hoạch"])
def test_what_is_neither_yes_nor_no_is_refused(text):
    assert read_answer(text) == because("answer-malformed", text=text)


def test_an_answer_is_written_in_english():
    assert (str(Answer(yes=True)), str(Answer(yes=False))) == ("yes", "no")


@pytest.mark.parametrize(
    ("text", "cases", "written"),
    [
        ("0", Cases(0), "0"),
        (" 5 ", Cases(5), "5"),
        ("5 waived 2", Cases(5, 2), "5 waived 2"),
        ("5 Waived 5", Cases(5, 5), "5 waived 5"),
        ("5  miễn  2", Cases(5, 2), "5 waived 2"),
        (normalize("NFD", "5 miễn 2"), Cases(5, 2), "5 waived 2"),
        ("5 mien 2", Cases(5, 2), "5 waived 2"),
        ("5 không trừ 1", Cases(5, 1), "5 waived 1"),
        ("5 waived 0", Cases(5), "5"),
    ],
)
def test_cases_are_counted_and_some_of_them_waived(text, cases, written):
    read = read_cases(text, waiver=True)
    assert read == cases
    assert str(read) == written


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.5", "2,0", "x", "5 waived", "5 waived x", "x waived 1", "5 2"])
def test_cases_are_whole_numbers(text):
    assert read_cases(text, waiver=True) == because("count-malformed", text=text)


def test_no_more_cases_are_waived_than_there_were():
    reason = because("waived-over-cases", text="2 waived 3", cases=2, waived=3)
    assert read_cases("2 waived 3", waiver=True) == reason


@pytest.mark.parametrize("text", ["5 waived 2", "5 waived 0", "5 waived 9"])
def test_a_waiver_is_refused_where_the_rule_knows_none(text):
    assert read_cases(text, waiver=False) == because("waiver-unknown", text=text)


@pytest.mark.parametrize(
    ("text", "rate", "written"),
    [
        ("151/154", Rate(Fraction(151), Fraction(154)), "151/154"),
        (" 151 / 154 ", Rate(Fraction(151), Fraction(154)), "151/154"),
        ("151/154 = 98,05%", Rate(Fraction(151), Fraction(154), Fraction("98.05")), "151/154 = 98.05%"),
        ("151/154 (98.05 %)", Rate(Fraction(151), Fraction(154), Fraction("98.05")), "151/154 = 98.05%"),
        ("2,5/3.5", Rate(Fraction("2.5"), Fraction("3.5")), "2.5/3.5"),
        ("0/7", Rate(Fraction(0), Fraction(7)), "0/7"),
    ],
)
def test_a_rate_is_kept_as_its_counts_with_what_is_stated_beside_them(text, rate, written):
    read = read_rate(text, over_whole=False)
    assert read == rate
    assert str(read) == written


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("98,06%", because("rate-without-counts", text="98,06%")),
        ("98", because("rate-without-counts", text="98")),
        ("", because("rate-without-counts", text="")),
        ("1/2/3", because("rate-without-counts", text="1/2/3")),
        ("/3", because("rate-without-counts", text="/3")),
        ("1.000/1200", because("number-ambiguous", text="1.000", joined="1000", whole="1")),
        ("1/1.200", because("number-ambiguous", text="1.200", joined="1200", whole="1")),
        ("a/3", because("number-malformed", text="a")),
        ("3/4=75,x%", because("number-malformed", text="75,x")),
        ("-1/4", because("rate-not-counts", text="-1/4")),
        ("1/-4", because("rate-not-counts", text="1/-4")),
        ("0/0", because("rate-of-nothing", text="0/0")),
        ("5/4", because("rate-over-whole", text="5/4")),
    ],
)
def test_a_rate_that_cannot_be_recomputed_is_refused(text, reason):
    assert read_rate(text, over_whole=False) == reason


def test_a_plan_may_be_exceeded_and_a_target_of_zero_held_where_the_rule_says_so():
    assert read_rate("5/4", over_whole=True) == Rate(Fraction(5), Fraction(4))
    assert read_rate("0/0", over_whole=True, of_zero=True) == Rate(Fraction(0), Fraction(0))
    assert read_rate("1/0", over_whole=True) == because("rate-of-nothing", text="1/0")


@pytest.mark.parametrize("text", ["1,5/4", "1/4,5"])
def test_things_that_are_counted_are_whole(text):
    assert read_rate(text, over_whole=False, in_wholes=True) == because("rate-not-counts", text=text)


@pytest.mark.parametrize(
    ("text", "disagrees"),
    [
        ("151/154", False),
        ("151/154 = 98,05%", False),
        ("151/154 = 98,06%", True),
        ("2/3 = 66,67%", False),
        ("2/3 = 66,66%", True),
        ("1/800 = 0,12%", False),
        ("1/800 = 0,13%", False),
        ("1/800 = 0,11%", True),
        ("1/2 = -50%", True),
    ],
)
def test_a_stated_rate_more_than_half_a_hundredth_of_a_percent_away_disagrees(text, disagrees):
    assert read_rate(text, over_whole=False).disagrees() is disagrees


def test_no_percentage_agrees_with_a_target_of_zero():
    read = [read_rate(text, over_whole=True, of_zero=True) for text in ("0/0", "0/0 = 100%")]
    assert [rate.disagrees() for rate in read] == [False, True]


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("12,5", "12.5", "12.5"),
        ("0", "0", "0"),
        ("-0", "0", "0"),
        ("1000", "1000", "1000"),
        ("0.125", "0.125", "0.125"),
        ("12,3450", "12.345", "12.3450"),
        ("1234,567", "1234.567", "1234.567"),
        ("0,1234567", "0.1234567", "0.1234567"),
    ],
)
def test_an_amount_keeps_all_its_decimals_and_reads_back(text, value, written):
    read = read_amount(text)
    assert read == Amount(Fraction(value))
    assert str(read) == written
    assert read_amount(written) == read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-0,1", because("amount-below-zero", text="-0,1")),
        ("1.000", because("number-ambiguous", text="1.000", joined="1000", whole="1")),
        ("45/50", because("number-malformed", text="45/50")),
        ("", because("number-malformed", text="")),
    ],
)
def test_an_amount_is_a_number_of_zero_or_more(text, reason):
    assert read_amount(text) == reason


@pytest.mark.parametrize(
    ("text", "is_none"),
    [
        ("no plan", True),
        ("No-Plan", True),
        ("không có kế hoạch", True),
        ("Khong co ke hoach", True),
        ("không", False),
        ("0", False),
        ("", False),
    ],
)
def test_having_no_plan_is_said_in_words(text, is_none):
    assert is_no_plan(text) is is_none


def test_having_no_plan_reads_back():
    assert is_no_plan(str(NoPlan()))


@pytest.mark.parametrize("text", ["nang-cao", "NANG-CAO", "Nâng cao", "nâng  CAO", normalize("NFD", "Nâng cao")])
def test_a_level_is_read_by_its_code_or_its_name(text):
    assert read_level(text, LEVELS, may_be_none=False) == Level("nang-cao")


def test_none_of_the_levels_is_said_where_the_rule_allows_it():
    known = ("dat-chuan", "nang-cao", "kieu-mau")
    assert read_level("không", LEVELS, may_be_none=True) == Level(None)
    assert read_level("không", LEVELS, may_be_none=False) == because("level-unknown", text="không", known=known)
    assert (str(Level("nang-cao")), str(Level(None))) == ("nang-cao", "no")


@pytest.mark.parametrize(
    ("text", "code"),
    [("2", "level-not-a-number"), ("1,5", "level-not-a-number"), ("nang cao", "level-unknown"), ("", "level-unknown")],
)
def test_a_level_is_no_number_and_one_of_those_known(text, code):
    known = ("dat-chuan", "nang-cao", "kieu-mau")
    assert read_level(text, iter(LEVELS), may_be_none=False) == because(code, text=text, known=known)


def test_a_level_whose_code_is_a_number_may_be_named_by_it():
    assert read_level("4", (("3", "Hạng ba"), ("4", "Hạng bốn")), may_be_none=False) == Level("4")

"""Exact points: read, written, added and rounded."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.domain.points import (
    ZERO,
    Points,
    decimal_text,
    parse_count,
    parse_number,
    parse_points,
    percent,
    rounded,
    total,
    typed_text,
)
from thidua.errors import because

POINTS = st.integers(-(10**14) + 1, 10**14 - 1).map(Points)


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("9", 900),
        ("9.5", 950),
        ("9,5", 950),
        ("9.50", 950),
        ("9.50000", 950),
        ("118.4", 11840),
        ("00.5", 50),
        ("0.000", 0),
        ("0,100", 10),
        ("01.000", 100),
        ("+5", 500),
        ("+ 0,1", 10),
        ("-5", -500),
        ("- 0,25", -25),
        ("-0", 0),
        ("-0,00", 0),
        (" 5\n", 500),
        ("\u00a05", 500),
        ("1000", 100000),
        ("1000,5", 100050),
        ("1.0000", 100),
        ("999999999999,99", 99999999999999),
    ],
)
def test_points_are_read_with_a_point_or_a_comma(text, hundredths):
    assert parse_points(text) == Points(hundredths)


@pytest.mark.parametrize(
    ("text", "joined", "whole"),
    [
        ("1.000", "1000", "1"),
        ("1,000", "1000", "1"),
        ("5.125", "5125", "5"),
        ("12.345", "12345", "12"),
        ("12.340", "12340", "12"),
        ("123.450", "123450", "123"),
        ("-1.000", "1000", "1"),
    ],
)
def test_three_digits_after_a_sign_may_be_thousands_and_are_refused(text, joined, whole):
    assert parse_points(text) == because("number-ambiguous", text=text, joined=joined, whole=whole)


@pytest.mark.parametrize("text", ["0.125", "0,001", "1234.567", "9.999999", "1.0001", "00.125"])
def test_more_than_two_decimals_are_refused_not_rounded(text):
    assert parse_points(text) == because("number-too-precise", text=text)


@pytest.mark.parametrize("text", ["1,000.5", "1.000,5", "1.234.567,8", ",."])
def test_both_separators_are_refused(text):
    assert parse_points(text) == because("number-both-separators", text=text)


@pytest.mark.parametrize("text", ["９", "١", "1２", "9.５", "²", "५,5"])
def test_digits_of_other_scripts_are_refused_by_name(text):
    assert parse_points(text) == because("number-foreign-digits", text=text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "ninety",
        "NaN",
        "inf",
        "1e2",
        "0x10",
        "--5",
        "+-5",
        "−−5",
        "5-",
        "5.",
        "5,",
        ".5",
        ",5",
        "5 .5",
        "1 000",
        "1\u00a0000",
        "1_000",
        "1'000",
        "1.2.3",
        "1.000.000",
        "5%",
        "½",
        "5٫5",
        "5\u200b",
        "5\n6",
        "1" * 13,
        "0." + "1" * 41,
        "9" * 10_000,
    ],
)
def test_what_is_not_a_plain_number_is_refused(text):
    assert parse_points(text) == because("number-malformed", text=text)


@given(st.text())
def test_no_text_at_all_crashes_the_reader(text):
    read = parse_points(text)
    assert isinstance(read, Points) or read.facts["text"] == text


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [(0, "0"), (900, "9"), (950, "9.5"), (905, "9.05"), (-25, "-0.25"), (-100, "-1"), (11840, "118.4"), (5, "0.05")],
)
def test_points_are_written_with_as_many_decimals_as_there_are(hundredths, text):
    assert str(Points(hundredths)) == text


@given(POINTS)
def test_points_read_back_from_what_they_write(points):
    assert parse_points(str(points)) == points
    assert parse_points(str(points).replace(".", ",")) == points


@given(st.lists(POINTS), st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_its_order(parts, random):
    shuffled = list(parts)
    random.shuffle(shuffled)
    assert total(shuffled) == total(parts)


def test_nothing_at_all_sums_to_zero():
    assert total([]) == ZERO


def test_a_sum_of_many_tenths_is_exact():
    assert total(Points(10) for _ in range(1000)) == Points(10000)


@given(POINTS, POINTS)
def test_what_was_added_can_be_taken_away(one, other):
    assert one + other - other == one
    assert total([one, other]) == one + other


@given(POINTS, POINTS)
def test_points_are_ordered_as_their_numbers_are(one, other):
    assert (one < other) == (Decimal(str(one)) < Decimal(str(other)))


@pytest.mark.parametrize(
    ("value", "hundredths"),
    [
        (Fraction(1, 200), 1),
        (Fraction(-1, 200), -1),
        (Fraction(3, 200), 2),
        (Fraction(5, 200), 3),
        (Fraction(1, 201), 0),
        (Fraction(-1, 201), 0),
        (Fraction(2, 3), 67),
        (Fraction(-2, 3), -67),
        (Fraction(0), 0),
    ],
)
def test_halves_are_rounded_away_from_zero(value, hundredths):
    assert rounded(value) == Points(hundredths)


@given(
    st.one_of(
        st.integers(-(10**12), 10**12).map(lambda n: Decimal(2 * n + 1) / 200), st.decimals(-1000, 1000, places=5)
    )
)
def test_rounding_is_what_decimals_call_half_up(value):
    expected = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert rounded(Fraction(value)) == Points(int(expected * 100))


@given(st.fractions())
def test_rounding_never_moves_a_value_by_more_than_half_a_hundredth(value):
    assert abs(Fraction(rounded(value).hundredths, 100) - value) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(8, 9, "88.89"), (2, 3, "66.67"), (6, 9, "66.67"), (0, 9, "0"), (9, 9, "100"), (1, 8, "12.5")],
)
def test_a_percentage_is_rounded_for_showing(part, whole, text):
    assert str(percent(part, whole)) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(8995, 100), 1, "90"),
        (Fraction(8994, 100), 1, "89.9"),
        (Fraction(895, 10), 0, "90"),
        (Fraction(-895, 10), 0, "-90"),
    ],
)
def test_a_number_is_rounded_to_fewer_decimals_where_it_is_asked(value, decimals, text):
    assert str(rounded(value, decimals=decimals)) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", Fraction(12)),
        ("- 0,25", Fraction(-1, 4)),
        ("98,0519", Fraction(980519, 10000)),
        ("0,125", Fraction(1, 8)),
        ("1,0000", Fraction(1)),
        ("0." + "0" * 39 + "1", Fraction(1, 10**40)),
    ],
)
def test_a_number_keeps_all_its_decimals(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.000", because("number-ambiguous", text="1.000", joined="1000", whole="1")),
        ("1.000,5", because("number-both-separators", text="1.000,5")),
        ("２", because("number-foreign-digits", text="２")),
        ("98%", because("number-malformed", text="98%")),
    ],
)
def test_a_number_is_refused_as_points_are(text, reason):
    assert parse_number(text) == reason


@pytest.mark.parametrize(
    ("value", "shown", "typed"),
    [
        (Fraction(0), "0", "0"),
        (Fraction(1000), "1000", "1000"),
        (Fraction(-1, 4), "-0.25", "-0.25"),
        (Fraction(1, 8), "0.125", "0.125"),
        (Fraction("12.345"), "12.345", "12.3450"),
        (Fraction("-1.001"), "-1.001", "-1.0010"),
        (Fraction("1234.567"), "1234.567", "1234.567"),
        (Fraction("0.1234567"), "0.123457", "0.1234567"),
    ],
)
def test_a_number_is_written_for_showing_and_so_that_it_reads_back(value, shown, typed):
    assert (decimal_text(value), typed_text(value)) == (shown, typed)
    assert parse_number(typed) == value


@pytest.mark.parametrize(("value", "text"), [(Fraction(2, 3), "0.666667"), (Fraction(-200, 3), "-66.666667")])
def test_a_number_that_is_no_decimal_is_written_to_six_places(value, text):
    assert decimal_text(value) == typed_text(value) == text


@pytest.mark.parametrize(("text", "count"), [("0", 0), ("9", 9), ("007", 7), (" 12 ", 12), ("999999999", 999999999)])
def test_a_count_is_a_whole_number(text, count):
    assert parse_count(text) == count


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.0", "1,5", "1 000", "９", "²", "9" * 10, "chín", "1e3"])
def test_what_is_not_a_count_is_refused(text):
    assert parse_count(text) == because("count-malformed", text=text)

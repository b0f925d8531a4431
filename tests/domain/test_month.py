"""Months: read, written, ordered and counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.domain.month import Month, months_between, parse_month
from thidua.errors import because

MARCH = Month.of(date(2024, 3, 1))
WRITTEN_MONTHS = st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)).map(Month.of)


@pytest.mark.parametrize("text", ["2024-03", "2024-3", "03/2024", "3/2024", " 3/2024\n"])
def test_a_month_is_read_in_each_of_its_written_forms(text):
    assert parse_month(text) == MARCH


@pytest.mark.parametrize("text", ["2024-00", "2024-0", "2024-13", "0/2024", "13/2024", "99/2024"])
def test_a_month_that_does_not_exist_is_refused_by_name(text):
    assert parse_month(text) == because("month-impossible", text=text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024",
        "202403",
        "2024/03",
        "03-2024",
        "3/24",
        "003/2024",
        "2024-03-01",
        "0024-03",
        "3024-03",
        "March 2024",
        "٣/2024",
        "2024-０3",
    ],
)
def test_anything_else_is_not_a_month(text):
    assert parse_month(text) == because("month-malformed", text=text)


@given(WRITTEN_MONTHS)
def test_a_month_reads_back_from_what_it_writes(month):
    assert parse_month(str(month)) == month
    assert parse_month(f"{month.number}/{month.year}") == month


@given(st.dates())
def test_every_day_lies_between_the_ends_of_its_month(day):
    month = Month.of(day)
    assert (month.year, month.number) == (day.year, day.month)
    assert month.first_day <= day <= month.last_day


@given(st.dates(max_value=date(9998, 12, 31)))
def test_the_day_after_a_month_is_in_the_next_month(day):
    month = Month.of(day)
    assert Month.of(month.last_day + timedelta(days=1)) == Month(month.ordinal + 1)


def test_february_has_29_days_in_a_leap_year_only():
    assert [Month.of(date(year, 2, 1)).last_day.day for year in (2023, 2024, 1900, 2000)] == [28, 29, 28, 29]


@given(st.dates(), st.dates())
def test_months_are_ordered_as_their_days_are(one, other):
    assert (Month.of(one) < Month.of(other)) == ((one.year, one.month) < (other.year, other.month))


def test_months_run_over_the_turn_of_the_year():
    november, february = Month.of(date(2024, 11, 30)), Month.of(date(2025, 2, 1))
    assert [str(month) for month in months_between(november, february)] == ["2024-11", "2024-12", "2025-01", "2025-02"]


def test_one_month_is_between_itself_and_itself_and_none_when_the_ends_are_crossed():
    assert list(months_between(MARCH, MARCH)) == [MARCH]
    assert list(months_between(MARCH, Month(MARCH.ordinal - 1))) == []

"""Days as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.domain.dates import parse_date
from thidua.errors import because


@pytest.mark.parametrize("text", ["2024-03-01", "2024-3-1", "01/03/2024", "1/3/2024", " 1/3/2024\n"])
def test_a_day_is_read_in_each_of_its_written_forms_the_day_before_the_month(text):
    assert parse_date(text) == date(2024, 3, 1)


@pytest.mark.parametrize(
    "text", ["31/02/2024", "2023-02-29", "31/04/2024", "00/01/2024", "2024-00-01", "2024-13-01", "03/31/2024"]
)
def test_a_day_that_does_not_exist_is_refused_by_name(text):
    assert parse_date(text) == because("date-impossible", text=text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3/2024",
        "1/3/24",
        "31-03-2024",
        "31.03.2024",
        "2024/03/31",
        "20240331",
        "0024-03-31",
        "1899-12-31",
        "3000-01-01",
        "2024-03-31T00:00",
        "001/03/2024",
        "２024-03-31",
        "2024-03-31 1/3/2024",
        "hôm nay",
    ],
)
def test_anything_else_is_not_a_day(text):
    assert parse_date(text) == because("date-malformed", text=text)


def test_29_february_is_a_day_in_a_leap_year():
    assert parse_date("29/02/2024") == date(2024, 2, 29)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_reads_back_from_both_ways_of_writing_it(day):
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day:02d}/{day.month:02d}/{day.year}") == day

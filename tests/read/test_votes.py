"""votes.csv: one line for each nominee, one sitting for each month and day."""

import io
from dataclasses import replace
from datetime import date

import pytest

from thidua.domain.month import Month
from thidua.errors import Place, Problem, because
from thidua.read.rows import Rejection, Row, Rows, open_rows
from thidua.read.source import Source
from thidua.read.votes import LAYOUT, VoteRow, parse, sittings

MARCH = Month(2024 * 12 + 2)
DAY = date(2024, 4, 2)
VOTE = VoteRow(
    line=2,
    month=MARCH,
    on=DAY,
    eligible=9,
    present=8,
    recused=1,
    issued=8,
    returned=8,
    valid=7,
    nominee="dk-1",
    yes=7,
    no=0,
    chair=True,
    reason=None,
)


def read(written: str) -> list[VoteRow | list[Rejection]]:
    opened = open_rows(Source(io.BytesIO(written.encode()), "x.csv"), LAYOUT)
    assert isinstance(opened, Rows), opened
    return [parse(row) for row in opened if isinstance(row, Row)]


def test_a_line_has_the_counts_of_the_sitting_and_of_its_nominee() -> None:
    written = (
        "month,on,eligible,present,recused,issued,returned,valid,nominee,yes,no,chair,reason\n"
        "2024-03,02/04/2024,9,8,1,8,8,7,dk-1,7,0,yes,\n"
    )
    assert read(written) == [VOTE]


def test_counts_not_said_are_none_and_nobody_is_recused_unless_it_is_said() -> None:
    written = "month,on,present,valid,nominee,yes,no\n3/2024,2024-04-02,8,7,dk-1,5,2\n"
    assert read(written) == [
        replace(VOTE, eligible=None, recused=0, issued=None, returned=None, yes=5, no=2, chair=None)
    ]


@pytest.mark.parametrize(
    ("written", "meant"), [("yes", True), ("CÓ", True), ("No", False), ("không", False), ("", None)]
)
def test_the_chair_answers_in_either_language(written: str, meant: object) -> None:
    (vote,) = read(f"month,on,present,valid,nominee,yes,no,chair\n2024-03,2024-04-02,8,7,dk-1,5,2,{written}\n")
    assert isinstance(vote, VoteRow)
    assert vote.chair is meant


def test_every_fault_of_a_row_is_named_with_its_column_in_the_file() -> None:
    written = "nominee,month,on,eligible,present,valid,yes,no,chair\na b,2024,2024-02-30,-1,,7.0,٣,1e2,maybe\n"
    assert read(written) == [
        [
            Rejection(2, 2, "2024", because("month-malformed", text="2024")),
            Rejection(2, 3, "2024-02-30", because("date-impossible", text="2024-02-30")),
            Rejection(2, 4, "-1", because("count-malformed", text="-1")),
            Rejection(2, 5, "", because("cell-empty", column="present")),
            Rejection(2, 6, "7.0", because("count-malformed", text="7.0")),
            Rejection(2, 7, "٣", because("count-malformed", text="٣")),
            Rejection(2, 8, "1e2", because("count-malformed", text="1e2")),
            Rejection(2, 9, "maybe", because("answer-malformed", text="maybe")),
        ]
    ]


def at(line: int) -> Place:
    return Place("x.csv", line)


def test_rows_of_one_month_and_day_are_one_sitting() -> None:
    second = replace(VOTE, line=4, nominee="dk-2")
    other = replace(VOTE, line=3, on=date(2024, 4, 9), present=5)
    assert sittings([VOTE, other, second]) == ([(VOTE, second), (other,)], [])
    assert sittings([]) == ([], [])


def test_rows_of_one_sitting_that_disagree_are_refused_with_both_lines_and_the_others_given() -> None:
    first = replace(VOTE, place=at(2))
    second = replace(VOTE, line=3, nominee="dk-2", present=7, issued=None, chair=False, place=at(3))
    other = replace(VOTE, on=date(2024, 4, 9), place=at(4))
    shared = {"key": (MARCH, DAY), "first": "x.csv:2"}
    assert sittings([first, second, other]) == (
        [(other,)],
        [
            Problem(because("row-disagrees", **shared, column="present", value="7", first_value="8"), at(3)),
            Problem(because("row-disagrees", **shared, column="issued", value="", first_value="8"), at(3)),
            Problem(because("row-disagrees", **shared, column="chair", value="no", first_value="yes"), at(3)),
        ],
    )


def test_a_nominee_counted_twice_in_one_sitting_is_refused() -> None:
    again = replace(VOTE, line=5, yes=6, place=at(5))
    twice = because("nominee-repeated", nominee="dk-1", first="x.csv:2")
    assert sittings([replace(VOTE, place=at(2)), again]) == ([], [Problem(twice, at(5))])

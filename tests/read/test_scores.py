"""scores.csv: the value stays as reported, an empty one is not scored and never zero; stages, months, reasons."""

import io
import unicodedata

from thidua.domain.month import Month
from thidua.domain.stages import Stage
from thidua.errors import because
from thidua.read.rows import Rejection, Row, Rows, open_rows
from thidua.read.scores import LONG, ScoreRow, parse
from thidua.read.source import Source

MARCH = Month(2024 * 12 + 2)
APRIL = Month(2024 * 12 + 3)


def read(
    written: str, month: Month | None = None, *, stage: Stage | None = None, reason: str | None = None
) -> list[ScoreRow | list[Rejection]]:
    opened = open_rows(Source(io.BytesIO(written.encode()), "x.csv"), LONG)
    assert isinstance(opened, Rows), opened
    return [parse(row, month, stage=stage, reason=reason) for row in opened if isinstance(row, Row)]


def test_a_value_stays_the_text_that_was_reported() -> None:
    written = "registration;criterion;value;note\ndk-1;c1;9,5;\ndk-1;c2;- 0,25; nộp  muộn\ndk-1;c3;18/20;\n"
    assert read(written, MARCH) == [
        ScoreRow(2, "dk-1", "c1", MARCH, "9,5", None),
        ScoreRow(3, "dk-1", "c2", MARCH, "- 0,25", "nộp muộn"),
        ScoreRow(4, "dk-1", "c3", MARCH, "18/20", None),
    ]


def test_each_row_may_say_its_month() -> None:
    written = "registration,criterion,month,value\na,c,2024-03,1\na,c,4/2024,2\n"
    assert read(written) == [ScoreRow(2, "a", "c", MARCH, "1", None), ScoreRow(3, "a", "c", APRIL, "2", None)]


def test_a_row_may_repeat_the_month_of_the_file_or_leave_it_out_but_not_say_another() -> None:
    written = "registration,criterion,month,value\na,c,03/2024,1\na,d,,2\na,e,2024-04,3\n"
    assert read(written, MARCH) == [
        ScoreRow(2, "a", "c", MARCH, "1", None),
        ScoreRow(3, "a", "d", MARCH, "2", None),
        [Rejection(4, 3, "2024-04", because("score-month-differs", month=APRIL, given=MARCH))],
    ]


def test_without_any_month_a_row_is_refused() -> None:
    assert read("registration,criterion,value\na,c,1\n") == [[Rejection(2, None, "", because("score-month-missing"))]]


def test_an_empty_value_is_one_not_reported_and_never_zero() -> None:
    assert read("value,registration,criterion\n,a,c\n0,a,d\n", MARCH) == [
        ScoreRow(2, "a", "c", MARCH, "", None),
        ScoreRow(3, "a", "d", MARCH, "0", None),
    ]


def test_each_row_may_say_its_stage_in_either_language_and_is_agreed_when_it_does_not() -> None:
    written = "registration,criterion,value,stage\na,c,1,self\na,c,1,Thẩm định\na,c,1,\na,d,1,thống nhất\n"
    assert read(written, MARCH) == [
        ScoreRow(2, "a", "c", MARCH, "1", None, Stage.SELF),
        ScoreRow(3, "a", "c", MARCH, "1", None, Stage.APPRAISED),
        ScoreRow(4, "a", "c", MARCH, "1", None, Stage.AGREED),
        ScoreRow(5, "a", "d", MARCH, "1", None, Stage.AGREED),
    ]


def test_a_row_may_repeat_the_stage_of_the_file_or_leave_it_out_but_not_say_another() -> None:
    written = "registration,criterion,value,giai đoạn\na,c,1,self\na,d,1,\na,e,1,agreed\na,f,1,final\n"
    known = ("self", "appraised", "agreed")
    assert read(written, MARCH, stage=Stage.SELF) == [
        ScoreRow(2, "a", "c", MARCH, "1", None, Stage.SELF),
        ScoreRow(3, "a", "d", MARCH, "1", None, Stage.SELF),
        [Rejection(4, 4, "agreed", because("score-stage-differs", stage="agreed", given_stage="self"))],
        [Rejection(5, 4, "final", because("stage-unknown", text="final", known=known))],
    ]


def test_a_row_without_a_reason_has_that_of_the_file() -> None:
    written = "registration,criterion,value,lý do\na,c,1,thiếu  minh chứng\na,d,1,\n"
    assert read(written, MARCH, reason="biên bản 7") == [
        ScoreRow(2, "a", "c", MARCH, "1", None, reason="thiếu minh chứng"),
        ScoreRow(3, "a", "d", MARCH, "1", None, reason="biên bản 7"),
    ]


def test_codes_in_another_unicode_form_with_capitals_kept_are_one_code() -> None:
    written = unicodedata.normalize("NFD", "registration,criterion,value\nĐK-1,chân-1,1\n")
    assert read(written, MARCH) == [ScoreRow(2, "ĐK-1", "chân-1", MARCH, "1", None)]


def test_every_fault_of_a_row_is_named_with_its_column_in_the_file() -> None:
    assert read("month,value,criterion,registration,note\n2024-13,,,,x\n") == [
        [
            Rejection(2, 4, "", because("cell-empty", column="registration")),
            Rejection(2, 3, "", because("cell-empty", column="criterion")),
            Rejection(2, 1, "2024-13", because("month-impossible", text="2024-13")),
        ]
    ]

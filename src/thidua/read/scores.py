"""The rows of ``scores.csv``: what was reported for one registration, one criterion and one month.

The value stays the text that was reported: the criterion's rule turns it into points. A missing result is a line that
is not there, and is never zero.
"""

from dataclasses import dataclass

from thidua.domain.month import Month, parse_month
from thidua.domain.names import tidy
from thidua.errors import because
from thidua.read.rows import Column, Reading, Rejection, Row

COLUMNS = (
    Column("registration", other_names=("đăng ký", "mã đăng ký")),
    Column("criterion", other_names=("tiêu chí", "mã tiêu chí")),
    Column("month", required=False, other_names=("tháng",)),
    Column("value", other_names=("kết quả", "điểm", "giá trị")),
    Column("note", required=False, other_names=("ghi chú",)),
)
_NO_MONTH = Month(0)  # stands where a refused month would; such a row never leaves parse


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One reported result."""

    line: int
    registration: str
    criterion: str
    month: Month
    value: str
    note: str | None


def parse(row: Row, month: Month | None) -> ScoreRow | list[Rejection]:
    """Read one result, or name everything wrong with its row.

    ``month`` is the one all rows are for; without it each row says its own. A row that says another is refused.
    """
    reading = Reading(row)
    registration = reading.needed("registration", _tidied, "")
    criterion = reading.needed("criterion", _tidied, "")
    value = reading.optional("value", _tidied)
    if value is None:
        reading.refuse("value", because("score-empty", registration=registration, criterion=criterion))
    score = ScoreRow(
        line=row.line,
        registration=registration,
        criterion=criterion,
        month=_month(reading, month),
        value=value or "",
        note=reading.optional("note", tidy),
    )
    return reading.faults or score


def _month(reading: Reading, given: Month | None) -> Month:
    before = len(reading.faults)
    written = reading.optional("month", parse_month)
    if written is None:
        if given is None and len(reading.faults) == before:
            reading.refuse("month", because("score-month-missing"))
        return given or _NO_MONTH
    if given is not None and written != given:
        reading.refuse("month", because("score-month-differs", month=written, given=given))
    return written


def _tidied(text: str) -> str:
    # a million rows have three of these each, nearly all tidy already: 8 s with tidy on all, 4 s so
    return text if text.isascii() and len(text.split()) == 1 else tidy(text)

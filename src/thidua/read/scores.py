"""The rows of ``scores.csv``: what was reported for one registration, one criterion and one month.

Long files have a line for each; wide ones a line for each registration and a column for each criterion, headed by its
code or name, also ``CODE:self`` where a stage has a column of its own. An empty cell of those says nothing.

The value stays the text that was reported: the criterion's rule turns it into points. A missing result is a line that
is not there, and is never zero.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from thidua.domain.month import Month, parse_month
from thidua.domain.names import tidy
from thidua.domain.stages import Stage, parse_stage
from thidua.errors import Place, because
from thidua.read.headings import Column, Layout
from thidua.read.reading import Reading
from thidua.read.rows import Rejection, Row

_WHO = Column("registration", other_names=("đăng ký", "mã đăng ký"))
_LINE = Column("criterion", other_names=("tiêu chí", "mã tiêu chí"))
_VALUE = Column(
    "value", other_names=("result", "kết quả", "điểm", "giá trị"), takes=frozenset({"answer", "percent", "number"})
)
_SAID_OF_ALL = (
    Column("month", required=False, other_names=("tháng",), takes=frozenset({"month"})),
    Column("stage", required=False, other_names=("khâu", "bước", "giai đoạn")),
    Column("reason", required=False, other_names=("lý do",), is_free=True),
    Column("note", required=False, other_names=("ghi chú",), is_free=True),
)
_BESIDE = (
    *("unit", "name", "name of the criterion", "points", "at most", "rule", "no"),
    *(
        "đơn vị",
        "tên đơn vị",
        "tên",
        "tên tiêu chí",
        "tổng",
        "tổng điểm",
        "xếp hạng",
        "xếp loại",
        "total",
        "rank",
        "grade",
    ),
    *("điểm chuẩn", "mức cao nhất", "cách tính", "stt"),
)
LONG = Layout("scores", (_WHO, _LINE, _VALUE, *_SAID_OF_ALL), beside=_BESIDE)
WIDE = Layout("scores", (_WHO, *_SAID_OF_ALL), has_more=True, beside=_BESIDE, without=(_LINE, _VALUE))
LAYOUTS = (LONG, WIDE)
_NO_MONTH = Month(0)  # stands where a refused month would; such a row never leaves parse


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One reported result; ``value`` is empty when nothing is reported, ``reason`` why it differs from what was.

    ``place`` is the cell of the value.
    """

    line: int
    registration: str
    criterion: str
    month: Month
    value: str
    note: str | None
    stage: Stage = Stage.AGREED
    reason: str | None = None
    place: Place | None = field(default=None, compare=False)


def said_beside(cell: Callable[[str], str], reason: str | None) -> tuple[str | None, str | None]:
    """Read the reason a row gives, else that of all rows, and its note; ``cell`` gives the text of a column."""
    return tidy(cell("reason")) or reason, tidy(cell("note")) or None


def parse(
    row: Row, month: Month | None, *, stage: Stage | None = None, reason: str | None = None
) -> ScoreRow | list[Rejection]:
    """Read one result, or name everything wrong with its row; an empty value is one not reported.

    ``month`` and ``stage`` are those all rows are for; without them each row says its own, the stage agreed when it
    does not. A row that says another is refused. ``reason`` is that of rows that give none.
    """
    reading = Reading(row)
    registration = reading.needed("registration", _tidied, "")
    criterion = reading.needed("criterion", _tidied, "")
    why, note = said_beside(row.cell, reason)
    score = ScoreRow(
        line=row.line,
        place=row.place_of("value"),
        registration=registration,
        criterion=criterion,
        month=_month(reading, month),
        value=reading.optional("value", _tidied) or "",
        note=note,
        stage=_stage(reading, stage),
        reason=why,
    )
    return reading.faults or score


@dataclass(frozen=True)
class Given:
    """What all rows are, unless each says its own, as for ``parse``."""

    month: Month | None = None
    stage: Stage | None = None
    reason: str | None = None


def scores_of(row: Row, given: Given) -> list[ScoreRow] | list[Rejection]:
    """Read the results of one row: one of a long file, one for each filled cell of a wide file."""
    if row.header.layout is not WIDE:
        found = parse(row, given.month, stage=given.stage, reason=given.reason)
        return found if isinstance(found, list) else [found]
    scores: list[ScoreRow] = []
    for (at, heading), cell in zip(row.header.more, row.more, strict=True):
        if not cell:
            continue
        criterion, stage = headed(heading)
        one = _of_cell(row, at, (criterion, cell), replace(given, stage=stage or given.stage))
        if isinstance(one, list):
            return one  # the cells all rows of this line share are wrong: once is enough
        scores.append(one)
    return scores


def headed(heading: str) -> tuple[str, Stage | None]:
    """Read the heading of a criterion's column: the criterion as it is called, and the stage if it names one."""
    criterion, colon, word = heading.rpartition(":")
    stage = parse_stage(tidy(word)) if colon else None
    return (tidy(criterion), stage) if isinstance(stage, Stage) else (tidy(heading), None)


def _of_cell(row: Row, at: int, said: tuple[str, str], given: Given) -> ScoreRow | list[Rejection]:
    reading = Reading(row)
    why, note = said_beside(row.cell, given.reason)
    score = ScoreRow(
        line=row.line,
        place=replace(row.place, column=at),
        registration=reading.needed("registration", _tidied, ""),
        criterion=said[0],
        month=_month(reading, given.month),
        value=_tidied(said[1]),
        note=note,
        stage=_stage(reading, given.stage),
        reason=why,
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


def _stage(reading: Reading, given: Stage | None) -> Stage:
    written = reading.optional("stage", parse_stage)
    if written is None:
        return given or Stage.AGREED
    if given is not None and written != given:
        reading.refuse("stage", because("score-stage-differs", stage=written.word, given_stage=given.word))
    return written


def _tidied(text: str) -> str:
    # a million rows have three of these each, nearly all tidy already: 8 s with tidy on all, 4 s so
    return text if text.isascii() and len(text.split()) == 1 else tidy(text)

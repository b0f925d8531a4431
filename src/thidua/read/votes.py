"""The rows of ``votes.csv``: the minutes of the counting team, one line for each nominee of a sitting.

Who voted how has no column here. Whether the counts can be true, and whether they carry, is ``domain.voting``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from thidua.domain.month import Month, parse_month
from thidua.domain.names import matching_key, tidy
from thidua.domain.points import parse_count
from thidua.errors import Place, Problem, Reason, because
from thidua.read.headings import Column, Layout
from thidua.read.reading import Reading
from thidua.read.rows import Rejection, Row

LAYOUT = Layout(
    "votes",
    (
        Column("month", other_names=("tháng",), takes=frozenset({"month"})),
        Column("on", other_names=("ngày", "ngày họp"), takes=frozenset({"date"})),
        Column("eligible", required=False, other_names=("được bỏ phiếu",)),
        Column("present", other_names=("có mặt",)),
        Column("recused", required=False, other_names=("không tham gia",)),
        Column("issued", required=False, other_names=("phát ra", "phiếu phát ra")),
        Column("returned", required=False, other_names=("thu vào", "phiếu thu vào")),
        Column("valid", other_names=("hợp lệ", "phiếu hợp lệ")),
        Column("nominee", other_names=("đề cử", "mã đăng ký")),
        Column("yes", other_names=("đồng ý",)),
        Column("no", other_names=("không đồng ý",)),
        Column("chair", required=False, other_names=("chủ tịch đồng ý",), takes=frozenset({"answer"})),
        Column("reason", required=False, other_names=("lý do",), is_free=True),
    ),
)
_SHARED = ("eligible", "present", "recused", "issued", "returned", "valid", "chair")
_ANSWERS = {
    matching_key(word): answer for word, answer in (("yes", True), ("có", True), ("no", False), ("không", False))
}
_NO_MONTH = Month(0)  # stands where a refused month would; such a row never leaves parse


@dataclass(frozen=True)
class VoteRow:
    """One nominee's count, with the counts of the sitting; None was not said."""

    line: int
    month: Month
    on: date
    eligible: int | None
    present: int
    recused: int
    issued: int | None
    returned: int | None
    valid: int
    nominee: str
    yes: int
    no: int
    chair: bool | None
    reason: str | None
    place: Place | None = field(default=None, compare=False)


def parse(row: Row) -> VoteRow | list[Rejection]:
    """Read one nominee's count, or name everything wrong with its row."""
    reading = Reading(row)
    vote = VoteRow(
        line=row.line,
        place=row.place,
        month=reading.needed("month", parse_month, _NO_MONTH),
        on=reading.day("on"),
        eligible=reading.optional("eligible", parse_count),
        present=reading.needed("present", parse_count, 0),
        recused=reading.optional("recused", parse_count) or 0,
        issued=reading.optional("issued", parse_count),
        returned=reading.optional("returned", parse_count),
        valid=reading.needed("valid", parse_count, 0),
        nominee=reading.text("nominee"),
        yes=reading.needed("yes", parse_count, 0),
        no=reading.needed("no", parse_count, 0),
        chair=reading.optional("chair", _answer),
        reason=reading.optional("reason", tidy),
    )
    return reading.faults or vote


def sittings(rows: Iterable[VoteRow]) -> tuple[list[tuple[VoteRow, ...]], list[Problem]]:
    """Put the rows of each sitting (month and day) together, in order of first appearance.

    Every row of a sitting has the same counts, so the first speaks for all; a row that contradicts it, and a nominee
    named twice in one sitting, is refused with both lines, and that sitting is not among those given.
    """
    found: dict[tuple[Month, date], dict[str, VoteRow]] = {}
    problems: dict[tuple[Month, date], list[Problem]] = {}
    for row in rows:
        sitting = found.setdefault((row.month, row.on), {})
        earlier = sitting.setdefault(row.nominee, row)
        wrong = list(_disagreements(next(iter(sitting.values())), row))
        if earlier is not row:
            reason = because("nominee-repeated", nominee=row.nominee, first=str(earlier.place or earlier.line))
            wrong.append(Problem(reason, row.place))
        if wrong:
            problems.setdefault((row.month, row.on), []).extend(wrong)
    whole = [tuple(sitting.values()) for key, sitting in found.items() if key not in problems]
    return whole, [problem for wrong in problems.values() for problem in wrong]


def _disagreements(first: VoteRow, row: VoteRow) -> Iterable[Problem]:
    for column in _SHARED:
        value, first_value = _written(getattr(row, column)), _written(getattr(first, column))
        if value != first_value:
            key, place = (row.month, row.on), str(first.place or first.line)
            facts = {"key": key, "column": column, "value": value, "first": place, "first_value": first_value}
            yield Problem(because("row-disagrees", **facts), row.place)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _answer(text: str) -> bool | Reason:
    answer = _ANSWERS.get(matching_key(text))
    return because("answer-malformed", text=text) if answer is None else answer

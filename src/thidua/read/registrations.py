"""The rows of ``registrations.csv``: one line for each item of content a unit or a person registers.

Lines of one code are one registration and must agree on who registers and when. Gates and deadlines are the domain's.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from thidua.domain.candidacy import Item
from thidua.domain.dates import parse_date
from thidua.domain.names import tidy
from thidua.domain.score_table import Tag
from thidua.errors import Place, Problem, Reason, because
from thidua.read.headings import Column, Layout
from thidua.read.reading import Reading
from thidua.read.rows import Rejection, Row, parse_code, parse_slug

LAYOUT = Layout(
    "registrations",
    (
        Column("code", other_names=("mã", "mã đăng ký")),
        Column("unit", other_names=("đơn vị", "mã đơn vị")),
        Column("person", required=False, other_names=("cá nhân", "họ tên", "họ và tên"), is_free=True),
        Column("person_post", required=False, other_names=("chức vụ",), is_free=True),
        Column("person_kind", required=False, other_names=("đối tượng",)),
        Column("on", other_names=("ngày", "ngày đăng ký"), takes=frozenset({"date"})),
        Column("speciality", required=False, other_names=("lĩnh vực",), is_free=True),
        Column(
            "content", required=False, other_names=("nội dung", "nội dung thi đua", "nội dung đăng ký"), is_free=True
        ),
        Column("goal", required=False, other_names=("mục tiêu", "chỉ tiêu"), is_free=True),
        Column("deadline", required=False, other_names=("thời hạn", "thời gian hoàn thành"), takes=frozenset({"date"})),
        Column("tags", required=False, other_names=("nhãn",)),
    ),
)
_SHARED = ("unit", "person", "person_post", "person_kind", "on", "speciality")
_OF_AN_ITEM = ("goal", "deadline", "tags")
_KNOWN_TAGS = tuple(tag.value for tag in Tag)


@dataclass(frozen=True)
class RegistrationRow:
    """One line: a registration and, where ``content`` is filled, one item of it."""

    line: int
    code: str
    unit: str
    person: str | None
    person_post: str | None
    person_kind: str | None
    on: date
    speciality: str | None
    content: str | None
    goal: str | None
    deadline: date | None
    tags: tuple[str, ...]
    place: Place | None = field(default=None, compare=False)


def parse(row: Row) -> RegistrationRow | list[Rejection]:
    """Read one line, or name everything wrong with it."""
    reading = Reading(row)
    registration = RegistrationRow(
        line=row.line,
        place=row.place,
        code=reading.needed("code", parse_code, ""),
        unit=reading.text("unit"),
        person=reading.optional("person", tidy),
        person_post=reading.optional("person_post", tidy),
        person_kind=reading.optional("person_kind", parse_slug),
        on=reading.day("on"),
        speciality=reading.optional("speciality", tidy),
        content=reading.optional("content", tidy),
        goal=reading.optional("goal", tidy),
        deadline=reading.optional("deadline", parse_date),
        tags=reading.optional("tags", _tags) or (),
    )
    filled = next((name for name in _OF_AN_ITEM if row.cell(name)), None)
    if registration.content is None and filled is not None:
        reading.refuse("content", because("item-without-content", column=filled))
    return reading.faults or registration


def grouped(rows: Iterable[RegistrationRow]) -> tuple[list[tuple[RegistrationRow, ...]], list[Problem]]:
    """Put the lines of each code together, in order of first appearance; name every line that contradicts the first.

    The lines of a registration of which one is refused are not among those given.
    """
    groups: dict[str, list[RegistrationRow]] = {}
    problems: dict[str, list[Problem]] = {}
    said: dict[tuple[object, ...], RegistrationRow] = {}
    for row in rows:
        lines = groups.setdefault(row.code, [])
        lines.append(row)
        same = said.setdefault((row.code, row.content, row.goal, row.deadline, row.tags), row)
        found = list(_contradictions(lines[0], same, row))
        if found:
            problems.setdefault(row.code, []).extend(found)
    whole = [tuple(lines) for code, lines in groups.items() if code not in problems]
    return whole, [problem for found in problems.values() for problem in found]


def items_of(lines: Iterable[RegistrationRow]) -> tuple[Item, ...]:
    """Give the content of a registration: of lines without any it has none, stands, and does not count yet."""
    return tuple(Item(row.content, row.goal, row.deadline, row.tags) for row in lines if row.content is not None)


def _contradictions(first: RegistrationRow, same: RegistrationRow, row: RegistrationRow) -> Iterator[Problem]:
    """Name what a row says otherwise than the first of its code, and that ``same``, when another, says just this."""
    for column in _SHARED:
        value, first_value = getattr(row, column), getattr(first, column)
        if value != first_value:
            said = {"column": column, "value": value, "first": _told(first), "first_value": first_value}
            yield Problem(because("row-disagrees", key=row.code, **said), row.place)
    files = {one.place.file for one in (first, row) if one.place}
    if same is not row or len(files) > 1:
        earlier = first if same is row else same
        yield Problem(because("row-repeats", code=row.code, first=_told(earlier)), row.place)


def _told(row: RegistrationRow) -> str:
    return str(row.place or row.line)


def _tags(text: str) -> tuple[str, ...] | Reason:
    written = tuple(dict.fromkeys(part for part in re.split(r"[\s,;|]+", tidy(text).lower()) if part))
    unknown = [tag for tag in written if tag not in _KNOWN_TAGS]
    return because("tag-unknown", unknown=tuple(unknown), known=_KNOWN_TAGS) if unknown else written

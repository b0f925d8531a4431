"""The rows of ``registrations.csv``: one line for each item of content a unit or a person registers.

Lines of one code are one registration and must agree on who registers and when. Gates and deadlines are the domain's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.domain.candidacy import Item
from thidua.domain.dates import parse_date
from thidua.domain.names import tidy
from thidua.domain.score_table import Tag
from thidua.errors import Reason, because
from thidua.read.reading import Reading
from thidua.read.rows import Column, Rejection, Row, parse_code, parse_slug

COLUMNS = (
    Column("code", other_names=("mã", "mã đăng ký")),
    Column("unit", other_names=("đơn vị", "mã đơn vị")),
    Column("person", required=False, other_names=("cá nhân", "họ tên", "họ và tên"), is_free=True),
    Column("person_post", required=False, other_names=("chức vụ",), is_free=True),
    Column("person_kind", required=False, other_names=("đối tượng",)),
    Column("on", other_names=("ngày", "ngày đăng ký")),
    Column("speciality", required=False, other_names=("lĩnh vực",), is_free=True),
    Column("content", required=False, other_names=("nội dung", "nội dung thi đua", "nội dung đăng ký"), is_free=True),
    Column("goal", required=False, other_names=("mục tiêu", "chỉ tiêu"), is_free=True),
    Column("deadline", required=False, other_names=("thời hạn", "thời gian hoàn thành")),
    Column("tags", required=False, other_names=("nhãn",)),
)
_SHARED = ("unit", "person", "person_post", "person_kind", "on", "speciality")
_OF_AN_ITEM = ("goal", "deadline", "tags")
_KNOWN_TAGS = tuple(tag.value for tag in Tag)
_DAY = date.min  # stands where a refused date would; such a row never leaves parse


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


def parse(row: Row) -> RegistrationRow | list[Rejection]:
    """Read one line, or name everything wrong with it."""
    reading = Reading(row)
    registration = RegistrationRow(
        line=row.line,
        code=reading.needed("code", parse_code, ""),
        unit=reading.needed("unit", tidy, ""),
        person=reading.optional("person", tidy),
        person_post=reading.optional("person_post", tidy),
        person_kind=reading.optional("person_kind", parse_slug),
        on=reading.needed("on", parse_date, _DAY),
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


def grouped(
    rows: Iterable[RegistrationRow],
) -> list[tuple[RegistrationRow, tuple[Item, ...]]] | list[Rejection]:
    """Put the lines of each code together, in order of first appearance; or name every line that contradicts the first.

    A registration whose lines have no content has no items: it stands, and does not count yet.
    """
    firsts: dict[str, RegistrationRow] = {}
    items: dict[str, list[Item]] = {}
    faults: list[Rejection] = []
    for row in rows:
        first = firsts.setdefault(row.code, row)
        faults.extend(_disagreements(first, row))
        listed = items.setdefault(row.code, [])
        if row.content is not None:
            listed.append(Item(row.content, row.goal, row.deadline, row.tags))
    return faults or [(first, tuple(items[code])) for code, first in firsts.items()]


def _disagreements(first: RegistrationRow, row: RegistrationRow) -> Iterable[Rejection]:
    for column in _SHARED:
        value, first_value = getattr(row, column), getattr(first, column)
        if value != first_value:
            facts = {"key": row.code, "column": column, "value": value, "first": first.line, "first_value": first_value}
            yield Rejection(row.line, None, str(value or ""), because("row-disagrees", **facts))


def _tags(text: str) -> tuple[str, ...] | Reason:
    written = tuple(dict.fromkeys(part for part in re.split(r"[\s,;|]+", tidy(text).lower()) if part))
    unknown = [tag for tag in written if tag not in _KNOWN_TAGS]
    return because("tag-unknown", unknown=tuple(unknown), known=_KNOWN_TAGS) if unknown else written

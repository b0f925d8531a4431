"""The rows of ``units.csv``: each unit, what kind it is, what it belongs to and who heads it.

Whether a parent exists is the ledger's to say.
"""

from dataclasses import dataclass, field
from datetime import date

from thidua.domain.dates import parse_date
from thidua.domain.names import tidy
from thidua.errors import Place, because
from thidua.read.headings import Column, Layout
from thidua.read.reading import Reading
from thidua.read.rows import Rejection, Row, parse_code, parse_slug

LAYOUT = Layout(
    "units",
    (
        Column("code", other_names=("mã", "mã đơn vị")),
        Column("name", other_names=("tên", "tên đơn vị"), is_free=True),
        Column("kind", other_names=("loại", "loại đơn vị")),
        Column("parent", required=False, other_names=("đơn vị cấp trên", "trực thuộc", "thuộc", "cấp trên")),
        Column("cluster", required=False, other_names=("cụm", "khối", "cụm thi đua", "khối thi đua")),
        Column("head", required=False, other_names=("người đứng đầu", "thủ trưởng"), is_free=True),
        Column("head_post", required=False, other_names=("chức vụ", "chức vụ người đứng đầu"), is_free=True),
        Column("valid_from", required=False, other_names=("từ ngày",), takes=frozenset({"date"})),
        Column("valid_to", required=False, other_names=("đến ngày",), takes=frozenset({"date"})),
    ),
)

_KEPT = ("parent", "cluster", "head", "head_post")  # what a file that has no such column leaves as it is


@dataclass(frozen=True)
class UnitRow:
    """One unit as its row says it; both days of validity are included, None is open."""

    line: int
    code: str
    name: str
    kind: str
    parent: str | None
    cluster: str | None
    head: str | None
    head_post: str | None
    valid_from: date | None
    valid_to: date | None
    place: Place | None = field(default=None, compare=False)
    absent: frozenset[str] = field(default=frozenset(), compare=False)  # columns the file has not


def parse(row: Row) -> UnitRow | list[Rejection]:
    """Read one unit, or name everything wrong with its row."""
    reading = Reading(row)
    unit = UnitRow(
        line=row.line,
        place=row.place,
        absent=frozenset(name for name in _KEPT if row.header.place(name) is None),
        code=reading.needed("code", parse_code, ""),
        name=reading.text("name"),
        kind=reading.needed("kind", parse_slug, ""),
        parent=reading.optional("parent", tidy),
        cluster=reading.optional("cluster", tidy),
        head=reading.optional("head", tidy),
        head_post=reading.optional("head_post", tidy),
        valid_from=reading.optional("valid_from", parse_date),
        valid_to=reading.optional("valid_to", parse_date),
    )
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        facts = {"valid_from": unit.valid_from, "valid_to": unit.valid_to}
        reading.refuse("valid_to", because("unit-ends-before-start", **facts))
    return reading.faults or unit

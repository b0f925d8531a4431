"""The rows of ``publicity.csv``: each act by which an exemplar was made known."""

from dataclasses import dataclass
from datetime import date

from thidua.domain.names import tidy
from thidua.domain.points import parse_count
from thidua.errors import Place
from thidua.read.headings import Column, Layout
from thidua.read.reading import Reading
from thidua.read.rows import Rejection, Row

LAYOUT = Layout(
    "publicity",
    (
        Column("exemplar", other_names=("điển hình", "mã điển hình")),
        Column("on", other_names=("ngày", "ngày tuyên truyền"), takes=frozenset({"date"})),
        Column("channel", other_names=("hình thức", "kênh", "kênh tuyên truyền"), is_free=True),
        Column("place", required=False, other_names=("nơi", "địa điểm"), is_free=True),
        Column("reach", required=False, other_names=("số người", "lượt người")),
        Column("link", required=False, other_names=("liên kết", "đường dẫn"), is_free=True),
    ),
)


@dataclass(frozen=True)
class PublicityRow:
    """One act of publicising."""

    exemplar: str
    on: date
    channel: str
    where: str | None
    reach: int | None
    link: str | None
    place: Place


def parse(row: Row) -> PublicityRow | list[Rejection]:
    """Read one act, or name everything wrong with its row."""
    reading = Reading(row)
    act = PublicityRow(
        exemplar=reading.text("exemplar"),
        on=reading.day("on"),
        channel=reading.text("channel"),
        where=reading.optional("place", tidy),
        reach=reading.optional("reach", parse_count),
        link=reading.optional("link", tidy),
        place=row.place,
    )
    return reading.faults or act

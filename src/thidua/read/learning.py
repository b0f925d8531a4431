"""The rows of ``learning.csv``: who learned from which exemplar, when and how."""

from dataclasses import dataclass
from datetime import date

from thidua.domain.names import tidy
from thidua.domain.points import parse_count
from thidua.errors import Place
from thidua.read.headings import Column, Layout
from thidua.read.reading import Reading
from thidua.read.rows import Rejection, Row

LAYOUT = Layout(
    "learning",
    (
        Column("learner", other_names=("người học", "đơn vị học tập", "bên học tập")),
        Column("exemplar", other_names=("điển hình", "mã điển hình", "học từ")),
        Column("on", other_names=("ngày", "ngày học tập"), takes=frozenset({"date"})),
        Column("form", other_names=("hình thức", "hình thức học tập"), is_free=True),
        Column("participants", required=False, other_names=("số người", "số người tham gia")),
        Column("applied", required=False, other_names=("vận dụng", "nội dung vận dụng"), is_free=True),
    ),
)


@dataclass(frozen=True)
class LearningRow:
    """One learning of one learner from one exemplar."""

    learner: str
    exemplar: str
    on: date
    form: str
    participants: int | None
    applied: str | None
    place: Place


def parse(row: Row) -> LearningRow | list[Rejection]:
    """Read one learning, or name everything wrong with its row."""
    reading = Reading(row)
    learning = LearningRow(
        learner=reading.text("learner"),
        exemplar=reading.text("exemplar"),
        on=reading.day("on"),
        form=reading.text("form"),
        participants=reading.optional("participants", parse_count),
        applied=reading.optional("applied", tidy),
        place=row.place,
    )
    return reading.faults or learning

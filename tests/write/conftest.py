"""One hard document, in Vietnamese and in English, and how it looks in a format."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from thidua.domain.month import Month, parse_month
from thidua.domain.points import Points
from thidua.reports.document import Align, Column, Document, Heading, Paragraph, Table
from thidua.write import Frame, writer

NAMES = (
    "Nguyễn [red]Văn[/red] An",
    "[/] x [link=http://evil]bấm[/link] :smile:",
    "\x1b[31mđỏ\x1b[0m \x1b]0;title\x07 \x9b31m",
    "tệp\u202egnp.exe",
    "👩\u200d🌾 và 👍🏽, a\u200db",
    '=1+1,"hai"',
    "một\thai\r\nba\u2028bốn\x00",
    "-Lê Thị Bình",
)
MONTH = parse_month("2024-03")
assert isinstance(MONTH, Month)


def _standings() -> Table:
    columns = (
        Column((), "#"),
        Column("rank", "Hạng"),
        Column("registration", "Mã", shown=False),
        Column("name", "Họ và tên"),
        Column(("pillars", "chan-1"), "Một"),
        Column(("pillars", "tam-2"), "Hai"),
        Column("complete", "Đủ"),
        Column("missing", "Thiếu"),
    )
    points = (Points(11840), Points(-25), Points(900), None, Points(0), Points(5), Points(100000), Points(-100))
    rows = tuple(
        (
            number,
            None if number == 4 else number,
            f"R-{number:03d}",
            name,
            points[number - 1],
            points[-number],
            number % 2 == 0,
            () if number % 2 else ("c-1", "c-2"),
        )
        for number, name in enumerate(NAMES, start=1)
    )
    return Table("standings", "Bảng xếp hạng", columns, rows)


def _late() -> Table:
    columns = (
        Column("registration", "Mã"),
        Column("decided", "Ngày", align=Align.RIGHT),
        Column(("pillars", "tri-3"), "Ba"),
        Column("name", "Tên"),
    )
    return Table("standings", None, columns, (("R-009", date(2024, 3, 31), Points(950), "Phạm Ân"),))


def _months() -> Table:
    columns = (Column("month", "Tháng"), Column("note", "Ghi chú"))
    return Table("months", "Tháng", columns, ((MONTH, "một 'hai' ba"), (None, "@sum"), (MONTH, None)))


def _people_only() -> Table:
    return Table("signatures", None, (Column((), "Ký tên"),), (("……………",),))


@pytest.fixture(scope="session")
def hard() -> Callable[[str], Document]:
    def build(language: str) -> Document:
        return Document(
            "standings",
            language,
            {
                "campaign": "chân\u2028tâm",
                "month": MONTH,
                "evaluated": date(2024, 4, 2),
                "ruleset": None,
                "ranked": 7,
                "closed": True,
                "quota": {"percent": Points(1250), "units": ("a", "b")},
            },
            (
                Heading("Kết quả [bold]tháng[/bold] 3"),
                Paragraph("Hội đồng\nđã họp: các tập thể, cá nhân dưới đây được đề nghị khen thưởng theo điểm số."),
                _standings(),
                _late(),
                Heading("Tháng"),
                _months(),
                _people_only(),
                Table("hidden", "Ẩn", (Column("code", "Mã", shown=False),), (("x",),)),
            ),
        )

    return build


@pytest.fixture(scope="session")
def written() -> Callable[..., str]:
    def write(document: Document, form: str, *, width: int = 80, colour: bool = False) -> str:
        stream = io.StringIO()
        writer(form)(document, stream, Frame(width, colour))
        return stream.getvalue()

    return write


@pytest.fixture(scope="session")
def golden() -> Callable[[str], str]:
    return lambda name: (Path(__file__).parent / "golden" / name).read_bytes().decode()

"""The same rows come from every format they are written in."""

import csv
import io
import json
from collections.abc import Callable
from contextlib import closing

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from thidua.domain.traps import trap
from thidua.read.encoding import Encoding
from thidua.read.headings import Column, Layout
from thidua.read.rows import Rejection, Row, Rows, open_rows
from thidua.read.source import Manner, Source

LAYOUT = Layout("units", (Column("code"), Column("name"), Column("cluster", required=False)))
NAMES = [column.name for column in LAYOUT.columns]
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệ AĐƠ0123456789.,;:()/\"'-_=+@"
CELL = st.text(LETTERS, max_size=12).map(str.strip).filter(lambda text: trap(text) is None and text[:1] not in "=+-@'")
TABLE = st.lists(st.tuples(CELL, CELL, CELL).filter(any), max_size=8)


def text_of(rows: list[tuple[str, ...]], delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([NAMES, *rows])
    return out.getvalue()


def as_json(rows: list[tuple[str, ...]]) -> bytes:
    objects = [dict(zip(NAMES, row, strict=True)) for row in rows] or [dict.fromkeys(NAMES)]
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in objects).encode()


def as_workbook(rows: list[tuple[str, ...]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([NAMES, *rows]):
            for place, cell in enumerate(row):
                sheet.write_string(at, place, cell)
    return out.getvalue()


WAYS: dict[str, Callable[[list[tuple[str, ...]]], bytes]] = {
    "commas": lambda rows: text_of(rows, ",").encode(),
    "semicolons, byte order mark": lambda rows: text_of(rows, ";").encode("utf-8-sig"),
    "tabs, UTF-16": lambda rows: text_of(rows, "\t").encode("utf-16-le"),
    "JSON lines": as_json,
    "workbook": as_workbook,
}


@pytest.mark.parametrize("way", WAYS)
@given(rows=TABLE)
def test_every_format_gives_the_same_cells(way: str, rows: list[tuple[str, ...]]) -> None:
    # an encoding is told by its words, and random letters are none
    manner = Manner(encoding=Encoding.UTF16LE if "UTF-16" in way else Encoding.UTF8)
    with closing(Source(io.BytesIO(WAYS[way](rows)), "x", manner)) as source:
        opened = open_rows(source, LAYOUT)
        assert isinstance(opened, Rows), opened
        found = list(opened)
    assert [one for one in found if isinstance(one, Rejection)] == []
    cells = [one.cells for one in found if isinstance(one, Row)]
    assert [row for row in cells if any(row)] == rows

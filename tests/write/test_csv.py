"""What is written as CSV is what a reader of CSV gets back, whatever the cells say."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from thidua.domain.points import Points
from thidua.reports.document import Column, Document, Table
from thidua.write import Frame
from thidua.write.csv import write_csv

_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\t\r\n,"='), max_size=8)
_CELL = st.none() | st.booleans() | st.integers() | st.integers(-(10**6), 10**6).map(Points) | _TEXT
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[_CELL] * width), min_size=1, max_size=5)))
def test_a_reader_of_csv_gets_every_cell_back(rows: list[tuple[object, ...]]) -> None:
    columns = tuple(Column(f"c{at}", f"C{at}") for at in range(len(rows[0])))
    out = io.StringIO(newline="")
    write_csv(Document("d", "en", {}, (Table("t", None, columns, tuple(rows)),)), out, Frame(80, colour=False))
    header, *found = csv.reader(io.StringIO(out.getvalue(), newline=""), strict=True)
    assert header == [column.name for column in columns]
    assert found == [[_told(cell) for cell in row] for row in rows]


def _told(cell: object) -> str:
    """Write a cell as a program is told of it; a text that a spreadsheet would run has an apostrophe before it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_RUN_BY_SPREADSHEETS) else text

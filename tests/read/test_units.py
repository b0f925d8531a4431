"""units.csv: each row a unit, or everything wrong with it."""

import io
from datetime import date

import pytest

from thidua.errors import because
from thidua.read.rows import Rejection, Row, Rows, open_rows
from thidua.read.source import Source
from thidua.read.units import LAYOUT, UnitRow, parse


def read(written: str) -> list[UnitRow | list[Rejection]]:
    opened = open_rows(Source(io.BytesIO(written.encode()), "x.csv"), LAYOUT)
    assert isinstance(opened, Rows), opened
    return [parse(row) for row in opened if isinstance(row, Row)]


def test_a_unit_has_its_place_its_head_and_its_days() -> None:
    written = (
        "code,name,kind,parent,cluster,head,head_post,valid_from,valid_to\n"
        "xa/my-hoa,Xã  Mỹ Hòa,commune,huyen-bt,Cụm 1,Nguyễn Văn A,Chủ tịch UBND,2024-01-01,31/12/2024\n"
    )
    assert read(written) == [
        UnitRow(
            line=2,
            code="xa/my-hoa",
            name="Xã Mỹ Hòa",
            kind="commune",
            parent="huyen-bt",
            cluster="Cụm 1",
            head="Nguyễn Văn A",
            head_post="Chủ tịch UBND",
            valid_from=date(2024, 1, 1),
            valid_to=date(2024, 12, 31),
        )
    ]


def test_only_code_name_and_kind_are_needed_and_vietnamese_headings_do() -> None:
    bare = UnitRow(2, "a", "An", "town", None, None, None, None, None, None)
    assert read("Mã,Tên đơn vị,Loại\na,An,town\n") == [bare]


def test_one_day_of_validity_is_enough() -> None:
    (unit,) = read("code,name,kind,valid_from,valid_to\na,An,town,2024-03-01,1/3/2024\n")
    assert isinstance(unit, UnitRow)
    assert (unit.valid_from, unit.valid_to) == (date(2024, 3, 1), date(2024, 3, 1))


def test_a_unit_that_ends_before_it_starts_is_refused() -> None:
    facts = {"valid_from": date(2024, 3, 2), "valid_to": date(2024, 3, 1)}
    assert read("valid_to,code,name,kind,valid_from\n2024-03-01,a,An,town,2024-03-02\n") == [
        [Rejection(2, 1, "2024-03-01", because("unit-ends-before-start", **facts))]
    ]


def test_every_fault_of_a_row_is_named_with_its_column_in_the_file() -> None:
    written = "name,code,kind,parent,valid_from,valid_to\n,xã a,Xã,a b,31/02/2024,soon\n"
    assert read(written) == [
        [
            Rejection(2, 2, "xã a", because("cell-code-malformed", text="xã a")),
            Rejection(2, 1, "", because("cell-empty", column="name")),
            Rejection(2, 3, "Xã", because("cell-slug-malformed", text="Xã")),
            Rejection(2, 5, "31/02/2024", because("date-impossible", text="31/02/2024")),
            Rejection(2, 6, "soon", because("date-malformed", text="soon")),
        ]
    ]


@pytest.mark.parametrize("column", ["code", "name", "kind"])
def test_a_needed_cell_left_empty_is_refused(column: str) -> None:
    cells = {"code": "a", "name": "An", "kind": "town"} | {column: ""}
    at = list(cells).index(column) + 1
    written = "code,name,kind\n" + ",".join(cells.values()) + "\n"
    assert read(written) == [[Rejection(2, at, "", because("cell-empty", column=column))]]


def test_a_parent_may_be_named_and_not_only_coded() -> None:
    written = "code,name,kind,parent\n29116,Xã Mỹ Hòa,commune,Huyện  Ba Tri\n"
    (row,) = read(written)
    assert isinstance(row, UnitRow)
    assert row.parent == "Huyện Ba Tri"

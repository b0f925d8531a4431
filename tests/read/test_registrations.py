"""registrations.csv: lines are items, lines of one code are one registration."""

import io
from dataclasses import replace
from datetime import date

from thidua.domain.candidacy import Item
from thidua.errors import Place, Problem, because
from thidua.read.registrations import LAYOUT, RegistrationRow, grouped, items_of, parse
from thidua.read.rows import Rejection, Row, Rows, open_rows
from thidua.read.source import Source

HEADING = "code,unit,person,person_post,person_kind,on,speciality,content,goal,deadline,tags\n"
KNOWN = ("priority", "new", "hard", "breakthrough", "weak-link")


def read(written: str) -> list[RegistrationRow | list[Rejection]]:
    opened = open_rows(Source(io.BytesIO(written.encode()), "x.csv"), LAYOUT)
    assert isinstance(opened, Rows), opened
    return [parse(row) for row in opened if isinstance(row, Row)]


def registrations(written: str) -> list[RegistrationRow]:
    found = read(written)
    assert all(isinstance(row, RegistrationRow) for row in found), found
    return [row for row in found if isinstance(row, RegistrationRow)]


def test_a_line_says_who_registers_what_and_by_when() -> None:
    line = "dk-1,my-hoa,Trần  Thị B,Bí thư,leader,05/03/2024,Nông nghiệp,Trồng dừa,50 ha,2024-11-30,new hard\n"
    assert read(HEADING + line) == [
        RegistrationRow(
            line=2,
            code="dk-1",
            unit="my-hoa",
            person="Trần Thị B",
            person_post="Bí thư",
            person_kind="leader",
            on=date(2024, 3, 5),
            speciality="Nông nghiệp",
            content="Trồng dừa",
            goal="50 ha",
            deadline=date(2024, 11, 30),
            tags=("new", "hard"),
        )
    ]


def test_tags_may_be_parted_by_spaces_commas_semicolons_and_bars_and_are_kept_once() -> None:
    (row,) = registrations("code\tunit\ton\tcontent\ttags\na\tu\t2024-03-05\tx\tnew, Hard;weak-link | new\n")
    assert row.tags == ("new", "hard", "weak-link")


def test_every_fault_of_a_row_is_named_with_its_column_in_the_file() -> None:
    written = "on,code,unit,person_kind,goal,deadline,tags\n2024,,a b,Xã,5,32/1/2024,new;mới\n"
    assert read(written) == [
        [
            Rejection(2, 2, "", because("cell-empty", column="code")),
            Rejection(2, 4, "Xã", because("cell-slug-malformed", text="Xã")),
            Rejection(2, 1, "2024", because("date-malformed", text="2024")),
            Rejection(2, 6, "32/1/2024", because("date-impossible", text="32/1/2024")),
            Rejection(2, 7, "new;mới", because("tag-unknown", unknown=("mới",), known=KNOWN)),
            Rejection(2, None, "", because("item-without-content", column="goal")),
        ]
    ]


def test_lines_of_one_code_are_items_of_one_registration_in_order_of_appearance() -> None:
    written = (
        "code,unit,on,content,goal,deadline,tags\n"
        "b,u2,2024-03-05,Đường,3 km,2024-12-01,\n"
        "a,u1,05/03/2024,Cầu,,,hard\n"
        "b,u2,5/3/2024,Trường,,,\n"
    )
    rows = registrations(written)
    assert grouped(rows) == ([(rows[0], rows[2]), (rows[1],)], [])
    assert items_of((rows[0], rows[2])) == (
        Item("Đường", "3 km", date(2024, 12, 1)),
        Item("Trường", None, None),
    )
    assert items_of((rows[1],)) == (Item("Cầu", None, None, ("hard",)),)


def test_a_registration_without_content_has_no_items() -> None:
    rows = registrations("code,unit,on\na,u1,2024-03-05\n")
    assert grouped(rows) == ([(rows[0],)], [])
    assert items_of(rows) == ()


def test_no_rows_are_no_registrations() -> None:
    assert grouped([]) == ([], [])


def at(line: int) -> Place:
    return Place("x.csv", line)


def test_lines_of_one_code_that_disagree_are_refused_with_both_lines_and_the_others_given() -> None:
    written = "code,unit,person,on,content\na,u1,B,2024-03-05,x\nb,u9,,2024-03-05,z\na,u2,,2024-03-06,y\n"
    rows = registrations(written)
    shared = {"key": "a", "first": "x.csv:2"}
    days = {"value": date(2024, 3, 6), "first_value": date(2024, 3, 5)}
    assert grouped(rows) == (
        [(rows[1],)],
        [
            Problem(because("row-disagrees", **shared, column="unit", value="u2", first_value="u1"), at(4)),
            Problem(because("row-disagrees", **shared, column="person", value=None, first_value="B"), at(4)),
            Problem(because("row-disagrees", **shared, column="on", **days), at(4)),
        ],
    )


def test_a_line_said_twice_is_refused_with_both_lines() -> None:
    written = "code,unit,on,content\na,u1,2024-03-05,x\na,u1,2024-03-05,y\na,u1,2024-03-05,x\n"
    repeats = because("row-repeats", code="a", first="x.csv:2")
    assert grouped(registrations(written)) == ([], [Problem(repeats, at(4))])


def test_one_registration_in_two_files_is_refused() -> None:
    written = "code,unit,on,content\na,u1,2024-03-05,x\n"
    (first,) = registrations(written)
    second = replace(first, content="y", place=Place("y.csv", 2))
    repeats = because("row-repeats", code="a", first="x.csv:2")
    assert grouped([first, second]) == ([], [Problem(repeats, Place("y.csv", 2))])

"""Files of scores: long and wide, beside what officers decided, by several programs at once, and when others write."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest

import small
from conftest import ROOT, Ran, Thidua
from small import LEDGER, done
from thidua.actions.importing import Terms
from thidua.actions.score import Every, import_scores
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.errors import RuleRefused
from thidua.read.source import Source

MARCH = ("--month", "2024-03")
WHY = ("--on", "2024-03-05", "--reason", "x")
OCCASION = Occasion("Tester", datetime(2024, 10, 31, 3, tzinfo=UTC), date(2024, 10, 31))


@pytest.fixture
def registered(thidua: Thidua) -> Thidua:
    return small.registered(thidua)


def told(ran: Ran) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(done(ran).out)
    return body


def scores() -> list[tuple[Any, ...]]:
    query = """
        SELECT r.code, c.code, s.month % 12 + 1, s.stage, s.turn, s.reported, s.points, s.reason, s.note
        FROM score AS s JOIN registration AS r ON r.id = s.registration JOIN criterion AS c ON c.id = s.criterion
        ORDER BY 1, 2, 3, 4, s.entry, s.turn
    """
    with closing(connect(LEDGER)) as connection:
        return connection.execute(query).fetchall()


def test_a_wide_file_has_a_column_for_each_criterion_and_empty_cells_say_nothing(registered: Thidua) -> None:
    Path("w.csv").write_text("Đơn vị;Mã đăng ký;Fields;roads\nXã Mỹ Hòa;MH;50;30,5\nXã An Hiệp;AH;;20\n", "utf-8")
    body = told(registered("import", "w.csv", *MARCH, "--json"))
    assert (body["rows_read"], body["created"], body["notes"]) == (3, 3, [])
    assert [row[:6] for row in scores()] == [
        ("AH", "roads", 3, 3, 1, "20"),
        ("MH", "fields", 3, 3, 1, "50"),
        ("MH", "roads", 3, 3, 1, "30.5"),
    ]
    assert told(registered("import", "scores", "w.csv", *MARCH, "--json"))["unchanged"] == 3


def test_a_wide_file_may_have_a_column_for_each_stage(registered: Thidua) -> None:
    Path("w.csv").write_text("registration,fields:self,fields:appraised,reason\nMH,50,45,ít minh chứng\n", "utf-8")
    assert told(registered("import", "w.csv", *MARCH, "--json"))["created"] == 2
    assert [row[3:6] for row in scores()] == [(1, 1, "50"), (2, 1, "45")]


def test_what_is_wrong_in_a_wide_file_is_told_at_its_cell(registered: Thidua) -> None:
    Path("w.csv").write_text("registration,fields,roads\nMH,99,1\nNOPE,1,2\n", "utf-8")
    ran = registered("import", "w.csv", *MARCH)
    assert ran.code == 3
    assert ran.err.splitlines()[:2] == [
        "w.csv:2:2: 99 is more than fields may have; its maximum is 60.",
        "w.csv:3:1: There is no registration “NOPE”. See: thidua report registrations",
    ]


def test_a_heading_of_a_wide_file_that_is_no_criterion_is_refused_once_and_the_rows_are_not_read(
    registered: Thidua,
) -> None:
    known = "The criteria: thidua campaign show"
    none = "heads a column and is no criterion of the campaign."
    told = [
        f"w.csv:1:3: “rodas” {none} Did you mean roads (Roads)? Rename the heading, or delete the column.",
        f"w.csv:1:4: “Người lập” {none} Rename the heading, or delete the column. {known}",
    ]
    for rows in ("MH,99,1,x\nNOPE,1,2,x\n", ""):
        Path("w.csv").write_text(f"registration,fields,rodas,Người lập\n{rows}", "utf-8")
        ran = registered("import", "w.csv", *MARCH, "--kind", "scores", "--accept-valid")
        assert (ran.code, ran.err.splitlines()) == (3, [*told, "Problems: 2. Nothing was stored."])


def test_what_an_officer_decided_by_hand_is_left_alone_by_a_file(registered: Thidua) -> None:
    done(registered("score", "MH", "fields", "50", *MARCH))
    done(registered("score", "AH", "fields", "50", *MARCH))
    done(registered("score", "MH", "fields", "40", *MARCH, "--reason", "biên bản 7"))
    Path("s.csv").write_text("registration,criterion,value\nMH,fields,45\nAH,fields,45\n", "utf-8")
    update = ("import", "scores", "s.csv", *MARCH, "--update", "--reason", "soát lại")
    assert small.refused(registered, *update, code=3) == (
        "s.csv:2:3: MH has 40 for fields in 2024-03, entered by hand for a reason (entry 7); a file leaves it alone. "
        "To replace it: thidua score MH fields VALUE --month 2024-03 --reason TEXT\n"
        "Problems: 1. Nothing was stored.\n"
        "The refused rows are in s.csv.rejected.csv: correct them there and import that file.\n"
    )
    body = told(registered(*update, "--accept-valid", "--json"))
    assert (body["superseded"], body["rejected"]) == (1, 1)
    assert [row[:6] for row in scores() if row[0] == "AH"] == [
        ("AH", "fields", 3, 3, 1, "50"),
        ("AH", "fields", 3, 3, -1, "50"),
        ("AH", "fields", 3, 3, 1, "45"),
    ]
    Path("s.csv").write_text("registration,criterion,value\nMH,fields,40\n", "utf-8")
    assert told(registered("import", "scores", "s.csv", *MARCH, "--json"))["unchanged"] == 1


def test_a_line_said_twice_is_stored_by_nobody_even_where_good_rows_are_wanted(registered: Thidua) -> None:
    Path("s.csv").write_text("registration,criterion,value\nMH,fields,1\nAH,fields,2\nMH,fields,1\n", "utf-8")
    body = told(registered("import", "scores", "s.csv", *MARCH, "--accept-valid", "--json"))
    assert (body["created"], body["rejected"]) == (1, 2)
    assert [(one["line"], one["code"]) for one in body["problems"]] == [
        (2, "row-beside-refused"),
        (4, "score-repeats"),
    ]
    assert [row[0] for row in scores()] == ["AH"]


def test_rows_of_many_months_stages_and_reasons_are_stored_as_they_say(registered: Thidua) -> None:
    rows = [
        ("MH", "fields", "2024-02", "10", "self", "", "a"),
        ("MH", "fields", "3/2024", "11", "agreed", "", ""),
        ("AH", "fields", "2024-03", "12", "", "vì sao", "b"),
        ("AH", "fields", "2024-02", "", "", "", ""),
        ("MH", "roads", "2024-03", "13", "self", "", ""),
    ]
    text = "registration,criterion,month,value,stage,reason,note\n" + "".join(",".join(row) + "\n" for row in rows)
    Path("s.csv").write_text(text, "utf-8")
    body = told(registered("import", "scores", "s.csv", "--json"))
    assert (body["created"], body["unchanged"]) == (4, 1)
    assert scores() == [
        ("AH", "fields", 3, 3, 1, "12", 1200, "vì sao", "b"),
        ("MH", "fields", 2, 1, 1, "10", 1000, None, "a"),
        ("MH", "fields", 3, 3, 1, "11", 1100, None, None),
        ("MH", "roads", 3, 1, 1, "13", 1300, None, None),
    ]
    done(registered("verify"))


class Meddled(io.BytesIO):
    """A file during whose reading something happens, once."""

    def __init__(self, content: bytes, happens: Callable[[], object]) -> None:
        super().__init__(content)
        self._happens: Callable[[], object] | None = happens

    def seek(self, offset: int, whence: int = 0, /) -> int:
        happens, self._happens = self._happens, None
        if happens is not None and self.tell():
            happens()
        elif happens is not None:
            self._happens = happens
        return super().seek(offset, whence)


def test_what_others_write_while_files_are_read_is_taken_into_account(registered: Thidua) -> None:
    happened: list[Ran] = []
    content = b"registration,criterion,value\nMH,fields,1\nAH,fields,2\n"
    source = Source(
        Meddled(content, lambda: happened.append(registered("score", "MH", "fields", "1", *MARCH))), "s.csv"
    )
    done_so = import_scores(LEDGER, [source], Every(Month.of(date(2024, 3, 1))), Terms(), occasion=OCCASION)
    assert [ran.code for ran in happened] == [0]
    assert (done_so.created, done_so.unchanged, done_so.entry) == (1, 1, 6)
    other = Source(Meddled(content, lambda: happened.append(registered("withdraw", "AH", *WHY))), "s.csv")
    april = Every(Month.of(date(2024, 4, 1)))
    with pytest.raises(RuleRefused) as refused:
        import_scores(LEDGER, [other], april, Terms(), occasion=OCCASION)
    assert [ran.code for ran in happened] == [0, 0]
    assert [one.reason.code for one in refused.value.problems] == ["withdrawn-before-month"]


def test_several_programs_that_import_at_once_wait_and_succeed(registered: Thidua, tmp_path: Path) -> None:
    del registered
    environment = {**os.environ, "THIDUA_LANG": "en", "PYTHONPATH": str(ROOT / "src")}
    months = [f"2024-{month:02}" for month in range(2, 8)]
    Path("s.csv").write_text("registration,criterion,value\nMH,fields,50\nAH,fields,40\nTT,fields,30\n", "utf-8")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "thidua", "import", "scores", "s.csv", "--month", month, "--json"],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for month in months * 2
    ]
    bodies = []
    for one in running:
        out, err = one.communicate(timeout=120)
        assert one.returncode == 0, err
        bodies.append(json.loads(out))
    assert sorted(body["created"] for body in bodies) == [0] * 6 + [3] * 6
    assert sorted(body["unchanged"] for body in bodies) == [0] * 6 + [3] * 6
    assert len(scores()) == 18


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("registration,criterion,value,month\nMH,fields,50,2024-03\nAH,fields,50,abc\n", "month-malformed", 3),
        ("registration,criterion,value,\nMH,fields,50,\nAH,fields,50,oops\n", "cell-without-heading", 3),
    ],
)
def test_what_is_wrong_in_a_row_otherwise_met_before_is_refused(
    registered: Thidua, text: str, code: str, line: int
) -> None:
    Path("s.csv").write_text(text, "utf-8")
    ran = registered("import", "scores", "s.csv", *MARCH, "--json")
    assert ran.code == 3
    assert [(one["code"], one["line"]) for one in json.loads(ran.err)["problems"]] == [(code, line)]
    assert scores() == []

"""What becomes of a batch: refused rows kept to be corrected, good ones stored when wanted, trials, several files."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

import small
from conftest import ROOT, Ran, Thidua
from small import LEDGER, done

HEAD = "registration,criterion,value\n"
MARCH = ("--month", "2024-03")
BAD = HEAD + "MH,fields,50\nMH,roads,99\nAH,fields,x\nNOPE,fields,4\nAH,roads,=1+1\nTT,fields,45\n"


def told(ran: Ran) -> dict[str, Any]:
    assert ran.code == 0, ran.err
    body: dict[str, Any] = json.loads(ran.out)
    return body


def counts(body: dict[str, Any]) -> tuple[int, ...]:
    return tuple(body[name] for name in ("rows_read", "created", "unchanged", "superseded", "rejected"))


def rows_of(path: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(Path(path).read_text("utf-8-sig"), newline="")))


@pytest.fixture
def registered(thidua: Thidua) -> Thidua:
    return small.registered(thidua)


def test_refused_rows_are_kept_with_the_columns_and_every_reason_and_can_be_fed_back(registered: Thidua) -> None:
    Path("s.csv").write_text(BAD, "utf-8")
    before = LEDGER.read_bytes()
    ran = registered("import", "scores", "s.csv", *MARCH)
    assert (ran.code, LEDGER.read_bytes()) == (3, before)
    assert ran.err.splitlines()[-2:] == [
        "Problems: 4. Nothing was stored.",
        "The refused rows are in s.csv.rejected.csv: correct them there and import that file.",
    ]
    head, *rows = rows_of("s.csv.rejected.csv")
    assert head == ["registration", "criterion", "value", "rejected_because"]
    assert [row[:3] for row in rows] == [
        ["MH", "roads", "99"],
        ["AH", "fields", "x"],
        ["NOPE", "fields", "4"],
        ["AH", "roads", "'=1+1"],
    ]
    assert [row[3].partition(".")[0] for row in rows] == [
        "99 is more than roads may have; its maximum is 40",
        "“x” is not a number",
        "There is no registration “NOPE”",
        "“=1+1” is not a number",
    ]
    assert Path("s.csv.rejected.csv").stat().st_mode & 0o777 == 0o600
    again = registered("import", "scores", "s.csv.rejected.csv", *MARCH)
    assert "“=1+1” is not a number" in again.err
    assert "Note" not in again.err
    assert rows_of("s.csv.rejected-2.csv") == [head, *rows]
    text = Path("s.csv.rejected.csv").read_text("utf-8-sig")
    for wrong, right in (("99", "30"), (",x,", ",40,"), ("NOPE,fields,4", "TT,roads,4"), ("'=1+1", "20")):
        assert wrong in text
        text = text.replace(wrong, right, 1)
    Path("s.csv.rejected.csv").write_text(text, "utf-8")
    body = told(registered("import", "scores", "s.csv.rejected.csv", *MARCH, "--json"))
    assert counts(body) == (4, 4, 0, 0, 0)


def test_a_file_of_refused_rows_is_never_written_over(registered: Thidua) -> None:
    Path("s.csv").write_text(BAD, "utf-8")
    registered("import", "scores", "s.csv", *MARCH)
    first = Path("s.csv.rejected.csv").read_bytes()
    registered("import", "scores", "s.csv", *MARCH)
    assert not Path("s.csv.rejected-2.csv").exists()  # it says just the same
    Path("s.csv.rejected.csv").write_text("being corrected", "utf-8")
    registered("import", "scores", "s.csv", *MARCH)
    assert Path("s.csv.rejected.csv").read_text("utf-8") == "being corrected"
    assert Path("s.csv.rejected-2.csv").read_bytes() == first


def test_refused_rows_go_where_it_is_said(registered: Thidua) -> None:
    Path("s.csv").write_text(BAD, "utf-8")
    ran = registered("import", "scores", "s.csv", *MARCH, "--rejected", "wrong.csv", "--json")
    assert json.loads(ran.err)["rejected_files"] == ["wrong.csv"]
    assert len(rows_of("wrong.csv")) == 5
    assert not Path("s.csv.rejected.csv").exists()
    ran = registered("import", "scores", "s.csv", "s.csv", "--rejected", "wrong.csv")
    assert (ran.code, ran.err) == (
        2,
        "Error: --rejected is for one file. Import them one by one, or let each keep its own.\n",
    )


def test_with_accept_valid_the_good_rows_are_stored_and_the_others_told_and_kept(registered: Thidua) -> None:
    Path("s.csv").write_text(BAD, "utf-8")
    ran = registered("import", "scores", "s.csv", *MARCH, "--accept-valid")
    assert ran.code == 0
    assert ran.err.splitlines()[0].startswith("s.csv:3:3: 99 is more than roads may have")
    assert ran.err.splitlines()[4:] == [
        "6 rows: 2 created, 0 unchanged, 0 superseded, 4 rejected.",
        "The refused rows are in s.csv.rejected.csv: correct them there and import that file.",
        "Next: thidua evaluate --month 2024-03",
    ]
    body = told(registered("import", "scores", "s.csv", *MARCH, "--accept-valid", "--json"))
    assert counts(body) == (6, 0, 2, 0, 4)
    assert (body["entry"], body["stored"], body["rejected_files"]) == (None, 0, ["s.csv.rejected.csv"])
    first = body["problems"][0]
    assert (first["code"], first["line"]) == ("score-above-maximum", 3)


def test_with_a_refused_line_of_a_registration_goes_the_whole_of_it(thidua: Thidua) -> None:
    small.registered(thidua)
    Path("units2.csv").write_text("code,name,kind\n4,Xã Bốn,commune\n5,Xã Năm,commune\n6,Xã Sáu,commune\n", "utf-8")
    done(thidua("import", "units2.csv"))
    Path("r.csv").write_text(
        "code,unit,on,content,goal,deadline\n"
        "A,4,2024-02-20,one,g,2024-11-30\nB,5,2024-02-20,one,g,2024-11-30\n"
        "A,4,2024-02-20,two,g,30/13/2024\nC,6,2024-02-01,x,g,2024-11-30\n",
        "utf-8",
    )
    body = told(thidua("import", "r.csv", "--accept-valid", "--json"))
    assert counts(body) == (4, 2, 0, 0, 2)
    assert [(one["line"], one["code"]) for one in body["problems"]] == [
        (2, "row-beside-refused"),
        (4, "date-impossible"),
    ]
    assert [row[0] for row in rows_of("r.csv.rejected.csv")] == ["code", "A", "A"]


def test_with_a_refused_vote_goes_its_sitting(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30", AH="40 20", TT="45 15")
    Path("v.csv").write_text(
        "month,on,present,valid,nominee,yes,no,reason\n"
        "2024-03,2024-04-04,5,5,MH,5,0,\n2024-03,2024-04-04,5,5,AH,9,0,x\n2024-03,2024-04-05,5,5,MH,5,0,\n",
        "utf-8",
    )
    body = told(thidua("import", "v.csv", "--accept-valid", "--json"))
    assert counts(body) == (3, 1, 0, 0, 2)
    assert {one["line"] for one in body["problems"]} == {2, 3}


def test_with_a_refused_unit_go_those_under_it(thidua: Thidua) -> None:
    small.registered(thidua)
    Path("u.csv").write_text(
        "code,name,kind,parent\n7,Huyện,district,9\n8,Xã,commune,7\n10,Xã Mười,commune,\n11,Xã,commune,11\n", "utf-8"
    )
    body = told(thidua("import", "u.csv", "--accept-valid", "--json"))
    assert counts(body) == (4, 1, 0, 0, 3)
    assert [(one["line"], one["code"]) for one in body["problems"]] == [
        (2, "unit-unknown"),
        (3, "unit-unknown"),
        (5, "unit-under-itself"),
    ]


def test_what_could_not_be_read_to_its_end_is_refused_even_where_good_rows_are_wanted(registered: Thidua) -> None:
    Path("s.csv").write_bytes((HEAD + "MH,fields,5\nAH,fields,").encode() + b"\0\n")
    ran = small.refused(registered, "import", "scores", "s.csv", *MARCH, "--accept-valid", code=3)
    assert ran.startswith("s.csv:3: This line holds a NUL character")


def test_a_trial_shows_what_would_be_stored_and_stores_nothing(registered: Thidua) -> None:
    Path("s.csv").write_text(HEAD + "MH,fields,50\nMH,roads,30\nAH,fields,40\n", "utf-8")
    done(registered("import", "scores", "s.csv", *MARCH))
    Path("t.csv").write_text(HEAD + "MH,fields,50\nMH,roads,20\nTT,fields,12,\n".replace("12,", "12"), "utf-8")
    before = LEDGER.read_bytes()
    ran = registered("import", "scores", "t.csv", *MARCH, "--update", "--reason", "soát lại", "--dry-run")
    assert LEDGER.read_bytes() == before
    assert ran == Ran(
        0,
        "Row\tOutcome\tAbout\tValue\tBefore\n"
        "t.csv:2:3\tunchanged\tMH fields 2024-03 agreed\t50 = 50\t50\n"
        "t.csv:3:3\tsuperseded\tMH roads 2024-03 agreed\t20 = 20\t30\n"
        "t.csv:4:3\tcreated\tTT fields 2024-03 agreed\t12 = 12\t–\n",
        "3 rows: 1 created, 1 unchanged, 1 superseded, 0 rejected.\nA trial: nothing was stored.\n",
    )
    body = told(
        registered("import", "scores", "t.csv", *MARCH, "--update", "--reason", "x", "--dry-run", "--json"),
    )
    assert (counts(body), body["entry"], body["is_trial"]) == ((3, 1, 1, 1, 0), None, True)
    assert body["planned"][1] == {
        "place": "t.csv:3:3",
        "outcome": "superseded",
        "about": "MH roads 2024-03 agreed",
        "value": "20 = 20",
        "before": "30",
    }


def test_a_trial_of_wrong_rows_refuses_them_and_keeps_no_file(registered: Thidua) -> None:
    Path("s.csv").write_text(BAD, "utf-8")
    ran = registered("import", "scores", "s.csv", *MARCH, "--dry-run")
    assert ran.code == 3
    assert not list(Path().glob("*.rejected*"))


def test_several_files_are_one_entry_or_nothing(registered: Thidua) -> None:
    Path("a.csv").write_text(HEAD + "MH,fields,50\n", "utf-8")
    Path("b.csv").write_text(HEAD + "AH,fields,40\nMH,fields,51\n", "utf-8")
    ran = small.refused(registered, "import", "scores", "a.csv", "b.csv", *MARCH, code=3)
    assert ran.startswith("b.csv:3:3: MH already has a value for fields at a.csv:2:3. Keep one of the two.\n")
    Path("b.csv").write_text(HEAD + "AH,fields,40\n", "utf-8")
    body = told(registered("import", "scores", "a.csv", "b.csv", *MARCH, "--json"))
    assert counts(body) == (2, 2, 0, 0, 0)
    one = {"rows_read": 1, "created": 1, "unchanged": 0, "superseded": 0, "rejected": 0}
    assert body["files"] == [{"file": "a.csv", **one}, {"file": "b.csv", **one}]
    again = told(registered("import", "scores", "b.csv", "a.csv", *MARCH, "--json"))
    assert (counts(again), again["entry"]) == ((2, 0, 2, 0, 0), None)


def test_the_kind_is_told_by_the_columns_when_it_is_left_out(registered: Thidua) -> None:
    Path("diem.csv").write_text("Mã đăng ký;Tiêu chí;Kết quả\nMH;fields;50\n", "utf-8")
    assert told(registered("import", "diem.csv", *MARCH, "--json"))["kind"] == "scores"
    assert (
        told(registered("import", "--month", "2024-03", "--kind", "scores", "diem.csv", "--json"))["kind"] == "scores"
    )
    assert told(registered("import", "any", "units.csv", "--json"))["kind"] == "units"
    several = "These files are of several kinds: units.csv (units), diem.csv (scores). Import each kind by itself."
    known = "units, registrations, scores, votes, publicity, learning"
    of_scores = "does not belong here; it belongs to: thidua import scores"
    for words, code, sentence in (
        (("units.csv", *MARCH), 2, f"--month {of_scores}"),
        (("registrations.csv", "--reason", "x"), 2, f"--reason {of_scores}, thidua import units"),
        (("units.csv", "diem.csv"), 3, several),
        (("diem.csv", "--kind", "x"), 2, f"--kind cannot be “x”. Use one of: {known}."),
        (("scroes", "diem.csv"), 2, "There is no command “scroes”. Did you mean scores?"),
    ):
        ran = registered("import", *words)
        assert (ran.code, ran.err.splitlines()[0]) == (code, f"Error: {sentence}")


def test_publicity_and_learning_are_imported_and_again_are_unchanged(thidua: Thidua) -> None:
    small.commended(thidua)
    Path("p.csv").write_text(
        "exemplar,on,channel,reach\nMH,2024-04-15,radio,100\nXã Mỹ Hoà,2024-04-16,press,\n", "utf-8"
    )
    assert counts(told(thidua("import", "publicity", "p.csv", "--json"))) == (2, 2, 0, 0, 0)
    assert counts(told(thidua("import", "p.csv", "--json"))) == (2, 0, 2, 0, 0)
    Path("l.csv").write_text("learner,exemplar,on,form,participants\nAH,MH,2024-05-10,visit,12\n", "utf-8")
    body = told(thidua("import", "learning", "l.csv", "--json"))
    assert counts(body) == (1, 1, 0, 0, 0)
    assert counts(told(thidua("import", "l.csv", "--json"))) == (1, 0, 1, 0, 0)
    row = told(thidua("status", "MH", "--json"))
    assert row["registration"] == "MH" or row["code"] == "MH"
    done(thidua("verify"))


def test_wrong_publicity_and_learning_are_named(thidua: Thidua) -> None:
    small.commended(thidua)
    Path("p.csv").write_text(
        "exemplar,on,channel\nAH,2024-04-15,radio\nMH,2024-04-09,radio\nMH,2024-04-15,press\nMH,2024-04-15,press\nX,x,\n",
        "utf-8",
    )
    ran = small.refused(thidua, "import", "publicity", "p.csv", code=3)
    assert [line.split(":")[1] for line in ran.splitlines()[:-2]] == ["2", "3", "5", "6", "6"]
    assert "p.csv:5: MH says this already at p.csv:4. Keep one of the two." in ran
    Path("p.csv").write_text("exemplar,on,channel\nAH,2024-04-15,radio\n", "utf-8")
    small.refused(thidua, "import", "publicity", "p.csv", code=5)
    Path("l.csv").write_text("learner,exemplar,on,form\nAH,MH,2024-05-10,visit\nNOPE,NIX,2024-05-10,visit\n", "utf-8")
    ran = small.refused(thidua, "import", "learning", "l.csv", code=3)
    assert [line.split(":")[1] for line in ran.splitlines()[:-2]] == ["2", "3", "3"]


def test_json_lines_are_read(registered: Thidua) -> None:
    lines = [
        '{"registration": "MH", "criterion": "fields", "value": 50}',
        "",
        '{"value": 30.5, "registration": "MH", "criterion": "roads", "note": null}',
        '{"registration": "AH", "criterion": "fields", "value": "40", "extra": true}',
    ]
    Path("s.jsonl").write_text("\n".join(lines), "utf-8")
    body = told(registered("import", "scores", "s.jsonl", *MARCH, "--json"))
    assert counts(body) == (3, 3, 0, 0, 0)
    assert [note["code"] for note in body["notes"]] == ["columns-ignored"]
    Path("s.jsonl").write_text(
        '{"registration": "MH",\n[1]\n{"registration": {"a": 1}}\n{"value":1,"value":2}\n', "utf-8"
    )
    ran = small.refused(registered, "import", "scores", "s.jsonl", *MARCH, code=3)
    assert "s.jsonl:1:" in ran


def test_a_workbook_is_read_with_its_cells_named(registered: Thidua) -> None:
    with xlsxwriter.Workbook("s.xlsx") as book:
        first = book.add_worksheet("Hướng dẫn")
        first.write(0, 0, "Điền vào trang sau")
        sheet = book.add_worksheet("Điểm")
        sheet.write_row(0, 0, ["BẢNG ĐIỂM THÁNG 3"])
        sheet.write_row(2, 0, ["Mã đăng ký", "Tiêu chí", "Kết quả", "Tháng"])
        sheet.write_row(3, 0, ["MH", "fields", 50.5, "2024-03"])
        sheet.write_row(4, 0, ["MH", "roads", "30,25", "2024-03"])
        sheet.write_row(5, 0, ["AH", "fields", 77, "2024-03"])
        sheet.write_datetime(6, 2, date(2024, 10, 9), book.add_format({"num_format": "d/m/yyyy"}))
        sheet.write_row(6, 0, ["AH", "roads"])
    turned = (
        "The spreadsheet made “2024-10-09” of what was typed (a date). Set the cell to Text and type the value again."
    )
    ran = registered("import", "scores", "s.xlsx")
    assert ran.code == 3
    assert ran.err.splitlines()[:2] == [
        "s.xlsx!Điểm!C6: 77 is more than fields may have; its maximum is 60.",
        f"s.xlsx!Điểm!C7: {turned}",
    ]
    assert rows_of("s.xlsx.rejected.csv")[1][:3] == ["AH", "fields", "77"]
    body = told(registered("import", "scores", "s.xlsx", "--accept-valid", "--json"))
    assert counts(body) == (4, 2, 0, 0, 2)
    assert body["problems"][0]["sheet"] == "Điểm"
    named = registered("import", "scores", "s.xlsx", "--sheet", "Nope")
    assert "The workbook has no sheet “Nope”. It has: Hướng dẫn, Điểm." in named.err


def test_columns_nobody_asked_for_are_noted_or_refused(registered: Thidua) -> None:
    Path("s.csv").write_text("Cột lạ,registration,criterion,value\n1,MH,fields,50\n", "utf-8")
    ran = registered("import", "scores", "s.csv", *MARCH)
    assert ran.err.splitlines()[1] == "Note: s.csv: these columns say nothing here and were left out: Cột lạ."
    ran = small.refused(registered, "import", "scores", "s.csv", *MARCH, "--strict", code=3)
    assert ran.startswith("s.csv:1:1: There is no column “Cột lạ” here.")


def test_of_many_problems_a_hundred_are_shown_and_all_are_kept(registered: Thidua) -> None:
    Path("s.csv").write_text(HEAD + "NOPE,fields,1\n" * 250, "utf-8")
    ran = registered("import", "scores", "s.csv", *MARCH)
    assert ran.err.splitlines()[100:] == [
        "… and 150 more.",
        "Problems: 250. Nothing was stored.",
        "The refused rows are in s.csv.rejected.csv: correct them there and import that file.",
    ]
    assert len(rows_of("s.csv.rejected.csv")) == 251


@pytest.mark.usefixtures("registered")
def test_a_terminal_is_shown_how_far_a_big_file_is_and_a_pipe_is_not(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    rows = "".join(f"MH,fields,{n % 60}.25,2024-03,{n}\n" for n in range(1))
    Path("s.csv").write_text("registration,criterion,value,month,note\n" + rows * 20_000, "utf-8")
    command = [sys.executable, "-m", "thidua", "import", "scores", "s.csv"]
    environment = {
        **os.environ,
        "THIDUA_LANG": "en",
        "PYTHONPATH": str(ROOT / "src"),
        "TERM": "xterm",
        "COLUMNS": "100",
    }
    master, slave = pty.openpty()
    with subprocess.Popen(command, stderr=slave, cwd=tmp_path, env=environment) as running:
        os.close(slave)
        shown = b""
        with suppress(OSError):  # the terminal is gone when the command has ended
            while block := os.read(master, 1 << 16):
                shown += block
    os.close(master)
    assert running.returncode == 3
    assert b"Reading" in shown
    assert b"rows" in shown
    quiet = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment, check=False)
    assert b"Reading" not in quiet.stderr


def _wait_until_read(process: int, name: str) -> None:
    """Wait until a process has a file open, as far as the system tells, and a little longer."""
    opened = Path(f"/proc/{process}/fd")
    until = time.monotonic() + 30
    while opened.exists() and time.monotonic() < until:
        # a process opens and closes files while it is looked at
        links = (os.path.realpath(link) for link in opened.iterdir())
        if any(link.endswith(f"/{name}") for link in links):
            break
        time.sleep(0.05)
    time.sleep(0.5 if opened.exists() else 1.5)


def test_an_interrupted_import_leaves_the_ledger_as_it_was(registered: Thidua, tmp_path: Path) -> None:
    codes = ["fields", "roads"]
    lines = [f"{code},{line},1,2024-{month:02}" for month in range(2, 13) for code in ("MH", "AH") for line in codes]
    Path("s.csv").write_text("registration,criterion,value,month\n" + "\n".join(lines * 20_000) + "\n", "utf-8")
    before = LEDGER.read_bytes()
    environment = {**os.environ, "THIDUA_LANG": "en", "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "thidua", "import", "scores", "s.csv"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=tmp_path, env=environment, text=True) as running:
        _wait_until_read(running.pid, "s.csv")
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert (running.returncode, LEDGER.read_bytes()) == (130, before), told
    assert told == "Interrupted. A command is stored whole or not at all: see thidua status.\n"
    assert registered("verify").code == 0


def test_counts_are_those_of_each_file_though_their_rows_are_alike(registered: Thidua) -> None:
    Path("a.csv").write_text(HEAD + "MH,fields,5\nMH,roads,4\n", "utf-8")
    Path("b.csv").write_text(HEAD + "AH,fields,5\nAH,roads,4\nTT,fields,5\n", "utf-8")
    done(registered("import", "a.csv", *MARCH))
    body = told(registered("import", "a.csv", "b.csv", *MARCH, "--json"))
    assert [(one["rows_read"], one["created"], one["unchanged"], one["rejected"]) for one in body["files"]] == [
        (2, 0, 2, 0),
        (3, 3, 0, 0),
    ]


def test_a_pipe_is_told_by_its_columns_too(registered: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped:
        buffer = io.BytesIO((HEAD + "MH,fields,5\n").encode())

    monkeypatch.setattr("sys.stdin", Piped)
    assert counts(told(registered("import", "-", *MARCH, "--json"))) == (1, 1, 0, 0, 0)


def test_nothing_is_written_over_the_ledger_or_what_somebody_has(registered: Thidua) -> None:
    Path("s.csv").write_text(BAD, "utf-8")
    taken = "is already there and was left as it is. Give the name of a new file.\n"
    for name in ("thidua.db", "s.csv", "units.csv"):
        before = Path(name).read_bytes()
        ran = registered("import", "scores", "s.csv", *MARCH, "--rejected", name)
        assert (ran.code, ran.err, Path(name).read_bytes()) == (3, f"Error: {name} {taken}", before)
    before = LEDGER.read_bytes()
    for words in (("report", "registrations", "--format", "csv"), ("unit", "list"), ("log",)):
        ran = registered(*words, "-o", "thidua.db")
        assert (ran.code, LEDGER.read_bytes()) == (3, before)
        assert ran.err == "Error: thidua.db is the ledger itself, and was left as it is. Give another file with -o.\n"
    form = ("template", "scores", *MARCH, "-o", "form.xlsx")
    done(registered(*form))
    ran = registered(*form)
    assert (ran.code, ran.err) == (3, f"Error: form.xlsx {taken}")


def test_a_file_whose_headings_nobody_knows_is_told_so(registered: Thidua) -> None:
    Path("x.csv").write_text("foo,bar\n1,2\n", "utf-8")
    ran = small.refused(registered, "import", "x.csv", code=3)
    assert ran.startswith("x.csv:1: No heading of a known column is here.")
    assert "units, registrations, scores, votes, publicity, learning" in ran


def test_what_a_file_of_units_has_no_column_for_stays_as_it_is(registered: Thidua) -> None:
    done(
        registered(
            "unit", "add", "1", "--name", "Xã Mỹ Hòa", "--kind", "commune", "--head", "Lê Thị Mẫu", "--reason", "x"
        )
    )
    Path("u.csv").write_text("code,name,kind\n1,Xã Mỹ Hòa Mới,commune\n", "utf-8")
    assert counts(told(registered("import", "u.csv", "--reason", "đổi tên", "--json"))) == (1, 0, 0, 1, 0)
    (unit,) = (one for one in told(registered("unit", "list", "--json"))["units"] if one["code"] == "1")
    assert (unit["name"], unit["cluster"], unit["head"]) == ("Xã Mỹ Hòa Mới", "North", "Lê Thị Mẫu")


def test_a_device_that_never_ends_is_refused(registered: Thidua) -> None:
    ran = registered("import", "/dev/zero")
    assert (ran.code, ran.err) == (
        3,
        "Error: /dev/zero is a device, and may never end. Give a file, or - for standard input.\n",
    )


@pytest.mark.parametrize("words", [("--rejected", "pipe"), ("-o", "pipe")])
def test_a_pipe_is_never_replaced_by_a_file(registered: Thidua, words: tuple[str, str]) -> None:
    os.mkfifo("pipe")
    Path("s.csv").write_text(BAD, "utf-8")
    command = (
        ("import", "s.csv", *MARCH) if words[0] == "--rejected" else ("template", "scores", *MARCH, "--format", "xlsx")
    )
    assert registered(*command, *words).code == 3
    assert Path("pipe").is_fifo()


def test_a_refused_row_is_kept_as_it_stands_though_it_is_no_row(registered: Thidua) -> None:
    Path("s.csv").write_text(HEAD + 'MH,"fields"x,50\nMH,roads,30\n', "utf-8")
    assert small.refused(registered, "import", "scores", "s.csv", *MARCH, code=3)
    assert [row[:3] for row in rows_of("s.csv.rejected.csv")[1:]] == [["MH", '"fields"x', "50"]]
    Path("s.jsonl").write_text(
        '{"registration": "MH", "criterion": "roads", "value": 30}\n{"registration": MH}\n', "utf-8"
    )
    assert small.refused(registered, "import", "scores", "s.jsonl", *MARCH, code=3)
    assert rows_of("s.jsonl.rejected.csv")[1][0] == '{"registration": MH}'
    with xlsxwriter.Workbook("s.xlsx") as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["registration", "criterion", "value", "ghi chú riêng"])
        sheet.write_row(1, 0, ["MH", "fields"])
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.write(1, 3, "tổ 3")
    assert small.refused(registered, "import", "scores", "s.xlsx", *MARCH, code=3)
    assert rows_of("s.xlsx.rejected.csv")[1][:4] == ["MH", "fields", "#DIV/0!", "tổ 3"]


def test_a_heading_that_a_spreadsheet_would_run_is_guarded_among_the_refused_rows(registered: Thidua) -> None:
    Path("s.csv").write_text("registration,criterion,value,=cmd|' /C calc'!A0\nMH,fields,99,\n", "utf-8")
    assert small.refused(registered, "import", "scores", "s.csv", *MARCH, code=3)
    assert rows_of("s.csv.rejected.csv")[0][3] == "'=cmd|' /C calc'!A0"


def test_why_refused_rows_are_kept_nowhere_is_told(registered: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped:
        buffer = io.BytesIO((HEAD + "MH,fields,99\nAH,fields,9\n").encode())

    monkeypatch.setattr("sys.stdin", Piped)
    body = told(registered("import", "scores", "-", *MARCH, "--accept-valid", "--json"))
    assert [note["code"] for note in body["notes"]] == ["rejected-of-pipe"]
    Piped.buffer = io.BytesIO((HEAD + "MH,fields,99\n").encode())
    ran = registered("import", "scores", "-", *MARCH, "--json")
    assert [note["code"] for note in json.loads(ran.err)["notes"]] == ["rejected-of-pipe"]
    Piped.buffer = io.BytesIO((HEAD + "MH,fields,99\n").encode())
    ran = registered("import", "scores", "-", *MARCH, "--rejected", "no/r.csv")
    assert ran.err.endswith("Note: The refused rows of <stdin> could not be kept: No such file or directory.\n")


def test_a_word_too_long_to_be_a_file_is_no_command(registered: Thidua) -> None:
    assert registered("import", "x" * 300).code == 2


def kept_and_told(thidua: Thidua, file: str, *options: str) -> tuple[int, set[int]]:
    """Import a file; give how many rows are rejected, and the lines that something is told of."""
    body = told(thidua("import", "scores", file, "--accept-valid", "--json", *options))
    assert body["rows_read"] == sum(body[name] for name in ("created", "unchanged", "superseded", "rejected"))
    return body["rejected"], {one["line"] for one in body["problems"]}


def test_every_refused_row_is_told_also_where_another_stage_of_its_line_is_said_twice(registered: Thidua) -> None:
    rows = "MH,fields,1,self\nMH,fields,2,self\nMH,fields,3,agreed\nAH,fields,4,agreed\n"
    Path("s.csv").write_text("registration,criterion,value,stage\n" + rows, "utf-8")
    assert kept_and_told(registered, "s.csv", *MARCH) == (3, {2, 3, 4})
    assert [row[2] for row in rows_of("s.csv.rejected.csv")[1:]] == ["1", "2", "3"]


def test_a_wide_row_that_is_refused_counts_all_its_results(registered: Thidua) -> None:
    Path("w.csv").write_text("registration,fields,roads,month\nMH,1,2,2024-03\nNOPE,1,2,2024-03\nAH,1,2,x\n", "utf-8")
    assert kept_and_told(registered, "w.csv") == (4, {3, 4})


def test_a_file_named_twice_is_refused(registered: Thidua) -> None:
    Path("s.csv").write_text(HEAD + "MH,fields,5\n", "utf-8")
    ran = registered("import", "scores", "s.csv", "s.csv", *MARCH)
    assert (ran.code, ran.err) == (3, "Error: s.csv is named twice. Name each file once.\n")


def test_an_empty_first_cell_of_a_refused_row_stays_where_it_stood(registered: Thidua) -> None:
    Path("s.tsv").write_text('note\tregistration\tcriterion\tvalue\n\tMH\t"fields"x\t5\n', "utf-8")
    assert small.refused(registered, "import", "scores", "s.tsv", *MARCH, code=3)
    assert Path("s.tsv.rejected.csv").read_text("utf-8-sig").splitlines()[1].split("\t")[:2] == ["", "MH"]


def test_a_formula_that_was_never_computed_is_kept_as_such_among_the_refused_rows(registered: Thidua) -> None:
    """Without its text the row, fed back as it is, would take the score back."""
    Path("good.csv").write_text(HEAD + "MH,fields,5\n", "utf-8")
    done(registered("import", "scores", "good.csv", *MARCH))
    book = openpyxl.Workbook()
    for row in (["registration", "criterion", "value"], ["MH", "fields", "=SUM(1,3)"], ["MH", "roads", 99]):
        book.active.append(row)
    book.save("f.xlsx")
    update = (*MARCH, "--update", "--reason", "cộng lại")
    assert small.refused(registered, "import", "f.xlsx", *update, code=3)
    assert [row[2] for row in rows_of("f.xlsx.rejected.csv")[1:]] == ["'=SUM(1,3)", "99"]
    assert small.refused(registered, "import", "f.xlsx.rejected.csv", *update, code=3)


def test_a_row_too_short_is_still_too_short_among_the_refused_rows(registered: Thidua) -> None:
    Path("s.csv").write_text(HEAD + "MH,fields\n", "utf-8")
    assert small.refused(registered, "import", "scores", "s.csv", *MARCH, code=3)
    assert "row has 3 cells and the header 4" in small.refused(
        registered, "import", "scores", "s.csv.rejected.csv", *MARCH, code=3
    )


def test_what_is_refused_is_told_also_to_those_who_want_to_hear_of_nothing_else(registered: Thidua) -> None:
    Path("s.csv").write_text(HEAD + "MH,fields,99\nAH,fields,9\n", "utf-8")
    ran = registered("import", "scores", "s.csv", *MARCH, "--accept-valid", "--quiet")
    assert ran == Ran(
        0,
        "",
        "s.csv:2:3: 99 is more than fields may have; its maximum is 60.\n"
        "The refused rows are in s.csv.rejected.csv: correct them there and import that file.\n",
    )


def test_of_a_row_with_several_cells_that_cannot_be_read_each_is_told_and_the_row_counted_once(
    registered: Thidua,
) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["registration", "fields", "roads", "month"],
        ["MH", "=SUM(1,3)", "=SUM(1,3)", "2024-03"],
        ["AH", 5, 6, "2024-03"],
    ):
        book.active.append(row)
    book.save("w.xlsx")
    body = told(registered("import", "w.xlsx", "--accept-valid", "--json"))
    assert (counts(body), [(one["line"], one["column"]) for one in body["problems"]]) == (
        (4, 2, 0, 0, 2),
        [(2, 2), (2, 3)],
    )
    book = openpyxl.Workbook()
    for row in (["code", "name", "kind"], ["=A1", "=A1", "commune"], ["9", "Xã Chín", "commune"]):
        book.active.append(row)
    book.save("u.xlsx")
    body = told(registered("import", "units", "u.xlsx", "--accept-valid", "--json"))
    assert counts(body) == (2, 1, 0, 0, 1)


def test_a_key_of_json_that_is_no_criterion_is_told_on_the_line_it_is_on(registered: Thidua) -> None:
    lines = '{"registration": "MH", "fields": 5}\n{"registration": "AH", "foo": 1}\n'
    Path("s.jsonl").write_text(lines, "utf-8")
    ran = registered("import", "scores", "s.jsonl", *MARCH)
    assert ran.err.startswith("s.jsonl:2:3: “foo” heads a column and is no criterion of the campaign.")


def test_of_a_file_that_is_not_read_to_its_end_no_rows_are_kept_apart(registered: Thidua) -> None:
    Path("s.csv").write_text(HEAD + 'MH,fields,99\nAH,fields,"9\nTT,fields,9\n', "utf-8")
    assert "The refused rows are" not in small.refused(registered, "import", "scores", "s.csv", *MARCH, code=3)
    assert not Path("s.csv.rejected.csv").exists()


def test_an_empty_file_of_no_kind_is_told_the_kinds_there_are(registered: Thidua) -> None:
    Path("s.csv").write_text("", "utf-8")
    assert "No heading of a known column is here." in small.refused(registered, "import", "s.csv", *MARCH, code=3)


def test_a_kind_after_options_is_told_where_it_belongs(registered: Thidua) -> None:
    Path("s.csv").write_text(HEAD + "MH,fields,5\n", "utf-8")
    ran = registered("import", "--strict", "scores", "s.csv", *MARCH)
    assert (ran.code, ran.err) == (2, "Error: The kind comes before everything else: thidua import scores …\n")
    Path("scores").write_text(HEAD + "MH,fields,5\n", "utf-8")
    assert counts(told(registered("import", "--strict", "scores", *MARCH, "--json"))) == (1, 1, 0, 0, 0)

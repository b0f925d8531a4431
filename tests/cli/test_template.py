"""``template``: the form a unit fills in; it is imported as it is, and what was not touched is unchanged."""

import json
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import small
from conftest import CAMPAIGNS, Ran, Thidua
from small import done
from thidua.read.headings import Headings
from thidua.read.records import Record
from thidua.read.scores import LONG

MARCH = ("--month", "2024-03")
FORM = ("template", "scores", *MARCH)


def receipt(ran: Ran) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(done(ran).out)
    return body


@pytest.fixture
def scored(thidua: Thidua) -> Thidua:
    return small.scored(small.registered(thidua), "2024-03", MH="50 30", AH="40.25 -")


def sheet_of(path: str) -> Any:
    return openpyxl.load_workbook(path).worksheets[0]


def test_a_form_has_every_registration_and_line_due_with_what_is_known(scored: Thidua) -> None:
    ran = scored(*FORM)
    assert ran.out.splitlines() == [
        "registration,unit,criterion,name,points,rule,month,stage,value,reason,note",
        "AH,Xã An Hiệp,fields,Fields,60,points as given,2024-03,agreed,40.25,,",
        "AH,Xã An Hiệp,roads,Roads,40,points as given,2024-03,agreed,,,",
        "MH,Xã Mỹ Hòa,fields,Fields,60,points as given,2024-03,agreed,50,,",
        "MH,Xã Mỹ Hòa,roads,Roads,40,points as given,2024-03,agreed,30,,",
        "TT,Xã Tân Thủy,fields,Fields,60,points as given,2024-03,agreed,,,",
        "TT,Xã Tân Thủy,roads,Roads,40,points as given,2024-03,agreed,,,",
    ]


@pytest.mark.parametrize("name", ["form.xlsx", "form.csv"])
def test_a_form_is_imported_as_it_is_and_changes_nothing(scored: Thidua, name: str) -> None:
    done(scored(*FORM, "-o", name))
    body = receipt(scored("import", name, "--json"))
    assert (body["kind"], body["rows_read"], body["unchanged"], body["entry"]) == ("scores", 6, 6, None)
    assert body["notes"] == []


def test_what_is_filled_in_is_stored(scored: Thidua) -> None:
    done(scored(*FORM, "-o", "form.xlsx"))
    book = openpyxl.load_workbook("form.xlsx")
    sheet = book.worksheets[0]
    places = {(row[0].value, row[2].value): row for row in sheet.iter_rows(min_row=6)}
    places["AH", "roads"][8].value = 12.5
    places["TT", "fields"][8].value = "45,5"
    places["TT", "fields"][10].value = "=HYPERLINK(1)"
    book.save("filled.xlsx")
    ran = scored("import", "filled.xlsx")
    assert ran.code == 3
    assert ran.err.startswith("filled.xlsx!Scores!K10: The cell has a formula that was never computed.")
    places["TT", "fields"][10].value = "phiếu 7"
    book.save("filled.xlsx")
    body = receipt(scored("import", "filled.xlsx", "--json"))
    assert (body["created"], body["unchanged"]) == (2, 4)


def test_only_what_is_to_be_filled_in_is_open_and_checked(scored: Thidua) -> None:
    done(scored(*FORM, "--stage", "self", "-o", "form.xlsx"))
    sheet = sheet_of("form.xlsx")
    assert sheet.protection.sheet
    heads = [cell.value for cell in sheet[5]]
    assert [heads[at] for at in range(11) if not sheet.cell(6, at + 1).protection.locked] == [
        "Result",
        "Reason",
        "Note",
    ]
    checks = {str(check.sqref): check for check in sheet.data_validations.dataValidation}
    fields = checks["I6"]
    assert (fields.type, fields.formula1, fields.formula2, fields.prompt) == (
        "decimal",
        "0.0",
        "60.0",
        "points as given",
    )
    assert {row[7].value for row in sheet.iter_rows(min_row=6)} == {"self"}


def test_levels_answers_and_rates_have_drop_downs_or_text_cells(thidua: Thidua) -> None:
    done(thidua("init"))
    done(thidua("launch", CAMPAIGNS / "example-cluster-table.yaml"))
    done(thidua("import", CAMPAIGNS / "example-cluster-units.csv"))
    done(thidua("import", CAMPAIGNS / "example-cluster-registrations.csv"))
    done(thidua("import", CAMPAIGNS / "example-cluster-scores-2024-03.csv", *MARCH))
    done(thidua(*FORM, "--stage", "self", "-o", "cum.xlsx"))
    sheet = sheet_of("cum.xlsx")
    kinds = {check.type for check in sheet.data_validations.dataValidation}
    assert {"list", "decimal", "whole"} <= kinds
    rates = [row for row in sheet.iter_rows(min_row=6) if isinstance(row[8].value, str) and "/" in row[8].value]
    assert rates
    assert {row[8].number_format for row in rates} == {"@"}
    body = receipt(thidua("import", "cum.xlsx", "--json"))
    assert (body["created"], body["superseded"], body["rejected"]) == (0, 0, 0)


def test_a_form_of_one_unit_and_one_for_each(scored: Thidua) -> None:
    assert len(done(scored(*FORM, "--unit", "Xã Mỹ Hoà")).out.splitlines()) == 3
    body = receipt(scored(*FORM, "--split-by", "unit", "-o", "out", "--json"))
    assert body == {"schema": "thidua.template/1", "files": ["out/2.xlsx", "out/1.xlsx", "out/3.xlsx"]}
    assert sorted(path.name for path in Path("out").iterdir()) == ["1.xlsx", "2.xlsx", "3.xlsx"]
    files = [f"out/{number}.xlsx" for number in (1, 2, 3)]
    assert receipt(scored("import", *files, "--json"))["unchanged"] == 6


def test_the_same_form_is_the_same_bytes(scored: Thidua) -> None:
    done(scored(*FORM, "-o", "a.xlsx"))
    done(scored(*FORM, "-o", "b.xlsx"))
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()
    assert Path("a.xlsx").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_heading_of_a_form_is_known_when_it_is_read(thidua: Thidua, language: str) -> None:
    small.scored(small.registered(thidua, language=language), "2024-03", MH="50 30")
    done(thidua(*FORM, "-o", "form.xlsx"))
    heads = [str(cell.value) for cell in sheet_of("form.xlsx")[5]]
    header = Headings((LONG,)).header(Record(5, heads))
    assert not isinstance(header, list)
    assert header.ignored == ()
    assert None not in header.columns_at


def test_text_that_looks_like_a_formula_stays_text(thidua: Thidua) -> None:
    units = "code,name,kind\n1,=cmd|' /C calc'!A0,commune\n"
    small.registered(
        thidua, units=units, registrations="code,unit,on,content,goal,deadline\nMH,1,2024-02-10,a,b,2024-11-30\n"
    )
    done(thidua(*FORM, "-o", "form.xlsx"))
    cell = sheet_of("form.xlsx").cell(6, 2)
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")
    assert "'=cmd|" in thidua(*FORM).out


def test_what_cannot_be_made_is_told(scored: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {
        (*FORM, "--format", "pdf"): (2, "“pdf” is no format. Use one of: xlsx, csv."),
        (*FORM, "--format", "xlsx"): (2, "Option --output is missing. See --help."),
        (*FORM, "--split-by", "unit"): (2, "Option --output is missing. See --help."),
        (*FORM, "--split-by", "cluster", "-o", "x"): (2, "--split-by cannot be “cluster”. Use one of: unit."),
        (*FORM, "--unit", "Nope"): (3, "There is no unit “Nope”. See: thidua unit list"),
        (*FORM, "-o", "no/form.xlsx"): (13, "no/form.xlsx cannot be written: No such file or directory."),
    }
    for words, (code, sentence) in told.items():
        ran = scored(*words)
        assert (ran.code, ran.err) == (code, f"Error: {sentence}\n"), words
    assert scored("template", "scores", "--month", "2025-03").code == 5
    done(scored("close", *MARCH, "--force", "--reason", "thử"))
    assert scored(*FORM).code == 5
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    ran = scored("template", "scores", "--month", "2024-04", "-o", "form.xlsx")
    told_so = "XlsxWriter is not installed, which writes workbooks. Install thidua with it: "
    assert (ran.code, ran.err) == (2, f"Error: {told_so}pip install 'thidua[office]'; or take --format csv.\n")

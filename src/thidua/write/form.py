"""A form as a workbook: what is to be filled in is open, everything else locked; drop-downs and checks of numbers.

Text is always written as text, so that nothing a cell says is run as a formula.
"""

import io
from typing import TYPE_CHECKING, Any

from thidua.domain.points import Points, parse_number
from thidua.errors import Reason
from thidua.reports.document import Cell
from thidua.reports.template import Check, Form, FormRow
from thidua.write.xlsx import new_workbook

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (14, 28, 22, 44, 9, 40, 10, 11, 14, 28, 28)
_LONGEST_LIST, _LONGEST_HINT, _LONGEST_TITLE = 255, 255, 32  # characters, of Excel
_FIRST_ROW = 4  # of the table: a title, two lines of how, a blank one


def form_workbook(form: Form) -> bytes:
    """Write a form as an XLSX file; the same form gives the same bytes."""
    out = io.BytesIO()
    with new_workbook(out, in_memory=True) as book:
        sheet = book.add_worksheet(form.language.say("Scores"))
        _fill(book, sheet, form)
    return out.getvalue()


def _fill(book: Any, sheet: "Worksheet", form: Form) -> None:
    bold, plain = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#DDEBF7", "border": 1, "valign": "top"})
    closed = book.add_format({"text_wrap": True, "border": 1, "valign": "top", "font_color": "#555555"})
    to_fill = {"text_wrap": True, "border": 1, "valign": "top", "locked": False, "bg_color": "#FFF9E5"}
    opened, as_text = book.add_format(to_fill), book.add_format({**to_fill, "num_format": "@"})
    sheet.write_string(0, 0, form.title, bold)
    for at, line in enumerate(form.told, 1):
        sheet.write_string(at, 0, line, plain if not line else None)
    for at, (column, width) in enumerate(zip(form.columns, _WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(_FIRST_ROW, at, column.title, head)
    for at, row in enumerate(form.rows, _FIRST_ROW + 1):
        for place, cell in enumerate(row.cells):
            how = as_text if row.check.is_text else opened
            _write(sheet, (at, place), cell, how if place in form.open_at else closed)
        _checked(sheet, form, row, at)
    sheet.freeze_panes(_FIRST_ROW + 1, form.value_at - 5)
    sheet.autofilter(_FIRST_ROW, 0, _FIRST_ROW + len(form.rows), len(form.columns) - 1)
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST_ROW)


def _write(sheet: "Worksheet", at: tuple[int, int], cell: Cell, how: "Format") -> None:
    row, column = at
    if cell is None:
        sheet.write_blank(row, column, None, how)
    elif isinstance(cell, Points):
        sheet.write_number(row, column, cell.hundredths / 100, how)
    elif isinstance(cell, str) and _is_plain_number(cell):
        sheet.write_number(row, column, float(cell), how)
    else:
        sheet.write_string(row, column, str(cell), how)


def _is_plain_number(text: str) -> bool:
    """True for a number that a spreadsheet gives back as it was: no leading zero, no more than two decimals."""
    number = parse_number(text)
    return not isinstance(number, Reason) and f"{float(number):.15g}" == text


def _checked(sheet: "Worksheet", form: Form, row: FormRow, at: int) -> None:
    title = str(row.cells[2])[:_LONGEST_TITLE]
    check: dict[str, Any] = {"input_title": title, "input_message": row.rule[:_LONGEST_HINT], **_rule_of(row.check)}
    if check["validate"] != "any":
        check["error_title"] = title
        check["error_message"] = _refusal(form, row.check)[:_LONGEST_HINT]
    sheet.data_validation(at, form.value_at, at, form.value_at, check)


def _rule_of(check: Check) -> dict[str, Any]:
    if check.choices:
        fits = len(",".join(check.choices)) <= _LONGEST_LIST and not any("," in one for one in check.choices)
        return {"validate": "list", "source": list(check.choices)} if fits else {"validate": "any"}
    if check.least is None:
        return {"validate": "any"}
    kind, least = "integer" if check.is_whole else "decimal", check.least.hundredths / 100
    if check.most is None:
        return {"validate": kind, "criteria": ">=", "value": least}
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": check.most.hundredths / 100}


def _refusal(form: Form, check: Check) -> str:
    say = form.language.say
    if check.choices:
        return say("Choose one of: {choices}.", choices=check.choices)
    if check.most is None:
        return say("Type a whole number of zero or more.") if check.is_whole else say("Type a number of zero or more.")
    return say("Type a number from {least} to {most}.", least=check.least, most=check.most)

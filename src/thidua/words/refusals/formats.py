"""What the codes of workbooks and JSON lines say, and of cells that a spreadsheet made something else of."""

from thidua.words.language import N_

SENTENCES: dict[str, str] = {
    "office-missing": N_(
        "{package} is not installed, which writes workbooks. Install thidua with it: pip install 'thidua[office]'; "
        "or take --format csv."
    ),
    "workbook-encrypted": N_(
        "The workbook is protected by a password. "
        "Open it in the spreadsheet, take the password off, save it and give that file."
    ),
    "workbook-xls": N_(
        "This is a workbook of before Excel 2007 (.xls). Open it and save it as “Excel Workbook (.xlsx)”."
    ),
    "workbook-foreign": N_(
        "This is no Excel workbook (.xlsx); it is: {kind}. "
        "Open it in the spreadsheet and save it as .xlsx, or as “CSV UTF-8”."
    ),
    "workbook-damaged": N_(
        "The workbook is damaged ({damage}), and nothing after this was read. "
        "Open it in the spreadsheet, let it repair the file, save it anew and give that file; or ask for it again."
    ),
    "workbook-too-big": N_(
        "The workbook unpacks to {size} MB; at most {most} MB are read. "
        "Copy the rows into a new workbook and give that."
    ),
    "workbook-too-full": N_(
        "The workbook has more than {most} cells and values, and is not read. Copy the rows into a new workbook and "
        "give that."
    ),
    "sheets-none": N_("The workbook has no sheet of cells, only charts. Give the one with the rows."),
    "sheet-too-wide": N_("Something stands beyond column number {most}. Clear it, or move it to another sheet."),
    "sheet-too-long": N_(
        "Something stands below row {most}, and nothing from here on was read. Clear it, or divide the sheet."
    ),
    "sheet-unknown": N_("The workbook has no sheet “{sheet}”. It has: {known}."),
    "sheet-unclear": N_("Several sheets have such a table: {known}. Say which with --sheet NAME."),
    "sheets-hidden": N_("Every sheet of the workbook is hidden: {known}. Say which to read with --sheet NAME."),
    "rows-hidden": N_("{file}, sheet {sheet}: {count} hidden rows were read like the others: {rows}."),
    "cells-merged": N_(
        "{file}, sheet {sheet}: merged cells ({cells}) hold their value only in the first; the others are empty."
    ),
    "cell-error": N_("The cell shows {text}. Correct its formula, or type the value."),
    "cell-formula-uncomputed": N_(
        "The cell has a formula that was never computed. "
        "Open the workbook in the spreadsheet, save it and give it again."
    ),
    "cell-turned": N_(
        "The spreadsheet made “{text}” of what was typed ({into}). Set the cell to Text and type the value again."
    ),
    "json-malformed": N_("This line is no JSON. Write one object on each line, such as made by jq -c."),
    "json-no-object": N_(
        "This line is JSON, but no object. Write one object on each line, such as made by jq -c '.[]'."
    ),
    "json-list": N_(
        "The file is one JSON list. Write its objects one on each line, such as jq -c '.[]' FILE makes of it."
    ),
    "json-half-character": N_(
        "“{half}” in this line is half of a character, which no text can hold. Type the character again."
    ),
    "json-key-repeated": N_("The key “{name}” is in this object twice. Keep one of the two."),
    "json-keys-too-many": N_("The objects of this file have more than {most} different keys. Is it the right file?"),
    "json-value-nested": N_("“{name}” holds an object or a list. Write a text, a number, true, false or null."),
}

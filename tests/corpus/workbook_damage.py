"""Workbooks that are broken, hostile, or none: zips and parts that no spreadsheet would write."""

import io
import zipfile

from corpus.books import GOOD, HEAD, MAIN, OLE, by_hand, changed, parts, row, sheet, table, under_head, unzipped, zipped
from corpus.case import MARCH, Case

ONE = (1, 1, 0, 0, 0)
DAMAGED = ("1 workbook-damaged",)
WHOLE = table(["MH", "fields", 50], ["AH", "fields", 40])()
CUTS = (
    4,
    30,
    64,
    500,
    len(WHOLE) // 4,
    len(WHOLE) // 2,
    len(WHOLE) * 3 // 4,
    len(WHOLE) - 100,
    len(WHOLE) - 22,
    len(WHOLE) - 1,
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>'
LAUGHING = sheet(row(1, *HEAD) + row(2, "&l9;", "fields", 50))
WORKSHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"


def _flagged() -> bytes:
    """Give a zip all of whose parts say that they have a password."""
    file = bytearray(WHOLE)
    at = -1
    while (at := file.find(b"PK\x01\x02", at + 1)) >= 0:
        file[at + 8] |= 1
    return bytes(file)


def _lying(claimed: int) -> bytes:
    """Give a zip that says of a large part that it is small."""
    file = bytearray(by_hand(GOOD + " " * 9_000_000))
    at = file.rindex(WORKSHEET.encode()) - 46
    file[at + 24 : at + 28] = claimed.to_bytes(4, "little")
    return bytes(file)


def _flipped() -> bytes:
    """Give a zip one byte of whose largest part was changed."""
    file = bytearray(WHOLE)
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        about = archive.getinfo(WORKSHEET)
    file[about.header_offset + 30 + len(WORKSHEET) + about.compress_size // 2] ^= 0xFF
    return bytes(file)


def _in(part: str, declared: str) -> bytes:
    whole = parts(LAUGHING, strings="<si/>", styles="")
    return zipped(whole | {part: declared + str(whole[part])})


def _without(part: str) -> bytes:
    whole = unzipped(WHOLE)
    del whole[part]
    return zipped(whole)


def _row(name: str, about: str, rows: str, *told: str) -> Case:
    return Case(name, about, under_head(rows), told)


FAR = f'{GOOD}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
WIDE = row(1, *HEAD) + row(2, "MH", "fields", 50, *[""] * 297, "xa")
DIMENSION = f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>{GOOD}</sheetData></worksheet>'
UTF_16 = sheet(GOOD).encode("utf-16")
SHIFTED = f'<?xml version="1.0" encoding="shift_jis"?>{sheet(GOOD)}'
PREFIXED = sheet(GOOD).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns", "xmlns:x")
STRICT = sheet(GOOD).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")

CASES = [
    *(Case(f"cut-{number}.xlsx", "cut off", WHOLE[:cut], DAMAGED) for number, cut in enumerate(CUTS)),
    Case("cut-short.xlsx", "cut off before it is known as a workbook", WHOLE[:2], ("1 column-missing",) * 3),
    Case("beginning-lost.xlsx", "a piece of the beginning lost", by_hand(GOOD)[:4] + by_hand(GOOD)[99:], DAMAGED),
    Case("flipped.xlsx", "a byte changed on the way", _flipped(), ("S!1 workbook-damaged",)),
    Case("more-after.xlsx", "something added at the end", WHOLE + b"\0" * 100, counts=(2, 2, 0, 0, 0)),
    Case(
        "bomb.xlsx",
        "six megabytes of nothing in a few thousand bytes",
        lambda: by_hand(GOOD + " " * 6_000_000),
        ("1 workbook-too-big",),
    ),
    Case(
        "bombs.xlsx",
        "many parts, more than is unpacked together",
        lambda: zipped(parts(sheet(GOOD)) | {f"xl/media/{n}": b"\0" * 4_900_000 for n in range(42)}),
        ("1 workbook-too-big",),
    ),
    Case(
        "lying.xlsx", "a zip that says of a large part that it is small", lambda: _lying(10), ("S!1 workbook-damaged",)
    ),
    Case("password.xlsx", "parts with a password", _flagged(), ("1 workbook-encrypted",)),
    Case(
        "encrypted.xlsx",
        "a workbook with a password, as Excel saves it",
        OLE + b"\0" * 70_000 + "EncryptedPackage".encode("utf-16-le"),
        ("1 workbook-encrypted",),
    ),
    Case(
        "renamed.xlsx",
        "a workbook of before 2007 under a new name",
        OLE + b"\0" * 70_000 + "Workbook".encode("utf-16-le"),
        ("1 workbook-xls",),
    ),
    Case("old.xls", "a workbook of before 2007", OLE + b"\0" * 512, ("1 workbook-xls",)),
    Case(
        "letter.docx",
        "a document",
        zipped({"word/document.xml": "<x/>", "_rels/.rels": "<x/>"}),
        ("1 workbook-foreign",),
    ),
    Case("slides.pptx", "slides", zipped({"ppt/presentation.xml": "<x/>"}), ("1 workbook-foreign",)),
    Case(
        "table.ods",
        "a workbook of LibreOffice's",
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
        ("1 workbook-foreign",),
    ),
    Case("binary.xlsb", "a binary workbook", zipped({"xl/workbook.bin": b"\0"}), ("1 workbook-foreign",)),
    Case("nothing.xlsx", "a zip of nothing", zipped({}), ("1 workbook-foreign",)),
    Case(
        "parts-twice.xlsx", "two parts of one name", zipped(parts(sheet(GOOD)) | {"XL/workbook.xml": "<x/>"}), DAMAGED
    ),
    Case(
        "packed-otherwise.xlsx",
        "parts packed as no spreadsheet does",
        zipped(parts(sheet(GOOD)), packed=zipfile.ZIP_LZMA),
        DAMAGED,
    ),
    Case(
        "parts-outside.xlsx",
        "a part that would be written elsewhere is not read",
        zipped(parts(sheet(GOOD)) | {"../../etc/mau": "x"}),
        counts=ONE,
    ),
    *(
        Case(f"without-{part.rpartition('/')[2]}.xlsx", "a part is missing", _without(part), DAMAGED)
        for part in ("_rels/.rels", BOOK, "xl/_rels/workbook.xml.rels", WORKSHEET, STRINGS, "xl/styles.xml")
    ),
    Case(
        "laughing-sheet.xlsx",
        "entities that unpack without end, in a sheet",
        _in(WORKSHEET, BILLION),
        ("S!1 workbook-damaged",),
    ),
    Case("laughing-strings.xlsx", "entities that unpack without end, in the texts", _in(STRINGS, BILLION), DAMAGED),
    Case("laughing-book.xlsx", "entities that unpack without end, in the list of sheets", _in(BOOK, BILLION), DAMAGED),
    Case(
        "outside.xlsx",
        "an entity that would read a file of the machine",
        _in(WORKSHEET, OUTSIDE),
        ("S!1 workbook-damaged",),
    ),
    Case(
        "linked-outside.xlsx",
        "a sheet that is somewhere else",
        changed("xl/_rels/workbook.xml.rels", "Id=", 'TargetMode="External" Id='),
        DAMAGED,
    ),
    Case("sheet-nowhere.xlsx", "a sheet that is no part", changed(BOOK, 'r:id="s1"', 'r:id="s9"'), DAMAGED),
    Case(
        "sheets-alike.xlsx",
        "two sheets of one name",
        changed(BOOK, "</sheets>", '<sheet name="S" r:id="s1"/></sheets>'),
        DAMAGED,
    ),
    Case(
        "style-unknown.xlsx",
        "a cell of a style there is none of",
        under_head(row(2, "MH", "fields", '<c s="9"><v>5</v></c>')),
        ("S!2:3 workbook-damaged",),
    ),
    Case(
        "text-unknown.xlsx",
        "a text beyond the list of texts",
        under_head(row(2, "MH", '<c t="s"><v>7</v></c>', 5), strings="<si><t>x</t></si>"),
        ("S!2:2 workbook-damaged",),
    ),
    Case("far-corner.xlsx", "a cell in the last corner there is", by_hand(FAR), ("S!1048576:16384 sheet-too-long",)),
    Case(
        "far-corner-good-rows-wanted.xlsx",
        "good rows above a cell far below are not stored",
        by_hand(FAR),
        ("S!1048576:16384 sheet-too-long",),
        options=(*MARCH, "--accept-valid"),
    ),
    Case("too-wide.xlsx", "a cell beyond the last column that is read", by_hand(WIDE), ("S!2:301 sheet-too-wide",)),
    Case("dimension-wrong.xlsx", "a sheet that says it is smaller", zipped(parts(DIMENSION)), counts=ONE),
    _row(
        "rows-backwards.xlsx",
        "rows out of order",
        row(3, "MH", "fields", 50) + row(2, "AH", "fields", 40),
        "S!3 workbook-damaged",
    ),
    _row("row-twice.xlsx", "a row twice", row(2, "MH", "fields", 50) * 2, "S!2 workbook-damaged"),
    _row(
        "cells-backwards.xlsx",
        "cells out of order",
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>',
        "S!2 workbook-damaged",
    ),
    _row(
        "kind-unknown.xlsx",
        "a cell of no kind there is",
        row(2, "MH", "fields", '<c t="z"><v>5</v></c>'),
        "S!2:3 workbook-damaged",
    ),
    _row(
        "number-none.xlsx",
        "a number that is none",
        row(2, "MH", "fields", "<c><v>NaN</v></c>"),
        "S!2:3 workbook-damaged",
    ),
    _row(
        "text-endless.xlsx",
        "a text longer than any cell holds",
        row(2, "MH", "fields", "x" * 300_000),
        "S!2:3 workbook-damaged",
    ),
    _row("deep.xlsx", "elements in elements, too deep", "<a>" * 200, "S!1 workbook-damaged"),
    _row(
        "names.xlsx", "elements of too many names", "".join(f"<a{n}/>" for n in range(20_000)), "S!1 workbook-damaged"
    ),
    _row("tag-endless.xlsx", "a tag of a megabyte", f'<row r="2" a="{"x" * 1_200_000}"/>', "S!1 workbook-damaged"),
    Case("xml-broken.xlsx", "a sheet that breaks off", zipped(parts(sheet(GOOD)[:-30])), ("S!2 workbook-damaged",)),
    Case(
        "xml-none.xlsx",
        "a sheet that is no XML",
        zipped(parts("registration,criterion,value\n")),
        ("S!1 workbook-damaged",),
    ),
    Case("xml-empty.xlsx", "a sheet of no bytes", zipped(parts(b"")), ("S!1 workbook-damaged",)),
    Case("xml-shift-jis.xlsx", "a sheet in an encoding of Japan", zipped(parts(SHIFTED)), ("S!1 workbook-damaged",)),
    Case(
        "namespace-unknown.xlsx",
        "a sheet of another kind of XML",
        zipped(parts('<worksheet xmlns="urn:x"/>')),
        ("S!1 workbook-damaged",),
    ),
    Case("xml-utf-16.xlsx", "a sheet in UTF-16", zipped(parts(UTF_16)), counts=ONE),
    Case("prefixed.xlsx", "a sheet whose elements have a prefix", zipped(parts(PREFIXED)), counts=ONE),
    Case("strict.xlsx", "a sheet of the strict kind", zipped(parts(STRICT)), counts=ONE),
]

"""Making workbooks: by XlsxWriter, and by hand, part for part, where no program would write them so."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = ["registration", "criterion", "value"]
Part: TypeAlias = bytes | str
Fill: TypeAlias = Callable[[Any, Any], None]


def written(fill: Fill, **options: Any) -> Callable[[], bytes]:
    """Promise a file of XlsxWriter's; ``fill`` gets the workbook and its first sheet, S."""

    def make() -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
            book.set_properties({"created": datetime.fromisoformat("2024-01-01")})
            fill(book, book.add_worksheet("S"))
        return out.getvalue()

    return make


def table(*rows: list[object], head: list[str] | None = None) -> Callable[[], bytes]:
    """Promise a workbook of a header and rows; a text stays a text."""

    def fill(_: Any, page: Any) -> None:
        for line, row in enumerate([head or HEAD, *rows]):
            for at, cell in enumerate(row):
                put = page.write_string if isinstance(cell, str) else page.write
                put(line, at, cell)

    return written(fill)


def zipped(parts: Mapping[str, Part], *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Put parts into a zip, always with the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, packed)
    return out.getvalue()


def unzipped(file: bytes) -> dict[str, bytes]:
    """Take the parts out of a zip."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cell(value: object, *, at: str = "") -> str:
    """Write a cell by hand: a number as it is, a text within the cell; what begins with ``<`` stands as it is."""
    reference = f' r="{at}"' if at else ""
    if isinstance(value, str) and value.startswith("<"):
        return value
    if isinstance(value, str):
        return f'<c{reference} t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c{reference}><v>{value}</v></c>"


def row(number: int, *values: object) -> str:
    """Write a row by hand."""
    return f'<row r="{number}">{"".join(map(cell, values))}</row>'


GOOD = row(1, *HEAD) + row(2, "MH", "fields", 50)


def sheet(rows: str, after: str = "") -> str:
    """Write a sheet by hand."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(
    sheet_xml: Part, *, strings: str | None = None, styles: str | None = None, properties: str = ""
) -> dict[str, Part]:
    """Give the parts of the smallest workbook there is."""
    related = f'<Relationship Id="s1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    more: dict[str, Part] = {}
    if strings is not None:
        related += f'<Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        more["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        related += f'<Relationship Id="y" Type="{OFFICE}/styles" Target="styles.xml"/>'
        more["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}'
        '<sheets><sheet name="S" sheetId="1" r:id="s1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet_xml,
        **more,
    }


def by_hand(rows: str, after: str = "", **more: str) -> bytes:
    """Make a workbook of rows written by hand."""
    return zipped(parts(sheet(rows, after), **more))


def under_head(rows: str, after: str = "", **more: str) -> bytes:
    """Make a workbook of rows written by hand under a good header."""
    return by_hand(row(1, *HEAD) + rows, after, **more)


def changed(part: str, old: str, new: str, **more: str) -> bytes:
    """Make the good workbook with one passage of one part put otherwise."""
    whole = parts(sheet(GOOD), **more)
    text = whole[part]
    assert isinstance(text, str)
    assert old in text
    return zipped(whole | {part: text.replace(old, new)})

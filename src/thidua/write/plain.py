"""Plain lines for pipes and files: text as lines, tables as tab-separated rows under their titles.

Nothing is boxed, wrapped or cut; parts are separated by an empty line, and values are in the document's language.
"""

from typing import TextIO

from thidua.reports.document import Document, Part, Table
from thidua.words.language import Language
from thidua.write import Frame
from thidua.write.cells import shown
from thidua.write.visible import visible


def write_plain(document: Document, stream: TextIO, frame: Frame) -> None:
    """Write a document as plain lines."""
    del frame
    language = Language(document.language)
    blocks = [lines for part in document.parts if (lines := _lines(part, language))]
    stream.write("\n".join("".join(f"{line}\n" for line in lines) for lines in blocks))


def _lines(part: Part, language: Language) -> list[str]:
    if not isinstance(part, Table):
        return [visible(part.text)]
    table = part.for_people()
    if not table.columns:
        return []
    titled = [] if table.title is None else [visible(table.title)]
    header = "\t".join(visible(column.title) for column in table.columns)
    return [*titled, header, *("\t".join(shown(cell, language) for cell in row) for row in table.rows)]

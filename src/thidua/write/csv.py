r"""Comma-separated values for programs and spreadsheets: exact values, lines ended by ``\n``.

Tables of several keys follow one another, an empty line between them. A text a spreadsheet would run as a formula
gets a leading apostrophe; numbers, dates and months never do.
"""

import re
from typing import TextIO

from thidua.reports.document import Document
from thidua.write import Frame
from thidua.write.cells import machine_rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# a lone CR too, which the csv module of Python 3.11 leaves as it is where lines end with LF
_QUOTED = re.compile('[,"\r\n]')


def write_csv(document: Document, stream: TextIO, frame: Frame) -> None:
    """Write a document's tables as CSV."""
    del frame
    # a row of one empty cell would else be the empty line between two tables
    stream.writelines((",".join(row) if row != ("",) else '""') + "\n" for row in machine_rows(document, _field))


def _field(text: str) -> str:
    guarded = f"'{text}" if text.startswith(_FORMULA) else text
    return '"' + guarded.replace('"', '""') + '"' if _QUOTED.search(guarded) else guarded

r"""Comma-separated values for programs and spreadsheets: exact values, lines ended by ``\n``.

Tables of several keys follow one another, an empty line between them. A text a spreadsheet would run as a formula
gets a leading apostrophe; numbers, dates and months never do.
"""

import csv
from typing import TextIO

from thidua.reports.document import Document
from thidua.write import Frame
from thidua.write.cells import machine_rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_END = "\r\n"


class _Lines:
    r"""Ends lines with ``\n`` though the csv module is told ``\r\n``: else Python 3.11 leaves a lone CR unquoted."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, line: str) -> int:
        """Write one row."""
        return self._stream.write(line.removesuffix(_END) + "\n")


def write_csv(document: Document, stream: TextIO, frame: Frame) -> None:
    """Write a document's tables as CSV."""
    del frame
    rows = csv.writer(_Lines(stream), lineterminator=_END)
    rows.writerows(machine_rows(document, _guarded))


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text

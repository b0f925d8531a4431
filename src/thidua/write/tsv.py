"""Tab-separated values for programs: one line is one row, whatever the text holds; nothing is quoted.

Tables of several keys follow one another, an empty line between them.
"""

import re
from functools import partial
from typing import TextIO

from thidua.reports.document import Document
from thidua.write import Frame
from thidua.write.cells import machine_rows

# Every line end Python's splitlines knows, so that no reader finds a row too many.
_BREAKS = re.compile("\r\n|[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def write_tsv(document: Document, stream: TextIO, frame: Frame) -> None:
    """Write a document's tables as TSV; tabs and line ends inside a text become a space."""
    del frame
    stream.writelines("\t".join(row) + "\n" for row in machine_rows(document, partial(_BREAKS.sub, " ")))

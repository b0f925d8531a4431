"""Where a document goes: the terminal, a pipe, or a file that is whole or not there."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TextIO

from thidua.errors import Misuse, because
from thidua.reports.document import Document
from thidua.write import FORMATS, Frame, writer

_SUFFIXES = {".csv": "csv", ".tsv": "tsv", ".json": "json", ".txt": "plain"}


def write_document(document: Document, format_name: str | None, output: Path | None) -> None:
    """Write in the format asked for, else by the file's suffix, else a table on a terminal and plain rows in a pipe."""
    name = format_name or (_SUFFIXES.get(output.suffix.lower()) if output else None)
    if name is None:
        name = "table" if output is None and sys.stdout.isatty() else "plain"
    if name not in FORMATS:
        raise Misuse(because("option-unknown-format", text=name, known=FORMATS))
    if output is None:
        _write(document, name, sys.stdout, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
        return
    handle, temporary = tempfile.mkstemp(dir=output.absolute().parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            _write(document, name, stream, colour=False)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(output)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _write(document: Document, name: str, stream: TextIO, *, colour: bool) -> None:
    writer(name)(document, stream, Frame(shutil.get_terminal_size().columns, colour))

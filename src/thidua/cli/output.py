"""Where a document goes: the terminal, a pipe, or a file that is whole or not there."""

import errno
import os
import shutil
import sys
from pathlib import Path
from typing import TextIO

from thidua.errors import InputRefused, Misuse, StorageFailed, because
from thidua.reports.document import Document
from thidua.write import FORMATS, Frame, writer
from thidua.write.whole import whole_file

_ENDLESS = 100_000
_BINARY = "xlsx"
_SUFFIXES = {".csv": "csv", ".tsv": "tsv", ".json": "json", ".txt": "plain"}


def format_chosen(format_name: str | None, output: Path | None) -> str:
    """Choose the format asked for, else by the file's suffix, else a table on a terminal and plain rows in a pipe.

    Refuses a format there is none of, and a file in a folder that is not there: before a verb stores anything.
    """
    name = format_name or (_by_suffix(output.suffix.lower()) if output else None)
    if name is None:
        name = "table" if output is None and sys.stdout.isatty() else "plain"
    if name not in FORMATS:
        raise Misuse(because("option-unknown-format", text=name, known=FORMATS))
    if output is not None:
        _check_place(output)
    elif name == _BINARY and sys.stdout.isatty():
        raise Misuse(because("option-missing", option="--output"))
    return name


def _check_place(output: Path) -> None:
    folder = output.absolute().parent
    hindrances = (
        (not folder.is_dir(), errno.ENOENT),
        (output.is_dir(), errno.EISDIR),
        (folder.is_dir() and not os.access(folder, os.W_OK) and not _is_stream(output), errno.EACCES),
    )
    for is_so, number in hindrances:
        if is_so:
            raise StorageFailed(because("file-not-writable", path=output, detail=os.strerror(number)))


def refuse_ledger(output: Path | None, ledger: Path) -> None:
    """Refuse to put a report in the ledger's place."""
    if output is not None and output.exists() and ledger.exists() and output.samefile(ledger):
        raise InputRefused(because("output-is-ledger", path=output))


def write_document(document: Document, format_name: str | None, output: Path | None) -> None:
    """Write in the format chosen, to the screen or to a file."""
    name = format_chosen(format_name, output)
    if output is None:
        _write(document, name, sys.stdout, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
        return
    try:
        if _is_stream(output):
            _write_into(document, name, output)
        else:
            _write_whole(document, name, output)
    except OSError as error:
        failed = because("file-not-writable", path=output, detail=error.strerror or str(error))
        raise StorageFailed(failed) from None


def _by_suffix(suffix: str) -> str | None:
    """Give the format of a file's name; a name without a suffix asks for none."""
    return _SUFFIXES.get(suffix, suffix.removeprefix(".")) or None


def _is_stream(output: Path) -> bool:
    """True of a pipe, a device and /dev/stdout: a new file in its place would take /dev/null away."""
    if output.is_symlink() and output.readlink().is_relative_to("/proc"):
        return True
    return output.exists() and not output.is_file()


def _write_into(document: Document, name: str, output: Path) -> None:
    with output.open("w", encoding="utf-8", newline="") as stream:
        _write(document, name, stream, colour=False)


def _write_whole(document: Document, name: str, output: Path) -> None:
    with whole_file(output) as stream:
        _write(document, name, stream, colour=False)


def _write(document: Document, name: str, stream: TextIO, *, colour: bool) -> None:
    # what goes to a file or a pipe is the same whatever the terminal it was asked from: nothing in it is folded
    width = shutil.get_terminal_size().columns if stream.isatty() else _ENDLESS
    writer(name)(document, stream, Frame(width, colour))

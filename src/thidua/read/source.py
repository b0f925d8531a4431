"""Files as they are handed in: by name or from a pipe, all of them so that they can be gone through twice."""

import io
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from thidua.errors import InputRefused, Reason, because
from thidua.read.encoding import Encoding, Undecodable, as_utf8, surveyed
from thidua.read.records import Rejection
from thidua.read.workbook import Workbook, open_workbook

STDIN = "<stdin>"


@dataclass(frozen=True)
class Manner:
    """How files are to be read: what cannot be told from their content, and whether columns nobody asked for may be.

    ``sheet`` is that of a workbook, by name.
    """

    sheet: str | None = None
    is_strict: bool = False
    encoding: Encoding | None = None


@dataclass(frozen=True)
class Source:
    """An open file of rows, which can be wound back, and the name it has in refusals."""

    stream: BinaryIO
    name: str
    manner: Manner = field(default=Manner(), compare=False)
    _before: tuple[int, int] | None = None
    _converted: list[BinaryIO] = field(default_factory=list, compare=False, repr=False)
    _workbooks: list[Workbook] = field(default_factory=list, compare=False, repr=False)

    def wound_back(self) -> BinaryIO:
        """Give the stream from its start."""
        self.stream.seek(0)
        return self.stream

    def text(self) -> BinaryIO | Rejection:
        """Give the file as UTF-8 from its start, converted once; or refuse what is in no encoding that is known."""
        if not self._converted:
            encoding = self.manner.encoding or surveyed(self.wound_back())
            if isinstance(encoding, Reason):
                line = encoding.facts.get("line")
                return Rejection(line if isinstance(line, int) else 1, None, "", encoding, is_end=True)
            try:
                self._converted.append(as_utf8(self.wound_back(), encoding))
            except Undecodable as refused:
                return Rejection(refused.line, None, "", refused.reason, is_end=True)
        self._converted[0].seek(0)
        return self._converted[0]

    def workbook(self) -> Workbook | Reason:
        """Give the file as a workbook, opened once; or why it is none."""
        if not self._workbooks:
            found = open_workbook(self.wound_back())
            if isinstance(found, Reason):
                return found
            self._workbooks.append(found)
        return self._workbooks[0]

    @property
    def read_so_far(self) -> tuple[int, int]:
        """Say how many bytes were read of how many, of the text when it had to be converted."""
        stream = self._converted[0] if self._converted else self.stream
        return stream.tell(), os.fstat(stream.fileno()).st_size

    def close(self) -> None:
        """Close what was made of the file; the file itself is its opener's."""
        for stream in self._converted:
            if stream is not self.stream:
                stream.close()

    def refuse_changed(self) -> None:
        """Refuse a file that was written to since it was opened: what was read is no state of it."""
        if self._before is not None and _state(self.stream) != self._before:
            raise InputRefused(because("file-changed", path=self.name))


@contextmanager
def opened(file: str, manner: Manner, *, stdin: BinaryIO | None) -> Iterator[Source]:
    """Open a file, or what ``-`` stands for; a pipe is first kept whole in a file of its own without a name."""
    with ExitStack() as stack:
        stream = stdin if file == "-" else stack.enter_context(_open(file))
        if stream is None:
            raise InputRefused(because("stdin-closed"))
        state = None
        kind = os.fstat(stream.fileno()).st_mode if file != "-" else 0
        if stat.S_ISCHR(kind) and not stream.isatty():
            raise InputRefused(because("file-is-device", path=file))
        if file != "-" and stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            state = _state(stream)
        else:
            stream = stack.enter_context(_kept(stream))
        source = Source(stream, STDIN if file == "-" else file, manner, state)
        stack.callback(source.close)
        yield source


def _open(file: str) -> BinaryIO:
    try:
        return io.BufferedReader(_File(file), 1 << 16)
    except FileNotFoundError:
        raise InputRefused(because("file-missing", path=file)) from None
    except IsADirectoryError:
        raise InputRefused(because("file-is-folder", path=file)) from None
    except (OSError, ValueError) as error:
        raise _not_readable(file, error) from None


class _File(io.FileIO):
    """A file of which it is said by name when a part of it cannot be read."""

    def readinto(self, into: Any) -> int | None:
        """Read into a buffer."""
        try:
            return super().readinto(into)
        except OSError as error:
            raise _not_readable(str(self.name), error) from None


def _not_readable(file: str, error: OSError | ValueError) -> InputRefused:
    detail = getattr(error, "strerror", None) or str(error)
    return InputRefused(because("file-not-readable", path=file, detail=detail))


@contextmanager
def _kept(stream: BinaryIO) -> Iterator[BinaryIO]:
    with tempfile.TemporaryFile() as whole:
        # one piece at a time: a read that waits for more would not hear of an interruption between two pieces
        read = getattr(stream, "read1", stream.read)
        while block := read(1 << 20):
            whole.write(block)
        yield whole


def _state(stream: BinaryIO) -> tuple[int, int]:
    seen = os.fstat(stream.fileno())
    return seen.st_size, seen.st_mtime_ns

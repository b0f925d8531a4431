"""The file before SQLite reads it: its first hundred bytes, and what lies beside it. Nothing here opens a database."""

import struct
from dataclasses import dataclass
from pathlib import Path

from thidua.errors import LedgerVersion, NoLedger, StorageFailed, because
from thidua.ledger.database import APPLICATION_ID, SCHEMA_VERSION, look_at_file, outdated
from thidua.ledger.verifying.finding import Finding, Gathered
from thidua.ledger.verifying.frozen import has_schema

_HEADER = 100
_LARGEST = 65536  # a page; written as 1
_ROLLBACK = 1  # the format of a journal that is rolled back; 2 is a write-ahead log


@dataclass(frozen=True)
class Header:
    """What the first bytes say; ``pages`` is None where they do not vouch for it."""

    version: int
    page_size: int
    pages: int | None
    formats: tuple[int, int]

    @property
    def is_rolled_back(self) -> bool:
        """True of a file that SQLite writes as thidua makes it; false of one with a log beside it."""
        return self.formats == (_ROLLBACK, _ROLLBACK)


def header_of(path: Path, *, oldest: int = SCHEMA_VERSION) -> Header:
    """Read a ledger's header; refuses what is no thidua ledger, and versions not known or older than ``oldest``."""
    look_at_file(path)
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER)
    except OSError as error:
        raise StorageFailed(because("file-not-readable", path=path, detail=error.strerror or "")) from None
    if len(start) < _HEADER:
        raise NoLedger(because("ledger-damaged", path=path))
    size, write, read = struct.unpack(">HBB", start[16:20])
    change, pages = struct.unpack(">II", start[24:32])
    version, application, valid_for = (struct.unpack(">I", start[at : at + 4])[0] for at in (60, 68, 92))
    if application != APPLICATION_ID:
        raise NoLedger(because("ledger-foreign", path=path))
    if version > SCHEMA_VERSION:
        raise LedgerVersion(because("ledger-newer", path=path, version=version, ours=SCHEMA_VERSION))
    if version < oldest or not has_schema(version):
        raise outdated(path, version)
    return Header(version, _LARGEST if size == 1 else size, pages if change == valid_for else None, (write, read))


def check_file(path: Path, header: Header, pages: int | None, gathered: Gathered) -> int:
    """Hold the file's length against its ``pages``, and note a journal that was changed to another kind."""
    size = path.stat().st_size
    if pages is not None and size != pages * header.page_size:
        gathered.add(Finding("file-size", expected=pages * header.page_size, found=size))
    if not header.is_rolled_back:
        gathered.note("journal-mode", expected="delete", found="wal")
    return size


def journal_of(path: Path) -> Path:
    """Give the file in which SQLite keeps what it would need to take an interrupted command back."""
    return path.with_name(f"{path.name}-journal")


def journal_mode_of(header: Header) -> str:
    """Give how SQLite writes the file: ``delete``, as thidua makes it, or ``wal``, as another program set it."""
    return "delete" if header.is_rolled_back else "wal"

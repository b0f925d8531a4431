"""Putting a finished file in its place: private, whole, never over another; what was begun and not finished goes.

A draft is made in the folder of the file it will be, under a name that says which ledger it is of. It is locked while
its program lives, so that whoever comes next can tell what a killed program left behind from what is being written.
"""

import errno
import hashlib
import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from thidua.errors import InputRefused, StorageFailed, because

_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700
_LONGEST_NAME = 255  # bytes, of the usual file systems
_WITHOUT_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV})
_SHUT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_DRAFT = re.compile(r"\.thidua-[0-9a-f]{12}-[0-9a-f]{8}\.part")
BESIDE = ("-journal", "-wal", "-shm")  # what SQLite puts beside a file, by its name


@dataclass(frozen=True)
class Draft:
    """A private file that is given a name of its folder, or is removed; ``beside`` is the file it is told by."""

    path: Path
    beside: Path
    handle: int

    def finish(self) -> None:
        """See that every byte is on the disk."""
        with written_at(self.beside):
            os.fsync(self.handle)

    def publish(self, target: Path) -> None:
        """Give the draft its name, unless the name is taken: then it is refused, and nothing has happened.

        Taken is also a name beside which a journal lies: SQLite would write it into whatever file is found there.
        """
        left = leftovers_of(target)
        if left:
            raise InputRefused(because("journal-orphaned", path=target, journal=left[0]))
        with written_at(target):
            _link(self.path, target)
            try:
                sync_folder(target.parent)
            except BaseException:
                target.unlink(missing_ok=True)
                raise


def leftovers_of(path: Path) -> list[Path]:
    """List the files that an interrupted command, or another program, left beside a ledger; empty ones are nothing."""
    beside = (path.with_name(f"{path.name}{ending}") for ending in ("-journal", "-wal"))
    return [one for one in beside if _holds_something(one)]


def _holds_something(path: Path) -> bool:
    """True of a file that is not empty; a name longer than any may be, at which the system fails, is no file's."""
    try:
        found = path.stat()
    except OSError:
        return False
    return S_ISREG(found.st_mode) and found.st_size > 0


@contextmanager
def written_at(path: Path) -> Iterator[None]:
    """Say of which file it was when the system refuses to write it."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise StorageFailed(because("disk-full", path=path)) from None
        detail = error.strerror or str(error)
        raise StorageFailed(because("file-not-writable", path=path, detail=detail)) from None


def _link(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except FileExistsError:
        raise InputRefused(because("copy-name-taken", path=target)) from None
    except OSError as error:
        if error.errno not in _WITHOUT_LINKS:
            raise
        _rename(path, target)


def _rename(path: Path, target: Path) -> None:
    # a memory stick has no links: between the look and the new name another program could take it
    if os.path.lexists(target):
        raise InputRefused(because("copy-name-taken", path=target))
    path.rename(target)


@contextmanager
def drafted(beside: Path, *, of: Path) -> Iterator[Draft]:
    """Make a private, empty draft beside a file; unless it is published or replaces a file, nothing is left of it.

    Drafts of the same ledger that a killed program left in that folder are removed first.
    """
    folder, start = beside.absolute().parent, _start(of)
    with written_at(beside):
        _sweep(folder, start)
        try:
            path, handle = _draft(folder, start)
        except OSError as error:
            if error.errno not in _SHUT:
                raise
            detail = error.strerror or str(error)
            raise StorageFailed(because("folder-not-writable", folder=folder, detail=detail)) from None
    try:
        yield Draft(path, beside, handle)
    finally:
        _remove(path)
        os.close(handle)


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, unless it is there."""
    with written_at(folder):
        try:
            folder.mkdir(mode=_PRIVATE_FOLDER)
            sync_folder(folder.absolute().parent)
        except FileExistsError:
            if not folder.is_dir():
                raise StorageFailed(because("folder-is-file", folder=folder)) from None


def sync_folder(folder: Path) -> None:
    """See that the names in a folder are on the disk; Windows keeps them without being asked."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def named_after(ledger: Path, rest: str) -> str:
    """Give a file name that begins as the ledger's does, cut where it would be longer than a file system takes.

    An ending but ``.db`` stays: ``thi-dua.2023`` and ``thi-dua.2024`` are two ledgers.
    """
    stem = ledger.stem if ledger.suffix == ".db" else ledger.name
    most = _LONGEST_NAME - len(os.fsencode(rest))
    while len(os.fsencode(stem)) > most:
        stem = stem[:-1]
    return stem + rest


def is_draft(path: Path) -> bool:
    """True when a file has the name of a draft: it is being written, or was left behind by a killed program."""
    return _DRAFT.fullmatch(path.name) is not None


def _start(ledger: Path) -> str:
    told = os.fsencode(os.path.realpath(ledger))
    return f".thidua-{hashlib.sha256(told).hexdigest()[:12]}-"


def _draft(folder: Path, start: str) -> tuple[Path, int]:
    while True:
        path = folder / f"{start}{secrets.token_hex(4)}.part"
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, _PRIVATE_FILE)
        _lock(handle, waits=True)
        # who sweeps may have come between the two lines above
        if os.fstat(handle).st_nlink:
            return path, handle
        os.close(handle)


def _sweep(folder: Path, start: str) -> None:
    for path in sorted(folder.glob(f"{start}*.part")):
        with suppress(OSError):
            handle = os.open(path, os.O_RDWR)
            try:
                if _lock(handle, waits=False):
                    _remove(path)
            finally:
                os.close(handle)


def _remove(path: Path) -> None:
    # what cannot be removed now is removed by the next draft of the same ledger
    for name in (path, *(path.with_name(path.name + ending) for ending in BESIDE)):
        with suppress(OSError):
            name.unlink()


def _lock(handle: int, *, waits: bool) -> bool:
    """Lock an open file as long as it is open; false when another program has it.

    Windows has no such locks, and refuses to remove a file that is open.
    """
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
    except OSError:  # taken, or a file system without locks: then its drafts stay
        return False
    return True

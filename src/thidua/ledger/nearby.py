"""Copies near a ledger: in which folders they are put, and which files there are ledgers, whatever they are called.

Nothing is opened but for its first bytes, and never the ledger itself, since closing a file gives up the locks that a
process holds on it.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from thidua.ledger.database import APPLICATION_ID
from thidua.ledger.placing import is_draft, named_after

_APPLICATION_ID_AT = 68  # bytes into a file, as SQLite's file format has it


def backups_folder(ledger: Path) -> Path:
    """Give the folder of a ledger's automatic backups."""
    return ledger.with_name(named_after(ledger, "-backups"))


def folders_of_copies(ledger: Path) -> list[Path]:
    """List the folders near a ledger where its copies are put: beside it, and beside the file that a link leads to."""
    places = (ledger.absolute(), Path(os.path.realpath(ledger)))
    found: dict[str, Path] = {}
    for folder in (near for place in places for near in (place.parent, backups_folder(place))):
        if folder.is_dir():
            found.setdefault(os.path.realpath(folder), folder)
    return list(found.values())


def ledgers_near(ledger: Path) -> Iterator[Path]:
    """Find the files in those folders that say they are ledgers, this one excepted; drafts of copies are among them.

    A draft need not say it: of one that was left half done the first page may be missing. What may not be read is given
    too, be it a folder, since nobody can say what it holds.
    """
    for folder in folders_of_copies(ledger):
        try:
            listed = sorted(folder.iterdir())
        except OSError:
            yield folder
            continue
        for path in listed:
            with suppress(OSError):  # gone meanwhile, or a link that leads nowhere
                found = path.stat()
                if S_ISREG(found.st_mode) and found.st_size and not path.samefile(ledger) and _may_be_ledger(path):
                    yield path


def _may_be_ledger(path: Path) -> bool:
    try:
        return is_draft(path) or says_ledger(path)
    except OSError:
        return True


def says_ledger(path: Path) -> bool:
    """True when a file says of itself that it is a ledger, however damaged it is."""
    with path.open("rb") as file:
        return bears_mark(file)


def bears_mark(file: BinaryIO) -> bool:
    """True when an open file has a ledger's mark among its first bytes."""
    file.seek(_APPLICATION_ID_AT)
    return file.read(4) == APPLICATION_ID.to_bytes(4, "big")

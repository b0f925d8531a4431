"""Backing a ledger up: a copy of one moment, looked through before it is said to be there; nothing is overwritten."""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from thidua.domain.dates import VIETNAM
from thidua.domain.occasion import Occasion
from thidua.errors import CheckFailed, InputRefused, Misuse, StorageFailed, because
from thidua.ledger.copies import Sound, checked, copy_ledger
from thidua.ledger.database import SCHEMA_VERSION
from thidua.ledger.nearby import backups_folder
from thidua.ledger.placing import Draft, drafted, named_after, private_folder

KEPT = 10  # automatic backups of one ledger


@dataclass(frozen=True)
class Backed:
    """A copy of the ledger is in ``file``, looked through: its last entry, that entry's anchor, and its size."""

    ledger: Path
    file: Path
    entry: int
    anchor: str
    bytes: int


def backup(db: Path, file: Path | None = None, *, occasion: Occasion) -> Backed:
    """Copy the ledger into a new file, by default beside it, named by the time in Vietnam and the anchor.

    The file gets its name only when the copy has been looked through. Refuses a name that is taken.
    """
    _refuse_taken(file)
    with drafted(file or db, of=db) as draft:
        sound = _copied(db, draft, occasion)
        target = file or db.with_name(_name(db, sound, occasion.now))
        draft.publish(target)
        return Backed(db, target, sound.entry, sound.anchor, sound.size)


def automatic_backup(db: Path, *, occasion: Occasion, oldest: int = SCHEMA_VERSION) -> Backed:
    """Back the ledger up into the folder of its automatic backups, and keep the ten newest of them.

    For what cannot be taken back by one more entry; also of a ledger of an older schema, from ``oldest`` on. No
    transaction of this process may be open on the ledger: closing a file gives up the locks a process holds on it.
    Older ones go only when the new one has been looked through; a backup that somebody made is never removed.
    """
    folder = backups_folder(db)
    private_folder(folder)
    with drafted(folder / db.name, of=db) as draft:
        sound = _copied(db, draft, occasion, oldest=oldest)
        target = folder / _name(db, sound, occasion.now, mark="-auto")
        try:
            draft.publish(target)
        except InputRefused:  # by a command of the same minute, perhaps while this one was looking
            if not _is_there(target, sound, oldest=oldest):
                raise
    with suppress(OSError):  # another program may be thinning them out at the same time
        _thin_out(db, folder, target)
    return Backed(db, target, sound.entry, sound.anchor, sound.size)


def _refuse_taken(file: Path | None) -> None:
    """Refuse before anything is copied what would be refused afterwards."""
    if file is None:
        return
    if file.name in {"", ".."}:
        raise Misuse(because("copy-name-none", path=file))
    if file.is_dir():
        raise InputRefused(because("copy-name-folder", path=file))
    if os.path.lexists(file):
        raise InputRefused(because("copy-name-taken", path=file))
    if not file.absolute().parent.is_dir():
        raise StorageFailed(because("copy-folder-missing", path=file, folder=file.absolute().parent))


def _copied(db: Path, draft: Draft, occasion: Occasion, *, oldest: int = SCHEMA_VERSION) -> Sound:
    last = copy_ledger(db, draft, wait=occasion.wait, oldest=oldest)
    try:
        sound = checked(draft.path, shown=db, oldest=oldest)
    except CheckFailed as error:
        # the copy is what the ledger is, page by page
        raise _of_ledger(db, error) from None
    if sound.hash != last:
        raise StorageFailed(because("backup-differs", path=db))
    return sound


def _of_ledger(db: Path, error: CheckFailed) -> CheckFailed:
    reason = error.problems[0].reason
    if reason.code != "copy-unsound":
        return error
    finding, place = reason.facts["finding"], reason.facts["place"]
    return CheckFailed(because("backup-unsound", path=db, finding=finding, place=place))


def _name(db: Path, sound: Sound, now: datetime, *, mark: str = "") -> str:
    at = now.astimezone(VIETNAM)
    return named_after(db, f"-{at:%Y%m%d-%H%M}-{sound.anchor.replace('-', '')}{mark}.db")


def _is_there(target: Path, sound: Sound, *, oldest: int) -> bool:
    """True when just this was backed up a moment ago: the minute and the anchor are the same."""
    return target.exists() and checked(target, oldest=oldest).hash == sound.hash


def _thin_out(db: Path, folder: Path, newest: Path) -> None:
    start = re.escape(named_after(db, "-00000000-0000-0123456789abcdef-auto.db").partition("-00000000-")[0])
    ours = re.compile(rf"{start}-([0-9]{{8}}-[0-9]{{4}})-[0-9a-f]{{16}}-auto\.db")
    others = [path for path in folder.iterdir() if path != newest and ours.fullmatch(path.name)]

    def age(path: Path) -> tuple[str, int]:
        written = ours.fullmatch(path.name)
        return (written[1] if written else "", path.stat().st_mtime_ns)

    for path in sorted(others, key=age, reverse=True)[KEPT - 1 :]:
        with suppress(OSError):  # one that cannot be removed is one too many, no more
            path.unlink()

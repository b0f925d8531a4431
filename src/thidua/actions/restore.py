"""Restoring a ledger from a backup: looked through first, put in place whole, the present one kept beside it."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from thidua.domain.anchors import anchor_of
from thidua.domain.dates import VIETNAM
from thidua.domain.occasion import Occasion
from thidua.errors import InputRefused, Reason, StorageFailed, because
from thidua.ledger.copies import Sound, checked, copy_file
from thidua.ledger.placing import Draft, drafted, sync_folder
from thidua.ledger.restoring import Former, hashes_of, held, keeping, revived


@dataclass(frozen=True)
class Restored:
    """A backup is in the ledger's place; what was there is in ``kept``, None where there was nothing.

    ``former_entry`` and ``former_anchor`` are None too when what was there could not be read. ``lost`` are so many
    entries the former ledger had and the backup has not.
    """

    ledger: Path
    file: Path
    entry: int
    anchor: str
    kept: Path | None
    former_entry: int | None
    former_anchor: str | None
    lost: int
    notes: tuple[Reason, ...]


def restore(db: Path, file: Path, *, occasion: Occasion) -> Restored:
    """Put a backup in the ledger's place, or make the ledger where there is none.

    Refuses a backup that is damaged, no ledger's, or of another schema, before the present ledger is touched. Waits
    for whoever holds the present ledger.
    """
    ledger = Path(os.path.realpath(db)) if db.is_symlink() else db  # the link stays, the file behind it is replaced
    if _is_same(ledger, file):
        raise InputRefused(because("restore-of-itself", path=file))
    if not ledger.absolute().parent.is_dir():
        raise StorageFailed(because("copy-folder-missing", path=db, folder=ledger.absolute().parent))
    with drafted(ledger, of=ledger) as draft:
        last = copy_file(file, draft)
        sound = checked(draft.path, shown=file)
        if sound.hash != last:
            raise StorageFailed(because("backup-differs", path=file))
        with held(ledger, wait=occasion.wait) as former:
            if former is None:
                draft.publish(ledger)
                return Restored(db, file, sound.entry, sound.anchor, None, None, None, 0, ())
            return _replaced(db, file, (sound, draft), former, occasion)


def _is_same(ledger: Path, file: Path) -> bool:
    try:
        return ledger.samefile(file)
    except OSError:
        return False


def _replaced(db: Path, file: Path, copy: tuple[Sound, Draft], former: Former, occasion: Occasion) -> Restored:
    sound, draft = copy
    ours = hashes_of(draft.path)
    shared = max((seq for seq, told in former.hashes.items() if ours.get(seq) == told), default=0)
    notes = tuple(_notes(former, shared, sound, revived(former, draft.path)))
    with keeping(former, f"before-restore-{occasion.now.astimezone(VIETNAM):%Y%m%d-%H%M%S}") as kept:
        draft.path.replace(former.path)
    notes += tuple(_unsynced(former.path))
    return Restored(
        db,
        file,
        sound.entry,
        sound.anchor,
        kept,
        former.last,
        _anchor(former.hashes, former.last),
        sum(seq > shared for seq in former.hashes),
        notes,
    )


def _unsynced(ledger: Path) -> Iterator[Reason]:
    """Say when the disk does not confirm what is done: a refusal would have it done again."""
    try:
        sync_folder(ledger.absolute().parent)
    except OSError as error:
        yield because("restored-unsynced", path=ledger, detail=error.strerror or str(error))


def _anchor(hashes: Mapping[int, str], entry: int | None) -> str | None:
    return None if entry is None else anchor_of(hashes[entry])


def _notes(former: Former, shared: int, sound: Sound, names: tuple[str, ...]) -> Iterator[Reason]:
    last = former.last
    if last is None:
        yield because("restored-over-damaged")
    elif shared == 0:
        yield because("restored-another", entries=last)
    elif shared < last and shared == sound.entry:
        yield because("restored-older", lost=last - shared, first=shared + 1, last=last)
    elif shared < last:
        yield because("restored-branched", shared=shared, lost=last - shared, first=shared + 1, last=last)
    if names:
        yield because("restored-names", tokens=names)

"""Upgrading a ledger of an earlier program to this one's schema."""

from dataclasses import dataclass
from pathlib import Path

from thidua.actions.backup import automatic_backup
from thidua.domain.occasion import Occasion
from thidua.ledger.database import OLDEST_VERSION, SCHEMA_VERSION
from thidua.ledger.upgrading import upgrade_schema, version_of


@dataclass(frozen=True)
class Upgraded:
    """A ledger has this program's schema; ``entry`` and ``backup`` are None when it had it before."""

    ledger: Path
    before: int
    schema_version: int
    entry: int | None
    backup: Path | None


def upgrade(db: Path, *, occasion: Occasion) -> Upgraded:
    """Bring a ledger to this program's schema, all of it or not at all; every fact stays as it was written.

    A verified backup is made first, in the folder of the automatic ones. Refuses when another program wrote between
    the two: the backup would lack what it wrote.
    """
    if version_of(db, wait=occasion.wait) == SCHEMA_VERSION:
        return Upgraded(db, SCHEMA_VERSION, SCHEMA_VERSION, None, None)
    backed = automatic_backup(db, occasion=occasion, oldest=OLDEST_VERSION)
    before, entry = upgrade_schema(db, (backed.entry, backed.anchor), occasion=occasion)
    return Upgraded(db, before, SCHEMA_VERSION, entry, backed.file)

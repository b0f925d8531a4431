"""Making a ledger."""

from dataclasses import dataclass
from pathlib import Path

from thidua.domain.occasion import Occasion
from thidua.ledger.journal import founding


@dataclass(frozen=True)
class Initialised:
    """A ledger was made."""

    ledger: Path
    entry: int


def init(db: Path, *, occasion: Occasion) -> Initialised:
    """Make an empty ledger, readable by its owner only; a file that is already there is refused."""
    with founding(db, occasion, "init") as record:
        record.summary = "init"
        return Initialised(db, record.seq)

"""Storing files of any kind but scores, which need to be told more of."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from thidua.actions.importing import Terms
from thidua.actions.learn import import_learning
from thidua.actions.publicise import import_publicity
from thidua.actions.receipts import Imported
from thidua.actions.register import import_registrations
from thidua.actions.units import import_units
from thidua.actions.vote import import_votes
from thidua.domain.occasion import Occasion
from thidua.read.source import Source

_IMPORTS: Mapping[str, Callable[..., Imported]] = {
    "units": import_units,
    "registrations": import_registrations,
    "votes": import_votes,
    "publicity": import_publicity,
    "learning": import_learning,
}


def import_files(db: Path, sources: Sequence[Source], kind: str, terms: Terms, *, occasion: Occasion) -> Imported:
    """Store files of one kind: ``units``, ``registrations``, ``votes``, ``publicity`` or ``learning``."""
    return _IMPORTS[kind](db, sources, terms, occasion=occasion)

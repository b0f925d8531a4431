"""The tree of units: who is below whom."""

from collections.abc import Mapping
from typing import Protocol


class Placed(Protocol):
    """A unit with its place in the tree."""

    @property
    def code(self) -> str:
        """The unit's code."""
        ...

    @property
    def parent(self) -> str | None:
        """The code of the unit above."""
        ...


def is_below(unit: Placed, top: str, units: Mapping[str, Placed]) -> bool:
    """True when the unit is under ``top``, at any depth; a unit is not below itself."""
    here, seen = unit.parent, {unit.code}
    while here is not None and here not in seen:
        if here == top:
            return True
        seen.add(here)
        above = units.get(here)
        here = above.parent if above else None
    return False

"""What contradicts itself in a campaign, told as a value: a reason, and its path in the file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thidua.errors import Reason

PathPart = str | int
Path = tuple[PathPart, ...]


@dataclass(frozen=True)
class Breach:
    """A reason, and the path of keys and positions from the top of the campaign to what is wrong."""

    path: Path
    reason: Reason


def repeated(codes: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Find the positions at which a code stands again."""
    seen: set[str] = set()
    for position, code in enumerate(codes):
        if code in seen:
            yield position, code
        seen.add(code)

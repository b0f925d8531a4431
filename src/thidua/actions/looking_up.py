"""What rows of scores are looked up by: where their cells stand, who counts in a month, and what was met before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import add, getitem, itemgetter


class Met(dict[tuple[str, ...], int]):
    """What rows say besides of whom, as bits: of one track in one month and, where targets are by unit, of one unit."""

    def __init__(self, track: str, unit: str) -> None:
        super().__init__()
        self.track, self.unit = track, unit


@dataclass(frozen=True)
class Places:
    """Where a row says whom, of which month, and all it says besides: last the cells written freely, ``free``."""

    width: int
    who: int
    month: int | None
    rest: Callable[[list[str]], tuple[str, ...]]
    free: dict[str, int]

    def parted(self, block: list[list[str]]) -> tuple[list[list[str]], list[list[str]]]:
        """Part rows into those without a word of their own, of which most are alike, and the others."""
        plain, told = block, []
        for at in self.free.values():
            if self.are_whole(block) and set(map(itemgetter(at), block)) == {""}:
                continue
            told += [row for row in plain if len(row) > at and row[at]]
            plain = [row for row in plain if len(row) <= at or not row[at]]
        return plain, told

    def are_whole(self, block: list[list[str]]) -> bool:
        """True when every row has as many cells as the header."""
        return set(map(len, block)) == {self.width}

    def bare(self, rest: tuple[str, ...]) -> tuple[str, ...]:
        """Give what a row says besides of whom, without its free words."""
        words = len(self.free)
        return rest[: len(rest) - words] + ("",) * words


class Known:
    """Whoever counts in a month, as they are written: their bits, and the table of what is said of them.

    Nearly always one table is everybody's: it stands here once, and not beside each of a hundred thousand.
    """

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._everybodys: Met | None = None
        self._tables: dict[str, Met] = {}

    def add(self, who: str, bits: int, table: Met) -> None:
        """Know somebody by one more way of writing."""
        if not self._bits:
            self._everybodys = table
        elif self._everybodys is not None and table is not self._everybodys:
            self._tables, self._everybodys = dict.fromkeys(self._bits, self._everybodys), None
        self._bits[who] = bits
        if self._everybodys is None:
            self._tables[who] = table

    def find(self, who: str) -> tuple[int, Met] | None:
        """Give somebody's bits and table; None of whoever was not met, or does not count."""
        bits = self._bits.get(who)
        return None if bits is None else (bits, self._tables[who] if self._everybodys is None else self._everybodys)

    def at_once(self, whos: list[str], rests: Iterable[tuple[str, ...]]) -> list[int]:
        """Look up rows by maps of C functions; KeyError when one of them was not met before."""
        if self._everybodys is None:
            met = map(getitem, map(self._tables.__getitem__, whos), rests)
        else:
            met = map(self._everybodys.__getitem__, rests)
        return list(map(add, map(self._bits.__getitem__, whos), met))

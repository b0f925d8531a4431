"""The anchors printed on paper: each must be found at an entry, else the ledger was rewritten or cut after it."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.domain.anchors import anchor_of
from thidua.ledger.verifying.finding import Finding, Gathered


@dataclass(frozen=True)
class Anchor:
    """An anchor as printed, its sixteen digits; ``entry`` is the one it was printed for, None when that is not said."""

    digits: str
    entry: int | None = None


def check_anchors(connection: sqlite3.Connection, anchors: Sequence[Anchor], gathered: Gathered) -> int:
    """Find each anchor at its entry, or at any; notes where one was found that said no entry."""
    for anchor in anchors:
        # a range, not a pattern: the digits are looked up by the index on the hashes
        query = "SELECT seq FROM main.entry WHERE hash >= ? AND hash < ?"
        found = [seq for (seq,) in connection.execute(query, (anchor.digits, anchor.digits + "g"))]
        if anchor.entry is None and found:
            gathered.note("anchor-found", entry=found[0], expected=anchor_of(anchor.digits), found=found[0])
        elif anchor.entry is None:
            gathered.add(Finding("anchor-missing", "entry", expected=anchor_of(anchor.digits)))
        elif anchor.entry not in found:
            row = connection.execute("SELECT hash FROM main.entry WHERE seq = ?", (anchor.entry,)).fetchone()
            there = None if row is None else anchor_of(str(row[0]))
            gathered.add(
                Finding("anchor-missing", "entry", entry=anchor.entry, expected=anchor_of(anchor.digits), found=there)
            )
    return len(anchors)

"""What was taken back and what was closed: voids name earlier entries, and a closed month took nothing in."""

import sqlite3

from thidua.ledger.of_month import OF_MONTH, rows_within
from thidua.ledger.verifying.finding import Finding, Gathered

_VOIDS = """
SELECT v.target, v.entry FROM main.voided AS v
LEFT JOIN main.entry AS e ON e.seq = v.target
WHERE e.seq IS NULL OR v.target >= v.entry
ORDER BY v.target
"""
# of each closing the entry that opened the month again, or none
_SPANS = """
WITH span AS (
    SELECT c.month, c.campaign, c.entry,
           COALESCE((SELECT MIN(o.entry) FROM main.month_closing AS o
                     WHERE o.month = c.month AND o.campaign = c.campaign AND o.entry > c.entry AND o.is_closed = 0),
                    9223372036854775807) AS until
    FROM main.month_closing AS c WHERE c.is_closed = 1
)
"""
_WHILE_CLOSED = "t.entry > o.entry AND t.entry < o.until"


def check_voids(connection: sqlite3.Connection, gathered: Gathered) -> int:
    """Insist that everything taken back is an entry, and an earlier one."""
    for target, entry in connection.execute(_VOIDS):
        gathered.add(Finding("void-of-nothing", "voided", entry=entry, key=target))
    return int(connection.execute("SELECT COUNT(*) FROM main.voided").fetchone()[0])


def check_closings(connection: sqlite3.Connection, gathered: Gathered) -> int:
    """Insist that nothing of a closed month was written after its closing and before it was opened again."""
    (closings,) = connection.execute("SELECT COUNT(*) FROM main.month_closing").fetchone()
    if closings:
        for table in OF_MONTH:
            query = f"{_SPANS} {rows_within('span', table, _WHILE_CLOSED)} ORDER BY t.entry"
            for _, month, start, entry in connection.execute(query):
                told = f"{month // 12:04}-{month % 12 + 1:02}"
                gathered.add(
                    Finding("closed-month", table, entry=entry, key=told, expected=f"before entry {start}", found=entry)
                )
    return int(closings)

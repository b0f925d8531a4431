"""What was taken back and what was closed: voids name earlier entries, and a closed month took nothing in."""

import sqlite3

from thidua.ledger.verifying.finding import Finding, Gathered

_VOIDS = """
SELECT v.target, v.entry FROM main.voided AS v
LEFT JOIN main.entry AS e ON e.seq = v.target
WHERE e.seq IS NULL OR v.target >= v.entry
ORDER BY v.target
"""
# of each closing the entry that opened the month again, or none; what a review looks at is not of the month
_CLOSED = """
WITH span AS (
    SELECT c.month, c.campaign, c.entry AS start,
           COALESCE((SELECT MIN(o.entry) FROM main.month_closing AS o
                     WHERE o.month = c.month AND o.campaign = c.campaign AND o.entry > c.entry AND o.is_closed = 0),
                    9223372036854775807) AS until
    FROM main.month_closing AS c WHERE c.is_closed = 1
)
SELECT DISTINCT '{name}', t.entry, s.month, s.start FROM span AS s JOIN ({rows}) AS t
ON t.month = s.month AND t.campaign = s.campaign AND t.entry > s.start AND t.entry < s.until
ORDER BY t.entry
"""
_REVIEWED = "NOT EXISTS (SELECT 1 FROM main.review AS w WHERE w.sitting = v.id)"
_OF_MONTH = {
    "score": (
        "SELECT DISTINCT x.month, r.campaign, x.entry FROM main.score AS x"
        " JOIN main.registration AS r ON r.id = x.registration WHERE x.month IN (SELECT month FROM span)"
    ),
    "month_ruleset": "SELECT month, campaign, entry FROM main.month_ruleset",
    "evaluation": "SELECT month, campaign, entry FROM main.evaluation WHERE first = month",
    "sitting": (
        "SELECT e.month, e.campaign, v.entry FROM main.sitting AS v"
        f" JOIN main.evaluation AS e ON e.id = v.evaluation WHERE {_REVIEWED}"
    ),
    "ballot": (
        "SELECT e.month, e.campaign, b.entry FROM main.ballot AS b JOIN main.sitting AS v ON v.id = b.sitting"
        f" JOIN main.evaluation AS e ON e.id = v.evaluation WHERE {_REVIEWED}"
    ),
    "commendation": (
        "SELECT x.month, r.campaign, x.entry FROM main.commendation AS x"
        " JOIN main.registration AS r ON r.id = x.registration"
    ),
}


def check_voids(connection: sqlite3.Connection, gathered: Gathered) -> int:
    """Insist that everything taken back is an entry, and an earlier one."""
    for target, entry in connection.execute(_VOIDS):
        gathered.add(Finding("void-of-nothing", "voided", entry=entry, key=target))
    return int(connection.execute("SELECT COUNT(*) FROM main.voided").fetchone()[0])


def check_closings(connection: sqlite3.Connection, gathered: Gathered) -> int:
    """Insist that nothing of a closed month was written after its closing and before it was opened again."""
    (closings,) = connection.execute("SELECT COUNT(*) FROM main.month_closing").fetchone()
    if closings:
        for name, rows in _OF_MONTH.items():
            for table, entry, month, start in connection.execute(_CLOSED.format(name=name, rows=rows)):
                told = f"{month // 12:04}-{month % 12 + 1:02}"
                gathered.add(
                    Finding("closed-month", table, entry=entry, key=told, expected=f"before entry {start}", found=entry)
                )
    return int(closings)

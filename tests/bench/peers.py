"""What thidua is held against: the same work as SQL in the ``sqlite3`` shell, and by well-known Python packages.

Each is the quickest plain way known to do just what is measured; ``differing`` looks whether it comes to the same.
"""

import sqlite3
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from generated import Line
from timing import Command

DB = "thidua.db"
GRADES = (("xuat-sac", 90), ("tot", 80), ("kha", 65), ("trung-binh", 50), ("yeu", 0))
_MONTH = 2024 * 12 + 2
_BARE = "score", "standing", "standing_pillar"


def unguarded(folder: Path) -> None:
    """Take the triggers off a copy of a ledger, so that peers write into the same tables without what these check."""
    with closing(sqlite3.connect(folder / DB)) as ledger:
        found = ledger.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, table in found:
            if table in _BARE:
                ledger.execute(f"DROP TRIGGER {name}")


def shell(script: Path, text: str, *flags: str) -> Command:
    """Give the command that runs SQL in the shell on the copy of the ledger; the first error ends it."""
    script.write_text(text, "utf-8")
    return ["sqlite3", "-bail", *flags, DB, f".read {script}"]


def python(script: Path, text: str, **given: object) -> Command:
    """Give the command that runs a Python script; what is given it finds under these names."""
    names = "".join(f"{name} = {value!r}\n" for name, value in given.items())
    script.write_text(names + text, "utf-8")
    return [sys.executable, script]


def missing(package: str) -> str | None:
    """Say that a package is not installed, when it is not."""
    told = f"{package} is not installed beside this Python: left out."
    return None if find_spec(package.replace("-", "_")) else told


def imported(file: Path) -> Command:
    """Give the shell's import into a table of texts."""
    return ["sqlite3", "-bail", DB, f".import --csv {file} t"]


def sqlite_utils(file: Path) -> Command:
    """Give the import of sqlite-utils."""
    return [sys.executable, "-m", "sqlite_utils", "insert", DB, "t", file, "--csv"]


def staged(file: Path, lines: list[Line], *, is_sorted: bool) -> str:
    """Give SQL that imports a file into a temporary table and puts it, validated by joins, into the table of scores.

    A row that fits no registration, line, month or range is not joined; then the count is wrong and nothing is stored.
    """
    worth = ", ".join(f"('{line.code}', {line.points})" for line in lines)
    return f"""
BEGIN IMMEDIATE;
CREATE TEMP TABLE worth (code TEXT PRIMARY KEY, points INTEGER) WITHOUT ROWID;
INSERT INTO worth VALUES {worth};
CREATE TEMP TABLE line AS
SELECT c.track, c.code, c.id, w.points FROM criterion c JOIN worth w USING (code) WHERE c.campaign = 1;
CREATE UNIQUE INDEX temp.line_code ON line (track, code);
CREATE TEMP TABLE must (hold CHECK (hold));
.import --csv --schema temp {file} staged
INSERT INTO main.score
SELECT substr(s.month, 1, 4) * 12 + substr(s.month, 6, 2) - 1, r.id, l.id, 3,
       (SELECT MAX(seq) + 1 FROM entry), 1, s.value, CAST(round(s.value * 100) AS INTEGER), s.value * 100 = l.points, 1,
       NULL, nullif(s.note, '')
FROM temp.staged AS s
CROSS JOIN main.registration AS r ON r.campaign = 1 AND r.code = s.registration
CROSS JOIN temp.line AS l ON l.track = r.track AND l.code = s.criterion
WHERE s.month GLOB '2024-[01][0-9]' AND substr(s.month, 6, 2) BETWEEN '01' AND '12'
  AND r.registered_on < s.month || '-32'
  AND s.value GLOB '[0-9]*' AND s.value NOT GLOB '*[^0-9.]*' AND s.value * 100 <= l.points
{"ORDER BY 1, 2, 3" if is_sorted else ""};
INSERT INTO must SELECT changes() = (SELECT COUNT(*) FROM temp.staged);
INSERT INTO must SELECT NOT EXISTS (SELECT 1 FROM main.month_closing);
COMMIT;
"""


def evaluated(lines: list[Line]) -> str:
    """Give SQL that sums a month's points by pillar, gives grades and ranks, and writes both tables of standings."""
    labels = ", ".join(f"('{line.code}', '{pillar}')" for line in lines for pillar in line.pillars)
    grades = " ".join(f"WHEN t.total >= {floor * 100} THEN '{code}'" for code, floor in GRADES)
    best = ", ".join(f"'{code}'" for code, _ in GRADES[:2])
    return f"""
BEGIN IMMEDIATE;
CREATE TEMP TABLE named (code TEXT, pillar TEXT, PRIMARY KEY (code, pillar)) WITHOUT ROWID;
INSERT INTO named VALUES {labels};
CREATE TEMP TABLE label (criterion INTEGER, pillar TEXT, PRIMARY KEY (criterion, pillar)) WITHOUT ROWID;
INSERT INTO label
SELECT c.id, n.pillar FROM named n JOIN criterion c USING (code) WHERE c.track = 'xa-thi-tran';
INSERT INTO standing_pillar
SELECT 1, s.registration, l.pillar, 1, SUM(s.points)
FROM score AS s JOIN temp.label AS l ON l.criterion = s.criterion
WHERE s.month = {_MONTH}
GROUP BY s.registration, l.pillar;
INSERT INTO standing
SELECT 1, g.registration, 1, g.cluster, g.total, 0, 0, 10000, g.scored, 0, 0, g.scored, NULL, g.grade, g.grade, NULL,
       g.rank, g.rank <= 1 AND g.grade IN ({best})
FROM (SELECT t.*, CASE {grades} END AS grade,
             rank() OVER (PARTITION BY t.track, COALESCE(t.cluster, '') ORDER BY t.total DESC) AS rank
      FROM (SELECT s.registration, r.track, u.cluster, SUM(s.points) AS total, SUM(s.turn) AS scored
            FROM score AS s
            JOIN registration AS r ON r.id = s.registration
            JOIN unit_state AS u ON u.unit = r.unit
            WHERE s.month = {_MONTH}
            GROUP BY s.registration) AS t) AS g
ORDER BY g.registration;
COMMIT;
"""


def standings(pillars: list[str]) -> str:
    """Give SQL that writes every cell of the CSV of a month's standings."""
    shown = ", ".join(f"""printf('%g', p."{pillar}" / 100.0) AS "pillars.{pillar}\"""" for pillar in pillars)
    summed = ", ".join(f"""MAX(points) FILTER (WHERE pillar = '{pillar}') AS "{pillar}\"""" for pillar in pillars)
    return f"""
SELECT s.rank, r.code AS registration, v.name, u.code AS unit, r.track, s.cluster,
       printf('%g', s.total / 100.0) AS total, printf('%g', s.total / 100.0) AS rounded_total,
       printf('%g', s.due / 100.0) AS due, printf('%g', s.minus / 100.0) AS deductions,
       printf('%g', s.plus / 100.0) AS bonuses, {shown}, s.grade, s.earned, s.held, s.void,
       (SELECT group_concat(criterion) FROM standing_gate g WHERE g.evaluation = 1 AND g.registration = r.id AND g.shut)
           AS failed_gates,
       CASE WHEN m.registration IS NULL THEN 'true' ELSE 'false' END AS complete, m.codes AS missing,
       s.by_self AS "stages.self", s.by_appraised AS "stages.appraised", s.by_agreed AS "stages.agreed",
       CASE WHEN s.shortlisted THEN 'true' ELSE 'false' END AS shortlisted
FROM standing AS s
JOIN registration AS r ON r.id = s.registration
JOIN unit AS u ON u.id = r.unit
JOIN unit_state AS v ON v.unit = u.id
JOIN (SELECT registration, {summed} FROM standing_pillar WHERE evaluation = 1 GROUP BY registration) AS p
  ON p.registration = r.id
LEFT JOIN (SELECT registration, group_concat(criterion) AS codes FROM standing_missing WHERE evaluation = 1
           GROUP BY registration) AS m ON m.registration = r.id
WHERE s.evaluation = 1
ORDER BY r.track, s.cluster, s.rank IS NULL, s.rank, r.code;
"""


def differing(one: Path, other: Path, queries: tuple[str, ...]) -> int:
    """Count the rows that only one of two ledgers gives to the queries; `{}` stands there for the ledger."""
    with closing(sqlite3.connect(one)) as ledger:
        ledger.execute("ATTACH ? AS other", (str(other),))
        found = 0
        for query in queries:
            for left, right in (("main", "other"), ("other", "main")):
                only = f"{query.format(left)} EXCEPT {query.format(right)}"
                found += ledger.execute(f"SELECT COUNT(*) FROM ({only})").fetchone()[0]
        return found

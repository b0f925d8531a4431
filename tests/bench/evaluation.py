"""What evaluating a real-size month costs: ``python tests/bench/evaluation.py``.

A campaign of 120 lines in 10 groups with caps, conditions and gates; 10,000 registrations; one month, all lines scored,
some corrected. Whole commands and their peak memory, beside the plainest thing SQL can do with the same rows (a sum for
each registration in the ``sqlite3`` module of Python), and beside a tenth of the registrations.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from multiprocessing import Process
from pathlib import Path
from random import Random
from statistics import median

from timing import ROOT, environment, thidua

sys.path.insert(0, str(ROOT / "src"))

LINES = 120
GROUPS = 10
MANY, FEW = 10_000, 1_000
MONTH = "2024-03"
TIMES = 5
SUM = """
import sqlite3, sys
connection = sqlite3.connect("thidua.db")
query = "SELECT registration, SUM(points), SUM(turn) FROM score WHERE month = ? GROUP BY registration ORDER BY 2 DESC"
sys.stdout.write(str(len(connection.execute(query, (2024 * 12 + 2,)).fetchall())))
"""
HEAD = """code: lon
name: Bảng điểm lớn (phép đo)
kind: regular
organiser: {name: Phép đo, kind: government}
basis: [phép đo]
motive: x
objective: x
scope: x
participants: x
content: x
launched: 2024-01-01
closes: 2024-12-31
scale: 240
totals: {above_scale: allowed}
grades:
  - {code: a, name: A, from: 200, requires: [l0-0]}
  - {code: b, name: B, from: 100}
  - {code: c, name: C, from: 0}
quotas: [{grade: a, most: 20%}]
ranking: {within: [track], tie_break: [group:g0, deductions]}
members: [{from: 2024-01-01, council: 9}]
vote: {quorum: 2/3, approve: ">= 2/3"}
"""


def _campaign() -> str:
    groups = [f"      - {{code: g{g}, name: Nhóm {g}, caps: [{{of: both, most: 5}}]}}" for g in range(GROUPS)]
    lines = []
    for group in range(GROUPS):
        for at in range(LINES // GROUPS):
            code = f"l{group}-{at}"
            rule = "{kind: deduct, each: 0.25, cap: 1}" if at % 3 == 1 else "{kind: points}"
            points = "points: 3"
            if at % 3 == 2:
                rule, points = "{kind: bonus, each: 0.25, cap: 1}", f"requires: [l{group}-0]"
            lines.append(f"      - {{code: {code}, name: Dòng {code}, group: g{group}, {points}, rule: {rule}}}")
    track = "tracks:\n  - code: t\n    name: Đơn vị\n    unit_kinds: [commune]\n    groups:\n"
    return HEAD + track + "\n".join(groups) + "\n    criteria:\n" + "\n".join(lines) + "\n"


def _ledger(folder: Path, count: int) -> None:
    """Make a ledger of so many registrations, every line of the month scored, one in fifty corrected."""
    folder.mkdir()
    (folder / "lon.yaml").write_text(_campaign(), "utf-8")
    units = ["code,name,kind", *(f"U{n},Xã {n},commune" for n in range(count))]
    rows = [f"R{n},U{n},2024-01-05,x,y,2024-12-01" for n in range(count)]
    (folder / "units.csv").write_text("\n".join(units) + "\n", "utf-8")
    (folder / "r.csv").write_text("\n".join(["code,unit,on,content,goal,deadline", *rows]) + "\n", "utf-8")
    for words in (
        ("init",),
        ("launch", "lon.yaml"),
        ("import", "units", "units.csv"),
        ("import", "registrations", "r.csv"),
    ):
        _timed(thidua(*words), folder)
    _score(folder / "thidua.db")


def _score(db: Path) -> None:
    from thidua.domain.month import Month
    from thidua.domain.occasion import Occasion
    from thidua.domain.points import Points
    from thidua.domain.stages import Stage
    from thidua.ledger.campaigns import criteria
    from thidua.ledger.journal import recording
    from thidua.ledger.registrations import registrations
    from thidua.ledger.scores import NewScore, ScoreInForce, ScoreValue, add_scores

    random, month = Random(1), Month.of(date(2024, 3, 1))
    occasion = Occasion("Bench", datetime(2024, 4, 1, tzinfo=UTC), date(2024, 4, 1))
    corrected = []
    with recording(db, occasion, "scores") as record:
        numbers = criteria(record.connection, 1)
        for one in registrations(record.connection, 1, day=occasion.today):
            new = []
            for (_, code), number in numbers.items():
                at = int(code.partition("-")[2]) % 3
                points = random.choice((0, 25, 50, 100)) if at == 2 else random.choice((200, 250, 300))
                value = ScoreValue(str(points), Points(points), points in (100, 300))
                new.append(NewScore(month, one.id, number, Stage.AGREED, value, 1))
                if random.random() < 1 / 50:
                    corrected.append((new[-1], value))
            add_scores(record, new)
    with recording(db, occasion, "corrections") as record:
        add_scores(
            record,
            [
                NewScore(
                    month,
                    one.registration,
                    one.criterion,
                    Stage.AGREED,
                    value,
                    1,
                    replaced=ScoreInForce(value.reported, value.points, value.is_met, 1, None, None, 0),
                )
                for one, value in corrected
            ],
        )


def _timed(command: list[str | Path], folder: Path) -> tuple[float, float]:
    """Run a command once: its seconds, and the most memory it held, in MiB."""
    start = time.perf_counter()
    ran = subprocess.Popen(command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert ran.stderr is not None
    told = ran.stderr.read()
    _, status, usage = os.wait4(ran.pid, 0)
    if status:
        sys.exit(f"{command} failed:\n{told.decode()}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def _fresh(db: Path) -> None:
    """Take the evaluations away, as no command could, so that each run evaluates anew."""
    tables = ("standing_gate", "standing_missing", "standing_group", "standing_pillar", "standing", "evaluation")
    with sqlite3.connect(db) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for table in tables:
            connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
            connection.execute(f"DELETE FROM {table}")


def main() -> None:
    """Print seconds and memory of each, and the ratios."""
    with tempfile.TemporaryDirectory() as top:
        many, few = Path(top) / "many", Path(top) / "few"
        for folder, count in ((many, MANY), (few, FEW)):
            # in a process of its own: what this one holds would count as the least that each command holds
            making = Process(target=_ledger, args=(folder, count))
            making.start()
            making.join()
            if making.exitcode:
                sys.exit(f"no ledger could be made in {folder}")
        write = sys.stdout.write
        write(f"\n{LINES} lines x {MANY:,} registrations (and {FEW:,}), one month, median of {TIMES}\n")
        yardstick = 0.0
        for name, command, folder in (
            ("sum and sort in Python's sqlite3", [sys.executable, "-c", SUM], many),
            ("thidua evaluate -o standings.csv", thidua("evaluate", "--month", MONTH, "-o", "s.csv"), many),
            ("the same, a tenth of the registrations", thidua("evaluate", "--month", MONTH, "-o", "s.csv"), few),
            ("thidua campaign list (the start)", thidua("campaign", "list"), many),
        ):
            seconds, memory = [], []
            for _ in range(TIMES):
                _fresh(folder / "thidua.db")
                took, held = _timed(command, folder)
                seconds.append(took)
                memory.append(held)
            yardstick = yardstick or median(seconds)
            ratio = median(seconds) / yardstick
            write(f"  {name:<42} {median(seconds):7.2f} s  {ratio:6.2f} x  {median(memory):6.0f} MiB\n")


if __name__ == "__main__":
    main()

"""What looking into a big journal costs: ``python tests/bench/log.py``.

50,000 registrations, 20 lines, two months of a million scores each, one entry a month, and twenty corrections after the
first month was closed and opened again. Whole commands, beside the plainest thing SQL can do: going through the scores.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from timing import ROOT, environment, thidua

sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT / "tests"))

REGISTRATIONS, LINES, MONTHS = 50_000, 20, (1, 3)
CORRECTED = 20
TIMES = 2
ONCE = "import sqlite3; print(sqlite3.connect('thidua.db').execute('SELECT SUM(points) FROM score').fetchone())"


def _ledger(folder: Path) -> None:
    import small

    lines = "\n".join(f"      - {{code: l{n}, name: L{n}, pillars: [work], points: 5}}" for n in range(LINES))
    text = small.campaign().replace("2024-02-01", "2024-01-01")
    start, end = text.index("      - {code: fields"), text.index("  - code: farmers")
    (folder / "campaign.yaml").write_text(text[:start] + lines + "\n" + text[end:], "utf-8")
    units = ["code,name,kind", *(f"U{n},Xã {n},commune" for n in range(REGISTRATIONS))]
    rows = [f"R{n},U{n},2024-01-05,x,y,2024-12-01" for n in range(REGISTRATIONS)]
    (folder / "units.csv").write_text("\n".join(units) + "\n", "utf-8")
    (folder / "r.csv").write_text("\n".join(["code,unit,on,content,goal,deadline", *rows]) + "\n", "utf-8")
    for words in (
        ("init",),
        ("launch", "campaign.yaml"),
        ("import", "units", "units.csv"),
        ("import", "registrations", "r.csv"),
    ):
        subprocess.run(thidua(*words), cwd=folder, env=environment(), check=True, capture_output=True)
    _score(folder / "thidua.db")


def _score(db: Path) -> None:
    from thidua.domain.month import Month
    from thidua.domain.occasion import Occasion
    from thidua.ledger.closings import add_closing
    from thidua.ledger.journal import recording
    from thidua.ledger.named import Score

    occasion = Occasion("Bench", datetime(2024, 10, 1, tzinfo=UTC), date(2024, 10, 1))
    months = [Month.of(date(2024, number, 1)).ordinal for number in MONTHS]
    for month in months:
        with recording(db, occasion, "import scores") as record:
            record.campaign, seq = "small", record.seq
            record.append(
                Score,
                (
                    (month, reg, line, 3, seq, 1, "5", 500, 0, 1, None, None)
                    for reg in range(1, REGISTRATIONS + 1)
                    for line in range(1, LINES + 1)
                ),
            )
    for is_closed in (True, False):
        with recording(db, occasion, "close" if is_closed else "reopen") as record:
            record.campaign = "small"
            add_closing(record, 1, Month(months[0]), is_closed=is_closed)
    for reg in range(1, CORRECTED + 1):
        with recording(db, occasion, "score") as record:
            record.campaign = "small"
            cells = (months[0], reg, 1, 3, record.seq)
            rest = (0, 1, "recount", None)
            record.append(Score, [(*cells, -1, "5", -500, *rest), (*cells, 1, "4", 400, *rest)])


def _timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command: its seconds, the least of a few, and the most memory it held, in MiB."""
    best, most = float("inf"), 0.0
    for _ in range(TIMES):
        start = time.perf_counter()
        ran = subprocess.Popen(command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(ran.pid, 0)
        if status:
            sys.exit(f"{command} failed")
        best, most = min(best, time.perf_counter() - start), max(most, usage.ru_maxrss / 1024)
    return best, most


def main() -> None:
    """Measure, and say it in one table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _ledger(folder)
        with sqlite3.connect(folder / "thidua.db") as raw:
            last = raw.execute("SELECT MAX(seq) FROM entry").fetchone()[0]
        asked = (
            ("--last", "20"),
            ("--month", "2024-03"),
            ("--registration", "R49000"),
            (str(last),),
            ("5",),
            ("--between", str(last - CORRECTED), str(last)),
            ("--between", "4", "5"),
        )
        sys.stdout.write(f"{'':32}{'s':>8}{'MiB':>8}\n")
        for label, command in (
            ("every score once, plain SQL", [sys.executable, "-c", ONCE]),
            ("opening the ledger", thidua("campaign", "list")),
            *((f"log {' '.join(words)}", thidua("log", *words)) for words in asked),
        ):
            seconds, memory = _timed([str(word) for word in command], folder)
            sys.stdout.write(f"{label:32}{seconds:8.2f}{memory:8.0f}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

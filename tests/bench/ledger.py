"""What chain and guards add to a bare import: ``python tests/bench/ledger.py``.

A million scores of one month, 50,000 registrations x 20 lines, in the order of their key, ready in memory: appended as
one entry, and put by the same statements into the same tables without triggers, digests and entry. By turns, each into
a fresh copy of one ledger; from the opening of the ledger to the end of the transaction.
"""

import gc
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from sqlite3 import connect
from statistics import median

from timing import report

from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.ledger.database import writing
from thidua.ledger.journal import founding, recording
from thidua.ledger.named import CampaignRow, CriterionRow, Registration, Ruleset, Score, Unit
from thidua.ledger.recording import Cells
from thidua.ledger.sight import look

REGISTRATIONS, LINES = 50_000, 20
TIMES = 5
ROWS_A_STATEMENT = 100
GOAL = 1.6
OCCASION = Occasion("Bench", datetime(2024, 4, 1, tzinfo=UTC), date(2024, 4, 1))
MONTH = Month.of(date(2024, 3, 1)).ordinal


def _ledger(path: Path) -> None:
    """Make a ledger of so many registrations and lines, nothing scored."""
    with founding(path, OCCASION, "init") as record:
        record.add(CampaignRow, code="bench")
        record.add(Ruleset, campaign=1, version=1, in_force_from="2024-01-01", digest="", text="")
        record.add_all(CriterionRow, ({"campaign": 1, "track": "t", "code": f"l{n}"} for n in range(LINES)))
        record.add_all(Unit, ({"code": f"U{n}"} for n in range(REGISTRATIONS)))
        said = {"campaign": 1, "track": "t", "registered_on": "2024-01-05", "late": 0}
        record.add_all(Registration, ({**said, "code": f"R{n}", "unit": n + 1} for n in range(REGISTRATIONS)))


def _without_triggers(path: Path) -> None:
    with closing(connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")


def _rows(entry: int) -> list[Cells]:
    points = [(str(value), 100 * value, int(value == 3)) for value in range(4)]
    return [
        (MONTH, registration, line, 3, entry, 1, *points[(registration * 7 + line) % 4], 1, None, None)
        for registration in range(1, REGISTRATIONS + 1)
        for line in range(1, LINES + 1)
    ]


def _append(path: Path, rows: list[Cells]) -> None:
    with recording(path, OCCASION, "import scores") as record:
        record.append(Score, rows)


def _insert(path: Path, rows: list[Cells]) -> None:
    names = Score.columns
    place = f"({','.join('?' * len(names))})"
    start = f"INSERT INTO main.score ({','.join(names)}) VALUES "
    whole = start + ",".join([place] * ROWS_A_STATEMENT)
    with writing(path, wait=0) as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        look(connection)
        for at in range(0, len(rows), ROWS_A_STATEMENT):
            flat = tuple(chain.from_iterable(rows[at : at + ROWS_A_STATEMENT]))
            connection.exec_driver_sql(whole, flat)
        # the rows name an entry that must be there in the end
        rest = "at, actor, verb, campaign, summary, reason, rows, rows_digest, prev"
        connection.exec_driver_sql(f"INSERT INTO entry (seq, {rest}, hash) SELECT 2, {rest}, 'x' FROM entry")


def main() -> None:
    """Print the seconds of each, and the ratio."""
    rows = _rows(2)
    gc.freeze()
    with tempfile.TemporaryDirectory() as top:
        guarded, bare = Path(top) / "guarded.db", Path(top) / "bare.db"
        _ledger(guarded)
        shutil.copy(guarded, bare)
        _without_triggers(bare)
        ways: dict[str, tuple[Path, Callable[[Path, list[Cells]], None]]] = {
            "bare: no triggers, no digests, no entry": (bare, _insert),
            "appended: guards, digests and the entry": (guarded, _append),
        }
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(TIMES):
            for name, (ledger, put) in ways.items():
                copy = Path(shutil.copy(ledger, Path(top) / "copy.db"))
                start = time.perf_counter()
                put(copy, rows)
                taken[name].append(time.perf_counter() - start)
                copy.unlink()
    report(f"{len(rows):,} scores", {name: median(seconds) for name, seconds in taken.items()}, TIMES)
    without, with_all = (median(seconds) for seconds in taken.values())
    sys.stdout.write(f"  chain and guards: {with_all / without:.2f} x (goal: at most {GOAL} x)\n")


if __name__ == "__main__":
    main()

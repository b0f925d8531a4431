"""What verifying a million scores costs: ``python tests/bench/verifying.py [REGISTRATIONS [TIMES]]``.

A campaign of 120 lines in groups with caps, conditions and gates, 8,334 registrations, one month: a million rows in one
file. It is imported, evaluated and verified, whole commands, interleaved, each time into a ledger of its own; verifying
computes the evaluation again and values every score again. Held against the import of the same rows in the same run.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from random import Random
from statistics import median

from evaluation import _campaign, _timed
from timing import report, thidua

ROWS, LINES = 1_000_000, 120
TIMES = 3
MONTH = ("--month", "2024-03")
STEPS = {
    "thidua import scores": thidua("import", "scores", "scores.csv", *MONTH),
    "thidua evaluate": thidua("evaluate", *MONTH, "--quiet"),
    "thidua verify": thidua("verify"),
}


def _ledger(folder: Path, count: int) -> None:
    """Make a ledger of so many registrations, and a file of their scores, not yet stored."""
    (folder / "lon.yaml").write_text(_campaign(), "utf-8")
    units = ["code,name,kind", *(f"U{n},Xã {n},commune" for n in range(count))]
    rows = ["code,unit,on,content,goal,deadline", *(f"R{n},U{n},2024-01-05,x,y,2024-12-01" for n in range(count))]
    random, codes = Random(1), [f"l{group}-{at}" for group in range(10) for at in range(12)]
    with (folder / "scores.csv").open("w", encoding="utf-8") as file:
        file.write("registration,criterion,value\n")
        for number in range(count):
            for code in codes:
                is_count = int(code.partition("-")[2]) % 3
                value = random.choice("0124") if is_count else random.choice(("2", "2.5", "3"))
                file.write(f"R{number},{code},{value}\n")
    (folder / "units.csv").write_text("\n".join(units) + "\n", "utf-8")
    (folder / "r.csv").write_text("\n".join(rows) + "\n", "utf-8")
    for words in (
        ("init",),
        ("launch", "lon.yaml"),
        ("import", "units", "units.csv"),
        ("import", "registrations", "r.csv"),
    ):
        _timed(thidua(*words), folder)


def main() -> None:
    """Print what each command takes, and the most memory it held."""
    given = [int(text) for text in sys.argv[1:]]
    count, times = (*given, *(ROWS // LINES + 1, TIMES)[len(given) :])
    seconds: dict[str, list[float]] = {name: [] for name in STEPS}
    memory = dict.fromkeys(STEPS, 0.0)
    with tempfile.TemporaryDirectory() as top:
        base = Path(top) / "base"
        base.mkdir()
        _ledger(base, count)
        for turn in range(times):
            folder = Path(top) / str(turn)
            shutil.copytree(base, folder)
            for name, command in STEPS.items():
                taken, held = _timed(command, folder)
                seconds[name].append(taken)
                memory[name] = max(memory[name], held)
            shutil.rmtree(folder)
    report(f"{count * LINES:,} scores", {name: median(taken) for name, taken in seconds.items()}, times)
    for name, held in memory.items():
        sys.stdout.write(f"  {name:<44} {held:8.0f} MiB\n")


if __name__ == "__main__":
    main()

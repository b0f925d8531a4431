"""Timing whole commands side by side: interleaved runs, medians, ratios to a yardstick of the same run."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
CAMPAIGNS = ROOT / "campaigns"
CAMPAIGN = CAMPAIGNS / "dong-khoi-moi-ba-tri-2024.yaml"
THIDUA = [sys.executable, "-m", "thidua"]
Command = Sequence[str | Path]


def environment() -> dict[str, str]:
    """Give commands this source tree, English, nobody's settings, and bytecode cached as an installed one is."""
    dropped = ("THIDUA_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(dropped)}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "THIDUA_LANG": "en", "THIDUA_ACTOR": "Bench"}


def run(command: Command, folder: Path) -> float:
    """Run a command once, and give its seconds; a command that fails ends the benchmark."""
    start = time.perf_counter()
    ran = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    seconds = time.perf_counter() - start
    if ran.returncode:
        sys.exit(f"{command} failed:\n{ran.stderr.decode()}")
    return seconds


def thidua(*words: str | Path) -> list[str | Path]:
    """Give a whole command line."""
    return [*THIDUA, *words]


def compare(
    title: str,
    commands: dict[str, Command],
    *,
    times: int = 15,
    prepare: Callable[[Path], None] | None = None,
) -> None:
    """Run every command by turns, each in a folder of its own, and print medians; the first is the yardstick.

    ``prepare`` readies a folder before each run: what it takes is not counted.
    """
    taken: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as top:
        for turn in range(times + 1):
            for at, (name, command) in enumerate(commands.items()):
                folder = Path(top) / f"{turn}-{at}"
                folder.mkdir()
                if prepare:
                    prepare(folder)
                seconds = run(command, folder)
                if turn:  # the first turn warms the caches
                    taken[name].append(seconds)
    report(title, {name: median(seconds) for name, seconds in taken.items()}, times)


def report(title: str, seconds: dict[str, float], times: int) -> None:
    """Print medians and their ratios to the first."""
    yardstick = next(iter(seconds.values()))
    sys.stdout.write(f"\n{title} (median of {times})\n")
    for name, one in seconds.items():
        sys.stdout.write(f"  {name:<44} {one * 1000:8.1f} ms  {one / yardstick:6.2f} x\n")

"""Measuring whole commands by turns, and keeping what was found in RESULTS.md: seconds, memory, ratios, goals."""

import os
import platform
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from timing import Command, environment, thidua

RESULTS = Path(__file__).with_name("RESULTS.md")
PACKAGES = ("sqlmodel", "sqlalchemy", "openpyxl", "xlsxwriter", "sqlite-utils", "pandas", "polars", "duckdb")
_MIB = 1024
_ABOUT = """\
# What importing, evaluating and reporting cost beside their peers

Written by `python tests/bench/importing.py`, which replaces the section of each job it runs. Whole commands, by turns
in one run, each in a fresh copy of a prepared ledger. A ratio is that of the medians; beside it stand the least and the
most of one turn.
"""


@dataclass(frozen=True)
class Way:
    """One way to do the job: a command, the ledger whose copy is its ``thidua.db``, what is done to the copy."""

    command: Command
    ledger: Path | None = None
    prepare: Callable[[Path], None] | None = None
    turns: int | None = None  # when fewer than all: for what takes minutes


@dataclass(frozen=True)
class Taken:
    """What a way took, turn by turn, and the most memory it held, in MiB."""

    seconds: tuple[float, ...]
    memory: float


@dataclass(frozen=True)
class Claim:
    """A ratio with its goal: ``of`` beside ``over``, each less ``start`` when one is named, by so many rows of each."""

    of: str
    over: str
    most: float | None = None
    dream: float | None = None
    start: tuple[str, str] | None = None
    rows: tuple[int, int] = (1, 1)


@dataclass
class Finding:
    """What one job found."""

    title: str
    taken: dict[str, Taken]
    claims: list[Claim]
    notes: list[str] = field(default_factory=list)
    memory: dict[str, float] = field(default_factory=dict)  # the most MiB a way may hold

    def lines(self, job: str) -> Iterator[str]:
        """Say it as a section of Markdown."""
        yield f"## {job}: {self.title}\n"
        yield f"{_circumstances()}\n"
        # a command starts as a copy of this process, and what that held counts as the least it held
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MIB + 1
        yield "| command | seconds, median | least – most | peak MiB |\n|---|---:|---:|---:|"
        for name, taken in self.taken.items():
            least, most = min(taken.seconds), max(taken.seconds)
            held = f"{taken.memory:.0f}" if taken.memory > own else f"< {own:.0f}"
            yield f"| {name} | {median(taken.seconds):.3f} | {least:.3f} – {most:.3f} | {held} |"
        yield "\n| ratio | measured | turns | goal | |\n|---|---:|---:|---:|---|"
        yield from map(self._ratio, self.claims)
        for name, most in self.memory.items():
            held = self.taken[name].memory
            yield f"| peak memory of {name} | {held:.0f} MiB | | ≤ {most:.0f} MiB | {_verdict(held, most)} |"
        yield from (f"\n{note}" for note in self.notes)

    def _ratio(self, claim: Claim) -> str:
        turns = [of / over for of, over in zip(self._past(claim, 0), self._past(claim, 1), strict=False)]
        ratio = median(self._past(claim, 0)) / median(self._past(claim, 1))
        name = f"{claim.of} / {claim.over}"
        name += ", past the start" * (claim.start is not None) + ", by row" * (claim.rows != (1, 1))
        goal = "" if claim.most is None else f"≤ {claim.most:g}"
        goal += "" if claim.dream is None else f" (dream {claim.dream:g})"
        told = _verdict(ratio, claim.most)
        return f"| {name} | {ratio:.2f} | {min(turns):.2f} – {max(turns):.2f} | {goal} | {told} |"

    def _past(self, claim: Claim, which: int) -> list[float]:
        """Give the seconds of each turn past the start, for one row; where no start is taken off they are whole."""
        start = claim.start[which] if claim.start else ""
        off = median(self.taken[start].seconds) if start else 0.0
        seconds = self.taken[(claim.of, claim.over)[which]].seconds
        return [(one - off) / claim.rows[which] for one in seconds]


def _verdict(found: float, most: float | None) -> str:
    return "" if most is None else ("met" if found <= most else "**missed**")


def measured(top: Path, ways: dict[str, Way], *, times: int, warm: int = 0) -> dict[str, Taken]:
    """Run every way by turns, each in a folder of its own that is then removed; ``warm`` turns are not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    memory = dict.fromkeys(ways, 0.0)
    for turn in range(-warm, times):
        for name, way in ways.items():
            if way.turns is not None and turn >= way.turns:
                continue
            took, held = once(top / "turn", way)
            shutil.rmtree(top / "turn")
            if turn >= 0:
                seconds[name].append(took)
                memory[name] = max(memory[name], held)
            sys.stderr.write(f"  {turn + 1}/{times} {name}: {took:.2f} s, {held:.0f} MiB\n")
    return {name: Taken(tuple(seconds[name]), memory[name]) for name in ways}


def once(folder: Path, way: Way) -> tuple[float, float]:
    """Run a way in a new folder: its seconds and the most memory it held, in MiB. What it prints is in ``stdout``."""
    folder.mkdir()
    if way.ledger:
        shutil.copyfile(way.ledger, folder / "thidua.db")
    if way.prepare:
        way.prepare(folder)
    os.sync()  # what was copied is not written to disk at the cost of what is measured
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        start = time.perf_counter()
        ran = subprocess.Popen(way.command, cwd=folder, env=environment(), stdout=out, stderr=err)
        _, status, usage = os.wait4(ran.pid, 0)
        took = time.perf_counter() - start
        ran.returncode = status
    if status:
        sys.exit(f"{way.command} failed:\n{(folder / 'stderr').read_text('utf-8')}")
    return took, usage.ru_maxrss / _MIB


def keep(job: str, finding: Finding, order: list[str]) -> None:
    """Put the section of a job into RESULTS.md, in the place of the one before it."""
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
    parts = re.split(r"(?m)^(?=## )", text)[1:]
    sections = {part.removeprefix("## ").partition(":")[0]: part.strip() for part in parts}
    sections[job] = "\n".join(finding.lines(job)).strip()
    kept = [sections[name] for name in order if name in sections]
    RESULTS.write_text("\n\n".join([_ABOUT.strip(), *kept]) + "\n", "utf-8")


def _circumstances() -> str:
    """Say on what machine, with what versions and when."""
    ran = subprocess.run(thidua("--version"), env=environment(), capture_output=True, text=True, check=True)
    shell = subprocess.run(["sqlite3", "--version"], capture_output=True, text=True, check=True).stdout.split()[0]
    told = [
        f"{_processor()}, {os.cpu_count()} CPUs, {platform.system()} {platform.machine()}",
        f"Python {platform.python_version()} with SQLite {sqlite3.sqlite_version}, sqlite3 shell {shell}",
        ran.stdout.strip().partition(",")[0],
        *(f"{name} {found}" for name in PACKAGES if (found := _version(name))),
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load before {_LOAD:.1f}",
    ]
    return "; ".join(told) + "."


_LOAD = os.getloadavg()[0]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    """Give the processor's name where the system tells it."""
    told = Path("/proc/cpuinfo")
    found = re.search(r"(?m)^model name\s*: (.*)$", told.read_text("utf-8")) if told.exists() else None
    return found[1] if found else platform.processor() or "unknown processor"

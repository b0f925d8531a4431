"""How fast importing is, and what stands around it: ``python tests/bench/importing.py [JOB …] [--times N]``.

Each job runs whole commands beside their peers, by turns in one run, and puts its section into RESULTS.md. Jobs: rows,
shuffled, sizes, months, workbook, evaluate, standings, score; all of them when none is named. With ``--scale 0.01``
they run on a hundredth of the rows, to try them, and nothing is kept.
"""

import argparse
import csv
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import packages
import peers
from generated import Scores, Workshop, lines, pillars
from results import Claim, Finding, Way, keep, measured, once
from timing import thidua

MANY = 50_000
MONTH = ("--month", "2024-03")
LIST = thidua("campaign", "list")
STANDING = "SELECT registration, total, scored, grade, rank FROM {}.standing"
PILLAR = "SELECT registration, pillar, points FROM {}.standing_pillar"
SCORE = "SELECT month, registration, criterion, stage, turn, reported, points, met, ruleset, note FROM {}.score"
IMPORT, SHELL, STAGED = "thidua import scores", "sqlite3 .import --csv", "sqlite3 .import, joins, INSERT"
NOTED = "thidua import scores, a note in each 20th row"
UTILS, PANDAS = "sqlite-utils insert --csv", "pandas read_csv + to_sql"


@dataclass
class Run:
    """Where and how often a job is run, and on how much."""

    workshop: Workshop
    times: int
    scale: float

    @property
    def many(self) -> int:
        """Give as many registrations as make a million rows."""
        return self.sized(MANY)

    def sized(self, registrations: int) -> int:
        """Give a number of registrations at the scale of the run."""
        return max(25, round(registrations * self.scale))

    def script(self, name: str) -> Path:
        """Give a place for what a peer runs."""
        return self.workshop.top / name

    def taken(self, ways: dict[str, Way], *, warm: int = 0):
        """Measure."""
        return measured(self.workshop.top, ways, times=self.times, warm=warm)


def _import(file: Path) -> list[str | Path]:
    return thidua("import", "scores", file)


def _same(run: Run, ours: Way, theirs: Way, *queries: str) -> None:
    """Insist that a peer comes to the same rows."""
    folders = []
    for name, way in (("ours", ours), ("theirs", theirs)):
        folders.append(run.workshop.top / name)
        once(folders[-1], way)
    found = peers.differing(*(folder / peers.DB for folder in folders), queries)
    for folder in folders:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    if found:
        sys.exit(f"{found} rows are not the same: {theirs.command}")


def _rows(run: Run, *, is_shuffled: bool = False) -> Finding:
    """Time a month's rows, validated and stored, beside whatever else puts CSV into a table."""
    ledger = run.workshop.ledger(run.many)
    scores = Scores(run.many, is_shuffled=is_shuffled)
    file = run.workshop.file(scores)
    sql = peers.staged(file, lines(), is_sorted=is_shuffled)
    ways = {
        SHELL: Way(peers.imported(file), ledger),
        IMPORT: Way(_import(file), ledger),
        STAGED: Way(peers.shell(run.script("staged.sql"), sql), ledger, peers.unguarded),
    }
    _same(run, ways[IMPORT], ways[STAGED], SCORE)
    most, dream = (5, 3) if is_shuffled else (3, 2)
    claims = [Claim(IMPORT, SHELL, most, dream), Claim(IMPORT, STAGED, None if is_shuffled else 1.2)]
    if not is_shuffled:
        noted = run.workshop.file(Scores(run.many, noted=20))
        ways[NOTED] = Way(_import(noted), ledger)
        claims.append(Claim(NOTED, SHELL, most, dream))
    notes = []
    for name, package, command, goal, turns in (
        (UTILS, "sqlite-utils", peers.sqlite_utils(file), 0.33, 1),
        (PANDAS, "pandas", packages.read_csv(run.script("read-csv.py"), file), 1.0, None),
    ):
        if told := peers.missing(package):
            notes.append(told)
        else:
            ways[name] = Way(command, ledger, turns=turns)
            claims.append(Claim(IMPORT, name, goal))
    order = "shuffled" if is_shuffled else "in the order of registrations and lines"
    title = f"{scores.count:,} rows of {run.many:,} registrations, {order}"
    return Finding(title, run.taken(ways), claims, notes)


def rows(run: Run) -> Finding:
    """Time rows in file order."""
    return _rows(run)


def shuffled(run: Run) -> Finding:
    """Time rows in no order."""
    return _rows(run, is_shuffled=True)


def sizes(run: Run) -> Finding:
    """Time a row, and look at the memory, from ten thousand rows to five million."""
    ways, counts, start = {}, {}, {}
    for registrations in map(run.sized, (500, 5_000, 50_000, 250_000)):
        scores = Scores(registrations)
        ledger, name = run.workshop.ledger(registrations), f"{IMPORT}: {scores.count:,}"
        start[name] = f"thidua campaign list: {registrations:,} registrations"
        ways |= {name: Way(_import(run.workshop.file(scores)), ledger), start[name]: Way(LIST, ledger)}
        counts[name] = scores.count
    names = list(counts)
    pairs = [(name, names[0]) for name in names[1:]] + [(names[-1], names[1]), (names[-1], names[2])]
    claims = [
        Claim(of, over, 1.15, start=(start[of], start[over]), rows=(counts[of], counts[over])) for of, over in pairs
    ]
    title = "time by row and peak memory from ten thousand rows to five million"
    return Finding(title, run.taken(ways), claims, memory=dict.fromkeys(names[2:], 160.0))


def months(run: Run) -> Finding:
    """Time the twelfth month of a ledger beside its first."""
    registrations = run.many // 2
    of = [Scores(registrations, f"2024-{month:02}") for month in range(1, 13)]
    first, last = "thidua import scores: month 1", "thidua import scores: month 12"
    ways = {
        first: Way(_import(run.workshop.file(of[0])), run.workshop.ledger(registrations)),
        last: Way(_import(run.workshop.file(of[-1])), run.workshop.ledger(registrations, *of[:-1])),
    }
    title = f"month 12 beside month 1, {of[0].count:,} rows each"
    return Finding(title, run.taken(ways), [Claim(last, first, 1.15, 1.0)])


def workbook(run: Run) -> Finding:
    """Time a workbook of fifty thousand rows beside reading its cells."""
    scores = Scores(run.sized(2_500))
    if told := peers.missing("openpyxl") or peers.missing("xlsxwriter"):
        return Finding("a workbook", {}, [], [told])
    file, ledger = run.workshop.file(scores, "xlsx"), run.workshop.ledger(scores.registrations)
    reading = "openpyxl read_only, every cell"
    ways = {reading: Way(packages.read_xlsx(run.script("read-xlsx.py"), file)), IMPORT: Way(_import(file), ledger)}
    return Finding(f"a workbook of {scores.count:,} rows", run.taken(ways), [Claim(IMPORT, reading, 2.2)])


def evaluate(run: Run) -> Finding:
    """Time the evaluation of a month, one score in fifty corrected, beside the same in SQL and by packages."""
    stored = Scores(run.many), Scores(run.many, corrected=50)
    ledger = run.workshop.ledger(run.many, *stored)
    sql, told = "sqlite3: sums, ranks, INSERT", "sqlite3: the same, and the standings printed"
    verb, ours, opening = "thidua's verb alone, nothing printed", "thidua evaluate", "thidua campaign list"
    done = peers.evaluated(lines())
    ways = {
        sql: Way(peers.shell(run.script("evaluated.sql"), done), ledger, peers.unguarded),
        told: Way(peers.shell(run.script("told.sql"), done + peers.standings(pillars())), ledger, peers.unguarded),
        verb: Way(packages.verb(run.script("verb.py")), ledger),
        ours: Way(thidua("evaluate", *MONTH), ledger),
        opening: Way(LIST, ledger),
    }
    _same(run, ways[ours], ways[sql], STANDING, PILLAR)
    claims = [Claim(verb, sql, 1.5, 1.1, start=(opening, "")), Claim(ours, told, 1.5, 1.1, start=(opening, ""))]
    claims.append(Claim(ours, sql, start=(opening, "")))
    notes = ["The command prints the standings of everybody, which the plainest peers do not."]
    for package, name in packages.EVALUATING.items():
        if lacking := peers.missing(package):
            notes.append(lacking)
            continue
        command = packages.evaluated(run.script(f"evaluate-{package}.py"), package, lines())
        ways[name] = Way(command, ledger, peers.unguarded)
        _same(run, ways[ours], ways[name], STANDING, PILLAR)
        claims.append(Claim(verb, name, 1.0, 0.33))
    title = f"a month of {stored[0].count:,} scores, {stored[1].count:,} corrected"
    return Finding(title, run.taken(ways), claims, notes)


def standings(run: Run) -> Finding:
    """Time the standings of a month as CSV and as a workbook beside the shell and XlsxWriter writing the same cells."""
    ledger = run.workshop.evaluated(run.many)
    ours, theirs = "thidua report standings --format csv", "sqlite3 -csv"
    script = peers.shell(run.script("standings.sql"), peers.standings(pillars()), "-csv", "-header")
    ways = {theirs: Way(script, ledger), ours: Way(thidua("report", "standings", "--format", "csv"), ledger)}
    found: list[set[int]] = []
    for name, way in ways.items():
        folder = run.workshop.top / name
        once(folder, way)
        with (folder / "stdout").open(encoding="utf-8", newline="") as file:
            found.append({hash(tuple(row)) for row in csv.reader(file)})
    if found[0] != found[1]:
        sys.exit(f"{len(found[0] ^ found[1])} rows of cells are not the same")
    claims, notes = [Claim(ours, theirs, 2.0, 1.5)], []
    if lacking := peers.missing("openpyxl") or peers.missing("xlsxwriter"):
        notes.append(lacking)
    else:
        ours, theirs = "thidua report standings --format xlsx", "XlsxWriter constant_memory, the same cells"
        ways[ours] = Way(thidua("report", "standings", "-o", "standings.xlsx"), ledger)
        once(run.workshop.top / "xlsx", ways[ours])
        once(run.workshop.top / "cells", Way(packages.cells_of(run.script("cells.py"), run.script("xlsx"))))
        ways[theirs] = Way(packages.write_xlsx(run.script("write-xlsx.py"), run.script("cells")))
        claims.append(Claim(ours, theirs, 1.25, 1.1))
    title = f"standings of {run.many:,} registrations as CSV and as a workbook"
    return Finding(title, run.taken(ways), claims, notes)


def score(run: Run) -> Finding:
    """Time one score entered by hand, in a small ledger and in one of a million scores."""
    peer, ways = "python -c 'import sqlmodel'", {}
    ways[peer] = Way([sys.executable, "-c", "import sqlmodel"])
    names = []
    for registrations in (run.sized(500), run.many):
        stored = Scores(registrations)
        names.append(f"thidua score, in a ledger of {stored.count:,}")
        who, line = next(iter(stored.rows()))[:2]
        command = thidua("score", who, line, "4.5", "--month", "2024-04")
        ways[names[-1]] = Way(command, run.workshop.ledger(registrations, stored))
    run.times = max(run.times, 9 if run.scale == 1 else 1)
    taken = run.taken(ways, warm=1)
    return Finding("a single score", taken, [Claim(name, peer, 1.35, 0.6) for name in names])


JOBS: dict[str, Callable[[Run], Finding]] = {
    job.__name__: job for job in (rows, shuffled, sizes, months, workbook, evaluate, standings, score)
}


def main() -> None:
    """Run the jobs that are named, print what they found and keep it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("jobs", nargs="*", metavar="JOB", help=", ".join(JOBS))
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--scale", type=float, default=1.0)
    given = parser.parse_args()
    if unknown := set(given.jobs) - set(JOBS):
        parser.error(f"no such job: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as top:
        for name in given.jobs or JOBS:
            finding = JOBS[name](Run(Workshop(Path(top)), given.times, given.scale))
            sys.stdout.write("\n".join(finding.lines(name)) + "\n\n")
            sys.stdout.flush()
            if given.scale == 1:
                keep(name, finding, list(JOBS))


if __name__ == "__main__":
    main()

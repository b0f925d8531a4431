"""What a month of 23 units costs, and 20,000 score rows: ``python tests/bench/month.py``.

A month: 23 units x 20 criteria, whole commands, against one that only opens the ledger (``thidua campaign list``).
20,000 rows: 1,000 units x 20 criteria, against csv and ``executemany`` in Python with no check, key, guard or digest.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from timing import CAMPAIGN, CAMPAIGNS, compare, run, thidua

CRITERIA = 20
MONTH = ("--month", "2024-03")
SCORES = ("import", "scores", "scores.csv", *MONTH)
PLAIN = """
import csv, sqlite3
connection = sqlite3.connect("plain.db", isolation_level=None)
connection.execute("BEGIN")
connection.execute("CREATE TABLE score (registration TEXT, criterion TEXT, value TEXT)")
with open("scores.csv", encoding="utf-8", newline="") as file:
    rows = csv.reader(file)
    next(rows)
    connection.executemany("INSERT INTO score VALUES (?, ?, ?)", rows)
connection.execute("COMMIT")
"""


def _campaign(folder: Path) -> list[str]:
    """Write the shipped campaign with every line due each month, and give its communes' lines."""
    text = re.sub(r"(?m)^(\s+due:) .*$", r"\1 monthly", CAMPAIGN.read_text("utf-8"))
    (folder / "campaign.yaml").write_text(text, "utf-8")
    table = text[text.index("code: xa-thi-tran") : text.index("code: ca-nhan")]
    lines = re.findall(r"(?m)^ +- code: (\S+)$", table[table.index("criteria:") :])[:CRITERIA]
    if len(lines) < CRITERIA:
        sys.exit("the shipped campaign has fewer lines than this benchmark is about")
    return lines


def _ledger(folder: Path, units: list[str], registrations: list[str], codes: list[str]) -> None:
    """Make a ledger of these registrations, and a file of a month's scores not yet stored."""
    lines = _campaign(folder)
    scores = [
        f"{code},{line},{1 + (at + nth) % 4 / 2}" for at, code in enumerate(codes) for nth, line in enumerate(lines)
    ]
    for name, rows in (
        ("units.csv", units),
        ("registrations.csv", registrations),
        ("scores.csv", ["registration,criterion,value", *scores]),
    ):
        (folder / name).write_text("\n".join(rows) + "\n", "utf-8")
    for words in (
        ("init",),
        ("launch", "campaign.yaml"),
        ("import", "units", "units.csv"),
        ("import", "registrations", "registrations.csv"),
    ):
        run(thidua(*words), folder)


def _ba_tri(folder: Path) -> None:
    read = {name: (CAMPAIGNS / f"{name}.csv").read_text("utf-8").splitlines() for name in _FILES}
    units, (head, *registered) = read[_FILES[0]], read[_FILES[1]]
    # everybody in time, so that all may be scored in March
    early = [head, *(re.sub(r",2024-0[2-9]-\d\d,", ",2024-02-20,", line, count=1) for line in registered)]
    _ledger(folder, units, early, [line.partition(",")[0] for line in registered if "VINH-AN" not in line])


_FILES = ("units-ba-tri-2024", "ba-tri-2024-registrations")


def _many(folder: Path) -> None:
    count = 1000
    units = ["code,name,kind,parent", "836,Huyện,district,", *(f"U{n},Xã {n},commune,836" for n in range(count))]
    registrations = [
        "code,unit,on,content,goal,deadline",
        *(f"R{n},U{n},2024-02-20,x,y,2024-12-01" for n in range(count)),
    ]
    _ledger(folder, units, registrations, [f"R{n}" for n in range(count)])


def _month(base: Path) -> None:
    scored = base / "scored"
    shutil.copytree(base / "unscored", scored)
    run(thidua(*SCORES), scored)
    evaluated = base / "evaluated"
    shutil.copytree(scored, evaluated)
    run(thidua("evaluate", *MONTH), evaluated)

    def copied(source: Path):
        def prepare(folder: Path) -> None:
            shutil.copytree(source, folder, dirs_exist_ok=True)

        return prepare

    opening = {"thidua campaign list": thidua("campaign", "list")}
    one = ("score", "MY-HOA", "nong-thon-moi", "8", *MONTH, "--reason", "bench")
    title = "a month of 22 counted units x 20 criteria"
    compare(f"{title}: import", {**opening, "thidua import scores": thidua(*SCORES)}, prepare=copied(base / "unscored"))
    compare(
        f"{title}: evaluate",
        {**opening, "thidua evaluate": thidua("evaluate", *MONTH), "thidua score (one)": thidua(*one)},
        prepare=copied(scored),
    )
    compare(
        f"{title}: reports",
        {
            **opening,
            "python -c 'import sqlmodel'": [sys.executable, "-c", "import sqlmodel"],
            "thidua evaluate (unchanged)": thidua("evaluate", *MONTH),
            "thidua report standings": thidua("report", "standings"),
            "thidua report": thidua("report"),
            "thidua status": thidua("status"),
        },
        prepare=copied(evaluated),
    )


def _twenty_thousand(base: Path) -> None:
    def prepare(folder: Path) -> None:
        shutil.copytree(base, folder, dirs_exist_ok=True)

    compare(
        "20,000 score rows",
        {
            "csv + executemany, unchecked": [sys.executable, "-c", PLAIN],
            "thidua import scores": thidua(*SCORES),
            "thidua campaign list": thidua("campaign", "list"),
        },
        times=7,
        prepare=prepare,
    )


def main() -> None:
    """Print the month and the big import."""
    with tempfile.TemporaryDirectory() as top:
        small, big = Path(top) / "small", Path(top) / "big"
        for folder, make in ((small / "unscored", _ba_tri), (big, _many)):
            folder.mkdir(parents=True)
            make(folder)
        _month(small)
        _twenty_thousand(big)


if __name__ == "__main__":
    main()

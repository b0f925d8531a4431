"""Ledgers brought to a stage by commands, each made once in a test run and copied by those who need it.

A stage is a name, the stage it goes on from, and its commands; files the commands read are written by ``write_files``.
"""

import gzip
import re
import shutil
from pathlib import Path
from threading import Lock

from conftest import BA_TRI

COMMUNES = 200
# a ledger as an earlier program left it
OLD = "old"
FROZEN = Path(__file__).parents[1] / "ledger" / "frozen" / "schema-2.db.gz"
# units not registered yet: so many writers may register so many each
WRITERS, SPARE = 16, 30
MONTH = ("--month", "2024-03")
NINE = ("--present", "9", "--issued", "9", "--returned", "9", "--valid", "9", "--yes", "9", "--no", "0")
OWN = ("--content", "x", "--goal", "y", "--deadline", "2024-12-01", "--on", "2024-02-25")

LAUNCHED = [("init",), ("launch", "campaign.yaml")]
REGISTERED = [("import", "units", "units.csv"), ("import", "registrations", "registrations.csv")]
EVALUATED = [("import", "scores", "scores.csv", *MONTH), ("evaluate", *MONTH)]
COMMENDED = [
    ("vote", "R0", *MONTH, "--on", "2024-04-04", *NINE, "--reason", "thử"),
    ("commend", "R0", *MONTH, "--on", "2024-04-10"),
]
SOMEBODY = "Nguyễn Văn Mẫu"
REWARDED = ("--reward", "--decision", "1/QĐ", "--decision-date", "2024-04-10", "--signatory", SOMEBODY)
PUBLICISED = [("publicise", "R0", "--channel", "radio", "--on", "2024-04-15")]

STAGES = {
    "made": (None, LAUNCHED[:1]),
    "launched": ("made", LAUNCHED[1:]),
    "registered": ("launched", REGISTERED),
    "scored": ("registered", EVALUATED[:1]),
    "evaluated": ("scored", EVALUATED[1:]),
    "commended": ("evaluated", COMMENDED),
    "closed": ("commended", [("close", *MONTH, "--force", "--reason", "thử")]),
    # few: of what is copied or written anew, every page is a point
    "few": (None, [*LAUNCHED, *REGISTERED, *EVALUATED, *COMMENDED]),
    "signed": ("few", [("commend", "R0", *MONTH, "--on", "2024-04-10", *REWARDED)]),
    # a backup, an entry since, and beside it what the ledger is now
    "backed": ("few", [("backup", "backup.db"), *PUBLICISED, ("backup", "present.db")]),
    "many": (None, [*LAUNCHED, *REGISTERED]),
    OLD: (None, []),
    "raced": (
        None,
        [*LAUNCHED, *REGISTERED, *EVALUATED, *COMMENDED, *PUBLICISED, ("import", "units", "spare.csv")],
    ),
}
# communes and lines of a stage that goes on from none
SIZES = {"made": (COMMUNES, 10), "few": (3, 10), "many": (1000, 20), "raced": (20, 10)}


def lines_of(text: str) -> list[str]:
    """Give the codes of the lines a commune is scored on, all of them monthly."""
    table = text[text.index("code: xa-thi-tran") : text.index("code: ca-nhan")]
    return re.findall(r"(?m)^ +- code: (\S+)$", table[table.index("criteria:") :])


def write_files(folder: Path, communes: int, lines: int) -> None:
    """Write the campaign, its units, their registrations, and ``communes`` x ``lines`` results of a month."""
    text = re.sub(r"(?m)^(\s+due:) .*$", r"\1 monthly", BA_TRI.read_text("utf-8"))
    codes = lines_of(text)[:lines]
    assert len(codes) == lines
    every = range(communes)
    (folder / "campaign.yaml").write_text(text, "utf-8")
    (folder / "campaign-2.yaml").write_text(text + "\n# again\n", "utf-8")
    named = [f"U{n}" for n in every]
    spare = [f"W{writer}N{n}" for writer in range(WRITERS) for n in range(SPARE)]
    _write(folder / "units.csv", "code,name,kind,parent", ["836,Huyện,district,", *_units(["SPARE", *named])])
    _write(folder / "spare.csv", "code,name,kind,parent", _units(spare))
    _write(
        folder / "registrations.csv",
        "code,unit,on,content,goal,deadline",
        [f"R{n},U{n},2024-02-20,x,y,2024-12-01" for n in every],
    )
    scores = [f"R{n},{line},{'2' if n == 0 else '1'}" for n in every for line in codes]
    _write(folder / "scores.csv", "registration,criterion,value", scores)


def _units(codes: list[str]) -> list[str]:
    return [f"{code},Xã {code},commune,836" for code in codes]


def _write(path: Path, head: str, rows: list[str]) -> None:
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")


class Stages:
    """Hands out folders with a ledger at a stage and the files its commands read."""

    def __init__(self, top: Path, programs) -> None:
        self._top = top
        self._programs = programs
        self._one_at_a_time = Lock()

    def copy(self, stage: str, folder: Path, *, programs=None) -> Path:
        """Fill a folder that is not there yet; a thread with programs of its own has the stage made by them."""
        with self._one_at_a_time:
            kept = self._kept(stage, programs or self._programs)
        shutil.copytree(kept, folder)
        return folder

    def _kept(self, stage: str, programs) -> Path:
        folder = self._top / stage
        if not folder.exists():
            before, commands = STAGES[stage]
            making = self._top / f"{stage}.making"
            if stage == OLD:
                making.mkdir()
                (making / "thidua.db").write_bytes(gzip.decompress(FROZEN.read_bytes()))
            elif before is None:
                making.mkdir()
                write_files(making, *SIZES[stage])
            else:
                shutil.copytree(self._kept(before, programs), making)
            for words in commands:
                ended = programs.run((*words, "--quiet"), making)
                assert ended.code == 0, (words, ended)
            making.rename(folder)
        return folder

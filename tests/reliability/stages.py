"""Ledgers brought to a stage by commands, each made once in a test run and copied by those who need it.

A stage is a name, the stage it goes on from, and its commands; files the commands read are written by ``write_files``.
"""

import re
import shutil
from pathlib import Path

from conftest import BA_TRI

COMMUNES = 200
MONTH = ("--month", "2024-03")
NINE = ("--present", "9", "--issued", "9", "--returned", "9", "--valid", "9", "--yes", "9", "--no", "0")
OWN = ("--content", "x", "--goal", "y", "--deadline", "2024-12-01", "--on", "2024-02-25")

STAGES = {
    "made": (None, [("init",)]),
    "launched": ("made", [("launch", "campaign.yaml")]),
    "registered": ("launched", [("import", "units", "units.csv"), ("import", "registrations", "registrations.csv")]),
    "scored": ("registered", [("import", "scores", "scores.csv", *MONTH)]),
    "evaluated": ("scored", [("evaluate", *MONTH)]),
    "commended": (
        "evaluated",
        [
            ("vote", "R0", *MONTH, "--on", "2024-04-04", *NINE, "--reason", "thử"),
            ("commend", "R0", *MONTH, "--on", "2024-04-10"),
        ],
    ),
}


def lines_of(text: str) -> list[str]:
    """Give the codes of the lines a commune is scored on, all of them monthly."""
    table = text[text.index("code: xa-thi-tran") : text.index("code: ca-nhan")]
    return re.findall(r"(?m)^ +- code: (\S+)$", table[table.index("criteria:") :])


def write_files(folder: Path, communes: int = COMMUNES, lines: int = 10) -> None:
    """Write the campaign, its units, their registrations, and ``communes`` x ``lines`` results of a month."""
    text = re.sub(r"(?m)^(\s+due:) .*$", r"\1 monthly", BA_TRI.read_text("utf-8"))
    codes = lines_of(text)[:lines]
    assert len(codes) == lines
    every = range(communes)
    (folder / "campaign.yaml").write_text(text, "utf-8")
    (folder / "campaign-2.yaml").write_text(text + "\n# again\n", "utf-8")
    _write(folder / "units.csv", "code,name,kind,parent", ["836,Huyện,district,", *_units(every)])
    _write(
        folder / "registrations.csv",
        "code,unit,on,content,goal,deadline",
        [f"R{n},U{n},2024-02-20,x,y,2024-12-01" for n in every],
    )
    scores = [f"R{n},{line},{'2' if n == 0 else '1'}" for n in every for line in codes]
    _write(folder / "scores.csv", "registration,criterion,value", scores)


def _units(every: range) -> list[str]:
    spare = ("SPARE", *(f"NW{w}N{n}" for w in range(16) for n in range(10)))
    return [f"{code},Xã {code},commune,836" for code in (*(f"U{n}" for n in every), *spare)]


def _write(path: Path, head: str, rows: list[str]) -> None:
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")


class Stages:
    """Hands out folders with a ledger at a stage and the files its commands read."""

    def __init__(self, top: Path, programs) -> None:
        self._top = top
        self._programs = programs

    def copy(self, stage: str, folder: Path) -> Path:
        """Fill a folder that is not there yet."""
        shutil.copytree(self._kept(stage), folder)
        return folder

    def _kept(self, stage: str) -> Path:
        folder = self._top / stage
        if not folder.exists():
            before, commands = STAGES[stage]
            making = self._top / f"{stage}.making"
            if before is None:
                making.mkdir()
                write_files(making)
            else:
                shutil.copytree(self._kept(before), making)
            for words in commands:
                ended = self._programs.run((*words, "--quiet"), making)
                assert ended.code == 0, (words, ended)
            making.rename(folder)
        return folder

"""Commands to be failed at every point: each with the stage it starts from, and what it leaves when it is done.

A drill takes a line or three: a name, the stage, the words. ``again`` is the exit code of the same command when it is
done already; ``looked_at`` gives what must be as before or as after, the ledger's rows unless said otherwise; ``reads``
says that it only reads the ledger.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reliability.contents import content
from reliability.stages import MONTH, OWN, SOMEBODY

Look = Callable[[Path], object]


def ledger(folder: Path) -> object:
    """Look at the ledger's rows."""
    return content(folder / "thidua.db")


def ledger_and(*names: str) -> Look:
    """Look at the ledger's rows and at the bytes of files."""

    def look(folder: Path) -> object:
        paths = [folder / name for name in names]
        return ledger(folder), [path.read_bytes() if path.exists() else None for path in paths]

    return look


def ledger_and_copy(folder: Path) -> object:
    """Look at the rows of the ledger and of a copy, where there is one."""
    return ledger(folder), content(folder / "copy.db")


def ledger_and_kept(folder: Path) -> object:
    """Look at the ledger's rows, at what was kept of it that is not whole, and whether the present is anywhere."""
    now, present = ledger(folder), content(folder / "present.db")
    kept = [content(path) for path in folder.glob("thidua-before-restore-*.db")]
    return now, [one for one in kept if one != present], present in [now, *kept]


def ledger_and_bytes(folder: Path) -> object:
    """Look at the ledger's rows, and whether a name is anywhere in its file."""
    return ledger(folder), SOMEBODY.encode() in (folder / "thidua.db").read_bytes()


@dataclass(frozen=True)
class Drill:
    """One command to be failed."""

    name: str
    stage: str
    words: tuple[str, ...]
    again: int = 0
    looked_at: Look = ledger
    reads: bool = False


ENDED = ("--on", "2024-05-01", "--reason", "thử")
DRILLS = (
    Drill("launch", "made", ("launch", "campaign.yaml")),
    Drill("launch-again", "commended", ("launch", "campaign-2.yaml", "--on", "2024-05-01")),
    Drill("import-units", "launched", ("import", "units", "units.csv")),
    Drill("register", "registered", ("register", "NEW", "--unit", "SPARE", *OWN), again=3),
    Drill("import-scores", "registered", ("import", "scores", "scores.csv", *MONTH)),
    Drill("evaluate", "scored", ("evaluate", *MONTH)),
    Drill("evaluate-o", "scored", ("evaluate", *MONTH, "-o", "old.csv")),
    Drill("publicise", "commended", ("publicise", "R0", "--channel", "radio", "--on", "2024-05-01"), again=3),
    Drill("close", "few", ("close", *MONTH, "--force", "--reason", "thử"), again=5),
    Drill("reopen", "closed", ("reopen", *MONTH, "--reason", "thử"), again=5),
    Drill("void", "commended", ("void", "8", "--reason", "thử"), again=5),
    Drill("withdraw", "commended", ("withdraw", "R1", *ENDED), again=5),
    Drill("upgrade", "old", ("upgrade",)),
    Drill("backup", "few", ("backup", "copy.db"), again=3, looked_at=ledger_and_copy, reads=True),
    Drill("restore", "backed", ("restore", "backup.db"), looked_at=ledger_and_kept),
    Drill("forget", "signed", ("forget", SOMEBODY, "--reason", "thử"), again=3, looked_at=ledger_and_bytes),
    Drill("revoke", "few", ("revoke", "R0", *ENDED, "--ground", "other"), again=5),
    Drill(
        "report-o",
        "commended",
        ("report", "standings", *MONTH, "-o", "old.csv"),
        looked_at=ledger_and("old.csv"),
        reads=True,
    ),
)

"""A drill tried again and again under failures: set up anew each time, and judged by what is seen afterwards."""

import shutil
from pathlib import Path

from reliability.contents import breaches
from reliability.drills import Drill
from reliability.tier import FULL
from thidua.cli.assembly import app

_COMMANDS = {command.name for command in app.registered_commands}
# at an error that is told, the exit code: busy, or a storage that fails
FAILED = frozenset({11, 13})


class Trial:
    """One drill, and what is seen before it and after it has been done undisturbed."""

    def __init__(self, drill: Drill, programs, stages, top: Path) -> None:
        self.drill, self.programs, self._stages, self._top = drill, programs, stages, top
        folder = self.set_up()
        self.before = drill.looked_at(folder)
        self.done(folder)
        self.after = drill.looked_at(folder)
        assert self.after != self.before, drill.name
        self._left = _names(folder)
        ended = self.programs.run(drill.words, folder)
        assert ended.code == drill.again, ended

    def done(self, folder: Path) -> None:
        """Do the drill undisturbed."""
        ended = self.programs.run(self.drill.words, folder)
        assert ended.code == 0, ended

    def set_up(self) -> Path:
        """Give the drill's folder as it is before."""
        folder = self._top / "here"
        shutil.rmtree(folder, ignore_errors=True)
        self._stages.copy(self.drill.stage, folder, programs=self.programs)
        (folder / "old.csv").write_text("old\n", "utf-8")
        return folder

    def wrong(self, folder: Path, ended, codes=FAILED, *, may_leave: bool = False) -> list[str]:
        """List what is not as promised after a drill that was disturbed; ``codes`` are those it may have ended with.

        ``may_leave`` where nothing could be removed: a draft goes when the next is made.
        """
        seen = self.drill.looked_at(folder)
        found = [] if seen in (self.before, self.after) else ["neither as before nor as after"]
        if ended.code == 0 and seen != self.after:
            found.append("said to be done, and is not")
        if ended.code not in codes | {0}:
            found.append(f"exit code {ended.code}")
        if "Traceback" in ended.err or (ended.code > 0 and not ended.err.startswith(("Error: ", "Interrupted"))):
            found.append(f"told {ended.err!r}")
        if "Nothing was" in ended.err and seen != self.before:
            found.append(f"it was stored, and told {ended.err!r}")
        if ended.code >= 0:
            found += self._leftovers(folder, set() if may_leave else _drafts(folder))
        # whatever has the name of a ledger, or of a copy of one, is whole
        return found + [f"{path.name}: {one}" for path in sorted(folder.rglob("*.db")) for one in breaches(path)]

    def _leftovers(self, folder: Path, drafts: set[str]) -> list[str]:
        """A journal may be left when it cannot be removed: the next who opens the ledger rolls it back."""
        left = {
            name for name in _names(folder) - self._left - _drafts(folder) if not name.endswith("-journal")
        } | drafts
        return [f"left {left}"] if left else []

    def _unswept(self, folder: Path) -> list[str]:
        """What a killed program left of a draft is removed by the next backup; of an automatic one by the next such."""
        if not _drafts(folder):
            return []
        ended = self.programs.run(("backup", "swept.db"), folder)
        left = {name for name in _drafts(folder) if "/" not in name}
        return [f"after a backup ({ended.code}) left {left}"] if left or ended.code else []

    def wrong_again(self, folder: Path) -> list[str]:
        """Do the drill again, now undisturbed, and list what is not as promised."""
        is_done = self.drill.looked_at(folder) == self.after
        ended = self.programs.run(self.drill.words, folder)
        if ended.code != (self.drill.again if is_done else 0):
            return [f"again: {ended}"]
        if not is_done and self.drill.looked_at(folder) != self.after:
            return ["again: not as after"]
        found = [*breaches(folder / "thidua.db"), *self._unverified(folder), *self._unswept(folder)]
        return [f"again: {one}" for one in found]

    def _unverified(self, folder: Path) -> list[str]:
        if not (FULL and "verify" in _COMMANDS):
            return []
        ended = self.programs.run(("verify",), folder)
        return [] if ended.code == 0 else [f"verify: {ended}"]


def _drafts(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob(".thidua-*")}


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != "stdout"}

"""Every system call that writes may fail, or be the last: a command is stored whole or not at all, and says which."""

import shutil
from itertools import chain, zip_longest
from pathlib import Path

import pytest

from reliability.contents import breaches
from reliability.drills import DRILLS, Drill
from reliability.faults import Point, failed, hindrance, points
from reliability.tier import FULL, SEED, chance

QUICK = 30
TOLD = {"killed": {-9}, "full": {13}, "broken": {13}, "full-for-good": {13}}


@pytest.fixture(scope="module")
def strace(programs, tmp_path_factory):
    """Skip where no system call can be failed."""
    reason = hindrance(programs, tmp_path_factory.mktemp("strace") / "here")
    if reason:
        pytest.skip(reason)


class _Bench:
    """One drill, its points, and what is seen before it and after."""

    def __init__(self, drill: Drill, programs, stages, top: Path) -> None:
        self.drill, self._programs, self._stages, self._top = drill, programs, stages, top
        folder = self._set_up()
        self.before = drill.looked_at(folder)
        self.points = points(programs, drill.words, folder)
        self.after = drill.looked_at(folder)
        self.left = _names(folder)

    def _set_up(self) -> Path:
        folder = self._top / "here"
        shutil.rmtree(folder, ignore_errors=True)
        self._stages.copy(self.drill.stage, folder)
        (folder / "old.csv").write_text("old\n", "utf-8")
        return folder

    def wrong(self, point: Point, fault: str) -> list[str]:
        """Fail the drill at a point, and list what is not as promised."""
        folder = self._set_up()
        before = _names(folder)
        ended = failed(self._programs, self.drill.words, folder, point, fault)
        lasting = {name for name in _names(folder) - self.left - before if fault != "killed" and "-journal" not in name}
        found = [f"left {lasting}"] if lasting else []
        seen = self.drill.looked_at(folder)
        if seen not in (self.before, self.after):
            found.append("neither as before nor as after")
        if ended.code == 0 and seen != self.after:
            found.append("said to be done, and is not")
        if ended.code not in TOLD[fault] | {0}:
            found.append(f"exit code {ended.code}")
        if "Traceback" in ended.err or (ended.code == 13 and not ended.err.startswith("Error: ")):
            found.append(f"told {ended.err!r}")
        if "Nothing was" in ended.err and seen != self.before:
            found.append(f"it was stored, and told {ended.err!r}")
        found += [str(one) for one in breaches(folder / "thidua.db")]
        return found + self._again(folder, is_done=seen == self.after)

    def _again(self, folder: Path, *, is_done: bool) -> list[str]:
        ended = self._programs.run(self.drill.words, folder)
        if ended.code != (self.drill.again if is_done else 0):
            return [f"again: {ended}"]
        if not is_done and self.drill.looked_at(folder) != self.after:
            return ["again: not as after"]
        return [f"again: {one}" for one in breaches(folder / "thidua.db")]


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture(scope="module")
def bench(programs, stages, tmp_path_factory):
    """Give the bench of a drill."""
    made: dict[str, _Bench] = {}

    def give(drill: Drill) -> _Bench:
        if drill.name not in made:
            made[drill.name] = _Bench(drill, programs, stages, tmp_path_factory.mktemp(f"drill-{drill.name}"))
        return made[drill.name]

    return give


def _all_faults(bench: _Bench) -> list[tuple[Point, str]]:
    return [(point, fault) for point in bench.points for fault in point.faults()]


@pytest.mark.usefixtures("strace")
@pytest.mark.skipif(FULL, reason="the full tier fails every point")
def test_a_command_failed_at_some_point_is_stored_whole_or_not_at_all(bench):
    random, drawn = chance("faults"), []
    for drill in DRILLS:
        every = _all_faults(bench(drill))
        assert len(every) > 10, drill.name
        drawn.append([(drill, *one) for one in random.sample(every, min(QUICK, len(every)))])
    # one of each drill by turns, so that every drill is failed
    chosen = [one for one in chain.from_iterable(zip_longest(*drawn)) if one is not None][:QUICK]
    wrong = {(d.name, str(p), f): found for d, p, f in chosen if (found := bench(d).wrong(p, f))}
    assert wrong == {}, f"THIDUA_SEED={SEED}"


@pytest.mark.usefixtures("strace")
@pytest.mark.skipif(not FULL, reason="every point is failed in the full tier (THIDUA_RELIABILITY=full)")
@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.name)
def test_a_command_failed_at_any_point_is_stored_whole_or_not_at_all(bench, drill):
    every = _all_faults(bench(drill))
    wrong = {(str(point), fault): found for point, fault in every if (found := bench(drill).wrong(point, fault))}
    assert wrong == {}, f"of {len(every)}"

"""Every system call that writes may fail, or be the last: a command is stored whole or not at all, and says which."""

from itertools import chain, zip_longest

import pytest

from reliability.drills import DRILLS
from reliability.faults import Point, failed, hindrance, points
from reliability.tier import FULL, SEED, chance

QUICK, DRILLED = 30, 6
KILLED = frozenset({-9})


@pytest.fixture(scope="module")
def strace(programs, tmp_path_factory):
    """Skip where no system call can be failed."""
    reason = hindrance(programs, tmp_path_factory.mktemp("strace") / "here")
    if reason:
        pytest.skip(reason)


def _wrong(trial, point: Point, fault: str) -> list[str]:
    """Fail a drill at a point, and list what is not as promised."""
    folder = trial.set_up()
    ended = failed(trial.programs, trial.drill.words, folder, point, fault)
    found = trial.wrong(folder, ended, KILLED) if fault == "killed" else trial.wrong(folder, ended)
    return found + trial.wrong_again(folder)


def _every_fault(trial) -> list[tuple[Point, str]]:
    listed = points(trial.programs, trial.drill.words, trial.set_up())
    every = [(point, fault) for point in listed for fault in point.faults()]
    assert len(every) > 10, trial.drill.name
    return every


def _sample(trials) -> list:
    """Choose so many faults by the seed, of some of the drills by turns."""
    random, drawn = chance("faults"), []
    for drill in random.sample(DRILLS, DRILLED):
        every = _every_fault(trials(drill))
        drawn.append([(drill, *one) for one in random.sample(every, min(QUICK, len(every)))])
    return [one for one in chain.from_iterable(zip_longest(*drawn)) if one is not None][:QUICK]


@pytest.mark.usefixtures("strace")
@pytest.mark.parametrize("drill", DRILLS if FULL else [None], ids=lambda drill: drill.name if drill else "sample")
def test_a_command_failed_at_a_system_call_is_stored_whole_or_not_at_all(trials, drill):
    chosen = [(drill, *one) for one in _every_fault(trials(drill))] if drill else _sample(trials)
    wrong = {(d.name, str(p), f): found for d, p, f in chosen if (found := _wrong(trials(d), p, f))}
    assert wrong == {}, f"of {len(chosen)}, THIDUA_SEED={SEED}"

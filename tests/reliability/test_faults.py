"""Every system call that writes may fail, or be the last: a command is stored whole or not at all, and says which."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from reliability.drills import DRILLS, Drill
from reliability.faults import Point, failed, hindrance, points
from reliability.tier import FULL, SEED, chance
from reliability.trial import FAILED

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
    codes = KILLED if fault == "killed" else FAILED
    found = trial.wrong(folder, ended, codes, may_leave=point.call.startswith("unlink"))
    return found + trial.wrong_again(folder)


def _every_fault(trial) -> list[tuple[Point, str]]:
    listed = points(trial.programs, trial.drill.words, trial.set_up())
    every = [(point, fault) for point in listed for fault in point.faults()]
    assert len(every) > 10, trial.drill.name
    return every


def _halves() -> list[list[Drill]]:
    drills = chance("drills to be failed").sample(DRILLS, len(DRILLS) if FULL else DRILLED)
    return [drills[::2], drills[1::2]]


def _sample(trials, drill) -> list[tuple[Point, str]]:
    every = _every_fault(trials(drill))
    return every if FULL else chance(f"faults of {drill.name}").sample(every, QUICK // DRILLED)


def _wrong_of(trials, drills) -> dict[tuple[str, str, str], list[str]]:
    return {
        (drill.name, str(point), fault): found
        for drill in drills
        for point, fault in _sample(trials, drill)
        if (found := _wrong(trials(drill), point, fault))
    }


@pytest.mark.usefixtures("strace")
def test_a_command_failed_at_a_system_call_is_stored_whole_or_not_at_all(two_trials):
    with ThreadPoolExecutor(len(two_trials)) as threads:
        found = list(threads.map(_wrong_of, two_trials, _halves()))
    assert found == [{}, {}], f"THIDUA_SEED={SEED}"

"""What the reliability programme shares: loaded programs, ledgers at their stages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reliability.drills import Drill
from reliability.programs import Programs
from reliability.stages import Stages
from reliability.tier import FULL, SEED
from reliability.trial import Trial

Trials = Callable[[Drill], Trial]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tier this was, and how to have it again."""
    tier = "full" if FULL else "quick"
    terminalreporter.write_line(f"reliability: the {tier} tier ran; to have it again: THIDUA_SEED={SEED}")


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programs]:
    """Give programs to run commands with, one after the other."""
    started = Programs(tmp_path_factory.mktemp("programs"))
    yield started
    started.close()


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory, programs: Programs) -> Stages:
    """Give ledgers at their stages."""
    return Stages(tmp_path_factory.mktemp("stages"), programs)


@pytest.fixture(scope="session")
def trials(programs: Programs, stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> Trials:
    """Give the trial of a drill; it is made once."""
    return _trials(programs, stages, tmp_path_factory)


@pytest.fixture(scope="session")
def two_trials(
    trials: Trials, stages: Stages, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Trials, Trials]]:
    """Give trials for two threads, each with programs of its own."""
    others = Programs(tmp_path_factory.mktemp("programs"))
    yield trials, _trials(others, stages, tmp_path_factory)
    others.close()


def _trials(programs: Programs, stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> Trials:
    made: dict[str, Trial] = {}

    def give(drill: Drill) -> Trial:
        if drill.name not in made:
            made[drill.name] = Trial(drill, programs, stages, tmp_path_factory.mktemp(f"drill-{drill.name}"))
        return made[drill.name]

    return give


@pytest.fixture(scope="session")
def sound(programs: Programs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a ledger to be harmed in copies: all five steps were gone in it, and a month was closed."""
    folder = tmp_path_factory.mktemp("sound")
    for words in (("demo",), ("close", "--month", "2024-03", "--force", "--reason", "thử")):
        assert programs.run((*words, "--db", "story.db"), folder).code == 0
    return folder / "story.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder that is not there yet, for a stage to be copied into."""
    return tmp_path / "here"

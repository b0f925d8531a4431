"""What the reliability programme shares: loaded programs, ledgers at their stages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reliability.programs import Programs
from reliability.stages import Stages
from reliability.tier import FULL, SEED


def pytest_report_header() -> str:
    """Say which tier this is, and how to have it again."""
    return f"reliability: {'full' if FULL else 'quick'} tier, THIDUA_SEED={SEED}"


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder that is not there yet, for a stage to be copied into."""
    return tmp_path / "here"

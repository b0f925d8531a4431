"""What every test may use: a ledger of its own, and the program's own door."""

import os
import shutil
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import settings

from thidua.cli import main

# a slow machine is no fault of a rule
settings.register_profile("thidua", deadline=None)
settings.load_profile("thidua")

# chosen before the processes that share the tests are started: each of them must collect the same
os.environ.setdefault("THIDUA_SEED", str(Random().randrange(1, 1_000_000)))

# a shell lets what it starts in the background ignore Ctrl-C, and so would every program started here
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

NOW = datetime(2024, 10, 31, 3, 0, tzinfo=UTC)
ROOT = Path(__file__).parent.parent
CAMPAIGNS = ROOT / "campaigns"
BA_TRI = CAMPAIGNS / "dong-khoi-moi-ba-tri-2024.yaml"
UNITS = CAMPAIGNS / "units-ba-tri-2024.csv"


def pytest_report_header() -> str:
    """Say how to have the samples of the reliability programme again."""
    return f"THIDUA_SEED={os.environ['THIDUA_SEED']}"


class Ran(NamedTuple):
    """What a command did: its exit code, and what it said where; a tuple, since pytest knows this module twice."""

    code: int
    out: str
    err: str


Thidua = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run in an empty folder, in English, as "Tester", without anybody's settings."""
    for name in list(os.environ):
        if name.startswith("THIDUA_") or name in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("THIDUA_LANG", "en")
    monkeypatch.setenv("THIDUA_ACTOR", "Tester")
    monkeypatch.setenv("THIDUA_WAIT", "1")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def thidua(capfd: pytest.CaptureFixture[str]) -> Thidua:
    """Run a command through ``main``, at a fixed time."""

    def run(*words: str | Path, now: datetime = NOW) -> Ran:
        capfd.readouterr()
        code = main([str(word) for word in words], now=now)
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture(scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledgers")


def _brought_to(stage: str, thidua: Thidua, kept: Path, *commands: tuple[str | Path, ...]) -> Thidua:
    """Bring the ledger to a stage by its commands; the first test that needs it makes it, the others copy the file."""
    saved = kept / f"{stage}.db"
    if not saved.exists():
        for command in commands:
            assert thidua(*command, "--quiet").code == 0
        shutil.copy("thidua.db", saved)
    shutil.copy(saved, "thidua.db")
    return thidua


@pytest.fixture
def ba_tri(thidua: Thidua, _kept: Path) -> Thidua:
    """A ledger with the Ba Tri campaign and its units."""
    return _brought_to("ba_tri", thidua, _kept, ("init",), ("launch", BA_TRI), ("import", "units", UNITS))


@pytest.fixture
def march(ba_tri: Thidua, _kept: Path) -> Thidua:
    """The Ba Tri ledger with its registrations, and March scored and evaluated."""
    return _brought_to(
        "march",
        ba_tri,
        _kept,
        ("import", "registrations", CAMPAIGNS / "ba-tri-2024-registrations.csv"),
        ("import", "scores", CAMPAIGNS / "ba-tri-2024-scores-2024-03.csv", "--month", "2024-03"),
        ("evaluate", "--month", "2024-03"),
    )


BALLOTS = ("--present", "9", "--issued", "9", "--returned", "9", "--valid", "9")


@pytest.fixture
def exemplar(march: Thidua, _kept: Path) -> Thidua:
    """The Ba Tri ledger with Mỹ Hòa voted, commended and publicised."""
    return _brought_to(
        "exemplar",
        march,
        _kept,
        ("vote", "MY-HOA", "--month", "2024-03", "--on", "2024-04-04", *BALLOTS, "--yes", "8", "--no", "1"),
        ("commend", "MY-HOA", "--month", "2024-03", "--on", "2024-04-10"),
        ("publicise", "MY-HOA", "--channel", "đài truyền thanh", "--on", "2024-04-15"),
    )


@pytest.fixture
def september(exemplar: Thidua, _kept: Path) -> Thidua:
    """The Ba Tri ledger with two learners of Mỹ Hòa, and September scored and evaluated."""
    return _brought_to(
        "september",
        exemplar,
        _kept,
        ("learn", "AN-HIEP", "--from", "MY-HOA", "--on", "2024-05-10", "--form", "tham quan"),
        ("learn", "TAN-THUY", "--from", "MY-HOA", "--on", "2024-05-17", "--form", "câu lạc bộ"),
        ("import", "scores", CAMPAIGNS / "ba-tri-2024-scores-2024-09.csv", "--month", "2024-09"),
        ("evaluate", "--month", "2024-09"),
    )

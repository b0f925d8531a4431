"""What every test may use: a ledger of its own, and the program's own door."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from thidua.cli import main

NOW = datetime(2024, 10, 31, 3, 0, tzinfo=UTC)
ROOT = Path(__file__).parent.parent
CAMPAIGNS = ROOT / "campaigns"
BA_TRI = CAMPAIGNS / "dong-khoi-moi-ba-tri-2024.yaml"
UNITS = CAMPAIGNS / "units-ba-tri-2024.csv"


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


@pytest.fixture
def ba_tri(thidua: Thidua) -> Thidua:
    """A ledger with the Ba Tri campaign and its units."""
    for command in (("init",), ("launch", BA_TRI), ("import", "units", UNITS)):
        assert thidua(*command, "--quiet").code == 0
    return thidua


@pytest.fixture
def march(ba_tri: Thidua) -> Thidua:
    """The Ba Tri ledger with its registrations, and March scored and evaluated."""
    for command in (
        ("import", "registrations", CAMPAIGNS / "ba-tri-2024-registrations.csv"),
        ("import", "scores", CAMPAIGNS / "ba-tri-2024-scores-2024-03.csv", "--month", "2024-03"),
        ("evaluate", "--month", "2024-03"),
    ):
        assert ba_tri(*command, "--quiet").code == 0
    return ba_tri


BALLOTS = ("--present", "9", "--issued", "9", "--returned", "9", "--valid", "9")


@pytest.fixture
def exemplar(march: Thidua) -> Thidua:
    """The Ba Tri ledger with Mỹ Hòa voted, commended and publicised."""
    for command in (
        ("vote", "MY-HOA", "--month", "2024-03", "--on", "2024-04-04", *BALLOTS, "--yes", "8", "--no", "1"),
        ("commend", "MY-HOA", "--month", "2024-03", "--on", "2024-04-10"),
        ("publicise", "MY-HOA", "--channel", "đài truyền thanh", "--on", "2024-04-15"),
    ):
        assert march(*command, "--quiet").code == 0
    return march


@pytest.fixture
def september(exemplar: Thidua) -> Thidua:
    """The Ba Tri ledger with two learners of Mỹ Hòa, and September scored and evaluated."""
    for command in (
        ("learn", "AN-HIEP", "--from", "MY-HOA", "--on", "2024-05-10", "--form", "tham quan"),
        ("learn", "TAN-THUY", "--from", "MY-HOA", "--on", "2024-05-17", "--form", "câu lạc bộ"),
        ("import", "scores", CAMPAIGNS / "ba-tri-2024-scores-2024-09.csv", "--month", "2024-09"),
        ("evaluate", "--month", "2024-09"),
    ):
        assert exemplar(*command, "--quiet").code == 0
    return exemplar

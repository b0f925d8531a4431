"""A ledger in which everything has happened once, and a second program that reads ledgers without thidua."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

import thidua as package
from conftest import CAMPAIGNS
from ledger.chain import Plain

FIRST = "dong-khoi-moi-ba-tri-2024"
SECOND = ("--campaign", "vi-du-cum-thi-dua-2024")
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """Give a process of its own nobody's settings, English, and this source tree."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("THIDUA_")}
    source = str(Path(package.__file__).parents[1])
    return {**kept, "PYTHONPATH": source, "THIDUA_LANG": "en", "THIDUA_ACTOR": "Tester", "THIDUA_WAIT": "60"}


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """Tell the demo's story once, register an individual, and run a second campaign, so that every table has rows.

    The second has groups, gates and another version; of two, ``THIDUA_CAMPAIGN`` says which one is meant.
    """
    folder = tmp_path_factory.mktemp("told")
    person = ("--person", "Nguyễn Thị Mẫu", "--person-kind", "farmer", "--on", "2024-02-25", "--content", "Vườn mẫu")
    text = (CAMPAIGNS / "example-cluster-table.yaml").read_text("utf-8")
    (folder / "second.yaml").write_text(text + "\n# the same again\n", "utf-8")
    month = ("--month", "2024-03")
    for words in (
        ("demo", "--db", "story.db"),
        ("register", "NTM", "--unit", "29116", *person),
        ("withdraw", "NTM", "--on", "2024-12-01", "--reason", "thử", "--ground", "verification"),
        ("launch", CAMPAIGNS / "example-cluster-table.yaml"),
        ("launch", "second.yaml", "--on", "2024-04-01"),
        ("import", "units", CAMPAIGNS / "example-cluster-units.csv"),
        ("import", "registrations", CAMPAIGNS / "example-cluster-registrations.csv", *SECOND),
        ("import", "scores", CAMPAIGNS / "example-cluster-scores-2024-03.csv", *month, "--stage", "self", *SECOND),
        ("rescore", *month, "--ruleset", "2", "--reason", "thử", *SECOND),
        ("evaluate", *month, *SECOND),
        ("evaluate", "--from", "2024-03", "--to", "2024-05", *SECOND),
        ("void", "26", "--reason", "thử"),
        ("forget", "Phạm Thị Mẫu", "--all", "--reason", "theo đề nghị"),
        ("close", "--month", "2024-04", "--force", "--reason", "tháng không chấm", *SECOND),
    ):
        command = [sys.executable, "-m", "thidua", *words]
        told = {
            **environment,
            "THIDUA_DB": "story.db",
            "THIDUA_CAMPAIGN": FIRST if words[0] in {"register", "withdraw"} else "",
        }
        subprocess.run(command, cwd=folder, env=told, check=True, capture_output=True)
    return folder / "story.db"


@pytest.fixture(autouse=True)
def _the_first_campaign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_CAMPAIGN", FIRST)


@pytest.fixture
def story(told: Path, tmp_path: Path) -> Path:
    """Give a copy of the ledger in which everything has happened."""
    return Path(shutil.copy(told, tmp_path / "thidua.db"))


@pytest.fixture
def raw(story: Path) -> Iterator[sqlite3.Connection]:
    """Open that ledger as any other program would: default pragmas, no thidua."""
    with closing(sqlite3.connect(story)) as connection:
        yield connection


@pytest.fixture
def plain(raw: sqlite3.Connection) -> Plain:
    """Read that ledger's chain with the second program."""
    return Plain(raw)

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
from ledger.chain import Plain

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """Give a process of its own nobody's settings, English, and this source tree."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("THIDUA_")}
    source = str(Path(package.__file__).parents[1])
    return {**kept, "PYTHONPATH": source, "THIDUA_LANG": "en", "THIDUA_ACTOR": "Tester", "THIDUA_WAIT": "60"}


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """Tell the demo's story once, and register an individual, so that every table has rows."""
    folder = tmp_path_factory.mktemp("told")
    person = ("--person", "Nguyễn Thị Mẫu", "--person-kind", "farmer", "--on", "2024-02-25", "--content", "Vườn mẫu")
    for words in (("demo", "--db", "story.db"), ("register", "NTM", "--unit", "29116", *person, "--db", "story.db")):
        command = [sys.executable, "-m", "thidua", *words]
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return folder / "story.db"


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

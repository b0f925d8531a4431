"""Ledgers to be harmed, and ``thidua verify`` asked about them in this process, through ``main``."""

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import thidua as package
from thidua.cli import main

FOUND = {4, 10, 12}


class Verdict(NamedTuple):
    """What ``thidua verify`` says: its exit code, its object on stdout, its words on stderr."""

    code: int
    told: dict[str, Any]
    err: str

    @property
    def codes(self) -> set[str]:
        """The codes of everything found that is more than a note."""
        return {finding["code"] for finding in self.told.get("findings", ())}


def verify(path: Path, *anchors: str) -> Verdict:
    """Verify a ledger; a bug, which has exit code 1 and a traceback, is left to the caller to refuse."""
    out, err = io.StringIO(), io.StringIO()
    words = ["verify", "--db", str(path), "--json", *(word for anchor in anchors for word in ("--anchor", anchor))]
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    return Verdict(code, json.loads(out.getvalue() or "{}"), err.getvalue())


def done(folder: Path, *words: str | Path) -> None:
    """Run a command in a process of its own."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("THIDUA_")}
    source = str(Path(package.__file__).parents[1])
    environment = {**kept, "PYTHONPATH": source, "THIDUA_LANG": "en", "THIDUA_ACTOR": "Tester"}
    command = [sys.executable, "-m", "thidua", *map(str, words)]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def a_story(folder: Path) -> Path:
    """Make a ledger in which all five steps were gone, and a month was closed."""
    done(folder, "demo", "--db", "story.db")
    done(folder, "close", "--month", "2024-03", "--force", "--reason", "thử", "--db", "story.db")
    return folder / "story.db"

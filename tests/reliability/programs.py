"""Programs of thidua for the tests to run, fail, kill and race: in processes of their own, with nobody's settings."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import thidua

HERE = Path(__file__).parent
SOURCE = Path(thidua.__file__).parents[1]
PROGRAM = (sys.executable, "-m", "thidua")


class Ended(NamedTuple):
    """How a command ended: its exit code, or minus the signal that ended it, and what it said where."""

    code: int
    out: str
    err: str


def environment(**changes: str) -> dict[str, str]:
    """Give a process of its own nobody's settings, English, and this source tree."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("THIDUA_", "COV_", "COVERAGE_"))}
    ours = {
        "PYTHONPATH": str(SOURCE),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "THIDUA_LANG": "en",
        "THIDUA_ACTOR": "Tester",
        "THIDUA_WAIT": "60",
        "XDG_CONFIG_HOME": os.devnull,
    }
    return kept | ours | changes


class Programs:
    """Runs one command after another, each in a process forked from one that has loaded thidua: 0.1 s, not 0.6."""

    def __init__(self, scratch: Path) -> None:
        self._out, self._err = scratch / "out", scratch / "err"
        self._server = subprocess.Popen(
            [sys.executable, HERE / "forking.py"],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, words, folder, *, stopped=False, out=None, **bounds: int) -> int:
        """Start a command and give its process; ``stopped``, it waits for SIGCONT before its first step.

        ``bounds`` are ``limit``, ``umask`` and ``user``.
        """
        self._told = out or self._out
        # who is killed before it opens them must not seem to have said what the one before it said
        for file in (self._out, self._err):
            file.write_bytes(b"")
        order = {
            "words": [str(word) for word in words],
            "folder": str(folder),
            "out": str(self._told),
            "err": str(self._err),
            "stopped": stopped,
            **bounds,
        }
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(order) + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def end(self) -> Ended:
        """Wait for the command started last."""
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write("\n")
        self._server.stdin.flush()
        code = int(self._server.stdout.readline())
        return Ended(code, self._told.read_text("utf-8", "replace"), self._err.read_text("utf-8", "replace"))

    def run(self, words, folder, **bounds: int) -> Ended:
        """Run a command to its end."""
        self.begin(words, folder, **bounds)
        return self.end()

    def close(self) -> None:
        """Let the process go from which the others are forked."""
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.close()
        self._server.wait()
        self._server.stdout.close()

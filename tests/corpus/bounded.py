"""The program in a process of its own, which has 512 MB and 10 seconds of the processor, and no more."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Ran
from reliability.programs import environment

resource = pytest.importorskip("resource", reason="nothing bounds a process here")

MOST_BYTES = 512 << 20
MOST_SECONDS = 10
_PROGRAM = f"""
import resource, runpy
resource.setrlimit(resource.RLIMIT_AS, ({MOST_BYTES}, {MOST_BYTES}))
resource.setrlimit(resource.RLIMIT_CPU, ({MOST_SECONDS}, {MOST_SECONDS}))
runpy.run_module("thidua", run_name="__main__")
"""


def bounded(*words: str) -> Ran:
    """Run a command within its bounds; who goes beyond the time is killed, and has no exit code of ours."""
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words],
        cwd=Path.cwd(),
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)

"""Every console block of the README is run, in one folder and one shell environment, and its output compared."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# what is another at every run: times, anchors, and the names and sizes of backups
_ANEW = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00|[0-9a-f]{4}(?:-[0-9a-f]{4}){3}|\d{8}-\d{4}-[0-9a-f]{16}|\d+(?= bytes)"
)


def _steps(block: str) -> list[tuple[str, str]]:
    steps: list[tuple[str, str]] = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            steps.append((line[2:], ""))
        elif line.startswith("> ") and steps and not steps[-1][1]:
            steps[-1] = (steps[-1][0] + line[2:], "")
        else:
            command, output = steps[-1]
            steps[-1] = (command, output + line)
    return steps


def test_the_readme_shows_what_happens(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "campaigns", tmp_path / "campaigns")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    environment |= {
        "PATH": f"{BIN}{os.pathsep}{environment['PATH']}",
        "THIDUA_LANG": "en",
        "THIDUA_ACTOR": "Officer",
        "COLUMNS": "80",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }
    shown, happened = [], []
    blocks = _BLOCK.findall((ROOT / "README.md").read_text("utf-8"))
    assert blocks
    for block in blocks:
        for command, output in _steps(block):
            ran = subprocess.run(
                ["bash", "-c", command],
                cwd=tmp_path,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            shown.append((command, _ANEW.sub("…", output)))
            happened.append((command, _ANEW.sub("…", ran.stdout)))
    assert shown == happened

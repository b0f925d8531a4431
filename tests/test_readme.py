"""Every console block of the README is run, in one folder and one shell environment, and its output compared."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from thidua.actions.kinds import LAYOUTS

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


def _environment(tmp_path: Path) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    return environment | {
        "PATH": f"{BIN}{os.pathsep}{environment['PATH']}",
        "THIDUA_LANG": "en",
        "THIDUA_ACTOR": "Officer",
        "COLUMNS": "80",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }


def test_the_readme_shows_what_happens(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "campaigns", tmp_path / "campaigns")
    environment = _environment(tmp_path)
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


def test_the_nights_work_of_the_readme_stores_what_is_good_and_says_what_is_not(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    (script,) = (
        block for block in re.findall(r"^```sh\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL) if "inbox/" in block
    )
    (tmp_path / "nightly.sh").write_text(script, "utf-8")
    environment = _environment(tmp_path)

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    campaigns = ROOT / "campaigns"
    for words in (
        ("init",),
        ("launch", campaigns / "dong-khoi-moi-ba-tri-2024.yaml"),
        ("import", campaigns / "units-ba-tri-2024.csv"),
        ("import", campaigns / "ba-tri-2024-registrations.csv"),
    ):
        assert run("thidua", *words).returncode == 0
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    shutil.copy(campaigns / "ba-tri-2024-scores-2024-03.csv", inbox / "huyện.csv")
    (inbox / "sai.csv").write_text("registration,criterion,value\nMY-HOA,nong-thon-moi,99\n", "utf-8")
    ran = run("sh", "nightly.sh", "2024-03")
    assert (ran.returncode, ran.stdout) == (3, ""), ran.stderr
    told = "refused; see inbox/sai.csv.told and, where it is there, inbox/sai.csv.rejected.csv"
    assert ran.stderr == f"inbox/sai.csv: {told}\n"
    assert json.loads((tmp_path / "receipts.ndjson").read_text("utf-8"))["created"] == 377
    assert (tmp_path / "done" / "huyện.csv").is_file()
    assert json.loads((inbox / "sai.csv.told").read_text("utf-8"))["code"] == "score-above-maximum"
    assert "MY-HOA" in (tmp_path / "standings-2024-03.csv").read_text("utf-8")
    again = run("sh", "nightly.sh", "2024-03")
    assert (again.returncode, again.stderr) == (3, ran.stderr)


def test_every_heading_a_file_may_have_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for kind, layouts in LAYOUTS.items():
        told = {
            column.name: f"{'' if column.required else '*'}`{column.name}` {', '.join(column.other_names)}"
            for layout in layouts
            for column in layout.columns
        }
        assert f"| {kind} | {'; '.join(told.values())} |\n" in readme

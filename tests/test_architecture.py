"""Every rule about the code: layers, style, types, start-up, documented commands."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.core import TyperGroup

from conftest import Thidua
from thidua.cli.assembly import build

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


def test_imports_go_one_way() -> None:
    ran = _run(str(BIN / "lint-imports"))
    assert ran.returncode == 0, ran.stdout


def test_the_style_is_kept() -> None:
    ran = _run(str(BIN / "ruff"), "check", "--output-format", "concise")
    assert ran.returncode == 0, ran.stdout


def test_the_format_is_kept() -> None:
    ran = _run(str(BIN / "ruff"), "format", "--check")
    assert ran.returncode == 0, ran.stdout


def test_types_are_strict() -> None:
    ran = _run(str(BIN / "mypy"))
    assert ran.returncode == 0, ran.stdout


NO_LEDGER = 10
HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "yaml", "rich.table", "rich.console", "sqlite3")


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["register", "--help"], ["report", "--help"]])
def test_asking_for_help_loads_neither_ledger_nor_tables(words: list[str]) -> None:
    code = (
        "import json, sys; from thidua.cli import main; main(json.loads(sys.argv[1]));"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    ran = _run(sys.executable, "-c", code, json.dumps(words))
    assert ran.returncode == 0
    loaded = set(json.loads(ran.stderr.splitlines()[-1]))
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "words",
    [
        ["score", "A", "b", "1", "--month", "2024-03"],
        ["import", "scores", "scores.csv"],
        ["evaluate", "--month", "2024-03"],
        ["report", "standings"],
        ["register", "A", "--unit", "B", "--content", "c"],
    ],
    ids=lambda words: words[0],
)
def test_a_command_on_a_ledger_does_not_load_what_defines_its_tables(words: list[str], tmp_path: Path) -> None:
    """Nor what maps rows to objects: the statements of a ledger name its tables (``ledger.named``)."""
    code = (
        "import json, sys; from thidua.cli import main; code = main(json.loads(sys.argv[1]));"
        "print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)"
    )
    file = tmp_path / "scores.csv"
    file.write_text("registration,criterion,value\n", "utf-8")
    missing = [str(file) if word == file.name else word for word in words] + ["--db", str(tmp_path / "missing.db")]
    ran = _run(sys.executable, "-c", code, json.dumps(missing))
    found, loaded = json.loads(ran.stderr.splitlines()[-1])
    assert found == NO_LEDGER
    assert "thidua.ledger.database" in loaded
    assert set(loaded).isdisjoint({"sqlmodel", "sqlalchemy.orm", "thidua.ledger.tables"})


def _commands(group: TyperGroup, path: str) -> list[str]:
    found = []
    for name, command in group.commands.items():
        full = f"{path} {name}"
        found += _commands(command, full) if isinstance(command, TyperGroup) else [full]
    return found


def _all_commands() -> list[str]:
    root = build()
    assert isinstance(root, TyperGroup)
    return _commands(root, "thidua")


@pytest.mark.parametrize("command", _all_commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    assert command in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("command", _all_commands())
def test_every_command_has_a_short_first_line_and_an_example(command: str, thidua: Thidua) -> None:
    ran = thidua(*command.split()[1:], "--help")
    lines = [line.strip() for line in ran.out.splitlines() if line.strip()]
    assert len(lines[1]) <= 60
    assert lines[2].startswith(command)


BANNED = {"service", "manager", "helper", "util", "utils", "common", "base", "core", "misc", "handler", "processor"} | {
    "data",
    "info",
    "impl",
}


def test_no_name_is_a_drawer_for_anything() -> None:
    words: dict[str, set[str]] = {}
    for path in (ROOT / "src").rglob("*.py"):
        classes = [node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ClassDef)]
        for name in (path.stem, *classes):
            words[name] = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name)}
    # VoteBase is the field's word: the base of which a share of votes is taken
    assert [name for name, parts in words.items() if parts & BANNED and name != "VoteBase"] == []


OURS = {"LICENSE", "README.md", "campaigns", "pyproject.toml", "src", "tests"}


def test_nothing_else_lies_at_the_top() -> None:
    listed = _run("git", "ls-files")
    assert listed.returncode == 0, listed.stderr
    top = {path.partition("/")[0] for path in listed.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} == OURS


def _functions() -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node)
        for path in sorted((ROOT / "src").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_no_function_is_longer_than_forty_lines() -> None:
    assert [place for place, node in _functions() if (node.end_lineno or 0) - node.lineno >= 40] == []


def test_no_function_takes_more_than_six_things() -> None:
    # a command takes as many options as its form has fields
    others = [(place, node.args) for place, node in _functions() if "/cli/" not in place]
    many = [place for place, taken in others if len(taken.posonlyargs + taken.args + taken.kwonlyargs) > 6]
    assert many == []


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    modules = sorted((ROOT / "src").rglob("*.py"))
    assert [str(path) for path in modules if len(path.read_text("utf-8").splitlines()) > 300] == []

"""``thidua demo``: the whole story, by commands that anybody may type again."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import NOW, ROOT, Thidua
from thidua.cli.story import STORY

COMMANDS = sum(len(chapter.commands) for chapter in STORY)


def told(thidua: Thidua, *words: str) -> str:
    """Give the story; it is all on stdout."""
    ran = thidua("demo", *words)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def commands(story: str) -> list[str]:
    """Give the commands a story prints, as lines of a shell."""
    return [line.removeprefix("$ ") for line in story.splitlines() if line.startswith("$ ")]


def test_it_prints_every_command_in_order_under_the_title_of_its_chapter(thidua: Thidua) -> None:
    story = told(thidua)
    titled = [line.removeprefix("# ") for line in story.splitlines() if line.startswith("# ")]
    assert titled == [chapter.title for chapter in STORY]
    typed = commands(story)
    assert typed.pop(0) == "export THIDUA_DB=thidua-demo.db"
    # the files that come with the program are printed with their folder
    bare = [re.sub(r"\S*/(\S+\.(?:yaml|csv))", r"\1", line) for line in typed]
    listed = [shlex.join(["thidua", *shlex.split(command)]) for chapter in STORY for command in chapter.commands]
    assert bare == listed
    ending = "The story is in thidua-demo.db. Look around: thidua status, thidua report standings …"
    assert story.splitlines()[-1] == ending


def test_it_tells_the_end_of_the_story(thidua: Thidua) -> None:
    story = told(thidua)
    assert (
        "AN-HIEP (Xã An Hiệp) recognised beside MY-HOA by 310/QĐ-MAU: caught up.\n"
        "TAN-THUY (Xã Tân Thủy) recognised beside MY-HOA by 310/QĐ-MAU: surpassed.\n"
    ) in story
    assert "MY-HOA\tXã Mỹ Hòa\t5\t2024-04-10\t2024-04-15\t2\t2\t2\tdone\n" in story


def test_typing_its_commands_again_on_a_new_ledger_tells_the_same(tmp_path: Path) -> None:
    """Tell the story in a process of its own, then type what it printed into a shell, on another ledger."""
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    program = bin_folder / "thidua"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m thidua "$@"\n', "utf-8")
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
    }

    def run(line: str) -> str:
        ran = subprocess.run(
            ["sh", "-ec", line],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert ran.returncode == 0, ran.stdout
        return ran.stdout

    story = run("thidua demo")
    again = "; ".join(
        ["export THIDUA_DB=again.db", *(f"echo {shlex.quote('$ ' + line)}; {line}" for line in commands(story)[1:])]
    )
    without_titles = [line for line in story.splitlines()[1:-2] if line and not line.startswith("# ")]
    typed = [line for line in run(again).replace("again.db", "thidua-demo.db").splitlines() if line]
    assert typed == without_titles


def test_told_twice_in_one_folder_it_leaves_the_first_ledger_alone(thidua: Thidua) -> None:
    told(thidua)
    first = Path("thidua-demo.db").read_bytes()
    second = told(thidua)
    assert commands(second)[0] == "export THIDUA_DB=thidua-demo-2.db"
    assert Path("thidua-demo.db").read_bytes() == first
    assert sorted(path.name for path in Path().glob("*.db*")) == ["thidua-demo-2.db", "thidua-demo.db"]


def test_it_does_not_touch_a_ledger_that_is_there(thidua: Thidua) -> None:
    assert thidua("init", "--db", "mine.db").code == 0
    before = Path("mine.db").read_bytes()
    ran = thidua("demo", "--db", "mine.db")
    assert (ran.code, ran.err) == (
        3,
        "Error: mine.db is already there and was left as it is. Give another file with --db.\n",
    )
    assert Path("mine.db").read_bytes() == before


def test_as_json_it_is_one_object(thidua: Thidua) -> None:
    ran = thidua("demo", "--json", "--db", "a b.db")
    whole = json.loads(ran.out)
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
    assert list(whole) == ["schema", "ledger", "commands"]
    assert (whole["schema"], whole["ledger"], len(whole["commands"])) == ("thidua.demo/1", "a b.db", COMMANDS)
    assert all(command.startswith("thidua ") for command in whole["commands"])


def test_quiet_it_tells_nothing_and_makes_the_same_ledger(thidua: Thidua) -> None:
    assert told(thidua, "--quiet", "--db", "a.db") == ""
    told(thidua, "--db", "b.db")
    assert thidua("status", "--db", "a.db") == thidua("status", "--db", "b.db")


def test_a_ledger_with_a_space_in_its_name_is_quoted_as_a_shell_wants_it(thidua: Thidua) -> None:
    assert commands(told(thidua, "--db", "a b.db"))[0] == "export THIDUA_DB='a b.db'"


@pytest.mark.parametrize("place", ["toml", "flag", "environment"])
def test_a_campaign_chosen_for_other_work_does_not_spoil_it(
    thidua: Thidua, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ()
    if place == "toml":
        Path("thidua.toml").write_text('campaign = "other"\n', "utf-8")
    elif place == "flag":
        words = ("--campaign", "other")
    else:
        monkeypatch.setenv("THIDUA_CAMPAIGN", "other")
    assert thidua("demo", *words).code == 0
    assert os.environ.get("THIDUA_CAMPAIGN") == ("other" if place == "environment" else None)


def test_the_actor_given_is_the_one_who_entered_the_scores(thidua: Thidua) -> None:
    assert thidua("demo", "--actor", "Phạm Thị Mẫu").code == 0
    words = ("explain", "MY-HOA", "--month", "2024-03", "--db", "thidua-demo.db", "--json")
    lines = json.loads(thidua(*words).out)["lines"]
    assert {line["actor"] for line in lines} == {"Phạm Thị Mẫu"}
    assert lines[0]["at"] == f"{NOW:%Y-%m-%dT%H:%M:%S+00:00}"

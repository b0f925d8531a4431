"""Many programs write into one ledger at once: none fails, none is lost, and whoever reads sees whole entries only."""

import json
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from reliability.contents import breaches, content
from reliability.programs import HERE, environment
from reliability.stages import OWN, SPARE
from reliability.tier import FULL

PROCESSES, COMMANDS = (16, 250) if FULL else (4, 25)
LONGEST = 30
PAUSE = 0.2
APRIL = ("--month", "2024-04")
LINES = ("nong-thon-moi", "thu-ngan-sach", "sinh-hoat-chi-bo")


def commands_of(writer: int, number: int, folder: Path) -> list[list[str]]:
    """Give so many mixed commands of one writer; it registers its own units, and scores those only."""
    found: list[list[str]] = []
    turn = 0
    while len(found) < number:
        found += _round(f"W{writer}N{turn % SPARE}", turn // SPARE, folder)
        turn += 1
    return found[:number]


def _round(code: str, lap: int, folder: Path) -> list[list[str]]:
    own = folder / f"{code}-{lap}.csv"
    own.write_text(f"registration,criterion,value\n{code},{LINES[1]},{lap + 1}\n{code},{LINES[2]},1\n", "utf-8")
    supplement = ("--supplement", "--item", f"việc {lap} | 2 ha | 2024-09-30")
    more = ("--update", "--reason", "sửa")
    return [
        ["register", code, "--unit", code, *OWN] if lap == 0 else ["register", code, *supplement],
        ["score", code, LINES[0], str(lap + 1), *APRIL, "--reason", "chấm"],
        ["status", "R0", "--json"],
        ["import", "scores", str(own), *APRIL, *more],
        ["publicise", "R0", "--channel", f"đài {code}", "--on", "2024-04-20"],
        ["evaluate", *APRIL],
        ["learn", code, "--from", "R0", "--on", f"2024-05-{lap + 10}", "--form", "tham quan"],
        ["report", "standings", "--month", "2024-03"],
        ["score", code, LINES[0], "3,5", *APRIL, "--reason", f"sửa {lap}"],
        ["explain", code, *APRIL],
    ]


def _give(process: "subprocess.Popen[str]", commands: list[list[str]]) -> None:
    assert process.stdin
    with process.stdin as stream:
        stream.writelines(json.dumps(words) + "\n" for words in commands)


def _expected(before, orders):
    """Count what must have been added, of what writes one row with every command."""
    said = [words for commands in orders for words in commands]

    def number(*start: str) -> int:
        return sum(words[: len(start)] == [*start] for words in said)

    registered = len([words for words in said if words[0] == "register" and "--unit" in words])
    return {
        "registration": len(before["registration"]) + registered,
        "publicity": len(before["publicity"]) + number("publicise"),
        "learning": len(before["learning"]) + number("learn"),
    }


@pytest.fixture
def writers():
    """Start programs, and end those still running when the test has ended."""
    with ExitStack() as stack:

        def start() -> "subprocess.Popen[str]":
            process = subprocess.Popen(
                [sys.executable, HERE / "writing.py"],
                env=environment(THIDUA_WAIT=str(LONGEST)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=Path.cwd(),
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        yield start


def test_many_programs_write_at_once_and_nobody_waits_in_vain(
    writers, stages, folder, monkeypatch, record_property, capsys
):
    ledger = stages.copy("raced", folder) / "thidua.db"
    monkeypatch.chdir(folder)
    before = content(ledger)
    orders = [commands_of(writer, COMMANDS, folder) for writer in range(PROCESSES)]
    processes = [writers() for _ in orders]
    answers: list[list[list]] = [[] for _ in orders]
    threads = [
        threading.Thread(target=lambda p=process, a=answer: a.extend(map(json.loads, p.stdout)))
        for process, answer in zip(processes, answers, strict=True)
    ]
    for process, commands in zip(processes, orders, strict=True):
        _give(process, commands)
    for thread in threads:
        thread.start()
    looks = 0
    while any(thread.is_alive() for thread in threads):
        assert breaches(ledger) == []
        looks += 1
        time.sleep(PAUSE)  # a reader that never rests would keep every writer from ending
    for process in processes:
        process.stdout.close()
    failed = [(w, a) for ws, xs in zip(orders, answers, strict=True) for w, a in zip(ws, xs, strict=True) if a[0]]
    assert failed == []
    longest = max(seconds for answer in answers for _, seconds, _ in answer)
    record_property("longest_command_seconds", longest)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{PROCESSES} x {COMMANDS} commands: the longest took {longest} s; {looks} looks meanwhile\n"
        )
    after = content(ledger)
    assert {name: len(after[name]) for name in _expected(before, orders)} == _expected(before, orders)
    assert [row[0] for row in sorted(after["entry"])] == list(range(1, len(after["entry"]) + 1))
    assert breaches(ledger) == []
    assert longest < LONGEST

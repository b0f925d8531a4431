"""The edges of a ledger: what is no file, what is reached through a link, who interrupts, who no longer listens."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from reliability.contents import breaches, content, count
from reliability.drills import DRILLS
from reliability.programs import PROGRAM, environment
from reliability.stages import MONTH
from reliability.tier import FULL, SEED, chance

INTERRUPTIONS = 200 if FULL else 3
IMPORT = ("import", "scores", "scores.csv", *MONTH)
READ, WRITE = ("status",), ("publicise", "R0", "--channel", "radio")
PATIENCE = 20


def _refusal(programs, words, folder: Path) -> tuple[int, str]:
    """Run a command that must end by itself: one that waits for a pipe would wait for ever."""
    number = programs.begin(words, folder)
    deadline = time.monotonic() + PATIENCE
    while Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
        if time.monotonic() > deadline:
            os.kill(number, signal.SIGKILL)
            break
        time.sleep(0.005)
    ended = programs.end()
    return ended.code, ended.err


@pytest.mark.parametrize("words", [READ, WRITE], ids=" ".join)
@pytest.mark.parametrize("kind", ["pipe", "/dev/null", "/dev/zero", "/dev/full"])
def test_a_pipe_or_a_device_is_no_ledger(programs, tmp_path, kind, words):
    if kind == "pipe":
        os.mkfifo(tmp_path / kind)
    told = f"Error: {kind} is a pipe or a device, not a ledger. Give a file with --db.\n"
    assert _refusal(programs, (*words, "--db", kind), tmp_path) == (10, told)
    code, _ = _refusal(programs, ("init", "--db", kind), tmp_path)
    assert code == 3


def test_a_report_for_a_device_leaves_the_device_in_its_place(programs, stages, folder):
    stages.copy("evaluated", folder)
    (folder / "null").symlink_to("/dev/null")
    for place in ("/dev/null", "null"):
        assert programs.run(("report", "-o", place, "--format", "csv"), folder).code == 0
    assert Path("/dev/null").is_char_device()
    assert (folder / "null").is_symlink()
    assert programs.run(("report", "-o", "/dev/full", "--format", "csv"), folder).code == 13


def test_a_report_may_be_written_into_a_pipe_and_into_what_stdout_is(programs, stages, folder):
    stages.copy("evaluated", folder)
    asked = ("report", "standings", *MONTH, "--format", "csv")
    expected = programs.run(asked, folder).out
    os.mkfifo(folder / "pipe")
    with subprocess.Popen(["cat", folder / "pipe"], stdout=subprocess.PIPE, text=True) as reader:
        assert programs.run((*asked, "-o", "pipe"), folder).code == 0
        assert reader.communicate(timeout=PATIENCE)[0] == expected
    # of a regular file, too: its name in /dev is not the file
    assert programs.run((*asked, "-o", "/dev/stdout"), folder).out == expected
    assert Path("/dev/stdout").is_symlink()


def test_a_ledger_behind_a_link_is_the_ledger_itself(programs, stages, folder, tmp_path):
    stages.copy("registered", folder)
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.db"
    link.symlink_to(folder / "thidua.db")
    by_link = (*IMPORT, "--db", str(link))
    before = content(folder / "thidua.db")
    number = programs.begin(by_link, folder)
    _until_it_writes(folder)
    os.kill(number, signal.SIGKILL)
    programs.end()
    # whoever opens it by its own name finds the journal that was left, and rolls it back
    assert content(folder / "thidua.db") in (before, {**before, "score": content(link)["score"]})
    assert programs.run(by_link, folder).code == 0
    assert (link.is_symlink(), count(folder / "thidua.db", "score"), breaches(folder / "thidua.db")) == (True, 2000, [])
    assert programs.run(("init", "--db", str(link)), folder).code == 3
    assert [path.name for path in link.parent.iterdir()] == ["link.db"]


def _until_it_writes(folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not (folder / "thidua.db-journal").exists():
        assert time.monotonic() < deadline
        time.sleep(0.0005)


def _interrupted(words, folder: Path, moment: float) -> tuple[int, str]:
    with subprocess.Popen(
        [*PROGRAM, *words], cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        time.sleep(moment)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[1]
        return process.returncode, told


# before this Python is not yet itself, and nobody's program could answer
STARTED = 0.1


def test_an_interrupted_command_says_so_and_leaves_a_sound_ledger(trials):
    random, wrong = chance("interruptions"), {}
    for turn in range(INTERRUPTIONS):
        trial = trials(random.choice(DRILLS))
        folder = trial.set_up()
        moment = random.uniform(STARTED, 1.2)
        code, told = _interrupted(trial.drill.words, folder, moment)
        seen = trial.drill.looked_at(folder)
        found = [] if seen in (trial.before, trial.after) else ["neither as before nor as after"]
        # a shell calls both 130: within code that Python makes from text, the signal itself ends the program
        if code not in {0, 130, -signal.SIGINT} or "Traceback" in told or (code == 0 and seen != trial.after):
            found.append(f"{code}: {told}")
        found += [*map(str, breaches(folder / "thidua.db")), *trial.wrong_again(folder)]
        if found:
            wrong[turn, trial.drill.name, moment] = found
    assert wrong == {}, f"THIDUA_SEED={SEED}"


# a command that reads no file, and one that does
CLOSED = DRILLS if FULL else tuple(drill for drill in DRILLS if drill.name in {"register", "import-scores"})


@pytest.mark.parametrize("drill", CLOSED, ids=lambda drill: drill.name)
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"] if FULL else [">&- 2>&- <&-"])
def test_with_closed_streams_a_command_is_done_all_the_same(trials, drill, closed):
    trial = trials(drill)
    folder = trial.set_up()
    line = f'exec "$@" {closed}'
    command = ["bash", "-c", line, "-", *PROGRAM, *drill.words]
    ran = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    assert (ran.returncode, trial.drill.looked_at(folder) == trial.after) == (0, True), ran


def test_what_is_to_be_read_from_a_closed_stdin_is_refused(stages, folder):
    stages.copy("registered", folder)
    command = ["bash", "-c", 'exec "$@" <&-', "-", *PROGRAM, "import", "scores", "-", "--month", "2024-03"]
    ran = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False, text=True)
    assert (ran.returncode, ran.stdout) == (3, "")
    assert ran.stderr.startswith("Error: Stdin is closed")

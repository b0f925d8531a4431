"""Failing a command at one system call that writes, syncs, renames, links, cuts or removes, by strace.

A first run lists the calls that touch the drill's folder; each is a point, known by its name and by how manieth of that
name it is. A second run of the same command is failed just there: the process is killed, or the call refused.
"""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "pwrite64",
    "pwritev",
    "write",
    "writev",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "ftruncate",
    "truncate",
    "copy_file_range",
    "sendfile",
    "openat",
)
# what is done to the call at a point; the last is a disk that stays full from there on
FAULTS = {
    "killed": "signal=SIGKILL:when={at}",
    "full": "error=ENOSPC:when={at}",
    "broken": "error=EIO:when={at}",
    "full-for-good": "error=ENOSPC:when={at}+",
}
_FOR_GOOD = {"pwrite64", "pwritev"}
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)$")
_PATIENCE = 20.0


@dataclass(frozen=True)
class Point:
    """One call of a command, and what it touches there."""

    call: str
    at: int
    file: str

    def __str__(self) -> str:
        return f"{self.call} {self.at} of {self.file}"

    def faults(self) -> list[str]:
        """Give what may happen there."""
        return [name for name in FAULTS if name != "full-for-good" or self.call in _FOR_GOOD]


def hindrance(programs, folder: Path) -> str | None:
    """Say why no system call can be failed here; None when it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    folder.mkdir()
    try:
        traced(programs, ("--version",), folder, None)
    except RuntimeError as error:
        return f"strace may not trace here ({error})"
    return None


def points(programs, words: Sequence[str], folder: Path) -> list[Point]:
    """Run a command once and list its points, in their order."""
    ended, trace = traced(programs, words, folder, None)
    assert ended.code == 0, ended
    return _points(trace, folder)


def failed(programs, words: Sequence[str], folder: Path, point: Point, fault: str):
    """Run a command, fail it at a point, and give how it ended; the fault must have fallen where it was meant."""
    ended, trace = traced(programs, words, folder, f"{point.call}:{FAULTS[fault].format(at=point.at)}")
    last = _points(trace, folder)
    fell = last[-1:] if fault == "killed" else [p for p, line in _lines(trace, folder) if "(INJECTED)" in line][:1]
    assert fell == [point], f"the command ran otherwise than before: {fell}, not {point}"
    return ended


def traced(programs, words: Sequence[str], folder: Path, injection: str | None):
    """Run a command under strace; give how it ended, and the trace. Its stdout is a file in the folder."""
    trace = folder.parent / "trace"
    command = ["strace", "-y", "-s", "0", "-o", str(trace), "-e", f"trace={','.join(CALLS)}"]
    command += [] if injection is None else ["-e", f"inject={injection}"]
    number = programs.begin(words, folder, stopped=True, out=folder / "stdout")
    _wait_until(lambda: _state(number) == "T")
    tracer = subprocess.Popen([*command, "-p", str(number)], stderr=subprocess.PIPE, text=True, env={**os.environ})
    assert tracer.stderr
    attached = tracer.stderr.readline()
    if "attached" not in attached:
        os.kill(number, signal.SIGKILL)
        os.kill(number, signal.SIGCONT)
        programs.end()
        tracer.communicate()
        raise RuntimeError(attached.strip())
    os.kill(number, signal.SIGCONT)
    ended = programs.end()
    tracer.communicate()
    return ended, trace.read_text("utf-8", "replace")


def _wait_until(is_so) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "the command did not get ready"
        time.sleep(0.002)


def _state(number: int) -> str:
    return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]


def _points(trace: str, folder: Path) -> list[Point]:
    return [point for point, _ in _lines(trace, folder)]


def _lines(trace: str, folder: Path):
    """Give the points of a trace with their lines."""
    counts: dict[str, int] = {}
    for line in trace.splitlines():
        found = _CALL.match(line)
        if not found or found[1] not in CALLS:
            continue
        call = found[1]
        counts[call] = counts.get(call, 0) + 1
        file = _touched(call, found[2], folder)
        if file is not None:
            yield Point(call, counts[call], file), line


def _touched(call: str, told: str, folder: Path) -> str | None:
    """Name the file of the folder that a call changes; a random part of its name is left out."""
    if call == "openat":
        path = re.match(r'[^,]*, "([^"]*)"', told)
        if path is None or "O_CREAT" not in told or not path[1].startswith(f"{folder}/"):
            return None
        name = path[1]
    else:
        path = re.search(rf"{re.escape(str(folder))}[^>\"]*", told)
        if path is None:
            return None
        name = path[0]
    told = name.removeprefix(str(folder)).removeprefix("/")
    return re.sub(r"(\.\w+\.csv\.|\.thidua-\w+-)[^.]*", r"\1…", told) or "."

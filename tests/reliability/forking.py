"""Runs commands of thidua, each in a process forked from one that has loaded the program and told a whole story.

An order is a JSON line on stdin: ``words``, ``folder``, ``out`` and ``err`` (files), ``stopped``; and, as wanted,
``limit`` (of bytes a file may have), ``umask``, ``user`` (its number). The answer is the number of the process; an
empty line asks how it ended, and the answer is its exit code, or minus the signal. Until it is asked for, its number is
nobody else's, so that it may be sent signals.
"""

import codecs
import ctypes
import importlib
import io
import json
import os
import pkgutil
import resource
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import thidua
from thidua.cli import main

NOW = datetime(2024, 12, 31, 3, 0, tzinfo=UTC)
_MAY_BE_TRACED_BY, _ANYBODY = 0x59616D61, -1


def _loaded():
    for module in pkgutil.walk_packages(thidua.__path__, "thidua."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    # looked up late by the program; whoever the process becomes may not be allowed to
    codecs.lookup("utf-8-sig")


def _practised():
    """Tell the story of the demo: what is compiled for it is there for every command: 0.15 s less each."""
    told = io.TextIOWrapper(io.BytesIO())
    with TemporaryDirectory() as folder, redirect_stdout(told), redirect_stderr(told):
        code = main(["demo", "--db", str(Path(folder) / "story.db")], now=NOW)
    assert code == 0, told.buffer.getvalue()


def _obey(order):
    os.chdir(order["folder"])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in ((1, order["out"]), (2, order["err"])):
        os.dup2(os.open(name, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), number)
    if "umask" in order:
        os.umask(order["umask"])
    if "limit" in order:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], order["limit"]))
    if "user" in order:
        os.setgroups([])
        os.setresuid(order["user"], order["user"], order["user"])
    if order["stopped"]:
        ctypes.CDLL(None).prctl(_MAY_BE_TRACED_BY, _ANYBODY, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
    return main(order["words"], now=NOW)


def _serve():
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = _obey(json.loads(line))
            finally:
                os._exit(code)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdin.readline()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _loaded()
    _practised()
    _serve()

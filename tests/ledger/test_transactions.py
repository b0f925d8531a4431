"""One command is stored whole or not at all: beside other writers, under readers, when killed, on a full disk."""

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from conftest import BA_TRI
from ledger.chain import Plain

WRITER = Path(__file__).parent / "writer.py"
COMMUNES = 900
MONTH = ("--month", "2024-03")
SCORES = ("import", "scores", "scores.csv", *MONTH)
PROGRAM = [sys.executable, "-m", "thidua"]
DUE = (  # lines of the shipped campaign that a commune is scored on every month
    "sinh-hoat-chi-bo",
    "cai-cach-hanh-chinh",
    "mat-tran-doan-the",
    "nong-thon-moi",
    "thu-ngan-sach",
    "thu-hut-dau-tu",
    "giai-phong-mat-bang",
    "von-ha-tang",
    "dao-tao-viec-lam",
    "an-ninh-vung-bien",
    "tuyen-truyen-dong-thuan",
    "doi-thoai-nhan-dan",
    "ke-hoach-dien-hinh",
)


def _look(question):
    with closing(sqlite3.connect("thidua.db", timeout=30, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        return question(connection)


def _breaches():
    return _look(lambda connection: Plain(connection).breaches())


def _count(table):
    return _look(lambda connection: connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])


@pytest.fixture(scope="session")
def made(tmp_path_factory, environment):
    """Make a ledger of many communes once, and a file of their scores of March not yet stored."""
    folder = tmp_path_factory.mktemp("made")

    def write(name, head, rows):
        (folder / name).write_text(head + "\n" + "\n".join(rows) + "\n", "utf-8")

    communes = range(COMMUNES)
    write("units.csv", "code,name,kind,parent\n836,Huyện,district,", [f"U{n},Xã {n},commune,836" for n in communes])
    rows = [f"R{n},U{n},2024-02-20,x,y,2024-12-01" for n in communes]
    write("registrations.csv", "code,unit,on,content,goal,deadline", rows)
    write("scores.csv", "registration,criterion,value", [f"R{n},{line},1" for n in communes for line in DUE])
    for words in (
        ("init",),
        ("launch", BA_TRI),
        ("import", "units", "units.csv"),
        ("import", "registrations", "registrations.csv"),
    ):
        subprocess.run([*PROGRAM, *words, "--quiet"], cwd=folder, env=environment, check=True)
    return folder


@pytest.fixture
def communes(made):
    """Give a copy of that ledger and of the file, here."""
    for name in ("thidua.db", "scores.csv"):
        shutil.copy(made / name, name)


def _writer(environment, commands):
    process = subprocess.Popen(
        [sys.executable, WRITER], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    process.stdin.write("".join(json.dumps(command) + "\n" for command in commands))
    process.stdin.close()
    return process


def _commands_of(writer):
    """Ten commands of one writer: it registers its own units, and scores lines no other writer does."""
    codes = [f"W{writer}{n}" for n in range(5)]
    own = ("--content", "x", "--goal", "y", "--deadline", "2024-12-01", "--on", "2024-02-25")
    yield from (["register", code, "--unit", f"N{code}", *own] for code in codes)
    yield from (["score", code, "nong-thon-moi", str(writer + 1), *MONTH] for code in codes)


@pytest.fixture
def writers(thidua, environment):
    """Start four programs that write into one ledger at once."""
    units = "".join(f"NW{w}{n},Xã {w}{n},commune,836\n" for w in range(4) for n in range(5))
    Path("units.csv").write_text("code,name,kind,parent\n836,Huyện,district,\n" + units, "utf-8")
    for command in (("init",), ("launch", BA_TRI), ("import", "units", "units.csv")):
        assert thidua(*command, "--quiet").code == 0
    processes = [_writer(environment, list(_commands_of(writer))) for writer in range(4)]
    yield processes
    for process in processes:
        process.kill()
        process.wait()
        process.stdout.close()


def test_several_programs_may_write_at_once_and_a_reader_sees_whole_entries_only(writers):
    seen = set()
    while any(process.poll() is None for process in writers):
        entries, breaches = _look(lambda connection: (len(Plain(connection).entries()), Plain(connection).breaches()))
        assert breaches == []
        seen.add(entries)
    assert [process.stdout.read().split() for process in writers] == [["0"] * 10] * 4
    assert [process.returncode for process in writers] == [0] * 4
    assert _look(lambda c: [seq for (seq,) in c.execute("SELECT seq FROM entry ORDER BY seq")]) == list(range(1, 44))
    assert (_count("registration"), _count("score"), _breaches()) == (20, 20, [])
    assert len(seen) > 2


@pytest.mark.usefixtures("communes")
def test_a_writer_that_waited_too_long_is_told_so_and_stores_nothing(thidua, monkeypatch):
    monkeypatch.setenv("THIDUA_WAIT", "0")
    with closing(sqlite3.connect("thidua.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert thidua(*SCORES).code == 11
        assert thidua("campaign", "list").code == 0
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        assert thidua("campaign", "list").code == 11
    assert thidua(*SCORES).code == 0


def _until_it_writes(process):
    while not Path("thidua.db-journal").exists():
        assert process.poll() is None, "the import ended before it could be stopped"
        time.sleep(0.0005)


_STOPPED = [(signal.SIGKILL, -signal.SIGKILL, later) for later in (0.0, 0.01, 0.03, 0.06)]
_STOPPED += [(sent, 130, later) for sent in (signal.SIGTERM, signal.SIGINT) for later in (0.0, 0.03)]


@pytest.mark.usefixtures("communes")
@pytest.mark.parametrize(("sent", "code", "later"), _STOPPED)
def test_an_import_that_is_stopped_is_stored_whole_or_leaves_nothing_and_can_be_run_again(
    thidua, environment, sent, code, later
):
    entries, content = _count("entry"), _look(lambda c: list(c.iterdump()))
    process = subprocess.Popen([*PROGRAM, *SCORES, "--quiet"], env=environment, stderr=subprocess.DEVNULL)
    _until_it_writes(process)
    time.sleep(later)
    process.send_signal(sent)
    ended = process.wait()
    if _count("entry") == entries:
        assert ended == code
        assert _look(lambda c: list(c.iterdump())) == content
        assert thidua(*SCORES, "--quiet").code == 0
    else:
        assert later > 0.0, "stopped as soon as it wrote, and yet it was stored"
    assert (_count("entry"), _count("score"), _breaches()) == (entries + 1, COMMUNES * len(DUE), [])
    assert _look(lambda c: c.execute("PRAGMA integrity_check").fetchall()) == [("ok",)]


def _limited(size):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.usefixtures("communes")
@pytest.mark.parametrize("room", [0, 8192, 100_000])
def test_a_disk_without_room_is_told_and_nothing_is_written(thidua, environment, room):
    ledger = Path("thidua.db")
    before = ledger.read_bytes()
    ran = subprocess.run(
        [*PROGRAM, *SCORES, "--json"],
        env=environment,
        preexec_fn=_limited(len(before) + room),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (13, "")
    assert json.loads(ran.stderr)["code"] in {"disk-full", "ledger-io"}
    assert _look(lambda c: c.execute("PRAGMA integrity_check").fetchall()) == [("ok",)]
    assert ledger.read_bytes() == before
    assert sorted(path.name for path in Path().glob("thidua.db*")) == ["thidua.db"]
    assert thidua(*SCORES, "--quiet").code == 0


def test_a_ledger_that_could_not_be_made_whole_leaves_no_file(environment):
    command = [*PROGRAM, "init", "--json"]
    ran = subprocess.run(
        command, env=environment, preexec_fn=_limited(10_000), capture_output=True, text=True, check=False
    )
    assert (ran.returncode, json.loads(ran.stderr)["exit_code"]) == (13, 13)
    assert list(Path().glob("*.db*")) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write where nobody else may")
@pytest.mark.usefixtures("communes")
def test_a_ledger_that_may_only_be_read_is_read_and_not_written(thidua):
    Path("thidua.db").chmod(0o400)
    assert thidua("campaign", "list").code == 0
    assert thidua(*SCORES).code == 13

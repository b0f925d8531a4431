"""``backup``: a copy of one moment, checked before it has its name; nothing is overwritten, nothing left over."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import small
from conftest import ROOT, Thidua
from ledger.chain import Plain
from small import LEDGER, done
from thidua.actions.backup import automatic_backup
from thidua.domain.occasion import Occasion
from thidua.errors import CheckFailed

AT = "20241031-1000"  # the tests' clock, in Vietnam


def _last(path: Path = LEDGER) -> tuple[int, str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        seq, told = connection.execute("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
        return seq, told


def _dump(path: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def _breaches(path: Path) -> list[tuple[int | None, str]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return Plain(connection).breaches()


@contextlib.contextmanager
def _unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, guard in guards:
            connection.execute(guard)
        connection.commit()


def _grouped(anchor: str) -> str:
    return "-".join(anchor[at : at + 4] for at in range(0, 16, 4))


@pytest.fixture
def ledger(thidua: Thidua) -> Thidua:
    return small.registered(thidua)


def test_a_backup_is_named_by_ledger_time_and_anchor_and_holds_what_the_ledger_does(ledger: Thidua) -> None:
    seq, told = _last()
    ran = done(ledger("backup"))
    file = Path(f"thidua-{AT}-{told[:16]}.db")
    assert ran.out == ""
    assert ran.err == (
        f"Backed up to {file}: entry {seq}, anchor {_grouped(told)}, {file.stat().st_size} bytes, checked.\n"
        f"Keep it where this computer's disk is not. To put it back: thidua restore {file}\n"
    )
    assert file.stat().st_mode & 0o777 == 0o600
    assert _dump(file) == _dump(LEDGER)
    assert _breaches(file) == []


def test_json_tells_the_file_the_entry_and_the_anchor(ledger: Thidua) -> None:
    seq, told = _last()
    ran = done(ledger("backup", "copy.db", "--json"))
    size = Path("copy.db").stat().st_size
    body = {"schema": "thidua.backup/1", "ledger": "thidua.db", "file": "copy.db", "entry": seq}
    assert json.loads(ran.out) == {**body, "anchor": _grouped(told), "bytes": size}


@pytest.mark.parametrize("kind", ["file", "link to nowhere"])
def test_a_name_that_is_taken_is_refused_and_left_as_it_is(ledger: Thidua, kind: str) -> None:
    if kind == "file":
        Path("copy.db").write_text("mine", "utf-8")
    else:
        Path("copy.db").symlink_to("nowhere")
    ran = ledger("backup", "copy.db")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "Error: copy.db is already there and was left as it is. Give the name of a new file.\n"
    assert Path("copy.db").is_symlink() or Path("copy.db").read_text("utf-8") == "mine"


def test_the_same_moment_backed_up_twice_under_the_usual_name_is_refused(ledger: Thidua) -> None:
    done(ledger("backup"))
    ran = ledger("backup")
    assert ran.code == 3
    assert "is already there and was left as it is" in ran.err
    assert len(list(Path().glob("thidua-*.db"))) == 1


def test_a_folder_and_a_folder_that_is_not_there_are_told_apart(ledger: Thidua, tmp_path: Path) -> None:
    Path("kept").mkdir()
    ran = ledger("backup", "kept")
    assert (ran.code, ran.err) == (
        3,
        "Error: kept is a folder. Give the name of a new file in it: kept/thidua.db\n",
    )
    ran = ledger("backup", "none/copy.db")
    assert (ran.code, ran.err) == (
        13,
        f"Error: none/copy.db cannot be written: there is no folder {tmp_path / 'none'}. Make it first.\n",
    )


def test_a_file_in_the_place_of_the_folder_of_backups_is_told(ledger: Thidua) -> None:
    Path("thidua-backups").write_text("mine", "utf-8")
    ran = ledger("close", "--month", "2024-03", "--force", "--reason", "thử")
    assert (ran.code, ran.err) == (
        13,
        "Error: thidua-backups should be a folder, and is a file. Move it away and run the command again.\n",
    )
    assert Path("thidua-backups").read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["sổ cái năm 2024.db", "a?b#c%20.db", "không-đuôi", "-x.db", "x" * 240 + ".db", ".db"])
def test_odd_names_of_the_ledger_are_kept(thidua: Thidua, name: str) -> None:
    done(thidua("init", f"--db=./{name}"))
    ran = done(thidua("backup", f"--db=./{name}", "--json"))
    file = Path(json.loads(ran.out)["file"])
    assert _dump(file) == _dump(Path(name))
    assert file.name.startswith(Path(name).stem[:200])
    assert len(file.name.encode()) <= 255


def test_a_ledger_that_is_not_sound_is_not_backed_up_and_nothing_is_left(ledger: Thidua) -> None:
    with _unguarded(LEDGER) as connection:
        connection.execute("UPDATE unit_state SET name = 'Xã Khác' WHERE id = 1")
    ran = ledger("backup", "copy.db")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == (
        "Error: The ledger thidua.db is not sound, so no backup of it was made: "
        "The rows of the entry are not those it wrote: at least one was changed. (unit 3, unit_state 3, 3) "
        "See: thidua verify --db thidua.db\n"
    )
    assert not Path("copy.db").exists()
    assert list(Path().glob(".thidua-*")) == []


def test_what_a_killed_backup_left_is_removed_by_the_next_one(ledger: Thidua, tmp_path: Path) -> None:
    code = (
        "import os, pathlib, signal; from thidua.ledger.placing import drafted\n"
        "with drafted(pathlib.Path('copy.db'), of=pathlib.Path('thidua.db')) as draft:\n"
        "    draft.path.write_bytes(b'half'); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=False)
    (left,) = Path().glob(".thidua-*.part")
    done(ledger("backup", "copy.db"))
    assert not left.exists()
    assert list(Path().glob(".thidua-*")) == []


def test_what_another_backup_is_writing_now_is_left_alone(ledger: Thidua) -> None:
    code = (
        "import pathlib, sys; from thidua.ledger.placing import drafted\n"
        "with drafted(pathlib.Path('copy.db'), of=pathlib.Path('thidua.db')):\n"
        "    print('ready', flush=True); sys.stdin.read()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "env": environment}
    with subprocess.Popen([sys.executable, "-c", code], **pipes) as other:
        other.stdout.readline()
        (theirs,) = Path().glob(".thidua-*.part")
        done(ledger("backup", "copy.db"))
        assert theirs.exists()
        other.stdin.close()
    assert list(Path().glob(".thidua-*")) == []


def test_a_backup_is_made_while_another_program_is_about_to_write(ledger: Thidua) -> None:
    with contextlib.closing(sqlite3.connect(LEDGER)) as other:
        other.execute("BEGIN IMMEDIATE")
        done(ledger("backup", "copy.db"))
        other.rollback()
    assert _breaches(Path("copy.db")) == []


def test_a_ledger_that_is_held_whole_is_busy(ledger: Thidua) -> None:
    with contextlib.closing(sqlite3.connect(LEDGER)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert ledger("backup", "copy.db").code == 11
    assert not Path("copy.db").exists()


def test_a_ledger_kept_with_a_write_ahead_log_is_copied_whole_into_one_file(ledger: Thidua) -> None:
    with contextlib.closing(sqlite3.connect(LEDGER)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        done(ledger("unit", "add", "9", "--name", "Xã Mẫu", "--kind", "commune"))
        done(ledger("backup", "copy.db"))
    alone = Path("alone")
    alone.mkdir()
    shutil.copy("copy.db", alone / "copy.db")
    assert _last(alone / "copy.db") == _last()


@pytest.mark.parametrize("db", ["none.db", "text.db"])
def test_what_is_no_ledger_is_not_backed_up(ledger: Thidua, db: str) -> None:
    Path("text.db").write_text("text", "utf-8")
    assert ledger("backup", "copy.db", "--db", db).code == 10
    assert not Path("copy.db").exists()


# --- automatic backups


def _occasion(minutes: int = 0) -> Occasion:
    return Occasion("Tester", datetime(2024, 10, 31, 3, 0, tzinfo=UTC) + timedelta(minutes=minutes), date(2024, 10, 31))


def test_an_automatic_backup_goes_to_a_private_folder_and_the_ten_newest_are_kept(ledger: Thidua) -> None:
    mine = Path("thidua-backups")
    made = [automatic_backup(LEDGER, occasion=_occasion(minute)).file for minute in range(12)]
    done(ledger("backup", mine / "mine.db"))
    done(ledger("backup", mine / f"thidua-20200101-0000-{'0' * 16}.db"))
    Path(mine / "other-20200101-0000-0123456789abcdef-auto.db").write_text("another ledger's", "utf-8")
    last = automatic_backup(LEDGER, occasion=_occasion(60)).file
    seq, told = _last()
    assert last == mine / f"thidua-20241031-1100-{told[:16]}-auto.db"
    kept = {*made[3:], last, mine / "mine.db", mine / f"thidua-20200101-0000-{'0' * 16}.db"}
    assert set(mine.iterdir()) == kept | {mine / "other-20200101-0000-0123456789abcdef-auto.db"}
    assert mine.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in made[3:]} == {0o600}
    assert _last(last) == (seq, told)


@pytest.mark.usefixtures("ledger")
def test_two_automatic_backups_of_one_minute_are_one() -> None:
    first, second = (automatic_backup(LEDGER, occasion=_occasion()) for _ in range(2))
    assert first == second
    assert len(list(Path("thidua-backups").iterdir())) == 1


@pytest.mark.usefixtures("ledger")
def test_a_clock_set_back_does_not_cost_the_new_backup() -> None:
    for minute in range(10):
        automatic_backup(LEDGER, occasion=_occasion(minute))
    early = automatic_backup(LEDGER, occasion=_occasion(-60)).file
    assert early.exists()
    assert len(list(Path("thidua-backups").iterdir())) == 10


@pytest.mark.usefixtures("ledger")
def test_older_backups_stay_when_the_new_one_is_not_sound() -> None:
    made = {automatic_backup(LEDGER, occasion=_occasion(minute)).file for minute in range(10)}
    with _unguarded(LEDGER) as connection:
        connection.execute("UPDATE entry SET summary = 'other' WHERE seq = 2")
    with pytest.raises(CheckFailed):
        automatic_backup(LEDGER, occasion=_occasion(60))
    assert set(Path("thidua-backups").iterdir()) == made

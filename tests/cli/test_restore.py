"""``restore``: a checked backup in the ledger's place, the present ledger kept; refused before anything is touched."""

import contextlib
import errno
import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import small
from conftest import ROOT, Thidua
from ledger.chain import Plain
from small import LEDGER, done
from thidua.ledger.database import SCHEMA_VERSION

COPY = Path("copy.db")
KEPT = Path("thidua-before-restore-20241031-100000.db")
UNIT = ("unit", "add", "9", "--name", "Xã Mẫu", "--kind", "commune")
FROZEN = ROOT / "tests" / "ledger" / "frozen" / "schema-2.db.gz"


def _dump(path: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def _anchor(path: Path) -> str:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        (told,) = connection.execute("SELECT hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    return "-".join(told[at : at + 4] for at in range(0, 16, 4))


@pytest.fixture
def backed(thidua: Thidua) -> Thidua:
    """A ledger of four entries and a backup of it, and one entry more."""
    small.registered(thidua)
    done(thidua("backup", COPY))
    done(thidua(*UNIT))
    return thidua


def test_a_backup_takes_the_ledgers_place_and_the_ledger_is_kept(backed: Thidua) -> None:
    before, anchor = _dump(LEDGER), _anchor(LEDGER)
    ran = done(backed("restore", COPY))
    assert ran.out == ""
    assert ran.err == (
        f"thidua.db is what copy.db holds now: entry 4, anchor {_anchor(COPY)}.\n"
        f"What it was before is in {KEPT}: entry 5, anchor {anchor}.\n"
        "Note: the backup is older: 1 entries recorded since, 5 to 5, are only in the ledger that was kept.\n"
        "Next: thidua status\n"
    )
    assert _dump(LEDGER) == _dump(COPY)
    assert _dump(KEPT) == before
    assert {path.stat().st_mode & 0o777 for path in (LEDGER, KEPT)} == {0o600}
    assert list(Path().glob(".thidua-*")) == []
    with contextlib.closing(sqlite3.connect(LEDGER)) as connection:
        assert Plain(connection).breaches() == []


def test_what_was_lost_can_be_had_again_from_what_was_kept(backed: Thidua) -> None:
    before = _dump(LEDGER)
    done(backed("restore", COPY))
    done(backed("restore", KEPT))
    assert _dump(LEDGER) == before
    assert Path(f"{KEPT.stem}-2.db").exists()  # of the same second: nothing is overwritten


def test_json_tells_both_ledgers_and_what_is_lost(backed: Thidua) -> None:
    former = _anchor(LEDGER)
    told = json.loads(done(backed("restore", COPY, "--json")).out)
    notes = told.pop("notes")
    assert told == {
        "schema": "thidua.restore/1",
        "ledger": "thidua.db",
        "file": "copy.db",
        "entry": 4,
        "anchor": _anchor(COPY),
        "kept": str(KEPT),
        "former_entry": 5,
        "former_anchor": former,
        "lost": 1,
    }
    assert [(note["code"], note["facts"]) for note in notes] == [("restored-older", {"lost": 1, "first": 5, "last": 5})]


def test_a_backup_that_branched_off_and_one_of_another_ledger_are_told(backed: Thidua) -> None:
    done(backed("restore", COPY, "-q"))
    done(backed("unit", "add", "8", "--name", "Xã Khác", "--kind", "commune"))
    told = json.loads(done(backed("restore", KEPT, "--json")).out)
    assert [(note["code"], note["facts"]) for note in told["notes"]] == [
        ("restored-branched", {"shared": 4, "lost": 1, "first": 5, "last": 5})
    ]
    done(backed("init", "--db", "other.db"))
    told = json.loads(done(backed("restore", "other.db", "--json")).out)
    assert [(note["code"], note["facts"]) for note in told["notes"]] == [("restored-another", {"entries": 5})]
    assert told["lost"] == 5


def test_restoring_what_the_ledger_is_already_loses_nothing(backed: Thidua) -> None:
    done(backed("backup", "now.db"))
    told = json.loads(done(backed("restore", "now.db", "--json")).out)
    assert (told["lost"], told["notes"], told["entry"], told["former_entry"]) == (0, [], 5, 5)


def test_where_there_is_no_ledger_it_is_made(backed: Thidua) -> None:
    ran = done(backed("restore", COPY, "--db", "sổ mới.db"))
    assert ran.err == (f"sổ mới.db is what copy.db holds now: entry 4, anchor {_anchor(COPY)}.\nNext: thidua status\n")
    assert _dump(Path("sổ mới.db")) == _dump(COPY)
    assert Path("sổ mới.db").stat().st_mode & 0o777 == 0o600


def test_of_a_link_the_file_behind_it_is_replaced(backed: Thidua) -> None:
    Path("real").mkdir()
    LEDGER.rename("real/ledger.db")
    LEDGER.symlink_to("real/ledger.db")
    done(backed("restore", COPY))
    assert LEDGER.is_symlink()
    assert _dump(Path("real/ledger.db")) == _dump(COPY)


# --- files that cannot be relied on


def _bytes(change) -> None:
    COPY.write_bytes(change(COPY.read_bytes()))


def _sql(*statements: str) -> None:
    with contextlib.closing(sqlite3.connect(COPY)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in (*statements, *(guard for _, guard in guards)):
            connection.execute(statement)
        connection.commit()


def _foreign() -> None:
    COPY.unlink()
    with contextlib.closing(sqlite3.connect(COPY)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")


def _folder() -> None:
    COPY.unlink()
    COPY.mkdir()


UNSOUND = "copy.db cannot be relied on: {} Nothing was changed; take another backup."
REFUSED = {
    "a folder": (_folder, 3, "copy.db is a folder. Give the name of a backup in it."),
    "not there": (COPY.unlink, 3, "There is no file copy.db. Check the name and the folder."),
    "empty": (
        lambda: _bytes(lambda _: b""),
        10,
        "copy.db is no copy of a thidua ledger. Nothing was changed; give another file.",
    ),
    "text": (
        lambda: _bytes(lambda _: b"text"),
        10,
        "copy.db is no copy of a thidua ledger. Nothing was changed; give another file.",
    ),
    "another program's": (
        _foreign,
        10,
        "copy.db is no copy of a thidua ledger. Nothing was changed; give another file.",
    ),
    "cut in the middle": (
        lambda: _bytes(lambda whole: whole[: len(whole) // 2]),
        4,
        "copy.db is damaged and cannot be read. Nothing was changed; take another backup.",
    ),
    "newer": (
        lambda: _sql(f"PRAGMA user_version = {SCHEMA_VERSION + 1}"),
        12,
        (
            f"copy.db was written by a newer thidua (schema {SCHEMA_VERSION + 1}; this program knows {SCHEMA_VERSION})"
            ". Nothing was changed; install the newer program."
        ),
    ),
    "older": (
        lambda: COPY.write_bytes(gzip.decompress(FROZEN.read_bytes())),
        12,
        (
            f"copy.db has schema 2, older than this program's {SCHEMA_VERSION}. Nothing was changed; make a copy of "
            "the file, upgrade the copy with thidua upgrade --db COPY, and restore that."
        ),
    ),
    "a row changed": (
        lambda: _sql("UPDATE unit_state SET name = 'Xã Khác' WHERE id = 1"),
        4,
        UNSOUND.format(
            "The rows of the entry are not those it wrote: at least one was changed. (unit 3, unit_state 3, 3)"
        ),
    ),
    "a row of nobody": (
        lambda: _sql("INSERT INTO unit (id, entry, code) VALUES (99, 4, 'x')"),
        4,
        UNSOUND.format("The entry wrote another number of rows than are there: rows were added or removed. (4)"),
    ),
    "an entry changed": (
        lambda: _sql("UPDATE entry SET summary = 'other' WHERE seq = 2"),
        4,
        UNSOUND.format("The entry's hash is not that of what it says: it was changed after it was written. (entry, 2)"),
    ),
    "an entry cut out": (
        lambda: _sql("PRAGMA foreign_keys = OFF", "UPDATE entry SET seq = 9 WHERE seq = 4"),
        4,
        UNSOUND.format("The row refers to a row that is not there. (content_item)"),
    ),
    "a reference to nothing": (
        lambda: _sql("UPDATE registration SET unit = 99 WHERE id = 1"),
        4,
        UNSOUND.format("The row refers to a row that is not there. (registration, 1)"),
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_relied_on_is_refused_before_the_ledger_is_touched(backed: Thidua, kind: str) -> None:
    spoil, code, message = REFUSED[kind]
    before = LEDGER.read_bytes()
    spoil()
    ran = backed("restore", COPY)
    told = ran.err.replace("A row of content_item", "A row of registration")
    assert (ran.code, ran.out, told) == (code, "", f"Error: {message}\n")
    assert LEDGER.read_bytes() == before
    assert not [path for path in Path().iterdir() if "before-restore" in path.name or path.name.startswith(".thidua")]


def test_the_ledger_itself_is_no_backup_of_it(backed: Thidua) -> None:
    Path("link.db").symlink_to(LEDGER)
    for file in (LEDGER, Path("link.db")):
        ran = backed("restore", file)
        assert (ran.code, ran.err) == (3, f"Error: {file} is the ledger itself. Give a backup of it.\n")


# --- the ledger that is there


@pytest.mark.parametrize("content", [b"", b"a letter", "sqlite"])
def test_what_is_no_ledger_is_never_replaced(backed: Thidua, content: bytes | str) -> None:
    LEDGER.unlink()
    if isinstance(content, str):
        with contextlib.closing(sqlite3.connect(LEDGER)) as connection:
            connection.execute("CREATE TABLE recipe (name TEXT)")
    else:
        LEDGER.write_bytes(content)
    before = LEDGER.read_bytes()
    ran = backed("restore", COPY)
    assert ran.code == 10
    assert ran.err == (
        "Error: thidua.db is no thidua ledger, and was left as it is. "
        "Give another place with --db, or move that file away.\n"
    )
    assert LEDGER.read_bytes() == before


def test_a_damaged_ledger_is_replaced_and_kept_as_it_is(backed: Thidua) -> None:
    whole = LEDGER.read_bytes()
    LEDGER.write_bytes(whole[: len(whole) // 2])
    Path("thidua.db-journal").write_bytes(b"not a journal")
    damaged = LEDGER.read_bytes()
    ran = done(backed("restore", COPY))
    assert ran.err == (
        f"thidua.db is what copy.db holds now: entry 4, anchor {_anchor(COPY)}.\n"
        f"What it was before is in {KEPT}; it could not be read.\n"
        "Note: the ledger that was there could not be read; nothing says what it had recorded since.\n"
        "Next: thidua status\n"
    )
    assert KEPT.read_bytes() == damaged
    assert not Path("thidua.db-journal").exists()
    assert _dump(LEDGER) == _dump(COPY)


def test_a_newer_ledger_is_not_replaced_by_an_older_program(backed: Thidua) -> None:
    with contextlib.closing(sqlite3.connect(LEDGER)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    assert backed("restore", COPY).code == 12
    assert not KEPT.exists()


def test_an_older_ledger_is_replaced_and_kept(backed: Thidua) -> None:
    LEDGER.write_bytes(gzip.decompress(FROZEN.read_bytes()))
    before = _dump(LEDGER)
    told = json.loads(done(backed("restore", COPY, "--json")).out)
    assert [note["code"] for note in told["notes"]] == ["restored-another"]
    assert _dump(KEPT) == before


def test_what_a_killed_program_left_half_done_is_rolled_back_before_it_is_kept(backed: Thidua, tmp_path: Path) -> None:
    before = _dump(LEDGER)
    code = (
        "import os, signal, sqlite3; c = sqlite3.connect('thidua.db', isolation_level=None)\n"
        "c.execute('PRAGMA cache_size = 1'); c.execute('BEGIN IMMEDIATE')\n"
        "c.execute('CREATE TABLE junk (x)'); c.executemany('INSERT INTO junk VALUES (?)', [('y' * 900,)] * 900)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False)
    assert Path("thidua.db-journal").stat().st_size > 0
    done(backed("restore", COPY))
    assert _dump(KEPT) == before
    assert not Path("thidua.db-journal").exists()
    assert _dump(LEDGER) == _dump(COPY)


def test_a_ledger_with_a_write_ahead_log_is_kept_whole_and_its_log_meets_no_other_file(backed: Thidua) -> None:
    with contextlib.closing(sqlite3.connect(LEDGER)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    done(backed("unit", "add", "8", "--name", "Xã Khác", "--kind", "commune"))
    before = _dump(LEDGER)
    done(backed("restore", COPY))
    assert _dump(KEPT) == before
    assert not Path("thidua.db-wal").exists()
    assert _dump(LEDGER) == _dump(COPY)


def test_a_ledger_that_somebody_holds_is_busy_and_nothing_happens(backed: Thidua) -> None:
    with contextlib.closing(sqlite3.connect(LEDGER)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = backed("restore", COPY)
    assert ran.code == 11
    assert not KEPT.exists()
    assert list(Path().glob(".thidua-*")) == []


_REWRITING = """
import pathlib, sys
from thidua.errors import LedgerBusy
from thidua.ledger.database import rewrite
from thidua.words.language import screen
from thidua.words.refusals import sentence
try:
    rewrite(pathlib.Path("thidua.db"), wait=30)
except LedgerBusy as error:
    print("Error:", sentence(screen(), error.problems[0].reason), file=sys.stderr)
    sys.exit(error.exit_code)
"""
WAITING = {
    "writing": ("-m", "thidua", "unit", "add", "8", "--name", "Xã Khác", "--kind", "commune"),
    "upgrading": ("-m", "thidua", "upgrade"),
    "restoring": ("-m", "thidua", "restore", "copy.db"),
    "rewriting": ("-c", _REWRITING),
}


def _has_opened(process: subprocess.Popen[str], path: Path) -> bool:
    wanted = path.stat()
    found = [_seen(handle) for handle in Path(f"/proc/{process.pid}/fd").iterdir()]
    return any(one is not None and os.path.samestat(one, wanted) for one in found)


def _seen(handle: Path) -> os.stat_result | None:
    try:
        return handle.stat()
    except FileNotFoundError:  # closed while it is looked at
        return None


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="there is no telling that a program waits")
@pytest.mark.parametrize("what", WAITING)
@pytest.mark.usefixtures("backed")
def test_who_waits_while_the_ledger_is_replaced_writes_nothing_to_the_old_file(tmp_path: Path, what: str) -> None:
    shutil.copy(COPY, "next.db")
    if what == "upgrading":
        LEDGER.write_bytes(gzip.decompress(FROZEN.read_bytes()))
    Path("former.db").hardlink_to(LEDGER)
    before = LEDGER.read_bytes()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "THIDUA_WAIT": "30"}
    command = [sys.executable, *WAITING[what]]
    with contextlib.closing(sqlite3.connect(LEDGER, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as waiting:
            while not _has_opened(waiting, Path("former.db")):
                assert waiting.poll() is None, "it did not wait"
                time.sleep(0.01)
            time.sleep(0.5)  # it looks at the file before it opens it to stay
            Path("next.db").replace(LEDGER)
            holder.rollback()
            assert waiting.stderr is not None
            told = waiting.stderr.read()
    assert waiting.returncode == 11
    assert told == (
        "Error: thidua.db was restored from a backup while this command waited. "
        "Nothing was written; run the command again.\n"
    )
    assert Path("former.db").read_bytes() == before
    assert _dump(LEDGER) == _dump(COPY)
    assert not KEPT.exists()


def test_a_folder_that_is_not_there_is_told(backed: Thidua, tmp_path: Path) -> None:
    ran = backed("restore", COPY, "--db", "none/thidua.db")
    assert (ran.code, ran.err) == (
        13,
        f"Error: none/thidua.db cannot be written: there is no folder {tmp_path / 'none'}. Make it first.\n",
    )


def test_a_journal_whose_ledger_is_gone_is_not_given_to_another(backed: Thidua) -> None:
    """SQLite would write the journal's pages into whatever file is found beside it."""
    LEDGER.rename("moved.db")
    journal = Path("thidua.db-journal")
    journal.write_bytes(b"pages of the ledger that was moved")
    before = sorted(Path.cwd().iterdir())
    for words in (("restore", COPY), ("init",), ("backup", LEDGER, "--db", "moved.db")):
        ran = backed(*words)
        assert ran.code == 3, words
        assert "thidua.db-journal lies beside the place of thidua.db" in ran.err
    assert sorted(Path.cwd().iterdir()) == before
    assert journal.read_bytes() == b"pages of the ledger that was moved"


@pytest.mark.parametrize("damaged", [False, True])
def test_interrupted_when_it_was_replaced_and_before_it_hears_of_it_what_was_kept_stays(
    backed: Thidua, damaged: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if damaged:
        LEDGER.write_bytes(LEDGER.read_bytes()[:8192])
        Path("thidua.db-journal").write_bytes(b"not a journal")
    before, replace = LEDGER.read_bytes(), Path.replace

    def interrupted(path: Path, target: Path) -> Path:
        replace(path, target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", interrupted)
        ran = backed("restore", COPY)
    assert ran.code != 0
    assert _dump(LEDGER) == _dump(COPY)
    (kept,) = Path.cwd().glob("thidua-before-restore-*.db")
    assert (kept.read_bytes() == before) if damaged else len(_dump(kept)) > len(_dump(LEDGER))
    # what lay beside the damaged ledger stays beside it, and never meets the file that took its place
    assert not Path("thidua.db-journal").exists()


def test_a_folder_that_does_not_confirm_is_told_of_what_is_done(
    backed: Thidua, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr("thidua.actions.restore.sync_folder", failing)
        ran = backed("restore", COPY)
    assert ran.code == 0
    assert "the disk did not confirm that thidua.db was replaced: Input/output error." in ran.err
    assert _dump(LEDGER) == _dump(COPY)

"""``thidua doctor``: where settings come from, what is around the ledger, and every problem with its remedy."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOW, Thidua
from small import LEDGER, done, registered
from thidua.domain.anchors import anchor_of


def told(thidua: Thidua, *words: str, code: int = 0, now=NOW):
    ran = thidua("doctor", "--json", *words, now=now)
    assert (ran.code, ran.err) == (code, ""), ran
    return json.loads(ran.out)


def problems(thidua: Thidua, *words: str, now=NOW) -> list[str]:
    ran = thidua("doctor", "--json", *words, now=now)
    body = json.loads(ran.out)
    assert ran.code == (4 if body["problems"] else 0)
    assert body["well"] is not bool(body["problems"])
    return [one["code"] for one in body["problems"]]


@pytest.fixture
def small(thidua: Thidua) -> Thidua:
    """A ledger of four entries with a copy beside it."""
    registered(thidua)
    shutil.copy(LEDGER, "copy.db")
    return thidua


def settings(thidua: Thidua, *words: str):
    return {one["setting"]: (one["value"], one["source"], one["place"]) for one in told(thidua, *words)["settings"]}


def test_without_a_ledger_it_works_and_says_how_to_make_one(thidua: Thidua) -> None:
    ran = thidua("doctor")
    assert (ran.code, ran.err) == (0, "")
    last = "No problem found. There is no ledger at thidua.db yet: thidua init --db thidua.db"
    assert ran.out.splitlines()[-1] == last
    body = told(thidua)
    assert (body["schema"], body["exists"], body["well"], body["last_entry"]) == ("thidua.doctor/1", False, True, None)
    assert list(Path().glob("*.db")) == []


def test_every_version_is_told(thidua: Thidua) -> None:
    found = [one["name"] for one in told(thidua)["versions"]]
    named = ["thidua", "python", "sqlite", "typer", "rich", "sqlmodel", "sqlalchemy", "pyyaml", "system", "encoding"]
    assert found == named
    assert all(one["version"] not in {None, "", "-"} for one in told(thidua)["versions"])


def test_each_setting_is_told_with_where_it_comes_from(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("THIDUA_ACTOR", "THIDUA_WAIT", "THIDUA_LANG"):
        monkeypatch.delenv(name)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "USER", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LOGNAME", "lan")
    assert settings(thidua) == {
        "db": ("thidua.db", "default", None),
        "campaign": (None, "default", None),
        "actor": ("lan", "default", "LOGNAME"),
        "wait": ("30", "default", None),
        "language": ("en", "default", None),
    }
    user = Path("config") / "thidua" / "thidua.toml"
    user.parent.mkdir(parents=True)
    user.write_text('db = "user.db"\ncampaign = "user"\nactor = "user"\n', "utf-8")
    Path("thidua.toml").write_text('campaign = "beside"\nactor = "beside"\n', "utf-8")
    monkeypatch.setenv("THIDUA_ACTOR", "env")
    monkeypatch.setenv("THIDUA_WAIT", "7")
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    assert settings(thidua) == {
        "db": ("user.db", "user", str(user.absolute())),
        "campaign": ("beside", "beside", "thidua.toml"),
        "actor": ("env", "environment", "THIDUA_ACTOR"),
        "wait": ("7", "environment", "THIDUA_WAIT"),
        "language": ("vi", "environment", "LANG"),
    }
    assert settings(thidua, "--actor", "me")["actor"] == ("me", "flag", "--actor")


def test_a_ledger_is_told_with_its_last_entry_and_its_last_backup(small: Thidua) -> None:
    done(
        small(
            "register", "QQ", "--unit", "2", "--person", "Nguyễn Văn Mẫu", "--person-kind", "farmer", "--content", "x"
        )
    )
    body = told(small)
    with closing(sqlite3.connect(LEDGER)) as raw:
        seq, digest, at = raw.execute("SELECT seq, hash, at FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    facts = {one["fact"]: one["value"] for one in body["facts"]}
    assert facts.pop("free_bytes") > 0
    assert facts == {
        "path": str(LEDGER.absolute()),
        "synced_by": None,
        "network": None,
        "schema_version": 3,
        "size_bytes": LEDGER.stat().st_size,
        "mode": "0600",
        "journal_mode": "delete",
        "last_entry": seq,
        "last_at": at,
        "anchor": anchor_of(digest),
        "backup": str(Path("copy.db").absolute()),
        "backup_entry": seq - 1,
        "backup_behind": 1,
    }
    assert (body["problems"], body["anchor"]) == ([], anchor_of(digest))


def test_the_newest_copy_counts_wherever_it_is_and_other_ledgers_do_not(small: Thidua) -> None:
    Path("thidua-backups").mkdir()
    done(small("init", "--db", "other.db"))
    done(small("launch", "small.yaml", "--db", "other.db"))
    Path("broken.db").write_bytes(b"SQLite format 3\x00")
    Path("text.db").write_text("x", "utf-8")
    done(
        small(
            "register", "QQ", "--unit", "2", "--person", "Nguyễn Văn Mẫu", "--person-kind", "farmer", "--content", "x"
        )
    )
    shutil.copy(LEDGER, "thidua-backups/today.db")
    facts = {one["fact"]: one["value"] for one in told(small)["facts"]}
    assert (facts["backup"], facts["backup_behind"]) == (str(Path("thidua-backups/today.db").absolute()), 0)


def _backup_told(thidua: Thidua, *words: str) -> str | None:
    return {one["fact"]: one["value"] for one in told(thidua, *words)["facts"]}["backup"]


def test_a_copy_counts_whatever_it_is_called(small: Thidua) -> None:
    Path("copy.db").rename("sao lưu ngày 12")
    assert _backup_told(small) == str(Path("sao lưu ngày 12").absolute())


def test_behind_a_link_the_copies_beside_the_file_count(small: Thidua) -> None:
    Path("real").mkdir()
    LEDGER.rename("real/sổ.db")
    Path("copy.db").rename("real/copy.db")
    LEDGER.symlink_to("real/sổ.db")
    assert _backup_told(small) == str(Path("real/copy.db").absolute())


def test_a_draft_that_a_killed_backup_left_is_no_copy(small: Thidua) -> None:
    Path("copy.db").rename(".thidua-0123456789ab-01234567.part")
    assert problems(small) == ["backup-none"]


def test_a_ledger_without_a_backup_is_a_problem_but_a_new_one_is_not(thidua: Thidua) -> None:
    done(thidua("init"))
    assert problems(thidua) == []
    Path("thidua.db").unlink()
    registered(thidua)
    assert problems(thidua) == ["backup-none"]


def test_a_backup_of_long_ago_is_a_problem_when_there_is_something_new(small: Thidua) -> None:
    old = (NOW - timedelta(days=40)).timestamp()
    os.utime("copy.db", (old, old))
    assert problems(small) == []
    done(
        small(
            "register", "QQ", "--unit", "2", "--person", "Nguyễn Văn Mẫu", "--person-kind", "farmer", "--content", "x"
        )
    )
    assert problems(small) == ["backup-behind"]


def test_rights_that_let_others_in_are_problems_with_the_command_that_ends_it(small: Thidua) -> None:
    LEDGER.chmod(0o644)
    Path.cwd().chmod(0o777)
    ran = small("doctor")
    Path.cwd().chmod(0o700)
    assert ran.code == 4
    here = LEDGER.absolute()
    assert ran.out.splitlines()[-4:] == [
        f"mode-open	{here} may be read or written by others (rights 0644). Run: chmod 600 {here}",
        f"folder-open	Others may change the folder {here.parent} (rights 0777). Run: chmod go-w {here.parent}",
        "",
        "Problems: 2.",
    ]


def test_a_synced_folder_is_a_problem(small: Thidua) -> None:
    folder = Path("OneDrive - Huyện")
    folder.mkdir()
    for name in ("thidua.db", "copy.db"):
        shutil.move(name, folder / name)
    assert problems(small, "--db", str(folder / "thidua.db")) == ["place-synced"]
    assert problems(small, "--db", str(folder / "none.db")) == ["place-synced"]


def test_another_journal_mode_and_what_it_left_are_problems(small: Thidua) -> None:
    with closing(sqlite3.connect(LEDGER)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA user_version = 3")
        raw.commit()
        assert problems(small)[:2] == ["journal-mode-changed", "journal-left"]


def test_a_leftover_journal_is_a_problem(small: Thidua) -> None:
    Path("thidua.db-journal").write_bytes(bytes(512))
    assert problems(small) == ["journal-left"]
    assert Path("thidua.db-journal").exists()


def test_a_clock_behind_the_last_entry_is_a_problem(small: Thidua) -> None:
    assert problems(small, now=NOW - timedelta(days=1)) == ["clock-behind"]


@pytest.mark.parametrize(
    ("pragma", "code"),
    [
        ("user_version = 2", "ledger-older"),
        ("user_version = 9", "ledger-newer"),
        ("application_id = 1", "ledger-foreign"),
    ],
)
def test_what_is_no_ledger_of_this_version_is_a_problem(small: Thidua, pragma: str, code: str) -> None:
    with closing(sqlite3.connect(LEDGER)) as raw:
        raw.execute(f"PRAGMA {pragma}")
    assert problems(small) == [code]


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\x00"])
def test_a_file_that_is_no_ledger_is_a_problem(thidua: Thidua, content: bytes) -> None:
    LEDGER.write_bytes(content)
    assert len(problems(thidua)) == 1


def test_a_ledger_held_by_another_program_is_still_explained(small: Thidua) -> None:
    with closing(sqlite3.connect(LEDGER, isolation_level=None)) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        assert problems(small) == ["ledger-unreadable"]
        raw.execute("ROLLBACK")

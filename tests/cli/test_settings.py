"""Where a setting comes from: flag, environment, ``thidua.toml`` beside the work, the user's file, the default."""

import os
import pwd
import sqlite3
from pathlib import Path

import pytest

import small
from conftest import Thidua
from thidua.cli.settings import settle


def ledgers(thidua: Thidua, *names: str) -> None:
    """Make ledgers whose campaigns are told apart by their names."""
    for name in names:
        Path("c.yaml").write_text(small.campaign().replace("Small drive", name), "utf-8")
        small.done(thidua("init", "--db", f"{name}.db"))
        small.done(thidua("launch", "c.yaml", "--db", f"{name}.db"))


def looked_at(thidua: Thidua, *words: str) -> str:
    """Give the name of the campaign in the ledger looked at."""
    return small.done(thidua("status", *words)).out.splitlines()[0]


def user_file() -> Path:
    """Make the folder of the user's own settings and give the file."""
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "thidua" / "thidua.toml"
    file.parent.mkdir(parents=True)
    return file


def test_the_nearest_place_wins(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    ledgers(thidua, "thidua", "user", "beside", "environment", "flag")
    assert looked_at(thidua) == "thidua"
    user_file().write_text('db = "user.db"\n', "utf-8")
    assert looked_at(thidua) == "user"
    Path("thidua.toml").write_text('db = "beside.db"\n', "utf-8")
    assert looked_at(thidua) == "beside"
    monkeypatch.setenv("THIDUA_DB", "environment.db")
    assert looked_at(thidua) == "environment"
    assert looked_at(thidua, "--db", "flag.db") == "flag"


def test_a_variable_set_to_nothing_is_not_set(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    ledgers(thidua, "thidua")
    monkeypatch.setenv("THIDUA_DB", "")
    assert looked_at(thidua) == "thidua"


def actors() -> list[str]:
    """Give who acted, entry by entry."""
    with sqlite3.connect("thidua.db") as connection:
        rows = connection.execute(
            "SELECT n.name FROM entry AS e JOIN person_name AS n ON n.person = e.actor ORDER BY e.seq"
        ).fetchall()
    connection.close()
    return [name for (name,) in rows]


def test_the_actor_is_whoever_the_nearest_place_names(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("small.yaml").write_text(small.campaign(), "utf-8")
    small.done(thidua("init"))
    small.done(thidua("launch", "small.yaml", "--actor", "  Lê Văn Thử "))
    monkeypatch.delenv("THIDUA_ACTOR")
    Path("thidua.toml").write_text('actor = "Phạm Thị Mẫu"\n', "utf-8")
    small.done(thidua("unit", "add", "1", "--name", "Xã Mỹ Hòa", "--kind", "commune"))
    Path("thidua.toml").unlink()
    for name in ("LOGNAME", "USER", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("USER", "mau")
    small.done(thidua("unit", "add", "2", "--name", "Xã An Hiệp", "--kind", "commune"))
    monkeypatch.delenv("USER")
    small.done(thidua("unit", "add", "3", "--name", "Xã Tân Thủy", "--kind", "commune"))
    account = pwd.getpwuid(os.getuid()).pw_name
    assert actors() == ["Tester", "Lê Văn Thử", "Phạm Thị Mẫu", "mau", account]


@pytest.mark.skipif(os.getuid() != 0, reason="only root may run as an account without a name")
def test_an_account_without_a_name_is_called_after_the_program() -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.chdir("/")
            os.setuid(54321)
            os.write(writing, settle({}, {"XDG_CONFIG_HOME": "/nowhere"}).actor.encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        assert told.read() == "thidua"
    os.waitpid(child, 0)


@pytest.mark.parametrize("key", ["actor", "campaign", "db"])
@pytest.mark.parametrize("value", ["", "  "])
def test_a_setting_that_is_blank_is_refused_not_passed_over(thidua: Thidua, key: str, value: str) -> None:
    small.registered(thidua)
    told = f"Error: --{key}: {key} is blank. Give a value, or leave it out.\n"
    assert small.refused(thidua, "status", f"--{key}", value, code=3) == told
    Path("thidua.toml").write_text(f'{key} = "{value}"\n', "utf-8")
    told = f"Error: thidua.toml: {key} is blank. Give a value, or leave it out.\n"
    if key != "actor":  # the variable names one before the file does
        assert small.refused(thidua, "status", code=3) == told


def test_a_blank_variable_is_refused(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    small.registered(thidua)
    monkeypatch.setenv("THIDUA_ACTOR", "  ")
    told = "Error: THIDUA_ACTOR: actor is blank. Give a value, or leave it out.\n"
    assert small.refused(thidua, "status", code=3) == told


def two_campaigns(thidua: Thidua) -> None:
    """Launch two campaigns in one ledger."""
    small.done(thidua("init"))
    for code in ("one", "two"):
        Path("c.yaml").write_text(
            small.campaign().replace("code: small", f"code: {code}").replace("Small", code), "utf-8"
        )
        small.done(thidua("launch", "c.yaml"))


def test_of_several_campaigns_one_must_be_named(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    two_campaigns(thidua)
    assert small.refused(thidua, "status", code=3) == (
        "Error: The ledger holds several campaigns: one, two. Say which with --campaign CODE.\n"
    )
    assert looked_at(thidua, "--campaign", "two") == "two drive"
    monkeypatch.setenv("THIDUA_CAMPAIGN", "one")
    assert looked_at(thidua) == "one drive"
    assert small.refused(thidua, "status", "--campaign", "three", code=3) == (
        "Error: There is no campaign “three” in the ledger. It holds: one, two.\n"
    )


def test_a_ledger_without_a_campaign_says_what_to_run(thidua: Thidua) -> None:
    small.done(thidua("init"))
    assert small.refused(thidua, "status", code=3) == (
        "Error: No campaign has been launched in this ledger. Run: thidua launch FILE\n"
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('db = "a.db', "cannot be read as settings: Illegal character '\\n' (at line 1, column 11)."),
        ("db = 3\n", "cannot be read as settings: db = 3."),
        ('database = "a.db"\n', "has an unknown setting “database”. The settings are: db, campaign, actor."),
    ],
)
def test_a_file_of_settings_at_fault_is_named(thidua: Thidua, content: str, told: str) -> None:
    Path("thidua.toml").write_text(content + "\n", "utf-8")
    ran = thidua("status")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"Error: thidua.toml {told}")
    assert ran.err.count("\n") == 1


def test_a_file_of_settings_that_is_not_utf8_is_named(thidua: Thidua) -> None:
    Path("thidua.toml").write_bytes(b'actor = "\xff"\n')
    ran = thidua("status")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("Error: thidua.toml cannot be read as settings: 'utf-8' codec can't decode byte 0xff")


def test_the_users_file_at_fault_is_named_with_its_folder(thidua: Thidua) -> None:
    file = user_file()
    file.write_text("colour = true\n", "utf-8")
    assert thidua("status").err == (
        f"Error: {file} has an unknown setting “colour”. The settings are: db, campaign, actor.\n"
    )


@pytest.mark.parametrize("wait", ["soon", "-1", "1.5", "١"])
def test_a_wait_is_a_number_of_seconds(thidua: Thidua, monkeypatch: pytest.MonkeyPatch, wait: str) -> None:
    monkeypatch.setenv("THIDUA_WAIT", wait)
    assert thidua("status").err == (f"Error: THIDUA_WAIT is “{wait}”; write a number of seconds, for instance 30.\n")


def test_help_needs_no_settings(thidua: Thidua) -> None:
    Path("thidua.toml").write_text("nonsense", "utf-8")
    assert thidua("--help").code == 0
    assert thidua("status", "--help").code == 0
    assert thidua("--version").code == 0

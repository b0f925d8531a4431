"""``init`` and the doors of a ledger: what is made, what is left alone, what is said where there is none."""

import json
import stat
from pathlib import Path

import pytest

from conftest import Ran


def test_a_ledger_is_made_for_its_owner_only(thidua):
    assert thidua("init") == Ran(0, "", "Made the ledger thidua.db, readable by you only.\nNext: thidua launch FILE\n")
    assert stat.S_IMODE(Path("thidua.db").stat().st_mode) == 0o600
    assert [path.name for path in Path().iterdir()] == ["thidua.db"]


def test_the_receipt_says_where_it_is(thidua):
    ran = thidua("init", "--db", "so.db", "--json")
    assert (ran.code, json.loads(ran.out), ran.err) == (
        0,
        {"schema": "thidua.init/1", "ledger": "so.db", "entry": 1},
        "",
    )


def test_quiet_says_nothing(thidua):
    assert thidua("init", "-q") == Ran(0, "", "")


@pytest.mark.parametrize("content", [b"", b"notes", b"SQLite format 3\x00"])
def test_a_file_that_is_there_is_left_as_it_was(thidua, content):
    Path("thidua.db").write_bytes(content)
    told = "Error: thidua.db is already there and was left as it is. Give another file with --db.\n"
    assert thidua("init") == Ran(3, "", told)
    assert Path("thidua.db").read_bytes() == content


def test_a_folder_that_is_missing_is_not_made(thidua):
    assert thidua("init", "--db", "x/thidua.db") == Ran(
        13, "", "Error: x/thidua.db cannot be written: No such file or directory.\n"
    )
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [
        ("launch", "{file}"),
        ("campaign", "list"),
        ("campaign", "show"),
        ("unit", "list"),
        ("register", "A", "--unit", "1"),
        ("score", "A", "x", "1", "--month", "2024-03"),
        ("evaluate", "--month", "2024-03"),
        ("import", "units", "{units}"),
        ("commend", "A", "--month", "2024-03"),
        ("status",),
    ],
)
def test_no_command_but_init_makes_a_ledger(thidua, command):
    from conftest import BA_TRI, UNITS

    ran = thidua(*(word.format(file=BA_TRI, units=UNITS) for word in command))
    assert ran == Ran(10, "", "Error: There is no ledger at thidua.db. Make one with: thidua init --db thidua.db\n")
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "thidua.db is an empty file, not a ledger. Remove it and run: thidua init --db thidua.db"),
        (
            b"code,name\n",
            "thidua.db is not a thidua ledger: it is some other kind of file. Give another file with --db.",
        ),
    ],
)
def test_what_is_no_ledger_is_told_apart(thidua, content, told):
    Path("thidua.db").write_bytes(content)
    assert thidua("status") == Ran(10, "", f"Error: {told}\n")


@pytest.mark.parametrize(
    "command",
    [
        ("campaign", "show"),
        ("campaign", "diff"),
        ("register", "A", "--unit", "1"),
        ("score", "A", "x", "1", "--month", "2024-03"),
        ("evaluate", "--month", "2024-03"),
        ("status",),
        ("report",),
    ],
)
def test_a_ledger_without_a_campaign_says_what_to_do_first(thidua, command):
    thidua("init")
    told = "Error: No campaign has been launched in this ledger. Run: thidua launch FILE\n"
    assert thidua(*command) == Ran(3, "", told)

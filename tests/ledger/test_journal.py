"""The journal: one entry for each writing command, and a chain that a second program can recompute."""

import hashlib
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from conftest import BA_TRI, CAMPAIGNS, UNITS
from conftest import BALLOTS as NINE
from ledger.chain import Plain

REGISTRATIONS = CAMPAIGNS / "ba-tri-2024-registrations.csv"
MARCH = CAMPAIGNS / "ba-tri-2024-scores-2024-03.csv"
SEPTEMBER = CAMPAIGNS / "ba-tri-2024-scores-2024-09.csv"
PERSON = ("--person", "Nguyễn Thị Mẫu", "--person-kind", "farmer", "--on", "2024-02-25")

STORY = (
    ("init",),
    ("launch", BA_TRI),
    ("import", "units", UNITS),
    ("unit", "add", "CHO", "--name", "Chợ Ba Tri", "--kind", "market", "--parent", "29110"),
    ("import", "registrations", REGISTRATIONS),
    ("register", "NTM", "--unit", "29116", *PERSON, "--content", "Vườn mẫu"),
    ("register", "NTM", "--supplement", "--item", "Vườn mẫu | 2 ha | 2024-09-30 | new", "--reason", "bổ sung"),
    ("import", "scores", MARCH, "--month", "2024-03"),
    ("score", "MY-HOA", "sinh-hoat-chi-bo", "5", "--month", "2024-03", "--reason", "cộng nhầm"),
    ("evaluate", "--month", "2024-03"),
    ("vote", "MY-HOA", "--month", "2024-03", "--on", "2024-04-04", *NINE, "--yes", "8", "--no", "1"),
    ("commend", "MY-HOA", "--month", "2024-03", "--on", "2024-04-10"),
    ("publicise", "MY-HOA", "--channel", "đài", "--on", "2024-04-15"),
    ("learn", "AN-HIEP", "--from", "MY-HOA", "--on", "2024-05-10", "--form", "tham quan"),
    ("import", "scores", SEPTEMBER, "--month", "2024-09"),
    ("evaluate", "--month", "2024-09"),
    (
        "review",
        "AN-HIEP",
        "--from",
        "MY-HOA",
        "--month",
        "2024-09",
        "--on",
        "2024-10-03",
        *NINE,
        "--yes",
        "8",
        "--no",
        "1",
    ),
    ("review", "AN-HIEP", "--from", "MY-HOA", "--minutes", "12/BB", "--minutes-date", "2024-10-03"),
    ("recognise", "AN-HIEP", "--from", "MY-HOA", "--decision", "310/QĐ", "--on", "2024-10-10"),
)

UNCHANGED = (
    ("launch", BA_TRI),
    ("import", "units", UNITS),
    ("unit", "add", "CHO", "--name", "Chợ Ba Tri", "--kind", "market", "--parent", "29110"),
    ("import", "registrations", REGISTRATIONS),
    ("register", "NTM", "--supplement", "--item", "Vườn mẫu | 2 ha | 2024-09-30 | new"),
    ("score", "MY-HOA", "sinh-hoat-chi-bo", "5,00", "--month", "2024-03"),
    ("import", "scores", SEPTEMBER, "--month", "2024-09"),
    ("evaluate", "--month", "2024-03"),
    ("evaluate", "--month", "2024-09"),
    ("status",),
    ("status", "MY-HOA"),
    ("report",),
    ("report", "standings", "--month", "2024-03"),
    ("report", "journey"),
    ("report", "registrations"),
    ("explain", "MY-HOA", "--month", "2024-03"),
    ("campaign", "list"),
    ("campaign", "show"),
    ("campaign", "diff"),
    ("unit", "list"),
    ("unit", "tree"),
)

REFUSED = (
    (("init",), 3),
    (("launch", UNITS), 3),
    (("import", "units", "march.csv"), 3),
    (("import", "registrations", "mixed.csv"), 3),
    (("import", "scores", "mixed.csv", "--month", "2024-03"), 3),
    (("import", "scores", "march.csv", "--month", "2025-03"), 5),
    (("unit", "add", "CHO", "--name", "Chợ khác", "--kind", "market"), 3),
    (("register", "MY-HOA", "--unit", "29110", "--on", "2024-03-01"), 3),
    (("register", "SOM", "--unit", "CHO", "--on", "2024-01-01"), 5),
    (("score", "MY-HOA", "sinh-hoat-chi-bo", "4", "--month", "2024-03"), 3),
    (("score", "MY-HOA", "sinh-hoat-chi-bo", "99", "--month", "2024-05"), 3),
    (("evaluate", "--month", "2025-01"), 5),
    (("vote", "MY-HOA", "--month", "2024-03", "--on", "2024-04-05", *NINE, "--yes", "8", "--no", "1"), 5),
    (("vote", "AN-DUC", "--month", "2024-03", "--on", "2024-04-05", *NINE, "--yes", "18", "--no", "1"), 5),
    (("commend", "MY-HOA", "--month", "2024-03", "--on", "2024-04-10"), 5),
    (("publicise", "BA-TRI", "--channel", "đài", "--on", "2024-04-15"), 5),
    (("learn", "MY-HOA", "--from", "MY-HOA", "--on", "2024-05-10", "--form", "tham quan"), 5),
    (("review", "BA-TRI", "--from", "MY-HOA", "--month", "2024-09", *NINE, "--yes", "8", "--no", "1"), 5),
    (("recognise", "AN-HIEP", "--from", "MY-HOA", "--decision", "310/QĐ", "--on", "2024-10-11"), 5),
)


def _journal(path):
    with closing(sqlite3.connect(path)) as connection:
        return Plain(connection).entries(), Plain(connection).breaches()


@pytest.fixture
def written_once(thidua):
    """Run the whole story in this folder, and note how many entries there were after each command."""
    counts = []
    for command in STORY:
        assert thidua(*command, "--quiet").code == 0, command
        counts.append(len(_journal("thidua.db")[0]))
    return counts


def test_every_writing_command_is_one_entry_and_entries_are_numbered_without_gaps(written_once):
    assert written_once == list(range(1, len(STORY) + 1))
    entries, breaches = _journal("thidua.db")
    assert [entry[0] for entry in entries] == written_once
    verbs = [" ".join(str(word) for word in words[: 2 if words[0] in {"import", "unit"} else 1]) for words in STORY]
    assert [entry[3] for entry in entries] == verbs
    assert breaches == []


@pytest.mark.usefixtures("written_once")
def test_refused_unchanged_and_reading_commands_leave_the_file_as_it_was(thidua):
    ledger = Path("thidua.db")
    Path("mixed.csv").write_text("registration,criterion,value\nMY-HOA,nong-thon-moi,7\nBA-TRI,nothing,1\n", "utf-8")
    shutil.copy(MARCH, "march.csv")  # refused rows are kept beside their file
    before = ledger.read_bytes()
    for command in UNCHANGED:
        assert (command, thidua(*command).code) == (command, 0)
        assert ledger.read_bytes() == before, command
    for command, code in REFUSED:
        ran = thidua(*command)
        assert (command, ran.code, ran.err) == (command, code, ran.err)
        assert ledger.read_bytes() == before, command
    assert sorted(path.name for path in Path().glob("thidua.db*")) == ["thidua.db"]


@pytest.mark.usefixtures("written_once")
def test_an_entry_names_who_when_what_and_why():
    entries, _ = _journal("thidua.db")
    with closing(sqlite3.connect("thidua.db")) as connection:
        actors = dict(connection.execute("SELECT digest, name FROM person JOIN person_name ON person = id"))
    _, at, actor, verb, campaign, summary, reason, rows, *_ = entries[8]
    assert (at, actors[actor], verb, reason) == ("2024-10-31T03:00:00+00:00", "Tester", "score", "cộng nhầm")
    assert (campaign, rows) == ("dong-khoi-moi-ba-tri-2024", 2)
    assert summary == "score MY-HOA sinh-hoat-chi-bo 2024-03 agreed: 5"


def test_a_second_program_recomputes_the_chain_from_the_file_alone(plain):
    assert plain.breaches() == []
    assert len(plain.entries()) > 10


def test_an_evaluation_in_which_nothing_is_missing_recomputes_too(plain):
    assert plain.connection.execute(
        "SELECT COUNT(*) FROM evaluation AS e WHERE NOT EXISTS (SELECT 1 FROM standing_missing WHERE evaluation = e.id)"
    ).fetchone() == (2,)
    assert plain.breaches() == []


def test_names_are_not_in_the_chain(plain):
    assert plain.connection.execute("DELETE FROM person_name").rowcount > 0
    assert plain.breaches() == []


def test_a_name_can_be_held_against_its_digest(plain):
    rows = plain.connection.execute("SELECT salt, name, post, digest FROM person_name JOIN person ON id = person")
    checked = [hashlib.sha256(f"{s}\n{name}\n{post}".encode()).hexdigest() == digest for s, name, post, digest in rows]
    assert len(checked) > 20
    assert all(checked)


def test_no_name_of_a_person_stands_in_a_fact(plain):
    names = [name for (name,) in plain.connection.execute("SELECT DISTINCT name FROM person_name")]
    facts = {
        cell
        for table in [*plain.tables, "entry"]
        for row in plain.connection.execute(f"SELECT * FROM {table}")
        for cell in row
        if isinstance(cell, str)
    }
    assert [name for name in names if any(name in fact for fact in facts)] == []


def test_a_person_who_was_forgotten_is_shown_by_a_token_and_stays_an_individual(story, thidua):
    with closing(sqlite3.connect(story)) as connection:
        (digest,) = connection.execute("SELECT digest FROM person JOIN registration ON person = person.id").fetchone()
        connection.execute(
            "DELETE FROM person_name WHERE person = (SELECT person FROM registration WHERE code = 'NTM')"
        )
        connection.commit()
    ran = thidua("report", "registrations", "--format", "csv")
    assert [line.split(",")[:2] for line in ran.out.splitlines() if line.startswith("NTM,")] == [
        ["NTM", "#" + digest[:8]]
    ]
    unit = ("--unit", "29116", "--on", "2024-03-01")
    assert "MY-HOA" in thidua("register", "LAI", *unit).err


def _altered(value):
    if value is None:
        return "x"
    return value + 1_000_000 if isinstance(value, int) else value + "x"


def _unguarded(path):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def test_any_cell_changed_behind_the_program_no_longer_fits_the_chain(story):
    with closing(_unguarded(story)) as connection:
        plain = Plain(connection)
        assert plain.breaches() == []
        for table in ["entry", *plain.tables]:
            key = plain.key(table)
            last = f"({', '.join(key)}) = (SELECT {', '.join(key)} FROM {table} ORDER BY {', '.join(key)} DESC LIMIT 1)"
            for column in plain.columns(table):
                connection.execute("BEGIN")
                (value,) = connection.execute(f"SELECT {column} FROM {table} WHERE {last}").fetchone()
                changed = _altered(value)
                try:
                    connection.execute(f"UPDATE {table} SET {column} = ? WHERE {last}", (changed,))
                except sqlite3.IntegrityError:  # STRICT: no text in a column of numbers
                    changed = 1
                    connection.execute(f"UPDATE {table} SET {column} = ? WHERE {last}", (changed,))
                assert plain.breaches() != [], (table, column, value, changed)
                connection.execute("ROLLBACK")
        assert plain.breaches() == []


def test_a_row_removed_added_or_moved_no_longer_fits_the_chain(story):
    with closing(_unguarded(story)) as connection:
        plain = Plain(connection)
        for change in (
            "DELETE FROM entry WHERE seq = 3",
            "DELETE FROM score WHERE registration = 1 AND month = (SELECT MIN(month) FROM score)",
            "INSERT INTO unit SELECT 1000, entry, 'new' FROM unit WHERE id = 1",
            "UPDATE score SET entry = entry + 1000",
            "UPDATE ballot SET yes = no, no = yes",
        ):
            connection.execute("BEGIN")
            assert connection.execute(change).rowcount > 0
            assert plain.breaches() != [], change
            connection.execute("ROLLBACK")


def test_two_ledgers_with_the_same_commands_differ_in_their_salts_only(thidua):
    texts = []
    for name in ("a.db", "b.db"):
        for command in STORY[:3]:
            assert thidua(*command, "--db", name, "--quiet").code == 0
        with closing(sqlite3.connect(name)) as connection:
            texts.append(
                [line for line in connection.iterdump() if not re.search(r'INTO "(person|person_name|entry)"', line)]
            )
    assert texts[0] == texts[1]
    shutil.copy("a.db", "c.db")
    assert _journal("c.db") == _journal("a.db")

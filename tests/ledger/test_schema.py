"""The file itself: strict, sound, marked as ours, private, and of a schema that is frozen with its version."""

import hashlib
import re
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

import thidua as package
from thidua.ledger.database import SCHEMA_VERSION
from thidua.ledger.named import FACTS, PersonName
from thidua.ledger.tables import METADATA

FROZEN = Path(package.__file__).parent / "ledger" / "sql" / "schema" / f"{SCHEMA_VERSION}.sql"


def _schema(path):
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name").fetchall()
    return "".join(re.sub(r"\s+", " ", sql).strip() + ";\n" for (sql,) in found)


def test_every_table_is_strict(raw):
    tables = {name: is_strict for _, name, kind, _, _, is_strict in raw.execute("PRAGMA table_list") if kind == "table"}
    assert {name for name, is_strict in tables.items() if not is_strict} == {"sqlite_schema", "sqlite_temp_schema"}
    assert len(tables) == 35


def test_after_the_whole_story_every_reference_leads_somewhere_and_every_page_is_sound(raw):
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_every_fact_names_the_entry_that_wrote_it(raw):
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    without = [
        name
        for name in tables
        if ("entry", "seq") not in [(row[2], row[4]) for row in raw.execute(f"PRAGMA foreign_key_list({name})")]
    ]
    assert sorted(without) == ["entry", "person_name"]


def test_the_file_is_marked_as_ours(raw):
    assert raw.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"thdu", "big"),)
    assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_new_ledger_is_readable_by_its_owner_only(thidua):
    assert thidua("init", "--quiet").code == 0
    assert stat.S_IMODE(Path("thidua.db").stat().st_mode) == 0o600


def test_the_schema_is_that_of_its_version(thidua):
    """A change of the schema needs a new version, an upgrade, and then a file of its own, which stays as it is."""
    assert thidua("init", "--quiet").code == 0
    assert _schema("thidua.db") == FROZEN.read_text("utf-8")


@pytest.mark.parametrize(
    ("pragma", "code", "said"),
    [
        (f"user_version = {SCHEMA_VERSION + 1}", 12, "newer"),
        (f"user_version = {SCHEMA_VERSION - 1}", 12, "older"),
        ("application_id = 7", 10, ""),
    ],
)
def test_a_ledger_of_another_version_and_a_database_of_another_program_are_left_alone(
    thidua, story, pragma, code, said
):
    with closing(sqlite3.connect(story)) as connection:
        connection.execute(f"PRAGMA {pragma}")
    before = hashlib.sha256(story.read_bytes()).digest()
    for command in (("status",), ("evaluate", "--month", "2024-03")):
        ran = thidua(*command)
        assert ran.code == code
        assert said in ran.err
    assert hashlib.sha256(story.read_bytes()).digest() == before


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + bytes(500)])
def test_a_file_that_is_no_ledger_is_refused_and_left_alone(thidua, content):
    Path("thidua.db").write_bytes(content)
    for command in (("status",), ("evaluate", "--month", "2024-03")):
        assert thidua(*command).code == 10
    assert Path("thidua.db").read_bytes() == content


def test_a_ledger_whose_name_has_odd_characters_is_opened(thidua):
    for name in ("a b?c=d#e%20.db", "sổ thi đua.db", "'quoted'.db"):
        assert thidua("init", "--db", name, "--quiet").code == 0
        assert thidua("campaign", "list", "--db", name).code == 0
        assert Path(name).stat().st_size > 0


def test_a_mistyped_path_makes_no_file(thidua):
    for command in (("status",), ("evaluate", "--month", "2024-03"), ("launch", "x.yaml")):
        assert thidua(*command).code in {3, 10}
    assert list(Path().glob("*.db*")) == []


def test_tables_are_named_by_statements_as_they_are_defined():
    tables = METADATA.tables
    for named in (*FACTS, PersonName):
        table = tables[named.name]
        references = [(key.parent.name, key.column.table.name, key.column.name) for key in table.foreign_keys]
        assert named.columns == tuple(table.columns.keys())
        assert named.key == tuple(column.name for column in table.primary_key.columns)
        assert sorted(named.references) == sorted(references)
    assert set(tables) == {named.name for named in (*FACTS, PersonName)}

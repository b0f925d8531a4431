"""Upgrading: a frozen ledger of every released schema becomes this one's, its facts and its chain untouched."""

import gzip
import hashlib
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from conftest import NOW
from ledger.chain import Plain
from thidua.actions.backup import automatic_backup
from thidua.domain.occasion import Occasion
from thidua.errors import LedgerBusy, because
from thidua.ledger.database import OLDEST_VERSION, SCHEMA_VERSION
from thidua.ledger.named import frozen_schema
from thidua.ledger.schema import one_line, schema_statements
from thidua.ledger.upgrading import upgrade_schema

FROZEN = Path(__file__).parent / "frozen"
OLD = range(OLDEST_VERSION, SCHEMA_VERSION)


@pytest.fixture(params=OLD, ids=lambda version: f"schema {version}")
def old(request, tmp_path):
    """Give a ledger as that version left it."""
    path = tmp_path / "thidua.db"
    path.write_bytes(gzip.decompress((FROZEN / f"schema-{request.param}.db.gz").read_bytes()))
    return path


def _schema(path):
    with closing(sqlite3.connect(path)) as raw:
        found = raw.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name").fetchall()
    return [sql for (sql,) in found]


def _facts(path):
    with closing(sqlite3.connect(path)) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def test_a_ledger_of_every_schema_since_the_first_release_is_kept():
    assert sorted(FROZEN.iterdir()) == [FROZEN / f"schema-{version}.db.gz" for version in OLD]


def test_this_schema_is_the_one_frozen_with_its_version():
    assert tuple(sorted(schema_statements(), key=_place)) == frozen_schema(SCHEMA_VERSION)


def _place(written):
    kind, name = re.match(r"CREATE (?:UNIQUE )?(TABLE|INDEX|TRIGGER) (\w+)", written).groups()
    return kind.lower(), name


def test_an_upgraded_schema_is_the_fresh_one_to_the_letter(thidua, old):
    assert thidua("upgrade").code == 0
    assert thidua("init", "--db", "fresh.db", "--quiet").code == 0
    assert _schema(old) == _schema("fresh.db")
    with closing(sqlite3.connect(old)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_fact_stays_as_it_was_written_and_the_chain_holds(thidua, old):
    before = _facts(old)
    assert thidua("upgrade").code == 0
    after = _facts(old)
    for table, rows in before.items():
        assert after[table][: len(rows)] == rows, table
    with closing(sqlite3.connect(old)) as raw:
        assert Plain(raw).breaches() == []
        verb, summary = raw.execute("SELECT verb, summary FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    assert (verb, summary) == ("upgrade", f"upgrade schema {SCHEMA_VERSION - 1} to {SCHEMA_VERSION}")


def test_an_upgraded_ledger_goes_on(thidua, old):
    assert old.exists()
    assert thidua("upgrade").code == 0
    campaign = ("--campaign", "dong-khoi-moi-ba-tri-2024")
    line = ("MY-HOA", "sinh-hoat-chi-bo", "1", "--month", "2024-03", "--reason", "x")
    assert thidua("status", *campaign).code == 0
    assert thidua("score", *line, *campaign).code == 0
    assert thidua("close", "--month", "2024-09", "--force", "--reason", "x", *campaign).code == 0


def test_the_receipt_says_from_which_schema_and_again_changes_nothing(thidua, old):
    ran = thidua("upgrade")
    version = SCHEMA_VERSION - 1
    assert (ran.code, ran.out) == (0, "")
    assert f"thidua.db has schema {SCHEMA_VERSION} now, not {version} (entry 23).\n" in ran.err
    before = hashlib.sha256(old.read_bytes()).digest()
    ran = thidua("upgrade")
    assert (ran.code, ran.err) == (0, f"Unchanged: thidua.db has schema {SCHEMA_VERSION} already.\n")
    assert hashlib.sha256(old.read_bytes()).digest() == before


def test_an_older_ledger_is_left_alone_until_it_is_upgraded(thidua, old):
    before = hashlib.sha256(old.read_bytes()).digest()
    for command in (("status",), ("evaluate", "--month", "2024-03"), ("verify",)):
        ran = thidua(*command)
        assert (ran.code, "Run: thidua upgrade --db thidua.db" in ran.err) == (12, True)
    assert hashlib.sha256(old.read_bytes()).digest() == before


@pytest.mark.parametrize(
    ("pragma", "code"),
    [(f"user_version = {SCHEMA_VERSION + 1}", 12), ("user_version = 1", 12), ("application_id = 7", 10)],
)
def test_what_cannot_be_upgraded_is_refused_and_left_alone(thidua, old, pragma, code):
    with closing(sqlite3.connect(old)) as raw:
        raw.execute(f"PRAGMA {pragma}")
    before = hashlib.sha256(old.read_bytes()).digest()
    assert thidua("upgrade").code == code
    assert hashlib.sha256(old.read_bytes()).digest() == before


def test_what_an_older_program_wrote_after_the_backup_is_not_upgraded_without_one(thidua, old):
    occasion = Occasion("Tester", NOW, NOW.date(), None, 1)
    backed = automatic_backup(old, occasion=occasion, oldest=OLDEST_VERSION)
    with closing(sqlite3.connect(old)) as raw:
        columns = ", ".join(row[1] for row in raw.execute("PRAGMA table_info(entry)"))
        changed = columns.replace("seq", "seq + 1").replace("hash", f"'{'0' * 64}'").replace("prev", "hash")
        raw.execute(f"INSERT INTO entry ({columns}) SELECT {changed} FROM entry ORDER BY seq DESC LIMIT 1")
        raw.commit()
    before = hashlib.sha256(old.read_bytes()).digest()
    with pytest.raises(LedgerBusy) as refused:
        upgrade_schema(old, (backed.entry, backed.anchor), occasion=occasion)
    assert [problem.reason for problem in refused.value.problems] == [
        because("upgrade-overtaken", path=old, backed=backed.entry, last=backed.entry + 1)
    ]
    assert hashlib.sha256(old.read_bytes()).digest() == before
    shutil.copy(backed.file, old)
    assert thidua("upgrade").code == 0


def test_a_ledger_whose_references_lead_nowhere_is_not_upgraded(thidua, old):
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("DROP TRIGGER person_no_delete")
        raw.execute("DELETE FROM person WHERE id = 2")
        raw.commit()
    before = hashlib.sha256(old.read_bytes()).digest()
    assert thidua("upgrade").code == 4
    assert hashlib.sha256(old.read_bytes()).digest() == before


def test_a_missing_ledger_is_not_made(thidua):
    assert thidua("upgrade").code == 10
    assert list(Path().glob("*.db")) == []


def test_one_line_leaves_words_apart():
    assert one_line(" CREATE\n\tTABLE  a (x) \n") == "CREATE TABLE a (x)"

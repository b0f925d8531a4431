"""Inspecting a ledger as a function: for what makes copies of it and puts them back."""

import gzip
import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.chain import Plain
from thidua.audit import audited
from thidua.errors import LedgerVersion, NoLedger
from thidua.ledger.verifying import Anchor, inspected, opened
from thidua.ledger.verifying import chain as chain_module
from thidua.ledger.verifying.finding import LISTED, Finding, Gathered

FROZEN = Path(__file__).parent / "frozen" / "schema-2.db.gz"


def test_the_ledger_in_which_everything_has_happened_is_sound(story, plain):
    inspection = inspected(story, wait=1)
    assert (inspection.is_sound, inspection.is_readable, inspection.faults) == (True, True, ())
    assert [check.name for check in inspection.checks] == [
        "file",
        "integrity",
        "references",
        "schema",
        "conditions",
        "chain",
        "rows",
        "names",
        "anchors",
        "voids",
        "months",
    ]
    assert plain.breaches() == []
    seq, *_, digest = plain.entries()[-1]
    assert (inspection.head.entries, inspection.head.seq, inspection.head.digest) == (seq, seq, digest)
    assert inspection.anchor.replace("-", "") == digest[:16]


def test_everything_derived_in_it_is_derived_again(story):
    with opened(story, wait=1) as (connection, _):
        checks = audited(connection)
    assert [(check.name, check.findings) for check in checks if not check.is_sound or not check.looked_at] == []


def test_rows_are_digested_alike_however_many_entries_are_held_at_once(story, monkeypatch):
    whole = inspected(story, wait=1)
    monkeypatch.setattr(chain_module, "_AT_ONCE", 2)
    monkeypatch.setattr(chain_module, "_FETCHED", 3)
    assert inspected(story, wait=1) == whole


def test_the_second_program_and_verify_find_the_same_entry(story, raw):
    raw.execute("DROP TRIGGER content_item_no_update")
    raw.execute("UPDATE content_item SET goal = 'x' WHERE entry = 4")
    raw.commit()
    assert {entry for entry, _ in Plain(raw).breaches()} == {4}
    assert {(one.code, one.entry) for one in inspected(story, wait=1).faults} == {
        ("row-digest", 4),
        ("schema-missing", None),
    }


def test_a_ledger_of_an_earlier_schema_is_inspected_by_its_own_schema(tmp_path):
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(FROZEN.read_bytes()))
    before = hashlib.sha256(path.read_bytes()).digest()
    inspection = inspected(path, wait=1)
    assert (inspection.version, inspection.is_sound) == (2, True)
    assert hashlib.sha256(path.read_bytes()).digest() == before
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TRIGGER score_no_update")
    assert [one.code for one in inspected(path, wait=1).faults] == ["schema-missing"]
    with pytest.raises(LedgerVersion), opened(path, wait=1):
        pass


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\x00", b"SQLite format 3\x00" + bytes(200)])
def test_what_is_no_ledger_is_refused(tmp_path, content):
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(NoLedger):
        inspected(path, wait=1)


def test_an_anchor_may_be_asked_for(story, plain):
    seq, *_, digest = plain.entries()[3]
    assert inspected(story, wait=1, anchors=[Anchor(digest[:16], seq), Anchor(digest[:16])]).is_sound
    assert [one.code for one in inspected(story, wait=1, anchors=[Anchor("0" * 16)]).faults] == ["anchor-missing"]


def test_a_name_that_was_forgotten_is_no_fault_until_it_is_back(story, raw):
    raw.execute("DROP TRIGGER forgotten_guard")
    raw.execute("INSERT INTO forgotten VALUES (2, 1)")
    raw.commit()
    assert "name-not-forgotten" in {one.code for one in inspected(story, wait=1).faults}
    raw.execute("DELETE FROM person_name WHERE person = 2")
    raw.commit()
    assert not {one.code for one in inspected(story, wait=1).faults} & {"name-missing", "name-not-forgotten"}


def test_a_ledger_left_in_wal_mode_is_noted_and_read(story):
    with closing(sqlite3.connect(story)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
    inspection = inspected(story, wait=1)
    assert inspection.is_sound
    assert [one.code for check in inspection.checks for one in check.findings] == ["journal-mode"]


def test_more_findings_than_are_listed_are_counted():
    gathered = Gathered()
    for number in range(LISTED + 5):
        gathered.add(Finding("hash", entry=number))
    check = gathered.check("chain", 1)
    assert (len(check.findings), check.more, check.is_sound) == (LISTED, 5, False)


def test_a_copy_in_the_making_is_refused_and_not_crashed_on(story, tmp_path):
    half = tmp_path / "half.db"
    half.write_bytes(story.read_bytes()[: story.stat().st_size // 2])
    assert not inspected(half, wait=1).is_sound
    shutil.copy(story, half)
    assert inspected(half, wait=1).is_sound

"""Facts are appended, never changed: what any SQLite program meets that opens the file with its default pragmas."""

import sqlite3

import pytest

from ledger.made import OCCASION
from thidua.ledger.database import writing
from thidua.ledger.journal import recording
from thidua.ledger.named import FACTS, Entry, Score
from thidua.ledger.recording import Recording

TABLES = [table.name for table in FACTS]
CHANGED = "facts are appended, never changed"
REPLACED = "facts are appended, never replaced"
ALONE = {"review_minutes", "recognition"}  # only one in force of a review, whatever the entry
NOT_OPEN = "a fact belongs to the entry being written"


def _columns(raw, table):
    return [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]


def _unique_keys(raw, table):
    """Every key of a table: its primary key, its UNIQUE constraints, and what one row in force alone may have."""
    listed = raw.execute(f"PRAGMA table_info({table})").fetchall()
    keys = {tuple(row[1] for row in sorted(listed, key=lambda row: row[5]) if row[5])}
    for _, index, *_ in raw.execute(f"PRAGMA index_list({table})").fetchall():
        if not index.startswith("ix_"):  # an index for finding, no key
            keys.add(tuple(row[2] for row in raw.execute(f"PRAGMA index_info({index})")))
    return sorted(keys)


def _dump(raw):
    return list(raw.iterdump())


def _refused(raw, statement, cells=()):
    with pytest.raises(sqlite3.IntegrityError) as caught:
        raw.execute(statement, cells)
    raw.rollback()
    return str(caught.value)


def test_every_table_but_the_names_of_people_holds_facts_and_the_story_fills_them_all(raw):
    tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {*TABLES, "person_name"}
    assert [table for table in TABLES if raw.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,)] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_column_of_a_fact_can_be_updated(raw, table):
    before = _dump(raw)
    for column in _columns(raw, table):
        assert _refused(raw, f"UPDATE {table} SET {column} = {column}") == CHANGED
        assert _refused(raw, f"UPDATE OR REPLACE {table} SET {column} = {column}") == CHANGED
        assert _refused(raw, f"UPDATE OR IGNORE {table} SET {column} = {column}") == CHANGED
    assert _dump(raw) == before


@pytest.mark.parametrize("table", TABLES)
def test_no_fact_can_be_deleted(raw, table):
    before = _dump(raw)
    assert _refused(raw, f"DELETE FROM {table}") == CHANGED
    assert _refused(
        raw, f"DELETE FROM {table} WHERE rowid > 0" if table in _with_rowid(raw) else f"DELETE FROM {table}"
    )
    assert _dump(raw) == before


def _with_rowid(raw):
    return {name for _, name, _, _, is_without, _ in raw.execute("PRAGMA table_list") if not is_without}


@pytest.mark.parametrize("table", TABLES)
def test_no_fact_can_be_replaced_through_any_of_its_keys(raw, table):
    before = _dump(raw)
    columns = _columns(raw, table)
    place = ",".join("?" * len(columns))
    tried = 0
    for key in _unique_keys(raw, table):
        for row in raw.execute(f"SELECT * FROM {table}").fetchall():
            if not _is_in_index(key, dict(zip(columns, row, strict=True))):
                continue
            forged = [v if c in key else _other(v) for c, v in zip(columns, row, strict=True)]
            for verb in ("INSERT OR REPLACE INTO", "REPLACE INTO", "INSERT OR IGNORE INTO"):
                # a key with the entry in it is of an entry that is written, and nothing is added to that one
                why = NOT_OPEN if "entry" in key and table not in ALONE else REPLACED
                assert _refused(raw, f"{verb} {table} VALUES ({place})", forged) == why, (key, row)
            tried += 1
            if tried % 20 == 0:
                break
    assert tried > 0
    assert _dump(raw) == before


def _other(value):
    if value is None:
        return None
    return value + 1_000_000 if isinstance(value, int) else value + "~"


def _is_in_index(key, row):
    # the two partial indexes of registration: one is of units, the other of persons
    return None not in [row[column] for column in key] and not (key == ("campaign", "unit") and row["person"])


def test_the_keys_that_could_be_replaced_include_the_partial_ones(raw):
    assert _unique_keys(raw, "registration") == [
        ("campaign", "code"),
        ("campaign", "unit"),
        ("campaign", "unit", "person"),
        ("id",),
    ]


@pytest.mark.parametrize("table", TABLES)
def test_an_upsert_changes_nothing(raw, table):
    before = _dump(raw)
    columns = _columns(raw, table)
    key = ", ".join(_unique_keys(raw, table)[-1])
    clash = f"ON CONFLICT ({key}) DO UPDATE SET {columns[-1]} = {columns[-1]}"
    row = raw.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
    statement = f"INSERT INTO {table} VALUES ({','.join('?' * len(columns))}) {clash}"
    try:
        raw.execute(statement, row)
    except (sqlite3.IntegrityError, sqlite3.OperationalError):
        raw.rollback()
    assert _dump(raw) == before


def test_a_second_individual_of_a_unit_and_a_unit_beside_its_individual_are_no_replacement(raw):
    unit = raw.execute("SELECT campaign, unit FROM registration WHERE person IS NOT NULL").fetchone()
    other = raw.execute("SELECT id FROM person ORDER BY id LIMIT 1").fetchone()
    place = f"900, (SELECT MAX(seq) + 1 FROM entry), {unit[0]}, 'X', {unit[1]}, {other[0]}"
    values = f"SELECT {place}, 'farmer', 'ca-nhan', NULL, '2024-03-01', 0"
    assert raw.execute(f"INSERT INTO registration {values}").rowcount == 1


def test_the_name_of_a_person_may_be_deleted(raw):
    assert raw.execute("DELETE FROM person_name WHERE person = 1").rowcount == 1


@pytest.mark.parametrize("table", [table for table in FACTS if table != Entry], ids=lambda table: table.name)
def test_a_fact_may_refer_only_to_what_is_there(story, raw, table):
    """A row is given as it stands, then with one reference after the other to a number of no row."""
    row = raw.execute(f"SELECT {', '.join(table.columns)} FROM {table.name} LIMIT 1").fetchone()
    cells = dict(zip(table.columns, row, strict=True))
    for column, other, _ in table.references:
        with writing(story, wait=0) as connection:
            record = Recording(connection, OCCASION, "test")
            record.refer(table, list(cells.values()))
            record.look_for_references()
            record.refer(table, list({**cells, column: 999_999}.values()))
            with pytest.raises(ValueError, match=other):
                record.look_for_references()


def test_of_an_entry_whose_facts_refer_to_nothing_nothing_is_stored(story, raw):
    before = _dump(raw)
    with pytest.raises(ValueError, match="ruleset"), recording(story, OCCASION, "test") as record:
        record.append(Score, [(24_290, 1, 1, 3, record.seq, 1, "1", 100, 0, 999_999, None, None)])
    assert _dump(raw) == before

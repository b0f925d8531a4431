"""The rows of every entry are found, whatever table they stand in, and every column has its word."""

import json
import re
import sqlite3

from conftest import Thidua
from thidua.ledger.between import TABLES as TOLD
from thidua.ledger.facts import TABLES, shown_columns
from thidua.words.facts import COLUMNS
from thidua.words.facts import TABLES as TITLES


def test_every_table_and_every_column_of_facts_has_its_word_and_no_other_has():
    assert sorted(TITLES) == sorted(TABLES)
    assert sorted(COLUMNS) == sorted({column for name in TABLES for column in shown_columns(name)})
    assert set(TOLD) <= set(TABLES)


def test_every_row_of_every_entry_is_told(thidua: Thidua, raw: sqlite3.Connection):
    entries = raw.execute("SELECT seq, rows FROM entry ORDER BY seq").fetchall()
    tables = set()
    for seq, rows in entries:
        whole = json.loads(thidua("log", str(seq), "--json").out)
        lists = {key.removesuffix("_rows"): value for key, value in whole.items() if key.endswith("_rows")}
        assert (seq, sum(len(found) for found in lists.values())) == (seq, rows)
        assert whole["tables"] == {name: len(found) for name, found in lists.items()}
        tables |= lists.keys()
    held = {name for name in TABLES if raw.execute(f"SELECT EXISTS (SELECT 1 FROM {name})").fetchone()[0]}
    assert tables == held


def test_no_reference_is_left_as_a_number_of_the_ledger(thidua: Thidua, raw: sqlite3.Connection):
    last = raw.execute("SELECT MAX(seq) FROM entry").fetchone()[0]
    told = thidua("log", "--between", "0", str(last), "--json").out
    assert re.findall(r'"#[0-9]{1,7}"', told) == []

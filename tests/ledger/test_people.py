"""Who acts is one person, however long ago they acted last."""

import sqlite3
from contextlib import closing
from dataclasses import replace

from ledger.made import OCCASION
from thidua.ledger.journal import recording
from thidua.ledger.people import ensure_person


def test_who_acted_long_ago_is_still_the_same_person(story):
    for actor, entries in (("Hồ Văn Mẫu", 1), ("Trần Văn Mẫu", 120), ("Hồ Văn Mẫu", 1)):
        for _ in range(entries):
            with recording(story, replace(OCCASION, actor=actor), "test") as record:
                ensure_person(record, f"Người {record.seq}", post="người giữ sổ")
    counted = "SELECT COUNT(*) FROM person_name WHERE post = '' AND name = ?"
    with closing(sqlite3.connect(story)) as raw:
        assert [raw.execute(counted, (name,)).fetchone() for name in ("Hồ Văn Mẫu", "Trần Văn Mẫu")] == [(1,), (1,)]

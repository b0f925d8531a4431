"""Who acts is one person, however long ago they acted last."""

import sqlite3
from contextlib import closing
from dataclasses import replace

from ledger.made import OCCASION
from thidua.ledger.journal import recording
from thidua.ledger.people import ensure_person


def test_who_acted_long_ago_is_still_the_same_person(story):
    for actor, entries in (("Nguyễn Văn Mẫu", 1), ("Trần Thị Mẫu", 120), ("Nguyễn Văn Mẫu", 1)):
        for number in range(entries):
            with recording(story, replace(OCCASION, actor=actor), "test") as record:
                ensure_person(record, f"{actor} {record.seq} {number}", post="người giữ sổ")
    with closing(sqlite3.connect(story)) as raw:
        names = (
            "SELECT name, COUNT(*) FROM person_name WHERE post = '' AND name LIKE '%Mẫu' GROUP BY name ORDER BY name"
        )
        assert raw.execute(names).fetchall() == [("Nguyễn Văn Mẫu", 1), ("Trần Thị Mẫu", 1)]

"""Names: each fits the digest that stands for it in the chain, and is there unless it was forgotten."""

import hashlib
import sqlite3

from thidua.ledger.verifying.finding import Finding, Gathered
from thidua.ledger.verifying.frozen import Frozen

_PEOPLE = """
SELECT p.id, p.entry, p.digest, n.person IS NOT NULL, f.person IS NOT NULL,
       CAST(n.salt || char(10) || n.name || char(10) || n.post AS BLOB)
FROM main.person AS p
LEFT JOIN main.person_name AS n ON n.person = p.id
LEFT JOIN {forgotten} AS f ON f.person = p.id
ORDER BY p.id
"""
_NOBODY = "(SELECT NULL AS person WHERE 0)"  # before version 3 nobody could be forgotten
_LINES = 3  # salt, name, post: with a line end in one of them two persons could bear one digest


def check_people(connection: sqlite3.Connection, schema: Frozen, gathered: Gathered) -> int:
    """Hold every name against its person's digest; one without a name must have been forgotten, and the contrary."""
    query = _PEOPLE.format(forgotten="main.forgotten" if "forgotten" in schema.columns else _NOBODY)
    looked_at = 0
    for person, entry, digest, is_named, is_forgotten, said in connection.execute(query):
        looked_at += 1
        if is_named and is_forgotten:
            gathered.add(Finding("name-not-forgotten", "person_name", entry=entry, key=person))
        elif not is_named and not is_forgotten:
            gathered.add(Finding("name-missing", "person_name", entry=entry, key=person))
        elif is_named and hashlib.sha256(said or b"").hexdigest() != digest:
            found = hashlib.sha256(said or b"").hexdigest()
            gathered.add(Finding("name-unlike", "person_name", entry=entry, key=person, expected=digest, found=found))
        elif is_named and said.count(b"\n") != _LINES - 1:
            gathered.add(Finding("name-malformed", "person_name", entry=entry, key=person))
    strays = "SELECT person FROM main.person_name WHERE person NOT IN (SELECT id FROM main.person) ORDER BY person"
    for (person,) in connection.execute(strays):
        gathered.add(Finding("name-of-nobody", "person_name", key=person))
    return looked_at

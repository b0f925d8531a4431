"""Whether a file is the ledger it says it is: pages, schema, chain, rows, names. Nothing is ever repaired.

What is derived from facts (evaluations, votes, steps) is derived again in ``thidua.audit``. Every check goes on where
another failed, as far as it can still say something; whatever SQLite says of a damaged or hostile file is a finding.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from thidua.domain.anchors import anchor_of
from thidua.errors import LedgerBusy, because
from thidua.ledger.database import OLDEST_VERSION, SCHEMA_VERSION, Connection, inspecting
from thidua.ledger.verifying.anchors import Anchor, check_anchors
from thidua.ledger.verifying.chain import Head, check_chain, check_rows
from thidua.ledger.verifying.file import check_file, header_of, journal_of
from thidua.ledger.verifying.finding import Check, Finding, Gathered, Look, said
from thidua.ledger.verifying.frozen import compare_schema, frozen, plain_tables
from thidua.ledger.verifying.integrity import check_conditions, check_integrity, check_references
from thidua.ledger.verifying.months import check_closings, check_voids
from thidua.ledger.verifying.people import check_people

__all__ = [
    "UNREADABLE",
    "Anchor",
    "Check",
    "Finding",
    "Gathered",
    "Head",
    "Inspection",
    "Look",
    "done",
    "inspected",
    "opened",
    "said",
]

# what a file that was damaged or made to harm may bring about when it is read; anything else is a bug
UNREADABLE = (
    sqlite3.Error,
    SQLAlchemyError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    MemoryError,
    RecursionError,
)
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_HOT = frozenset({sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY})


@dataclass(frozen=True)
class Inspection:
    """What was found of a ledger; ``head`` is how far its chain goes.

    ``is_readable`` is false when its tables are not those of its version, so that nothing can be derived from them.
    """

    path: Path
    version: int
    head: Head
    checks: tuple[Check, ...]
    is_readable: bool

    @property
    def anchor(self) -> str:
        """The anchor of the last entry."""
        return anchor_of(self.head.digest) if self.head.digest else ""

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Everything found that is more than a note."""
        return tuple(fault for check in self.checks for fault in check.faults)

    @property
    def is_sound(self) -> bool:
        """True when nothing is wrong."""
        return all(check.is_sound for check in self.checks)


def inspected(path: Path, *, wait: float, anchors: Sequence[Anchor] = ()) -> Inspection:
    """Inspect a file, of this version or of an older one that this program knows.

    Refuses what is no ledger, or a newer one, and one that another program holds longer than ``wait`` seconds.
    """
    with opened(path, wait=wait, oldest=OLDEST_VERSION, anchors=anchors) as (_, inspection):
        return inspection


@contextmanager
def opened(
    path: Path, *, wait: float, oldest: int = SCHEMA_VERSION, anchors: Sequence[Anchor] = ()
) -> Iterator[tuple[Connection | None, Inspection]]:
    """Inspect a file and go on looking at it as it stood then; without a connection when it cannot be opened."""
    header = header_of(path, oldest=oldest)
    pages, unopened = header.pages, []
    with ExitStack() as stack:
        connection: Connection | None = None
        try:
            connection = stack.enter_context(inspecting(path, wait=wait))
            connection.exec_driver_sql("SELECT COUNT(*) FROM main.sqlite_master").scalar_one()
            if header.is_rolled_back:
                pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        except UNREADABLE as error:
            connection = None
            unopened.append(_not_opened(path, error))
        # asked while nobody may write: a long transaction makes the file longer before it says so in the header
        checks = [done("file", lambda gathered: check_file(path, header, pages, gathered)), *unopened]
        if connection is None:
            yield None, Inspection(path, header.version, Head(), tuple(checks), is_readable=False)
        else:
            yield connection, _inspection(path, connection, header.version, checks, anchors)


def done(name: str, look: Look) -> Check:
    """Do one check; what cannot be read is itself a finding."""
    gathered, looked_at = Gathered(), 0
    try:
        looked_at = look(gathered)
    except UNREADABLE as error:
        gathered.add(Finding("unreadable", found=said(error)))
    return gathered.check(name, looked_at)


def _not_opened(path: Path, error: Exception) -> Check:
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0)
    if code & 0xFF in _BUSY:
        raise LedgerBusy(because("ledger-busy", path=path)) from None
    gathered = Gathered()
    if code in _HOT or (code & 0xFF == sqlite3.SQLITE_CANTOPEN and journal_of(path).exists()):
        gathered.add(Finding("journal-hot", found=str(journal_of(path))))
    else:
        gathered.add(Finding("unreadable", found=said(error)))
    return gathered.check("open", 0, is_done=False)


def _inspection(
    path: Path, connection: Connection, version: int, checks: list[Check], anchors: Sequence[Anchor]
) -> Inspection:
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError(raw)
    schema, head = frozen(version), Head()
    # what is no UTF-8 is shown as well as can be: it is digested as it stands
    raw.text_factory = lambda text: text.decode("utf-8", "replace")
    checks += [
        done("integrity", lambda gathered: check_integrity(raw, gathered)),
        done("references", lambda gathered: check_references(raw, gathered)),
        done("schema", lambda gathered: compare_schema(raw, version, gathered)),
    ]
    try:
        readable, is_whole = plain_tables(raw, version)
    except UNREADABLE:
        readable, is_whole = [], False
    looks: dict[str, tuple[set[str], Look]] = {
        "conditions": (set(), lambda gathered: check_conditions(raw, schema, readable, gathered)),
        "chain": ({"entry", "person"}, lambda gathered: check_chain(raw, head, gathered)),
        "rows": ({"entry"}, lambda gathered: check_rows(raw, schema, readable, gathered)),
        "names": ({"person", "person_name"}, lambda gathered: check_people(raw, schema, gathered)),
        "anchors": ({"entry"}, lambda gathered: check_anchors(raw, anchors, gathered)),
    }
    if "voided" in schema.columns:
        looks["voids"] = ({"entry", "voided"}, lambda gathered: check_voids(raw, gathered))
        looks["months"] = (set(schema.columns), lambda gathered: check_closings(raw, gathered))
    for name, (needed, look) in looks.items():
        checks.append(done(name, look) if needed <= set(readable) else Check(name, 0, is_done=False))
    raw.text_factory = str
    return Inspection(path, version, head, tuple(checks), is_readable=is_whole)

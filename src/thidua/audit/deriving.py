"""Deriving something from a ledger that may hold anything."""

from collections.abc import Iterator
from contextlib import contextmanager

from thidua.errors import ThiduaError
from thidua.ledger.verifying import UNREADABLE, Finding, Gathered, said


@contextmanager
def deriving(gathered: Gathered, table: str, *, entry: int, key: object) -> Iterator[None]:
    """Make what cannot be derived a finding: no verb would have stored what is there."""
    try:
        yield
    except (*UNREADABLE, ThiduaError) as error:
        gathered.add(Finding("not-derivable", table, entry=entry, key=str(key), found=said(error)))

"""Waiting for one's turn to write: who has waited longer asks more often.

SQLite's own waiting asks ever more seldom, every tenth of a second in the end, so that a program which has just come
overtakes those that wait: of 16 that wrote without a pause on a slow computer some waited longer than half a minute.
"""

import sqlite3
import time

from sqlalchemy import Connection

_FIRST, _LAST = 0.02, 0.001  # seconds between two askings, at first and in the end
_PATIENCE = 5.0  # seconds until the last of them


def begin_writing(connection: Connection, wait: float) -> None:
    """Take the writer's lock of a ledger, waiting so many seconds for whoever has it; then SQLite's error is raised."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError(raw)
    began = time.monotonic()
    raw.execute("PRAGMA busy_timeout = 0")
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")
            break
        except sqlite3.OperationalError as error:
            waited = time.monotonic() - began
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or waited >= wait:
                raise
        time.sleep(max(_LAST, _FIRST - (_FIRST - _LAST) * waited / _PATIENCE))
    raw.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")

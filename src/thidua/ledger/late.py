"""Which entries came late: after their month had been closed, or of a day in a month that was closed."""

from sqlalchemy import Connection, text

from thidua.ledger.database import statement


def late_entries(connection: Connection) -> frozenset[int]:
    """Give the entries that came late, those that were voided since included; one look when no month was ever closed.

    Late is an entry with a score, a change of version, an evaluation, a selection vote or a commendation of a month
    that had been closed before and was opened again, or with a registration, publicity or learning whose day lies in a
    month that was closed at that time.
    """
    if not connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM main.month_closing)").scalar_one():
        return frozenset()
    return frozenset(int(entry) for entry in connection.execute(text(statement("late"))).scalars())

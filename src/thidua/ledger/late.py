"""Which entries came late: after their month had been closed, or of a day in a month that was closed."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from thidua.domain.month import Month
from thidua.ledger.database import statement
from thidua.ledger.of_month import OF_MONTH, rows_within


@dataclass(frozen=True)
class Late:
    """An entry that came late to a month of a campaign."""

    campaign: int
    month: Month
    entry: int


def late_entries(connection: Connection) -> list[Late]:
    """List what came late, what was voided since included; one look when no month was ever closed.

    Late is an entry with a score, a change of version, an evaluation, a selection vote or a commendation of a month
    that had been closed before and was opened again, or with a registration, publicity or learning whose day lies in a
    month that was closed at that time.
    """
    if not connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM main.month_closing)").scalar_one():
        return []
    of_month = " UNION ".join(rows_within("opened", table, "t.entry > o.entry") for table in OF_MONTH)
    rows = connection.execute(text(statement("late").format(of_month=of_month)))
    # what is of the month and has a day in it is late once
    return list(dict.fromkeys(Late(row.campaign, Month(row.month), row.entry) for row in rows))

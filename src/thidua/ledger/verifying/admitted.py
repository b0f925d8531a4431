"""Registrations, closings and withdrawals read as they stand, to be looked at again: voided or not."""

from dataclasses import dataclass

from sqlalchemy import Connection

from thidua.ledger.withdrawals import Target


@dataclass(frozen=True)
class RegistrationOf:
    """A registration as it stands."""

    entry: int
    campaign: int
    code: str
    registered_on: str
    late: int


def registration_rows(connection: Connection) -> list[RegistrationOf]:
    """List every registration in the order of the entries."""
    query = "SELECT entry, campaign, code, registered_on, late FROM main.registration ORDER BY entry, campaign, id"
    return [RegistrationOf(*row) for row in connection.exec_driver_sql(query)]


@dataclass(frozen=True)
class ClosingOf:
    """That a month was closed, or opened again, as it stands."""

    entry: int
    campaign: int
    month: int
    is_closed: int
    hash: str


def closing_rows(connection: Connection) -> list[ClosingOf]:
    """List every closing and reopening in the order of the entries."""
    query = (
        "SELECT c.entry, c.campaign, c.month, c.is_closed, e.hash FROM main.month_closing AS c"
        " JOIN main.entry AS e ON e.seq = c.entry ORDER BY c.entry, c.campaign, c.month"
    )
    return [ClosingOf(*row) for row in connection.exec_driver_sql(query)]


def is_repeated(connection: Connection, entry: int, number: int, target: Target) -> bool:
    """True when an entry says something of a target in an earlier row of its own than that of a number."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM main.withdrawal WHERE entry = ? AND id < ? AND registration = ?"
        " AND commendation IS ? AND review IS ?)"
    )
    bound = (entry, number, target.registration, target.commendation, target.review)
    return bool(connection.exec_driver_sql(query, bound).scalar_one())

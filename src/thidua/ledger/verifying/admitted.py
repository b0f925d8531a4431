"""Registrations and closings read as they stand, to be looked at again: voided or not."""

from dataclasses import dataclass

from sqlalchemy import Connection


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
    query = "SELECT entry, campaign, code, registered_on, late FROM main.registration ORDER BY entry, id"
    return [RegistrationOf(*row) for row in connection.exec_driver_sql(query)]


@dataclass(frozen=True)
class ClosingOf:
    """That a month was closed, or opened again, as it stands."""

    entry: int
    campaign: int
    month: int
    is_closed: int


def closing_rows(connection: Connection) -> list[ClosingOf]:
    """List every closing and reopening in the order of the entries."""
    query = "SELECT entry, campaign, month, is_closed FROM main.month_closing ORDER BY entry, campaign, month"
    return [ClosingOf(*row) for row in connection.exec_driver_sql(query)]

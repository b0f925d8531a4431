"""The ledger's tables as SQLAlchemy's expressions take them."""

from functools import cache

from sqlalchemy import TableClause, column, table

from thidua.ledger.named import LedgerTable


@cache
def table_of(named: LedgerTable, *, schema: str | None = None) -> TableClause:
    """Give what stands for a table in an expression."""
    return table(named.name, *map(column, named.columns), schema=schema)

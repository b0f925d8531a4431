"""The ledger's tables: columns, keys and checks, nothing else. These rows are not rules and leave this folder never.

Every table of ``named.FACTS`` is append-only and in the chain: its rows name the entry that wrote them. The names of
people are outside the chain, so that one can be forgotten without breaking it. Months are ordinals (year * 12 +
month - 1), points whole hundredths, dates ISO text; every table is STRICT.
"""

from sqlmodel import SQLModel

from thidua.ledger.tables import journal, register, results, steps

__all__ = ["METADATA", "journal", "register", "results", "steps"]

METADATA = SQLModel.metadata  # with every table of the modules above

"""Who acts, when, and in which campaign: handed to every verb, so that no rule asks the clock."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Occasion:
    """The circumstances of one command.

    ``now`` is an aware UTC time, ``today`` the date in Vietnam; ``campaign`` is a code, or None for the only one in the
    ledger; ``wait`` is how many seconds to wait while another program holds the ledger; ``as_of`` is the day, or the
    entry, as of which a report is told, None for now; ``is_redacted`` lets a report name nobody.
    """

    actor: str
    now: datetime
    today: date
    campaign: str | None = None
    wait: float = 30.0
    as_of: date | int | None = None
    is_redacted: bool = False

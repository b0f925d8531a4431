"""Dates as people write them: ``2024-03-31`` and ``31/03/2024``; nothing else, and never a guess."""

import re
from datetime import date, datetime, timedelta, timezone

from thidua.errors import Reason, because

VIETNAM = timezone(timedelta(hours=7))
_WRITTEN = re.compile(
    r"(?:(?P<y1>(?:19|2[0-9])[0-9]{2})-(?P<m1>[0-9]{1,2})-(?P<d1>[0-9]{1,2})|(?P<d2>[0-9]{1,2})/(?P<m2>[0-9]{1,2})/(?P<y2>(?:19|2[0-9])[0-9]{2}))"
)


def parse_date(text: str) -> date | Reason:
    """Read a day; a day that does not exist (31/02/2024) is refused by name."""
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        return because("date-malformed", text=text)
    parts = [int(written[a] or written[b]) for a, b in (("y1", "y2"), ("m1", "m2"), ("d1", "d2"))]
    try:
        return date(*parts)
    except ValueError:
        return because("date-impossible", text=text)


def day_in_vietnam(moment: datetime) -> date:
    """Give the day of an aware time where the movement is run, whatever clock the computer keeps."""
    return moment.astimezone(VIETNAM).date()

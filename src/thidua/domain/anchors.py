"""The anchor of an entry: the start of its hash, short enough to be printed on a signed report and typed again."""

import re

from thidua.errors import Reason, because

_DIGITS = 16
_GROUP = 4
_WRITTEN = re.compile(r"[0-9a-f]{4}(-?[0-9a-f]{4}){3}")


def anchor_of(entry_hash: str) -> str:
    """Give the first 16 hex digits of an entry's hash, in groups of four: ``1a2b-3c4d-5e6f-7a8b``."""
    return "-".join(entry_hash[start : start + _GROUP] for start in range(0, _DIGITS, _GROUP))


def parse_anchor(text: str) -> str | Reason:
    """Read an anchor, with its hyphens or without, in either case; give its 16 hex digits."""
    written = text.strip().lower()
    if _WRITTEN.fullmatch(written) is None:
        return because("anchor-malformed", text=text)
    return written.replace("-", "")

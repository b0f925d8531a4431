"""Anchors: the short form of an entry's hash that goes on signed papers and in the names of backups."""

import re

from thidua.errors import Reason, because

_LENGTH = 16
_WRITTEN = re.compile(r"[0-9a-f]{4}(?:-?[0-9a-f]{4}){3}")


def anchor_of(digest: str) -> str:
    """Give the first sixteen hex digits of a hash in groups of four: ``1a2b-3c4d-5e6f-7a8b``."""
    return "-".join(digest[at : at + 4] for at in range(0, _LENGTH, 4))


def parse_anchor(text: str) -> str | Reason:
    """Read an anchor as printed, with or without its hyphens; gives the sixteen hex digits."""
    tidied = text.strip().lower()
    if _WRITTEN.fullmatch(tidied) is None:
        return because("anchor-malformed", text=text)
    return tidied.replace("-", "")

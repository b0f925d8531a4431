"""What must not be in a ledger unseen: numbers that look like a person's identity number; and whether a text names one.

A person who is not to be named is told by a token of the digest: ``#1a2b3c4d``.

A citizen's number (CCCD) has 12 digits, the older identity card (CMND) 9. They are written whole, or in equal groups
with one kind of separator: ``079201001234``, ``079 201 001 234``, ``0792-0100-1234``, ``123 456 789``. No such number
are ten digits (a telephone), nine after +84, dates, amounts in groups of three with points or commas
(``120.000.000.000``), and what a unit follows (``120000000 đồng``); but what begins with 0 is no amount.
"""

import re

from thidua.domain.names import matching_key, tidy

_CITIZEN = 12
_CARD = 9
_GROUPED = re.compile(
    r"(?<![0-9])(?<![0-9][ .,/–-])(?:[0-9]{9,12}|[0-9]{3,6}(?P<by>[ .,–-])[0-9]{3,6}(?:(?P=by)[0-9]{3,6}){0,3}"
    r"|[0-9](?P<one>[ .–-])[0-9](?:(?P=one)[0-9]){7,10})(?![0-9])(?![ .,/–-][0-9])"
)
_ENOUGH = re.compile(rf"(?:[0-9][^0-9]*){{{_CARD}}}")
_ABROAD = re.compile(r"\+84\)?[ .-]?$")
_UNIT = re.compile(
    r"\s*(?:đồng|đ|vnđ|vnd|usd|nghìn|ngàn|triệu|tỷ|tỉ|%|m2|m²|m3|m³|ha|kg|tấn|người|hộ|cây|lượt)(?![^\W\d_])",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[1-9][0-9]{2}(?:[.,][0-9]{3}){2,3}")
_SHOWN = 3
TOKEN_DIGITS = 8  # of a digest, after ``#``
_TOKEN = re.compile(rf"#[0-9a-f]{{{TOKEN_DIGITS}}}")
_WORD = re.compile(r"[^\W_]+")


def identity_number(text: str) -> str | None:
    """Give the first number of a text that looks like an identity number, all but its first digits hidden."""
    if not _ENOUGH.search(text):  # as nearly always
        return None
    for found in _GROUPED.finditer(tidy(text)):
        digits = "".join(c for c in found[0] if c.isdigit())
        if len(digits) in (_CITIZEN, _CARD) and _is_identity(found, digits):
            return digits[:_SHOWN] + "•" * (len(digits) - _SHOWN)
    return None


def _is_identity(found: re.Match[str], digits: str) -> bool:
    if digits.startswith("0"):
        return len(digits) == _CITIZEN or not _ABROAD.search(found.string[: found.start()])
    if _AMOUNT.fullmatch(found[0]) or _UNIT.match(found.string, found.end()):
        return False
    if _ABROAD.search(found.string[: found.start()]):
        return False
    is_whole = found["by"] is None and found["one"] is None
    # every citizen's number begins with 0; four years in a row do not
    return is_whole or len(digits) == _CARD


def token_of(digest: str) -> str:
    """Give what stands for a person's name where it is not shown."""
    return f"#{digest[:TOKEN_DIGITS]}"


def is_token(text: str) -> bool:
    """True when a text is written as a token is."""
    return _TOKEN.fullmatch(text) is not None


def names_person(text: str, name: str) -> bool:
    """True when a text has all the words of a name in a row: case, Unicode form and tone placement do not count."""
    wanted, words = _words(name), _words(text)
    size = len(wanted)
    return size > 0 and any(words[at : at + size] == wanted for at in range(len(words) - size + 1))


def _words(text: str) -> list[str]:
    return [matching_key(word) for word in _WORD.findall(tidy(text))]

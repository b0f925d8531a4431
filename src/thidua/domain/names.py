"""Vietnamese names: one written form, one key to match by, one to search by, one to sort by.

``Mỹ Hòa``, ``Mỹ Hoà``, its decomposed form, capitals and double spaces are one name. A name typed without its
diacritics only *suggests*: "Hoa" may be Hòa, Hóa or Hoa, and the program does not pick.
"""

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONE_ORDER = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
_WORD = re.compile(r"[^\W\d_]+(?:[" + _TONES + r"\u0302\u0306\u031b]+[^\W\d_]*)*")
_LOOKALIKE_D = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"})


def tidy(text: str) -> str:
    """Give the one written form: NFC, single spaces, no invisible format characters, the Vietnamese Đ."""
    kept = "".join(" " if c.isspace() else c for c in text if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", " ".join(kept.split())).translate(_LOOKALIKE_D)


def _tone_last(word: re.Match[str]) -> str:
    tones = [c for c in word[0] if c in _TONES]
    return "".join(c for c in word[0] if c not in _TONES) + "".join(tones)


def matching_key(text: str) -> str:
    """Give what two spellings of one name share: case, spaces, Unicode form and tone placement do not count."""
    return _WORD.sub(_tone_last, unicodedata.normalize("NFD", tidy(text).casefold()))


def search_key(text: str) -> str:
    """Give the name without any diacritics, for suggestions only."""
    bare = "".join(c for c in unicodedata.normalize("NFD", tidy(text).casefold()) if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def sort_key(text: str) -> tuple[tuple[int, int], ...]:
    """Order as a Vietnamese dictionary does: a ă â b … d đ e ê …, then by tone: ngang huyền hỏi ngã sắc nặng."""
    letters: list[tuple[int, int]] = []
    tones: list[tuple[int, int]] = []
    for character in unicodedata.normalize("NFC", tidy(text).casefold()):
        parts = unicodedata.normalize("NFD", character)
        tone = next((p for p in parts if p in _TONES), "")
        letter = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES))
        place = _LETTERS.find(letter) if len(letter) == 1 else -1
        letters.append((1, place) if place >= 0 else (0, ord(letter[0])))
        tones.append((_TONE_ORDER.index(tone), 0))
    return (*letters, (-1, -1), *tones)

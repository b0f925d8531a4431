"""Vietnamese names: one written form, one key to match by, one to search by, one to sort by.

``Mỹ Hòa``, ``Mỹ Hoà``, its decomposed form, capitals and double spaces are one name. A name typed without its
diacritics only *suggests*: "Hoa" may be Hòa, Hóa or Hoa, and the program does not pick.
"""

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONE_ORDER = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
_VOWELS = re.compile("[aeiouy][aeiouy\u0300-\u036f]*")  # the vowels of one syllable, decomposed, with their marks
_LOOKALIKE_D = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"})


def tidy(text: str) -> str:
    """Give the one written form: NFC, single spaces, no invisible format characters, the Vietnamese Đ."""
    if not text.isprintable():  # nothing printable is of a format, nor a space other than the plain one
        text = "".join(" " if c.isspace() else c for c in text if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", " ".join(text.split())).translate(_LOOKALIKE_D)


def _tone_last(vowels: re.Match[str]) -> str:
    tones = [c for c in vowels[0] if c in _TONES]
    if len(tones) != 1:  # two tones are two syllables: nothing says which is whose
        return vowels[0]
    return vowels[0].replace(tones[0], "") + tones[0]


def matching_key(text: str) -> str:
    """Give what two spellings of one name share: case, spaces, Unicode form and tone placement do not count."""
    moved = _VOWELS.sub(_tone_last, unicodedata.normalize("NFD", tidy(text).casefold()))
    return unicodedata.normalize("NFD", moved)


def search_key(text: str) -> str:
    """Give the name without any diacritics, for suggestions only."""
    bare = "".join(c for c in unicodedata.normalize("NFD", tidy(text).casefold()) if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def sort_key(text: str) -> tuple[tuple[int, int], ...]:
    """Order as a Vietnamese dictionary does: a ă â b … d đ e ê …, then by tone: ngang huyền hỏi ngã sắc nặng."""
    spelled = matching_key(text)
    bare = unicodedata.normalize("NFC", "".join(c for c in spelled if c not in _TONES))
    letters = [(1, place) if (place := _LETTERS.find(c)) >= 0 else (0, ord(c)) for c in bare]
    tones: list[tuple[int, int]] = []
    for character in spelled:
        if character in _TONES and tones:
            tones[-1] = (_TONE_ORDER.index(character), 0)
        elif not unicodedata.combining(character):
            tones.append((0, 0))
    return (*letters, (-1, -1), *tones)

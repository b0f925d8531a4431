"""Vietnamese text of before Unicode, TCVN3 and VNI: what its letters are, and whether a word reads as Vietnamese.

Both put Vietnamese letters where Windows has Western ones, and only a font showed them right. Text here is what Windows
shows without the font: ``TØnh BÕn Tre`` (TCVN3) or ``Tænh Beán Tre`` (VNI) for ``Tỉnh Bến Tre``.

TCVN3 (ABC; the third set of TCVN 5712:1993) has the 67 small letters and seven capitals, Ă Â Ê Ô Ơ Ư Đ. Other capitals
are small ones shown by a font of capitals (``.VnTimeH``); the text does not tell, and ``HUYÖN`` becomes ``HUYệN``.
VNI (VNI-Windows) writes a vowel, then its mark.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

_TONES = ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323")  # sắc, huyền, hỏi, ngã, nặng
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_LOST = "\ufffd"
_UNREAD = f"[\x80-\x9fÀ-ÖØ-öø-\u1fff{_LOST}]"  # signs stand as they are, letters of others do not
_WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_BYTES = {ord(character): byte for byte, character in _WINDOWS.items()}


@dataclass(frozen=True)
class Legacy:
    """An encoding of before Unicode: the letter for each thing written, and what is written for letters."""

    letters: Mapping[str, str]
    pattern: re.Pattern[str]

    def read(self, text: str) -> str:
        """Give the text in Unicode, with U+FFFD for every letter that is not of this encoding."""
        return self.pattern.sub(lambda found: self.letters.get(found[0], _LOST), text)

    def stranger(self, text: str) -> int | None:
        """Find the first letter that is not of this encoding, counted from 0."""
        found = (part.start() for part in self.pattern.finditer(text) if part[0] not in self.letters)
        return next(found, None)


def _tcvn3() -> Legacy:
    runs = {
        "\xa1": "ĂÂÊÔƠƯĐăâêôơưđ",
        "\xb5": "àảãáạ",
        "\xbb": "ằẳẵắ",
        "\xc6": "ặầẩẫấậè",
        "\xce": "ẻẽéẹềểễếệìỉ",
        "\xdc": "ĩíịò",
        "\xe1": "ỏõóọồổỗốộờởỡớợù",
        "\xf1": "ủũúụừửữứựỳỷỹýỵ",
    }
    letters = {chr(ord(first) + at): letter for first, run in runs.items() for at, letter in enumerate(run)}
    return Legacy(letters, re.compile(f"[{''.join(letters)}]|{_UNREAD}"))


def _vni() -> Legacy:
    alone = dict(zip("íìæóòîñôö", "íìỉĩịỵđơư", strict=True))
    letters = alone | {written.upper(): letter.upper() for written, letter in alone.items()}
    shapes = (
        ("aeouyôö", "ùøûõï", "", _TONES),
        ("aeo", "âáàåãä", _CIRCUMFLEX, ("", *_TONES)),
        ("a", "êéèúüë", _BREVE, ("", *_TONES)),
    )
    for vowels, marks, shape, tones in shapes:
        for vowel in vowels + vowels.upper():
            for mark, tone in zip(marks, tones, strict=True):
                letter = normalize("NFC", letters.get(vowel, vowel) + shape + tone)
                letters |= {vowel + mark: letter, vowel + mark.upper(): letter}  # the case is the vowel's
    pairs = "|".join(f"[{vowels}{vowels.upper()}][{marks}{marks.upper()}]" for vowels, marks, _, _ in shapes)
    return Legacy(letters, re.compile(f"{pairs}|{_UNREAD}"))


TCVN3 = _tcvn3()
VNI = _vni()


def shown(raw: bytes) -> str:
    """Give the letters that Windows shows for bytes, as code page 1252."""
    return raw.decode("latin-1").translate(_WINDOWS)


def unshown(text: str) -> bytes:
    """Give the bytes that Windows shows as this text, ``?`` for what it has no byte for."""
    return text.translate(_BYTES).encode("latin-1", "replace")


_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_NEVER_BEFORE = {"c": "eêiy", "g": "eê", "ng": "eêiy"}
_ONLY_BEFORE = {"gh": "eêi", "ngh": "eêi"}
# capitals stand where the tone may be written: "Oa" and "oA" are hòa and hoà
_RHYMES = (
    "A Ai Ao Au Ay Ac Ach Am An Ang Anh Ap At Ăc Ăk Ăm Ăn Ăng Ăp Ăt Âc Âm Ân Âng Âp Ât Âu Ây "
    "E Ec Em En Eng Eo Ep Et Ê Êch Êm Ên Ênh Êp Êt Êu I Ia Ich Im In Inh Ip It Iu iÊc iÊm iÊn iÊng iÊp iÊt iÊu "
    "O Oi Oc Om On Ong Op Ot Oa oA oAc oAch oAi oAm oAn oAng oAnh oAo oAp oAt oAy oĂc oĂm oĂn oĂng oĂt "
    "Oe oE oEn oEo oEt Ô Ôc Ôi Ôm Ôn Ông Ôp Ôt Ơ Ơi Ơm Ơn Ơp Ơt "
    "U Ua Uc Ui Um Un Ung Up Ut uÂn uÂng uÂt uÂy uÊ uÊch uÊnh uÔc uÔi uÔm uÔn uÔng uÔt uƠ "
    "Uy uY uYa uYch uYn uYnh uYp uYt uYu uyÊn uyÊt Ư Ưa Ưc Ưi Ưm Ưn Ưng Ưt Ưu ưƠc ưƠi ưƠm ưƠn ưƠng ưƠp ưƠt ưƠu "
    "Y Yt Ych Ynh yÊm yÊn yÊng yÊt yÊu"
)
_BEGINNINGS = frozenset(("", *_ONSETS.split()))
_ENDINGS = frozenset((*_RHYMES.split(), *_RHYMES.lower().split()))
_TONED = {normalize("NFC", vowel + tone): vowel.upper() for vowel in "aăâeêioôơuưy" for tone in _TONES}
_SPELLED = str.maketrans(_TONED)
_STOPPED = ("c", "ch", "p", "t")


@lru_cache(maxsize=1 << 14)
def reads_as_vietnamese(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable; names from other languages of Vietnam may not be."""
    written = normalize("NFC", word)
    small = written.lower()
    spelled = small.translate(_SPELLED)
    if not (written[1:] == small[1:] or all(c.isupper() for c in written if c.isascii())):
        return False  # but "HUYệN", from TCVN3
    if spelled.endswith(_STOPPED) and not any(tone in normalize("NFD", small) for tone in (_TONES[0], _TONES[-1])):
        return False
    return any(_is_syllable(spelled[:at], spelled[at:]) for at in range(min(4, len(spelled))))


def _is_syllable(onset: str, rhyme: str) -> bool:
    if onset not in _BEGINNINGS or rhyme not in _ENDINGS:
        return False
    vowel = rhyme[0].lower()
    return vowel not in _NEVER_BEFORE.get(onset, "") and vowel in _ONLY_BEFORE.get(onset, vowel)

"""Text that is not what it seems: letters lost in a save, letters of another script, characters nobody sees.

Each would pass as a name, a code or a sentence, and match nothing. What is merely foreign is no trap: a whole word in
Cyrillic, ``α``, ``Ω``, ``µ``, emoji. ``Ð`` and ``ð`` are not either: ``names.tidy`` reads them as ``Đ`` and ``đ``.
"""

import re
from collections.abc import Callable
from unicodedata import category, decomposition, name, normalize

from thidua.errors import Reason, because

_Found = tuple[int, Reason]
_MARKS = "\u0300-\u036f"
_LATIN_LETTERS = "A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u02af\u1e00-\u1eff"
_UNUSUAL = re.compile(  # one search of a class is all that ordinary text costs: under 1 µs for 40 letters
    "[^\t\n\r -~\xa0-\xac\xae-\u024f\u0300-\u034e\u0350-\u036f\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u205e\u2070-\u20bf\u2190-\u22ff]|\\?"
)
_LOST = re.compile(
    # the query of a link is written with "?"
    r"(?P<link>(?:https?://|www\.)[^\s\ufffd]+)"
    r"|\ufffd"
    rf"|\?(?=[^\W\d_]|[{_MARKS}])"
    # "H? Chí Minh", but not "Thế nào?": the beginning of a syllable alone is no word
    r"""|(?<![^\s("'“‘\[-])(?:ch|gh|gi|kh|ngh?|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])\?""",
    re.IGNORECASE,
)
_INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_CONTROL = f"\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff{_NONCHARACTERS}"
_HIDDEN = re.compile(f"(?P<control>[{_CONTROL}])|[{_INVISIBLE}]")
_STYLES = "\ufe0e\ufe0f"  # of an emoji, as in "✔️"
_KEYCAP = "\u20e3"
_WORD = re.compile(rf"[\w{_MARKS}]+")
_LATIN = re.compile(f"[{_LATIN_LETTERS}]")
_FOREIGN = re.compile(rf"[^\W_\x00-\u0344{_LATIN_LETTERS}]")
_TWINS = {
    # Cyrillic
    **dict(zip("АВЕКМНОРСТУХЅІЈԌԚԜҮӀ", "ABEKMHOPCTYXSIJGQWYI", strict=True)),
    **dict(zip("аеорсухѕіјһԁԛԝүӏ", "aeopcyxsijhdqwyl", strict=True)),
    # Greek
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿοϲϳ", "ABEZHIKMNOPTYXCJocj", strict=True)),
    # Armenian
    **dict(zip("ՕՍԼՏօոսհյզց", "OULSonuhjqg", strict=True)),
    # Cherokee
    **dict(zip("ᎠᎡᎢᎪᎫᎬᎳᎷᎻᏀᏃᏙᏚᏞᏟᏢᏦᏴ", "DRTAJEWMHGZVSLCPKB", strict=True)),
    # Lisu
    **dict(zip("ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "BPDTGKJCZFMNLSRVHWXYAEIOU", strict=True)),
    # Coptic
    **dict(zip("ⲀⲂⲈⲎⲒⲔⲘⲚⲞⲢⲤⲦⲨⲬ", "ABEHIKMNOPCTYX", strict=True)),
}
_LIKE_AMONG_LATIN = dict(zip("кмтικνρυχ", "kmtikvpux", strict=True))  # alone they are symbols or real Cyrillic
_SIGNS = "ℓℹ"
_FORMS = ("<wide>", "<narrow>", "<font>", "<compat>")
_SHOWN = 20


def trap(text: str) -> Reason | None:
    """Give the first thing wrong with a cell of text, or None; positions count characters from 1."""
    if (text.isascii() and text.isprintable() and "?" not in text) or not _UNUSUAL.search(text):
        return None
    found = [first for look in _LOOKS if (first := look(text))]
    return min(found, key=lambda first: first[0])[1] if found else None


def _lost(text: str) -> _Found | None:
    for found in _LOST.finditer(text):
        if not found["link"]:
            at = found.end() - 1
            return at, because("text-letters-lost", text=_around(text, at, text[at]))
    return None


def _hidden(text: str) -> _Found | None:
    for found in _HIDDEN.finditer(text):
        at = found.start()
        shown = f"U+{ord(found[0]):04X}"
        if found["control"]:
            return at, because("text-control", character=shown, position=at + 1)
        if not (found[0] in _STYLES and _is_emoji(text, at)):
            around = _around(text, at, f"[{shown}]")
            return at, because("text-invisible", text=around, character=shown, position=at + 1)
    return None


def _is_emoji(text: str, style_at: int) -> bool:
    before, after = text[max(0, style_at - 1) : style_at], text[style_at + 1 : style_at + 2]
    return after == _KEYCAP or (before != "" and (before in _SIGNS or category(before) in ("So", "Sm")))


def _lookalike(text: str) -> _Found | None:
    if not _FOREIGN.search(text):
        return None
    is_foreign = not _LATIN.search(text) and not all(map(_twin, _FOREIGN.findall(text)))
    for word in _WORD.finditer(text):
        seen = _seen_in(word[0], is_foreign=is_foreign)
        if seen:
            at, latin = seen
            character = word[0][at]
            facts = {"character": character, "name": name(character), "latin": latin}
            at += word.start()
            return at, because("text-lookalike", text=_around(text, at, character), position=at + 1, **facts)
    return None


def _seen_in(word: str, *, is_foreign: bool) -> tuple[int, str] | None:
    """Give the first letter of a word that is seen as a Latin one, and as which."""
    others = [(found.start(), found[0]) for found in _FOREIGN.finditer(word)]
    looks: Callable[[str], str | None] = _form
    if _LATIN.search(word):
        looks = _likeness
    elif not is_foreign and all(_twin(character) for _, character in others):
        looks = _twin
    return next(((at, latin) for at, character in others if (latin := looks(character))), None)


def _form(character: str) -> str | None:
    """Give the Latin letters that a fullwidth, mathematical, Roman numeral or joined one stands for."""
    if character in _SIGNS or not decomposition(character).startswith(_FORMS):
        return None
    latin = normalize("NFKC", character)
    return latin if latin.isascii() and latin.isalnum() else None


def _twin(character: str) -> str | None:
    return _TWINS.get(normalize("NFD", character)[0]) or _form(character)


def _likeness(character: str) -> str | None:
    return _twin(character) or _LIKE_AMONG_LATIN.get(normalize("NFD", character)[0])


def _around(text: str, at: int, shown: str) -> str:
    before = re.search(r"\S*\Z", text[max(0, at - _SHOWN) : at])
    after = re.match(r"\S*", text[at + 1 : at + 1 + _SHOWN])
    return f"{before[0] if before else ''}{shown}{after[0] if after else ''}"


_LOOKS = (_lost, _hidden, _lookalike)

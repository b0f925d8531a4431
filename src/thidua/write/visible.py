"""Text from files, made safe to print: what would move the cursor, change colours or reorder letters is shown.

Only what people read goes through here; CSV, TSV and JSON keep the text as it is.
"""

import re
import unicodedata

_EMOJI = "[\u2190-\u2bff\U0001f000-\U0001faff]"
_DRESS = "[\ufe0f\U0001f3fb-\U0001f3ff]"
# A joiner stays only between two emoji (a family, a profession); elsewhere it hides a difference between two names.
_JOINED = re.compile(f"(?<={_EMOJI})\u200d(?={_EMOJI})|(?<={_DRESS})\u200d(?={_EMOJI})")
_LINE_ENDS = re.compile(r"\r\n|[\n\t]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_BYTE, _PLANE = 0x100, 0x10000


def visible(text: str) -> str:
    r"""Show controls as ``\x1b`` or ``\u202e``, line ends and tabs as a space; the rest as it is, in NFC."""
    if text.isprintable():
        # none of these is printable; gone through letter by letter, Vietnamese names took half of the time of a report
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    lined = _LINE_ENDS.sub(" ", text)
    joiners = {found.start() for found in _JOINED.finditer(lined)}
    shown = "".join(char if place in joiners else _shown(char) for place, char in enumerate(lined))
    return unicodedata.normalize("NFC", shown)


def _shown(char: str) -> str:
    if unicodedata.category(char) not in _UNSEEN:
        return char
    code = ord(char)
    if code < _BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < _PLANE else f"\\U{code:08x}"

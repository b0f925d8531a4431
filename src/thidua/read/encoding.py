"""Which encoding the bytes of a text file are in, and the same text as UTF-8; rows and cells are not known here.

UTF-8, UTF-16 and code page 1258 are accepted as found. TCVN3 and VNI are told by whether the words read as Vietnamese,
and converted only when asked for: a wrong guess would make other names of names. A tie is refused.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from tempfile import TemporaryFile
from typing import BinaryIO, TypeVar
from unicodedata import normalize

from thidua.errors import Reason, because
from thidua.read.legacy import TCVN3, VNI, reads_as_vietnamese, shown, unshown

_Key = TypeVar("_Key")
_BLOCK = 1 << 16  # bytes
_LONGEST_LINE = 1 << 20  # bytes
_TRUSTED = 0.6  # of the words with other letters than a-z, how many must read as Vietnamese


class Encoding(StrEnum):
    """What a text file may be read as."""

    UTF8 = "utf-8"
    UTF16LE = "utf-16-le"
    UTF16BE = "utf-16-be"
    CP1258 = "cp1258"
    TCVN3 = "tcvn3"
    VNI = "vni"


class Undecodable(Exception):
    """Text that is not in the encoding it is to be read as; ``line`` is the file's, from 1."""

    def __init__(self, line: int, reason: Reason) -> None:
        self.line = line
        self.reason = reason
        super().__init__(reason.code)


_WIDE = (Encoding.UTF16LE, Encoding.UTF16BE)
_LEGACY = {Encoding.TCVN3: TCVN3, Encoding.VNI: VNI}
_BOMS = {
    Encoding.UTF8: codecs.BOM_UTF8,
    Encoding.UTF16LE: codecs.BOM_UTF16_LE,
    Encoding.UTF16BE: codecs.BOM_UTF16_BE,
}
_FIRST_NOT_ASCII = 0x80
_ZEROS = 0.3  # of the characters of a table in UTF-16, those of Latin-1
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f]")
_LETTER = r"[^\s\0-@\[-`{-\x7f\xa0‘’“”«»–—…•]"
_WORD = re.compile(f"{_LETTER}+")
_LOST = re.compile(rf"{_LETTER}{{1,20}}\?+{_LETTER}{{1,20}}")
_RUN = re.compile(r'[^ \t\r\n,;"]+')
_MICRO = re.compile(r"(?<![^\s\d])µ")  # "5 µm" would read "àm"
_LONE_CR = re.compile(rb"(?<=\r)(?!\n|\Z)")


def recognised(sample: bytes, *, line: int = 1) -> Encoding | Reason:
    """Tell the encoding by the first bytes of a text, which may end within a letter; or why it cannot be read.

    ``line`` is the file's line the sample begins on; every reason has among its facts the line of what it shows.
    """
    carrier = _carrier(sample)
    if carrier is None:
        return _told_by_words(sample, line)
    text = _opened(sample, carrier)
    ways = {code: _Reading.of(way(_MICRO.sub("u", text))) for code, way in _MISREAD.items()}
    best = _best(ways)
    # "ThÃ nh phá»‘" has half a word in "phá": what was encoded twice needs no more words than that
    if best and ways[best].plausible >= _Reading.of(text).plausible + (best != _TWICE):
        return _example(best, text, line)
    return carrier


def surveyed(stream: BinaryIO) -> Encoding | Reason:
    """Tell the encoding of a whole file by its first part that is not plain ASCII."""
    sample, line = _telling(stream)
    return recognised(sample, line=line)


def converted(line: bytes, encoding: Encoding) -> str | Reason:
    """Give a line as NFC text; TCVN3 and VNI also when their letters were saved as UTF-8."""
    if encoding in _LEGACY:
        return line.decode() if line.isascii() else _converted_legacy(line, encoding)
    try:
        return normalize("NFC", line.decode(encoding))
    except UnicodeDecodeError as error:
        position = error.start // (2 if encoding in _WIDE else 1) + 1
        return _not_encoding(encoding, f"0x{line[error.start]:02X}", position)


def as_utf8(stream: BinaryIO, encoding: Encoding) -> BinaryIO:
    """Give a file from its beginning as UTF-8: itself, or a new temporary file with the same line breaks, in NFC.

    The caller closes what is given. Raises :class:`Undecodable`, also for Unicode text that reads better as it is.
    """
    sample, line = _telling(stream)
    if encoding is Encoding.UTF8:
        return stream
    carrier = encoding if encoding in _WIDE else _carrier(sample) or encoding
    if carrier is not encoding:
        _refuse_unicode(sample, carrier, encoding, line)
    with ExitStack() as stack:
        made = stack.enter_context(TemporaryFile())
        for number, raw in _lines(stream, carrier):
            made.write(_text(number, raw, carrier, encoding).encode())
        made.seek(0)
        stack.pop_all()  # from here on it is the caller's to close
        return made


@dataclass(frozen=True)
class _Reading:
    """How a text reads one way: of its words with other letters than a-z, how many are Vietnamese syllables."""

    text: str
    plausible: int
    words: int

    @classmethod
    def of(cls, text: str) -> "_Reading":
        words = [word for word in _WORD.findall(text) if not word.isascii() and len(word) > 1]
        return cls(text, sum(map(reads_as_vietnamese, words)), len(words))

    @property
    def is_trusted(self) -> bool:
        return self.plausible > 0 and self.plausible >= _TRUSTED * self.words


def _telling(stream: BinaryIO) -> tuple[bytes, int]:
    """Give the first part of a file that tells its encoding, and the line it begins on; rewind."""
    stream.seek(0)
    line = 1
    block = _block(stream)
    while block.isascii() and b"\0" not in block and (following := _block(stream)):
        line += _breaks(block.decode())
        block = following
    sample = block + _block(stream)
    stream.seek(0)
    # a whole line does not end within a letter
    return sample if sample.endswith(b"\n") else sample + b"\n", line


def _block(stream: BinaryIO) -> bytes:
    return stream.read(_BLOCK) + stream.readline(_LONGEST_LINE)


def _carrier(sample: bytes) -> Encoding | None:
    """Tell Unicode from text of one byte a letter (None)."""
    for encoding, mark in _BOMS.items():
        if sample.startswith(mark):
            return None if sample.startswith(codecs.BOM_UTF32_LE) else encoding
    zeros = {Encoding.UTF16LE: sample[1::2].count(0), Encoding.UTF16BE: sample[::2].count(0)}
    wide = max(zeros, key=zeros.__getitem__)
    if zeros[wide] > len(sample) // 2 * _ZEROS and not _CONTROL.search(_opened(sample, wide)):
        return wide
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return None
    return Encoding.UTF8


def _opened(sample: bytes, carrier: Encoding) -> str:
    decoder = codecs.getincrementaldecoder(carrier)("replace")
    return normalize("NFC", decoder.decode(sample.removeprefix(_BOMS.get(carrier, b""))))


def _told_by_words(sample: bytes, line: int) -> Encoding | Reason:
    shows = shown(sample)
    accepted = {
        Encoding.CP1258: _Reading.of(normalize("NFC", sample.decode("cp1258", "replace"))),
        Encoding.UTF8: _Reading.of(sample.decode(errors="replace")),
    }
    refused = {code: _Reading.of(_MISREAD[code](_MICRO.sub("u", shows))) for code in _BYTE_A_LETTER}
    western = _Reading.of(shows).plausible
    lost = len(_LOST.findall(shows))
    found, code = _best(accepted), _best(refused)
    most = accepted[found].plausible if found else 0
    most_refused = refused[code].plausible if code else 0
    if found and most > most_refused and most >= western + 2 * lost:
        return found
    if code and most_refused > max(most, western + lost):
        return _example(code, shows, line)
    return _unknown(sample, shows, line)


def _best(readings: Mapping[_Key, _Reading]) -> _Key | None:
    trusted = [key for key, reading in readings.items() if reading.is_trusted]
    return max(trusted, key=lambda key: readings[key].plausible, default=None)


def _unknown(sample: bytes, shows: str, line: int) -> Reason:
    if lost := _LOST.search(shows):
        return because("text-letters-lost", line=line + _breaks(shows[: lost.start()]), text=lost[0])
    at = next(at for at, byte in enumerate(sample) if byte >= _FIRST_NOT_ASCII)
    before = sample[:at].decode()
    position = at - max(before.rfind("\n"), before.rfind("\r"))
    return because("text-encoding-unknown", line=line + _breaks(before), byte=f"0x{sample[at]:02X}", position=position)


def _example(code: str, text: str, line: int) -> Reason:
    way = _MISREAD[code]  # one word is shown as it stands and as it reads
    runs = ((run, way(_MICRO.sub("u", run[0]))) for run in _RUN.finditer(text))
    run, reads = next((run, reads) for run, reads in runs if _Reading.of(reads).plausible)
    return because(_READ_AS[code], line=line + _breaks(text[: run.start()]), text=run[0], reads=reads)


def _breaks(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _taken_twice(text: str) -> str:
    return normalize("NFC", unshown(text).decode(errors="replace"))


_TWICE = "twice"  # UTF-8 opened as code page 1252, and saved as UTF-8
_BYTE_A_LETTER = ("vni", "tcvn3")
_MISREAD: dict[str, Callable[[str], str]] = {  # of two that read as well the first is told: it does so by chance less
    _TWICE: _taken_twice,
    "vni": VNI.read,
    "tcvn3": TCVN3.read,
}
_READ_AS = {"twice": "text-twice-encoded", "vni": "text-vni", "tcvn3": "text-tcvn3"}


def _refuse_unicode(sample: bytes, carrier: Encoding, encoding: Encoding, line: int) -> None:
    text = _opened(sample, carrier)
    reads = _LEGACY[encoding].read(text) if encoding in _LEGACY else sample.decode("cp1258", "replace")
    if (carrier in _WIDE and encoding not in _LEGACY) or _Reading.of(text).plausible > _Reading.of(reads).plausible:
        raise Undecodable(line, because("text-already-unicode", encoding=encoding.value, found=carrier.value))


def _lines(stream: BinaryIO, carrier: Encoding) -> Iterator[tuple[int, bytes]]:
    """Number the lines of a file as it was written, the byte order mark left out; a lone CR ends a line too."""
    number = 1
    mark = _BOMS.get(carrier, b"")
    is_wide = carrier in _WIDE
    for raw in _wide_lines(stream, carrier) if is_wide else iter(partial(stream.readline, _LONGEST_LINE), b""):
        if len(raw) >= _LONGEST_LINE and not raw.endswith((b"\n", b"\n\0")):
            raise Undecodable(number, because("line-too-long", most=_LONGEST_LINE))
        line, mark = raw.removeprefix(mark), b""
        for part in (line,) if is_wide else _LONE_CR.split(line):
            yield number, part
            number += 1


def _wide_lines(stream: BinaryIO, carrier: Encoding) -> Iterator[bytes]:
    feed = "\n".encode(carrier)
    raw = bytearray()
    while piece := stream.readline(_LONGEST_LINE):  # ends at every byte 0A, also within a letter
        raw += piece
        raw += stream.read(len(raw) % 2)
        if raw.endswith(feed) or len(raw) >= _LONGEST_LINE:
            yield bytes(raw)
            raw.clear()
    if raw:
        yield bytes(raw)


def _text(number: int, raw: bytes, carrier: Encoding, encoding: Encoding) -> str:
    text = converted(raw, carrier if carrier in _WIDE else encoding)
    if carrier in _WIDE and encoding in _LEGACY and isinstance(text, str):
        text = _from_legacy(text, encoding)
    if isinstance(text, Reason):
        raise Undecodable(number, text)
    return text


def _converted_legacy(line: bytes, encoding: Encoding) -> str | Reason:
    try:
        as_utf8 = _from_legacy(line.decode(), encoding)
    except UnicodeDecodeError:
        as_utf8 = None
    if isinstance(as_utf8, str):
        return as_utf8
    found = _from_legacy(shown(line), encoding)
    # a few pairs of bytes happen to be UTF-8
    return found if isinstance(found, str) or as_utf8 is None else as_utf8


def _from_legacy(text: str, encoding: Encoding) -> str | Reason:
    legacy = _LEGACY[encoding]
    written = normalize("NFC", text)
    at = legacy.stranger(written)
    if at is None:
        return normalize("NFC", legacy.read(written))
    return _not_encoding(encoding, f"U+{ord(written[at]):04X}", at + 1)


def _not_encoding(encoding: Encoding, byte: str, position: int) -> Reason:
    return because("text-not-encoding", encoding=encoding.value, byte=byte, position=position)

"""Texts in every encoding they come in: read, refused by name, or converted when asked to."""

from unicodedata import normalize

from corpus.case import Case
from thidua.read.legacy import TCVN3, VNI, Legacy

UNITS = "code,name,kind\n9,Xã Mẫu Thượng Đồng,commune\n10,Thị trấn Bến Mẫu,commune\n"
PLAN = ("9 Xã Mẫu Thượng Đồng · commune", "10 Thị trấn Bến Mẫu · commune")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def legacy(text: str, encoding: Legacy) -> str:
    """Give what Windows shows of a text typed in an encoding of before Unicode."""
    written: dict[str, str] = {}
    for typed, letter in encoding.letters.items():
        written.setdefault(letter, typed)
    return "".join(written.get(letter, letter) for letter in text)


def cp1258(text: str) -> bytes:
    """Give a text in code page 1258, whose tones follow their vowels."""
    spelled = ""
    for letter in text:
        parts = normalize("NFD", letter)
        tones = "".join(part for part in parts if part in _TONES)
        spelled += normalize("NFC", "".join(part for part in parts if part not in _TONES)) + tones
    return spelled.encode("cp1258")


def twice(text: str) -> bytes:
    """Give a text of UTF-8 that was opened as code page 1252 and saved as UTF-8."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()).encode()


TCVN3_BYTES = legacy(UNITS, TCVN3).encode("latin-1")
VNI_BYTES = legacy(UNITS, VNI).encode("cp1252")
LE, BE = UNITS.encode("utf-16-le"), UNITS.encode("utf-16-be")


def _good(name: str, about: str, content: bytes, *options: str) -> Case:
    return Case(name, about, content, counts=(2, 2, 0, 0, 0), plan=PLAN, kind="units", options=options)


def _bad(name: str, about: str, content: bytes, told: str, *options: str, code: int = 3) -> Case:
    return Case(name, about, content, (told,), exit=code, kind="units", options=options)


CASES = [
    _good("utf-8.csv", "as it should be", UNITS.encode()),
    _good("bom.csv", "with a byte order mark", b"\xef\xbb\xbf" + UNITS.encode()),
    _good("bom-twice.csv", "with two of them", b"\xef\xbb\xbf" * 2 + UNITS.encode()),
    _good("nfd.csv", "decomposed, as from a Mac", normalize("NFD", UNITS).encode()),
    _good("utf-16-le.csv", "UTF-16 with its mark, as “Unicode text” is saved", b"\xff\xfe" + LE),
    _good("utf-16-be.csv", "UTF-16 with its mark, the other way round", b"\xfe\xff" + BE),
    _good("utf-16-le-bare.csv", "UTF-16 without its mark", LE),
    _good("utf-16-be-bare.csv", "UTF-16 without its mark, the other way round", BE),
    _good("utf-16-le-said.csv", "UTF-16 that is said to be", LE, "--encoding", "utf-16-le"),
    _good("cp1258.csv", "code page 1258 is told", cp1258(UNITS)),
    _good("cp1258-said.csv", "code page 1258 that is said to be", cp1258(UNITS), "--encoding", "CP1258"),
    _good("tcvn3-said.csv", "TCVN3 that is said to be", TCVN3_BYTES, "--encoding", "tcvn3"),
    _good("vni-said.csv", "VNI that is said to be", VNI_BYTES, "--encoding", "vni"),
    _good("vni-in-utf-8.csv", "VNI letters saved as UTF-8", legacy(UNITS, VNI).encode(), "--encoding", "vni"),
    _good(
        "tcvn3-in-utf-16.csv",
        "TCVN3 letters saved as UTF-16",
        legacy(UNITS, TCVN3).encode("utf-16"),
        "--encoding",
        "tcvn3",
    ),
    _bad("tcvn3.csv", "TCVN3 is recognised and refused", TCVN3_BYTES, "2 text-tcvn3"),
    _bad("vni.csv", "VNI is recognised and refused", VNI_BYTES, "2 text-vni"),
    _bad("tcvn3-shown.csv", "TCVN3 letters saved as UTF-8", legacy(UNITS, TCVN3).encode(), "2 text-tcvn3"),
    _bad("vni-shown.csv", "VNI letters saved as UTF-8", legacy(UNITS, VNI).encode(), "2 text-vni"),
    _bad("tcvn3-said-vni.csv", "said to be another", TCVN3_BYTES, "2 text-not-encoding", "--encoding", "vni"),
    _bad("said-utf-16.csv", "said to be wider", UNITS.encode(), "1 text-not-encoding", "--encoding", "utf-16-le"),
    _bad(
        "said-cp1258.csv", "Unicode said to be none", UNITS.encode(), "1 text-already-unicode", "--encoding", "cp1258"
    ),
    _bad("said-utf-8.csv", "UTF-16 said to be UTF-8", b"\xff\xfe" + LE, "1 text-nul", "--encoding", "utf-8"),
    _bad(
        "said-latin-1.csv",
        "an encoding there is none of",
        UNITS.encode(),
        "choice-wanted",
        "--encoding",
        "latin-1",
        code=2,
    ),
    _bad("twice.csv", "encoded twice", twice(UNITS), "2 text-twice-encoded"),
    _bad(
        "latin-1.csv",
        "a name of Western Europe",
        "code,name,kind\n9,Müller Größe,commune\n".encode("latin-1"),
        "2 text-encoding-unknown",
    ),
    _bad(
        "shift-jis.csv",
        "a name of Japan",
        "code,name,kind\n9,東京,commune\n".encode("shift_jis"),
        "2 text-encoding-unknown",
    ),
    _bad("ebcdic.csv", "from a mainframe", UNITS[:15].encode("cp500"), "1 text-encoding-unknown"),
    _bad("utf-32.csv", "four bytes a letter", UNITS.encode("utf-32"), "1 text-encoding-unknown"),
    _bad("garbage.csv", "bytes of nothing", b"code,name,kind\n9,\xff\xfe\x80\x81,commune\n", "2 text-encoding-unknown"),
    _bad("every-byte.csv", "every byte there is", bytes(range(256)), "3 text-encoding-unknown"),
    _bad(
        "overlong.csv",
        "a slash in more bytes than it takes",
        b"code,name,kind\n9,\xc0\xaf,commune\n",
        "2 text-encoding-unknown",
    ),
    _bad(
        "surrogate.csv",
        "half a letter, as UTF-8",
        b"code,name,kind\n9,\xed\xa0\x80,commune\n",
        "2 text-encoding-unknown",
    ),
    _bad("cut-letter.csv", "a letter cut in two at the end of the file", UNITS.encode()[:-18], "3 text-not-utf8"),
    _bad(
        "late.csv",
        "the first wrong byte far down",
        b"code,name,kind\n" + b"9,Xa Mau,commune\n" * 9000 + b"X\xc3\n",
        "9002 text-encoding-unknown",
    ),
    _bad("utf-16-cut.csv", "UTF-16 cut within a letter", (b"\xff\xfe" + LE)[:-1], "3 text-not-encoding"),
    _bad("utf-16-half.csv", "UTF-16 with half a letter", b"\xff\xfe" + LE + b"\x00\xd8\n\x00", "4 text-not-encoding"),
]

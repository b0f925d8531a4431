"""The parts of an XLSX file: the zip that holds them and the XML each is written in; what they mean is not known here.

Nothing a file says of itself is trusted: sizes are counted again as the parts are unpacked, a document type (and so
any entity) is refused, and a part is heard piece by piece, so that neither names, nor depth, nor text can fill memory.
"""

import posixpath
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import SEEK_SET
from typing import BinaryIO, TypeVar
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from thidua.errors import Reason, because

T = TypeVar("T")
MOST_MEGABYTES = 200  # of all parts together, unpacked
_MEGABYTE = 10**6
_MOST_HELD = 64  # megabytes of a part that is kept in memory
_FREE_OF_RATIO = 5  # megabytes: a part this small may be packed as tightly as it likes
_MOST_RATIO = 200
_LARGEST_READ = 2 * _MEGABYTE  # the list of parts: some 20,000 of them
_CHUNK = 1 << 16
_LONGEST_TAG = _MEGABYTE
_LONGEST_TEXT = 1 << 18  # a cell holds 32,767 characters, each of at most seven as it is written
_MOST_NAMES = 5_000  # of elements and attributes: the parser keeps every one it meets
_DEEPEST = 100
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS = {
    "xl/workbook.bin": "XLSB",
    "word/document.xml": "DOCX",
    "ppt/presentation.xml": "PPTX",
    "content.xml": "OpenDocument",
}
_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # "Strict Open XML Spreadsheet"
    "http://schemas.openxmlformats.org/package/2006/relationships",
)
_ENCODINGS = {"utf-8", "utf-16", "us-ascii", "iso-8859-1"}
_UNPACKING = (BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, OverflowError)
_WHOLE = re.compile("[0-9]{1,8}")

Attributes = dict[str, str]


class Refused(Exception):
    """Nothing more is read; carries the reason out through the parsers."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.code)


def damaged(damage: str) -> Refused:
    """Say what does not hold: ``zip missing xml entities namespace order reference value size``."""
    return Refused(because("workbook-damaged", damage=damage))


def whole_number(text: str) -> int:
    """Read the digits of a count, a row or an index."""
    if not _WHOLE.fullmatch(text):
        raise damaged("reference")
    return int(text)


class Listener:
    """Hears one part: what to do where elements start and end, by their names without namespace; gathers text.

    ``text`` grows while ``is_gathering``; it is emptied by whoever reads it.
    """

    root = ""

    def __init__(self) -> None:
        self.text = ""
        self.is_gathering = False
        self.starts: dict[str, Callable[[Attributes], None]] = {}
        self.ends: dict[str, Callable[[], None]] = {}

    def hear(self, text: str) -> None:
        """Gather text, up to more than any cell holds."""
        if self.is_gathering:
            self.text += text
            if len(self.text) > _LONGEST_TEXT:
                raise damaged("size")

    def stop_gathering(self) -> None:
        """Leave out what follows."""
        self.is_gathering = False


@dataclass(frozen=True)
class Relation:
    """What a part refers to: the last word of the kind, ``worksheet``, and the part meant."""

    kind: str
    target: str


class Package:
    """The parts by their names, which are compared without case, as Excel does."""

    def __init__(self, archive: ZipFile, parts: Mapping[str, ZipInfo]) -> None:
        self._archive = archive
        self._parts = parts

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._parts

    def load(self, part: str, listener: Listener) -> None:
        """Let a part be heard to its end, when it is small enough to keep."""
        for _ in self.play(part, listener, most=_MOST_HELD):
            pass

    def play(self, part: str, listener: Listener, *, most: int = MOST_MEGABYTES) -> Iterator[None]:
        """Let a part be heard, stopping after every piece; at most so many megabytes of it."""
        about = self._parts.get(_key(part))
        if about is None:
            raise damaged("missing")
        if about.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise damaged("zip")  # the others are unpacked without a bound
        parser, heard = _parser(listener), 0
        try:
            with self._archive.open(about) as source:
                while piece := source.read(_CHUNK):
                    heard += len(piece)
                    if heard > most * _MEGABYTE:
                        raise _too_big(about.file_size, most)
                    parser.Parse(piece)
                    if heard - parser.CurrentByteIndex > _LONGEST_TAG or len(parser.intern) > _MOST_NAMES:
                        raise damaged("size")
                    yield
                parser.Parse(b"", True)
                yield
        except expat.ExpatError:
            raise damaged("xml") from None
        except _UNPACKING:
            raise damaged("zip") from None

    def relations(self, part: str) -> dict[str, Relation]:
        """Give what a part refers to, by the names it gives them; the package itself is the part ``""``."""
        folder, name = posixpath.split(part)
        listener = _Relations(folder)
        self.load(posixpath.join(folder, "_rels", f"{name}.rels"), listener)
        return listener.found


def open_package(stream: BinaryIO) -> tuple[Package, str]:
    """Look at a file as a whole, and give its parts and the one that is the workbook; raises :class:`Refused`."""
    stream.seek(0)
    head = stream.read(len(_OLE))
    if head == _OLE:
        raise Refused(because("workbook-encrypted" if _holds(stream, _ENCRYPTED) else "workbook-xls"))
    if not head.startswith(b"PK"):
        is_html = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        raise Refused(because("workbook-foreign", kind="HTML" if is_html else "unknown"))
    try:
        archive = ZipFile(_Careful(stream))
    except _UNPACKING:
        raise damaged("zip") from None
    listed = archive.infolist()
    parts = {_key(about.filename): about for about in listed}
    if len(parts) < len(listed):
        raise damaged("zip")
    _check_sizes(listed)
    package = Package(archive, parts)
    return package, _workbook_part(package, parts)


class _Careful:
    """A stream for the zip reader: it stays open, and is never read far or from before its beginning."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.tell = stream.tell
        self.seekable = stream.seekable

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        if whence == SEEK_SET and offset < 0:
            raise BadZipFile
        return self._stream.seek(offset, whence)

    def read(self, size: int = -1) -> bytes:
        if size > _LARGEST_READ:
            raise BadZipFile
        return self._stream.read(size)


class _Relations(Listener):
    root = "Relationships"

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.found: dict[str, Relation] = {}
        self._folder = folder
        self.starts = {"Relationship": self._relation}

    def _relation(self, attributes: Attributes) -> None:
        if attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            self.found[attributes.get("Id", "")] = Relation(kind, target.lstrip("/"))


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _holds(stream: BinaryIO, wanted: bytes) -> bool:
    end = b""
    while piece := stream.read(_CHUNK):
        if wanted in end + piece:
            return True
        end = piece[-len(wanted) :]
    return False


def _check_sizes(parts: list[ZipInfo]) -> None:
    if any(about.flag_bits & 1 for about in parts):
        raise Refused(because("workbook-encrypted"))
    size = sum(about.file_size for about in parts)
    if size > MOST_MEGABYTES * _MEGABYTE:
        raise _too_big(size, MOST_MEGABYTES)
    for about in parts:
        most = max(_FREE_OF_RATIO * _MEGABYTE, _MOST_RATIO * about.compress_size)
        if about.file_size > most:
            raise _too_big(about.file_size, most // _MEGABYTE)


def _too_big(size: int, most: int) -> Refused:
    return Refused(because("workbook-too-big", size=-(-size // _MEGABYTE), most=most))


def _workbook_part(package: Package, parts: Mapping[str, ZipInfo]) -> str:
    for part, kind in _OTHER_KINDS.items():
        if part in parts:
            raise Refused(because("workbook-foreign", kind=kind))
    if not any(part.startswith("xl/") for part in parts):
        raise Refused(because("workbook-foreign", kind="ZIP"))
    for relation in package.relations("").values():
        if relation.kind == "officeDocument":
            return relation.target
    raise damaged("missing")


def _parser(listener: Listener) -> "expat.XMLParserType":
    roots = _in_every_namespace({listener.root: True})
    starts, ends = _in_every_namespace(listener.starts), _in_every_namespace(listener.ends)
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        if not depth and name not in roots:
            raise damaged("namespace")
        depth += 1
        if depth > _DEEPEST:
            raise damaged("size")
        if known := starts.get(name):
            known(attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if known := ends.get(name):
            known()

    def declare(_: str, encoding: str | None, __: int) -> None:
        # any other would be looked up among Python's codecs
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise damaged("xml")

    def refuse(*_: object) -> None:
        raise damaged("entities")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = listener.hear
    parser.XmlDeclHandler = declare
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _in_every_namespace(known: Mapping[str, T]) -> dict[str, T]:
    return {f"{namespace} {name}": done for name, done in known.items() for namespace in _NAMESPACES}

"""The parts of an XLSX file in the zip that holds them, each heard as it is unpacked; what they mean is not known here.

Nothing a file says of itself is trusted: sizes are counted again as the parts are unpacked, and a part is heard piece
by piece, so that neither names, nor elements, nor text can fill memory.
"""

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import SEEK_SET
from typing import BinaryIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from thidua.errors import because
from thidua.read.workbook_xml import Attributes, Listener, Refused, damaged, parser_of

MOST_MEGABYTES = 200  # of all parts together, unpacked
_MEGABYTE = 10**6
_MOST_HELD = 64  # megabytes of a part that is kept in memory
_FREE_OF_RATIO = 5  # megabytes: a part this small may be packed as tightly as it likes
_MOST_RATIO = 200
_LARGEST_READ = 2 * _MEGABYTE  # the list of parts: some 20,000 of them
_CHUNK = 1 << 16
_LONGEST_TAG = _MEGABYTE
_MOST_NAMES = 5_000  # of elements and attributes: the parser keeps every one it meets
_MOST_ELEMENTS = 5_000_000  # of all parts: a cell is two, its value with it, or three; 200,000 rows may have 8 cells
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS = {
    "xl/workbook.bin": "XLSB",
    "word/document.xml": "DOCX",
    "ppt/presentation.xml": "PPTX",
    "content.xml": "OpenDocument",
}
_UNPACKING = (
    BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # what zipfile raises for ways of packing, and versions of zip, that it does not know
    UnicodeDecodeError,
    OverflowError,
)


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
        self._elements: dict[str, int] = {}

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
        self._count(part, 0)
        parser, heard = parser_of(listener), 0
        try:
            with self._archive.open(about) as source:
                while piece := source.read(_CHUNK):
                    heard += len(piece)
                    if heard > most * _MEGABYTE:
                        raise _too_big(about.file_size, most)
                    parser.Parse(piece)
                    if heard - parser.CurrentByteIndex > _LONGEST_TAG or len(parser.intern) > _MOST_NAMES:
                        raise damaged("size")
                    self._count(part, listener.elements)
                    yield
                parser.Parse(b"", True)
                yield
        except expat.ExpatError:
            raise damaged("xml") from None
        except _UNPACKING:
            raise damaged("zip") from None

    def _count(self, part: str, elements: int) -> None:
        self._elements[part] = max(elements, self._elements.get(part, 0))
        if sum(self._elements.values()) > _MOST_ELEMENTS:
            raise Refused(because("workbook-too-full", most=_MOST_ELEMENTS))

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

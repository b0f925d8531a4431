"""The XML of a part of an XLSX file: heard element by element; which part it is, and what it means, is not known here.

A document type, and so any entity, is refused; so are texts longer than a cell holds, and elements too deep in others.
"""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar
from xml.parsers import expat

from thidua.errors import Reason, because

T = TypeVar("T")
_LONGEST_TEXT = 1 << 18  # a cell holds 32,767 characters, each of at most seven as it is written
_DEEPEST = 100
_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # "Strict Open XML Spreadsheet"
    "http://schemas.openxmlformats.org/package/2006/relationships",
)
_ENCODINGS = {"utf-8", "utf-16", "us-ascii", "iso-8859-1"}
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

    ``text`` grows while ``is_gathering``; it is emptied by whoever reads it. ``elements`` counts what was heard.
    """

    root = ""

    def __init__(self) -> None:
        self.text = ""
        self.elements = 0
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


def parser_of(listener: Listener) -> "expat.XMLParserType":
    """Make what takes a part piece by piece and lets it be heard; the root must be the listener's."""
    roots = _in_every_namespace({listener.root: True})
    starts, ends = _in_every_namespace(listener.starts), _in_every_namespace(listener.ends)
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        if not depth and name not in roots:
            raise damaged("namespace")
        depth += 1
        listener.elements += 1
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

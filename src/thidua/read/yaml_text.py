"""Strict YAML: bytes to a tree of text, lists and mappings, with the place of every key and value.

Every scalar stays the text that was written, in NFC (``no``, ``1:30`` and ``010`` keep their letters); only an empty
plain value, ``~`` and ``null`` are None. Anchors, aliases, tags, merge keys, repeated keys and second documents are
refused, tabs and odd spaces in the indentation too. What the keys mean is not known here.

Events of the pure Python parser are read one by one, never composed: nothing recurses, so that no nesting can break
the stack, and the C parser, which crashes on 100,000 brackets, is never used.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol, TypeAlias

import yaml

from thidua.domain.breach import Path
from thidua.errors import Place, Problem, because

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

LIMIT = 1_000_000
DEPTH = 20
EVENTS = 50_000
_LISTED = 50  # a file indented by tabs throughout needs no more places than this
_BOM = b"\xef\xbb\xbf"
_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_INDENT = re.compile(r" *(?P<odd>[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NULLS = ("", "~", "null")
_SYNTAX = (
    ("mapping values are not allowed", "yaml-colon-in-text"),
    ("could not find expected ':'", "yaml-colon-missing"),
    ("found character '\\t'", "yaml-tab"),
    ("cannot start any token", "yaml-quotes-needed"),
    ("expected alphabetic or numeric character", "yaml-quotes-needed"),
    ("found undefined tag handle", "yaml-tag"),
    ("found unexpected end of stream", "yaml-quote-open"),
    ("found unexpected document separator", "yaml-quote-open"),
    ("unknown escape character", "yaml-escape-unknown"),
    ("expected escape sequence", "yaml-escape-unknown"),
    ("expected ',' or", "yaml-bracket-open"),
    ("expected <block end>", "yaml-indentation"),
    ("entries are not allowed here", "yaml-indentation"),
)
_SEEN_AT_ITS_START = ("yaml-colon-missing", "yaml-quote-open", "yaml-bracket-open")


@dataclass(frozen=True)
class Tree:
    """One document: its value, and where each key and each value stands, by path from the top."""

    file: str
    value: Value
    values: Mapping[Path, Place]
    keys: Mapping[Path, Place]

    def place(self, path: Path) -> Place:
        """Give the place of a value; of the nearest value around it when the path is not in the file."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Place(self.file))

    def key_place(self, path: Path) -> Place:
        """Give the place of a key, or of the value when it has none."""
        return self.keys.get(path) or self.place(path)


def read_tree(content: bytes, *, file: str) -> Tree | list[Problem]:
    """Read one YAML document of at most a megabyte; ``file`` is only the name in the places."""
    if len(content) > LIMIT:
        return [Problem(because("yaml-too-large", limit=LIMIT), Place(file))]
    try:
        text = content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return [_undecodable(content, error, file)]
    if odd := list(islice(_odd_indents(text, file), _LISTED)):
        return odd
    builder = _Builder(file)
    builder.build(text)
    if not builder.problems and builder.root is None:
        builder.problems.append(Problem(because("yaml-empty"), Place(file)))
    return builder.problems or Tree(file, builder.root, builder.values, builder.keys)


def _undecodable(content: bytes, error: UnicodeDecodeError, file: str) -> Problem:
    before = error.object[: error.start].decode("utf-8")
    offset = error.start + len(content) - len(error.object)
    reason = because("yaml-not-utf8", byte=f"0x{error.object[error.start]:02X}", offset=offset)
    return Problem(reason, _place_after(before, file))


def _place_after(before: str, file: str) -> Place:
    lines = _BREAK.split(before)
    return Place(file, len(lines), len(lines[-1]) + 1)


def _odd_indents(text: str, file: str) -> Iterator[Problem]:
    for number, line in enumerate(_BREAK.split(text), start=1):
        if found := _INDENT.match(line):
            odd = found["odd"]
            reason = because("yaml-tab") if odd == "\t" else because("yaml-odd-space", character=_named(odd))
            yield Problem(reason, Place(file, number, found.start("odd") + 1))


class _Mark(Protocol):
    """Where the parser stood, counted from 0."""

    line: int
    column: int


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"


@dataclass
class _Open:
    """A list or a mapping still being filled; ``key`` waits for its value."""

    path: Path
    items: list[Value] | dict[str, Value]
    key: str | None = None


@dataclass
class _Builder:
    """Builds the tree from the parser's events and gathers every problem on the way."""

    file: str
    root: Value = None
    problems: list[Problem] = field(default_factory=list)
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    opened: list[_Open] = field(default_factory=list)

    def build(self, text: str) -> None:
        """Go through the events; what cannot be read further ends the walk."""
        place = Place(self.file, 1, 1)
        documents = 0
        try:
            for count, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
                place = self._at(event.start_mark)
                documents += isinstance(event, yaml.DocumentStartEvent)
                if len(self.opened) > DEPTH:
                    return self._refuse("yaml-too-deep", place, limit=DEPTH)
                if count > EVENTS:
                    return self._refuse("yaml-too-many-parts", place, limit=EVENTS)
                if documents > 1:
                    return self._refuse("yaml-second-document", place)
                self._take(event, place)
        except yaml.reader.ReaderError as error:
            place = _place_after(text[: error.position], self.file)
            self._refuse("yaml-character-forbidden", place, character=_named(text[error.position]))
        except yaml.MarkedYAMLError as error:
            self._refuse_syntax(error)
        except (ValueError, OverflowError):
            # PyYAML lets these escape: "\U99999999" is no character, and a %YAML version may have 5,000 digits.
            self._refuse("yaml-escape-unknown", place)

    def _at(self, mark: _Mark | None) -> Place:
        return Place(self.file) if mark is None else Place(self.file, mark.line + 1, mark.column + 1)

    def _refuse(self, code: str, place: Place, **facts: object) -> None:
        self.problems.append(Problem(because(code, **facts), place))

    def _refuse_syntax(self, error: yaml.MarkedYAMLError) -> None:
        said = error.problem or ""
        code = next((code for fragment, code in _SYNTAX if fragment in said), "yaml-syntax")
        started = error.context_mark if code in _SEEN_AT_ITS_START else None
        self._refuse(code, self._at(started or error.problem_mark))

    def _take(self, event: yaml.Event, place: Place) -> None:
        if isinstance(event, yaml.CollectionEndEvent):
            self.opened.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._refuse("yaml-alias", place, name=event.anchor)
            self._attach("", place)
        elif isinstance(event, yaml.NodeEvent):
            self._refuse_marks(event, place)
            if isinstance(event, yaml.ScalarEvent):
                self._attach(self._scalar(event, place), place)
            else:
                items: list[Value] | dict[str, Value] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
                self.opened.append(_Open(self._attach(items, place), items))

    def _refuse_marks(self, event: yaml.NodeEvent, place: Place) -> None:
        if event.anchor is not None:
            self._refuse("yaml-anchor", place, name=event.anchor)
        if getattr(event, "tag", None) is not None:
            self._refuse("yaml-tag", place)

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> str | None:
        if event.implicit[0] and event.value in _NULLS:
            return None
        if found := _FORBIDDEN.search(event.value):
            self._refuse("yaml-character-forbidden", place, character=_named(found[0]))
        return unicodedata.normalize("NFC", event.value)

    def _attach(self, value: Value, place: Place) -> Path:
        """Put a value where it belongs and give its path; in a mapping the first of two is the key."""
        if not self.opened:
            self.root = value
            return self._placed((), place)
        around = self.opened[-1]
        if isinstance(around.items, list):
            around.items.append(value)
            return self._placed((*around.path, len(around.items) - 1), place)
        if around.key is None:
            around.key = self._key(around, value, place)
            return (*around.path, around.key)
        path = (*around.path, around.key)
        around.items[around.key] = value
        around.key = None
        return self._placed(path, place)

    def _placed(self, path: Path, place: Place) -> Path:
        self.values[path] = place
        return path

    def _key(self, around: _Open, value: Value, place: Place) -> str:
        if not isinstance(value, str):
            self._refuse("yaml-key-not-text", place)
            return ""
        path = (*around.path, value)
        if value == "<<":
            self._refuse("yaml-merge-key", place)
        elif value in around.items:
            self._refuse("yaml-key-repeated", place, key=value, line=self.keys[path].line)
        else:
            self.keys[path] = place
        return value

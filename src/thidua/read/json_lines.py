"""Records of JSON lines: an object on each line, whose keys are the columns, in any order, some left out."""

import codecs
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from thidua.errors import Reason, because
from thidua.read.records import Record, Rejection

_LONGEST_LINE = 1 << 20  # bytes
_MOST_KEYS = 300
_START = re.compile(r"\s*(?:\{|\[\s*[{\]])")
_HALF = re.compile("[\ud800-\udfff]")  # of a character outside the first 65,536, as JSON may write it


class _Refused(Exception):
    def __init__(self, reason: Reason, column: int | None = None) -> None:
        self.reason, self.column = reason, column
        super().__init__(reason.code)


def is_json(start: str) -> bool:
    """True of the beginning of JSON: of an object, or of a list of objects."""
    return _START.match(start) is not None


def json_records(stream: BinaryIO) -> Iterator[Record | Rejection]:
    """Read the records of JSON lines in UTF-8: first one that names every key of the file, then one of each object.

    One list of all the objects is refused: its end would have to be read before its first row.
    """
    keys: dict[str, int] = {}
    for found in _objects(stream):
        if isinstance(found, tuple):
            keys.update((key, found[0]) for key in found[1] if key not in keys)
            if len(keys) > _MOST_KEYS:
                yield Rejection(found[0], None, "", because("json-keys-too-many", most=_MOST_KEYS), is_end=True)
                return
    if not keys:
        yield from (one for one in _objects(stream) if isinstance(one, Rejection))
        return
    yield Record(1, list(keys), tuple(keys.values()))
    for found in _objects(stream):
        if isinstance(found, Rejection):
            yield found
            continue
        line, told = found
        yield Record(line, [told.get(key, "") for key in keys])


def _objects(stream: BinaryIO) -> Iterator[tuple[int, dict[str, str]] | Rejection]:
    stream.seek(0)
    number, is_first = 0, True
    while raw := stream.readline(_LONGEST_LINE):
        number += 1
        if len(raw) == _LONGEST_LINE and not raw.endswith(b"\n"):
            yield Rejection(number, None, "", because("line-too-long", most=_LONGEST_LINE), is_end=True)
            return
        if number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if raw.strip():
            if is_first and raw.lstrip().startswith(b"["):
                yield Rejection(number, None, "", because("json-list"), is_end=True)
                return
            is_first = False
            try:
                yield number, _object(raw.rstrip())
            except _Refused as refused:
                cells = (raw.decode(errors="replace").strip(),)
                yield Rejection(number, refused.column, "", refused.reason, cells=cells)


def _object(raw: bytes) -> dict[str, str]:
    try:
        text = raw.decode()
        told = json.loads(text, object_pairs_hook=_pairs, parse_int=str, parse_float=str, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        reason = because("text-not-utf8", byte=f"0x{raw[error.start]:02X}", position=error.start + 1)
        raise _Refused(reason) from None
    except json.JSONDecodeError as error:
        raise _Refused(because("json-malformed"), error.colno) from None
    except RecursionError:
        raise _Refused(because("json-malformed")) from None
    if not isinstance(told, _Pairs):
        raise _Refused(because("json-no-object"))
    found = {key: _text(key, value) for key, value in told.items()}
    if half := _HALF.search("".join(chain.from_iterable(found.items()))):
        raise _Refused(because("json-half-character", half=_shown(half[0])))
    return found


class _Pairs(dict[str, object]):
    """An object of JSON, told from the other values."""


def _pairs(pairs: list[tuple[str, object]]) -> _Pairs:
    found = _Pairs(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Refused(because("json-key-repeated", name=_shown(next(n for n in names if names.count(n) > 1))))
    return found


def _shown(name: str) -> str:
    return name.encode(errors="backslashreplace").decode()  # half a character cannot be written


def _no_number(text: str) -> str:
    del text  # NaN, Infinity: no JSON
    raise _Refused(because("json-malformed"))


def _text(key: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    raise _Refused(because("json-value-nested", name=_shown(key)))

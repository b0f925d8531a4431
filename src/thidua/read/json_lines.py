"""Records of JSON lines: an object on each line, whose keys are the columns, in any order, some left out."""

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from thidua.errors import Reason, because
from thidua.read.records import Record, Rejection

_LONGEST_LINE = 1 << 20  # bytes
_MOST_KEYS = 300


class _Refused(Exception):
    def __init__(self, reason: Reason, column: int | None = None) -> None:
        self.reason, self.column = reason, column
        super().__init__(reason.code)


def json_records(stream: BinaryIO) -> Iterator[Record | Rejection]:
    """Read the records of JSON lines, first one that names every key of the file, then one of each object."""
    keys: dict[str, int] = {}
    for found in _objects(stream):
        if isinstance(found, tuple):
            keys.update((key, len(keys)) for key in found[1] if key not in keys)
            if len(keys) > _MOST_KEYS:
                yield Rejection(found[0], None, "", because("json-keys-too-many", most=_MOST_KEYS), is_end=True)
                return
    if not keys:
        yield from (one for one in _objects(stream) if isinstance(one, Rejection))
        return
    yield Record(1, list(keys))
    for found in _objects(stream):
        if isinstance(found, Rejection):
            yield found
            continue
        line, told = found
        yield Record(line, [told.get(key, "") for key in keys])


def _objects(stream: BinaryIO) -> Iterator[tuple[int, dict[str, str]] | Rejection]:
    stream.seek(0)
    number = 0
    while raw := stream.readline(_LONGEST_LINE):
        number += 1
        if len(raw) == _LONGEST_LINE and not raw.endswith(b"\n"):
            yield Rejection(number, None, "", because("line-too-long", most=_LONGEST_LINE), is_end=True)
            return
        if number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if raw.strip():
            try:
                yield number, _object(raw)
            except _Refused as refused:
                yield Rejection(number, refused.column, "", refused.reason)


def _object(raw: bytes) -> dict[str, str]:
    try:
        told = json.loads(raw, object_pairs_hook=_pairs, parse_int=str, parse_float=str, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        reason = because("text-not-utf8", byte=f"0x{raw[error.start]:02X}", position=error.start + 1)
        raise _Refused(reason) from None
    except json.JSONDecodeError as error:
        raise _Refused(because("json-malformed"), error.colno) from None
    except RecursionError:
        raise _Refused(because("json-malformed")) from None
    if not isinstance(told, _Pairs):
        raise _Refused(because("json-no-object"))
    return {key: _text(key, value) for key, value in told.items()}


class _Pairs(dict[str, object]):
    """An object of JSON, told from the other values."""


def _pairs(pairs: list[tuple[str, object]]) -> _Pairs:
    found = _Pairs(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Refused(because("json-key-repeated", name=next(name for name in names if names.count(name) > 1)))
    return found


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
    raise _Refused(because("json-value-nested", name=key))

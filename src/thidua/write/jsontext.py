"""Exact JSON: whole numbers and points only, so that no figure ever passes through a float.

The text is the same for the same value: keys stay in their order. Letters are written as themselves; what a terminal
or a line reader would act on (controls, bidirectional marks, U+2028/2029, half surrogate pairs) is escaped.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import PurePath

from thidua.domain.month import Month
from thidua.domain.points import Points

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def dumps(value: object, *, indent: int | None = None) -> str:
    """Write a value as JSON, on one line unless ``indent`` is given; a float or an unknown type is a ``TypeError``.

    Points are numbers (``118.4``), dates and months text, an ``Enum`` its value, a dataclass the object of its fields.
    """
    return _text(value, indent, "\n")


def _text(value: object, indent: int | None, margin: str) -> str:
    plain = _plain(value)
    if isinstance(plain, str):
        return _quoted(plain)
    if isinstance(plain, Mapping):
        inner = _deeper(indent, margin)
        pairs = [f"{_key(key)}: {_text(part, indent, inner)}" for key, part in plain.items()]
        return _wrapped("{}", pairs, indent, margin)
    if isinstance(plain, tuple | list):
        inner = _deeper(indent, margin)
        return _wrapped("[]", [_text(part, indent, inner) for part in plain], indent, margin)
    return _word(plain)


def _plain(value: object) -> object:
    """Turn what JSON has no word for into text or a mapping; leave the rest."""
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, Month | PurePath):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type | Points):
        return {part.name: getattr(value, part.name) for part in fields(value)}
    return value


def _word(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Points):
        return str(value)
    raise TypeError(f"JSON has no exact word for a {type(value).__name__}")


def _key(key: object) -> str:
    plain = _plain(key)
    if not isinstance(plain, str):
        raise TypeError(f"a key of JSON is text, not a {type(key).__name__}")
    return _quoted(plain)


def _quoted(text: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _deeper(indent: int | None, margin: str) -> str:
    return margin + " " * (indent or 0)


def _wrapped(ends: str, parts: list[str], indent: int | None, margin: str) -> str:
    if not parts:
        return ends
    if indent is None:
        return ends[0] + ", ".join(parts) + ends[1]
    inner = _deeper(indent, margin)
    return ends[0] + inner + f",{inner}".join(parts) + margin + ends[1]

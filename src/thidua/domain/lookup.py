"""Finding a thing by code, or by name when that is unambiguous; suggesting, never picking, without diacritics."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Generic, Protocol, TypeVar

from thidua.domain.names import matching_key, search_key
from thidua.errors import Reason, because


class Named(Protocol):
    """Anything with a code and a name."""

    @property
    def code(self) -> str:
        """What it is called in files."""
        ...

    @property
    def name(self) -> str:
        """What it is called by people."""
        ...


Found = TypeVar("Found", bound=Named)
_SUGGESTIONS = 5


class Directory(Generic[Found]):
    """Things by code and by name; ``kind`` is the word of a refusal: unit-unknown, unit-unlike, unit-ambiguous."""

    def __init__(self, things: Iterable[Found], *, kind: str) -> None:
        self._kind = kind
        self._by_code = {thing.code: thing for thing in things}
        self._by_key: dict[str, dict[str, Found]] = {}
        for thing in self._by_code.values():
            for key in (matching_key(thing.code), matching_key(thing.name), _bare_name(thing.name)):
                self._by_key.setdefault(key, {})[thing.code] = thing

    def find(self, text: str) -> Found | Reason:
        """Find by code, else by name: Unicode form, tone placement, case and double spaces do not count."""
        if text in self._by_code:
            return self._by_code[text]
        named = list(self._by_key.get(matching_key(text), {}).values())
        if len(named) == 1:
            return named[0]
        if named:
            return because(f"{self._kind}-ambiguous", text=text, candidates=_listed(named))
        near = _near(text, list(self._by_code.values()))
        if near:
            return because(f"{self._kind}-unlike", text=text, candidates=_listed(near))
        return because(f"{self._kind}-unknown", text=text)


def find(text: str, things: Iterable[Found], *, kind: str) -> Found | Reason:
    """Find one thing among a few; a batch keeps its ``Directory``."""
    return Directory(things, kind=kind).find(text)


def _bare_name(name: str) -> str:
    """Give the key of a unit's name without the word for its kind: ``Mỹ Hòa`` for ``Xã Mỹ Hòa``."""
    key = matching_key(name)
    for word in ("xã ", "phường ", "thị trấn ", "huyện ", "thị xã "):
        start = matching_key(word) + " "
        if key.startswith(start):
            return key.removeprefix(start)
    return key


def _near(text: str, pool: list[Found]) -> list[Found]:
    wanted = search_key(text)
    same = [
        t for t in pool if wanted and wanted in (search_key(t.code), search_key(t.name), search_key(_bare_name(t.name)))
    ]
    if same:
        return same
    keys = {key: t for t in pool for key in (search_key(t.code), search_key(t.name))}
    return list({keys[k].code: keys[k] for k in get_close_matches(wanted, keys, _SUGGESTIONS, 0.75)}.values())


def _listed(things: list[Found]) -> tuple[str, ...]:
    return tuple(f"{t.code} ({t.name})" if t.name != t.code else t.code for t in things[:_SUGGESTIONS])

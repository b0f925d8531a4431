"""Finding a thing by code, or by name when that is unambiguous; suggesting, never picking, without diacritics."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
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
_MOST_COMPARED = 500_000  # keys a directory compares with texts it does not know: each takes some microseconds


class Directory(Generic[Found]):
    """Things by code and by name; ``kind`` is the word of a refusal: unit-unknown, unit-unlike, unit-ambiguous."""

    def __init__(self, things: Iterable[Found], *, kind: str) -> None:
        self._kind = kind
        self._by_code = {thing.code: thing for thing in things}
        self._by_key: dict[str, dict[str, Found]] = {}
        for thing in self._by_code.values():
            for key in (matching_key(thing.code), matching_key(thing.name), _bare_name(thing.name)):
                self._by_key.setdefault(key, {})[thing.code] = thing
        self._compared = 0

    @cached_property
    def _same(self) -> dict[str, list[Found]]:
        """Things by every key without diacritics."""
        found: dict[str, dict[str, Found]] = {}
        for thing in self._by_code.values():
            for text in (thing.code, thing.name, _bare_name(thing.name)):
                found.setdefault(search_key(text), {})[thing.code] = thing
        return {key: list(things.values()) for key, things in found.items()}

    @cached_property
    def _searched(self) -> dict[str, Found]:
        """The thing suggested for each key of a code or a whole name."""
        return {key: t for t in self._by_code.values() for key in (search_key(t.code), search_key(t.name))}

    def find(self, text: str) -> Found | Reason:
        """Find by code, else by name: Unicode form, tone placement, case and double spaces do not count."""
        named = self.named(text)
        if len(named) == 1:
            return named[0]
        if named:
            return because(f"{self._kind}-ambiguous", text=text, candidates=_listed(named))
        near = self._near(search_key(text))
        if near:
            return because(f"{self._kind}-unlike", text=text, candidates=_listed(near))
        return because(f"{self._kind}-unknown", text=text)

    def named(self, text: str) -> list[Found]:
        """Give the thing of a code, else all of a name."""
        if text in self._by_code:
            return [self._by_code[text]]
        return list(self._by_key.get(matching_key(text), {}).values())

    def _near(self, wanted: str) -> list[Found]:
        """Give what differs by its diacritics only, else what is alike, which a long list is asked for a few times."""
        if wanted in self._same and wanted:
            return self._same[wanted]
        if self._compared > _MOST_COMPARED:
            return []
        self._compared += len(self._searched)
        close = get_close_matches(wanted, self._searched, _SUGGESTIONS, 0.75)
        return list({self._searched[key].code: self._searched[key] for key in close}.values())


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


def _listed(things: list[Found]) -> tuple[str, ...]:
    return tuple(f"{t.code} ({t.name})" if t.name != t.code else t.code for t in things[:_SUGGESTIONS])

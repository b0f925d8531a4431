"""Finding a thing by code, or by name when that is unambiguous; suggesting, never picking, without diacritics."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Protocol, TypeVar

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


def find(text: str, things: Iterable[Found], *, kind: str) -> Found | Reason:
    """Find by code, else by name: Unicode form, tone placement, case and double spaces do not count.

    ``kind`` is the word of the refusal's code: ``unit-unknown``, ``unit-unlike``, ``unit-ambiguous``.
    """
    pool = list(things)
    for thing in pool:
        if thing.code == text:
            return thing
    key = matching_key(text)
    named = [t for t in pool if key and key in (matching_key(t.code), matching_key(t.name), _bare_name(t.name))]
    if len(named) == 1:
        return named[0]
    if named:
        return because(f"{kind}-ambiguous", text=text, candidates=_listed(named))
    near = _near(text, pool)
    return (
        because(f"{kind}-unlike", text=text, candidates=_listed(near))
        if near
        else because(f"{kind}-unknown", text=text)
    )


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

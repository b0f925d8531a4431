"""What changed between two versions of a campaign, by the path of keys in its file.

Tracks, pillars, criteria and grades are compared by their codes and council sizes by their days: moving one up or
down its list is no difference. Whether a change is allowed is not told here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction

from thidua.domain.campaign import (
    Campaign,
    CouncilSize,
    Criterion,
    Grade,
    LearningRule,
    Organiser,
    Pillar,
    Quorum,
    Ranking,
    Shortlist,
    Track,
    VotingRule,
)
from thidua.domain.shares import Threshold

_Coded = Track | Pillar | Criterion | Grade | CouncilSize
_Mapping = Campaign | _Coded | Organiser | Quorum | Ranking | Shortlist | VotingRule | LearningRule
_KEYS = {"floor": "from", "rule": "rule.kind", "publicise_at_least": "publicise.at_least"}


@dataclass(frozen=True)
class Difference:
    """One thing that changed, as text; ``before`` is None for what was added, ``after`` for what was removed."""

    path: str
    before: str | None
    after: str | None


def differences(before: Campaign, after: Campaign) -> list[Difference]:
    """List what changed, in the order of the file; what was added or removed whole is one difference."""
    return list(_compare((), before, after))


def _compare(path: tuple[str, ...], before: object, after: object) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, tuple) and isinstance(after, tuple) and _are_coded((*before, *after)):
        olds, news = ({_code(thing): thing for thing in side} for side in (before, after))
        for code in dict.fromkeys((*olds, *news)):
            yield from _compare((*path, code), olds.get(code), news.get(code))
    elif isinstance(before, _Mapping) and isinstance(after, _Mapping):
        now = _parts(after)
        for key, value in _parts(before).items():
            yield from _compare((*path, key), value, now[key])
    else:
        yield Difference(".".join(path), _text(before), _text(after))


def _are_coded(things: tuple[object, ...]) -> bool:
    return bool(things) and all(isinstance(thing, _Coded) for thing in things)


def _code(thing: object) -> str:
    return thing.since.isoformat() if isinstance(thing, CouncilSize) else str(getattr(thing, "code", ""))


def _parts(mapping: _Mapping) -> dict[str, object]:
    """Give the values of one mapping by the keys of the file."""
    if isinstance(mapping, Quorum):
        return {"share": mapping.text, "of": mapping.of}
    parts = {_KEYS.get(f.name, f.name): getattr(mapping, f.name) for f in fields(mapping)}
    if isinstance(mapping, LearningRule) and mapping.surpassed is None:
        parts["surpassed"] = "above"
    return parts


def _text(value: object) -> str | None:
    """Write one value; a thing with a name by its name, a council by its size."""
    if value is None or value in ((), frozenset()):
        return None
    match value:
        case Track() | Pillar() | Criterion() | Grade():
            text = value.name
        case CouncilSize():
            text = str(value.council)
        case Threshold():
            text = value.text
        case Fraction() if (value * 100).denominator == 1:
            text = f"{value * 100}%"
        case tuple() | frozenset():
            text = ", ".join(str(part) for part in (value if isinstance(value, tuple) else sorted(value)))
        case _:
            text = str(value)
    return text

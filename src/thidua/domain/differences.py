"""What changed between two versions of a campaign, by the path of keys in its file.

What has a code (tracks, pillars, groups, criteria, grades, levels …) is compared by it, and council sizes by their
days: moving one up or down its list is no difference. Whether a change is allowed is not told here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from fractions import Fraction

from thidua.domain.campaign import Campaign
from thidua.domain.grading import Totals, VoidRule
from thidua.domain.periods import Period
from thidua.domain.points import Points, decimal_text
from thidua.domain.quotas import Quota
from thidua.domain.ranking import TieBreak
from thidua.domain.rules import Rule
from thidua.domain.rules.intervals import Interval
from thidua.domain.rules.rates import SizeClass, Tier
from thidua.domain.rules.targets import Targets
from thidua.domain.rules.value import Counting
from thidua.domain.score_table import WHOLE_WEIGHT, Cap, Group, Requirement
from thidua.domain.shares import Threshold
from thidua.domain.voting_rules import CouncilSize, LearningRule, Quorum

_WRITTEN_WHOLE = (Points, Threshold, Fraction, Cap, Requirement, TieBreak, Tier, Interval, SizeClass, date)
_KEYS = {
    "floor": "from",
    "ceiling": "to",
    "publicise_at_least": "publicise.at_least",
    "counts_as": "as",
    "voids": "void",
}
_TOTALS_KEYS = {"above": "above_scale", "below": "below_zero"}
_NO_SELF_SCORE = "no-self-score"
_SHOWN = 10**6


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
            yield from _compare((*path, str(code)), olds.get(code), news.get(code))
    elif _is_mapping(before) and type(before) is type(after):
        now = _parts(after)
        for key, value in _parts(before).items():
            yield from _compare((*path, key), value, now.get(key))
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from _compare((*path, str(key)), before.get(key), after.get(key))
    elif isinstance(before, Rule) and isinstance(after, Rule):
        yield Difference(".".join((*path, "kind")), before.kind, after.kind)
    else:
        yield Difference(".".join(path), _text(before), _text(after))


def _are_coded(things: tuple[object, ...]) -> bool:
    return bool(things) and all(_code(thing) is not None for thing in things)


def _code(thing: object) -> str | None:
    """Give what a thing of a list is known by: its code, or the day, kind or grade it is for."""
    match thing:
        case CouncilSize():
            return thing.since.isoformat()
        case Period():
            return thing.kind.value
        case Quota():
            return thing.grade
        case TieBreak():
            return None
        case _:
            code = getattr(thing, "code", None)
            return None if code is None else str(code)


def _is_mapping(thing: object) -> bool:
    return is_dataclass(thing) and not isinstance(thing, _WRITTEN_WHOLE)


def _parts(mapping: object) -> dict[str, object]:
    """Give the values of one mapping by the keys of the file; how a rule counts stands among the rule's own keys."""
    parts = _rewritten(mapping)
    if parts or not is_dataclass(mapping) or isinstance(mapping, type):
        return parts
    keys = _TOTALS_KEYS if isinstance(mapping, Totals) else _KEYS
    for name in (f.name for f in fields(mapping)):
        value = getattr(mapping, name)
        if isinstance(value, Counting | Targets):
            parts |= _parts(value)
        else:
            parts[keys.get(name, name)] = value
    if isinstance(mapping, LearningRule) and mapping.surpassed is None:
        parts["surpassed"] = "above"
    if isinstance(mapping, Group):
        parts["weight"] = Fraction(mapping.weight, WHOLE_WEIGHT)
    return parts


def _rewritten(mapping: object) -> dict[str, object]:
    """Give the parts of what the file writes in other words than the campaign holds; nothing for the rest."""
    match mapping:
        case Quorum():
            return {"share": mapping.text, "of": mapping.of}
        case Quota():
            named = ("of", "within", "rounding", "ties")
            return {"most": mapping.text, **{name: getattr(mapping, name) for name in named}}
        case Counting():
            return {"as": mapping.direction, "cap": mapping.cap}
        case Targets():
            everyone = None if mapping.everyone is None else decimal_text(mapping.everyone)
            return {"target": everyone, "targets": {code: decimal_text(one) for code, one in mapping.by_unit.items()}}
        case VoidRule():
            when = _NO_SELF_SCORE if mapping.line is None else None
            return {"name": mapping.name, "when": when, "unmet": mapping.line}
    return {}


def _text(value: object) -> str | None:
    """Write one value; a thing with a name by its name, a council by its size."""
    if value is None or value in ((), frozenset()):
        return None
    match value:
        case CouncilSize():
            text = str(value.council)
        case Threshold() | Quota():
            text = value.text
        case Fraction():
            percent = value * 100
            text = f"{decimal_text(percent)}%" if (percent * _SHOWN).denominator == 1 else str(value)
        case Period():
            text = value.combine.value
        case bool():
            text = "true" if value else "false"
        case tuple() | frozenset():
            text = ", ".join(str(part) for part in (value if isinstance(value, tuple) else sorted(value)))
        case _:
            name = None if isinstance(value, Tier) else getattr(value, "name", None)
            text = name if is_dataclass(value) and isinstance(name, str) else str(value)
    return text

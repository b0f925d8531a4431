"""What must hold inside one line's rule: no holes between tiers, tables that reach its points, targets above zero."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from thidua.domain.breach import Breach, Path, repeated
from thidua.domain.measures import Answer, read_answer
from thidua.domain.names import matching_key
from thidua.domain.points import ZERO, Points, decimal_text
from thidua.domain.ranking import Better
from thidua.domain.rules.cases import Bonus, Deduct, Per
from thidua.domain.rules.given import ExclusiveBonus, Levels, MetOrNot, Option
from thidua.domain.rules.intervals import SHARES, UPWARDS, WHOLES, Fault, Interval, faults
from thidua.domain.rules.rates import AllOrNothing, StepBonus, Tier, Tiers, TwoWay
from thidua.domain.rules.targets import Attainment, Bands
from thidua.domain.rules.value import Counting, Direction
from thidua.domain.score_table import Criterion
from thidua.errors import because


def rule_breaches(line: Criterion, path: Path) -> Iterator[Breach]:
    """List what contradicts itself in the rule of a line."""
    counting = getattr(line.rule, "counting", None)
    if isinstance(counting, Counting) and counting.direction is Direction.BASE and counting.cap is not None:
        yield Breach((*path, "cap"), because("cap-of-base", criterion=line.code))
    of_nothing = getattr(line.rule, "of_nothing", None)
    if of_nothing is not None and (of_nothing < ZERO or (_is_base(line) and of_nothing > line.points)):
        facts = {"criterion": line.code, "value": of_nothing, "points": line.points}
        yield Breach((*path, "of_nothing"), because("otherwise-too-much", **facts))
    check = _CHECKS.get(type(line.rule))
    if check is not None:
        yield from check(line, line.rule, path)


def _is_base(line: Criterion) -> bool:
    return line.rule.direction is Direction.BASE


def _each(line: Criterion, rule: Deduct | Bonus | StepBonus, path: Path) -> Iterator[Breach]:
    if isinstance(rule, Deduct) and rule.waiver and rule.per is Per.PERIOD:
        yield Breach((*path, "waiver"), because("waiver-of-periods", criterion=line.code))
    if rule.each <= ZERO:
        yield Breach((*path, "each"), because("each-not-positive", criterion=line.code))


def _otherwise(line: Criterion, rule: MetOrNot | AllOrNothing, path: Path) -> Iterator[Breach]:
    otherwise = rule.otherwise
    if otherwise < ZERO or (otherwise > ZERO and otherwise >= line.points):
        facts = {"criterion": line.code, "value": otherwise, "points": line.points}
        yield Breach((*path, "otherwise"), because("otherwise-too-much", **facts))


def _tiered(line: Criterion, rule: Tiers, path: Path) -> Iterator[Breach]:
    yield from _tiers(line, rule.tiers, SHARES, (*path, "tiers"))


def _banded(line: Criterion, rule: Bands, path: Path) -> Iterator[Breach]:
    yield from _tiers(line, rule.bands, UPWARDS, (*path, "bands"))
    here = (*path, "no_plan")
    if rule.no_plan < ZERO:
        yield Breach(here, because("table-points-below-zero", criterion=line.code, value=rule.no_plan))
    elif rule.direction is Direction.BASE and rule.no_plan > line.points:
        facts = {"criterion": line.code, "value": rule.no_plan, "points": line.points}
        yield Breach(here, because("otherwise-too-much", **facts))
    yield from _targets(rule, path)


def _tiers(line: Criterion, tiers: tuple[Tier, ...], domain: Interval, path: Path) -> Iterator[Breach]:
    for fault in faults([tier.interval for tier in tiers], domain):
        yield _told(line, fault, path, f"{decimal_text(fault.value * 100)} %")
    yield from _table_points(line, [tier.points for tier in tiers], path)


def _told(line: Criterion, fault: Fault, path: Path, value: str) -> Breach:
    if not fault.held_by:
        return Breach(path, because("tier-gap", criterion=line.code, value=value))
    first, second = fault.held_by[:2]
    facts = {"criterion": line.code, "value": value, "first": first + 1, "second": second + 1}
    return Breach((*path, second), because("tier-overlap", **facts))


def _table_points(line: Criterion, listed: list[Points], path: Path) -> Iterator[Breach]:
    for at, points in enumerate(listed):
        if points < ZERO:
            yield Breach((*path, at, "points"), because("table-points-below-zero", criterion=line.code, value=points))
    best = max(listed)
    if _is_base(line) and best != line.points:
        facts = {"criterion": line.code, "points": line.points, "best": best}
        yield Breach(path, because("table-points-differ", **facts))


def _two_way(line: Criterion, rule: TwoWay, path: Path) -> Iterator[Breach]:
    classes = (*path, "classes")
    for fault in faults([one.size for one in rule.classes], WHOLES, in_wholes=True):
        yield _told(line, fault, classes, decimal_text(fault.value))
    for at, one in enumerate(rule.classes):
        for fault in faults([tier.interval for tier in one.tiers], SHARES):
            yield _told(line, fault, (*classes, at, "tiers"), f"{decimal_text(fault.value * 100)} %")
    yield from _table_points(line, [tier.points for one in rule.classes for tier in one.tiers], classes)


def _targets(rule: Attainment | Bands, path: Path) -> Iterator[Breach]:
    named = {("target",): rule.targets.everyone} | {("targets", u): t for u, t in rule.targets.by_unit.items()}
    for keys, target in named.items():
        if target is not None and (target < 0 or (target == 0 and rule.better is Better.HIGHER)):
            yield Breach((*path, *keys), because("target-not-positive", value=decimal_text(target)))


def _attainment(line: Criterion, rule: Attainment, path: Path) -> Iterator[Breach]:
    yield from _targets(rule, path)
    if rule.cap < Fraction(1):
        yield Breach((*path, "cap"), because("attainment-cap-below-target", criterion=line.code))
    if rule.least > rule.cap:
        yield Breach((*path, "least"), because("attainment-least-over-cap", criterion=line.code))


def _names(options: tuple[Option, ...], path: Path) -> Iterator[Breach]:
    """Find codes and names by which two options could be meant: what is typed names just one."""
    for at, code in repeated(one.code for one in options):
        yield Breach((*path, at, "code"), because("code-repeated", code=code))
    seen: dict[str, str] = {}
    for at, one in enumerate(options):
        for key in {matching_key(one.code), matching_key(one.name)}:
            if seen.setdefault(key, one.code) != one.code:
                yield Breach((*path, at, "name"), because("option-name-repeated", name=one.name, code=seen[key]))


def _levels(line: Criterion, rule: Levels, path: Path) -> Iterator[Breach]:
    yield from _names(rule.levels, (*path, "levels"))
    points = [one.points for one in rule.levels]
    rising = sorted(points, reverse=rule.direction is Direction.DEDUCTION)
    if points != rising:
        yield Breach((*path, "levels"), because("levels-not-rising", criterion=line.code))
    yield from _table_points(line, points, (*path, "levels"))


def _options(line: Criterion, rule: ExclusiveBonus, path: Path) -> Iterator[Breach]:
    yield from _names(rule.options, (*path, "options"))
    for at, one in enumerate(rule.options):
        if isinstance(read_answer(one.code), Answer) or isinstance(read_answer(one.name), Answer):
            yield Breach((*path, "options", at), because("option-called-answer", name=one.name))
    yield from _table_points(line, [one.points for one in rule.options], (*path, "options"))


_CHECKS: Mapping[type, Callable[[Criterion, Any, Path], Iterator[Breach]]] = {
    MetOrNot: _otherwise,
    AllOrNothing: _otherwise,
    Deduct: _each,
    Bonus: _each,
    StepBonus: _each,
    Tiers: _tiered,
    TwoWay: _two_way,
    Bands: _banded,
    Attainment: _attainment,
    Levels: _levels,
    ExclusiveBonus: _options,
}

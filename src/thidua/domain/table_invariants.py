"""What must hold inside one score table: sums that say what they add up to, conditions and labels that exist."""

from collections.abc import Iterable, Iterator

from thidua.domain.breach import Breach, Path, repeated
from thidua.domain.points import ZERO, Points, total
from thidua.domain.rule_invariants import rule_breaches
from thidua.domain.rules.given import MetOrNot
from thidua.domain.rules.rates import AllOrNothing
from thidua.domain.rules.value import Direction
from thidua.domain.score_table import Cap, Criterion, Group, Requirement, Track
from thidua.errors import because


def table_breaches(track: Track, path: Path, scale: Points) -> Iterator[Breach]:
    """List what contradicts itself in a track's table; its lines must add up to the scale."""
    if not track.unit_kinds and not track.person_kinds:
        yield Breach(path, because("track-for-nobody", track=track.code))
    for field, codes in (("pillars", track.pillars), ("groups", track.groups), ("criteria", track.criteria)):
        for position, code in repeated(one.code for one in codes):
            yield Breach((*path, field, position, "code"), because("code-repeated", code=code))
    yield from _caps(track.caps, path)
    for position, group in enumerate(track.groups):
        yield from _group(track, group, (*path, "groups", position))
    for position, criterion in enumerate(track.criteria):
        yield from _criterion(track, criterion, (*path, "criteria", position))
    is_sound = not _circles(track) and not list(repeated(group.code for group in track.groups))
    added = track.full_points() if is_sound else total(line.base for line in track.criteria)
    if added != scale:
        over = added > scale
        difference = added - scale if over else scale - added
        code = "track-points-over-scale" if over else "track-points-under-scale"
        reason = because(code, track=track.code, total=added, scale=scale, difference=difference)
        yield Breach((*path, "criteria"), reason)


def _circles(track: Track) -> set[str]:
    parents = {group.code: group.parent for group in track.groups}
    found = set()
    for code, above in parents.items():
        seen, here = {code}, above
        while here is not None and here not in seen:
            seen.add(here)
            here = parents.get(here)
        if here == code:
            found.add(code)
    return found


def _group(track: Track, group: Group, path: Path) -> Iterator[Breach]:
    known = tuple(g.code for g in track.groups)
    if group.parent is not None and group.parent not in known:
        yield Breach((*path, "parent"), because("group-unknown", group=group.parent, known=known))
    circles = _circles(track) | {code for _, code in repeated(g.code for g in track.groups)}
    if group.code in _circles(track):
        yield Breach((*path, "parent"), because("group-in-itself", group=group.code))
    yield from _caps(group.caps, path)
    if group.points is not None and not circles:
        added = track.full_points(group.code)
        if added != group.points:
            facts = {"group": group.code, "points": group.points, "total": added}
            yield Breach((*path, "points"), because("group-points-differ", **facts))


def _caps(caps: Iterable[Cap], path: Path) -> Iterator[Breach]:
    for at, cap in enumerate(caps):
        if cap.most < ZERO:
            yield Breach((*path, "caps", at, "most"), because("cap-below-zero", text=str(cap.most)))


def _criterion(track: Track, line: Criterion, path: Path) -> Iterator[Breach]:
    pillars = tuple(p.code for p in track.pillars)
    for label, pillar in enumerate(line.pillars):
        if pillar not in pillars:
            facts = {"criterion": line.code, "pillar": pillar, "track": track.code}
            yield Breach((*path, "pillars", label), because("pillar-unknown", **facts, known=pillars))
    for label, pillar in repeated(line.pillars):
        yield Breach((*path, "pillars", label), because("code-repeated", code=pillar))
    if line.group is not None and track.group(line.group) is None:
        known = tuple(g.code for g in track.groups)
        yield Breach((*path, "group"), because("group-unknown", group=line.group, known=known))
    yield from _base_points(line, path)
    if line.optional and line.base > ZERO:
        yield Breach((*path, "optional"), because("optional-with-points", criterion=line.code, points=line.points))
    yield from _requires(track, line, path)
    yield from _caps(line.caps, path)
    yield from rule_breaches(line, (*path, "rule"))


def _base_points(line: Criterion, path: Path) -> Iterator[Breach]:
    direction = line.rule.direction
    if line.points < ZERO:
        yield Breach((*path, "points"), because("points-not-positive", criterion=line.code))
    elif direction is Direction.BONUS and line.points != ZERO:
        yield Breach((*path, "points"), because("bonus-with-points", criterion=line.code, points=line.points))
    elif direction is Direction.BASE and line.points == ZERO and not isinstance(line.rule, MetOrNot | AllOrNothing):
        yield Breach((*path, "points"), because("points-not-positive", criterion=line.code))


def _requires(track: Track, line: Criterion, path: Path) -> Iterator[Breach]:
    if line.requires and line.rule.direction is not Direction.BONUS:
        yield Breach((*path, "requires"), because("requires-not-bonus", criterion=line.code))
    for at, wanted in enumerate(line.requires):
        other = track.criterion(wanted.line)
        here = (*path, "requires", at)
        if other is None:
            facts = {"line": wanted.line, "track": track.code}
            yield Breach(here, because("required-line-unknown", **facts))
        elif other.code == line.code:
            yield Breach(here, because("requires-itself", criterion=line.code))
        elif not line.due <= other.due:
            never = tuple(sorted(line.due - other.due))
            yield Breach(here, because("required-line-not-due", line=other.code, months=never))
        else:
            yield from too_many(other, wanted, here)


def too_many(line: Criterion, wanted: Requirement, path: Path) -> Iterator[Breach]:
    """Find a condition for more points than its line can have."""
    if wanted.least is not None and line.most is not None and wanted.least > line.most:
        facts = {"line": line.code, "points": wanted.least, "most": line.most}
        yield Breach(path, because("required-points-too-many", **facts))

"""What must hold inside one campaign: every breach at once, each with its path in the file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from thidua.domain.campaign import Campaign, Path, Track
from thidua.domain.points import ZERO, Points, total
from thidua.errors import Reason, because

RANKED_WITHIN = ("track", "cluster")


@dataclass(frozen=True)
class Breach:
    """A reason, and the path of keys and positions from the top of the campaign to what is wrong."""

    path: Path
    reason: Reason


def breaches(campaign: Campaign) -> list[Breach]:
    """List everything in the campaign that contradicts itself; an empty list is a sound campaign."""
    return [
        *_dates(campaign),
        *_tracks(campaign),
        *_grades(campaign),
        *_ranking(campaign),
        *_council(campaign),
        *_learning(campaign),
    ]


def _repeated(codes: Iterable[str]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for position, code in enumerate(codes):
        if code in seen:
            yield position, code
        seen.add(code)


def _dates(campaign: Campaign) -> Iterator[Breach]:
    if campaign.closes < campaign.launched:
        facts = {"launched": campaign.launched, "closes": campaign.closes}
        yield Breach(("closes",), because("campaign-closes-before-launch", **facts))
    deadline = campaign.registration_deadline
    if deadline is not None and not campaign.launched <= deadline <= campaign.closes:
        facts = {"deadline": deadline, "launched": campaign.launched, "closes": campaign.closes}
        yield Breach(("registration_deadline",), because("campaign-deadline-outside", **facts))


def _tracks(campaign: Campaign) -> Iterator[Breach]:
    for at, code in _repeated(t.code for t in campaign.tracks):
        yield Breach(("tracks", at, "code"), because("code-repeated", code=code))
    for field in ("unit_kinds", "person_kinds"):
        taken: dict[str, str] = {}
        for at, track in enumerate(campaign.tracks):
            for position, kind in enumerate(getattr(track, field)):
                if kind in taken:
                    facts = {"kind": kind, "track": taken[kind]}
                    yield Breach(("tracks", at, field, position), because("kind-in-two-tracks", **facts))
                taken.setdefault(kind, track.code)
    for at, track in enumerate(campaign.tracks):
        yield from _track(track, at, campaign.scale)


def _track(track: Track, at: int, scale: Points) -> Iterator[Breach]:
    if not track.unit_kinds and not track.person_kinds:
        yield Breach(("tracks", at), because("track-for-nobody", track=track.code))
    pillars = [p.code for p in track.pillars]
    for position, code in _repeated(pillars):
        yield Breach(("tracks", at, "pillars", position, "code"), because("code-repeated", code=code))
    for position, code in _repeated(c.code for c in track.criteria):
        yield Breach(("tracks", at, "criteria", position, "code"), because("code-repeated", code=code))
    for position, criterion in enumerate(track.criteria):
        path: Path = ("tracks", at, "criteria", position)
        for label, pillar in enumerate(criterion.pillars):
            if pillar not in pillars:
                facts = {"criterion": criterion.code, "pillar": pillar, "track": track.code}
                yield Breach((*path, "pillars", label), because("pillar-unknown", **facts, known=tuple(pillars)))
        for label, pillar in _repeated(criterion.pillars):
            yield Breach((*path, "pillars", label), because("code-repeated", code=pillar))
        if criterion.points <= ZERO:
            yield Breach((*path, "points"), because("points-not-positive", criterion=criterion.code))
    added = total(c.points for c in track.criteria)
    if added != scale:
        over = added > scale
        difference = added - scale if over else scale - added
        code = "track-points-over-scale" if over else "track-points-under-scale"
        reason = because(code, track=track.code, total=added, scale=scale, difference=difference)
        yield Breach(("tracks", at, "criteria"), reason)


def _grades(campaign: Campaign) -> Iterator[Breach]:
    for at, code in _repeated(g.code for g in campaign.grades):
        yield Breach(("grades", at, "code"), because("code-repeated", code=code))
    for at, (above, below) in enumerate(pairwise(campaign.grades), start=1):
        if below.floor >= above.floor:
            facts = {"grade": below.code, "above": above.code}
            yield Breach(("grades", at, "from"), because("grades-not-descending", **facts))
    lowest = campaign.grades[-1]
    if lowest.floor != ZERO:
        yield Breach(("grades", len(campaign.grades) - 1, "from"), because("grades-leave-gap", grade=lowest.code))
    if campaign.grades[0].floor > campaign.scale:
        above_scale = because("grade-above-scale", grade=campaign.grades[0].code, scale=campaign.scale)
        yield Breach(("grades", 0, "from"), above_scale)
    wanted = campaign.shortlist.min_grade
    if wanted is not None and wanted not in [g.code for g in campaign.grades]:
        known = tuple(g.code for g in campaign.grades)
        yield Breach(("shortlist", "min_grade"), because("grade-unknown", grade=wanted, known=known))


def _ranking(campaign: Campaign) -> Iterator[Breach]:
    for at, word in enumerate(campaign.ranking.within):
        if word not in RANKED_WITHIN:
            facts = {"word": word, "known": RANKED_WITHIN}
            yield Breach(("ranking", "within", at), because("choice-unknown", **facts))
    if "track" not in campaign.ranking.within:
        yield Breach(("ranking", "within"), because("ranking-across-tracks"))
    known = {p.code for t in campaign.tracks for p in t.pillars}
    for at, pillar in enumerate(campaign.ranking.tie_break):
        if pillar not in known:
            facts = {"pillar": pillar, "known": tuple(sorted(known))}
            yield Breach(("ranking", "tie_break", at), because("tie-break-unknown", **facts))


def _council(campaign: Campaign) -> Iterator[Breach]:
    if campaign.council_on(campaign.launched) is None:
        facts = {"launched": campaign.launched}
        yield Breach(("members", 0, "from"), because("council-missing-at-launch", **facts))
    for at, day in _repeated(str(m.since) for m in campaign.members):
        yield Breach(("members", at, "from"), because("code-repeated", code=day))


def _learning(campaign: Campaign) -> Iterator[Breach]:
    by = campaign.learning.by
    if by != "total":
        codes = tuple(sorted({c.code for t in campaign.tracks for c in t.criteria}))
        if by not in codes:
            yield Breach(("learning", "by"), because("criterion-unknown", criterion=by, known=codes))
    above = campaign.learning.surpassed
    if above is not None and (above.share < campaign.learning.caught_up or above.share < 1):
        facts = {"surpassed": above.text}
        yield Breach(("learning", "surpassed"), because("surpassed-below-caught-up", **facts))

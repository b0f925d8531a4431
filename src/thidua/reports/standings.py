"""The standings of a month as they were evaluated: who stands where, by which rule, and what is missing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

from thidua.domain.campaign import Campaign
from thidua.domain.grading import Grade
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.points import points_of
from thidua.domain.score_table import Family, Track
from thidua.domain.stages import HIGHEST, Stage
from thidua.ledger.standing_rows import StoredStanding, read_standings
from thidua.ledger.standings import StoredEvaluation
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.reports.judging import rules_told
from thidua.reports.looking import looking
from thidua.rulesets.staleness import is_stale
from thidua.words.language import Language
from thidua.words.terms import term


def standings(
    db: Path,
    month: Month | None,
    *,
    evaluation: int | None = None,
    language: Language | None = None,
    name: str = "standings",
    occasion: Occasion,
) -> Document:
    """Tell the standings of a month's last evaluation, or of the one asked for."""
    with looking(db, occasion, language) as view:
        chosen = view.evaluation(month, evaluation)
        campaign, version = view.campaign_of(chosen)
        rows = read_standings(view.connection, chosen)
        used, stale = _stages(rows), is_stale(view.connection, view.number, chosen)
        parts: list[Part] = [
            Heading(campaign.name),
            Paragraph(_title(view.language, chosen, version)),
            Paragraph(_stage(view.language, chosen, used)),
        ]
        if stale:
            parts.append(Paragraph(view.language.say("Scores or rules have changed since this evaluation.")))
        parts += _tables(view.language, campaign, rows)
        parts.append(Paragraph(" ".join(rules_told(view.language, campaign))))
        ranked = sum(row.rank is not None for row in rows)
        facts: dict[str, Fact] = {
            "campaign": campaign.code,
            "month": chosen.month,
            "ruleset": version,
            "evaluation": chosen.number,
            "stage": chosen.stage.word if chosen.stage else HIGHEST,
            "stages": {stage.word: used[stage] for stage in Stage},
            "ranked": ranked,
            "unranked": len(rows) - ranked,
            "void": sum(row.void is not None for row in rows),
            "stale": stale,
        }
        return view.document(name, facts, parts, months=[chosen.month])


def _title(language: Language, chosen: StoredEvaluation, version: int) -> str:
    return language.say(
        "Standings of {month}: evaluation {number} under ruleset {version}",
        month=chosen.month,
        number=chosen.number,
        version=version,
    )


def _tables(language: Language, campaign: Campaign, rows: list[StoredStanding]) -> Iterator[Part]:
    """Give each track's tables, one a ranking group, and what its columns stand for."""
    for track in campaign.tracks:
        inside = [row for row in rows if row.track == track.code]
        yield from (_table(language, campaign, track, group) for group in grouped(campaign, inside))
        if inside and (track.pillars or track.groups):
            yield Paragraph(_legend(language, track))


def _stages(rows: list[StoredStanding]) -> Counter[Stage]:
    used: Counter[Stage] = Counter()
    for stages, count in Counter(tuple(row.stages.items()) for row in rows).items():
        used.update({stage: lines * count for stage, lines in stages})
    return used


def _stage(language: Language, evaluation: StoredEvaluation, used: Mapping[Stage, int]) -> str:
    """Say which stage was used: the one asked for, or how many lines are of which."""
    say = language.say
    if evaluation.stage is not None:
        return say("Stage used: {stage}.", stage=term(language, "stage", evaluation.stage.word))
    lines = "; ".join(
        say("{stage}: {count} lines", stage=term(language, "stage", stage.word), count=count)
        for stage, count in sorted(used.items(), reverse=True)
        if count
    )
    return say("Stage used: of each line the highest present ({lines}).", lines=lines or "–")


def grouped(campaign: Campaign, rows: list[StoredStanding]) -> list[list[StoredStanding]]:
    """Put together those who are ranked among themselves, in the order in which they come."""
    by_cluster = "cluster" in campaign.ranking.within
    found: dict[str | None, list[StoredStanding]] = {}
    for row in rows:
        found.setdefault(row.cluster if by_cluster else None, []).append(row)
    return list(found.values())


def group_title(campaign: Campaign, track: Track, rows: list[StoredStanding]) -> str:
    """Name a ranking group."""
    if "cluster" in campaign.ranking.within and rows[0].cluster:
        return f"{track.name} – {rows[0].cluster}"
    return track.name


def _table(language: Language, campaign: Campaign, track: Track, rows: list[StoredStanding]) -> Table:
    say = language.say
    by_cluster = "cluster" in campaign.ranking.within
    families = {f: [p.code for p in track.pillars if p.family is f] for f in Family}
    families = {family: pillars for family, pillars in families.items() if pillars}
    top = [group for group in track.groups if group.parent is None]
    remarks = [_remarks(language, campaign, row) for row in rows]
    columns = (
        Column("rank", say("Rank")),
        Column("registration", say("Code")),
        Column("name", say("Name")),
        Column("unit", say("Unit"), shown=False),
        Column((), say("Unit"), shown=any(row.name != row.unit for row in rows)),
        Column("track", say("Track"), shown=False),
        Column("cluster", say("Cluster"), shown=not by_cluster),
        Column("total", say("Total"), shown=not campaign.totals.is_rounded),
        Column("rounded_total", say("Total"), shown=campaign.totals.is_rounded),
        Column("due", say("Of"), shown=False),
        Column("deductions", say("Deductions"), shown=any(row.deductions.hundredths for row in rows)),
        Column("bonuses", say("Bonuses"), shown=any(row.bonuses.hundredths for row in rows)),
        *(Column(("pillars", code), code, shown=False) for pillars in families.values() for code in pillars),
        *(Column((), term(language, "family", family)) for family in families),
        *(Column(("groups", group.code), group.code, shown=group in top) for group in track.groups),
        Column("grade", say("Grade"), shown=False),
        Column((), say("Grade")),
        Column("earned", say("Earned"), shown=False),
        Column("held", say("Held"), shown=False),
        Column("void", say("Not graded"), shown=False),
        Column("failed_gates", say("Gates failed"), shown=False),
        Column((), say("Remarks"), shown=any(remarks)),
        Column("complete", say("Complete"), shown=False),
        Column("missing", say("Missing"), shown=any(row.missing for row in rows)),
        *(Column(("stages", stage.word), stage.word, shown=False) for stage in Stage),
        Column("shortlisted", say("Shortlist")),
    )
    title = group_title(campaign, track, rows)
    title = say("{group} (of {due} points due)", group=title, due=rows[0].due)
    told = zip(rows, _figures(language, campaign, track, list(families.values()), rows), remarks, strict=True)
    grades: dict[str | None, str] = {grade.code: grade.name for grade in campaign.grades}
    return Table("rows", title, columns, tuple(_cells(*one, grades) for one in told))


def _cells(
    row: StoredStanding, figures: tuple[Cell, ...], remarks: str | None, grades: Mapping[str | None, str]
) -> tuple[Cell, ...]:
    return (
        row.rank,
        row.registration,
        row.name,
        row.unit_code,
        row.unit,
        row.track,
        row.cluster,
        *figures,
        row.grade,
        grades.get(row.grade),
        row.earned,
        row.held.value if row.held else None,
        row.void,
        row.failed,
        remarks,
        not row.missing,
        row.missing,
        *(row.stages[stage] for stage in Stage),
        row.is_shortlisted,
    )


def _figures(
    language: Language, campaign: Campaign, track: Track, families: list[list[str]], rows: list[StoredStanding]
) -> Iterator[tuple[Cell, ...]]:
    """Give everybody's points: totals, pillars, the pillars of each family in one text, groups."""
    pillars = [code for family in families for code in family]
    ends = list(accumulate(map(len, families), initial=0))
    spans = [slice(*span) for span in pairwise(ends)]
    groups = [group.code for group in track.groups]

    @cache
    def told(hundredths: int) -> str:
        return language.show(points_of(hundredths))

    for row in rows:
        totals: tuple[Cell, ...] = (None, None, row.due, None, None)
        if row.scored:
            totals = (row.total, campaign.totals.shown(row.total), row.due, row.deductions, row.bonuses)
        points = [row.pillars.get(code) for code in pillars]
        texts = ["–" if one is None else told(one.hundredths) for one in points]
        yield (
            *totals,
            *points,
            *(" · ".join(texts[span]) for span in spans),
            *(row.groups.get(code) for code in groups),
        )


def _remarks(language: Language, campaign: Campaign, row: StoredStanding) -> str | None:
    """Say what is not plain from the figures: why there is no grade, or not the one the total reaches."""
    if row.void is None and not row.failed and row.held is None:
        return None
    say = language.say
    found = []
    if row.void is not None:
        found.append(say("Not graded: {reason}.", reason={v.code: v.name for v in campaign.voids}[row.void]))
    found += grade_remarks(language, campaign.grades, row)
    return "; ".join(found) or None


def grade_remarks(language: Language, grades: tuple[Grade, ...], row: StoredStanding) -> list[str]:
    """Say why a registrant does not have the best grade its figure reaches: gates, or a quota."""
    say = language.say
    found = []
    if row.failed:
        found.append(say("Kept from a better grade by: {lines}", lines=row.failed))
    if row.held is not None:
        earned = {grade.code: grade.name for grade in grades}[row.earned or ""]
        found.append(say("{earned} earned: {held}", earned=earned, held=term(language, "held", row.held)))
    return found


def _legend(language: Language, track: Track) -> str:
    families = []
    for family in Family:
        named = [f"{p.code} = {p.name}" for p in track.pillars if p.family is family]
        if named:
            families.append(f"{term(language, 'family', family)} ({' · '.join(named)})")
    named = [f"{group.code} = {group.name}" for group in track.groups if group.parent is None]
    if named:
        families.append(language.say("Groups ({groups})", groups=" · ".join(named)))
    return "; ".join(families) + "."

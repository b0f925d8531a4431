"""The standings of a month as they were evaluated: who stands where, by which rule, and what is missing."""

from collections.abc import Mapping
from pathlib import Path

from thidua.domain.campaign import Campaign, Family, GradesOf, Incomplete, Track
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.ledger.standing_rows import StoredStanding, read_standings
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.reports.looking import looking
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
        say = view.language.say
        ranked = sum(row.rank is not None for row in rows)
        title = say(
            "Standings of {month}: evaluation {number} under ruleset {version}",
            month=chosen.month,
            number=chosen.number,
            version=version,
        )
        parts: list[Part] = [Heading(campaign.name), Paragraph(title)]
        for track in campaign.tracks:
            inside = [row for row in rows if row.track == track.code]
            parts += [_table(view.language, campaign, track, group) for group in _groups(campaign, inside)]
            if inside:
                parts.append(Paragraph(_legend(view.language, track)))
        parts.append(Paragraph(" ".join(_rule(view.language, campaign))))
        facts: dict[str, Fact] = {
            "campaign": campaign.code,
            "month": chosen.month,
            "ruleset": version,
            "evaluation": chosen.number,
            "ranked": ranked,
            "unranked": len(rows) - ranked,
        }
        return Document(name, view.language.code, facts, tuple(parts))


def _groups(campaign: Campaign, rows: list[StoredStanding]) -> list[list[StoredStanding]]:
    """Put together those who are ranked among themselves, in the order in which they come."""
    by_cluster = "cluster" in campaign.ranking.within
    found: dict[str | None, list[StoredStanding]] = {}
    for row in rows:
        found.setdefault(row.cluster if by_cluster else None, []).append(row)
    return list(found.values())


def _table(language: Language, campaign: Campaign, track: Track, rows: list[StoredStanding]) -> Table:
    say = language.say
    grades = {grade.code: grade.name for grade in campaign.grades}
    by_cluster = "cluster" in campaign.ranking.within
    families = {f: [p.code for p in track.pillars if p.family is f] for f in Family}
    families = {family: pillars for family, pillars in families.items() if pillars}
    columns = (
        Column("rank", say("Rank")),
        Column("registration", say("Code")),
        Column("name", say("Name")),
        Column("unit", say("Unit"), shown=False),
        Column((), say("Unit"), shown=any(row.name != row.unit for row in rows)),
        Column("track", say("Track"), shown=False),
        Column("cluster", say("Cluster"), shown=not by_cluster),
        Column("total", say("Total")),
        Column("due", say("Of"), shown=False),
        *(Column(("pillars", code), code, shown=False) for pillars in families.values() for code in pillars),
        *(Column((), term(language, "family", family)) for family in families),
        Column("grade", say("Grade"), shown=False),
        Column((), say("Grade")),
        Column("complete", say("Complete"), shown=False),
        Column("missing", say("Missing"), shown=any(row.missing for row in rows)),
        Column("shortlisted", say("Shortlist")),
    )

    title = track.name
    if by_cluster and rows[0].cluster:
        title = f"{title} – {rows[0].cluster}"
    title = say("{group} (of {due} points due)", group=title, due=rows[0].due)
    return Table("rows", title, columns, tuple(_cells(language, grades, list(families.values()), row) for row in rows))


def _cells(
    language: Language, grades: Mapping[str, str], families: list[list[str]], row: StoredStanding
) -> tuple[Cell, ...]:
    return (
        row.rank,
        row.registration,
        row.name,
        row.unit_code,
        row.unit,
        row.track,
        row.cluster,
        row.total if row.scored else None,
        row.due,
        *(row.pillars.get(code) for pillars in families for code in pillars),
        *(" · ".join(_points(language, row, code) for code in pillars) for pillars in families),
        row.grade,
        grades.get(row.grade or ""),
        not row.missing,
        row.missing,
        row.is_shortlisted,
    )


def _points(language: Language, row: StoredStanding, pillar: str) -> str:
    return language.show(row.pillars[pillar]) if pillar in row.pillars else "–"


def _legend(language: Language, track: Track) -> str:
    families = []
    for family in Family:
        named = [f"{p.code} = {p.name}" for p in track.pillars if p.family is family]
        if named:
            families.append(f"{term(language, 'family', family)} ({' · '.join(named)})")
    return "; ".join(families) + "."


def _rule(language: Language, campaign: Campaign) -> list[str]:
    say = language.say
    within = say("track and cluster") if "cluster" in campaign.ranking.within else say("track")
    sentences = [
        say("Ranked within {within}; equal totals share a rank (1, 2, 2, 4).", within=within),
        say("A line with several pillars is shown under each of them and counted once in the total."),
    ]
    if campaign.ranking.tie_break:
        sentences.append(
            say("Equal totals are told apart by {pillars}, in that order.", pillars=campaign.ranking.tie_break)
        )
    if campaign.ranking.incomplete is Incomplete.UNRANKED:
        sentences.append(say("Missing is never zero: with a due line missing there is no grade and no rank."))
    floors = "; ".join(say("{grade} from {floor}", grade=g.name, floor=g.floor) for g in campaign.grades)
    if campaign.grades_of is GradesOf.DUE:
        sentences.append(
            say("Grades, of {scale}, in proportion to the points due: {floors}.", scale=campaign.scale, floors=floors)
        )
    else:
        sentences.append(say("Grades, of the whole scale of {scale}: {floors}.", scale=campaign.scale, floors=floors))
    least = {g.code: g.name for g in campaign.grades}.get(campaign.shortlist.min_grade or "")
    if least:
        shortlist = say(
            "Shortlist: the first {top} of each group, from {grade} up; ties at the cut all enter.",
            top=campaign.shortlist.top,
            grade=least,
        )
    else:
        shortlist = say(
            "Shortlist: the first {top} of each group; ties at the cut all enter.", top=campaign.shortlist.top
        )
    return [*sentences, shortlist]

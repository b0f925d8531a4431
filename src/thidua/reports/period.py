"""The standings of a longer period: the figure, from how many of how many months, which are missing, grade and rank."""

from pathlib import Path

from thidua.domain.campaign import Campaign
from thidua.domain.month import Month, months_between
from thidua.domain.occasion import Occasion
from thidua.domain.periods import PLAIN, Combine, Period
from thidua.domain.ranking import Incomplete
from thidua.domain.score_table import Track
from thidua.ledger.standing_rows import StoredStanding, read_standings
from thidua.ledger.standings import evaluation_parts
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.reports.judging import grades_told, ranking_told
from thidua.reports.looking import looking
from thidua.reports.standings import group_title, grouped
from thidua.words.language import Language
from thidua.words.terms import term


def period(
    db: Path,
    months: tuple[Month, Month],
    *,
    evaluation: int | None = None,
    language: Language | None = None,
    name: str = "period",
    occasion: Occasion,
) -> Document:
    """Tell the standings of a period's last evaluation, or of the one asked for."""
    first, last = months
    with looking(db, occasion, language) as view:
        chosen = view.period_evaluation(first, last, evaluation)
        campaign, version = view.campaign_of(chosen)
        rule = campaign.period(first, last) or PLAIN
        rows = read_standings(view.connection, chosen)
        whole = tuple(months_between(first, last))
        missing = tuple(set(whole) - set(evaluation_parts(view.connection, chosen)))
        say = view.language.say
        title = say(
            "Standings of {first} to {last}: evaluation {number} under ruleset {version}",
            first=first,
            last=last,
            number=chosen.number,
            version=version,
        )
        parts: list[Part] = [Heading(campaign.name), Paragraph(title)]
        if missing:
            parts.append(Paragraph(say("Months not evaluated: {months}.", months=tuple(sorted(missing)))))
        for track in campaign.tracks:
            inside = [row for row in rows if row.track == track.code]
            parts += [_table(view.language, campaign, rule, track, group, whole) for group in grouped(campaign, inside)]
        parts.append(Paragraph(" ".join(_rules(view.language, campaign, rule))))
        ranked = sum(row.rank is not None for row in rows)
        facts: dict[str, Fact] = {
            "campaign": campaign.code,
            "from": first,
            "to": last,
            "kind": rule.kind.value,
            "combine": rule.combine.value,
            "ruleset": version,
            "evaluation": chosen.number,
            "months": len(whole),
            "evaluated": len(whole) - len(missing),
            "missing_months": tuple(str(month) for month in sorted(missing)),
            "ranked": ranked,
            "unranked": len(rows) - ranked,
        }
        return Document(name, view.language.code, facts, tuple(parts))


def _table(
    language: Language,
    campaign: Campaign,
    rule: Period,
    track: Track,
    rows: list[StoredStanding],
    months: tuple[Month, ...],
) -> Table:
    say = language.say
    columns = (
        Column("rank", say("Rank")),
        Column("registration", say("Code")),
        Column("name", say("Name")),
        Column("unit", say("Unit"), shown=False),
        Column("track", say("Track"), shown=False),
        Column("cluster", say("Cluster"), shown="cluster" not in campaign.ranking.within),
        Column("total", term(language, "combine", rule.combine).capitalize()),
        Column("rounded_total", say("Rounded"), shown=campaign.totals.decimals < len("00")),
        Column("scored_months", say("Months"), shown=False),
        Column("months", say("Months"), shown=False),
        Column((), say("Months")),
        Column("missing_months", say("Missing months"), shown=any(len(row.months) < len(months) for row in rows)),
        Column("grade", say("Grade"), shown=False),
        Column((), say("Grade"), shown=bool(rule.grades)),
        Column("failed_gates", say("Gates failed"), shown=any(row.failed for row in rows)),
        *(Column(("totals", str(month)), language.show(month), shown=False) for month in months),
    )
    names = {grade.code: grade.name for grade in rule.grades}
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        missing = tuple(str(month) for month in months if month not in row.months)
        cells.append(
            (
                row.rank,
                row.registration,
                row.name,
                row.unit_code,
                row.track,
                row.cluster,
                row.total if row.months else None,
                campaign.totals.shown(row.total) if row.months else None,
                len(row.months),
                len(months),
                f"{len(row.months)}/{len(months)}",
                missing,
                row.grade,
                names.get(row.grade or ""),
                row.failed,
                *(row.months.get(month) for month in months),
            )
        )
    return Table("rows", group_title(campaign, track, rows), columns, tuple(cells))


def _rules(language: Language, campaign: Campaign, rule: Period) -> list[str]:
    say = language.say
    sentences = [
        say(
            "{combine} in which a registrant was graded; a month not evaluated, incomplete or void is missing.",
            combine=term(language, "combine", rule.combine).capitalize(),
        )
    ]
    if rule.incomplete is Incomplete.RANKED:
        sentences.append(say("Whoever has months missing is ranked all the same."))
    else:
        sentences.append(say("Whoever has months missing has no rank and no grade."))
    sentences.append(ranking_told(language, campaign)[0])
    if rule.grades:
        return [*sentences, *grades_told(language, campaign, rule.grades, of_sum=rule.combine is Combine.SUM)]
    return [*sentences, say("No grade scale is written for this kind of period.")]

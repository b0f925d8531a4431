"""The standings of a longer period: the figure, from how many of how many months, which are missing, grade and rank."""

from dataclasses import dataclass
from pathlib import Path

from thidua.domain.campaign import Campaign
from thidua.domain.grading import Judged
from thidua.domain.month import Month, months_between
from thidua.domain.occasion import Occasion
from thidua.domain.periods import PLAIN, Combine, Period
from thidua.domain.ranking import Incomplete
from thidua.domain.score_table import Track
from thidua.ledger.standing_rows import StoredStanding, read_standings
from thidua.ledger.standings import StoredEvaluation, evaluation_parts
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.reports.judging import grades_told, quotas_told, ranking_told
from thidua.reports.looking import looking
from thidua.reports.standings import grade_remarks, group_title, grouped
from thidua.rulesets.staleness import is_period_stale
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
    with looking(db, occasion, language) as view:
        chosen = view.period_evaluation(*months, evaluation)
        campaign, version = view.campaign_of(chosen)
        whole = tuple(months_between(*months))
        of = _Period(view.language, campaign, campaign.period(*months) or PLAIN, whole)
        rows = read_standings(view.connection, chosen)
        missing = tuple(sorted(set(whole) - set(evaluation_parts(view.connection, chosen))))
        stale = is_period_stale(view.connection, view.number, chosen, whole)
        parts: list[Part] = [Heading(campaign.name), *_top(of, chosen, version, missing)]
        if stale:
            parts.append(Paragraph(of.language.say("Months have been scored or evaluated since this evaluation.")))
        for track in campaign.tracks:
            inside = [row for row in rows if row.track == track.code]
            parts += [_table(of, track, group) for group in grouped(campaign, inside)]
        parts.append(Paragraph(" ".join(_rules(of.language, campaign, of.rule))))
        ranked = sum(row.rank is not None for row in rows)
        counts: dict[str, Fact] = {"ranked": ranked, "unranked": len(rows) - ranked, "stale": stale}
        return view.document(name, {**_facts(of, chosen, version, missing), **counts}, parts, months=whole)


@dataclass(frozen=True)
class _Period:
    """What every table of one period is told by."""

    language: Language
    campaign: Campaign
    rule: Period
    months: tuple[Month, ...]


def _facts(of: _Period, chosen: StoredEvaluation, version: int, missing: tuple[Month, ...]) -> dict[str, Fact]:
    return {
        "campaign": of.campaign.code,
        "from": chosen.first,
        "to": chosen.month,
        "kind": of.rule.kind.value,
        "combine": of.rule.combine.value,
        "ruleset": version,
        "evaluation": chosen.number,
        "months": len(of.months),
        "evaluated": len(of.months) - len(missing),
        "missing_months": tuple(str(month) for month in missing),
    }


def _top(of: _Period, chosen: StoredEvaluation, version: int, missing: tuple[Month, ...]) -> list[Part]:
    say = of.language.say
    title = say(
        "Standings of {first} to {last}: evaluation {number} under ruleset {version}",
        first=chosen.first,
        last=chosen.month,
        number=chosen.number,
        version=version,
    )
    told: list[Part] = [Paragraph(title)]
    return [*told, Paragraph(say("Months not evaluated: {months}.", months=missing))] if missing else told


def _table(of: _Period, track: Track, rows: list[StoredStanding]) -> Table:
    say, campaign, months = of.language.say, of.campaign, of.months
    columns = (
        Column("rank", say("Rank")),
        Column("registration", say("Code")),
        Column("name", say("Name")),
        Column("unit", say("Unit"), shown=False),
        Column("track", say("Track"), shown=False),
        Column("cluster", say("Cluster"), shown="cluster" not in campaign.ranking.within),
        Column("total", term(of.language, "combine", of.rule.combine).capitalize()),
        Column("rounded_total", say("Rounded"), shown=campaign.totals.is_rounded),
        Column("scored_months", say("Months"), shown=False),
        Column("months", say("Months"), shown=False),
        Column((), say("Months")),
        Column("missing_months", say("Missing months"), shown=any(len(row.months) < len(months) for row in rows)),
        Column("grade", say("Grade"), shown=False),
        Column((), say("Grade"), shown=bool(of.rule.grades)),
        Column("earned", say("Earned"), shown=False),
        Column("held", say("Held"), shown=False),
        Column("failed_gates", say("Gates failed"), shown=False),
        Column((), say("Remarks"), shown=any(row.failed or row.held for row in rows)),
        *(Column(("totals", str(month)), of.language.show(month), shown=False) for month in months),
    )
    return Table("rows", group_title(campaign, track, rows), columns, tuple(_cells(of, row) for row in rows))


def _cells(of: _Period, row: StoredStanding) -> tuple[Cell, ...]:
    return (
        row.rank,
        row.registration,
        row.name,
        row.unit_code,
        row.track,
        row.cluster,
        row.total if row.months else None,
        of.campaign.totals.shown(row.total) if row.months else None,
        len(row.months),
        len(of.months),
        f"{len(row.months)}/{len(of.months)}",
        tuple(str(month) for month in of.months if month not in row.months),
        row.grade,
        {grade.code: grade.name for grade in of.rule.grades}.get(row.grade or ""),
        row.earned,
        row.held.value if row.held else None,
        row.failed,
        "; ".join(grade_remarks(of.language, of.rule.grades, row)) or None,
        *(row.months.get(month) for month in of.months),
    )


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
    if campaign.totals.judged is Judged.ROUNDED:
        sentences.append(say("Grades and ranks look at the rounded figure."))
    else:
        sentences.append(say("Grades and ranks look at the exact figure; what is shown is rounded to the hundredth."))
    if rule.grades:
        sentences += grades_told(language, campaign, rule.grades, of_sum=rule.combine is Combine.SUM)
        return [*sentences, *quotas_told(language, rule.grades, rule.quotas)]
    return [*sentences, say("No grade scale is written for this kind of period.")]

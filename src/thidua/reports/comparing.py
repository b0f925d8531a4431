"""A month under two versions of the campaign, side by side: who would move; nothing is written."""

from collections.abc import Mapping
from pathlib import Path

from thidua.domain.campaign import Campaign
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.points import Points
from thidua.domain.recognition import in_campaign
from thidua.errors import RuleRefused
from thidua.ledger.campaigns import criteria
from thidua.ledger.evaluating import StandingCells, compute
from thidua.ledger.registrations import Registrant, counted_in
from thidua.ledger.scores import instead
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.reports.looking import View, looking
from thidua.rulesets import Rules, campaigns_looked_at
from thidua.rulesets.revaluing import revalued, version_of
from thidua.words.language import Language


def compare(
    db: Path, month: Month, versions: tuple[int, int], *, language: Language | None = None, occasion: Occasion
) -> Document:
    """Evaluate what is in force for a month under two versions, and tell whose total, grade or rank differs."""
    with looking(db, occasion, language) as view:
        say = view.language.say
        old, new = (version_of(view.connection, view.number, version) for version in versions)
        outside = list(in_campaign(new.campaign, month))
        if outside:
            raise RuleRefused(outside)
        counted = counted_in(view.connection, view.number, month)
        before, left_before = _standings(view, old, month, counted)
        after, left_after = _standings(view, new, month, counted)
        moved = [one for one in counted if _judged(before[one.id]) != _judged(after[one.id])]
        title = say("{month}: version {old} beside version {new}", month=month, old=versions[0], new=versions[1])
        count = say("{moved} of {all} would move.", moved=len(moved), all=len(counted))
        parts: list[Part] = [Heading(view.campaign.name), Paragraph(title), Paragraph(count)]
        parts += [
            Paragraph(say("Version {version} does not have: {lines}.", version=version, lines=left))
            for version, left in zip(versions, (left_before, left_after), strict=True)
            if left
        ]
        parts.append(_table(view.language, (old.campaign, new.campaign), moved, before, after))
        facts: dict[str, Fact] = {
            "campaign": new.campaign.code,
            "month": month,
            "rulesets": list(versions),
            "registrants": len(counted),
            "moved": len(moved),
        }
        return view.document("campaign-compare", facts, parts, months=[month])


Standings = Mapping[int, StandingCells]


def _standings(view: View, rules: Rules, month: Month, counted: list[Registrant]) -> tuple[Standings, tuple[str, ...]]:
    valued = revalued(view.connection, view.number, rules, month)
    campaigns = campaigns_looked_at(view.connection, view.number, rules.campaign, month)
    numbers = criteria(view.connection, view.number)
    with instead(view.connection, (min(campaigns), month), valued.values, rules.ruleset.id):
        computed = compute(view.connection, campaigns, numbers, counted)
    return {row.registration: row for row in computed.standings}, valued.left


def _judged(row: StandingCells) -> tuple[object, ...]:
    return row.total, row.grade, row.rank, row.void, row.scored


def _table(
    language: Language,
    campaigns: tuple[Campaign, Campaign],
    moved: list[Registrant],
    before: Standings,
    after: Standings,
) -> Table:
    say = language.say
    columns = (
        Column("registration", say("Code")),
        Column("name", say("Name")),
        Column("track", say("Track")),
        Column("cluster", say("Cluster"), shown=any(one.cluster for one in moved)),
        Column(("before", "total"), say("Total before")),
        Column(("after", "total"), say("Total after")),
        Column("difference", say("Difference")),
        Column(("before", "rank"), say("Rank before")),
        Column(("after", "rank"), say("Rank after")),
        Column(("before", "grade"), say("Grade before"), shown=False),
        Column(("after", "grade"), say("Grade after"), shown=False),
        Column((), say("Grade before")),
        Column((), say("Grade after")),
        Column(("before", "void"), say("Not graded before"), shown=any(before[one.id].void for one in moved)),
        Column(("after", "void"), say("Not graded after"), shown=any(after[one.id].void for one in moved)),
    )
    names = [{grade.code: grade.name for grade in campaign.grades} for campaign in campaigns]
    rows: list[tuple[Cell, ...]] = []
    for one in sorted(moved, key=lambda each: (each.track, after[each.id].rank or len(after) + 1, each.code)):
        old, new = before[one.id], after[one.id]
        totals = [Points(row.total) if row.scored else None for row in (old, new)]
        difference = totals[1] - totals[0] if totals[0] is not None and totals[1] is not None else None
        shown = [grade.get(row.grade or "") for grade, row in zip(names, (old, new), strict=True)]
        ranks = (old.rank, new.rank, old.grade, new.grade)
        start = (one.code, one.name, one.track, one.cluster)
        rows.append((*start, *totals, difference, *ranks, *shown, old.void, new.void))
    return Table("rows", None, columns, tuple(rows))

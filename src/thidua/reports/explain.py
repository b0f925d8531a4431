"""One total, line by line: what was reported, by which rule it became points, who entered it, when, in which entry."""

from collections.abc import Mapping
from pathlib import Path

from thidua.domain.campaign import Criterion
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.points import Points, parse_points, total
from thidua.domain.recognition import in_campaign
from thidua.domain.scoring import grade_of, is_graded
from thidua.errors import Reason, RuleRefused
from thidua.ledger.registrations import registration_named
from thidua.ledger.scores import EnteredScore, scores_entered
from thidua.ledger.standing_rows import read_standings
from thidua.ledger.standings import latest_evaluation
from thidua.reports.document import Align, Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.reports.looking import View, looking
from thidua.rulesets import rules_of_month
from thidua.words.language import Language
from thidua.words.terms import term


def explain(db: Path, code: str, month: Month, *, language: Language | None = None, occasion: Occasion) -> Document:
    """Tell how a registration's total of a month comes about, down to the last digit."""
    with looking(db, occasion, language) as view:
        one = registration_named(view.connection, view.number, code, day=view.today)
        rules = rules_of_month(view.connection, view.number, month)
        outside = list(in_campaign(rules.campaign, month))
        if outside:
            raise RuleRefused(outside)
        track = rules.campaign.track(one.track)
        lines = track.due(month) if track else ()
        entered = scores_entered(view.connection, month, one.id)
        in_force = {e.criterion: e for e in entered if e.is_in_force}
        superseded = {code: [e for e in entered if e.criterion == code and not e.is_in_force] for code in in_force}
        scored = [in_force[line.code] for line in lines if line.code in in_force]
        added, due = total(e.points for e in scored), total(line.points for line in lines)
        missing = tuple(line.code for line in lines if line.code not in in_force)
        say = view.language.say
        parts: list[Part] = [
            Heading(f"{one.code} · {one.name}"),
            Paragraph(say("{month}, ruleset {version}", month=month, version=rules.ruleset.version)),
            _table(view.language, lines, in_force, superseded),
            Paragraph(_total(view.language, scored, due)),
        ]
        if missing:
            parts.append(Paragraph(say("Missing, and not counted as zero: {missing}", missing=missing)))
        if is_graded(rules.campaign, len(scored), missing):
            names = {g.code: g.name for g in rules.campaign.grades}
            parts.append(Paragraph(say("Grade: {grade}", grade=names[grade_of(rules.campaign, added, due)])))
        parts += _evaluated(view, one.id, month)
        facts: dict[str, Fact] = {
            "campaign": rules.campaign.code,
            "registration": one.code,
            "name": one.name,
            "month": month,
            "ruleset": rules.ruleset.version,
            "total": added if scored else None,
            "due": due,
            "missing": missing,
        }
        return Document("explain", view.language.code, facts, tuple(parts))


def _total(language: Language, scored: list[EnteredScore], due: Points) -> str:
    added: Points | str = total(e.points for e in scored) if scored else "–"
    told = " + ".join(language.show(e.points) for e in scored) or "–"
    return language.say("Total: {sum} = {total} of {due} due", sum=told, total=added, due=due)


def _table(
    language: Language,
    lines: tuple[Criterion, ...],
    in_force: Mapping[str, EnteredScore],
    superseded: Mapping[str, list[EnteredScore]],
) -> Table:
    say = language.say
    columns = (
        Column("criterion", say("Criterion")),
        Column("name", say("Name")),
        Column("pillars", say("Pillars"), shown=False),
        Column("reported", say("Reported"), shown=False),
        Column((), say("Reported"), Align.RIGHT),
        Column("rule", say("Rule"), shown=False),
        Column((), say("Rule")),
        Column("points", say("Points")),
        Column("maximum", say("Maximum")),
        Column("actor", say("Entered by"), shown=False),
        Column("at", say("At"), shown=False),
        Column("entry", say("Entry"), shown=False),
        Column((), say("Entered")),
        Column("supersedes", say("Supersedes"), shown=any(superseded.values())),
        Column("note", say("Note"), shown=any(e.note for e in in_force.values())),
    )

    rows = [_cells(language, line, in_force.get(line.code), superseded.get(line.code, [])) for line in lines]
    return Table("lines", None, columns, tuple(rows))


def _cells(
    language: Language, line: Criterion, one: EnteredScore | None, before: list[EnteredScore]
) -> tuple[Cell, ...]:
    say = language.say
    start = (line.code, line.name, line.pillars)
    rule = term(language, "rule", line.rule)
    if one is None:
        return (*start, None, None, line.rule, rule, None, line.points, *(None,) * 6)
    told = "; ".join(say("{points} (entry {entry})", points=old.points, entry=old.entry) for old in before)
    reason = f" – {one.reason}" if before and one.reason else ""
    return (
        *start,
        one.reported,
        _reported(language, one.reported),
        line.rule,
        rule,
        one.points,
        line.points,
        one.actor,
        one.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        one.entry,
        say("{actor}, {day}, entry {entry}", actor=one.actor or "–", day=one.at.astimezone().date(), entry=one.entry),
        f"{told}{reason}" or None,
        one.note,
    )


def _reported(language: Language, text: str) -> str:
    number = parse_points(text)
    return text if isinstance(number, Reason) else language.show(number)


def _evaluated(view: View, registration: int, month: Month) -> list[Paragraph]:
    evaluation = latest_evaluation(view.connection, view.number, month)
    if evaluation is None:
        return [Paragraph(view.language.say("The month has not been evaluated yet."))]
    standing = next(iter(read_standings(view.connection, evaluation, registration)), None)
    if standing is None:
        return [Paragraph(view.language.say("Evaluation {number} does not contain it.", number=evaluation.number))]
    said = view.language.say(
        "Evaluation {number} of the month has {total}.",
        number=evaluation.number,
        total=standing.total if standing.scored else "–",
    )
    return [Paragraph(said)]

"""One total, line by line: reported, rule, raw, cap, points, by whom, when; then groups, caps, weights, the total."""

from pathlib import Path

from thidua.domain.dates import day_in_vietnam
from thidua.domain.measures import Given
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.rules.value import Valued
from thidua.domain.score_table import Criterion
from thidua.domain.stages import HIGHEST, Stage
from thidua.domain.worked import LineWorked
from thidua.errors import Reason
from thidua.ledger.scores import EnteredScore
from thidua.ledger.standing_rows import StoredStanding, read_standings
from thidua.ledger.standings import StoredEvaluation, latest_evaluation
from thidua.reports.document import Align, Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.reports.log import in_utc
from thidua.reports.looking import View, looking
from thidua.reports.sheets import Sheet, open_sheet
from thidua.reports.totals import cap_cells, cap_columns, caps_told, graded, groups, summed
from thidua.rulesets.staleness import is_stale
from thidua.words.language import Language
from thidua.words.rules import described
from thidua.words.terms import term


def explain(
    db: Path,
    code: str,
    month: Month,
    *,
    stage: Stage | None = None,
    language: Language | None = None,
    occasion: Occasion,
) -> Document:
    """Tell how a registration's total of a month comes about, down to the last digit.

    Told from the scores in force now, at the stage asked for, else at the highest each line has.
    """
    with looking(db, occasion, language) as view:
        evaluation = latest_evaluation(view.connection, view.number, month)
        sheet = open_sheet(view, code, month, stage)
        say = view.language.say
        parts: list[Part] = [
            Heading(f"{sheet.who.code} · {sheet.who.name}"),
            Paragraph(_top(view.language, sheet)),
            _lines(view.language, sheet),
            *groups(view.language, sheet),
            Paragraph(summed(view.language, sheet)),
        ]
        if sheet.missing:
            parts.append(Paragraph(say("Missing, and not counted as zero: {missing}", missing=sheet.missing)))
        parts += [Paragraph(told) for told in graded(view.language, sheet)]
        parts += _evaluated(view, sheet.who.id, evaluation)
        return view.document("explain", _facts(sheet), parts, months=[month])


def _facts(sheet: Sheet) -> dict[str, Fact]:
    worked, is_scored = sheet.worked, bool(sheet.worked.lines)
    earned, shut = sheet.grade()
    return {
        "campaign": sheet.rules.campaign.code,
        "registration": sheet.who.code,
        "name": sheet.who.name,
        "month": sheet.month,
        "ruleset": sheet.rules.ruleset.version,
        "stage": sheet.stage.word if sheet.stage else HIGHEST,
        "sum": worked.before.net if is_scored else None,
        "capped_sum": worked.after.net if is_scored else None,
        "total": worked.total if is_scored else None,
        "rounded_total": sheet.rules.campaign.totals.shown(worked.total) if is_scored else None,
        "deductions": worked.after.minus if is_scored else None,
        "bonuses": worked.after.plus if is_scored else None,
        "caps": tuple(str(cap) for cap in sheet.track.caps),
        "due": sheet.track.due_points(sheet.month),
        "missing": sheet.missing,
        "earned": earned,
        "failed_gates": shut,
        "void": sheet.void,
    }


def _top(language: Language, sheet: Sheet) -> str:
    return language.say(
        "{month}, ruleset {version}, stage: {stage}",
        month=sheet.month,
        version=sheet.rules.ruleset.version,
        stage=term(language, "stage", sheet.stage.word if sheet.stage else HIGHEST),
    )


def _lines(language: Language, sheet: Sheet) -> Table:
    say = language.say
    due = sheet.track.due(sheet.month)
    rows = tuple(_cells(language, sheet, line) for line in due)
    shown = [sheet.worked.lines[line.code] for line in due if line.code in sheet.worked.lines]
    is_cut = any(one.after.net != one.posted.points for one in shown)
    is_capped = any(row[10] != row[11] for row in rows)
    columns = (
        Column("criterion", say("Criterion")),
        Column("name", say("Name")),
        Column("pillars", say("Pillars"), shown=False),
        Column("group", say("Group"), shown=bool(sheet.track.groups)),
        Column("stage", say("Stage"), shown=False),
        Column((), say("Stage"), shown=any(one.posted.stage is not Stage.AGREED for one in shown)),
        Column("reported", say("Reported"), shown=False),
        Column((), say("Reported"), Align.RIGHT),
        Column("rule", say("Rule"), shown=False),
        Column((), say("Rule")),
        Column("raw", say("Raw"), shown=is_capped),
        Column("capped", say("Capped"), shown=is_capped),
        Column("points", say("Points")),
        Column("counted", say("Counted"), shown=is_cut),
        Column((), say("Why"), shown=is_cut),
        Column("requires", say("Conditions"), shown=False),
        Column("conditions_met", say("Conditions met"), shown=False),
        *cap_columns(language),
        Column("maximum", say("Maximum")),
        Column("actor", say("Entered by"), shown=False),
        Column("at", say("At"), shown=False),
        Column("entry", say("Entry"), shown=False),
        Column((), say("Entered")),
        Column("supersedes", say("Supersedes"), shown=any(row[-3] for row in rows)),
        Column("reason", say("Reason"), shown=any(row[-2] for row in rows)),
        Column("note", say("Note"), shown=any(row[-1] for row in rows)),
    )
    return Table("lines", None, columns, rows)


def _cells(language: Language, sheet: Sheet, line: Criterion) -> tuple[Cell, ...]:
    say = language.say
    start = (line.code, line.name, line.pillars, line.group)
    rule = (line.rule.kind, described(language, line.rule))
    one, worked = sheet.in_force(line), sheet.worked.lines.get(line.code)
    before = sheet.superseded(line)
    told = "; ".join(say("{points} (entry {entry})", points=old.points, entry=old.entry) for old in before)
    if one is None or worked is None:
        told = "; ".join(_taken_back(language, old) for old in before)
        conditions = (tuple(str(wanted) for wanted in line.requires), None)
        middle = (*(None,) * 4, *rule, *(None,) * 5, *conditions, *cap_cells(line.caps, None), line.most)
        return (*start, *middle, *(None,) * 4, told or None, None, None)
    valued = line.value(one.reported, sheet.who.unit_code)
    raw, capped = (None, None) if isinstance(valued, Reason) else (valued.raw, valued.capped)
    return (
        *start,
        one.stage.word,
        term(language, "stage", one.stage.word),
        one.reported,
        _reported(language, valued, one.reported),
        *rule,
        raw,
        capped,
        one.points,
        worked.after.net,
        _why(language, line, worked),
        tuple(str(wanted) for wanted in line.requires),
        worked.is_allowed,
        *cap_cells(line.caps, worked.earlier),
        line.most,
        one.actor,
        in_utc(one.at),
        one.entry,
        say("{actor}, {day}, entry {entry}", actor=one.actor or "–", day=day_in_vietnam(one.at), entry=one.entry),
        told or None,
        one.reason if before or one.stage is not Stage.SELF else None,
        one.note,
    )


def _taken_back(language: Language, old: EnteredScore) -> str:
    """Say what a line had, and by which entry and why it has nothing now."""
    facts = {"points": old.points, "entry": old.entry, "ended": old.ended_by, "reason": old.ended_reason or "–"}
    return language.say("{points} (entry {entry}), no longer since entry {ended}: {reason}", **facts)


def _reported(language: Language, valued: Valued | Reason, text: str) -> str:
    """Write points in the notation of the language; every other measure stands as it was reported."""
    measure = valued.measure if isinstance(valued, Valued) else None
    return language.show(measure.points) if isinstance(measure, Given) else text


def _why(language: Language, line: Criterion, worked: LineWorked) -> str | None:
    if not worked.is_allowed:
        return language.say("conditions not met: {lines}", lines=tuple(str(wanted) for wanted in line.requires))
    if worked.after != worked.before:
        return caps_told(language, line.caps, worked.earlier)
    return None


def _evaluated(view: View, registration: int, evaluation: StoredEvaluation | None) -> list[Part]:
    say = view.language.say
    if evaluation is None:
        return [Paragraph(say("The month has not been evaluated yet."))]
    standing = next(iter(read_standings(view.connection, evaluation, registration)), None)
    if standing is None:
        return [Paragraph(say("Evaluation {number} does not contain it.", number=evaluation.number))]
    total = standing.total if standing.scored else "–"
    told = [say("Evaluation {number} of the month has {total}.", number=evaluation.number, total=total)]
    if is_stale(view.connection, view.number, evaluation):
        told.append(say("Scores or rules have changed since this evaluation."))
    return [Paragraph(" ".join([*told, *_held(view, evaluation, standing)]))]


def _held(view: View, evaluation: StoredEvaluation, standing: StoredStanding) -> list[str]:
    if standing.held is None:
        return []
    names = {g.code: g.name for g in view.campaign_of(evaluation)[0].grades}
    return [
        view.language.say(
            "Earned {earned}, given {grade}: {held}.",
            earned=names[standing.earned or ""],
            grade=names[standing.grade or ""],
            held=term(view.language, "held", standing.held),
        )
    ]

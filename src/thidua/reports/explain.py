"""One total, line by line: reported, rule, raw, cap, points, by whom, when; then groups, caps, weights, the total."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from thidua.domain.evaluation import grade_earned, is_graded, void_by
from thidua.domain.measures import Given
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.points import Points
from thidua.domain.recognition import in_campaign
from thidua.domain.rules.value import Valued
from thidua.domain.score_table import WHOLE_WEIGHT, Criterion, Track
from thidua.domain.stages import HIGHEST, Stage
from thidua.domain.worked import LineWorked, Worked, first_month_needed, work
from thidua.errors import Reason, RuleRefused
from thidua.ledger.registrations import Registrant, registration_named
from thidua.ledger.scores import EnteredScore, lines_posted, scores_entered
from thidua.ledger.standing_rows import StoredStanding, read_standings
from thidua.ledger.standings import StoredEvaluation, latest_evaluation
from thidua.reports.document import Align, Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.reports.looking import View, looking
from thidua.rulesets import Rules, rules_of_month
from thidua.words.language import Language
from thidua.words.rules import cap_told, described, weight_told
from thidua.words.terms import term


@dataclass(frozen=True)
class _Sheet:
    """Everything one explanation is told from."""

    rules: Rules
    who: Registrant
    track: Track
    month: Month
    stage: Stage | None
    worked: Worked
    entered: list[EnteredScore]
    missing: tuple[str, ...]
    void: str | None

    @property
    def scored_groups(self) -> frozenset[str]:
        """The groups in which any line is scored; the others have no points, not zero."""
        lines = (one.criterion for one in self.worked.lines.values())
        return frozenset(group.code for line in lines for group in self.track.above(line.group))

    def in_force(self, line: Criterion) -> EnteredScore | None:
        """Give the score of a line that is used: at the stage it was posted from."""
        one = self.worked.lines.get(line.code)
        if one is None:
            return None
        used = (e for e in self.entered if e.is_in_force and (e.criterion, e.stage) == (line.code, one.posted.stage))
        return next(used, None)

    def superseded(self, line: Criterion) -> list[EnteredScore]:
        """List the scores of a line that were corrected, or taken back, at the stage that is used."""
        one = self.worked.lines.get(line.code)
        stage = one.posted.stage if one else self.stage
        return [e for e in self.entered if not e.is_in_force and e.criterion == line.code and stage in {None, e.stage}]


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

    Told from the scores in force now, at the stage asked for, else at the one last evaluated.
    """
    with looking(db, occasion, language) as view:
        evaluation = latest_evaluation(view.connection, view.number, month)
        sheet = _sheet(view, code, month, stage or (evaluation.stage if evaluation else None))
        say, worked = view.language.say, sheet.worked
        is_scored = bool(worked.lines)
        parts: list[Part] = [
            Heading(f"{sheet.who.code} · {sheet.who.name}"),
            Paragraph(_top(view.language, sheet)),
            _lines(view.language, sheet),
            *_groups(view.language, sheet),
            Paragraph(_total(view.language, sheet)),
        ]
        if sheet.missing:
            parts.append(Paragraph(say("Missing, and not counted as zero: {missing}", missing=sheet.missing)))
        parts += [Paragraph(told) for told in _graded(view.language, sheet)]
        parts += _evaluated(view, sheet.who.id, evaluation)
        facts: dict[str, Fact] = {
            "campaign": sheet.rules.campaign.code,
            "registration": sheet.who.code,
            "name": sheet.who.name,
            "month": month,
            "ruleset": sheet.rules.ruleset.version,
            "stage": sheet.stage.word if sheet.stage else HIGHEST,
            "total": worked.total if is_scored else None,
            "deductions": worked.after.minus if is_scored else None,
            "bonuses": worked.after.plus if is_scored else None,
            "due": sheet.track.due_points(month),
            "missing": sheet.missing,
            "void": sheet.void,
        }
        return Document("explain", view.language.code, facts, tuple(parts))


def _sheet(view: View, code: str, month: Month, stage: Stage | None) -> _Sheet:
    who = registration_named(view.connection, view.number, code, day=view.today)
    rules = rules_of_month(view.connection, view.number, month)
    outside = list(in_campaign(rules.campaign, month))
    track = rules.campaign.track(who.track)
    if outside:
        raise RuleRefused(outside)
    if track is None:
        raise ValueError(who.track)
    first = first_month_needed([track], month)
    months = lines_posted(view.connection, (first, month), who.id, stage=stage)
    worked = work(rules.campaign, track, month, months)
    entered = scores_entered(view.connection, month, who.id)
    due = {line.code for line in track.due(month)}
    has_self = any(e.is_in_force and e.stage is Stage.SELF and e.criterion in due for e in entered)
    posted = {name: one.posted for name, one in worked.lines.items()}
    void = void_by(rules.campaign, posted, has_self_score=has_self)
    missing = tuple(c.code for c in track.due(month) if c.code not in worked.lines and not c.optional)
    return _Sheet(rules, who, track, month, stage, worked, entered, missing, void)


def _top(language: Language, sheet: _Sheet) -> str:
    return language.say(
        "{month}, ruleset {version}, stage: {stage}",
        month=sheet.month,
        version=sheet.rules.ruleset.version,
        stage=term(language, "stage", sheet.stage.word if sheet.stage else HIGHEST),
    )


def _lines(language: Language, sheet: _Sheet) -> Table:
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
        Column("maximum", say("Maximum")),
        Column("actor", say("Entered by"), shown=False),
        Column("at", say("At"), shown=False),
        Column("entry", say("Entry"), shown=False),
        Column((), say("Entered")),
        Column("supersedes", say("Supersedes"), shown=any(row[20] for row in rows)),
        Column("reason", say("Reason"), shown=any(row[21] for row in rows)),
        Column("note", say("Note"), shown=any(row[22] for row in rows)),
    )
    return Table("lines", None, columns, rows)


def _cells(language: Language, sheet: _Sheet, line: Criterion) -> tuple[Cell, ...]:
    say = language.say
    start = (line.code, line.name, line.pillars, line.group)
    rule = (line.rule.kind, described(language, line.rule))
    one, worked = sheet.in_force(line), sheet.worked.lines.get(line.code)
    before = sheet.superseded(line)
    told = "; ".join(say("{points} (entry {entry})", points=old.points, entry=old.entry) for old in before)
    if one is None or worked is None:
        told = "; ".join(_taken_back(language, old) for old in before)
        middle = (*(None,) * 4, *rule, *(None,) * 5, line.most)
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
        line.most,
        one.actor,
        one.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        one.entry,
        say("{actor}, {day}, entry {entry}", actor=one.actor or "–", day=one.at.astimezone().date(), entry=one.entry),
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
        return "; ".join(cap_told(language, cap) for cap in line.caps)
    return None


def _groups(language: Language, sheet: _Sheet) -> list[Part]:
    if not sheet.track.groups:
        return []
    say = language.say
    columns = (
        Column("group", say("Group")),
        Column("name", say("Name")),
        Column("parent", say("In"), shown=any(group.parent for group in sheet.track.groups)),
        Column("base", say("Base points")),
        Column("deductions", say("Deductions")),
        Column("bonuses", say("Bonuses")),
        Column((), say("Caps"), shown=any(group.caps for group in sheet.track.groups)),
        Column("capped_deductions", say("Deductions counted")),
        Column("capped_bonuses", say("Bonuses counted")),
        Column((), say("Weight"), shown=any(group.weight != WHOLE_WEIGHT for group in sheet.track.groups)),
        Column("points", say("Points")),
        Column("appraiser", say("Appraised by"), shown=any(group.appraiser for group in sheet.track.groups)),
    )
    rows: list[tuple[Cell, ...]] = []
    for group in sheet.track.groups:
        one = sheet.worked.groups[group.code]
        caps = "; ".join(cap_told(language, cap) for cap in group.caps) or None
        sums: tuple[Cell, ...] = (one.before.base, one.before.minus, one.before.plus, caps)
        sums += (one.capped.minus, one.capped.plus, weight_told(language, group.weight), one.after.net)
        if group.code not in sheet.scored_groups:
            sums = (None, None, None, caps, None, None, weight_told(language, group.weight), None)
        rows.append((group.code, group.name, group.parent, *sums, group.appraiser))
    return [Table("groups", say("Groups"), columns, tuple(rows))]


def _total(language: Language, sheet: _Sheet) -> str:
    """Write the sum down to the last digit: groups and lines outside them, what the table's caps and the ends do."""
    say, worked = language.say, sheet.worked
    due = sheet.track.due_points(sheet.month)
    if not worked.lines:
        return say("Total: {sum} = {total} of {due} due", sum="–", total="–", due=due)
    top = [group.code for group in sheet.track.groups if group.parent is None]
    parts: list[Points] = [worked.groups[code].after.net for code in top if code in sheet.scored_groups]
    parts += [one.after.net for one in worked.lines.values() if one.criterion.group is None]
    told = say("Total: {sum} = {total} of {due} due", sum=_added(language, parts), total=worked.before.net, due=due)
    more = []
    if worked.after != worked.before:
        caps = "; ".join(cap_told(language, cap) for cap in sheet.track.caps)
        more.append(say("With the caps of the table ({caps}): {total}.", caps=caps, total=worked.after.net))
    if worked.total != worked.after.net:
        more.append(say("Brought back to the end of the scale: {total}.", total=worked.total))
    shown = sheet.rules.campaign.totals.shown(worked.total)
    if shown != worked.total:
        more.append(say("Rounded: {total}.", total=shown))
    return f"{told}. {' '.join(more)}" if more else told


def _added(language: Language, parts: list[Points]) -> str:
    told = " + ".join(language.show(part) for part in parts)
    return told.replace("+ -", "- ")


def _graded(language: Language, sheet: _Sheet) -> list[str]:
    say, campaign = language.say, sheet.rules.campaign
    if sheet.void is not None:
        names: Mapping[str, str] = {rule.code: rule.name for rule in campaign.voids}
        return [say("Not graded: {reason}.", reason=names[sheet.void])]
    if not is_graded(campaign, len(sheet.worked.lines), sheet.missing, sheet.track.due_points(sheet.month)):
        return []
    posted = {code: one.posted for code, one in sheet.worked.lines.items()}
    earned, shut = grade_earned(campaign, sheet.worked.total, sheet.track.due_points(sheet.month), posted)
    told = [say("Grade: {grade}", grade={g.code: g.name for g in campaign.grades}[earned])]
    if shut:
        told.append(say("Kept from a better grade by: {lines}", lines=tuple(sorted(shut))))
    return told


def _evaluated(view: View, registration: int, evaluation: StoredEvaluation | None) -> list[Part]:
    say = view.language.say
    if evaluation is None:
        return [Paragraph(say("The month has not been evaluated yet."))]
    standing = next(iter(read_standings(view.connection, evaluation, registration)), None)
    if standing is None:
        return [Paragraph(say("Evaluation {number} does not contain it.", number=evaluation.number))]
    total = standing.total if standing.scored else "–"
    told = [say("Evaluation {number} of the month has {total}.", number=evaluation.number, total=total)]
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

"""The form a unit fills in for a month: its registrations and the lines due, with what is known already.

A form is imported as it is: what was not touched is unchanged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from thidua.domain.lookup import find
from thidua.domain.measures import Measured
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.points import ZERO, Points
from thidua.domain.recognition import scoreable
from thidua.domain.rules.cases import Bonus, Deduct
from thidua.domain.rules.given import ExclusiveBonus, Levels, MetOrNot, Option, PointsGiven
from thidua.domain.rules.value import Direction
from thidua.domain.score_table import Criterion
from thidua.domain.stages import Stage
from thidua.domain.units import is_below
from thidua.errors import InputRefused, Reason, RuleRefused, because
from thidua.ledger.campaigns import criteria
from thidua.ledger.closings import refuse_closed
from thidua.ledger.registrations import Registrant, registrations
from thidua.ledger.scores import ScoreInForce, scores_in_force
from thidua.ledger.units import UnitOn, units_on
from thidua.reports.document import Cell, Column, Document, Table
from thidua.reports.looking import View, looking
from thidua.rulesets import rules_of_month
from thidua.words.language import Language
from thidua.words.rules import described


@dataclass(frozen=True)
class Check:
    """What may be typed in a cell: one of ``choices``, or a number from ``least`` to ``most``; None is open."""

    choices: tuple[str, ...] = ()
    least: Points | None = None
    most: Points | None = None
    is_whole: bool = False
    is_text: bool = False  # lest a spreadsheet make a date of 9/10


@dataclass(frozen=True)
class FormRow:
    """One line of one registration: what stands in it, and what may be typed as its result."""

    unit: str
    cells: tuple[Cell, ...]
    check: Check
    rule: str


@dataclass(frozen=True)
class Form:
    """A month's form: a title, how it is filled in, its columns with the places of those to be filled, its rows."""

    language: Language
    title: str
    told: tuple[str, ...]
    columns: tuple[Column, ...]
    open_at: tuple[int, ...]
    value_at: int
    rows: tuple[FormRow, ...]

    def document(self) -> Document:
        """Give the form as a table of the columns that are imported, for programs."""
        table = Table("scores", None, self.columns, tuple(row.cells for row in self.rows))
        return Document("score-template", self.language.code, {}, (table,))

    def by_unit(self) -> dict[str, "Form"]:
        """Give a form for each unit, by the unit's code."""
        units = dict.fromkeys(row.unit for row in self.rows)
        parts = {unit: tuple(row for row in self.rows if row.unit == unit) for unit in units}
        return {
            unit: Form(self.language, self.title, self.told, self.columns, self.open_at, self.value_at, rows)
            for unit, rows in parts.items()
        }


def score_form(
    db: Path, month: Month, *, stage: Stage | None, unit: str | None, language: Language | None, occasion: Occasion
) -> Form:
    """Make the form of a month at a stage, of everybody who may be scored or of one unit and those below it.

    Refuses a month that is closed, or in which nobody or nothing is to be scored.
    """
    with looking(db, occasion, language) as view:
        refuse_closed(view.connection, view.number, [month])
        filled = list(_rows(view, month, stage or Stage.AGREED, _chosen(view, unit)))
        if not filled:
            raise RuleRefused(because("template-empty", month=month))
        say = view.language.say
        title = say("{campaign}: results of {month}", campaign=view.campaign.name, month=month)
        told = (
            say("Fill in the result and, where it differs from what is there, the reason; leave the rest as it is."),
            say("An empty result is a line that is not scored. Then: thidua import FILE"),
        )
        return Form(view.language, title, told, _columns(view.language), (8, 9, 10), 8, tuple(filled))


def _chosen(view: View, name: str | None) -> set[str] | None:
    """Give the codes of a unit and of those below it; None for all."""
    if name is None:
        return None
    units = units_on(view.connection, view.today)
    top = find(name, units, kind="unit")
    if isinstance(top, Reason):
        raise InputRefused(top)
    by_code: dict[str, UnitOn] = {one.code: one for one in units}
    return {one.code for one in units if one.code == top.code or is_below(one, top.code, by_code)}


def _rows(view: View, month: Month, stage: Stage, units: set[str] | None) -> Iterator[FormRow]:
    campaign = rules_of_month(view.connection, view.number, month).campaign
    numbers = criteria(view.connection, view.number)
    there = scores_in_force(view.connection, view.number, month)
    for who in registrations(view.connection, view.number, day=view.today):
        track = campaign.track(who.track)
        if track is None or (units is not None and who.unit_code not in units):
            continue
        if scoreable(campaign, who.candidacy, month):
            continue
        for line in track.due(month):
            number = numbers[who.track, line.code]
            yield _row(view.language, (who, line, month, stage), there.get((who.id, number, stage)))


def _row(language: Language, of: tuple[Registrant, Criterion, Month, Stage], old: ScoreInForce | None) -> FormRow:
    who, line, month, stage = of
    rule = described(language, line.rule)
    most = line.most if line.most is not None and line.most > ZERO else None
    cells: tuple[Cell, ...] = (
        who.code,
        who.name,
        line.code,
        line.name,
        most,
        rule,
        str(month),
        stage.word,
        None if old is None else old.reported,
        None if old is None else old.reason,
        None if old is None else old.note,
    )
    return FormRow(who.unit_code, cells, _check(language, line), line.note or rule)


def _check(language: Language, line: Criterion) -> Check:
    rule = line.rule
    match rule:
        case MetOrNot():
            check = Check(choices=(language.say("yes"), language.say("no")))
        case Levels():
            check = _one_of(rule.levels)
        case ExclusiveBonus():
            check = _one_of(rule.options, language.say("no"))
        case PointsGiven() if rule.direction is Direction.BASE:
            check = Check(least=ZERO, most=line.points)
        case PointsGiven() if rule.direction is Direction.BONUS:
            check = Check(least=ZERO, most=line.most)
        case Deduct(waiver=False) | Bonus() if rule.reads is Measured.CASES:
            check = Check(least=ZERO, is_whole=True)
        case _:
            check = Check(is_text=rule.reads in {Measured.RATE, Measured.CASES})
    return check


def _one_of(options: tuple[Option, ...], *more: str) -> Check:
    return Check(choices=(*(one.name for one in options), *more))


def _columns(language: Language) -> tuple[Column, ...]:
    say = language.say
    return (
        Column("registration", say("Registration")),
        Column("unit", say("Unit")),
        Column("criterion", say("Criterion")),
        Column("name", say("Name of the criterion")),
        Column("points", say("At most")),
        Column("rule", say("Rule")),
        Column("month", say("Month")),
        Column("stage", say("Stage")),
        Column("value", say("Result")),
        Column("reason", say("Reason")),
        Column("note", say("Note")),
    )

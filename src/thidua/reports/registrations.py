"""The register: who registered what, when, counted or not, and which units have not."""

from datetime import date
from pathlib import Path

from thidua.domain.candidacy import Item
from thidua.domain.occasion import Occasion
from thidua.ledger.registrations import Registrant, all_items
from thidua.reports.coverage import Coverage, counts, coverage, day_of
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Table
from thidua.reports.looking import looking
from thidua.reports.stopping import state_cells, state_columns
from thidua.words.language import Language


def registrations(db: Path, *, language: Language | None = None, occasion: Occasion) -> Document:
    """Tell every registration with its content, and name the units that have none that counts."""
    with looking(db, occasion, language) as view:
        day = day_of(view)
        found = coverage(view, day)
        items = all_items(view.connection, view.number)
        say = view.language.say
        states = {
            one.id: state for one in found.registered if (state := one.candidacy.state_on(view.today)) is not None
        }
        rows = tuple(
            (*_cells(view.language, one, items.get(one.id, ()), day), *state_cells(view.language, states.get(one.id)))
            for one in found.registered
        )
        has_persons = any(one.person for one in found.registered)
        facts: dict[str, Fact] = {
            "campaign": view.campaign.code,
            "day": day,
            "registered": len(found.registered),
            "counted": sum(counts(one, day) for one in found.registered),
            "units": len(found.participants),
            "units_counted": found.counted,
            "missing": tuple(unit.code for unit in found.missing),
        }
        rule = say("A registration without goal or time of completion is stored and not counted.")
        parts = (
            Heading(view.campaign.name),
            Table(
                "rows",
                say("Registrations"),
                _columns(view.language, has_persons=has_persons, has_states=bool(states)),
                rows,
            ),
            Paragraph(_coverage(view.language, found)),
            Paragraph(rule),
        )
        return view.document("registrations", facts, parts)


def _columns(language: Language, *, has_persons: bool, has_states: bool) -> tuple[Column, ...]:
    say = language.say
    return (
        Column("registration", say("Code")),
        Column("name", say("Name")),
        Column("unit", say("Unit"), shown=False),
        Column((), say("Unit"), shown=has_persons),
        Column("person_kind", say("Kind of person"), shown=has_persons),
        Column("track", say("Track")),
        Column("cluster", say("Cluster")),
        Column("registered_on", say("Registered on")),
        Column("late", say("Late")),
        Column("complete", say("Complete"), shown=False),
        Column((), say("Counted")),
        Column("items", say("Items")),
        Column("speciality", say("Speciality")),
        Column("content", say("Content"), shown=False),
        Column((), say("Content")),
        *state_columns(language, shown=has_states),
    )


def _cells(language: Language, one: Registrant, content: tuple[Item, ...], day: date) -> tuple[Cell, ...]:
    return (
        one.code,
        one.name,
        one.unit_code,
        one.unit_name,
        one.person_kind,
        one.track,
        one.cluster,
        one.registered_on,
        one.is_late,
        one.is_complete,
        counts(one, day),
        len(content),
        one.speciality,
        _said(content, Language("en")),
        _said(content, language),
    )


def _coverage(language: Language, found: Coverage) -> str:
    told = language.say(
        "{counted} of {units} units have a registration that counts.",
        counted=found.counted,
        units=len(found.participants),
    )
    if not found.missing:
        return told
    names = ", ".join(f"{unit.name} ({unit.code})" for unit in found.missing)
    return told + " " + language.say("Missing: {names}.", names=names)


def _said(content: tuple[Item, ...], language: Language) -> str:
    """Give items in one line, dates in a language's notation: English for programs, whose dates are ISO."""
    items = ((i.content, i.goal, i.deadline and language.show(i.deadline)) for i in content)
    return "; ".join(" – ".join(part for part in item if part) for item in items)

"""The register: who registered what, when, counted or not, and which units have not."""

from pathlib import Path

from thidua.domain.occasion import Occasion
from thidua.domain.recognition import Item
from thidua.ledger.registrations import Registered, all_items
from thidua.reports.coverage import coverage, day_of
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Table
from thidua.reports.looking import looking
from thidua.words.language import Language


def registrations(db: Path, *, language: Language | None = None, occasion: Occasion) -> Document:
    """Tell every registration with its content, and name the units that have none that counts."""
    with looking(db, occasion, language) as view:
        day = day_of(view)
        found = coverage(view, day)
        items = all_items(view.connection, view.number)
        say = view.language.say
        columns = (
            Column("registration", say("Code")),
            Column("name", say("Name")),
            Column("unit", say("Unit"), shown=any(one.person for one in found.registered)),
            Column("person_kind", say("Kind of person"), shown=any(one.person for one in found.registered)),
            Column("track", say("Track")),
            Column("cluster", say("Cluster")),
            Column("registered_on", say("Registered on")),
            Column("late", say("Late")),
            Column("complete", say("Counted")),
            Column("items", say("Items")),
            Column("speciality", say("Speciality")),
            Column("content", say("Content"), shown=False),
            Column((), say("Content")),
        )

        def cells(one: Registered) -> tuple[Cell, ...]:
            content = items.get(one.id, ())
            return (
                one.code,
                one.name,
                one.unit_name,
                one.person_kind,
                one.track,
                one.cluster,
                one.registered_on,
                one.is_late,
                one.is_complete,
                len(content),
                one.speciality,
                _said(content, Language("en")),
                _said(content, view.language),
            )

        facts: dict[str, Fact] = {
            "campaign": view.campaign.code,
            "day": day,
            "registered": len(found.registered),
            "counted": sum(one.is_complete for one in found.registered),
            "units": len(found.participants),
            "units_counted": found.counted,
            "missing": tuple(unit.code for unit in found.missing),
        }
        told = say(
            "{counted} of {units} units have a registration that counts.",
            counted=found.counted,
            units=len(found.participants),
        )
        if found.missing:
            names = ", ".join(f"{unit.name} ({unit.code})" for unit in found.missing)
            told += " " + say("Missing: {names}.", names=names)
        rule = say("A registration without goal or time of completion is stored and not counted.")
        parts = (
            Heading(view.campaign.name),
            Table("rows", say("Registrations"), columns, tuple(cells(one) for one in found.registered)),
            Paragraph(told),
            Paragraph(rule),
        )
        return Document("registrations", view.language.code, facts, parts)


def _said(content: tuple[Item, ...], language: Language) -> str:
    """Give items in one line, dates in a language's notation: English for programs, whose dates are ISO."""
    items = ((i.content, i.goal, i.deadline and language.show(i.deadline)) for i in content)
    return "; ".join(" – ".join(part for part in item if part) for item in items)

"""The units of a ledger on a day, as a list or as a tree."""

from datetime import date
from pathlib import Path

from thidua.domain.names import sort_key
from thidua.domain.occasion import Occasion
from thidua.ledger.sight import seeing
from thidua.ledger.units import ALWAYS, UnitOn, units_on
from thidua.reports.document import Cell, Column, Document, Fact, Table
from thidua.words.language import Language
from thidua.words.terms import term


def unit_list(db: Path, day: date | None, *, language: Language, occasion: Occasion) -> Document:
    """Tell every unit as it is on a day, by code."""
    return _document(db, day, language, occasion, is_tree=False)


def unit_tree(db: Path, day: date | None, *, language: Language, occasion: Occasion) -> Document:
    """Tell every unit under the one above it, names in the Vietnamese order."""
    return _document(db, day, language, occasion, is_tree=True)


def _document(db: Path, day: date | None, language: Language, occasion: Occasion, *, is_tree: bool) -> Document:
    with seeing(db, occasion) as sight:
        seen_on = day or sight.today
        units = units_on(sight.connection, seen_on)
    placed = _ordered(units) if is_tree else [(unit, 0) for unit in units]
    rows = tuple(_cells(language, unit, depth) for unit, depth in placed)
    table = Table("units", None, _columns(language, units, is_tree=is_tree), rows)
    facts: dict[str, Fact] = {"day": seen_on, "count": len(units)}
    return Document("unit-tree" if is_tree else "unit-list", language.code, facts, (table,))


def _columns(language: Language, units: list[UnitOn], *, is_tree: bool) -> tuple[Column, ...]:
    say = language.say
    return (
        Column("depth", say("Depth"), shown=False),
        Column((), say("Name"), shown=is_tree),
        Column("code", say("Code")),
        Column("name", say("Name"), shown=not is_tree),
        Column("kind", say("Kind"), shown=False),
        Column((), say("Kind")),
        Column("parent", say("Under"), shown=not is_tree),
        Column("cluster", say("Cluster")),
        Column("head", say("Head")),
        Column("head_post", say("Post")),
        Column("valid_from", say("From"), shown=any(u.valid_from != ALWAYS for u in units)),
        Column("valid_to", say("To"), shown=any(u.valid_to for u in units)),
    )


def _cells(language: Language, unit: UnitOn, depth: int) -> tuple[Cell, ...]:
    branch = "  " * (depth - 1) + "└ " if depth else ""
    return (
        depth,
        branch + unit.name,
        unit.code,
        unit.name,
        unit.kind,
        term(language, "unit", unit.kind),
        unit.parent,
        unit.cluster,
        unit.head,
        unit.head_post,
        None if unit.valid_from == ALWAYS else unit.valid_from,
        unit.valid_to,
    )


def _ordered(units: list[UnitOn]) -> list[tuple[UnitOn, int]]:
    known = {unit.code for unit in units}
    below: dict[str | None, list[UnitOn]] = {}
    for unit in sorted(units, key=lambda u: (sort_key(u.name), u.code)):
        below.setdefault(unit.parent if unit.parent in known else None, []).append(unit)
    placed: list[tuple[UnitOn, int]] = []
    waiting = [(unit, 0) for unit in reversed(below.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        placed.append((unit, depth))
        waiting += [(child, depth + 1) for child in reversed(below.get(unit.code, []))]
    return placed

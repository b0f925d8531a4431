"""The rows that entries wrote, table by table, each cell as people know it: codes, months, points and days.

Rows of entries that were voided are read like any other: whoever asks says of which entries. People are named as
``sight`` lets them be seen.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from sqlalchemy import Connection, text

from thidua.domain.month import Month
from thidua.domain.points import Points
from thidua.domain.stages import HIGHEST, Stage
from thidua.ledger.named import FACTS, Entry, LedgerTable
from thidua.ledger.units import ALWAYS

Known: TypeAlias = str | int | bool | date | Month | Points | tuple[str, ...] | None
_Stored: TypeAlias = str | int | None

TABLES = tuple(table.name for table in FACTS if table != Entry)
_TABLES = {table.name: table for table in FACTS}
_MONTHS = frozenset({"month", "first"})
_POINTS = frozenset({"points", "total", "minus", "plus", "due", "learner_points", "exemplar_points", "bound"})
_YES_OR_NO = frozenset({"ad_hoc", "carried", "chair", "is_closed", "late", "met", "quorate", "shortlisted", "shut"})
_DAYS = frozenset({"deadline", "in_force_from", "valid_from", "valid_to"})  # and all that end in _on
# what an evaluation made lies together by its number; nothing else leads from an entry to so many rows
_OF_EVALUATION = "evaluation IN (SELECT t.id FROM main.evaluation AS t WHERE {0}) AND {0}"


@dataclass(frozen=True)
class Rows:
    """Rows of one table: ``count`` says how many there are, should fewer have been asked for."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Known, ...], ...]
    count: int


class Facts:
    """Reads rows; the codes of whatever they refer to are read once each, when first needed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._codes: dict[str, dict[int, Known]] = {}

    def of_entry(self, seq: int, *, most: int | None = None) -> list[Rows]:
        """Give what one entry wrote, at ``most`` so many rows of each table; tables without any are left out."""
        where, bound = "t.entry = :entry", {"entry": seq}
        counts = " UNION ALL ".join(f"SELECT '{name}', COUNT(*) FROM {_from(name, where)}" for name in TABLES)
        found = self._connection.execute(text(counts), bound).all()
        return [
            Rows(name, shown_columns(name), tuple(row for _, row in self.read(name, where, bound, most=most)), count)
            for name, count in found
            if count
        ]

    def read(
        self, name: str, where: str, bound: Mapping[str, _Stored], *, most: int | None = None
    ) -> list[tuple[int, tuple[Known, ...]]]:
        """Give the rows ``t`` of a table for which ``where`` holds, in the order of their key, each with its entry."""
        table = _TABLES[name]
        columns = table.columns
        order = ", ".join(f"t.{column}" for column in table.key)
        query = f"SELECT {', '.join(f't.{c}' for c in columns)} FROM {_from(name, where)} ORDER BY {order} LIMIT :most"
        rows = self._connection.execute(text(query), {**bound, "most": -1 if most is None else most}).all()
        at = columns.index("entry")
        picks = [
            (columns.index(column), self._reader(table, column)) for column in columns if column in _kept(name, columns)
        ]
        return [(int(row[at]), tuple(read(row[place]) for place, read in picks)) for row in rows]

    def _reader(self, table: LedgerTable, column: str) -> Callable[[_Stored], Known]:
        """Give what turns a stored cell of a column into what people know."""
        targets = [other for own, other, _ in table.references if own == column]
        target = "person" if (table.name, column) == ("person", "id") else next(iter(targets), None)
        if target is not None and target != "entry":
            codes = self._known(target)
            return lambda cell: None if cell is None else codes.get(int(cell), f"#{cell}")
        return lambda cell: _known_cell(column, cell)

    def _known(self, target: str) -> dict[int, Known]:
        if target not in self._codes:
            query, told = _CODES[target]
            rows = self._connection.exec_driver_sql(query)
            self._codes[target] = {int(number): told(*cells) for number, *cells in rows}
        return self._codes[target]


def shown_columns(name: str) -> tuple[str, ...]:
    """Name the columns of a table that are read: neither its own number nor the entry that wrote the row."""
    columns = _TABLES[name].columns
    return tuple("person" if column == "id" else column for column in columns if column in _kept(name, columns))


def _kept(name: str, columns: Iterable[str]) -> set[str]:
    return set(columns) - ({"entry"} if name == "person" else {"entry", "id"})


def _from(name: str, where: str) -> str:
    is_of_evaluation = name.startswith(("standing", "evaluation_part"))
    return f"main.{name} AS t WHERE {_OF_EVALUATION.format(where) if is_of_evaluation else where}"


def _known_cell(column: str, cell: _Stored) -> Known:
    known: Known = cell
    if cell is None:
        known = None
    elif column in _MONTHS:
        known = Month(int(cell))
    elif column in _POINTS:
        known = Points(int(cell))
    elif column in _YES_OR_NO:
        known = bool(cell)
    elif column == "stage":
        known = Stage(int(cell)).word if cell else HIGHEST
    elif column == "tags":
        known = tuple(str(cell).split())
    elif column in _DAYS or column.endswith("_on"):
        day = date.fromisoformat(str(cell))
        known = None if day == ALWAYS else day
    return known


def _months(first: int, last: int) -> str:
    return str(Month(last)) if first == last else f"{Month(first)}..{Month(last)}"


_SITTINGS = (
    "SELECT s.id, e.first, e.month, e.number, s.held_on "
    "FROM main.sitting AS s JOIN main.evaluation AS e ON e.id = s.evaluation"
)
_COMMENDATIONS = (
    "SELECT c.id, r.code, c.month, c.kind "
    "FROM main.commendation AS c JOIN main.registration AS r ON r.id = c.registration"
)
_REVIEWS = (
    "SELECT v.id, l.code, x.code, v.month FROM main.review AS v "
    "JOIN main.registration AS l ON l.id = v.learner JOIN main.registration AS x ON x.id = v.exemplar"
)
# by table: what is read for each of its numbers, and how that is said in one word
_CODES: Mapping[str, tuple[str, Callable[..., Known]]] = {
    "campaign": ("SELECT id, code FROM main.campaign", str),
    "ruleset": ("SELECT id, version FROM main.ruleset", int),
    "criterion": ("SELECT id, code FROM main.criterion", str),
    "unit": ("SELECT id, code FROM main.unit", str),
    "registration": ("SELECT id, code FROM main.registration", str),
    "decision": ("SELECT id, number FROM main.decision", str),
    "person": ("SELECT person, name FROM temp.person_name", str),
    "evaluation": (
        "SELECT id, first, month, number FROM main.evaluation",
        lambda first, month, number: f"{_months(first, month)}/{number}",
    ),
    "sitting": (_SITTINGS, lambda first, month, number, day: f"{_months(first, month)}/{number} {day}"),
    "commendation": (_COMMENDATIONS, lambda code, month, kind: f"{code} {Month(month)} {kind}"),
    "review": (_REVIEWS, lambda learner, exemplar, month: f"{learner} < {exemplar} {Month(month)}"),
}

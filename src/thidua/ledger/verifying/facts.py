"""What was stored as derived from facts, read as it stands, to be derived again: evaluations, sittings, steps, voids.

Everything is read from ``main``: what was voided since was derived all the same when it was written.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from thidua.ledger.database import SCHEMA_VERSION
from thidua.ledger.recording import Cell
from thidua.ledger.verifying.frozen import frozen

Cells = tuple[Cell, ...]
_OF_ALL = ("evaluation", "entry")  # the same in all rows of one evaluation
STEPS = ("commendation", "publicity", "learning", "review", "review_minutes", "recognition")
ENDS = ("withdrawal",)


@dataclass(frozen=True)
class EvaluationRow:
    """An evaluation as it stands."""

    id: int
    entry: int
    campaign: int
    first: int
    month: int
    number: int
    ruleset: int
    stage: int
    upto: int
    digest: str
    before: int

    @property
    def is_of_month(self) -> bool:
        """True when it is of one month, not of a longer period."""
        return self.first == self.month


def evaluation_rows(connection: Connection) -> list[EvaluationRow]:
    """List every evaluation in the order of the entries; ``before`` counts those of the same months made before."""
    query = (
        "SELECT id, entry, campaign, first, month, number, ruleset, stage, upto, digest,"
        " row_number() OVER (PARTITION BY campaign, first, month ORDER BY id) - 1"
        " FROM main.evaluation ORDER BY entry, id"
    )
    return [EvaluationRow(*row) for row in connection.exec_driver_sql(query)]


def result_key(table: str) -> tuple[str, ...]:
    """Give the columns by which the rows of one evaluation are told apart in a table."""
    return tuple(name for name in frozen(SCHEMA_VERSION).keys[table] if name not in _OF_ALL)


def result_columns(table: str) -> tuple[str, ...]:
    """Give the columns that an evaluation fills in a table, in order."""
    return tuple(name for name in frozen(SCHEMA_VERSION).columns[table] if name not in _OF_ALL)


def result_rows(connection: Connection, table: str, evaluation: int) -> Iterator[Cells]:
    """Go through the rows of one evaluation in a table, in the order of the key, without holding them."""
    columns, key = ", ".join(result_columns(table)), ", ".join(result_key(table))
    query = f"SELECT {columns} FROM main.{table} WHERE evaluation = ? ORDER BY {key}"
    found = connection.execution_options(yield_per=1000).exec_driver_sql(query, (evaluation,))
    for row in found:
        yield tuple(row)


@dataclass(frozen=True)
class SittingOf:
    """A sitting as it stands, of which evaluation, and of which review when it is one's."""

    id: int
    entry: int
    held_on: str
    quorate: int
    members: int
    campaign: int
    month: int
    ruleset: int
    evaluation: int
    review: int | None
    review_month: int | None


def sittings(connection: Connection) -> list[SittingOf]:
    """List every sitting in the order of the entries."""
    query = (
        "SELECT s.id, s.entry, s.held_on, s.quorate, s.members, e.campaign, e.month, e.ruleset, s.evaluation,"
        " w.id, w.month FROM main.sitting AS s JOIN main.evaluation AS e ON e.id = s.evaluation"
        " LEFT JOIN main.review AS w ON w.sitting = s.id ORDER BY s.entry, s.id"
    )
    return [SittingOf(*row) for row in connection.exec_driver_sql(query)]


@dataclass(frozen=True)
class BallotOf:
    """One nominee's votes as they stand, with what the evaluation says of the nominee, None when it says nothing."""

    registration: int
    code: str
    yes: int
    no: int
    base: int
    carried: int
    reason: str | None
    shortlisted: int | None
    void: str | None


def ballots_of(connection: Connection, sitting: int) -> list[BallotOf]:
    """List the votes of one sitting."""
    query = (
        "SELECT b.registration, r.code, b.yes, b.no, b.base, b.carried, b.reason, t.shortlisted, t.void"
        " FROM main.ballot AS b JOIN main.sitting AS s ON s.id = b.sitting"
        " JOIN main.registration AS r ON r.id = b.registration"
        " LEFT JOIN main.standing AS t ON t.evaluation = s.evaluation AND t.registration = b.registration"
        " WHERE b.sitting = ? ORDER BY b.registration"
    )
    return [BallotOf(*row) for row in connection.exec_driver_sql(query, (sitting,))]


@dataclass(frozen=True)
class StepRow:
    """One fact of the five steps: its table, its entry and that entry's time, and its cells by column."""

    table: str
    entry: int
    at: str
    cells: dict[str, Cell]

    @property
    def key(self) -> int:
        """The number by which it is known."""
        return self.number("id" if "id" in self.cells else "review")

    def number(self, column: str) -> int:
        """Give a cell that is a number."""
        cell = self.cells[column]
        if not isinstance(cell, int):
            raise TypeError(f"{self.table}.{column}: {cell!r}")
        return cell

    def optional(self, column: str) -> int | None:
        """Give a cell that is a number or nothing."""
        return None if self.cells[column] is None else self.number(column)

    def text(self, column: str) -> str:
        """Give a cell that is a text."""
        cell = self.cells[column]
        if not isinstance(cell, str):
            raise TypeError(f"{self.table}.{column}: {cell!r}")
        return cell

    def optional_text(self, column: str) -> str | None:
        """Give a cell that is a text or nothing."""
        return None if self.cells[column] is None else self.text(column)


def step_rows(connection: Connection, tables: tuple[str, ...] = STEPS + ENDS) -> list[StepRow]:
    """List every fact of the five steps, and what ended or was held, in the order of the entries."""
    found = []
    for order, table in enumerate(tables):
        columns = frozen(SCHEMA_VERSION).columns[table]
        named = ", ".join(f't."{name}"' for name in columns)
        key = ", ".join(f't."{name}"' for name in frozen(SCHEMA_VERSION).keys[table])
        query = f"SELECT e.at, {named} FROM main.{table} AS t JOIN main.entry AS e ON e.seq = t.entry ORDER BY {key}"
        for at, *cells in connection.exec_driver_sql(query):
            by_name = dict(zip(columns, cells, strict=True))
            found.append((by_name["entry"], order, StepRow(table, int(by_name["entry"] or 0), at, by_name)))
    found.sort(key=lambda one: (one[0] or 0, one[1]))
    return [row for _, _, row in found]


def registrations_of(connection: Connection, row: StepRow) -> set[int]:
    """Give the registrations a step, or an end, is of: one, or of a pair both."""
    if "review" in row.cells and row.cells["review"] is not None:
        query = "SELECT learner, exemplar FROM main.review WHERE id = ?"
        found = connection.exec_driver_sql(query, (row.number("review"),)).first()
        return set() if found is None else set(found)
    named = (row.cells.get(column) for column in ("registration", "learner", "exemplar"))
    return {one for one in named if isinstance(one, int)}


def entries_in_force(connection: Connection) -> frozenset[int]:
    """Give the entries that are seen and were not voided, as far as that is seen."""
    query = "SELECT seq FROM entry WHERE seq NOT IN (SELECT target FROM voided)"
    return frozenset(connection.exec_driver_sql(query).scalars())


@dataclass(frozen=True)
class PaperOf:
    """A decision as it stands."""

    number: str
    decided_on: str


def paper_of(connection: Connection, decision: int) -> PaperOf:
    """Give one decision."""
    query = "SELECT number, decided_on FROM main.decision WHERE id = ?"
    return PaperOf(*connection.exec_driver_sql(query, (decision,)).one())


def campaign_of_registration(connection: Connection, registration: int) -> int:
    """Give the campaign a registration is of."""
    query = "SELECT campaign FROM main.registration WHERE id = ?"
    return int(connection.exec_driver_sql(query, (registration,)).scalar_one())


@dataclass(frozen=True)
class RulesetOf:
    """A version of a campaign as it stands."""

    id: int
    entry: int
    campaign: str
    version: int
    digest: str
    text: str


def ruleset_rows(connection: Connection) -> list[RulesetOf]:
    """List every version of every campaign."""
    query = (
        "SELECT r.id, r.entry, c.code, r.version, r.digest, r.text FROM main.ruleset AS r"
        " JOIN main.campaign AS c ON c.id = r.campaign ORDER BY r.id"
    )
    return [RulesetOf(*row) for row in connection.exec_driver_sql(query)]


@dataclass(frozen=True)
class VoidOf:
    """That an entry was taken back: which, by which, when; what it had been, and of which campaign."""

    target: int
    entry: int
    at: str
    verb: str
    campaign: str | None


def void_rows(connection: Connection) -> list[VoidOf]:
    """List what was taken back, in the order in which it was."""
    query = (
        "SELECT v.target, v.entry, w.at, e.verb, e.campaign FROM main.voided AS v"
        " JOIN main.entry AS e ON e.seq = v.target JOIN main.entry AS w ON w.seq = v.entry ORDER BY v.entry, v.target"
    )
    return [VoidOf(*row) for row in connection.exec_driver_sql(query)]


@dataclass(frozen=True)
class ReviewPair:
    """Whom a review is of: the learner's code, the exemplar's number, when it was held and in which entry."""

    entry: int
    learner: str
    exemplar: int
    held_on: str


def review_pair(connection: Connection, review: int) -> ReviewPair:
    """Give whom one review is of."""
    query = (
        "SELECT w.entry, r.code, w.exemplar, w.held_on FROM main.review AS w"
        " JOIN main.registration AS r ON r.id = w.learner WHERE w.id = ?"
    )
    return ReviewPair(*connection.exec_driver_sql(query, (review,)).one())

"""Files of publicity and of learning: what they are judged by, read once, and how their acts are recorded."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from thidua.actions.batch import Kind
from thidua.actions.importing import Terms, import_rows
from thidua.actions.receipts import Imported, Planned, Tally
from thidua.domain.lookup import Directory
from thidua.domain.occasion import Occasion
from thidua.errors import InputRefused, Place, Reason, ThiduaError, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.candidacies import Book, open_book
from thidua.ledger.database import Connection
from thidua.ledger.recording import Recording
from thidua.ledger.registrations import Registrant, registrations
from thidua.read.headings import Layout
from thidua.read.rows import Rejection, Row
from thidua.read.source import Source
from thidua.rulesets import rules_on


class PracticeDesk:
    """The registrations of a campaign by code and name, and the book of what is recorded about them."""

    def __init__(self, record: Recording) -> None:
        self._connection, self._day = record.connection, record.occasion.today
        self._number = campaign_number(record.connection, record.occasion.campaign)
        known = registrations(record.connection, self._number, day=self._day)
        self._directory = Directory(known, kind="registration")
        self._needs: dict[date, int] = {}
        self._books: dict[int, Book] = {}
        self.campaign: str | None = None

    def find(self, text: str) -> Registrant | Reason:
        """Find a registration."""
        return self._directory.find(text)

    def book(self, day: date) -> Book:
        """Give the book under the rules of a day."""
        if day not in self._needs:
            campaign = rules_on(self._connection, self._number, day).campaign
            self.campaign, self._needs[day] = campaign.code, campaign.publicise_at_least
        need = self._needs[day]
        if need not in self._books:
            self._books[need] = open_book(self._connection, self._number, publicise_at_least=need, day=self._day)
        return self._books[need]


class ActRow(Protocol):
    """One row of a file of acts."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        ...


R = TypeVar("R", bound=ActRow)
A = TypeVar("A")


@dataclass(frozen=True)
class Acts(Generic[R, A]):
    """One kind of act: how its file is read, how a row is judged, which acts are recorded, how one is added.

    ``told`` gives whose act it is, what it is about, and what it says; ``noted`` what stops nothing.
    """

    layout: Layout
    parse: Callable[[Row], R | list[Rejection]]
    judged: Callable[[PracticeDesk, R], A | ThiduaError]
    recorded: Callable[[Connection], Collection[A]]
    add: Callable[[Recording, A], None]
    told: Callable[[R], tuple[str, str, str]]
    noted: Callable[[PracticeDesk, R], Iterable[Reason]] = lambda _desk, _row: ()


def import_acts(db: Path, sources: Sequence[Source], acts: Acts[R, A], terms: Terms, *, occasion: Occasion) -> Imported:
    """Record the acts of some files; just the same one recorded before is unchanged."""

    def take(record: Recording, rows: list[R], tally: Tally) -> None:
        desk = PracticeDesk(record)
        for row in _taken(record, desk, rows, tally, acts):
            tally.notes += [one for one in acts.noted(desk, row) if one not in tally.notes]
        record.campaign = desk.campaign
        record.summary = f"import {acts.layout.kind}: {tally.stored} rows"

    return import_rows(db, sources, Kind(acts.layout, acts.parse, take), terms, occasion=occasion)


def _taken(record: Recording, desk: PracticeDesk, rows: Iterable[R], tally: Tally, acts: Acts[R, A]) -> list[R]:
    """Append the acts that are not recorded yet, and give their rows; one said twice in the files is refused."""
    recorded = set(acts.recorded(record.connection))
    seen: dict[A, R] = {}
    new = []
    for row in rows:
        act = acts.judged(desk, row)
        code, about, value = acts.told(row)
        if not isinstance(act, ThiduaError) and act in seen:
            act = InputRefused(because("row-repeats", code=code, first=str(seen[act].place)))
        if isinstance(act, ThiduaError):
            tally.refuse(act, row.place)
            continue
        seen[act] = row
        outcome = "unchanged" if act in recorded else "created"
        tally.count(outcome, row.place)
        tally.plan(Planned(str(row.place), outcome, about, value))
        if outcome == "created":
            acts.add(record, act)
            new.append(row)
    tally.stored = len(new)
    return new

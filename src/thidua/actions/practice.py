"""What files of publicity and learning are judged by, read once: who is registered, and what each exemplar may."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from thidua.actions.receipts import Planned, Tally
from thidua.domain.lookup import Directory
from thidua.errors import InputRefused, Place, Reason, ThiduaError, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.candidacies import Book, open_book
from thidua.ledger.recording import Recording
from thidua.ledger.registrations import Registrant, registrations
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
    """One kind of act: how a row is judged, which acts are recorded, how one is added, and what is said of a row.

    ``told`` gives whose act it is, what it is about, and what it says.
    """

    judged: Callable[[R], A | ThiduaError]
    recorded: Collection[A]
    add: Callable[[A], None]
    told: Callable[[R], tuple[str, str, str]]


def take_acts(rows: Iterable[R], tally: Tally, acts: Acts[R, A]) -> list[tuple[R, A]]:
    """Append the acts of a file that are not recorded yet, and give them; one said twice in the file is refused."""
    seen: dict[A, R] = {}
    new = []
    for row in rows:
        act = acts.judged(row)
        code, about, value = acts.told(row)
        if not isinstance(act, ThiduaError) and act in seen:
            act = InputRefused(because("row-repeats", code=code, first=str(seen[act].place)))
        if isinstance(act, ThiduaError):
            tally.refuse(act, row.place)
            continue
        seen[act] = row
        outcome = "unchanged" if act in acts.recorded else "created"
        tally.count(outcome, row.place)
        tally.plan(Planned(str(row.place), outcome, about, value))
        if outcome == "created":
            acts.add(act)
            new.append((row, act))
    tally.stored = len(new)
    return new

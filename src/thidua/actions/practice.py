"""What files of publicity and learning are judged by, read once: who is registered, and what each exemplar may."""

from datetime import date

from thidua.domain.lookup import Directory
from thidua.errors import Reason
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

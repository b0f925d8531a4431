"""The facts of the five steps, gathered for everyone in a fixed number of queries: never one for each row."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from thidua.domain.candidacy import Candidacy, Commendation, Learning
from thidua.domain.comparison import Result
from thidua.domain.month import Month
from thidua.domain.standstill import Standstill, Standstills, State, stopping
from thidua.ledger.decisions import StoredCommendation, commendations
from thidua.ledger.practice import LearningAct, PublicityAct, StoredReview, learnings, publicities, reviews
from thidua.ledger.registrations import Registrant, registrations
from thidua.ledger.votes import StoredBallot, ballots
from thidua.ledger.withdrawals import Target, Withdrawals, withdrawals


@dataclass(frozen=True)
class Book:
    """Everything recorded about the registrants of one campaign, by their numbers, and the day it is looked at."""

    registrants: dict[int, Registrant]
    ballots: list[StoredBallot]
    commendations: list[StoredCommendation]
    publicities: list[PublicityAct]
    learnings: list[LearningAct]
    reviews: list[StoredReview]
    publicise_at_least: int
    withdrawals: Withdrawals
    day: date

    def candidacy(self, registration: int, month: Month | None = None) -> Candidacy:
        """Give one registrant's dated facts; ``carried_on`` is that of a month when one is given."""
        return self.candidacies([registration], month)[0]

    def candidacies(self, chosen: list[int], month: Month | None = None) -> list[Candidacy]:
        """Give the dated facts of several registrants."""
        carried: dict[int, date] = {}
        for ballot in self.ballots:
            if ballot.carried and (month is None or ballot.month == month):
                carried[ballot.registration] = ballot.held_on
        commended: defaultdict[int, list[Commendation]] = defaultdict(list)
        for given in self.commendations:
            commended[given.registration].append(Commendation(given.given_on, self.stops_of(given)))
        publicised: defaultdict[int, list[date]] = defaultdict(list)
        for act in self.publicities:
            publicised[act.registration].append(act.done_on)
        pairs = self._pairs()
        return [
            replace(
                self.registrants[number].candidacy,
                carried_on=carried.get(number),
                commended_on=next((given.given_on for given in commended[number]), None),
                commendations=tuple(commended[number]),
                publicised_on=tuple(publicised[number]),
                publicise_at_least=self.publicise_at_least,
                learnings=tuple(pairs[number].values()),
            )
            for number in chosen
        ]

    def stops_of(self, given: StoredCommendation) -> Standstills:
        """Give what has stopped a commendation."""
        return self.withdrawals.of(Target(given.registration, commendation=given.id))

    def in_force(self, registration: int, day: date) -> list[StoredCommendation]:
        """List the commendations of a registrant that nothing has stopped by a day."""
        own = (given for given in self.commendations if given.registration == registration)
        return [given for given in own if stopping(self.stops_of(given), day) is None]

    def stops_recognition(self, review: StoredReview) -> Standstill | None:
        """Give what takes the recognition of a review away on the day."""
        return stopping(self.withdrawals.of(Target(review.learner, review=review.id)), self.day)

    def is_recognised(self, review: StoredReview) -> bool:
        """True for a review that is recognised, and whose recognition is in force."""
        return review.recognised_on is not None and self.stops_recognition(review) is None

    def states(self) -> dict[int, tuple[State, Standstill]]:
        """Give the state of each registrant that takes no new step on the day."""
        numbers = list(self.registrants)
        found = zip(numbers, self.candidacies(numbers), strict=True)
        states = ((number, candidacy.state_on(self.day)) for number, candidacy in found)
        return {number: state for number, state in states if state is not None}

    def goes_on(self, registration: int) -> bool:
        """True while the registration itself is neither withdrawn nor on hold."""
        return stopping(self.registrants[registration].standstills, self.day) is None

    def carried_and_not_commended(self) -> list[StoredBallot]:
        """List the carried votes of a month that no commendation of that month has followed, of those who go on."""
        given = {(one.registration, one.month) for one in self.commendations}
        return [
            ballot
            for ballot in self.ballots
            if ballot.carried and (ballot.registration, ballot.month) not in given and self.goes_on(ballot.registration)
        ]

    def stale_commendations(self) -> set[int]:
        """Give those commended on a vote whose month has had other scores since."""
        given = {(one.registration, one.month) for one in self.commendations if not one.is_ad_hoc}
        return {b.registration for b in self.ballots if b.carried and b.stale and (b.registration, b.month) in given}

    def offered(self) -> list[StoredReview]:
        """List the recognised reviews whose learner surpassed, goes on and is not yet an exemplar."""
        exemplars = set(self.exemplars())
        surpassed = (one for one in self.reviews if one.result is Result.SURPASSED and self.is_recognised(one))
        return [one for one in surpassed if one.learner not in exemplars and self.goes_on(one.learner)]

    def months(self) -> set[Month]:
        """Give the months that votes, commendations and reviews are of."""
        voted, given = {one.month for one in self.ballots}, {one.month for one in self.commendations}
        return voted | given | {one.month for one in self.reviews}

    def exemplars(self) -> list[int]:
        """Give the numbers of those ever commended, in the order in which they were; what was revoked stays visible."""
        return list(dict.fromkeys(given.registration for given in self.commendations))

    def _pairs(self) -> defaultdict[int, dict[int, Learning]]:
        pairs: defaultdict[int, dict[int, Learning]] = defaultdict(dict)
        for act in self.learnings:
            learner = self.registrants[act.learner]
            pairs[act.exemplar].setdefault(
                act.learner, Learning(learner.code, act.done_on, standstills=learner.standstills)
            )
        for review in self.reviews:
            first = pairs[review.exemplar][review.learner]
            is_recognised = self.is_recognised(review)
            pairs[review.exemplar][review.learner] = replace(
                first,
                review=review.id,
                reviewed_on=review.held_on,
                result=review.result,
                closed_on=review.closed_on,
                recognised_on=review.recognised_on if is_recognised else first.recognised_on,
                recognised_as=review.result if is_recognised else first.recognised_as,
                reviews_closed=first.reviews_closed + (review.closed_on is not None),
                set_aside=self.stops_recognition(review),
            )
        return pairs


def open_book(connection: Connection, campaign: int, *, publicise_at_least: int, day: date) -> Book:
    """Read everything recorded about a campaign's registrants; names are those of a day."""
    registrants = {one.id: one for one in registrations(connection, campaign, day=day)}
    return Book(
        registrants,
        ballots(connection, campaign),
        [given for given in commendations(connection) if given.registration in registrants],
        [act for act in publicities(connection) if act.registration in registrants],
        [act for act in learnings(connection) if act.exemplar in registrants],
        reviews(connection, campaign),
        publicise_at_least,
        withdrawals(connection, campaign),
        day,
    )

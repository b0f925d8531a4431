"""The facts of the five steps, gathered for everyone in a fixed number of queries: never one for each row."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from thidua.domain.candidacy import Candidacy, Learning
from thidua.domain.comparison import Result
from thidua.domain.month import Month
from thidua.ledger.decisions import StoredCommendation, commendations
from thidua.ledger.practice import LearningAct, PublicityAct, StoredReview, learnings, publicities, reviews
from thidua.ledger.registrations import Registrant, registrations
from thidua.ledger.votes import StoredBallot, ballots


@dataclass(frozen=True)
class Book:
    """Everything recorded about the registrants of one campaign, by their numbers."""

    registrants: dict[int, Registrant]
    ballots: list[StoredBallot]
    commendations: list[StoredCommendation]
    publicities: list[PublicityAct]
    learnings: list[LearningAct]
    reviews: list[StoredReview]
    publicise_at_least: int

    def candidacy(self, registration: int, month: Month | None = None) -> Candidacy:
        """Give one registrant's dated facts; ``carried_on`` is that of a month when one is given."""
        return self.candidacies([registration], month)[0]

    def candidacies(self, chosen: list[int], month: Month | None = None) -> list[Candidacy]:
        """Give the dated facts of several registrants."""
        carried: dict[int, date] = {}
        for ballot in self.ballots:
            if ballot.carried and (month is None or ballot.month == month):
                carried[ballot.registration] = ballot.held_on
        commended: dict[int, date] = {}
        for given in self.commendations:
            commended.setdefault(given.registration, given.given_on)
        publicised: defaultdict[int, list[date]] = defaultdict(list)
        for act in self.publicities:
            publicised[act.registration].append(act.done_on)
        pairs = self._pairs()
        return [
            replace(
                self.registrants[number].candidacy,
                carried_on=carried.get(number),
                commended_on=commended.get(number),
                publicised_on=tuple(publicised[number]),
                publicise_at_least=self.publicise_at_least,
                learnings=tuple(pairs[number].values()),
            )
            for number in chosen
        ]

    def carried_and_not_commended(self) -> list[StoredBallot]:
        """List the carried votes of a month that no commendation of that month has followed."""
        given = {(one.registration, one.month) for one in self.commendations}
        return [
            ballot for ballot in self.ballots if ballot.carried and (ballot.registration, ballot.month) not in given
        ]

    def stale_commendations(self) -> set[int]:
        """Give those commended on a vote whose month has had other scores since."""
        given = {(one.registration, one.month) for one in self.commendations if not one.is_ad_hoc}
        return {b.registration for b in self.ballots if b.carried and b.stale and (b.registration, b.month) in given}

    def offered(self) -> list[StoredReview]:
        """List the recognised reviews whose learner surpassed and is not yet an exemplar."""
        exemplars = self.exemplars()
        return [
            review
            for review in self.reviews
            if review.decision and review.result is Result.SURPASSED and review.learner not in exemplars
        ]

    def exemplars(self) -> list[int]:
        """Give the numbers of those commended, in the order in which they were."""
        return list(dict.fromkeys(given.registration for given in self.commendations))

    def _pairs(self) -> defaultdict[int, dict[int, Learning]]:
        pairs: defaultdict[int, dict[int, Learning]] = defaultdict(dict)
        for act in self.learnings:
            code = self.registrants[act.learner].code
            pairs[act.exemplar].setdefault(act.learner, Learning(code, act.done_on))
        for review in self.reviews:
            first = pairs[review.exemplar][review.learner]
            pairs[review.exemplar][review.learner] = Learning(
                first.learner,
                first.learned_on,
                review.id,
                review.held_on,
                review.result,
                review.closed_on,
                review.recognised_on or first.recognised_on,
                review.result if review.recognised_on is not None else first.recognised_as,
                first.reviews_closed + (review.closed_on is not None),
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
    )

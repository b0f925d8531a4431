"""The five steps, and what ends them: every gate is looked at again as of the entry before, with the facts of then.

A commendation has its carried vote or is ad hoc with a reason, publicity follows commendation, learning publicity; a
review has the figures, the ceiling and the result that evaluations and vote give; minutes close it; a decision
recognises what was closed.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from thidua.audit.deriving import deriving
from thidua.audit.reviews import check_review
from thidua.audit.withdrawals import check_withdrawal
from thidua.domain.candidacy import Candidacy, pair_of
from thidua.domain.dates import day_in_vietnam
from thidua.domain.month import Month
from thidua.domain.recognition import (
    Award,
    closable,
    commendable,
    in_campaign,
    learnable,
    publicisable,
    recognisable,
    signable,
)
from thidua.errors import because
from thidua.ledger.candidacies import Book, open_book
from thidua.ledger.database import Connection
from thidua.ledger.decisions import commendations
from thidua.ledger.sight import looking_back
from thidua.ledger.standings import latest_evaluation
from thidua.ledger.verifying import Finding, Gathered
from thidua.ledger.verifying.facts import (
    ENDS,
    STEPS,
    StepRow,
    campaign_of_registration,
    paper_of,
    review_pair,
    step_rows,
)
from thidua.ledger.votes import ballots
from thidua.rulesets import Rules, rules_of_month, rules_on


@dataclass
class Then:
    """The ledger as of the entry before a step, its book opened once for what needs the same of it."""

    connection: Connection
    today: date
    books: dict[tuple[int, int], Book] = field(default_factory=dict)

    def book(self, campaign: int, need: int) -> Book:
        """Open a campaign's book, with the number of acts of publicity that open step 3."""
        if (campaign, need) not in self.books:
            self.books[campaign, need] = open_book(self.connection, campaign, publicise_at_least=need, day=self.today)
        return self.books[campaign, need]

    def candidacy(self, registration: int, rules: Rules, month: Month | None = None) -> Candidacy:
        """Give a registrant's facts of then, the number of acts that rules ask for."""
        book = self.book(rules.ruleset.campaign, rules.campaign.publicise_at_least)
        return book.candidacy(registration, month)


def check_steps(connection: Connection, gathered: Gathered) -> int:
    """Look at every fact of the five steps again."""
    return _check_all(connection, STEPS, gathered)


def check_ends(connection: Connection, gathered: Gathered) -> int:
    """Look at every withdrawal and revocation again."""
    return _check_all(connection, ENDS, gathered)


def _check_all(connection: Connection, tables: tuple[str, ...], gathered: Gathered) -> int:
    rows = step_rows(connection, tables)
    with looking_back(connection) as at:
        for entry, together in groupby(rows, key=lambda row: row.entry):
            at(entry - 1)
            check_entry(connection, list(together), gathered)
    return len(rows)


def check_entry(connection: Connection, rows: list[StepRow], gathered: Gathered) -> None:
    """Look at the steps and ends of one entry, at least one, the look being turned to what was there before it."""
    entry = rows[0].entry
    with deriving(gathered, "entry", entry=entry, key=entry):
        then = Then(connection, day_in_vietnam(datetime.fromisoformat(rows[0].at)))
        for row in rows:
            with deriving(gathered, row.table, entry=entry, key=row.key):
                _check(then, row, gathered)


def _check(then: Then, row: StepRow, gathered: Gathered) -> None:
    match row.table:
        case "commendation":
            _commendation(then, row, gathered)
        case "publicity":
            registration, on = row.number("registration"), _day(row, "done_on")
            rules = _rules_on(then, registration, on)
            gathered.shut(row.table, row.entry, row.key, publicisable(then.candidacy(registration, rules), on))
        case "learning":
            exemplar, on = row.number("exemplar"), _day(row, "done_on")
            rules = _rules_on(then, exemplar, on)
            learner = then.candidacy(row.number("learner"), rules)
            gathered.shut(row.table, row.entry, row.key, learnable(then.candidacy(exemplar, rules), learner, on))
        case "review":
            rules = rules_of_month(then.connection, _campaign(then, row.number("exemplar")), Month(row.number("month")))
            book = then.book(rules.ruleset.campaign, rules.campaign.publicise_at_least)
            check_review(then.connection, row, rules, book, gathered)
        case "review_minutes":
            _minutes(then, row, gathered)
        case "withdrawal":
            book = then.book(_campaign(then, row.number("registration")), 1)
            check_withdrawal(then.connection, row, book, gathered)
        case _:
            _recognition(then, row, gathered)


def _commendation(then: Then, row: StepRow, gathered: Gathered) -> None:
    registration, month = row.number("registration"), Month(row.number("month"))
    rules = rules_of_month(then.connection, _campaign(then, registration), month)
    decision = row.optional("decision")
    paper = None if decision is None else paper_of(then.connection, decision)
    kind = row.text("kind")
    award = Award(
        month,
        _day(row, "given_on"),
        kind == "praise",
        kind == "reward",
        paper.number if paper else None,
        date.fromisoformat(paper.decided_on) if paper else None,
        row.number("ad_hoc") == 1,
        row.optional_text("reason"),
        row.optional_text("form"),
    )
    candidacy = then.candidacy(registration, rules, month)
    unmet = [*in_campaign(rules.campaign, month), *commendable(candidacy, award)]
    if any((one.kind, one.month) == (kind, month) for one in commendations(then.connection, registration)):
        unmet.append(because("commended-twice", code=candidacy.code, month=month, award=kind))
    gathered.shut(row.table, row.entry, row.key, unmet)
    expected = _given_on(then, rules, registration, month, is_ad_hoc=award.is_ad_hoc)
    found = (row.optional("evaluation"), row.optional("sitting"))
    if expected != found:
        wanted, given = (f"evaluation {one[0]}, sitting {one[1]}" for one in (expected, found))
        gathered.add(Finding("commendation-vote", row.table, row.entry, row.key, expected=wanted, found=given))


def _given_on(
    then: Then, rules: Rules, registration: int, month: Month, *, is_ad_hoc: bool
) -> tuple[int | None, int | None]:
    """Give the evaluation and the sitting a commendation rests on: the carried vote, or ad hoc the last evaluation."""
    campaign = rules.ruleset.campaign
    listed = ballots(then.connection, campaign, registration=registration)
    carried = [one for one in listed if one.month == month and one.carried and not is_ad_hoc]
    if carried:
        return carried[-1].evaluation, carried[-1].sitting
    latest = latest_evaluation(then.connection, campaign, month)
    return (latest.id if latest else None), None


def _minutes(then: Then, row: StepRow, gathered: Gathered) -> None:
    pair, signed_on = review_pair(then.connection, row.number("review")), _day(row, "signed_on")
    candidacy = then.candidacy(pair.exemplar, _rules_on(then, pair.exemplar, signed_on))
    if pair.entry == row.entry:
        shut = signable(candidacy, pair.learner, date.fromisoformat(pair.held_on), signed_on)
        gathered.shut(row.table, row.entry, row.key, shut)
        return
    gathered.shut(row.table, row.entry, row.key, closable(candidacy, pair.learner, signed_on))
    _check_last(candidacy, pair.learner, row, gathered)


def _recognition(then: Then, row: StepRow, gathered: Gathered) -> None:
    pair = review_pair(then.connection, row.number("review"))
    on = date.fromisoformat(paper_of(then.connection, row.number("decision")).decided_on)
    candidacy = then.candidacy(pair.exemplar, _rules_on(then, pair.exemplar, on))
    gathered.shut(row.table, row.entry, row.key, recognisable(candidacy, pair.learner, on))
    _check_last(candidacy, pair.learner, row, gathered)


def _check_last(candidacy: Candidacy, learner: str, row: StepRow, gathered: Gathered) -> None:
    """Minutes and recognitions are of the last review of a pair."""
    found = pair_of(candidacy, learner)
    if found is not None and found.review != row.number("review"):
        gathered.add(
            Finding(
                "not-last-review",
                row.table,
                entry=row.entry,
                key=row.key,
                expected=found.review,
                found=row.number("review"),
            )
        )


def _campaign(then: Then, registration: int) -> int:
    return campaign_of_registration(then.connection, registration)


def _rules_on(then: Then, registration: int, on: date) -> Rules:
    return rules_on(then.connection, _campaign(then, registration), on)


def _day(row: StepRow, column: str) -> date:
    return date.fromisoformat(row.text(column))

"""Reviews: the figures are those of the evaluations, the ceiling follows from them, and the result from the vote."""

from datetime import date

from thidua.domain.comparison import Result, ceiling, claimable
from thidua.domain.month import Month
from thidua.domain.ranking import Better
from thidua.domain.recognition import in_campaign, reviewable
from thidua.ledger.candidacies import Book
from thidua.ledger.database import Connection
from thidua.ledger.registrations import Registrant, registrations
from thidua.ledger.verifying import Finding, Gathered
from thidua.ledger.verifying.facts import StepRow, ballots_of, review_pair
from thidua.rulesets import Rules
from thidua.rulesets.figures import both_sides


def check_review(connection: Connection, row: StepRow, rules: Rules, book: Book, gathered: Gathered) -> None:
    """Set both figures side by side again, and compare everything the review says of them."""
    month, held_on = Month(row.number("month")), date.fromisoformat(row.text("held_on"))
    learner = review_pair(connection, row.key).learner
    exemplar = row.number("exemplar")
    candidacy = book.candidacy(exemplar)
    unmet = [*in_campaign(rules.campaign, month), *reviewable(candidacy, learner, month, held_on)]
    gathered.shut(row.table, row.entry, row.key, unmet)
    pair, given = _pair(connection, row, rules, held_on), book.in_force(exemplar, held_on)
    sides = both_sides(connection, rules.ruleset.campaign, rules, pair, month, given)
    if isinstance(sides, list):
        gathered.shut(row.table, row.entry, row.key, sides)
        return
    mine, theirs = sides
    learning = rules.campaign.learning
    better = rules.campaign.ranking.better if learning.by == "total" else Better.HIGHER
    top = ceiling(learning, mine.figure, theirs.figure, better)
    claim = Result(row.text("claim"))
    gathered.shut(row.table, row.entry, row.key, claimable(top, claim))
    bound = theirs.figure.bound
    derived: dict[str, int | str | None] = {
        "by": learning.by,
        "learner_evaluation": mine.evaluation.id,
        "exemplar_evaluation": theirs.evaluation.id,
        "learner_points": mine.figure.value.hundredths,
        "exemplar_points": theirs.figure.value.hundredths,
        "bound": None if bound is None else bound.hundredths,
        "ceiling": top.result.value,
        "result": _voted(connection, row, claim).value,
    }
    for column, expected in derived.items():
        if row.cells[column] != expected:
            key = f"{row.key}, {column}"
            gathered.add(
                Finding(
                    "review-differs", row.table, entry=row.entry, key=key, expected=expected, found=row.cells[column]
                )
            )


def _pair(connection: Connection, row: StepRow, rules: Rules, day: date) -> tuple[Registrant, Registrant]:
    known = {one.id: one for one in registrations(connection, rules.ruleset.campaign, day=day)}
    return known[row.number("learner")], known[row.number("exemplar")]


def _voted(connection: Connection, row: StepRow, claim: Result) -> Result:
    """Give what the vote made of the claim."""
    votes = ballots_of(connection, row.number("sitting"))
    is_carried = any(one.registration == row.number("learner") and one.carried == 1 for one in votes)
    return claim if is_carried else Result.FOLLOWING

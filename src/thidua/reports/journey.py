"""The journey of every exemplar and its learners through the five steps, with dates, figures and papers."""

from collections.abc import Mapping
from pathlib import Path

from thidua.domain.occasion import Occasion
from thidua.domain.standstill import State
from thidua.ledger.candidacies import Book, open_book
from thidua.ledger.decisions import StoredCommendation
from thidua.ledger.practice import StoredReview
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Table
from thidua.reports.looking import View, looking
from thidua.reports.stopping import Stopped, state_cells, state_columns, state_told
from thidua.words.language import Language
from thidua.words.terms import term


def journey(db: Path, *, language: Language | None = None, occasion: Occasion) -> Document:
    """Tell, for each exemplar and learner, every step with its date: one row a review, or a pair, or an exemplar."""
    with looking(db, occasion, language) as view:
        book = open_book(
            view.connection, view.number, publicise_at_least=view.campaign.publicise_at_least, day=view.today
        )
        states = book.states()
        rows = [row for number in book.exemplars() for row in _rows(view, book, number, states)]
        say = view.language.say
        facts: dict[str, Fact] = {"campaign": view.campaign.code}
        rule = _rule(view)
        parts = (
            Heading(view.campaign.name),
            Table("rows", say("Journey of the exemplars"), _columns(view.language, book), tuple(rows)),
            Paragraph(rule),
        )
        return view.document("journey", facts, parts, months=book.months())


def _columns(language: Language, book: Book) -> tuple[Column, ...]:
    say = language.say
    stopped = any(book.stops_recognition(review) for review in book.reviews)
    return (
        Column("exemplar", say("Exemplar")),
        Column("exemplar_name", say("Name")),
        Column("commended_on", say("Commended on")),
        Column("kinds", say("Form"), shown=False),
        Column((), say("Form")),
        Column("decision", say("Decision")),
        Column("publicised_on", say("Publicised on")),
        Column("publicities", say("Acts")),
        Column("learner", say("Learner")),
        Column("learner_name", say("Name")),
        Column("learned_on", say("Learned on")),
        Column("review_month", say("Review of")),
        Column("reviewed_on", say("Reviewed on")),
        Column("learner_points", say("Learner's figure")),
        Column("exemplar_points", say("Exemplar's figure")),
        Column("yes", say("Votes for")),
        Column("base", say("Of")),
        Column("result", say("Result"), shown=False),
        Column((), say("Result")),
        Column("minutes", say("Minutes")),
        Column("recognition", say("Recognised by")),
        Column("recognised_on", say("Recognised on")),
        Column("recognition_state", say("Recognition"), shown=False),
        Column((), say("Recognition"), shown=stopped),
        *state_columns(language, shown=not book.states().keys().isdisjoint(book.exemplars())),
    )


def _rows(view: View, book: Book, number: int, states: Mapping[int, Stopped]) -> list[tuple[Cell, ...]]:
    candidacy = book.candidacy(number)
    given = [c for c in book.commendations if c.registration == number]
    start = _start(view.language, book, number, given)
    end = state_cells(view.language, states.get(number))
    reviews = [r for r in book.reviews if r.exemplar == number]
    by_code = {one.code: one for one in book.registrants.values()}
    rows: list[tuple[Cell, ...]] = []
    for pair in candidacy.learnings:
        learner = by_code[pair.learner]
        own: list[StoredReview | None] = [r for r in reviews if r.learner == learner.id]
        pupil: tuple[Cell, ...] = (learner.code, learner.name, pair.learned_on)
        rows += [(*start, *pupil, *_reviewed(view.language, book, review), *end) for review in own or [None]]
    return rows or [(*start, None, None, None, *_reviewed(view.language, book, None), *end)]


def _start(language: Language, book: Book, number: int, given: list[StoredCommendation]) -> tuple[Cell, ...]:
    acts = [act for act in book.publicities if act.registration == number]
    kinds = tuple(dict.fromkeys(c.kind for c in given))
    one = book.registrants[number]
    return (
        one.code,
        one.name,
        given[0].given_on,
        kinds,
        tuple(term(language, "award", kind) for kind in kinds),
        next((c.decision for c in given if c.decision), None),
        acts[0].done_on if acts else None,
        len(acts),
    )


def _reviewed(language: Language, book: Book, review: StoredReview | None) -> tuple[Cell, ...]:
    if review is None:
        return (None,) * 13
    stop = book.stops_recognition(review)
    state = None if stop is None else State.REVOKED if stop.is_end else State.HELD
    return (
        review.month,
        review.held_on,
        review.learner_points,
        review.exemplar_points,
        review.yes,
        review.base,
        review.result.value,
        term(language, "result", review.result.value),
        review.minutes,
        review.decision,
        review.recognised_on,
        state and state.value,
        None if stop is None or state is None else state_told(language, state, stop),
    )


def _rule(view: View) -> str:
    say, rule = view.language.say, view.campaign.learning
    benchmark = term(view.language, "benchmark", rule.benchmark.value)
    by = say("the total") if rule.by == "total" else say("criterion {code}", code=rule.by)
    return say("Compared by {by}; the exemplar's figure is {benchmark}.", by=by, benchmark=benchmark)

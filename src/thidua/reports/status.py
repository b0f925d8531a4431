"""Where every exemplar stands on the five steps, what each lacks for the next, and who is about to become one."""

from pathlib import Path

from thidua.domain.candidacy import Candidacy, Step
from thidua.domain.lacks import next_lack
from thidua.domain.occasion import Occasion
from thidua.ledger.candidacies import Book, open_book
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.reports.looking import View, looking
from thidua.reports.stopping import state_cells, state_columns
from thidua.words.language import Language
from thidua.words.refusals import sentence


def status(db: Path, *, language: Language | None = None, occasion: Occasion) -> Document:
    """Tell the state of every exemplar of the campaign, and who waits to be commended."""
    with looking(db, occasion, language) as view:
        book = open_book(
            view.connection, view.number, publicise_at_least=view.campaign.publicise_at_least, day=view.today
        )
        exemplars = book.exemplars()
        say = view.language.say
        parts: list[Part] = [Heading(view.campaign.name)]
        if not exemplars:
            parts.append(Paragraph(say("No exemplar yet: nobody has been commended.")))
        parts.append(_steps(view, book, exemplars))
        parts.append(_awaiting(view, book))
        facts: dict[str, Fact] = {"campaign": view.campaign.code, "exemplar_count": len(exemplars)}
        return view.document("status", facts, parts, months=book.months())


def _steps(view: View, book: Book, exemplars: list[int]) -> Table:
    stale, states = book.stale_commendations(), book.states()
    columns = _columns(
        view.language,
        are_stale=bool(stale.intersection(exemplars)),
        are_stopped=not states.keys().isdisjoint(exemplars),
    )
    say = view.language.say

    def cells(number: int, candidacy: Candidacy) -> tuple[Cell, ...]:
        lack, state = next_lack(candidacy, view.today), states.get(number)
        return (
            candidacy.code,
            book.registrants[number].name,
            candidacy.reached,
            candidacy.commended_on,
            candidacy.publicised_enough_on if candidacy.done(Step.PUBLICISE) else None,
            len(candidacy.learnings),
            sum(pair.reviews_closed > 0 for pair in candidacy.learnings),
            sum(pair.recognised_on is not None for pair in candidacy.learnings),
            number in stale,
            *state_cells(view.language, state, is_public=False),
            None if state is None else state[1].ground.value,
            None if lack is None else lack.code,
            say("done") if lack is None else sentence(view.language, lack),
        )

    rows = (cells(number, one) for number, one in zip(exemplars, book.candidacies(exemplars), strict=True))
    return Table("exemplars", say("Exemplars") if exemplars else None, columns, tuple(rows))


def _columns(language: Language, *, are_stale: bool, are_stopped: bool) -> tuple[Column, ...]:
    say = language.say
    return (
        Column("exemplar", say("Exemplar")),
        Column("name", say("Name")),
        Column("reached", say("Step")),
        Column("commended_on", say("1 Built")),
        Column("publicised_on", say("2 Publicised")),
        Column("learners", say("3 Learners")),
        Column("reviewed", say("4 Reviewed")),
        Column("recognised", say("5 Recognised")),
        Column("stale", say("Vote stale"), shown=are_stale),
        *state_columns(language, shown=are_stopped),
        Column("ground", say("Ground"), shown=False),
        Column("lacks", say("Lacks"), shown=False),
        Column("next", say("Next")),
    )


def _awaiting(view: View, book: Book) -> Table:
    say = view.language.say
    columns = (
        Column("registration", say("Code")),
        Column("name", say("Name")),
        Column("awaits", say("Awaits"), shown=False),
        Column("month", say("Month")),
        Column("stale", say("Vote stale")),
        Column("next", say("Next")),
    )
    rows: list[tuple[Cell, ...]] = []
    for ballot in book.carried_and_not_commended():
        one = book.registrants[ballot.registration]
        told = say(
            "carried by {yes} of {base}: thidua commend {code} --month {month} --on DATE",
            yes=ballot.yes,
            base=ballot.base,
            code=one.code,
            month=str(ballot.month),
        )
        rows.append((one.code, one.name, "commendation", ballot.month, ballot.stale, told))
    for review in book.offered():
        one, exemplar = book.registrants[review.learner], book.registrants[review.exemplar]
        told = say(
            "surpassed {exemplar}: may be a new exemplar by its own vote, or "
            "thidua commend {code} --month {month} --ad-hoc --reason …",
            exemplar=exemplar.code,
            code=one.code,
            month=str(review.month),
        )
        rows.append((one.code, one.name, "new-exemplar", review.month, False, told))
    return Table("awaiting", say("Awaiting commendation") if rows else None, columns, tuple(rows))

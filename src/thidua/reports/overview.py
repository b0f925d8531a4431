"""The overview: registrations and who is missing, the last month evaluated, exemplars by step, what awaits whom."""

from collections import Counter
from pathlib import Path

from thidua.domain.lacks import next_lack
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.standstill import State
from thidua.ledger.candidacies import Book, open_book
from thidua.ledger.standing_rows import read_standings
from thidua.ledger.standings import last_evaluated
from thidua.reports.coverage import coverage, day_of
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Table
from thidua.reports.looking import View, looking
from thidua.words.language import Language
from thidua.words.refusals import sentence
from thidua.words.terms import term

Row = tuple[Cell, ...]


def overview(db: Path, month: Month | None, *, language: Language | None = None, occasion: Occasion) -> Document:
    """Tell where the campaign stands, one line for each thing worth knowing."""
    with looking(db, occasion, language) as view:
        say = view.language.say
        book = open_book(
            view.connection, view.number, publicise_at_least=view.campaign.publicise_at_least, day=view.today
        )
        columns = (
            Column("section", say("Section"), shown=False),
            Column((), say("Section")),
            Column("item", say("Item"), shown=False),
            Column((), say("Item")),
            Column("value", say("Value")),
            Column("of", say("Of")),
            Column("detail", say("Detail")),
        )
        rows = [*_registered(view, book), *_evaluated(view, month), *_steps(view, book), *_awaiting(view, book)]
        facts: dict[str, Fact] = {"campaign": view.campaign.code, "day": view.today}
        table = Table("rows", None, columns, tuple(rows))
        last = last_evaluated(view.connection, view.number)
        months = [month] if month is not None else [last.month] if last is not None else []
        return view.document("overview", facts, (Heading(view.campaign.name), table), months=months)


def _registered(view: View, book: Book) -> list[Row]:
    say = view.language.say
    found = coverage(view, day_of(view))
    section = ("registrations", say("Registrations"))
    names = "; ".join(f"{unit.name} ({unit.code})" for unit in found.missing)
    late = [one for one in found.registered if one.is_late]
    incomplete = [one for one in found.registered if not one.is_complete]
    individuals = [one for one in found.registered if one.person is not None]
    total = len(found.registered)
    return [
        (*section, "units_counted", say("units counted as registered"), found.counted, len(found.participants), None),
        (*section, "units_missing", say("units missing"), len(found.missing), len(found.participants), names or None),
        (*section, "individuals", say("individuals"), len(individuals), total, None),
        (*section, "late", say("registered late"), len(late), total, "; ".join(one.code for one in late) or None),
        (
            *section,
            "incomplete",
            say("without goal or deadline, not counted"),
            len(incomplete),
            total,
            "; ".join(one.code for one in incomplete) or None,
        ),
        _stopped(book, section, State.WITHDRAWN, say("withdrawn"), list(book.registrants)),
        _stopped(book, section, State.HELD, say("on hold"), list(book.registrants)),
    ]


def _stopped(book: Book, section: tuple[str, str], state: State, told: str, among: list[int]) -> Row:
    """Count those of a state on the day, and name them."""
    states = book.states()
    codes = [book.registrants[number].code for number in among if number in states and states[number][0] is state]
    return (*section, state.value, told, len(codes), len(among), "; ".join(codes) or None)


def _evaluated(view: View, month: Month | None) -> list[Row]:
    say = view.language.say
    section = ("month", say("Month"))
    if month is None and last_evaluated(view.connection, view.number) is None:
        return [(*section, "evaluated", say("last evaluated month"), None, None, say("none yet"))]
    evaluation = view.evaluation(month)
    rows = read_standings(view.connection, evaluation)
    ranked = sum(row.rank is not None for row in rows)
    void = [row.registration for row in rows if row.void is not None]
    lines = ", ".join(f"{row.registration}: {len(row.missing)}" for row in rows if row.missing)
    missing = say("lines missing: {lines}", lines=lines) if lines else None
    shortlisted = [row.registration for row in rows if row.is_shortlisted]
    number = say("evaluation {number}", number=evaluation.number)
    title = say("last evaluated month") if month is None else say("evaluated month")
    return [
        (*section, "evaluated", title, evaluation.month, None, number),
        (*section, "ranked", say("ranked"), ranked, len(rows), None),
        (*section, "unranked", say("unranked"), len(rows) - ranked - len(void), len(rows), missing or None),
        (*section, "void", say("not graded at all"), len(void), len(rows), "; ".join(void) or None),
        (*section, "shortlisted", say("on the shortlist"), len(shortlisted), ranked, "; ".join(shortlisted) or None),
    ]


def _steps(view: View, book: Book) -> list[Row]:
    section = ("exemplars", view.language.say("Exemplars"))
    exemplars = book.candidacies(book.exemplars())
    reached = Counter(one.reached for one in exemplars)
    revoked = _stopped(book, section, State.REVOKED, view.language.say("revoked"), book.exemplars())
    steps = [
        (
            *section,
            f"step_{step}",
            term(view.language, "step", step),
            reached[step],
            len(exemplars),
            "; ".join(one.code for one in exemplars if one.reached == step) or None,
        )
        for step in range(1, 6)
    ]
    return [*steps, revoked]


def _awaiting(view: View, book: Book) -> list[Row]:
    section = ("awaiting", view.language.say("Awaiting"))
    rows: list[Row] = []
    for ballot in book.carried_and_not_commended():
        one = book.registrants[ballot.registration]
        told = view.language.say("carried in {month}, not yet commended", month=ballot.month)
        rows.append((*section, one.code, one.code, None, None, told))
    for review in book.offered():
        one, exemplar = book.registrants[review.learner], book.registrants[review.exemplar]
        told = view.language.say("surpassed {exemplar}: may be a new exemplar", exemplar=exemplar.code)
        rows.append((*section, one.code, one.code, None, None, told))
    for candidacy in book.candidacies(book.exemplars()):
        lack = None if candidacy.state_on(view.today) else next_lack(candidacy, view.today)
        if lack is not None:
            rows.append((*section, candidacy.code, candidacy.code, None, None, sentence(view.language, lack)))
    return rows

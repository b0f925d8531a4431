"""The whole story of one registration: every event with its date, its paper and its figures."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.domain.candidacy import Item, is_complete
from thidua.domain.comparison import Result
from thidua.domain.dates import day_in_vietnam
from thidua.domain.lacks import next_lack
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.ledger.candidacies import Book, open_book
from thidua.ledger.practice import StoredReview
from thidua.ledger.registrations import Registrant, content_versions, registration_named
from thidua.ledger.standing_rows import read_standings
from thidua.ledger.standings import evaluations
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.reports.looking import View, looking
from thidua.reports.stopping import stops_told
from thidua.words.language import Language
from thidua.words.refusals import sentence
from thidua.words.terms import term


@dataclass(frozen=True)
class _Event:
    on: date
    step: int
    event: str
    told: str
    paper: str | None = None


def story(db: Path, code: str, *, language: Language | None = None, occasion: Occasion) -> Document:
    """Tell everything recorded about a registration, oldest first, and whose learner or model it is."""
    with looking(db, occasion, language) as view:
        one = registration_named(view.connection, view.number, code, day=view.today)
        book = open_book(
            view.connection, view.number, publicise_at_least=view.campaign.publicise_at_least, day=view.today
        )
        candidacy = book.candidacy(one.id)
        say = view.language.say
        events = [
            *_registered(view, one),
            *_evaluated(view, one),
            *_built(view, book, one),
            *_practised(view, book, one),
            *_reviewed(view, book, one),
            *(_Event(s.on, s.step, s.event, s.told, s.paper) for s in stops_told(view.language, book, one.id)),
        ]
        columns = (
            Column("on", say("Date")),
            Column("step", say("Step")),
            Column("event", say("Event"), shown=False),
            Column("told", say("What happened")),
            Column("paper", say("Paper")),
        )
        rows: list[tuple[Cell, ...]] = [
            (e.on, e.step, e.event, e.told, e.paper) for e in sorted(events, key=lambda e: (e.on, e.step))
        ]
        parts: list[Part] = [Heading(f"{one.code} · {one.name}"), Table("events", None, columns, tuple(rows))]
        lack = next_lack(candidacy, view.today)
        is_on_its_way = candidacy.commended_on is not None or candidacy.carried_on is not None
        if is_on_its_way or candidacy.state_on(view.today) is not None:
            told = say("All five steps are done.") if lack is None else sentence(view.language, lack)
            parts.append(Paragraph(told))
        parts += [Paragraph(line) for line in _lineage(view, book, one)]
        return view.document("story", _facts(view, book, one), parts, months=_months(view, book, one))


def _facts(view: View, book: Book, one: Registrant) -> dict[str, Fact]:
    candidacy = book.candidacy(one.id)
    lack, stopped = next_lack(candidacy, view.today), candidacy.state_on(view.today)
    return {
        "campaign": view.campaign.code,
        "registration": one.code,
        "name": one.name,
        "unit": one.unit_code,
        "track": one.track,
        "complete": one.is_complete,
        "late": one.is_late,
        "state": stopped and stopped[0].value,
        "state_since": stopped and stopped[1].on,
        "ground": stopped and stopped[1].ground.value,
        "reached": candidacy.reached,
        "lacks": None if lack is None else lack.code,
        "learned_from": tuple(book.registrants[r].code for r in _models(book, one.id)),
        "surpassed_by": tuple(book.registrants[r.learner].code for r in _surpassing(book, one.id)),
    }


def _registered(view: View, one: Registrant) -> list[_Event]:
    say = view.language.say
    versions = content_versions(view.connection, one.id)
    first = versions[0].items if versions else ()
    marks = [say("late")] if one.is_late else []
    marks += [] if is_complete(first) else [say("without goal or deadline: not counted")]
    mark = f" ({', '.join(marks)})" if marks else ""
    told = say("registered{mark}: {items}", mark=mark, items=_items(view.language, first))
    events = [_Event(one.registered_on, 1, "registered", told)]
    for later in versions[1:]:
        why = f" – {later.reason}" if later.reason else ""
        told = say("content replaced: {items}{why}", items=_items(view.language, later.items), why=why)
        events.append(_Event(day_in_vietnam(later.recorded_at), 1, "supplemented", told))
    return events


def _items(language: Language, items: tuple[Item, ...]) -> str:
    told = (
        " – ".join(part for part in (i.content, i.goal, i.deadline and language.show(i.deadline)) if part)
        for i in items
    )
    return "; ".join(told) or "–"


def _evaluated(view: View, one: Registrant) -> list[_Event]:
    last = {e.month: e for e in evaluations(view.connection, view.number, whole=True)}
    grades = {grade.code: grade.name for grade in view.campaign.grades}
    events = []
    for evaluation in last.values():
        for row in read_standings(view.connection, evaluation, one.id):
            told = view.language.say(
                "{month}: {total} of {due}, {grade}, rank {rank}",
                month=evaluation.month,
                total=row.total if row.scored else "–",
                due=row.due,
                grade=grades.get(row.grade or "", row.grade or row.void or "–"),
                rank=row.rank or "–",
            )
            events.append(_Event(evaluation.month.last_day, 1, "evaluated", told))
    return events


def _built(view: View, book: Book, one: Registrant) -> list[_Event]:
    say = view.language.say
    events = []
    for ballot in book.ballots:
        if ballot.registration == one.id:
            carried = say("carried") if ballot.carried else say("not carried")
            stale = say(" – scores came later: the vote is stale") if ballot.stale else ""
            told = say(
                "vote of {month}: {yes} of {base}, {carried}{stale}",
                month=ballot.month,
                yes=ballot.yes,
                base=ballot.base,
                carried=carried,
                stale=stale,
            )
            events.append(_Event(ballot.held_on, 1, "voted", told))
    for given in book.commendations:
        if given.registration == one.id:
            kind = term(view.language, "award", given.kind)
            form = f" – {given.form}" if given.form else ""
            why = say(", ad hoc: {reason}", reason=given.reason) if given.is_ad_hoc else ""
            told = say("{kind} for {month}{form}{why}", kind=kind, month=given.month, form=form, why=why)
            events.append(_Event(given.given_on, 1, "commended", told, given.decision))
    return events


def _practised(view: View, book: Book, one: Registrant) -> list[_Event]:
    say = view.language.say
    events = []
    for act in book.publicities:
        if act.registration == one.id:
            where = f" – {act.place}" if act.place else ""
            reach = say(", reaching {reach}", reach=act.reach) if act.reach is not None else ""
            told = say("publicised: {channel}{where}{reach}", channel=act.channel, where=where, reach=reach)
            events.append(_Event(act.done_on, 2, "publicised", told, act.link))
    for learning in book.learnings:
        if one.id in (learning.learner, learning.exemplar):
            learner, model = book.registrants[learning.learner], book.registrants[learning.exemplar]
            applied = f" – {learning.applied}" if learning.applied else ""
            told = say(
                "{learner} learned from {exemplar}: {form}{applied}",
                learner=learner.code,
                exemplar=model.code,
                form=learning.form,
                applied=applied,
            )
            events.append(_Event(learning.done_on, 3, "learned", told))
    return events


def _reviewed(view: View, book: Book, one: Registrant) -> list[_Event]:
    say = view.language.say
    events = []
    for review in book.reviews:
        if one.id not in (review.learner, review.exemplar):
            continue
        result = term(view.language, "result", review.result.value)
        pair = {"learner": book.registrants[review.learner].code, "exemplar": book.registrants[review.exemplar].code}
        told = say(
            "{learner} beside {exemplar} for {month}: {mine} against {theirs}; {yes} of {base} votes: {result}",
            **pair,
            month=review.month,
            mine=review.learner_points,
            theirs=review.exemplar_points,
            yes=review.yes,
            base=review.base,
            result=result,
        )
        events.append(_Event(review.held_on, 4, "reviewed", told, review.minutes))
        if review.recognised_on is not None:
            told = say("{learner} recognised beside {exemplar}: {result}", **pair, result=result)
            events.append(_Event(review.recognised_on, 5, "recognised", told, review.decision))
    return events


def _models(book: Book, registration: int) -> list[int]:
    return list(dict.fromkeys(act.exemplar for act in book.learnings if act.learner == registration))


def _surpassing(book: Book, registration: int) -> list[StoredReview]:
    surpassed = (one for one in book.reviews if one.exemplar == registration and one.result is Result.SURPASSED)
    return [one for one in surpassed if book.is_recognised(one)]


def _lineage(view: View, book: Book, one: Registrant) -> list[str]:
    say = view.language.say
    told = []
    exemplars = book.exemplars()
    for review in _surpassing(book, one.id):
        learner = book.registrants[review.learner]
        then = say("an exemplar itself now") if learner.id in exemplars else say("offered as a new exemplar")
        told.append(
            say("Lineage: {code} ({name}) surpassed it and is {then}.", code=learner.code, name=learner.name, then=then)
        )
    for number in _models(book, one.id):
        model = book.registrants[number]
        told.append(say("Lineage: it learned from {code} ({name}).", code=model.code, name=model.name))
    return told


def _months(view: View, book: Book, one: Registrant) -> set[Month]:
    """Give the months that the story tells figures, votes, papers or reviews of."""
    voted = {ballot.month for ballot in book.ballots if ballot.registration == one.id}
    given = {award.month for award in book.commendations if award.registration == one.id}
    reviewed = {review.month for review in book.reviews if one.id in (review.learner, review.exemplar)}
    return voted | given | reviewed | {made.month for made in evaluations(view.connection, view.number, whole=True)}

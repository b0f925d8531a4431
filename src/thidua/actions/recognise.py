"""Step 5: the decision that recognises who caught up with or surpassed an exemplar."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.domain.candidacy import pair_of
from thidua.domain.comparison import Result
from thidua.domain.occasion import Occasion
from thidua.domain.recognition import Decision, recognisable
from thidua.errors import InputRefused, Reason, RuleRefused, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.candidacies import open_book
from thidua.ledger.decisions import add_recognition, ensure_decision
from thidua.ledger.journal import recording
from thidua.ledger.registrations import registration_named
from thidua.rulesets import rules_on


@dataclass(frozen=True)
class Recognition:
    """One learner recognised; ``new_exemplar`` when it surpassed and is not yet an exemplar itself."""

    learner: str
    learner_name: str
    result: Result
    new_exemplar: bool


@dataclass(frozen=True)
class Recognised:
    """A decision recognised one or several learners of an exemplar."""

    exemplar: str
    exemplar_name: str
    decision: str
    on: date
    signatory: str | None
    learners: tuple[Recognition, ...]
    entry: int


def recognise(db: Path, learners: tuple[str, ...], exemplar: str, paper: Decision, *, occasion: Occasion) -> Recognised:
    """Recognise closed reviews that say caught up or surpassed, all of them or none.

    One decision may cover many pairs; used again, its number must keep its date and signatory.
    """
    with recording(db, occasion, "recognise") as record:
        number = campaign_number(record.connection, occasion.campaign)
        model = registration_named(record.connection, number, exemplar, day=occasion.today)
        pupils = [registration_named(record.connection, number, code, day=occasion.today) for code in learners]
        if len({p.id for p in pupils}) < len(pupils):
            raise InputRefused(because("learner-repeated"))
        campaign = rules_on(record.connection, number, paper.on).campaign
        book = open_book(record.connection, number, publicise_at_least=campaign.publicise_at_least, day=occasion.today)
        candidacy = book.candidacy(model.id)
        unmet: list[Reason] = []
        for pupil in pupils:
            unmet += recognisable(candidacy, pupil.code, paper.on)
        if unmet:
            raise RuleRefused(unmet)
        decision = ensure_decision(record, number, paper)
        exemplars = set(book.exemplars())
        done = []
        pairs = [(pupil, pair_of(candidacy, pupil.code)) for pupil in pupils]
        for pupil, pair in sorted(pairs, key=lambda both: (both[1].review or 0) if both[1] else 0):
            if pair is not None and pair.review is not None and pair.result is not None:
                add_recognition(record, pair.review, decision)
                is_new = pair.result is Result.SURPASSED and pupil.id not in exemplars
                done.append(Recognition(pupil.code, pupil.name, pair.result, is_new))
        record.campaign = campaign.code
        record.summary = f"recognise {', '.join(p.code for p in pupils)} beside {model.code}: {paper.number}"
        return Recognised(model.code, model.name, paper.number, paper.on, paper.signatory, tuple(done), record.seq)

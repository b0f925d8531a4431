"""Step 3: learning from an exemplar (tổ chức học tập)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.actions.importing import Terms
from thidua.actions.practice import Acts, PracticeDesk, import_acts
from thidua.actions.receipts import Imported
from thidua.domain.names import matching_key
from thidua.domain.occasion import Occasion
from thidua.domain.recognition import learnable
from thidua.errors import InputRefused, Reason, RuleRefused, ThiduaError, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.candidacies import open_book
from thidua.ledger.journal import recording
from thidua.ledger.practice import LearningAct, add_learning, learnings
from thidua.ledger.registrations import Registrant, registration_named
from thidua.read import learning as reader
from thidua.read.learning import LearningRow
from thidua.read.source import Source
from thidua.rulesets import rules_on


@dataclass(frozen=True)
class Occasioned:
    """How the learning took place: when, in what form, how many took part, what will be applied."""

    on: date
    form: str
    participants: int | None = None
    applied: str | None = None


@dataclass(frozen=True)
class Learned:
    """A learning was recorded; ``warnings`` do not stop it."""

    learner: str
    learner_name: str
    exemplar: str
    exemplar_name: str
    on: date
    form: str
    warnings: tuple[Reason, ...]
    entry: int


def learn(db: Path, learner: str, exemplar: str, how: Occasioned, *, occasion: Occasion) -> Learned:
    """Record that a learner learned from an exemplar that was publicised; another speciality is only a warning (G6)."""
    with recording(db, occasion, "learn") as record:
        number = campaign_number(record.connection, occasion.campaign)
        pupil = registration_named(record.connection, number, learner, day=occasion.today)
        model = registration_named(record.connection, number, exemplar, day=occasion.today)
        campaign = rules_on(record.connection, number, how.on).campaign
        book = open_book(record.connection, number, publicise_at_least=campaign.publicise_at_least, day=occasion.today)
        unmet = learnable(book.candidacy(model.id), book.candidacy(pupil.id), how.on)
        if unmet:
            raise RuleRefused(unmet)
        done = LearningAct(pupil.id, model.id, how.on, how.form, how.participants, how.applied)
        if done in book.learnings:
            raise InputRefused(because("already-recorded", code=pupil.code, on=how.on))
        add_learning(record, done)
        record.campaign = campaign.code
        record.summary = f"learn {pupil.code} from {model.code}"
        return Learned(
            pupil.code, pupil.name, model.code, model.name, how.on, how.form, _warnings(pupil, model), record.seq
        )


def _warnings(pupil: Registrant, model: Registrant) -> tuple[Reason, ...]:
    if matching_key(pupil.speciality or "") == matching_key(model.speciality or ""):
        return ()
    facts = {"learner": pupil.code, "exemplar": model.code}
    return (
        because(
            "speciality-differs",
            **facts,
            learner_speciality=pupil.speciality or "-",
            exemplar_speciality=model.speciality or "-",
        ),
    )


def import_learning(db: Path, sources: Sequence[Source], terms: Terms, *, occasion: Occasion) -> Imported:
    """Record the learnings of some files; just the same one recorded before is unchanged."""
    return import_acts(db, sources, _FILES, terms, occasion=occasion)


def _judged(desk: PracticeDesk, row: LearningRow) -> LearningAct | ThiduaError:
    pupil, model = desk.find(row.learner), desk.find(row.exemplar)
    unknown = [one for one in (pupil, model) if isinstance(one, Reason)]
    if isinstance(pupil, Reason) or isinstance(model, Reason):
        return InputRefused(unknown)
    book = desk.book(row.on)
    unmet = learnable(book.candidacy(model.id), book.candidacy(pupil.id), row.on)
    if unmet:
        return RuleRefused(unmet)
    return LearningAct(pupil.id, model.id, row.on, row.form, row.participants, row.applied)


def _noted(desk: PracticeDesk, row: LearningRow) -> Iterable[Reason]:
    pupil, model = desk.find(row.learner), desk.find(row.exemplar)
    return () if isinstance(pupil, Reason) or isinstance(model, Reason) else _warnings(pupil, model)


_FILES: Acts[LearningRow, LearningAct] = Acts(
    reader.LAYOUT,
    reader.parse,
    _judged,
    learnings,
    add_learning,
    lambda row: (row.learner, f"{row.learner} < {row.exemplar} {row.on}", row.form),
    _noted,
)

"""Step 2: publicising an exemplar (tuyên truyền, nhân rộng)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.actions.importing import Terms
from thidua.actions.practice import Acts, PracticeDesk, import_acts
from thidua.actions.receipts import Imported
from thidua.domain.occasion import Occasion
from thidua.domain.recognition import publicisable
from thidua.errors import InputRefused, Reason, RuleRefused, ThiduaError, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.candidacies import open_book
from thidua.ledger.journal import recording
from thidua.ledger.practice import PublicityAct, add_publicity, publicities
from thidua.ledger.registrations import registration_named
from thidua.read import publicity as reader
from thidua.read.publicity import PublicityRow
from thidua.read.source import Source
from thidua.rulesets import rules_on


@dataclass(frozen=True)
class Act:
    """What was done: when, through which channel, where, reaching how many, and where it can be seen."""

    on: date
    channel: str
    place: str | None = None
    reach: int | None = None
    link: str | None = None


@dataclass(frozen=True)
class Publicised:
    """An act of publicising was recorded; ``have`` of the ``need`` acts that open step 3."""

    registration: str
    name: str
    on: date
    channel: str
    have: int
    need: int
    entry: int


def publicise(db: Path, code: str, act: Act, *, occasion: Occasion) -> Publicised:
    """Record an act of publicising; only an exemplar already commended can be publicised (G5)."""
    with recording(db, occasion, "publicise") as record:
        number = campaign_number(record.connection, occasion.campaign)
        one = registration_named(record.connection, number, code, day=occasion.today)
        campaign = rules_on(record.connection, number, act.on).campaign
        need = campaign.publicise_at_least
        candidacy = open_book(record.connection, number, publicise_at_least=need, day=occasion.today).candidacy(one.id)
        unmet = publicisable(candidacy, act.on)
        if unmet:
            raise RuleRefused(unmet)
        done = PublicityAct(one.id, act.on, act.channel, act.place, act.reach, act.link)
        if done in publicities(record.connection, one.id):
            raise InputRefused(because("already-recorded", code=one.code, on=act.on))
        add_publicity(record, done)
        record.campaign = campaign.code
        record.summary = f"publicise {one.code}: {act.channel}"
        have = len(candidacy.publicised_on) + 1
        return Publicised(one.code, one.name, act.on, act.channel, have, need, record.seq)


def import_publicity(db: Path, sources: Sequence[Source], terms: Terms, *, occasion: Occasion) -> Imported:
    """Record the acts of some files; just the same act recorded before is unchanged."""
    return import_acts(db, sources, _FILES, terms, occasion=occasion)


def _judged(desk: PracticeDesk, row: PublicityRow) -> PublicityAct | ThiduaError:
    one = desk.find(row.exemplar)
    if isinstance(one, Reason):
        return InputRefused(one)
    unmet = publicisable(desk.book(row.on).candidacy(one.id), row.on)
    if unmet:
        return RuleRefused(unmet)
    return PublicityAct(one.id, row.on, row.channel, row.where, row.reach, row.link)


_FILES: Acts[PublicityRow, PublicityAct] = Acts(
    reader.LAYOUT,
    reader.parse,
    _judged,
    publicities,
    add_publicity,
    lambda row: (row.exemplar, f"{row.exemplar} {row.on}", row.channel),
)

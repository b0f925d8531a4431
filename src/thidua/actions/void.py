"""Voiding an entry: it is taken back whole, with a reason; nothing is deleted, and the journal tells both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from thidua.actions.backup import automatic_backup
from thidua.audit.dependents import dependents
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.errors import InputRefused, Reason, RuleRefused, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.closings import closed_months, months_of_entry
from thidua.ledger.database import Connection
from thidua.ledger.journal import last_entry, recording
from thidua.ledger.sight import looking_back, seeing
from thidua.ledger.standings import latest_evaluation
from thidua.ledger.voiding import EntrySaid, add_void, entry_said, touched_by, why_never
from thidua.rulesets.staleness import recounted

BULK = 20
_OF_SCORES = frozenset({"score", "import scores", "rescore"})
_NAMED_AT_MOST = 20


@dataclass(frozen=True)
class VoidedEntry:
    """An entry was voided: what it was, how many facts it had, and the months they belong to.

    Before so many as ``BULK`` facts are taken back, the ledger is backed up; else ``backup`` is None.
    ``notes`` name the evaluations that stand on what was taken back, or that list others than count now.
    """

    voided: int
    verb: str
    summary: str
    campaign: str | None
    rows: int
    months: tuple[Month, ...]
    backup: Path | None
    entry: int
    notes: tuple[Reason, ...]


def void(db: Path, target: int, *, reason: str, occasion: Occasion) -> VoidedEntry:
    """Take an entry back: from here on its facts count no more, as if it had not been; numbers are not used again.

    Refuses one that is voided already, the entries that are about the ledger itself, one of a closed month, and one
    on which later entries depend, naming them: those are voided first, the last one first.
    """
    with seeing(db, occasion) as sight:
        found = entry_said(sight.connection, target)
        # looked at before the backup, which a refusal does not need; what is small is looked at once, when it is voided
        is_bulk = found is not None and found.rows >= BULK and bool(_voidable(sight.connection, target, occasion))
    backed = automatic_backup(db, occasion=occasion) if is_bulk else None
    with recording(db, occasion, "void") as record:
        said = _voidable(record.connection, target, occasion)
        add_void(record, target)
        record.campaign = said.campaign
        record.reason = reason
        record.summary = f"void {target}: {said.summary}"
        touched = sorted(months_of_entry(record.connection, target))
        months = tuple(sorted({month for _, month in touched}))
        notes = tuple(_moved(record.connection, said, touched))
        file = None if backed is None else backed.file
        return VoidedEntry(target, said.verb, said.summary, said.campaign, said.rows, months, file, record.seq, notes)


def _moved(connection: Connection, said: EntrySaid, touched: Iterable[tuple[int, Month]]) -> Iterator[Reason]:
    """Name the evaluations of months whose scores were taken back, and of those in which others count now."""
    for campaign, month in touched if said.verb in _OF_SCORES else ():
        made = latest_evaluation(connection, campaign, month)
        if made is not None:
            yield because("void-moves-evaluated", month=month, evaluation=made.number)
    counting = touched_by(connection, said.entry).counting
    if counting and said.campaign is not None:
        for made in recounted(connection, campaign_number(connection, said.campaign), counting):
            yield because("void-recounts-evaluated", month=made.month, evaluation=made.number)


def _voidable(connection: Connection, target: int, occasion: Occasion) -> EntrySaid:
    """Give the entry, or refuse to void it."""
    said = entry_said(connection, target)
    if said is None:
        raise InputRefused(because("entry-unknown", entry=target, last=last_entry(connection)))
    if None not in {occasion.campaign, said.campaign} and said.campaign != occasion.campaign:
        raise InputRefused(because("entry-of-another", entry=target, campaign=said.campaign))
    unmet = [*_barred(said), *_closed(connection, months_of_entry(connection, target))]
    unmet += _depended_on(connection, said) if not unmet else []
    if unmet:
        raise RuleRefused(unmet)
    return said


def _barred(said: EntrySaid) -> list[Reason]:
    if said.voided_by is not None:
        return [because("void-already", entry=said.entry, by=said.voided_by)]
    never = why_never(said)
    return [] if never is None else [never]


def _closed(connection: Connection, touched: set[tuple[int, Month]]) -> list[Reason]:
    return [
        because("month-closed", month=month, entry=closed[month].entry)
        for campaign in sorted({campaign for campaign, _ in touched})
        for closed in [closed_months(connection, campaign)]
        for month in sorted(month for number, month in touched if number == campaign)
        if month in closed
    ]


def _depended_on(connection: Connection, said: EntrySaid) -> list[Reason]:
    upto = last_entry(connection)
    with looking_back(connection) as turn:
        found = dependents(connection, turn, said.entry, upto=upto)
    named = found[-_NAMED_AT_MOST:]
    reasons = [_named(said, one) for one in reversed(named)]
    if len(found) > len(named):
        reasons.append(because("void-depended-on-more", entry=said.entry, more=len(found) - len(named)))
    return reasons


def _named(said: EntrySaid, one: EntrySaid) -> Reason:
    """Name an entry that depends on one; of one that is never voided, say that there is no way back."""
    if why_never(one) is not None:
        return because("void-depended-on-for-good", entry=said.entry, by=one.entry, summary=one.summary)
    return because("void-depended-on", entry=said.entry, by=one.entry, summary=one.summary)

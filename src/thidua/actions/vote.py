"""The selection vote (bình chọn): the counts of a sitting over one evaluation, and whom they carry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.actions.batch import Kind
from thidua.actions.counting import Counted, council_sitting, counted
from thidua.actions.importing import Terms, import_rows
from thidua.actions.receipts import Imported, Planned, Tally
from thidua.domain.lookup import Directory
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.recognition import Nomination, in_time_to_vote, nominable
from thidua.domain.voting import Count, Counts, Sitting
from thidua.domain.voting_rules import VotingRule
from thidua.errors import InputRefused, Place, Problem, Reason, RuleRefused, ThiduaError, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.closings import refuse_closed
from thidua.ledger.database import Connection
from thidua.ledger.journal import recording
from thidua.ledger.recording import Recording
from thidua.ledger.registrations import Registrant, registrations
from thidua.ledger.standing_rows import StoredStanding, read_standings
from thidua.ledger.standings import StoredEvaluation, evaluations
from thidua.ledger.votes import (
    SittingAt,
    StoredBallot,
    add_ballots,
    add_sitting,
    ballots,
    next_sitting,
    sitting_numbered,
)
from thidua.read import votes as reader
from thidua.read.source import Source
from thidua.read.votes import VoteRow
from thidua.rulesets import rules_numbered, rules_on


@dataclass(frozen=True)
class Voted:
    """A sitting was recorded, with what it decided for each nominee."""

    campaign: str
    month: Month
    evaluation: int
    held_on: date
    counted: Counted
    nominees: tuple[str, ...]
    entry: int


@dataclass(frozen=True)
class _Nominee:
    standing: StoredStanding
    count: Count
    reason: str | None
    place: Place | None


def vote(db: Path, rows: tuple[VoteRow, ...], *, evaluation: int | None, occasion: Occasion) -> Voted:
    """Record one sitting over the month's last evaluation, or over the one asked for.

    Every row is one nominee of the same sitting. Only the shortlisted may be nominees, others with a reason.
    """
    with recording(db, occasion, "vote") as record:
        number = campaign_number(record.connection, occasion.campaign)
        return _hold(record, number, rows, evaluation)


def import_votes(db: Path, sources: Sequence[Source], terms: Terms, *, occasion: Occasion) -> Imported:
    """Record the sittings of some files; rows of the same month and day are one sitting."""
    kind = Kind(reader.LAYOUT, reader.parse, _take, ("month", "on"))
    return import_rows(db, sources, kind, terms, occasion=occasion)


def _take(record: Recording, rows: list[VoteRow], tally: Tally) -> None:
    number = campaign_number(record.connection, record.occasion.campaign)
    groups, problems = reader.sittings(rows)
    tally.refuse_all(problems)
    whole = {(sitting[0].month, sitting[0].on) for sitting in groups}
    tally.refuse_groups(((row.month, row.on), row.place) for row in rows if (row.month, row.on) not in whole)
    for sitting in groups:
        outcome = "unchanged" if _is_recorded(record, number, sitting) else "created"
        if outcome == "created":
            try:
                _hold(record, number, sitting, None)
            except ThiduaError as error:
                tally.refuse(error, sitting[0].place)
                tally.refuse_beside([row.place for row in sitting])
                continue
            tally.stored += 1
        tally.count(outcome, sitting[0].place, len(sitting))
        for row in sitting:
            about, votes = f"{row.month} {row.on} {row.nominee}", f"{row.yes}/{row.no}"
            tally.plan(Planned(str(row.place), outcome, about, votes))
    record.summary = f"import votes: {tally.counted('created')} rows"


def _is_recorded(record: Recording, campaign: int, rows: tuple[VoteRow, ...]) -> bool:
    """True when just this sitting is in the ledger: its day, its counts as far as they are said, and every vote."""
    connection, first = record.connection, rows[0]
    known = Directory(registrations(connection, campaign, day=record.occasion.today), kind="nominee")
    found = [known.find(row.nominee) for row in rows]
    said = {(one.id, row.yes, row.no) for one, row in zip(found, rows, strict=True) if not isinstance(one, Reason)}
    there: dict[int, set[tuple[int, int, int]]] = {}
    for ballot in ballots(connection, campaign):
        if (ballot.month, ballot.held_on) == (first.month, first.on):
            there.setdefault(ballot.sitting, set()).add((ballot.registration, ballot.yes, ballot.no))
    same = (number for number, votes in there.items() if votes == said and len(said) == len(rows))
    return any(_agree(_counts(first), sitting_numbered(connection, number)) for number in same)


def _agree(counts: Counts, sitting: Sitting) -> bool:
    pairs = (
        (counts.present, sitting.present),
        (counts.valid, sitting.valid),
        (counts.eligible, sitting.eligible),
        (counts.recused, sitting.recused),
        (counts.issued, sitting.issued),
        (counts.returned, sitting.returned),
        (counts.chair, sitting.chair_agrees),
    )
    return all(said is None or said == stored for said, stored in pairs)


def _hold(record: Recording, campaign: int, rows: tuple[VoteRow, ...], chosen: int | None) -> Voted:
    first = rows[0]
    evaluation = _evaluation(record.connection, campaign, first.month, chosen)
    rules = rules_numbered(record.connection, evaluation.ruleset)
    refuse_closed(record.connection, campaign, [first.month])
    unmet = in_time_to_vote(rules.campaign, first.month, first.on)
    if unmet:
        raise RuleRefused(unmet)
    nominees = _nominees(record.connection, evaluation, rows)
    before = [b for b in ballots(record.connection, campaign) if b.month == first.month]
    known = {one.id: one for one in registrations(record.connection, campaign, day=first.on)}
    barred = [
        Problem(reason, nominee.place)
        for nominee in nominees
        for reason in _barred(nominee, known[nominee.standing.id], before, first)
    ]
    if barred:
        raise RuleRefused(barred)
    sitting = council_sitting(rules_on(record.connection, campaign, first.on), rules.campaign.vote, _counts(first))
    result = _counted(rules.campaign.vote, sitting, nominees)
    at = SittingAt(evaluation.id, first.on, next_sitting(record))
    add_sitting(record, at, sitting, is_quorate=result.has_quorum)
    votes = [(n.standing.id, n.count, outcome) for n, outcome in zip(nominees, result.outcomes, strict=True)]
    add_ballots(record, at.number, votes, {n.standing.id: n.reason for n in nominees})
    record.campaign = rules.campaign.code
    record.summary = f"vote {first.month}: {', '.join(n.count.nominee for n in nominees)}"
    codes = tuple(n.standing.registration for n in nominees)
    return Voted(rules.campaign.code, first.month, evaluation.number, first.on, result, codes, record.seq)


def _counted(rule: VotingRule, sitting: Sitting, nominees: list[_Nominee]) -> Counted:
    try:
        return counted(rule, sitting, [nominee.count for nominee in nominees])
    except InputRefused as error:
        places: dict[object, Place | None] = {nominee.count.nominee: nominee.place for nominee in nominees}
        found = [Problem(p.reason, places.get(p.reason.facts.get("nominee"))) for p in error.problems]
        raise InputRefused(found) from None


def _counts(row: VoteRow) -> Counts:
    return Counts(row.on, row.present, row.valid, row.eligible, row.recused, row.issued, row.returned, row.chair)


def _evaluation(connection: Connection, campaign: int, month: Month, chosen: int | None) -> StoredEvaluation:
    made = evaluations(connection, campaign, month, whole=chosen is None)
    if not made:
        raise RuleRefused(because("vote-needs-evaluation", month=month))
    if chosen is None:
        return made[-1]
    found = next((one for one in made if one.number == chosen), None)
    if found is None:
        raise InputRefused(because("evaluation-unknown", month=month, evaluation=chosen, last=made[-1].number))
    return found


def _nominees(connection: Connection, evaluation: StoredEvaluation, rows: Iterable[VoteRow]) -> list[_Nominee]:
    standings = {s.registration: s for s in read_standings(connection, evaluation)}
    directory = Directory([_Known(s.registration, s.name) for s in standings.values()], kind="nominee")
    found: list[_Nominee] = []
    problems: list[Problem] = []
    for row in rows:
        place, known = row.place, directory.find(row.nominee)
        if isinstance(known, Reason):
            problems.append(Problem(Reason(known.code, {**known.facts, "month": evaluation.month}), place))
        elif any(n.count.nominee == known.code for n in found):
            problems.append(Problem(because("nominee-twice", code=known.code), place))
        else:
            found.append(_Nominee(standings[known.code], Count(known.code, row.yes, row.no), row.reason, place))
    if problems:
        raise InputRefused(problems)
    return found


@dataclass(frozen=True)
class _Known:
    code: str
    name: str


def _barred(nominee: _Nominee, who: Registrant, before: list[StoredBallot], row: VoteRow) -> list[Reason]:
    earlier = [ballot for ballot in before if ballot.registration == nominee.standing.id]
    return nominable(
        Nomination(
            nominee.standing.registration,
            row.month,
            row.on,
            who.standstills,
            nominee.standing.is_shortlisted,
            nominee.reason,
            is_carried=any(ballot.carried for ballot in earlier),
            void=nominee.standing.void,
            voted_on=max((ballot.held_on for ballot in earlier), default=None),
        )
    )

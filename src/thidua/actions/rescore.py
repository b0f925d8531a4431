"""Scoring a month again under another version of the campaign: what was reported stays, its points are posted anew."""

from dataclasses import dataclass
from pathlib import Path

from thidua.actions.entering import refuse_outside
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.ledger.campaigns import add_month_ruleset, campaign_number, ruleset_of_month
from thidua.ledger.closings import refuse_closed
from thidua.ledger.journal import recording
from thidua.ledger.recording import Recording
from thidua.ledger.scores import NewScore, add_scores
from thidua.rulesets import Rules
from thidua.rulesets.revaluing import Revalued, revalued, version_of


@dataclass(frozen=True)
class Rescored:
    """A month is under another version: of so many scores so many have other points, the rest another ruleset.

    ``left`` are criteria the version does not have: their scores stay, and count for nothing. Unless ``is_new``, the
    month was under that version already.
    """

    campaign: str
    month: Month
    before: int
    ruleset: int
    scores: int
    changed: int
    left: tuple[str, ...]
    is_new: bool
    entry: int | None


def rescore(db: Path, month: Month, ruleset: int, *, reason: str, occasion: Occasion) -> Rescored:
    """Post every score in force of a month anew under a version; the old ones stay in the ledger, cancelled.

    Refuses, naming each, what that version cannot read: then nothing is posted.
    """
    with recording(db, occasion, "rescore") as record:
        connection = record.connection
        number = campaign_number(connection, occasion.campaign)
        rules = version_of(connection, number, ruleset)
        refuse_outside(rules.campaign, month)
        before = ruleset_of_month(connection, number, month)
        valued = revalued(connection, number, rules, month)
        changed = len(valued.changed())
        is_new = before.id != rules.ruleset.id
        if is_new:
            refuse_closed(connection, number, [month])
            _post(record, rules, month, valued)
            record.campaign = rules.campaign.code
            record.reason = reason
            record.summary = f"rescore {month} under version {ruleset}: {changed} of {len(valued.values)} changed"
        return Rescored(
            rules.campaign.code,
            month,
            before.version,
            ruleset,
            len(valued.values),
            changed,
            valued.left,
            is_new,
            record.seq if is_new else None,
        )


def _post(record: Recording, rules: Rules, month: Month, valued: Revalued) -> None:
    new = []
    for line, value in valued.values.items():
        old = valued.in_force[line]
        new.append(NewScore(month, *line, value, rules.ruleset.id, old.reason, old.note, old))
    add_scores(record, new)
    add_month_ruleset(record, rules.ruleset, month)

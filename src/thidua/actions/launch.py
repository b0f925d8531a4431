"""Launching a campaign (phát động): its file becomes a ruleset, and a changed file the next version from a date."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.domain.campaign import Campaign
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.errors import InputRefused, Reason, RuleRefused, because
from thidua.ledger import campaigns
from thidua.ledger.closings import closed_months
from thidua.ledger.journal import recording
from thidua.ledger.recording import Recording
from thidua.read.campaign import canonical_digest, load, read_campaign


@dataclass(frozen=True)
class Launched:
    """A version of a campaign is in the ledger; ``is_new`` is false when the same content already was."""

    campaign: str
    name: str
    version: int
    in_force_from: date
    digest: str
    tracks: int
    criteria: int
    is_new: bool
    entry: int | None


def launch(db: Path, file: Path, *, on: date | None, occasion: Occasion) -> Launched:
    """Record the file's content as a ruleset, by its digest.

    The first version is in force from the campaign's launch date, a later one from today, unless ``on`` says
    otherwise. A version may not begin before an earlier one, nor over months that already have scores or are closed.
    """
    content = load(file)
    campaign = read_campaign(content, file=str(file))
    if isinstance(campaign, list):
        raise InputRefused(campaign)
    digest = canonical_digest(content)
    with recording(db, occasion, "launch") as record:
        number = campaigns.campaign_numbers(record.connection).get(campaign.code)
        before = [] if number is None else campaigns.rulesets(record.connection, number)
        if before and before[-1].digest == digest:
            if on not in (None, before[-1].in_force_from):
                raise RuleRefused(because("launch-same-content", on=on, since=before[-1].in_force_from))
            return _receipt(campaign, before[-1], entry=None)
        start = on or (occasion.today if before else campaign.launched)
        if start > campaign.closes:
            raise RuleRefused(because("launch-after-close", on=start, closes=campaign.closes))
        if number is not None:
            unmet = _unmet(record, campaign, number, before[-1], start)
            if unmet:
                raise RuleRefused(unmet)
        else:
            number = campaigns.add_campaign(record, campaign.code)
        text = content.decode("utf-8-sig")
        version = campaigns.add_ruleset(record, number, in_force_from=start, digest=digest, text=text)
        campaigns.add_criteria(record, number, ((t.code, c.code) for t in campaign.tracks for c in t.criteria))
        record.campaign = campaign.code
        record.summary = f"launch {campaign.code} version {version} from {start}"
        return _receipt(campaign, campaigns.rulesets(record.connection, number)[-1], entry=record.seq)


def _unmet(
    record: Recording, campaign: Campaign, number: int, last: campaigns.StoredRuleset, start: date
) -> list[Reason]:
    found = []
    if start < last.in_force_from:
        found.append(because("launch-before-last-version", on=start, last=last.in_force_from, version=last.version))
    scored = campaigns.last_scored_month(record.connection, number)
    governed = Month.of(start) if start.day == 1 else Month(Month.of(start).ordinal + 1)
    if scored is not None and governed <= scored:
        remedy = Month(scored.ordinal + 1).first_day
        found.append(because("launch-over-scores", on=start, month=scored, remedy=remedy))
    shut = [month for month in closed_months(record.connection, number) if governed <= month]
    if shut:
        remedy = Month(max(shut).ordinal + 1).first_day
        found.append(because("launch-over-closed", on=start, month=max(shut), remedy=remedy))
    dropped = campaigns.tracks_in_use(record.connection, number) - {t.code for t in campaign.tracks}
    found += [because("launch-drops-track", track=track) for track in sorted(dropped)]
    return found


def _receipt(campaign: Campaign, ruleset: campaigns.StoredRuleset, *, entry: int | None) -> Launched:
    return Launched(
        campaign.code,
        campaign.name,
        ruleset.version,
        ruleset.in_force_from,
        ruleset.digest,
        len(campaign.tracks),
        sum(len(track.criteria) for track in campaign.tracks),
        entry is not None,
        entry,
    )

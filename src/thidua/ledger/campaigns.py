"""Campaigns in the ledger: their rulesets by version, and the numbers of their criteria."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Row, select

from thidua.domain.month import Month
from thidua.errors import InputRefused, because
from thidua.ledger.clauses import table_of
from thidua.ledger.named import CampaignRow, CriterionRow, MonthRuleset, Registration, Ruleset, Score
from thidua.ledger.recording import Recording

_campaigns, _rulesets, _criteria = table_of(CampaignRow), table_of(Ruleset), table_of(CriterionRow)


@dataclass(frozen=True)
class StoredRuleset:
    """One version of a campaign's file as it was launched."""

    id: int
    campaign: int
    code: str
    version: int
    in_force_from: date
    digest: str
    text: str


def campaign_numbers(connection: Connection) -> dict[str, int]:
    """Give every campaign's number by its code."""
    rows = connection.execute(select(_campaigns.c.code, _campaigns.c.id).order_by(_campaigns.c.code))
    return {str(code): int(number) for code, number in rows}


def campaign_number(connection: Connection, code: str | None) -> int:
    """Find a campaign by code; without one, the only one there is. Refuses none, many and unknown."""
    known = campaign_numbers(connection)
    if not known:
        raise InputRefused(because("campaign-none"))
    if code is None:
        if len(known) > 1:
            raise InputRefused(because("campaign-which", known=tuple(known)))
        return next(iter(known.values()))
    if code not in known:
        raise InputRefused(because("campaign-unknown", text=code, known=tuple(known)))
    return known[code]


def rulesets(connection: Connection, campaign: int) -> list[StoredRuleset]:
    """List a campaign's versions in the order in which they were launched."""
    query = (
        select(_rulesets, _campaigns.c.code)
        .join(_campaigns, _campaigns.c.id == _rulesets.c.campaign)
        .where(_rulesets.c.campaign == campaign)
        .order_by(_rulesets.c.version)
    )
    return [_stored(row) for row in connection.execute(query)]


def ruleset_numbered(connection: Connection, number: int) -> StoredRuleset:
    """Give one version by its number in the ledger."""
    query = (
        select(_rulesets, _campaigns.c.code)
        .join(_campaigns, _campaigns.c.id == _rulesets.c.campaign)
        .where(_rulesets.c.id == number)
    )
    return _stored(connection.execute(query).one())


def ruleset_on(connection: Connection, campaign: int, day: date) -> StoredRuleset:
    """Give the last version in force on a day; before the first came into force, the first."""
    return in_force(rulesets(connection, campaign), day)


def in_force(listed: Sequence[StoredRuleset], day: date) -> StoredRuleset:
    """Choose the version in force on a day from all of a campaign's, already read."""
    return next((r for r in reversed(listed) if r.in_force_from <= day), listed[0])


def ruleset_of_month(connection: Connection, campaign: int, month: Month) -> StoredRuleset:
    """Give the version a month is under: the one it was last scored again by, else that of its first day."""
    table = table_of(MonthRuleset)
    query = (
        select(table.c.ruleset)
        .where(table.c.campaign == campaign, table.c.month == month.ordinal)
        .order_by(table.c.entry.desc())
        .limit(1)
    )
    chosen = connection.execute(query).scalar()
    if chosen is not None:
        return ruleset_numbered(connection, int(chosen))
    return ruleset_on(connection, campaign, month.first_day)


def rulesets_of_months(connection: Connection, campaign: int, months: Iterable[Month]) -> dict[Month, StoredRuleset]:
    """Give the version each month is under, in two queries however many months are asked for."""
    listed = rulesets(connection, campaign)
    table, by_id = table_of(MonthRuleset), {one.id: one for one in listed}
    query = select(table.c.month, table.c.ruleset).where(table.c.campaign == campaign).order_by(table.c.entry)
    chosen = {Month(month): by_id[ruleset] for month, ruleset in connection.execute(query)}
    return {month: chosen.get(month) or in_force(listed, month.first_day) for month in months}


def add_month_ruleset(record: Recording, ruleset: StoredRuleset, month: Month) -> None:
    """Note that a month is under a version from here on."""
    record.append(MonthRuleset, [(ruleset.campaign, month.ordinal, record.seq, ruleset.id)])


def _stored(row: Row[tuple[object, ...]]) -> StoredRuleset:
    return StoredRuleset(
        row.id, row.campaign, row.code, row.version, date.fromisoformat(row.in_force_from), row.digest, row.text
    )


def add_campaign(record: Recording, code: str) -> int:
    """Note a campaign."""
    return record.add(CampaignRow, code=code)


def add_ruleset(record: Recording, campaign: int, *, in_force_from: date, digest: str, text: str) -> int:
    """Append the next version of the campaign's file, and give the version."""
    version = record.highest(Ruleset, "version", campaign=campaign) + 1
    record.add(
        Ruleset,
        campaign=campaign,
        version=version,
        in_force_from=in_force_from.isoformat(),
        digest=digest,
        text=text,
    )
    return version


def criteria(connection: Connection, campaign: int) -> dict[tuple[str, str], int]:
    """Give the numbers of criteria by track and code."""
    rows = connection.execute(
        select(_criteria.c.track, _criteria.c.code, _criteria.c.id).where(_criteria.c.campaign == campaign)
    )
    return {(str(track), str(code)): int(number) for track, code, number in rows}


def add_criteria(record: Recording, campaign: int, lines: Iterable[tuple[str, str]]) -> None:
    """Number the criteria that are not yet numbered."""
    known = criteria(record.connection, campaign)
    new = (line for line in lines if line not in known)
    record.add_all(CriterionRow, ({"campaign": campaign, "track": track, "code": code} for track, code in new))


def tracks_in_use(connection: Connection, campaign: int) -> set[str]:
    """Give the tracks that have registrations."""
    registered = table_of(Registration)
    query = select(registered.c.track).where(registered.c.campaign == campaign).distinct()
    return set(connection.execute(query).scalars())


def last_scored_month(connection: Connection, campaign: int) -> Month | None:
    """Give the last month with a score, None before the first."""
    scores = table_of(Score)
    numbered = select(_criteria.c.id).where(_criteria.c.campaign == campaign)
    query = select(scores.c.month).where(scores.c.criterion.in_(numbered)).order_by(scores.c.month.desc()).limit(1)
    found = connection.execute(query).scalar()
    return None if found is None else Month(int(found))

"""Campaigns and their rulesets: which are in the ledger, what one says, what changed between two versions."""

from pathlib import Path

from thidua.domain.campaign import Criterion, Track
from thidua.domain.differences import differences
from thidua.domain.occasion import Occasion
from thidua.errors import InputRefused, because
from thidua.ledger.campaigns import StoredRuleset, campaign_number, campaign_numbers, rulesets
from thidua.ledger.database import reading
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.rulesets import Rules, understood
from thidua.words.language import Language, language_named
from thidua.words.terms import term


def campaign_list(db: Path, *, language: Language, occasion: Occasion) -> Document:
    """Tell every ruleset of every campaign in the ledger."""
    say = language.say
    columns = (
        Column("campaign", say("Campaign")),
        Column("version", say("Version")),
        Column("in_force_from", say("In force from")),
        Column("digest", say("Digest"), shown=False),
        Column((), say("Digest")),
        Column("name", say("Name")),
    )
    with reading(db, wait=occasion.wait) as connection:
        rows: list[tuple[Cell, ...]] = []
        for number in campaign_numbers(connection).values():
            for one in rulesets(connection, number):
                name = understood(one).campaign.name
                rows.append((one.code, one.version, one.in_force_from, one.digest, one.digest[:12], name))
    return Document("campaign-list", language.code, {}, (Table("rulesets", None, columns, tuple(rows)),))


def campaign_show(db: Path, version: int | None, *, language: Language | None = None, occasion: Occasion) -> Document:
    """Tell what one version of a campaign says, the last one when none is asked for."""
    with reading(db, wait=occasion.wait) as connection:
        listed = rulesets(connection, campaign_number(connection, occasion.campaign))
        rules = understood(_version(listed, version))
    campaign = rules.campaign
    spoken = language or language_named(campaign.language)
    say = spoken.say
    texts = [
        (say("Kind"), term(spoken, "kind", campaign.kind)),
        (say("Organiser"), campaign.organiser.name),
        (say("Basis"), "; ".join(campaign.basis)),
        (say("Motive"), campaign.motive),
        (say("Objective"), campaign.objective),
        (say("Scope"), campaign.scope),
        (say("Participants"), campaign.participants),
        (say("Content"), campaign.content),
        (say("Dates"), f"{spoken.show(campaign.launched)} – {spoken.show(campaign.closes)}"),
        (say("Vote"), _vote(spoken, rules)),
    ]
    parts: list[Part] = [Heading(campaign.name)]
    parts += [Paragraph(f"{title}: {text}") for title, text in texts if text]
    parts += [_track(spoken, track) for track in campaign.tracks]
    facts: dict[str, Fact] = {
        "campaign": campaign.code,
        "version": rules.ruleset.version,
        "in_force_from": rules.ruleset.in_force_from,
        "digest": rules.ruleset.digest,
        "name": campaign.name,
        "scale": campaign.scale,
    }
    return Document("campaign-show", spoken.code, facts, tuple(parts))


def campaign_diff(
    db: Path, before: int | None, after: int | None, *, language: Language, occasion: Occasion
) -> Document:
    """Tell what changed between two versions: by default between the last two."""
    with reading(db, wait=occasion.wait) as connection:
        listed = rulesets(connection, campaign_number(connection, occasion.campaign))
        new = _version(listed, after)
        old = _version(listed, before if before is not None else max(new.version - 1, 1))
        changes = differences(understood(old).campaign, understood(new).campaign)
    say = language.say
    columns = (Column("path", say("Where")), Column("before", say("Before")), Column("after", say("After")))
    rows = tuple((change.path, change.before, change.after) for change in changes)
    facts: dict[str, Fact] = {"campaign": new.code, "before_version": old.version, "after_version": new.version}
    title = say("{campaign}: version {old} beside version {new}", campaign=new.code, old=old.version, new=new.version)
    parts: tuple[Part, ...] = (Heading(title), Table("changes", None, columns, rows))
    if not rows:
        parts = (*parts, Paragraph(say("Nothing differs.")))
    return Document("campaign-diff", language.code, facts, parts)


def _version(listed: list[StoredRuleset], version: int | None) -> StoredRuleset:
    if version is None:
        return listed[-1]
    found = next((one for one in listed if one.version == version), None)
    if found is None:
        raise InputRefused(because("version-unknown", version=version, last=listed[-1].version))
    return found


def _vote(language: Language, rules: Rules) -> str:
    rule = rules.campaign.vote
    return language.say(
        "{mode}; quorum {quorum} of {quorum_of}; carried by {approve} of {of}",
        mode=term(language, "mode", rule.mode),
        quorum=rule.quorum.text,
        quorum_of=term(language, "base", rule.quorum.of),
        approve=rule.approve.text,
        of=term(language, "base", rule.of),
    )


def _track(language: Language, track: Track) -> Table:
    say = language.say
    columns = (
        Column("track", say("Track"), shown=False),
        Column("criterion", say("Criterion")),
        Column("name", say("Name")),
        Column("pillars", say("Pillars")),
        Column("points", say("Points")),
        Column("due", say("Due in months"), shown=False),
        Column((), say("Due in months")),
        Column("tags", say("Tags"), shown=False),
        Column((), say("Tags")),
    )

    def cells(line: Criterion) -> tuple[Cell, ...]:
        months = tuple(str(number) for number in sorted(line.due))
        every = say("every month") if len(months) == len(range(1, 13)) else ", ".join(months)
        tags = tuple(term(language, "tag", tag) for tag in line.tags)
        return (track.code, line.code, line.name, line.pillars, line.points, months, every, line.tags, tags)

    return Table("criteria", f"{track.code}: {track.name}", columns, tuple(cells(line) for line in track.criteria))

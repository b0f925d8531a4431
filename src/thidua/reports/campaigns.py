"""Campaigns and their rulesets: which are in the ledger, what one says, what changed between two versions."""

from fractions import Fraction
from pathlib import Path

from thidua.domain.differences import differences
from thidua.domain.grading import VoidRule
from thidua.domain.occasion import Occasion
from thidua.domain.periods import Combine, Period
from thidua.domain.points import rounded
from thidua.domain.score_table import WHOLE_WEIGHT, Criterion, Track
from thidua.errors import InputRefused, because
from thidua.ledger.campaigns import StoredRuleset, campaign_number, campaign_numbers, rulesets
from thidua.ledger.sight import seeing
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Part, Table
from thidua.reports.judging import grades_told, rules_told
from thidua.rulesets import Rules, understood
from thidua.words.language import Language, language_named
from thidua.words.rules import cap_told, described, weight_told
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
    with seeing(db, occasion) as sight:
        rows: list[tuple[Cell, ...]] = []
        for number in campaign_numbers(sight.connection).values():
            for one in rulesets(sight.connection, number):
                name = understood(one).campaign.name
                rows.append((one.code, one.version, one.in_force_from, one.digest, one.digest[:12], name))
    return Document("campaign-list", language.code, {}, (Table("rulesets", None, columns, tuple(rows)),))


def campaign_show(db: Path, version: int | None, *, language: Language | None = None, occasion: Occasion) -> Document:
    """Tell what one version of a campaign says, the last one when none is asked for."""
    with seeing(db, occasion) as sight:
        listed = rulesets(sight.connection, campaign_number(sight.connection, occasion.campaign))
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
    for track in campaign.tracks:
        parts += [*_groups(spoken, track), _track(spoken, track)]
    parts.append(Paragraph(" ".join(rules_told(spoken, campaign))))
    parts += [Paragraph(_period(spoken, rules, period)) for period in campaign.periods]
    parts += [Paragraph(_void(spoken, rule)) for rule in campaign.voids]
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
    with seeing(db, occasion) as sight:
        listed = rulesets(sight.connection, campaign_number(sight.connection, occasion.campaign))
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


def _period(language: Language, rules: Rules, period: Period) -> str:
    say = language.say
    told = [
        say(
            "For a {kind}: {combine}.",
            kind=term(language, "period", period.kind),
            combine=term(language, "combine", period.combine),
        )
    ]
    if period.grades:
        told += grades_told(language, rules.campaign, period.grades, of_sum=period.combine is Combine.SUM)
    return " ".join(told)


def _void(language: Language, rule: VoidRule) -> str:
    when = language.say("no line was scored by the unit itself") if rule.line is None else None
    facts = {"reason": rule.name, "when": when or language.say("{line} is not met", line=rule.line)}
    return language.say("Not graded, {reason}: when {when}.", **facts)


def _groups(language: Language, track: Track) -> list[Table]:
    say = language.say
    columns = (
        Column("track", say("Track"), shown=False),
        Column("group", say("Group")),
        Column("name", say("Name")),
        Column("parent", say("In"), shown=any(group.parent for group in track.groups)),
        Column("points", say("Points")),
        Column("weight", say("Weight"), shown=False),
        Column((), say("Weight"), shown=any(group.weight != WHOLE_WEIGHT for group in track.groups)),
        Column("caps", say("Caps"), shown=False),
        Column((), say("Caps"), shown=any(group.caps for group in track.groups)),
        Column("appraiser", say("Appraised by"), shown=any(group.appraiser for group in track.groups)),
    )
    rows: list[tuple[Cell, ...]] = []
    for group in track.groups:
        weight = (rounded(Fraction(group.weight * 100, WHOLE_WEIGHT)), weight_told(language, group.weight))
        caps = (tuple(str(cap) for cap in group.caps), "; ".join(cap_told(language, cap) for cap in group.caps) or None)
        points = track.full_points(group.code)
        rows.append((track.code, group.code, group.name, group.parent, points, *weight, *caps, group.appraiser))
    title = say("{track}: groups", track=track.code)
    return [Table("groups", title, columns, tuple(rows))] if rows else []


def _track(language: Language, track: Track) -> Table:
    say = language.say
    columns = (
        Column("track", say("Track"), shown=False),
        Column("criterion", say("Criterion")),
        Column("name", say("Name")),
        Column("group", say("Group"), shown=bool(track.groups)),
        Column("pillars", say("Pillars"), shown=bool(track.pillars)),
        Column("points", say("Points")),
        Column("rule", say("Rule"), shown=False),
        Column((), say("Rule")),
        Column("requires", say("Requires"), shown=any(line.requires for line in track.criteria)),
        Column("optional", say("Optional"), shown=any(line.optional for line in track.criteria)),
        Column((), say("Caps"), shown=any(line.caps for line in track.criteria)),
        Column("due", say("Due in months"), shown=False),
        Column((), say("Due in months")),
        Column("tags", say("Tags"), shown=False),
        Column((), say("Tags")),
    )

    def cells(line: Criterion) -> tuple[Cell, ...]:
        months = tuple(str(number) for number in sorted(line.due))
        every = say("every month") if len(months) == len(range(1, 13)) else ", ".join(months)
        tags = tuple(term(language, "tag", tag) for tag in line.tags)
        rule = (line.rule.kind, described(language, line.rule))
        requires = tuple(str(wanted) for wanted in line.requires)
        caps = "; ".join(cap_told(language, cap) for cap in line.caps) or None
        start = (track.code, line.code, line.name, line.group, line.pillars, line.points)
        return (*start, *rule, requires, line.optional, caps, months, every, line.tags, tags)

    return Table("criteria", f"{track.code}: {track.name}", columns, tuple(cells(line) for line in track.criteria))

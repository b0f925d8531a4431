"""Where the stages of a score differ: what was claimed, what was accepted, what was agreed, why, and who appraises."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from thidua.domain.campaign import Campaign
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.points import Points, total
from thidua.domain.recognition import in_campaign
from thidua.domain.score_table import Criterion
from thidua.domain.stages import Stage, differ, previous, unexplained
from thidua.errors import RuleRefused
from thidua.ledger.campaigns import criteria
from thidua.ledger.registrations import Registrant, counted_in
from thidua.ledger.scores import ScoreInForce, scores_in_force
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Table
from thidua.reports.looking import looking
from thidua.rulesets import rules_of_month
from thidua.words.language import Language


@dataclass(frozen=True)
class _Line:
    """One line of one registrant, at the stages it has."""

    who: Registrant
    criterion: Criterion
    appraiser: str | None
    stages: Mapping[Stage, ScoreInForce]

    @property
    def change(self) -> Points:
        """By how many points the last stage differs from the first."""
        listed = [self.stages[stage].points for stage in sorted(self.stages)]
        return listed[-1] - listed[0]

    @property
    def is_changed(self) -> bool:
        """True when the stages do not all report the same."""
        first, *others = (score.reported for score in self.stages.values())
        return any(differ(first, other) for other in others)

    @property
    def is_explained(self) -> bool:
        """True when of every two stages that differ one gives a reason, whichever was entered last."""
        present = {stage: score.reported for stage, score in self.stages.items()}
        for stage, one in self.stages.items():
            before = previous(stage, present)
            reason = one.reason or (self.stages[before].reason if before else None)
            if unexplained(stage, one.reported, present, reason):
                return False
        return True

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons given, in the order of the stages."""
        return tuple(reason for stage in sorted(self.stages) if (reason := self.stages[stage].reason))


def differences(db: Path, month: Month, *, language: Language | None = None, occasion: Occasion) -> Document:
    """List every line of a month that is not the same at every stage it has, with claimed and accepted measures."""
    with looking(db, occasion, language) as view:
        campaign = rules_of_month(view.connection, view.number, month).campaign
        outside = list(in_campaign(campaign, month))
        if outside:
            raise RuleRefused(outside)
        codes = {number: code for (_, code), number in criteria(view.connection, view.number).items()}
        who = {one.id: one for one in counted_in(view.connection, view.number, month)}
        lines: dict[tuple[int, int], dict[Stage, ScoreInForce]] = {}
        for (registration, criterion, stage), score in scores_in_force(view.connection, view.number, month).items():
            if registration in who:
                lines.setdefault((registration, criterion), {})[stage] = score
        found = [_line(campaign, who[one], codes[line], stages) for (one, line), stages in lines.items()]
        several = [line for line in found if line is not None and len(line.stages) > 1]
        changed = [line for line in several if line.is_changed]
        say = view.language.say
        told = say("{changed} of {all} lines with several stages differ.", changed=len(changed), all=len(several))
        facts: dict[str, Fact] = {
            "campaign": campaign.code,
            "month": month,
            "compared": len(several),
            "changed": len(changed),
        }
        title = say("Differences between the stages of {month}", month=month)
        parts = (Heading(campaign.name), Paragraph(title), Paragraph(told), _table(view.language, changed))
        return view.document("differences", facts, parts, months=[month])


def _line(campaign: Campaign, who: Registrant, code: str, stages: Mapping[Stage, ScoreInForce]) -> _Line | None:
    track = campaign.track(who.track)
    criterion = track.criterion(code) if track else None
    if track is None or criterion is None:
        return None
    return _Line(who, criterion, track.appraiser(criterion), stages)


def _table(language: Language, changed: list[_Line]) -> Table:
    say = language.say
    has_appraiser = any(line.appraiser for line in changed)
    columns = (
        Column("registration", say("Code")),
        Column("name", say("Name")),
        Column("criterion", say("Criterion")),
        Column(("self", "reported"), say("Claimed")),
        Column(("self", "points"), say("Self-score")),
        Column(("appraised", "reported"), say("Accepted")),
        Column(("appraised", "points"), say("Appraised")),
        Column(("agreed", "reported"), say("Agreed on")),
        Column(("agreed", "points"), say("Agreed")),
        Column("change", say("Change")),
        Column("reason", say("Reason")),
        Column("explained", say("Explained"), shown=False),
        Column("appraiser", say("Appraised by"), shown=has_appraiser),
    )
    rows: list[tuple[Cell, ...]] = []
    for line in sorted(changed, key=lambda one: one.who.code):
        each: list[Cell] = []
        for stage in Stage:
            score = line.stages.get(stage)
            each += [score.reported if score else None, score.points if score else None]
        reason = "; ".join(line.reasons) or None
        rows.append(
            (
                line.who.code,
                line.who.name,
                line.criterion.code,
                *each,
                line.change,
                reason,
                line.is_explained,
                line.appraiser,
            )
        )
    change = total(line.change for line in changed)
    title = say("Sum of the changes: {sum}", sum=change) if rows else None
    return Table("lines", title, columns, tuple(rows))

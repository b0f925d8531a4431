"""One registration's month gathered for explaining it: its lines in force, the table worked out, what was entered."""

from dataclasses import dataclass

from thidua.domain.evaluation import grade_earned, is_graded, void_by
from thidua.domain.month import Month
from thidua.domain.recognition import in_campaign
from thidua.domain.score_table import Criterion, Track
from thidua.domain.stages import Stage
from thidua.domain.worked import Worked, work
from thidua.errors import RuleRefused
from thidua.ledger.registrations import Registrant, registration_named
from thidua.ledger.scores import EnteredScore, lines_posted, scores_entered
from thidua.reports.looking import View
from thidua.rulesets import Rules, campaigns_looked_at, rules_of_month


@dataclass(frozen=True)
class Sheet:
    """Everything one explanation is told from."""

    rules: Rules
    who: Registrant
    track: Track
    month: Month
    stage: Stage | None
    worked: Worked
    entered: list[EnteredScore]
    missing: tuple[str, ...]
    void: str | None

    @property
    def scored_groups(self) -> frozenset[str]:
        """The groups in which any line is scored; the others have no points, not zero."""
        lines = (one.criterion for one in self.worked.lines.values())
        return frozenset(group.code for line in lines for group in self.track.above(line.group))

    def in_force(self, line: Criterion) -> EnteredScore | None:
        """Give the score of a line that is used: at the stage it was posted from."""
        one = self.worked.lines.get(line.code)
        if one is None:
            return None
        used = (e for e in self.entered if e.is_in_force and (e.criterion, e.stage) == (line.code, one.posted.stage))
        return next(used, None)

    def superseded(self, line: Criterion) -> list[EnteredScore]:
        """List the scores of a line that were corrected, or taken back, at the stage that is used."""
        one = self.worked.lines.get(line.code)
        stage = one.posted.stage if one else self.stage
        return [e for e in self.entered if not e.is_in_force and e.criterion == line.code and stage in {None, e.stage}]

    def grade(self) -> tuple[str | None, tuple[str, ...]]:
        """Give the grade that total and gates earn, before quotas, and the lines that shut a better one."""
        campaign, due = self.rules.campaign, self.track.due_points(self.month)
        if self.void is not None or not is_graded(campaign, len(self.worked.lines), self.missing, due):
            return None, ()
        posted = {code: one.posted for code, one in self.worked.lines.items()}
        earned, shut = grade_earned(campaign, self.worked.total, due, posted)
        return earned, tuple(line.code for line in self.track.criteria if line.code in shut)


def open_sheet(view: View, code: str, month: Month, stage: Stage | None) -> Sheet:
    """Gather one registration's month, at one stage or at the highest each line has; refuses a month outside."""
    who = registration_named(view.connection, view.number, code, day=view.today)
    rules = rules_of_month(view.connection, view.number, month)
    outside = list(in_campaign(rules.campaign, month))
    track = rules.campaign.track(who.track)
    if outside:
        raise RuleRefused(outside)
    if track is None:
        raise ValueError(who.track)
    campaigns = campaigns_looked_at(view.connection, view.number, rules.campaign, month)
    months = lines_posted(view.connection, (min(campaigns), month), who.id, stage=stage)
    tables = {at: table for at, one in campaigns.items() if (table := one.track(who.track)) is not None}
    worked = work(rules.campaign, track, month, months, tables)
    entered = scores_entered(view.connection, month, who.id)
    due = {line.code for line in track.due(month)}
    has_self = any(e.is_in_force and e.stage is Stage.SELF and e.criterion in due for e in entered)
    posted = {name: one.posted for name, one in worked.lines.items()}
    void = void_by(rules.campaign, posted, has_self_score=has_self)
    missing = tuple(c.code for c in track.due(month) if c.code not in worked.lines and not c.optional)
    return Sheet(rules, who, track, month, stage, worked, entered, missing, void)

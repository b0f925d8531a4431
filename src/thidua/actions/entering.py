"""Entering scores: each line checked, valued and compared with what is in force; shared by one score and a batch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from thidua.actions.receipts import Planned, Tally
from thidua.domain.campaign import Campaign
from thidua.domain.lookup import Directory
from thidua.domain.measures import MALFORMED, Rate
from thidua.domain.month import Month
from thidua.domain.points import rounded
from thidua.domain.recognition import in_campaign, scoreable
from thidua.domain.rules.value import Valued
from thidua.domain.score_table import Criterion
from thidua.domain.stages import Stage, unexplained
from thidua.errors import InputRefused, Misuse, Reason, RuleRefused, ThiduaError, because
from thidua.ledger.campaigns import criteria
from thidua.ledger.closings import closed_months
from thidua.ledger.recording import Recording
from thidua.ledger.registrations import Registrant, registration_named, registrations
from thidua.ledger.scores import Line, NewScore, ScoreInForce, ScoreValue, scores_in_force
from thidua.read.scores import ScoreRow
from thidua.rulesets import Rules, rules_of_month

FAR_OVER = 10  # a figure that many times what was due is noted: a decimal comma is easily lost


@dataclass(frozen=True)
class Entered:
    """A score ready to be stored, with what its receipt says; ``before`` is the one it supersedes.

    With ``is_new`` false just this is in force already, and there is nothing to store.
    """

    score: NewScore
    row: ScoreRow
    registration: str
    criterion: Criterion
    before: ScoreInForce | None
    is_new: bool


@dataclass(frozen=True)
class _MonthView:
    rules: Rules
    in_force: dict[Line, ScoreInForce]


class Desk:
    """What entering scores needs, read once for each month: rules, registrations, numbers, scores in force.

    ``only`` names the one registration that will be scored, so that a single score reads a single sheet.
    """

    def __init__(
        self, record: Recording, campaign: int, *, may_supersede: bool, tally: Tally, only: str | None = None
    ) -> None:
        connection = self._connection = record.connection
        self._campaign = campaign
        self._may_supersede = may_supersede
        day = record.occasion.today
        one = None if only is None else registration_named(connection, campaign, only, day=day)
        known = registrations(connection, campaign, day=day) if one is None else [one]
        self._only = None if one is None else one.id
        self._registrations = Directory(known, kind="registration")
        self._criteria = criteria(connection, campaign)
        self._closed = closed_months(connection, campaign)
        self._told_closed: set[Month] = set()
        self._months: dict[Month, _MonthView] = {}
        self._directories: dict[tuple[int, str], Directory[Criterion]] = {}
        self._seen: dict[tuple[Month, Line], ScoreRow] = {}
        self.tally = tally
        self.entered: list[Entered] = []
        self._unchanged: list[Entered] = []

    def take(self, rows: Iterable[ScoreRow]) -> None:
        """Check every row, keep what is to be stored, collect every refusal."""
        for row in rows:
            found = self._entered(row)
            if isinstance(found, ThiduaError):
                self.tally.refuse(found, row.place)
            else:
                self.entered.append(found)
        self._explained()
        for one in self.entered:
            outcome = "unchanged" if not one.is_new else "created" if one.before is None else "superseded"
            self.tally.count(outcome, one.row.place)
            self.tally.plan(_planned(one, outcome))
        self._unchanged = [one for one in self.entered if not one.is_new]
        self.entered = [one for one in self.entered if one.is_new]

    def take_one(self, row: ScoreRow) -> Entered:
        """Check one row, or refuse it; a value that cannot be read at all is a malformed argument."""
        self.take([row])
        reasons = [problem.reason for problem in self.tally.problems]
        if any(reason.code in MALFORMED for reason in reasons):
            raise Misuse(reasons)
        if reasons:
            raise self.tally.refusal()
        return [*self.entered, *self._unchanged][0]

    def campaign_of(self, month: Month) -> Campaign:
        """Give the campaign under the rules of a month."""
        return self._view(month).rules.campaign

    def _view(self, month: Month) -> _MonthView:
        if month not in self._months:
            rules = rules_of_month(self._connection, self._campaign, month)
            self._months[month] = _MonthView(
                rules, scores_in_force(self._connection, self._campaign, month, self._only)
            )
        return self._months[month]

    def _entered(self, row: ScoreRow) -> Entered | ThiduaError:
        view = self._view(row.month)
        who = self._registrations.find(row.registration)
        if isinstance(who, Reason):
            return InputRefused(who)
        unmet = [*self._shut(row.month), *scoreable(view.rules.campaign, who.candidacy, row.month)]
        if unmet:
            return RuleRefused(unmet)
        line = self._criterion(view.rules, who, row.criterion)
        if isinstance(line, Reason):
            return InputRefused(line)
        if not line.is_due(row.month):
            due = tuple(sorted(line.due))
            return RuleRefused(because("criterion-not-due", criterion=line.code, month=row.month, due=due))
        valued = line.value(row.value, who.unit_code) if row.value else None
        if isinstance(valued, Reason):
            return InputRefused(valued)
        return self._placed(row, who, line, valued, view)

    def _shut(self, month: Month) -> list[Reason]:
        closed = self._closed.get(month)
        return [] if closed is None else [because("month-closed", month=month, entry=closed.entry)]

    def _placed(
        self, row: ScoreRow, who: Registrant, line: Criterion, valued: Valued | None, view: _MonthView
    ) -> Entered | ThiduaError:
        key = (who.id, self._criteria[who.track, line.code], row.stage)
        if (row.month, key) in self._seen:
            first = str(self._seen[row.month, key].place)
            return InputRefused(because("score-repeats", code=who.code, criterion=line.code, first=first))
        self._seen[row.month, key] = row
        old = view.in_force.get(key)
        value = None if valued is None else ScoreValue(str(valued.measure), valued.points, valued.is_met)
        score = NewScore(row.month, *key, value, view.rules.ruleset.id, row.reason, row.note, old)
        one = Entered(score, row, who.code, line, old, is_new=True)
        if valued is not None and isinstance(valued.measure, Rate):
            self.tally.notes += _doubts(who.code, line.code, valued.measure)
        return self._compared(one)

    def _compared(self, one: Entered) -> Entered | ThiduaError:
        """Tell what is new from what is in force already, and refuse a difference nobody gave a reason for."""
        old, new, row = one.before, one.score.value, one.row
        if old is None:
            return one if new is not None else self._same(one)
        is_same = new is not None and (old.reported, old.points, old.is_met) == (new.reported, new.points, new.is_met)
        if is_same and row.note in {None, old.note}:
            return self._same(one)
        if self._may_supersede and row.reason:
            return one
        facts = {"code": one.registration, "criterion": one.criterion.code, "month": row.month}
        if is_same:
            return InputRefused(because("score-note-differs", **facts))
        if new is None:
            return InputRefused(because("score-take-back", **facts, before=old.reported))
        return InputRefused(because("score-differs", **facts, before=old.reported, value=new.reported))

    def _same(self, one: Entered) -> Entered:
        return replace(one, before=None, is_new=False)

    def _explained(self) -> None:
        """Refuse what leaves a stage different from the one before it without a reason, whichever came first.

        A later stage that is in force already is explained by the reason of the row that leaves it different.
        """
        entered = {(one.score.month, one.score.line): one.score for one in self.entered if one.is_new}
        self.entered = [one for one in self.entered if not one.is_new or self._is_explained(one, entered)]

    def _is_explained(self, one: Entered, entered: Mapping[tuple[Month, Line], NewScore]) -> bool:
        stages = self._stages(one.score, entered)
        present = {stage: reported for stage, (reported, _) in stages.items()}
        missing = []
        for stage, (reported, reason) in stages.items():
            line = (one.score.registration, one.score.criterion, stage)
            is_later = stage > one.score.stage and (one.score.month, line) not in entered
            if stage == one.score.stage or is_later:
                why = unexplained(stage, reported, present, reason or one.row.reason)
                if why is not None:
                    facts = {"code": one.registration, "criterion": one.criterion.code, **why.facts}
                    missing.append(Reason(why.code, facts))
        if missing:
            self.tally.refuse(InputRefused(missing), one.row.place)
        return not missing

    def _stages(
        self, score: NewScore, entered: Mapping[tuple[Month, Line], NewScore]
    ) -> dict[Stage, tuple[str, str | None]]:
        """Give what a line's stages say once everything here is stored, and the reason each gives."""
        in_force, found = self._view(score.month).in_force, {}
        for stage in Stage:
            line = (score.registration, score.criterion, stage)
            new, old = entered.get((score.month, line)), in_force.get(line)
            if new is not None and new.value is not None:
                found[stage] = (new.value.reported, new.reason)
            elif new is None and old is not None:
                found[stage] = (old.reported, old.reason)
        return found

    def _criterion(self, rules: Rules, who: Registrant, code: str) -> Criterion | Reason:
        key = (rules.ruleset.id, who.track)
        if key not in self._directories:
            track = rules.campaign.track(who.track)
            self._directories[key] = Directory(track.criteria if track else (), kind="line")
        return self._directories[key].find(code)


def _planned(one: Entered, outcome: str) -> Planned:
    about = f"{one.registration} {one.criterion.code} {one.row.month} {one.row.stage.word}"
    value, before = one.score.value, one.score.replaced
    told = None if value is None else f"{value.reported} = {value.points}"
    return Planned(str(one.row.place), outcome, about, told, None if before is None else before.reported)


def _doubts(code: str, criterion: str, rate: Rate) -> list[Reason]:
    """Note a percentage that its counts contradict, and a figure that looks as if a decimal comma were lost."""
    found = [_disagreement(code, criterion, rate)] if rate.disagrees() else []
    if rate.part >= FAR_OVER * rate.whole > 0:
        found.append(because("figure-far-over", code=code, criterion=criterion, reported=str(rate)))
    return found


def _disagreement(code: str, criterion: str, rate: Rate) -> Reason:
    stated = None if rate.stated is None else rounded(rate.stated)
    counts = str(rate).partition(" =")[0]
    exact = rounded(rate.share * 100) if rate.whole else None
    return because("rate-disagrees", code=code, criterion=criterion, stated=stated, counts=counts, exact=exact)


def refuse_outside(campaign: Campaign, month: Month) -> None:
    """Refuse a month that is not of the campaign."""
    outside = list(in_campaign(campaign, month))
    if outside:
        raise RuleRefused(outside)

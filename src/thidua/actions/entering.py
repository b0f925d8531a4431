"""Entering scores: each line checked, valued and compared with what is in force; shared by one score and a batch."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.actions.receipts import Tally
from thidua.domain.campaign import Campaign, Criterion
from thidua.domain.lookup import Directory
from thidua.domain.month import Month
from thidua.domain.points import Points
from thidua.domain.recognition import in_campaign, scoreable
from thidua.domain.scoring import measure_points
from thidua.errors import InputRefused, Place, Problem, Reason, RuleRefused, because
from thidua.ledger.campaigns import criteria
from thidua.ledger.recording import Recording
from thidua.ledger.registrations import Registrant, registration_named, registrations
from thidua.ledger.scores import Line, NewScore, ScoreInForce, scores_in_force
from thidua.read.scores import ScoreRow
from thidua.rulesets import Rules, rules_of_month


@dataclass(frozen=True)
class Entered:
    """A score ready to be stored, with what its receipt says; ``before`` are the points it supersedes.

    With ``is_new`` false just this is in force already, and there is nothing to store.
    """

    score: NewScore
    registration: str
    criterion: Criterion
    before: Points | None
    is_new: bool


@dataclass(frozen=True)
class _MonthView:
    rules: Rules
    in_force: dict[Line, ScoreInForce]


class Desk:
    """What entering scores needs, read once for each month: rules, registrations, numbers, scores in force.

    ``only`` names the one registration that will be scored, so that a single score reads a single sheet.
    """

    def __init__(self, record: Recording, campaign: int, *, may_supersede: bool, only: str | None = None) -> None:
        connection = self._connection = record.connection
        self._campaign = campaign
        self._may_supersede = may_supersede
        day = record.occasion.today
        one = None if only is None else registration_named(connection, campaign, only, day=day)
        known = registrations(connection, campaign, day=day) if one is None else [one]
        self._only = None if one is None else one.id
        self._registrations = Directory(known, kind="registration")
        self._criteria = criteria(connection, campaign)
        self._months: dict[Month, _MonthView] = {}
        self._directories: dict[tuple[int, str], Directory[Criterion]] = {}
        self._seen: dict[tuple[Month, int, int], int] = {}
        self.tally = Tally()
        self.entered: list[Entered] = []
        self._refused_by_rule_only = True

    def take(self, rows: Iterable[ScoreRow], *, file: str | None) -> None:
        """Check every row, keep what is to be stored, collect every refusal."""
        for row in rows:
            self.tally.rows += 1
            place = Place(file, row.line) if file else None
            found = self._entered(row)
            if not isinstance(found, Entered):
                self.tally.problems += [Problem(reason, place) for reason in found]
            elif not found.is_new:
                self.tally.unchanged += 1
            else:
                self.tally.created += found.before is None
                self.tally.superseded += found.before is not None
                self.entered.append(found)

    def take_one(self, row: ScoreRow) -> Entered:
        """Check one row, or refuse it."""
        found = self._entered(row)
        if isinstance(found, Entered):
            return found
        raise (RuleRefused if self._refused_by_rule_only else InputRefused)(found)

    def refuse_all_if_any(self) -> None:
        """Raise every refusal collected: exit 5 when only rules refused, 3 when the input itself is wrong."""
        if self.tally.problems:
            raise (RuleRefused if self._refused_by_rule_only else InputRefused)(self.tally.problems)

    def campaign_of(self, month: Month) -> Campaign:
        """Give the campaign under the rules of a month."""
        return self._view(month).rules.campaign

    def _view(self, month: Month) -> _MonthView:
        if month not in self._months:
            rules = rules_of_month(self._connection, self._campaign, month)
            self._months[month] = _MonthView(rules, scores_in_force(self._connection, month, self._only))
        return self._months[month]

    def _entered(self, row: ScoreRow) -> Entered | list[Reason]:
        view = self._view(row.month)
        who = self._registrations.find(row.registration)
        if isinstance(who, Reason):
            return self._wrong(who)
        unmet = scoreable(view.rules.campaign, who.candidacy, row.month)
        if unmet:
            return unmet
        line = self._criterion(view.rules, who, row.criterion)
        if isinstance(line, Reason):
            return self._wrong(line)
        if not line.is_due(row.month):
            return [because("criterion-not-due", criterion=line.code, month=row.month, due=tuple(sorted(line.due)))]
        measured = measure_points(line, row.value)
        if isinstance(measured, Reason):
            return self._wrong(measured)
        return self._placed(row, who, line, measured, view)

    def _placed(
        self, row: ScoreRow, who: Registrant, line: Criterion, measured: tuple[str, Points], view: _MonthView
    ) -> Entered | list[Reason]:
        number = self._criteria[who.track, line.code]
        key = (row.month, who.id, number)
        if key in self._seen:
            return self._wrong(because("score-repeats", code=who.code, criterion=line.code, first=self._seen[key]))
        self._seen[key] = row.line
        old = view.in_force.get((who.id, number))
        reported, points = measured
        score = NewScore(row.month, who.id, number, reported, points, view.rules.ruleset.id, row.note, old)
        if old is None:
            return Entered(score, who.code, line, None, is_new=True)
        is_same = (old.reported, old.points) == measured
        if is_same and row.note in {None, old.note}:
            return Entered(score, who.code, line, None, is_new=False)
        if not self._may_supersede:
            facts = {"code": who.code, "criterion": line.code, "month": row.month}
            if is_same:
                return self._wrong(because("score-note-differs", **facts))
            return self._wrong(because("score-differs", **facts, before=old.points, value=points))
        return Entered(score, who.code, line, old.points, is_new=True)

    def _criterion(self, rules: Rules, who: Registrant, code: str) -> Criterion | Reason:
        key = (rules.ruleset.id, who.track)
        if key not in self._directories:
            track = rules.campaign.track(who.track)
            self._directories[key] = Directory(track.criteria if track else (), kind="line")
        return self._directories[key].find(code)

    def _wrong(self, reason: Reason) -> list[Reason]:
        self._refused_by_rule_only = False
        return [reason]


def refuse_outside(campaign: Campaign, month: Month) -> None:
    """Refuse a month that is not of the campaign."""
    outside = list(in_campaign(campaign, month))
    if outside:
        raise RuleRefused(outside)

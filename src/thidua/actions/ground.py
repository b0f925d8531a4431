"""What scores are judged by, read once: the rules of each month, who is registered, which lines there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thidua.domain.campaign import Campaign
from thidua.domain.lookup import Directory
from thidua.domain.measures import Rate
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.domain.points import rounded
from thidua.domain.recognition import in_campaign, scoreable
from thidua.domain.rules.value import Valued
from thidua.domain.score_table import Criterion
from thidua.errors import InputRefused, Reason, RuleRefused, ThiduaError, because
from thidua.ledger.campaigns import StoredRuleset, criteria, rulesets
from thidua.ledger.closings import closed_months
from thidua.ledger.database import Connection
from thidua.ledger.registrations import (
    Countable,
    Registrant,
    countable,
    registration_named,
    registration_numbers,
    registrations,
)
from thidua.ledger.scores import ScoreValue
from thidua.read.scores import ScoreRow
from thidua.rulesets import Rules, rules_of_month, rules_on, understood

FAR_OVER = 10  # a figure that many times what was due is noted: a decimal comma is easily lost


@dataclass(frozen=True)
class Judged:
    """A result that the rules take: whose, of which line, and what it comes to (None when nothing is reported)."""

    who: Registrant | Countable
    line: Criterion
    criterion: int
    ruleset: int
    value: ScoreValue | None
    doubts: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Unfit:
    """A result that is not taken, and which of its cells is at fault: the column of a long file.

    ``is_by_rule`` when the procedure refuses it, and not the input itself.
    """

    reasons: Sequence[Reason]
    column: str
    is_by_rule: bool = False

    def error(self) -> ThiduaError:
        """Give the refusal."""
        return (RuleRefused if self.is_by_rule else InputRefused)(self.reasons)


class Ground:
    """What results are judged by; ``only`` names the one registration they will be of, so that no other is read."""

    def __init__(self, connection: Connection, occasion: Occasion, campaign: int, *, only: str | None = None) -> None:
        self._connection = connection
        self.campaign = campaign
        self.day = occasion.today
        self._only = only
        self._criteria = criteria(connection, campaign)
        self._closed = closed_months(connection, campaign)
        self._rules: dict[Month, Rules] = {}
        self._lines: dict[tuple[int, str], Directory[Criterion]] = {}
        self._every: dict[int, list[Directory[Criterion]]] = {}
        self._by_unit: dict[tuple[Month, str], bool] = {}
        self._registrations: dict[str, Registrant] | None = None
        self._directory: Directory[Registrant] | None = None
        self._asked: tuple[str, Month] | None = None
        self._answer: list[Reason] = []

    def go_on_with(self, connection: Connection) -> None:
        """Read what is still to be read through another connection, to a ledger that has not changed."""
        self._connection = connection

    def rules(self, month: Month) -> Rules:
        """Give the rules of a month."""
        if month not in self._rules:
            self._rules[month] = rules_of_month(self._connection, self.campaign, month)
        return self._rules[month]

    def campaign_of(self, month: Month) -> Campaign:
        """Give the campaign under the rules of a month."""
        return self.rules(month).campaign

    def shut(self, month: Month) -> list[Reason]:
        """Say that a month is closed."""
        closed = self._closed.get(month)
        return [] if closed is None else [because("month-closed", month=month, entry=closed.entry)]

    def find(self, text: str) -> Registrant | Reason:
        """Find a registration by its code, else by its name."""
        if self._only is not None:
            return registration_named(self._connection, self.campaign, self._only, day=self.day)
        if self._registrations is None:
            known = registrations(self._connection, self.campaign, day=self.day)
            self._registrations = {one.code: one for one in known}
        if text in self._registrations:
            return self._registrations[text]
        if self._directory is None:  # a key for each of a hundred thousand names takes seconds
            self._directory = Directory(self._registrations.values(), kind="registration")
        return self._directory.find(text)

    def line(self, month: Month, track: str, text: str) -> Criterion | Reason:
        """Find a line of a track under the rules of a month."""
        rules = self.rules(month)
        key = (rules.ruleset.id, track)
        if key not in self._lines:
            found = rules.campaign.track(track)
            self._lines[key] = Directory(found.criteria if found else (), kind="line")
        return self._lines[key].find(text)

    def named_nowhere(self, text: str) -> Reason | None:
        """Say that a heading names no line of any track under any rules of the campaign; None when it names one."""
        last, *earlier = reversed(rulesets(self._connection, self.campaign))
        for ruleset in (last, *earlier):
            if any(lines.named(text) for lines in self._headings(ruleset)):
                return None
        reasons = [one for lines in self._headings(last) if isinstance(one := lines.find(text), Reason)]
        return next((one for one in reasons if "candidates" in one.facts), reasons[0])

    def _headings(self, ruleset: StoredRuleset) -> list[Directory[Criterion]]:
        """Give the lines of every track under some rules."""
        if ruleset.id not in self._every:
            tracks = understood(ruleset).campaign.tracks
            self._every[ruleset.id] = [Directory(track.criteria, kind="heading") for track in tracks]
        return self._every[ruleset.id]

    def judged(self, row: ScoreRow) -> Judged | Unfit:
        """Judge one result: whose it is, whether that month takes it, what it comes to."""
        who = self.find(row.registration)
        if isinstance(who, Reason):
            return Unfit([who], "registration")
        unmet = self._unmet(who, row.month)
        if unmet:
            return Unfit(unmet, "month", is_by_rule=True)
        return self.valued(who, row)

    def _unmet(self, who: Registrant, month: Month) -> list[Reason]:
        if self._asked != (who.code, month):  # the lines of one registration follow each other
            self._asked = (who.code, month)
            self._answer = [*self.shut(month), *scoreable(self.campaign_of(month), who.candidacy, month)]
        return self._answer

    def valued(self, who: Registrant | Countable, row: ScoreRow) -> Judged | Unfit:
        """Judge the result of somebody who counts in its month: whether there is such a line, what it comes to."""
        line = self.line(row.month, who.track, row.criterion)
        if isinstance(line, Reason):
            return Unfit([line], "criterion")
        if not line.is_due(row.month):
            due = tuple(sorted(line.due))
            reason = because("criterion-not-due", criterion=line.code, month=row.month, due=due)
            return Unfit([reason], "criterion", is_by_rule=True)
        valued = line.value(row.value, who.unit_code) if row.value else None
        if isinstance(valued, Reason):
            return Unfit([valued], "value")
        number, ruleset = self._criteria[who.track, line.code], self.rules(row.month).ruleset.id
        return Judged(who, line, number, ruleset, _value(valued), tuple(_doubts(who.code, line.code, valued)))

    def criterion_numbers(self) -> list[int]:
        """Give the number of every line of the campaign, in order."""
        return sorted(self._criteria.values())

    def registration_numbers(self) -> Sequence[int]:
        """Give the number of every registration of the campaign, in order."""
        return registration_numbers(self._connection, self.campaign)

    @property
    def first_month(self) -> Month:
        """The first month there can be scores of."""
        return rules_on(self._connection, self.campaign, self.day).campaign.first_month

    def countable(self, month: Month) -> Iterator[Countable]:
        """Go through those who may be scored in a month."""
        if not self.shut(month) and not list(in_campaign(self.campaign_of(month), month)):
            yield from countable(self._connection, self.campaign, month, day=self.day)

    def is_by_unit(self, month: Month, track: str) -> bool:
        """True when a line of a track comes to other points for other units."""
        if (month, track) not in self._by_unit:
            found = self.campaign_of(month).track(track)
            self._by_unit[month, track] = found is not None and any(line.is_by_unit for line in found.criteria)
        return self._by_unit[month, track]


def _value(valued: Valued | None) -> ScoreValue | None:
    return None if valued is None else ScoreValue(str(valued.measure), valued.points, valued.is_met)


def _doubts(code: str, criterion: str, valued: Valued | None) -> list[Reason]:
    """Note a percentage that its counts contradict, and a figure that looks as if a decimal comma were lost."""
    rate = None if valued is None else valued.measure
    if not isinstance(rate, Rate):
        return []
    found = [_disagreement(code, criterion, rate)] if rate.disagrees() else []
    if rate.part >= FAR_OVER * rate.whole > 0:
        found.append(because("figure-far-over", code=code, criterion=criterion, reported=str(rate)))
    return found


def _disagreement(code: str, criterion: str, rate: Rate) -> Reason:
    stated = None if rate.stated is None else rounded(rate.stated)
    counts = str(rate).partition(" =")[0]
    exact = rounded(rate.share * 100) if rate.whole else None
    return because("rate-disagrees", code=code, criterion=criterion, stated=stated, counts=counts, exact=exact)

"""Each rule of a score table in one line, as it stands beside the points it made."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from thidua.domain.points import Points, decimal_text, rounded
from thidua.domain.ranking import Better
from thidua.domain.rules import Rule
from thidua.domain.rules.cases import Bonus, Deduct, Per
from thidua.domain.rules.given import ExclusiveBonus, Levels, MetOrNot, Option, PointsGiven
from thidua.domain.rules.intervals import Interval
from thidua.domain.rules.rates import AllOrNothing, Reading, StepBonus, Tier, Tiers, TwoWay
from thidua.domain.rules.targets import Attainment, Bands, Targets
from thidua.domain.rules.value import Direction
from thidua.domain.score_table import WHOLE_WEIGHT, Cap
from thidua.words.language import Language
from thidua.words.terms import term


def described(language: Language, rule: Rule) -> str:
    """Say a rule with its numbers."""
    told = _TOLD[type(rule)](language, rule)
    counting = getattr(rule, "counting", None)
    if counting is None or counting.direction is Direction.BASE:
        return told
    capped = _at_most(language, counting.cap)
    return f"{told} ({term(language, 'direction', counting.direction)}{capped})"


def cap_told(language: Language, cap: Cap) -> str:
    """Say what a cap caps, at how much, over how long."""
    return language.say(
        "{of} at most {most} a {over}",
        of=term(language, "cap", cap.of),
        most=cap.most,
        over=term(language, "over", cap.over),
    )


def share_told(language: Language, share: Fraction) -> str:
    """Write a share as a percentage: ``85 %``, ``66,67 %``."""
    return f"{language.show(rounded(share * 100))} %"


def weight_told(language: Language, weight: int) -> str:
    """Write a weight as a percentage."""
    return share_told(language, Fraction(weight, WHOLE_WEIGHT))


def _at_most(language: Language, cap: Points | None) -> str:
    return "" if cap is None else language.say(", at most {cap}", cap=cap)


def _points(language: Language, rule: PointsGiven) -> str:
    return term(language, "rule", rule.kind)


def _met(language: Language, rule: MetOrNot) -> str:
    if rule.otherwise.hundredths:
        return language.say("met or not; {otherwise} when not", otherwise=rule.otherwise)
    return term(language, "rule", rule.kind)


def _all_or_nothing(language: Language, rule: AllOrNothing) -> str:
    return language.say("all at {at}, else {otherwise}", at=rule.at.text, otherwise=rule.otherwise)


def _deduct(language: Language, rule: Deduct) -> str:
    cap = _at_most(language, rule.cap)
    if rule.per is Per.PERIOD:
        return language.say("{each} off for each missed period{cap}", each=rule.each, cap=cap)
    told = language.say("{each} off for each case{cap}", each=rule.each, cap=cap)
    return language.say("{rule}, waived cases apart", rule=told) if rule.waiver else told


def _bonus(language: Language, rule: Bonus) -> str:
    return language.say("{each} for each case{cap}", each=rule.each, cap=_at_most(language, rule.cap))


def _attainment(language: Language, rule: Attainment) -> str:
    told = language.say(
        "in proportion to {target}, at most {cap} of the points",
        target=_target(language, rule.targets, rule.better),
        cap=share_told(language, rule.cap),
    )
    if not rule.least:
        return told
    return language.say("{rule}; nothing below {least}", rule=told, least=share_told(language, rule.least))


def _target(language: Language, targets: Targets, better: Better) -> str:
    is_lower = better is Better.LOWER
    told = language.say("a target to keep below") if is_lower else language.say("a target to reach")
    if targets.everyone is not None:
        number = decimal_text(targets.everyone)
        return f"{told} ({number.replace('.', ',') if language.code == 'vi' else number})"
    return language.say("{target}, of each unit", target=told) if targets.by_unit else told


def _bands(language: Language, rule: Bands) -> str:
    plan = language.say("no plan: {points}", points=rule.no_plan)
    target = _target(language, rule.targets, rule.better)
    return language.say("attainment of {target}: {bands}", target=target, bands=_tiers_told(language, rule.bands, plan))


def _tiers(language: Language, rule: Tiers) -> str:
    return _tiers_told(language, rule.tiers)


def _tiers_told(language: Language, tiers: tuple[Tier, ...], *more: str) -> str:
    parts = [f"{tier.name or _interval(language, tier.interval)}: {language.show(tier.points)}" for tier in tiers]
    return "; ".join([*more, *parts])


def _interval(language: Language, interval: Interval) -> str:
    low = None if interval.low is None else share_told(language, interval.low)
    high = None if interval.high is None else share_told(language, interval.high)
    low_sign, high_sign = "≥" if interval.low_closed else ">", "≤" if interval.high_closed else "<"
    ends = [f"{low_sign} {low}" if low else "", f"{high_sign} {high}" if high else ""]
    return " ".join(end for end in ends if end)


def _two_way(language: Language, rule: TwoWay) -> str:
    parts = []
    for one in rule.classes:
        low, high = (None if end is None else decimal_text(end) for end in (one.size.low, one.size.high))
        size = language.say("{low} and more", low=low) if high is None else f"{low}–{high}"
        parts.append(f"{size} [{_tiers_told(language, one.tiers)}]")
    return "; ".join(parts)


def _step_bonus(language: Language, rule: StepBonus) -> str:
    facts = {
        "each": rule.each,
        "above": share_told(language, rule.above),
        "step": share_told(language, rule.step),
        "cap": _at_most(language, rule.cap),
    }
    if rule.reading is Reading.ON_PASSING:
        return language.say("{each} above {above}, {each} for each further {step}{cap}", **facts)
    return language.say("{each} for each whole {step} above {above}{cap}", **facts)


def _options(language: Language, options: tuple[Option, ...]) -> str:
    return "; ".join(f"{one.name}: {language.show(one.points)}" for one in options)


def _levels(language: Language, rule: Levels) -> str:
    return _options(language, rule.levels)


def _exclusive(language: Language, rule: ExclusiveBonus) -> str:
    return language.say("one of: {options}", options=_options(language, rule.options))


_TOLD: Mapping[type, Callable[[Language, Any], str]] = {
    PointsGiven: _points,
    MetOrNot: _met,
    AllOrNothing: _all_or_nothing,
    Deduct: _deduct,
    Bonus: _bonus,
    Attainment: _attainment,
    Bands: _bands,
    Tiers: _tiers,
    TwoWay: _two_way,
    StepBonus: _step_bonus,
    Levels: _levels,
    ExclusiveBonus: _exclusive,
}

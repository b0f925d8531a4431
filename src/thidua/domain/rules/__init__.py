"""Every rule by which a reported measure becomes points: values in, values out, one small class for each kind.

A rule's ``value`` takes the text reported, the line's base points and the unit's code, and gives the measure valued or
the reason it is refused. What looks at other lines (conditions, caps of groups, weights) is not here.
"""

from typing import TypeAlias

from thidua.domain.rules.cases import Bonus, Deduct
from thidua.domain.rules.given import ExclusiveBonus, Levels, MetOrNot, PointsGiven
from thidua.domain.rules.rates import AllOrNothing, StepBonus, Tiers, TwoWay
from thidua.domain.rules.targets import Attainment, Bands

Rule: TypeAlias = (
    PointsGiven
    | MetOrNot
    | AllOrNothing
    | Deduct
    | Bonus
    | Attainment
    | Bands
    | Tiers
    | StepBonus
    | TwoWay
    | ExclusiveBonus
    | Levels
)

KINDS: tuple[str, ...] = tuple(
    rule.kind
    for rule in (
        PointsGiven,
        MetOrNot,
        AllOrNothing,
        Deduct,
        Bonus,
        Attainment,
        Bands,
        Tiers,
        StepBonus,
        TwoWay,
        ExclusiveBonus,
        Levels,
    )
)

__all__ = ["KINDS", "Rule"]

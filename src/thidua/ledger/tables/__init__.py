"""The ledger's tables: columns, keys and checks, nothing else. These rows are not rules and leave this folder never.

Every table of ``FACTS`` is append-only and in the chain: its rows name the entry that wrote them. ``PersonName`` is
outside the chain, so that a name can be forgotten without breaking it. Months are ordinals (year * 12 + month - 1),
points whole hundredths, dates ISO text; every table is STRICT.
"""

from sqlmodel import SQLModel

from thidua.ledger.tables.journal import Entry, Person, PersonName
from thidua.ledger.tables.register import CampaignRow, ContentItem, CriterionRow, Registration, Ruleset, Unit, UnitState
from thidua.ledger.tables.results import (
    Ballot,
    Evaluation,
    EvaluationPart,
    MonthRuleset,
    Score,
    SittingRow,
    StandingGate,
    StandingGroup,
    StandingMissing,
    StandingMonth,
    StandingPillar,
    StandingRow,
)
from thidua.ledger.tables.steps import (
    Commendation,
    DecisionRow,
    LearningRow,
    Publicity,
    Recognition,
    Review,
    ReviewMinutes,
)

FACTS: tuple[type[SQLModel], ...] = (
    Entry,
    Person,
    CampaignRow,
    Ruleset,
    CriterionRow,
    Unit,
    UnitState,
    Registration,
    ContentItem,
    Score,
    MonthRuleset,
    Evaluation,
    EvaluationPart,
    StandingRow,
    StandingPillar,
    StandingGroup,
    StandingMissing,
    StandingGate,
    StandingMonth,
    SittingRow,
    Ballot,
    DecisionRow,
    Commendation,
    Publicity,
    LearningRow,
    Review,
    ReviewMinutes,
    Recognition,
)

__all__ = [
    "FACTS",
    "Ballot",
    "CampaignRow",
    "Commendation",
    "ContentItem",
    "CriterionRow",
    "DecisionRow",
    "Entry",
    "Evaluation",
    "EvaluationPart",
    "LearningRow",
    "MonthRuleset",
    "Person",
    "PersonName",
    "Publicity",
    "Recognition",
    "Registration",
    "Review",
    "ReviewMinutes",
    "Ruleset",
    "Score",
    "SittingRow",
    "StandingGate",
    "StandingGroup",
    "StandingMissing",
    "StandingMonth",
    "StandingPillar",
    "StandingRow",
    "Unit",
    "UnitState",
]

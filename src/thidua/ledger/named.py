"""The ledger's tables as statements name them: columns, keys and references, read from the schema as it was frozen.

They are defined once, by the classes of ``tables``, and frozen with each version. Loading those classes takes longer
than all a small command does, so they are loaded where a ledger is made; a test holds both to be the same.
"""

import re
from dataclasses import dataclass
from functools import cache, cached_property

from thidua.ledger.database import SCHEMA_VERSION, statement

_COLUMN = re.compile(r'(?:^|, )"?(\w+)"? (?:INTEGER|TEXT)')
_KEY = re.compile(r"PRIMARY KEY \(([^)]*)\)")
_REFERENCE = re.compile(r"FOREIGN KEY\((\w+)\) REFERENCES (\w+) \((\w+)\)")


@dataclass(frozen=True)
class LedgerTable:
    """A table by its name."""

    name: str

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Its columns, in order."""
        return tuple(_COLUMN.findall(self._made.partition(", PRIMARY KEY")[0]))

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The columns of its primary key, in order."""
        found = _KEY.search(self._made)
        if found is None:
            raise ValueError(self.name)
        return tuple(found[1].split(", "))

    @cached_property
    def references(self) -> tuple[tuple[str, str, str], ...]:
        """What it refers to: its column, the other table, the column there."""
        return tuple(_REFERENCE.findall(self._made))

    @cached_property
    def _made(self) -> str:
        """What stands between the brackets of the statement that makes it."""
        start = f"CREATE TABLE {self.name} ( "
        made = next(line for line in frozen_schema(SCHEMA_VERSION) if line.startswith(start))
        return made.removeprefix(start)


@cache
def frozen_schema(version: int) -> tuple[str, ...]:
    """Give the schema that a version had when it was released, each statement in one line."""
    return tuple(line.removesuffix(";") for line in statement(f"schema/{version}").splitlines())


Entry = LedgerTable("entry")
Person = LedgerTable("person")
PersonName = LedgerTable("person_name")
Forgotten = LedgerTable("forgotten")
Voided = LedgerTable("voided")
MonthClosing = LedgerTable("month_closing")
CampaignRow = LedgerTable("campaign")
Ruleset = LedgerTable("ruleset")
CriterionRow = LedgerTable("criterion")
Unit = LedgerTable("unit")
UnitState = LedgerTable("unit_state")
Registration = LedgerTable("registration")
ContentItem = LedgerTable("content_item")
Score = LedgerTable("score")
MonthRuleset = LedgerTable("month_ruleset")
Evaluation = LedgerTable("evaluation")
EvaluationPart = LedgerTable("evaluation_part")
StandingRow = LedgerTable("standing")
StandingPillar = LedgerTable("standing_pillar")
StandingGroup = LedgerTable("standing_group")
StandingMissing = LedgerTable("standing_missing")
StandingGate = LedgerTable("standing_gate")
StandingMonth = LedgerTable("standing_month")
SittingRow = LedgerTable("sitting")
Ballot = LedgerTable("ballot")
DecisionRow = LedgerTable("decision")
Commendation = LedgerTable("commendation")
Publicity = LedgerTable("publicity")
LearningRow = LedgerTable("learning")
Review = LedgerTable("review")
ReviewMinutes = LedgerTable("review_minutes")
Recognition = LedgerTable("recognition")
Withdrawal = LedgerTable("withdrawal")

# append-only and in the chain, in the order in which they are read and shown
FACTS = (
    Entry,
    Person,
    Forgotten,
    Voided,
    MonthClosing,
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
    Withdrawal,
)

"""Evaluations: each is computed again from the facts it saw, under its ruleset and stage, and compared row by row."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from thidua.audit.deriving import deriving
from thidua.audit.naming import Names, names_of
from thidua.domain.month import Month, months_between
from thidua.domain.recognition import in_campaign
from thidua.domain.stages import Stage
from thidua.ledger.campaigns import ruleset_of_month
from thidua.ledger.database import Connection
from thidua.ledger.recording import Cells
from thidua.ledger.sight import looking_back
from thidua.ledger.standings import last_of_months, period_cells
from thidua.ledger.verifying import Finding, Gathered
from thidua.ledger.verifying.facts import (
    EvaluationRow,
    evaluation_rows,
    result_columns,
    result_key,
    result_rows,
)
from thidua.rulesets import Rules, rules_numbered
from thidua.rulesets.computing import month_computed, period_computed

_TABLES = (
    "standing",
    "standing_pillar",
    "standing_group",
    "standing_missing",
    "standing_gate",
    "standing_month",
    "evaluation_part",
)


def check_evaluations(connection: Connection, gathered: Gathered) -> int:
    """Compute every evaluation again, as of the entry before its own."""
    rows, names = evaluation_rows(connection), names_of(connection)
    with looking_back(connection) as at:
        for row in rows:
            with deriving(gathered, "evaluation", entry=row.entry, key=row.id):
                at(row.entry - 1)
                _check(connection, row, names, gathered)
    return len(rows)


def _check(connection: Connection, row: EvaluationRow, names: Names, gathered: Gathered) -> None:
    month, rules = Month(row.month), rules_numbered(connection, row.ruleset)
    # a month that is none of the campaign's is not derived from: there may be years upon years of them
    outside = [*in_campaign(rules.campaign, Month(row.first)), *in_campaign(rules.campaign, month)]
    if outside:
        gathered.shut("evaluation", row.entry, row.id, outside)
        return
    said = {
        "evaluation-upto": (row.entry - 1, row.upto),
        "evaluation-number": (row.before + 1, row.number),
        "evaluation-ruleset": (ruleset_of_month(connection, row.campaign, month).id, row.ruleset),
    }
    for code, (expected, found) in said.items():
        if expected != found:
            gathered.add(Finding(code, "evaluation", row.entry, row.id, expected=expected, found=found))
    derived = (_month if row.is_of_month else _period)(connection, row, rules)
    if derived is None:
        gathered.add(Finding("evaluation-of-nobody", "evaluation", entry=row.entry, key=row.id))
        return
    if derived.digest != row.digest:
        gathered.add(
            Finding(
                "evaluation-digest",
                "evaluation",
                entry=row.entry,
                key=row.id,
                expected=derived.digest,
                found=row.digest,
            )
        )
    for table in _TABLES:
        comparison = _Comparison(row, table, names, gathered)
        comparison.tell(derived.rows.get(table, ()), result_rows(connection, table, row.id))


@dataclass(frozen=True)
class _Derived:
    """What an evaluation should be: its digest, and its rows by table."""

    digest: str
    rows: Mapping[str, Iterable[Cells]]


def _month(connection: Connection, row: EvaluationRow, rules: Rules) -> _Derived | None:
    stage = Stage(row.stage) if row.stage else None
    found = month_computed(connection, row.campaign, rules, Month(row.month), stage=stage)
    if found is None:
        return None
    one = found.computed
    rows: dict[str, Iterable[Cells]] = {
        "standing": one.standings,
        "standing_pillar": one.pillars,
        "standing_group": one.groups,
        "standing_missing": one.missing,
        "standing_gate": one.gates,
    }
    return _Derived(one.digest(rules.ruleset.digest, stage), rows)


def _period(connection: Connection, row: EvaluationRow, rules: Rules) -> _Derived:
    span = (Month(row.first), Month(row.month))
    last = last_of_months(connection, row.campaign, tuple(months_between(*span)))
    made = {at: one.id for at, one in last.items()}
    period = period_computed(connection, row.campaign, rules, span, made)
    cells = period_cells(period.rows)
    rows: dict[str, Iterable[Cells]] = {
        "standing": cells.standings,
        "standing_month": cells.months,
        "standing_gate": cells.gates,
        "evaluation_part": [(at.ordinal, part) for at, part in sorted(made.items())],
    }
    return _Derived(period.digest, rows)


@dataclass(frozen=True)
class _Comparison:
    """The rows of one table of an evaluation, derived and stored, in the order of the key: what differs is told."""

    row: EvaluationRow
    table: str
    names: Names
    gathered: Gathered

    def tell(self, derived: Iterable[Cells], stored: Iterator[Cells]) -> None:
        """Go through both: rows that differ, are missing, or should not be there."""
        columns, length = result_columns(self.table), len(result_key(self.table))
        ours, theirs = iter(derived), iter(stored)
        mine, yours = next(ours, None), next(theirs, None)
        while mine is not None or yours is not None:
            if mine is not None and yours is not None and tuple(mine[:length]) == tuple(yours[:length]):
                if tuple(mine) != tuple(yours):
                    pairs = zip(columns, mine, yours, strict=True)
                    unlike = [(name, a, b) for name, a, b in pairs if a != b]
                    expected, found = ({name: value for name, *both in unlike for value in [both[at]]} for at in (0, 1))
                    self._add("standing-differs", mine[:length], expected, found)
                mine, yours = next(ours, None), next(theirs, None)
            elif yours is None or (mine is not None and tuple(mine[:length]) < tuple(yours[:length])):
                told = dict(zip(columns, mine or (), strict=False))
                self._add("standing-missing", (mine or ())[:length], told, {})
                mine = next(ours, None)
            else:
                told = dict(zip(columns, yours, strict=False))
                self._add("standing-invented", yours[:length], {}, told)
                yours = next(theirs, None)

    def _add(self, code: str, key: Cells, expected: Mapping[str, object], found: Mapping[str, object]) -> None:
        row, place = self.row, self.names.cells(result_columns(self.table), key)
        sides = [self.names.cells(side, side.values()) or None for side in (expected, found)]
        told = f"evaluation {row.id} of {Month(row.month)}, {place}"
        self.gathered.add(Finding(code, self.table, entry=row.entry, key=told, expected=sides[0], found=sides[1]))

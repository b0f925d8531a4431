"""A month evaluated set-wise: a fixed number of statements over work tables, however many lines and registrations.

The same rule stands in ``domain.evaluation``; a test holds the two together. The work tables are those of ``layout``.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, text

from thidua.domain.campaign import Campaign
from thidua.domain.grading import Beyond, GradesOf, Judged
from thidua.domain.month import Month
from thidua.domain.quotas import Quota, QuotaOf, QuotaTies
from thidua.domain.ranking import Better, Incomplete, Ties
from thidua.domain.stages import Stage
from thidua.ledger.database import statement
from thidua.ledger.layout import TABLES, Layout, Watched, work_table
from thidua.ledger.recording import Cell, Cells, canonical_row, joined_columns
from thidua.ledger.registrations import Countable, Registrant
from thidua.ledger.results import (
    GATES,
    GROUPS,
    MISSING,
    PILLARS,
    RESULTS,
    STANDINGS,
    Columns,
    Result,
    written_by_columns,
)

_KEPT = frozenset({"registrant", "counted"})  # what is known of everyone in every month that is looked at


class StandingCells(NamedTuple):
    """One registrant's standing as the ledger stores it, but for the evaluation's number and the entry."""

    registration: int
    cluster: str | None
    total: int
    minus: int
    plus: int
    due: int
    scored: int
    by_self: int
    by_appraised: int
    by_agreed: int
    void: str | None
    earned: str | None
    grade: str | None
    held: str | None
    rank: int | None
    shortlisted: int


@dataclass(frozen=True)
class Computed:
    """An evaluation before it is stored: the rows of each of its tables, by their keys.

    All but the standings, one for each registrant, are read from the work tables each time they are gone through: lines
    times registrants are never held at once. They are there until the next evaluation of the same connection.
    """

    connection: Connection
    standings: list[StandingCells]

    @property
    def pillars(self) -> Iterator[tuple[Cell, ...]]:
        """Points under each pillar."""
        return PILLARS.rows(self.connection)

    @property
    def groups(self) -> Iterator[tuple[Cell, ...]]:
        """Points of each group."""
        return GROUPS.rows(self.connection)

    @property
    def missing(self) -> Iterator[tuple[Cell, ...]]:
        """Lines that were due and not scored."""
        return MISSING.rows(self.connection)

    @property
    def gates(self) -> Iterator[tuple[Cell, ...]]:
        """Lines that are gates: whether they are met, and whether they shut a grade."""
        return GATES.rows(self.connection)

    def digest(
        self, ruleset: str, stage: Stage | None, *, also: Callable[[Result, Columns], None] | None = None
    ) -> str:
        """Digest the whole, with ruleset and stage: nothing changed, the same digest.

        ``also`` is given the written cells as they come, so that whoever stores them need not go through them again.
        """
        whole = hashlib.sha256(canonical_row([ruleset, stage or 0]))
        for result in RESULTS:
            rows = self.standings if result is STANDINGS else result.rows(self.connection)
            for columns in written_by_columns(rows):
                whole.update(joined_columns(*columns))
                if also:
                    also(result, columns)
            whole.update(b"\n")
        return whole.hexdigest()


def compute(
    connection: Connection,
    campaigns: Mapping[Month, Campaign],
    numbers: Mapping[tuple[str, str], int],
    registrants: Iterable[Registrant | Countable],
    *,
    stage: Stage | None = None,
) -> Computed:
    """Evaluate a month for those who are counted, from one stage or from the highest each line has.

    ``campaigns`` ends with the month's own; the months before it are those that its caps over several months look at,
    each with the version it is under. ``numbers`` are the ledger's numbers of criteria by track and code. Scores are
    read from the table ``score``: a temporary table of that name stands before the ledger's own, so that what would be
    can be computed without writing.
    """
    months = sorted(campaigns)
    _clear(connection, TABLES)
    _fill(connection, "registrant", [(r.id, r.track, r.cluster) for r in registrants])
    caps = Watched.of(campaigns.values())
    holders: dict[tuple[str, str | None], int] = {}
    for month in months[:-1]:
        layout = Layout(campaigns[month], numbers, month, holders=holders, caps=caps)
        bound = {**_bound(campaigns[month], month, stage), "is_last": False}
        _run(connection, layout, bound, _sums(layout, is_last=False))
        _clear(connection, (name for name in TABLES if name not in _KEPT))
    month = months[-1]
    layout = Layout(campaigns[month], numbers, month, holders=holders, caps=caps)
    bound = _bound(campaigns[month], month, stage)
    results: Iterator[Step] = ((name, {}) for name in ("ranks", "pillars", "groups", "missing", "gate_rows"))
    _run(connection, layout, bound, [*_sums(layout, is_last=True), *_steps(campaigns[month], layout), *results])
    return Computed(connection, list(map(StandingCells._make, STANDINGS.rows(connection))))


def _clear(connection: Connection, names: Iterable[str]) -> None:
    """Make the work tables, or empty those used before; they go when the connection is closed."""
    made = connection.exec_driver_sql("SELECT COUNT(*) FROM sqlite_temp_master WHERE name = 'judged'").scalar_one()
    for name in names:
        connection.exec_driver_sql(f"DELETE FROM temp.{name}" if made else work_table(name))


def _fill(connection: Connection, name: str, rows: Sequence[Cells]) -> None:
    if rows:
        place = ",".join("?" * len(rows[0]))
        connection.exec_driver_sql(f"INSERT INTO temp.{name} VALUES ({place})", [tuple(row) for row in rows])


Bound = Mapping[str, int | str | None]
Step = tuple[str, Bound]


def _run(connection: Connection, layout: Layout, bound: Bound, steps: Iterable[Step]) -> None:
    """Lay out a month and run its statements, the scores of one stage where only one is there."""
    for name, rows in layout.rows.items():
        _fill(connection, name, rows)
    stage = Stage(int(bound["stage"])) if bound["stage"] else _only_stage(connection, bound)
    parts: Step = ("parts_highest", {}) if stage is None else ("parts_at_stage", {"stage": stage.value})
    for name, more in (parts, *steps):
        connection.execute(text(statement(f"evaluation/{name}")), {**bound, **more})


def _only_stage(connection: Connection, bound: Bound) -> Stage | None:
    """Give the one stage that has scores: then a plain sum is enough (1.7 s, not 2.7, for 1.2 M rows)."""
    query = "SELECT stage FROM score WHERE month = :month LIMIT 1"
    one = connection.execute(text(query), bound).scalar()
    query = "SELECT EXISTS (SELECT 1 FROM score WHERE month = :month AND stage <> :one)"
    is_mixed = connection.execute(text(query), {**bound, "one": one}).scalar_one()
    return None if one is None or is_mixed else Stage(one)


def _sums(layout: Layout, *, is_last: bool) -> Iterator[Step]:
    """Give the statements that apply conditions, cap lines, and sum, cap and weigh groups from the inside out.

    An earlier month is only summed for what it counts of caps: its tables are emptied again.
    """
    if layout.rows["need"]:
        yield "needs", {}
    yield from (("cap_lines", {"position": position}) for position in layout.cap_positions())
    if not is_last:
        yield "count_lines", {}
    for depth in range(layout.depth, -1, -1):
        yield "nodes" if layout.depth else "whole", {"depth": depth}
        yield from (("cap_groups", {"position": at, "depth": depth}) for at in layout.cap_positions(depth))
        if not is_last:
            yield "count_groups", {"depth": depth}
        if layout.has_weights(depth):
            yield "weigh", {"depth": depth}


def _steps(campaign: Campaign, layout: Layout) -> Iterator[Step]:
    """Give the statements from sums to ranks; those with nothing to do are left out."""
    yield "standings", {}
    if layout.rows["void"]:
        yield "void", {}
    if layout.rows["gate"]:
        yield "gates", {}
    yield from ((name, {}) for name in ("grades", "merit_start"))
    yield from ((f"merit_{rule.by.value}", {"code": rule.code}) for rule in campaign.ranking.tie_break)
    codes = [grade.code for grade in campaign.grades]
    for quota in sorted(campaign.quotas, key=lambda one: -codes.index(one.grade)):
        yield "quota", _quota(quota, codes)


def _bound(campaign: Campaign, month: Month, stage: Stage | None) -> dict[str, int | str | None]:
    codes = [grade.code for grade in campaign.grades]
    worst = campaign.shortlist.min_grade
    totals = campaign.totals
    return {
        "month": month.ordinal,
        "stage": stage or 0,
        "is_last": True,
        "scale": campaign.scale.hundredths,
        "of_scale": campaign.grades_of is GradesOf.SCALE,
        "sign": -1 if campaign.ranking.better is Better.LOWER else 1,
        "below_clamped": totals.below is Beyond.CLAMPED,
        "above_clamped": totals.above is Beyond.CLAMPED,
        "unit": 10 ** (2 - totals.decimals) if totals.judged is Judged.ROUNDED else 1,
        "ranks_incomplete": campaign.ranking.incomplete is Incomplete.RANKED,
        "dense": campaign.ranking.ties is Ties.DENSE,
        "by_cluster": "cluster" in campaign.ranking.within,
        "top": campaign.shortlist.top,
        "worst": len(codes) if worst is None else codes.index(worst),
    }


def _quota(quota: Quota, codes: Sequence[str]) -> dict[str, int | str | None]:
    return {
        "limit": codes.index(quota.grade),
        "lowest": codes.index(quota.of) if quota.of in codes else len(codes) - 1,
        "of_everyone": quota.of == QuotaOf.REGISTRANTS,
        "by_cluster": "cluster" in quota.within,
        "rounding": None if quota.share is None else quota.rounding.value,
        "numerator": 0 if quota.share is None else quota.share.numerator,
        "denominator": 1 if quota.share is None else quota.share.denominator,
        "places": quota.places,
        "admitted": quota.ties is QuotaTies.ADMITTED,
    }

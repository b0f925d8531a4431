"""A month evaluated set-wise: a fixed number of statements over work tables, however many lines and registrations.

The same rule stands in ``domain.evaluation``; a test holds the two together. The work tables are those of ``layout``.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from sqlalchemy import Connection, text

from thidua.domain.campaign import Campaign
from thidua.domain.grading import Beyond, GradesOf, Judged, Quota, QuotaOf, QuotaTies
from thidua.domain.month import Month
from thidua.domain.ranking import Better, Incomplete, Ties
from thidua.domain.stages import Stage
from thidua.domain.worked import first_month_needed
from thidua.ledger.database import statement
from thidua.ledger.layout import TABLES, Layout
from thidua.ledger.recording import Cells, canonical_row
from thidua.ledger.registrations import Registrant


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
    """An evaluation before it is stored: the rows of each of its tables, by their keys."""

    standings: list[StandingCells]
    pillars: list[Cells]
    groups: list[Cells]
    missing: list[Cells]
    gates: list[Cells]

    def digest(self, ruleset: str, stage: Stage | None) -> str:
        """Digest the whole, with ruleset and stage: nothing changed, the same digest."""
        whole = hashlib.sha256(canonical_row([ruleset, stage or 0]))
        for rows in (getattr(self, field.name) for field in fields(self)):
            for row in rows:
                whole.update(canonical_row(row))
            whole.update(b"\n")
        return whole.hexdigest()


def compute(
    connection: Connection,
    campaign: Campaign,
    numbers: Mapping[tuple[str, str], int],
    month: Month,
    registrants: Iterable[Registrant],
    *,
    stage: Stage | None = None,
) -> Computed:
    """Evaluate a month for those who are counted, from one stage or from the highest each line has.

    ``numbers`` are the ledger's numbers of criteria by track and code. Scores are read from the table ``score``: a
    temporary table of that name stands before the ledger's own, so that what would be can be computed without writing.
    """
    layout = Layout(campaign, numbers, month)
    _clear(connection)
    for name, rows in layout.rows.items():
        _fill(connection, name, rows)
    _fill(connection, "registrant", [(r.id, r.track, r.cluster) for r in registrants])
    return _computed(connection, campaign, month, layout, stage)


def _clear(connection: Connection) -> None:
    """Make the work tables, or empty those of the evaluation before; they go when the connection is closed."""
    made = connection.exec_driver_sql("SELECT COUNT(*) FROM sqlite_temp_master WHERE name = 'judged'").scalar_one()
    for name, columns in TABLES.items():
        connection.exec_driver_sql(f"DELETE FROM temp.{name}" if made else f"CREATE TEMP TABLE {name} ({columns})")


def _fill(connection: Connection, name: str, rows: Sequence[Cells]) -> None:
    if rows:
        place = ",".join("?" * len(rows[0]))
        connection.exec_driver_sql(f"INSERT INTO temp.{name} VALUES ({place})", [tuple(row) for row in rows])


def _computed(
    connection: Connection, campaign: Campaign, month: Month, layout: Layout, stage: Stage | None
) -> Computed:
    bound = _bound(campaign, month, stage)
    only = stage or _only_stage(connection, bound)
    for name, more in _steps(campaign, layout, only):
        connection.execute(text(statement(f"evaluation/{name}")), {**bound, **more})

    def rows(name: str) -> list[Cells]:
        return [tuple(row) for row in connection.execute(text(statement(f"evaluation/{name}")), bound)]

    standings = [StandingCells(*row) for row in connection.execute(text(statement("evaluation/ranks")), bound)]
    return Computed(standings, rows("pillars"), rows("groups"), rows("missing"), rows("gate_rows"))


def _only_stage(connection: Connection, bound: Mapping[str, int | str | None]) -> Stage | None:
    """Give the one stage that has scores: then a plain sum is enough (1.7 s, not 2.7, for 1.2 M rows)."""
    query = "SELECT MIN(stage), MAX(stage) FROM score WHERE month BETWEEN :first AND :month"
    least, most = connection.execute(text(query), bound).one()
    return Stage(least) if least is not None and least == most else None


Step = tuple[str, Mapping[str, int | str | None]]


def _steps(campaign: Campaign, layout: Layout, stage: Stage | None) -> Iterator[Step]:
    """Give the statements in their order, with what they are bound to; those with nothing to do are left out."""
    yield ("parts_highest", {}) if stage is None else ("parts_at_stage", {"stage": stage.value})
    if layout.rows["need"]:
        yield "needs", {}
    yield from _sums(layout)
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


def _sums(layout: Layout) -> Iterator[Step]:
    """Give the statements that cap lines, and sum, cap and weigh groups from the inside out."""
    yield from (("cap_lines", {"position": position}) for position in layout.cap_positions())
    for depth in range(layout.depth, -1, -1):
        yield "nodes", {"depth": depth}
        yield from (("cap_groups", {"position": at, "depth": depth}) for at in layout.cap_positions(depth))
        if layout.has_weights(depth):
            yield "weigh", {"depth": depth}


def _bound(campaign: Campaign, month: Month, stage: Stage | None) -> dict[str, int | str | None]:
    codes = [grade.code for grade in campaign.grades]
    worst = campaign.shortlist.min_grade
    totals = campaign.totals
    return {
        "month": month.ordinal,
        "first": first_month_needed(campaign.tracks, month).ordinal,
        "stage": stage or 0,
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

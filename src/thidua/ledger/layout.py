"""A campaign laid out as rows of the work tables an evaluation is computed over.

One pass over the month's scores sums them into buckets, sets of lines that are treated alike; everything after that is
as many rows as registrants times buckets. A line that others depend on, or that has caps or conditions of its own, has
a bucket of its own. Every work table is temporary, and emptied before the next evaluation is computed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thidua.domain.campaign import Campaign
from thidua.domain.month import Month
from thidua.domain.ranking import Better, TieBy
from thidua.domain.rules.value import Direction
from thidua.domain.score_table import WHOLE_WEIGHT, Cap, CapOf, Criterion, Requirement, Track
from thidua.ledger.recording import Cells

TABLES = {
    "track": "track TEXT PRIMARY KEY, root INTEGER, due INTEGER, wanted INTEGER",
    "line": (
        "criterion INTEGER PRIMARY KEY, track TEXT, code TEXT, points INTEGER, direction INTEGER, due INTEGER,"
        " optional INTEGER, gate INTEGER, bucket INTEGER, counted INTEGER, watched INTEGER"
    ),
    "bucket": "bucket INTEGER PRIMARY KEY, node INTEGER",
    "label": "bucket INTEGER, pillar TEXT, PRIMARY KEY (bucket, pillar)",
    "node": "node INTEGER PRIMARY KEY, parent INTEGER, depth INTEGER, weight INTEGER, code TEXT, holder INTEGER",
    "cap": (
        "bucket INTEGER, node INTEGER, holder INTEGER, position INTEGER, most INTEGER, length INTEGER,"
        " of_minus INTEGER, of_plus INTEGER"
    ),
    "need": "bucket INTEGER, wanted INTEGER, least INTEGER",
    "grade": "position INTEGER PRIMARY KEY, code TEXT, floor INTEGER",
    "gate": "position INTEGER, criterion INTEGER, least INTEGER",
    "void": "position INTEGER PRIMARY KEY, code TEXT, no_self_score INTEGER",
    "void_line": "position INTEGER, bucket INTEGER",
    "registrant": "registration INTEGER PRIMARY KEY, track TEXT, cluster TEXT",
    "part": (
        "registration INTEGER, bucket INTEGER, lines INTEGER, wanted INTEGER, by_self INTEGER,"
        " by_appraised INTEGER, by_agreed INTEGER, points INTEGER, met INTEGER, base INTEGER, minus INTEGER,"
        " plus INTEGER, PRIMARY KEY (registration, bucket)"
    ),
    "node_sum": (
        "registration INTEGER, node INTEGER, base INTEGER, minus INTEGER, plus INTEGER,"
        " PRIMARY KEY (registration, node)"
    ),
    "counted": (
        "registration INTEGER, holder INTEGER, month INTEGER, minus INTEGER, plus INTEGER,"
        " PRIMARY KEY (registration, holder, month)"
    ),
    "shut_gate": (
        "registration INTEGER, position INTEGER, criterion INTEGER, PRIMARY KEY (registration, position, criterion)"
    ),
    "judged": (
        "registration INTEGER PRIMARY KEY, track TEXT, cluster TEXT, total INTEGER, minus INTEGER, plus INTEGER,"
        " due INTEGER, scored INTEGER, by_self INTEGER, by_appraised INTEGER, by_agreed INTEGER, wanted INTEGER,"
        " looked_at INTEGER, void INTEGER, earned INTEGER, grade INTEGER, held TEXT, merit TEXT"
    ),
    "result_standing": (
        "registration INTEGER PRIMARY KEY, cluster TEXT, total INTEGER, minus INTEGER, plus INTEGER, due INTEGER,"
        " scored INTEGER, by_self INTEGER, by_appraised INTEGER, by_agreed INTEGER, void TEXT, earned TEXT, grade TEXT,"
        " held TEXT, rank INTEGER, shortlisted INTEGER"
    ),
    "result_pillar": "registration INTEGER, pillar TEXT, points INTEGER, PRIMARY KEY (registration, pillar)",
    "result_group": "registration INTEGER, code TEXT, points INTEGER, PRIMARY KEY (registration, code)",
    "result_missing": "registration INTEGER, criterion INTEGER, PRIMARY KEY (registration, criterion)",
    "result_gate": (
        "registration INTEGER, criterion INTEGER, met INTEGER, shut INTEGER, PRIMARY KEY (registration, criterion)"
    ),
}
_DIRECTIONS = {Direction.BASE: 0, Direction.DEDUCTION: 1, Direction.BONUS: 2}


def work_table(name: str) -> str:
    """Give the statement that makes a work table; one with a key of several columns lies in the order of the key.

    Without that the key would be an index beside it: 0.6 s more for a month of a million scores.
    """
    ending = " WITHOUT ROWID" if "PRIMARY KEY (" in TABLES[name] else ""
    return f"CREATE TEMP TABLE {name} ({TABLES[name]}){ending}"


@dataclass(frozen=True)
class Watched:
    """What caps over several months look at in any version: lines that have caps, groups and tables (None) too."""

    lines: frozenset[str]
    groups: frozenset[tuple[str, str | None]]

    @classmethod
    def of(cls, campaigns: Iterable[Campaign]) -> "Watched":
        """Gather it from every version that is looked at."""
        tracks = [track for one in campaigns for track in one.tracks]
        groups = {(track.code, group.code) for track in tracks for group in track.groups if group.caps}
        tables = {(track.code, None) for track in tracks if track.caps}
        return cls(frozenset(c.code for t in tracks for c in t.criteria if c.caps), frozenset(groups | tables))

    def watches(self, track: Track, line: Criterion) -> bool:
        """True when a cap of the line, of a group it stands in, or of the whole table may look at it."""
        above = [group.code for group in track.above(line.group)]
        return line.code in self.lines or any((track.code, code) in self.groups for code in (*above, None))


class Layout:
    """A campaign's tables as rows of the work tables."""

    def __init__(
        self,
        campaign: Campaign,
        numbers: Mapping[tuple[str, str], int],
        month: Month,
        *,
        holders: dict[tuple[str, str | None], int],
        caps: "Watched",
    ) -> None:
        """Lay a campaign out for a month; ``holders`` numbers what may have caps beside lines, alike in every month."""
        self._campaign, self._numbers, self._month = campaign, numbers, month
        self._holders, self._caps, self._capped = holders, caps, caps.lines
        self.rows: dict[str, list[Cells]] = {name: [] for name in TABLES}
        self._buckets: dict[object, int] = {}
        self._nodes: dict[tuple[str, str | None], int] = {}
        self.depth = 0
        gates = [(at, gate) for at, grade in enumerate(campaign.grades) for gate in grade.requires]
        self._gates = {gate.line for _, gate in gates}
        self._gates |= {g.line for p in campaign.periods for grade in p.grades for g in grade.requires}
        for track in campaign.tracks:
            self._add_nodes(track)
            self._add_lines(track)
            self._add_gates(track, gates)
        is_lower = campaign.ranking.better is Better.LOWER
        for at, grade in enumerate(campaign.grades):
            end = grade.ceiling if is_lower else grade.floor
            is_last = at == len(campaign.grades) - 1
            self.rows["grade"].append((at, grade.code, None if is_last or end is None else end.hundredths))
        for at, rule in enumerate(campaign.voids):
            self.rows["void"].append((at, rule.code, rule.line is None))

    def cap_positions(self, depth: int | None = None) -> list[int]:
        """List the positions at which lines, or the groups of one depth, have caps."""
        nodes = {row[0] for row in self.rows["node"] if row[2] == depth}
        caps = (row for row in self.rows["cap"] if (row[1] is None if depth is None else row[1] in nodes))
        return sorted({int(row[3] or 0) for row in caps})

    def has_weights(self, depth: int) -> bool:
        """True when a group of one depth is weighed."""
        return any(row[2] == depth and row[3] != WHOLE_WEIGHT for row in self.rows["node"])

    def _add_nodes(self, track: Track) -> None:
        root = self._node(track.code, None)
        lines = [line for line in track.due(self._month) if not line.optional]
        self.rows["track"].append((track.code, root, track.due_points(self._month).hundredths, len(lines)))
        holder = self._holder(track.code, None)
        self.rows["node"].append((root, None, 0, WHOLE_WEIGHT, None, holder))
        self._add_caps(track.caps, holder, node=root)
        for group in track.groups:
            depth = len(list(track.above(group.code)))
            self.depth = max(self.depth, depth)
            node, parent = self._node(track.code, group.code), self._node(track.code, group.parent)
            holder = self._holder(track.code, group.code)
            self.rows["node"].append((node, parent, depth, group.weight, group.code, holder))
            self._add_caps(group.caps, holder, node=node)

    def _node(self, track: str, code: str | None) -> int:
        return self._nodes.setdefault((track, code), len(self._nodes))

    def _holder(self, track: str, code: str | None) -> int:
        """Number a group or a whole table: below zero, since lines are numbered by the ledger."""
        return self._holders.setdefault((track, code), -1 - len(self._holders))

    def _add_lines(self, track: Track) -> None:
        alone, buckets = self._alone(track), dict[str, int]()
        needed = {wanted.line for line in track.criteria for wanted in line.requires}
        for line in track.criteria:
            number = self._numbers[track.code, line.code]
            treated = (track.code, line.group, frozenset(line.pillars), line.code if line.code in alone else None)
            is_new = treated not in self._buckets
            bucket = self._buckets.setdefault(treated, len(self._buckets))
            is_due, is_gate = line.is_due(self._month), line.code in self._gates
            counts = (line.points.hundredths, _DIRECTIONS[line.rule.direction], is_due, line.optional, is_gate, bucket)
            is_watched = line.code in needed or self._caps.watches(track, line)
            cells = (number, track.code, line.code, *counts, line.code in self._capped, is_watched)
            self.rows["line"].append(cells)
            buckets[line.code] = bucket
            if is_new:
                self.rows["bucket"].append((bucket, self._node(track.code, line.group)))
                self.rows["label"] += [(bucket, pillar) for pillar in line.pillars]
            self._add_caps(line.caps, number, bucket=bucket)
        for line in track.criteria:
            for wanted in line.requires:
                self.rows["need"].append((buckets[line.code], buckets[wanted.line], _least(wanted)))
        self._add_voids(buckets)

    def _alone(self, track: Track) -> set[str]:
        """Name the lines that must be seen one by one."""
        found = {c.code for c in track.criteria if c.caps or c.requires or c.code in self._capped}
        found |= {wanted.line for c in track.criteria for wanted in c.requires}
        found |= {rule.line for rule in self._campaign.voids if rule.line is not None}
        found |= {str(rule.code) for rule in self._campaign.ranking.tie_break if rule.by is TieBy.LINE}
        return found | self._gates

    def _add_caps(
        self, caps: Iterable[Cap], holder: int, *, bucket: int | None = None, node: int | None = None
    ) -> None:
        for position, cap in enumerate(caps):
            of = (cap.covers(CapOf.DEDUCTIONS), cap.covers(CapOf.BONUSES))
            self.rows["cap"].append((bucket, node, holder, position, cap.most.hundredths, cap.length, *of))

    def _add_gates(self, track: Track, gates: Iterable[tuple[int, Requirement]]) -> None:
        for position, gate in gates:
            number = self._numbers.get((track.code, gate.line))
            if number is not None and track.criterion(gate.line) is not None:
                self.rows["gate"].append((position, number, _least(gate)))

    def _add_voids(self, buckets: Mapping[str, int]) -> None:
        for position, rule in enumerate(self._campaign.voids):
            if rule.line is not None and rule.line in buckets:
                self.rows["void_line"].append((position, buckets[rule.line]))


def _least(wanted: Requirement) -> int | None:
    return None if wanted.least is None else wanted.least.hundredths

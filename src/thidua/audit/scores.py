"""Scores: each has the points that its rule gives to what was reported, and every line at most one in force."""

from thidua.audit.deriving import deriving
from thidua.domain.rules.targets import Targets
from thidua.domain.score_table import Criterion
from thidua.errors import Reason
from thidua.ledger.database import Connection
from thidua.ledger.verifying import Finding, Gathered
from thidua.ledger.verifying.facts import ruleset_rows
from thidua.ledger.verifying.valued import ScoreValued, lines_numbered, scores_turned, scores_valued
from thidua.rulesets import rules_numbered

Lines = dict[tuple[int, int], Criterion]  # by ruleset and criterion


def check_scores(connection: Connection, gathered: Gathered) -> int:
    """Value every score again under the ruleset it was valued by."""
    lines, looked_at = _lines(connection, gathered), 0
    by_unit = [place for place, line in lines.items() if _is_by_unit(line)]
    for group in scores_valued(connection, by_unit):
        looked_at += group.count
        key = f"criterion {group.criterion}, ruleset {group.ruleset}, “{group.reported}”"
        with deriving(gathered, "score", entry=group.entry, key=key):
            _check(group, lines.get((group.ruleset, group.criterion)), key, gathered)
    for one in scores_turned(connection):
        key = f"month {one.month}, registration {one.registration}, criterion {one.criterion}, stage {one.stage}"
        found = f"turns {one.turns}, points {one.points}, met {one.met}"
        gathered.add(Finding("score-in-force", "score", entry=one.entry, key=key, expected="turns 0 or 1", found=found))
    return looked_at


def _check(group: ScoreValued, line: Criterion | None, key: str, gathered: Gathered) -> None:
    if line is None or not group.is_of_track:
        gathered.add(Finding("score-of-no-line", "score", entry=group.entry, key=key, found=f"{group.count} rows"))
        return
    valued = line.value(group.reported, group.unit)
    if isinstance(valued, Reason):
        gathered.shut("score", group.entry, key, [valued])
        return
    expected, found = (valued.points.hundredths, int(valued.is_met)), (group.points, group.met)
    if expected != found:
        told = [f"points {points}, met {met}" for points, met in (expected, found)]
        gathered.add(Finding("score-points", "score", entry=group.entry, key=key, expected=told[0], found=told[1]))


def _lines(connection: Connection, gathered: Gathered) -> Lines:
    """Give every line of every ruleset; a ruleset that cannot be read has been told as such."""
    numbered, found = lines_numbered(connection), Lines()
    for row in ruleset_rows(connection):
        with deriving(gathered, "ruleset", entry=row.entry, key=f"{row.campaign} {row.version}"):
            rules = rules_numbered(connection, row.id)
            for number, (campaign, code, line_code) in numbered.items():
                track = rules.campaign.track(code) if campaign == rules.ruleset.campaign else None
                line = track.criterion(line_code) if track else None
                if line is not None:
                    found[row.id, number] = line
    return found


def _is_by_unit(line: Criterion) -> bool:
    targets = getattr(line.rule, "targets", None)
    return isinstance(targets, Targets) and bool(targets.by_unit)

"""Scores: each has the points that its rule gives to what was reported, and every line at most one in force."""

from dataclasses import dataclass

from thidua.audit.deriving import deriving
from thidua.audit.naming import names_of
from thidua.domain.points import Points
from thidua.domain.score_table import Criterion
from thidua.errors import Reason
from thidua.ledger.database import Connection
from thidua.ledger.verifying import Finding, Gathered
from thidua.ledger.verifying.facts import ruleset_rows
from thidua.ledger.verifying.valued import ScoreValued, lines_numbered, scores_of, scores_turned, scores_valued
from thidua.rulesets import rules_numbered

Lines = dict[tuple[int, int], Criterion]  # by ruleset and criterion
_PLACE = ("month", "registration", "criterion", "stage")


@dataclass(frozen=True)
class _Unlike:
    """What is wrong with scores that were valued alike: a finding's code, what was expected and found, or why not."""

    code: str
    expected: str | None = None
    found: str | None = None
    why: Reason | None = None


def check_scores(connection: Connection, gathered: Gathered) -> int:
    """Value every score again under the ruleset it was valued by."""
    lines, looked_at = _lines(connection, gathered), 0
    by_unit = [place for place, line in lines.items() if line.is_by_unit]
    wrong: list[tuple[ScoreValued, _Unlike]] = []
    for group in scores_valued(connection, by_unit):
        looked_at += group.count
        key = f"criterion {group.criterion}, ruleset {group.ruleset}, “{group.reported}”"
        with deriving(gathered, "score", entry=group.entry, key=key):
            unlike = _unlike(group, lines.get((group.ruleset, group.criterion)))
            wrong += [(group, unlike)] if unlike else []
    names = names_of(connection)
    for row in scores_of(connection, [group for group, _ in wrong]):
        key = names.cells(_PLACE, (row.month, row.registration, row.criterion, row.stage))
        _tell(row.entry, f"{key}, “{wrong[row.group][0].reported}”", wrong[row.group][1], gathered)
    for one in scores_turned(connection):
        key = names.cells(_PLACE, (one.month, one.registration, one.criterion, one.stage))
        found = names.cells(("turns", "points", "met"), (one.turns, one.points, one.met))
        gathered.add(Finding("score-in-force", "score", entry=one.entry, key=key, expected="turns 0 or 1", found=found))
    return looked_at


def _unlike(group: ScoreValued, line: Criterion | None) -> _Unlike | None:
    if line is None or not group.is_of_track:
        return _Unlike("score-of-no-line")
    valued = line.value(group.reported, group.unit)
    if isinstance(valued, Reason):
        return _Unlike("gate-shut", why=valued)
    expected, found = (valued.points.hundredths, int(valued.is_met)), (group.points, group.met)
    if expected == found:
        return None
    told = [f"points {Points(points)}, met {met}" for points, met in (expected, found)]
    return _Unlike("score-points", told[0], told[1])


def _tell(entry: int, key: str, unlike: _Unlike, gathered: Gathered) -> None:
    if unlike.why:
        gathered.shut("score", entry, key, [unlike.why])
    else:
        gathered.add(Finding(unlike.code, "score", entry=entry, key=key, expected=unlike.expected, found=unlike.found))


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

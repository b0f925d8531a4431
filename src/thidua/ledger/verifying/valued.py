"""Scores read to be valued again: a million rows come as the few groups that were valued alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection


@dataclass(frozen=True)
class ScoreValued:
    """Scores that were valued alike: of one line under one ruleset, the same report and the same points.

    ``entry`` is the first of them; ``is_of_track`` is false where the line is not one of the registrant's table.
    """

    ruleset: int
    criterion: int
    reported: str
    points: int
    met: int
    unit: str | None
    is_of_track: int
    entry: int
    count: int


def scores_valued(connection: Connection, by_unit: Sequence[tuple[int, int]]) -> Iterator[ScoreValued]:
    """Go through scores grouped by what their points depend on: on the unit only where the line's target does.

    ``by_unit`` are those lines, by ruleset and criterion. A row that takes a score back counts as what it takes back.
    """
    connection.exec_driver_sql(
        "CREATE TEMP TABLE of_unit (ruleset INTEGER, criterion INTEGER, PRIMARY KEY (ruleset, criterion)) WITHOUT ROWID"
    )
    if by_unit:
        connection.exec_driver_sql("INSERT INTO temp.of_unit VALUES (?, ?)", list(by_unit))
    unit = (
        "CASE WHEN EXISTS (SELECT 1 FROM temp.of_unit AS o WHERE o.ruleset = s.ruleset AND o.criterion = s.criterion)"
        " THEN r.unit END"
        if by_unit
        else "NULL"
    )
    query = f"""
        SELECT g.ruleset, g.criterion, g.reported, g.points, g.met, u.code, g.is_of_track, g.entry, g.number
        FROM (SELECT s.ruleset, s.criterion, s.reported, s.points * s.turn AS points, s.met * s.turn AS met,
                     {unit} AS unit, c.track = r.track AND c.campaign = r.campaign AS is_of_track,
                     MIN(s.entry) AS entry, COUNT(*) AS number
              FROM main.score AS s
              JOIN main.criterion AS c ON c.id = s.criterion
              JOIN main.registration AS r ON r.id = s.registration
              GROUP BY 1, 2, 3, 4, 5, 6, 7) AS g
        LEFT JOIN main.unit AS u ON u.id = g.unit
        ORDER BY g.ruleset, g.criterion, g.reported, g.points, g.met, u.code
    """
    for row in connection.execution_options(yield_per=1000).exec_driver_sql(query):
        yield ScoreValued(*row)


@dataclass(frozen=True)
class ScoreRow:
    """One row of the scores, and the ``group``, as it was asked for, of those it was valued alike with."""

    group: int
    entry: int
    month: int
    registration: int
    criterion: int
    stage: int


def scores_of(connection: Connection, groups: Sequence[ScoreValued]) -> Iterator[ScoreRow]:
    """Go through the rows of some groups of ``scores_valued``, in the order of their entries: one reading for all."""
    connection.exec_driver_sql(
        "CREATE TEMP TABLE asked (id INTEGER PRIMARY KEY, ruleset INTEGER, criterion INTEGER, reported TEXT,"
        " points INTEGER, met INTEGER, unit TEXT, is_of_track INTEGER)"
    )
    connection.exec_driver_sql("CREATE INDEX temp.asked_of ON asked (ruleset, criterion, reported, points)")
    if groups:
        asked = [
            (number, one.ruleset, one.criterion, one.reported, one.points, one.met, one.unit, one.is_of_track)
            for number, one in enumerate(groups)
        ]
        connection.exec_driver_sql("INSERT INTO temp.asked VALUES (?, ?, ?, ?, ?, ?, ?, ?)", asked)
    query = """
        SELECT a.id, s.entry, s.month, s.registration, s.criterion, s.stage
        FROM main.score AS s
        CROSS JOIN temp.asked AS a ON a.ruleset = s.ruleset AND a.criterion = s.criterion AND a.reported = s.reported
             AND a.points = s.points * s.turn AND a.met = s.met * s.turn
        JOIN main.criterion AS c ON c.id = s.criterion
        JOIN main.registration AS r ON r.id = s.registration
        LEFT JOIN main.unit AS u ON u.id = r.unit
        WHERE a.is_of_track = (c.track = r.track AND c.campaign = r.campaign) AND (a.unit IS NULL OR a.unit = u.code)
        ORDER BY s.entry, s.month, s.registration, s.criterion, s.stage, s.turn
    """
    for row in connection.execution_options(yield_per=1000).exec_driver_sql(query):
        yield ScoreRow(*row)


@dataclass(frozen=True)
class ScoreTurned:
    """A line whose rows do not come to one score in force, or to none."""

    month: int
    registration: int
    criterion: int
    stage: int
    entry: int
    turns: int
    points: int
    met: int


def scores_turned(connection: Connection) -> Iterator[ScoreTurned]:
    """Go through the lines with more than one score in force, with less than none, or with points left of none."""
    query = """
        SELECT month, registration, criterion, stage, MAX(entry), SUM(turn), SUM(points), SUM(met)
        FROM main.score WHERE entry NOT IN (SELECT target FROM main.voided)
        GROUP BY month, registration, criterion, stage
        HAVING SUM(turn) NOT IN (0, 1) OR (SUM(turn) = 0 AND (SUM(points) <> 0 OR SUM(met) <> 0))
    """
    for row in connection.execution_options(yield_per=1000).exec_driver_sql(query):
        yield ScoreTurned(*row)


def lines_numbered(connection: Connection) -> dict[int, tuple[int, str, str]]:
    """Give every criterion's campaign, track and code."""
    query = "SELECT id, campaign, track, code FROM main.criterion"
    return {number: (campaign, track, code) for number, campaign, track, code in connection.exec_driver_sql(query)}


def registrations_numbered(connection: Connection) -> dict[int, str]:
    """Give every registration's code."""
    return {row.id: row.code for row in connection.exec_driver_sql("SELECT id, code FROM main.registration")}

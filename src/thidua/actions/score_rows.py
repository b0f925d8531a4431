"""The rows of files of scores, each judged: taken with what it comes to, or refused at the cell that is at fault."""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.actions.ground import Ground, Judged, Unfit
from thidua.errors import Place, Problem
from thidua.ledger.registrations import Countable
from thidua.read.rows import Header, Rejection, Row, Rows, open_rows
from thidua.read.scores import LAYOUTS, LONG, Given, ScoreRow, headed, scores_of
from thidua.read.source import Source

_OF_THE_ROW = ("registration", "month")


@dataclass(frozen=True)
class Taken:
    """A row that the rules take, and what it comes to."""

    row: Row
    score: ScoreRow
    judged: Judged


@dataclass(frozen=True)
class Refused:
    """A row that is refused, with every reason at its place.

    ``is_by_rule`` when the procedure refuses it and not the input itself, ``is_end`` when nothing after it could be
    read; ``results`` counts what is refused of a wide row.
    """

    problems: tuple[Problem, ...]
    is_by_rule: bool = False
    is_end: bool = False
    results: int = 1


class ScoreRows:
    """Judges rows on some ground; ``given`` is what all of them are."""

    def __init__(self, ground: Ground, given: Given) -> None:
        self._ground = ground
        self._given = given

    def taken(self, source: Source) -> Iterator[Taken]:
        """Go through the rows of a file again that are not refused."""
        rows = self.opened(source)
        if isinstance(rows, Rows):
            yield from (one for one in self.each(rows) if isinstance(one, Taken))

    def opened(self, source: Source) -> Rows | Refused:
        """Read the header of a file and promise its rows, or refuse it."""
        rows = open_rows(source, LAYOUTS)
        faults = rows if isinstance(rows, list) else list(self._unknown(rows.header))
        if isinstance(rows, Rows) and not faults:
            return rows
        return Refused(tuple(fault.problem(source.name) for fault in faults), is_end=True)

    def _unknown(self, header: Header) -> Iterator[Rejection]:
        """Refuse the columns of a wide file whose heading is no criterion: once, not at every row."""
        for at, heading in header.more:
            reason = self._ground.named_nowhere(headed(heading)[0])
            if reason is not None:
                yield Rejection(header.record.line_of(at), at, heading, reason, header.sheet)

    def each(self, rows: Rows) -> Iterator[Taken | Refused]:
        """Judge each row."""
        for row in rows:
            if isinstance(row, Rejection):
                results = 0 if row.is_more else _results(row, rows.header)
                yield Refused((row.problem(rows.header.file),), is_end=row.is_end, results=results)
            else:
                yield from self.of(row)

    def of(self, row: Row, who: Countable | None = None) -> Iterator[Taken | Refused]:
        """Judge the results of one row; ``who`` is whose they are, where that is known to count in their month."""
        found = scores_of(row, self._given)
        faults = [one for one in found if isinstance(one, Rejection)]
        if faults:
            problems = tuple(one.problem(row.header.file) for one in faults)
            yield Refused(problems, results=max(1, sum(map(bool, row.more))))
        scores = [one for one in found if not isinstance(one, Rejection)]
        for at, score in enumerate(scores):
            judged = self._ground.judged(score) if who is None else self._ground.valued(who, score)
            if isinstance(judged, Unfit):
                place, is_of_all = _place(row, score, judged.column), judged.column in _OF_THE_ROW
                problems = tuple(Problem(reason, place) for reason in judged.reasons)
                yield Refused(problems, judged.is_by_rule, results=len(scores) - at if is_of_all else 1)
                if is_of_all:
                    return  # said once for all results of the row
            else:
                yield Taken(row, score, judged)


def _results(row: Rejection, header: Header) -> int:
    """Count the results that a row has which is none: the filled cells of a wide one, as far as they are known."""
    return max(1, sum(at <= len(row.cells) and bool(row.cells[at - 1]) for at, _ in header.more))


def _place(row: Row, score: ScoreRow, name: str) -> Place | None:
    """Give the cell of a result that is at fault; of a month given for all rows, the row."""
    return row.place_of(name) if row.header.layout is LONG or name in _OF_THE_ROW else score.place

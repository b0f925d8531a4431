"""Storing packed scores: held against what is in force, appended in the order of their keys, conflicts told.

Where nothing is in force and every line has one stage, which is nearly always, a score is appended as it is unpacked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from thidua.actions.comparing_scores import Permit, Said, outcomes
from thidua.actions.entering import named
from thidua.actions.packing import Packing, Valued
from thidua.actions.receipts import Planned, Tally
from thidua.actions.score_rows import Taken
from thidua.domain.month import Month
from thidua.domain.stages import Stage
from thidua.errors import InputRefused, Place, Reason, because
from thidua.ledger.database import Connection
from thidua.ledger.plain_scores import Alike, PlainScores, Stated
from thidua.ledger.recording import Cells, Recording
from thidua.ledger.scores import (
    ScoreInForce,
    ScoreValue,
    add_score_rows,
    added_cells,
    cancelled_cells,
    have_any,
    scores_among,
)
from thidua.read.source import Source

_BLOCK = 20_000  # scores held against what is in force at once
_TWICE: tuple[Reason, ...] = ()  # in place of reasons: the line is said twice
_BESIDE = None  # in place of reasons: another stage of the line is refused


class Storing:
    """Appends packed scores to an entry, and keeps what became of each that was not simply new."""

    def __init__(self, connection: Connection, packing: Packing, campaign: int, permit: Permit) -> None:
        self._connection = connection
        self._packing = packing
        self._packed = packing.packed
        self._campaign = campaign
        self._permit = permit
        self._refused: dict[int, tuple[Reason, ...] | None] = {}
        self._outcomes: dict[int, tuple[str, str | None]] = {}
        self._counts: Counter[tuple[str, int]] = Counter()
        self._has_any: dict[int, bool] = {}
        self._plain: dict[Alike, PlainScores] = {}
        self._firsts: dict[int, Place | None] = {}
        self._wrong: dict[int, Place | None] = {}  # the first refused of a line
        self._beside: list[tuple[int, Place | None]] = []
        self.months: set[int] = set()

    def look(self, tally: Tally) -> None:
        """Find every conflict as ``store`` does, and store nothing."""
        for month, scores in self._by_month():
            if not self._is_plain(month, scores):
                for _ in self._compared((month, 0), scores, keeps_all=False):
                    pass
        self._tell(tally)

    def store(self, record: Recording, tally: Tally) -> None:
        """Append what is new, and count what became of every row; conflicts are refused in the tally."""
        for month, scores in self._by_month():
            self._packing.told(0, len(scores))
            is_plain = self._is_plain(month, scores) and not tally.keeps_plan
            if not (is_plain and self._add_plainly(record, month, scores)):
                add_score_rows(record, self._compared((month, record.seq), scores, keeps_all=tally.keeps_plan))
        self._tell(tally)

    def _by_month(self) -> Iterator[tuple[int, list[int]]]:
        for taken in self._packed.slices():
            if self._packed.month(taken[0]) == self._packed.month(taken[-1]):
                yield self._packed.month(taken[0]), taken
            else:
                yield from ((month, list(own)) for month, own in groupby(taken, key=self._packed.month))

    def _is_plain(self, month: int, scores: list[int]) -> bool:
        """True when nothing is in force of the lines of some scores, and each has one stage."""
        if month not in self._has_any:
            self._has_any[month] = have_any(self._connection, self._campaign, Month(month))
        return not self._has_any[month] and not self._packed.has_twins(scores)

    def _add_plainly(self, record: Recording, month: int, scores: list[int]) -> bool:
        """Append scores of one stage and under one ruleset; false when they are not."""
        counts = self._packed.places(scores)
        said = {place: self._value(place) for place in counts}
        rulesets = {ruleset for one, ruleset, _ in said.values() if one.value is not None}
        stages = self._packed.stages(scores)
        if len(rulesets) > 1 or len(stages) > 1:
            return False
        for place, count in counts.items():
            one, _, file = said[place]
            self._counts["unchanged" if one.value is None else "created", file] += count
        if rulesets:
            self.months.add(month)
            stored = {place for place, (one, _, _) in said.items() if one.value is not None}
            besides = {(said[place][0].reason, said[place][0].note) for place in stored}
            alike = Alike(month, stages.pop(), rulesets.pop(), besides.pop() if len(besides) == 1 else None)
            if alike not in self._plain:
                self._plain[alike] = PlainScores(record, self._packed, alike, self._stated)
            self._plain[alike].add(scores if len(stored) == len(said) else self._packed.among(scores, stored))
        return True

    def _stated(self, place: int) -> Stated:
        said = self._value(place)[0]
        if said.value is None:
            raise ValueError(place)
        return Stated(said.value, (said.reason, said.note))

    def _tell(self, tally: Tally) -> None:
        if self._refused or tally.keeps_plan:
            for source in self._packing.sources:
                self._go_through(source, tally)
            for line, place in self._beside:
                tally.refuse_beside([self._wrong[line], place])
        for (outcome, number), count in self._counts.items():
            tally.count(outcome, Place(self._packing.sources[number].name), count)
            tally.stored += 0 if outcome == "unchanged" else count

    def _value(self, place: int) -> Valued:
        value: Valued = self._packed.values[place]
        return value

    def _compared(self, at: tuple[int, int], scores: list[int], *, keeps_all: bool) -> Iterator[Cells]:
        """Hold scores against what is in force, a block of them at a time."""
        start = 0
        while start < len(scores):
            stop = self._packed.line_end(scores, min(start + _BLOCK, len(scores)))
            block = scores[start:stop]
            start = stop
            there = scores_among(self._connection, self._campaign, Month(at[0]), self._packed.registrations_of(block))
            for _, line in groupby(block, key=self._packed.line):
                yield from self._of_line(at, list(line), there, keeps_all=keeps_all)

    def _of_line(
        self,
        at: tuple[int, int],
        line: list[int],
        there: Mapping[tuple[int, int], Mapping[Stage, ScoreInForce]],
        *,
        keeps_all: bool,
    ) -> Iterator[Cells]:
        unpacked = list(self._packed.unpacked(line))
        who, which, number, place = unpacked[0]
        old = there.get((who, which), {})
        if len(line) == 1 and len(old) == 1 and self._is_there(number, place, old):
            self._counts["unchanged", self._value(place)[2]] += 1
            if keeps_all:
                self._outcomes[self._packed.key(line[0])] = ("unchanged", old[Stage(number)].reported)
            return
        said, met = self._said(line, unpacked)
        if self._refused_with_a_repeated(key for key, _, _ in met.values()):
            return
        for stage, outcome in outcomes(said, old, self._permit).items():
            key, ruleset, file = met[stage]
            before = old.get(stage)
            if isinstance(outcome, tuple):
                self._refused[key] = outcome or _BESIDE
                continue
            self._counts[outcome, file] += 1
            if keeps_all:
                self._outcomes[key] = (outcome, before.reported if before else None)
            if outcome != "unchanged":
                self.months.add(at[0])
                start = (at[0], who, which, stage.value, at[1])
                if before is not None:
                    yield (*start, *cancelled_cells(before))
                value = said[stage].value
                if value is not None:
                    yield (*start, *added_cells(value, ruleset, said[stage].reason, said[stage].note))

    def _refused_with_a_repeated(self, keys: Iterable[int]) -> bool:
        """Refuse the stages of a line beside one that is said twice, which might explain them; false when none is."""
        stages = list(keys)
        found = any(key in self._refused for key in stages)
        if found:
            self._refused |= {key: self._refused.get(key, _BESIDE) for key in stages}
        return found

    def _said(
        self, line: list[int], unpacked: list[tuple[int, int, int, int]]
    ) -> tuple[dict[Stage, Said], dict[Stage, tuple[int, int, int]]]:
        """Give what is said of a line at each stage, and under which key, by which rules and in which file."""
        said: dict[Stage, Said] = {}
        met: dict[Stage, tuple[int, int, int]] = {}
        for packed, (_, _, number, place) in zip(line, unpacked, strict=True):
            stage, key = Stage(number), self._packed.key(packed)
            one, ruleset, file = self._value(place)
            if stage in said:
                self._refused[key] = _TWICE
            said[stage], met[stage] = one, (key, ruleset, file)
        return said, met

    def _is_there(self, stage: int, place: int, old: Mapping[Stage, ScoreInForce]) -> bool:
        """True when just this is in force: what is nearly always so of a file that comes again."""
        one, there = self._value(place)[0], old.get(Stage(stage))
        value = one.value
        return (
            there is not None
            and value is not None
            and (there.reported, there.points, there.is_met) == (value.reported, value.points, value.is_met)
            and one.note in {None, there.note}
        )

    def _go_through(self, source: Source, tally: Tally) -> None:
        """Go through a file again, to say where what was refused stands, or what would become of each row."""
        firsts = self._firsts
        for one in self._packing.taken(source):
            key, place = self._packing.key_of(one), one.score.place
            if key in self._outcomes:
                tally.plan(_planned(one, *self._outcomes[key]))
            if key not in self._refused:
                continue
            reasons = self._refused[key]
            if reasons is None:
                self._beside.append((self._packed.line_of(key), place))
            elif reasons:
                self._wrong.setdefault(self._packed.line_of(key), place)
                tally.refuse(InputRefused(named(reasons, one.judged, one.score)), place)
            elif key in firsts:
                facts = {"code": one.judged.who.code, "criterion": one.judged.line.code}
                tally.refuse(InputRefused(because("score-repeats", **facts, first=str(firsts[key]))), place)
                tally.refuse_beside([firsts[key], place])
                self._wrong.setdefault(self._packed.line_of(key), place)
            else:
                firsts[key] = place


def _planned(one: Taken, outcome: str, before: str | None) -> Planned:
    value: ScoreValue | None = one.judged.value
    about = f"{one.judged.who.code} {one.judged.line.code} {one.score.month} {one.score.stage.word}"
    told = None if value is None else f"{value.reported} = {value.points}"
    return Planned(str(one.score.place), outcome, about, told, before)

"""Reading files of scores into packed numbers: what is met again and again is judged once, and then looked up.

Of a million rows there are fifty thousand registrations and, of each line, a few hundred values. A row whose
registration and whose other cells have been met costs two lookups; only the others are judged (``ground``).
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import TypeAlias

from thidua.actions.batch import Numbers
from thidua.actions.comparing_scores import Said
from thidua.actions.ground import Ground
from thidua.actions.looking_up import Known, Met, Places
from thidua.actions.score_rows import Refused, ScoreRows, Taken
from thidua.domain.identity import identity_number
from thidua.domain.month import Month, parse_month
from thidua.errors import Reason
from thidua.ledger.packed import PackedScores
from thidua.ledger.registrations import Countable
from thidua.read.rows import Rejection, Row, Rows, free_words, plain_rows
from thidua.read.scores import LONG, Given, said_beside
from thidua.read.source import Source

Valued: TypeAlias = tuple[Said, int, int]  # what is said, under which ruleset, in which file
Told: TypeAlias = Callable[[int, int], None]  # so many more rows read, so many more stored

_REST, _FREE = ("criterion", "value", "stage"), tuple(column.name for column in LONG.columns if column.is_free)
_EARLIER = 120  # months before the launch, should another version begin earlier
_STEP = 1 << 14  # rows between two signs of progress


class _Doubtful(Exception):
    """A row that is not taken as it stands: the files are to be gone through again, line by line."""


class Packing:
    """Reads files of scores: quickly where nothing is wrong, else line by line with every refusal in the tally."""

    def __init__(self, ground: Ground, sources: Sequence[Source], given: Given, told: Told) -> None:
        self._ground = ground
        self.sources = sources
        self._given = given
        self.told = told
        self._judging = ScoreRows(ground, given)
        self._registrations = ground.registration_numbers()
        self._begin()

    def _begin(self) -> None:
        first = self._ground.first_month.ordinal - _EARLIER
        self.packed = PackedScores(self._registrations, self._ground.criterion_numbers(), first)
        self.rows: dict[str, int] = {}
        self.refused: list[Refused] = []
        self.notes: list[Reason] = []
        self._identity = Numbers()
        self._whos: dict[Month, Known] = {}
        self._tables: dict[tuple[Month, str, str], Met] = {}
        self._of_written: dict[Month | str | None, Known] = {}

    def read(self) -> None:
        """Read every file."""
        try:
            for number, source in enumerate(self.sources):
                self._quickly(number, source)
        except (_Doubtful, csv.Error, UnicodeDecodeError):
            self._begin()
            for number, source in enumerate(self.sources):
                self._carefully(number, source)
        for source in self.sources:
            source.refuse_changed()
        self.notes += self._identity.notes()

    def taken(self, source: Source) -> Iterator[Taken]:
        """Go through the rows of a file again that are not refused."""
        return self._judging.taken(source)

    def key_of(self, taken: Taken) -> int:
        """Give the key of a score."""
        who = self.packed.who(taken.score.month.ordinal, taken.judged.who.id)
        return self.packed.key(who + self.packed.what(taken.judged.criterion, taken.score.stage.value, None))

    def _carefully(self, number: int, source: Source) -> None:
        self.rows.setdefault(source.name, 0)
        rows = self._judging.opened(source)
        if isinstance(rows, Refused):
            self.refused.append(rows)
            return
        for one in self._judging.each(rows):
            if isinstance(one, Refused):
                self._count(source.name, one.results)
                self.refused.append(one)
            else:
                self._count(source.name)
                self.packed.add(self._packed(number, one))
        self.notes += rows.notes()

    def _count(self, file: str, results: int = 1) -> None:
        before = self.rows[file]
        self.rows[file] = before + results
        if before // _STEP < self.rows[file] // _STEP:
            self.told(_STEP, 0)

    def _packed(self, number: int, taken: Taken) -> int:
        self.notes += taken.judged.doubts
        self._identity.look(taken.row)
        who = self.packed.who(taken.score.month.ordinal, taken.judged.who.id)
        return who + self._what(number, taken, taken.score.reason, taken.score.note)

    def _what(self, number: int, taken: Taken, reason: str | None, note: str | None) -> int:
        judged = taken.judged
        value: Valued = (Said(judged.value, reason, note), judged.ruleset, number)
        return self.packed.what(judged.criterion, taken.score.stage.value, value)

    def _quickly(self, number: int, source: Source) -> None:
        """Take a file in which nothing is wrong; anything that is, ends it."""
        for table in self._tables.values():
            table.clear()  # what was met is kept with the file it was met in
        rows = self._judging.opened(source)
        if isinstance(rows, Refused):
            raise _Doubtful
        # what stands under no heading must be looked at, row by row
        is_plain = rows.separator is not None and rows.header.layout is LONG and all(rows.header.cells)
        cells = plain_rows(source, rows) if is_plain else None
        if is_plain and cells is None:
            raise _Doubtful
        self.rows.setdefault(source.name, 0)
        if cells is not None:
            self._look_up(number, rows, cells)
        else:
            for one in self._judging.each(rows):
                if isinstance(one, Refused):
                    raise _Doubtful
                self._count(source.name)
                self.packed.add(self._packed(number, one))
        self.notes += rows.notes()

    def _look_up(self, number: int, rows: Rows, cells: Iterator[list[str]]) -> None:
        header = rows.header
        free = {name: at for name in _FREE if (at := header.place(name)) is not None}
        rest = itemgetter(*[at for at in map(header.place, _REST) if at is not None], *free.values())
        places = Places(header.width, header.place("registration") or 0, header.place("month"), rest, free)
        count = 0
        while block := list(islice(cells, _STEP)):
            plain, told = places.parted(block)
            taken = self._at_once(plain, places)
            if taken is None:
                taken = list(self._one_by_one(number, rows, plain, places))
            taken += self._one_by_one(number, rows, told, places)
            self.packed.extend(taken)
            count += len(taken)
            self.told(len(taken), 0)
        self.rows[header.file] += count

    def _at_once(self, block: list[list[str]], places: Places) -> list[int] | None:
        """Look up a block of one month in which everything was met before, all at once; else None."""
        if not places.are_whole(block):
            return None
        months = {self._given.month} if places.month is None else set(map(itemgetter(places.month), block))
        if len(months) > 1:
            return None
        whos = list(map(itemgetter(places.who), block))
        try:
            return self._whos_of(months.pop()).at_once(whos, map(places.rest, block))
        except KeyError:
            return None

    def _one_by_one(self, number: int, rows: Rows, block: list[list[str]], places: Places) -> Iterator[int]:
        for row in block:
            if len(row) != places.width:
                if any(cell.strip() for cell in row):
                    raise _Doubtful
                continue
            known = self._whos_of(self._given.month if places.month is None else row[places.month])
            who, rest = row[places.who], places.rest(row)
            found = known.find(who)
            if found is not None and rest in found[1]:
                yield found[0] + found[1][rest]
            elif found is not None and (met := found[1].get(places.bare(rest))) is not None:
                yield found[0] + self._restated(met, row, places)
            elif any(cell.strip() for cell in row):
                taken = self._one(rows, row, found)
                self._remember(number, taken, (known, places.bare(rest), who))
                yield self._packed(number, taken)

    def _whos_of(self, month: Month | str | None) -> Known:
        """Give whoever counts in a month as it is given, or as it is written in a row."""
        if month not in self._of_written:
            # a month that is written and cannot be read is never the one given
            found = month if isinstance(month, Month) else _month(month) if month else self._given.month
            self._of_written[month] = self._known(found)
        return self._of_written[month]

    def _one(self, rows: Rows, cells: list[str], known: tuple[int, Met] | None) -> Taken:
        row, who = _read(rows, cells), None
        if known is not None:
            bits, table = known
            ((registration, _, _, _),) = self.packed.unpacked([bits])
            who = Countable(row.cell("registration"), registration, table.track, table.unit)
        (one,) = self._judging.of(row, who)
        if isinstance(one, Refused):
            raise _Doubtful
        return one

    def _restated(self, bits: int, row: list[str], places: Places) -> int:
        """Give what a row says whose line and value were met before, with words of its own."""
        said, ruleset, number = self.packed.values[bits & self.packed.layout.values]
        words = {name: _words(row[at]) for name, at in places.free.items()}
        reason, note = said_beside(lambda name: words.get(name, ""), self._given.reason)
        value: Valued = (Said(said.value, reason, note), ruleset, number)
        return self.packed.restated(bits, value)

    def _remember(
        self,
        number: int,
        taken: Taken,
        places: tuple[Known, tuple[str, ...], str],
    ) -> None:
        """Let the next row like this one, but for its words, be looked up, unless something is to be noted of each."""
        known, rest, who = places
        if taken.judged.doubts:
            return
        month, registrant = taken.score.month, taken.judged.who
        table = self._table(month, registrant.track, registrant.unit_code)
        if known.find(who) is None:
            known.add(who, self.packed.who(month.ordinal, registrant.id), table)
        table[rest] = self._what(number, taken, self._given.reason, None)

    def _known(self, month: Month | None) -> Known:
        """Give whoever counts in a month, by code."""
        if month is None:
            return Known()
        if month not in self._whos:
            known = self._whos[month] = Known()
            for one in self._ground.countable(month):
                bits = self.packed.who(month.ordinal, one.id)
                known.add(one.code, bits, self._table(month, one.track, one.unit_code))
        return self._whos[month]

    def _table(self, month: Month, track: str, unit: str) -> Met:
        key = (month, track, unit if self._ground.is_by_unit(month, track) else "")
        if key not in self._tables:
            self._tables[key] = Met(track, key[2])
        return self._tables[key]


def _read(rows: Rows, cells: list[str]) -> Row:
    row = rows.row(0, cells)
    # of a number to be noted the place is told, which is not known here
    if isinstance(row, Rejection) or Numbers.has_any(row):
        raise _Doubtful
    return row


def _words(cell: str) -> str:
    """Read a cell written freely beside what was judged before, as ``_read`` does a row."""
    text = free_words(cell)
    if isinstance(text, Reason) or identity_number(text):
        raise _Doubtful
    return text


def _month(text: str) -> Month | None:
    found = parse_month(text) if text else None
    return found if isinstance(found, Month) else None

"""The one receipt that every import gives."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from thidua.errors import InputRefused, Place, Problem, Reason, RuleRefused, ThiduaError, because


@dataclass(frozen=True)
class FileRead:
    """What became of the rows of one file: ``rows_read = created + unchanged + superseded + rejected``.

    Of a wide file of scores results are counted: filled cells.
    """

    file: str
    rows_read: int
    created: int
    unchanged: int
    superseded: int
    rejected: int


@dataclass(frozen=True)
class Planned:
    """One row of a trial: what would become of it (``created``, ``unchanged``, ``superseded``), and of what it is said.

    ``about`` names it in codes, ``value`` is what it says, ``before`` what it supersedes.
    """

    place: str | None
    outcome: str
    about: str
    value: str | None = None
    before: str | None = None


@dataclass(frozen=True)
class Imported:
    """What became of a batch: ``rows_read = created + unchanged + superseded + rejected``, as for each of its files.

    ``stored`` are the units, registrations, sittings or results behind the created and superseded rows; ``notes`` do
    not stop it. ``problems`` are those of the rejected rows, when the good ones were to be stored all the same.
    """

    kind: str
    rows_read: int
    created: int
    unchanged: int
    superseded: int
    rejected: int
    stored: int
    entry: int | None
    is_trial: bool = False
    files: tuple[FileRead, ...] = ()
    notes: tuple[Reason, ...] = ()
    planned: tuple[Planned, ...] = ()
    problems: tuple[Problem, ...] = ()
    rejected_files: tuple[str, ...] = ()


@dataclass
class Tally:
    """Counts and refusals while a batch is taken: the places of the rows that became of something, by what."""

    keeps_plan: bool = False
    accepts_valid: bool = False
    stored: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    planned: list[Planned] = field(default_factory=list)
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)
    _wrong_input: bool = False
    _wrong: set[Place | None] = field(default_factory=set)

    def count(self, outcome: str, place: Place | None, rows: int = 1) -> None:
        """Count rows of a file."""
        key = (place.file if place else "", outcome)
        self._counts[key] = self._counts.get(key, 0) + rows

    def plan(self, planned: Planned) -> None:
        """Keep what would be done, when somebody wants to know."""
        if self.keeps_plan:
            self.planned.append(planned)

    def refuse(self, error: ThiduaError, place: Place | None) -> None:
        """Collect a refusal; of those without a place it is that of the row."""
        self.refuse_all(
            [Problem(one.reason, one.place or place) for one in error.problems],
            is_by_rule=isinstance(error, RuleRefused),
        )

    def refuse_all(self, problems: Iterable[Problem], *, is_by_rule: bool = False) -> None:
        """Collect problems with their places; ``is_by_rule`` when the procedure refuses, and not the input itself."""
        for problem in problems:
            self._wrong_input = self._wrong_input or not is_by_rule
            self._add(problem)

    def refuse_beside(self, rows: Sequence[Place | None]) -> None:
        """Refuse rows that are not wrong but belong to one that is: lines of its registration, of its sitting."""
        at = next((place for place in rows if place in self._wrong), None)
        for place in rows:
            if place is not None and place not in self._wrong:
                self._add(Problem(because("row-beside-refused", first=str(at)), place))

    def refuse_groups(self, rows: Iterable[tuple[Hashable, Place | None]]) -> None:
        """Refuse all rows of things of which one is wrong; each place comes with the thing it is of."""
        groups: dict[Hashable, list[Place | None]] = {}
        for thing, place in rows:
            groups.setdefault(thing, []).append(place)
        for places in groups.values():
            self.refuse_beside(places)

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)
        self._wrong.add(problem.place)

    def refusal(self) -> ThiduaError:
        """Give every refusal collected as one: exit 5 when only rules refused, 3 when the input itself is wrong."""
        return (InputRefused if self._wrong_input else RuleRefused)(self.in_order())

    def in_order(self) -> list[Problem]:
        """Give the problems in the order of the lines of each file, whichever check found them."""
        files = list(dict.fromkeys(problem.place.file for problem in self.problems if problem.place))

        def position(problem: Problem) -> tuple[int, int, int]:
            place = problem.place
            return (files.index(place.file), place.line or 0, place.column or 0) if place else (-1, 0, 0)

        return sorted(self.problems, key=position)

    def counted(self, outcome: str, file: str | None = None) -> int:
        """Give how many rows became that, of one file or of all."""
        return sum(n for (of, what), n in self._counts.items() if what == outcome and file in {None, of})

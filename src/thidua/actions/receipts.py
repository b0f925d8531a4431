"""The one receipt that every import gives."""

from dataclasses import dataclass

from thidua.errors import Problem, Reason


@dataclass(frozen=True)
class Imported:
    """What became of a batch: ``rows = created + unchanged + superseded``, since any refused row refuses all.

    ``rows`` of registrations are registrations, each of one or several lines; ``notes`` do not stop it.
    """

    kind: str
    rows: int
    created: int
    unchanged: int
    superseded: int
    entry: int | None
    notes: tuple[Reason, ...] = ()


@dataclass
class Tally:
    """Counts and refusals while a batch is read."""

    rows: int = 0
    created: int = 0
    unchanged: int = 0
    superseded: int = 0

    def __post_init__(self) -> None:
        self.problems: list[Problem] = []
        self.notes: list[Reason] = []

    def receipt(self, kind: str, *, entry: int | None) -> Imported:
        """Close the count."""
        notes = tuple(self.notes)
        return Imported(kind, self.rows, self.created, self.unchanged, self.superseded, entry, notes)

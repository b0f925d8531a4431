"""What a check finds: one stable code each, where it is, what was expected there and what is there instead."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from thidua.errors import Reason

LISTED = 1000  # of one check; what is beyond is counted, so that a ledger ruined from end to end is told in bounds
_TOLD = 4000  # characters of what was expected or found
Said = str | int | None


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be, or with ``is_note`` only worth knowing; a code never changes its meaning.

    Everything but the code may be missing; ``why`` is the reason a gate gives. Once gathered, what is said is text.
    """

    code: str
    table: str | None = None
    entry: int | None = None
    key: Said = None
    expected: Said = None
    found: Said = None
    is_note: bool = False
    why: Reason | None = None


@dataclass(frozen=True)
class Check:
    """One check: how many things it looked at, what it found, and how many findings beyond those are not listed.

    ``is_done`` is false when what it looks at was not there to be looked at.
    """

    name: str
    looked_at: int
    findings: tuple[Finding, ...] = ()
    more: int = 0
    is_done: bool = True

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that are more than notes."""
        return tuple(one for one in self.findings if not one.is_note)

    @property
    def is_sound(self) -> bool:
        """True when nothing is wrong as far as it was done."""
        return not self.faults and not self.more


@dataclass
class Gathered:
    """The findings of a check in the making."""

    found: list[Finding] = field(default_factory=list)
    more: int = 0

    def add(self, finding: Finding) -> None:
        """Add a finding, what it says told in bounds."""
        key, expected, found = _short(finding.key), _short(finding.expected), _short(finding.found)
        self._add(replace(finding, key=key, expected=expected, found=found))

    def shut(self, table: str, entry: int, key: Said, reasons: Iterable[Reason]) -> None:
        """Add the reasons why a gate was shut when something went through it all the same."""
        for why in reasons:
            self._add(Finding("gate-shut", table, entry, str(key), None, why.code, why=why))

    def note(self, code: str, *, entry: int | None = None, expected: Said = None, found: Said = None) -> None:
        """Add what is only worth knowing."""
        self._add(Finding(code, None, entry, None, str(expected), str(found), is_note=True))

    def _add(self, finding: Finding) -> None:
        if len(self.found) < LISTED:
            self.found.append(finding)
        else:
            self.more += 1

    def check(self, name: str, looked_at: int, *, is_done: bool = True) -> Check:
        """Give the check with what was gathered."""
        return Check(name, looked_at, tuple(self.found), self.more, is_done)


Look = Callable[[Gathered], int]


def _short(told: Said) -> str | None:
    """Give a text that is told in bounds, whatever a hostile ledger holds."""
    if told is None:
        return None
    text = str(told)
    return text if len(text) <= _TOLD else f"{text[:_TOLD]}…"


def said(error: BaseException) -> str:
    """Say what an error says, without the statement that met it."""
    cause = getattr(error, "orig", None) or error
    return f"{type(cause).__name__}: {cause}"

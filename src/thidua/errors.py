"""Every refusal: what may be refused, and with which exit code.

A refusal is made of :class:`Reason` values, a stable code and its facts. No sentence is made here: the words of each
code stand in ``thidua.words.refusals``, in English and Vietnamese.

===================  ====  ==================================================================
class                code  meaning
===================  ====  ==================================================================
``Misuse``           2     a malformed argument
``InputRefused``     3     unknown code, duplicate, bad content: nothing was written
``CheckFailed``      4     ``campaign check`` found problems
``RuleRefused``      5     a gate of the procedure is not met
``NoLedger``         10    there is no ledger here, or it is not a thidua ledger
``LedgerBusy``       11    another program holds the ledger
``LedgerVersion``    12    the ledger is newer than this program, or older and not upgraded
``StorageFailed``    13    disk full, read-only, input/output error: nothing was written
===================  ====  ==================================================================

Exit code 1 is a bug, 130 an interrupted run; 0 is done.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is refused or noted: a stable ``code`` and the ``facts`` its sentence needs."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def because(code: str, /, **facts: object) -> Reason:
    """Build a reason: ``because("score-below-zero", criterion="x", value=v)``."""
    return Reason(code, facts)


def column_letters(number: int) -> str:
    """Name a column of a sheet, counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: lines and columns count from 1; a missing one is not known. ``sheet`` is that of a workbook."""

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None

    def __str__(self) -> str:
        """``file:line:col``, as editors and compilers write it; ``file.xlsx!Sheet!C17``, as spreadsheets do."""
        if self.sheet is not None:
            cell = f"{column_letters(self.column)}{self.line or ''}" if self.column else f"{self.line or ''}"
            return "!".join(part for part in (self.file, self.sheet, cell) if part)
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


BESIDE = "row-beside-refused"  # of rows that are refused with another and not wrong themselves


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason and, where it is known, its place in a file."""

    reason: Reason
    place: Place | None = None


class ThiduaError(Exception):
    """A refusal the user can act on; carries every problem found, in order."""

    exit_code = 1
    kept_in: tuple[str, ...] = ()  # files in which the refused rows were kept
    notes: tuple[Reason, ...] = ()  # what is to be known besides

    def __init__(self, problems: Reason | Problem | Iterable[Reason | Problem]) -> None:
        listed = [problems] if isinstance(problems, (Reason, Problem)) else list(problems)
        self.problems = tuple(p if isinstance(p, Problem) else Problem(p) for p in listed)
        super().__init__("; ".join(p.reason.code for p in self.problems))


class Misuse(ThiduaError):
    """A malformed argument."""

    exit_code = 2


class InputRefused(ThiduaError):
    """Unknown code, duplicate or bad content: nothing was written."""

    exit_code = 3


class CheckFailed(ThiduaError):
    """A check found problems."""

    exit_code = 4


class RuleRefused(ThiduaError):
    """A gate of the procedure is not met: nothing was written."""

    exit_code = 5


class NoLedger(ThiduaError):
    """There is no ledger at that path, or the file is not a thidua ledger."""

    exit_code = 10


class LedgerBusy(ThiduaError):
    """Another program holds the ledger longer than we wait."""

    exit_code = 11


class LedgerVersion(ThiduaError):
    """The ledger's schema is newer than this program, or older and not upgraded."""

    exit_code = 12


class StorageFailed(ThiduaError):
    """The disk is full, read-only or failing: nothing was written."""

    exit_code = 13

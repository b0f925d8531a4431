"""One command's run: its settings, its clock, and where it speaks. stdout is data, stderr is everything else."""

import sys
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.cli.complaints import note_json, note_lines, problem_json
from thidua.cli.settings import Settings, process_environment, settle
from thidua.domain.dates import day_in_vietnam
from thidua.domain.occasion import Occasion
from thidua.errors import Problem, Reason

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from thidua.reports.document import Document

clock: ContextVar[datetime | None] = ContextVar("clock", default=None)


@dataclass(frozen=True)
class Session:
    """What every command is given."""

    settings: Settings
    is_json: bool
    is_quiet: bool
    as_of: date | int | None = None
    is_redacted: bool = False
    noted: tuple[Reason, ...] = ()

    @property
    def db(self) -> Path:
        """The ledger's path."""
        return self.settings.db

    @property
    def occasion(self) -> Occasion:
        """Who acts, and when."""
        now = clock.get() or datetime.now(UTC)
        known = self.settings
        today = day_in_vietnam(now)
        return Occasion(known.actor, now, today, known.campaign, known.wait, self.as_of, is_redacted=self.is_redacted)

    def tell(self, *lines: str) -> None:
        """Say something to people, on stderr; nothing when quiet, or when a script reads JSON."""
        if not self.is_quiet:
            self.complain(*lines)

    def complain(self, *lines: str) -> None:
        """Say what is wrong, on stderr, also when quiet; a script that reads JSON has it in the receipt."""
        from thidua.write.visible import visible

        if not self.is_json:
            for line in lines:
                sys.stderr.write(visible(line) + "\n")

    def receipt(self, name: str, receipt: "DataclassInstance", *lines: str) -> None:
        """Give a receipt: as JSON on stdout, or as sentences; what was noted of the command's words goes with it."""
        from thidua.write.jsontext import dumps

        if self.is_json:
            told = {f.name: getattr(receipt, f.name) for f in fields(receipt)}
            if self.noted:
                told["notes"] = (*told.get("notes", ()), *self.noted)
            body = {"schema": f"thidua.{name}/1", **{key: as_json(value) for key, value in told.items()}}
            sys.stdout.write(dumps(body) + "\n")
        else:
            self.tell(*lines[:1], *self.notes(self.noted), *lines[1:])

    def notes(self, notes: Iterable[Reason]) -> list[str]:
        """Say what was noted and did not stop the command."""
        return note_lines(notes)

    def show(self, document: "Document", *, format_name: str | None = None, output: Path | None = None) -> None:
        """Write a document: as JSON when asked, else in its format, else as a table, or as plain rows when piped."""
        from thidua.cli.output import refuse_ledger, write_document

        refuse_ledger(output, self.db)
        write_document(document, "json" if self.is_json else format_name, output)


def as_json(value: Any) -> Any:
    """Give reasons their sentence, problems also their place, leave everything else to the writer."""
    if isinstance(value, Problem):
        return problem_json(value)
    if isinstance(value, Reason):
        return note_json(value)
    if isinstance(value, tuple | list):
        return [as_json(part) for part in value]
    return value


def begin(
    flags: Mapping[str, str | None], *, is_json: bool, is_quiet: bool, as_of: date | int | None = None
) -> Session:
    """Begin a command's run."""
    return Session(settle(flags, process_environment()), is_json, is_quiet, as_of)

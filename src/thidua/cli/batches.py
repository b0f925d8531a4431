"""Files of rows on the command line: how they are opened, on what terms stored, and what is said of them."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.complaints import kept_lines, problem_lines
from thidua.cli.session import Session
from thidua.errors import InputRefused, Misuse, Problem, Reason, ThiduaError, because
from thidua.words.language import say, screen
from thidua.words.terms import term

if TYPE_CHECKING:
    from thidua.actions.importing import Terms
    from thidua.actions.receipts import Imported
    from thidua.read.source import Source
    from thidua.reports.document import Document


Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE…", help="CSV, TSV, XLSX or JSON lines, told by the content; - is stdin."),
]


@dataclass(frozen=True)
class ManyOptions:
    """How files are read, and on what terms they are stored."""

    is_trial: Annotated[
        bool, typer.Option("--dry-run", help="Store nothing: show row by row what would become of it.")
    ] = False
    accepts_valid: Annotated[
        bool, typer.Option("--accept-valid", help="Store the good rows though others are refused.")
    ] = False
    is_strict: Annotated[bool, typer.Option("--strict", help="Refuse columns that nobody asked for.")] = False
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook. [default: the one that fits]"),
    ] = None
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding", metavar="NAME", help="utf-8, utf-16-le, utf-16-be, cp1258, tcvn3, vni. [default: told]"
        ),
    ] = None
    rejected: Annotated[
        Path | None,
        typer.Option("--rejected", metavar="FILE", help="Where refused rows go. [default: FILE.rejected.csv]"),
    ] = None

    def terms(self, reason: str | None = None) -> "Terms":
        """Give the terms on which rows are stored."""
        from thidua.actions.importing import Terms

        return Terms(self.accepts_valid, self.is_trial, reason)

    def kept(
        self, kind: str, sources: Sequence["Source"], problems: Sequence[Problem]
    ) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
        """Keep the refused rows of each file, unless it is a trial; give the files, and why others are not."""
        if not problems or self.is_trial:
            return (), ()
        from thidua.actions.kinds import LAYOUTS
        from thidua.write.rejected import write_rejected

        found = [write_rejected(one, LAYOUTS[kind], problems, screen(), self.rejected) for one in sources]
        files = tuple(str(one) for one in found if isinstance(one, Path))
        return files, tuple(one for one in found if isinstance(one, Reason))

    @contextmanager
    def opened(self, files: Sequence[str]) -> Iterator[list["Source"]]:
        """Open every file, or refuse the first that cannot be."""
        from thidua.read.encoding import Encoding
        from thidua.read.source import Manner, opened

        self._check_files(files)
        known = tuple(Encoding)
        if self.encoding is not None and self.encoding.lower() not in known:
            raise Misuse(because("choice-wanted", option="--encoding", text=self.encoding, known=known))
        encoding = None if self.encoding is None else Encoding(self.encoding.lower())
        manner = Manner(self.sheet, self.is_strict, encoding)
        # whoever starts a program may close its stdin: Python has none then, whatever its types say
        stdin = getattr(sys.stdin, "buffer", None)
        with ExitStack() as stack:
            yield [stack.enter_context(opened(file, manner, stdin=stdin)) for file in files]

    def _check_files(self, files: Sequence[str]) -> None:
        """Refuse what is wrong with the names of files, before any is opened."""
        lacking = [file for file in files if file.isalpha() and not os.path.lexists(file)]
        if lacking:
            from thidua.actions.kinds import LAYOUTS

            late = [file for file in lacking if file in LAYOUTS]
            if late:
                raise Misuse(because("kind-not-first", kind=late[0]))
        if self.rejected is not None and len(files) > 1:
            raise Misuse(because("rejected-of-many", option="--rejected"))
        if self.rejected is not None and os.path.lexists(self.rejected):
            raise InputRefused(because("copy-name-taken", path=self.rejected))
        twice = next((file for file, times in Counter(files).items() if times > 1), None)
        if twice is not None:
            raise InputRefused(because("file-twice", path=twice))


@dataclass(frozen=True)
class Job:
    """What is done with files of one kind, and what is said to come next."""

    kind: str
    act: Callable[[Sequence["Source"]], "Imported"]
    following: str


def store(
    session: Session, files: Sequence[str], many: ManyOptions, chosen: Callable[[Sequence["Source"]], Job]
) -> None:
    """Open the files, store them, and say what became of them; what is refused is kept in files of its own."""
    with many.opened(files) as sources:
        job = chosen(sources)
        try:
            done = job.act(sources)
        except ThiduaError as error:
            error.kept_in, error.notes = many.kept(job.kind, sources, error.problems)
            raise
        kept, unkept = many.kept(job.kind, sources, done.problems)
    if done.is_trial and not session.is_json:
        session.show(_plan(done))
    _tell(session, replace(done, rejected_files=kept, notes=(*done.notes, *unkept)), job.following)


def _tell(session: Session, done: "Imported", following: str) -> None:
    facts = {
        "rows": done.rows_read,
        "created": done.created,
        "unchanged": done.unchanged,
        "superseded": done.superseded,
        "rejected": done.rejected,
    }
    told = [
        say(
            "{rows} rows: {created} created, {unchanged} unchanged, {superseded} superseded, {rejected} rejected.",
            **facts,
        )
    ]
    if done.is_trial:
        told.append(say("A trial: nothing was stored."))
    session.complain(*problem_lines(done.problems))
    ended = [] if done.is_trial else [following]
    kept = kept_lines(done.rejected_files)
    if session.is_quiet and done.problems:
        session.complain(*kept, *session.notes(done.notes))
    session.receipt(f"import-{done.kind}", done, *told, *session.notes(done.notes), *kept, *ended)


def _plan(done: "Imported") -> "Document":
    """Show row by row what a trial would have stored."""
    from thidua.reports.document import Column, Document, Table

    columns = (
        Column("place", say("Row")),
        Column("outcome", say("Outcome")),
        Column("about", say("About")),
        Column("value", say("Value")),
        Column("before", say("Before")),
    )
    rows = tuple(
        (one.place, term(screen(), "outcome", one.outcome), one.about, one.value, one.before) for one in done.planned
    )
    return Document("import-trial", screen().code, {}, (Table("planned", None, columns, rows),))

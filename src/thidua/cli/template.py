"""``thidua template scores``: the form a unit fills in."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import MonthOption, StageOption, month_of, stage_of, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import group, verb
from thidua.errors import InputRefused, Misuse, StorageFailed, because
from thidua.words.language import say

if TYPE_CHECKING:
    from thidua.reports.template import Form

app = group(help="Forms to be filled in and imported as they are.")
_FORMATS = ("xlsx", "csv")
UnitOption = Annotated[
    str | None, typer.Option("--unit", metavar="UNIT", help="A unit, and those below it. [default: all]")
]
FormatOption = Annotated[
    str | None, typer.Option("--format", metavar="FORMAT", help="xlsx or csv. [default: by the file's name, else csv]")
]
SplitBy = Annotated[
    str | None, typer.Option("--split-by", metavar="unit", help="One file for each unit, into the folder -o.")
]
Target = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="The file, or the folder.")]


def _scores(
    session: Session,
    month: MonthOption,
    unit: UnitOption = None,
    stage: StageOption = None,
    format_name: FormatOption = None,
    split_by: SplitBy = None,
    output: Target = None,
) -> None:
    """Make the form of a month's results.

    It has a row for every registration and every line that is due, with what is known already; drop-downs and checks
    of numbers; only result, reason and note can be changed. It is imported as it is: thidua import FILE.
    """
    from thidua.reports.template import score_form

    chosen = _format(format_name, output, split_by)
    form = score_form(
        session.db,
        month_of(month),
        stage=stage_of(stage),
        unit=tidied(unit),
        language=None,
        occasion=session.occasion,
    )
    if split_by is not None and output is not None:
        parts = {output / f"{_named(code)}.{chosen}": part for code, part in form.by_unit().items()}
        _refuse_filled(parts)
        _folder(output)
        _tell(session, [_keep(part, path, chosen) for path, part in parts.items()])
    elif output is not None:
        _refuse_filled([output])
        _tell(session, [_keep(form, output, chosen)])
    else:
        session.show(form.document(), format_name="csv")


def _format(format_name: str | None, output: Path | None, split_by: str | None) -> str:
    if split_by not in {None, "unit"}:
        raise Misuse(because("choice-wanted", option="--split-by", text=split_by, known=("unit",)))
    if split_by is not None and output is None:
        raise Misuse(because("option-missing", option="--output"))
    named = None if output is None or split_by else output.suffix.lower().removeprefix(".")
    chosen = format_name or named or ("xlsx" if split_by else "csv")
    if chosen not in _FORMATS:
        raise Misuse(because("option-unknown-format", text=chosen, known=_FORMATS))
    if chosen == "xlsx" and output is None:
        raise Misuse(because("option-missing", option="--output"))
    return chosen


def _keep(form: "Form", path: Path, format_name: str) -> Path:
    from thidua.cli.output import write_document
    from thidua.write.form import form_workbook
    from thidua.write.whole import write_private

    if format_name == "csv":
        write_document(form.document(), "csv", path)
        return path
    content = form_workbook(form)
    try:
        write_private(path, content)
    except OSError as error:
        raise StorageFailed(because("file-not-writable", path=path, detail=error.strerror or str(error))) from None
    return path


def _refuse_filled(paths: Iterable[Path]) -> None:
    """Refuse to write over a form: somebody may have filled it in."""
    there = [because("copy-name-taken", path=path) for path in paths if os.path.lexists(path)]
    if there:
        raise InputRefused(there)


def _folder(path: Path) -> None:
    try:
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StorageFailed(because("file-not-writable", path=path, detail=error.strerror or str(error))) from None


def _named(code: str) -> str:
    return code.replace("/", "-")


def _tell(session: Session, files: list[Path]) -> None:
    if session.is_json:
        from thidua.write.jsontext import dumps

        told = {"schema": "thidua.template/1", "files": [str(path) for path in files]}
        sys.stdout.write(dumps(told) + "\n")
        return
    for path in files:
        session.tell(say("Made {file}.", file=str(path)))
    session.tell(say("Next: send it out, and import what comes back: thidua import FILE…"))


verb(app, "scores", example="thidua template scores --month 2024-03 --unit 29116 -o my-hoa.xlsx")(_scores)

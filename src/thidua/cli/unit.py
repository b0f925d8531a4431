"""``thidua unit add | list | tree``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import Format, On, Output, Why, optional_day, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import group, verb
from thidua.domain.names import tidy
from thidua.errors import Misuse, because
from thidua.words.language import say, screen

if TYPE_CHECKING:
    from thidua.read.units import UnitRow

app = group(help="Units: add one, list them, show them as a tree.")
UnitCode = Annotated[str, typer.Argument(metavar="CODE", help="The unit's code.")]


@dataclass(frozen=True)
class StateOptions:
    """What a unit is, and from when to when."""

    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="Its name.")]
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="Its kind, as in the tracks: commune, town, department …")
    ]
    parent: Annotated[str | None, typer.Option("--parent", metavar="UNIT", help="The unit above it.")] = None
    cluster: Annotated[str | None, typer.Option("--cluster", metavar="TEXT", help="Its emulation cluster or bloc.")] = (
        None
    )
    head: Annotated[str | None, typer.Option("--head", metavar="NAME", help="The responsible head.")] = None
    head_post: Annotated[str | None, typer.Option("--head-post", metavar="POST", help="The head's post.")] = None
    valid_from: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The day from which this holds. [default: always]")
    ] = None
    valid_to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The unit's last day.")] = None

    def row(self, code: str) -> "UnitRow":
        """Make the row of a file that says the same."""
        from thidua.cli.typed import code_of, kind_of
        from thidua.read.units import UnitRow

        if not tidy(self.name):
            raise Misuse(because("option-without-value", option="--name"))
        return UnitRow(
            line=1,
            code=code_of(code),
            name=tidy(self.name),
            kind=kind_of(self.kind),
            parent=tidied(self.parent),
            cluster=tidied(self.cluster),
            head=tidied(self.head),
            head_post=tidied(self.head_post),
            valid_from=optional_day(self.valid_from),
            valid_to=optional_day(self.valid_to),
        )


def _add(session: Session, code: UnitCode, state: StateOptions, reason: Why = None) -> None:
    """Add a unit, or a new state of it from a day on.

    A new name, cluster or head is a new state with --from; what is not given stays. To correct what was recorded,
    give --reason.
    """
    from thidua.actions.units import unit_add

    row = state.row(code)
    done = unit_add(session.db, row, reason=tidied(reason), occasion=session.occasion)
    told = say("Unchanged: unit {code} is recorded like that already.", code=row.code)
    if done.entry is not None:
        told = say("Recorded unit {code} {name} (entry {entry}).", code=row.code, name=row.name, entry=done.entry)
    session.receipt("unit-add", done, told, say("Next: thidua register CODE --unit {code} …", code=row.code))


def _list(session: Session, on: On = None, format_name: Format = None, output: Output = None) -> None:
    """List the units as they are on a day."""
    from thidua.reports.units import unit_list

    document = unit_list(session.db, optional_day(on), language=screen(), occasion=session.occasion)
    session.show(document, format_name=format_name, output=output)


def _tree(session: Session, on: On = None, format_name: Format = None, output: Output = None) -> None:
    """Show the units under one another as they are on a day."""
    from thidua.reports.units import unit_tree

    document = unit_tree(session.db, optional_day(on), language=screen(), occasion=session.occasion)
    session.show(document, format_name=format_name, output=output)


verb(app, "add", example='thidua unit add 29116 --name "Xã Mỹ Hòa" --kind commune --parent 836 --cluster "Cụm 1"')(_add)
verb(app, "list", example="thidua unit list --on 2024-03-31", looks_back=True, may_redact=True)(_list)
verb(app, "tree", example="thidua unit tree", looks_back=True, may_redact=True)(_tree)

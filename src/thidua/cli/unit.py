"""``thidua unit add | list | tree``."""

from typing import Annotated

import typer

from thidua.cli.options import Format, On, Output, Why, optional_day, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import group, verb
from thidua.domain.names import tidy
from thidua.errors import Misuse, because
from thidua.words.language import say, screen

app = group(help="Units: add one, list them, show them as a tree.")
UnitCode = Annotated[str, typer.Argument(metavar="CODE", help="The unit's code.")]
Name = Annotated[str, typer.Option("--name", metavar="TEXT", help="Its name.")]
Kind = Annotated[
    str, typer.Option("--kind", metavar="KIND", help="Its kind, as in the tracks: commune, town, department …")
]
Parent = Annotated[str | None, typer.Option("--parent", metavar="UNIT", help="The unit above it.")]
Cluster = Annotated[str | None, typer.Option("--cluster", metavar="TEXT", help="Its emulation cluster or bloc.")]
Head = Annotated[str | None, typer.Option("--head", metavar="NAME", help="The responsible head.")]
Post = Annotated[str | None, typer.Option("--head-post", metavar="POST", help="The head's post.")]
From = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="The day from which this holds. [default: always]")
]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="The unit's last day.")]


def _add(
    session: Session,
    code: UnitCode,
    name: Name,
    kind: Kind,
    parent: Parent = None,
    cluster: Cluster = None,
    head: Head = None,
    head_post: Post = None,
    valid_from: From = None,
    valid_to: To = None,
    reason: Why = None,
) -> None:
    """Add a unit, or a new state of it from a day on.

    A new name, cluster or head is a new state with --from; what is not given stays. To correct what was recorded,
    give --reason.
    """
    from thidua.actions.units import unit_add
    from thidua.cli.typed import code_of, kind_of
    from thidua.read.units import UnitRow

    if not tidy(name):
        raise Misuse(because("option-without-value", option="--name"))
    row = UnitRow(
        line=1,
        code=code_of(code),
        name=tidy(name),
        kind=kind_of(kind),
        parent=tidied(parent),
        cluster=tidied(cluster),
        head=tidied(head),
        head_post=tidied(head_post),
        valid_from=optional_day(valid_from),
        valid_to=optional_day(valid_to),
    )
    done = unit_add(session.db, row, reason=tidied(reason), occasion=session.occasion)
    told = say("Unchanged: unit {code} is recorded like that already.", code=code)
    if done.entry is not None:
        told = say("Recorded unit {code} {name} (entry {entry}).", code=code, name=tidy(name), entry=done.entry)
    session.receipt("unit-add", done, told, say("Next: thidua register CODE --unit {code} …", code=code))


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
verb(app, "list", example="thidua unit list --on 2024-03-31")(_list)
verb(app, "tree", example="thidua unit tree")(_tree)

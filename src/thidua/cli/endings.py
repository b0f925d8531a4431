"""What ``withdraw`` and ``revoke`` are both told: from which day, why, on what ground, or that a hold is lifted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import day_of, needed, tidied
from thidua.cli.session import Session
from thidua.domain.standstill import Ground
from thidua.errors import Misuse, because

if TYPE_CHECKING:
    from thidua.actions.withdraw import Ending

Lift = Annotated[bool, typer.Option("--lift", help="Lift the hold: what was verified goes on.")]


def ending_of(
    session: Session,
    on: str | None,
    reason: str | None,
    ground: str | None,
    *,
    known: Sequence[Ground],
    is_lifted: bool,
) -> "Ending":
    """Read an ending: why is always said, a ground only when nothing is lifted."""
    from thidua.actions.withdraw import Ending

    if is_lifted and ground is not None:
        raise Misuse(because("option-conflict", first="--lift", second="--ground"))
    why = needed(tidied(reason), "--reason")
    chosen = Ground.VERIFICATION.value if is_lifted else needed(ground, "--ground")
    if chosen not in [one.value for one in known]:
        raise Misuse(because("choice-wanted", option="--ground", text=chosen, known=tuple(one.value for one in known)))
    return Ending(day_of(on, session), why, Ground(chosen), lifts=is_lifted)

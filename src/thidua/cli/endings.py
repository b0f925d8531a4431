"""What ``withdraw`` and ``revoke`` are both told: from which day, why, on what ground, or that a hold is lifted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import On, Why, day_of, needed, tidied
from thidua.cli.session import Session
from thidua.domain.standstill import Ground
from thidua.errors import Misuse, because

if TYPE_CHECKING:
    from thidua.actions.withdraw import Ending


@dataclass(frozen=True)
class EndingOptions:
    """From which day, why and on what ground; or that a hold is lifted. Each command says which grounds it knows."""

    on: On = None
    reason: Why = None
    ground: str | None = None
    is_lifted: Annotated[bool, typer.Option("--lift", help="Lift the hold: what was verified goes on.")] = False


def ending_of(
    session: Session, how: EndingOptions, *, known: Sequence[Ground], ground: Ground | None = None
) -> "Ending":
    """Read an ending: why is always said, and a ground, where there is none by default, unless a hold is lifted."""
    from thidua.actions.withdraw import Ending

    if how.is_lifted and how.ground is not None:
        raise Misuse(because("option-conflict", first="--lift", second="--ground"))
    why = needed(tidied(how.reason), "--reason")
    if how.is_lifted:
        ground = Ground.VERIFICATION
    elif how.ground or ground is None:
        ground = _ground(needed(how.ground, "--ground"), known)
    return Ending(day_of(how.on, session), why, ground, lifts=how.is_lifted)


def _ground(text: str, known: Sequence[Ground]) -> Ground:
    found = next((one for one in known if one.value == text), None)
    if found is None:
        raise Misuse(because("choice-wanted", option="--ground", text=text, known=tuple(one.value for one in known)))
    return found

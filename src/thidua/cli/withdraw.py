"""``thidua withdraw``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.endings import EndingOptions, ending_of
from thidua.cli.options import Code
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.domain.standstill import OF_REGISTRATIONS, Ground
from thidua.words.language import say, screen
from thidua.words.terms import term

if TYPE_CHECKING:
    from thidua.actions.withdraw import Withdrawn


@dataclass(frozen=True)
class WithdrawingOptions(EndingOptions):
    """The grounds on which a registration is withdrawn."""

    ground: Annotated[
        str | None,
        typer.Option(
            "--ground",
            metavar="GROUND",
            help="request, false-declaration, discipline, verification (a hold) or other. [default: request]",
        ),
    ] = None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = (
        'thidua withdraw MH-01 --on 2024-06-01 --reason "Đơn xin rút" --ground request\n'
        'thidua withdraw MH-01 --on 2024-06-01 --reason "Có đơn phản ánh" --ground verification\n'
        'thidua withdraw MH-01 --on 2024-06-20 --reason "Không có sai phạm" --lift'
    )
    verb(app, "withdraw", example=example)(_withdraw)


def _withdraw(session: Session, code: Code, how: WithdrawingOptions) -> None:
    """Withdraw a registration, or put it on hold (rút đăng ký).

    It takes no new step from that day on; the month of the day still counts, and what it did before stays. The ground
    verification only holds it, until --lift.
    """
    from thidua.actions.withdraw import withdraw

    ending = ending_of(session, how, known=OF_REGISTRATIONS, ground=Ground.REQUEST)
    done = withdraw(session.db, tidy(code), ending, occasion=session.occasion)
    session.receipt("withdraw", done, *_told(done), *session.notes(done.notes))


def _told(done: "Withdrawn") -> list[str]:
    ground = term(screen(), "ground", done.ground.value)
    facts = {"code": done.registration, "name": done.name, "day": done.on, "ground": ground}
    match done.state:
        case "withdrawn":
            first = say("{code} ({name}) is withdrawn from {day} on ({ground}). What it did before stays.", **facts)
        case "held":
            lift = say("When it is verified: thidua withdraw {code} --lift --on DATE --reason TEXT", **facts)
            return [say("{code} ({name}) is on hold from {day} on ({ground}).", **facts), lift]
        case _:
            first = say("{code} ({name}) goes on from {day}.", **facts)
    return [first, say("Next: thidua status {code}", **facts)]

"""``thidua revoke``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.endings import EndingOptions, ending_of
from thidua.cli.options import (
    Code,
    OptionalMonth,
    Signatory,
    SignatoryPost,
    optional_day,
    optional_month,
    tidied,
)
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.domain.standstill import OF_DECISIONS
from thidua.errors import Misuse, because
from thidua.words.language import say, screen
from thidua.words.terms import term

if TYPE_CHECKING:
    from thidua.actions.revoke import Revoked, RevokedRecognition
    from thidua.actions.withdraw import Ending
    from thidua.domain.withdrawing import Paper

KINDS = ("praise", "reward")


@dataclass(frozen=True)
class RevokingOptions(EndingOptions):
    """The grounds on which a decision is revoked."""

    ground: Annotated[
        str | None,
        typer.Option(
            "--ground",
            metavar="GROUND",
            help="false-declaration, discipline, unlawful-appraisal, verification (a hold) or other.",
        ),
    ] = None


@dataclass(frozen=True)
class WhatOptions:
    """Which commendations are meant; or whose recognition beside which exemplar."""

    month: OptionalMonth = None
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="praise or reward. [default: all in force]")
    ] = None
    exemplar: Annotated[
        str | None,
        typer.Option("--from", metavar="EXEMPLAR", help="Revoke the recognition beside this exemplar instead."),
    ] = None


@dataclass(frozen=True)
class PaperOptions:
    """The decision by which it is done, and who signed it."""

    decision: Annotated[str | None, typer.Option("--decision", metavar="NUMBER", help="Number of the decision.")] = None
    decision_date: Annotated[
        str | None, typer.Option("--decision-date", "--decided", metavar="DATE", help="Date of the decision.")
    ] = None
    signatory: Signatory = None
    signatory_post: SignatoryPost = None

    def paper(self) -> "Paper":
        """Read the paper, as far as it is said."""
        from thidua.domain.withdrawing import Paper

        on = optional_day(self.decision_date)
        return Paper(tidied(self.decision), on, tidied(self.signatory), tidied(self.signatory_post))


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = (
        'thidua revoke MH-01 --on 2024-06-01 --reason "Khai sai số liệu" --ground false-declaration \\\n'
        "  --decision 200/QĐ-UBND --decision-date 2024-06-01\n"
        'thidua revoke TH-01 --from MH-01 --on 2024-11-01 --reason "Kết luận thanh tra" --ground discipline'
    )
    verb(app, "revoke", example=example)(_revoke)


def _revoke(session: Session, code: Code, what: WhatOptions, how: RevokingOptions, papers: PaperOptions) -> None:
    """Revoke a commendation or a recognition (thu hồi).

    Without --from, the commendations of CODE that are in force: with none left it is no exemplar for new steps from
    that day on. With --from, the recognition of CODE beside that exemplar. Past steps stay. The ground verification
    only holds, until --lift.
    """
    ending = ending_of(session, how, known=OF_DECISIONS)
    if what.kind is not None and what.kind not in KINDS:
        raise Misuse(because("choice-wanted", option="--kind", text=what.kind, known=KINDS))
    if what.exemplar is None:
        _commendations(session, tidy(code), what, ending, papers.paper())
        return
    for option, given in (("--month", what.month), ("--kind", what.kind)):
        if given is not None:
            raise Misuse(because("option-conflict", first="--from", second=option))
    _recognition(session, (tidy(code), tidy(what.exemplar)), ending, papers.paper())


def _commendations(session: Session, code: str, what: WhatOptions, ending: "Ending", paper: "Paper") -> None:
    from thidua.actions.revoke import Chosen, revoke

    chosen = Chosen(optional_month(what.month), what.kind)
    done = revoke(session.db, code, chosen, ending, paper, occasion=session.occasion)
    session.receipt("revoke", done, *_told(done), *session.notes(done.notes))


def _recognition(session: Session, pair: tuple[str, str], ending: "Ending", paper: "Paper") -> None:
    from thidua.actions.revoke import revoke_recognition

    done = revoke_recognition(session.db, pair, ending, paper, occasion=session.occasion)
    session.receipt("revoke-recognition", done, *_told_of_pair(done))


def _told(done: "Revoked") -> list[str]:
    facts = {"code": done.registration, "name": done.name, "day": done.on}
    facts |= {"ground": term(screen(), "ground", done.ground.value)}
    lines = []
    for one in done.commendations:
        what = {"kind": term(screen(), "award", one.kind), "month": one.month}
        match done.state:
            case "revoked":
                told = say("{code} ({name}): {kind} for {month} revoked from {day} on ({ground}).", **facts, **what)
            case "held":
                told = say("{code} ({name}): {kind} for {month} on hold from {day} on ({ground}).", **facts, **what)
            case _:
                told = say("{code} ({name}): {kind} for {month} is in force again from {day}.", **facts, **what)
        lines.append(told)
    if not done.is_exemplar:
        lines.append(say("{code} is no exemplar for new steps from {day} on; its past steps stay.", **facts))
    if done.state == "held":
        return [*lines, say("When it is verified: thidua revoke {code} --lift --on DATE --reason TEXT", **facts)]
    return [*lines, say("Next: thidua status {code}", **facts)]


def _told_of_pair(done: "RevokedRecognition") -> list[str]:
    facts = {"learner": done.learner, "exemplar": done.exemplar, "month": done.month, "day": done.on}
    facts |= {"ground": term(screen(), "ground", done.ground.value)}
    again = say("Next: thidua status {code}", code=done.learner)
    match done.state:
        case "revoked":
            told = say(
                "Recognition of {learner} beside {exemplar} for {month} revoked from {day} on ({ground}).", **facts
            )
            again = say("A new review may be recognised: thidua review {learner} --from {exemplar} …", **facts)
        case "held":
            told = say(
                "Recognition of {learner} beside {exemplar} for {month} on hold from {day} on ({ground}).", **facts
            )
            again = say(
                "When it is verified: thidua revoke {learner} --from {exemplar} --lift --on DATE --reason TEXT", **facts
            )
        case _:
            told = say("Recognition of {learner} beside {exemplar} for {month} is in force again from {day}.", **facts)
    return [told, again]

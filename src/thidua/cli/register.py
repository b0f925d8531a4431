"""``thidua register``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import On, Why, day_of, needed, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.errors import Misuse, because
from thidua.words.language import say

if TYPE_CHECKING:
    from thidua.actions.register import Registered
    from thidua.read.registrations import RegistrationRow

NewCode = Annotated[str, typer.Argument(metavar="CODE", help="The new registration's code.")]
Supplement = Annotated[bool, typer.Option("--supplement", help="Replace the content of a registration there is.")]


@dataclass(frozen=True)
class ApplicantOptions:
    """Who registers, and when: what is said once, and not again by a supplement."""

    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="The unit: its code, or its name.")] = None
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help="A person of the unit, for an individual.")
    ] = None
    person_post: Annotated[str | None, typer.Option("--person-post", metavar="POST", help="The person's post.")] = None
    person_kind: Annotated[
        str | None,
        typer.Option("--person-kind", metavar="KIND", help="The kind of person, as in the tracks: farmer …"),
    ] = None
    speciality: Annotated[
        str | None, typer.Option("--speciality", metavar="TEXT", help="Speciality, field or trade.")
    ] = None
    on: On = None

    def row(self, code: str, session: Session) -> "RegistrationRow":
        """Make the row of a file that says the same; its content comes beside it."""
        from thidua.cli.typed import code_of
        from thidua.read.registrations import RegistrationRow

        on = day_of(self.on, session)
        return RegistrationRow(
            line=1,
            code=code_of(code),
            unit=tidy(needed(self.unit, "--unit")),
            person=tidied(self.person),
            person_post=tidied(self.person_post),
            person_kind=tidied(self.person_kind),
            on=on,
            speciality=tidied(self.speciality),
            content=None,
            goal=None,
            deadline=None,
            tags=(),
        )


@dataclass(frozen=True)
class ContentOptions:
    """What is registered: one item spelled out, and more of them in one text each."""

    content: Annotated[str | None, typer.Option("--content", metavar="TEXT", help="What is registered.")] = None
    goal: Annotated[str | None, typer.Option("--goal", metavar="TEXT", help="Its goal.")] = None
    deadline: Annotated[str | None, typer.Option("--deadline", metavar="DATE", help="Its time of completion.")] = None
    tags: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="priority, new, hard, breakthrough, weak-link.")
    ] = None
    items: Annotated[
        list[str] | None,
        typer.Option("--item", metavar="ITEM", help='One more item: "CONTENT | GOAL | DEADLINE | TAGS".'),
    ] = None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = (
        'thidua register MH-01 --unit 29116 --speciality "nông thôn mới" --content "Nâng chất xã nông thôn mới" \\\n'
        '  --goal "Đạt 19/19 tiêu chí" --deadline 2024-09-30 --tag breakthrough --on 2024-02-20'
    )
    verb(app, "register", example=example)(_register)


def _register(
    session: Session,
    code: NewCode,
    applicant: ApplicantOptions,
    content: ContentOptions,
    supplement: Supplement = False,
    reason: Why = None,
) -> None:
    """Register a unit or a person (step 1, đăng ký).

    Without a goal or a time of completion it is stored as incomplete and does not count; complete it with --supplement.
    """
    from thidua.actions.register import register
    from thidua.actions.register import supplement as replace_content
    from thidua.cli.typed import items_of

    occasion = session.occasion
    given = items_of(content.content, content.goal, content.deadline, content.tags or [], content.items or [])
    if supplement:
        _refuse("thidua register CODE --unit UNIT", vars(applicant))
        done = replace_content(session.db, tidy(code), given, reason=tidied(reason), occasion=occasion)
    else:
        _refuse("thidua register CODE --supplement", {"reason": reason})
        done = register(session.db, applicant.row(code, session), given, occasion=occasion)
    session.receipt("register", done, *_told(done))


def _refuse(command: str, options: Mapping[str, str | None]) -> None:
    """Refuse what would be lost: options that only the other form of the command knows."""
    for name, value in options.items():
        if value is not None:
            raise Misuse(because("option-for-other", option=f"--{name.replace('_', '-')}", command=command))


def _told(done: "Registered") -> list[str]:
    facts = {"code": done.registration, "name": done.name, "day": done.registered_on, "track": done.track}
    lines = [say("Registered {code}: {name}, on {day}, track {track}.", **facts)]
    if done.entry is None:
        lines = [say("Unchanged: {code} ({name}) has just that content.", **facts)]
    elif not done.is_new:
        lines = [say("Content of {code} ({name}) recorded; items: {count}.", **facts, count=done.items)]
    if done.is_late:
        lines.append(say("Marked late: it is after the registration deadline."))
    if done.is_complete:
        return [*lines, say("Next: thidua score {code} CRITERION VALUE --month MONTH", **facts)]
    return [
        *lines,
        say("Incomplete, not counted: it has no goal or no time of completion."),
        say("Next: thidua register {code} --supplement --content … --goal … --deadline …", **facts),
    ]

"""``thidua register``."""

from collections.abc import Mapping
from typing import Annotated

import typer

from thidua.cli.options import On, Why, day_of, needed, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.errors import Misuse, because
from thidua.words.language import say

NewCode = Annotated[str, typer.Argument(metavar="CODE", help="The new registration's code.")]
Unit = Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="The unit: its code, or its name.")]
Person = Annotated[
    str | None, typer.Option("--person", metavar="NAME", help="A person of the unit, for an individual.")
]
PersonPost = Annotated[str | None, typer.Option("--person-post", metavar="POST", help="The person's post.")]
PersonKind = Annotated[
    str | None, typer.Option("--person-kind", metavar="KIND", help="The kind of person, as in the tracks: farmer …")
]
Speciality = Annotated[str | None, typer.Option("--speciality", metavar="TEXT", help="Speciality, field or trade.")]
Content = Annotated[str | None, typer.Option("--content", metavar="TEXT", help="What is registered.")]
Goal = Annotated[str | None, typer.Option("--goal", metavar="TEXT", help="Its goal.")]
Deadline = Annotated[str | None, typer.Option("--deadline", metavar="DATE", help="Its time of completion.")]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="priority, new, hard, breakthrough, weak-link.")
]
Items = Annotated[
    list[str] | None, typer.Option("--item", metavar="ITEM", help='One more item: "CONTENT | GOAL | DEADLINE | TAGS".')
]
Supplement = Annotated[bool, typer.Option("--supplement", help="Replace the content of a registration there is.")]


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
    unit: Unit = None,
    person: Person = None,
    person_post: PersonPost = None,
    person_kind: PersonKind = None,
    speciality: Speciality = None,
    content: Content = None,
    goal: Goal = None,
    deadline: Deadline = None,
    tags: Tags = None,
    items: Items = None,
    on: On = None,
    supplement: Supplement = False,
    reason: Why = None,
) -> None:
    """Register a unit or a person (step 1, đăng ký).

    Without a goal or a time of completion it is stored as incomplete and does not count; complete it with --supplement.
    """
    from thidua.actions.register import register
    from thidua.actions.register import supplement as replace_content
    from thidua.cli.typed import code_of, items_of
    from thidua.read.registrations import RegistrationRow

    occasion = session.occasion
    given = items_of(content, goal, deadline, tags or [], items or [])
    if supplement:
        _refuse(
            "thidua register CODE --unit UNIT",
            {
                "--unit": unit,
                "--person": person,
                "--person-post": person_post,
                "--person-kind": person_kind,
                "--speciality": speciality,
                "--on": on,
            },
        )
        done = replace_content(session.db, tidy(code), given, reason=tidied(reason), occasion=occasion)
    else:
        _refuse("thidua register CODE --supplement", {"--reason": reason})
        day = day_of(on, session)
        row = RegistrationRow(
            line=1,
            code=code_of(code),
            unit=tidy(needed(unit, "--unit")),
            person=tidied(person),
            person_post=tidied(person_post),
            person_kind=tidied(person_kind),
            on=day,
            speciality=tidied(speciality),
            content=None,
            goal=None,
            deadline=None,
            tags=(),
        )
        done = register(session.db, row, given, occasion=occasion)
    facts = {"code": done.registration, "name": done.name, "day": done.registered_on, "track": done.track}
    lines = [say("Registered {code}: {name}, on {day}, track {track}.", **facts)]
    if done.entry is None:
        lines = [say("Unchanged: {code} ({name}) has just that content.", **facts)]
    elif not done.is_new:
        lines = [say("Content of {code} ({name}) recorded; items: {count}.", **facts, count=done.items)]
    if done.is_late:
        lines.append(say("Marked late: it is after the registration deadline."))
    if done.is_complete:
        lines.append(say("Next: thidua score {code} CRITERION VALUE --month MONTH", **facts))
    else:
        lines.append(say("Incomplete, not counted: it has no goal or no time of completion."))
        lines.append(say("Next: thidua register {code} --supplement --content … --goal … --deadline …", **facts))
    session.receipt("register", done, *lines)


def _refuse(command: str, options: Mapping[str, str | None]) -> None:
    """Refuse what would be lost: options that only the other form of the command knows."""
    for option, value in options.items():
        if value is not None:
            raise Misuse(because("option-for-other", option=option, command=command))

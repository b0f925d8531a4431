"""``thidua forget``."""

from typing import Annotated

import typer

from thidua.cli.options import needed, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.words.language import say

Person = Annotated[str, typer.Argument(metavar="PERSON", help="The name as it was typed, or its token #1a2b3c4d.")]
Post = Annotated[str | None, typer.Option("--post", metavar="POST", help="The post, where several bear the name.")]
All = Annotated[bool, typer.Option("--all", help="Everybody of that name, whatever the post.")]
Ground = Annotated[
    str | None,
    typer.Option("--reason", metavar="TEXT", help="Why; kept in the ledger for good: do not put the name there."),
]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = 'thidua forget "Nguyễn Văn Mẫu" --reason "theo yêu cầu ngày 12/05/2024"'
    verb(app, "forget", example=example)(_forget)


def _forget(session: Session, person: Person, post: Post = None, every: All = False, reason: Ground = None) -> None:
    """Remove a person's name from the ledger's file.

    Registrations, scores and papers stay, and every total with them; a token like #1a2b3c4d stands for the name. It
    cannot be undone. Backups made before still hold the name: those nearby are listed, and are yours to remove.
    """
    from thidua.actions.forget import Who, forget

    who = Who(person, tidied(post), every)
    done = forget(session.db, who, reason=needed(tidied(reason), "--reason"), occasion=session.occasion)
    tokens = ", ".join(done.people)
    if done.entry is None:
        lines = [say("{tokens}: forgotten before; the file was written anew.", tokens=tokens)]
    else:
        lines = [say("Forgotten: {tokens} stands for the name now (entry {entry}).", tokens=tokens, entry=done.entry)]
    lines += session.notes(done.notes)
    if done.backups:
        lines.append(say("These files still hold the name; remove them, or keep them where they are safe:"))
        lines += [f"  {path}" for path in done.backups]
    elif any(note.code == "forgot-unread" for note in done.notes):
        lines.append(say("No other backup nearby holds the name. Think of copies elsewhere: memory sticks, mail."))
    else:
        lines.append(say("No backup nearby holds the name. Think of copies elsewhere: memory sticks, mail."))
    session.receipt("forget", done, *lines)

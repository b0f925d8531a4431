"""``thidua learn``."""

from dataclasses import dataclass
from typing import Annotated

import typer

from thidua.cli.options import Exemplar, Learner, On, day_of, needed, optional_count, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.words.language import say, screen


@dataclass(frozen=True)
class OccasionOptions:
    """In what form the learning took place, when, with how many, and what will be applied."""

    form: Annotated[str, typer.Option("--form", metavar="TEXT", help="Visit, exchange, talk, club session …")]
    participants: Annotated[str | None, typer.Option("--participants", metavar="N", help="How many took part.")] = None
    applied: Annotated[str | None, typer.Option("--applied", metavar="TEXT", help="What will be applied.")] = None
    on: On = None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "learn", example='thidua learn TH-01 --from MH-01 --on 2024-05-10 --form "tham quan"')(_learn)


def _learn(session: Session, learner: Learner, exemplar: Exemplar, typed: OccasionOptions) -> None:
    """Record learning from an exemplar (step 3, học tập)."""
    from thidua.actions.learn import Occasioned, learn
    from thidua.words.refusals import sentence

    occasion = session.occasion
    kind = needed(tidied(typed.form), "--form")
    how = Occasioned(day_of(typed.on, session), kind, optional_count(typed.participants), tidied(typed.applied))
    done = learn(session.db, tidy(learner), tidy(exemplar), how, occasion=occasion)
    facts = {"learner": done.learner, "exemplar": done.exemplar, "form": done.form, "day": done.on}
    lines = [say("{learner} learned from {exemplar} on {day}: {form}.", **facts)]
    lines += [say("Warning: {text}", text=sentence(screen(), warning)) for warning in done.warnings]
    lines.append(say("Next: thidua review {learner} --from {exemplar} --month MONTH …", **facts))
    session.receipt("learn", done, *lines)

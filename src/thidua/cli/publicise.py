"""``thidua publicise``."""

from dataclasses import dataclass
from typing import Annotated

import typer

from thidua.cli.options import On, day_of, needed, optional_count, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.words.language import say

ExemplarCode = Annotated[str, typer.Argument(metavar="EXEMPLAR", help="The exemplar's registration.")]


@dataclass(frozen=True)
class ActOptions:
    """Through what it was publicised, when, where, and to how many."""

    channel: Annotated[str, typer.Option("--channel", metavar="TEXT", help="Press, radio, meeting, club …")]
    place: Annotated[str | None, typer.Option("--place", metavar="TEXT", help="Where.")] = None
    reach: Annotated[str | None, typer.Option("--reach", metavar="N", help="How many people it reached.")] = None
    link: Annotated[str | None, typer.Option("--link", metavar="TEXT", help="Where it can be read or seen.")] = None
    on: On = None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = 'thidua publicise MH-01 --channel "Đài truyền thanh huyện" --reach 1200 --on 2024-04-12'
    verb(app, "publicise", example=example)(_publicise)


def _publicise(session: Session, exemplar: ExemplarCode, typed: ActOptions) -> None:
    """Publicise an exemplar (step 2, tuyên truyền)."""
    from thidua.actions.publicise import Act, publicise

    occasion = session.occasion
    through = needed(tidied(typed.channel), "--channel")
    act = Act(day_of(typed.on, session), through, tidied(typed.place), optional_count(typed.reach), tidied(typed.link))
    done = publicise(session.db, tidy(exemplar), act, occasion=occasion)
    facts = {"code": done.registration, "name": done.name, "channel": done.channel, "day": done.on}
    lines = [say("{code} ({name}) publicised on {day}: {channel}.", **facts)]
    if done.have < done.need:
        lines.append(say("{have} of {need} acts; step 3 opens with {need}.", have=done.have, need=done.need))
    else:
        lines.append(say("Next: thidua learn LEARNER --from {code} --on DATE --form TEXT", **facts))
    session.receipt("publicise", done, *lines)

"""``thidua help``: a page for each rule of a line, and for what surrounds it."""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from thidua.cli.session import Session
from thidua.cli.verbs import ORDER, verb
from thidua.domain.names import tidy
from thidua.errors import Misuse, because
from thidua.words.language import screen

WIDEST = 100
OptionalTopic = Annotated[str | None, typer.Argument(metavar="TOPIC", help="A rule's kind, or another topic.")]


@dataclass(frozen=True)
class Topics:
    """Every topic there is a page for, with its title."""

    topics: tuple[dict[str, str], ...]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "help", example="thidua help\nthidua help step-bonus")(_help)


def _help(session: Session, topic: OptionalTopic = None) -> None:
    """Explain a rule of a line, or another topic.

    Without a TOPIC, every topic with one line. A page of a rule has its keys, an example and worked cases.
    """
    from thidua.words import pages

    language, width = screen(), min(shutil.get_terminal_size().columns, WIDEST)
    if topic is None:
        titles = tuple({"topic": page.topic, "title": language.say(page.title)} for page in pages.PAGES.values())
        session.receipt("topics", Topics(titles))
        written = pages.contents(language, width=width)
    else:
        page = pages.PAGES[_known(tidy(topic).lower(), tuple(pages.PAGES))]
        session.receipt("help", pages.told(page, language))
        written = pages.text(page, language, width=width)
    if not session.is_json:
        sys.stdout.write(written)


def _known(topic: str, known: Sequence[str]) -> str:
    """Refuse a topic there is no page for, with the topic or the command that was probably meant."""
    if topic in known:
        return topic
    if topic in ORDER:
        raise Misuse(because("topic-is-command", command=topic))
    from difflib import get_close_matches

    meant = tuple(get_close_matches(topic, known))
    if meant:
        raise Misuse(because("topic-misspelt", topic=topic, meant=meant))
    raise Misuse(because("topic-unknown", topic=topic))

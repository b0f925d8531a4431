"""Codes, items and nominees as typed on a command line, checked as they are in a file."""

from collections.abc import Sequence

from thidua.domain.candidacy import Item
from thidua.domain.dates import parse_date
from thidua.domain.names import tidy
from thidua.domain.points import parse_count
from thidua.domain.score_table import Tag
from thidua.errors import InputRefused, Misuse, Reason, because
from thidua.read.rows import parse_code, parse_slug

_FIELDS = 4


def code_of(text: str) -> str:
    """Check a new code."""
    return _accepted(parse_code(text.strip()))


def kind_of(text: str) -> str:
    """Check a kind of unit or person."""
    return _accepted(parse_slug(text.strip()))


def _accepted(value: str | Reason) -> str:
    if isinstance(value, Reason):
        raise Misuse(value)
    return value


def items_of(
    content: str | None, goal: str | None, deadline: str | None, tags: Sequence[str], more: Sequence[str]
) -> tuple[Item, ...]:
    """Make content items of --content with its --goal, --deadline and --tag, and of every --item."""
    items = []
    if content is not None:
        items.append(_item(content, goal or "", deadline or "", " ".join(tags)))
    elif goal is not None or deadline is not None or tags:
        raise Misuse(because("option-missing", option="--content"))
    for text in more:
        parts = [part.strip() for part in text.split("|")]
        if len(parts) > _FIELDS or not parts[0]:
            raise Misuse(because("item-malformed", text=text))
        items.append(_item(*parts, *[""] * (_FIELDS - len(parts))))
    return tuple(items)


def _item(content: str, goal: str, deadline: str, tags: str) -> Item:
    day = parse_date(deadline) if deadline else None
    if isinstance(day, Reason):
        raise Misuse(day)
    named = tuple(dict.fromkeys(tags.replace(",", " ").lower().split()))
    unknown = [tag for tag in named if tag not in list(Tag)]
    if unknown:
        raise Misuse(because("tag-unknown", unknown=tuple(unknown), known=tuple(Tag)))
    if not tidy(content):
        raise InputRefused(because("content-blank"))
    return Item(tidy(content), tidy(goal) or None, day, named)


def nominee_of(text: str) -> tuple[str, int, int]:
    """Read ``CODE=YES/NO``."""
    code, is_there, votes = text.rpartition("=")
    yes, slash, no = votes.partition("/")
    counts = [parse_count(yes), parse_count(no)]
    whole = [count for count in counts if not isinstance(count, Reason)]
    if not is_there or not slash or not code.strip() or len(whole) < len(counts):
        raise Misuse(because("nominee-malformed", text=text))
    return tidy(code), whole[0], whole[1]

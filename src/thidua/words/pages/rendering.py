"""A page said in a language: as plain text for the terminal, as Markdown for the README, as values for JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import indent, wrap

from thidua.domain.points import Points
from thidua.words.language import Language
from thidua.words.pages.page import Column, Page, Parameter, Table

WIDTH = 100
_MARKDOWN_WIDTH = 120
_GAP = "  "


@dataclass(frozen=True)
class Told:
    """A page as a script reads it; a case names the keys or the unit of its column, if any."""

    topic: str
    title: str
    summary: str
    reported: str | None
    parameters: tuple[dict[str, str], ...]
    paragraphs: tuple[str, ...]
    example: str | None
    cases: tuple[dict[str, str | Points | None], ...]
    notes: tuple[str, ...]


def told(page: Page, language: Language) -> Told:
    """Say a page as values."""
    return Told(
        page.topic,
        language.say(page.title),
        language.say(page.summary),
        None if page.reported is None else language.say(page.reported),
        tuple({"name": one.name, "text": _described(language, one)} for one in page.parameters),
        tuple(language.say(sentence) for sentence in page.paragraphs),
        page.example,
        tuple(
            {"reported": case.reported, "points": points, "with": _heading(language, column, "") or None}
            for table in page.tables
            for case in table.cases
            for column, points in zip(table.columns, case.points, strict=True)
        ),
        tuple(language.say(sentence) for sentence in page.notes),
    )


def text(page: Page, language: Language, *, width: int = WIDTH) -> str:
    """Write a page as plain text, ending with a line end."""
    blocks = [f"{page.topic}: {language.say(page.title)}"]
    blocks += [_filled(language.say(sentence), width) for sentence in (page.summary, *page.paragraphs)]
    if page.reported is not None:
        blocks.append(_section(language.say("Reported"), _filled(language.say(page.reported), width - 2)))
    if page.parameters:
        rows = [(one.name, _described(language, one)) for one in page.parameters]
        blocks.append(_section(language.say("Parameters"), listed(rows, width - 2)))
    if page.example is not None:
        blocks.append(_section(language.say("Example"), page.example.rstrip()))
    if page.tables:
        worked = "\n\n".join(_aligned(_rows(language, table)) for table in page.tables)
        blocks.append(_section(language.say("Worked cases"), worked))
    if page.notes:
        notes = (_filled(language.say(note), width - 2, bullet="- ") for note in page.notes)
        blocks.append(_section(language.say("Notes"), "\n".join(notes)))
    return "\n\n".join(blocks) + "\n"


def markdown(page: Page, language: Language) -> str:
    """Write a page as Markdown, under a heading of the fourth level."""
    blocks = [f"#### `{page.topic}`: {language.say(page.title)}"]
    blocks += [_filled(language.say(sentence), _MARKDOWN_WIDTH) for sentence in (page.summary, *page.paragraphs)]
    if page.reported is not None:
        reported = f"**{language.say('Reported')}**: {language.say(page.reported)}"
        blocks.append(_filled(reported, _MARKDOWN_WIDTH))
    if page.parameters:
        rows = [[f"`{one.name}`", _default(language, one), language.say(one.text)] for one in page.parameters]
        blocks.append(_grid([[language.say("key"), language.say("default"), language.say("what it says")], *rows]))
    if page.example is not None:
        blocks.append(f"```yaml\n{page.example.rstrip()}\n```")
    for table in page.tables:
        head, *rows = _rows(language, table)
        blocks.append(_grid([head, *([f"`{row[0]}`", *row[1:]] for row in rows)]))
    if page.notes:
        notes = (_filled(language.say(note), _MARKDOWN_WIDTH, bullet="- ") for note in page.notes)
        blocks.append("\n".join(notes))
    return "\n\n".join(blocks) + "\n"


def listed(rows: Sequence[tuple[str, str]], width: int) -> str:
    """Write names with what each is, side by side."""
    left = max(len(name) for name, _ in rows) + len(_GAP)
    found = []
    for name, what in rows:
        first, *more = wrap(what, max(width - left, left), break_on_hyphens=False, break_long_words=False)
        found += [name.ljust(left) + first, *(" " * left + line for line in more)]
    return "\n".join(found)


def _described(language: Language, one: Parameter) -> str:
    default = language.say("required") if one.is_required else one.default
    if default and not one.is_required:
        default = language.say("default: {default}", default=default)
    return f"{language.say(one.text)} [{default}]" if default else language.say(one.text)


def _default(language: Language, one: Parameter) -> str:
    if one.is_required:
        return language.say("required")
    return f"`{one.default}`" if one.default else ""


def _rows(language: Language, table: Table) -> list[list[str]]:
    points = language.say("points")
    head = [language.say("reported"), *(_heading(language, column, points) for column in table.columns)]
    return [head, *([case.reported, *(_shown(language, one) for one in case.points)] for case in table.cases)]


def _heading(language: Language, column: Column, otherwise: str) -> str:
    unit = "" if column.unit is None else language.say("unit {unit}", unit=column.unit)
    return ", ".join(part for part in (column.keys, unit) if part) or otherwise


def _shown(language: Language, points: Points | None) -> str:
    return language.say("refused") if points is None else language.show(points)


def _section(title: str, body: str) -> str:
    return f"{title}\n{indent(body, _GAP)}"


def _filled(sentence: str, width: int, *, bullet: str = "") -> str:
    rest = " " * len(bullet)
    lines = wrap(sentence, width - len(bullet), break_on_hyphens=False, break_long_words=False)
    return bullet + f"\n{rest}".join(lines)


def _aligned(rows: Iterable[Sequence[str]]) -> str:
    kept = list(rows)
    widths = [max(len(row[at]) for row in kept) for at in range(len(kept[0]))]
    lines = (_GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in kept)
    return "\n".join(line.rstrip() for line in lines)


def _grid(rows: Sequence[Sequence[str]]) -> str:
    head, *rest = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|" + "---|" * len(rows[0]), *rest])

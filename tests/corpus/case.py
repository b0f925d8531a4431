"""One file of the corpus and what must come of it; the tables are lists of these, from YAML or made in code."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

Content: TypeAlias = bytes | str | Callable[[], bytes | str]
MARCH = ("--month", "2024-03")
TEXTS = Path(__file__).parent / "csv"


@dataclass(frozen=True)
class Case:
    """A file, how it is imported, and its outcome.

    ``told`` is what is refused, each as ``LINE:COLUMN code``, of a workbook as ``SHEET!LINE:COLUMN code``; ``counts``
    are rows, created, unchanged, superseded, rejected; ``plan`` is what a trial says would be stored.
    """

    name: str
    about: str
    content: Content
    told: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    exit: int | None = None
    kind: str = "scores"
    options: tuple[str, ...] = MARCH
    stage: str = "registered"
    beside: tuple[str, ...] = ()  # other texts, imported after it

    @property
    def code(self) -> int:
        """The exit code: that of refused input unless something is counted, or another is said."""
        if self.exit is not None:
            return self.exit
        return 0 if self.counts else 3

    @property
    def files(self) -> list[str]:
        """The names of all files, in order."""
        return [self.name, *self.beside]

    def put(self, folder: Path) -> None:
        """Write the file, and those beside it."""
        content = self.content() if callable(self.content) else self.content
        (folder / self.name).write_bytes(content.encode() if isinstance(content, str) else content)
        for name in self.beside:
            (folder / name).write_bytes((TEXTS / name).read_bytes())


def kept(table: str) -> list[Case]:
    """Read a table of files that are kept as they are."""
    listed = yaml.safe_load((TEXTS / table).read_text("utf-8"))
    return [_kept(listed["of_all"] | one) for one in listed["cases"]]


def _kept(said: dict[str, object]) -> Case:
    facts = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    file = str(facts.pop("file"))
    if facts.get("options") == "none":
        facts["options"] = ()
    return Case(str(facts.pop("name", file)), content=(TEXTS / file).read_bytes(), **facts)


def named(cases: list[Case]) -> list[str]:
    """Give the names of cases, each there once."""
    names = [case.name for case in cases]
    assert len(set(names)) == len(names)
    return names

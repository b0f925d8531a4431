"""What ``thidua doctor`` explains: versions, settings and where they come from, the ledger, its place, problems."""

import locale
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from thidua import __version__
from thidua.domain.anchors import anchor_of
from thidua.domain.dates import day_in_vietnam
from thidua.domain.occasion import Occasion
from thidua.errors import NoLedger, Reason, ThiduaError, because
from thidua.ledger.database import SCHEMA_VERSION
from thidua.ledger.surroundings import Copy, Last, Surroundings, Where, sqlite_version, surroundings, where
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Table
from thidua.words.language import Language
from thidua.words.refusals import sentence
from thidua.words.terms import term

_LIBRARIES = ("typer", "rich", "sqlmodel", "sqlalchemy", "pyyaml")
_SPARE = 100 * 1024 * 1024  # bytes; and room for ten copies of the ledger, which its backups take
_COPIES = 10
_BEHIND = 100  # entries a backup may be behind, or
_DAYS = 31  # days old when there is anything new


@dataclass(frozen=True)
class Setting:
    """A setting with its value, and where it comes from."""

    name: str
    value: str | None
    source: str
    place: str


@dataclass(frozen=True)
class Health:
    """What was found, and whether there is no problem."""

    document: Document
    is_well: bool


def health(db: Path, settings: Sequence[Setting], *, language: Language, occasion: Occasion) -> Health:
    """Explain the environment; works without a ledger, and changes nothing."""
    place, ledger, refused = where(db), None, None
    try:
        ledger = surroundings(db, wait=occasion.wait)
    except ThiduaError as error:
        refused = error
    is_missing = isinstance(refused, NoLedger) and refused.problems[0].reason.code == "ledger-missing"
    problems = [] if refused is None or is_missing else [one.reason for one in refused.problems]
    problems += [*_of_place(place, ledger), *_of_terminal()]
    if ledger is not None:
        problems += [*_of_file(ledger), *_of_time(ledger, occasion)]
    say, last = language.say, ledger.last if ledger else None
    facts: dict[str, Fact] = {
        "ledger": str(place.path),
        "exists": not is_missing,
        "well": not problems,
        "problem_count": len(problems),
        "last_entry": last.entry if last else None,
        "anchor": anchor_of(last.digest) if last else None,
    }
    if problems:
        told = say("Problems: {count}.", count=len(problems))
    elif is_missing:
        told = say("No problem found. There is no ledger at {path} yet: thidua init --db {path}", path=str(db))
    else:
        told = say("No problem found.")
    parts = (
        _versions(language),
        _settings(language, settings),
        _ledger(language, place, ledger),
        _problems(language, problems),
        Paragraph(told),
    )
    document = Document("doctor", language.code, facts, (Heading(say("thidua and its surroundings")), *parts))
    return Health(document, not problems)


def _of_place(place: Where, ledger: Surroundings | None) -> Iterator[Reason]:
    if place.synced_by is not None:
        yield because("place-synced", path=place.path, service=place.synced_by)
    if place.network is not None:
        yield because("place-network", path=place.path, kind=place.network)
    wanted = max(_SPARE, _COPIES * (ledger.size if ledger else 0))
    if place.free is not None and place.free < wanted:
        yield because("disk-nearly-full", path=place.path.parent, free=_mib(place.free), wanted=_mib(wanted))


def _of_terminal() -> Iterator[Reason]:
    # on Windows a console is written to as Unicode whatever the code page
    encoding = locale.getencoding()
    if os.name != "nt" and encoding.lower().replace("-", "") != "utf8":
        yield because("locale-not-utf8", encoding=encoding)


def _of_file(ledger: Surroundings) -> Iterator[Reason]:
    path = ledger.path
    if ledger.version < SCHEMA_VERSION:
        yield because("ledger-older", path=path, version=ledger.version, ours=SCHEMA_VERSION)
    if ledger.is_open_to_others:
        yield because("mode-open", path=path, mode=f"{ledger.mode:04o}")
    if ledger.is_folder_open:
        yield because("folder-open", path=path.parent, mode=f"{ledger.folder_mode:04o}")
    if ledger.journal_mode != "delete":
        yield because("journal-mode-changed", path=path, mode=ledger.journal_mode)
    for left in ledger.leftovers:
        yield because("journal-left", path=path, left=left)
    if ledger.last is None:
        yield because("ledger-unreadable", path=path)


def _of_time(ledger: Surroundings, occasion: Occasion) -> Iterator[Reason]:
    last, copy = ledger.last, ledger.copy
    if last is None:
        return
    if last.at > occasion.now.astimezone(UTC).isoformat(timespec="seconds"):
        yield because("clock-behind", now=occasion.today, entry=last.entry, at=last.at)
    if copy is None:
        if last.entry > 1:
            yield because("backup-none", path=ledger.path, entries=last.entry)
        return
    behind, days = last.entry - copy.last.entry, (occasion.now.timestamp() - copy.changed) / (24 * 60 * 60)
    if behind > _BEHIND or (behind and days > _DAYS):
        yield because("backup-behind", copy=copy.path, behind=behind, day=_day(copy))


def _day(copy: Copy) -> object:
    return day_in_vietnam(datetime.fromtimestamp(copy.changed, UTC))


def _mib(count: int) -> str:
    return f"{count / (1024 * 1024):.0f} MiB"


def _versions(language: Language) -> Table:
    say = language.say
    found = {
        "thidua": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite_version(),
        **{name: _installed(name) for name in _LIBRARIES},
        "system": f"{platform.system()} {platform.release()}",
        "encoding": locale.getencoding(),
    }
    columns = (Column("name", say("Part")), Column("version", say("Version")))
    return Table("versions", say("Versions"), columns, tuple(found.items()))


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _settings(language: Language, settings: Sequence[Setting]) -> Table:
    say = language.say
    columns = (
        Column("setting", say("Setting")),
        Column("value", say("Value")),
        Column("source", say("Where from"), shown=False),
        Column((), say("Where from")),
        Column("place", say("Where it stands")),
    )
    rows = tuple(
        (one.name, one.value, one.source, term(language, "source", one.source), one.place or None) for one in settings
    )
    return Table("settings", say("Settings"), columns, rows)


def _ledger(language: Language, place: Where, ledger: Surroundings | None) -> Table:
    say = language.say
    rows: list[tuple[Cell, ...]] = [
        ("path", say("Path"), str(place.path)),
        ("synced_by", say("Copied by"), place.synced_by),
        ("network", say("Network"), place.network),
        ("free_bytes", say("Free on the disk"), place.free),
    ]
    if ledger is not None:
        last = ledger.last
        rows += [
            ("schema_version", say("Schema"), ledger.version),
            ("size_bytes", say("Size"), ledger.size),
            ("mode", say("Rights"), None if ledger.mode is None else f"{ledger.mode:04o}"),
            ("journal_mode", say("Journal"), ledger.journal_mode),
            ("last_entry", say("Last entry"), last.entry if last else None),
            ("last_at", say("Recorded at (UTC)"), last.at if last else None),
            ("anchor", say("Anchor"), anchor_of(last.digest) if last else None),
            *_copy(language, last, ledger.copy),
        ]
    columns = (
        Column("fact", say("About"), shown=False),
        Column((), say("About")),
        Column("value", say("Value")),
    )
    return Table("facts", say("Ledger"), columns, tuple(rows))


def _copy(language: Language, last: Last | None, copy: Copy | None) -> Iterator[tuple[Cell, ...]]:
    say = language.say
    yield "backup", say("Last backup"), str(copy.path) if copy else None
    yield "backup_entry", say("Its last entry"), copy.last.entry if copy else None
    yield "backup_behind", say("Entries behind"), last.entry - copy.last.entry if last and copy else None


def _problems(language: Language, problems: Sequence[Reason]) -> Table:
    say = language.say
    columns = (Column("code", say("Problem")), Column("message", say("What to do")))
    rows = tuple((one.code, sentence(language, one)) for one in problems)
    return Table("problems", say("Problems") if rows else None, columns, rows)

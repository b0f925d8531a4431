"""Forgetting a person: the name goes, what was done stays and is shown under a token, and the chain still holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from thidua.domain.identity import TOKEN_DIGITS, names_person
from thidua.domain.names import matching_key, search_key, tidy
from thidua.domain.occasion import Occasion
from thidua.errors import InputRefused, Misuse, Reason, RuleRefused, ThiduaError, because
from thidua.ledger.database import rewrite
from thidua.ledger.failing import cause_of
from thidua.ledger.forgetting import KnownPerson, copies_holding, entries_naming, everybody, remove_names
from thidua.ledger.journal import recording
from thidua.ledger.recording import Recording

_NEAR = 5


@dataclass(frozen=True)
class Who:
    """Whose name is meant: a name with, where several bear it, a post or all of them; or a token ``#1a2b3c4d``."""

    text: str
    post: str | None = None
    every: bool = False


@dataclass(frozen=True)
class Forgot:
    """Names were removed; ``people`` are the tokens that stand for them from now on.

    ``named_in`` are entries whose own words hold the name and cannot change; ``backups`` are ledgers nearby that still
    hold it. ``entry`` is None when they were forgotten before, and only what was left of them was looked for.
    """

    people: tuple[str, ...]
    entry: int | None
    named_in: tuple[int, ...]
    backups: tuple[Path, ...]
    notes: tuple[Reason, ...]


def forget(db: Path, who: Who, *, reason: str, occasion: Occasion) -> Forgot:
    """Remove a person's name from the ledger's file, every byte of it, and say where else it stands.

    Refuses a reason that holds the name, since reasons stay; and who acts now, whose name this very entry would write
    again. Of someone forgotten already the file is written anew, and nothing is recorded.
    """
    with recording(db, occasion, "forget") as record:
        known = everybody(record.connection)
        people = _meant(who, known)
        names = {one.name for one in people if one.name is not None}
        _refuse(names, reason, occasion)
        named_in = tuple(sorted({seq for name in names for seq in entries_naming(record.connection, name)}))
        if names:
            _record(record, people, reason)
        others = [one for one in known if one.name in names and one not in people]
    _rewrite(db, people, occasion)
    holding = copies_holding(db, people)
    return Forgot(
        tuple(one.token for one in people),
        record.seq if names else None,
        named_in,
        holding.files,
        tuple(_notes(others, named_in, holding.unread)),
    )


def _rewrite(db: Path, people: list[KnownPerson], occasion: Occasion) -> None:
    """Write the file anew; when that fails the names are gone from their rows, and what is left to do is said."""
    try:
        rewrite(db, wait=occasion.wait)
    except ThiduaError as error:
        facts = {"path": db, "token": people[0].token, "cause": cause_of(error)}
        raise type(error)(because("forget-unfinished", **facts)) from None


def _record(record: Recording, people: list[KnownPerson], reason: str) -> None:
    remove_names(record, people)
    record.reason = reason
    record.summary = f"forget {', '.join(one.token for one in people)}"


def _meant(who: Who, known: list[KnownPerson]) -> list[KnownPerson]:
    if who.text.startswith("#"):
        return [_by_token(who, known)]
    name = tidy(who.text)
    bearing = [one for one in known if one.name is not None and tidy(one.name) == name]
    if not bearing:
        raise InputRefused(_unknown(who.text, name, known))
    posts = tuple(one.post or "–" for one in bearing)
    if who.post is not None:
        of_post = [one for one in bearing if tidy(one.post or "") == tidy(who.post)]
        if not of_post:
            raise InputRefused(because("person-post-unknown", name=name, post=who.post, posts=posts))
        return of_post
    if len(bearing) > 1 and not who.every:
        tokens = tuple(f"{one.token} ({one.post or '–'})" for one in bearing)
        raise InputRefused(because("person-ambiguous", name=name, candidates=tokens))
    return bearing


def _by_token(who: Who, known: list[KnownPerson]) -> KnownPerson:
    if who.post is not None or who.every:
        raise Misuse(because("option-conflict", first=who.text, second="--all" if who.every else "--post"))
    digits = who.text.removeprefix("#").lower()
    if len(digits) < TOKEN_DIGITS or not set(digits) <= set("0123456789abcdef"):
        raise Misuse(because("token-malformed", text=who.text))
    found = [one for one in known if one.digest.startswith(digits)]
    if not found:
        raise InputRefused(because("token-unknown", text=who.text))
    if len(found) > 1:
        raise InputRefused(because("token-ambiguous", text=who.text))
    return found[0]


def _unknown(typed: str, name: str, known: list[KnownPerson]) -> Reason:
    spelled: dict[str, KnownPerson] = {}
    for one in known:
        if one.name is not None:
            spelled.setdefault(search_key(one.name), one)
    near = get_close_matches(search_key(name), spelled, _NEAR, 0.75)
    alike = [one for one in known if one.name is not None and matching_key(one.name) == matching_key(name)]
    meant = alike or [spelled[key] for key in near]
    if meant:
        candidates = tuple(dict.fromkeys(f"{one.name} ({one.token})" for one in meant))
        return because("person-unlike", text=typed, candidates=candidates)
    return because("person-unknown", text=typed)


def _refuse(names: set[str], reason: str, occasion: Occasion) -> None:
    for name in sorted(names):
        if names_person(occasion.actor, name):
            raise RuleRefused(because("forget-actor", actor=occasion.actor))
        if names_person(reason, name):
            raise InputRefused(because("forget-reason-names"))


def _notes(others: list[KnownPerson], named_in: tuple[int, ...], unread: tuple[Path, ...]) -> Iterator[Reason]:
    if others:
        candidates = tuple(f"{one.token} ({one.post or '–'})" for one in others)
        yield because("forgot-namesakes", candidates=candidates)
    if named_in:
        yield because("forgot-entries-name", entries=named_in)
    if unread:
        yield because("forgot-unread", files=tuple(str(path) for path in unread))

"""What ends, and what is brought back: withdrawn, revoked, held, lifted; copied, restored; on top of what corrects."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, Self

from reliability.contents import content
from reliability.corrections import CORRECTIONS, CorrectedModel, CorrectingOffice
from reliability.machine import CODES, DAYS, Act, Verb
from reliability.model import AGAINST_RULE, DONE, REFUSED, Stop
from reliability.tier import FULL

Thing = tuple[str, str | None]
Key = tuple[str, ...]


@dataclass
class EndedModel(CorrectedModel):
    """The procedure with what ends and is on hold; a copy is the model as it was, and restoring puts it back."""

    acts: dict[Thing, int] = field(default_factory=dict)  # how often something was ended, held or lifted
    copies: list["EndedModel"] = field(default_factory=list)
    entries: dict[Key, int] = field(default_factory=dict)  # the last entry of each kind; kept by the office

    def withdraw(self, code: str, turn: str, on: str) -> int:
        """A registration ends, or is held until the hold is lifted; not before it was made."""
        if code not in self.registrations:
            return REFUSED
        return self._turned({(code, None): self.registrations[code].on}, turn, on)

    def revoke(self, code: str, month: str | None, turn: str, on: str) -> int:
        """All of one's commendations that still may, or that of a month; not before they were given."""
        if code not in self.registrations:
            return REFUSED
        return self._turned(
            {(code, one.month): one.on for one in self.given(code) if month in {None, one.month}}, turn, on
        )

    def _turned(self, began: dict[Thing, str], turn: str, on: str) -> int:
        meant = [thing for thing in began if self._takes(thing, turn)]
        is_early = any(on < began[thing] for thing in meant)
        if not meant or is_early or (turn == "lift" and any(on < self._hold(thing)[0].on for thing in meant)):
            return AGAINST_RULE
        for thing in meant:
            stops, hold = self.stopped.get(thing, ()), self._hold(thing)
            if turn == "lift":
                self.stopped[thing] = tuple(replace(one, until=on) if one is hold[0] else one for one in stops)
            else:
                self.stopped[thing] = (*stops, Stop(on, turn == "end"))
            self.acts[thing] = self.acts.get(thing, 0) + 1
        return DONE

    def _hold(self, thing: Thing) -> list[Stop]:
        """Give the hold that nobody has lifted."""
        return [one for one in self.stopped.get(thing, ()) if not one.is_end and one.until is None]

    def _takes(self, thing: Thing, turn: str) -> bool:
        """What has ended takes nothing more; it is held once at a time, and lifted when it is held."""
        if any(one.is_end for one in self.stopped.get(thing, ())):
            return False
        return turn == "end" or bool(self._hold(thing)) == (turn == "lift")

    def backup(self) -> int:
        """Copy all there is."""
        self.copies.append(self.copied())
        return DONE

    def restore(self, back: int) -> int:
        """Be what a copy is, the last or one so many before it; copies stay."""
        number = self.copy_of(back)
        if number < 0:
            return REFUSED
        copies = self.copies
        vars(self).update(vars(copies[number].copied()))
        self.copies = copies
        return DONE

    def copy_of(self, back: int) -> int:
        """Give the number of a copy; one that is not there is less than 0."""
        return len(self.copies) - 1 - back

    def taken_back_to(self, before: Self) -> Self:
        again = super().taken_back_to(before)
        again.copies = self.copies
        return again

    def void_depended(self, _: int) -> int:
        """What later entries build on is never taken back; the office knows its entry."""
        return DONE

    def depended(self) -> list[Key]:
        """Name entries that others surely build on."""
        found: list[Key] = [("register", code) for code in self.registrations if self._is_used(code)]
        places = {one.place for one in self.ballots}
        found += [("evaluate", one.month, str(one.number)) for one in self.evaluations if one.place in places]
        for one in self.commendations:
            is_built_on = len(self.given(one.code)) == 1 and any(who == one.code for who, *_ in self.publicities)
            if is_built_on or (one.code, one.month) in self.stopped:
                found.append(("commend", one.code, one.month))
        publicised = [who for who, *_ in self.publicities]
        found += [("publicise", who) for who in publicised if publicised.count(who) == 1 and self.pairs_of(who)]
        learned = [(learner, exemplar) for learner, exemplar, *_ in self.learnings]
        found += [("learn", *pair) for pair in learned if learned.count(pair) == 1 and self.reviews.get(pair)]
        found += [("review", *pair) for pair, made in self.reviews.items() if made and made[-1].recognised_on]
        # an end stands without the hold before it; what is lifted must have been held
        lifted = [of for of, stops in self.stopped.items() if stops[0].until is not None]
        found += [("withdraw", code, "1") for code, month in lifted if month is None]
        return [key for key in found if key in self.entries]

    def _is_used(self, code: str) -> bool:
        used = {of for _, of, _ in self.scores} | {one.code for one in self.commendations}
        return code in used | {of for of, _ in self.stopped} | {of for of, *_ in self.learnings}


class EndingOffice(CorrectingOffice):
    """An office that ends and brings back."""

    model: EndedModel

    def __init__(self, db: Path, model: EndedModel) -> None:
        super().__init__(db, model)
        self._kept: dict[int, list[Any]] = {}

    def noted(self, words: tuple[str, ...], entry: int) -> None:
        self.model.entries[self._key(words)] = entry

    def _key(self, words: tuple[str, ...]) -> Key:
        if words[0] == "evaluate":
            evaluation = self.model.last_evaluation(words[2])
            return ("evaluate", words[2], str(evaluation and evaluation.number))
        if words[0] == "withdraw":
            return (*words[:2], str(self.model.acts[words[1], None]))
        if words[0] == "commend":
            return (*words[:2], words[3])
        if words[0] in {"learn", "review"}:
            return (words[0] if words[0] == "learn" or "--yes" in words else "minutes", words[1], words[3])
        return ("supplement" if "--supplement" in words else words[0], words[1])

    def withdraw(self, code: str, turn: str, on: str) -> None:
        expected = self.model.withdraw(code, turn, on)
        self.agreed(expected, "withdraw", code, *_TURNS[turn], "--on", on, "--reason", "so it is")

    def revoke(self, code: str, month: str | None, turn: str, on: str) -> None:
        expected = self.model.revoke(code, month, turn, on)
        of = () if month is None else ("--month", month)
        ground = ("--ground", "other") if turn == "end" else _TURNS[turn]
        self.agreed(expected, "revoke", code, *of, *ground, "--on", on, "--reason", "so it is")

    def backup(self) -> None:
        number = len(self.model.copies)
        expected = self.model.backup()
        self.agreed(expected, "backup", str(self._copy(number)))
        self._kept[number] = list(self._done)

    def restore(self, back: int) -> None:
        number = self.model.copy_of(back)
        expected, before = self.model.restore(back), content(self.db)
        told = self.agreed(expected, "restore", str(self._copy(number)), "--json")
        if expected == DONE:
            kept = Path(json.loads(told)["kept"])
            assert content(kept) == before, self.told
            assert content(self.db) == content(self._copy(number)), self.told
            kept.unlink()
            self._done = list(self._kept[number])

    def _copy(self, number: int) -> Path:
        return self.db.with_name(f"{self.db.stem}-copy-{number}.db")

    def void_depended(self, number: int) -> None:
        """Take back what others build on: it is refused, and nothing changes."""
        found = self.model.depended()
        if found:
            entry = self.model.entries[found[number % len(found)]]
            self.agreed(AGAINST_RULE, "void", str(entry), "--reason", "a mistake")

    def agrees(self) -> None:
        super().agrees()
        # all is derived again: in the quick tier where something was copied, and may have been brought back
        if FULL or self._kept:
            self.agreed(DONE, "verify")


_TURNS = {"end": ("--ground", "request"), "hold": ("--ground", "verification"), "lift": ("--lift",)}


def _turn(random: Random) -> str:
    return random.choice(("end", "hold", "hold", "lift"))


def withdraw(random: Random) -> Act:
    return Act("withdraw", (random.choice(CODES), _turn(random), random.choice(DAYS)), {})


def revoke(random: Random) -> Act:
    month = random.choice((None, "2024-03", "2024-06"))
    return Act("revoke", (random.choice(CODES), month, _turn(random), random.choice(DAYS)), {})


def backup(_: Random) -> Act:
    return Act("backup", (), {})


def restore(random: Random) -> Act:
    return Act("restore", (random.choice((0, 0, 0, 1, 2)),), {})


def void_depended(random: Random) -> Act:
    return Act("void_depended", (random.randrange(100),), {})


ENDINGS: tuple[Verb, ...] = (*CORRECTIONS, withdraw, revoke, backup, restore, void_depended)

"""What sets right: months closed and opened again, and the last thing done taken back; on top of the five steps."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from random import Random
from typing import Any, Self

from reliability.machine import MONTHS, STEPS, Act, Verb
from reliability.model import AGAINST_RULE, DONE, REFUSED, Model, Vote, is_of_campaign
from reliability.office import Office

# what void does not take back
NOT_VOIDED = frozenset({"close", "reopen", "void", "backup", "restore"})


@dataclass
class CorrectedModel(Model):
    """The procedure with months that are closed; what is taken back is an earlier model put in its place."""

    closed: set[str] = field(default_factory=set)

    def _unscoreable(self, code: str, line: str, month: str) -> int:
        is_shut = code in self.registrations and month in self.closed
        return AGAINST_RULE if is_shut else super()._unscoreable(code, line, month)

    def evaluate(self, month: str) -> int:
        before = list(self.evaluations), dict(self.highest)
        code = super().evaluate(month)
        if month in self.closed and len(self.evaluations) > len(before[0]):
            self.evaluations, self.highest = before
            return AGAINST_RULE
        return code

    def vote(self, code: str, month: str, on: str, vote: Vote, *, reason: bool) -> int:
        return AGAINST_RULE if month in self.closed else super().vote(code, month, on, vote, reason=reason)

    def commend(self, code: str, month: str, on: str, *, is_ad_hoc: bool, reason: bool) -> int:
        if code not in self.registrations:
            return REFUSED
        shut = month in self.closed
        return AGAINST_RULE if shut else super().commend(code, month, on, is_ad_hoc=is_ad_hoc, reason=reason)

    def close(self, month: str, *, force: bool) -> int:
        """A month is closed when it is settled, or by force; once."""
        is_open = is_of_campaign(month) and month not in self.closed
        if not is_open or (not force and not self.is_settled(month)):
            return AGAINST_RULE
        self.closed.add(month)
        return DONE

    def reopen(self, month: str) -> int:
        """A closed month is opened again."""
        if month not in self.closed:
            return AGAINST_RULE
        self.closed.remove(month)
        return DONE

    def is_settled(self, month: str) -> bool:
        """Evaluated as scored, nothing missing, each of the shortlist voted on by a quorum, the carried commended."""
        evaluation = self.last_evaluation(month)
        if evaluation is None or evaluation.seen != self.seen(month):
            return False
        if evaluation.rows != self.rows_now(month):
            return False
        last = {one.code: one for one in self.ballots if one.month == month}
        heard = {code for code, one in last.items() if one.is_quorate}
        going = [code for code in evaluation.rows if not self.has_ended(code)]
        waiting = [code for code in going if evaluation.rows[code].is_shortlisted and code not in heard]
        stale = [code for code, one in last.items() if self.has_moved(self.evaluations[one.place])]
        awaiting = [
            code for code, awaits, of in self.awaiting(f"{month}-31") if (awaits, of) == ("commendation", month)
        ]
        carried = [code for code in awaiting if not self.has_ended(code)]
        missing = [code for code, row in evaluation.rows.items() if row.missing]
        return not (waiting or stale or carried or missing)

    def taken_back_to(self, before: Self) -> Self:
        """Give an earlier model, with what is not taken back: closed months, numbers that were used."""
        again = before.copied()
        again.closed, again.highest = self.closed, self.highest
        return again

    def void_last(self) -> int:
        """Known to the office, which remembers what was before."""
        return DONE


class CorrectingOffice(Office):
    """An office that closes months and takes back what it did last."""

    model: CorrectedModel

    def __init__(self, db: Any, model: CorrectedModel) -> None:
        super().__init__(db, model)
        # of what was done and may be taken back: its entry, the model before it, the month it belongs to
        self._done: list[tuple[int, CorrectedModel, str | None]] = []
        self._before: CorrectedModel | None = None

    def agreed(self, expected: int, *words: str) -> str:
        before = self._entries() if self.db.exists() else 0
        out = super().agreed(expected, *words)
        entry = self._entries()
        if self._before is not None and entry > before and words[0] not in NOT_VOIDED:
            self._done.append((entry, self._before, _month_of(words)))
            self.noted(words, entry)
        return out

    def noted(self, words: tuple[str, ...], entry: int) -> None:
        """Hear of an entry that may be taken back."""
        self.told.append(f"entry {entry}: {words[0]}")

    def remember(self) -> None:
        """Keep the model as it is before the next act."""
        self._before = self.model.copied()

    def _entries(self) -> int:
        with closing(sqlite3.connect(self.db)) as connection:
            found = connection.execute("SELECT COALESCE(MAX(seq), 0) FROM entry").fetchone()
            return int(found[0])

    def close(self, month: str, *, force: bool) -> None:
        expected = self.model.close(month, force=force)
        forced = ("--force", "--reason", "must be") if force else ()
        self.agreed(expected, "close", "--month", month, *forced)

    def reopen(self, month: str) -> None:
        expected = self.model.reopen(month)
        self.agreed(expected, "reopen", "--month", month, "--reason", "something was forgotten")

    def void_last(self) -> None:
        """Take back the last thing done that is still in force: nothing can depend on it but a closed month."""
        if not self._done:
            return
        entry, before, month = self._done[-1]
        expected = AGAINST_RULE if month in self.model.closed else DONE
        self.agreed(expected, "void", str(entry), "--reason", "a mistake")
        if expected == DONE:
            self._done.pop()
            self.model = self.model.taken_back_to(before)


def _month_of(words: tuple[str, ...]) -> str | None:
    """Give the month that what a command stores belongs to; a review looks at one and adds nothing to it."""
    is_of_month = words[0] in {"score", "evaluate", "vote", "commend"}
    return words[words.index("--month") + 1] if is_of_month else None


def close(random: Random) -> Act:
    return Act("close", (random.choice(MONTHS),), {"force": random.random() < 0.3})


def reopen(random: Random) -> Act:
    return Act("reopen", (random.choice(MONTHS),), {})


def void_last(_: Random) -> Act:
    return Act("void_last", (), {})


CORRECTIONS: tuple[Verb, ...] = (*STEPS, close, reopen, void_last, void_last)

"""An office: a ledger that commands are run on, beside the model that says what each of them must do."""

import contextlib
import io
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

from reliability.contents import breaches
from reliability.model import CAMPAIGN, DONE, UNITS, Model, Vote
from thidua.cli import main

NOW = datetime(2024, 12, 31, 3, 0, tzinfo=UTC)
# what is tried here is the procedure, not the disk: where there is memory to write into, that is faster
_FAST = Path("/dev") / "shm"
GOAL = ("--goal", "60 ha", "--deadline", "2024-11-30")


def run(*words: str, db: Path) -> tuple[int, str, str]:
    """Run a command in this process, and give its exit code and what it said where."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*words, "--db", str(db)], now=NOW)
    return code, *(_text(stream) for stream in (out, err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


class Office:
    """A ledger and its model. Each verb runs its command and insists that model and command agree."""

    def __init__(self, db: Path, model: Model) -> None:
        self.db, self.model = db, model
        self.told: list[str] = []

    def remember(self) -> None:
        """Get ready for the next act: nothing here has to be remembered."""

    def agreed(self, expected: int, *words: str) -> str:
        """Run a command; its exit code must be the one expected, and what is refused must leave the file as it was."""
        before = self.db.read_bytes() if expected != DONE else b""
        code, out, err = run(*words, db=self.db)
        self.told.append(f"{' '.join(words)} -> {code}")
        assert code == expected, (words, err, self.told)
        assert "Traceback" not in err
        if expected != DONE:
            assert (out, self.db.read_bytes() == before) == ("", True), (words, err)
        return out

    def register(self, code: str, unit: str, on: str, content: str, *, is_complete: bool) -> None:
        expected = self.model.register(code, unit, on, content, is_complete=is_complete)
        goal = GOAL if is_complete else ()
        self.agreed(expected, "register", code, "--unit", unit, "--on", on, "--content", content, *goal)

    def supplement(self, code: str, content: str, *, is_complete: bool, reason: bool) -> None:
        expected = self.model.supplement(code, content, is_complete=is_complete, reason=reason)
        goal = GOAL if is_complete else ()
        self.agreed(expected, "register", code, "--supplement", "--content", content, *goal, *_why(given=reason))

    def score(self, code: str, line: str, month: str, value: str, *, reason: bool) -> None:
        expected = self.model.score(code, line, month, value, reason=reason)
        self.agreed(expected, "score", code, line, value, "--month", month, *_why(given=reason))

    def evaluate(self, month: str) -> None:
        expected = self.model.evaluate(month)
        out = self.agreed(expected, "evaluate", "--month", month, "--json")
        if expected == DONE:
            self.agrees_on_standings(month, json.loads(out))

    def vote(self, code: str, month: str, on: str, vote: Vote, *, reason: bool) -> None:
        expected = self.model.vote(code, month, on, vote, reason=reason)
        self.agreed(
            expected, "vote", code, "--month", month, "--on", on, *_counts(vote), *_why(given=reason), "--quiet"
        )

    def commend(self, code: str, month: str, on: str, *, is_ad_hoc: bool, reason: bool) -> None:
        expected = self.model.commend(code, month, on, is_ad_hoc=is_ad_hoc, reason=reason)
        more = ("--ad-hoc",) if is_ad_hoc else ()
        self.agreed(expected, "commend", code, "--month", month, "--on", on, *more, *_why(given=reason))

    def publicise(self, code: str, on: str, channel: str) -> None:
        expected = self.model.publicise(code, on, channel)
        self.agreed(expected, "publicise", code, "--channel", channel, "--on", on)

    def learn(self, learner: str, exemplar: str, on: str, form: str) -> None:
        expected = self.model.learn(learner, exemplar, on, form)
        self.agreed(expected, "learn", learner, "--from", exemplar, "--on", on, "--form", form)

    def review(
        self, pair: tuple[str, str], month: str, on: str, vote: Vote, claim: str | None, minutes_on: str | None
    ) -> None:
        expected = self.model.review(pair, month, on, vote, claim, minutes_on)
        claimed = () if claim is None else ("--as", claim)
        paper = () if minutes_on is None else ("--minutes", "7/BB", "--minutes-date", minutes_on)
        words = ("review", pair[0], "--from", pair[1], "--month", month, "--on", on, *_counts(vote), *claimed, *paper)
        out = self.agreed(expected, *words, "--json")
        if expected == DONE:
            assert json.loads(out)["result"] == self.model.reviews[pair][-1].result, self.told

    def close_review(self, pair: tuple[str, str], on: str) -> None:
        expected = self.model.close_review(pair, on)
        self.agreed(expected, "review", pair[0], "--from", pair[1], "--minutes", "8/BB", "--minutes-date", on)

    def recognise(self, pair: tuple[str, str], number: str, on: str) -> None:
        expected = self.model.recognise(pair, number, on)
        self.agreed(expected, "recognise", pair[0], "--from", pair[1], "--decision", number, "--on", on)

    def leave(self) -> None:
        """Remove the ledger, and whatever is named after it."""
        self.db.unlink()
        for path in self.db.parent.glob(f"{self.db.stem}-*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    # --- what follows

    def agrees_on_standings(self, month: str, told: dict) -> None:
        """Hold a month's last evaluation beside the model's."""
        evaluation = self.model.last_evaluation(month)
        assert evaluation is not None
        assert told["evaluation"] == evaluation.number, self.told
        assert told["stale"] == (self.model.seen(month) != evaluation.seen), self.told
        columns = ("total", "due", "missing", "grade", "rank", "shortlisted")
        rows = {row["registration"]: tuple(row[column] for column in columns) for row in told["rows"]}
        assert rows == {
            code: (row.total, row.due, row.missing, row.grade, row.rank, row.is_shortlisted)
            for code, row in evaluation.rows.items()
        }, self.told

    def agrees(self) -> None:
        """Hold everything the ledger tells beside what the model does."""
        told = json.loads(self.agreed(DONE, "status", "--json"))
        columns = self.model.steps("").keys()
        steps = [{column: row[column] for column in columns} for row in told["exemplars"]]
        assert steps == [self.model.steps(code) for code in self.model.exemplars()], self.told
        awaiting = sorted((row["registration"], row["awaits"], row["month"]) for row in told["awaiting"])
        assert awaiting == self.model.awaiting(), self.told
        for month in dict.fromkeys(one.month for one in self.model.evaluations):
            report = self.agreed(DONE, "report", "standings", "--month", month, "--json")
            self.agrees_on_standings(month, json.loads(report))
        assert breaches(self.db) == [], self.told


def _why(*, given: bool) -> tuple[str, ...]:
    return ("--reason", "said so") if given else ()


def _counts(vote: Vote) -> tuple[str, ...]:
    counts = {"present": vote.present, "valid": vote.valid, "yes": vote.yes, "no": vote.no}
    return tuple(word for name, count in counts.items() for word in (f"--{name}", str(count)))


class Offices:
    """Opens offices at a stage; the way to each stage is gone once, and then copied."""

    def __init__(self, kind: type[Office] = Office, model: type[Model] = Model) -> None:
        self._kind, self._model = kind, model
        self._top = Path(mkdtemp(prefix="thidua-offices-", dir=_FAST if _FAST.is_dir() else None))
        self._stages: dict[str, Office] = {}
        self._opened = 0

    def open(self, stage: str) -> Office:
        """Open an office of its own at a stage."""
        if not self._stages:
            self._go_all_the_way()
        self._opened += 1
        kept = self._stages[stage]
        db = self._top / f"{self._opened}.db"
        shutil.copy(kept.db, db)
        return self._kind(db, kept.model.copied())

    def close(self) -> None:
        """Remove every office."""
        shutil.rmtree(self._top)

    def _go_all_the_way(self) -> None:
        (self._top / "small.yaml").write_text(CAMPAIGN, "utf-8")
        units = "".join(f"{unit},Xã {unit},commune\n" for unit in UNITS)
        (self._top / "units.csv").write_text(f"code,name,kind\n{units}", "utf-8")
        office = self._kind(self._top / "way.db", self._model())
        for words in (("init",), ("launch", f"{self._top}/small.yaml"), ("import", "units", f"{self._top}/units.csv")):
            office.agreed(DONE, *words)
        self._keep("launched", office)
        for number in ("1", "2", "3"):
            office.register(f"R{number}", number, "2024-02-05", "rice", is_complete=True)
        for month in ("2024-03", "2024-06"):
            for number, (fields, roads) in {"1": ("50", "30"), "2": ("45", "35"), "3": ("20", "10")}.items():
                more = "35" if (number, month) == ("2", "2024-06") else roads
                office.score(f"R{number}", "fields", month, "55" if month == "2024-06" else fields, reason=False)
                office.score(f"R{number}", "roads", month, more, reason=False)
            office.evaluate(month)
        self._keep("evaluated", office)
        office.vote("R1", "2024-03", "2024-04-10", Vote(), reason=False)
        office.commend("R1", "2024-03", "2024-04-10", is_ad_hoc=False, reason=False)
        office.publicise("R1", "2024-04-10", "radio")
        office.learn("R2", "R1", "2024-05-10", "visit")
        self._keep("learned", office)
        office.review(("R2", "R1"), "2024-06", "2024-07-05", Vote(), None, "2024-07-05")
        self._keep("reviewed", office)

    def _keep(self, stage: str, office: Office) -> None:
        office.agrees()
        kept = self._top / f"{stage}.kept"
        shutil.copy(office.db, kept)
        self._stages[stage] = self._kind(kept, office.model.copied())


STAGES = ("launched", "evaluated", "learned", "reviewed")

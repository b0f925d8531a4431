"""No query for each row, anywhere: a command asks as much of a ledger of 23 registrations as of one of 5."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from conftest import BA_TRI, BALLOTS, CAMPAIGNS
from thidua.ledger.layout import TABLES

ROWS_A_STATEMENT = 100
MARCH = ("--month", "2024-03")
CORRECTED = ("import", "scores", "other.csv", *MARCH, "--update", "--reason", "thử")
PREPARED = (
    ("init",),
    ("launch", BA_TRI),
    ("import", "units", "units.csv"),
    ("import", "registrations", "registrations.csv"),
    ("import", "scores", "scores.csv", *MARCH),
    ("evaluate", *MARCH),
)
LATER = (
    ("vote", "MY-HOA", *MARCH, "--on", "2024-04-04", *BALLOTS, "--yes", "8", "--no", "1"),
    ("commend", "MY-HOA", *MARCH, "--on", "2024-04-10"),
    ("publicise", "MY-HOA", "--channel", "đài", "--on", "2024-04-15"),
    ("import", "scores", "later.csv", "--month", "2024-09"),
    ("evaluate", "--month", "2024-09"),
)
ASKED = (
    *PREPARED,
    ("import", "units", "units.csv"),
    ("import", "registrations", "registrations.csv"),
    ("import", "registrations", "people.csv"),
    ("import", "registrations", "people.csv"),
    ("import", "scores", "scores.csv", *MARCH),
    CORRECTED,
    ("evaluate", *MARCH),
    ("evaluate", *MARCH),
    *LATER,
    ("import", "votes", "votes.csv"),
    ("status",),
    ("status", "MY-HOA"),
    ("explain", "MY-HOA", *MARCH),
    ("report", "overview"),
    ("report", "standings"),
    ("report", "journey"),
    ("report", "registrations"),
    ("report", "differences", *MARCH),
    ("rescore", *MARCH, "--ruleset", "1", "--reason", "thử"),
    ("campaign", "compare", *MARCH, "--ruleset", "1", "--ruleset", "1"),
    ("evaluate", "--from", "2024-03", "--to", "2024-09"),
    ("report", "standings", "--from", "2024-03", "--to", "2024-09"),
    ("log",),
    ("log", *MARCH, "--registration", "MY-HOA"),
    ("log", "--by", "Tester", "--verb", "evaluate"),
    ("log", "7"),
    ("log", "--between", "4", "9"),
    ("campaign", "list"),
    ("campaign", "show"),
    ("unit", "list"),
    ("unit", "tree"),
    ("withdraw", "AN-DUC", "--on", "2024-10-10", "--reason", "thử"),
    ("revoke", "MY-HOA", "--on", "2024-10-10", "--reason", "thử", "--ground", "discipline"),
    ("status",),
    ("status", "MY-HOA"),
    ("report", "overview"),
    ("report", "registrations"),
)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Listen to every statement; the second and later chunks of one long INSERT are not counted."""
    heard: list[str] = []
    full: list[str] = []

    def hear(_connection, _cursor, statement, _parameters, _context, _is_many):
        start = statement.partition(" VALUES ")[0]
        if not (full and full[0] == start):
            heard.append(statement)
        rows = statement.count("(?")
        full[:] = [start] if start.startswith("INSERT") and rows == ROWS_A_STATEMENT else []

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def _lines(name: str) -> list[str]:
    return (CAMPAIGNS / name).read_text("utf-8").splitlines()


def _write(name: str, lines: list[str]) -> None:
    Path(name).write_text("\n".join(lines) + "\n", "utf-8")


def _write_files(count: int) -> None:
    """Write what the commands read, for that many registrations: Mỹ Hòa, and An Đức with a line missing, among them."""
    head, *registered = _lines("ba-tri-2024-registrations.csv")
    chosen = sorted(registered, key=lambda line: not line.startswith(("MY-HOA", "AN-DUC")))[:count]
    codes = [line.partition(",")[0] for line in chosen]
    units = {line.split(",")[1] for line in chosen}
    _write("registrations.csv", [head, *chosen])
    head, *all_units = _lines("units-ba-tri-2024.csv")
    _write("units.csv", [head, *(line for line in all_units if line.partition(",")[0] in {"836", *units})])
    for name, month in (("scores.csv", "03"), ("later.csv", "09")):
        head, *scored = _lines(f"ba-tri-2024-scores-2024-{month}.csv")
        _write(name, [head, *(line for line in scored if line.partition(",")[0] in codes)])
    _write(
        "other.csv", [head, *(f"{code},nong-thon-moi,1.25" for code in codes if code not in {"VINH-AN", "TIEM-TOM"})]
    )
    people = [
        f"P{at},{line.split(',')[1]},{line.split(',')[2]},Người {at},farmer,v,g,2024-09-30"
        for at, line in enumerate(chosen)
    ]
    _write("people.csv", ["code,unit,on,person,person_kind,content,goal,deadline", *people])
    votes = [f"2024-09,2024-10-04,9,9,9,9,{code},5,4,thử" for code in codes if code not in {"VINH-AN", "AN-DUC"}]
    _write("votes.csv", ["month,on,present,valid,issued,returned,nominee,yes,no,reason", *votes])


@pytest.fixture
def asked_of(thidua, tmp_path_factory, monkeypatch):
    """Run every command on a ledger of so many registrations; give the statements each one sent."""

    def run(count: int) -> list[tuple[tuple[str | Path, ...], list[str]]]:
        monkeypatch.chdir(tmp_path_factory.mktemp(f"of-{count}"))
        _write_files(count)
        found = []
        for command in ASKED:
            with statements() as heard:
                ran = thidua(*command)
            assert (command, ran.code, ran.err) == (command, 0, ran.err)
            found.append((command, [re.sub(r"\s+", " ", statement) for statement in heard]))
        return found

    return run


def _shape(statement: str) -> str:
    return re.sub(r"\((\?\d*|, |,)+\)(,\s*\((\?\d*|, |,)+\))*", "(…)", statement)


def test_no_command_asks_more_of_a_bigger_ledger(asked_of):
    small, big = asked_of(5), asked_of(23)
    for (command, few), (_, many) in zip(small, big, strict=True):
        assert (command, [_shape(s) for s in many]) == (command, [_shape(s) for s in few])


def test_no_command_needs_more_than_a_few_dozen_statements(asked_of):
    counts = [
        (sum(" VIEW " not in statement for statement in heard), command)  # a view for each table is how one looks back
        for command, heard in asked_of(5)
        if command != ("init",)  # init makes the schema
    ]
    others = [found for found in counts if found[1][0] != "evaluate" and found[1][:2] != ("campaign", "compare")]
    assert max(others, key=lambda found: found[0])[0] <= 50


def test_an_evaluation_is_a_fixed_program_over_its_work_tables_and_few_statements_beside_it(asked_of):
    for command, heard in asked_of(5):
        if command[0] == "evaluate":
            program = [statement for statement in heard if "TEMP" in statement or "temp." in statement]
            assert len(program) <= 3 * len(TABLES)
            assert len(heard) - len(program) <= 50


SINGLE = ("score", "MY-HOA", "nong-thon-moi", "1,5")


@pytest.fixture
def steps_of(thidua, tmp_path_factory, monkeypatch):
    """Score a line twice in a ledger of so many registrations; give the steps SQLite took for each."""

    def run(count: int) -> list[int]:
        monkeypatch.chdir(tmp_path_factory.mktemp(f"of-{count}"))
        _write_files(count)
        for command in PREPARED:
            assert thidua(*command).code == 0
        found = []
        for month in ("2024-03", "2024-04"):
            with monkeypatch.context() as patched:
                taken = _counting(patched)
                assert thidua(*SINGLE, "--month", month, "--reason", "thử").code == 0
            found.append(len(taken))
        return found

    return run


def _counting(patched: pytest.MonkeyPatch) -> list[None]:
    taken: list[None] = []
    connect = sqlite3.connect

    def counted(*words, **options):
        connection = connect(*words, **options)
        connection.set_progress_handler(lambda: taken.append(None), 1)
        return connection

    patched.setattr(sqlite3, "connect", counted)
    return taken


def test_a_single_score_goes_through_nothing_that_grows(steps_of):
    assert steps_of(23) == steps_of(5)

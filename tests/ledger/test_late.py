"""Which entries came late: a rule in one statement, for every kind of fact that belongs to a month."""

from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

import small
from conftest import Thidua
from small import CARRIED
from thidua.ledger.database import reading
from thidua.ledger.late import late_entries
from thidua.ledger.sight import look

MARCH = ("--month", "2024-03")
APRIL = ("--month", "2024-04")


@pytest.fixture(autouse=True)
def _the_only_campaign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THIDUA_CAMPAIGN", raising=False)


def late() -> list[int]:
    """Give the entries that came late."""
    with reading(small.LEDGER, wait=1) as connection:
        return sorted({one.entry for one in late_entries(connection)})


def close(thidua: Thidua, month: tuple[str, str], *, again: bool = False) -> None:
    """Close a month as it is and, ``again``, open it."""
    small.done(thidua("close", *month, "--force", "--reason", "signed"))
    if again:
        small.done(thidua("reopen", *month, "--reason", "appeal"))


def test_nothing_is_late_before_a_month_was_closed_and_one_look_tells(thidua: Thidua) -> None:
    small.voted(thidua)
    heard: list[str] = []

    def hear(_connection, _cursor, statement, *_):
        heard.append(statement)

    with reading(small.LEDGER, wait=1) as connection:
        event.listen(Engine, "before_cursor_execute", hear)
        try:
            assert late_entries(connection) == []
        finally:
            event.remove(Engine, "before_cursor_execute", hear)
    assert heard == ["SELECT EXISTS (SELECT 1 FROM main.month_closing)"]


def test_what_was_there_when_the_month_was_closed_is_not_late_nor_is_closing_it(thidua: Thidua) -> None:
    small.voted(thidua)
    close(thidua, MARCH, again=True)
    close(thidua, MARCH)
    assert late() == []


def test_scores_evaluations_votes_and_commendations_of_a_month_opened_again_are_late(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30", AH="40 20", TT="45 15")
    close(thidua, MARCH, again=True)
    small.done(thidua("score", "AH", "roads", "22", *MARCH, "--reason", "recount"))
    small.done(thidua("evaluate", *MARCH))
    small.done(thidua("vote", "MH", *MARCH, "--on", "2024-04-04", *CARRIED))
    small.done(thidua("commend", "MH", *MARCH, "--on", "2024-04-10"))
    assert late() == [9, 10, 11, 12]


def test_a_version_a_month_is_scored_again_under_is_late(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30", AH="40 20", TT="45 15")
    Path("small.yaml").write_text(small.campaign() + "# again\n", "utf-8")
    small.done(thidua("launch", "small.yaml", "--on", "2024-04-01"))
    close(thidua, MARCH, again=True)
    small.done(thidua("rescore", *MARCH, "--ruleset", "2", "--reason", "as decided"))
    assert late() == [10]


def test_other_months_and_longer_periods_are_not_late(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30", AH="40 20", TT="45 15")
    close(thidua, MARCH, again=True)
    small.scored(thidua, "2024-04", MH="50", AH="40", TT="45")
    small.done(thidua("evaluate", "--from", "2024-03", "--to", "2024-04"))
    assert late() == []


def test_the_vote_of_a_review_looks_at_a_month_and_is_not_late(thidua: Thidua) -> None:
    small.june(thidua)
    close(thidua, ("--month", "2024-06"), again=True)
    small.done(thidua(*small.REVIEW, *CARRIED, *small.MINUTES))
    assert late() == []


def test_a_late_entry_that_is_voided_stays_late_and_every_look_tells_the_same(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30", AH="40 20", TT="45 15")
    close(thidua, MARCH, again=True)
    small.done(thidua("score", "AH", "roads", "22", *MARCH, "--reason", "recount"))
    small.done(thidua("void", "9", "--reason", "mistaken"))
    assert late() == [9]
    with reading(small.LEDGER, wait=1) as connection:
        look(connection, 7)
        assert [one.entry for one in late_entries(connection)] == [9]


def test_acts_whose_day_lies_in_a_month_that_is_closed_are_late(thidua: Thidua) -> None:
    small.commended(thidua)
    small.done(thidua("publicise", "MH", "--channel", "in time", "--on", "2024-04-15"))
    close(thidua, APRIL)
    small.done(thidua("publicise", "MH", "--channel", "late", "--on", "2024-04-16"))
    small.done(thidua("publicise", "MH", "--channel", "of May", "--on", "2024-05-01"))
    small.done(thidua("learn", "AH", "--from", "MH", "--form", "visit", "--on", "2024-04-30"))
    person = ("--person", "Nguyễn Thị Mẫu", "--person-kind", "farmer", "--content", "Harvest", "--on", "2024-04-20")
    small.done(thidua("register", "NTM", "--unit", "1", *person))
    assert late() == [11, 13, 14]


def test_acts_whose_day_lies_in_a_month_that_is_open_again_are_not(thidua: Thidua) -> None:
    small.commended(thidua)
    close(thidua, APRIL, again=True)
    small.done(thidua("publicise", "MH", "--channel", "radio", "--on", "2024-04-16"))
    assert late() == []


def test_months_are_closed_for_one_campaign(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30", AH="40 20", TT="45 15")
    Path("other.yaml").write_text(small.campaign().replace("code: small", "code: other"), "utf-8")
    small.done(thidua("launch", "other.yaml"))
    small.done(thidua("close", *MARCH, "--force", "--reason", "signed", "--campaign", "small"))
    small.done(thidua("reopen", *MARCH, "--reason", "appeal", "--campaign", "small"))
    small.done(thidua("import", "registrations", "registrations.csv", "--campaign", "other"))
    small.done(thidua("score", "MH", "fields", "50", *MARCH, "--campaign", "other"))
    small.done(thidua("evaluate", *MARCH, "--campaign", "other"))
    assert late() == []

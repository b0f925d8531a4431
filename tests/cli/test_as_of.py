"""Looking back: every report as it had been recorded by a day or by an entry, byte for byte whenever asked."""

import json
from datetime import UTC, datetime

import pytest

from conftest import BALLOTS, CAMPAIGNS, NOW, Thidua
from make import refused

MARCH = ("--month", "2024-03")
REPORTS = (
    ("status",),
    ("status", "MY-HOA"),
    ("report", "overview"),
    ("report", "standings", *MARCH),
    ("report", "differences", *MARCH),
    ("report", "journey"),
    ("report", "registrations"),
    ("explain", "MY-HOA", *MARCH),
    ("campaign", "list"),
    ("campaign", "show"),
    ("campaign", "compare", *MARCH, "--ruleset", "1", "--ruleset", "1"),
    ("unit", "list"),
    ("unit", "tree"),
)


def test_every_report_as_of_an_entry_stays_the_same_whatever_is_recorded_later(exemplar: Thidua) -> None:
    def told(now: datetime = NOW) -> dict[tuple[str, ...], str]:
        asked = [(*report, "--format", form) for report in REPORTS for form in ("plain", "csv", "json")]
        return {words: exemplar(*words, "--as-of", "9", now=now).out for words in asked}

    before = told()
    assert all(before.values())
    for later in (
        ("score", "MY-HOA", "sinh-hoat-chi-bo", "1", *MARCH, "--reason", "x"),
        ("evaluate", *MARCH),
        ("learn", "AN-HIEP", "--from", "MY-HOA", "--on", "2024-05-10", "--form", "tham quan"),
        ("void", "12", "--reason", "x"),
        ("void", "10", "--reason", "x"),
        ("void", "5", "--reason", "x"),
        ("register", "MY-HOA", "--supplement", "--item", "Khác | 1 | 2024-09-30 | new", "--reason", "x"),
        ("unit", "add", "29116", "--name", "Xã Khác", "--kind", "commune", "--from", "2024-05-01"),
        ("close", *MARCH, "--force", "--reason", "x"),
        ("reopen", *MARCH, "--reason", "x"),
    ):
        assert exemplar(*later).code == 0, later
    assert told(datetime(2025, 10, 31, 3, 0, tzinfo=UTC)) == before


def test_each_step_is_seen_from_its_entry_on(september: Thidua) -> None:
    def reached(entry: int) -> list[int]:
        return [
            row["reached"] for row in json.loads(september("status", "--as-of", str(entry), "--json").out)["exemplars"]
        ]

    assert [reached(entry) for entry in (7, 8, 9, 10)] == [[], [1], [2], [3]]


def test_a_voided_score_still_counts_as_of_the_day_before(march: Thidua) -> None:
    later = datetime(2024, 11, 2, 3, 0, tzinfo=UTC)
    before = json.loads(march("explain", "MY-HOA", *MARCH, "--json").out)["total"]
    assert march("void", "5", "--reason", "x", now=later).code == 0
    assert json.loads(march("explain", "MY-HOA", *MARCH, "--json", now=later).out)["total"] is None
    as_of = march("explain", "MY-HOA", *MARCH, "--json", "--as-of", "2024-11-01", now=later)
    assert json.loads(as_of.out)["total"] == before


def test_a_day_ends_at_midnight_in_vietnam(ba_tri: Thidua) -> None:
    evening, midnight = datetime(2024, 11, 1, 16, 59, 59, tzinfo=UTC), datetime(2024, 11, 1, 17, 0, tzinfo=UTC)
    register = ("--on", "2024-03-01", "--content", "x")
    assert ba_tri("register", "MH", "--unit", "29116", *register, now=evening).code == 0
    assert ba_tri("register", "BT", "--unit", "29110", *register, now=midnight).code == 0

    def seen(day: str) -> list[str]:
        found = ba_tri("report", "registrations", "--as-of", day, "--json", now=midnight)
        return [row["registration"] for row in json.loads(found.out)["rows"]]

    assert (seen("2024-10-31"), seen("2024-11-01"), seen("02/11/2024")) == ([], ["MH"], ["BT", "MH"])


def test_entries_are_in_the_order_of_recording_whatever_the_clock_said(ba_tri: Thidua) -> None:
    ahead, back = datetime(2024, 12, 1, tzinfo=UTC), datetime(2024, 11, 1, tzinfo=UTC)
    register = ("--on", "2024-03-01", "--content", "x")
    assert ba_tri("register", "MH", "--unit", "29116", *register, now=ahead).code == 0
    assert ba_tri("register", "BT", "--unit", "29110", *register, now=back).code == 0
    found = ba_tri("report", "registrations", "--as-of", "2024-11-02", "--json", now=ahead)
    assert json.loads(found.out)["rows"] == []


def test_the_report_says_as_of_what_it_was_told(exemplar: Thidua) -> None:
    assert json.loads(exemplar("status", "--as-of", "8", "--json").out)["as_of"] == 8
    assert json.loads(exemplar("status", "--json").out)["as_of"] is None
    last = exemplar("status", "--as-of", "8").out.splitlines()[-1]
    assert last.startswith("As recorded by entry 8; anchor ")


def test_units_are_those_of_the_day(ba_tri: Thidua) -> None:
    add = ("unit", "add", "29116", "--name", "Xã Khác", "--kind", "commune", "--from", "2024-10-01")
    assert ba_tri(*add).code == 0
    names = {
        entry: [
            u["name"]
            for u in json.loads(ba_tri("unit", "list", "--as-of", entry, "--json").out)["units"]
            if u["code"] == "29116"
        ]
        for entry in ("3", "4")
    }
    assert names == {"3": ["Xã Mỹ Hòa"], "4": ["Xã Khác"]}


@pytest.mark.parametrize(
    ("as_of", "code", "said"),
    [
        ("99", 3, "There is no entry 99 in the ledger; the last is 6. See: thidua log"),
        ("2024-11-01", 3, "2024-11-01 is yet to come; today is 2024-10-31. Give a day that is over, or an entry."),
        ("2024-01-01", 3, "The ledger had no entry by the end of 2024-01-01. See: thidua log"),
        ("31/02/2024", 2, "31/02/2024"),
        ("hôm qua", 2, "“hôm qua” is not a date."),
    ],
)
def test_a_moment_that_is_none_is_refused(march: Thidua, as_of: str, code: int, said: str) -> None:
    ran = refused(march, "status", "--as-of", as_of)
    assert ran.code == code
    assert said in ran.err


def test_a_verb_does_not_look_back(march: Thidua) -> None:
    assert refused(march, "evaluate", *MARCH, "--as-of", "3").code == 2


def test_before_the_campaign_there_is_nothing_to_report(march: Thidua) -> None:
    assert refused(march, "status", "--as-of", "1").code == 3


def test_a_longer_period_is_seen_as_it_was(march: Thidua) -> None:
    files = CAMPAIGNS / "ba-tri-2024-scores-2024-09.csv"
    period = ("--from", "2024-03", "--to", "2024-09")
    assert march("evaluate", *period).code == 0
    before = march("report", "standings", *period, "--as-of", "7", "--json").out
    assert march("import", "scores", files, "--month", "2024-09").code == 0
    for command in (("evaluate", "--month", "2024-09"), ("evaluate", *period)):
        assert march(*command).code == 0
    assert march("report", "standings", *period, "--as-of", "7", "--json").out == before
    assert march("report", "standings", *period, "--json").out != before


def test_votes_that_came_later_are_not_seen(march: Thidua) -> None:
    vote = ("vote", "MY-HOA", *MARCH, "--on", "2024-04-04", *BALLOTS, "--yes", "8", "--no", "1")
    assert march(*vote).code == 0
    assert json.loads(march("status", "--json").out)["awaiting"] != []
    assert json.loads(march("status", "--as-of", "6", "--json").out)["awaiting"] == []

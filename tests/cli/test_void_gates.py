"""``void`` asks the gates themselves: whatever would be shut for a later step without the entry, depends on it."""

import json
import sqlite3
from contextlib import closing

import pytest

import small
from conftest import Thidua
from reliability.attacks import rechain, unguarded
from small import CARRIED, done, refused

WHY = ("--reason", "nhập nhầm")
HOLD = ("withdraw", "MH", "--on", "2024-04-12", *WHY, "--ground", "verification")
LIFT = ("withdraw", "MH", "--lift", "--on", "2024-04-14", "--reason", "không có sai phạm")
PUBLICISE = ("publicise", "MH", "--channel", "radio", "--on", "2024-04-15")
RECOGNISE = ("recognise", "AH", "--from", "MH", "--decision", "9/QĐ", "--on", "2024-07-10")


def last() -> str:
    with closing(sqlite3.connect("thidua.db")) as ledger:
        return str(ledger.execute("SELECT MAX(seq) FROM entry").fetchone()[0])


def entry(thidua: Thidua, *words: str) -> str:
    """Run what writes an entry, and give its number."""
    done(thidua(*words))
    return last()


def stands_on(thidua: Thidua, target: str) -> list[str]:
    """Give the entries that must be voided before another one, the last first."""
    told = json.loads(refused(thidua, "void", target, *WHY, "--json"))
    assert {problem["code"] for problem in told["problems"]} == {"void-depended-on"}
    return [str(problem["facts"]["by"]) for problem in told["problems"]]


def sound(thidua: Thidua) -> None:
    """Insist that verify finds nothing."""
    ran = thidua("verify")
    assert ran.code == 0, ran.out


def freed(thidua: Thidua, *entries: str) -> None:
    """Void entries one after the other, each sound."""
    for one in entries:
        done(thidua("void", one, *WHY))
    sound(thidua)


def test_minutes_on_which_a_recognition_rests_are_kept(thidua: Thidua) -> None:
    small.june(thidua)
    review = entry(thidua, *small.REVIEW, *CARRIED)
    minutes = entry(thidua, *small.REVIEW[:4], *small.MINUTES)
    recognition = entry(thidua, *RECOGNISE)
    assert stands_on(thidua, minutes) == [recognition]
    assert stands_on(thidua, review) == [recognition, minutes]
    freed(thidua, recognition, minutes, review)


def test_minutes_without_which_the_next_review_of_the_pair_would_not_be_are_kept(thidua: Thidua) -> None:
    small.june(thidua)
    done(thidua(*small.REVIEW, *CARRIED))
    minutes = entry(thidua, *small.REVIEW[:4], *small.MINUTES)
    again = ("review", "AH", "--from", "MH", "--month", "2024-06", "--on", "2024-08-03")
    later = entry(thidua, *again, *CARRIED)
    assert stands_on(thidua, minutes) == [later]
    freed(thidua, later, minutes)


def test_a_lifting_is_kept_while_steps_were_taken_after_it(thidua: Thidua) -> None:
    small.commended(thidua)
    hold, lift = entry(thidua, *HOLD), entry(thidua, *LIFT)
    publicity = entry(thidua, *PUBLICISE)
    assert stands_on(thidua, lift) == [publicity]
    assert stands_on(thidua, hold) == [lift]
    freed(thidua, publicity, lift, hold)


def test_a_lifting_is_kept_while_months_were_scored_and_voted_on_after_it(thidua: Thidua) -> None:
    small.registered(thidua)
    hold = entry(thidua, "withdraw", "MH", "--on", "2024-02-20", *HOLD[4:])
    lift = entry(thidua, "withdraw", "MH", "--lift", "--on", "2024-03-01", *LIFT[5:])
    small.scored(thidua, "2024-03", MH="50 30", AH="40 20")
    evaluation = last()
    scores = str(int(evaluation) - 1)
    vote = entry(thidua, "vote", "MH", "--month", "2024-03", "--on", "2024-04-04", *CARRIED)
    assert stands_on(thidua, lift) == [vote, scores]
    freed(thidua, vote, evaluation, scores, lift, hold)


def test_a_lifted_revocation_is_kept_while_steps_were_taken_after_it(thidua: Thidua) -> None:
    small.commended(thidua)
    hold = entry(thidua, "revoke", "MH", "--on", "2024-04-12", *WHY, "--ground", "verification")
    lift = entry(thidua, "revoke", "MH", "--lift", "--on", "2024-04-14", "--reason", "không có sai phạm")
    publicity = entry(thidua, *PUBLICISE)
    assert stands_on(thidua, lift) == [publicity]
    freed(thidua, publicity, lift, hold)


def test_a_revoked_commendation_is_not_another_that_makes_an_exemplar(thidua: Thidua) -> None:
    small.commended(thidua)
    reward = ("--reward", "--decision", "1/QĐ", "--decision-date", "2024-04-12", "--form", "giấy khen")
    second = entry(thidua, "commend", "MH", "--month", "2024-03", "--on", "2024-04-12", *reward)
    done(thidua("revoke", "MH", "--kind", "praise", "--on", "2024-04-13", *WHY, "--ground", "false-declaration"))
    publicity = entry(thidua, *PUBLICISE)
    assert stands_on(thidua, second) == [publicity]
    freed(thidua, publicity, second)


def test_what_was_voided_since_is_not_counted_on(thidua: Thidua) -> None:
    first = entry(small.commended(thidua), *PUBLICISE)
    second = entry(thidua, "publicise", "MH", "--channel", "press", "--on", "2024-04-16")
    learning = entry(thidua, "learn", "AH", "--from", "MH", "--form", "visit", "--on", "2024-05-10")
    done(thidua("void", first, *WHY))
    assert stands_on(thidua, second) == [learning]
    sound(thidua)


def test_a_second_hold_keeps_the_lifting_of_the_first(thidua: Thidua) -> None:
    small.commended(thidua)
    hold, lift = entry(thidua, *HOLD), entry(thidua, *LIFT)
    second = entry(thidua, "withdraw", "MH", "--on", "2024-05-02", *HOLD[4:])
    assert stands_on(thidua, lift) == [second]
    freed(thidua, second, lift, hold)


def test_the_look_is_as_before_after_the_gates_were_asked(thidua: Thidua) -> None:
    publicity = entry(small.commended(thidua), *PUBLICISE)
    commendation = str(int(publicity) - 1)
    assert stands_on(thidua, commendation) == [publicity]
    freed(thidua, publicity, commendation)
    done(thidua("commend", "MH", "--month", "2024-03", "--on", "2024-04-10"))
    done(thidua(*PUBLICISE))
    sound(thidua)


@pytest.mark.parametrize("target", ["8", "7"])
def test_a_vote_and_a_commendation_are_kept_by_what_came_of_them(thidua: Thidua, target: str) -> None:
    small.june(thidua)
    assert stands_on(thidua, target)[-1] == str(int(target) + 1)


def forged(target: str) -> None:
    """Void an entry with plain SQL, in an entry of its own, and write the chain anew."""
    with closing(sqlite3.connect("thidua.db", isolation_level=None)) as raw, unguarded(raw):
        seq = int(last()) + 1
        raw.execute("INSERT INTO voided VALUES (?, ?)", (target, seq))
        cells = "'2024-10-31T03:00:00+00:00', 1, 'void', 'small', 'void', NULL, 0, '', '', 'x'"
        raw.execute(f"INSERT INTO entry VALUES (?, {cells})", (seq,))
        rechain(raw)


def found(thidua: Thidua) -> set[tuple[str, int, str]]:
    return {(one["code"], one["entry"], one["found"]) for one in json.loads(thidua("verify", "--json").out)["findings"]}


def test_verify_finds_minutes_taken_from_under_a_recognition(thidua: Thidua) -> None:
    small.june(thidua)
    done(thidua(*small.REVIEW, *CARRIED))
    minutes = entry(thidua, *small.REVIEW[:4], *small.MINUTES)
    recognition = int(entry(thidua, *RECOGNISE))
    forged(minutes)
    void = int(last())
    assert found(thidua) == {
        ("void-depended-on", void, str(recognition)),
        ("gate-shut", recognition, "review-not-closed"),
    }


def test_verify_finds_a_lifting_taken_from_under_what_followed(thidua: Thidua) -> None:
    small.commended(thidua)
    done(thidua(*HOLD))
    lift, publicity = entry(thidua, *LIFT), int(entry(thidua, *PUBLICISE))
    forged(lift)
    void = int(last())
    assert found(thidua) == {
        ("void-depended-on", void, str(publicity)),
        ("gate-shut", publicity, "registration-held"),
    }

"""Voiding anything at any time: what is accepted leaves a ledger in which every step in force has its gates open."""

import json
import sqlite3
from contextlib import closing
from random import Random

import pytest

import small
from conftest import Thidua
from reliability.tier import FULL, chance

WHY = ("--reason", "sai sót")
CODES = ("MH", "AH", "TT")
MONTHS = ("2024-03", "2024-06")


def _day(drawn: Random, first: int = 4) -> str:
    return f"2024-{drawn.randint(first, 9):02}-{drawn.randint(1, 28):02}"


def _act(drawn: Random) -> tuple[str, ...]:
    """Choose something that an office may do, or be refused."""
    # mostly the pair that has learned, and what is late in the procedure late in the year
    one, other = drawn.choice((("AH", "MH"), ("MH", "AH"), ("AH", "MH"), tuple(drawn.sample(CODES, 2))))
    month, day, late = drawn.choice(MONTHS), _day(drawn), _day(drawn, 7)
    number = str(drawn.randint(1, 10**6))
    pair = (one, "--from", other)
    acts = {
        "vote": ("vote", one, "--month", month, "--on", day, *small.CARRIED, "--reason", "bình lại"),
        "commend": ("commend", one, "--month", month, "--on", day),
        "ad hoc": ("commend", one, "--month", month, "--on", day, "--ad-hoc", "--reason", "đột xuất"),
        "publicise": ("publicise", one, "--channel", drawn.choice("abcdef"), "--on", day),
        "learn": ("learn", *pair, "--form", drawn.choice("xyz"), "--on", day),
        "review": ("review", *pair, "--month", "2024-06", "--on", late, *small.CARRIED),
        "minutes": ("review", *pair, "--minutes", number, "--minutes-date", late),
        "recognise": ("recognise", *pair, "--decision", number, "--on", "2024-09-28"),
        "hold": (drawn.choice(("withdraw", "revoke")), one, "--on", day, "--ground", "verification", *WHY),
        "lift": (drawn.choice(("withdraw", "revoke")), one, "--lift", "--on", day, *WHY),
        "end": (drawn.choice(("withdraw", "revoke")), one, "--on", "2024-09-28", "--ground", "discipline", *WHY),
        "unrecognise": ("revoke", *pair, "--on", day, "--ground", "discipline", *WHY),
        "evaluate": ("evaluate", "--month", month),
    }
    weights = {"publicise": 3, "learn": 4, "review": 4, "minutes": 4, "recognise": 4, "end": 0.3}
    names = list(acts)
    return acts[drawn.choices(names, [weights.get(name, 1) for name in names])[0]]


@pytest.mark.parametrize("turn", range(100 if FULL else 2))
def test_whatever_is_voided_every_step_in_force_keeps_its_gates_open(thidua: Thidua, turn: int) -> None:
    drawn = chance(f"void anything {turn}")
    small.june(thidua, "55 35", exemplar="50 30")
    for _ in range(8):
        for _ in range(drawn.randint(2, 8)):
            ran = thidua(*_act(drawn))
            assert ran.code in {0, 3, 5}, ran.err
        ran = thidua("void", str(drawn.randint(5, _last())), *WHY)
        assert ran.code in {0, 5}, ran.err
    told = json.loads(thidua("verify", "--json").out)
    assert told["findings"] == []


def _last() -> int:
    with closing(sqlite3.connect("thidua.db")) as ledger:
        return int(ledger.execute("SELECT MAX(seq) FROM entry").fetchone()[0])

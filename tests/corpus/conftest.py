"""Ledgers at the stages the corpus is imported into; each is made once and copied."""

from collections.abc import Callable
from pathlib import Path

import pytest

import small
from conftest import Thidua
from small import done

pytest.register_assert_rewrite("corpus.trying")

Staged = Callable[[str], Thidua]


def _registered(thidua: Thidua) -> None:
    small.registered(thidua)


def _scored(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30", AH="40 -", TT="45 15")


def _closed(thidua: Thidua) -> None:
    _scored(thidua)
    done(thidua("close", "--month", "2024-03", "--force", "--reason", "thử"))


def _withdrawn(thidua: Thidua) -> None:
    small.registered(thidua)
    done(thidua("withdraw", "TT", "--on", "2024-02-20", "--reason", "sáp nhập"))


def _by_hand(thidua: Thidua) -> None:
    _scored(thidua)
    done(thidua("score", "MH", "fields", "41", "--month", "2024-03", "--reason", "hội đồng quyết định"))


_STAGES: dict[str, Callable[[Thidua], object]] = {
    "registered": _registered,
    "scored": _scored,
    "closed": _closed,
    "withdrawn": _withdrawn,
    "by hand": _by_hand,
    "commended": small.commended,
}


@pytest.fixture(scope="session")
def _stages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stages")


@pytest.fixture
def staged(thidua: Thidua, _stages: Path) -> Staged:
    """Bring the ledger to a stage."""
    return lambda stage: small.copied(stage, thidua, _stages, _STAGES[stage])

"""Tampering: everything done with plain SQL is found, in the file itself or by the anchor printed on paper."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reliability.attacks import ATTACKS, Attack
from reliability.verified import verify
from thidua.domain.anchors import anchor_of


@pytest.fixture(scope="session")
def printed(sound: Path) -> str:
    """Give the anchor as it was printed when the ledger was whole."""
    with closing(sqlite3.connect(sound)) as connection:
        seq, digest = connection.execute("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    return f"{seq}:{anchor_of(digest)}"


def test_the_ledger_before_any_attack_is_sound(sound: Path, printed: str) -> None:
    verdict = verify(sound, printed)
    assert (verdict.code, verdict.told["sound"], verdict.told["findings"]) == (0, True, [])


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_is_found(attack: Attack, sound: Path, printed: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(sound, tmp_path / "attacked.db"))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN")
        attack.act(raw)
        raw.execute("COMMIT")
    before = path.read_bytes()
    with_anchor = verify(path, printed)
    assert with_anchor.code == 4
    assert attack.codes <= with_anchor.codes, with_anchor.told["findings"]
    assert path.read_bytes() == before
    if attack.needs_anchor:
        assert with_anchor.codes == {"anchor-missing"}
        assert verify(path).code == 0


def test_there_are_attacks_of_both_kinds() -> None:
    assert len(ATTACKS) >= 40
    assert {attack.needs_anchor for attack in ATTACKS} == {True, False}

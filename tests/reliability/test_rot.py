"""A file that rots: every change of what it says is reported, and nothing that it may say brings verify down."""

from pathlib import Path

import pytest

from reliability.rot import damaged, logical
from reliability.tier import FULL, SEED
from reliability.verified import FOUND, verify

DAMAGES, PARTS = (2000, 20) if FULL else (30, 1)  # parts run side by side
EACH = DAMAGES // PARTS


@pytest.mark.parametrize("part", range(PARTS))
def test_every_damage_that_changes_what_the_ledger_says_is_reported(sound: Path, tmp_path: Path, part: int) -> None:
    content, said = sound.read_bytes(), logical(sound)
    path, seen = tmp_path / "rotten.db", 0
    for turn in range(part * EACH, (part + 1) * EACH):
        seed = f"{SEED} rot {turn}"
        rotten, how = damaged(content, seed)
        path.write_bytes(rotten)
        verdict = verify(path)
        told = (seed, how, verdict)
        assert verdict.code in {0, *FOUND}, told
        assert path.read_bytes() == rotten, told
        if verdict.code == 0:
            assert logical(path) == said, told
        else:
            seen += 1
            assert verdict.code != 4 or verdict.told["findings"], told
    # the damages are real ones: of thirty at random so few would never be seen by chance
    assert seen > EACH // 5
    assert [one.name for one in tmp_path.iterdir()] == ["rotten.db"]


def test_a_ledger_cut_anywhere_in_its_first_page_is_refused(sound: Path, tmp_path: Path) -> None:
    content, path = sound.read_bytes(), tmp_path / "cut.db"
    for length in (0, 1, 15, 16, 17, 60, 99, 100, 101, 511, 512, 4095):
        path.write_bytes(content[:length])
        assert verify(path).code in FOUND, length

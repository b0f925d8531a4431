"""Restoring over a damaged ledger, failed at every call: it and its journal are kept, or are where they were."""

import shutil

import pytest

from reliability.contents import content
from reliability.faults import failed, hindrance, points
from reliability.tier import FULL, SEED, chance

JOURNAL = b"\0 a journal that SQLite leaves alone"
RENAMING = {"rename", "renameat", "renameat2"}  # of all the other calls a sample
QUICK = 6


@pytest.fixture(scope="module")
def strace(programs, tmp_path_factory):
    """Skip where no system call can be failed."""
    reason = hindrance(programs, tmp_path_factory.mktemp("strace") / "here")
    if reason:
        pytest.skip(reason)


@pytest.fixture
def set_up(programs, stages, folder):
    """Give what makes, again and again, a folder with a damaged ledger, its journal, and a backup."""

    made = folder.with_name("made")
    stages.copy("commended", made)
    assert programs.run(("backup", "copy"), made).code == 0
    ledger = made / "thidua.db"
    ledger.write_bytes(ledger.read_bytes()[:5000])
    (made / "thidua.db-journal").write_bytes(JOURNAL)

    def make():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made, folder)
        return folder

    return make


def _beside(path):
    journal = path.with_name(f"{path.name}-journal")
    return journal.read_bytes() if journal.exists() else None


def _wrong(folder, ended, before, restored):
    """List what is not as promised: a damaged ledger is there with its journal, or kept with it under another name."""
    ledger, kept = folder / "thidua.db", list(folder.glob("*before-restore*.db"))
    pairs = [(path.read_bytes(), _beside(path)) for path in (ledger, *kept)]
    found = [] if (before, JOURNAL) in pairs else ["the damaged ledger and its journal are not together"]
    if pairs[0][0] != before:
        found += [] if content(ledger) == restored else ["the ledger is neither what it was nor the backup"]
        found += [] if _beside(ledger) is None else ["the journal meets the file that took its place"]
    elif ended.code >= 0:
        found += [] if pairs == [(before, JOURNAL)] else ["refused, and not as before"]
    return found if ended.code in {0, 13, -9} else [*found, f"{ended}"]


@pytest.mark.usefixtures("strace")
def test_a_damaged_ledger_keeps_its_journal_wherever_its_replacing_fails(programs, set_up):
    folder = set_up()
    before, restored = (folder / "thidua.db").read_bytes(), content(folder / "copy")
    restore = ("restore", folder / "copy", "--db", folder / "thidua.db")
    every = [(point, fault) for point in points(programs, restore, folder) for fault in point.faults()]
    renaming = [(point, fault) for point, fault in every if point.call in RENAMING and fault != "full"]
    assert len({point for point, _ in renaming}) == 2
    others = [one for one in every if one not in renaming]
    wrong = {}
    for point, fault in [*renaming, *(others if FULL else chance("restoring").sample(others, QUICK))]:
        ended = failed(programs, restore, set_up(), point, fault)
        wrong[str(point), fault] = _wrong(folder, ended, before, restored)
    assert {where: found for where, found in wrong.items() if found} == {}, f"THIDUA_SEED={SEED}"

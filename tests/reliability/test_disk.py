"""A disk that is full, a file or a folder that may only be read, and who may read what is written."""

import os
import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from reliability.drills import DRILLS
from reliability.stages import MONTH
from reliability.tier import FULL, SEED, chance

NOBODY = 65534
MASKS = (0o000, 0o022, 0o077)
FAILED = frozenset({13})
PAGE = 4096
LIMITS = 250 if FULL else 1
TRIED = DRILLS if FULL else tuple(chance("drills on a disk").sample(DRILLS, 3))
SIZES = 250 if FULL else 3


def _by_name(drill):
    return drill.name


@pytest.mark.parametrize("drill", TRIED, ids=_by_name)
def test_where_no_file_may_grow_further_a_command_is_stored_whole_or_not_at_all(trials, drill):
    trial = trials(drill)
    folder = trial.set_up()
    trial.done(folder)
    most = (folder / "thidua.db").stat().st_size + 2 * PAGE
    random = chance(f"limits of {drill.name}")
    wrong = {}
    for limit in (random.randrange(0, most) for _ in range(LIMITS)):
        folder = trial.set_up()
        found = trial.wrong(folder, trial.programs.run(drill.words, folder, limit=limit), FAILED)
        if LIMITS > 1:
            found += trial.wrong_again(folder)
        if found:
            wrong[limit] = found
    assert wrong == {}, f"THIDUA_SEED={SEED}"


@pytest.fixture
def small_disk(tmp_path):
    """Give a way to mount a disk of so many bytes; skip where none may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(size: int) -> Path:
        words = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", place]
        if subprocess.run(words, capture_output=True, check=False).returncode:
            pytest.skip("no disk may be mounted here")
        return place

    yield mount
    while os.path.ismount(place):
        subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("drill", DRILLS if FULL else TRIED[:1], ids=_by_name)
def test_on_a_disk_of_any_size_a_command_is_stored_whole_or_not_at_all(trials, drill, small_disk):
    trial = trials(drill)
    # a tmpfs gives whole pages to what files hold, and none to folders: the first disk is full to the last page
    used = sum(-(-path.stat().st_size // PAGE) for path in trial.set_up().rglob("*") if path.is_file())
    wrong, full = {}, 0
    for pages in range(SIZES):
        disk = small_disk(PAGE * (used + pages))
        folder = disk / "here"
        shutil.copytree(trial.set_up(), folder)
        ended = trial.programs.run(drill.words, folder)
        full += ended.code == 13
        found = trial.wrong(folder, ended, FAILED)
        subprocess.run(["umount", disk], check=True)
        if found:
            wrong[pages] = found
    assert wrong == {}
    assert full


@pytest.fixture
def shelf():
    """Give a folder that anybody may enter: pytest's own is closed to all but its owner."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        for path in (Path(name), *Path(name).iterdir()):
            path.chmod(0o755)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become somebody whom rights can stop")
@pytest.mark.parametrize(("of_file", "of_folder"), [(0o444, 0o777), (0o666, 0o555)], ids=["file", "folder"])
@pytest.mark.parametrize("drill", TRIED, ids=_by_name)
def test_what_may_only_be_read_is_left_as_it_was(trials, stages, shelf, drill, of_file, of_folder):
    trial, folder = trials(drill), shelf / "here"
    stages.copy(drill.stage, folder)
    (folder / "old.csv").write_text("old\n", "utf-8")
    for path in folder.glob("*.db"):
        path.chmod(0o444)
    (folder / "thidua.db").chmod(of_file)
    (folder / "old.csv").chmod(0o666)
    before = _files(folder)
    folder.chmod(of_folder)
    ended = trial.programs.run(drill.words, folder, user=NOBODY)
    if drill.reads and of_folder == 0o777:
        assert (ended.code, drill.looked_at(folder)) == (0, trial.after)
        return
    assert ended.code == 13, ended
    assert ended.err.startswith("Error: ")
    assert _files(folder) == before


def _files(folder: Path) -> dict[str, bytes]:
    """Read every file; what is backed up into a folder before a command begins may stay there."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)


@pytest.mark.parametrize("mask", MASKS, ids=oct)
def test_whatever_the_mask_only_the_owner_may_read_ledger_journal_and_report(programs, stages, folder, mask):
    stages.copy("evaluated", folder)
    for words in (
        ("init", "--db", "new.db"),
        ("launch", "campaign.yaml", "--db", "new.db"),
        ("report", "standings", *MONTH, "-o", "new.csv"),
    ):
        assert programs.run(words, folder, umask=mask).code == 0
    assert [_mode(folder / name) for name in ("new.db", "new.csv")] == ["0o600", "0o600"]


@pytest.mark.parametrize("mask", MASKS, ids=oct)
def test_whatever_the_mask_only_the_owner_may_read_the_journal_of_a_running_command(programs, stages, folder, mask):
    stages.copy("registered", folder)
    journal, seen = folder / "thidua.db-journal", set()
    number = programs.begin(("import", "scores", "scores.csv", *MONTH), folder, umask=mask)
    deadline = time.monotonic() + 20
    while not seen and time.monotonic() < deadline:
        try:
            seen.add(_mode(journal))
        except FileNotFoundError:
            time.sleep(0.0005)
    assert programs.end().code == 0, number
    assert seen == {"0o600"}

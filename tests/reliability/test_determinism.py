"""The same ledger tells the same, to the last byte, whatever the machine, the country and the window it is asked in."""

import filecmp
import itertools
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reliability.programs import HERE, environment
from reliability.tier import FULL

SEEDS = ("0", "1", "4711")
ZONES = ("UTC", "Asia/Ho_Chi_Minh", "Pacific/Kiritimati")
LOCALES = ("C", "vi_VN.UTF-8", "en_US.UTF-8")
WIDTHS = ("80", "40", "200")
QUICK = list(zip(SEEDS, ZONES, LOCALES, WIDTHS, strict=True))
# every zone with every locale and two seeds, the widths by turns: 18, and the three of the quick tier
MANY = [
    (seed, zone, locale, WIDTHS[at % len(WIDTHS)])
    for at, (seed, zone, locale) in enumerate(itertools.product(SEEDS[:2], ZONES, LOCALES))
]


@pytest.fixture(scope="module")
def demo(programs, tmp_path_factory):
    """Give a ledger in which the whole story has been told, with an evaluation of a longer period."""
    folder = tmp_path_factory.mktemp("demo")
    for words in (("demo", "--db", "thidua.db"), ("evaluate", "--from", "2024-03", "--to", "2024-09")):
        assert programs.run(words, folder).code == 0
    return folder / "thidua.db"


def _telling(demo: Path, top: Path, language: str, setting: tuple[str, str, str, str]) -> "subprocess.Popen[bytes]":
    """Start to tell everything in a folder of its own, and in that setting."""
    seed, zone, locale, width = setting
    (top / "told").mkdir(parents=True)
    shutil.copy(demo, top / "thidua.db")
    changes = {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": locale, "LC_ALL": locale, "COLUMNS": width}
    return subprocess.Popen(
        [sys.executable, HERE / "telling.py", "thidua.db", "told", *(["every"] if FULL else [])],
        cwd=top,
        env=environment(**changes, THIDUA_LANG=language),
    )


def _differences(first: Path, other: Path) -> list[str]:
    names = [path.name for path in first.iterdir()]
    same, different, odd = filecmp.cmpfiles(first, other, names, shallow=False)
    assert len(same) + len(different) == len(list(other.iterdir()))
    return sorted(different + odd)


@pytest.mark.parametrize("language", ["en", "vi"] if FULL else ["vi"])
def test_the_same_ledger_tells_the_same_bytes_in_every_setting(demo, tmp_path, language):
    settings = QUICK + MANY if FULL else QUICK
    folders = []
    for at in range(0, len(settings), 3):
        started = []
        for number, setting in enumerate(settings[at : at + 3], start=at):
            # folders of other depths: no path may be told that depends on where one is
            top = tmp_path.joinpath(*["deep"] * (number % 3), f"here-{number}")
            started.append(_telling(demo, top, language, setting))
            folders.append(top / "told")
        assert [process.wait() for process in started] == [0] * len(started)
    assert len(list(folders[0].glob("*.file"))) > 15
    assert {settings[n]: found for n, told in enumerate(folders) if (found := _differences(folders[0], told))} == {}
    for file in folders[0].glob("*.file"):
        piped = file.with_suffix("").read_bytes()
        assert piped.partition(b"\n")[2].startswith(file.read_bytes()), file.name

"""What is given in place of a file: pipes, devices, folders, nothing; and files that change while they are read."""

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from conftest import Thidua
from corpus.conftest import Staged
from small import LEDGER, answered

HEAD = "registration,criterion,value\n"
GOOD = HEAD + "MH,fields,50\nAH,fields,40\n"
MARCH = ("--month", "2024-03")


@contextmanager
def _pipe(name: str, text: str, *, before_end: Callable[[], object] = lambda: None) -> Iterator[str]:
    """Make a pipe with a name, into which a text is written once somebody reads."""
    os.mkfifo(name)

    def write() -> None:
        with Path(name).open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            before_end()

    writer = Thread(target=write, daemon=True)
    writer.start()
    yield name
    writer.join(timeout=10)
    assert not writer.is_alive()


def _refused(thidua: Thidua, *files: str) -> list[tuple[str, int | None, str | None]]:
    """Insist that files are refused and the ledger is left as it was; give code, line and file of each problem."""
    before = LEDGER.read_bytes()
    ran = thidua("import", "scores", *files, *MARCH, "--json")
    assert (ran.code, ran.out, LEDGER.read_bytes() == before) == (3, "", True), ran
    return [(one["code"], one["line"], one["file"]) for one in json.loads(ran.err)["problems"]]


def _stored(thidua: Thidua, *files: str, kind: str = "scores") -> int:
    return int(answered(thidua, "import", kind, *files, *MARCH)["created"])


@pytest.fixture
def registered(staged: Staged) -> Thidua:
    return staged("registered")


def test_a_file_that_is_not_there_is_named(registered: Thidua) -> None:
    Path("link.csv").symlink_to("nowhere")
    for name in ("none.csv", "none/none.csv", "link.csv"):
        assert _refused(registered, name) == [("file-missing", None, None)]


def test_a_folder_is_no_file(registered: Thidua) -> None:
    Path("diem.csv").mkdir()
    assert _refused(registered, "diem.csv") == [("file-is-folder", None, None)]


def test_names_that_cannot_be_opened_are_refused(registered: Thidua) -> None:
    Path("loop.csv").symlink_to("loop.csv")
    Path("s.csv").write_text(GOOD, "utf-8")
    for name in ("x" * 300 + ".csv", "loop.csv", "s.csv/s.csv"):
        assert _refused(registered, name) == [("file-not-readable", None, None)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_nobody_may_read_is_refused(registered: Thidua) -> None:
    Path("s.csv").write_text(GOOD, "utf-8")
    Path("s.csv").chmod(0)
    assert _refused(registered, "s.csv") == [("file-not-readable", None, None)]


def test_a_device_is_no_file(registered: Thidua) -> None:
    assert _refused(registered, os.devnull) == [("file-is-device", None, None)]
    assert not Path(f"{os.devnull}.rejected.csv").exists()


def test_one_missing_file_keeps_the_others_out(registered: Thidua) -> None:
    Path("s.csv").write_text(GOOD, "utf-8")
    assert _refused(registered, "s.csv", "none.csv") == [("file-missing", None, None)]


@pytest.mark.parametrize("kind", ["scores", "any"])
def test_a_pipe_is_read_to_its_end(registered: Thidua, kind: str) -> None:
    with _pipe("pipe", GOOD) as name:
        assert _stored(registered, name, kind=kind) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ("rows-empty", 1)),
        (HEAD + "MH,fie", ("row-too-short", 2)),
        (HEAD + 'MH,"fields,5', ("quote-unclosed", 2)),
    ],
    ids=["at once", "in a row", "in a quote"],
)
def test_a_pipe_whose_writer_goes_away_is_a_file_cut_off(registered: Thidua, text: str, told: tuple[str, int]) -> None:
    with _pipe("pipe", text) as name:
        assert {*_refused(registered, name)} == {(*told, name)}


def test_standard_input_is_read_and_its_refused_rows_are_kept_nowhere(
    registered: Thidua, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    given(HEAD + "MH,fields,x\n")
    assert _refused(registered, "-") == [("number-malformed", 2, "<stdin>")]
    given("")
    assert _refused(registered, "-") == [("rows-empty", 1, "<stdin>")]
    assert not list(Path().glob("*rejected*"))
    given(GOOD)
    assert _stored(registered, "-") == 2


def _appended() -> None:
    with Path("a.csv").open("a", encoding="utf-8") as stream:
        stream.write("TT,fields,45\n")


@pytest.mark.parametrize(
    "change",
    [
        _appended,
        lambda: Path("a.csv").write_text(HEAD, "utf-8"),
        lambda: os.truncate("a.csv", 40),
        lambda: os.utime("a.csv", (0, 0)),
    ],
    ids=["appended to", "written anew", "cut off", "touched"],
)
def test_a_file_that_changes_while_it_is_read_is_refused(registered: Thidua, change: Callable[[], object]) -> None:
    Path("a.csv").write_text(GOOD, "utf-8")
    # the second file is opened after the first, and comes to its end only when the first was changed
    with _pipe("pipe", HEAD + "TT,roads,15\n", before_end=change) as name:
        assert _refused(registered, "a.csv", name) == [("file-changed", None, None)]
    assert _stored(registered, "a.csv") >= 0


def test_a_file_put_in_place_of_one_that_is_read_is_not_the_one_that_is_stored(registered: Thidua) -> None:
    Path("a.csv").write_text(GOOD, "utf-8")
    Path("b.csv").write_text(HEAD, "utf-8")
    with _pipe("pipe", HEAD + "TT,fields,45\n", before_end=lambda: Path("b.csv").replace("a.csv")) as name:
        assert _stored(registered, "a.csv", name) == 3


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here that cannot be read")
def test_a_file_whose_disk_fails_is_named(registered: Thidua) -> None:
    assert _refused(registered, "/proc/self/mem") == [("file-not-readable", None, None)]

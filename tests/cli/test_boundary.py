"""The edge of the program: ledgers that are none, streams that close, arguments nobody understands."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup

import small
from conftest import ROOT, Thidua
from thidua.cli import main
from thidua.cli.assembly import build
from thidua.ledger.database import OLDEST_VERSION, SCHEMA_VERSION

READ = ("status",)
WRITE = ("publicise", "MH", "--channel", "radio", "--on", "2024-04-15")
NOBODY = 65534


def processed(*words: str | bytes, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    """Run the program in a process of its own, in the environment of the test."""
    return subprocess.run(
        [sys.executable, "-m", "thidua", *words],
        capture_output=True,
        check=False,
        timeout=60,
        **{"env": environment()} | options,
    )


def environment(**changes: str) -> dict[str, str]:
    """Give the environment of the test, with the program found."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), **changes}


# --- ledgers that are none


def _damaged(ledger: bytes) -> bytes:
    page = int.from_bytes(ledger[16:18], "big")
    return ledger[:page] + b"\xa5" * (len(ledger) - page)


def _made(*statements: str) -> bytes:
    with contextlib.closing(sqlite3.connect("other.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return Path("other.db").read_bytes()


DAMAGED = "l.db is damaged and cannot be read as a ledger. Go back to your last good copy of it."
LEDGERS = {
    "empty": (lambda _: b"", "l.db is an empty file, not a ledger. Remove it and run: thidua init --db l.db"),
    "text": (
        lambda _: "Sổ thi đua\n".encode(),
        "l.db is not a thidua ledger: it is some other kind of file. Give another file with --db.",
    ),
    "another program's": (
        lambda _: _made("CREATE TABLE recipe (name TEXT)"),
        "l.db is another program's SQLite file, not a thidua ledger. Give another file with --db.",
    ),
    "cut in its header": (lambda ledger: ledger[:50], DAMAGED),
    "cut after a page": (lambda ledger: ledger[:4096], DAMAGED),
    "cut in the middle": (lambda ledger: ledger[: len(ledger) // 2], DAMAGED),
    "overwritten": (_damaged, DAMAGED),
    "without its list of tables": (lambda ledger: ledger[:100] + bytes(4) + ledger[104:], DAMAGED),
    "without its tables": (
        lambda _: _made(
            f"PRAGMA application_id = {int.from_bytes(b'thdu')}", f"PRAGMA user_version = {SCHEMA_VERSION}"
        ),
        DAMAGED,
    ),
}


@pytest.mark.parametrize("words", [READ, WRITE])
@pytest.mark.parametrize("state", LEDGERS)
def test_a_file_that_is_no_ledger_is_told_what_it_is_and_left_alone(
    thidua: Thidua, state: str, words: tuple[str, ...]
) -> None:
    small.commended(thidua)
    change, told = LEDGERS[state]
    content = change(Path("thidua.db").read_bytes())
    Path("l.db").write_bytes(content)
    ran = thidua(*words, "--db", "l.db")
    assert (ran.code, ran.out, ran.err) == (10, "", f"Error: {told}\n")
    assert Path("l.db").read_bytes() == content


@pytest.mark.parametrize("words", [READ, WRITE])
def test_a_ledger_that_is_not_there_is_not_made(thidua: Thidua, words: tuple[str, ...]) -> None:
    ran = thidua(*words)
    assert (ran.code, ran.out) == (10, "")
    assert ran.err == "Error: There is no ledger at thidua.db. Make one with: thidua init --db thidua.db\n"
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("words", [READ, WRITE])
def test_a_folder_is_no_ledger(thidua: Thidua, words: tuple[str, ...]) -> None:
    Path("so").mkdir()
    ran = thidua(*words, "--db", "so")
    assert (ran.code, ran.out) == (10, "")
    assert ran.err == "Error: so is a folder, not a ledger. Give a file: --db so/thidua.db\n"


@pytest.mark.parametrize("words", [READ, WRITE])
@pytest.mark.parametrize("version", [0, SCHEMA_VERSION - 1, SCHEMA_VERSION + 1, 99])
def test_a_ledger_of_another_version_is_refused(thidua: Thidua, version: int, words: tuple[str, ...]) -> None:
    ours = SCHEMA_VERSION
    newer = f"was written by a newer thidua (schema {version}; this program knows {ours}). Install the newer program."
    older = (
        f"has schema {version}, older than this program's {ours}. "
        "Run: thidua upgrade --db thidua.db (a backup is made first)"
    )
    oldest = (
        f"has schema {version}, of before the first release that is upgraded (this program has {ours}). "
        "Open it with the program that made it, or make a new ledger with thidua init and import your files again."
    )
    told = newer if version > ours else older if version >= OLDEST_VERSION else oldest
    small.commended(thidua)
    with contextlib.closing(sqlite3.connect("thidua.db")) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()
    assert small.refused(thidua, *words, code=12) == f"Error: thidua.db {told}\n"


@pytest.mark.parametrize(
    ("lock", "words", "code"),
    [("IMMEDIATE", WRITE, 11), ("EXCLUSIVE", WRITE, 11), ("EXCLUSIVE", READ, 11), ("IMMEDIATE", READ, 0)],
)
def test_a_ledger_that_another_program_holds_is_busy(
    thidua: Thidua, monkeypatch: pytest.MonkeyPatch, lock: str, words: tuple[str, ...], code: int
) -> None:
    small.commended(thidua)
    monkeypatch.setenv("THIDUA_WAIT", "0")
    with contextlib.closing(sqlite3.connect("thidua.db", isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        ran = thidua(*words)
    told = "Error: thidua.db is held by another program. Nothing was written; try again when it has finished.\n"
    assert (ran.code, ran.err) == (code, told if code else "")
    assert thidua(*WRITE).code == 0


@contextlib.contextmanager
def powerless() -> Iterator[None]:
    """Be somebody whom the rights of a file can stop."""
    if os.geteuid() != 0:
        yield
        return
    try:
        os.seteuid(NOBODY)
    except OSError:
        pytest.skip("root cannot be stopped by the rights of a file, and may not become anybody else here")
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Work in a folder that anybody may enter: pytest's own is closed to all but its owner."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        monkeypatch.chdir(name)
        monkeypatch.setenv("XDG_CONFIG_HOME", name)
        yield Path(name)
        Path(name).chmod(0o755)


def test_a_read_only_ledger_can_be_read_and_not_written(thidua: Thidua, shelf: Path) -> None:
    small.commended(thidua)
    small.done(thidua(*READ))
    ledger = shelf / "thidua.db"
    ledger.chmod(0o444)
    with powerless():
        assert thidua(*READ).code == 0
        told = small.refused(thidua, *WRITE, code=13)
    assert told == (
        "Error: thidua.db may not be written. Nothing was written; check the rights of the file and its folder.\n"
    )


def test_a_folder_without_the_right_to_write_takes_no_ledger_and_no_entry(thidua: Thidua, shelf: Path) -> None:
    small.commended(thidua)
    small.done(thidua(*READ))
    (shelf / "thidua.db").chmod(0o666)
    shelf.chmod(0o555)
    with powerless():
        assert thidua(*READ).code == 0
        told = small.refused(thidua, *WRITE, code=13)
        made = thidua("init", "--db", "new.db")
        written = thidua("report", "-o", "a.csv")
        copied = thidua("backup")
    assert told == (
        "Error: thidua.db may not be written. Nothing was written; check the rights of the file and its folder.\n"
    )
    shut = (
        f"Error: No file can be made in the folder {shelf}: Permission denied. "
        "Check the rights of the folder, or give another place.\n"
    )
    assert (made.code, made.err) == (13, "Error: new.db cannot be written: Permission denied.\n")
    assert (written.code, written.err) == (13, "Error: a.csv cannot be written: Permission denied.\n")
    assert (copied.code, copied.err) == (13, shut)


def test_a_ledger_one_may_only_read_is_not_replaced(thidua: Thidua, shelf: Path) -> None:
    small.commended(thidua)
    assert thidua("backup", "copy.db").code == 0
    for name, mode in (("thidua.db", 0o444), ("copy.db", 0o444), (".", 0o777)):
        (shelf / name).chmod(mode)
    before = Path("thidua.db").read_bytes()
    with powerless():
        ran = thidua("restore", "copy.db")
    assert (ran.code, ran.err) == (
        13,
        "Error: thidua.db may not be written. Nothing was written; check the rights of the file and its folder.\n",
    )
    assert Path("thidua.db").read_bytes() == before
    assert sorted(path.name for path in shelf.glob("*.db")) == ["copy.db", "thidua.db"]
    assert list(shelf.glob(".thidua-*")) == []


def test_a_ledger_one_may_not_read_is_told_so(thidua: Thidua, shelf: Path) -> None:
    small.commended(thidua)
    assert (shelf / "thidua.db").stat().st_mode & 0o777 == 0o600
    if os.geteuid() != 0:
        (shelf / "thidua.db").chmod(0)
    with powerless():
        ran = thidua(*READ)
    assert (ran.code, ran.err) == (13, "Error: thidua.db cannot be read: Permission denied.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="limits and /dev/full are of Unix")
def test_a_disk_that_takes_no_more_leaves_the_ledger_as_it_was(thidua: Thidua) -> None:
    small.commended(thidua)
    before = Path("thidua.db").read_bytes()
    score = f"score MH fields 5 --month 2024-04 --note {'x' * 90_000}"
    line = f"ulimit -f {len(before) // 1024 + 1}; exec {sys.executable} -m thidua {score}"
    ran = subprocess.run(
        ["bash", "-c", line],
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout) == (13, "")
    assert ran.stderr == (
        "Error: thidua.db could not be read or written (disk I/O error). Nothing was written; check the disk.\n"
    )
    assert small.done(thidua(*READ)).code == 0
    assert Path("thidua.db").read_bytes() == before


# --- errors for scripts


@pytest.mark.parametrize(
    ("words", "code", "name"),
    [
        (("publicise", "AH", "--channel", "radio"), 5, "exemplar-not-commended"),
        (("publicise", "NOPE", "--channel", "radio"), 3, "registration-unknown"),
        (("publicise", "MH"), 2, "parameter-missing"),
        (("publicise", "MH", "--chanel", "radio"), 2, "option-misspelt"),
        (("publicize", "MH"), 2, "command-misspelt"),
        (("status", "--db", "none.db"), 10, "ledger-missing"),
        (("report", "yearly"), 2, "choice-wanted"),
        (("report", "-o", "no/a.csv"), 13, "file-not-writable"),
        (("learn", "AH", "--from", "AH", "--form", "visit"), 5, "learner-is-exemplar"),
    ],
)
def test_an_error_with_json_is_one_object_on_stderr(
    thidua: Thidua, words: tuple[str, ...], code: int, name: str
) -> None:
    small.commended(thidua)
    ran = thidua(*words, "--json")
    told = json.loads(ran.err)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
    assert list(told) == ["schema", "code", "message", "exit_code", "problems"]
    assert (told["schema"], told["code"], told["exit_code"]) == ("thidua.error/1", name, code)
    assert (told["problems"][0]["code"], told["problems"][0]["message"]) == (name, told["message"])
    assert all(list(p) == ["code", "message", "file", "line", "column", "facts"] for p in told["problems"])
    assert f"Error: {told['message']}\n" == thidua(*words).err.splitlines(keepends=True)[0]


def test_every_unmet_gate_is_one_of_the_problems(thidua: Thidua) -> None:
    small.publicised(thidua)
    words = ("learn", "AH", "--from", "MH", "--form", "visit", "--on", "2024-02-01", "--json")
    told = json.loads(small.refused(thidua, *words))
    assert [(p["code"], p["facts"]) for p in told["problems"]] == [
        ("before-registration", {"on": "2024-02-01", "before": "2024-02-11"}),
        ("before-publicity", {"on": "2024-02-01", "before": "2024-04-15"}),
    ]


def test_a_bug_is_told_as_one_and_for_scripts_in_one_object(capfd: pytest.CaptureFixture[str]) -> None:
    wrong: Any = "now"
    assert main(["status"], now=wrong) == 1
    out, err = capfd.readouterr()
    first, second, *_ = err.splitlines()
    assert (out, second) == ("", "Traceback (most recent call last):")
    whole_or_not = "A command is stored whole or not at all."
    assert first == f"This is a bug in thidua (AttributeError). {whole_or_not} Please report what follows."
    assert main(["status", "--json"], now=wrong) == 1
    out, err = capfd.readouterr()
    told = json.loads(err)
    assert (out, told["code"], told["message"], told["problems"]) == ("", "bug", first, [])
    assert told["traceback"].startswith("Traceback")


# --- usage


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("stauts",), "There is no command “stauts”. Did you mean status?"),
        (("xyzzy",), "There is no command “xyzzy”. See: thidua --help"),
        (("unit", "lst"), "There is no command “lst”. Did you mean list?"),
        (("import", "xyzzy"), "There is no command “xyzzy”. See: thidua import --help"),
        (("status", "--formt", "csv"), "There is no option --formt. Did you mean --format?"),
        (("status", "--xyzzy"), "There is no option --xyzzy. See --help."),
        (("status", "-x"), "There is no option -x. See --help."),
        (("status", "--format"), "Option --format needs a value. See --help."),
        (("status", "--quiet=yes"), "Option --quiet takes no value. Write it alone."),
        (("status", "MH", "AH"), "“AH” is more than the command takes. See: thidua status --help"),
        (("status", "MH", "AH", "[/]"), "“AH [/]” is more than the command takes. See: thidua status --help"),
        (("explain",), "CODE is missing. See: thidua explain --help"),
        (("explain", "MH"), "--month is missing. See: thidua explain --help"),
        (("learn",), "LEARNER is missing. See: thidua learn --help"),
        (("recognise", "--from", "MH", "--decision", "1"), "LEARNER… is missing. See: thidua recognise --help"),
        (("campaign", "check"), "FILE… is missing. See: thidua campaign check --help"),
        (("explain", "MH", "--month", "x\x1b[31m"), "“x\\x1b[31m” is not a month. Write 2024-03 or 03/2024."),
    ],
)
def test_what_cannot_be_understood_is_misuse_and_says_what_was_meant(
    thidua: Thidua, words: tuple[str, ...], told: str
) -> None:
    ran = thidua(*words)
    assert (ran.code, ran.out, ran.err) == (2, "", f"Error: {told}\n")


@pytest.mark.parametrize("words", [(), ("import",), ("unit",), ("campaign",)])
def test_alone_it_prints_its_help(thidua: Thidua, words: tuple[str, ...]) -> None:
    alone, asked = thidua(*words), thidua(*words, "--help")
    assert alone == asked
    assert (alone.code, alone.err) == (0, "")
    assert alone.out.startswith(f"Usage: {' '.join(('thidua', *words))} [OPTIONS] COMMAND [ARGS]...\n")


def _commands(group: TyperGroup, *path: str) -> Iterator[tuple[tuple[str, ...], set[str]]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _commands(command, *path, name)
        else:
            yield (*path, name), {option for parameter in command.params for option in parameter.opts}


def test_every_command_takes_the_shared_options() -> None:
    root = build()
    assert isinstance(root, TyperGroup)
    shared = {"--db", "--campaign", "--actor", "--json", "--quiet", "-q"}
    assert [path for path, options in _commands(root) if not shared <= options] == []


STORY: list[tuple[str, ...]] = [
    ("init",),
    ("launch", "small.yaml"),
    ("campaign", "check", "small.yaml"),
    ("import", "units", "units.csv"),
    ("import", "registrations", "registrations.csv"),
    ("unit", "add", "4", "--name", "Xã An Đức", "--kind", "commune"),
    (
        "register",
        "AD",
        "--unit",
        "4",
        "--content",
        "x",
        "--goal",
        "y",
        "--deadline",
        "2024-09-30",
        "--on",
        "2024-02-20",
    ),
    ("score", "MH", "fields", "50", "--month", "2024-03"),
    ("score", "MH", "roads", "30", "--month", "2024-03"),
    ("score", "AH", "fields", "60", "--month", "2024-06"),
    ("score", "AH", "roads", "40", "--month", "2024-06"),
    ("vote", "MH", "--month", "2024-03", "--on", "2024-04-04", *small.CARRIED),
    ("commend", "MH", "--month", "2024-03", "--on", "2024-04-10"),
    WRITE,
    ("learn", "AH", "--from", "MH", "--form", "visit", "--on", "2024-05-10"),
    (*small.REVIEW, *small.CARRIED),
    ("review", "AH", "--from", "MH", *small.MINUTES),
    ("recognise", "AH", "--from", "MH", "--decision", "9/QĐ", "--on", "2024-07-10"),
]


def _files() -> None:
    Path("small.yaml").write_text(small.campaign(), "utf-8")
    Path("units.csv").write_text(small.UNITS, "utf-8")
    Path("registrations.csv").write_text(small.REGISTRATIONS, "utf-8")


def test_quiet_says_nothing_but_errors(thidua: Thidua) -> None:
    _files()
    for words in STORY:
        if words[0] in {"vote", "review"}:
            for month in ("2024-03", "2024-06"):
                assert thidua("evaluate", "--month", month, "--quiet").err == ""
        ran = thidua(*words, "--quiet")
        assert (ran.code, ran.out, ran.err) == (0, "", ""), words
    assert thidua("status", "NOPE", "--quiet").err == (
        "Error: There is no registration “NOPE”. See: thidua report registrations\n"
    )


def test_every_verb_answers_json_with_one_object_and_nothing_else(thidua: Thidua) -> None:
    _files()
    schemas = []
    for words in STORY:
        if words[0] in {"vote", "review"}:
            for month in ("2024-03", "2024-06"):
                assert json.loads(thidua("evaluate", "--month", month, "--json").out)["schema"] == "thidua.evaluate/1"
        ran = thidua(*words, "--json")
        assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1), words
        schemas.append(json.loads(ran.out)["schema"].removeprefix("thidua.").removesuffix("/1"))
    assert schemas == [
        "init",
        "launch",
        "campaign-check",
        "import-units",
        "import-registrations",
        "unit-add",
        "register",
        "score",
        "score",
        "score",
        "score",
        "vote",
        "commend",
        "publicise",
        "learn",
        "review",
        "review-close",
        "recognise",
    ]


# --- streams and locales


@pytest.mark.parametrize(
    "words", [(), ("--help",), ("--version",), ("status",), ("report", "--json"), ("campaign", "schema"), ("demo",)]
)
def test_a_reader_that_goes_away_is_no_error(thidua: Thidua, words: tuple[str, ...]) -> None:
    small.commended(thidua)
    Path("thidua.db").rename("thidua-demo.db" if words == ("demo",) else "thidua.db")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        ran = subprocess.run(
            [sys.executable, "-m", "thidua", *words],
            stdout=pipe,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
            timeout=60,
        )
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_the_first_line_of_the_help_is_enough_for_head() -> None:
    line = f"set -o pipefail; {sys.executable} -m thidua | head -1"
    ran = subprocess.run(
        ["bash", "-c", line], env=environment(), capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "Usage: thidua [OPTIONS] COMMAND [ARGS]...\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [(), ("--version",), ("status",)])
def test_a_full_disk_under_stdout_is_an_error(thidua: Thidua, words: tuple[str, ...]) -> None:
    small.commended(thidua)
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "thidua", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
            timeout=60,
        )
    assert ran.returncode == 13
    assert ran.stderr.decode() == (
        "Error: The output could not be written: No space left on device. What the command had stored is stored.\n"
    )


@pytest.mark.parametrize(
    ("closed", "words", "code"), [(">&-", "status", 0), ("2>&-", "status NOPE", 3), (">&-", "", 0)]
)
def test_a_stream_closed_from_the_start_is_no_bug(thidua: Thidua, closed: str, words: str, code: int) -> None:
    small.commended(thidua)
    line = f"exec {sys.executable} -m thidua {words} {closed}"
    ran = subprocess.run(["bash", "-c", line], env=environment(), capture_output=True, check=False, timeout=60)
    assert (ran.returncode, ran.stderr) == (code, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of Unix")
def test_an_interrupted_import_says_so_and_stores_nothing(thidua: Thidua) -> None:
    small.registered(thidua)
    before = Path("thidua.db").read_bytes()
    with subprocess.Popen(
        [sys.executable, "-m", "thidua", "import", "units", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        # more than a pipe holds: when this is taken, the program is reading
        running.stdin.write(b"code,name,kind\n" + b"".join(b"%d,Xa %d,commune\n" % (n, n) for n in range(20_000)))
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        running.wait(60)
        told = running.stderr.read().decode()
        out = running.stdout.read()
        with contextlib.suppress(BrokenPipeError):
            running.stdin.close()
    assert (running.returncode, out, told) == (
        130,
        b"",
        "Interrupted. A command is stored whole or not at all: see thidua status.\n",
    )
    assert Path("thidua.db").read_bytes() == before


ASCII = [
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1"},
]


@pytest.mark.parametrize("locale", ASCII)
def test_another_locale_changes_neither_what_is_said_nor_what_is_understood(
    thidua: Thidua, locale: dict[str, str]
) -> None:
    small.commended(thidua)
    expected = small.done(thidua("status", "MH")).out
    ran = processed("status", "xã mỹ hòa".encode(), env=environment(**locale))
    assert (ran.returncode, ran.stderr, ran.stdout.decode()) == (0, b"", expected)
    acted = processed("publicise", "MH", "--channel", "đài".encode(), env=environment(**locale, THIDUA_ACTOR="Mẫu"))
    assert acted.returncode == 0
    assert acted.stderr.decode().splitlines()[0].endswith(": đài.")


def test_bytes_that_are_no_utf8_are_misuse(thidua: Thidua) -> None:
    small.commended(thidua)
    told = "Error: “\\udcff” is not UTF-8 text. Type it in a terminal set to UTF-8.\n"
    for ran in (
        processed("status", b"\xff"),
        processed("publicise", "MH", "--channel", b"\xff"),
        processed("status", env={**os.environb, b"PYTHONPATH": os.fsencode(ROOT / "src"), b"THIDUA_ACTOR": b"\xff"}),
    ):
        assert (ran.returncode, ran.stdout, ran.stderr.decode()) == (2, b"", told)


HOSTILE = "Xã [red]Đỏ[/] \x1b[31m\u202e🌾"
SHOWN = "Xã [red]Đỏ[/] \\x1b[31m🌾"


@pytest.mark.parametrize("format_name", ["table", "plain"])
def test_a_hostile_name_is_shown_and_never_obeyed(
    thidua: Thidua, monkeypatch: pytest.MonkeyPatch, format_name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    small.recognised(thidua)
    # a file with such a name is refused; typed, it is taken
    named = ("unit", "add", "1", "--name", HOSTILE, "--kind", "commune", "--reason", "x")
    small.done(thidua(*named))
    small.done(thidua("evaluate", "--month", "2024-06"))
    for words in (("status",), ("status", "MH"), ("report", "journey"), ("report", "standings"), ("unit", "tree")):
        out = small.done(thidua(*words, "--format", format_name)).out
        assert SHOWN in out, words
        assert "\x1b" not in out
    told = thidua("publicise", "MH", "--channel", "[/] \x1b[0m", "--on", "2024-05-01").err.splitlines()[0]
    assert told == f"MH ({SHOWN}) publicised on 2024-05-01: [/] \\x1b[0m."

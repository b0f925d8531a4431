"""What is big is refused or stored within bounds of memory and time that a process is held to."""

import json
from pathlib import Path

import pytest

from conftest import Thidua
from corpus.bounded import bounded
from corpus.conftest import Staged
from corpus.heavy import CASES, Heavy
from small import LEDGER


@pytest.fixture
def registered(staged: Staged) -> Thidua:
    return staged("registered")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
@pytest.mark.usefixtures("registered")
def test_a_big_file_is_told_within_its_bounds(case: Heavy) -> None:
    content = case.make()
    Path(case.name).write_bytes(content.encode() if isinstance(content, str) else content)
    before = LEDGER.read_bytes()
    words = ("import", case.kind, case.name, *case.options)
    if not case.problems:
        ran = bounded(*words, "--json")
        assert ran.code == 0, ran.err
        body = json.loads(ran.out)
        assert (body["created"], body["rejected"]) == (case.stored, 0)
        return
    ran = bounded(*words)
    assert (ran.code, ran.out, LEDGER.read_bytes() == before) == (3, "", True), ran.err[:1000]
    lines = ran.err.splitlines()
    assert lines[0].startswith(f"{case.name}{'!' if '!' in case.first else ':'}{case.first}: ")
    assert f"Problems: {case.problems}. Nothing was stored." in lines[-2:]

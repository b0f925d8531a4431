"""Ledgers to be harmed, and what ``thidua verify`` finds in them, asked in this process."""

import atexit
import io
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

import thidua as package
from thidua.domain.anchors import parse_anchor
from thidua.domain.occasion import Occasion
from thidua.errors import CheckFailed, ThiduaError
from thidua.ledger.verifying import Anchor
from thidua.reports.verification import verification
from thidua.words.language import Language
from thidua.write import Frame, writer

FOUND = {4, 10, 12}
_OCCASION = Occasion("Tester", datetime(2030, 1, 1, tzinfo=UTC), date(2030, 1, 1), wait=1.0)


class Verdict(NamedTuple):
    """What ``thidua verify`` says: its exit code, its object on stdout."""

    code: int
    told: dict[str, Any]

    @property
    def codes(self) -> set[str]:
        """The codes of everything found that is more than a note."""
        return {finding["code"] for finding in self.told.get("findings", ())}


def verify(path: Path, *anchors: str) -> Verdict:
    """Verify a ledger; what is no refusal comes through, and fails the test."""
    wanted = []
    for anchor in anchors:
        entry, _, digits = anchor.rpartition(":")
        wanted.append(Anchor(str(parse_anchor(digits)), int(entry) if entry else None))
    try:
        found = verification(path, wanted, language=Language("en"), occasion=_OCCASION)
    except ThiduaError as error:
        return Verdict(error.exit_code, {})
    out = io.StringIO()
    writer("json")(found.document, out, Frame(80, colour=False))
    return Verdict(0 if found.is_sound else CheckFailed.exit_code, json.loads(out.getvalue()))


def _done(folder: Path, *words: str) -> None:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("THIDUA_")}
    source = str(Path(package.__file__).parents[1])
    environment = {**kept, "PYTHONPATH": source, "THIDUA_LANG": "en", "THIDUA_ACTOR": "Tester"}
    command = [sys.executable, "-m", "thidua", *words, "--db", "story.db"]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


@cache
def a_story() -> Path:
    """Make a ledger in which all five steps were gone, and a month was closed: once a run, to be copied."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder)
    _done(folder, "demo")
    _done(folder, "close", "--month", "2024-03", "--force", "--reason", "thử")
    return folder / "story.db"

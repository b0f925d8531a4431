"""What ``thidua verify`` finds in a ledger, asked in this process."""

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

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

"""What failed after something was stored is told without saying that nothing was."""

from pathlib import Path

import pytest

from thidua.errors import LedgerBusy, StorageFailed, ThiduaError, because
from thidua.ledger.failing import cause_of
from thidua.words.language import Language
from thidua.words.refusals import sentence

LEDGER = Path("thidua.db")
ERRORS = (
    LedgerBusy(because("ledger-busy", path=LEDGER)),
    LedgerBusy(because("ledger-replaced", path=LEDGER)),
    StorageFailed(because("ledger-read-only", path=LEDGER)),
    StorageFailed(because("disk-full", path=LEDGER)),
    StorageFailed(because("ledger-io", path=LEDGER, detail="disk I/O error")),
    StorageFailed(because("file-not-writable", path=LEDGER, detail="No space left on device")),
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.problems[0].reason.code)
def test_a_cause_told_after_an_entry_was_stored_does_not_say_that_nothing_was(error: ThiduaError) -> None:
    facts = {"path": LEDGER, "token": "#1a2b3c4d", "cause": cause_of(error)}
    told = sentence(Language("en"), because("forget-unfinished", **facts))
    assert "Nothing was" not in told
    assert told.startswith("The name is removed and that is recorded, but thidua.db could not be written anew")
    assert told.endswith(" Then finish with: thidua forget #1a2b3c4d --reason TEXT")
    assert sentence(Language("vi"), cause_of(error)) != sentence(Language("en"), cause_of(error))

"""A big import that is killed at any moment: nothing of it, or all; and what was said to be stored is."""

import os
import signal
import time
from pathlib import Path

from reliability.contents import breaches, count, last_digest
from reliability.stages import MONTH
from reliability.tier import FULL, SEED, chance

KILLS = 500 if FULL else 6
ROWS = 20_000
IMPORT = ("import", "scores", "scores.csv", *MONTH)


def _killed(programs, ledger: Path, moment: float) -> tuple[list[str], bool]:
    """Kill an import at a moment after its start; list what is not as promised, and say whether it was stored."""
    number = programs.begin(IMPORT, ledger.parent)
    time.sleep(moment)
    os.kill(number, signal.SIGKILL)
    ended = programs.end()
    stored = count(ledger, "score")
    found = [] if stored in {0, ROWS} else [f"stored {stored} rows"]
    if (ended.code == 0 or f"{ROWS} rows" in ended.err) and stored != ROWS:
        found.append(f"said to be stored, and is not: {ended}")
    if ended.code not in {0, -signal.SIGKILL}:
        found.append(str(ended))
    return found, stored == ROWS


def _again(programs, ledger: Path, *, is_stored: bool) -> list[str]:
    ended = programs.run(IMPORT, ledger.parent)
    told = f"{ROWS} {'unchanged' if is_stored else 'created'}"
    is_right = ended.code == 0 and told in ended.err and count(ledger, "score") == ROWS
    return [*([] if is_right else [f"again: {ended}"]), *map(str, breaches(ledger))]


def test_a_big_import_that_is_killed_is_whole_or_not_there_and_can_be_run_again(programs, stages, folder):
    ledger = stages.copy("many", folder) / "thidua.db"
    fresh = ledger.read_bytes()
    start = time.perf_counter()
    assert programs.run(IMPORT, folder).code == 0
    whole = time.perf_counter() - start
    after = last_digest(ledger)
    random, wrong, times_stored = chance("kills"), {}, 0
    is_fresh = False
    for turn in range(KILLS):
        if not is_fresh:
            ledger.write_bytes(fresh)
        moment = random.uniform(0, whole)
        found, is_stored = _killed(programs, ledger, moment)
        times_stored += is_stored
        # in the quick tier what was killed is run again by the next that is killed, on what the kill has left
        is_last = FULL or turn == KILLS - 1
        if is_last:
            found += _again(programs, ledger, is_stored=is_stored)
            assert last_digest(ledger) == after
        is_fresh = not is_stored and not is_last
        if found:
            wrong[turn, moment] = found
    assert wrong == {}, f"THIDUA_SEED={SEED}"
    assert not FULL or 0 < times_stored < KILLS, "the import was never hit while it wrote"

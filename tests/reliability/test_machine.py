"""Whatever is done in whatever order, the ledger says what the rules of the procedure say."""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from reliability.corrections import CORRECTIONS, CorrectedModel, CorrectingOffice
from reliability.endings import ENDINGS, EndedModel, EndingOffice
from reliability.machine import STEPS, Machine
from reliability.model import Model
from reliability.office import Office, Offices
from reliability.tier import FULL, SEED

# each comes on top of the one before: the quick tier has time for the last only
KINDS = {
    "steps": (STEPS, Office, Model),
    "corrections": (CORRECTIONS, CorrectingOffice, CorrectedModel),
    "endings": (ENDINGS, EndingOffice, EndedModel),
}
EXAMPLES, STEPS_EACH = (2000, 100) if FULL else (25, 30)
PARTS = 8 if FULL else 2  # of a run, so that every core may have some


def _share(part: int) -> int:
    return EXAMPLES * (part + 1) // PARTS - EXAMPLES * part // PARTS


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("kind", KINDS if FULL else ["endings"])
def test_whatever_is_done_the_ledger_says_what_the_procedure_says(kind, part):
    verbs, office, model = KINDS[kind]
    offices = Offices(office, model)
    run = type("Run", (Machine,), {"verbs": verbs, "offices": offices})
    rules = settings(
        max_examples=_share(part),
        stateful_step_count=STEPS_EACH,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        print_blob=False,
    )
    try:
        run_state_machine_as_test(seed(SEED * PARTS + part)(run), settings=rules)
    finally:
        offices.close()

"""Whatever is done in whatever order, the ledger says what the rules of the procedure say."""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from reliability.machine import Machine
from reliability.office import Offices
from reliability.tier import FULL, SEED

EXAMPLES, STEPS = (2000, 100) if FULL else (25, 30)


@pytest.fixture
def offices():
    """Open offices, and remove them at the end."""
    opened = Offices()
    yield opened
    opened.close()


def test_whatever_is_done_the_ledger_says_what_the_procedure_says(offices):
    class Run(Machine):
        pass

    Run.offices = offices
    run = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        print_blob=False,
    )
    run_state_machine_as_test(seed(SEED)(Run), settings=run)

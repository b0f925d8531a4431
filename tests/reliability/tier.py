"""Which tier of the reliability programme runs, and the seed it runs with.

``THIDUA_RELIABILITY=full`` tries every point; without it a sample, chosen by the seed. ``THIDUA_SEED`` sets the seed;
the header of the test run prints it.
"""

import os
from random import Random

FULL = os.environ.get("THIDUA_RELIABILITY") == "full"
SEED = int(os.environ["THIDUA_SEED"])  # tests/conftest.py chooses one where none is set


def chance(of: str) -> Random:
    """Give the random numbers of one test: the same seed gives the same, whatever else runs."""
    return Random(f"{SEED} {of}")

"""What the whole Ba Tri story costs as one command: ``python tests/bench/demo.py``.

The yardstick is ``import sqlmodel``, which every command that opens a ledger pays.
"""

import sys

from timing import compare, thidua


def main() -> None:
    """Print the demo beside one import."""
    compare(
        "thidua demo",
        {
            "python -c 'import sqlmodel'": [sys.executable, "-c", "import sqlmodel"],
            "thidua demo": thidua("demo"),
            "thidua demo --json": thidua("demo", "--json"),
        },
        times=9,
    )


if __name__ == "__main__":
    main()

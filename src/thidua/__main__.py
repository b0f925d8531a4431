"""``python -m thidua``, and the ``thidua`` command: an interruption while the program loads is none of its bugs."""

import sys

_INTERRUPTED = 130


def main() -> int:
    """Load the program and run one command."""
    try:
        from thidua.cli import main as run

        return run()
    except KeyboardInterrupt:  # once it is loaded, the program tells of it itself
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())

"""``python -m thidua``, and the ``thidua`` command: an interruption while it loads or ends is no bug."""

import signal
import sys

_INTERRUPTED = 130


def main() -> int:
    """Load the program and run one command."""
    try:
        from thidua.cli import main as run

        code = run()
        # what was done is done: an interruption from here on would only say otherwise
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:  # once it is loaded, the program tells of it itself
        return _INTERRUPTED
    return code


if __name__ == "__main__":
    sys.exit(main())

"""``python -m thidua``, and the ``thidua`` command: an interruption while it loads or ends is no bug."""

import gc
import signal
import sys

_INTERRUPTED = 130
_RARELY = 200_000  # objects made between two looks for circles of them: loading makes many, none of them garbage


def main() -> int:
    """Load the program and run one command."""
    gc.set_threshold(_RARELY)
    try:
        from thidua.cli import main as run

        code = run()
        # the last look through everything that was loaded takes a fifth of a small command, and finds nothing to do
        gc.freeze()
        # what was done is done: an interruption from here on would only say otherwise
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:  # once it is loaded, the program tells of it itself
        return _INTERRUPTED
    return code


if __name__ == "__main__":
    sys.exit(main())

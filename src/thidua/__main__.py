"""``python -m thidua``: the same as the ``thidua`` command."""

import sys

from thidua.cli import main

if __name__ == "__main__":
    sys.exit(main())
